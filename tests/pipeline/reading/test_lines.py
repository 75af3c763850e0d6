"""Lines and paragraphs: breaks of any kind, and paragraphs that were wrapped to a width."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.reading import read
from pipeline.reading.lines import unwrapped

PARAGRAPHS = [
    "The harbour board voted on Monday to close the east quay for two years, at a cost of about £4 million, and to move the boats that "
    "use it to Saint Brannock until the work is done.",
    "“Nobody asked us,” said Ada Quill, who has fished from the quay for more than 30 years. The board says that it wrote to all of the "
    "112 owners in March.",
    "Work starts in the spring.",
]
HEADLINE = "Harbour board to close east quay"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_paragraphs_are_read_as_paragraphs(end: str, width: int) -> None:
    blocks = [HEADLINE, *(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)]
    wrapped = read(Article(text="\n\n".join(blocks).replace("\n", end)))
    plain = read(Article(text="\n\n".join([HEADLINE, *PARAGRAPHS])))
    assert [" ".join(wrapped.text_of(one).split()) for one in wrapped.paragraphs] == PARAGRAPHS
    assert [" ".join(wrapped.text_of(one).split()) for one in wrapped.sentences] == [plain.text_of(one) for one in plain.sentences]
    assert [(one.value, one.unit) for one in wrapped.candidates] == [(one.value, one.unit) for one in plain.candidates]
    assert wrapped.headline is not None
    assert wrapped.text_of(wrapped.headline) == HEADLINE


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_paragraphs_with_one_break_between_stay_apart(end: str) -> None:
    reading = read(Article(text=end.join([HEADLINE, *PARAGRAPHS])))
    assert [reading.text_of(one) for one in reading.paragraphs] == PARAGRAPHS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "The harbour board voted on Monday to close the east quay.\nBoats must leave by the end of the month, it says.", id="short"
        ),
        pytest.param("cod\nhaddock and other fish\nplaice", id="list"),
        pytest.param("The board named three places where the boats may lie:\n• the fish market\n• the old customs house", id="bullets"),
        pytest.param("The board voted on Monday to close the quay\n\nfor two years, it said.", id="blank-line"),
    ],
)
def test_lines_that_no_width_broke_stay_lines(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="ab .\n\r•-", max_size=400))
def test_unwrapping_moves_nothing(text: str) -> None:
    found = unwrapped(text)
    assert len(found) == len(text)
    assert all(one == other or (one in "\n\r" and other == " ") for one, other in zip(text, found, strict=True))
