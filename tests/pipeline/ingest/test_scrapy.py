"""The item pipeline under Scrapy itself, over a site on loopback."""

import asyncio
import http.server
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ConfigurationError
from pipeline.summary import Summary
from tests.conftest import ROOT
from tests.drafts import full_draft
from tests.fakes.openai_server import FakeOpenAI, Reply, completion
from tests.pipeline.ingest.stories import story

SPIDER = """
import json
import sys
import scrapy
from scrapy.crawler import CrawlerProcess

site, pages, feed, settings = sys.argv[1], int(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4])

class Stories(scrapy.Spider):
    name = "stories"
    start_urls = [f"{site}/{number}.txt" for number in range(pages)]

    def parse(self, response):
        yield {"url": response.url, "body": response.text}

process = CrawlerProcess({
    "ITEM_PIPELINES": {"pipeline.ingest.adapters.scrapy.SummaryPipeline": 500},
    "NUTGRAF": settings, "NUTGRAF_FIELDS": {"text": "body"},
    "FEEDS": {feed: {"format": "jsonlines"}}, "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "INFO",
})
process.crawl(Stories)
process.start()
"""


def crawl(folder: Path, texts: list[str], **settings: str) -> tuple[dict[str, dict[str, Any]], str]:
    """Items of a crawl over a site of these texts, by the name of their page; and what Scrapy logged."""
    site = folder / "site"
    site.mkdir()
    for number, text in enumerate(texts):
        (site / f"{number}.txt").write_text(text, encoding="utf-8")

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, directory=str(site), **kwargs)

        def log_message(self, *_: object) -> None:
            """Silent."""

    feed = folder / "out.jsonl"
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        words = [f"http://127.0.0.1:{server.server_address[1]}", str(len(texts)), str(feed), json.dumps(settings)]
        done = subprocess.run([sys.executable, "-c", SPIDER, *words], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
        server.shutdown()
    assert done.returncode == 0, done.stderr
    items = {Path(item["url"]).stem: item for item in map(json.loads, feed.read_text(encoding="utf-8").splitlines())}
    assert len(items) == len(texts), done.stderr
    return items, done.stderr


@pytest.fixture(autouse=True)
def scrapy() -> Any:
    return pytest.importorskip("scrapy", reason="Scrapy is not installed")


def test_a_crawl_with_summaries(tmp_path: Path) -> None:
    items, said = crawl(tmp_path, [story(0).text, story(1).text, " "], engine="offline")
    for name in ("0", "1"):
        summary = Summary.model_validate(items[name]["summary"])
        assert summary.claims
        assert all(items[name]["body"][span.start : span.end] == span.quote for claim in summary.claims for span in claim.evidence)
    assert items["2"]["summary_error"].startswith("EmptyArticle: ")
    assert "summary" not in items["2"]
    assert "'nutgraf/done': 2" in said
    assert "'nutgraf/failed/EmptyArticle': 1" in said
    assert "Deprecat" not in said
    assert "never awaited" not in said


def test_a_slow_endpoint_holds_up_no_other_item(tmp_path: Path) -> None:
    with FakeOpenAI() as server:
        server.always(lambda request: Reply(completion(full_draft(), request.mode), delay_s=1.5))
        items, _ = crawl(tmp_path, [story(number).text for number in range(6)], engine="openai", base_url=server.base_url, model="fake")
    assert all(item["summary"]["claims"] for item in items.values())
    assert server.most_at_once >= 4


def test_an_item_class_without_the_field_is_told(scrapy: Any) -> None:
    from pipeline.ingest.adapters.scrapy import SummaryPipeline
    from pipeline.settings import Settings

    class Narrow(scrapy.Item):  # type: ignore[misc, name-defined]
        text = scrapy.Field()

    with pytest.raises(ConfigurationError, match="Items of Narrow have no field summary"):
        asyncio.run(SummaryPipeline(Settings(engine="offline")).process_item(Narrow(text=story(1).text)))
