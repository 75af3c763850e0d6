"""A real browser: Debian's Chromium, driven by Playwright. Nothing but this machine is ever asked for anything."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: `make test` installs it")

REQUIRED = os.environ.get("NUTGRAF_REQUIRE_SERVICES") == "1"
AXE = ROOT / "build/browser/node_modules/axe-core/axe.min.js"


def missing(what: str, remedy: str) -> None:
    """Skips, or fails where services are required."""
    if REQUIRED:
        pytest.fail(f"{what} is required here (NUTGRAF_REQUIRE_SERVICES=1): {remedy}")
    pytest.skip(f"{what} is not here: {remedy}")


@pytest.fixture(scope="module")
def chromium() -> Iterator["playwright.Browser"]:
    """The browser, for this folder's tests only: its event loop must not stand in the way of others."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        missing("Chromium", "apt-get install chromium")
    with playwright.sync_playwright() as driver:
        # Root has no sandbox in a container.
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()


Open = Callable[..., "playwright.Page"]


@pytest.fixture
def open_page(chromium: "playwright.Browser", tmp_path: Path) -> Iterator[Open]:
    """Opens a page of HTML, or an address on loopback.

    The test fails if the page logs an error, breaks its policy or asks for anything else. tolerated: what an expected fault says.
    """
    contexts = []
    faults: list[str] = []

    def open_it(page: str, width: int = 1280, height: int = 860, tolerated: str = "", **options: object) -> "playwright.Page":
        context = chromium.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        contexts.append(context)
        opened = context.new_page()
        opened.set_default_timeout(8_000)

        def note(fault: str) -> None:
            if not tolerated or tolerated not in fault:
                faults.append(fault)

        opened.on("pageerror", lambda error: note(f"error: {error}"))
        opened.on("console", lambda message: note(f"console: {message.text}") if message.type in ("error", "warning") else None)
        opened.on("request", lambda request: None if allowed(request.url) else note(f"asked for {request.url}"))
        if page.startswith("http://127.0.0.1"):
            opened.goto(page)
        else:
            file = tmp_path / f"page-{len(contexts)}.html"
            file.write_text(page, encoding="utf-8")
            opened.goto(file.as_uri())
        return opened

    yield open_it
    for context in contexts:
        context.close()
    assert not faults


def allowed(url: str) -> bool:
    """Whether a page may ask for this: itself, or the server on loopback that it came from."""
    return url.startswith(("file:", "http://127.0.0.1", "blob:", "data:"))


@pytest.fixture(scope="package")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.exists():
        missing("axe-core", "make browser")
    return AXE.read_text(encoding="utf-8")


def violations(page: "playwright.Page", axe: str) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and its own best practices. The page must have been opened with bypass_csp."""
    # What a bar that stays on screen happens to cover is no fault of the page.
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("for (const drawer of document.querySelectorAll('details')) drawer.open = true")
    page.evaluate(axe)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("(tags) => axe.run(document, { runOnly: tags })", tags)
    assert len(found["passes"]) > 20, "axe-core looked at nothing"
    return [f"{fault['id']}: {node['html'][:160]}" for fault in found["violations"] for node in fault["nodes"]]
