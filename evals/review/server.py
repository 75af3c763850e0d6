"""The review's server: loopback only, for the one person who knows its address.

The address holds a random token. A request must name this server as its host, so that no other name can be pointed here (DNS rebinding),
and a post must come from this server's own pages.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any

from pydantic import ValidationError

from evals.review.drafts import Draft
from evals.review.page import list_page, review_component, review_page
from evals.review.subjects import Subject, save
from pipeline import NutgrafError

# A draft is a few times its article; nothing that a person reviews comes near.
_MAX_BYTES = 20_000_000
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves the review of some articles on 127.0.0.1. `url` is where it starts. port: 0 takes a free one."""

    daemon_threads = True

    def __init__(self, subjects: list[Subject], port: int = 0) -> None:
        self.subjects = subjects
        self.saved: set[int] = set()
        self.token = secrets.token_urlsafe(24)
        self.lock = Lock()
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def host(self) -> str:
        """Host and port, as a browser names them."""
        return f"127.0.0.1:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """Where the review starts."""
        return f"http://{self.host}/{self.token}/"


class _Refused(Exception):
    """A request that gets no answer but a status."""

    def __init__(self, status: HTTPStatus, message: str = "") -> None:
        self.status = status
        super().__init__(message or status.phrase)


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "nutgraf"
    sys_version = ""
    # A client that stalls must not hold a thread for ever, in seconds.
    timeout = 60

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            self._send(HTTPStatus.NO_CONTENT, "image/x-icon", "")
        else:
            self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the address in each line holds the token."""

    def _answer(self, work: Callable[[], tuple[str, str]]) -> None:
        try:
            kind, body = work()
            self._send(HTTPStatus.OK, kind, body)
        except _Refused as refused:
            self._send(refused.status, "text/plain", str(refused))
        except NutgrafError as error:
            self._send(HTTPStatus.UNPROCESSABLE_ENTITY, "text/plain", str(error))

    def _get(self) -> tuple[str, str]:
        number, action = self._where()
        if action:
            raise _Refused(HTTPStatus.NOT_FOUND)
        if number is None and len(self.server.subjects) > 1:
            return "text/html", list_page(self._entries())
        place = number or 0
        subject = self.server.subjects[place]
        return "text/html", review_page(subject, subject.draft, f"/{self.server.token}/{place}")

    def _post(self) -> tuple[str, str]:
        number, action = self._where()
        if self.headers.get("Origin") != f"http://{self.server.host}":
            raise _Refused(HTTPStatus.FORBIDDEN, "A post comes from this server's own page.")
        if self.headers.get_content_type() != "application/json":
            raise _Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        draft = self._draft()
        if number is None or action not in ("preview", "save"):
            raise _Refused(HTTPStatus.NOT_FOUND)
        with self.server.lock:
            subject = self.server.subjects[number] = replace(self.server.subjects[number], draft=draft)
            if action == "preview":
                return "text/html", str(review_component(subject, draft))
            result = save(subject, draft)
            if not result.problems:
                self.server.saved.add(number)
        return "application/json", json.dumps({**vars(result), "target": subject.target.name})

    def _where(self) -> tuple[int | None, str]:
        """Number of the article and action; refuses who does not know the token."""
        if self.headers.get("Host") != self.server.host:
            raise _Refused(HTTPStatus.MISDIRECTED_REQUEST)
        _, token, *rest = [*self.path.split("/"), "", ""][:4]
        if not secrets.compare_digest(token.encode(), self.server.token.encode()):
            raise _Refused(HTTPStatus.NOT_FOUND)
        place, action = rest
        if not place:
            return None, action
        if not place.isdecimal() or int(place) >= len(self.server.subjects):
            raise _Refused(HTTPStatus.NOT_FOUND)
        return int(place), action

    def _draft(self) -> Draft:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            raise _Refused(HTTPStatus.LENGTH_REQUIRED)
        if int(length) > _MAX_BYTES:
            raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            return Draft.model_validate_json(self.rfile.read(int(length)))
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            raise _Refused(HTTPStatus.BAD_REQUEST, f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") from None

    def _entries(self) -> list[tuple[str, str, str]]:
        def state(number: int, subject: Subject) -> str:
            return "saved" if number in self.server.saved else f"{subject.draft.undecided} undecided"

        return [
            (f"/{self.server.token}/{number}", subject.name, state(number, subject)) for number, subject in enumerate(self.server.subjects)
        ]

    def _send(self, status: HTTPStatus, kind: str, body: str) -> None:
        content = body.encode("utf-8")
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": f"{kind}; charset=utf-8", "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
