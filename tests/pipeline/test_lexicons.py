"""Lexicons: shipped files load, and a user's folder adds to them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import lexicons
from pipeline.article import Article
from pipeline.errors import ConfigurationError
from pipeline.reading import read


def test_words_and_tables_of_a_shipped_file() -> None:
    lexicon = lexicons.load("sentences")
    assert "Mr" in lexicon.words("titles")
    assert lexicons.load("numerals").table("powers")["million"] == 1_000_000


def test_users_words_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "sentences.toml").write_text('titles = ["Skpr"]\n', encoding="utf-8")
    lexicon = lexicons.load("sentences", tmp_path)
    assert {"Mr", "Skpr"} <= lexicon.words("titles")
    assert "Skpr" not in lexicons.load("sentences").words("titles")


def test_lists_inside_a_table_grow_too(tmp_path: Path) -> None:
    (tmp_path / "furniture.toml").write_text('[line]\nshare = ["beam it up"]\n', encoding="utf-8")
    assert {"share", "beam it up"} <= set(lexicons.load("furniture", tmp_path).table("line")["share"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("titles = [", "sentences.toml", id="not-toml"),
        pytest.param("titels = []", "unknown group 'titels'", id="unknown-group"),
        pytest.param("[titles]\na = 1", "not a table", id="other-kind"),
    ],
)
def test_a_wrong_file_of_the_user_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "sentences.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=message):
        lexicons.load("sentences", tmp_path)


def test_longest_phrase_wins_and_blanks_stretch() -> None:
    found = re.match(lexicons.alternation(["a", "a b", "b"]), "a \t b c")
    assert found is not None
    assert found.group() == "a \t b"


@given(st.lists(st.text("ab .|", min_size=1, max_size=5).map(str.strip).filter(bool), min_size=1), st.text("ab .|", max_size=12))
def test_an_alternation_finds_what_a_list_of_all_its_phrases_finds(phrases: list[str], text: str) -> None:
    plain = "|".join(re.escape(phrase).replace("\\ ", " +") for phrase in sorted(phrases, key=len, reverse=True))
    single = [re.sub(" +", " ", phrase) for phrase in phrases]
    assert bool(re.fullmatch(lexicons.alternation(single), text)) == bool(re.fullmatch(plain.replace(" + +", " +"), text))


def test_reading_uses_the_folder_of_the_user_and_forgets_it(tmp_path: Path) -> None:
    (tmp_path / "furniture.toml").write_text('[line]\nshare = ["beam it up"]\n', encoding="utf-8")
    text = (
        "Quay to close\n\nThe board voted on Monday to close the east quay.\n\nBeam it up.\n\nThe work starts in the spring of next year."
    )
    article = Article(text=text)
    assert [line.role for line in read(article, tmp_path).lines].count("furniture") == 1
    assert [line.role for line in read(article).lines].count("furniture") == 0
