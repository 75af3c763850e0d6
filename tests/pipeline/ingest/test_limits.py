"""How many at once, how fast, and for how much."""

import asyncio
from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.budget import Usage
from pipeline.errors import ConfigurationError
from pipeline.ingest.flow import Flow, Options, Report
from pipeline.ingest.ledger import Ledger
from pipeline.ingest.limits import Rates, Slots
from pipeline.ingest.sinks.jsonl import JsonlSink
from pipeline.summarizer import Outcome
from tests.pipeline.ingest.stories import Worker, items, records_in, story, summary_of


def test_a_busy_endpoint_halves_soon_and_success_raises_slowly() -> None:
    slots = Slots(100)
    slots.taken = 100
    slots.is_busy()
    assert slots.limit == 70
    slots.is_busy()  # the same moment: many requests are refused at once
    assert slots.limit == 70
    for _ in range(70):
        slots.went_well(1.0)
    assert slots.limit == 70 or slots.limit == 71
    for _ in range(10_000):
        slots.went_well(1.0)
    assert slots.limit == 100


def test_an_endpoint_that_refuses_a_few_at_random_is_not_busy() -> None:
    slots = Slots(256)
    slots.taken = 256
    for _ in range(20):
        for _ in range(49):
            slots.went_well(2.0)
        slots.is_busy()
    assert slots.limit == 256
    for _ in range(10):  # one in three: now it is
        slots.went_well(2.0)
        slots.went_well(2.0)
        slots.is_busy()
    assert slots.limit < 256


def test_a_lone_refusal_says_nothing_of_what_is_in_flight_but_a_second_does() -> None:
    slots = Slots(256)
    slots.taken = 25
    slots.is_busy()
    assert slots.limit == 179
    slots.is_busy()
    assert slots.limit == 17


@pytest.mark.parametrize(("refused", "lowered"), [pytest.param(12, False, id="chance"), pytest.param(16, True, id="more-than-chance")])
def test_a_little_over_one_in_twenty_may_be_chance(refused: int, lowered: bool) -> None:
    slots = Slots(256)
    slots.taken = 256
    for _ in range(200):
        slots.went_well(2.0)
    for _ in range(refused):
        slots.is_busy()
    assert (slots.limit < 256) is lowered


def test_the_limit_never_falls_below_one() -> None:
    slots = Slots(2)
    for _ in range(50):
        slots._lowered_at = float("-inf")
        slots.is_busy()
    assert slots.limit == 1


def test_latency_alone_lowers_it_too_but_a_few_slow_articles_do_not() -> None:
    slots = Slots(64)
    slots.taken = 64
    for latency_s in [2.0] * 19 + [20.0] * 3 + [2.0] * 40:
        slots.went_well(latency_s)
    assert slots.limit == 64
    for _ in range(40):
        slots.went_well(9.0)
    assert slots.limit < 64


def test_who_waits_is_woken_when_the_limit_rises_again() -> None:
    async def run() -> int:
        slots = Slots(4)
        slots.taken = 4
        slots.is_busy()
        for _ in range(3):
            slots.free()
        await slots.take()
        waiting = [asyncio.create_task(slots.take()) for _ in range(2)]
        await asyncio.sleep(0)
        for _ in range(50):
            slots.went_well(1.0)
        await asyncio.wait(waiting, timeout=5)
        return slots.taken

    assert asyncio.run(run()) == 4


def test_a_cancelled_waiter_gives_its_turn_to_the_next() -> None:
    async def run() -> None:
        slots = Slots(1)
        await slots.take()
        first, second = asyncio.create_task(slots.take()), asyncio.create_task(slots.take())
        await asyncio.sleep(0)
        slots.free()
        first.cancel()
        await asyncio.wait_for(second, 5)

    asyncio.run(run())


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("requests", "tokens"), [pytest.param(10, None, id="requests"), pytest.param(None, 1000, id="tokens")])
def test_rates_hold_over_every_minute(requests: int | None, tokens: int | None) -> None:
    clock = Clock()
    rates = Rates(requests, tokens, clock)
    began: list[float] = []
    while clock.now < 300:
        if wait_s := rates.wait_s():
            clock.now += wait_s
            continue
        began.append(clock.now)
        rates.spent(Usage(input=80, output=20, requests=1))
        clock.now += 0.1
    assert len(began) >= 45
    for start in began:
        assert sum(start <= other < start + 60 for other in began) <= 10


def test_an_article_that_is_larger_than_the_rate_runs_alone() -> None:
    rates = Rates(None, 50, Clock())
    assert rates.wait_s() == 0
    rates.spent(Usage(input=80, output=20, requests=1))
    assert rates.wait_s() > 0


class Bench:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, worker: object, count: int, **how: object) -> Report:
        sink = JsonlSink(self.folder / "out.jsonl")
        with Ledger(self.folder / "ledger", sink.name) as ledger:
            flow = Flow(worker, ledger, sink, "c", Options(**how))  # type: ignore[arg-type]
            return asyncio.run(flow.run(items(story(number) for number in range(count))))


def test_many_in_flight_do_not_overrun_the_money(tmp_path: Path) -> None:
    async def pause(_: Article) -> None:
        await asyncio.sleep(0.01)

    bench = Bench(tmp_path)
    report = bench.run(Worker(wait=pause), 100, jobs=32, max_cost_usd=0.30)
    assert report.stopped == "budget"
    assert report.done == 30
    assert bench.run(Worker(), 100, jobs=32, max_cost_usd=100.0).done == 70
    assert len(records_in(tmp_path / "out.jsonl")) == 100


def test_a_price_that_nobody_knows_is_no_budget(tmp_path: Path) -> None:
    async def unpriced(article: Article) -> Outcome:
        return Outcome(article=article, summary=summary_of(article), usage=Usage(input=1, output=1, requests=1))

    with pytest.raises(ConfigurationError, match="price of this model is unknown"):
        Bench(tmp_path).run(unpriced, 10, max_cost_usd=1.0)


def test_a_free_engine_needs_no_price(tmp_path: Path) -> None:
    async def free(article: Article) -> Outcome:
        return Outcome(article=article, summary=summary_of(article))

    assert Bench(tmp_path).run(free, 10, max_cost_usd=1.0).done == 10


def test_rates_do_not_stop_a_run(tmp_path: Path) -> None:
    assert Bench(tmp_path).run(Worker(), 20, requests_per_minute=100, tokens_per_minute=100_000).done == 20
