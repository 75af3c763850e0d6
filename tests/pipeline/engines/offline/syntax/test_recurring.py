"""Words that come again are kept in spaCy's vocabulary, and nothing else is."""

import pytest

from pipeline import Article, read
from pipeline.engines.offline.syntax import parse as parse_module
from pipeline.engines.offline.syntax import recurring
from pipeline.engines.offline.syntax.parse import _pipeline, parse, parsing
from pipeline.engines.offline.syntax.recurring import Recurring


class Tokenizer:
    """Notes what it is to learn."""

    def __init__(self) -> None:
        self.learnt: list[str] = []

    def __call__(self, text: str) -> None:
        self.learnt += text.split()


def test_words_of_a_second_article_are_learnt_once() -> None:
    tokenizer, words = Tokenizer(), Recurring()
    for article in (["The mayor spoke."], ["The ferry,", "the mayor said"], ["The mayor left."]):
        words.note(article)
        words.keep(tokenizer)
    assert tokenizer.learnt == ["The", "mayor"]


def test_no_more_is_kept_than_the_tokenizer_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurring, "_MOST_KEPT", 3)
    monkeypatch.setattr(recurring, "_MOST_SEEN", 8)
    tokenizer, words = Tokenizer(), Recurring()
    for turn in range(20):
        words.note([f"a b c d e w{turn} x{turn}"])
        words.keep(tokenizer)
    assert len(tokenizer.learnt) == len(words._kept) == 3
    assert len(words._seen) <= 8
    assert words._waiting == []


def test_articles_that_share_a_word_have_it_kept() -> None:
    for text in ("Quillfeather spoke.", "Ask Quillfeather about it."):
        with parsing():
            parse(read(Article(text=text)))
    assert "Quillfeather" in parse_module._recurring._kept


def test_spacy_splits_a_kept_word_as_before() -> None:
    nlp, text = _pipeline(), "The co-op’s “£4m-a-year” deal (U.S.-backed) isn't Kuleba's."
    before = [(token.text, token.whitespace_, token.shape_, token.norm_) for token in nlp.make_doc(text)]
    words = Recurring()
    for _ in range(2):
        words.note([text])
        words.keep(nlp.tokenizer)
    assert [(token.text, token.whitespace_, token.shape_, token.norm_) for token in nlp.make_doc(text)] == before
