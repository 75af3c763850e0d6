"""The gist is one sentence of at most 35 words, from the lead."""

from pipeline.engines.offline.claims.gist import _closed, gist
from tests.pipeline.engines.offline.stories import story


def test_a_short_lead_is_the_gist() -> None:
    with story("The council approved a dam on Monday. It will cost $40 million.") as seen:
        made = gist(seen.parsed, seen.made, frozenset({0}))
    assert (made.text, made.sentences, made.rule) == ("The council approved a dam on Monday.", (1,), "lead")


def test_a_long_lead_gives_way_to_its_first_core_claim() -> None:
    lead = "The council approved a dam on Monday, while " + "the river and " * 20 + "the farms waited for a word."
    with story(lead) as seen:
        made = gist(seen.parsed, seen.made, frozenset(range(len(seen.made))))
    assert len(made.text.split()) <= 35
    assert made.sentences == (1,)


def test_without_any_claim_the_lead_is_cut() -> None:
    with story("river and " * 60 + "farms.") as seen:
        made = gist(seen.parsed, [], frozenset())
    assert len(made.text.split()) <= 35
    assert made.rule == "cut-lead"


def test_bullet_of_a_list_is_no_part_of_the_gist() -> None:
    assert _closed("• The mayor of Holm resigned on Monday.") == "The mayor of Holm resigned on Monday."
    assert _closed("The mayor-elect of Holm resigned") == "The mayor-elect of Holm resigned."


def test_a_long_lead_is_cut_where_a_circumstance_starts() -> None:
    text = (
        "Hundreds of farmers who had brought rice to the grain market of the old town spent a second night in the open on Tuesday as "
        "agents of the market went on with their strike against the decision of the State government to double the fee."
    )
    with story(text) as seen:
        found = gist(seen.parsed, seen.made, frozenset())
    assert found.text == text.split(" as ", maxsplit=1)[0] + "."
    assert found.rule == "lead-to-a-joint"
