"""Article: text as it is, an id, and a hash that cannot lie."""

import hashlib

import pytest
from pydantic import ValidationError

from pipeline.article import Article


def test_id_is_the_content_hash_where_none_is_given() -> None:
    digest = hashlib.sha256("Café".encode()).hexdigest()
    article = Article(text="Café")
    assert (article.id, article.content_hash) == (digest, digest)
    assert Article(text="Café", id="a1").id == "a1"


def test_a_wrong_hash_is_refused() -> None:
    with pytest.raises(ValidationError, match="content_hash is not the sha256 of text"):
        Article(text="a", content_hash="0" * 64)


def test_an_article_survives_json() -> None:
    article = Article(text="One.\r\nTwo.", title="T", url="https://example.org/a")
    assert Article.model_validate_json(article.model_dump_json()) == article


def test_info_is_the_article_without_its_text() -> None:
    info = Article(text="One.", title="T").info
    assert info.title == "T"
    assert "text" not in info.model_dump()


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 5)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="lies outside"):
        Article(text="One.").span(start, end)


def test_articles_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Article(text="One.").text = "Two."  # type: ignore[misc]
