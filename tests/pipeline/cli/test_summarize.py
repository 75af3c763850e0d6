"""`summarize` as a user meets it: order, formats, files, exit codes, one-line errors."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.article import Article
from pipeline.cli.app import nutgraf_app, summarize_app
from pipeline.cli.results import Results
from pipeline.summarizer import Outcome
from pipeline.summary import Summary
from tests.conftest import ROOT, SEED

FERRY = str(ROOT / "tests/articles/ferry.txt")


def summarize(*words: str, stdin: str | bytes | None = None, **environment: str) -> Result:
    return CliRunner().invoke(summarize_app, list(words), input=stdin, env=environment)


def offline(*words: str, stdin: str | bytes | None = None) -> Result:
    return summarize("--engine", "offline", *words, stdin=stdin)


def test_text_is_the_default_and_goes_to_stdout() -> None:
    done = offline(FERRY)
    assert done.exit_code == 0, done.stderr
    assert "CLAIMS" in done.stdout
    assert "FIGURES" in done.stdout
    assert done.stderr == ""


def test_json_is_a_summary_whose_spans_are_true() -> None:
    summary = Summary.model_validate_json(offline("-f", "json", FERRY).stdout)
    text = Path(FERRY).read_text(encoding="utf-8")
    for item in (*summary.claims, *summary.figures, *summary.open_questions, *summary.stance.positions):
        for span in item.evidence:
            assert text[span.start : span.end] == span.quote


def test_results_stand_in_the_order_of_the_inputs() -> None:
    names = [str(SEED), FERRY, str(SEED), FERRY]
    lines = offline("-f", "jsonl", "--jobs", "4", *names).stdout.splitlines()
    assert [json.loads(line)["article"]["source"] for line in lines] == [Path(name).name for name in names]


def test_several_processes_give_what_one_gives() -> None:
    names = [FERRY, str(SEED)] * 15
    one, two = (offline("-f", "jsonl", "--jobs", jobs, *names) for jobs in ("1", "2"))
    assert two.exit_code == 0, two.stderr
    assert [_lasting(line) for line in two.stdout.splitlines()] == [_lasting(line) for line in one.stdout.splitlines()]


def _lasting(line: str) -> dict[str, object]:
    """A summary without what differs from run to run."""
    return {name: value for name, value in json.loads(line).items() if name != "provenance"}


def test_json_of_many_is_one_array() -> None:
    assert len(json.loads(offline("-f", "json", FERRY, str(SEED)).stdout)) == 2


def test_markdown() -> None:
    assert "## Figures" in offline("-f", "markdown", FERRY).stdout


def test_html_is_one_page() -> None:
    done = offline("-f", "html", FERRY)
    assert done.stdout.startswith("<!doctype html>")
    assert "Mara Ellison" in done.stdout


def test_html_of_many_is_a_folder_with_an_index(tmp_path: Path) -> None:
    clash = tmp_path / "index.txt"
    clash.write_bytes(Path(FERRY).read_bytes())
    folder = tmp_path / "pages"
    assert offline("-f", "html", "-o", str(folder), FERRY, str(SEED), str(clash)).exit_code == 0
    assert {path.name for path in folder.iterdir()} == {"ferry.html", f"{SEED.stem}.html", "index-article.html", "index.html"}
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert [name for name in ("ferry", SEED.stem, "index-article") if f'href="./{name}.html"' in index] == [
        "ferry",
        SEED.stem,
        "index-article",
    ]


def test_html_of_many_wants_a_folder() -> None:
    done = offline("-f", "html", FERRY, str(SEED))
    assert done.exit_code == 2
    assert "Name a folder" in done.stderr


def test_standard_input() -> None:
    done = offline("-f", "json", "-", stdin=Path(FERRY).read_bytes())
    assert json.loads(done.stdout)["article"]["source"] is None


def test_max_claims_cuts_and_says_what_was_cut() -> None:
    summary = json.loads(offline("-f", "json", "--max-claims", "1", str(SEED)).stdout)
    everything = json.loads(offline("-f", "json", "--max-claims", "0", str(SEED)).stdout)
    assert len(summary["claims"]) == 1
    assert len(summary["claims"]) + len(summary["omitted"]) == len(everything["claims"]) > 12


def test_output_file_is_written_whole_with_ordinary_permissions(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert offline("-f", "json", "-o", str(target), FERRY).exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["claims"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~_umask()
    assert list(tmp_path.iterdir()) == [target]


def test_an_article_is_never_written_over(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_bytes(Path(FERRY).read_bytes())
    (tmp_path / "link.txt").symlink_to(article)
    for words in (["-o", str(article)], ["-o", str(tmp_path / "link.txt")], ["-o", str(tmp_path)]):
        done = offline(*words, str(article))
        assert done.exit_code == 2
        assert "over the article" in done.stderr
        assert article.read_bytes() == Path(FERRY).read_bytes()


def test_a_link_is_followed_and_a_mode_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(target)
    assert offline("-f", "json", "-o", str(link), FERRY).exit_code == 0
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["claims"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert offline("-f", "markdown", "-o", str(pipe), FERRY).exit_code == 0
    assert os.read(reader, 1_000_000)
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_dash_is_standard_output() -> None:
    assert json.loads(offline("-f", "json", "-o", "-", FERRY).stdout)["claims"]


def test_finished_lines_of_a_stopped_run_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old", encoding="utf-8")
    outcome = Outcome(article=Article(text="x"), summary=Summary.model_validate_json(offline("-f", "json", FERRY).stdout))
    with pytest.raises(KeyboardInterrupt), Results("jsonl", str(target), ["a", "b"]) as results:
        results.add(0, outcome)
        raise KeyboardInterrupt
    assert target.read_text(encoding="utf-8") == "old"
    assert len((tmp_path / "out.jsonl.partial").read_text(encoding="utf-8").splitlines()) == 1


def test_a_full_disk_is_no_fault_of_ours() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("summarize")), "--engine", "offline", "-o", "/dev/full", FERRY],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "internal error" not in done.stderr
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_failed_run_leaves_the_old_output_file(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    assert offline("-f", "json", "-o", str(target), str(tmp_path / "none.txt")).exit_code == 3
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_many_articles_go_to_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert offline("-f", "markdown", "-o", str(folder), FERRY, str(SEED), FERRY).exit_code == 0
    assert sorted(file.name for file in folder.iterdir()) == [f"{SEED.stem}.md", "ferry-1.md", "ferry-2.md"]


def test_one_file_for_many_articles_is_refused_unless_lines(tmp_path: Path) -> None:
    refused = offline("-f", "json", "-o", str(tmp_path / "out.json"), FERRY, str(SEED))
    assert refused.exit_code == 2
    assert "Name a folder, or use --format jsonl." in refused.stderr
    lines = tmp_path / "out.jsonl"
    assert offline("-f", "jsonl", "-o", str(lines), FERRY, str(SEED)).exit_code == 0
    assert len(lines.read_text(encoding="utf-8").splitlines()) == 2


def test_explain_names_the_rule_of_each_item() -> None:
    done = offline("--explain", "-f", "json", FERRY)
    summary = json.loads(done.stdout)
    for part in ("claims", "figures"):
        for item in summary[part]:
            assert item["id"] in done.stderr


def test_auto_says_in_one_line_which_engine_and_why() -> None:
    done = summarize(FERRY)
    assert done.stderr.splitlines() == ["summarize: engine offline, since no model with a key or base URL is configured"]


def test_language_offline_is_english_only() -> None:
    done = offline(
        "-",
        stdin="Der Stadtrat hat am Montag beschlossen, zwei neue Fähren zu kaufen. Die Kosten sind noch nicht bekannt und werden geprüft. "
        "Der Hafenmeister sagte, die alten Schiffe seien zu laut und nach dreißig Jahren nicht mehr zu retten.",
    )
    assert done.exit_code == 3
    assert "English" in done.stderr
    assert "--engine openai" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\n \n", "is empty", id="white-space"),
        pytest.param(b"\x00\x01\x02", "looks binary", id="binary"),
        pytest.param("Die Fähre".encode("latin-1"), "byte 0xe4 at byte 5", id="encoding"),
        pytest.param(b"Comments are closed.\n\nShare this article\n", "has no body", id="furniture-only"),
    ],
)
def test_bad_input_is_one_line_with_cause_and_remedy(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "bad.txt"
    file.write_bytes(content)
    done = offline(str(file))
    assert done.exit_code == 3
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert words in line
    assert "bad.txt" in line


def test_missing_file_folder_and_large_file(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    for name, words in ((tmp_path / "none.txt", "no such file"), (tmp_path, "is a folder"), (large, "NUTGRAF_MAX_ARTICLE_BYTES")):
        done = offline(str(name))
        assert done.exit_code == 3
        assert words in done.stderr


def test_the_other_articles_are_still_done(tmp_path: Path) -> None:
    done = offline("-f", "jsonl", str(tmp_path / "none.txt"), FERRY)
    assert done.exit_code == 5
    assert len(done.stdout.splitlines()) == 1
    assert "none.txt: no such file" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--engine", "openai", FERRY], "OPENAI_API_KEY", id="no-key"),
        pytest.param(["--engine", "oracle", FERRY], "There is no engine 'oracle'", id="unknown-engine"),
        pytest.param(["--engine", "offline", "--dry-run", FERRY], "sends nothing", id="dry-run-offline"),
        pytest.param(["--encoding", "utf-9", FERRY], "There is no encoding 'utf-9'", id="unknown-encoding"),
        pytest.param(
            ["--engine", "openai", "--base-url", "http://127.0.0.1:9", "--prompt", "nosuch", FERRY], "nosuch", id="unknown-prompt"
        ),
    ],
)
def test_configuration_errors_exit_2_in_one_line(words: list[str], message: str) -> None:
    done = summarize(*words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_bad_setting_is_named() -> None:
    done = summarize("--engine", "offline", FERRY, NUTGRAF_MAX_CLAIMS="many")
    assert done.exit_code == 2
    assert "NUTGRAF_MAX_CLAIMS" in done.stderr


def test_debug_shows_the_traceback() -> None:
    done = summarize("--engine", "oracle", "--debug", FERRY)
    assert "Traceback" in done.stderr


def test_dry_run_prints_the_request_and_never_a_key() -> None:
    done = summarize("--engine", "openai", "--model", "m", "--dry-run", FERRY, OPENAI_API_KEY="sk-very-secret")
    assert done.exit_code == 0, done.stderr
    body = json.loads(done.stdout)
    assert body["model"] == "m"
    assert "electric ferries" in body["messages"][-1]["content"]
    assert "sk-very-secret" not in done.output


def test_help_has_examples_and_exit_codes() -> None:
    shown = summarize("--help").stdout
    assert "summarize --format jsonl -o summaries.jsonl news/*.txt" in shown
    assert "5 some articles failed" in shown


def test_nutgraf_summarize_is_the_same_command() -> None:
    done = CliRunner().invoke(nutgraf_app, ["summarize", "--engine", "offline", "-f", "json", FERRY])
    assert _lasting(done.stdout) == _lasting(offline("-f", "json", FERRY).stdout)


def test_version_and_schema() -> None:
    assert summarize("--version").stdout.startswith("nutgraf ")
    assert CliRunner().invoke(nutgraf_app, ["--version"]).stdout == summarize("--version").stdout
    assert json.loads(summarize("--schema").stdout)["title"] == "Summary"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize(("words", "model"), [((), None), (("--model", "some-model"), "some-model")], ids=["none-named", "named"])
def test_a_dry_run_names_only_a_model_that_was_named(words: tuple[str, ...], model: str | None) -> None:
    done = summarize("--engine", "openai", "--base-url", "http://127.0.0.1:9/v1", "--dry-run", *words, FERRY, OPENAI_API_KEY="x")
    assert done.exit_code == 0, done.stderr
    body = json.loads(done.stdout)
    assert ("model" in body) == (model is not None)
    assert body.get("model") == model


@pytest.mark.parametrize(("name", "written"), [("new/", "new/ferry.txt"), ("new", "new")], ids=["folder", "file"])
def test_a_slash_at_the_end_makes_a_folder_even_for_one_article(tmp_path: Path, name: str, written: str) -> None:
    done = offline("-o", f"{tmp_path}/{name}", FERRY)
    assert done.exit_code == 0, done.stderr
    assert "CLAIMS" in (tmp_path / written).read_text(encoding="utf-8")
