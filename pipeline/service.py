"""`nutgraf serve`: one article in, its summary out, over HTTP; and a page to paste an article into. Needs the extra `serve`.

    POST /v1/summaries   an article (JSON, or plain text) -> Summary
    POST /v1/pages       the same -> the page that shows it
    GET  /v1/schema      the JSON Schema of Summary
    GET  /health         whether it works, and with what
    GET  /metrics        Prometheus
    GET  /               the page

Every refusal is an RFC 9457 problem. A browser may post from this service's own page only: without a key nothing else would keep a foreign
page from spending the engine's money.
"""

import asyncio
import json
import secrets
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

from pipeline import errors
from pipeline.article import Article
from pipeline.errors import ConfigurationError, InputError, NutgrafError, UnsupportedLanguage
from pipeline.summarizer import Outcome, Summarizer
from pipeline.summary import SCHEMA_FILE, Summary
from pipeline.version import __version__
from pipeline.views.html import html_view, serve_view

try:
    import uvicorn
    from fastapi import FastAPI, Request, Response
    from fastapi.responses import HTMLResponse, PlainTextResponse
    from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
    from starlette.exceptions import HTTPException
    from uvicorn.config import LOGGING_CONFIG
except ImportError as missing:
    raise ConfigurationError(f"`nutgraf serve` needs {missing.name}.", "pip install 'nutgraf[serve]'") from None

LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Seconds; what a client is told to wait where all places are taken.
_RETRY_AFTER_S = 5
# Seconds that requests in flight get to finish after the first Ctrl-C.
_GRACE_S = 30
# JSON writes a character of the article as six at most, and has more than its text.
_JSON_FACTOR = 7
_OTHER_LANGUAGES = "Send it to a service that runs a model: this one reads English only."
_STATUS: dict[type[NutgrafError], HTTPStatus] = {
    errors.ArticleTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.InputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.EndpointUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.EngineError: HTTPStatus.BAD_GATEWAY,
}
_FIELDS = ("text", "id", "title", "url", "source", "byline", "published_at", "language")


@dataclass(frozen=True)
class Limits:
    """What the service takes. in_flight: articles at once; waiting: articles beyond them before it says 503; max_bytes: of an article."""

    in_flight: int = 8
    waiting: int = 64
    max_bytes: int = 1_000_000


class _Refused(Exception):
    """A request that gets a problem for an answer."""

    def __init__(self, status: HTTPStatus, detail: str, kind: str = "about:blank", **headers: str) -> None:
        self.status, self.detail, self.kind = status, detail, kind
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(detail)


def service(summarizer: Summarizer, *, limits: Limits = Limits(), key: str | None = None, hosts: Sequence[str] = LOOPBACK) -> FastAPI:
    """The application. It closes the summarizer when it ends.

    key: what clients must send as `Authorization: Bearer KEY`; None asks for none. hosts: names under which it may be asked ("*": any), so
    that no other name can be pointed at it (DNS rebinding).
    """
    work = _Work(summarizer, limits)
    app = FastAPI(
        title="Nutgraf",
        version=__version__,
        summary="Typed, grounded summaries of news articles.",
        docs_url=None,
        redoc_url=None,
        lifespan=work.lifespan,
    )
    _guard(app, key, frozenset(hosts))
    _article_routes(app, work)
    _other_routes(app, work, page=serve_view(key is not None))
    return app


def run(app: FastAPI, host: str, port: int) -> None:
    """Serves an application until it is interrupted; requests in flight may finish. ConfigurationError where the address is taken."""
    # Everything that is logged goes to stderr; uvicorn's own settings send requests to stdout.
    log = {**LOGGING_CONFIG, "handlers": {name: {**of, "stream": "ext://sys.stderr"} for name, of in LOGGING_CONFIG["handlers"].items()}}
    config = uvicorn.Config(app, host=host, port=port, server_header=False, timeout_graceful_shutdown=_GRACE_S, log_config=log)
    with _bound(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        print(f"nutgraf serve: http://{shown}:{listening.getsockname()[1]} (Ctrl-C stops)", file=sys.stderr, flush=True)
        uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    """A socket on the address; bound here, so that a taken port is an error of ours with its remedy."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise ConfigurationError(
            f"{host}:{port} cannot be served: {error.strerror or error}.", "Name another by --host and --port."
        ) from None


class _Work:
    """The summarizer behind its limits, and what is counted."""

    def __init__(self, summarizer: Summarizer, limits: Limits) -> None:
        self.summarizer = summarizer
        self.limits = limits
        self._places = asyncio.Semaphore(limits.in_flight)
        self._taken = 0
        self.registry = CollectorRegistry()
        self._done = Counter("nutgraf_articles", "Articles by what became of them.", ["result"], registry=self.registry)
        self._tokens = Counter("nutgraf_tokens", "Tokens by direction.", ["direction"], registry=self.registry)
        self._seconds = Histogram(
            "nutgraf_seconds", "Time for an article, in seconds.", registry=self.registry, buckets=(0.1, 0.3, 1, 3, 10, 30, 100, 300)
        )
        Gauge("nutgraf_in_flight", "Articles that are worked on or wait.", registry=self.registry).set_function(lambda: self._taken)

    @asynccontextmanager
    async def lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        """Closes the summarizer at the end."""
        async with self.summarizer:
            yield

    async def summary(self, article: Article) -> Summary:
        """The summary of an article; refuses where all places are taken."""
        if self._taken >= self.limits.in_flight + self.limits.waiting:
            raise _Refused(HTTPStatus.SERVICE_UNAVAILABLE, "All places are taken; try again soon.", Retry_After=str(_RETRY_AFTER_S))
        self._taken += 1
        try:
            async with self._places:
                with self._seconds.time():
                    outcome = await self.summarizer.outcome(article)
        finally:
            self._taken -= 1
        self._count(outcome)
        if outcome.summary is None:
            raise outcome.error or NutgrafError("The engine gave neither a summary nor an error.")
        return outcome.summary

    def _count(self, outcome: Outcome) -> None:
        self._done.labels(type(outcome.error).__name__ if outcome.error else "done").inc()
        self._tokens.labels("input").inc(outcome.usage.input)
        self._tokens.labels("output").inc(outcome.usage.output)

    def metrics(self) -> bytes:
        """Counts in the text form of Prometheus."""
        return generate_latest(self.registry)


# What is refused, before any work


def _guard(app: FastAPI, key: str | None, hosts: frozenset[str]) -> None:
    @app.middleware("http")
    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            _demand_known_host(request, hosts)
            if key is not None and request.url.path not in ("/", "/health", "/openapi.json", "/v1/schema"):
                _demand_key(request, key)
            if request.method == "POST":
                _demand_own_page(request)
            response = await call_next(request)
        except _Refused as refused:
            response = _problem(refused)
        response.headers.update({"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY"})
        return response

    @app.exception_handler(_Refused)
    async def refused(request: Request, refused: _Refused) -> Response:
        return _problem(refused)

    @app.exception_handler(HTTPException)
    async def no_such_thing(request: Request, error: HTTPException) -> Response:
        return _problem(_Refused(HTTPStatus(error.status_code), str(error.detail), **(error.headers or {})))

    @app.exception_handler(NutgrafError)
    async def failed(request: Request, error: NutgrafError) -> Response:
        status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
        # The remedy names an option of the command, which whoever posts here cannot give.
        detail = f"{error.cause} {_OTHER_LANGUAGES}" if isinstance(error, UnsupportedLanguage) else str(error)
        return _problem(_Refused(status, detail, kind=type(error).__name__))


def _demand_known_host(request: Request, hosts: frozenset[str]) -> None:
    host = request.url.hostname
    if "*" not in hosts and host not in hosts:
        raise _Refused(HTTPStatus.MISDIRECTED_REQUEST, "This service is not known by that name; `--public-host` names others.")


def _demand_key(request: Request, key: str) -> None:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secrets.compare_digest(given.strip().encode(), key.encode()):
        raise _Refused(HTTPStatus.UNAUTHORIZED, "Send the key as `Authorization: Bearer KEY`.", WWW_Authenticate="Bearer")


def _demand_own_page(request: Request) -> None:
    """Browsers name the page that posts; programs name none."""
    origin = request.headers.get("Origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("Host"):
        raise _Refused(HTTPStatus.FORBIDDEN, "Pages of other origins may not post here.")


def _problem(refused: _Refused) -> Response:
    body = {"type": refused.kind, "title": refused.status.phrase, "status": int(refused.status), "detail": refused.detail}
    return Response(json.dumps(body), refused.status, refused.headers, media_type="application/problem+json")


# Articles


async def _article(request: Request, limits: Limits) -> Article:
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _from_json(await _body(request, limits.max_bytes * _JSON_FACTOR), limits)
    if kind == "text/plain":
        return _checked({"text": _decoded(await _body(request, limits.max_bytes))}, limits)
    raise _Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send an article as application/json or text/plain.")


async def _body(request: Request, max_bytes: int) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > max_bytes:
            raise errors.ArticleTooLarge(f"The article is larger than {max_bytes:,} bytes.", "Split it.")
    return bytes(body)


def _from_json(body: bytes, limits: Limits) -> Article:
    try:
        values = json.loads(_decoded(body))
    except ValueError as error:
        raise InputError(f"Not JSON: {error}.", 'Send {"text": "..."}.') from None
    except RecursionError:
        raise InputError("Not an article: JSON that is nested too deeply.", 'Send {"text": "..."}.') from None
    if not isinstance(values, dict):
        raise InputError("An article is a JSON object.", 'Send {"text": "..."}.')
    if unknown := sorted(set(values) - set(_FIELDS)):
        raise InputError(f"An article has no field {unknown[0]!r:.60}.", f"It has: {', '.join(_FIELDS)}.")
    return _checked(values, limits)


def _checked(values: dict[str, Any], limits: Limits) -> Article:
    try:
        article = Article(**values)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        raise InputError(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}.", "See /openapi.json.") from None
    if not article.text.strip():
        raise errors.EmptyArticle("The article is empty.", "Give a text with at least one sentence.")
    if len(article.text.encode("utf-8", "surrogatepass")) > limits.max_bytes:
        raise errors.ArticleTooLarge(f"The article is larger than {limits.max_bytes:,} bytes.", "Split it.")
    return article


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise errors.NotText(f"The body is not UTF-8 (byte {error.start}).", "Send UTF-8.") from None


# Routes


class _SchemaResponse(Response):
    media_type = "application/schema+json"


def _article_routes(app: FastAPI, work: _Work) -> None:
    asked: dict[str, Any] = {"openapi_extra": {"requestBody": _request_body()}, "responses": _problems()}

    @app.post("/v1/summaries", response_model=Summary, summary="Summarize an article", **asked)
    async def summaries(request: Request) -> Response:
        article = await _article(request, work.limits)
        return Response((await work.summary(article)).model_dump_json(), media_type="application/json")

    @app.post("/v1/pages", response_class=HTMLResponse, summary="Summarize an article and show it at its words", **asked)
    async def pages(request: Request) -> Response:
        article = await _article(request, work.limits)
        summary = await work.summary(article)
        return HTMLResponse(await asyncio.to_thread(html_view, article, summary))


def _other_routes(app: FastAPI, work: _Work, page: str) -> None:
    described: dict[int | str, dict[str, Any]] = {200: {"content": {_SchemaResponse.media_type: {"schema": {"type": "object"}}}}}

    @app.get("/v1/schema", response_class=_SchemaResponse, responses=described, summary="The JSON Schema of a summary")
    async def schema() -> Response:
        return _SchemaResponse(SCHEMA_FILE.read_bytes())

    @app.get("/health", summary="Whether it works, and with what")
    async def health() -> dict[str, str | None]:
        engine = work.summarizer.engine
        return {"status": "ok", "engine": engine.name, "model": engine.model, "version": __version__}

    @app.get("/metrics", response_class=PlainTextResponse, summary="Counts for Prometheus")
    async def metrics() -> Response:
        return PlainTextResponse(work.metrics(), media_type="text/plain; version=0.0.4")

    @app.get("/", include_in_schema=False)
    async def start() -> Response:
        return HTMLResponse(page)

    @app.get("/favicon.ico", include_in_schema=False)
    async def icon() -> Response:
        return Response(status_code=HTTPStatus.NO_CONTENT)


def _request_body() -> dict[str, Any]:
    schema = Article.model_json_schema()
    fields = {name: schema["properties"][name] for name in _FIELDS}
    article = {"type": "object", "properties": fields, "required": ["text"], "additionalProperties": False}
    return {"required": True, "content": {"application/json": {"schema": article}, "text/plain": {"schema": {"type": "string"}}}}


def _problems() -> dict[int | str, dict[str, Any]]:
    body = {"application/problem+json": {"schema": {"type": "object", "required": ["type", "title", "status", "detail"]}}}
    meanings = {401: "No key, or another", 403: "Another origin", 413: "Too large", 415: "Neither JSON nor text", 422: "Not an article"}
    meanings |= {502: "The engine failed", 503: "All places are taken, or the engine's endpoint is down"}
    return {status: {"description": words, "content": body} for status, words in meanings.items()}
