"""Quotations: which marks open and close, nested, continued, unbalanced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.lines import Paragraph
from pipeline.reading.quotations import Quotation, quotations_of


def find(*texts: str) -> tuple[str, tuple[Quotation, ...]]:
    paragraphs, at = [], 0
    for number, text in enumerate(texts, 1):
        paragraphs.append(Paragraph(id=number, start=at, end=at + len(text)))
        at += len(text) + 1
    whole = "\n".join(texts)
    return whole, quotations_of(whole, paragraphs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We go,” he said. “Now.”", [("“We go,”", 0), ("“Now.”", 0)], id="curly"),
        pytest.param('"We go," he said.', [('"We go,"', 0)], id="straight"),
        pytest.param("‘It’s Smith’s,’ she said.", [("‘It’s Smith’s,’", 0)], id="single-and-apostrophes"),
        pytest.param(
            "‘Nobody asked about the ministers’ plan,’ she said.", [("‘Nobody asked about the ministers’ plan,’", 0)], id="plural"
        ),
        pytest.param("'Go,' he said, and it's late.", [("'Go,'", 0)], id="straight-single"),
        pytest.param("“He said ‘no’ to me.”", [("“He said ‘no’ to me.”", 0), ("‘no’", 1)], id="nested"),
        pytest.param("„Ja“, sagte er. »Nein«, sie.", [("„Ja“", 0), ("»Nein«", 0)], id="german"),
        pytest.param("« Oui », dit-il.", [("« Oui »", 0)], id="guillemets"),
        pytest.param("It’s the farmers’ land.", [], id="apostrophes-only"),
        pytest.param("The ’90s and rock 'n' roll.", [], id="elisions"),
        pytest.param("He is 6'2\" tall.", [], id="feet-and-inches"),
        pytest.param("He said “yes and went", [("“yes and went", 0)], id="never-closed"),
        pytest.param("yes,” he said.", [("yes,”", 0)], id="never-opened"),
        pytest.param(
            '"It was hard. "We won. We ran. "It was late," he said.',
            [('"It was hard.', 0), ('"We won. We ran.', 0), ('"It was late,"', 0)],
            id="paragraphs-joined-to-one-line",
        ),
        pytest.param('He said "it is late" and "No" twice.', [('"it is late"', 0), ('"No"', 0)], id="capital-behind-a-word"),
        pytest.param('"It is late. "he said.', [('"It is late. "', 0)], id="blank-before-the-closing-mark"),
        pytest.param("An “early review“ of it and a “late” one.", [("“early review“", 0), ("“late”", 0)], id="closed-by-an-opening-mark"),
        pytest.param("He let aides ”get close to Ben” then.", [("”get close to Ben”", 0)], id="opened-by-a-closing-mark"),
    ],
)
def test_marks_pair(text: str, expected: list[tuple[str, int]]) -> None:
    whole, quotations = find(text)
    assert [(whole[q.start : q.end], q.depth) for q in quotations] == expected


def test_quotation_goes_on_in_the_next_paragraph() -> None:
    _, (first, second) = find("“We go. It is time.", "“And nobody stops us,” he said.")
    assert first.continued
    assert second.continues
    assert not second.continued


def test_quotation_goes_on_behind_the_next_mark_of_a_joined_line() -> None:
    _, (first, second, third) = find('"It was hard. "We won," he said. "Now."')
    assert (first.continued, second.continues) == (True, True)
    assert not (second.continued or third.continues)


def test_a_new_quotation_after_a_forgotten_mark_in_mid_paragraph_is_no_continuation() -> None:
    _, quotations = find("He said “yes and went", "Nobody “came”.")
    assert not any(quotation.continued or quotation.continues for quotation in quotations)


@given(st.lists(st.text(alphabet="ab “”‘’\"'«»„‚s.", max_size=40), max_size=4))
def test_any_marks_give_exact_spans(texts: list[str]) -> None:
    whole, quotations = find(*texts)
    for quotation in quotations:
        assert 0 <= quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end <= len(whole)
        assert "\n" not in whole[quotation.start : quotation.end]
