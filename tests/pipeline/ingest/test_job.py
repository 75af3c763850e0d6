"""A whole run as one call: the task of the docs, again and again; what is said before any work; what a caller is told."""

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines.openai import usage
from pipeline.errors import ConfigurationError
from pipeline.ingest.flow import Event, Flow
from pipeline.ingest.job import ingest
from pipeline.settings import Settings
from tests.conftest import ROOT
from tests.drafts import full_draft
from tests.fakes.openai_server import FakeOpenAI, Reply, completion, error
from tests.pipeline.ingest.stories import records_in, story, write_jsonl


def task(sink: Path) -> Any:
    """`summarize_day` of the page on schedulers, with another sink."""
    page = (ROOT / "docs/howto/engines.md").read_text(encoding="utf-8")
    code = re.search(r"^from pipeline import Settings\n.+?(?=^```)", page, re.MULTILINE | re.DOTALL)
    assert code
    assert "postgresql://db/news" in code[0]
    names: dict[str, Any] = {}
    exec(code[0].replace("postgresql://db/news", str(sink)), names)
    return names["summarize_day"]


def test_the_task_of_the_docs_can_be_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, sink = str(write_jsonl(tmp_path / "day.jsonl", [story(1), story(2)])), tmp_path / "out.jsonl"
    summarize_day = task(sink)
    # The endpoint is priced as the one that it stands for.
    priced = usage._prices
    monkeypatch.setattr(usage, "_prices", lambda model, _: priced(model, "https://api.openai.com/v1"))
    with FakeOpenAI() as server:
        monkeypatch.setenv("NUTGRAF_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "secret")
        server.script(error(400, "no"))
        server.always(lambda request: Reply(completion(full_draft(), request.mode, model="gpt-5-mini")))
        with pytest.raises(RuntimeError, match=r"1 of 2 articles failed: \{'EndpointRefused': 1\}"):
            summarize_day(source)
        assert summarize_day(source) == {"done": 1, "skipped": 1, "failed": 0}
        assert summarize_day(source) == {"done": 0, "skipped": 2, "failed": 0}
        assert len(server.chats) == 3
    assert {record.article.id for record in records_in(sink)} == {"story-1", "story-2"}


@pytest.mark.parametrize(
    ("sources", "engine", "message"),
    [
        pytest.param(["day.jsonl"], "auto", "The engine must be named", id="engine"),
        pytest.param([], "offline", "No source was given", id="no-source"),
        pytest.param(["day.ods"], "offline", "day.ods", id="source-of-unknown-form"),
    ],
)
def test_what_cannot_run_is_refused_before_any_work(tmp_path: Path, sources: list[str], engine: Any, message: str) -> None:
    write_jsonl(tmp_path / "day.jsonl", [story(1)])
    with pytest.raises(ConfigurationError, match=message):
        ingest([str(tmp_path / source) for source in sources], str(tmp_path / "out.jsonl"), Settings(engine=engine))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["day.jsonl"]


def test_a_caller_is_told_of_every_article_and_may_stop(tmp_path: Path) -> None:
    source = str(write_jsonl(tmp_path / "day.jsonl", [story(number) for number in range(3)]))
    flows: list[Flow] = []
    told: list[Event] = []

    def listen(event: Event) -> None:
        told.append(event)
        flows[0].stop("interrupted")

    report = ingest([source], str(tmp_path / "out.jsonl"), Settings(engine="offline"), listen=listen, started=flows.append)
    assert report.stopped == "interrupted"
    assert 0 < report.done == len(told) == len(records_in(tmp_path / "out.jsonl"))
    again = ingest([source], str(tmp_path / "out.jsonl"), Settings(engine="offline"))
    assert (again.done, again.skipped) == (3 - report.done, report.done)
