"""The openai engine: any OpenAI-compatible endpoint, from one article to one answer in ids."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

import httpx2
import openai

from pipeline.article import Article
from pipeline.budget import Budget
from pipeline.draft import Answer, Draft, Failure, Fix, Fixes
from pipeline.engines import PromptInfo
from pipeline.engines.openai.border import TRANSPORT_FAULTS, ContextExceeded, is_timeout, status_of, translate
from pipeline.engines.openai.cache import ResponseCache
from pipeline.engines.openai.endpoint import Endpoint, base_url_of, is_official, only_model, open_client, require_key
from pipeline.engines.openai.exchange import Exchange
from pipeline.engines.openai.modes import Dialect, first_dialect
from pipeline.engines.openai.request import (
    Message,
    article_messages,
    max_output_tokens,
    request_bodies,
    request_fields,
    revision_messages,
)
from pipeline.engines.openai.retries import RetryPolicy
from pipeline.engines.openai.salvage import Parsed
from pipeline.engines.openai.shapes import Shape, answer_shape, corrections_shape, fixes_from
from pipeline.engines.openai.windows import excerpt, halves_of, latest, people_in, put_together, unread, windows_of
from pipeline.errors import AnswerFiltered, AnswerPending, AnswerRefused, AnswerTruncated, AnswerUnusable, EngineError
from pipeline.prompt import Prompt, Stage, load_prompt
from pipeline.reading import Reading
from pipeline.settings import Settings

__all__ = ["OpenAIEngine", "ResponseCache", "request_bodies"]

# Faults of the answer to one window, which say nothing of the next; all others are the endpoint's or the budget's.
ANSWER_FAULTS = (AnswerFiltered, AnswerRefused, AnswerTruncated, AnswerUnusable, ContextExceeded)

_BUSY_STATUS = frozenset({429, 503, 529})


class OpenAIEngine:
    """Drafts with a model behind an OpenAI-compatible endpoint.

    settings: model, base URL, key, limits. prompt, retry, cache: in place of what the settings name. transport: what carries the requests,
    in place of the network (see mailbox.py). ConfigurationError where a key is missing or the base URL is none.
    """

    name = "openai"
    can_revise = True

    def __init__(
        self,
        settings: Settings,
        *,
        prompt: Prompt | None = None,
        retry: RetryPolicy | None = None,
        cache: ResponseCache | None = None,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._base_url = base_url_of(settings)
        require_key(settings, self._base_url)
        self._settings = settings
        self._prompt = prompt or load_prompt(settings.prompt, settings.prompt_dir)
        self._retry = retry or RetryPolicy(total_s=settings.retry_total_s)
        self._cache = cache or (ResponseCache(settings.cache_dir) if settings.cache_dir else None)
        self._transport = transport
        self._dialect = first_dialect(settings.mode, official=is_official(self._base_url))
        # An open connection belongs to the event loop that made it; a caller may use several, one after the other.
        self._connections: WeakKeyDictionary[asyncio.AbstractEventLoop, _Connection] = WeakKeyDictionary()
        self.model = settings.model
        self.prompt: PromptInfo | None = PromptInfo(name=self._prompt.name, version=self._prompt.version, hash=self._prompt.hash)

    def __repr__(self) -> str:
        return f"OpenAIEngine(model={self.model!r}, base_url={self._endpoint.host!r})"

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        """Asks for a draft, one stage of the prompt after the other. Raises EngineError, or ConfigurationError where no model is named.

        What was read stands where a later stage or window fails; `lost` says what was not read, and why.
        """
        windows = windows_of(reading, self._settings.window_tokens)
        parsed: list[Parsed] = []
        pending: AnswerPending | None = None
        for stage in self._prompt.stages:
            try:
                parsed.append(await self._read_on(stage, windows, [], budget))
            except AnswerPending as waits:  # the questions of the other stages can go into the same batch
                pending = waits
            except EngineError as fault:
                if pending:
                    continue
                if "stance" in stage.parts or not parsed:
                    raise
                parsed.append(put_together(stage.parts, [unread(stage.parts, windows, fault)]))
        if pending:
            raise pending
        parts = {name: part for one in parsed for name, part in one.parts.items()}
        return Answer(draft=Draft(**parts), lost=tuple(lost for one in parsed for lost in one.lost))

    async def _read_on(self, stage: Stage, windows: Sequence[Reading], people: Sequence[str], budget: Budget) -> Parsed:
        """The answer of a stage over some windows, one after the other, so that each knows who was named before.

        A window that the model cannot answer is passed over; where the endpoint fails or the budget ends, so are all that follow.
        """
        got: list[Parsed] = []
        faults: list[EngineError] = []
        for place, window in enumerate(windows):
            try:
                got.append(await self._read_window(stage, window, people, budget))
            except AnswerPending:
                raise
            except EngineError as fault:
                faults.append(fault)
                passed_over = windows[place : place + 1] if isinstance(fault, ANSWER_FAULTS) else windows[place:]
                got.append(unread(stage.parts, passed_over, fault))
                if not isinstance(fault, ANSWER_FAULTS):
                    break
            else:
                people = latest([*people, *people_in(got[-1])])
        if not any(one.parts for one in got):
            raise faults[0]
        return put_together(stage.parts, got) if len(got) > 1 else got[0]

    async def _read_window(self, stage: Stage, window: Reading, people: Sequence[str], budget: Budget) -> Parsed:
        """The answer for a window; where window or answer do not fit, for its halves."""
        try:
            return await self._ask(window.article, article_messages(self._prompt, stage, window, people), answer_shape(stage.parts), budget)
        except (AnswerTruncated, ContextExceeded):
            halves = halves_of(window)
            if not halves:
                raise
        return await self._read_on(stage, halves, people, budget)

    async def revise(self, reading: Reading, draft: Draft, failures: tuple[Failure, ...], budget: Budget) -> Fixes:
        """Sends exactly the failed items back, each with its reason; what comes back for any other item is left out.

        A staged prompt sends those of each stage apart. Where one of them fails, the fixes of the others stand; EngineError where all fail.
        """
        fixes: list[Fix] = []
        faults: list[EngineError] = []
        pending: AnswerPending | None = None
        groups = [(stage, own) for stage in self._prompt.stages if (own := _failures_of(stage, failures))]
        for stage, own in groups:
            try:
                shown = excerpt(reading, own, self._settings.window_tokens)
                messages = revision_messages(self._prompt, stage, shown, own)
                answer = await self._ask(reading.article, messages, corrections_shape(), budget)
            except AnswerPending as waits:
                pending = waits
            except EngineError as fault:
                faults.append(fault)
            else:
                fixes += fixes_from(answer.parts, own).fixes
        if pending:
            raise pending
        if groups and len(faults) == len(groups):
            raise faults[0]
        return Fixes(fixes=tuple(fixes))

    def on_retry(self, tell: Callable[[bool], None]) -> None:
        """Has it told when a request will be sent again, and whether the endpoint is busy: it refused for now (429, 503, 529) or did not
        answer in time."""

        def retried(fault: BaseException) -> None:
            tell(status_of(fault) in _BUSY_STATUS or is_timeout(fault))

        self._retry = replace(self._retry, on_retry=retried)

    async def aclose(self) -> None:
        """Closes the connections of the running event loop."""
        connection = self._connections.pop(asyncio.get_running_loop(), None)
        if connection:
            await connection.client.close()

    async def _ask(self, article: Article, messages: list[Message], shape: Shape, budget: Budget) -> Parsed:
        await self.choose_model()
        while True:
            dialect = self._dialect
            exchange = Exchange(self._connection.client, self._endpoint, self._retry, budget, self._cache, article.content_hash)
            request = request_fields(messages, self._settings, self._prompt, dialect, self.model)
            try:
                return await exchange.ask(request, shape, dialect)
            except TRANSPORT_FAULTS as error:
                if not self._learn(error, dialect):
                    raise translate(error, self._endpoint) from None

    def _learn(self, refusal: Exception, used: Dialect) -> bool:
        """Whether the request should be put in another way. Another call may have learned the same meanwhile."""
        if self._dialect == used:
            self._dialect = used.after(refusal) or used
        return self._dialect != used

    async def choose_model(self) -> None:
        """Settles on the endpoint's only model where none is named; else the first request does. Raises EngineError, ConfigurationError."""
        if self.model is not None:
            return
        async with self._connection.choosing:
            if self.model is None:
                self.model = only_model(await self.models(), self._endpoint)

    async def models(self) -> list[str]:
        """Ids of the models that the endpoint lists; none where it has no such list. Raises EngineError."""
        client = self._connection.client
        try:
            return sorted([str(model.id) async for model in await self._retry.run(client.models.list)])
        except TRANSPORT_FAULTS as error:
            if status_of(error) in {404, 405}:  # not every server lists its models
                return []
            raise translate(error, self._endpoint) from None

    @property
    def _endpoint(self) -> Endpoint:
        settings = self._settings
        return Endpoint(
            base_url=self._base_url,
            model=self.model,
            has_key=settings.api_key is not None,
            timeout_s=settings.timeout_s,
            max_output_tokens=max_output_tokens(settings, self._prompt),
        )

    @property
    def _connection(self) -> "_Connection":
        loop = asyncio.get_running_loop()
        if loop not in self._connections:
            self._connections[loop] = _Connection(open_client(self._settings, self._base_url, self._transport))
        return self._connections[loop]


def _failures_of(stage: Stage, failures: tuple[Failure, ...]) -> tuple[Failure, ...]:
    return tuple(failure for failure in failures if ("stance" if failure.part == "positions" else failure.part) in stage.parts)


@dataclass
class _Connection:
    client: openai.AsyncOpenAI
    choosing: asyncio.Lock = field(default_factory=asyncio.Lock)
