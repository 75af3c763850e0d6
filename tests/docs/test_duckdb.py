"""The queries of the docs, over the Parquet that an ingest run writes."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import nutgraf_app
from tests.conftest import ROOT, SEED

QUERIES = re.findall(r"``` \{ \.sql \.no-run \}\n(.+?)```", (ROOT / "docs/howto/engines.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("duckdb")
    words = ["ingest", str(SEED), "-o", str(folder / "news.parquet"), "--engine", "offline"]
    assert CliRunner().invoke(nutgraf_app, words).exit_code == 0
    return folder


@pytest.mark.parametrize(
    ("place", "changes", "least"),
    [
        pytest.param(0, {"%ministry%": "%official%", "%flood%": "%china%"}, 1, id="who-says-what"),
        pytest.param(1, {}, 1, id="figures"),
        pytest.param(2, {}, 1, id="sides"),
    ],
)
def test_queries_answer(folder: Path, place: int, changes: dict[str, str], least: int, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    query = QUERIES[place]
    for name, other in changes.items():
        assert name in query
        query = query.replace(name, other)
    rows = duckdb.sql(query).fetchall()
    assert len(rows) >= least
    assert all(row[0] for row in rows)


def test_every_query_of_the_page_is_tried() -> None:
    assert len(QUERIES) == 3
