"""One question to the endpoint and its answer, re-asked once where its shape is wrong.

instructor prepares the request, parses the answer and words the re-ask. Below stand the cache and the retries, so that a re-ask and a
retry are each counted once and charged to the same budget.
"""

import asyncio
from dataclasses import dataclass, field

import httpx2
import openai
from instructor.core import InstructorError
from instructor.v2 import ModeHandlers
from openai.types.chat import ChatCompletion
from pydantic_core import to_json

from pipeline.budget import Budget, Usage
from pipeline.engines.openai.border import TRANSPORT_FAULTS, NoChoices, checked, completion_in
from pipeline.engines.openai.cache import Kept, ResponseCache
from pipeline.engines.openai.endpoint import MAX_BODY_BYTES, BodyTooLarge, Endpoint
from pipeline.engines.openai.modes import Dialect, Kwargs, handlers_of, prepared
from pipeline.engines.openai.repair import repaired
from pipeline.engines.openai.retries import RetryPolicy
from pipeline.engines.openai.salvage import Parsed, salvaged, shape_fault
from pipeline.engines.openai.shapes import Shape
from pipeline.engines.openai.usage import usage_of
from pipeline.errors import AnswerPending, AnswerUnusable, NutgrafError

RE_ASKS = 1
# What says that an answer does not have the shape that was asked for.
SHAPE_FAULTS = (ValueError, InstructorError)


@dataclass
class Exchange:
    """What one question needs, and the answers that it got. article: content hash of what it is about."""

    client: openai.AsyncOpenAI
    endpoint: Endpoint
    retry: RetryPolicy
    budget: Budget
    cache: ResponseCache | None = None
    article: str = ""
    answers: list[ChatCompletion] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    key: str = ""

    async def ask(self, request: Kwargs, shape: Shape, dialect: Dialect) -> Parsed:
        """The parts of the answer. Raises NutgrafError, or the openai error of a refused request for the caller to look at.

        Where the shape is wrong after the re-ask too, what is right in it, with the items that were lost.
        """
        handlers = handlers_of(dialect)
        fields = prepared(request, shape, dialect)
        try:
            for _ in range(RE_ASKS):
                answer = await self._send(fields)
                try:
                    return self._read(answer, shape, handlers)
                except SHAPE_FAULTS as fault:
                    again = {**fields, "messages": list(fields["messages"])}  # the handler adds to the list that it is given
                    fields = handlers.reask_handler(again, answer, fault)
            return self._read(await self._send(fields), shape, handlers)
        except (NutgrafError, *TRANSPORT_FAULTS, *SHAPE_FAULTS) as error:
            return self._rescued(error, shape)

    def _read(self, answer: ChatCompletion, shape: Shape, handlers: ModeHandlers) -> Parsed:
        """The parts of an answer, which is kept. One of SHAPE_FAULTS where its shape is wrong."""
        # strict=False: "3" for 3 is no reason to ask again.
        told = handlers.response_parser(answer, shape.wire, strict=False)
        if self.cache and self.answers:
            self.cache.put(self.key, self.answers[-1], self.usage, self.article)
        return Parsed({name: getattr(told.answer, name) for name in shape.model.model_fields})

    def _rescued(self, error: BaseException, shape: Shape) -> Parsed:
        """What can be read of the answers that came; else the error, typed."""
        if isinstance(error, AnswerPending):
            raise error from None
        if parsed := salvaged(reversed(self.answers), shape):
            return parsed
        if isinstance(error, SHAPE_FAULTS):
            raise self._unusable(error) from None
        if isinstance(error, NutgrafError):
            raise error from None
        raise error  # `from None` would erase its own cause, which tells a closed port from a broken connection

    def _unusable(self, cause: BaseException | None) -> AnswerUnusable:
        return AnswerUnusable(
            f"The answer of {self.endpoint.model} does not have the shape asked for ({shape_fault(cause)}), and was asked for again once.",
            "Use another model, another --mode, or the prompt `staged`.",
        )

    async def _send(self, request: Kwargs) -> ChatCompletion:
        if kept := self._kept(request):
            self.budget.charge(kept.usage)
            return kept.answer
        try:
            answer = await self.retry.run(lambda: self._attempt(request), self.budget)
        except NoChoices:  # nothing to correct: the same request once more
            answer = await self.retry.run(lambda: self._attempt(request), self.budget)
        self.answers.append(repaired(answer))
        return self.answers[-1]

    def _kept(self, request: Kwargs) -> Kept | None:
        """The answer of the cache. A re-ask has none: what is kept had the right shape."""
        if self.cache is None or self.key:
            return None
        self.key = self.cache.key(self.endpoint.base_url, request)
        return self.cache.get(self.key, self.article)

    async def _attempt(self, request: Kwargs) -> ChatCompletion:
        self.budget.check()
        self._charge(Usage(requests=1))
        async with asyncio.timeout(self.endpoint.timeout_s):  # the client's own timeout starts again with every byte
            try:
                # `chat.completions.create` sends the same bytes, but walks the whole schema first: a third of the time of a request.
                response = await self.client.post("/chat/completions", cast_to=httpx2.Response, content=to_json(request))
            except openai.APIConnectionError as error:
                if isinstance(error.__cause__, AnswerPending):
                    raise error.__cause__ from None
                if not isinstance(error.__cause__, BodyTooLarge):
                    raise
                raise self._too_large() from None
        answer = completion_in(response)
        self._charge(usage_of(answer, str(request["model"]), self.endpoint.base_url))
        return checked(answer, self.endpoint)

    def _too_large(self) -> AnswerUnusable:
        return AnswerUnusable(
            f"The answer of {self.endpoint.model} cannot be used: it has more than {MAX_BODY_BYTES:,} bytes.",
            "Use another model or another --mode.",
        )

    def _charge(self, usage: Usage) -> None:
        self.usage = self.usage + usage
        self.budget.charge(usage)
