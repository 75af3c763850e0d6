"""What a sentence goes on about: the thing that opened the one before, where nothing else was brought up."""

import pytest

from tests.pipeline.engines.offline.stories import statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The text calls for peace. It names no date for a vote in May.", "The text names no date for a vote in May.", id="it"),
        pytest.param("The text calls for peace. Its authors are in Leeds.", "The text’s authors are in Leeds.", id="its"),
        pytest.param(
            "Fares were low in May. They have doubled since the strike in March.",
            "Fares have doubled since the strike in March.",
            id="they",
        ),
        pytest.param(
            "The text calls for peace. It names no date for the vote in May. It also names no place in the south.",
            "The text also names no place in the south.",
            id="carried-twice",
        ),
        pytest.param(
            "The lorry struck the bridge. It fell within an hour of the crash in Leeds.",
            "It fell within an hour of the crash in Leeds.",
            id="the-bridge-may-fall",
        ),
        pytest.param("The fees hit the poor. They pay 40% of the tax.", "They pay 40% of the tax.", id="the-poor-may-pay"),
        pytest.param(
            "The council formed a panel. It has no money for the mill in Leeds.",
            "It has no money for the mill in Leeds.",
            id="something-new",
        ),
        pytest.param(
            "The text calls for peace.\n\nIt names no date for a vote in May.",
            "It names no date for a vote in May.",
            id="another-paragraph",
        ),
        pytest.param(
            "Every text calls for peace. It names no date for a vote in May.", "It names no date for a vote in May.", id="no-one-text"
        ),
        pytest.param(
            "A clerk spoke of the dam. It has a crack of two metres in its wall.",
            "It has a crack of two metres in its wall.",
            id="a-person-is-no-it",
        ),
        pytest.param(
            "The text calls for peace. It is clear that war goes on for years in the north.",
            "It is clear that war goes on for years in the north.",
            id="an-empty-it",
        ),
        pytest.param(
            "In May the text came. It names no date for a vote in May.", "It names no date for a vote in May.", id="no-opening-subject"
        ),
    ],
)
def test_what_is_gone_on_about(text: str, expected: str) -> None:
    assert expected in statements(text)
