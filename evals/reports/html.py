"""A report as one HTML page: no script, nothing loaded, every text escaped, and a policy that would stop what slips through."""

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from evals.reports.page import Page, Section
from evals.reports.words import NAMES, chance, decimal, moved_words, number, percent, signed
from evals.scores import HEADLINE_PARTS
from evals.statistics import HEADLINE, MEASURES


def page_html(page: Page) -> str:
    """The page. It holds its styles, and says by their hash that no others apply."""
    folder = files("evals.reports")
    style = (folder / "report.css").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string((folder / "report.html.j2").read_text(encoding="utf-8"))
    return template.render(
        page=page,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        measures=MEASURES,
        parts=HEADLINE_PARTS,
        names=NAMES,
        percent=percent,
        number=number,
        signed=signed,
        decimal=decimal,
        chance=chance,
        moved=moved_words,
        score_of=_score,
        ceilings=lambda name: [score for found in page.agreement.values() if (score := found.f1.get(name)) is not None],
    )


def _score(section: Section, name: str) -> float | None:
    found: float | None = section.result["headline"]["strict"] if name == HEADLINE else section.result["parts"][name]["strict"]["f1"]
    return found
