"""The flow: each article once, whatever fails; bounded, and held back by a slow sink; stops cleanly."""

import asyncio
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.errors import AnswerRefused, ConfigurationError, EmptyArticle, EndpointUnavailable, SinkError
from pipeline.ingest.flow import Event, Flow, Options, Report
from pipeline.ingest.items import Found, Item, Unread
from pipeline.ingest.ledger import Known, Ledger
from pipeline.ingest.sinks.jsonl import JsonlSink
from tests.pipeline.ingest.stories import Worker, items, records_in, story


class Bench:
    """A sink of JSON lines with its ledger, and runs over it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "out.jsonl"
        self.ledger_path = folder / "out.jsonl.ledger"
        self.events: list[Event] = []

    def run(
        self, source: Iterator[Item], worker: Worker, *, config: str = "c1", during: Callable[[Flow], None] | None = None, **how: object
    ) -> Report:
        sink = JsonlSink(self.path)
        with Ledger(self.ledger_path, sink.name) as ledger:

            async def whole() -> Report:
                flow = Flow(worker, ledger, sink, config, Options(**how), self.events.append)  # type: ignore[arg-type]
                if during:
                    during(flow)
                return await flow.run(source)

            try:
                return asyncio.run(whole())
            finally:
                sink.close()

    def ids(self) -> list[str]:
        return sorted(record.article.id for record in records_in(self.path))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def stories(*numbers: int) -> list[Article]:
    return [story(number) for number in numbers]


def test_every_article_comes_out_with_its_summary_and_text(bench: Bench) -> None:
    report = bench.run(items(stories(1, 2, 3)), Worker())
    assert (report.read, report.done, report.failed) == (3, 3, 0)
    for record in records_in(bench.path):
        assert record.summary
        for claim in record.summary.claims:
            for span in claim.evidence:
                assert record.text
                assert record.text[span.start : span.end] == span.quote


def test_text_can_be_left_out(bench: Bench) -> None:
    bench.run(items(stories(1)), Worker(), keep_text=False)
    assert records_in(bench.path)[0].text is None


def test_a_second_run_does_only_what_is_new(bench: Bench) -> None:
    bench.run(items(stories(1, 2)), Worker())
    worker = Worker()
    report = bench.run(items(stories(1, 2, 3)), worker)
    assert worker.asked == ["story-3"]
    assert (report.done, report.skipped) == (1, 2)
    assert bench.ids() == ["story-1", "story-2", "story-3"]


def test_what_another_configuration_made_is_stale_and_done_again_only_on_demand(bench: Bench) -> None:
    bench.run(items(stories(1, 2)), Worker(), config="c1")
    idle = Worker()
    assert bench.run(items(stories(1, 2)), idle, config="c2").stale == 2
    assert not idle.asked
    report = bench.run(items(stories(1, 2)), Worker(), config="c2", refresh=True)
    assert (report.done, report.updated) == (2, 2)
    assert [record.config for record in records_in(bench.path)] == ["c2", "c2"]
    assert bench.run(items(stories(1, 2)), idle, config="c2", refresh=True).skipped == 2


def test_a_new_text_under_an_old_id_replaces_it_and_the_old_text_is_never_paid_again(bench: Bench) -> None:
    old, new = story(1), story(2, id="story-1")
    bench.run(items([old]), Worker())
    report = bench.run(items([old, new]), Worker())
    assert (report.skipped, report.updated) == (1, 1)
    assert [record.article.content_hash for record in records_in(bench.path)] == [new.content_hash]
    idle = Worker()
    bench.run(items([old, new]), idle, config="c1")
    assert not idle.asked


def test_one_failure_costs_one_article_and_the_next_run_tries_it_again(bench: Bench) -> None:
    report = bench.run(items(stories(1, 2, 3)), Worker({"story-2": AnswerRefused("no", "Ask another.")}))
    assert (report.done, report.failed, report.errors) == (2, 1, {"AnswerRefused": 1})
    worker = Worker()
    bench.run(items(stories(1, 2, 3)), worker)
    assert worker.asked == ["story-2"]
    assert bench.ids() == ["story-1", "story-2", "story-3"]


def test_dead_letters_keep_error_attempts_and_article_until_it_is_done(bench: Bench, tmp_path: Path) -> None:
    failing = Worker({"story-1": AnswerRefused("no", "Ask another.")})
    for _ in range(2):
        bench.run(items(stories(1)), failing)
    with Ledger(bench.ledger_path, JsonlSink(bench.path).name) as ledger:
        (letter,) = ledger.dead_letters
        assert (letter.error, letter.cause, letter.remedy, letter.attempts) == ("AnswerRefused", "no", "Ask another.", 2)
        assert letter.article == story(1)
        ledger.dead_letters.export(tmp_path / "failed.jsonl")
        assert "Ask another." in (tmp_path / "failed.jsonl").read_text(encoding="utf-8")
    bench.run(items(stories(1)), Worker())
    with Ledger(bench.ledger_path, JsonlSink(bench.path).name) as ledger:
        assert not len(ledger.dead_letters)
        ledger.dead_letters.export(tmp_path / "failed.jsonl")
    assert not (tmp_path / "failed.jsonl").exists()


def test_a_failed_refresh_leaves_the_summary_that_is_there(bench: Bench) -> None:
    bench.run(items(stories(1)), Worker(), config="c1")
    bench.run(items(stories(1)), Worker({"story-1": AnswerRefused("no")}), config="c2", refresh=True)
    assert [record.config for record in records_in(bench.path)] == ["c1"]
    idle = Worker()
    assert bench.run(items(stories(1)), idle, config="c1").skipped == 1


def test_a_fault_of_ours_costs_one_article(bench: Bench) -> None:
    async def broken(article: Article) -> None:
        if article.id == "story-2":
            raise KeyError("gist")

    report = bench.run(items(stories(1, 2, 3)), Worker(wait=broken))
    assert (report.done, report.failed) == (2, 1)
    assert "internal error: KeyError" in str(next(event.error for event in bench.events if event.error))


def test_places_that_cannot_be_read_are_kept_and_struck_out_once_they_can(bench: Bench) -> None:
    bad: list[Item] = [Unread("source:1", EmptyArticle("source:1 is empty.")), Found("source:2", story(2))]
    report = bench.run(iter(bad), Worker())
    assert (report.unread, report.done) == (1, 1)
    with Ledger(bench.ledger_path, JsonlSink(bench.path).name) as ledger:
        assert [(letter.where, letter.article) for letter in ledger.dead_letters] == [("source:1", None)]
    bench.run(iter([Found("source:1", story(1))]), Worker())
    with Ledger(bench.ledger_path, JsonlSink(bench.path).name) as ledger:
        assert not len(ledger.dead_letters)


def test_a_copy_points_at_the_first_even_where_both_are_in_flight(bench: Bench) -> None:
    async def slow(_: Article) -> None:
        await asyncio.sleep(0.05)

    worker = Worker(wait=slow)
    report = bench.run(items([story(1), story(1, id="copy")]), worker)
    assert worker.asked == ["story-1"]
    assert (report.done, report.duplicates) == (1, 1)
    assert {record.article.id: record.duplicate_of for record in records_in(bench.path)} == {"story-1": None, "copy": "story-1"}


def test_a_copy_of_a_failed_article_is_done_itself(bench: Bench) -> None:
    report = bench.run(items([story(1), story(1, id="copy")]), Worker({"story-1": AnswerRefused("no")}))
    assert (report.done, report.failed) == (1, 1)
    assert bench.ids() == ["copy"]


def test_copies_are_done_where_that_is_wanted(bench: Bench) -> None:
    assert bench.run(items([story(1), story(1, id="copy")]), Worker(), find_copies=False).done == 2


def test_the_same_article_twice_in_one_source_is_done_once(bench: Bench) -> None:
    worker = Worker()
    report = bench.run(items([story(1), story(1)]), worker)
    assert worker.asked == ["story-1"]
    assert (report.done, report.skipped) == (1, 1)


def test_no_more_in_flight_than_jobs_and_the_source_is_read_no_faster(bench: Bench) -> None:
    drawn = 0
    furthest = 0
    full = asyncio.Event()

    def source() -> Iterator[Item]:
        nonlocal drawn
        for item in items(story(number) for number in range(300)):
            drawn += 1
            yield item

    async def look(_: Article) -> None:
        nonlocal furthest
        furthest = max(furthest, drawn - len(worker.asked))
        if worker.at_once == 4:
            full.set()
        await asyncio.wait_for(full.wait(), 10)  # on a busy machine a moment's sleep may end before the fourth has begun
        await asyncio.sleep(0.001)

    worker = Worker(wait=look)
    bench.run(source(), worker, jobs=4)
    assert worker.most_at_once == 4
    # What is read ahead (64), one in the reader's hand, one in the flow's hand.
    assert furthest <= 66 + 4


def test_a_slow_article_holds_up_nobody(bench: Bench) -> None:
    finished: list[str] = []
    others = asyncio.Event()

    async def wait(article: Article) -> None:
        if article.id == "story-0":
            await asyncio.wait_for(others.wait(), 10)
        finished.append(article.id)
        if len(finished) == 30:
            others.set()

    assert bench.run(items(story(number) for number in range(31)), Worker(wait=wait), jobs=2).done == 31
    assert finished[-1] == "story-0"


def test_stopping_finishes_what_is_in_flight_and_the_next_run_goes_on(bench: Bench) -> None:
    flows: list[Flow] = []

    async def wait(_: Article) -> None:
        await asyncio.sleep(0.01)
        if len(worker.asked) >= 5:
            flows[0].stop("interrupted")

    worker = Worker(wait=wait)
    report = bench.run(items(stories(*range(50))), worker, jobs=3, during=flows.append)
    assert report.stopped == "interrupted"
    assert 5 <= report.done == len(worker.asked) <= 10
    rest = Worker()
    bench.run(items(stories(*range(50))), rest)
    assert len(rest.asked) == 50 - report.done
    assert len(set(bench.ids())) == len(bench.ids()) == 50


def test_stopping_does_not_wait_for_a_source_that_blocks(bench: Bench) -> None:
    import threading

    gone = threading.Event()

    def source() -> Iterator[Item]:
        yield Found("source:1", story(1))
        gone.wait(30)

    async def wait(_: Article) -> None:
        flows[0].stop("interrupted")

    flows: list[Flow] = []
    assert bench.run(source(), Worker(wait=wait), during=flows.append).done == 1
    gone.set()


def test_an_aborted_run_loses_no_finished_summary(bench: Bench) -> None:
    async def wait(article: Article) -> None:
        if article.id != "story-0":
            await asyncio.sleep(30)

    worker = Worker(wait=wait)
    sink = JsonlSink(bench.path)
    with Ledger(bench.ledger_path, sink.name) as ledger:

        async def whole() -> None:
            done = asyncio.Event()
            flow = Flow(worker, ledger, sink, "c1", Options(jobs=3), lambda _: done.set())
            task = asyncio.create_task(flow.run(items(stories(0, 1, 2))))
            await done.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        asyncio.run(whole())
    rest = Worker()
    bench.run(items(stories(0, 1, 2)), rest)
    assert sorted(rest.asked) == ["story-1", "story-2"]
    assert bench.ids() == ["story-0", "story-1", "story-2"]


def test_a_source_that_breaks_is_an_error_not_an_end(bench: Bench) -> None:
    def source() -> Iterator[Item]:
        yield Found("source:1", story(1))
        raise MemoryError("the source broke")

    with pytest.raises(MemoryError, match="the source broke"):
        bench.run(source(), Worker())
    assert bench.run(items(stories(1)), Worker()).skipped == 1


def test_a_dead_endpoint_ends_the_run_before_every_article_has_failed(bench: Bench) -> None:
    errors = {f"story-{number}": EndpointUnavailable("down") for number in range(200)}
    report = bench.run(items(stories(*range(200))), Worker(errors), jobs=4)
    assert report.stopped == "endpoint"
    assert 20 <= report.failed <= 24
    assert bench.run(items(stories(*range(200))), Worker()).done == 200


def test_a_configuration_error_ends_the_run_at_once(bench: Bench) -> None:
    worker = Worker({"story-1": ConfigurationError("No model is named.")})
    with pytest.raises(ConfigurationError, match="No model"):
        bench.run(items(stories(*range(1, 60))), worker, jobs=1)
    assert len(worker.asked) <= 2


def test_a_money_budget_ends_the_run_and_can_be_gone_on_with(bench: Bench) -> None:
    report = bench.run(items(stories(*range(20))), Worker(), jobs=1, max_cost_usd=0.05)
    assert report.stopped == "budget"
    assert report.done == 5
    assert bench.run(items(stories(*range(20))), Worker(), max_cost_usd=1.0).done == 15


class BrokenSink(JsonlSink):
    """Its disk is full after a number of batches."""

    batch_rows = 1

    def __init__(self, path: Path, batches: int) -> None:
        super().__init__(path)
        self.batches = batches

    def write(self, lines: Sequence[str], mark: str, *, again: bool) -> None:
        self.batches -= 1
        if self.batches < 0:
            raise SinkError("No space left on device.", "Make room.")
        super().write(lines, mark, again=again)


def test_a_sink_that_breaks_ends_the_run_and_what_was_paid_is_kept(bench: Bench) -> None:
    worker = Worker()
    sink = BrokenSink(bench.path, 2)
    with Ledger(bench.ledger_path, sink.name) as ledger:

        async def whole() -> None:
            await Flow(worker, ledger, sink, "c1", Options(jobs=2)).run(items(stories(*range(100))))

        with pytest.raises(SinkError, match="No space"):
            asyncio.run(whole())
    assert len(worker.asked) < 100
    rest = Worker()
    bench.run(items(stories(*range(100))), rest)
    assert not set(rest.asked) & set(worker.asked)
    assert len(set(bench.ids())) == len(bench.ids()) == 100


class SlowSink(JsonlSink):
    batch_rows = 2
    furthest = 0

    def write(self, lines: Sequence[str], mark: str, *, again: bool) -> None:
        import time

        time.sleep(0.02)
        super().write(lines, mark, again=again)


def test_a_slow_sink_holds_back_the_source(bench: Bench) -> None:
    sink = SlowSink(bench.path)
    most = 0

    async def look(_: Article) -> None:
        nonlocal most
        most = max(most, ledger.waiting)

    with Ledger(bench.ledger_path, sink.name) as ledger:
        asyncio.run(Flow(Worker(wait=look), ledger, sink, "c1", Options(jobs=2)).run(items(stories(*range(80)))))
    assert 4 < most <= 8 * 2 + 2 + 2


def test_a_sink_that_was_emptied_behind_the_ledger_is_not_passed_over(bench: Bench) -> None:
    bench.run(items(stories(1)), Worker())
    bench.path.unlink()
    with pytest.raises(ConfigurationError, match="is empty, but its ledger knows"):
        bench.run(items(stories(1)), Worker())


def test_a_new_ledger_learns_what_the_sink_holds(bench: Bench) -> None:
    bench.run(items([story(1), story(1, id="copy")]), Worker())
    bench.ledger_path.unlink()
    idle = Worker()
    assert bench.run(items([story(1), story(1, id="copy")]), idle).skipped == 2
    assert not idle.asked


def test_a_ledger_is_held_by_one_run_and_belongs_to_one_sink(bench: Bench, tmp_path: Path) -> None:
    with Ledger(bench.ledger_path, "a"), pytest.raises(ConfigurationError, match="in use by another run"):
        Ledger(bench.ledger_path, "a")
    with pytest.raises(ConfigurationError, match="belongs to a, not to b"):
        Ledger(bench.ledger_path, "b")
    (tmp_path / "text").write_text("no database" * 100, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="is no ledger"):
        Ledger(tmp_path / "text", "a")


def test_forgetting_leaves_no_trace_in_the_ledger(bench: Bench) -> None:
    bench.run(items([story(1), story(2)]), Worker({"story-2": AnswerRefused("no")}))
    with Ledger(bench.ledger_path, JsonlSink(bench.path).name) as ledger:
        assert ledger.forget(["story-1", "story-2", "unknown"]) == 2
        assert not ledger.counts()
    for file in bench.ledger_path.parent.glob("out.jsonl.ledger*"):
        assert b"electric ferries" not in file.read_bytes()


def test_a_ledger_of_a_newer_version_is_refused(bench: Bench) -> None:
    Ledger(bench.ledger_path, "a").close()
    db = sqlite3.connect(bench.ledger_path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ConfigurationError, match="newer version"):
        Ledger(bench.ledger_path, "a")


def test_adopting_nothing_changes_nothing(bench: Bench) -> None:
    with Ledger(bench.ledger_path, "a") as ledger:
        nothing: Collection[Known] = ()
        assert ledger.adopt(nothing) == 0
        assert ledger.is_new


def test_a_process_that_is_still_starting_is_no_slow_endpoint(bench: Bench) -> None:
    flows: list[Flow] = []

    async def start(_: Article) -> None:
        await asyncio.sleep(0.05)

    bench.run(items(stories(1, 2, 3)), Worker(wait=start), during=flows.append)
    assert set(flows[0].slots._latencies) == {1.5}  # what the summaries say of their own time
