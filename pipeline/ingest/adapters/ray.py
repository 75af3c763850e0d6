"""A stage of Ray Data: articles in, one typed row each out, an engine per actor.

    articles = ray.data.read_parquet("articles/")
    summaries = articles.map_batches(
        SummarizeBatch,
        fn_constructor_kwargs={"settings": {"engine": "offline"}},
        batch_format="pyarrow",
        batch_size=64,
        compute=ray.data.ActorPoolStrategy(size=4),
    )
    summaries.write_parquet("summaries/")

Ray reads, partitions, retries and writes; nothing here knows whether it runs on a laptop or a cluster. An article that fails is a row with
its error, never an exception: a batch is not lost for one of its rows.
"""

import asyncio
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pipeline.article import Article
from pipeline.errors import InputError, MissingExtra, NutgrafError
from pipeline.ingest.records import Record, config_of
from pipeline.ingest.sinks.tables import TABLES, rows_of
from pipeline.ingest.sources.jsonl import JsonLines
from pipeline.settings import Settings
from pipeline.summarizer import Outcome, Summarizer

try:
    import pyarrow as pa

    from pipeline.ingest.sinks.parquet import SCHEMAS
except (ImportError, MissingExtra):
    raise MissingExtra("The stage of Ray needs a library that is not installed.", "pip install 'nutgraf[ray]'") from None

_PARTS = ("claims", "figures", "positions", "questions", "evidence")
_ARTICLE = ("article_id", "place")


def _fields(table: str) -> list[Any]:
    return [field for field in SCHEMAS[table] if field.name not in _ARTICLE]


# The columns of `summaries` as the Parquet sink has them; then the error; then the flat tables as lists of structs.
SCHEMA = pa.schema(
    [
        pa.field("article_id", pa.string()),
        *_fields("summaries"),
        pa.field("error", pa.string()),
        pa.field("error_type", pa.string()),
        *(pa.field(part, pa.list_(pa.struct(_fields(part)))) for part in _PARTS),
    ]
)


class SummarizeBatch:
    """A callable class for `Dataset.map_batches` with batch_format="pyarrow". Its rows in are articles: `text`, and what there is of `id`,
    `title`, `url`, `source`, `byline`, `published_at` and `language`. Its rows out have SCHEMA, in the order of those that came in.

    settings: as in NUTGRAF_* (see the reference), over the environment of the worker; keys belong in that environment. fields: our name
    of a field -> the row's. jobs: articles of a batch in flight at once, for engines that ask an endpoint. keep_text: whether rows out hold
    the article's text, without which offsets mean little. ConfigurationError where the engine cannot be made, when the actor starts.
    """

    def __init__(
        self,
        settings: Mapping[str, Any] | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        jobs: int = 16,
        keep_text: bool = True,
    ) -> None:
        known = Settings.load(**(settings or {}))
        self._summarizer = Summarizer.from_settings(known)
        self._config = config_of(self._summarizer.engine, known.max_claims)
        self._reader = JsonLines(io.BytesIO(), "row", max_bytes=known.max_article_bytes, fields=fields)
        self._jobs = 1 if known.engine == "offline" else jobs
        self._keep_text = keep_text
        # One loop for the actor's life: the connections of an engine belong to the loop that made them.
        self._runner = asyncio.Runner()

    def __del__(self) -> None:
        # Ray drops the stage when its actor has no more to do: what the engine holds, a server perhaps, goes with it.
        if runner := getattr(self, "_runner", None):
            runner.run(self._summarizer.aclose())
            runner.close()

    def __call__(self, batch: Any) -> Any:
        """The rows of a batch (pyarrow.Table), summarized."""
        return pa.Table.from_pylist(self._runner.run(self._rows(batch.to_pylist())), schema=SCHEMA)

    async def _rows(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        places = asyncio.Semaphore(self._jobs)

        async def one(number: int, row: dict[str, Any]) -> dict[str, Any]:
            async with places:
                return await self._row(number, row)

        return list(await asyncio.gather(*(one(number, row) for number, row in enumerate(rows))))

    async def _row(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        try:
            article = self._reader.article({name: _plain(value) for name, value in row.items()}, f"row {number}")
        except InputError as fault:
            return {"article_id": _text(row.get("id")), **_fault(fault)}
        outcome = await self._summarizer.outcome(article)
        return self._typed(article, outcome)

    def _typed(self, article: Article, outcome: Outcome) -> dict[str, Any]:
        text = article.text if self._keep_text else None
        record = Record(article=article.info, config=self._config, text=text, summary=outcome.summary)
        tables = rows_of([record.line])
        made: dict[str, Any] = dict(zip((column.name for column in TABLES["summaries"]), tables["summaries"][0], strict=True))
        made.pop("place")
        for part in _PARTS:
            names = [column.name for column in TABLES[part]]
            made[part] = [
                {name: value for name, value in zip(names, values, strict=True) if name not in _ARTICLE} for values in tables[part]
            ]
        return {**made, **(_fault(outcome.error) if outcome.error else {})}


def _fault(fault: NutgrafError) -> dict[str, str]:
    return {"error": str(fault), "error_type": type(fault).__name__}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
