"""Answers on disk."""

import json
from pathlib import Path

import pytest
from openai.types.chat import ChatCompletion

from pipeline.budget import Budget, Usage
from pipeline.draft import Draft
from pipeline.engines.openai import ResponseCache
from pipeline.errors import NutgrafError
from pipeline.reading import Reading
from tests.fakes.openai_server import FakeOpenAI, Script, answer, completion, error

from .conftest import MakeEngine, run


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("mode", ["json_schema", "tools", "json", "text"])
def test_the_same_request_is_asked_once(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, tmp_path: Path, mode: str
) -> None:
    server.script(answer(draft))
    first, second = Budget(), Budget()
    for budget in (first, second):
        engine = make_engine(cache_dir=tmp_path, mode=mode)
        assert run(engine.draft(short_reading, budget), engine).draft == draft
    assert len(server.chats) == 1
    assert (first.spent.requests, second.spent.requests) == (1, 0)
    assert (first.spent.input, first.spent.output) == (second.spent.input, second.spent.output)
    server.assert_done()


def test_a_cached_answer_needs_no_budget(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, tmp_path: Path
) -> None:
    server.script(answer(draft))
    for budget in (Budget(), Budget(max_requests=0)):
        engine = make_engine(cache_dir=tmp_path)
        run(engine.draft(short_reading, budget), engine)


def test_what_was_right_after_a_re_ask_is_kept_under_the_first_request(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, tmp_path: Path
) -> None:
    server.script(answer("no JSON"), answer(draft))
    budgets = Budget(), Budget()
    for budget in budgets:
        engine = make_engine(cache_dir=tmp_path)
        assert run(engine.draft(short_reading, budget), engine).draft == draft
    assert len(server.chats) == 2
    assert budgets[1].spent.input == budgets[0].spent.input == 200


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(error(503), id="503"),
        pytest.param(error(401), id="401"),
        pytest.param(answer(None, refusal="no"), id="refusal"),
        pytest.param(answer("{", finish_reason="length"), id="cut"),
        pytest.param(answer("prose"), id="prose"),
    ],
)
def test_a_failed_call_is_never_kept(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, tmp_path: Path, failure: Script
) -> None:
    server.always(failure)
    engine = make_engine(cache_dir=tmp_path, retry_total_s=0.01)
    with pytest.raises(NutgrafError):
        run(engine.draft(short_reading, Budget()), engine)
    assert files_in(tmp_path) == []


def test_another_request_or_repeat_has_an_answer_of_its_own(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, tmp_path: Path
) -> None:
    server.always(answer(draft))
    for settings in ({}, {"temperature": 0.5}, {"model": "other"}, {"prompt": "staged"}):
        engine = make_engine(cache_dir=tmp_path, **settings)
        run(engine.draft(short_reading, Budget()), engine)
    assert len(server.chats) == 3 + 3
    cache = ResponseCache(tmp_path)
    assert cache.key("http://a/v1", {"model": "m"}) != cache.key("http://b/v1", {"model": "m"})
    assert cache.key("http://a/v1", {"model": "m"}) != ResponseCache(tmp_path, repeat=1).key("http://a/v1", {"model": "m"})


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"answer": 3, "usage": {}}',
        '{"answer": {}, "usage": {"input": "x"}}',
        "\x00",
        '{"answer": {"choices": []}, "usage": {}}',
    ],
)
def test_a_file_that_cannot_be_read_is_no_answer(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, tmp_path: Path, content: str
) -> None:
    server.always(answer(draft))
    for _ in range(2):
        engine = make_engine(cache_dir=tmp_path)
        assert run(engine.draft(short_reading, Budget()), engine).draft == draft
        (file,) = files_in(tmp_path)
        file.write_text(content, encoding="utf-8")
    assert len(server.chats) == 2


def test_neither_article_nor_key_is_on_disk(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, tmp_path: Path
) -> None:
    server.always(answer(draft))
    engine = make_engine(cache_dir=tmp_path, api_key="sk-test-0123456789")
    run(engine.draft(short_reading, Budget()), engine)
    (file,) = files_in(tmp_path)
    stored = file.read_text(encoding="utf-8")
    assert json.loads(stored)
    assert "0123456789" not in stored
    assert "“Nobody asked us,” said" not in stored


def test_what_is_kept_about_one_article_is_forgotten_and_no_other(tmp_path: Path) -> None:
    cache = ResponseCache(tmp_path)
    answered = ChatCompletion.model_validate(completion("yes"))
    first, second = "a" * 64, "b" * 64
    for key, article in (("1", first), ("2", first), ("3", second), ("4", "")):
        cache.put(key, answered, Usage(input=1), article)
    assert cache.forget(first) == 2
    assert cache.get("1", first) is None
    assert cache.get("3", second)
    # No article is not an article: what is about none stays.
    assert cache.forget("") == cache.forget(first) == 0
    assert cache.get("4")
