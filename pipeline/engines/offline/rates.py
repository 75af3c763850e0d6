"""What a figure is per, where its number does not show it."""

from collections.abc import Sequence
from typing import Any

from pipeline.engines.offline.quantities import Quantity
from pipeline.lexicons import load

# Words behind an amount within which "each" still speaks of it.
_NEAR = 16
_TIMES = load("measures").words("durations")
# Words of a tie between two amounts, by which the denominator of one is that of the other: "from £38 to £29 a year".
_TIES = frozenset({"to", "from", "and", "against", "than", "between", "up", "down", "compared", "with", ",", "-", "–"})


def per_of(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """The denominator of a rate: the noun of an "each" behind it, or what the amount that it is paired with has."""
    return _each(quantity, others) or _shared(quantity, others)


def _each(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "will be paid to the family of each victim", "three times in one month", "65 buses at £1.2m each"."""
    doc, last = quantity.sentence.doc, max(quantity.inside)
    if doc[last].lower_ in ("each", "apiece"):
        before = [other for other in others if max(other.inside) < min(quantity.inside)]
        counted = [other.candidate.unit for other in before if other.kind in ("count", "measure")]
        return counted[-1] if counted else None
    if quantity.kind == "occasion" and last + 3 < len(doc) and doc[last + 1].lower_ == "in" and doc[last + 2].lower_ in ("one", "a"):
        return _time_noun(doc[last + 3])
    if quantity.kind not in ("money", "occasion", "count"):
        return None
    for token in doc[last + 1 : last + _NEAR]:
        if token.text in (",", ";", ":") or token.lower_ in ("and", "but", "which", "that"):
            break
        if token.lower_ in ("each", "every") and token.dep_ == "det" and token.head.i > token.i and not token.nbor().like_num:
            return str(token.head.lemma_.lower()) if quantity.kind == "money" else _time_noun(token.head)
    return None


def _time_noun(token: Any) -> str | None:
    return str(token.lemma_.lower()) if token.lemma_.lower() in _TIMES else None


def _shared(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "from £38 to £29 a year", "1.8 tons per hectare …, against 0.95 tons"."""
    for other in others:
        if other.candidate.per is None or other.kind != quantity.kind:
            continue
        same = other.candidate.unit == quantity.candidate.unit
        if _tied(quantity, other) or (same and max(other.inside) < min(quantity.inside) and _opens_comparison(quantity)):
            return other.candidate.per
    return None


def _opens_comparison(quantity: Quantity) -> bool:
    first = min(quantity.inside)
    return any(token.lower_ in ("against", "compared") for token in quantity.sentence.doc[max(0, first - 2) : first])


def _tied(a: Quantity, b: Quantity) -> bool:
    first, second = (a, b) if max(a.inside) < min(b.inside) else (b, a)
    between = [token.lower_ for token in a.sentence.doc[max(first.inside) + 1 : min(second.inside)]]
    return 0 < len(between) <= 4 and set(between) <= _TIES and set(between) != {","}
