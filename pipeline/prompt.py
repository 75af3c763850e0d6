"""Loads, renders and hashes a prompt folder.

A prompt is a folder NAME/VERSION with `prompt.toml` (metadata and stages), a system template per stage, `article.j2`, `revise.j2` and
`examples.yaml`. Prompts are found in the package `prompts`, or in a folder of the user's with the same layout.

Templates see plain values only (the dataclasses below). What comes from articles enters as a value and is never a template itself;
escaping is off, since a prompt is no HTML. A template that names a variable which does not exist fails at load.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import yaml
from jinja2 import DictLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field, ValidationError, field_validator

from pipeline.article import Frozen
from pipeline.errors import PromptError

AnswerPart: TypeAlias = Literal["gist", "stance", "claims", "figures", "open_questions"]

ANSWER_PARTS: tuple[AnswerPart, ...] = get_args(AnswerPart)


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence as a template sees it. `text` is one line."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, or "", and the sentences under it."""

    heading: str
    sentences: tuple[SentenceRow, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure candidate. `parsed` is what code reads in it; `hint` is empty for a likely figure, else "date", "age" and so on."""

    id: int
    sentence: int
    text: str
    parsed: str
    hint: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that `article.j2` may use. `boundary` does not occur in anything else here."""

    boundary: str
    title: str
    blocks: tuple[Block, ...]
    figures: tuple[FigureRow, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FailedRow:
    """An item that did not pass, for `revise.j2`. `item` is JSON on one line."""

    number: int
    part: str
    item: str
    reason: str


class Stage(Frozen):
    """One question to the model: the parts of the answer that it asks for, and the template of its system message."""

    system: str
    parts: tuple[AnswerPart, ...] = Field(min_length=1)


class Example(Frozen):
    """A few-shot example: an article, and its answer with quotes in place of numbers."""

    article: str
    answer: Mapping[str, Any]


class Metadata(Frozen):
    """`prompt.toml`."""

    name: str
    version: str
    summary: str
    changes: str
    models: tuple[str, ...] = ()
    settings: Mapping[Literal["temperature", "max_output_tokens"], float | int | None] = Field(default_factory=dict)
    stages: tuple[Stage, ...] = Field(min_length=1)

    @field_validator("stages")
    @classmethod
    def _every_part_once(cls, stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
        if sorted(part for stage in stages for part in stage.parts) != sorted(ANSWER_PARTS):
            raise ValueError(f"together the stages must ask for each of {', '.join(ANSWER_PARTS)} exactly once")
        return stages


# Variables of each template; a stage's system message has none, so that it is the same for every article and stays in prompt caches.
_VARIABLES: Mapping[str, frozenset[str]] = {
    "article.j2": frozenset(ArticleView.__slots__),
    "revise.j2": frozenset({"failures"}),
}
_SAMPLE = ArticleView(
    boundary="BOUNDARY",
    title="Title",
    blocks=(Block("Heading", (SentenceRow(1, "Sentence."),)),),
    figures=(FigureRow(1, 1, "1", "1", "date"),),
    people=("Name",),
)


@dataclass(frozen=True, eq=False)
class Prompt:
    """A prompt, ready to render. `hash` is the sha256 of the folder's files, names included, in hexadecimal."""

    metadata: Metadata
    hash: str
    examples: tuple[Example, ...]
    templates: Mapping[str, Template] = field(repr=False)
    sources: Mapping[str, str] = field(repr=False)

    @property
    def name(self) -> str:
        return self.metadata.name

    @property
    def version(self) -> str:
        return self.metadata.version

    @property
    def stages(self) -> tuple[Stage, ...]:
        return self.metadata.stages

    def system(self, stage: Stage) -> str:
        """The system message of a stage: the same for every article."""
        return self._systems[stage.system]

    def article(self, view: ArticleView) -> str:
        """The user's message that holds the article."""
        return self.templates["article.j2"].render({name: getattr(view, name) for name in ArticleView.__slots__}).strip()

    def revision(self, failures: Sequence[FailedRow]) -> str:
        """The user's message that asks for corrected items."""
        return self.templates["revise.j2"].render(failures=failures).strip()

    @cached_property
    def _systems(self) -> Mapping[str, str]:
        return {stage.system: self.templates[stage.system].render().strip() for stage in self.stages}


def load_prompt(reference: str = "default", folder: Path | None = None) -> Prompt:
    """The prompt with that name, or name and version ("default", "default/v1"); without a version the newest.

    folder: a folder of the user's that is searched instead of the package. PromptError where the prompt is missing or cannot be used.
    """
    name, _, version = reference.partition("/")
    versions = {(found, its): place for found, its, place in _places(folder)}
    newest = max((its for found, its in versions if found == name), key=_version_order, default="")
    try:
        place = versions[name, version or newest]
    except KeyError:
        known = ", ".join(f"{found}/{its}" for found, its in versions) or "none"
        raise PromptError(f"No prompt {reference!r} in {folder or 'the package'}.", f"There are: {known}.") from None
    return _load(place, f"{name}/{version or newest}")


def list_prompts(folder: Path | None = None) -> list[Prompt]:
    """All prompts of the package, or of a folder of the user's, by name and version."""
    return [_load(place, f"{name}/{version}") for name, version, place in _places(folder)]


def _places(folder: Path | None) -> list[tuple[str, str, Traversable]]:
    root: Traversable = folder if folder is not None else files("prompts")
    if not root.is_dir():
        raise PromptError(f"The prompt folder {folder} does not exist.", "Give a folder with NAME/VERSION/prompt.toml in it.")
    found = [
        (prompt.name, version.name, version)
        for prompt in root.iterdir()
        if prompt.is_dir()
        for version in prompt.iterdir()
        if version.is_dir() and version.joinpath("prompt.toml").is_file()
    ]
    return sorted(found, key=lambda place: (place[0], _version_order(place[1])))


def _version_order(version: str) -> tuple[int, str]:
    """v10 after v9."""
    digits = version.removeprefix("v")
    return (int(digits) if digits.isascii() and digits.isdigit() else -1, version)


def _load(place: Traversable, reference: str) -> Prompt:
    contents = _contents(place, reference)
    metadata = _metadata(contents, reference)
    sources = {name: text for name, text in contents.items() if name.endswith(".j2")}
    prompt = Prompt(
        metadata=metadata,
        hash=content_hash(contents),
        examples=_examples(contents.get("examples.yaml", ""), reference),
        templates=_compile(sources, metadata, reference),
        sources=contents,
    )
    _try_out(prompt, reference)
    return prompt


def _contents(place: Traversable, reference: str) -> dict[str, str]:
    try:
        return {
            entry.name: entry.read_text(encoding="utf-8")
            for entry in sorted(place.iterdir(), key=lambda entry: entry.name)
            if entry.is_file() and entry.name.endswith((".j2", ".toml", ".yaml"))
        }
    except UnicodeDecodeError as error:
        raise PromptError(f"Prompt {reference}: a file is not UTF-8 ({error.reason} at byte {error.start}).", "Save it as UTF-8.") from None


def content_hash(contents: Mapping[str, str]) -> str:
    """sha256 over names and contents, each with its length before it, so that no two folders run together."""
    digest = hashlib.sha256()
    for text in (text for name in sorted(contents) for text in (name, contents[name])):
        data = text.encode()
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()


def _metadata(contents: Mapping[str, str], reference: str) -> Metadata:
    try:
        metadata = Metadata.model_validate(tomllib.loads(contents["prompt.toml"]))
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"Prompt {reference}: prompt.toml is not TOML: {error}.") from None
    except ValidationError as error:
        raise PromptError(f"Prompt {reference}: prompt.toml, {_first(error)}.") from None
    if f"{metadata.name}/{metadata.version}" != reference:
        raise PromptError(
            f"Prompt {reference}: prompt.toml calls itself {metadata.name}/{metadata.version}.",
            "They are the names of its folders.",
        )
    return metadata


def _examples(text: str, reference: str) -> tuple[Example, ...]:
    try:
        return tuple(Example.model_validate(entry) for entry in yaml.safe_load(text) or ())
    except yaml.YAMLError as error:
        raise PromptError(f"Prompt {reference}: examples.yaml is not YAML: {error}.") from None
    except ValidationError as error:
        raise PromptError(f"Prompt {reference}: examples.yaml, {_first(error)}.") from None


class _Environment(ImmutableSandboxedEnvironment):
    """Templates may be a user's, and get no further than the rows they are shown: those hold plain text and numbers, nothing to guard."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The sandbox asks a dozen questions of every attribute; for fields of a row the answer is known."""
        if type(obj) in _ROWS and attribute in obj.__slots__:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


_ROWS = frozenset({SentenceRow, Block, FigureRow, FailedRow})


def _compile(sources: Mapping[str, str], metadata: Metadata, reference: str) -> dict[str, Template]:
    environment = _Environment(
        loader=DictLoader(sources), undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    entries = {"article.j2", "revise.j2", *(stage.system for stage in metadata.stages)}
    try:
        for name in sorted(entries):
            if name not in sources:
                raise PromptError(f"Prompt {reference} has no {name}.", "Add it; the prompt `default` is an example.")
            _refuse_unknown(_undeclared(environment, sources, name), name, reference)
        return {name: environment.get_template(name) for name in entries}
    except TemplateSyntaxError as error:
        raise PromptError(f"Prompt {reference}: {error.name}, line {error.lineno}: {error.message}") from None


def _undeclared(environment: ImmutableSandboxedEnvironment, sources: Mapping[str, str], name: str) -> set[str]:
    """Variables that a template and all that it includes take from outside."""
    names: set[str] = set()
    pending, seen = [name], set[str]()
    while pending:
        current = pending.pop()
        seen.add(current)
        tree = environment.parse(sources[current], name=current)
        names |= meta.find_undeclared_variables(tree)
        pending += [other for other in meta.find_referenced_templates(tree) if other and other in sources and other not in seen]
    return names


def _refuse_unknown(names: Iterable[str], template: str, reference: str) -> None:
    known = _VARIABLES.get(template, frozenset())
    if unknown := sorted(set(names) - known):
        remedy = f"It may use: {', '.join(sorted(known))}." if known else "A system message is the same for every article: it has none."
        raise PromptError(f"Prompt {reference}: {template} uses the unknown variable {unknown[0]!r}.", remedy)


def _try_out(prompt: Prompt, reference: str) -> None:
    """Renders every template once, so that a wrong attribute or include fails now and not at the first article."""
    try:
        for stage in prompt.stages:
            prompt.system(stage)
        prompt.article(_SAMPLE)
        prompt.revision([FailedRow(1, "claims", "{}", "reason")])
    except UndefinedError as error:
        raise PromptError(f"Prompt {reference}: {error.message}.", "Templates may use the fields of pipeline/prompt.py only.") from None
    except TemplateError as error:
        raise PromptError(f"Prompt {reference}: {type(error).__name__}: {error.message}.") from None


def _first(error: ValidationError) -> str:
    fault = error.errors()[0]
    return f"{'.'.join(map(str, fault['loc'])) or 'the file'}: {fault['msg']}"
