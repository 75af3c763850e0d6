"""Which format is asked for, and when another one is tried."""

import pytest

from pipeline.budget import Budget
from pipeline.draft import Draft
from pipeline.engines.openai.shapes import answer_shape, corrections_shape
from pipeline.errors import AnswerUnusable, EndpointRefused
from pipeline.prompt import AnswerPart
from pipeline.reading import Reading
from tests.fakes.openai_server import FakeOpenAI, Reply, Request, answer, completion, error

from .conftest import MakeEngine, run

REFUSALS = {
    "json_schema": error(400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported", param="response_format"),
    "tools": error(400, '"auto" tool choice requires --enable-auto-tool-choice', type="BadRequestError"),
    "json": error(400, "'response_format.type' must be 'json_schema' or 'text'"),
}


def picky(draft: Draft, *accepted: str) -> object:
    """An endpoint that takes some formats and refuses the others, each in its own words."""

    def reply(request: Request) -> Reply:
        if request.mode in accepted:
            return Reply(completion(draft, request.mode))
        return REFUSALS[request.mode]

    return reply


@pytest.mark.parametrize(
    ("accepted", "tried"),
    [
        ("json_schema", ["json_schema"]),
        ("tools", ["json_schema", "tools"]),
        ("json", ["json_schema", "tools", "json"]),
        ("text", ["json_schema", "tools", "json", "text"]),
    ],
)
def test_the_next_mode_is_tried_where_the_format_is_refused(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, accepted: str, tried: list[str]
) -> None:
    server.always(picky(draft, accepted))  # type: ignore[arg-type]  # a Script; the name would be longer than it is worth
    engine = make_engine()
    assert run(engine.draft(short_reading, Budget()), engine).draft == draft
    assert [request.mode for request in server.chats] == tried


def test_what_an_endpoint_takes_is_remembered(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft) -> None:
    server.always(picky(draft, "json"))  # type: ignore[arg-type]  # as above
    engine = make_engine()

    async def twice() -> None:
        await engine.draft(short_reading, Budget())
        await engine.draft(short_reading, Budget())

    run(twice(), engine)
    assert [request.mode for request in server.chats] == ["json_schema", "tools", "json", "json"]


def test_a_forced_mode_is_the_only_one(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft) -> None:
    server.always(picky(draft, "json_schema"))  # type: ignore[arg-type]  # as above
    engine = make_engine(mode="tools")
    with pytest.raises(EndpointRefused, match="--mode"):
        run(engine.draft(short_reading, Budget()), engine)
    assert [request.mode for request in server.chats] == ["tools"]


def test_bad_content_never_changes_the_mode(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading) -> None:
    server.always(answer("response_format json_schema is not supported, says the article"))
    engine = make_engine()
    with pytest.raises(AnswerUnusable):
        run(engine.draft(short_reading, Budget()), engine)
    assert {request.mode for request in server.chats} == {"json_schema"}


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(error(400, "unknown field 'user'"), id="another-field"),
        pytest.param(
            error(400, "maximum context length is 8192, you asked for 9000 (8000 in the messages, 1000 in the tools)"), id="context"
        ),
        pytest.param(error(422, "response_format is not supported"), id="not-a-400"),
    ],
)
def test_other_refusals_never_change_the_mode(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, reply: Reply) -> None:
    server.always(reply)
    engine = make_engine()
    with pytest.raises(EndpointRefused):
        run(engine.draft(short_reading, Budget()), engine)
    assert {request.mode for request in server.chats} == {"json_schema"}


def test_a_reasoning_model_gets_no_temperature_and_its_own_token_field(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
) -> None:
    def reasoning(request: Request) -> Reply:
        if "max_tokens" in request.body:
            return error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", param="max_tokens")
        if "temperature" in request.body:
            return error(400, "Unsupported value: 'temperature' does not support 0", param="temperature", code="unsupported_value")
        return Reply(completion(draft, request.mode))

    server.always(reasoning)
    engine = make_engine()
    budget = Budget()
    assert run(engine.draft(short_reading, budget), engine).draft == draft
    sent = server.chats[-1].body
    assert "temperature" not in sent
    assert sent["max_completion_tokens"] > 0
    assert server.chats[-1].mode == "json_schema"
    assert budget.spent.requests == 3


def test_a_server_that_knows_only_max_tokens_gets_it_back(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
) -> None:
    def old(request: Request) -> Reply:
        if "max_completion_tokens" in request.body:
            return error(400, "Unrecognized request argument supplied: max_completion_tokens", param="max_completion_tokens")
        if "max_tokens" in request.body and len(server.chats) == 1:
            return error(400, "use max_completion_tokens", param="max_tokens")
        return Reply(completion(draft, request.mode))

    server.always(old)
    engine = make_engine()
    assert run(engine.draft(short_reading, Budget()), engine).draft == draft


def test_concurrent_refusals_move_one_step_together(
    server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft
) -> None:
    import asyncio

    server.always(picky(draft, "tools"))  # type: ignore[arg-type]  # as above
    engine = make_engine()

    async def all_of_them() -> None:
        await asyncio.gather(*(engine.draft(short_reading, Budget()) for _ in range(6)))

    run(all_of_them(), engine)
    assert {request.mode for request in server.chats} == {"json_schema", "tools"}


@pytest.mark.parametrize("parts", [("gist", "stance", "claims", "figures", "open_questions"), ("figures",)], ids=len)
def test_the_schema_is_strict_and_made_once(parts: tuple[AnswerPart, ...]) -> None:
    wire = answer_shape(parts).wire
    schema = wire.model_json_schema()
    assert schema is answer_shape(parts).wire.model_json_schema()
    assert schema["required"] == list(parts)
    _assert_strict(schema)
    _assert_strict(corrections_shape().wire.model_json_schema())


def _assert_strict(node: object) -> None:
    """Of OpenAI's structured outputs: objects closed, every field required, no defaults."""
    if isinstance(node, list):
        for inner in node:
            _assert_strict(inner)
    if isinstance(node, dict):
        assert "default" not in node
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert sorted(node["required"]) == sorted(node["properties"])
            assert "rule" not in node["properties"]
        for inner in node.values():
            _assert_strict(inner)


@pytest.mark.parametrize("mode", ["json_schema", "tools"])
def test_strictness_is_asked_for(server: FakeOpenAI, make_engine: MakeEngine, short_reading: Reading, draft: Draft, mode: str) -> None:
    server.always(answer(draft))
    engine = make_engine(mode=mode)
    run(engine.draft(short_reading, Budget()), engine)
    body = server.chats[0].body
    form = body["response_format"]["json_schema"] if mode == "json_schema" else body["tools"][0]["function"]
    assert form["strict"] is True
    assert form["name"] == "Summary"
