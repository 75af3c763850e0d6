"""Every row of docs/faults.md, played against a real server on loopback. What is expected stands there, how it is played here."""

import json
import re
import socket
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

import pipeline.errors
from pipeline.budget import Budget
from pipeline.draft import Draft
from pipeline.engines.openai.retries import RetryPolicy
from pipeline.errors import AnswerUnusable, NutgrafError
from pipeline.reading import Reading
from tests.conftest import ROOT
from tests.fakes.openai_server import FakeOpenAI, Reply, Script, answer, completion, error, plain

from .conftest import MakeEngine, run

TABLE = ROOT / "docs" / "faults.md"
HOST = "model.test"


class Row(NamedTuple):
    case: str
    endpoint: str
    again: str
    once: str
    always: str
    words: str
    basis: str


def rows(table: Path) -> list[Row]:
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [Row(*(cell.strip() for cell in line.strip("|").split("|"))) for line in lines[2:]]


ROWS = rows(TABLE)
Fault: TypeAlias = Callable[[Draft], Script]


def _edited(draft: Draft, **parts: Any) -> dict[str, Any]:
    return {**plain(draft), **parts}


def _in_two_seconds() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)


FAULTS: dict[str, Fault] = {
    "hang-up": lambda _: Reply(hang_up=True),
    "reset-mid-body": lambda draft: Reply(completion(draft), reset_after=40),
    "slow-first-byte": lambda draft: Reply(completion(draft), delay_s=5),
    "stalled-body": lambda draft: Reply(completion(draft), stall_after=40),
    "dripping-body": lambda draft: Reply(completion(draft), drip_s=0.1),
    **{str(status): lambda _, status=status: error(status) for status in (408, 409, 429, 500, 502, 503, 529)},
    "429-seconds": lambda _: error(429, headers={"retry-after": "1"}),
    "429-date": lambda _: lambda _: error(429, headers={"retry-after": _in_two_seconds()}),
    "429-quota": lambda _: error(429, "You exceeded your current quota", code="insufficient_quota"),
    "429-credit": lambda _: error(429, "Your credit balance is exhausted", code="credit_balance_exhausted"),
    "error-in-200": lambda _: Reply({"error": {"code": 502, "message": "upstream failed"}}),
    "bad-json-body": lambda _: Reply('{"id": "chatcmpl-1", "choi'),
    "html-body": lambda _: Reply("<html><body>Welcome</body></html>", content_type="text/html"),
    "json-as-text": lambda draft: Reply(completion(draft), content_type="text/plain"),
    "empty-choices": lambda draft: Reply({**completion(draft), "choices": []}),
    "400": lambda _: error(400, "bad request"),
    "400-context": lambda _: error(400, "maximum context length is 8192 tokens", code="context_length_exceeded"),
    "400-filter": lambda _: error(400, "filtered", code="content_filter"),
    **{str(status): lambda _, status=status: error(status) for status in (401, 402, 403, 404, 413, 422)},
    "refusal": lambda _: answer(None, refusal="I can't help with that."),
    "filter": lambda _: answer("", finish_reason="content_filter"),
    "length": lambda draft: answer(json.dumps(plain(draft))[:80], finish_reason="length"),
    "prose": lambda _: answer("The article is about mooring fees."),
    "no-content": lambda _: answer(None),
    "wrong-types": lambda draft: answer(_edited(draft, gist=[1, 2])),
    "wrong-throughout": lambda _: answer({"summary": "The article is about mooring fees."}),
    "unknown-label": lambda draft: answer(_edited(draft, stance={**plain(draft.stance), "article": "furious"})),
    "cut-without-notice": lambda draft: answer(json.dumps(plain(draft))[:-30]),
    "fenced-json": lambda draft: answer(f"Here it is:\n```json\n{json.dumps(plain(draft))[:-1]},}}\n```\n"),
    "unknown-ids": lambda draft: answer(_edited(draft, gist={**plain(draft.gist), "sentences": [99, -1]})),
    "repeated-ids": lambda draft: answer(_edited(draft, gist={**plain(draft.gist), "sentences": [1, 1]})),
    "2-mb": lambda _: answer("x" * 2_000_000),
    "10-mb": lambda _: answer("x" * 10_000_000),
}
# These happen before a request: the name of the host leads nowhere, or nobody listens at the address, as often as is said.
UNREACHED = ("dns", "refused")


def play(row: Row, server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch, draft: Draft, *, for_ever: bool) -> str:
    """Sets the fault up; the base URL to use."""
    server.always(answer(draft))
    if row.case in UNREACHED:
        _misdirect(monkeypatch, row.case, None if for_ever else 1)
        return f"http://{HOST}:{server.port}/v1"
    fault = FAULTS[row.case](draft)
    if for_ever:
        server.always(fault)
    else:
        server.script(fault)
    return server.base_url


def _misdirect(monkeypatch: pytest.MonkeyPatch, case: str, times: int | None) -> None:
    resolve, connect, asked = socket.getaddrinfo, socket.socket.connect, count()

    def fails() -> bool:
        return times is None or next(asked) < times

    def getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:
        if host not in {HOST, HOST.encode()}:
            return resolve(host, *rest, **more)
        if case == "dns" and fails():
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return resolve("127.0.0.1", *rest, **more)

    def elsewhere(self: socket.socket, address: Any) -> None:
        connect(self, ("127.0.0.2", address[1]) if fails() else address)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    if case == "refused":
        monkeypatch.setattr(socket.socket, "connect", elsewhere)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    yield


def attempt(row: Row, make_engine: MakeEngine, base_url: str, reading: Reading, total_s: float) -> tuple[NutgrafError | None, int]:
    """The error, or None where there is a draft; and how many requests were charged."""
    retry = RetryPolicy(total_s=total_s, unreachable_s=total_s, first_wait_s=0.001, longest_wait_s=0.01)
    timeout_s = 0.4 if "did not answer within" in row.words else 20
    engine = make_engine(base_url=base_url, timeout_s=timeout_s, retry=retry)
    budget = Budget()
    try:
        run(engine.draft(reading, budget), engine)
    except NutgrafError as fault:
        return fault, budget.spent.requests
    return None, budget.spent.requests


def outcome(error: NutgrafError | None) -> str:
    """The public type of an error, as the table names it."""
    if error is None:
        return "draft"
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == pipeline.errors.__name__)


def assert_readable(message: str, words: str) -> None:
    for part in words.split("; "):
        assert part in message
    assert message.isprintable()
    assert len(message) < 500
    assert re.search(r"[.)]$", message), "it ends as a sentence does"


def test_table_and_test_have_the_same_cases() -> None:
    cases = [row.case for row in ROWS]
    assert sorted(cases) == sorted([*FAULTS, *UNREACHED])
    assert all(row.basis for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.case)
def test_a_fault_that_happens_once(
    row: Row, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    base_url = play(row, server, monkeypatch, draft, for_ever=False)
    error, requests = attempt(row, make_engine, base_url, short_reading, total_s=5)
    assert outcome(error) == row.once
    assert requests == {"no": 1, "split": 3}.get(row.again, 2)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.case)
def test_a_fault_that_stays(
    row: Row, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    base_url = play(row, server, monkeypatch, draft, for_ever=True)
    error, requests = attempt(row, make_engine, base_url, short_reading, total_s=1.0 if row.again == "yes" else 5)
    assert outcome(error) == row.always
    if error:
        assert_readable(str(error), row.words)
    if row.again == "yes":
        # A wait that would end after the total is not begun.
        assert requests >= (1 if row.case.startswith("429-") else 2)
    elif row.again == "split":
        assert requests == 5  # the whole, then one and two of its three sentences, then these two
    else:
        assert requests == (1 if row.again == "no" else 2)


def test_a_body_without_end_is_not_read_to_its_end(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading) -> None:
    whole = 100_000_000
    server.always(Reply(b"x" * whole))
    engine = make_engine(timeout_s=20)
    tracemalloc.start()
    with pytest.raises(AnswerUnusable, match="bytes"):
        run(engine.draft(short_reading, Budget()), engine)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < whole / 2
