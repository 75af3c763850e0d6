"""Requests by post: a transport that hands each request to a mailbox instead of the network.

The engine above it stays as it is. A question that the mailbox has an answer for gets that answer, whatever its status; any other is left
there, and the article waits (AnswerPending) until a batch has brought the answer. So a later question that depends on an earlier answer
(a re-ask, a revision, the next window of a long article) simply is part of the next batch.
"""

import hashlib
from typing import NamedTuple, Protocol

import httpx2

from pipeline.errors import AnswerPending


class Posted(NamedTuple):
    """An answer that came by post: the HTTP status and the body as JSON text."""

    status: int
    body: str


class Mailbox(Protocol):
    """Where questions are left and answers lie."""

    def answer_to(self, question: str) -> Posted | None:
        """The answer to a question, by its id; None where none has come."""

    def leave(self, question: str, body: str) -> None:
        """Keeps a question for the next batch. body: the request's JSON text. The same question twice is one."""


class PostTransport(httpx2.AsyncBaseTransport):
    """Carries requests to a mailbox. Raises AnswerPending where there is no answer yet."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the mailbox, as if the endpoint had sent it."""
        body = await request.aread()
        question = question_id(body)
        answer = self._mailbox.answer_to(question)
        if answer is None:
            self._mailbox.leave(question, body.decode())
            raise AnswerPending("The question is in a batch that has not answered it yet.", "Submit the batch, and collect again later.")
        return httpx2.Response(answer.status, content=answer.body.encode(), headers={"content-type": "application/json"}, request=request)


def question_id(body: bytes) -> str:
    """sha256 of a request's body, in hexadecimal: the `custom_id` of a batch. The same question has the same id wherever it is asked."""
    return hashlib.sha256(body).hexdigest()
