"""`nutgraf serve` as a client meets it: summaries, pages, refusals in the form of problems, limits, keys."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from pipeline.budget import Budget
from pipeline.cli.app import nutgraf_app
from pipeline.draft import Answer, Failure, Fixes
from pipeline.draft import Draft as Proposal
from pipeline.engines.offline import OfflineEngine
from pipeline.errors import ConfigurationError, EndpointUnavailable
from pipeline.reading import Reading
from pipeline.service import Limits, run, service
from pipeline.summarizer import Summarizer
from pipeline.summary import SCHEMA_FILE, Summary
from tests.conftest import ROOT

FERRY = (ROOT / "tests/articles/ferry.txt").read_text(encoding="utf-8")
KEY = "a-key-for-this-test-alone"


def client(**options: object) -> TestClient:
    app = service(Summarizer(OfflineEngine()), **options)  # type: ignore[arg-type]
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="module")
def served() -> Iterator[TestClient]:
    with client(limits=Limits(max_bytes=20_000)) as opened:
        yield opened


def test_article_as_json_gives_a_summary_with_what_is_known_of_it(served: TestClient) -> None:
    sent = {"text": FERRY, "title": "Ferry vote", "id": "a-1", "url": "https://courier.example/1", "published_at": "2026-01-02T03:04:05Z"}
    answer = served.post("/v1/summaries", json=sent)
    assert answer.status_code == 200
    summary = Summary.model_validate_json(answer.content)
    assert (summary.article.id, summary.article.title) == ("a-1", "Ferry vote")
    assert summary.claims
    assert all(FERRY[span.start : span.end] == span.quote for claim in summary.claims for span in claim.evidence)


def test_article_as_plain_text(served: TestClient) -> None:
    answer = served.post("/v1/summaries", content=FERRY.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
    assert Summary.model_validate_json(answer.content).figures


def test_page_of_an_article(served: TestClient) -> None:
    answer = served.post("/v1/pages", json={"text": FERRY, "title": "<script>alert(1)</script>"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script>alert(1)" not in answer.text
    assert "Mara Ellison" in answer.text


def test_schema_health_and_start(served: TestClient) -> None:
    assert served.get("/v1/schema").content == SCHEMA_FILE.read_bytes()
    health = served.get("/health").json()
    assert (health["status"], health["engine"]) == ("ok", "offline")
    assert "Summarize an article" in served.get("/").text


def test_metrics_count_what_became_of_articles(served: TestClient) -> None:
    with client() as fresh:
        fresh.post("/v1/summaries", json={"text": FERRY})
        fresh.post("/v1/summaries", json={"text": "Photo: Jana Weld / Harbour Courier"})
        shown = fresh.get("/metrics").text
    assert 'nutgraf_articles_total{result="done"} 1.0' in shown
    assert 'nutgraf_articles_total{result="EmptyArticle"} 1.0' in shown
    assert "nutgraf_in_flight 0.0" in shown


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        pytest.param({"json": {"text": FERRY, "language": "de"}}, 422, "a service that runs a model", id="other-language"),
        pytest.param({"json": {}}, 422, "text", id="no-text"),
        pytest.param({"json": {"text": " \n "}}, 422, "empty", id="blank"),
        pytest.param({"json": {"text": 7}}, 422, "text", id="not-text"),
        pytest.param({"json": ["x"]}, 422, "JSON object", id="list"),
        pytest.param({"json": {"text": "x", "colour": 1}}, 422, "no field 'colour'", id="unknown-field"),
        pytest.param({"json": {"text": "x", "content_hash": "0"}}, 422, "no field 'content_hash'", id="hash"),
        pytest.param({"json": {"text": "x", "published_at": "soon"}}, 422, "published_at", id="date"),
        pytest.param({"content": b"{", "headers": {"Content-Type": "application/json"}}, 422, "Not JSON", id="broken"),
        pytest.param({"content": b"[" * 9_000, "headers": {"Content-Type": "application/json"}}, 422, "Not", id="nested"),
        pytest.param({"content": b"\xff\xfe", "headers": {"Content-Type": "text/plain"}}, 422, "UTF-8", id="bytes"),
        pytest.param({"content": b"x" * 20_001, "headers": {"Content-Type": "text/plain"}}, 413, "larger than", id="large"),
        pytest.param({"json": {"text": "x" * 20_001}}, 413, "larger than", id="large-in-json"),
        pytest.param({"content": b"x" * 150_000, "headers": {"Content-Type": "application/json"}}, 413, "larger", id="large-json"),
        pytest.param({"data": {"text": "x"}}, 415, "application/json or text/plain", id="form"),
        pytest.param({"json": {"text": FERRY, "language": "de"}}, 422, "English", id="language"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/summaries", "/v1/pages"])
def test_what_is_no_article_is_refused_as_a_problem(
    served: TestClient, path: str, sent: dict[str, object], status: int, words: str
) -> None:
    answer = served.post(path, **sent)  # type: ignore[arg-type]
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert words in problem["detail"]


def test_unknown_paths_and_methods_are_problems_too(served: TestClient) -> None:
    assert served.get("/nothing").json()["status"] == 404
    wrong = served.get("/v1/summaries")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "rebound.example", "Origin": "http://rebound.example"}, 421),
    ],
)
def test_only_its_own_page_may_post_from_a_browser(served: TestClient, headers: dict[str, str], status: int) -> None:
    assert served.post("/v1/summaries", json={"text": FERRY}, headers=headers).status_code == status


@pytest.mark.parametrize("host", ["127.0.0.1:8100", "localhost:8100", "[::1]:8100"])
def test_loopback_has_several_names(served: TestClient, host: str) -> None:
    assert served.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (None, 401),
        ("Bearer wrong", 401),
        (f"Basic {KEY}", 401),
        (KEY, 401),
        ("Bearer Ü", 401),
        (f"Bearer {KEY}", 200),
        (f"bearer {KEY}", 200),
    ],
)
def test_key_is_asked_for(header: str | None, status: int) -> None:
    with client(key=KEY) as locked:
        headers = {"Authorization": header.encode("latin-1")} if header else {}
        for answer in (locked.post("/v1/summaries", json={"text": FERRY}, headers=headers), locked.get("/metrics", headers=headers)):  # type: ignore[arg-type]
            assert answer.status_code == status
            assert KEY not in answer.text
        assert locked.get("/health").status_code == 200
        assert 'name="key"' in locked.get("/").text


class Stalled(OfflineEngine):
    """An engine that answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.let = asyncio.Event()

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        await self.let.wait()
        return await super().draft(reading, budget)


def test_no_more_articles_than_there_are_places() -> None:
    from httpx import ASGITransport, AsyncClient

    async def crowd() -> list[tuple[int, str | None]]:
        engine = Stalled()
        app = service(Summarizer(engine), limits=Limits(in_flight=1, waiting=1))
        async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as asking:
            first = [asyncio.create_task(asking.post("/v1/summaries", json={"text": FERRY})) for _ in range(2)]
            while "nutgraf_in_flight 2.0" not in (await asking.get("/metrics")).text:  # noqa: ASYNC110 - asked as a client would
                await asyncio.sleep(0.01)
            third = await asking.post("/v1/summaries", json={"text": FERRY})
            engine.let.set()
            answers = [*await asyncio.gather(*first), third, await asking.post("/v1/summaries", json={"text": FERRY})]
            return [(answer.status_code, answer.headers.get("retry-after")) for answer in answers]

    assert asyncio.run(crowd()) == [(200, None), (200, None), (503, "5"), (200, None)]


class Down:
    """An engine whose endpoint is down."""

    name, model, prompt, can_revise = "down", None, None, False

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        raise EndpointUnavailable("The endpoint cannot be reached.", "Try later.")

    async def revise(self, reading: Reading, draft: Proposal, failures: tuple[Failure, ...], budget: Budget) -> Fixes:
        return Fixes()

    async def aclose(self) -> None:
        return None


def test_engine_that_fails_is_a_problem_of_the_service() -> None:
    app = service(Summarizer(Down()))
    with TestClient(app, base_url="http://127.0.0.1") as asking:
        answer = asking.post("/v1/summaries", json={"text": FERRY})
    assert (answer.status_code, answer.json()["type"]) == (503, "EndpointUnavailable")


def test_its_own_description_holds() -> None:
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    app = service(Summarizer(Down()), limits=Limits(max_bytes=5_000), hosts=["*"])
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    tried = set()
    with TestClient(app, base_url="http://127.0.0.1") as asking:
        for operation in (result.ok() for result in schema.get_all_operations()):
            tried.add(operation.path)
            strategy = operation.as_strategy()

            from hypothesis import HealthCheck, Phase, given, settings

            @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None)
            @given(strategy)
            def fits(case: Any) -> None:
                answer = case.call(session=asking)
                # A text without a sentence fits the schema and is no article; of one with a sentence this engine says 503.
                case.validate_response(answer, excluded_checks=[positive_data_acceptance, not_a_server_error])
                assert answer.status_code in range(500) or answer.status_code == 503

            fits()
    assert {"/v1/summaries", "/v1/pages", "/v1/schema", "/health", "/metrics"} <= tried


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        (["--host", "0.0.0.0"], {}, "Name a key"),
        (["--key-file", "{none}"], {}, "cannot be read"),
        (["--key-file", "{short}"], {}, "holds no key"),
    ],
)
def test_command_refuses_what_would_let_everybody_in(words: list[str], environment: dict[str, str], said: str, tmp_path: Path) -> None:
    short = tmp_path / "short"
    short.write_text("abc", encoding="utf-8")
    done = CliRunner().invoke(
        nutgraf_app, ["serve", *(word.format(none=tmp_path / "none", short=short) for word in words)], env=environment
    )
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_taken_port_is_an_error_with_its_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(ConfigurationError, match=r"cannot be served.*--port"):
        run(FastAPI(), "127.0.0.1", taken.getsockname()[1])
