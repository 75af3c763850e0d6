"""Claims as clauses of a question."""

import pytest

from pipeline.engines.offline.questions.wording import inside
from tests.pipeline.engines.offline.stories import story


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Omar Field said that ferries were late, and output had fallen by half.", "output had fallen by half", id="cut-out"),
        pytest.param("Angry men beat the pickets in May.", "angry men beat the pickets in May", id="opening-adjective"),
        pytest.param("Italian unions beat the pickets in May.", "Italian unions beat the pickets in May", id="of-a-country"),
        pytest.param("Now public unions are united against the plan.", "public unions are united against the plan", id="now"),
        pytest.param("Polish growers sold polish.", "Polish growers sold polish", id="of-a-country-with-a-double"),
        pytest.param("Omar Field sold the port in May.", "Omar Field sold the port in May", id="name"),
    ],
)
def test_a_claim_inside_another_sentence_keeps_only_its_own_capitals(text: str, expected: str) -> None:
    with story(text) as seen:
        assert inside(seen.made[-1]) == expected
