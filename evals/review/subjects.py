"""What is reviewed: a gold file, a text, or the outputs of a run. Saving writes a gold file that loads, or nothing."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.annotate import draft_summary, furniture_of, read_article
from evals.gold_files import Problem, load_gold, parse_gold
from evals.gold_yaml import relative, write_parts
from evals.lint import lint
from evals.review.drafts import Draft, draft_of_gold, draft_of_summary, parts_of, spans_of
from evals.runs import load_run, replace
from pipeline import Article, Engine, errors

_ITEM = re.compile(r"^(?:stance\.)?(claims|figures|positions|open_questions)\[(\d+)\]")


@dataclass(frozen=True)
class Subject:
    """An article under review. `target`: the gold file that saving writes; `text`: the article's file, where there is one already."""

    name: str
    article: Article
    draft: Draft
    target: Path
    text: Path | None


@dataclass(frozen=True)
class Saved:
    """What saving came to: `problems` that stopped it, `warnings` that did not. Each names the item as the page does ("claims 3")."""

    problems: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def subjects_of(place: Path, *, out: Path | None = None, engine: Engine | None = None, reporting: bool = False) -> list[Subject]:
    """What a gold file (.yaml), a text or the folder of a run has to review.

    out: folder for the gold; without it a gold file is saved in place, a text's gold beside the text, a run's in its folder `review`.
    engine: what drafts the gold of a text. InputError where there is nothing to review.
    """
    if place.is_dir():
        return _of_run(place, out or place / "review")
    if place.suffix in (".yaml", ".yml"):
        return [_of_gold(place, out, reporting=reporting)]
    return [_of_text(place, out, engine)]


def save(subject: Subject, draft: Draft) -> Saved:
    """Writes the accepted items as gold, if they make a file that `check` passes; else nothing, and says what is wrong."""
    if draft.undecided:
        return Saved((f"{draft.undecided} items are undecided: accept, correct or reject each.",))
    text_file = subject.text or subject.target.with_suffix(".txt")
    text = write_parts(
        subject.article,
        relative(text_file, subject.target),
        spans_of(draft.furniture, subject.article),
        parts_of(draft, subject.article),
        notes=draft.notes,
    )
    subject.target.parent.mkdir(parents=True, exist_ok=True)
    if not text_file.exists():
        text_file.write_bytes(subject.article.text.encode("utf-8"))
    attempt = subject.target.with_name(f".{subject.target.name}")
    attempt.write_text(text, encoding="utf-8")
    try:
        parsed = parse_gold(attempt)
        if parsed.problems:
            return Saved(_named(parsed.problems, draft))
        warnings = _named(lint(parsed), draft)
    finally:
        attempt.unlink()
    replace(subject.target, text)
    return Saved((), warnings)


def _of_gold(path: Path, out: Path | None, *, reporting: bool) -> Subject:
    gold = load_gold(path, reporting=reporting)
    text = path.parent / (gold.article.source or "")
    return Subject(gold.name, gold.article, draft_of_gold(gold), (out / path.name) if out else path, text)


def _of_text(path: Path, out: Path | None, engine: Engine | None) -> Subject:
    article = read_article(path)
    target = (out or path.parent) / f"{path.stem}.yaml"
    if target.exists():
        raise errors.ConfigurationError(f"{target} exists.", f"Review it (`python -m evals review {target}`), or name a folder by --out.")
    if engine is None:
        raise errors.ConfigurationError("A text needs an engine that drafts its gold.", "Name one by --engine.")
    summary = asyncio.run(draft_summary(article, engine))
    return Subject(path.stem, article, draft_of_summary(summary, furniture_of(article)), target, path)


def _of_run(folder: Path, out: Path) -> list[Subject]:
    run = load_run(folder)
    golds = {gold.name: gold for gold in run.golds}
    found = []
    for output in run.outputs:
        if output.summary is None or output.repeat:
            continue
        article, target = golds[output.article].article, out / f"{output.article}.yaml"
        if target.exists():
            found.append(_of_gold(target, None, reporting=run.config.reporting))
        else:
            draft = draft_of_summary(output.summary, furniture_of(article))
            found.append(Subject(output.article, article, draft, target, None))
    if not found:
        raise errors.InputError(f"{folder} has no summary to review.", "Look at its outputs.jsonl.")
    return found


def _named(problems: Sequence[Problem], draft: Draft) -> tuple[str, ...]:
    """The problems, with items called by their number on the page: those that were rejected count there."""
    return tuple(_in_words(problem, draft) for problem in problems)


def _in_words(problem: Problem, draft: Draft) -> str:
    match = _ITEM.match(problem.where)
    if match is None:
        return f"{problem.where}: {problem.message}" if problem.where else problem.message
    part, place = match[1], int(match[2])
    kept = [number for number, item in enumerate(getattr(draft, part), 1) if item.status == "accepted"]
    field = problem.where[match.end() :].lstrip(".")
    return f"{part.replace('_', ' ')} {kept[place]}{f', {field}' if field else ''}: {problem.message}"
