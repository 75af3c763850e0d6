"""The index of many pages in a real browser."""

from dataclasses import replace

import pytest

from pipeline.views.html import index_row, index_view
from tests.browser.conftest import Open, violations
from tests.pipeline.views.conftest import ARTICLE, make_summary


def index() -> str:
    row = index_row("ferry.html", ARTICLE, make_summary())
    rows = [replace(row, title=title, claims=claims) for title, claims in (("Ferry vote", 9), ("Bridge toll", 10), ("Harbour fees", 2))]
    return index_view(rows)


def titles(page: object) -> list[str]:
    return page.locator("tbody tr:visible th a").all_inner_texts()  # type: ignore[attr-defined]


def test_columns_sort_both_ways_numbers_as_numbers(open_page: Open) -> None:
    page = open_page(index())
    page.click("th button:text-is('Claims')")
    assert titles(page) == ["Harbour fees", "Ferry vote", "Bridge toll"]
    page.click("th button:text-is('Claims')")
    assert titles(page) == ["Bridge toll", "Ferry vote", "Harbour fees"]
    assert page.locator("[aria-sort]").count() == 1
    page.click("th button:text-is('Article')")
    assert titles(page) == ["Bridge toll", "Ferry vote", "Harbour fees"]


def test_search_keeps_rows_that_hold_every_word(open_page: Open) -> None:
    page = open_page(index())
    page.fill("input[type=search]", "FERRY vote")
    assert titles(page) == ["Ferry vote"]
    assert page.locator(".status").inner_text() == "1 of 3"
    page.fill("input[type=search]", "")
    assert len(titles(page)) == 3


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(open_page: Open, axe: str, width: int) -> None:
    page = open_page(index(), width=width, bypass_csp=True)
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
