"""Idioms of taking a side and verdicts on a thing, in stories about a tax, and about the closing of a library."""

import pytest

from pipeline.engines.offline.stance import stance
from pipeline.engines.offline.stance.idioms import idiom_at, verdict_at
from pipeline.engines.offline.stance.predicates import judgements
from pipeline.lexicons import load
from tests.pipeline.engines.offline.stories import story

TAX = "Wexmoor Council has proposed a ferry tax from April. The ferry tax would raise £3m.\n\nLena Ott {}.\n\nThe ferry has two decks."
CLOSURE = "The council has drawn up a plan to close the library in Elm Street. It would save £9m.\n\nLena Ott {}.\n\nIt has two floors."

_TAKEN = ("supports", "opposes")


def side(text: str) -> str | None:
    """The polarity of Lena Ott's one position on the topic; None where there is none."""
    with story(text) as seen:
        found = stance(seen.reading, seen.parsed, seen.speeches, seen.names)
    return next((one.polarity for one in found.positions if one.holder == "Lena Ott" and one.target == found.topic), None)


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("threw her weight behind the ferry tax", "supports"),
        ("gave the ferry tax her blessing", "supports"),
        ("is holding out for the ferry tax", "supports"),
        ("has nothing against the ferry tax", "supports"),
        ("can see the sense in the ferry tax", "supports"),
        ("is having none of it", "opposes"),
        ("poured cold water on the ferry tax", "opposes"),
        ("gave the whole ferry tax short shrift", "opposes"),
        ("can see no sense in the ferry tax", "opposes"),
        ("has not given the ferry tax her blessing", "opposes"),
        ("is no fan of the ferry tax", "opposes"),
        ("withdrew her backing", "opposes"),
        ("handed in a petition against the ferry tax", "opposes"),
        ("is trying to stop the ferry tax", "opposes"),
        ("wants the ferry tax put on hold", "opposes"),
        ("urged the council to think again", "opposes"),
        ("remains unconvinced", "opposes"),
        ("seemed less worried by the ferry tax", None),
        ("looks forward to the ferry tax", "supports"),
        ("can see why the ferry tax was proposed", "supports"),
        ("cannot see how the ferry tax would work", "opposes"),
        ("doubts the ferry tax will work", "opposes"),
        ("hates the ferry tax", "opposes"),
        ("resigned in protest at the ferry tax", "opposes"),
        ("is taking the council to court over the ferry tax", "opposes"),
        ("no longer supports the ferry tax", "opposes"),
        ("no longer opposes the ferry tax", None),
        ("wants no change", "opposes"),
        ("was not impressed", "opposes"),
        ("was less enthusiastic", "opposes"),
        ("abstained in the vote on the ferry tax", "neutral"),
        ("is keeping out of it", "neutral"),
        ("will recommend neither side", "neutral"),
        ("gave the ferry tax a mixed reception", "mixed"),
    ],
)
def test_idioms_take_sides(words: str, polarity: str | None) -> None:
    assert side(TAX.format(words)) == polarity


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("said the ferry tax made sense", "supports"),
        ("said the ferry tax could not come soon enough", "supports"),
        ("said the ferry tax did not go far enough", "supports"),
        ("said the ferry tax was too timid", "supports"),
        ("said the ferry tax could not wait", "supports"),
        ("said the ferry tax was worth a try", "supports"),
        ("said there was no need for the ferry tax", "opposes"),
        ("said the ferry tax would backfire", "opposes"),
        ("said the ferry tax no longer made sense", "opposes"),
        ("said the ferry tax made no sense", "opposes"),
        ("said the ferry tax would do more harm than good", "opposes"),
        ("said the ferry tax was not the answer", "opposes"),
        ("said the ferry tax was too blunt", "opposes"),
        ("said nobody had asked for the ferry tax", "opposes"),
        ("said the ferry tax must not go ahead", "opposes"),
        ("said it was too early to say what the ferry tax would do", None),
        ("said nobody had asked for a pardon", None),
    ],
)
def test_verdicts_on_the_topic_take_sides(words: str, polarity: str | None) -> None:
    assert side(TAX.format(words)) == polarity


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("backed the plan", "supports"),
        ("backed a plan to close the library", "supports"),
        ("criticised the plan", "opposes"),
        ("wants to close the library", "supports"),
        ("wants to save the library", "opposes"),
        ("is fighting to keep the library", "opposes"),
        ("said the library should stay open", "opposes"),
        ("said the library should close", "supports"),
    ],
)
def test_a_plan_that_undoes_a_thing_is_the_topic_and_the_thing_its_converse(words: str, polarity: str) -> None:
    assert side(CLOSURE.format(words)) == polarity


def test_a_thing_that_is_built_names_its_building() -> None:
    text = "The county will build a depot in Orley. The depot would employ 90 people.\n\nLena Ott welcomed the depot.\n\nOrley has an inn."
    assert side(text) == "supports"


def test_words_of_an_idiom_need_not_stand_together_but_nothing_may_turn_them() -> None:
    with story("She saw real merit in the tax. She saw no merit in the tax. She took her dog to the vet.") as seen:
        found = [idiom_at(token) for one in seen.parsed for token in one.doc if token.pos_ == "VERB"]
        taken = [(one.polarity, one.thing.text) for one in found if one is not None and one.thing is not None]
    assert taken == [("supports", "tax"), ("opposes", "tax")]


def test_a_verdict_counts_its_negation() -> None:
    with story("It works. It does not work. It costs jobs. It costs two pounds.") as seen:
        found = [verdict_at(token) for one in seen.parsed for token in one.doc if token.pos_ == "VERB"]
    assert found == ["supports", "opposes", "opposes", None]


@pytest.mark.parametrize("before", ["could not", "refused to"])
def test_every_idiom_can_be_negated_and_refused(before: str) -> None:
    """Not to stay out of it tells no side; "could not stay out of it" once ended the run."""
    told = {
        f"Lena Ott {before} {words.replace('_', 'the ferry tax')}.": label
        for label, listed in load("idioms").table("sides").items()
        for words in listed
    }
    with story("\n\n".join(["Wexmoor Council has proposed a ferry tax from April.", *told])) as seen:
        read = [sentence for sentence in seen.parsed if sentence.text in told]
        found = [(told[sentence.text], side.rule, side.polarity) for sentence in read for side in judgements(sentence.doc)]
    assert len(read) > len(told) - 5
    assert not any(label in ("neutral", "mixed") and rule.startswith("idiom") and polarity in _TAKEN for label, rule, polarity in found)
