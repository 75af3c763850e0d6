"""Sentences: where they end, and where they do not."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.sentences import split


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mr. Abel met Gen. Roe and Dr. Iva Holm at St. Ann's.", id="titles"),
        pytest.param("It beat then-Sen. Ida Roe and (Texas Gov.) Ed Marsh.", id="titles-behind-a-hyphen-and-in-brackets"),
        pytest.param("The U.S. Army left at 5 p.m. Friday.", id="acronym-and-hour"),
        pytest.param("J. K. Amsel and George W. Orr spoke.", id="initials"),
        pytest.param("No. 10 paid 3.5 per cent, or Rs. 5,000.", id="number-and-decimal"),
        pytest.param("Acme Corp. Chairman Bob Roe resigned.", id="company-and-title"),
        pytest.param("“It is over,” he said.", id="comma-before-the-mark"),
        pytest.param("“Why now?” Smith asked.", id="question-and-speaker"),
        pytest.param("“Stop!” cried the man.", id="lower-case-after-the-mark"),
        pytest.param("He was … well, late.", id="ellipsis-inside"),
        pytest.param("1. The council objects.", id="list-number"),
        pytest.param("Q. Why did you leave?", id="turn-label"),
        pytest.param("The site example.com was down.", id="address"),
        pytest.param("They met on Jan. 19 at 2 St. Mary's Rd. in Leeds.", id="month-and-street"),
    ],
)
def test_no_sentence_ends_inside(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He lives in the U.S. The rest left.", ["He lives in the U.S.", "The rest left."], id="acronym-at-end"),
        pytest.param("He works for Acme Inc. Shares fell.", ["He works for Acme Inc.", "Shares fell."], id="company-at-end"),
        pytest.param("Acme Inc. (NYSE: ACM) fell.", ["Acme Inc. (NYSE: ACM) fell."], id="ticker-behind-a-company"),
        pytest.param("“We won. It was hard,” he said.", ["“We won.", "It was hard,” he said."], id="two-in-one-quotation"),
        pytest.param("“It is over.” He left.", ["“It is over.”", "He left."], id="closing-mark-stays"),
        pytest.param("“Go!” The crowd left.", ["“Go!”", "The crowd left."], id="no-speaker-follows"),
        pytest.param("It rose. (It fell later.) It rests.", ["It rose.", "(It fell later.)", "It rests."], id="brackets"),
        pytest.param("It ended... Then it began.", ["It ended...", "Then it began."], id="ellipsis-at-end"),
        pytest.param("It was over.The men left.", ["It was over.", "The men left."], id="blank-lost"),
        pytest.param(
            'He said: "It is over."Earlier it rained.', ['He said: "It is over."', "Earlier it rained."], id="blank-lost-behind-quotation"
        ),
        pytest.param("They hoisted signal no. 3 at noon. It rose.", ["They hoisted signal no. 3 at noon.", "It rose."], id="no-for-number"),
        pytest.param("She said no. 12 others agreed.", ["She said no.", "12 others agreed."], id="no-in-small-letters"),
        pytest.param("• One cut • Two cuts", ["One cut", "Two cuts"], id="bullets-glued"),
        pytest.param("今天下雨。明天晴！", ["今天下雨。", "明天晴！"], id="full-width-marks"),
        pytest.param("वह आया। वह गया।", ["वह आया।", "वह गया।"], id="danda"),
        pytest.param("هل جاء؟ نعم جاء.", ["هل جاء؟", "نعم جاء."], id="arabic-question-mark"),
        pytest.param("It closed at 9 p.m. Nobody came.", ["It closed at 9 p.m.", "Nobody came."], id="hour-at-end"),
    ],
)
def test_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("ab A.?!…”“\"' ()1•\u200b。"), max_size=80))
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    spans = list(split(text, 0, len(text)))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert [c for c in covered if c.isalnum()] == [c for c in text if c.isalnum()]
