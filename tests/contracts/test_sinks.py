"""What every sink promises: the same tests for all siblings, the database against a real server."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from pipeline.article import Article
from pipeline.errors import ConfigurationError, NutgrafError
from pipeline.ingest.flow import Flow, Options
from pipeline.ingest.ledger import Ledger
from pipeline.ingest.records import Record, copy_of
from pipeline.ingest.sinks import Sink, open_sink
from pipeline.summary import Summary
from tests.pipeline.ingest.stories import Worker, items, known, record, story
from tests.services import fresh_database, postgres

ALL = ("jsonl", "sqlite", "parquet", "postgres")
TABLES = ALL[1:]
Query: TypeAlias = Callable[[str], list[dict[str, Any]]]


def place(kind: str, folder: Path) -> str:
    return fresh_database() if kind == "postgres" else str(folder / f"out.{kind}")


@pytest.fixture(params=ALL)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return place(request.param, tmp_path)


@pytest.fixture(params=TABLES)
def table_target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return place(request.param, tmp_path)


@pytest.fixture
def sink(target: str) -> Iterator[Sink]:
    opened = open_sink(target)
    yield opened
    opened.close()


def write(sink: Sink, *records: Record, again: bool = False, mark: str | None = None) -> str:
    mark = sink.mark() if mark is None else mark
    sink.write([one.line for one in records], mark, again=again)
    return mark


def held(sink: Sink) -> list[tuple[str, str]]:
    """(id, configuration) of every row."""
    return sorted((one.id, one.config) for one in sink.known())


def query(target: str, words: str) -> list[dict[str, Any]]:
    """The rows of `SELECT words`, as the sink's users would ask."""
    if target.startswith("postgresql"):
        import psycopg
        from psycopg.rows import dict_row

        with psycopg.connect(target, row_factory=dict_row, options="-c search_path=nutgraf") as db:
            return list(db.execute(f"SELECT {words}".encode()))
    if target.endswith(".parquet"):
        import pyarrow.parquet as pq

        columns, table = words.split(" FROM ")
        rows = pq.read_table(f"{target}/{table.split()[0]}").to_pylist()
        return rows if columns == "*" else [{name: row[name] for name in columns.split(", ")} for row in rows]
    import sqlite3

    db = sqlite3.connect(target)
    db.row_factory = sqlite3.Row
    rows = [dict(row) for row in db.execute(f"SELECT {words}")]
    db.close()
    return rows


def test_it_is_empty_at_first_and_knows_what_was_written(sink: Sink) -> None:
    assert sink.is_empty()
    assert not held(sink)
    one, two = record(1), record(2)
    write(sink, one, two)
    assert not sink.is_empty()
    assert sorted(sink.known()) == sorted([known(one), known(two)])


def test_what_was_written_is_there_when_it_is_opened_again(target: str) -> None:
    first = open_sink(target)
    write(first, record(1))
    first.close()
    second = open_sink(target)
    assert second.name == first.name
    assert held(second) == [("story-1", "c1")]
    write(second, record(2))
    assert held(second) == [("story-1", "c1"), ("story-2", "c1")]
    second.close()


def test_a_batch_that_is_written_again_is_there_once(sink: Sink) -> None:
    write(sink, record(0))
    mark = write(sink, record(1), record(2))
    write(sink, record(1), record(2), mark=mark, again=True)
    assert held(sink) == [("story-0", "c1"), ("story-1", "c1"), ("story-2", "c1")]


def test_a_batch_that_was_only_planned_is_written(sink: Sink) -> None:
    write(sink, record(1), mark=sink.mark(), again=True)
    assert held(sink) == [("story-1", "c1")]


def test_a_newer_row_takes_the_place_of_an_older_one(sink: Sink) -> None:
    write(sink, record(1, "c1"), record(2, "c1"))
    write(sink, record(1, "c2"))
    write(sink, record(3, "c1"), record(3, "c2"))
    write(sink, record(1, "c3"))
    sink.settle({"story-1", "story-3"})
    assert held(sink) == [("story-1", "c3"), ("story-2", "c1"), ("story-3", "c2")]
    sink.settle({"story-1", "story-3"})
    assert held(sink) == [("story-1", "c3"), ("story-2", "c1"), ("story-3", "c2")]
    write(sink, record(4))
    assert len(held(sink)) == 4


def test_what_is_forgotten_is_gone_and_the_rest_stays(sink: Sink, target: str) -> None:
    write(sink, record(1, text=story(1).text + " A secret word: Quagmire."), record(2))
    write(sink, record(3), copy_of(story(4), "story-3", "c1", keep_text=True))
    assert sink.forget({"story-1", "story-4", "unknown"}) == 2
    assert held(sink) == [("story-2", "c1"), ("story-3", "c1")]
    assert sink.forget({"unknown"}) == 0
    if not target.startswith("postgresql"):  # a database keeps what was deleted until it is vacuumed
        files = [path for path in Path(target).parent.rglob("*") if path.is_file()]
        assert files
        assert not [path for path in files if b"Quagmire" in path.read_bytes()]


def test_ids_may_be_any_text(sink: Sink) -> None:
    ids = ["'; DROP TABLE claims; --", 'a "quoted" one', "Ünï © 漢字 🙂", "back\\slash", "a\nb", "%s {0} ?"]
    write(sink, *(record(number, id=one) for number, one in enumerate(ids)))
    assert sorted(one.id for one in sink.known()) == sorted(ids)
    assert sink.forget(ids) == len(ids)
    assert sink.is_empty()


def test_a_run_interrupted_between_sink_and_ledger_writes_nothing_twice(target: str, tmp_path: Path) -> None:
    opened = open_sink(target)
    with Ledger(tmp_path / "run.ledger", opened.name) as ledger:
        for number in (1, 2):
            ledger.finish(story(number), record(number).line, "c1", record(number).summary.provenance.usage)  # type: ignore[union-attr]
        batch = ledger.plan(10, opened.mark())
        opened.write(batch.lines, batch.mark, again=False)
        # Here the process dies: the batch is in the sink, and the ledger does not know.
    with Ledger(tmp_path / "run.ledger", opened.name) as ledger:
        worker = Worker()
        asyncio.run(Flow(worker, ledger, opened, "c1", Options()).run(items([story(1), story(2), story(3)])))
        assert worker.asked == ["story-3"]
    assert [one for one, _ in held(opened)] == ["story-1", "story-2", "story-3"]
    opened.close()


def test_a_refresh_leaves_one_row_per_article(target: str, tmp_path: Path) -> None:
    for config in ("c1", "c2"):
        opened = open_sink(target)
        with Ledger(tmp_path / "run.ledger", opened.name) as ledger:
            flow = Flow(Worker(), ledger, opened, config, Options(refresh=True))
            asyncio.run(flow.run(items(story(number) for number in range(20))))
        rows = held(opened)
        opened.close()
    assert rows == sorted((f"story-{number}", "c2") for number in range(20))


def test_tables_hold_every_item_and_the_spans_fit_the_text(table_target: str) -> None:
    opened = open_sink(table_target)
    whole = record(1, published_at="2024-05-06T07:08:09+02:00")
    write(opened, whole)
    opened.close()
    summary = whole.summary
    assert summary
    (row,) = query(table_target, "* FROM summaries")
    assert (row["article_id"], row["title"], row["gist"]) == ("story-1", "Ferries", summary.gist.text if summary.gist else None)
    assert str(row["published_at"]).replace("T", " ") == "2024-05-06 05:08:09+00:00"
    held_summary = row["summary"] if isinstance(row["summary"], dict) else json.loads(row["summary"])
    assert Summary.model_validate(held_summary) == summary
    assert [claim["statement"] for claim in query(table_target, "* FROM claims")] == [claim.statement for claim in summary.claims]
    (figure,) = query(table_target, "* FROM figures")
    assert (figure["value"], figure["value_number"], figure["unit"]) == ("61000000", 61_000_000.0, "USD")
    assert len(query(table_target, "* FROM positions")) == len(summary.stance.positions)
    assert len(query(table_target, "* FROM questions")) == len(summary.open_questions)
    spans = query(table_target, "* FROM evidence")
    assert len(spans) >= 5
    for span in spans:
        assert row["text"][span["span_start"] : span["span_end"]] == span["quote"]


def test_a_copy_has_a_row_that_points_at_the_first(table_target: str) -> None:
    opened = open_sink(table_target)
    write(opened, copy_of(story(2), "story-1", "c1", keep_text=False))
    opened.close()
    (row,) = query(table_target, "article_id, duplicate_of, gist, text, summary FROM summaries")
    assert row == {"article_id": "story-2", "duplicate_of": "story-1", "gist": None, "text": None, "summary": None}


def test_a_nul_that_a_model_wrote_breaks_no_sink(sink: Sink) -> None:
    one = record(1)
    assert one.summary
    assert one.summary.gist
    gist = one.summary.gist.model_copy(update={"text": "A NUL \0 and an escape \\u0000."})
    write(sink, one.model_copy(update={"summary": one.summary.model_copy(update={"gist": gist})}))
    assert held(sink) == [("story-1", "c1")]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_views_answer_who_says_what_and_the_figures_on_a_topic(kind: str, tmp_path: Path) -> None:
    target = place(kind, tmp_path)
    opened = open_sink(target)
    write(opened, record(1), record(2))
    opened.close()
    (said, _) = query(target, "* FROM says WHERE speaker = 'Mara Ellison' AND says LIKE '%ferries%' ORDER BY article_id")
    assert said["says"] == "More than 70 per cent of passengers wanted new ferries."
    assert "70 per cent" in said["quote"]
    assert said["article_id"] == "story-1"
    (side, _) = query(target, "* FROM says WHERE speaker = 'harbour board' AND form = 'position'")
    assert side["says"] == "supports electric ferries"
    (number, _) = query(target, "* FROM numbers WHERE measures LIKE '%ferries%' AND unit = 'USD' AND value_number > 1000000")
    assert "61 million" in number["quote"]
    assert number["title"] == "Ferries"


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_tables_of_an_older_version_are_brought_up_to_date(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    module = importlib.import_module(f"pipeline.ingest.sinks.{kind}")
    newest = module.migrations
    target = place(kind, tmp_path)
    with monkeypatch.context() as older:
        older.setattr(module, "migrations", lambda *words: newest(*words)[:1])
        older.setattr(module, "SCHEMA_VERSION", 1)
        opened = open_sink(target)
        write(opened, record(1))
        opened.close()
    with pytest.raises(Exception, match="says"):
        query(target, "* FROM says")
    opened = open_sink(target)
    assert held(opened) == [("story-1", "c1")]
    opened.close()
    assert query(target, "* FROM says")


def test_tables_of_a_newer_version_are_refused(table_target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    kind = "postgres" if table_target.startswith("postgresql") else table_target.rpartition(".")[2]
    module = importlib.import_module(f"pipeline.ingest.sinks.{kind}")
    opened = open_sink(table_target)
    write(opened, record(1))
    opened.close()
    monkeypatch.setattr(module, "SCHEMA_VERSION", 0)
    with pytest.raises(ConfigurationError, match="newer version"):
        open_sink(table_target)


def test_every_version_of_the_tables_has_its_step() -> None:
    from pipeline.ingest.sinks.sqlite import _TYPES
    from pipeline.ingest.sinks.tables import SCHEMA_VERSION, migrations

    assert len(migrations(_TYPES)) == SCHEMA_VERSION


@pytest.mark.parametrize("name", ["out.csv", "out", "none/out.jsonl", "folder.jsonl", "text.sqlite", "text.parquet"])
def test_a_place_that_cannot_be_a_sink_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    for file in ("text.sqlite", "text.parquet"):
        (tmp_path / file).write_text("something else entirely, and long enough to be no header", encoding="utf-8")
    with pytest.raises(NutgrafError) as raised:
        open_sink(str(tmp_path / name))
    assert name.rsplit("/", maxsplit=1)[-1] in str(raised.value)
    assert raised.value.remedy


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(NutgrafError) as raised:
        open_sink("postgresql://mara:hunter2@127.0.0.1:9/news")
    assert "127.0.0.1:9" in str(raised.value)
    assert "hunter2" not in str(raised.value)


def test_a_database_that_dies_in_the_middle_is_waited_for() -> None:
    opened = open_sink(fresh_database())
    write(opened, record(1))
    postgres().stop()
    late = threading.Timer(0.5, postgres().start)
    late.start()
    write(opened, record(2))
    late.join()
    assert held(opened) == [("story-1", "c1"), ("story-2", "c1")]
    opened.close()


def test_lines_torn_at_any_byte_are_made_whole(tmp_path: Path) -> None:
    """What a killed process may leave of a batch: any beginning of it."""
    records = [Record(article=Article(text=f"Über {number}.").info, config="c", text=None) for number in range(3)]
    lines = [one.line for one in records]
    first = f"{record(0).line}\n".encode()
    data = "".join(f"{line}\n" for line in lines).encode()
    path = tmp_path / "out.jsonl"
    for size in range(len(data) + 1):
        path.write_bytes(first + data[:size])
        opened = open_sink(str(path))
        opened.write(lines, str(len(first)), again=True)
        opened.close()
        assert path.read_bytes() == first + data


def test_lines_of_another_program_are_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    opened = open_sink(str(path))
    mark = write(opened, record(1))
    path.write_text("somebody else's line\n", encoding="utf-8")
    with pytest.raises(NutgrafError, match="changed by another program"):
        write(opened, record(1), mark=mark, again=True)
    assert path.read_text(encoding="utf-8") == "somebody else's line\n"
    opened.close()


def test_a_file_without_a_last_newline_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text(record(1).line, encoding="utf-8")
    opened = open_sink(str(path))
    write(opened, record(2))
    assert held(opened) == [("story-1", "c1"), ("story-2", "c1")]
    opened.close()
