"""What is right in an answer whose shape is wrong, after the re-ask: one bad item never costs the article."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, get_args, get_origin

from openai.types.chat import ChatCompletion
from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline.draft import DraftGist, DraftStance, Lost
from pipeline.engines.openai.shapes import Shape, tidied
from pipeline.labels import PARTS, Part


class Parsed(NamedTuple):
    """The parts of an answer, and the items that could not be read."""

    parts: Mapping[str, Any]
    lost: tuple[Lost, ...] = ()


def salvaged(answers: Iterable[ChatCompletion], shape: Shape) -> Parsed | None:
    """What can be read of the newest of the answers that has something to read; None where none has."""
    return next((parsed for answer in answers if (parsed := _salvaged(_object_in(answer), shape))), None)


def shape_fault(fault: BaseException | None) -> str:
    """Where an answer departs from its shape, without what the model said."""
    if not isinstance(fault, ValidationError):
        return type(fault).__name__
    first = fault.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc'])) or 'the whole'}: {first['msg']}"


def _object_in(answer: ChatCompletion) -> dict[str, Any]:
    message: Any = answer.choices[0].message
    text = message.tool_calls[0].function.arguments if message.tool_calls else message.content
    try:
        value = json.loads(text or "")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _salvaged(answer: dict[str, Any], shape: Shape) -> Parsed | None:
    """None where nothing but defaults would be left, or where the stance cannot be told: it has no value that says nothing."""
    parts: dict[str, Any] = {}
    lost: list[Lost] = []
    for name, info in shape.model.model_fields.items():
        value = tidied(answer.get(name), info.annotation)
        if info.annotation is DraftStance:
            stance = _stance(value, lost)
            if stance is None:
                return None
            parts[name] = stance
        elif info.annotation is DraftGist:
            parts[name] = next(iter(_items([value], DraftGist, "gist", lost)), DraftGist(text="", sentences=()))
        elif get_origin(info.annotation) is tuple:
            parts[name] = _items(value, get_args(info.annotation)[0], _part(name), lost)
    return Parsed(parts, tuple(lost)) if any(parts.values()) else None


def _stance(value: Any, lost: list[Lost]) -> DraftStance | None:
    if not isinstance(value, dict):
        return None
    positions = _items(value.get("positions"), get_args(DraftStance.model_fields["positions"].annotation)[0], "positions", lost)
    try:
        return DraftStance.model_validate({**value, "positions": positions})
    except ValidationError:
        return None


def _items(values: Any, kind: type[BaseModel], part: Part, lost: list[Lost]) -> tuple[Any, ...]:
    """The values that are items of that kind; the others are noted."""
    items: list[Any] = []
    for value in values if isinstance(values, list) else ():
        try:
            items.append(TypeAdapter(kind).validate_json(json.dumps(value)))
        except ValidationError as fault:
            kept = value if isinstance(value, dict) else {"answer": value}
            lost.append(Lost(part=part, item=kept, reason=f"The answer does not have the shape of an item ({shape_fault(fault)})."))
    return tuple(items)


def _part(name: str) -> Part:
    return next(part for part in PARTS if part == name)
