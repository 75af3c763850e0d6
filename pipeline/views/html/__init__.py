"""Summary -> a page that shows each item at its words: one file, no network, everything from articles and models escaped."""

from pipeline.views.html.index import IndexRow, index_row, index_view
from pipeline.views.html.items import Shown, Side, Verdict, shown_items
from pipeline.views.html.page import Exhibit, exhibit_of, html_component, html_page, html_view
from pipeline.views.html.serve import serve_view

__all__ = [
    "Exhibit",
    "IndexRow",
    "Shown",
    "Side",
    "Verdict",
    "exhibit_of",
    "html_component",
    "html_page",
    "html_view",
    "index_row",
    "index_view",
    "serve_view",
    "shown_items",
]
