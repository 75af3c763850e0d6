"""What a figure is per, where its number does not show it."""

from collections.abc import Sequence
from fractions import Fraction

from pipeline.engines.offline.figures.distributives import per_of_each
from pipeline.engines.offline.figures.prices import per_of_price
from pipeline.engines.offline.figures.quantities import Quantity
from pipeline.lexicons import load

_TIMES = load("measures").words("durations")
# Words of a tie between two amounts, by which the denominator of one is that of the other: "from £38 to £29 a year".
_TIES = frozenset({"to", "from", "and", "against", "than", "between", "up", "down", "compared", "with", ",", "-", "–"})


def per_of(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """The denominator of a rate: what "each" stands for, what a price pays for, how often it is, or what a tied amount has."""
    return per_of_each(quantity, others) or per_of_price(quantity) or _as_often(quantity) or _shared(quantity, others)


def _as_often(quantity: Quantity) -> str | None:
    """ "rehomes 120 peafowl a year", "lost about a third of her operators every year": behind the noun that is counted."""
    if quantity.kind not in ("count", "share", "measure", "money", "time"):
        return None
    doc = quantity.sentence.doc
    for token in doc[max(quantity.inside) + 1 : max(quantity.inside) + _NEAR]:
        every = token.lower_ in ("a", "every", "each", "per") and token.i + 1 < len(doc)
        if every and token.nbor().lower_ in _TIMES:
            after = doc[token.i + 2].lower_ if token.i + 2 < len(doc) else ""
            return str(token.nbor().lower_) if after not in _OFFSETS else None
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "PRON", "DET", "PART") and token.lower_ != "of":
            return None
    return None


# Words between a number and "a year".
_NEAR = 7
_OFFSETS = ("ago", "earlier", "later", "before", "after", "old", "on")


def _shared(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "from £38 to £29 a year", "1.8 tons per hectare …, against 0.95 tons"."""
    for other in others:
        if other.candidate.per is None or other.kind != quantity.kind:
            continue
        after = other.unit == quantity.unit and max(other.inside) < min(quantity.inside)
        if (
            _tied(quantity, other)
            or _is_step_to(quantity, other)
            or (after and (_opens_comparison(quantity) or _are_prices(other, quantity)))
        ):
            return other.candidate.per
    return None


def _is_step_to(quantity: Quantity, other: Quantity) -> bool:
    """ "settled $1.47 lower at $68.32 a barrel", "raised by half a crown in May to 7.50 crowns a share": where a price moved to."""
    doc, first, last = quantity.sentence.doc, min(quantity.inside), max(quantity.inside)
    between = [token.lower_ for token in doc[last + 1 : min(other.inside)]]
    if quantity.kind != "money" or quantity.unit != other.unit or not 0 < len(between) <= _STEP or between[-1] not in ("at", "to"):
        return False
    return between[0] in _HIGHER_OR_LOWER or (first > 0 and doc[first - 1].lower_ == "by" and "," not in between)


# As many words may stand between a step and the price that it led to.
_STEP = 5
# "sent 60 containers a week, and is down to eight", "ten jets a year, rising to 20".
_STEPS = frozenset({"up", "down", "rising", "falling", "growing", "increasing", "climbing", "dropping", "shrinking"})
_HIGHER_OR_LOWER = ("higher", "lower", "up", "down")


def _opens_comparison(quantity: Quantity) -> bool:
    first = min(quantity.inside)
    before = [token.lower_ for token in quantity.sentence.doc[max(0, first - 2) : first]]
    steps = before[1:] in (["to"], ["from"]) and before[0] in _STEPS and before != ["up", "to"]  # "up to" binds
    return bool({"against", "compared"} & set(before)) or steps


# Of so much money, what a body gets each year stands beside sums that it has but once.
_BUDGETS = 1_000_000
# Two prices of one thing in a sentence are seldom farther apart.
_ALIKE = Fraction(5, 2)


def _are_prices(one: Quantity, other: Quantity) -> bool:
    """ "62 cents a share, above the 58 cents expected", "£16 an hour, after an offer of £15.10": sums of one size."""
    values = [abs(Fraction(quantity.candidate.value)) for quantity in (one, other) if one.kind == "money" and quantity.candidate.value]
    if other.kind == "money" and one.candidate.per in _TIMES and min(values, default=_BUDGETS) >= _BUDGETS:
        return False  # "It raises $1.9 million a year and closes most of a $3.1 million gap"
    return len(values) == 2 and max(values) <= _ALIKE * min(values)


def _tied(a: Quantity, b: Quantity) -> bool:
    first, second = (a, b) if max(a.inside) < min(b.inside) else (b, a)
    between = [token.lower_ for token in a.sentence.doc[max(first.inside) + 1 : min(second.inside)]]
    return 0 < len(between) <= 4 and set(between) <= _TIES and set(between) != {","}
