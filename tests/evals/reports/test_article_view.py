"""Gold against output at the article's words: each item once, with its verdict and what gold has instead."""

from collections import Counter

import pytest

from evals.gold_types import Gold
from evals.matching import match
from evals.perfect import as_summary
from evals.reports.article_view import article_view, report_page, verdicts
from evals.rules import HEADLINE
from tests.pipeline.views.test_html import Page


def cards(page: Page) -> list[dict[str, str | None]]:
    return [attrs for _, attrs in page.elements if attrs.get("data-part") not in (None, "gist")]


def test_gold_against_itself_is_matched_throughout(gold: Gold) -> None:
    found = match(gold, as_summary(gold))
    counts = verdicts(found)
    assert counts["matched"] == sum(len(part.gold) for name, part in found.parts.items() if name != "claims_shipped") > 0
    assert sum(counts.values()) == counts["matched"]


def test_missed_items_come_from_gold_and_spurious_ones_from_the_output(gold: Gold) -> None:
    whole = as_summary(gold)
    claim = whole.claims[-1]
    stranger = claim.model_copy(update={"statement": "An unrelated thing was seen elsewhere entirely."})
    found = match(gold, whole.model_copy(update={"claims": (*whole.claims[:-1], stranger)}))
    shown = {(card["data-verdict"], card["data-part"]) for card in cards(Page(article_view(found)))}
    assert ("missed", "claims") in shown
    assert ("spurious", "claims") in shown
    counts = verdicts(found)
    assert (counts["missed"], counts["spurious"]) == (1, 1)
    text = Page(article_view(found)).text("ol.cards")
    assert claim.statement in text
    assert stranger.statement in text


def test_wrong_field_says_what_gold_has(gold: Gold) -> None:
    whole = as_summary(gold)
    figure = whole.figures[0].model_copy(update={"unit": "furlong"})
    found = match(gold, whole.model_copy(update={"figures": (figure, *whole.figures[1:])}))
    page = Page(article_view(found))
    assert verdicts(found)["wrong"] == 1
    assert f"unit wrong; gold: {gold.figures[0].unit or 'none'}" in page.text("p.note")


def test_every_item_of_gold_is_shown_once_in_any_order_of_salience(gold: Gold) -> None:
    reordered = gold.model_copy(update={"claims": tuple(reversed(gold.claims))})
    found = match(reordered, None)
    page = Page(article_view(found))
    assert Counter(card["data-part"] for card in cards(page)) == {
        rules.part: len(rules.gold_items(gold)) for rules in HEADLINE if rules.gold_items(gold)
    }
    assert {card["data-verdict"] for card in cards(page)} == {"missed"}
    assert "failed on this article" in page.text("p.note")
    statements = page.text("li.card claims", "p.words")
    assert [statements.index(claim.statement) for claim in reordered.claims] == sorted(
        statements.index(claim.statement) for claim in reordered.claims
    )


def test_several_articles_on_a_page_keep_their_ids_apart(gold: Gold) -> None:
    found = match(gold, as_summary(gold))
    page = Page(report_page("offline | <b>x</b>", [found, found]))
    assert len(page.ids()) == len(set(page.ids()))
    assert page.text("h1.title") == "offline | <b>x</b>"
    targets = {str(attrs["href"])[1:] for tag, attrs in page.elements if tag == "a"}
    assert targets <= set(page.ids())


@pytest.mark.parametrize("verdict", ["matched", "missed"])
def test_verdict_is_a_word_not_a_colour_alone(gold: Gold, verdict: str) -> None:
    summary = as_summary(gold) if verdict == "matched" else None
    assert set(Page(article_view(match(gold, summary))).text("p.verdict").replace(verdict, "")) == set()
