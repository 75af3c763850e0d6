"""Text files -> Article: exact text, and errors that name cause and remedy."""

import io
from pathlib import Path

import pytest

from pipeline.errors import ArticleNotFound, ArticleTooLarge, EmptyArticle, InputError, NotText
from pipeline.ingest.sources.files import read_file, read_stdin


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("One.\r\n\r\nTwo – “three”.\r".encode())
    article = read_file(file, max_bytes=1000)
    assert article.text == "One.\r\n\r\nTwo – “three”.\r"
    assert article.source == "a.txt"


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfOne.")
    assert read_file(file, max_bytes=1000).text == "One."


def test_another_encoding_can_be_named(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Café".encode("cp1252"))
    assert read_file(file, max_bytes=1000, encoding="cp1252").text == "Café"


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        pytest.param(b"", EmptyArticle, "is empty", id="empty"),
        pytest.param(b" \n\t\n", EmptyArticle, "is empty", id="white-space"),
        pytest.param(b"Caf\xe9 closed.", NotText, "not valid UTF-8: byte 0xe9 at byte 3", id="latin-1"),
        pytest.param(b"\xff\xfeO\0n\0e\0", NotText, "is UTF-16", id="utf-16"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0", NotText, "looks binary", id="png"),
        pytest.param(b"ab\0cd", NotText, "looks binary", id="nul"),
        pytest.param(b"x" * 1001, ArticleTooLarge, "larger than 1,000 bytes", id="large"),
    ],
)
def test_bad_content_is_named(tmp_path: Path, content: bytes, error: type[InputError], words: str) -> None:
    file = tmp_path / "bad.txt"
    file.write_bytes(content)
    with pytest.raises(error, match=words) as raised:
        read_file(file, max_bytes=1000)
    assert "bad.txt" in str(raised.value)
    assert raised.value.remedy


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleNotFound, match="no such file"):
        read_file(tmp_path / "none.txt", max_bytes=10)
    with pytest.raises(ArticleNotFound, match="is a folder"):
        read_file(tmp_path, max_bytes=10)


def test_standard_input_is_read_under_the_same_checks() -> None:
    assert read_stdin(io.BytesIO(b"One."), max_bytes=10).text == "One."
    with pytest.raises(EmptyArticle, match="standard input is empty"):
        read_stdin(io.BytesIO(b""), max_bytes=10)
