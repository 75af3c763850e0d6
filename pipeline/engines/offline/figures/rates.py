"""What a figure is per, where its number does not show it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pipeline.engines.offline.figures.distributives import per_of_each
from pipeline.engines.offline.figures.prices import per_of_price
from pipeline.engines.offline.figures.quantities import Quantity, verb_above
from pipeline.engines.offline.syntax.trees import NOUN_SUBJECTS
from pipeline.lexicons import load

_TIMES = load("measures").words("durations")
# Words of a tie between two amounts, by which the denominator of one is that of the other: "from £38 to £29 a year".
_TIES = frozenset({"to", "from", "and", "against", "than", "between", "up", "down", "compared", "with", ",", "-", "–"})


def pers_of(quantities: Sequence[Quantity]) -> Mapping[int, str | None]:
    """What each figure of a sentence is per, by its id, where its number does not show it.

    What one is per by the words around it goes over to those that are tied to it: "A kilo fetched €29, up from 21".
    """
    found = {quantity.candidate.id: _per_of(quantity, quantities) for quantity in quantities if quantity.candidate.per is None}
    known = {quantity.candidate.id: quantity.candidate.per or found.get(quantity.candidate.id) for quantity in quantities}
    return {
        quantity.candidate.id: found[quantity.candidate.id] or _carried_over(quantity, quantities, known)
        for quantity in quantities
        if quantity.candidate.id in found
    }


def _per_of(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """The denominator of a rate: what "each" stands for, what a price pays for, how often it is, or what a tied amount has."""
    return (
        per_of_each(quantity, others)
        or per_of_price(quantity, others)
        or _as_often(quantity)
        or _in_each_of(quantity)
        or _shared(quantity, others)
    )


def _carried_over(quantity: Quantity, others: Sequence[Quantity], known: Mapping[int, str | None]) -> str | None:
    """What an amount is per by another of its unit that it is tied to, and whose denominator may stand far from it."""
    for other in others:
        per = known[other.candidate.id]
        if per is None or other is quantity or other.kind != quantity.kind:
            continue
        if _flows_with(quantity, other):
            return per
        if other.unit != quantity.unit:
            continue
        after = max(other.inside) < min(quantity.inside)
        led = _opens_comparison(quantity) or _is_led_to(quantity, other) or _is_extreme(quantity, other) or _is_difference(quantity, other)
        if _tied(quantity, other) or (after and led):
            return per
    return _instead(quantity)


def _as_often(quantity: Quantity) -> str | None:
    """ "rehomes 120 peafowl a year", "lost about a third of her operators every year": behind the noun that is counted."""
    if quantity.kind not in ("count", "share", "measure", "money", "time"):
        return None
    doc = quantity.sentence.doc
    for token in doc[max(quantity.inside) + 1 : max(quantity.inside) + _NEAR]:
        every = token.lower_ in ("a", "every", "each", "per") and token.i + 1 < len(doc)
        if every and token.nbor().lower_ in _TIMES:
            after = doc[token.i + 2].lower_ if token.i + 2 < len(doc) else ""
            on = after == "on" and token.i + 3 < len(doc) and doc[token.i + 3].pos_ in ("NOUN", "ADJ", "DET", "PRON", "PROPN")
            return str(token.nbor().lower_) if after not in _OFFSETS or on else None  # "a year on" is when, "a year on average" is not
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


def _in_each_of(quantity: Quantity) -> str | None:
    """ "38,000 homes are finished in each of those years"; "2 per cent in each of the last two months" may be that of a year."""
    if quantity.kind not in ("count", "money", "measure"):
        return None
    doc, last = quantity.sentence.doc, max(quantity.inside)
    for token in doc[last + 1 : last + 1 + _NEAR]:
        if [word.lower_ for word in doc[token.i : token.i + 3]] == ["in", "each", "of"]:
            noun = next((word for word in doc[token.i + 3 : token.i + 3 + _NEAR] if word.tag_ == "NNS"), None)
            return str(noun.lemma_.lower()) if noun is not None and noun.lemma_.lower() in _TIMES else None
        if token.is_punct or token.like_num:
            return None
    return None


def _is_led_to(quantity: Quantity, start: Quantity) -> bool:
    """ "gone from 90 a month before the pandemic to 340", "adds £171 a year to the bill, taking it to £1,887": what a change led to."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    between = doc[max(start.inside) + 1 : first]
    words = [token.lower_ for token in between]
    if words[-1:] != ["to"]:
        return False
    plain = len(words) <= _FAR and not any(token.pos_ in ("VERB", "AUX", "NUM") or token.is_punct for token in between)
    if min(start.inside) and doc[min(start.inside) - 1].lower_ == "from" and plain:
        return True
    led = next((token.i for token in between if token.lower_ in _LEADING), None)
    return led is not None and (words[-2:-1] == ["it"] or any(token.lemma_.lower() in _FEES for token in doc[led:first]))


# Words between the two ends of a change, and verbs that lead to its end.
_FAR = 8
_LEADING = ("taking", "bringing", "lifting", "raising", "pushing")
_FEES = load("measures").words("dues") | load("measures").words("fees")


def _is_difference(quantity: Quantity, other: Quantity) -> bool:
    """ "pays €1,350 a month, about 300 more than farm work brings in", "uses 40 litres a day, nine below the limit"."""
    doc, last = quantity.sentence.doc, max(quantity.inside)
    between = doc[max(other.inside) + 1 : min(quantity.inside)]
    behind = [token.lower_ for token in doc[last + 1 : last + 3]]
    more = behind[:1] in (["above"], ["below"]) or (behind[:1] and behind[0] in _MORE and behind[1:] == ["than"])
    return bool(more) and 0 < len(between) <= 2 and between[0].text in (",", "–", "—", "(")


_MORE = ("more", "less", "fewer", "higher", "lower", "better")


def _is_extreme(quantity: Quantity, other: Quantity) -> bool:
    """ "at an average of £6,100 a week; the dearest costs £19,750", "fetched €29 an arroba; the best planks made 44"."""
    verb = verb_above(quantity.head)
    subject = next((child for child in verb.lefts if child.dep_ in NOUN_SUBJECTS), None) if verb is not None else None
    if verb is None or subject is None or quantity.kind != "money" or verb.lemma_.lower() not in _PAID or subject.i < max(other.inside):
        return False
    superlative = subject.tag_ == "JJS" or any(child.tag_ == "JJS" or child.lower_ in ("most", "least") for child in subject.lefts)
    values = [abs(Fraction(one.candidate.value)) for one in (quantity, other) if one.candidate.value]
    return superlative and len(values) == 2 and max(values) <= _EXTREME * min(values)


_PAID = frozenset({"cost", "make", "pay", "get", "earn", "fetch", "charge", "sell", "go", "bring", "reach"})
# So many times the usual price an extreme one may be.
_EXTREME = 10


def _flows_with(quantity: Quantity, other: Quantity) -> bool:
    """ "will yield 11 million ounces of silver and 62,000 tonnes of zinc a year": amounts of goods under one verb."""
    between = quantity.sentence.doc[max(quantity.inside) + 1 : min(other.inside)]
    plain = all(token.pos_ in ("NOUN", "ADJ", "PROPN", "CCONJ") or token.lower_ in ("of", ",") for token in between)
    joined = any(token.lower_ == "and" for token in between)
    goods = _GOODS.get(quantity.unit or "") and _GOODS.get(other.unit or "")
    return bool(goods) and joined and plain and len(between) <= _FAR and other.candidate.per in _TIMES


_GOODS = dict.fromkeys(
    ("tonne", "ton", "ounce", "kilogram", "gram", "pound", "litre", "gallon", "barrel", "bushel", "cubic metre", "carat"), True
)


def _instead(quantity: Quantity) -> str | None:
    """ "will run one an hour instead of the usual three", "twice a week rather than four times": as often as what it is set against."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    start = first
    while start and doc[start - 1].lower_ in _USUAL:
        start -= 1
    set_against = start > 1 and [token.lower_ for token in doc[start - 2 : start]] in (["instead", "of"], ["rather", "than"])
    if not set_against or quantity.kind not in ("count", "occasion"):
        return None
    for token in reversed(doc[max(2, start - 2 - _FAR) : start - 2]):
        if token.is_punct:
            return None
        often = token.lower_ in _TIMES and token.nbor(-1).lower_ in ("a", "an", "every")
        if often and any(_is_number(word.lower_) for word in doc[max(0, token.i - 4) : token.i - 1]):
            return str(token.lower_)
    return None


# What stands between "instead of" and the number.
_USUAL = ("the", "usual", "normal", "present", "current", "previous")


def _is_number(word: str) -> bool:
    return word in ("once", "twice", "times") or word in load("numerals").table("ones") or word.isdecimal()
