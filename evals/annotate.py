"""A gold file to start from: blank, or prefilled by an engine for a person to correct."""

import asyncio
from pathlib import Path
from typing import Any

from evals.gold_yaml import CHECKLIST, blank_parts, relative, write_parts
from evals.lint import PREFILLED
from pipeline import Article, Engine, Span, Summarizer, Summary, errors, read


def annotate(article_path: Path, gold_path: Path, engine: Engine | None) -> str:
    """The text of a gold file for an article. engine: what prefills it; None leaves it blank, as a blind second annotation must be.

    A prefilled file is a draft of that engine and no gold until a person has gone through it; a note in it says so.
    InputError where the article cannot be read; EngineError where the engine fails.
    """
    article = read_article(article_path)
    where = relative(article_path, gold_path)
    furniture = tuple(furniture_of(article)) if engine else ()
    if engine is None:
        return write_parts(article, where, furniture, blank_parts(), comment=CHECKLIST)
    summary = asyncio.run(draft_summary(article, engine))
    notes = [f"{PREFILLED}{summary.provenance.engine}: go through every item, then delete this note"]
    return write_parts(article, where, furniture, parts_of(summary), notes=notes, comment=CHECKLIST)


def parts_of(summary: Summary) -> dict[str, Any]:
    """A summary's items as the parts of a gold file."""
    values = summary.model_dump(mode="json", include={"stance", "claims", "omitted", "figures", "open_questions"})
    values["claims"] += values.pop("omitted")
    for items in (values["stance"]["positions"], values["claims"], values["figures"], values["open_questions"]):
        for item in items:
            del item["id"]
    return values


def read_article(path: Path) -> Article:
    """The article of a text file. ArticleNotFound, NotText."""
    try:
        return Article(text=path.read_bytes().decode("utf-8"), id=path.stem, language="en")
    except OSError as error:
        raise errors.ArticleNotFound(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise errors.NotText(f"{path} is not UTF-8 (byte {error.start}).") from None


async def draft_summary(article: Article, engine: Engine) -> Summary:
    """What an engine makes of an article, with every claim. The engine is closed afterwards."""
    async with Summarizer(engine, max_claims=0) as summarizer:
        return await summarizer.asummarize(article)


def furniture_of(article: Article) -> list[Span]:
    """What reading takes for furniture: each line once, and datelines."""
    reading = read(article)
    spans = [reading.span_of(line) for line in reading.lines if line.role == "furniture"]
    datelines = [line for line in reading.lines if line.role == "body" and line.body_start > line.start]
    opened = [article.text[line.start : line.body_start].rstrip() for line in datelines]
    inline = [article.span(line.start, line.start + len(text)) for line, text in zip(datelines, opened, strict=True)]
    once = {span.quote: span for span in reversed(spans)}
    return sorted([*once.values(), *inline], key=lambda span: span.start)
