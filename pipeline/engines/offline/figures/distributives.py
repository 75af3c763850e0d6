"""What a figure is per by "each", "every" and "apiece": "65 buses at £1.2m each", "Each side will free 75 prisoners"."""

from collections.abc import Sequence

from pipeline.engines.offline.figures.quantities import Quantity, verb_above
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load

# Words behind an amount within which "each" still speaks of it.
_NEAR = 16
_TIMES = load("measures").words("durations")
_EACH = ("each", "every")


def per_of_each(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """What "each" or "every" stands for, behind an amount, before it or with the subject of its clause; None without one."""
    doc, first, last = quantity.sentence.doc, min(quantity.inside), max(quantity.inside)
    if doc[last].lower_ in ("each", "apiece") or _ends_with_each(quantity):
        return _apiece(quantity, others)  # "four crews, of 20 people each"
    if (led := _led_by_each(quantity, others)) is not None:
        return led
    if quantity.kind == "occasion" and last + 3 < len(doc) and doc[last + 1].lower_ == "in" and doc[last + 2].lower_ in ("one", "a"):
        return _time_noun(doc[last + 3])  # "three times in one month"
    if quantity.kind == "share":
        # "Some 900 cross every month, one in five of them at night": a part of what was told
        return None if first and quantity.unit == "fraction" and doc[first - 1].text == "," else _whenever(quantity)
    if quantity.kind == "time":
        return _of_subject(quantity, others)
    if quantity.kind not in ("money", "occasion", "count", "measure"):
        return None
    if quantity.kind == "occasion" and (visited := _visited(quantity)) is not None:
        return visited
    if (fronted := _for_every(quantity)) is not None:
        return fronted
    if quantity.kind == "money" and first > 1 and doc[first - 2].lower_ in _EACH and doc[first - 1].tag_ == "NN":
        return str(doc[first - 1].lemma_.lower())  # "paid each juror $18"
    is_told, noun = _to_each(quantity)
    return noun if is_told else _of_subject(quantity, others) or _whenever(quantity) or _on_usual_days(quantity)


def _ends_with_each(quantity: Quantity) -> bool:
    """ "crews of 20 people each", "less than an acre each, voted", "2,000 tonnes apiece"; not "20 people each side"."""
    doc, last = quantity.sentence.doc, max(quantity.inside)
    if quantity.kind not in ("count", "measure", "time") or last + 1 >= len(doc):
        return False
    after = doc[last + 2] if last + 2 < len(doc) else None
    ends = after is None or after.is_punct or (after.pos_ in ("ADP", "CCONJ", "SCONJ") and after.lower_ != "of")
    return doc[last + 1].lower_ == "apiece" or (doc[last + 1].lower_ == "each" and ends)


def _led_by_each(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "130 extra services, each with 53 seats", "three barges, each carrying 900 tonnes"."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    for token in doc[max(0, first - 3) : first]:
        opens = token.lower_ == "each" and token.i > 0 and token.nbor(-1).is_punct and token.nbor().lower_ in _HOLDING
        if opens and quantity.kind in ("money", "count", "measure", "time"):
            return _things_before(token, others, quantity.unit)
    return None


_HOLDING = frozenset(
    {"with", "of", "holding", "carrying", "weighing", "worth", "costing", "seating", "containing", "having", "measuring", "lasting"}
)


def _things_before(each: Token, others: Sequence[Quantity], unit: str | None) -> str | None:
    """The things that an "each" without a noun is one of: those that are counted before it, else the last that stand in the plural."""
    told = [other.unit for other in others if max(other.inside) < each.i and other.kind == "count" and other.unit]
    things = told or [str(noun.lemma_.lower()) for noun in each.doc[: each.i] if noun.tag_ == "NNS"]
    return things[-1] if things and things[-1] != unit else None


def _on_usual_days(quantity: Quantity) -> str | None:
    """ "On a normal weekday it runs 1,940 trains and carries 190,000 people", "In an average year they see 900 cases"."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    for link in doc[:first]:
        words = doc[link.i + 1 : link.i + 4]
        opens = link.lower_ in ("on", "in", "during") and (link.i == 0 or link.nbor(-1).is_punct or link.nbor(-1).lower_ == "that")
        if not opens or len(words) < 3 or words[0].lower_ not in ("a", "an") or words[2].lower_ not in _DAYS:
            continue
        verb = verb_above(quantity.head)
        while verb is not None and verb.dep_ == "conj" and verb.i > link.head.i:
            verb = verb.head
        tense = link.head.tag_ in ("VBZ", "VBP") or any(child.tag_ == "MD" for child in link.head.lefts)
        usual = words[1].lower_ in _USUAL and (tense or link.head.tag_ == "VBD")
        if verb is not None and verb.i == link.head.i and (usual or (tense and words[1].lower_ in _SOME)):
            return str(words[2].lower_)
    return None


# What a day is like that stands for all, and for some; what counts are told of.
_USUAL = frozenset({"normal", "typical", "average", "usual", "ordinary", "regular"})
_SOME = frozenset({"good", "bad", "busy", "quiet", "slow", "dry", "wet"})
_DAYS = _TIMES | {"weekday", "weekend", "saturday", "sunday", "shift"}
# Of what is added, each brings more of whatever is measured.
_ADDED = frozenset({"extra", "additional", "further", "added"})


def _apiece(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "65 buses at £1.2m each", "€52,000 each a year", "puts the pouches at $25 apiece"."""
    doc, first, last = quantity.sentence.doc, min(quantity.inside), max(quantity.inside)
    before = (other for other in others if max(other.inside) < first and other.kind in ("count", "measure"))
    things = [other.unit for other in before if other.unit]
    things = things or [noun.lemma_.lower() for noun in doc[:first] if noun.tag_ == "NNS"]
    again = [token.lower_ for token in doc[last + 1 : last + 3]]
    time = f" per {again[1]}" if again[:1] == ["a"] and again[1:] and again[1] in _TIMES else ""
    return f"{things[-1]}{time}" if things and things[-1] != quantity.unit else None


def _to_each(quantity: Quantity) -> tuple[bool, str | None]:
    """Whether an "each" behind an amount speaks of it, and its noun: "to the family of each victim", "$9,200 to each of the plaintiffs"."""
    doc, last = quantity.sentence.doc, max(quantity.inside)
    for token in doc[last + 1 : last + _NEAR]:
        if token.lower_ == "each" and token.i + 1 < len(doc) and token.nbor().lower_ == "of" and quantity.kind == "money":
            whole = next((noun for noun in token.subtree if noun.tag_ == "NNS"), None)
            kin = doc[token.i - 2] if doc[token.i - 1].lower_ == "of" else None  # "the family of each of the dead"
            whole = kin if whole is None and kin is not None and kin.tag_ == "NN" else whole
            return True, str(whole.lemma_.lower()) if whole is not None else None
        if token.text in (",", ";", ":") or token.lower_ in ("but", "which", "that") or (token.lower_ == "and" and not _is_sum_next(token)):
            break
        if token.like_num and not _is_added(token):
            break  # "more than one megawatt would be limited to 0.2 litres for each hour", "$300m for three lanes in each direction"
        if token.lower_ in _EACH and token.dep_ == "det" and token.head.i > token.i and not _is_part(token.nbor()):
            return True, str(token.head.lemma_.lower()) if quantity.kind == "money" else _time_noun(token.head)
    return False, None


def _visited(quantity: Quantity) -> str | None:
    """ "goes back to each house up to three times", "rang every number twice"."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    for token in reversed(doc[max(0, first - _NEAR) : first]):
        if token.is_punct or token.pos_ == "VERB":
            return None
        if token.lower_ in _EACH and token.dep_ == "det" and token.head.tag_ == "NN":
            return str(token.head.lemma_.lower())
    return None


def _of_subject(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "Each side will free 75 prisoners", "Each bereaved family will get Tk 1.5 lakh", "12 looms, and each does the work of four people".

    Of what is added each brings time as well: "Every extra metre of wall buys five years of calm".
    """
    verb = quantity.head
    while (verb.dep_ in _IN_OBJECT or "of" in (verb.lower_, verb.head.lower_)) and verb.head.i != verb.i:  # "carries a charge of €2"
        verb = verb.head
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None) if verb.pos_ == "VERB" else None
    if subject is None:
        return None
    if subject.lower_ == "each" and not any(child.lower_ == "of" for child in subject.rights):
        return _things_before(subject, others, quantity.unit) if quantity.kind in ("money", "count", "measure") else None
    each = subject.tag_ == "NN" and any(child.lower_ in _EACH and child.dep_ == "det" for child in subject.lefts)
    is_added = any(child.lower_ in _ADDED for child in subject.lefts)
    kinds = ("money", "count", "time", "measure") if is_added else ("money", "count")
    return str(subject.lemma_.lower()) if each and quantity.kind in kinds else None


def _for_every(quantity: Quantity) -> str | None:
    """ "For every job opened there are three people", "For each pound spent, the state gets back £3"."""
    doc = quantity.sentence.doc
    for token in doc[: min(quantity.inside)]:
        opens = token.lower_ == "for" and (token.i == 0 or token.nbor(-1).is_punct)
        if opens and token.nbor().lower_ in _EACH and token.i + 2 < min(quantity.inside):
            noun = next((word for word in doc[token.i + 2 : token.i + 5] if word.tag_ == "NN" and word.pos_ == "NOUN"), None)
            numbers = any(word.like_num for word in doc[token.i + 2 : min(quantity.inside)])
            return str(noun.lemma_.lower()) if noun is not None and not numbers else None
    return None


def _whenever(quantity: Quantity) -> str | None:
    """ "Every month we buy electricity for R52m and collect R31m", "Each year we wait costs €1.1 billion"."""
    doc = quantity.sentence.doc
    verbs: set[int] = set()
    for above in quantity.head.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            verbs.add(above.i)
            if above.dep_ == "relcl":
                break  # "Each day costs £900, says the chamber, whose survey found that a third would close"
    for token in doc[: min(quantity.inside)]:
        if token.lower_ in _EACH and token.dep_ == "det" and token.head.head.i in verbs and token.head.dep_ in ("npadvmod", "nsubj"):
            return _time_noun(token.head)
    return None


# From a number up to the verb whose object it is or stands in.
_IN_OBJECT = ("nummod", "quantmod", "compound", "dobj", "npadvmod")


def _is_sum_next(conjunction: Token) -> bool:
    """ "$61 in cash and 0.38 of a share for each share": whether an "and" joins a further number."""
    return conjunction.i + 1 < len(conjunction.doc) and bool(conjunction.nbor().like_num)


def _is_added(number: Token) -> bool:
    """The 0.38 of "$61 in cash and 0.38 of a share for each share", the 3,700 of "half a million rupees ($3,700)"."""
    return number.i > 0 and (number.nbor(-1).lower_ in ("and", "(") or number.nbor(-1).tag_ == "$")


def _is_part(token: Token) -> bool:
    """Whether an "each" before a token has no noun of its own: "each 12", "€52,000 each a year"."""
    return bool(token.like_num) or token.lower_ in ("a", "an")


def _time_noun(token: Token) -> str | None:
    return str(token.lemma_.lower()) if token.lemma_.lower() in _TIMES else None
