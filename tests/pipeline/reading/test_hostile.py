"""Hostile texts: no crash, exact spans, and work that grows with the length."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.reading import Reading, read
from tests.work import function_calls

SENTENCE = "The council said on Monday that 14 of its 30 members had voted for a £3.2m plan, “a disgrace”, he said. "

TEXTS: dict[str, Callable[[int], str]] = {
    "one-line": lambda n: SENTENCE * (n // len(SENTENCE)),
    "many-lines": lambda n: (SENTENCE + "\n") * (n // len(SENTENCE)),
    "short-lines": lambda n: "Short line of text\n" * (n // 19),
    "no-punctuation": lambda n: "word and other words " * (n // 21),
    "capitals": lambda n: SENTENCE.upper() * (n // len(SENTENCE)),
    "digits": lambda n: "1" * n,
    "money": lambda n: "$1 " * (n // 3),
    "commas": lambda n: "1," * (n // 2),
    "number-words": lambda n: "one hundred and twenty " * (n // 23),
    "equations": lambda n: "$1=" * (n // 3),
    "dots": lambda n: "." * n,
    "hyphens": lambda n: "a-" * (n // 2),
    "slashes": lambda n: "A/" * (n // 2),
    "opening-quotes": lambda n: "“" * n,
    "nested-quotes": lambda n: "‘" * (n // 2) + "’" * (n // 2),
    "straight-quotes": lambda n: '"' * n,
    "apostrophes": lambda n: "'a " * (n // 3),
    "brackets": lambda n: "(" * n,
    "abbreviations": lambda n: "Mr. " * (n // 4),
    "emoji": lambda n: "😀👩‍👩‍👧 12 " * (n // 9),
    "right-to-left": lambda n: "قال الوزير إن 12 شخصا قتلوا. " * (n // 29),
    "control-characters": lambda n: "\x00\x01\x1b[31m\u202e abc " * (n // 13),
    "zero-width": lambda n: " \u200b" * (n // 2),
    "blanks-inside": lambda n: "a" + " " * n + "b",
}


def check(reading: Reading) -> None:
    text = reading.article.text
    assert all(text[line.start : line.end].strip() == text[line.start : line.end] for line in reading.lines)
    for quotation in reading.quotations:
        assert 0 <= quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
    for sentence in reading.sentences:
        home = reading.paragraphs[sentence.paragraph - 1]
        assert home.start <= sentence.start < sentence.end <= home.end
    for candidate in reading.candidates:
        sentence = reading.sentences[candidate.sentence - 1]
        assert sentence.start <= candidate.start <= candidate.number_start < candidate.number_end <= candidate.end <= sentence.end


@pytest.mark.parametrize("name", TEXTS)
def test_long_lines_are_read(name: str) -> None:
    check(read(Article(text=TEXTS[name](30_000))))


def test_ten_thousand_quotations_are_found() -> None:
    reading = read(Article(text="“go” " * 10_000 + "he said to all of us there."))
    assert len(reading.quotations) == 10_000


def calls(text: str) -> int:
    article = Article(text=text)
    return function_calls(lambda: read(article))


@pytest.mark.parametrize("name", TEXTS)
def test_work_grows_with_the_length(name: str) -> None:
    read(Article(text="Lexicons are loaded once, before anything is counted: 12 of them, “all” told."))
    small, large = calls(TEXTS[name](1_000)), calls(TEXTS[name](10_000))
    # 1.5 times per character, and room for what every article costs.
    assert large <= 15 * small + 2_000


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    check(read(Article(text=text)))


NEWS = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", "\n", "\n\n", " ", ". ", "? ", "Mr. ", "U.S. ", "12", "half", " per cent", "$", "5m ", "Photo: A/B",
     "By Jane Roe", "ROME, April 18 (Agency) — ", "• ", "Q: ", "said", "Kuleba", "\u2028", "\r\n", "é", "😀", "\u200b", "Share",
     "Read more: "]
)  # fmt: skip


@given(st.lists(NEWS, max_size=40).map("".join))
def test_any_mixture_of_what_news_is_made_of_is_read(text: str) -> None:
    check(read(Article(text=text)))


def test_reading_is_deterministic() -> None:
    article = Article(text=SENTENCE * 20)
    assert read(article) == read(article)
