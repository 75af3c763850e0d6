"""Summary -> a card for a notebook: a fragment without scripts, ids or stylesheet, so that it lives beside anything."""

from pipeline.summary import Summary
from pipeline.views.html.items import shown_items
from pipeline.views.html.page import NAMES, environment


def card_view(summary: Summary) -> str:
    """The summary's items with their quotes, as a fragment of HTML."""
    items = [item for item in shown_items(summary) if not item.shelved]
    parts = [(title, [item for item in items if item.part == part]) for part, title in NAMES.items()]
    return environment().get_template("card.html.j2").render(summary=summary, parts=parts)
