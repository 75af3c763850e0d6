"""Summary -> a page that shows each item at its words: one file, no network, everything from articles and models escaped."""

from pipeline.views.html.index import IndexRow, index_row, index_view
from pipeline.views.html.items import Shown, Side, Verdict, items_of, shown_claim, shown_figure, shown_position, shown_question
from pipeline.views.html.page import Exhibit, assets, component, html_view, page

__all__ = [
    "Exhibit",
    "IndexRow",
    "Shown",
    "Side",
    "Verdict",
    "assets",
    "component",
    "html_view",
    "index_row",
    "index_view",
    "items_of",
    "page",
    "shown_claim",
    "shown_figure",
    "shown_position",
    "shown_question",
]
