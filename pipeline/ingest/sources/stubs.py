"""Tells an article from what a site shows in its place: a paywall, a consent page, a robot check, a missing page, a teaser.

A whole article may well speak of subscriptions or cookies, so a phrase counts only on a page with little text. The lengths are cautious:
a notice of 50 words is still news, and a teaser before a paywall is rarely longer than 150.
"""

import re

from pipeline.errors import StubArticle
from pipeline.lexicons import load

_PHRASE_WORDS = 200
_CLOSED_WORDS = 150
_SHORT_WORDS = 30

_WHAT = {
    "consent": ("a consent page", "Fetch it with consent given, or from another source."),
    "robot": ("a check for robots", "The site wants no programs; take the article from another source."),
    "paywall": ("a teaser before a paywall", "Take the article from a source that you have access to."),
    "missing": ("a page that says that it is not there", "Check the address."),
}


def check_whole(text: str, page_text: str, where: str, *, is_free: bool | None = None) -> None:
    """Raises StubArticle where a page holds no whole article.

    text: what was extracted as article. page_text: all visible text, with the notices that extraction leaves out. is_free: what the page
    says of itself (schema.org isAccessibleForFree).
    """
    words = len(text.split())
    if words < _PHRASE_WORDS:
        for kind, (what, remedy) in _WHAT.items():
            # In the order of the table: a consent page mentions subscriptions too.
            if found := _first(kind, page_text):
                raise StubArticle(f"{where} is {what} (“{found}”, and {words} words besides).", remedy)
    if is_free is False and words < _CLOSED_WORDS:
        raise StubArticle(f"{where} is a teaser before a paywall ({words} words; it says that it is not free).", _WHAT["paywall"][1])
    if words < _SHORT_WORDS:
        raise StubArticle(f"{where} is too short for an article ({words} words).", "Check what the page holds.")


def _first(kind: str, text: str) -> str | None:
    found = re.search(rf"(?<!\w){load('stubs').pattern(kind)}(?!\w)", text.replace("’", "'"), re.IGNORECASE)
    return " ".join(found[0].split()) if found else None
