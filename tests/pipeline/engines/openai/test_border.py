"""What a body with status 200 is taken for, whatever stands in it."""

import httpx2
import pytest
from openai.types.chat import ChatCompletion

from pipeline.engines.openai.border import BrokenBody, completion_in

CHOICES = '"choices": [{"index": 0, "finish_reason": %s, "message": {"role": "assistant", "content": "yes"}}]'
STOPPED = CHOICES % '"stop"'


def answered(body: bytes, content_type: str = "application/json") -> httpx2.Response:
    return httpx2.Response(200, content=body, headers={"content-type": content_type})


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('{"id": "1", "object": "chat.completion", "created": 1, "model": "m", ' + STOPPED + "}", id="complete"),
        pytest.param("{" + STOPPED + "}", id="without id, date and model"),
        pytest.param('{"id": null, "usage": null, ' + CHOICES % "null" + "}", id="nulls"),
        pytest.param("{" + CHOICES % '"eos_token"' + "}", id="a reason of its own"),
        pytest.param("\ufeff{" + STOPPED + "}", id="byte order mark"),
    ],
)
@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "text/plain"])
def test_a_completion_is_read_as_leniently_as_servers_write_it(body: str, content_type: str) -> None:
    completion = completion_in(answered(body.encode(), content_type))
    assert isinstance(completion, ChatCompletion)
    assert completion.choices[0].message.content == "yes"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"choices": [', id="cut"),
        pytest.param(b'{"model": "\xff\xfe\xfa"}', id="not UTF-8"),
        pytest.param(b"[" * 100_000, id="nested too deep"),
        pytest.param(b"", id="empty"),
    ],
)
def test_what_is_labelled_json_and_is_none_is_a_broken_body(body: bytes) -> None:
    with pytest.raises(BrokenBody):
        completion_in(answered(body))


def test_another_page_is_given_back_for_the_message() -> None:
    assert completion_in(answered(b"<html>Sign in</html>", "text/html")) == "<html>Sign in</html>"
    assert completion_in(answered(b"[1, 2]")) == [1, 2]
