"""What a sum is per, by the words of prices and dues: "A pouch costs $38", "a monthly fee", "€310 million in a full year"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.engines.offline.figures.quantities import Quantity, verb_above
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load

_DUES = load("measures").words("dues")
_HOW_OFTEN: dict[str, str] = dict(load("units").table("how_often"))
_PORTIONS = load("measures").words("portions")


def per_of_price(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """What a sum pays for or how often it falls due; also the whole that a length of time is part of ("two hours in the day")."""
    if quantity.kind == "money":
        return (
            _priced(quantity)
            or _portion(quantity)
            or _closing(quantity)
            or _of_a_share(quantity)
            or _due(quantity)
            or _flow(quantity)
            or _in_whole(quantity)
            or _of_its_subject(quantity, others)
        )
    return (_in_whole(quantity) or _of_working_week(quantity)) if quantity.kind == "time" else None


# Verbs whose subject is what an amount of money is paid for.
_PRICES = frozenset({"cost", "retail", "sell", "fetch"})


def _priced(quantity: Quantity) -> str | None:
    """ "A lockable pouch costs $38", "a load that cost Rs 650 now sells for Rs 1,400", "Each day of closure costs the town $2m"."""
    verb = verb_above(quantity.head)
    if verb is not None and (done := _dealt_with(verb)) is not None:
        return done
    if verb is None or verb.lemma_.lower() not in _PRICES:
        return _costs(quantity)
    if (
        any(child.dep_ == "dobj" and child.i not in quantity.inside and child.pos_ in ("NOUN", "PROPN") for child in verb.rights)
        and verb.lemma_ != "cost"
    ):
        return None  # "a company that sells a $349 lamp"
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


def _dealt_with(verb: Token) -> str | None:
    """The container of "Shipping a container from Hull costs £1,800", "Shipping a container, which cost £900 in May, now costs £1,800"."""
    doc = verb.doc
    deed = next((child for child in verb.lefts if child.dep_ == "csubj" and child.tag_ == "VBG"), None)
    if deed is None and doc[0].tag_ == "VBG" and verb.dep_ == "relcl":
        deed = doc[0]
    if deed is None or verb.lemma_.lower() != "cost" or (deed.i == 0 and verb.dep_ == "relcl" and not _goes_on_to_cost(verb)):
        return None
    thing = next((child for child in deed.rights if child.dep_ == "dobj" and child.tag_ == "NN"), None)
    single = thing is not None and any(child.lower_ in ("a", "an", "each", "every") for child in thing.lefts)
    return str(thing.lemma_.lower()) if thing is not None and single else None


def _goes_on_to_cost(verb: Token) -> bool:
    """Whether behind a clause with "cost" its sentence says what the same costs now."""
    return any(token.i > verb.i and token.lower_ == "costs" for token in verb.doc)


def _costs(quantity: Quantity) -> str | None:
    """The cage of "A small cage costs £250 to put up", where the parser takes "costs" for a noun."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    if first < _SHORTEST or doc[first - 1].lower_ != "costs" or doc[first - 2].tag_ != "NN":
        return None
    start = next((token for token in reversed(doc[: first - 2]) if token.pos_ not in ("NOUN", "ADJ", "PUNCT")), None)
    return str(doc[first - 2].lemma_.lower()) if start is not None and start.lower_ in ("a", "an", "each", "every") else None


# As many words stand before the sum of "A cage costs £250" at least.
_SHORTEST = 3
_SOLD = _PRICES | {"go", "trade"}


def _portion(quantity: Quantity) -> str | None:
    """ "a 50kg bag of rice, which sold for N41,000, now went for N78,500", "a litre of petrol retails at Sh182 and diesel at Sh171"."""
    if (sold := _sold_portion(quantity)) is not None:
        return sold
    doc, first = quantity.sentence.doc, min(quantity.inside)
    if not first or doc[first - 1].lower_ not in ("for", "at", "costs", "cost", "from", "to"):
        return None
    portion = next((token for token in reversed(doc[:first]) if token.lemma_.lower() in _PORTIONS and token.tag_ == "NN"), None)
    if portion is None or not any(token.lemma_.lower() in _SOLD for token in doc[portion.i + 1 : first]):
        return None
    opener = portion.i - (3 if portion.i > 2 and doc[portion.i - 2].like_num else 1)  # past the "50kg"
    return str(portion.lemma_.lower()) if opener >= 0 and doc[opener].lower_ in ("a", "an", "each", "every") else None


def _sold_portion(quantity: Quantity) -> str | None:
    """ "A kilo retailed at an average of ₹29", "a kilowatt-hour will cost a household R3.62": what goods are sold by, as the subject."""
    verb = verb_above(quantity.head)
    thing = next((child for child in verb.lefts if child.dep_ == "nsubj"), None) if verb is not None else None
    if verb is None or thing is None or verb.lemma_.lower() not in _SOLD or verb.i > min(quantity.inside):
        return None
    first = quantity.sentence.doc[thing.i - 1] if thing.i else None
    name = thing.lemma_.lower()
    if first is not None and first.lower_ == "-" and thing.i > 1:
        name, first = f"{thing.nbor(-2).lower_}-{name}", thing.nbor(-3) if thing.i > 2 else None  # "kilowatt-hour"
    known = name in _PORTIONS or name.endswith("-hour")
    return str(name) if known and first is not None and first.lower_ in ("a", "an", "each", "every") else None


def _of_a_share(quantity: Quantity) -> str | None:
    """ "a final dividend of 2.1p", "cut its price target from 310p to 190": in pence or cents it is what a share pays or is worth."""
    return "share" if is_of_a_share(quantity) else None


def is_of_a_share(quantity: Quantity) -> bool:
    """Whether a small coin stands behind "dividend" or "price target"; "a dividend of £40m" is that of all shares."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    before = [token.lower_ for token in doc[max(0, first - _NEAR_SHARE) : first]]
    start = quantity.sentence.sentence.start
    printed = quantity.sentence.text[quantity.candidate.start - start : quantity.candidate.end - start]
    coins = _COINS.search(printed.lower()) is not None
    if not coins or not {",", ";", ":"}.isdisjoint(before):
        return False
    targets = any(pair in (("price", "target"), ("target", "price")) for pair in pairwise(before))
    return targets or "dividend" in before


# So many words before a sum may name what is paid on a share, and what is behind a number of small coins.
_NEAR_SHARE, _COINS = 8, re.compile(r"(?:\d ?[p¢c]|pence|penny|cents?)$")


def _of_its_subject(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "A family that uses 900 units a month would pay R2,341", "petrol that costs two cents a litre there sells for 3,900 pesos".

    What the subject of a sum uses for each month it pays for each month; what it costs by the litre it is sold for by the litre.
    """
    verb = verb_above(quantity.head)
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None) if verb is not None else None
    if verb is None or subject is None or not any(child.dep_ in ("relcl", "acl") for child in subject.rights):
        return None
    inside = {token.i for token in subject.subtree}
    for other in others:
        per = other.candidate.per
        if per is None or other.head.i not in inside:
            continue
        used = other.kind in ("measure", "count") and per in _HOW_OFTEN.values() and _uses(other)
        if verb.lemma_.lower() == "pay" and used:
            return per
        if verb.lemma_.lower() in _SOLD and other.kind == "money" and per in _PORTIONS:
            return per
    return None


def _uses(quantity: Quantity) -> bool:
    """ "gets through 900 units a month", "using 900 units": what is paid for, where "makes 900 lamps" is not."""
    verb = verb_above(quantity.head)
    return verb is not None and verb.lemma_.lower() in _USING


_USING = frozenset({"use", "get", "consume", "burn", "drink", "draw", "need", "drive", "buy", "send", "live"})

# What closes at a price as firms do, and is sold by no share.
_COMMODITIES = frozenset({"Brent", "Crude", "WTI", "Gold", "Bitcoin", "Intermediate", "Copper", "Oil"})


def _closing(quantity: Quantity) -> str | None:
    """ "Lochmore closed at 431p": a sum at which a firm closes is the price of a share."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    if first < 2 or doc[first - 1].lower_ not in ("at", "on") or doc[first - 2].lemma_.lower() not in ("close", "open"):
        return None
    subject = next((child for child in doc[first - 2].lefts if child.dep_ == "nsubj"), None)
    return "share" if subject is not None and subject.text[0].isupper() and subject.text not in _COMMODITIES else None


def _due(quantity: Quantity) -> str | None:
    """ "the monthly minimum would be raised from Tk 9,200", "an hourly wage of $15", "a $12 monthly fee"."""
    above = [quantity.head, *quantity.head.ancestors]
    subjects = [
        child
        for token in above
        for child in token.children
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.i < token.i + _NEAR_VERB and child.i < min(quantity.inside)
    ]
    for noun in (*above, *subjects):
        if noun.lemma_.lower() in _DUES and noun.i not in quantity.inside:
            often = next((child.lower_ for child in noun.lefts if child.lower_ in _HOW_OFTEN), None)
            if often is not None:
                return _HOW_OFTEN[often]
    return None


# "raised the monthly cash transfer by": as far behind its verb a due may stand.
_NEAR_VERB = 5


def _flow(quantity: Quantity) -> str | None:
    """ "annual savings of £6.8m", "$480 million of annual savings", "£2m in yearly rent": a sum for each year or month."""
    first, last = min(quantity.inside), max(quantity.inside)
    doc = quantity.sentence.doc
    if first > 1 and doc[first - 1].lower_ in ("of", "to", "at", "worth"):
        noun = doc[first - 2]
    elif last + 2 < len(doc) and doc[last + 1].lower_ in _HOW_OFTEN and doc[last + 1].head.i > last + 1:  # "a $60 annual permit"
        noun = doc[last + 1].head
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


def _of_working_week(quantity: Quantity) -> str | None:
    """ "a cut in the week from 35 hours to 34", "a working week of 48 hours"; not "Waits fell in the week from 35 hours"."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    if first < _SHORTEST or doc[first - 1].lower_ not in ("from", "to", "of") or quantity.candidate.unit != "hour":
        return None
    at = first - 2
    working = at > 0 and doc[at - 1].lower_ in ("working", "work")
    opener = at - (2 if working else 1)
    if (
        doc[at].lower_ not in ("week", "day", "fortnight")
        or opener < 1
        or doc[opener].lower_ not in ("the", "a", "their", "its", "our", "s")
    ):
        return None
    before = doc[opener - 1]
    cut = before.pos_ == "VERB" or (before.lower_ == "in" and before.nbor(-1).pos_ == "NOUN" if before.i else False)
    return str(doc[at].lower_) if working or cut else None


_WHICH = frozenset({"first", "last", "final", "opening", "closing", "past", "next", "remaining", "other"})


def _in_whole(quantity: Quantity) -> str | None:
    """ "€310 million in a full year", "12 weeks in the year", "two hours in the day"; not "the first 10 months of the year"."""
    doc, first, last = quantity.sentence.doc, min(quantity.inside), max(quantity.inside)
    if first and doc[first - 1].lower_ in _WHICH:
        return None
    words = [token.lower_ for token in doc[last + 1 : last + 5]]
    if quantity.kind == "money" and words[:3] == ["in", "a", "full"] and words[3:] == ["year"]:
        return "year"
    whole = words[2] if len(words) > 2 and words[0] in ("in", "of") and words[1] in ("the", "a", "every") else ""
    return whole if quantity.kind == "time" and quantity.candidate.unit in _WHOLES.get(whole, ()) else None
