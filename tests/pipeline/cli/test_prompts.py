"""`nutgraf prompts` as a user meets it."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli.prompts import prompts_app
from pipeline.prompt import load_prompt
from tests.conftest import SEED


def prompts(*words: str) -> Result:
    return CliRunner().invoke(prompts_app, list(words))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with two versions of a prompt."""
    for version in ("v1", "v2"):
        shutil.copytree(str(files("prompts") / "default" / "v1"), tmp_path / "default" / version)
    toml = tmp_path / "default" / "v2" / "prompt.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"v1"', '"v2"'), encoding="utf-8")
    return tmp_path


def test_list_has_a_line_per_prompt() -> None:
    lines = prompts("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["default/v1", "staged/v1"]
    assert load_prompt("default").hash[:12] in lines[0]


def test_show_prints_every_file_and_the_hash() -> None:
    shown = prompts("show", "staged").stdout
    assert load_prompt("staged").hash in shown
    for name in load_prompt("staged").sources:
        assert f"----- {name}\n" in shown


def test_diff_shows_what_changed_and_only_that(own: Path) -> None:
    shown = prompts("diff", "default/v1", "default/v2", "--prompt-dir", str(own)).stdout
    assert '-version = "v1"\n+version = "v2"' in shown
    assert "system.j2" not in shown
    assert prompts("diff", "default/v1", "default/v1").stdout == ""


def test_render_shows_what_a_model_reads() -> None:
    shown = prompts("render", str(SEED), "--prompt", "staged").stdout
    assert shown.count("<<<ARTICLE-") == 6  # three stages, each with an example and the article
    assert "[1] The United States urged" in shown


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("show", "nope"), 2, "No prompt 'nope'"),
        (("list", "--prompt-dir", "/no/such/folder"), 2, "does not exist"),
        (("render", "/no/such/article.txt"), 3, "/no/such/article.txt"),
        (("render", str(SEED), "--prompt", "nope"), 2, "No prompt 'nope'"),
    ],
)
def test_errors_are_one_line(words: tuple[str, ...], code: int, said: str) -> None:
    done = prompts(*words)
    assert done.exit_code == code
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
