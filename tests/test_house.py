"""The house keeps its order: imports go one way, public names exist, the published schema is true."""

import ast
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.summary import SCHEMA_FILE, SCHEMA_VERSION, json_schema
from tests.conftest import ROOT

# A module may import those above it, never those below (its own package's parts stand under the package's name).
ORDER = [
    "version",
    "labels",
    "exact",
    "errors",
    "processes",
    "settings",
    "lexicons",
    "words",
    "article",
    "reading",
    "draft",
    "budget",
    "prompt",
    "engines",
    "frames",
    "summary",
    "grounding",
    "summarizer",
    "views",
    "ingest",
    "service",
    "cli",
    "__main__",
]
# The offline engine's own floors, lowest first: each may use those before it.
OFFLINE = ["language", "odds", "syntax", "names", "speech", "claims", "figures", "stance", "questions", "drafting"]
ENGINE = ROOT / "pipeline" / "engines" / "offline"
# (file, module): the ways up that there are, each with its reason.
WAYS_UP = {
    ("pipeline/summary.py", "pipeline.views.html.card"),  # notebooks ask the object itself for its card
}
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))


def imported(file: Path) -> set[str]:
    """Names of the modules that a file imports, at its top or inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names if node.module == "pipeline"}
    return names


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_go_one_way(file: Path) -> None:
    part = file.relative_to(ROOT / "pipeline").with_suffix("").parts[0]
    if part == "__init__":
        return
    assert part in ORDER, f"{file.name} has no place in the house: give it one in ORDER"
    for name in imported(file):
        assert not name.startswith("evals"), f"{file} imports evals"
        if name.startswith("pipeline."):
            other = name.split(".")[1]
            if other in ORDER and (str(file.relative_to(ROOT)), name) not in WAYS_UP:
                assert ORDER.index(other) <= ORDER.index(part), f"{file.relative_to(ROOT)} imports {name}, which stands below it"


@pytest.mark.parametrize(
    "file",
    sorted((ROOT / "pipeline/engines/offline").rglob("*.py")),
    ids=lambda file: str(file.relative_to(ROOT / "pipeline/engines/offline")),
)
def test_imports_of_the_offline_engine_go_one_way(file: Path) -> None:
    floor = file.relative_to(ENGINE).with_suffix("").parts[0]
    if floor == "__init__":
        return
    for name in imported(file):
        if name.startswith("pipeline.engines.offline."):
            assert OFFLINE.index(name.split(".")[3]) <= OFFLINE.index(floor), (
                f"{file.relative_to(ROOT)} imports {name}, which stands below it"
            )


def test_nothing_of_ours_is_imported_behind_the_back_of_the_order() -> None:
    """By name only the public names of `pipeline`, the spaCy model, and pandas or polars are found."""
    by_name = {str(file.relative_to(ROOT)) for file in MODULES if "import_module(" in file.read_text(encoding="utf-8")}
    assert by_name <= {"pipeline/__init__.py", "pipeline/engines/offline/syntax/parse.py", "pipeline/frames.py"}


@pytest.mark.parametrize("file", sorted((ROOT / "evals").rglob("*.py")), ids=lambda file: str(file.relative_to(ROOT)))
def test_evals_use_public_names_only(file: Path) -> None:
    if "benchmarks" in file.parts:
        return
    public = {"pipeline"} | {f"pipeline.{name}" for name in pipeline.__all__}
    assert {name for name in imported(file) if name.split(".")[0] == "pipeline"} <= public


def test_every_public_name_can_be_had() -> None:
    for name in pipeline.__all__:
        assert getattr(pipeline, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        pipeline.Nothing  # noqa: B018 - the access is the test


def test_public_names_for_type_checkers_and_at_run_time_are_the_same() -> None:
    tree = ast.parse((ROOT / "pipeline" / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    typed = {alias.asname or alias.name for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert typed == set(pipeline.__all__)


# sha256 of the schema file of each version that was published: another schema is another version.
PUBLISHED = {1: "a0ce5e0e357b4b26c6906b381756a77cd6ec4d2d5242901723405f263dcc2204"}


def test_published_schema_is_the_schema_of_summary() -> None:
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == json_schema(), "run `make schema`"


def test_schema_does_not_drift_without_a_new_version() -> None:
    digest = hashlib.sha256(SCHEMA_FILE.read_bytes()).hexdigest()
    assert PUBLISHED.get(SCHEMA_VERSION) == digest, "Summary has changed: raise SCHEMA_VERSION, `make schema`, add the new hash here"


def test_importing_reads_no_environment_and_loads_no_engine() -> None:
    probe = (
        "import os, sys; os.environ['NUTGRAF_MAX_CLAIMS'] = 'x'; import pipeline.cli.app; "
        "print([name for name in ('spacy', 'openai', 'instructor', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("folder", ["pipeline", "evals", "prompts", "tests", "seeds"])
def test_top_level_is_as_fixed(folder: str) -> None:
    assert (ROOT / folder).is_dir()
