"""Lexicons: shipped files load, and a user's folder adds to them."""

from pathlib import Path

import pytest

from pipeline import lexicons
from pipeline.errors import ConfigurationError


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
    assert lexicons.alternation(["a", "a b"]).startswith("(?:a[")
