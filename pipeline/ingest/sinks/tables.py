"""The tables that SQLite, PostgreSQL and Parquet share, their rows, and the steps from one version of the schema to the next.

One row per article in `summaries`, the whole summary as JSON in it; `claims`, `figures`, `positions` and `questions` flat; `evidence` holds
the spans of all of them. Two views answer at once: `says` (who says what) and `numbers` (every figure, with what it measures).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, Literal, NamedTuple, TypeAlias

from pipeline.ingest.records import Row, row_of

Kind: TypeAlias = Literal["text", "int", "real", "bool", "time", "json"]
Values: TypeAlias = tuple[Any, ...]


# One more than the last: a step for it stands in `migrations`.
SCHEMA_VERSION = 2


class Column(NamedTuple):
    """A column and what it holds. A `time` is in UTC."""

    name: str
    kind: Kind = "text"


TABLES: Mapping[str, tuple[Column, ...]] = {
    "claims": (
        *(Column("article_id"), Column("place", "int"), Column("item_id"), Column("shown", "bool"), Column("statement"), Column("source")),
        *(Column("source_kind"), Column("attribution"), Column("kind"), Column("salience")),
    ),
    "figures": (
        *(Column("article_id"), Column("place", "int"), Column("item_id"), Column("measures"), Column("bound")),
        *(Column("value"), Column("value_number", "real"), Column("low"), Column("low_number", "real")),
        *(Column("high"), Column("high_number", "real"), Column("unit"), Column("per"), Column("time_words"), Column("source")),
    ),
    "positions": (
        *(Column("article_id"), Column("place", "int"), Column("item_id"), Column("holder"), Column("target"), Column("polarity")),
    ),
    "questions": (*(Column("article_id"), Column("place", "int"), Column("item_id"), Column("kind"), Column("question")),),
    "evidence": (
        *(Column("article_id"), Column("place", "int"), Column("part"), Column("item_place", "int")),
        *(Column("span_start", "int"), Column("span_end", "int"), Column("quote")),
    ),
    # Last: where its row is there, all the others are.
    "summaries": (
        *(Column("article_id"), Column("place", "int"), Column("content_hash"), Column("duplicate_of"), Column("config"), Column("title")),
        *(Column("url"), Column("source"), Column("byline"), Column("published_at", "time"), Column("language"), Column("text")),
        *(Column("gist"), Column("topic"), Column("article_stance"), Column("engine"), Column("model"), Column("prompt")),
        *(Column("input_tokens", "int"), Column("output_tokens", "int"), Column("requests", "int"), Column("cost_usd", "real")),
        *(Column("elapsed_s", "real"), Column("created_at", "time"), Column("schema_version", "int"), Column("summary", "json")),
    ),
}

_QUOTE = (
    "(SELECT e.quote FROM {schema}evidence e WHERE e.article_id = {item}.article_id AND e.part = '{part}' "
    "AND e.item_place = {item}.place ORDER BY e.place LIMIT 1) AS quote"
)
_OF_ARTICLE = "s.article_id, s.title, s.url, s.published_at, s.topic"
_VIEWS = (
    f"""CREATE VIEW {{schema}}says AS
SELECT c.source AS speaker, c.statement AS says, 'claim' AS form, c.kind, c.salience, {_QUOTE.format(schema="{schema}", item="c", part="claims")}, {_OF_ARTICLE}
FROM {{schema}}claims c JOIN {{schema}}summaries s ON s.article_id = c.article_id WHERE c.source IS NOT NULL
UNION ALL
SELECT p.holder, p.polarity || ' ' || p.target, 'position', NULL, NULL, {_QUOTE.format(schema="{schema}", item="p", part="positions")}, {_OF_ARTICLE}
FROM {{schema}}positions p JOIN {{schema}}summaries s ON s.article_id = p.article_id""",  # noqa: E501, S608 - constants
    f"""CREATE VIEW {{schema}}numbers AS
SELECT f.measures, f.bound, f.value, f.value_number, f.low_number, f.high_number, f.unit, f.per, f.time_words, f.source AS given_by,
{_QUOTE.format(schema="{schema}", item="f", part="figures")}, {_OF_ARTICLE}
FROM {{schema}}figures f JOIN {{schema}}summaries s ON s.article_id = f.article_id""",  # noqa: S608 - constants
)
_INDEXES = (
    "CREATE INDEX claims_source ON {schema}claims(source)",
    "CREATE INDEX positions_holder ON {schema}positions(holder)",
    "CREATE INDEX figures_unit ON {schema}figures(unit, value_number)",
    "CREATE INDEX summaries_published ON {schema}summaries(published_at)",
)


def migrations(types: Mapping[Kind, str], schema: str = "") -> tuple[tuple[str, ...], ...]:
    """Statements that lead from each version of the schema to the next; a new database takes all of them.

    types: the database's names for kinds. schema: "name." before every table, or "". A version that was released never changes.
    """
    tables = tuple(_create(name, columns, types, schema) for name, columns in TABLES.items())
    return tables, tuple(statement.format(schema=schema) for statement in (*_INDEXES, *_VIEWS))


def rows_of(lines: Iterable[str]) -> dict[str, list[Values]]:
    """The rows of a batch, by table. Of several lines of one article the last counts."""
    newest = {row["id"]: row for row in map(row_of, lines)}
    rows: dict[str, list[Values]] = {name: [] for name in TABLES}
    for row in newest.values():
        for name, values in _rows(row):
            rows[name].append((row["id"], *values))
    return rows


def _create(name: str, columns: Sequence[Column], types: Mapping[Kind, str], schema: str) -> str:
    described = ", ".join(f"{column.name} {types[column.kind]}" for column in columns)
    return f"CREATE TABLE {schema}{name} ({described}, PRIMARY KEY (article_id, place))"


def _rows(row: Row) -> Iterator[tuple[str, Values]]:
    """(table, values after the article's id) for one record."""
    yield "summaries", _summary(row)
    if "schema_version" not in row:
        return
    shown = [(claim, True) for claim in row["claims"]] + [(claim, False) for claim in row["omitted"]]
    for place, (claim, is_shown) in enumerate(shown):
        yield "claims", (place, claim["id"], is_shown, *_picked(claim, "statement source source_kind attribution kind salience"))
    for place, figure in enumerate(row["figures"]):
        numbers = [part for name in ("value", "low", "high") for part in (figure[name], _double(figure[name]))]
        yield "figures", (place, *_picked(figure, "id measures bound"), *numbers, *_picked(figure, "unit per when source"))
    for place, position in enumerate(row["stance"]["positions"]):
        yield "positions", (place, *_picked(position, "id holder target polarity"))
    for place, question in enumerate(row["open_questions"]):
        yield "questions", (place, *_picked(question, "id kind question"))
    yield from _evidence(row, [claim for claim, _ in shown])


def _summary(row: Row) -> Values:
    article = row["article"]
    first = (0, article["content_hash"], row["duplicate_of"], row["config"])
    info = (*_picked(article, "title url source byline"), _time(article["published_at"]), article["language"], row["text"])
    if "schema_version" not in row:
        return (*first, *info, *[None] * 14)
    made, usage = row["provenance"], row["provenance"]["usage"]
    prompt = made["prompt"]
    gist = row["gist"]["text"] if row["gist"] else None
    whole = {name: value for name, value in row.items() if name not in ("id", "config", "duplicate_of", "text")}
    return (
        *(*first, *info, gist, row["stance"]["topic"], row["stance"]["article"], made["engine"], made["model"]),
        f"{prompt['name']}/{prompt['version']}" if prompt else None,
        *_picked(usage, "input output requests cost_usd"),
        *(made["elapsed_s"], _time(made["created_at"]), row["schema_version"], json.dumps(whole, ensure_ascii=False)),
    )


def _evidence(row: Row, claims: Sequence[Row]) -> Iterator[tuple[str, Values]]:
    parts: Mapping[str, Sequence[Row]] = {
        "gist": [row["gist"]] if row["gist"] else [],
        "claims": claims,
        "figures": row["figures"],
        "positions": row["stance"]["positions"],
        "open_questions": row["open_questions"],
    }
    spans = (
        (part, item_place, span) for part, items in parts.items() for item_place, item in enumerate(items) for span in item["evidence"]
    )
    for place, (part, item_place, span) in enumerate(spans):
        yield "evidence", (place, part, item_place, *_picked(span, "start end quote"))


def _picked(item: Row, names: str) -> Values:
    return tuple(item[name] for name in names.split())


def _double(exact: str | None) -> float | None:
    """The nearest double of an exact number; None where there is none, or it is too large for one."""
    try:
        return float(Fraction(exact)) if exact is not None else None
    except OverflowError:
        return None


def _time(text: str | None) -> datetime | None:
    """A time in UTC; one without a zone is taken for UTC. None where there is none, or it leaves the calendar."""
    if text is None:
        return None
    time = datetime.fromisoformat(text)
    try:
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except OverflowError:
        return None
