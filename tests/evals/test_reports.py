"""Reports: what articles and models say is text, never markup; what must not be shown is not shown."""

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from evals.gold_files import load_folders
from evals.gold_types import Gold
from evals.matching import match
from evals.outputs import Output
from evals.perfect import as_summary
from evals.reports.html import page_html
from evals.reports.markdown import escape, page_markdown
from evals.reports.page import Page, section_of
from evals.reports.terminal import show_match, show_result, wide_console
from evals.runs import Config, Run, prepare, score_outputs
from evals.selftest import selftest
from evals.sensitivity import sensitivity

EVIL = "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} </style> [red]x[/red] | `code` **bold**"


class Tags(HTMLParser):
    """Collects the tags of a page, what their attributes load, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def run(tmp_path: Path, gold_folder: Callable[..., Path]) -> Run:
    folder = gold_folder(6)
    golds = load_folders([folder])
    outputs = []
    for gold in golds[:5]:
        summary = as_summary(gold)
        claims = list(summary.claims)
        claims[0] = claims[0].model_copy(update={"statement": EVIL, "source": EVIL})
        outputs.append(
            Output(
                article=gold.name,
                content_hash=gold.article.content_hash,
                summary=summary.model_copy(update={"claims": (*claims, *claims[:1])}),
            )
        )
    return Run(tmp_path, prepare(Config(engine="offline", gold=(str(folder),)), golds), tuple(golds), tuple(outputs))


@pytest.fixture
def page(run: Run) -> Page:
    section = section_of(run, details=True)
    return Page("A <b>report</b>", (section,), verdicts=selftest(run.golds[:2]), sensitivity=sensitivity(run.golds, run.outputs))


def test_the_page_holds_no_markup_of_others(page: Page) -> None:
    found = Tags(page_html(page))
    assert "script" not in found.tags
    assert not {"style", "onload", "onclick", "src", "href"} & found.attributes
    assert "<script>alert(1)</script>" in found.text
    assert "{{ 7 * 7 }} {% raw %}" in found.text
    assert "49" not in re.findall(r"<script>alert\(1\)</script> (\S+)", found.text)


def test_the_policy_allows_the_styles_of_the_page_and_nothing_else(page: Page) -> None:
    html = page_html(page)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert policy is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].split("; ")[0] == "default-src 'none'"
    assert f"style-src 'sha256-{digest}'" in policy[1]
    assert "unsafe" not in policy[1]


def test_the_page_loads_nothing(page: Page) -> None:
    assert not re.search(r"(?:https?:)?//(?!www\.w3\.org)\w", page_html(page))


def test_the_page_tells_how_many_were_scored_and_draws_every_measure(page: Page) -> None:
    html = page_html(page)
    assert "5 scored / 6 total" in html
    assert html.count('class="bar"') == 5
    assert html.count('class="whisker"') == 5
    assert "failed" in html


def test_the_text_of_an_article_is_whole_in_its_view(page: Page, run: Run) -> None:
    view = page.sections[0].articles[0]
    assert "".join(piece.text for piece in view.text) == run.golds[0].article.text
    assert {piece.text for piece in view.text if piece.furniture} == {"Photo: Jo Bell / Bay News"}


def test_what_must_not_be_shown_is_not_in_the_page(run: Run) -> None:
    hidden = Page("report", (section_of(run, details=False),))
    for text in (page_html(hidden), page_markdown(hidden)):
        assert "ferry" not in text.replace(str(run.folder), "")
        assert "a00" not in text


def test_markdown_holds_no_markup_of_others() -> None:
    assert escape(EVIL) == (
        r"\<script\>alert\(1\)\</script\> \{\{ 7 \* 7 \}\} \{% raw %\} \</style\> \[red\]x\[/red\] \| \`code\` \*\*bold\*\*"
    )
    assert escape("two\nlines") == "two lines"


def test_the_markdown_report_has_every_section(page: Page) -> None:
    text = page_markdown(page)
    for heading in ("5 scored / 6 total", "Grounding audit", "Smallest visible difference", "known corruptions", "owes to thresholds"):
        assert heading in text


def test_the_terminal_shows_markup_as_text(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    scored = score_outputs(run.golds, run.outputs)
    show_match(wide_console(), scored.matches[0])
    shown = capsys.readouterr().out
    assert "[red]x[/red]" in shown
    assert "missed" in shown
    assert "spurious" in shown


def test_the_terminal_tells_what_is_not_applicable(gold: Gold, capsys: pytest.CaptureFixture[str]) -> None:
    from evals.reports.result import result_of
    from evals.runs import Scored
    from evals.scores import count

    bare: dict[str, Any] = {"open_questions": ()}
    alone = gold.model_copy(update=bare)
    found = match(alone, as_summary(alone))
    show_result(wide_console(), "title", result_of(Scored(count(found), (found,), 1, 1)))
    shown = capsys.readouterr().out
    assert re.search(r"open questions +n/a +n/a +n/a", shown)
    assert "1 scored / 1 total" in shown
