"""The built wheel, in an environment of its own outside the checkout, does the main job: templates, lexicons and schema are inside."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEED


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("NUTGRAF_", "OPENAI_", "PYTHON"))}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("nutgraf-*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the console scripts of a new environment with the wheel; its dependencies are those that the tests run with."""
    home = tmp_path_factory.mktemp("environment")
    assert run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home).returncode == 0
    python = home / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).stdout.strip())
    # A path in a .pth file is not searched for .pth files itself, so the checkout's editable install stays out.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    done = run(
        sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", "--ignore-installed", wheel, cwd=home
    )
    assert done.returncode == 0, done.stderr
    found = run(python, "-c", "import pipeline, prompts, evals; print(pipeline.__file__, prompts.__file__, evals.__file__)", cwd=home)
    assert found.stdout.count(str(site)) == 3, found.stdout + found.stderr
    return home / "bin"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder whose own files have the names of our packages: the commands must not import them."""
    for name in ("pipeline", "prompts", "evals"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the wrong module was imported')\n", encoding="utf-8")
    return tmp_path


def test_summarize_works_from_the_wheel(scripts: Path, elsewhere: Path) -> None:
    done = run(scripts / "summarize", "--engine", "offline", "--format", "json", SEED, cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["claims"]
    assert summary["figures"]
    assert summary["provenance"]["engine"] == "offline"


def test_schema_and_prompts_are_inside(scripts: Path, elsewhere: Path) -> None:
    schema = run(scripts / "nutgraf", "summarize", "--schema", cwd=elsewhere)
    assert json.loads(schema.stdout)["title"] == "Summary"
    request = run(scripts / "summarize", "--engine", "openai", "--model", "m", "--dry-run", SEED, cwd=elsewhere, OPENAI_API_KEY="sk-secret")
    assert request.returncode == 0, request.stderr
    assert json.loads(request.stdout)["model"] == "m"
    assert "sk-secret" not in request.stdout + request.stderr


def test_pages_have_their_templates_scripts_and_styles_inside(scripts: Path, wheel: Path, elsewhere: Path) -> None:
    done = run(scripts / "summarize", "--engine", "offline", "--format", "html", SEED, cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("<!doctype html>")
    assert "window.nutgraf" in done.stdout
    assert {"evals/review/review.js", "evals/review/review.css"} <= set(zipfile.ZipFile(wheel).namelist())


def test_evals_script_starts(scripts: Path, elsewhere: Path) -> None:
    done = run(scripts / "nutgraf-evals", "--help", cwd=elsewhere)
    assert done.returncode == 0, done.stderr
    assert "score" in done.stdout


def test_third_party_text_gold_and_benchmarks_stay_outside(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if "seeds/" in name or "/gold/" in name or "/benchmarks/" in name or name.startswith("tests")]
    assert {"pipeline/py.typed", "pipeline/summary.schema.json"} <= set(names)
