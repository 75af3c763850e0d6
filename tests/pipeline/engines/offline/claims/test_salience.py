"""Core claims come first, are repeated, and stand in the headline."""

from pipeline.engines.offline.claims.salience import Centre, by_salience, core_places
from tests.pipeline.engines.offline.stories import story

TEXT = "\n\n".join(
    [
        "The council approved a dam above the town of Marrow on Monday.",
        "The dam will cost $40 million and flood 30 farms.",
        "Opponents of the dam said the council had ignored the farms.",
        *(f"A clerk numbered {name} filed a paper on another day." for name in ("Ade", "Bo", "Cy", "Di", "Ed", "Fay", "Gus", "Hal")),
    ]
)


def test_what_the_headline_says_and_the_lead_are_core() -> None:
    with story(TEXT) as seen:
        core = core_places(by_salience(seen.made, seen.parsed, "Council approves dam that will flood farms"))
        assert {0, 1, 2} <= core


def test_at_least_four_and_few_of_many() -> None:
    with story(TEXT) as seen:
        core = core_places(by_salience(seen.made, seen.parsed, ""))
        assert 4 <= len(core) <= 9 < len(seen.made)


def test_nothing_is_core_of_nothing() -> None:
    assert core_places(by_salience([], [], "A headline")) == frozenset()


def test_weight_of_words_that_are_repeated_is_higher() -> None:
    with story(TEXT) as seen:
        centre = Centre(seen.parsed, "")
        assert centre.weight("the dam") > centre.weight("the opponents")
        assert centre.weight("") == 0.0
