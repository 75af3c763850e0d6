""" "I" of a speaker with a name is the name, and what goes with it goes with the name."""

import pytest

from tests.pipeline.engines.offline.stories import statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“That is my target for Spain,” Roy Ott said.", ["That is Roy Ott’s target for Spain."], id="my"),
        pytest.param("“Nobody knows Spain better than me,” Roy Ott said.", ["Nobody knows Spain better than Roy Ott."], id="me"),
        pytest.param(
            "“The people I see in Spain have lost my trust,” Roy Ott said.",
            ["The people Roy Ott sees in Spain have lost his trust."],
            id="i-inside",
        ),
        pytest.param(
            "“I am like a fool because I know the game and I’ve played it,” Paul Ott said.",
            ["Paul Ott is like a fool because he knows the game and he has played it."],
            id="further-i",
        ),
        pytest.param("“I would do it if I’m well,” Kiran Ott said.", ["Kiran Ott would do it if they are well."], id="further-i-of-either"),
        pytest.param(
            "“I think people say, ‘I won’t bring myself to vote’,” Paul Ott said.",
            ["Paul Ott thinks people say, ‘I won’t bring myself to vote’."],
            id="i-of-somebody-else",
        ),
        pytest.param("“It puts the 'me' in media,” Roy Ott said.", ["It puts the 'me' in media."], id="word-in-straight-marks"),
        pytest.param("Roy Ott told me that my plan for Spain is off.", ["My plan for Spain is off."], id="me-of-somebody-else"),
        pytest.param("“My lords, Spain is a poor place,” Roy Ott said.", ["My lords, Spain is a poor place."], id="my-lords"),
    ],
)
def test_i_and_my_of_a_speaker_are_the_name_and_what_goes_with_it(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


def test_what_belongs_to_i_goes_with_the_name() -> None:
    assert statements("“I have seen it with my own eyes in Leeds,” said Lena Ott.") == ["Lena Ott has seen it with her own eyes in Leeds."]
