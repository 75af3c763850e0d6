"""Gold -> YAML: the inverse of gold_files, for files that a person will edit."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from evals.gold_types import Gold
from pipeline import Article, Span, labels

CHECKLIST = """\
# Gold for one article. The guide (docs/annotation-guide.md) is the law; `python -m evals check FILE` finds what is off.
# - Furniture: every line that is no headline, heading or body; a dateline with inline: true.
# - Positions: one per holder AND target; words or acts in the text; silence is no position.
# - Claims: one proposition, one claim; numbers, negation and hedges as in the source; core is what no reader may miss (4 to 8).
# - Figures: go through the text number by number, digit and word; value in base units, shortest span, unit, per, bound.
# - Open questions: each hangs on a passage; unresolved, unanswered, unsupported or disputed.
# - Quotes are exact; one that occurs more than once needs {quote: ..., occurrence: N}.
"""


class _Dumper(yaml.SafeDumper):
    """Writes values that a YAML reader could take for something else in quotes, and never uses aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Equal spans stand in several items; each is written out."""
        return True


def write_gold(gold: Gold, article_path: str, *, comment: str = "") -> str:
    """A gold as the text of a file. article_path: of the text file, relative to the gold file."""
    parts = gold.model_dump(mode="json", exclude={"article", "furniture", "notes"})
    return write_parts(gold.article, article_path, gold.furniture, parts, notes=gold.notes, comment=comment)


def write_parts(
    article: Article,
    article_path: str,
    furniture: Iterable[Any],
    parts: Mapping[str, Any],
    *,
    notes: Sequence[str] = (),
    comment: str = "",
) -> str:
    """A gold file from parts as plain values. Evidence and furniture: {start, end, quote}, or as gold files have them.

    ValueError where the words at `start` are not the quote. Nothing else is checked: read the file for that.
    """
    head = {
        "schema": labels.GUIDE_VERSION,
        "article": article_path,
        "sha256": article.content_hash,
        "language": article.language or "en",
        "furniture": [_furniture(article, entry) for entry in furniture],
    }
    body = {name: _quoted(parts.get(name), article.text) for name in ("stance", "claims", "figures", "open_questions")}
    text = yaml.dump({**head, **body, "notes": list(notes)}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)
    return comment + text


def blank_parts() -> dict[str, Any]:
    """The parts of a gold file that nobody has filled yet."""
    return {
        "stance": {"topic": "TODO", "article": "neutral", "positions": []},
        "claims": [],
        "figures": [],
        "open_questions": [],
    }


def relative(article: Path, gold: Path) -> str:
    """The path of an article's file as a gold file names it."""
    ours, theirs = gold.resolve().parent.parts, article.resolve().parts
    shared = 0
    while shared < min(len(ours), len(theirs) - 1) and ours[shared] == theirs[shared]:
        shared += 1
    return "/".join([".."] * (len(ours) - shared) + list(theirs[shared:]))


def _quoted(value: Any, text: str) -> Any:
    """The same values with spans as quotes, and without what is empty by default."""
    if isinstance(value, dict):
        return {
            name: [_quote(entry, text) for entry in inner] if name == "evidence" and isinstance(inner, list) else _quoted(inner, text)
            for name, inner in value.items()
            if not _default(name, inner)
        }
    return [_quoted(inner, text) for inner in value] if isinstance(value, list | tuple) else value


def _default(name: str, value: Any) -> bool:
    if name in ("value", "low", "high"):
        return value is None
    return not value and (name == "optional" or name.endswith("_aliases"))


def _quote(entry: Any, text: str) -> Any:
    if not isinstance(entry, dict) or "start" not in entry:
        return entry
    quote = str(entry.get("quote"))
    places = [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)] if quote else []
    if entry["start"] not in places:
        raise ValueError(f"the words at {entry['start']} are not the quote")
    return quote if len(places) == 1 else {"quote": quote, "occurrence": places.index(entry["start"]) + 1}


def _furniture(article: Article, entry: Any) -> Any:
    values = entry.model_dump() if isinstance(entry, Span) else entry
    quoted = _quote(values, article.text)
    if quoted is values:
        return entry
    start = int(values["start"])
    line_end = article.text.find("\n", start)
    rest = article.text[start + len(values["quote"]) : len(article.text) if line_end < 0 else line_end]
    if rest.strip():
        return {**(quoted if isinstance(quoted, dict) else {"quote": quoted}), "inline": True}
    return quoted
