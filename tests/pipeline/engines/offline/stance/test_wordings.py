"""How an issue may be worded."""

import pytest

from pipeline.engines.offline.stance.wordings import wordings
from tests.pipeline.engines.offline.stories import story


def _texts(text: str, word: str, definite: frozenset[str] = frozenset()) -> set[str]:
    with story(text) as seen:
        return {
            wording.text
            for sentence in seen.parsed
            for token in sentence.doc
            if token.text == word
            for wording in wordings(token, definite)
        }


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The sudden closure of the old library upset them.", "closure", {"closure", "sudden closure", "closure of the old library"}),
        ("The council's parking plan failed.", "plan", {"parking plan", "the council's parking plan"}),
        ("They will shut the night clinic at Tewbury.", "shut", {"shutting the night clinic"}),
        ("The library was closed by the council.", "closed", {"closing the library"}),
        ("They moved births to Roedale.", "moved", {"moving births", "moving births to Roedale"}),
        ("The Kalabela Dam divides them.", "Dam", {"Kalabela Dam"}),
    ],
)
def test_a_noun_and_a_deed_have_several_names(text: str, word: str, expected: set[str]) -> None:
    assert expected <= _texts(text, word)


def test_an_article_stands_where_the_text_has_one() -> None:
    assert "the clinic" in _texts("The clinic will shut.", "clinic", frozenset({"clinic"}))
    assert "the clinic" not in _texts("The clinic will shut.", "clinic")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The minister will leave.", "minister"),  # a person
        ("It was in the way.", "way"),  # nothing in particular
        ("Ida Ott spoke on Monday.", "Monday"),  # a day
        ("He went to Marlow.", "Marlow"),  # a name that does not say of what
        ("It passed Chile's lower house.", "house"),  # who decides
        ("It went to the National Board.", "Board"),
        ("They want to reduce military support for Russia.", "support"),  # a side
        ("They beat United.", "United"),  # a body by itself
        ("The clinic said it would shut.", "clinic"),  # who says it
        ("She said it.", "said"),  # no deed
        ("They have it.", "have"),
    ],
)
def test_what_is_no_issue_has_no_names(text: str, word: str) -> None:
    assert not _texts(text, word)


def test_a_name_is_short_and_holds_no_clause() -> None:
    text = "A ban on the shops, the stalls, the carts, the vans and the bars that line the long road to the old port is near."
    assert all(len(name.split()) <= 11 for name in _texts(text, "ban"))
    assert not any("line" in name for name in _texts(text, "ban"))
