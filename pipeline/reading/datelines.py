"""Where the body of a line starts: after a dateline such as "ROME, April 18 (Agency) —"."""

import re
from collections.abc import Mapping

from pipeline import lexicons
from pipeline.reading.line_views import DATE, DAY, MONTH

_DATELINE = re.compile(
    rf"(?P<place>[A-Z][\w.'’-]*(?:[ /-][A-Z(][\w.'’)-]*){{0,4}})"
    rf"(?P<rest>(?:,\s?(?!{DAY}|{MONTH})[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,2}}){{0,2}})"
    rf"(?P<date>,?\s(?:{DAY},?\s)?{DATE})?(?P<agency>\s?[(\[][^()\[\]]{{2,40}}[)\]])?(?P<date2>,?\s{DATE})?\s?(?P<mark>[—–―]|--?|:)\s+(?=\S)"
)


def body_start(text: str, start: int, end: int, turns: Mapping[str, int], *, opens: bool) -> int:
    """Where the body starts after a dateline such as "ROME, April 18 (Agency) —".

    A place in capitals with a dash is one; a place in small letters needs a date or an agency beside it. Before a bare colon it must open
    the story, and be known as a place or come again after a long paragraph: speakers and headings stand before colons too. `opens`: whether
    the line is among the first.
    """
    match = _DATELINE.match(text, start, min(end, start + 120))
    if match is None or match.end() >= end or text[match.end()].islower():  # "NATO — the alliance — met" is no dateline
        return start
    capitals = match["place"].isupper() and len(match["place"]) > 2
    if match["date"] or match["date2"] or match["agency"] or match["place"].endswith(")"):
        found = True
    elif match["mark"] == ":":
        place = match["place"]
        found = (
            opens and turns[place] <= 1 and ((end - match.end() > 100 and (capitals or text.count(place) > 1)) or _is_place(text, place))
        )
    else:
        found = capitals
    return match.end() if found else start


def _is_place(text: str, name: str) -> bool:
    """Whether the lexicon knows a place, or the text puts something there: "in Penrow", "near Penrow"."""
    known = name.title() in lexicons.load("furniture").table("datelines")["places"]
    return known or re.search(rf"\b(?:in|near|outside) {re.escape(name)}\b", text, re.IGNORECASE) is not None
