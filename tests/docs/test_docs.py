"""The docs are true: every block of code runs, commands that cannot run here exist with their options, and the pages build strictly."""

import ast
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from typer.main import get_command
from typer.testing import CliRunner

from evals.cli import app as evals_app
from pipeline.cli.app import nutgraf_app, summarize_app
from pipeline.draft import Draft
from tests.conftest import ROOT
from tests.evals.conftest import TEXT, YAML
from tests.fakes.openai_server import FakeOpenAI, answer

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
ENDPOINT = "http://127.0.0.1:8080/v1"
APPS = {"summarize": summarize_app, "nutgraf": nutgraf_app, "nutgraf-evals": evals_app}
_FENCE = re.compile(r"^``` ?(?P<info>[^\n`]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"^    ((?:summarize|nutgraf|nutgraf-evals|python -m evals) .*)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    language: str
    runs: bool
    code: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in _FENCE.finditer(text):
        words = match["info"].strip(" {}").replace(".", "").split()
        yield Block(page, text.count("\n", 0, match.start()) + 1, words[0] if words else "", "no-run" not in words, match["code"])
    for match in _INDENTED.finditer(text):
        yield Block(page, text.count("\n", 0, match.start()) + 1, "bash", False, match[1])


ALL = [block for page in PAGES for block in blocks(page)]


def named(block: Block) -> str:
    return f"{block.page.relative_to(DOCS)}:{block.line}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a reader has at hand: an article, a folder of news, gold, rows to ingest."""
    ferry = (ROOT / "tests/articles/ferry.txt").read_bytes()
    (tmp_path / "article.txt").write_bytes(ferry)
    (tmp_path / "news").mkdir()
    (tmp_path / "my-gold").mkdir()
    (tmp_path / "news" / "ferry.txt").write_bytes(ferry)
    (tmp_path / "news" / "bay.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "my-gold" / "bay.txt").write_text(TEXT, encoding="utf-8")
    gold = YAML.format(name="bay", sha256=hashlib.sha256(TEXT.encode()).hexdigest())
    (tmp_path / "my-gold" / "bay.yaml").write_text(gold, encoding="utf-8")
    rows = [{"id": str(number), "text": text, "headline": "A vote"} for number, text in enumerate((ferry.decode(), TEXT))]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


@pytest.fixture
def endpoint() -> Iterator[str]:
    """A server that says little, and nothing wrong, about any article."""
    gist = {"text": "A board voted.", "sentences": [1]}
    stance = {"topic": "ferries", "article": "neutral", "positions": []}
    with FakeOpenAI() as fake:
        fake.always(answer(Draft.model_validate({"gist": gist, "stance": stance, "claims": [], "figures": [], "open_questions": []})))
        yield fake.base_url


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NUTGRAF_", "OPENAI_"))}
    return {**kept, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}", "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("page", [page for page in PAGES if any(block.runs for block in blocks(page))], ids=lambda page: page.stem)
def test_every_block_of_a_page_runs_in_order(page: Path, folder: Path, endpoint: str) -> None:
    scripts: list[str] = []
    for block in blocks(page):
        if not block.runs:
            continue
        code = block.code.replace(ENDPOINT, endpoint)
        match block.language:
            case "bash":
                done = subprocess.run(
                    ["bash", "-euo", "pipefail", "-c", code], cwd=folder, env=environment(), capture_output=True, text=True, check=False
                )
                assert done.returncode == 0, f"{named(block)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
            case "python":
                scripts.append(f"# {named(block)}\n{code}")
            case "yaml":
                assert yaml.safe_load(code) is not None, named(block)
            case "toml":
                assert tomllib.loads(code), named(block)
            case "json":
                assert json.loads(code) is not None, named(block)
            case _:
                assert block.language == "text", f"{named(block)}: a block says what it is"
    # A page's blocks of Python build on each other, as a reader would type them.
    script = "\n".join(scripts)
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{page.stem}\n{done.stderr[-2000:]}"


def commands(code: str) -> Iterator[list[str]]:
    """The commands of ours in a shell script, in words."""
    for line in code.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            words = words[1:]
        if words[:3] == ["python", "-m", "evals"]:
            words = ["nutgraf-evals", *words[3:]]
        if words and words[0] in APPS:
            yield words


@pytest.mark.parametrize("block", [block for block in ALL if not block.runs and block.language == "bash"], ids=named)
def test_commands_that_do_not_run_here_exist_with_their_options(block: Block) -> None:
    for program, *words in commands(block.code):
        command = get_command(APPS[program])
        while hasattr(command, "commands") and words and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for word in words:
            if word.startswith("-") and word != "-":
                assert word.split("=")[0] in known, f"{named(block)}: {program} has no {word}"


def test_no_run_is_the_exception() -> None:
    ours = [block for block in ALL if block.language in ("bash", "python")]
    assert sum(block.runs for block in ours) > len(ours) / 2
    for block in ours:
        if block.language == "python":
            ast.parse(block.code)


def test_every_command_is_in_the_reference() -> None:
    reference = (DOCS / "reference/commands.md").read_text(encoding="utf-8")
    for name in get_command(nutgraf_app).commands:  # type: ignore[attr-defined]
        if name != "summarize":
            assert f"<!-- help: nutgraf {name} -->" in reference, name
    assert CliRunner().invoke(evals_app, ["--help"]).exit_code == 0


def test_pages_build_strictly_with_every_link_whole(tmp_path: Path) -> None:
    if os.environ.get("NUTGRAF_REQUIRE_SERVICES") != "1":
        pytest.importorskip("mkdocs", reason="mkdocs is not installed: `make docs` installs it")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", str(ROOT / "mkdocs.yml"), "-d", str(tmp_path / "site")],
        cwd=ROOT,
        env={**environment(), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    built = {page.relative_to(tmp_path / "site") for page in (tmp_path / "site").rglob("*.html")}
    assert Path("reference/commands.html") in built
    commands_page = (tmp_path / "site/reference/commands.html").read_text(encoding="utf-8")
    assert "--retry-failed" in commands_page
    assert "<!-- help" not in commands_page
    for page in built:
        html = (tmp_path / "site" / page).read_text(encoding="utf-8")
        fetched = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?:)?//', html)
        assert not fetched, f"{page} asks another host for something"


def test_the_readme_shows_what_the_demo_prints() -> None:
    """Its excerpt, line by line and in order; "…" stands for what is left out."""
    shown = (ROOT / "README.md").read_text(encoding="utf-8").split("`make demo` prints this", 1)[1].split("```")[1]
    seed = next((ROOT / "seeds").glob("*.txt"))
    printed = iter(CliRunner().invoke(summarize_app, ["--engine", "offline", str(seed)], env={"COLUMNS": "80"}).stdout.splitlines())
    lines = [line for line in shown.strip("\n").splitlines() if line.strip() not in ("", "…")]
    missing = [line for line in lines if not any(line == other.rstrip() for other in printed)]
    assert missing == []
