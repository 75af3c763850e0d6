"""A scripted OpenAI-compatible server: real HTTP on loopback, in a thread of its own.

    with FakeOpenAI() as server:
        server.script(Reply(status=503), answer(draft))        # one after the other
        ... Settings(base_url=server.base_url, model="fake") ...
        assert [request.path for request in server.requests] == ["/v1/chat/completions"] * 2

- `script(*replies)` takes the next replies in order. A reply is a `Reply`, or a function from the recorded request to one.
  `always(reply)` answers whatever the script does not; without it a surplus request gets a 500 that says so, and fails `assert_done()`.
- `answer(draft)` is a reply that holds a Draft (or a dict, or a text) in the form that the request asks for: content for JSON Schema, JSON
  and text, a tool call for tools; of a Draft only the parts that the request's schema has. `completion(...)` builds its body, with
  refusal, finish_reason and usage as you like.
- `Reply` has a status, headers, a body (dict, text or bytes), a delay before the first byte, and faults: `reset_after` (the connection is
  reset after so many bytes of the body), `stall_after` (silence after so many), `drip_s` (a pause after every byte), `hang_up` (no answer
  at all, the connection just ends).
- `/v1/models` lists `server.models`; it is not part of the script. Nor are files and batches: see `server.batches` (openai_batches.py).
- `server.requests` are what arrived, in order, headers in lower case; `server.most_at_once` is the highest number in flight.
"""

import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, TypeAlias

from pydantic import BaseModel

from pipeline.draft import Draft
from tests.fakes.openai_batches import FakeBatches

USAGE = {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150}


@dataclass(frozen=True)
class Request:
    """A request that arrived. `body` is its JSON, or None."""

    method: str
    path: str
    headers: Mapping[str, str]
    raw: bytes
    body: Any

    @property
    def mode(self) -> str:
        """How it asks for structure: json_schema, tools, json or text."""
        if self.body.get("tools"):
            return "tools"
        form = (self.body.get("response_format") or {}).get("type", "text")
        return "json" if form == "json_object" else str(form)

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema that it sends; empty in the modes that only describe it in words."""
        if tools := self.body.get("tools"):
            return {"title": tools[0]["function"]["name"], **tools[0]["function"]["parameters"]}
        return dict(((self.body.get("response_format") or {}).get("json_schema") or {}).get("schema") or {})

    @property
    def text(self) -> str:
        """All that its messages say, one after the other."""
        return "\n".join(str(message.get("content")) for message in self.body["messages"])


@dataclass(frozen=True)
class Reply:
    """What the server does with a request."""

    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    delay_s: float = 0.0
    reset_after: int | None = None
    stall_after: int | None = None
    drip_s: float = 0.0
    hang_up: bool = False

    @property
    def payload(self) -> bytes:
        """The body in bytes."""
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


Script: TypeAlias = Reply | Callable[[Request], Reply]


def plain(item: Any) -> Any:
    """A draft as a model would write it: without the fields that are not in its schema."""
    if isinstance(item, BaseModel):
        item = item.model_dump(mode="json")
    if isinstance(item, dict):
        return {name: plain(value) for name, value in item.items() if name != "rule"}
    return [plain(value) for value in item] if isinstance(item, list | tuple) else item


def completion(
    content: Any,
    mode: str = "json_schema",
    *,
    finish_reason: str | None = None,
    refusal: str | None = None,
    usage: Mapping[str, Any] | None = USAGE,
    model: str = "fake",
    tool: str = "Summary",
) -> dict[str, Any]:
    """The body of a chat completion that holds `content`: a Draft, a dict, or a text."""
    text = content if isinstance(content, str) or content is None else json.dumps(plain(content), ensure_ascii=False)
    message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": refusal}
    if mode == "tools" and text is not None:
        call = {"id": "call_1", "type": "function", "function": {"name": tool, "arguments": text}}
        message |= {"content": None, "tool_calls": [call]}
    reason = finish_reason or ("tool_calls" if mode == "tools" else "stop")
    body = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1_700_000_000, "model": model}
    choice = {"index": 0, "message": message, "finish_reason": reason, "logprobs": None}
    return {**body, "choices": [choice], "usage": usage}


def answer(content: Any, **more: Any) -> Script:
    """A reply that holds `content` in the form that the request asks for; `more` goes to `completion`."""

    def reply(request: Request) -> Reply:
        wanted = request.schema.get("properties") or {}
        told = {name: part for name, part in plain(content).items() if name in wanted} if isinstance(content, Draft) and wanted else content
        return Reply(completion(told, request.mode, tool=request.schema.get("title", "Summary"), **more))

    return reply


def error(status: int, message: str = "it failed", *, headers: Mapping[str, str] | None = None, **fields: Any) -> Reply:
    """An error as OpenAI words it: {"error": {"message", "type", "param", "code"}}."""
    body = {"error": {"message": message, "type": None, "param": None, "code": None, **fields}}
    return Reply(body, status=status, headers=headers or {})


class FakeOpenAI:
    """The server. Use it as a context manager; see the module's docstring."""

    def __init__(self, models: tuple[str, ...] = ("fake",)) -> None:
        self.models = models
        self.requests: list[Request] = []
        self.most_at_once = 0
        self.surplus = 0
        self.batches = FakeBatches(self._scripted)
        self._script: deque[Script] = deque()
        self._always: Script | None = None
        self._in_flight = 0
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        # A short poll: the default of 0.5 s would be paid by every test at its end.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def script(self, *replies: Script) -> Self:
        """Adds the next replies."""
        self._script.extend(replies)
        return self

    def always(self, reply: Script) -> Self:
        """What answers when the script is over."""
        self._always = reply
        return self

    @property
    def chats(self) -> list[Request]:
        """The requests for a chat completion."""
        return [request for request in self.requests if request.path.endswith("/chat/completions")]

    def assert_done(self) -> None:
        """AssertionError where a scripted reply was not fetched, or a request came that nobody scripted."""
        assert not self._script, f"{len(self._script)} scripted replies were not fetched"
        assert not self.surplus, f"{self.surplus} requests came after the end of the script"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _reply_to(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            if request.method == "GET" and request.path == "/v1/models":
                return Reply({"object": "list", "data": [{"id": name, "object": "model"} for name in self.models]})
        return self.batches.reply(request) if self.batches.handles(request.path) else self._scripted(request)

    def _scripted(self, request: Request) -> Reply:
        with self._lock:
            script = self._script.popleft() if self._script else self._always
            self.surplus += script is None
        if script is None:
            return error(500, "the script is over")
        return script if isinstance(script, Reply) else script(request)

    def _enter(self, step: int) -> None:
        with self._lock:
            self._in_flight += step
            self.most_at_once = max(self.most_at_once, self._in_flight)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def handle_error(self, *_: object) -> None:
        """A client that leaves is part of the tests."""


def _handler(fake: FakeOpenAI) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._serve()

        def do_POST(self) -> None:
            self._serve()

        def log_message(self, *_: object) -> None:
            """Silent."""

        def _serve(self) -> None:
            raw = self.rfile.read(int(self.headers.get("content-length") or 0))
            try:
                body = json.loads(raw)
            except ValueError:
                body = None
            headers = {name.lower(): value for name, value in self.headers.items()}
            fake._enter(+1)
            try:
                self._send(fake._reply_to(Request(self.command, self.path, headers, raw, body)))
            finally:
                fake._enter(-1)

        def _send(self, reply: Reply) -> None:
            payload = reply.payload
            fake._closing.wait(reply.delay_s)
            if reply.hang_up:
                self.close_connection = True
                return
            self.send_response(reply.status)
            self.send_header("content-type", reply.content_type)
            self.send_header("content-length", str(len(payload)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if reply.reset_after is not None:
                self._reset(payload[: reply.reset_after])
            elif reply.stall_after is not None:
                self.wfile.write(payload[: reply.stall_after])
                self.wfile.flush()
                fake._closing.wait(30)
                self.close_connection = True
            elif reply.drip_s:
                for start in range(len(payload)):
                    self.wfile.write(payload[start : start + 1])
                    time.sleep(reply.drip_s)
            else:
                self.wfile.write(payload)

        def _reset(self, part: bytes) -> None:
            self.wfile.write(part)
            self.wfile.flush()
            # Lingering for 0 s makes close() send a reset instead of an orderly end.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True

    return Handler
