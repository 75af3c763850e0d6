"""Our tokens mean what spaCy's mean, keep up with what is hung elsewhere, and outlive the parse."""

import gc
from typing import Any

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.engines.offline.syntax.tokens import Token, text_of, tokens_of, top_of
from pipeline.engines.offline.syntax.trees import hang
from tests.pipeline.engines.offline.stories import story

# Words and their heads. In the last one "who drinks", behind "slept today", hangs on the man.
_SENTENCES = {
    "flat": (["The", "mayor", "of", "Holm", "resigned", "."], [1, 4, 1, 2, 4, 4]),
    "joined": (["Ott", ",", "Roe", "and", "Lund", "left", "early"], [5, 0, 0, 2, 2, 5, 5]),
    "crossing": (["A", "man", "slept", "today", "who", "drinks"], [1, 2, 2, 2, 5, 1]),
}
_FLAGS = ("is_alpha", "is_punct", "is_quote", "is_space", "is_stop", "is_title", "like_num")
_WORDS = ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "whitespace_", "text_with_ws")


def _doc(name: str) -> Doc:
    words, heads = _SENTENCES[name]
    deps = ["conj" if name == "joined" and word in ("Roe", "Lund") else "ROOT" if heads[i] == i else "dep" for i, word in enumerate(words)]
    return Doc(
        Vocab(), words=words, heads=heads, deps=deps, tags=["NN"] * len(words), pos=["NOUN"] * len(words), lemmas=[w.lower() for w in words]
    )


def _tree(token: Any) -> dict[str, object]:
    return {
        "head": token.head.i,
        "edges": (token.left_edge.i, token.right_edge.i),
        **{name: [other.i for other in getattr(token, name)] for name in ("lefts", "rights", "children", "ancestors", "conjuncts")},
        "subtree": sorted(other.i for other in token.subtree),
    }


@pytest.mark.parametrize("name", list(_SENTENCES))
def test_a_token_means_what_spacys_means(name: str) -> None:
    doc = _doc(name)
    for ours, theirs in zip(tokens_of(doc), doc, strict=True):
        assert [getattr(ours, word) for word in (*_WORDS, *_FLAGS)] == [getattr(theirs, word) for word in (*_WORDS, *_FLAGS)]
        assert _tree(ours) == _tree(theirs)
        assert len(ours) == len(theirs)


def test_a_subtree_is_in_the_order_of_the_sentence_where_branches_cross_too() -> None:
    _, man, slept, *_ = tokens_of(_doc("crossing"))
    assert [token.text for token in man.subtree] == ["A", "man", "who", "drinks"]
    assert [token.text for token in slept.subtree] == ["A", "man", "slept", "today", "who", "drinks"]


def test_what_is_hung_elsewhere_is_below_its_new_head_alone() -> None:
    tokens = tokens_of(_doc("flat"))
    mayor, of, resigned = tokens[1], tokens[2], tokens[4]
    hang(of, resigned, "prep")
    assert of.head is resigned
    assert of not in mayor.children
    assert of in resigned.lefts
    assert mayor.right_edge is mayor
    assert [token.text for token in mayor.subtree] == ["The", "mayor"]


def test_nothing_is_hung_below_itself() -> None:
    tokens = tokens_of(_doc("flat"))
    hang(tokens[4], tokens[1])
    assert tokens[4].head is tokens[4]


def test_the_neighbour_of_a_token() -> None:
    first, *_, last = tokens_of(_doc("flat"))
    assert first.nbor().text == "mayor"
    assert last.nbor(-2).text == "Holm"
    for token, steps in ((first, -1), (last, 1)):
        with pytest.raises(IndexError):
            token.nbor(steps)


def test_text_has_single_blanks_and_none_around_it() -> None:
    tokens = tokens_of(_doc("flat"))
    assert text_of(tokens[:2]) == "The mayor"
    assert text_of(()) == ""


def test_the_top_of_some_tokens_is_the_highest_in_the_tree() -> None:
    tokens = tokens_of(_doc("flat"))
    assert top_of(tokens[:4]) is tokens[1]
    assert top_of(tokens[2:]) is tokens[4]


def test_tokens_outlive_the_words_that_spacy_lets_go() -> None:
    kept: list[Token] = []
    with story("The Quorvax reactor of Zindelby burst.") as seen:
        kept += seen.parsed[0].doc
    gc.collect()
    assert text_of(kept) == "The Quorvax reactor of Zindelby burst."
    assert [token.dep_ for token in kept if token.head is token] == ["ROOT"]
