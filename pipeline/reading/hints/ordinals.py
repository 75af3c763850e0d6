"""Places in an order: ordinals, ranks, numbers of list items."""

from itertools import pairwise

from pipeline.reading.hints.place import Place, is_numbered
from pipeline.reading.numerals import glued
from pipeline.reading.vocabulary import figure_words


def is_ordinal(place: Place) -> bool:
    after = place.near(1)
    suffix = after is not None and glued(place.tokens, place.amount.last) and after.lower in {"st", "nd", "rd", "th"}
    return place.amount.kind == "ordinal" or _is_another(place) or (place.amount.kind == "digits" and suffix)


def _is_another(place: Place) -> bool:
    """The fourth of "a fourth was still contested": one more, not a part, unless what follows is at home after a part."""
    amount = place.amount
    words = [token.lower for token in place.tokens[amount.first : amount.last]]
    if (
        amount.unit != "fraction"
        or amount.bound != "exact"
        or len(words) != 2
        or words[0] not in {"a", "an"}
        or words[1] in {"half", "quarter"}
    ):
        return False
    after = place.word(1)
    if after == "," and place.word(-1) in {"is", "was"} and place.word(-2) == "there":
        return True  # "There is a third, in the Gulf"
    if after == "," or (words[1] == "third" and after in {"was", "is", "has"}):
        return _is_after_others(place, words[1])
    return (
        after.isalpha()
        and after not in figure_words("parts", "after")
        and not (words[1] == "third" and after in figure_words("parts", "after_third"))
    )


def _is_after_others(place: Place, word: str) -> bool:
    """ "Two mills were shut. A third, in the north, goes on", "A third was spared": one more where two were named.

    "A third, mostly women, agreed" is a part.
    """
    second = place.word(2) if place.word(1) == "," else "it"
    states_share = not second.isalpha() or second.endswith("ly") or second in {"or", "about", "some", "nearly"}
    opens = place.word(-1) in {"", "and", "but", "that", "while", ";"}
    return opens and not states_share and (word == "fourth" or 1 / place.amount.value - 1 in place.named)


def is_level(place: Place) -> bool:
    """ "raised the alert level to 4", "its readiness level is at its highest, 5": a step of a scale; a water level is measured."""
    words = [token.lower for token in place.tokens[max(0, place.amount.left - _SCALE_WITHIN) : place.amount.left]]
    scaled = any(pair in _SCALES for pair in pairwise(words))
    return place.is_bare and place.amount.value <= _HIGHEST and place.word(-1) in {"to", "at", "from", ","} and scaled


# Words from a scale to its step, and the highest that a scale in the news has.
_SCALE_WITHIN, _HIGHEST = 9, 10
_SCALES = frozenset((of, "level") for of in ("alert", "readiness", "preparedness", "threat", "warning", "security", "terror", "advisory"))


def is_rank(place: Place) -> bool:
    """ "No. 1", "number one", "top 10", "ranked 5", "world No 3"."""
    if place.is_bare and [place.word(step) for step in (1, 2, 3)] == ["in", "the", "world"] and place.word(-1) in {"from", "at", "now"}:
        return True
    before = place.near(-1)
    if before is not None and before.text == ".":
        before = place.near(-2)
    if before is None:
        return False
    if before.lower in {"no", "nos", "number", "№", "#"}:
        return before.text != "no" and not is_numbered(place)
    return before.lower in {"top", "bottom", "ranked", "rank", "ranking", "seeded", "placed"} and not place.amount.family


def is_list_item(place: Place) -> bool:
    """The number of a list item: "1. The council"."""
    first = place.amount.first
    after = place.near(1)
    opens = first == 0 or (first == 1 and place.tokens[0].text in "(")
    return (
        opens
        and place.amount.kind == "digits"
        and after is not None
        and after.text in ".)"
        and place.amount.value < 100
        and place.is_bare
        and len(place.tokens) > 3
    )
