"""One bad item never costs the article."""

from typing import Any

import pytest

from pipeline.budget import Budget
from pipeline.draft import Draft, DraftGist
from pipeline.errors import AnswerUnusable, EndpointUnavailable
from pipeline.reading import Reading
from tests.fakes.openai_server import FakeOpenAI, answer, error, plain

from .conftest import MakeEngine, run


def spoilt(draft: Draft, part: str, item: Any) -> dict[str, Any]:
    content: dict[str, Any] = plain(draft)
    content[part].append(item)
    return content


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json"])
@pytest.mark.parametrize(
    ("part", "item"),
    [
        pytest.param("claims", "a text", id="text"),
        pytest.param("claims", {"statement": "It rose."}, id="fields-missing"),
        pytest.param("figures", {"candidates": ["the first"], "measures": "m", "when": None, "source": None}, id="no-number"),
        pytest.param("open_questions", {"kind": "rhetorical", "question": "Why?", "sentences": [1]}, id="unknown-label"),
        pytest.param("claims", None, id="null"),
    ],
)
def test_the_other_items_stand_and_the_bad_one_is_told(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, part: str, item: Any, mode: str
) -> None:
    server.always(answer(spoilt(draft, part, item)))
    engine = make_engine(mode=mode)
    got = run(engine.draft(short_reading, Budget()), engine)
    assert got.draft == draft
    (lost,) = got.lost
    assert lost.part == part
    assert "shape" in lost.reason
    assert len(server.chats) == 2


def test_a_gist_that_cannot_be_read_is_empty(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft) -> None:
    server.always(answer({**plain(draft), "gist": "It rose."}))
    engine = make_engine()
    got = run(engine.draft(short_reading, Budget()), engine)
    assert got.draft == draft.model_copy(update={"gist": DraftGist(text="", sentences=())})
    assert [lost.part for lost in got.lost] == ["gist"]


def test_a_position_is_salvaged_like_any_item(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft) -> None:
    content = plain(draft)
    content["stance"]["positions"].append({"holder": "Nobody"})
    server.always(answer(content))
    engine = make_engine()
    got = run(engine.draft(short_reading, Budget()), engine)
    assert got.draft == draft
    assert [lost.part for lost in got.lost] == ["positions"]


def test_the_first_answer_counts_where_the_re_ask_fails(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
) -> None:
    server.script(answer(spoilt(draft, "claims", "a text"))).always(error(401))
    engine = make_engine()
    got = run(engine.draft(short_reading, Budget()), engine)
    assert got.draft == draft
    assert len(got.lost) == 1


def test_the_first_answer_counts_where_the_budget_ends(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
) -> None:
    server.script(answer(spoilt(draft, "claims", "a text")))
    engine = make_engine()
    assert run(engine.draft(short_reading, Budget(max_requests=1)), engine).draft == draft
    server.assert_done()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({}, id="empty"),
        pytest.param({"claims": "none"}, id="no-lists"),
        pytest.param({"stance": {"topic": "t", "article": "angry", "positions": []}, "claims": []}, id="stance-unknown"),
    ],
)
def test_what_has_nothing_to_keep_is_an_error(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, content: dict[str, Any]
) -> None:
    server.always(answer(content))
    engine = make_engine()
    with pytest.raises(AnswerUnusable):
        run(engine.draft(short_reading, Budget()), engine)


def test_a_network_that_fails_first_is_not_hidden(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading) -> None:
    server.script(answer("prose")).always(error(503))
    engine = make_engine(retry_total_s=0.05)
    with pytest.raises(EndpointUnavailable):
        run(engine.draft(short_reading, Budget()), engine)


def test_extra_fields_and_missing_nulls_are_no_reason_to_ask_again(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
) -> None:
    content = plain(draft)
    content["confidence"] = 0.9
    content["claims"][0]["id"] = 7
    del content["figures"][0]["per"]
    server.script(answer(content))
    engine = make_engine(mode="json")
    got = run(engine.draft(short_reading, Budget()), engine)
    assert got.draft == draft
    assert not got.lost
    server.assert_done()
