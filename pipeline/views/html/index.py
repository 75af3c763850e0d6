"""The index of many pages: a table with sorting and search."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from pipeline.article import Article
from pipeline.reading.furniture import lines_of
from pipeline.summary import Summary
from pipeline.views.html.page import assets, environment, headline_of, html_page
from pipeline.views.visible import visible


@dataclass(frozen=True)
class IndexRow:
    """What the index says of one article. `file`: its page, beside the index."""

    file: str
    title: str
    origin: str
    published: str
    topic: str
    voice: str
    claims: int
    figures: int
    positions: int
    questions: int
    dropped: int

    @property
    def link(self) -> str:
        """The page as a relative address; a name like "x:y.html" must not read as a scheme."""
        return f"./{quote(self.file)}"


def index_row(file: str, article: Article, summary: Summary) -> IndexRow:
    """The row of an article whose page is `file`."""
    return IndexRow(
        file=file,
        title=visible(headline_of(article, lines_of(article.text))),
        origin=visible(article.source or ""),
        published=f"{article.published_at:%Y-%m-%d}" if article.published_at else "",
        topic=visible(summary.stance.topic),
        voice=summary.stance.article,
        claims=len(summary.claims) + len(summary.omitted),
        figures=len(summary.figures),
        positions=len(summary.stance.positions),
        questions=len(summary.open_questions),
        dropped=len(summary.dropped),
    )


def index_view(rows: Sequence[IndexRow]) -> str:
    """The index page."""
    body = Markup(environment().get_template("index.html.j2").render(rows=rows))  # noqa: S704 - the template escapes
    return html_page(f"{len(rows)} articles", [body], script=assets("index.js"), body_class="index")
