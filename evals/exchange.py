"""Gold as JSON lines, for what people have already and what others read: one article with its text and annotation a line.

    {"name": ..., "text": ..., "language": "en", "furniture": [...], "stance": {...}, "claims": [...], "figures": [...],
     "open_questions": [...], "notes": [...]}

The fields are those of the guide. Evidence is written as {start, end, quote}; it may also come as quotes, as in gold files.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.gold_files import parse_gold
from evals.gold_types import Gold
from evals.gold_yaml import CHECKLIST, write_parts
from evals.runs import replace
from pipeline import Article, errors

_PARTS = ("stance", "claims", "figures", "open_questions")
_KNOWN = {"name", "text", "language", "furniture", "notes", *_PARTS}


def export_lines(golds: Sequence[Gold]) -> Iterator[str]:
    """The gold, a line each."""
    for gold in golds:
        parts = gold.model_dump(mode="json", exclude={"article"})
        head = {"name": gold.name, "text": gold.article.text, "language": gold.article.language}
        yield json.dumps({**head, **parts}, ensure_ascii=False) + "\n"


def import_lines(path: Path, folder: Path) -> list[Path]:
    """Writes each line as NAME.txt and NAME.yaml into a folder; the gold files written.

    All or nothing: InputError, with file and line, where one line is no gold; ConfigurationError where a file would be overwritten.
    """
    with tempfile.TemporaryDirectory() as draft:
        names = [_write(line, f"{path}:{number}", Path(draft)) for number, line in _lines(path)]
        taken = [name for name in names if (folder / f"{name}.yaml").exists() or (folder / f"{name}.txt").exists()]
        if taken:
            raise errors.ConfigurationError(f"{folder / taken[0]}.yaml or .txt exists.", "Import into an empty folder.")
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            (folder / f"{name}.txt").write_bytes((Path(draft) / f"{name}.txt").read_bytes())
            replace(folder / f"{name}.yaml", (Path(draft) / f"{name}.yaml").read_text(encoding="utf-8"))
    return [folder / f"{name}.yaml" for name in names]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise errors.InputError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise errors.InputError(f"{path} is not UTF-8 (byte {error.start}).") from None
    yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _write(line: str, where: str, folder: Path) -> str:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise errors.InputError(f"{where}: not JSON: {error.msg}.") from None
    name = _name(values, where)
    if (folder / f"{name}.txt").exists():
        raise errors.InputError(f"{where}: the name {name} is taken by a line before.")
    article = Article(text=values["text"], id=name, language=str(values.get("language") or "en"))
    (folder / f"{name}.txt").write_bytes(article.text.encode("utf-8"))
    try:
        text = write_parts(
            article, f"{name}.txt", values.get("furniture") or [], values, notes=values.get("notes") or [], comment=CHECKLIST
        )
    except ValueError as error:
        raise errors.InputError(f"{where}: {error}.") from None
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    if problems := parse_gold(path).problems:
        more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
        raise errors.InputError(f"{where}: {problems[0].where}: {problems[0].message}{more}.")
    return name


def _name(values: Any, where: str) -> str:
    if not isinstance(values, dict) or not isinstance(values.get("text"), str):
        raise errors.InputError(f"{where}: a line is an object with `name` and `text`.")
    if unknown := sorted(set(values) - _KNOWN):
        raise errors.InputError(f"{where}: unknown field {unknown[0]}.", f"Known are: {', '.join(sorted(_KNOWN))}.")
    name = values.get("name")
    # It becomes the name of a file.
    if not isinstance(name, str) or not re.fullmatch(r"\w[\w.-]{0,100}", name, re.ASCII):
        raise errors.InputError(f"{where}: `name` is made of letters, digits, dot, dash and underscore.")
    return name
