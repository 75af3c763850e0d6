"""YAML -> Gold. Every problem of a file is found in one pass, each with its line.

A problem names the field and the kind of fault; it never repeats the article's words, so that checking a file tells nothing of its content.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from pydantic import Field, ValidationError

from evals.gold_types import Gold, GoldClaim, GoldFigure, GoldQuestion, GoldStance, Record
from evals.quotes import Quotes
from pipeline import Article, Span, errors, labels

Place: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of a gold file. `warning`: the guide frowns on it, yet the file loads."""

    file: Path
    line: int
    where: str
    message: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}: {kind}{self.where + ': ' if self.where else ''}{self.message}"


class GoldError(errors.InputError):
    """A gold file that cannot be used; `problems` holds all its faults."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = f" ({len(problems) - 1} more in this file)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}.", "`python -m evals check FILE` lists all.")

    def __reduce__(self) -> Any:
        return type(self), (self.problems,)


class _File(Record):
    """A gold file as written; the evidence in it is resolved while it is validated."""

    guide: int = Field(alias="schema")
    article: str
    sha256: str
    language: str
    furniture: tuple[Any, ...]
    stance: GoldStance
    claims: tuple[GoldClaim, ...]
    figures: tuple[GoldFigure, ...]
    open_questions: tuple[GoldQuestion, ...]
    notes: tuple[str, ...] = ()


def gold_paths(places: Sequence[Path]) -> list[Path]:
    """The gold files that the places name: files as given, folders by their *.yaml, searched in depth and in order of name."""
    found: list[Path] = []
    for place in places:
        found += sorted(place.rglob("*.yaml")) if place.is_dir() else [place]
    return found


def load_gold(path: Path, *, reporting: bool = False) -> Gold:
    """The gold of one file. GoldError with every problem that it has; ConfigurationError for the test split unless `reporting`."""
    if not reporting and is_test_split(path):
        raise errors.ConfigurationError(
            f"{path.parent} is the test split: whoever tunes must not see it.", "`make report` reads it; use evals/gold/dev to tune."
        )
    return parse_gold(path).gold()


def load_folders(folders: Sequence[Path], *, reporting: bool = False) -> list[Gold]:
    """The gold of folders or files, in order of name. GoldError at the first file that cannot be used; InputError where there is none."""
    paths = gold_paths(folders)
    if not paths:
        raise errors.InputError(f"No gold file (*.yaml) in {', '.join(map(str, folders))}.", "Name a folder by --gold.")
    golds = [load_gold(path, reporting=reporting) for path in paths]
    names = Counter(gold.name for gold in golds)
    if doubled := [name for name, times in names.items() if times > 1]:
        raise errors.ConfigurationError(f"Two gold files are named {doubled[0]}.", "Names tell articles apart in a run; rename one.")
    texts = Counter(gold.article.content_hash for gold in golds)
    if doubled := [gold.name for gold in golds if texts[gold.article.content_hash] > 1]:
        raise errors.ConfigurationError(
            f"{' and '.join(doubled[:2])} annotate the same article.", "Keep second annotations in a folder apart."
        )
    return golds


def is_test_split(path: Path) -> bool:
    """Whether a gold file belongs to the split that is read for reporting only: evals/gold/test, and second annotations of it."""
    parts = path.resolve().parent.parts
    return any(parts[place : place + 2] == ("evals", "gold") and "test" in parts[place + 2 :] for place in range(len(parts)))


@dataclass(frozen=True)
class Parsed:
    """What reading a gold file gave: the gold, or its problems; and the line of every place, for those who look further."""

    path: Path
    problems: tuple[Problem, ...]
    lines: "dict[Place, int]"
    _gold: Gold | None = None

    def gold(self) -> Gold:
        """The gold. GoldError where there are problems."""
        if self._gold is None:
            raise GoldError(self.problems)
        return self._gold

    def problem(self, place: Place, message: str, *, warning: bool = False) -> Problem:
        """A problem at a place of the file, with its line (that of the nearest enclosing place which has one)."""
        return _problem(self.path, self.lines, place, message, warning=warning)


def parse_gold(path: Path) -> Parsed:
    """Reads a gold file and finds all its problems. Never raises because of what the file holds; InputError where it cannot be read."""
    tree = _Tree(path)
    found = list(tree.problems)
    values = tree.values
    if not isinstance(values, dict):
        return Parsed(path, tuple(found or [Problem(path, 1, "", "a gold file is a mapping of fields")]), tree.lines)

    def note(place: Place, message: str) -> None:
        found.append(_problem(path, tree.lines, place, message))

    if str(values.get("schema", labels.GUIDE_VERSION)) != str(labels.GUIDE_VERSION):
        note(("schema",), f"schema {values['schema']!s:.20} is not the guide's version, {labels.GUIDE_VERSION}")
    article = None
    furniture: list[Span] = []
    try:
        article = _article(path, values)
    except ValueError as error:
        note(("article",), str(error))
    if article is not None:
        if article.content_hash != values.get("sha256"):
            note(("sha256",), "wrong hash: this is not the sha256 of the article's bytes")
        entries = values.get("furniture")
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            try:
                furniture += Quotes(article).furniture(entry)
            except ValueError as error:
                note(("furniture", number), str(error))
    for place, message in _duplicates(values):
        note(place, message)
    try:
        file = _File.model_validate(values, context=Quotes(article or Article(text=""), tuple(furniture)))
    except ValidationError as error:
        for place, message in _faults(error):
            if article is not None or "evidence" not in place:
                note(place, message)
        file = None
    if found or file is None or article is None:
        return Parsed(path, tuple(sorted(found)), tree.lines)
    parts = {name: getattr(file, name) for name in ("stance", "claims", "figures", "open_questions", "notes")}
    return Parsed(path, (), tree.lines, Gold(article=article, furniture=tuple(furniture), **parts))


def _article(path: Path, values: dict[str, Any]) -> Article:
    name = values.get("article")
    if not name or not isinstance(name, str):
        raise ValueError("`article` names the text file, relative to this one")
    try:
        text = (path.parent / name).read_bytes().decode("utf-8")
    except OSError as error:
        raise ValueError(f"the article's file cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"the article's file is not UTF-8 (byte {error.start})") from None
    language = values.get("language")
    return Article(text=text, id=path.stem, source=name, language=language if isinstance(language, str) else None)


def _problem(path: Path, lines: dict[Place, int], place: Place, message: str, *, warning: bool = False) -> Problem:
    known = place
    while known and known not in lines:
        known = known[:-1]
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")
    return Problem(path, lines.get(known, 1), where, message, warning)


def _faults(error: ValidationError) -> Iterator[tuple[Place, str]]:
    details = error.errors(include_url=False, include_input=False)
    places = [detail["loc"] for detail in details]
    for detail in details:
        place = detail["loc"]
        # A list whose only entry is wrong is also reported as too short: one fault, one line.
        if detail["type"] == "too_short" and any(len(other) > len(place) and other[: len(place)] == place for other in places):
            continue
        yield place, _message(dict(detail))


def _message(detail: dict[str, Any]) -> str:
    match detail["type"]:
        case "missing":
            return "the field is missing"
        case "extra_forbidden":
            return "unknown field"
        case "literal_error":
            return f"unknown label; one of {detail['ctx']['expected']}"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            return str(detail["msg"])


_KEYS = {
    "claims": ("statement", "source"),
    "figures": ("value", "low", "high", "unit", "per", "measures", "when", "source"),
    "open_questions": ("question",),
}


def _duplicates(values: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    stance = values.get("stance")
    parts: list[tuple[Place, Any, tuple[str, ...]]] = [((part,), values.get(part), keys) for part, keys in _KEYS.items()]
    if isinstance(stance, dict):
        parts.append((("stance", "positions"), stance.get("positions"), ("holder", "target")))
    for place, items, keys in parts:
        seen: dict[str, int] = {}
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if not isinstance(item, dict):
                continue
            key = repr([" ".join(str(item.get(name)).casefold().split()) for name in keys])
            if key in seen:
                yield (*place, number), f"duplicate of item {seen[key]} (the same {', '.join(keys)})"
            seen.setdefault(key, number)


class _Tree:
    """A YAML file as plain values, with the line of every place.

    Scalars stay text as written, so that 61000000000 and 0.45 are exact and `no` is a word; only null is None.
    """

    def __init__(self, path: Path) -> None:
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self.values: Any = None
        self._path = path
        self._open: set[int] = set()
        try:
            node = yaml.compose(path.read_bytes().decode("utf-8"), Loader=yaml.SafeLoader)
        except OSError as error:
            raise errors.InputError(f"{path} cannot be read: {error.strerror}.", "Name a gold file or a folder of them.") from None
        except UnicodeDecodeError as error:
            self.problems.append(Problem(path, 1, "", f"not UTF-8 (byte {error.start})"))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.problems.append(Problem(path, line, "", f"not YAML: {error.problem}"))
        except yaml.YAMLError:
            self.problems.append(Problem(path, 1, "", "not YAML: a character that YAML does not allow"))
        else:
            self.values = self._value(node, ()) if node is not None else None

    def _value(self, node: yaml.Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if id(node) in self._open:
            self.problems.append(_problem(self._path, self.lines, place, "YAML aliases are not allowed"))
            return None
        self._open.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag.endswith(":null") else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(child, (*place, number)) for number, child in enumerate(node.value)]
        values: dict[str, Any] = {}
        for key, child in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            self.lines[(*place, name)] = key.start_mark.line + 1
            if name in values:
                self.problems.append(_problem(self._path, self.lines, (*place, name), "the field is given twice"))
            values[name] = self._value(child, (*place, name))
        return values
