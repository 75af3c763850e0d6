"""The stage of Ray Data: typed rows, faults as rows, and the same under Ray itself on one machine."""

import gc
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import ConfigurationError
from pipeline.ingest.adapters.ray import SCHEMA, SummarizeBatch
from pipeline.summary import Summary
from tests.conftest import ROOT
from tests.drafts import full_draft
from tests.fakes.openai_server import FakeOpenAI, Reply, completion, error
from tests.pipeline.ingest.stories import story


def table(*rows: dict[str, Any]) -> Any:
    return pa.Table.from_pylist(list(rows))


def rows(*numbers: int) -> list[dict[str, Any]]:
    return [story(number).model_dump(include={"id", "text", "title"}) for number in numbers]


def test_rows_are_typed_and_in_order() -> None:
    out = SummarizeBatch({"engine": "offline"})(table(*rows(1, 2, 3)))
    assert out.schema == SCHEMA
    assert out["article_id"].to_pylist() == ["story-1", "story-2", "story-3"]
    first = out.to_pylist()[0]
    assert first["error"] is None
    assert Summary.model_validate_json(first["summary"]).claims
    assert {claim["statement"] for claim in first["claims"]} >= {json.loads(first["summary"])["claims"][0]["statement"]}
    spans = [span for span in first["evidence"] if span["part"] == "claims"]
    assert spans
    assert all(first["text"][span["span_start"] : span["span_end"]] == span["quote"] for span in spans)


def test_faults_are_rows() -> None:
    with FakeOpenAI() as server:
        server.script(error(400, "no"), lambda request: Reply(completion(full_draft(), request.mode)))
        stage = SummarizeBatch({"engine": "openai", "base_url": server.base_url, "model": "fake"}, jobs=1)
        out = stage(table(*rows(1), {"id": "empty", "text": " ", "title": None}, *rows(2))).to_pylist()
    assert [row["error_type"] for row in out] == ["EndpointRefused", "EmptyArticle", None]
    assert [row["article_id"] for row in out] == ["story-1", "empty", "story-2"]
    assert out[2]["figures"]


def test_fields_have_other_names_and_the_text_can_be_left_out() -> None:
    stage = SummarizeBatch({"engine": "offline"}, fields={"text": "body"}, keep_text=False)
    (row,) = stage(table({"body": story(1).text})).to_pylist()
    assert row["error"] is None
    assert row["text"] is None


def test_an_engine_that_cannot_be_made_fails_at_the_start() -> None:
    with pytest.raises(ConfigurationError):
        SummarizeBatch({"engine": "none"})


def test_a_stage_that_is_dropped_lets_go_of_its_engine() -> None:
    with FakeOpenAI() as server:
        server.always(lambda request: Reply(completion(full_draft(), request.mode)))
        stage = SummarizeBatch({"engine": "openai", "base_url": server.base_url, "model": "fake"})
        assert stage(table(*rows(1, 2)))["error"].null_count == 2
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", ResourceWarning)
            del stage
            gc.collect()
    assert not [warning for warning in told if "unclosed" in str(warning.message)]


@pytest.fixture
def ray() -> Iterator[Any]:
    ray = pytest.importorskip("ray", reason="the extra `ray` is not installed")
    pytest.importorskip("ray.data")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False, _node_ip_address="127.0.0.1")
    yield ray
    ray.shutdown()


def test_the_example_of_the_docs_reads_and_writes_parquet(ray: Any, tmp_path: Path) -> None:
    page = (ROOT / "docs/howto/engines.md").read_text(encoding="utf-8")
    example = re.search(r"^import ray\n.+?(?=^```)", page, re.MULTILINE | re.DOTALL)
    assert example
    code = example[0].replace("s3://news/", f"{tmp_path}/").replace("size=16", "size=1").replace("batch_size=64", "batch_size=2")
    assert "s3:" not in code
    (tmp_path / "articles").mkdir()
    for part in range(2):
        pq.write_table(table(*rows(2 * part, 2 * part + 1)), tmp_path / "articles" / f"{part}.parquet")
    exec(code, {})
    made = pq.read_table(tmp_path / "summaries")
    assert sorted(made["article_id"].to_pylist()) == ["story-0", "story-1", "story-2", "story-3"]
    assert made["error"].null_count == 4
    assert all(claims for claims in made["claims"].to_pylist())
