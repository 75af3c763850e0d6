"""JSON that a model nearly got right: prose or a code fence around it, trailing commas, single quotes.

What was cut off is not repaired: closing its brackets would lose items without a word. It stays as it is and is asked for again.
"""

import re
from typing import Any

import json_repair
from openai.types.chat import ChatCompletion
from pydantic_core import from_json

# Servers without a reasoning parser leave the thoughts of a model before its answer.
_THOUGHTS = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


def repaired(answer: ChatCompletion) -> ChatCompletion:
    """The answer with its JSON repaired in place, where that is needed and safe."""
    message: Any = answer.choices[0].message
    if isinstance(message.content, str) and message.content:
        message.content = repaired_json(message.content)
    for call in message.tool_calls or []:
        call.function.arguments = repaired_json(call.function.arguments)
    return answer


def repaired_json(text: str) -> str:
    """The JSON object in a text; the text itself where there is none, or where its end is missing."""
    if _is_object(text):
        return text
    text = _THOUGHTS.sub("", text, count=1)
    core = text[text.find("{") : text.rfind("}") + 1]
    if not core or _is_object(core):
        return core or text
    if _open_brackets(text[text.find("{") :]):
        return text
    mended = json_repair.repair_json(core, skip_json_loads=True, ensure_ascii=False)
    return mended if isinstance(mended, str) and _is_object(mended) else text


def _is_object(text: str) -> bool:
    try:
        return isinstance(from_json(text), dict)  # twice as fast as json.loads, on every answer
    except ValueError:
        return False


def _open_brackets(text: str) -> bool:
    """Whether more brackets open than close, outside strings; a string that is not closed reaches to the end."""
    bare = _STRING.sub("", text).partition('"')[0]
    return bare.count("{") > bare.count("}") or bare.count("[") > bare.count("]")
