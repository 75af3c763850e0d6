"""Phone numbers."""

from pipeline.reading.hints.place import Place
from pipeline.reading.numerals import glued
from pipeline.reading.vocabulary import figure_words

# A longer run of groups, in tokens, is no phone number.
_LONGEST = 12


def is_phone(place: Place) -> bool:
    """Groups of digits in a row, or a number that starts with a plus or a zero."""
    if place.amount.kind != "digits" or place.amount.family in {"money", "share", "measure"}:
        return False
    if _is_hyphened_row(place) or _is_short_row(place):
        return True
    before, after = place.near(-1), place.near(1)
    if place.text in figure_words("phones", "emergency") and after is not None and after.lower in figure_words("phones", "called"):
        return True  # "the 999 calls"
    if (
        before is not None
        and before.lower in figure_words("phones", "calling")
        and place.is_bare
        and len(place.text) >= 3
        and after is not None
        and not after.is_digits
    ):
        return place.text in figure_words("phones", "emergency") or place.word(1) in figure_words("phones", "after")
    plain = place.text.replace(" ", "")
    if plain.startswith("0") and len(plain) > 2 and plain.isdecimal():
        return True
    plus = before is not None and before.text == "+" and glued(place.tokens, place.amount.first)
    groups = [
        token for token in (before, place.near(-2), after, place.near(2)) if token is not None and token.is_digits and len(token.text) >= 3
    ]
    beside = (before is not None and before.is_digits) or (after is not None and after.is_digits)
    return (plus and len(plain) >= 2) or (len(plain) >= 3 and beside and bool(groups)) or len(plain) > 12


def _is_short_row(place: Place) -> bool:
    """The 555 of "555-0142": three digits, a hyphen, and four that start with a zero."""
    after, second = place.near(1), place.near(2)
    joined = after is not None and after.text in "-‑" and second is not None and glued(place.tokens, place.amount.last + 1)
    return joined and second is not None and len(place.text) == 3 and len(second.text) == 4 and second.text.startswith("0")


def _is_hyphened_row(place: Place) -> bool:
    """ "1-800-555-0199", "+1-222-222-2222": at least three groups of digits with hyphens between them, the last of four."""
    tokens, first, last = place.tokens, place.amount.first, place.amount.last

    def joined(at: int) -> bool:
        return 0 < at < len(tokens) and glued(tokens, at) and (tokens[at].text.isdecimal() or tokens[at].text in "-‑")

    first = next((at for at in range(first, max(-1, first - _LONGEST), -1) if not joined(at)), first)
    last = next((at for at in range(last, last + _LONGEST) if not joined(at)), last)
    groups = [token.text for token in tokens[first:last] if token.text.isdecimal()]
    return len(groups) >= 3 and len(groups[-1]) == 4 and sum(map(len, groups)) >= 9
