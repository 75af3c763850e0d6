"""Words as grounding compares them."""

import pytest

from pipeline.words import Wording, content_stems, hedges, negates, words


def test_forms_of_a_word_are_one() -> None:
    assert len(set(content_stems("import imports imported importing"))) == 1


def test_function_words_and_digits_carry_no_content() -> None:
    assert content_stems("It was the 3,000 that they had") == []


def test_letters_without_blanks_between_words_are_words_each() -> None:
    assert words("会议12点开始，OECD级") == ["会", "议", "12", "点", "开", "始", "oecd", "级"]


@pytest.mark.parametrize(
    ("text", "negated", "denied"),
    [
        ("It has not been shown.", True, True),
        ("They didn’t come.", True, True),
        ("Nobody came.", True, True),
        ("He denied it.", False, True),
        ("It was notable.", False, False),
        ("They knotted the rope.", False, False),
    ],
)
def test_negation_and_denial(text: str, negated: bool, denied: bool) -> None:
    assert (Wording(text).is_negated, Wording(text).denies) == (negated, denied)


@pytest.mark.parametrize(
    ("text", "word", "governs"),
    [
        ("it was not shown", "not", True),
        ("not only that", "not", False),
        ("nothing bishnu said", "nothing", False),
        ("they can't pay", "can't", True),
    ],
)
def test_a_negator_governs_what_follows(text: str, word: str, governs: bool) -> None:
    sequence = words(text)
    assert negates(sequence, sequence.index(word)) is governs


@pytest.mark.parametrize(
    ("text", "word", "hedge"),
    [("he is thought to have left", "thought", True), ("he thought it fair", "thought", False), ("it may rain", "may", True)],
)
def test_passive_hedges_need_the_passive(text: str, word: str, hedge: bool) -> None:
    sequence = words(text)
    assert hedges(sequence, sequence.index(word)) is hedge
    assert Wording(text).is_hedged
