"""Screenshots of the seed's page: `make screenshots`. The summary is the offline engine's, made anew."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.article import Article
from pipeline.summarizer import Summarizer
from pipeline.views.html import html_view
from tests.conftest import SEED


def main(folder: Path) -> None:
    """Writes page-light.png, page-dark.png and page-narrow.png."""
    article = Article(text=SEED.read_bytes().decode("utf-8"), source=SEED.name, language="en")
    with Summarizer() as summarizer:
        html = html_view(article, summarizer.summarize(article))
    folder.mkdir(parents=True, exist_ok=True)
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as driver:
        # Root has no sandbox in a container.
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        for scheme in ("light", "dark"):
            page = opened(browser, html, 1360, 850, scheme)
            if scheme == "dark":
                page.hover(".card.figures >> nth=-2")
                page.wait_for_timeout(400)
            page.screenshot(path=folder / f"page-{scheme}.png")
        page = opened(browser, html, 360, 720, "light")
        page.locator("mark.f").nth(1).click()
        page.wait_for_timeout(400)
        page.screenshot(path=folder / "page-narrow.png")
        browser.close()


def opened(browser: Browser, html: str, width: int, height: int, scheme: str) -> Page:
    """A page of that size."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_content(html)
    return page


if __name__ == "__main__":
    main(Path(sys.argv[1]))
