"""Gold against output in a real browser: several articles on one page."""

import pytest

from evals.gold_files import load_gold
from evals.matching import match
from evals.perfect import as_summary
from evals.reports.article_view import report_page
from tests.browser.conftest import Open, playwright, violations
from tests.conftest import ROOT


def report() -> str:
    gold = load_gold(ROOT / "evals/gold/seed/000_0403de12a7c841bc.yaml")
    whole = as_summary(gold)
    stranger = whole.claims[0].model_copy(update={"statement": "Nobody met anybody anywhere."})
    given = whole.model_copy(update={"claims": (*whole.claims[1:], stranger)})
    return report_page("offline", [match(gold, given), match(gold, whole)])


def test_verdicts_filter_the_article_that_is_open(open_page: Open) -> None:
    page = open_page(report())
    first = page.locator(".one").first
    first.locator("summary").first.click()
    first.locator("select[name=verdict]").select_option("missed")
    assert first.locator(".card:visible").count() == 1
    assert first.locator(".card:visible .verdict").inner_text() == "missed"
    assert first.locator("mark.v-missed").count() > 0
    first.locator("select[name=verdict]").select_option("spurious")
    assert "Nobody met anybody" in first.locator(".card:visible").inner_text()
    assert first.locator("mark.v-missed").count() == 0


def test_each_article_lights_its_own_words(open_page: Open) -> None:
    page = open_page(report())
    for one in page.locator(".one").all():
        one.locator("summary").first.click()
    second = page.locator(".one").nth(1)
    second.locator(".card").first.hover()
    playwright.expect(second.locator("mark.lit").first).to_be_in_viewport()
    assert page.locator(".one").first.locator("mark.lit").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Open, axe: str, scheme: str) -> None:
    page = open_page(report(), color_scheme=scheme, bypass_csp=True)
    assert violations(page, axe) == []
