"""Gold -> YAML: the inverse of gold_files, for files that a person will edit."""

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
    furniture: Iterable[Span],
    parts: Mapping[str, Any],
    *,
    notes: Sequence[str] = (),
    comment: str = "",
) -> str:
    """A gold file from parts as plain values, whose evidence is a list of {start, end, quote}."""
    head = {
        "schema": labels.GUIDE_VERSION,
        "article": article_path,
        "sha256": article.content_hash,
        "language": article.language or "en",
        "furniture": [_furniture(article, span) for span in furniture],
    }
    body = {name: _quoted(parts[name], article.text) for name in ("stance", "claims", "figures", "open_questions")}
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
            name: [_quote(span, text) for span in inner] if name == "evidence" else _quoted(inner, text)
            for name, inner in value.items()
            if not _default(name, inner)
        }
    return [_quoted(inner, text) for inner in value] if isinstance(value, list | tuple) else value


def _default(name: str, value: Any) -> bool:
    return (
        (name.endswith("_aliases") and not value)
        or (name == "optional" and not value)
        or (name in ("value", "low", "high") and value is None)
    )


def _quote(span: Mapping[str, Any], text: str) -> str | dict[str, Any]:
    quote, occurrence, times = str(span["quote"]), 0, 0
    place = text.find(quote)
    while place >= 0:
        times += 1
        occurrence = times if place == span["start"] else occurrence
        place = text.find(quote, place + 1)
    return quote if times == 1 else {"quote": quote, "occurrence": occurrence}


def _furniture(article: Article, span: Span) -> dict[str, Any] | str:
    line_end = article.text.find("\n", span.end)
    rest = article.text[span.end : len(article.text) if line_end < 0 else line_end]
    quoted = _quote(span.model_dump(), article.text)
    if rest.strip():
        return {**(quoted if isinstance(quoted, dict) else {"quote": quoted}), "inline": True}
    return quoted
