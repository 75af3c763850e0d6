"""An item pipeline of Scrapy: every scraped article gets its summary before it goes on.

    ITEM_PIPELINES = {"pipeline.ingest.adapters.scrapy.SummaryPipeline": 500}
    NUTGRAF = {"engine": "offline"}                 # settings as in NUTGRAF_*; keys belong in the environment
    NUTGRAF_FIELDS = {"text": "body"}               # our field -> the item's, where they differ

An item keeps its fields and gets `summary` (plain JSON values) or, where that fails, `summary_error`; the crawl goes on either way. It
needs Scrapy 2.14 or newer with its asyncio reactor, which is the default. Items are summarized side by side (CONCURRENT_ITEMS).
"""

import io
from typing import Any, Self

from pipeline.errors import ConfigurationError, MissingExtra, NutgrafError
from pipeline.ingest.sources.jsonl import JsonLines
from pipeline.settings import Settings
from pipeline.summarizer import Summarizer

try:
    from itemadapter import ItemAdapter
except ImportError:
    raise MissingExtra("The item pipeline needs Scrapy, which is not installed.", "pip install 'scrapy>=2.14'") from None


class SummaryPipeline:
    """See the module. settings: of the engine. fields: our name of a field -> the item's. stats: of the crawler, or None.

    ConfigurationError where the engine cannot be made, or an item class has no field for what is added.
    """

    def __init__(self, settings: Settings, fields: dict[str, str] | None = None, stats: Any = None) -> None:
        self._summarizer = Summarizer.from_settings(settings)
        self._reader = JsonLines(io.BytesIO(), "item", max_bytes=settings.max_article_bytes, fields=fields)
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        """What Scrapy calls."""
        own = crawler.settings
        return cls(Settings.load(**own.getdict("NUTGRAF")), own.getdict("NUTGRAF_FIELDS"), crawler.stats)

    async def process_item(self, item: Any) -> Any:
        """The item with its summary. Other items of the crawl go on meanwhile."""
        fields = ItemAdapter(item)
        try:
            article = self._reader.article(dict(fields), str(fields.get("url") or "item"))
            outcome = await self._summarizer.outcome(article)
            if outcome.error:
                raise outcome.error
        except NutgrafError as error:
            self._count(f"nutgraf/failed/{type(error).__name__}")
            self._set(fields, "summary_error", f"{type(error).__name__}: {error}")
        else:
            self._count("nutgraf/done")
            self._set(fields, "summary", outcome.summary.model_dump(mode="json") if outcome.summary else None)
        return item

    async def close_spider(self) -> None:
        """Lets go of what the engine holds."""
        await self._summarizer.aclose()

    def _set(self, fields: ItemAdapter, name: str, value: Any) -> None:
        try:
            fields[name] = value
        except KeyError:
            kind = type(fields.item).__name__
            raise ConfigurationError(f"Items of {kind} have no field {name}.", f"Add `{name}` to the class.") from None

    def _count(self, name: str) -> None:
        if self._stats:
            self._stats.inc_value(name)
