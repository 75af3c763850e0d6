"""The item pipeline under Scrapy itself, over a site on loopback."""

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
from tests.pipeline.ingest.stories import story

SPIDER = """
import sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Stories(scrapy.Spider):
    name = "stories"
    start_urls = [f"{sys.argv[1]}/{number}.txt" for number in range(3)]

    def parse(self, response):
        yield {"url": response.url, "body": response.text}

process = CrawlerProcess({
    "ITEM_PIPELINES": {"pipeline.ingest.adapters.scrapy.SummaryPipeline": 500},
    "NUTGRAF": {"engine": "offline"}, "NUTGRAF_FIELDS": {"text": "body"},
    "FEEDS": {sys.argv[2]: {"format": "jsonlines"}}, "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "INFO",
})
process.crawl(Stories)
process.start()
"""


def test_a_crawl_with_summaries(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for number in range(2):
        (site / f"{number}.txt").write_text(story(number).text, encoding="utf-8")
    (site / "2.txt").write_text(" ", encoding="utf-8")

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, directory=str(site), **kwargs)

        def log_message(self, *_: object) -> None:
            """Silent."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        words = [sys.executable, "-c", SPIDER, f"http://127.0.0.1:{server.server_address[1]}", str(tmp_path / "out.jsonl")]
        done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
        server.shutdown()
    assert done.returncode == 0, done.stderr
    items = {Path(item["url"]).name: item for item in map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())}
    assert len(items) == 3, done.stderr
    for name in ("0.txt", "1.txt"):
        summary = Summary.model_validate(items[name]["summary"])
        assert all(items[name]["body"][span.start : span.end] == span.quote for claim in summary.claims for span in claim.evidence)
    assert items["2.txt"]["summary_error"].startswith("EmptyArticle: ")
    assert "summary" not in items["2.txt"]
    assert "'nutgraf/done': 2" in done.stderr
    assert "'nutgraf/failed/EmptyArticle': 1" in done.stderr


def test_an_item_class_without_the_field_is_told() -> None:
    scrapy = pytest.importorskip("scrapy")
    from pipeline.ingest.adapters.scrapy import SummaryPipeline
    from pipeline.settings import Settings

    class Narrow(scrapy.Item):  # type: ignore[misc, name-defined]
        text = scrapy.Field()

    import asyncio

    with pytest.raises(ConfigurationError, match="Items of Narrow have no field summary"):
        asyncio.run(SummaryPipeline(Settings(engine="offline")).process_item(Narrow(text=story(1).text)))
