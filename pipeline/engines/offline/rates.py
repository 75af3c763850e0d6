"""What a figure is per, where its number does not show it."""

from collections.abc import Sequence
from fractions import Fraction
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
    return (
        _each(quantity, others)
        or _priced(quantity)
        or _due(quantity)
        or _flow(quantity)
        or _in_whole(quantity)
        or _shared(quantity, others)
    )


# Verbs whose subject is what an amount of money is paid for.
_PRICES = frozenset({"cost", "retail", "sell", "fetch"})


def _priced(quantity: Quantity) -> str | None:
    """ "A lockable pouch costs $38", "a load that cost Rs 650 now sells for Rs 1,400", "Each day of closure costs the town $2m"."""
    if quantity.kind != "money":
        return None
    verb = next((token for token in quantity.head.ancestors if token.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.lemma_.lower() not in _PRICES:
        return None
    thing = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if thing is not None and thing.tag_ in ("WDT", "WP"):
        thing = verb.head if thing.i and thing.nbor(-1).text != "," else None
    elif verb.tag_ != "VBZ" and not (thing is not None and any(child.lower_ in ("each", "every") for child in thing.lefts)):
        return None  # "costs $38" and "each lamp cost $38" are prices; "will cost", "cost" tell of one thing that was bought
    between = quantity.sentence.doc[verb.i + 1 : min(quantity.inside)]
    other = next((token.head for token in between if token.lower_ in ("a", "an") and token.nbor(-1).lower_ == "and"), None)
    thing = other or thing  # "A pouch costs $38, and a locker for 30 phones about $900"
    single = thing is not None and any(child.dep_ == "det" and child.lower_ in ("a", "an", "each", "every") for child in thing.children)
    return str(thing.lemma_.lower()) if single and thing is not None and thing.tag_ == "NN" else None


_DUES = load("measures").words("dues")
_HOW_OFTEN: dict[str, str] = dict(load("units").table("how_often"))


def _due(quantity: Quantity) -> str | None:
    """ "the monthly minimum would be raised from Tk 9,200", "an hourly wage of $15", "a $12 monthly fee"."""
    if quantity.kind != "money":
        return None
    above = [quantity.head, *quantity.head.ancestors]
    subjects = [
        child
        for token in above
        for child in token.children
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.i < token.i + 4 and child.i < min(quantity.inside)
    ]
    for noun in (*above, *subjects):
        if noun.lemma_.lower() in _DUES and noun.i not in quantity.inside:
            often = next((child.lower_ for child in noun.lefts if child.lower_ in _HOW_OFTEN), None)
            if often is not None:
                return _HOW_OFTEN[often]
    return None


def _flow(quantity: Quantity) -> str | None:
    """ "annual savings of £6.8m", "$480 million of annual savings", "£2m in yearly rent": a sum for each year or month."""
    if quantity.kind != "money":
        return None
    first, last = min(quantity.inside), max(quantity.inside)
    doc = quantity.sentence.doc
    if first > 1 and doc[first - 1].lower_ in ("of", "to", "worth"):
        noun = doc[first - 2]
    elif last + 3 < len(doc) and doc[last + 1].lower_ in ("of", "in") and doc[last + 2].lower_ in _HOW_OFTEN:
        noun = doc[last + 2].head
    else:
        return None
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in _STOCKS:
        return None
    often = next((child.lower_ for child in noun.lefts if child.lower_ in _HOW_OFTEN), None)
    return _HOW_OFTEN[often] if often is not None else None


# Told of once for a period that is over, and no rate.
_STOCKS = frozenset(
    {"profit", "loss", "result", "report", "revenue", "sale", "earnings", "turnover", "income", "budget", "dividend", "meeting"}
)
_WHOLES = {"year": ("day", "week", "month"), "month": ("day", "week"), "week": ("day", "hour"), "day": ("hour", "minute")}


def _in_whole(quantity: Quantity) -> str | None:
    """ "€310 million in a full year", "12 weeks in the year", "two hours in the day"."""
    doc, last = quantity.sentence.doc, max(quantity.inside)
    words = [token.lower_ for token in doc[last + 1 : last + 5]]
    if quantity.kind == "money" and words[:3] == ["in", "a", "full"] and words[3:] == ["year"]:
        return "year"
    whole = words[2] if len(words) > 2 and words[0] in ("in", "of") and words[1] in ("the", "a", "every") else ""
    return whole if quantity.kind == "time" and quantity.candidate.unit in _WHOLES.get(whole, ()) else None


def _each(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "will be paid to the family of each victim", "three times in one month", "65 buses at £1.2m each"."""
    doc, last = quantity.sentence.doc, max(quantity.inside)
    if doc[last].lower_ in ("each", "apiece"):
        before = [other for other in others if max(other.inside) < min(quantity.inside)]
        counted = [other.candidate.unit for other in before if other.kind in ("count", "measure") and other.candidate.unit]
        again = [token.lower_ for token in doc[last + 1 : last + 3]]
        time = f" per {again[1]}" if again[:1] == ["a"] and again[1:] and again[1] in _TIMES else ""  # "€52,000 each a year"
        return f"{counted[-1]}{time}" if counted else None
    if quantity.kind == "occasion" and last + 3 < len(doc) and doc[last + 1].lower_ == "in" and doc[last + 2].lower_ in ("one", "a"):
        return _time_noun(doc[last + 3])
    if quantity.kind not in ("money", "occasion", "count", "measure"):
        return None
    first = min(quantity.inside)
    if quantity.kind == "money" and first > 1 and doc[first - 2].lower_ in ("each", "every") and doc[first - 1].tag_ == "NN":
        return str(doc[first - 1].lemma_.lower())  # "paid each juror $18"
    for token in doc[last + 1 : last + _NEAR]:
        if token.lower_ == "each" and token.i + 1 < len(doc) and token.nbor().lower_ == "of" and quantity.kind == "money":
            whole = next((noun for noun in token.subtree if noun.tag_ == "NNS"), None)
            return str(whole.lemma_.lower()) if whole is not None else None  # "$9,200 to each of the 1,140 plaintiffs"
        if token.text in (",", ";", ":") or token.lower_ in ("but", "which", "that") or (token.lower_ == "and" and not _is_sum_next(token)):
            break
        if token.like_num and quantity.kind != "money":
            break  # "more than one megawatt would be limited to 0.2 litres for each hour"
        if token.lower_ in ("each", "every") and token.dep_ == "det" and token.head.i > token.i and not _is_part(token.nbor()):
            return str(token.head.lemma_.lower()) if quantity.kind == "money" else _time_noun(token.head)
    return None


def _is_sum_next(conjunction: Any) -> bool:
    """ "$61 in cash and 0.38 of a share for each share": whether an "and" joins a further number."""
    return conjunction.i + 1 < len(conjunction.doc) and bool(conjunction.nbor().like_num)


def _is_part(token: Any) -> bool:
    """Whether an "each" before a token has no noun of its own: "each 12", "€52,000 each a year"."""
    return bool(token.like_num) or token.lower_ in ("a", "an")


def _time_noun(token: Any) -> str | None:
    return str(token.lemma_.lower()) if token.lemma_.lower() in _TIMES else None


def _shared(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "from £38 to £29 a year", "1.8 tons per hectare …, against 0.95 tons"."""
    for other in others:
        if other.candidate.per is None or other.kind != quantity.kind:
            continue
        after = other.candidate.unit == quantity.candidate.unit and max(other.inside) < min(quantity.inside)
        if _tied(quantity, other) or (after and (_opens_comparison(quantity) or _are_prices(other, quantity))):
            return other.candidate.per
    return None


def _opens_comparison(quantity: Quantity) -> bool:
    first = min(quantity.inside)
    before = [token.lower_ for token in quantity.sentence.doc[max(0, first - 2) : first]]
    return bool({"against", "compared"} & set(before)) or before in (["up", "from"], ["down", "from"])


# Two prices of one thing in a sentence are seldom farther apart.
_ALIKE = Fraction(5, 2)


def _are_prices(one: Quantity, other: Quantity) -> bool:
    """ "62 cents a share, above the 58 cents expected", "£16 an hour, after an offer of £15.10": sums of one size."""
    values = [abs(Fraction(quantity.candidate.value)) for quantity in (one, other) if one.kind == "money" and quantity.candidate.value]
    return len(values) == 2 and max(values) <= _ALIKE * min(values)


def _tied(a: Quantity, b: Quantity) -> bool:
    first, second = (a, b) if max(a.inside) < min(b.inside) else (b, a)
    between = [token.lower_ for token in a.sentence.doc[max(first.inside) + 1 : min(second.inside)]]
    return 0 < len(between) <= 4 and set(between) <= _TIES and set(between) != {","}
