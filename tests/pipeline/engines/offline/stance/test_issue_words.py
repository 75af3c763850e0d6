"""How likely a word is to be one that the issue is called by."""

from pipeline.engines.offline.stance.issue_words import issue_words, word_cues
from pipeline.engines.offline.syntax.parse import parse_line
from tests.pipeline.engines.offline.stories import story

CLINIC = (
    "The health board will shut the night clinic at Tewbury in May, it said on Monday.\n\n"
    "Residents said the closure would cost lives. Nurses at the clinic marched on Tuesday in the rain."
)


def test_what_headline_and_lead_share_is_likelier_than_days_people_and_weather() -> None:
    with story(CLINIC) as seen:
        likely = issue_words(parse_line("night clinic to shut in May"), seen.parsed)
        assert min(likely["clinic"], likely["shut"]) > max(likely["resid"], likely["monday"], likely["rain"])


def test_a_word_of_policy_is_likelier_than_another_in_its_place() -> None:
    with story("Ida Ott spoke of the ban. Ida Ott spoke of the child.") as seen:
        likely = issue_words((), seen.parsed)
        assert likely["ban"] > likely["child"]


def test_cues_tell_where_a_word_stands() -> None:
    with story(CLINIC) as seen:
        cues = word_cues(parse_line("night clinic to shut in May"), seen.parsed)
        assert {"headline", "in sentence 1", "in sentence 3", "word clinic"} <= cues["clinic"].keys()
        assert "headline" not in cues["nurs"]
        assert cues["rain"]["first"] > cues["clinic"]["first"] == 0.0


def test_a_text_without_sentences_has_only_its_headline() -> None:
    assert issue_words((), []) == {}
    assert set(issue_words(parse_line("night clinic to shut"), [])) >= {"clinic"}
