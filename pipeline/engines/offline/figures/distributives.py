"""What a figure is per by "each", "every" and "apiece": "65 buses at £1.2m each", "Each side will free 75 prisoners"."""

from collections.abc import Sequence

from pipeline.engines.offline.figures.quantities import Quantity
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load

# Words behind an amount within which "each" still speaks of it.
_NEAR = 16
_TIMES = load("measures").words("durations")
_EACH = ("each", "every")


def per_of_each(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """What "each" or "every" stands for, behind an amount, before it or with the subject of its clause; None without one."""
    doc, first, last = quantity.sentence.doc, min(quantity.inside), max(quantity.inside)
    behind = doc[last + 1 : last + 3]
    ends = quantity.kind == "count" and [token.lower_ for token in behind[:1]] == ["each"] and all(token.is_punct for token in behind[1:])
    if doc[last].lower_ in ("each", "apiece") or ends:
        return _apiece(quantity, others)  # "four crews, of 20 people each"
    if quantity.kind == "occasion" and last + 3 < len(doc) and doc[last + 1].lower_ == "in" and doc[last + 2].lower_ in ("one", "a"):
        return _time_noun(doc[last + 3])  # "three times in one month"
    if quantity.kind == "share":
        return _whenever(quantity)
    if quantity.kind not in ("money", "occasion", "count", "measure"):
        return None
    if (fronted := _for_every(quantity)) is not None:
        return fronted
    if quantity.kind == "money" and first > 1 and doc[first - 2].lower_ in _EACH and doc[first - 1].tag_ == "NN":
        return str(doc[first - 1].lemma_.lower())  # "paid each juror $18"
    is_told, noun = _to_each(quantity)
    return noun if is_told else _of_subject(quantity) or _whenever(quantity)


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
            return True, str(whole.lemma_.lower()) if whole is not None else None
        if token.text in (",", ";", ":") or token.lower_ in ("but", "which", "that") or (token.lower_ == "and" and not _is_sum_next(token)):
            break
        if token.like_num and not _is_added(token):
            break  # "more than one megawatt would be limited to 0.2 litres for each hour", "$300m for three lanes in each direction"
        if token.lower_ in _EACH and token.dep_ == "det" and token.head.i > token.i and not _is_part(token.nbor()):
            return True, str(token.head.lemma_.lower()) if quantity.kind == "money" else _time_noun(token.head)
    return False, None


def _of_subject(quantity: Quantity) -> str | None:
    """ "Each side will free 75 prisoners", "Each bereaved family will get Tk 1.5 lakh"."""
    verb = quantity.head
    while (verb.dep_ in _IN_OBJECT or "of" in (verb.lower_, verb.head.lower_)) and verb.head.i != verb.i:  # "carries a charge of €2"
        verb = verb.head
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None) if verb.pos_ == "VERB" else None
    each = subject is not None and subject.tag_ == "NN" and any(child.lower_ in _EACH and child.dep_ == "det" for child in subject.lefts)
    return str(subject.lemma_.lower()) if subject is not None and each and quantity.kind in ("money", "count") else None


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
