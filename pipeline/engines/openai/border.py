"""The one place where errors of the openai client and of endpoints become ours, each with what to fix. A key is never shown.

What an endpoint answers with status 200 is looked at here too, before instructor parses it: instructor takes a refusal or a filtered
answer in JSON Schema mode for broken JSON, and asks again.
"""

import json
import re
from typing import Any, NoReturn

import aiohttp
import httpx2
import openai
from openai.types.chat import ChatCompletion
from pydantic import ValidationError

from pipeline.engines.openai.endpoint import Endpoint
from pipeline.errors import (
    AnswerFiltered,
    AnswerRefused,
    AnswerTruncated,
    AnswerUnusable,
    EndpointRefused,
    EndpointUnavailable,
    EngineError,
)

# Far more than `max_output_tokens` can hold. A longer answer would be sent back whole by a re-ask.
MAX_ANSWER_CHARACTERS = 1_000_000

_KEY_LIKE = re.compile(r"\b(?:sk|key|gsk|xai|pplx|hf|Bearer)[-_ ][\w*.-]{6,}", re.IGNORECASE)
# OpenAI sends them as a 429, and they stay so until somebody pays.
_UNPAID_CODES = frozenset({"insufficient_quota", "credit_balance_exhausted"})
_TOO_LONG_CODES = frozenset({"context_length_exceeded", "exceed_context_size_error", "string_above_max_length"})
_TOO_LONG_WORDS = re.compile(r"(maximum )?context (length|size|window)|too many tokens|prompt is too long|input is too long", re.IGNORECASE)
_MESSAGE_CHARACTERS = 200


class ContextExceeded(EndpointRefused):
    """Article and answer together do not fit into the model's context."""


class NoChoices(AnswerUnusable):
    """An answer with status 200 and nothing in it."""


class BrokenBody(Exception):
    """A body with status 200 that is labelled JSON and is none."""


class UpstreamFault(Exception):
    """An error that a gateway reports inside a 200 answer, as OpenRouter does: {"error": {"code": 502, "message": "..."}}."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        self.message = message
        super().__init__(message)


# All that a request can fail with, apart from what is typed already. A JSONDecodeError is the client's, of a list of models.
TRANSPORT_FAULTS = (openai.OpenAIError, TimeoutError, UpstreamFault, BrokenBody, json.JSONDecodeError)


def status_of(error: BaseException) -> int | None:
    """HTTP status of an error; None where no answer came."""
    if isinstance(error, openai.APIStatusError):
        return error.status_code
    return error.status if isinstance(error, UpstreamFault) else None


def code_of(error: BaseException) -> str:
    """The machine-readable code or type of an error's body, or ""."""
    return str(getattr(error, "code", None) or getattr(error, "type", None) or "")


def is_unpaid(error: BaseException) -> bool:
    """Whether the account has no money or quota left, which no waiting mends."""
    return code_of(error) in _UNPAID_CODES


def said(error: BaseException) -> str:
    """What the endpoint said, short, on one line, without anything that looks like a key."""
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, dict) else getattr(error, "message", None)
    return shortened(message if isinstance(message, str) else str(error))


def shortened(text: str) -> str:
    """The start of a foreign text, on one line, fit for a message."""
    text = _KEY_LIKE.sub("[key]", " ".join("".join(char if char.isprintable() else " " for char in text).split()))
    return text if len(text) <= _MESSAGE_CHARACTERS else text[: _MESSAGE_CHARACTERS - 1] + "…"


def translate(error: BaseException, endpoint: Endpoint) -> EngineError:
    """Our error for what went wrong with a request, after all retries."""
    if isinstance(error, EngineError):
        return error
    status, where = status_of(error), endpoint.host
    if status is None:
        return _no_answer(error, endpoint)
    if status == 400:
        return _bad_request(error, endpoint)
    if refused := _refused(status, error, endpoint):
        return refused
    return EndpointUnavailable(
        f"{where} kept failing (HTTP {status}: {said(error)}).",
        "Try again later, or lower --jobs." if status == 429 else "Look at the server's log, or try again later.",
    )


def _no_answer(error: BaseException, endpoint: Endpoint) -> EngineError:
    where = endpoint.host
    if is_timeout(error):
        return EndpointUnavailable(
            f"{where} did not answer within {endpoint.timeout_s:g} s.", "Raise NUTGRAF_TIMEOUT_S, or use a faster model or server."
        )
    if isinstance(error, BrokenBody | json.JSONDecodeError):
        return EndpointUnavailable(f"{where} answered with a body that is not valid JSON.", "Look at the server or the proxy before it.")
    if isinstance(error, openai.APIConnectionError):
        why = said(_root(error))
        if unreachable(error):
            return EndpointUnavailable(f"{where} cannot be reached ({why}).", "Check --base-url, and that the server runs.")
        return EndpointUnavailable(f"The connection to {where} broke ({why}).", "Look at the server's log, or try again later.")
    return EndpointUnavailable(f"{where} answered in a way that is not understood ({said(error)}).", "Check --base-url.")


def is_timeout(error: BaseException) -> bool:
    """Whether no answer came in time. The client calls every connection that aiohttp could not make or keep a timeout; its cause tells."""
    if isinstance(error, openai.APITimeoutError):
        root = _root(error)
        return isinstance(root, TimeoutError) or not isinstance(root, aiohttp.ClientError)
    return isinstance(error, TimeoutError)


def unreachable(error: BaseException) -> bool:
    """Whether no connection was made at all: a name that does not resolve, a port that is closed."""
    return isinstance(error, openai.APIConnectionError) and isinstance(
        _root(error), aiohttp.ClientConnectorError | aiohttp.InvalidURL | httpx2.UnsupportedProtocol
    )


def _root(error: BaseException) -> BaseException:
    """What the HTTP library said, below what the client made of it."""
    while isinstance(error, openai.APIConnectionError | httpx2.HTTPError) and error.__cause__:
        error = error.__cause__
    return error


def _bad_request(error: BaseException, endpoint: Endpoint) -> EngineError:
    if code_of(error) == "content_filter":
        return AnswerFiltered(f"A content filter of {endpoint.host} refused the article.", "Nothing can be done about this article here.")
    if code_of(error) in _TOO_LONG_CODES or _TOO_LONG_WORDS.search(said(error)):
        return ContextExceeded(
            f"The article is too long for {endpoint.model} ({said(error)}).", "Use a model or a server with a longer context."
        )
    return EndpointRefused(f"{endpoint.host} refused the request (400: {said(error)}).", "Check --model, --mode and the server's settings.")


def _refused(status: int, error: BaseException, endpoint: Endpoint) -> EndpointRefused | None:
    where, model = endpoint.host, endpoint.model
    # What a 401 says is never repeated: some servers quote the key.
    remedies = {
        401: (
            f"{where} refused the key (401)." if endpoint.has_key else f"{where} wants a key (401).",
            "Check OPENAI_API_KEY or NUTGRAF_API_KEY, and that it belongs to this endpoint.",
        ),
        402: (f"The account at {where} has no credit (402).", "Top it up, or use another endpoint."),
        403: (f"{where} does not allow this key to use {model} (403: {said(error)}).", "Use another model, or ask for access."),
        404: (
            f"{where} knows no model {model}, or no such path (404).",
            f"Check --model, and --base-url {endpoint.shown_url} (most end in /v1).",
        ),
        413: (f"The request is too large for {where} (413).", "Raise the limit of the server, or use another one."),
    }
    if status in remedies:
        return EndpointRefused(*remedies[status])
    if is_unpaid(error):
        return EndpointRefused(f"The quota at {where} is used up ({status}: {said(error)}).", "Check plan and billing of the account.")
    if 400 <= status < 500 and status not in {408, 409, 429}:
        return EndpointRefused(f"{where} refused the request ({status}: {said(error)}).", "Check --base-url, --model and the settings.")
    return None


def completion_in(response: httpx2.Response) -> object:
    """What a body with status 200 holds: a chat completion, complete or not; else the JSON value or the text that stands there.

    The content type counts only where the body is no JSON, since some servers label theirs wrongly. Raises BrokenBody.
    """
    try:
        return ChatCompletion.model_validate_json(response.content)  # a tenth of the time that the client takes
    except ValidationError:
        pass
    try:
        value: object = response.json()
    except (ValueError, RecursionError):
        if response.headers.get("content-type", "").partition(";")[0].strip().endswith("json"):
            raise BrokenBody from None
        return response.text
    return ChatCompletion.construct(**value) if isinstance(value, dict) else value


def checked(answer: object, endpoint: Endpoint) -> ChatCompletion:
    """The answer, where it holds a text or a tool call that can be parsed; else a typed error."""
    if not isinstance(answer, ChatCompletion):
        raise EndpointRefused(
            f"{endpoint.host} answered with something that is no chat completion ({shortened(str(answer)[:80])}).",
            f"Check --base-url {endpoint.shown_url} (most end in /v1).",
        )
    _raise_upstream(answer)
    choices: Any = answer.choices
    if not isinstance(choices, list) or not choices:
        raise NoChoices(f"{endpoint.model} gave an empty answer (no choices).", "Try again, or use another model.")
    choice: Any = choices[0]
    message = getattr(choice, "message", None)
    if refusal := getattr(message, "refusal", None):
        raise AnswerRefused(f"{endpoint.model} declined to answer ({shortened(str(refusal))}).", "Use another model for this article.")
    match getattr(choice, "finish_reason", None):
        case "content_filter":
            raise AnswerFiltered(f"A content filter of {endpoint.host} stopped the answer.", "Use another model for this article.")
        case "length":
            raise AnswerTruncated(
                f"The answer of {endpoint.model} was cut at {endpoint.max_output_tokens} tokens, or by the model's context.",
                "Raise NUTGRAF_MAX_OUTPUT_TOKENS, or use a model with a longer context.",
            )
    _check_size(message, endpoint)
    return answer


def _raise_upstream(answer: ChatCompletion) -> None:
    error = (answer.model_extra or {}).get("error")
    if isinstance(error, dict) and not answer.choices:
        code = error.get("code")
        raise UpstreamFault(code if isinstance(code, int) else 502, str(error.get("message", "")))


def _check_size(message: Any, endpoint: Endpoint) -> None:
    content = getattr(message, "content", None)
    calls = getattr(message, "tool_calls", None) or []
    if not isinstance(content, str | None) or not isinstance(calls, list):
        _unusable(endpoint, "its message is neither text nor a tool call")
    arguments = [getattr(getattr(call, "function", None), "arguments", None) for call in calls]
    if not all(isinstance(text, str) for text in arguments):
        _unusable(endpoint, "its tool call has no arguments")
    size = sum(map(len, filter(None, [content, *arguments])))
    if size > MAX_ANSWER_CHARACTERS:
        _unusable(endpoint, f"it has {size:,} characters")


def _unusable(endpoint: Endpoint, why: str) -> NoReturn:
    raise AnswerUnusable(f"The answer of {endpoint.model} cannot be used: {why}.", "Use another model or another --mode.")
