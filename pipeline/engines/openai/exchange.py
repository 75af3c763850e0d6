"""One question to the endpoint and its answer, re-asked once where its shape is wrong.

instructor prepares the request, parses the answer and words the re-ask; it calls `_send` as if it were the client. Below it stand the
cache and the retries, so that a re-ask and a retry are each counted once and charged to the same budget.
"""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any, cast

import instructor
import openai
from instructor.core import InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ValidationError

from pipeline.budget import Budget, Usage
from pipeline.engines.openai.border import BrokenBody, NoChoices, UpstreamFault, checked, said
from pipeline.engines.openai.endpoint import Endpoint
from pipeline.engines.openai.modes import INSTRUCTOR_MODES, Dialect, Kwargs, completed
from pipeline.engines.openai.repair import repaired
from pipeline.engines.openai.retries import RetryPolicy
from pipeline.engines.openai.shapes import Shape
from pipeline.engines.openai.usage import usage_of
from pipeline.errors import AnswerUnusable, NutgrafError

RE_ASKS = 1


@dataclass
class Exchange:
    """What one question needs, and the answers that it got."""

    client: openai.AsyncOpenAI
    endpoint: Endpoint
    retry: RetryPolicy
    budget: Budget
    answers: list[ChatCompletion] = field(default_factory=list)

    async def ask(self, request: Kwargs, shape: Shape, dialect: Dialect) -> BaseModel:
        """The answer in its shape. Raises NutgrafError, or the openai error of a refused request for the caller to look at."""
        # Never pass `context=`: instructor then renders every message as a template, the article's text included.
        create: Any = instructor.patch(create=self._send, mode=INSTRUCTOR_MODES[dialect.mode])
        try:
            # strict=False: "3" for 3 is no reason to ask again.
            return cast(BaseModel, await create(response_model=shape, max_retries=RE_ASKS, strict=False, **request))
        except InstructorRetryException as error:
            cause = error.__cause__
            if isinstance(cause, openai.OpenAIError):
                raise cause  # noqa: B904 - `from None` would erase its own cause, which tells a closed port from a broken connection
            raise self._typed(cause) from None

    async def _send(self, **kwargs: Any) -> ChatCompletion:
        request = completed(kwargs)
        try:
            answer = await self.retry.run(lambda: self._attempt(request), self.budget)
        except NoChoices:  # nothing to correct: the same request once more
            answer = await self.retry.run(lambda: self._attempt(request), self.budget)
        self.answers.append(answer)
        return repaired(answer)

    async def _attempt(self, request: Kwargs) -> ChatCompletion:
        self.budget.check()
        self.budget.charge(Usage(requests=1))
        async with asyncio.timeout(self.endpoint.timeout_s):  # the client's own timeout starts again with every byte
            try:
                answer = await cast(Any, self.client.chat.completions.create)(**request)
            except json.JSONDecodeError:  # instructor would take it for a fault of the model, and ask again on top of the retries
                raise BrokenBody from None
        self.budget.charge(usage_of(answer, str(request["model"]), self.endpoint.base_url))
        return checked(answer, self.endpoint)

    def _typed(self, cause: BaseException | None) -> BaseException:
        if isinstance(cause, NutgrafError | TimeoutError | UpstreamFault | BrokenBody):
            return cause
        return AnswerUnusable(
            f"The answer of {self.endpoint.model} does not have the shape asked for ({_shape_fault(cause)}), and was asked for again once.",
            "Use another model, another --mode, or the prompt `staged`.",
        )


def _shape_fault(cause: BaseException | None) -> str:
    if isinstance(cause, ValidationError):
        fault = cause.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, fault['loc'])) or 'the whole'}: {fault['msg']}"
    return said(cause) if cause else "unknown"
