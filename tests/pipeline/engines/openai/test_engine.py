"""One article to one answer, through the real client and real HTTP."""

import asyncio
import logging
import threading
from dataclasses import replace

import pytest

from pipeline.article import Article
from pipeline.budget import Budget
from pipeline.draft import Draft, DraftClaim, DraftQuestion, Failure
from pipeline.engines.openai import OpenAIEngine, request_bodies
from pipeline.errors import AnswerUnusable, BudgetSpent, ConfigurationError, EndpointRefused, EndpointUnavailable
from pipeline.reading import Reading, read
from pipeline.settings import Settings
from tests.fakes.openai_server import FakeOpenAI, Reply, Request, Script, answer, completion, error, plain

from .conftest import MakeEngine, run

KEY = "sk-test-0123456789abcdef"


def test_draft_comes_back_as_the_model_gave_it(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft) -> None:
    server.script(answer(draft))
    engine = make_engine()
    assert run(engine.draft(short_reading, Budget()), engine).draft == draft
    server.assert_done()


def test_unknown_ids_are_not_the_engines_business(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
) -> None:
    wild = draft.model_copy(update={"gist": draft.gist.model_copy(update={"sentences": (999,)})})
    server.script(answer(wild))
    engine = make_engine()
    assert run(engine.draft(short_reading, Budget()), engine).draft.gist.sentences == (999,)


@pytest.mark.parametrize("text", ["{{ 7 * 7 }}", "{% raw", "{# gone #}", "{{ config.items() }}", "{%- if x -%}", "}}{{"])
def test_template_marks_in_an_article_go_out_verbatim(server: FakeOpenAI, make_engine: MakeEngine, draft: Draft, text: str) -> None:
    sentence = f"The board said {text} on Friday."
    server.script(answer(draft))
    engine = make_engine()
    article = Article(text=f"The board met in Lindow.\n\n{sentence} It gave no reason.\n", title=f"Title {text}")
    run(engine.draft(read(article), Budget()), engine)
    assert f"] {sentence}" in server.chats[0].text
    assert f"# Title {text}" in server.chats[0].text


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json", "text"])
def test_answer_is_read_in_every_mode(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, mode: str) -> None:
    server.script(answer(draft))
    engine = make_engine(mode=mode)
    assert run(engine.draft(short_reading, Budget()), engine).draft == draft
    assert server.chats[0].mode == mode


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json", "text"])
def test_shape_is_asked_for_again_once_in_every_mode(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, mode: str
) -> None:
    server.script(answer({"gist": "a text"}), answer(draft))
    engine = make_engine(mode=mode)
    budget = Budget()
    assert run(engine.draft(short_reading, budget), engine).draft == draft
    assert budget.spent.requests == 2
    assert "gist" in server.chats[1].text.removeprefix(server.chats[0].text)


def test_shape_is_not_asked_for_a_third_time(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading) -> None:
    server.always(answer("I would rather not use JSON."))
    engine = make_engine()
    with pytest.raises(AnswerUnusable, match="shape"):
        run(engine.draft(short_reading, Budget()), engine)
    assert len(server.chats) == 2


def test_numbers_as_text_are_no_reason_to_ask_again(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
) -> None:
    content = plain(draft)
    content["gist"]["sentences"] = ["1"]
    server.script(answer(content))
    engine = make_engine()
    assert run(engine.draft(short_reading, Budget()), engine).draft == draft


def test_usage_is_charged_per_request_and_not_summed_twice(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
) -> None:
    usage = {
        "prompt_tokens": 10,
        "completion_tokens": 4,
        "total_tokens": 14,
        "prompt_tokens_details": {"cached_tokens": 3},
        "completion_tokens_details": {"reasoning_tokens": 2},
    }
    server.script(Reply(status=503), answer("no JSON", usage=usage), answer(draft, usage=usage))
    engine = make_engine()
    budget = Budget()
    run(engine.draft(short_reading, budget), engine)
    spent = budget.spent
    assert (spent.requests, spent.input, spent.output, spent.cached, spent.reasoning) == (3, 20, 8, 6, 4)


def test_concurrent_articles_retry_each_on_their_own(server: FakeOpenAI, make_engine: MakeEngine, draft: Draft) -> None:
    failures: dict[str, int] = {}

    def flaky(request: Request) -> Reply:
        article = request.body["messages"][-1]["content"]
        failures[article] = failures.get(article, 0) + 1
        reply: Script = replace(error(503), delay_s=0.02) if failures[article] <= 2 else answer(draft)
        return reply if isinstance(reply, Reply) else reply(request)

    server.always(flaky)
    engine = make_engine()
    budgets = [Budget() for _ in range(8)]

    async def all_of_them() -> None:
        readings = [read(Article(text=f"Sentence number {number} of the story.")) for number in range(8)]
        await asyncio.gather(*(engine.draft(reading, budget) for reading, budget in zip(readings, budgets, strict=True)))

    run(all_of_them(), engine)
    assert [budget.spent.requests for budget in budgets] == [3] * 8
    assert len(server.chats) == 24
    assert server.most_at_once > 1


def test_budget_of_requests_is_shared_by_retries_and_re_asks(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading) -> None:
    server.script(error(503), answer("no JSON"), error(503, "overloaded")).always(error(503, "overloaded"))
    engine = make_engine()
    budget = Budget(max_requests=4)
    with pytest.raises(EndpointUnavailable, match="overloaded"):
        run(engine.draft(short_reading, budget), engine)
    assert len(server.chats) == budget.spent.requests == 4


def test_budget_of_tokens_stops_the_re_ask(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading) -> None:
    server.always(answer("no JSON"))
    engine = make_engine()
    with pytest.raises(BudgetSpent, match="150 of its 120 tokens"):
        run(engine.draft(short_reading, Budget(max_tokens=120)), engine)
    assert len(server.chats) == 1


def test_failures_are_raised_once_and_not_logged_as_errors(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, caplog: pytest.LogCaptureFixture
) -> None:
    server.always(error(403, "no"))
    engine = make_engine()
    with caplog.at_level(logging.WARNING), pytest.raises(EndpointRefused):
        run(engine.draft(short_reading, Budget()), engine)
    assert not caplog.records


def test_engine_serves_several_event_loops(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft) -> None:
    server.always(answer(draft))
    engine = make_engine()
    for _ in range(2):
        assert asyncio.run(engine.draft(short_reading, Budget())).draft == draft


class TestRevise:
    def failures(self, draft: Draft) -> tuple[Failure, ...]:
        return (
            Failure(part="claims", index=1, item=draft.claims[1], reason="the sentence does not say co-operative"),
            Failure(part="open_questions", index=0, item=draft.open_questions[0], reason="no question mark"),
        )

    def corrections(self, draft: Draft, **parts: object) -> dict[str, object]:
        return {"gist": [], "positions": [], "claims": [], "figures": [], "open_questions": [], **parts}

    def test_sends_exactly_the_failed_items_with_their_reasons(
        self, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
    ) -> None:
        server.script(answer(self.corrections(draft)))
        engine = make_engine()
        run(engine.revise(short_reading, draft, self.failures(draft), Budget()), engine)
        sent = server.chats[0].body["messages"][-1]["content"]
        assert "[1] The harbour board" in sent
        assert sent.count("Reason:") == 2
        assert "the sentence does not say co-operative" in sent
        assert draft.claims[1].statement in sent
        assert draft.claims[0].statement not in sent.replace("[1] " + draft.claims[0].statement, "")

    def test_fixes_stand_for_the_failed_items_only(
        self, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
    ) -> None:
        claim = {**plain(draft.claims[1]), "statement": "Nobody asked Mara Quist."}
        question = {**plain(draft.open_questions[0]), "question": "When will the new fees end?"}
        corrected = self.corrections(
            draft,
            claims=[{"failure": 1, **claim}, {"failure": 1, **claim, "statement": "A second try."}, {"failure": 9, **claim}],
            open_questions=[{"failure": 2, **question}],
            figures=[{"failure": 1, **plain(draft.figures[0])}],  # item 1 is a claim
        )
        server.script(answer(corrected))
        engine = make_engine()
        fixes = run(engine.revise(short_reading, draft, self.failures(draft), Budget()), engine).fixes
        assert [(fix.part, fix.index) for fix in fixes] == [("claims", 1), ("open_questions", 0)]
        assert isinstance(fixes[0].item, DraftClaim)
        assert fixes[0].item.statement == "Nobody asked Mara Quist."
        assert type(fixes[1].item) is DraftQuestion

    def test_an_item_left_out_has_no_fix(self, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft) -> None:
        server.script(answer(self.corrections(draft)))
        engine = make_engine()
        assert run(engine.revise(short_reading, draft, self.failures(draft), Budget()), engine).fixes == ()


class TestModelAndKey:
    def test_the_endpoints_only_model_is_taken(
        self, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
    ) -> None:
        server.always(answer(draft))
        engine = make_engine(model=None)

        async def both() -> None:
            await asyncio.gather(*(engine.draft(short_reading, Budget()) for _ in range(3)))

        run(both(), engine)
        assert engine.model == "fake"
        assert {request.body["model"] for request in server.chats} == {"fake"}
        assert [request.path for request in server.requests].count("/v1/models") == 1

    @pytest.mark.parametrize(
        ("models", "said"), [(("small", "large"), r"has 2: large, small\..*--model"), ((), "lists none.*--model")], ids=["two", "none"]
    )
    def test_several_models_are_listed_and_none_is_said(
        self, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, models: tuple[str, ...], said: str
    ) -> None:
        server.models = models
        engine = make_engine(model=None)
        with pytest.raises(ConfigurationError, match=said):
            run(engine.draft(short_reading, Budget()), engine)
        assert not server.chats

    def test_openai_itself_wants_a_key(self) -> None:
        with pytest.raises(ConfigurationError, match=r"needs a key.*OPENAI_API_KEY.*--engine offline"):
            OpenAIEngine(Settings(model="gpt-4.1"))

    @pytest.mark.parametrize("url", ["localhost:8080/v1", "ftp://host/v1", "http://", "http://host:notaport/v1"])
    def test_a_base_url_that_is_none_is_refused(self, url: str) -> None:
        with pytest.raises(ConfigurationError, match="base URL"):
            OpenAIEngine(Settings(model="m", base_url=url))

    def test_a_server_without_key_gets_no_authorization(
        self, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
    ) -> None:
        server.always(answer(draft))
        engine = make_engine()
        run(engine.draft(short_reading, Budget()), engine)
        assert "authorization" not in server.chats[0].headers

    def test_a_key_goes_to_the_endpoint(self, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft) -> None:
        server.always(answer(draft))
        engine = make_engine(api_key=KEY)
        run(engine.draft(short_reading, Budget()), engine)
        assert server.chats[0].headers["authorization"] == f"Bearer {KEY}"

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
    def test_no_error_and_no_repr_shows_the_key(
        self, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, status: int
    ) -> None:
        server.always(error(status, f"Incorrect API key provided: {KEY}. Bearer {KEY}"))
        engine = make_engine(api_key=KEY, retry_total_s=0.05)
        with pytest.raises(Exception) as raised:
            run(engine.draft(short_reading, Budget()), engine)
        shown = f"{raised.value} {raised.value!r} {engine!r} {vars(raised.value)}"
        assert "0123456789" not in shown
        assert raised.value.__cause__ is None


class TestDryRun:
    @pytest.mark.parametrize("mode", [None, "json_schema", "tools", "json", "text"])
    def test_it_is_the_exact_body_that_is_sent(
        self, server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, mode: str | None
    ) -> None:
        server.always(answer(draft))
        engine = make_engine(mode=mode)
        run(engine.draft(short_reading, Budget()), engine)
        settings = Settings(base_url=server.base_url, model="fake", mode=mode)
        assert request_bodies(short_reading, settings) == [server.chats[0].body]

    def test_it_needs_no_key_and_shows_none(self, short_reading: Reading) -> None:
        assert request_bodies(short_reading, Settings(model="gpt-4.1"))
        assert KEY not in str(request_bodies(short_reading, Settings(model="gpt-4.1", api_key=KEY)))

    def test_it_works_inside_an_event_loop(self, short_reading: Reading) -> None:
        async def inside() -> int:
            return len(request_bodies(short_reading, Settings(model="m")))

        assert asyncio.run(inside()) == 1


def test_answer_in_an_envelope_with_extra_fields_is_read(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
) -> None:
    body = completion(draft) | {"timings": {"prompt_ms": 1.5}, "created": "yesterday"}
    body["choices"][0]["finish_reason"] = "eos"
    server.script(Reply(body))
    engine = make_engine()
    assert run(engine.draft(short_reading, Budget()), engine).draft == draft


def test_a_cancelled_article_sends_nothing_more(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading) -> None:
    arrived = threading.Event()

    def slow(_: Request) -> Reply:
        arrived.set()
        return replace(error(503), delay_s=0.2)

    server.always(slow)
    engine = make_engine()

    async def given_up() -> None:
        task = asyncio.create_task(engine.draft(short_reading, Budget()))
        await asyncio.to_thread(arrived.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.sleep(0.3)

    run(given_up(), engine)
    assert len(server.chats) == 1
