"""The whole of reading, on the seed article and on our own."""

from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.reading import Reading, read

SEED = Path(__file__).parents[3] / "seeds" / "000_0403de12a7c841bc.txt"


@pytest.fixture(scope="module")
def seed() -> Reading:
    with SEED.open(encoding="utf-8", newline="") as file:
        return read(Article(text=file.read()))


def test_seed_furniture_is_its_header_caption_teasers_and_comment_line(seed: Reading) -> None:
    furniture = [seed.text_of(line)[:40] for line in seed.lines if line.role == "furniture"]
    assert furniture == [
        "free stats",
        "Chinese Premier Li Qiang, right, with Ge",
        "Ukraine’s Zelensky thanks Germany’s Scho",
        "‘Nobody warned us’: Russia, Kazakhstan b",
        "‘Nobody warned us’: Russia, Kazakhstan b",
        "China has no ‘fundamental’ conflict of i",
        "Comments are closed.",
    ]
    assert all(line.reason for line in seed.lines if line.role == "furniture")


def test_seed_has_its_headline_and_its_sentences(seed: Reading) -> None:
    assert seed.headline is not None
    assert seed.text_of(seed.headline).startswith("Ukraine war: at G7")
    assert len(seed.sentences) == 21
    assert all(seed.text_of(sentence).endswith((".", "”.")) for sentence in seed.sentences)


def test_seed_candidates_hold_all_figures(seed: Reading) -> None:
    figures = [seed.text_of(candidate) for candidate in seed.candidates if candidate.hint == "figure"]
    assert figures == ["18 people", "some US$61 billion", "more than 70 per cent", "US$900 million", "90 per cent"]


def test_parts_of_a_sentence_are_found(seed: Reading) -> None:
    first = seed.sentences_of(seed.paragraphs[-1])[0]
    assert [seed.text_of(candidate) for candidate in seed.candidates_in(first)] == ["90 per cent"]
    kuleba = next(sentence for sentence in seed.sentences if "death and life" in seed.text_of(sentence))
    assert [seed.text_of(quotation) for quotation in seed.quotations_in(kuleba)] == [
        "“This is a matter of death and life,”",
        "“fundamental importance”",
    ]


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff", "Headline only", "\x00\x01"])
def test_text_without_body_gives_no_sentence_and_no_error(text: str) -> None:
    assert read(Article(text=text)).article.text == text
