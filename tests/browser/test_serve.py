"""The page of `nutgraf serve` in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
import uvicorn

from pipeline.engines.offline import OfflineEngine
from pipeline.service import service
from pipeline.summarizer import Summarizer
from tests.browser.conftest import Open, playwright, violations
from tests.conftest import ROOT

FERRY = (ROOT / "tests/articles/ferry.txt").read_text(encoding="utf-8")
KEY = "a-key-for-this-test-alone"


@contextmanager
def serving(key: str | None = None) -> Iterator[str]:
    """The service on a free port of loopback, in a thread of its own."""
    server = uvicorn.Server(uvicorn.Config(service(Summarizer(OfflineEngine()), key=key), port=0, log_level="error"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive(), "the server did not start"
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as url:
        yield url


def test_pasted_article_becomes_a_page_that_works(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.fill("textarea", FERRY)
    page.click("button[type=submit]")
    page.locator(".summary").wait_for()
    page.hover("mark:has-text('US$61 million')")
    assert page.locator(".card.lit").count() > 0
    page.uncheck("input[value=figures]")
    assert page.locator("mark.f").count() == 0
    with page.expect_download() as download:
        page.click(".keep")
    assert download.value.suggested_filename == "summary.html"
    kept = download.value.path().read_text(encoding="utf-8")
    again = open_page(kept)
    again.hover(".card.figures >> nth=0")
    assert again.locator("mark.lit").count() > 0
    page.click("button[name=again]")
    assert page.input_value("textarea") == FERRY


def test_dropped_file_is_read(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.evaluate(
        """(text) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], 'a.txt', { type: 'text/plain' }));
            document.querySelector('textarea').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        FERRY,
    )
    playwright.expect(page.locator("textarea")).to_have_value(FERRY)


def test_refusal_is_said_on_the_page(open_page: Open, address: str) -> None:
    page = open_page(address, tolerated="status of 422")
    page.fill("textarea", "Photo: Jana Weld / Harbour Courier")
    page.click("button[type=submit]")
    playwright.expect(page.locator(".said")).to_contain_text("no body")
    assert page.locator("button[type=submit]").is_enabled()


def test_hostile_article_stays_text(open_page: Open, address: str) -> None:
    page = open_page(address)
    payload = "<img src=x onerror=window.hacked=true><script>window.hacked=true</script>"
    page.fill("textarea", f"Mayor speaks\n\nThe mayor said 40 boats {payload} sank on Monday, and the council will vote on Friday.\n")
    page.click("button[type=submit]")
    page.locator(".summary").wait_for()
    assert page.evaluate("window.hacked") is None
    assert "".join(payload.split()) in "".join(page.locator(".sheet").inner_text().split())


def test_key_is_asked_for_on_the_page(open_page: Open) -> None:
    with serving(KEY) as url:
        page = open_page(url, tolerated="status of 401")
        page.fill("textarea", FERRY)
        page.fill("input[name=key]", "wrong")
        page.click("button[type=submit]")
        playwright.expect(page.locator(".said")).to_contain_text("Send the key")
        page.fill("input[name=key]", KEY)
        page.click("button[type=submit]")
        page.locator(".summary").wait_for()


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(open_page: Open, address: str, axe: str, width: int) -> None:
    page = open_page(address, width=width, bypass_csp=True)
    assert violations(page, axe) == []
    page.fill("textarea", FERRY)
    page.click("button[type=submit]")
    page.locator(".summary").wait_for()
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
