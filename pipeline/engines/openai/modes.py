"""How a structured answer is asked for: JSON Schema, tools, JSON, or plain text; and which of them an endpoint takes.

The mode changes only where the endpoint refuses the format (a 400 that speaks of it), never because of bad content, and what was learned
is remembered for the endpoint. `NUTGRAF_MODE` forces one. The same holds for two parameters that reasoning models refuse.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, get_args

import instructor
from instructor.v2 import ModeHandlers, mode_registry

from pipeline.engines.openai.border import code_of, said, status_of
from pipeline.engines.openai.shapes import Shape
from pipeline.settings import Mode

Kwargs: TypeAlias = dict[str, Any]

INSTRUCTOR_MODES: Mapping[Mode, instructor.Mode] = {
    "json_schema": instructor.Mode.JSON_SCHEMA,
    "tools": instructor.Mode.TOOLS,
    "json": instructor.Mode.JSON,
    "text": instructor.Mode.MD_JSON,
}
_ORDER: tuple[Mode, ...] = get_args(Mode)
# Names of the request's fields that ask for a format, and words for them in messages of OpenAI, Azure, vLLM, Ollama, LM Studio, llama.cpp.
_FORMAT = re.compile(
    r"response_format|json_schema|json_object|json mode|structured output|guided|grammar|\btools?\b|tool_choice|function call",
    re.IGNORECASE,
)
_OVERLONG = re.compile(r"context_length|context length|context size|exceed_context_size", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """What an endpoint is known to take. A value: learning gives another one."""

    mode: Mode = "json_schema"
    forced: bool = False
    tokens_field: str = "max_tokens"
    takes_temperature: bool = True

    def after(self, refusal: BaseException) -> "Dialect | None":
        """The dialect to try after a 400; None where another one would not help."""
        if status_of(refusal) != 400:
            return None
        field = str(getattr(refusal, "param", None) or "")
        text = f"{field} {code_of(refusal)} {said(refusal)}"
        if self.takes_temperature and "temperature" in (field or text):
            return replace(self, takes_temperature=False)
        if self.tokens_field == "max_tokens" and "max_completion_tokens" in text:
            return replace(self, tokens_field="max_completion_tokens")
        if self.tokens_field == "max_completion_tokens" and field == "max_completion_tokens":
            return replace(self, tokens_field="max_tokens")
        if self.forced or self.mode == _ORDER[-1] or _OVERLONG.search(text) or not _FORMAT.search(text):
            return None
        return replace(self, mode=_ORDER[_ORDER.index(self.mode) + 1])


def first_dialect(mode: Mode | None, official: bool) -> Dialect:
    """What to try first. OpenAI itself wants max_completion_tokens; servers that imitate it know max_tokens better."""
    return Dialect(mode or "json_schema", forced=mode is not None, tokens_field="max_completion_tokens" if official else "max_tokens")


def handlers_of(dialect: Dialect) -> ModeHandlers:
    """How instructor prepares a request, reads its answer, and asks again, in the mode of a dialect.

    Its handlers are used bare: `instructor.patch` puts a loop of retries around them, which would be a second one here, renders messages
    as templates where a context is given, and walks the response model four times a call.
    """
    return mode_registry.get_handlers(instructor.Provider.OPENAI, INSTRUCTOR_MODES[dialect.mode])


def prepared(request: Kwargs, shape: Shape, dialect: Dialect) -> Kwargs:
    """The request as it is sent: with what asks for the shape, and the strictness that instructor leaves out."""
    fields: Kwargs = handlers_of(dialect).request_handler(shape.wire, request)[1]
    # The shared schema is not changed.
    if "json_schema" in (form := fields.get("response_format") or {}):
        return {**fields, "response_format": {**form, "json_schema": {**form["json_schema"], "strict": True}}}
    if tools := fields.get("tools"):
        return {**fields, "tools": [{**tool, "function": {**tool["function"], "strict": True}} for tool in tools]}
    return fields
