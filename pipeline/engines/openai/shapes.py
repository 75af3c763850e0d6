"""What an answer looks like: the response models and their schemas, each made once and used for every request.

instructor rebuilds model and schema on every call unless both are prepared; here they are. The schema is the same for every article (ids
are plain integers, checked by grounding), so that grammars and prompt caches of providers stay warm.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Self, get_args, get_origin

import instructor
import openai
from pydantic import BaseModel, Field, ValidationError, create_model

from pipeline.article import Frozen
from pipeline.draft import Draft, DraftClaim, DraftFigure, DraftGist, DraftItem, DraftPosition, DraftQuestion, Failure, Fix, Fixes
from pipeline.prompt import ANSWER_PARTS, AnswerPart


class Wire(instructor.OpenAISchema):
    """Stands before instructor for the model of a shape: instructor would rebuild the schema of a response model on every call; here it
    finds one that is ready.
    """

    model: ClassVar[type[BaseModel]]
    strict_schema: ClassVar[dict[str, Any]]

    answer: Any

    @classmethod
    def model_json_schema(cls, *_: Any, **__: Any) -> dict[str, Any]:
        """The JSON Schema of the model in the strict form. Shared: whoever sends it must not change it."""
        return cls.strict_schema

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, *, strict: bool | None = None, **_: Any) -> Self:
        """The answer. A field too many, or a missing one that may be null, is no reason to ask again."""
        try:
            answer = cls.model.model_validate_json(json_data, strict=strict)
        except ValidationError as fault:
            try:
                answer = cls.model.model_validate_json(json.dumps(tidied(json.loads(json_data), cls.model)), strict=strict)
            except ValueError:
                raise fault from None
        return cls(answer=answer)


@dataclass(frozen=True)
class Shape:
    """model: what an answer is. wire: what instructor is given to ask for it."""

    model: type[BaseModel]
    wire: type[Wire]


class _Corrected(Frozen):
    failure: int = Field(description="Number of the item that this corrects.")


class _GistFix(DraftGist, _Corrected): ...


class _PositionFix(DraftPosition, _Corrected): ...


class _ClaimFix(DraftClaim, _Corrected): ...


class _FigureFix(DraftFigure, _Corrected): ...


class _QuestionFix(DraftQuestion, _Corrected): ...


class Corrections(Frozen):
    """Corrected items, each with the number of the failed item that it replaces."""

    gist: tuple[_GistFix, ...]
    positions: tuple[_PositionFix, ...]
    claims: tuple[_ClaimFix, ...]
    figures: tuple[_FigureFix, ...]
    open_questions: tuple[_QuestionFix, ...]


_ITEMS: Mapping[str, type[DraftItem]] = {
    "gist": DraftGist,
    "positions": DraftPosition,
    "claims": DraftClaim,
    "figures": DraftFigure,
    "open_questions": DraftQuestion,
}


@lru_cache
def answer_shape(parts: tuple[AnswerPart, ...] = ANSWER_PARTS) -> Shape:
    """The response model that asks for these parts of a Draft."""
    fields: dict[str, Any] = {name: (info.annotation, info) for name, info in Draft.model_fields.items() if name in parts}
    return _shape(create_model("Summary", __base__=Frozen, __doc__="A summary of the article in numbers.", **fields))


@lru_cache
def corrections_shape() -> Shape:
    """The response model that asks for corrected items."""
    return _shape(Corrections)


def fixes_from(answer: Mapping[str, Any], failures: tuple[Failure, ...]) -> Fixes:
    """What a model corrected, for failed items only: an unknown number, a number of another part, or a second correction is left out."""
    fixes: dict[int, Fix] = {}
    for part, shape in _ITEMS.items():
        for corrected in answer[part]:
            number = corrected.failure
            if 1 <= number <= len(failures) and failures[number - 1].part == part and number not in fixes:
                item = shape.model_validate(corrected.model_dump(exclude={"failure"}))
                fixes[number] = Fix(part=failures[number - 1].part, index=failures[number - 1].index, item=item)
    return Fixes(fixes=tuple(fixes[number] for number in sorted(fixes)))


def tidied(value: Any, kind: Any) -> Any:
    """A JSON value without fields that its type does not have, and with null where a field that may be null is missing."""
    if isinstance(value, list) and get_origin(kind) is tuple:
        return [tidied(inner, get_args(kind)[0]) for inner in value]
    if not (isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, BaseModel)):
        return value
    return {
        name: tidied(value.get(name), info.annotation)
        for name, info in kind.model_fields.items()
        if name in value or type(None) in get_args(info.annotation)
    }


def _shape(model: type[BaseModel]) -> Shape:
    """Every field required, no others allowed: the strict form of OpenAI's structured outputs."""
    parameters: Any = openai.pydantic_function_tool(model)["function"]["parameters"]
    schema = {"title": model.__name__, "description": model.__doc__ or "", **_without_titles(parameters)}
    wire = type(model.__name__, (Wire,), {"__doc__": model.__doc__, "__module__": __name__, "model": model, "strict_schema": schema})
    return Shape(model, wire)


def _without_titles(node: Any) -> Any:
    """pydantic gives every field a title that only repeats its name; each costs tokens in every request."""
    if isinstance(node, list):
        return [_without_titles(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    return {name: _without_titles(inner) for name, inner in node.items() if name != "title" or not isinstance(inner, str)}
