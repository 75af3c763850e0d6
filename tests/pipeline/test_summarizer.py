"""The whole flow: sync, async, streams, one revision, budgets, and nothing lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from pipeline import Article, Outcome, Settings, Summarizer, Summary, make_engine
from pipeline.errors import AnswerRefused, EmptyArticle, EndpointRefused, InputError
from tests.drafts import FERRY, claim, draft, full_draft, sentence
from tests.fakes.openai_server import FakeOpenAI, Reply, answer, completion, error, plain


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


def summarizer(server: FakeOpenAI, **options: int) -> Summarizer:
    settings = Settings(engine="openai", base_url=server.base_url, model="fake", retry_total_s=2.0, timeout_s=5.0)
    return Summarizer(make_engine(settings), **options)


def outcomes(made: Summarizer, articles: list[Article], jobs: int = 4) -> list[Outcome]:
    async def run() -> list[Outcome]:
        async with made:
            return [outcome async for outcome in made.stream(articles, jobs=jobs)]

    return asyncio.run(run())


def test_the_default_needs_nothing(seed: Article) -> None:
    summary = Summarizer().summarize(seed)
    assert isinstance(summary, Summary)
    assert summary.provenance.engine == "offline"
    assert summary.article.id == seed.id


def test_sync_call_inside_a_running_loop() -> None:
    async def caller() -> Summary:
        return Summarizer().summarize(FERRY)

    assert asyncio.run(caller()).claims


def test_sync_calls_share_connections(server: FakeOpenAI) -> None:
    server.always(answer(full_draft()))
    with summarizer(server) as made:
        assert made.summarize(FERRY).claims == made.summarize(FERRY).claims


def test_failed_items_go_back_once_and_what_was_right_stays(server: FakeOpenAI) -> None:
    right, wrong = full_draft().claims
    broken = wrong.model_copy(update={"sentences": (99,)})
    fixed = {**wrong.model_dump(mode="json"), "failure": 1}
    server.script(answer(draft(claims=(right, broken))), answer(_corrections(fixed)))
    with summarizer(server) as made:
        summary = made.summarize(FERRY)
    assert len(server.requests) == 2
    assert "Sentence 99 does not exist" in server.requests[1].text
    assert {item.statement for item in summary.claims} == {right.statement, wrong.statement}
    assert summary.dropped == ()
    assert summary.provenance.usage.requests == 2


def _corrections(claim_fix: dict[str, object]) -> dict[str, object]:
    """The answer of a model that mends its one claim."""
    empty: dict[str, object] = {"gist": [], "positions": [], "figures": [], "open_questions": []}
    return {**empty, "claims": [claim_fix]}


def test_what_fails_again_is_dropped_with_its_reason(server: FakeOpenAI) -> None:
    invented = claim("Aliens landed on the pier.", sentence("voted"), source=None)
    server.script(
        answer(draft(claims=(*full_draft().claims, invented))), answer(_corrections({**invented.model_dump(mode="json"), "failure": 1}))
    )
    with summarizer(server) as made:
        summary = made.summarize(FERRY)
    assert len(summary.claims) == 2
    (dropped,) = summary.dropped
    assert dropped.item["statement"] == "Aliens landed on the pier."
    assert "does not say this" in dropped.reason


def test_an_item_that_never_gets_its_shape_is_dropped_and_the_rest_stands(server: FakeOpenAI) -> None:
    misshapen = plain(full_draft())
    misshapen["claims"].append({"statement": "It has no other field."})
    server.always(answer(misshapen))
    with summarizer(server) as made:
        summary = made.summarize(FERRY)
    assert len(summary.claims) == 2
    (dropped,) = summary.dropped
    assert dropped.item["statement"] == "It has no other field."


def test_round_one_stands_where_the_revision_fails(server: FakeOpenAI) -> None:
    broken = claim("The board voted.", 99)
    server.script(answer(draft(claims=(*full_draft().claims, broken))), error(400, "no"))
    with summarizer(server) as made:
        summary = made.summarize(FERRY)
    assert len(summary.claims) == 2
    assert len(summary.dropped) == 1
    assert summary.provenance.usage.requests == 2


def test_a_spent_budget_keeps_what_was_good(server: FakeOpenAI) -> None:
    server.script(answer(draft(claims=(*full_draft().claims, claim("The board voted.", 99)))))
    with summarizer(server, max_requests=1) as made:
        summary = made.summarize(FERRY)
    assert len(server.requests) == 1
    assert len(summary.claims) == 2
    assert len(summary.dropped) == 1


def test_settings_set_the_limits_of_an_article(server: FakeOpenAI) -> None:
    made = Summarizer.from_settings(Settings(engine="offline", max_claims=3, max_requests=4, max_tokens=5, max_cost_usd=0.5))
    assert (made.max_claims, made.max_requests, made.max_tokens, made.max_cost_usd) == (3, 4, 5, 0.5)
    assert made.engine.name == "offline"


def test_one_failing_article_does_not_stop_the_others(server: FakeOpenAI) -> None:
    server.always(
        lambda request: (
            Reply(completion(None, refusal="I cannot help with that.")) if "forbidden" in request.text else answer(full_draft())(request)
        )
    )
    bad = Article(text="The forbidden board met on Monday to vote on the plan again.")
    done = outcomes(summarizer(server), [FERRY, bad, FERRY])
    assert sorted(outcome.summary is not None for outcome in done) == [False, True, True]
    (failed,) = [outcome for outcome in done if outcome.error]
    assert failed.article is bad
    assert isinstance(failed.error, AnswerRefused)
    assert failed.usage.requests == 1


def test_stream_keeps_to_its_bound_and_draws_articles_as_places_become_free(server: FakeOpenAI) -> None:
    server.always(lambda request: Reply(completion(full_draft(), request.mode), delay_s=0.05))
    drawn: list[int] = []

    def source() -> Iterator[Article]:
        for number in range(12):
            drawn.append(number)
            yield FERRY

    async def run() -> None:
        async with summarizer(server) as made:
            finished = 0
            async for outcome in made.stream(source(), jobs=3):
                assert outcome.summary
                finished += 1
                assert len(drawn) <= finished + 3
            assert finished == 12

    asyncio.run(run())
    assert server.most_at_once <= 3


def test_stream_takes_an_async_source() -> None:
    async def source() -> AsyncIterator[Article]:
        yield FERRY

    async def run() -> list[Outcome]:
        return [outcome async for outcome in Summarizer().stream(source())]

    assert [outcome.article for outcome in asyncio.run(run())] == [FERRY]


def test_leaving_a_stream_early_cancels_what_is_in_flight(server: FakeOpenAI) -> None:
    server.always(lambda request: Reply(completion(full_draft(), request.mode), delay_s=0.0 if len(server.requests) == 1 else 30.0))

    async def run() -> None:
        async with summarizer(server) as made:
            stream = made.stream([FERRY] * 3, jobs=3)
            await anext(stream)
            await stream.aclose()

    asyncio.run(asyncio.wait_for(run(), timeout=10))


@pytest.mark.parametrize("text", ["", "   \n", "Comments are closed.\n"])
def test_an_article_without_body_is_an_error(text: str) -> None:
    with pytest.raises(EmptyArticle):
        Summarizer().summarize(Article(text=text))


def test_errors_of_the_endpoint_are_ours(server: FakeOpenAI) -> None:
    server.always(error(401, "bad key"))
    with summarizer(server) as made, pytest.raises(EndpointRefused, match="key"):
        made.summarize(FERRY)


def test_a_text_is_no_article_and_the_error_says_what_to_do() -> None:
    with pytest.raises(InputError, match=r"A str is no Article. Wrap the text: Article\(text=...\)."):
        Summarizer().summarize("The board voted.")  # type: ignore[arg-type]


@pytest.mark.parametrize("jobs", [0, -1])
def test_jobs_must_be_at_least_one(jobs: int) -> None:
    async def run() -> None:
        async for _ in Summarizer().stream([FERRY], jobs=jobs):
            pass

    with pytest.raises(ValueError, match="at least 1"):
        asyncio.run(run())
