"""The audit finds what is not in the text, whatever grounding thinks of it."""

from fractions import Fraction
from typing import Any

import pytest

from evals.audit import Audit, audit
from evals.gold_types import Gold
from evals.perfect import as_summary
from evals.stated import stated
from pipeline import Article, Span, Summary


def audited(gold: Gold, summary: Summary) -> Audit:
    return audit([(gold.article, summary, gold.furniture)])


def with_claim(gold: Gold, **changes: Any) -> Summary:
    summary = as_summary(gold)
    claims = list(summary.claims)
    place = next(number for number, claim in enumerate(claims) if "£3.5m" in claim.statement)
    claims[place] = claims[place].model_copy(update=changes)
    return summary.model_copy(update={"claims": tuple(claims)})


def test_gold_itself_is_sound(gold: Gold) -> None:
    found = audited(gold, as_summary(gold))
    assert found.sound
    assert found.items == 13
    # "We did not want this": what it was that they did not want stands elsewhere, and a lexical proxy does not know.
    assert found.supported == 12


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param({"statement": "The ferry lost about £3.6m in 2022."}, "a number does not stand in the evidence", id="number"),
        pytest.param({"source": "Zadok Priestley"}, "the article does not name Priestley, Zadok", id="speaker"),
        pytest.param({"statement": "The ferry of Zadok lost about £3.5m in 2022."}, "the article does not name Zadok", id="name"),
        pytest.param({"evidence": (Span(start=0, end=10, quote="Marlow Bax"),)}, "spans are not exact", id="quote"),
        pytest.param({"evidence": (Span(start=5, end=5, quote=""),)}, "spans are not exact", id="empty-span"),
        pytest.param({"evidence": (Span(start=9_000, end=9_010, quote="Marlow Bay"),)}, "spans are not exact", id="beyond-the-text"),
    ],
)
def test_faults_are_found_and_named(gold: Gold, changes: dict[str, Any], fault: str) -> None:
    found = audited(gold, with_claim(gold, **changes))
    assert not found.sound
    assert any("claims[" in line and fault in line for line in found.faults)


def test_furniture_is_found_by_gold_and_without_it(gold: Gold) -> None:
    summary = with_claim(gold, evidence=gold.furniture, statement="Photo: Jo Bell / Bay News", source=None)
    assert audited(gold, summary).furniture == 1
    assert audit([(gold.article, summary, ())]).furniture == 1


def test_a_line_that_stands_twice_is_furniture() -> None:
    text = "Ferry to close\n\nThe ferry closes in May.\nFloods hit the north\n\nIt was late.\nFloods hit the north\n"
    article = Article(text=text)
    start = text.index("Floods")
    marks = audit([(article, _about(article, article.span(start, start + 20)), ())])
    body = text.index("The ferry")
    assert marks.furniture == 1
    assert audit([(article, _about(article, article.span(body, body + 24)), ())]).furniture == 0


def _about(article: Article, span: Span) -> Summary:
    from evals.gold_types import GoldStance

    stance = GoldStance(topic="floods", article="neutral", positions=())
    bare = as_summary(Gold(article=article, furniture=(), stance=stance, claims=(), figures=(), open_questions=()))
    return bare.model_copy(update={"gist": {"text": span.quote, "evidence": (span,)}}).model_validate(
        {**bare.model_dump(), "gist": {"text": span.quote, "evidence": [span.model_dump()]}}
    )


def test_in_the_text_and_supported_are_two_questions(gold: Gold) -> None:
    statement = "The council shut the harbour against the wishes of sailors."
    found = audited(gold, with_claim(gold, statement=statement))
    assert found.sound
    assert found.supported == 11


def test_a_denial_is_not_supported_by_the_opposite(gold: Gold) -> None:
    assert audited(gold, with_claim(gold, statement="The ferry lost no £3.5m in 2022.")).supported == 11


@pytest.mark.parametrize(
    ("passage", "number"),
    [
        ("one litre in five", "1/5"),
        ("doubled", "2"),
        ("three and a half years", "7/2"),
        ("more than two dozen", "24"),
        ("66.4¢", "83/125"),
        ("45 pence", "9/20"),
        ("half a million", "500000"),
        ("3 to 5 million", "3000000"),
        ("four years and three months", "17/4"),
        ("940 000", "940000"),
    ],
)
def test_numbers_that_a_passage_states(passage: str, number: str) -> None:
    assert Fraction(number) in stated(passage)


@pytest.mark.parametrize(("passage", "number"), [("12 jets", "120"), ("5 per cent", "1/5"), ("in 2022", "2023"), ("three boats", "3000")])
def test_numbers_that_a_passage_does_not_state(passage: str, number: str) -> None:
    assert Fraction(number) not in stated(passage)
