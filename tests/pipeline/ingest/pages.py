"""Pages of our own, and a web of hosts on loopback to fetch them from."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

PARAGRAPHS = (
    "The harbour board voted on Monday to buy two electric ferries for US$61 million, against the advice of its own treasurer.",
    "“More than 70 per cent of our passengers told us that they want this,” said Mara Ellison, who chairs the board of Lindow.",
    "The treasurer, Jo Quist, refused to say what the batteries will cost, and asked for a second vote before the summer timetable.",
    "Residents of the north quay have complained for years about the noise of the old ships, which were built in 1987.",
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "A site"},
        {
            "@type": ["NewsArticle"],
            "headline": "Board backs &amp; buys ferries",
            "datePublished": "2024-05-06T07:08:09+02:00",
            "author": [{"@type": "Person", "name": "Ada Finch"}, {"@type": "Person", "name": "Bo Reed"}],
            "inLanguage": "en-GB",
            "mainEntityOfPage": {"@id": "https://news.example/ferries"},
            "publisher": {"@type": "Organization", "name": "The Lindow Post"},
        },
    ],
}


def page(paragraphs: tuple[str, ...] = PARAGRAPHS, *, linked: Any = None, head: str = "", before: str = "", after: str = "") -> bytes:
    """A page as sites build them: menus around the article, and what it says about itself."""
    script = f'<script type="application/ld+json">{linked if isinstance(linked, str) else json.dumps(linked)}</script>' if linked else ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferries - The Post</title>{head}{script}</head><body>'
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>{before}<article><h1>Board backs ferries</h1>{text}</article>{after}"
        f"<footer>All rights reserved. <a href='/terms'>Terms</a></footer></body></html>"
    ).encode()


@dataclass
class Answer:
    """What a host says to a request."""

    content: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: bool = False


class Web:
    """A server on loopback that plays every host: `web.put("/path", Answer(...))`; what it has not is a 404."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[], Answer]] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def put(self, path: str, content: bytes = b"", status: int = 200, kind: str = "text/html", **headers: str) -> str:
        """Says what stands at a path; returns its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = Answer(content, status, {"content-type": kind, **named})
        return f"{self.url}{path}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web.asked.append(self.path)
                web.agents.add(self.headers["User-Agent"])
                found = web.answers.get(self.path, Answer(b"no", 404))
                answer = found() if callable(found) else found
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.drip:
                    self.end_headers()
                    while not web.closing.wait(0.02):
                        try:
                            self.wfile.write(b"x")
                        except OSError:
                            break
                    self.close_connection = True
                    return
                self.send_header("content-length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            def log_message(self, *_: object) -> None:
                """Silent."""

        return Handler
