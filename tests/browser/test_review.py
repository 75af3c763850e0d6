"""The review in a real browser: decide, correct, add by selecting, save."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from evals.gold_files import load_gold, parse_gold
from evals.review.server import ReviewServer
from evals.review.subjects import subjects_of
from tests.browser.conftest import Open, playwright, violations
from tests.evals.conftest import TEXT, gold_folder

__all__ = ["gold_folder"]

SELECT = """([selector, first, last]) => {
    const line = [...document.querySelectorAll('.sheet .line')].find((one) => one.textContent.includes(first));
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest('.ref, .why')) continue;
        if (node.data.includes(first)) range.setStart(node, node.data.indexOf(first));
        if (node.data.includes(last)) range.setEnd(node, node.data.indexOf(last) + last.length);
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
}"""


@pytest.fixture
def server(gold_folder: Callable[..., Path]) -> Iterator[ReviewServer]:
    (path,) = gold_folder(1).glob("*.yaml")
    with ReviewServer(subjects_of(path)) as serving:
        thread = Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


def select(page: "playwright.Page", first: str, last: str) -> None:
    page.evaluate(SELECT, ["", first, last])
    page.locator(".selection").wait_for(state="visible")


def save(page: "playwright.Page") -> None:
    page.click("button[name=save]")
    playwright.expect(page.locator(".decided")).to_contain_text("saved")


def test_words_selected_while_the_preview_is_on_its_way_stay_selected(open_page: Open, server: ReviewServer) -> None:
    page = open_page(server.url)
    held = []
    page.route("**/preview", lambda route, _request: held.append(route))
    page.locator(".card button[name=no]").first.click()
    playwright.expect(page.locator(".selection")).to_be_hidden()
    page.evaluate(SELECT, ["", "The two sides", "3 June."])
    chosen = page.evaluate("String(getSelection())")
    assert chosen.startswith("The two sides")
    (preview,) = held
    preview.continue_()
    playwright.expect(page.locator(".card .verdict").first).to_have_text("rejected")
    assert page.evaluate("String(getSelection())") == chosen
    page.locator(".selection").wait_for(state="visible")
    page.click(".selection button:text-is('Add claim')")
    playwright.expect(page.locator(".editor .evidence")).to_contain_text("The two sides")


def test_reject_correct_add_and_save_gives_gold_that_checks(open_page: Open, server: ReviewServer) -> None:
    before = load_gold(server.subjects[0].target)
    page = open_page(server.url)
    card = page.locator(".card", has_text=before.claims[0].statement)
    card.locator("button[name=no]").click()
    playwright.expect(card.locator(".verdict")).to_have_text("rejected")
    page.locator(".card", has_text="GBP 3.5 million").locator("button[name=edit]").click()
    page.select_option(".editor select[name=bound]", "exact")
    page.click(".editor button[name=apply]")
    playwright.expect(page.locator(".editor")).to_be_hidden()
    select(page, "The two sides", "3 June.")
    page.click(".selection button:text-is('Add claim')")
    page.fill(".editor textarea[name=statement]", "The two sides meet again on 3 June.")
    page.select_option(".editor select[name=source_kind]", "article")
    page.select_option(".editor select[name=attribution]", "narration")
    page.select_option(".editor select[name=kind]", "forecast")
    page.select_option(".editor select[name=salience]", "supporting")
    page.click(".editor button[name=apply]")
    playwright.expect(page.locator(".card .words", has_text="The two sides meet again on 3 June.")).to_have_count(1)
    save(page)
    path = server.subjects[0].target
    assert parse_gold(path).problems == ()
    after = load_gold(path)
    assert [claim.statement for claim in after.claims] == [
        *(claim.statement for claim in before.claims[1:]),
        "The two sides meet again on 3 June.",
    ]
    assert after.claims[-1].evidence[0].quote == "The two sides meet again on 3 June."
    assert next(figure for figure in after.figures if figure.unit == "GBP").bound == "exact"


def test_selection_across_marks_and_references_counts_the_articles_characters_only(open_page: Open, server: ReviewServer) -> None:
    page = open_page(server.url)
    select(page, "The ferry lost", "the union said.")
    assert page.locator(".selection q").inner_text() == TEXT[TEXT.index("The ferry lost") : TEXT.index("the union said.") + 15]


def test_evidence_can_be_typed_instead_of_selected(open_page: Open, server: ReviewServer) -> None:
    page = open_page(server.url)
    page.locator(".card.claims button[name=edit]").first.click()
    page.fill(".editor input[name=words]", "no such words")
    page.click(".editor button[name=find]")
    assert "is not in the article" in page.locator(".problems").inner_text()
    page.fill(".editor input[name=words]", "The union opposes the closure.")
    page.click(".editor button[name=find]")
    page.locator(".editor li button").first.click()
    assert page.locator(".editor li span").all_inner_texts() == ["“The union opposes the closure.”"]
    page.click(".editor button[name=apply]")
    save(page)
    assert load_gold(server.subjects[0].target).claims[0].evidence[0].quote == "The union opposes the closure."


def test_what_cannot_be_saved_says_why_at_its_item(open_page: Open, server: ReviewServer) -> None:
    page = open_page(server.url)
    page.locator(".card.figures button[name=edit]").first.click()
    page.fill(".editor input[name=value]", "plenty")
    page.click(".editor button[name=apply]")
    page.click("button[name=save]")
    playwright.expect(page.locator(".problems")).to_contain_text("figures 1, value")


def test_line_becomes_furniture_and_body_again(open_page: Open, server: ReviewServer) -> None:
    page = open_page(server.url)
    furniture = page.locator(".line.furniture")
    assert furniture.count() == 1
    select(page, "The two sides", "3 June.")
    page.click(".selection button:text-is('Line is furniture')")
    playwright.expect(furniture).to_have_count(2)
    select(page, "Photo: Jo", "Bay News")
    page.click(".selection button:text-is('Line is body')")
    playwright.expect(furniture).to_have_count(1)


def test_deciding_keeps_the_focus_for_the_keyboard(open_page: Open, server: ReviewServer) -> None:
    page = open_page(server.url)
    page.locator(".card button[name=no]").first.focus()
    page.keyboard.press("Enter")
    playwright.expect(page.locator(".card .verdict").first).to_have_text("rejected")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Reject C1"
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(open_page: Open, server: ReviewServer, axe: str, width: int) -> None:
    page = open_page(server.url, width=width, bypass_csp=True)
    assert violations(page, axe) == []
    page.locator(".card.figures button[name=edit]").first.click()
    assert violations(page, axe) == [], "with the editor open"
    assert page.evaluate("document.documentElement.scrollWidth") == width
