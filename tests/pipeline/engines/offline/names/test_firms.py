"""What "the company" and "the bank" may stand for: a body whose kind fits, never a place."""

import pytest

from pipeline.engines.offline.names.firms import firms, may_be_firm
from tests.pipeline.engines.offline.stories import story


@pytest.mark.parametrize(
    ("name", "may"),
    [
        pytest.param("Kestrel Point Securities", True, id="firm"),
        pytest.param("Bank of Holm", True, id="small-word-inside"),
        pytest.param("Ministry of Ferries", False, id="public-body"),
        pytest.param("Norway", False, id="country"),
        pytest.param("residents", False, id="no-name"),
    ],
)
def test_names_that_may_be_firms(name: str, may: bool) -> None:
    assert may_be_firm(name) is may


def test_noun_fits_what_was_introduced_by_it_and_not_another_kind() -> None:
    known = firms(
        [("Veltrix", {"airline"}, False), ("Ostrava Bank", set(), False), ("Lodden", set(), True), ("Open Hands", {"group"}, False)]
    )
    assert known.fitting("airline") == ["Veltrix"]
    assert known.fitting("bank") == ["Ostrava Bank"]
    assert known.fitting("company") == ["Veltrix", "Ostrava Bank"]
    assert "Lodden" not in known.counts


def test_story_is_about_a_body_that_is_named_far_more_often() -> None:
    often = [("Veltrix Air", {"airline"}, False)] * 4
    assert firms([*often, ("Lodden Rail", set(), False)]).only("company") == "Veltrix Air"
    assert firms([*often, ("Lodden Rail", set(), False)]).only("bank") is None
    assert firms([*often, *[("Lodden Rail", set(), False)] * 3]).only("company") is None


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        pytest.param(
            "The airline Veltrix cut flights to Lodden. Hotels in Lodden were empty. The airline said costs had risen.",
            "airline",
            "Veltrix",
            id="not-the-town",
        ),
        pytest.param(
            "Ostrava Bank raised rates. RateFox, a comparison site, disagreed. The bank said inflation was high.",
            "bank",
            "Ostrava Bank",
            id="not-the-firm-named-last",
        ),
        pytest.param("Crowds gathered in Lodden. The company said it was sorry.", "company", None, id="nothing-fits"),
    ],
)
def test_definite_noun_stands_for_a_body_of_its_kind(text: str, noun: str, name: str | None) -> None:
    with story(text) as seen:
        sentence = seen.parsed[-1]
        head = next(token for token in sentence.doc if token.text == noun)
        actor = seen.names.actor(head, sentence)
        assert actor is not None
        assert (actor.name if actor.name[0].isupper() and actor.name.split()[0] != "The" else None) == name


def test_capital_of_a_first_word_makes_no_antecedent() -> None:
    with story("Unemployment rose. It said nothing of the causes.") as seen:
        head = next(token for token in seen.parsed[-1].doc if token.lower_ == "it")
        assert seen.names.actor(head, seen.parsed[-1]) is None
