"""What actors ask and do, as signs of a side."""

import pytest

from pipeline.engines.offline.stance.acts import acts
from tests.pipeline.engines.offline.stories import story


def seen_acts(text: str) -> list[tuple[str, str, str]]:
    """Whose act, of which kind, by which verb."""
    with story(text) as seen:
        return [(act.source.name, act.act, act.cue_token.lemma_) for act in acts(seen.parsed, seen.speeches, seen.names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Lena Ott marched to the mill.", [("Lena Ott", "do", "march")], id="act"),
        pytest.param("Lena Ott marched and wept.", [("Lena Ott", "do", "march"), ("Lena Ott", "do", "weep")], id="joined-acts"),
        pytest.param("Lena Ott asked who would pay for the mill.", [("Lena Ott", "ask", "ask")], id="question"),
        pytest.param("Lena Ott said the mill was old.", [], id="speech-is-no-act"),
        pytest.param("Lena Ott said the mayor had sold the mill.", [], id="what-is-told-is-no-act"),
        pytest.param("Lena Ott may sell the mill.", [], id="what-may-be-done"),
        pytest.param("The mill was sold.", [], id="passive"),
        pytest.param("The candle burned.", [], id="things-do-not-act"),
    ],
)
def test_acts(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert seen_acts(text) == expected


def test_a_quoted_question_is_what_is_asked() -> None:
    with story("“Who will pay for the old mill?” asked Lena Ott.") as seen:
        (asked,) = acts(seen.parsed, seen.speeches, seen.names)
        assert {"Who", "will", "pay", "mill"} <= {asked.sentence.doc[place].text for place in asked.tokens}


def test_an_act_has_not_its_subject_among_its_words() -> None:
    with story("The angry shopkeepers of Port Ellis marched to the mill.") as seen:
        (marched,) = acts(seen.parsed, seen.speeches, seen.names)
        assert [marched.sentence.doc[place].text for place in sorted(marched.tokens)] == ["marched", "to", "the", "mill", "."]
