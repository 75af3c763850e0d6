"""Numbers that only point at something: "the two countries", the 100,000 of "per 100,000 people"."""

from pipeline.reading.hints.place import Place
from pipeline.reading.lending import BORROWED, FEWEST_PER


def is_reference(place: Place) -> bool:
    """ "the two countries", "these three": numbers under eleven that only point back."""
    amount = place.amount
    borrowed = amount.rule == BORROWED
    if amount.kind != "words" or (amount.family in {"money", "share", "measure"} and not borrowed) or amount.hyphened or amount.power > 1:
        return False
    before = place.word(-1)
    if before in {"other", "latter", "former"} and place.word(-2) in {"the", "these", "those"}:
        return amount.rule == "unit of the number before" or amount.unit is None
    if before not in {"the", "these", "those", "both", "all"} or amount.value > 10:
        return False
    part_of_another = place.index > 0 and place.word(-2) == "of" and amount.unit is not None and amount.rule != "unit of the number before"
    relative = place.word(1) in {"that", "who", "which", "it", "he", "she", "they", "needed", "seeking"}
    return not part_of_another and not relative and not _says_which(place)


def _says_which(place: Place) -> bool:
    """ "the six cities abroad that have tried it", "the two parties on which it leans", "the five busiest routes": told first here."""
    last = place.amount.last
    behind = [token.lower for token in place.tokens[last : last + _REACH] if token.text not in "-‑"]
    end = next((at for at, word in enumerate(behind) if not word[0].isalnum()), len(behind))
    superlative = len(behind) > 1 and behind[0].endswith("est") and len(behind[0]) > 4
    return superlative or not _RELATIVES.isdisjoint(behind[1:end])


# Words behind a number within which a clause may say which ones are meant.
_REACH = 6
_RELATIVES = frozenset({"that", "which", "who", "whose"})


def is_denominator(place: Place) -> bool:
    """The 100,000 of "13 per 100,000 people" and of "Per 100,000 people", the 1,000 of "Of every 1,000 treated, 34 died".

    The quarter of "two quarter-point cuts" is a figure of its own.
    """
    if (
        ((place.word(-1) in {"every", "each"} and place.word(-2) in {"of", "for", "in"}) or place.word(-1) == "per")
        and place.amount.value >= FEWEST_PER
        and not place.amount.is_time
    ):
        return True
    return place.amount.unit not in {"point", "percentage_point", "basis_point"} and any(
        other is not place.amount and other.first < place.amount.first < other.right and other.high is None
        for other in place.amounts[max(0, place.index - 2) : place.index]
    )
