"""Which endpoint, with which client and model; and what error messages may say of it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx2
import openai

from pipeline.errors import ConfigurationError
from pipeline.settings import Settings

OFFICIAL_URL = "https://api.openai.com/v1"

# Stands in for a key that is not sent: the client wants one, and reads the environment where it gets none.
_NO_KEY = "none"
_CONNECT_S = 10.0
# Several times the longest answer that is used (border.MAX_ANSWER_CHARACTERS), since JSON may write a character in six bytes.
MAX_BODY_BYTES = 8_000_000


class BodyTooLarge(Exception):
    """A body that went on beyond MAX_BODY_BYTES; the rest was not read."""


@dataclass(frozen=True)
class Endpoint:
    """Where requests go. `has_key` in place of the key, so that no message can show it."""

    base_url: str
    model: str | None
    has_key: bool
    timeout_s: float
    max_output_tokens: int

    @property
    def host(self) -> str:
        """Host and port, without user and password."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2]

    @property
    def shown_url(self) -> str:
        """The base URL without user and password."""
        return urlsplit(self.base_url)._replace(netloc=self.host, query="", fragment="").geturl()


def base_url_of(settings: Settings) -> str:
    """The base URL of the settings, else OpenAI's. ConfigurationError where it is no URL."""
    url = (settings.base_url or OFFICIAL_URL).strip().rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(f"The base URL {url!r} is no address of a server.", "It looks like http://127.0.0.1:8080/v1.")
    return url


def require_key(settings: Settings, base_url: str) -> None:
    """ConfigurationError where OpenAI itself is to be asked without a key; other endpoints may need none."""
    if is_official(base_url) and not (settings.api_key and settings.api_key.get_secret_value().strip()):
        raise ConfigurationError(
            "The engine openai needs a key for api.openai.com.",
            "Set OPENAI_API_KEY; or name another endpoint by --base-url; or use --engine offline, which needs none.",
        )


def is_official(base_url: str) -> bool:
    """Whether it is OpenAI's own address."""
    return urlsplit(base_url).hostname == "api.openai.com"


def is_local(base_url: str) -> bool:
    """Whether it is on this machine."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def open_client(settings: Settings, base_url: str, transport: httpx2.AsyncBaseTransport | None = None) -> openai.AsyncOpenAI:
    """A client for the endpoint, without retries of its own: retries.py owns them, and both together multiply.

    transport: what carries the requests, in place of the network.
    """
    key = settings.api_key.get_secret_value().strip() if settings.api_key else ""
    return openai.AsyncOpenAI(
        api_key=key or _NO_KEY,
        base_url=base_url,
        max_retries=0,
        timeout=httpx2.Timeout(settings.timeout_s, connect=min(_CONNECT_S, settings.timeout_s)),
        # A proxy of the environment is for the world outside, not for a server on this machine.
        http_client=openai.DefaultAioHttpClient(
            trust_env=not is_local(base_url),
            transport=transport,
            # Unpacked, a few kilobytes may be gigabytes.
            headers={"Accept-Encoding": "identity"},
            event_hooks={"request": [] if key else [_without_authorization], "response": [_bound]},
        ),
    )


async def _without_authorization(request: httpx2.Request) -> None:
    del request.headers["Authorization"]


async def _bound(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream)


class _Bounded(httpx2.AsyncByteStream):
    """A body while it streams in; BodyTooLarge as soon as it is too long."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._body:
            size += len(chunk)
            if size > MAX_BODY_BYTES:
                raise BodyTooLarge
            yield chunk

    async def aclose(self) -> None:
        await self._body.aclose()


def only_model(models: Sequence[str], endpoint: Endpoint) -> str:
    """The endpoint's only model. ConfigurationError where it lists none, or several."""
    if len(models) == 1:
        return models[0]
    listed = f"{endpoint.host} has {len(models)}: {', '.join(models[:20])}{', …' if len(models) > 20 else ''}." if models else ""
    raise ConfigurationError(f"No model is named. {listed or f'{endpoint.host} lists none.'}", "Name one by --model or NUTGRAF_MODEL.")
