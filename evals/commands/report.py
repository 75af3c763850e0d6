"""`evals report`: everything, for people who do not tune."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from evals.agree import Agreement, ceiling
from evals.commands.options import Jobs
from evals.compare import compare
from evals.execute import execute
from evals.exits import code_of_failures, guarded, say
from evals.gold_files import gold_paths
from evals.hashes import gold_hash
from evals.outputs import failures
from evals.reports.article_view import report_page
from evals.reports.html import page_html
from evals.reports.markdown import page_markdown
from evals.reports.page import Page, Section, section_of
from evals.reports.result import result_of
from evals.reports.terminal import show_agreement, show_audit, show_power, show_result, wide_console
from evals.runs import Config, Run, gold_of, load_run, prepare, replace, score_outputs, write_scores
from evals.selftest import selftest
from evals.sensitivity import sensitivity
from evals.thresholds import DEFAULT

GOLD = Path("evals/gold")
SPLITS = ("seed", "dev", "test")


@guarded
def report(
    engine: Annotated[str, typer.Option("--engine", help="offline | openai | llama.")],
    model: Annotated[str | None, typer.Option("--model", help="Model.")] = None,
    prompt: Annotated[str | None, typer.Option("--prompt", help="Prompt.")] = None,
    base_url: Annotated[str | None, typer.Option("--base-url", help="OpenAI-compatible endpoint.")] = None,
    gold: Annotated[Path, typer.Option("--gold", help="Folder that holds the splits.")] = GOLD,
    against: Annotated[Path | None, typer.Option("--against", help="A run on seed and dev to compare with.")] = None,
    repeat: Annotated[int, typer.Option("--repeat", min=1, help="Times that each article is summarized.")] = 1,
    jobs: Jobs = 8,
    runs: Annotated[Path, typer.Option("--runs", help="Folder that holds the folders of runs.")] = Path("runs"),
    out: Annotated[Path, typer.Option("--out", help="Folder for report.md, report.html and articles.html.")] = Path("build/report"),
) -> None:
    """The report: seed and dev with their articles, then the test split by its scores alone. For reporting, never while tuning."""
    base = Config(engine=engine, model=model, prompt=prompt, base_url=base_url, repeats=repeat, gold=(), reporting=True)
    open_run = _run(base.model_copy(update={"gold": _folders(gold, SPLITS[:2]), "reporting": False}), runs, jobs)
    sections = [section_of(open_run, details=True)]
    failed = failures(open_run.outputs)
    total = len(open_run.outputs)
    if test := _folders(gold, SPLITS[2:]):
        hidden = _run(base.model_copy(update={"gold": test}), runs, jobs)
        sections.append(section_of(hidden, details=False))
        failed += failures(hidden.outputs)
        total += len(hidden.outputs)
    page = Page(
        title=f"Nutgraf evals: {base.label}",
        sections=tuple(sections),
        comparison=compare(load_run(against), open_run) if against else None,
        agreement=_agreement(gold),
        verdicts=selftest(open_run.golds),
        sensitivity=sensitivity(open_run.golds, open_run.outputs),
    )
    out.mkdir(parents=True, exist_ok=True)
    replace(out / "report.md", page_markdown(page))
    replace(out / "report.html", page_html(page))
    # Seed and dev alone: the test split is shown by its scores.
    replace(
        out / "articles.html", report_page(f"{page.title}, article by article", score_outputs(open_run.golds, open_run.outputs).matches)
    )
    _print(page.sections, page.agreement)
    say(f"{out / 'report.md'}, {out / 'report.html'}, {out / 'articles.html'}")
    if code := code_of_failures(failed, total):
        raise typer.Exit(code)


def _folders(gold: Path, splits: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(gold / split) for split in splits if (gold / split).is_dir() and gold_paths([gold / split]))


def _run(config: Config, runs: Path, jobs: int) -> Run:
    golds = gold_of(config)
    config = prepare(config, golds)
    folder = runs / config.folder_name
    outputs = execute(config, golds, folder, jobs=jobs)
    scored = score_outputs(golds, outputs)
    write_scores(folder, scored, DEFAULT, gold_hash(golds), result_of(scored))
    return Run(folder, config, tuple(golds), tuple(outputs))


def _agreement(gold: Path) -> dict[str, Agreement]:
    """Per split that was annotated twice. Of the test split nothing is shown but how far the two agree."""
    found = {split: ceiling([gold / split], reporting=True) for split in SPLITS}
    return {split: agreement for split, agreement in found.items() if agreement}


def _print(sections: tuple[Section, ...], agreement: Mapping[str, Agreement]) -> None:
    console = wide_console()
    for section in sections:
        show_result(console, section.title, section.result)
        show_audit(console, section.audit)
        if section.power:
            show_power(console, section.power, paired=False)
    for split, found in agreement.items():
        console.print(f"two annotations, {split}:")
        show_agreement(console, found)
