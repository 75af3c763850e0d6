"""Nutgraf: typed, grounded summaries of news articles.

    from pipeline import Article, Summarizer

    summary = Summarizer().summarize(Article(text=...))

Names are loaded when they are first used, so that `summarize --help` does not wait for libraries it does not need.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline import errors as errors
    from pipeline import labels as labels
    from pipeline.article import Article as Article
    from pipeline.article import ArticleInfo as ArticleInfo
    from pipeline.article import Span as Span
    from pipeline.budget import Budget as Budget
    from pipeline.budget import Usage as Usage
    from pipeline.draft import Answer as Answer
    from pipeline.draft import Draft as Draft
    from pipeline.draft import Failure as Failure
    from pipeline.draft import Fixes as Fixes
    from pipeline.engines import Engine as Engine
    from pipeline.engines import PromptInfo as PromptInfo
    from pipeline.engines import make_engine as make_engine
    from pipeline.engines.openai.request import request_bodies as request_bodies
    from pipeline.errors import NutgrafError as NutgrafError
    from pipeline.exact import Exact as Exact
    from pipeline.exact import as_fraction as as_fraction
    from pipeline.exact import exact as exact
    from pipeline.grounding import Grounded as Grounded
    from pipeline.grounding import ground as ground
    from pipeline.reading import Reading as Reading
    from pipeline.reading import read as read
    from pipeline.settings import Settings as Settings
    from pipeline.summarizer import Outcome as Outcome
    from pipeline.summarizer import Summarizer as Summarizer
    from pipeline.summary import Claim as Claim
    from pipeline.summary import Dropped as Dropped
    from pipeline.summary import Figure as Figure
    from pipeline.summary import Gist as Gist
    from pipeline.summary import OpenQuestion as OpenQuestion
    from pipeline.summary import Position as Position
    from pipeline.summary import Provenance as Provenance
    from pipeline.summary import Stance as Stance
    from pipeline.summary import Summary as Summary
    from pipeline.version import __version__ as __version__
    from pipeline.views.html import Exhibit as Exhibit
    from pipeline.views.html import Shown as Shown
    from pipeline.views.html import Verdict as Verdict
    from pipeline.views.html import html_component as html_component
    from pipeline.views.html import html_page as html_page
    from pipeline.views.html import html_view as html_view
    from pipeline.views.html import shown_items as shown_items
    from pipeline.views.markdown import markdown_view as markdown_view
    from pipeline.views.quantities import quantity as quantity
    from pipeline.views.text import text_view as text_view

_HOME = {
    "Answer": "draft",
    "Article": "article",
    "ArticleInfo": "article",
    "Budget": "budget",
    "Claim": "summary",
    "Draft": "draft",
    "Dropped": "summary",
    "Engine": "engines",
    "Exact": "exact",
    "Failure": "draft",
    "Exhibit": "views.html",
    "Figure": "summary",
    "Fixes": "draft",
    "Gist": "summary",
    "Grounded": "grounding",
    "NutgrafError": "errors",
    "OpenQuestion": "summary",
    "Outcome": "summarizer",
    "Position": "summary",
    "PromptInfo": "engines",
    "Provenance": "summary",
    "Reading": "reading",
    "Settings": "settings",
    "Shown": "views.html",
    "Span": "article",
    "Stance": "summary",
    "Summarizer": "summarizer",
    "Summary": "summary",
    "Usage": "budget",
    "Verdict": "views.html",
    "__version__": "version",
    "as_fraction": "exact",
    "exact": "exact",
    "ground": "grounding",
    "html_component": "views.html",
    "html_page": "views.html",
    "html_view": "views.html",
    "make_engine": "engines",
    "markdown_view": "views.markdown",
    "quantity": "views.quantities",
    "read": "reading",
    "request_bodies": "engines.openai.request",
    "shown_items": "views.html",
    "text_view": "views.text",
}
_MODULES = ("errors", "labels")

__all__ = [*_HOME, *_MODULES]  # noqa: PLE0604 - all are strings; ruff does not see through the dict


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"pipeline.{name}")
    if name not in _HOME:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    return getattr(import_module(f"pipeline.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
