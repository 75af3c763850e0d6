"""What an answer looks like: the response models and their schemas, each made once and used for every request.

instructor rebuilds model and schema on every call unless both are prepared; here they are. The schema is the same for every article (ids
are plain integers, checked by grounding), so that grammars and prompt caches of providers stay warm.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Self, TypeAlias, get_args, get_origin

import instructor
import openai
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from pipeline.article import Frozen
from pipeline.draft import Draft, DraftClaim, DraftFigure, DraftGist, DraftItem, DraftPosition, DraftQuestion, Failure, Fix, Fixes
from pipeline.prompt import ANSWER_PARTS, AnswerPart

Shape: TypeAlias = type[BaseModel]


class _Prepared(instructor.OpenAISchema):
    """Base that makes a model ready for instructor: it is taken as it is, and its schema is made once."""

    # What is unknown at the top (parts of another stage) is no reason to ask again.
    model_config = ConfigDict(extra="ignore")

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **how: Any) -> Self:
        """A field too many, or a missing one that may be null, is no reason to ask again."""
        try:
            return super().model_validate_json(json_data, **how)
        except ValidationError as fault:
            try:
                return super().model_validate_json(json.dumps(tidied(json.loads(json_data), cls)), **how)
            except ValueError:
                raise fault from None

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return _strict_schema(cls)


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
    return _prepared(create_model("Summary", __base__=Frozen, __doc__="A summary of the article in numbers.", **fields))


@lru_cache
def corrections_shape() -> Shape:
    """The response model that asks for corrected items."""
    return _prepared(Corrections)


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


def _prepared(shape: Shape) -> Shape:
    # The configuration of _Prepared comes last, and so counts.
    return create_model(shape.__name__, __base__=(shape, _Prepared), __doc__=shape.__doc__)


@lru_cache
def _strict_schema(shape: Shape) -> dict[str, Any]:
    """The JSON Schema in the strict form: every field required, no others allowed. Shared: whoever sends it must not change it."""
    plain: Shape = create_model(shape.__name__, __base__=shape.__mro__[1], __doc__=shape.__doc__)
    function = openai.pydantic_function_tool(plain)["function"]
    schema = dict(function["parameters"])
    schema.setdefault("title", shape.__name__)
    schema.setdefault("description", shape.__doc__ or "")
    return schema
