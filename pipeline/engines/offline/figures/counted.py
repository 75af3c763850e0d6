"""What a bare number counts: the noun that its sentence, or the one before, leaves to be understood ("Holders can appeal. Twelve will").

Tried in order: the number is part of "them", or is "the 31" again; something has room for so many; a figure before has its unit in print;
a total is put at it, or it is set against another number; millions that nobody counts are money; somebody does again what was done to
things in the plural; else the last thing in the plural that was spoken of, subjects first. A guess is better than none, since a number
without a unit says nothing; where nothing was spoken of there is none.
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from pipeline.engines.offline.figures.quantities import Quantity, kind_of, size_of, verb_above
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import NOUN_SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load
from pipeline.reading.lending import leads_to_level

_WORDS = load("measures")
_ANAPHORS, _TIMES, _UNIT_NOUNS = _WORDS.words("anaphors"), _WORDS.words("durations"), _WORDS.words("unit_nouns")
_OF_THEM = frozenset({"them", "those", "these", "whom", "which", "us", "you"})
_OF_PERSONS, _ROOM = _WORDS.words("of_persons"), _WORDS.words("room")
_MANY, _TRADED = _WORDS.table("many"), _WORDS.words("traded")
# "puts it at 9,400", "the figure was 240"
_PUT = frozenset({"put", "set", "estimate", "reckon", "keep", "place", "be"})
_AGAINST = frozenset({"against", "from", "than"})
# "MPs", "TDs"
_INITIALS = re.compile(r"[A-Z]{2,}s")
# Nouns that stand in the plural without a singular to count.
_COLLECTIVES = frozenset({"people", "staff", "police"})
_HAVING = frozenset(
    {"have", "own", "hold", "keep", "get", "buy", "sell", "make", "build", "produce", "use", "spend", "cost", "pay", "find"}
)
# Plurals that nobody counts.
_NO_THINGS = _UNIT_NOUNS | _TIMES | {"time", "thing", "lot", "way", "term", "mean", "sale", "other"}
# Larger numbers seldom stand for two things in one story.
_SMALL = 12
_LARGE = frozenset({"million", "billion", "trillion", "lakh", "crore", "m", "bn", "mn"})


class Told(NamedTuple):
    """A figure told before: the number of its sentence, its unit, what the unit is per, how large it is, and where it stands there."""

    sentence: int
    unit: str | None
    per: str | None
    size: Fraction | None
    quantity: Quantity | None


class Ruled(NamedTuple):
    """Unit and denominator that a rule finds for a bare number, and the name of the rule."""

    unit: str | None
    per: str | None
    rule: str


def counted(quantity: Quantity, before: Parsed | None, told: Sequence[Told]) -> Ruled:
    """What a bare number counts, by rules. before: the sentence before its own; told: the figures up to it, the last one last."""
    own = quantity.sentence
    first, last = min(quantity.inside), max(quantity.inside)
    near = [figure for figure in reversed(told) if figure.unit is not None and own.id - figure.sentence <= 1]
    if is_level(quantity):
        near = [figure for figure in near if kind_of(figure.unit) != "share"]
    following = [token.lower_ for token in own.doc[last + 1 : last + 3]]
    if following[:1] == ["of"] and following[-1] in _OF_THEM:
        return Ruled("person" if following[-1] in ("us", "you") else _them(quantity, before, near), None, "part of them")
    if (one := _one_of_many(quantity)) is not None:
        return Ruled(one, None, "one of many")
    if (same := _told_again(quantity, told)) is not None:
        return Ruled(same.unit, same.per, "told again")
    if _has_room(quantity):
        here = [figure for figure in near if figure.sentence == own.id and kind_of(figure.unit) == "count"]
        return Ruled(here[0].unit if here else "person", None, "room")
    for figure in near:
        sentence = own if figure.sentence == own.id else before
        if sentence is not None and _is_printed(figure, sentence):
            return Ruled(figure.unit, figure.per, "printed")
    if near and (_is_put(quantity) or _is_set_against(quantity) or _is_decimal(quantity, near[0]) or _is_limit(quantity, near[0])):
        return Ruled(near[0].unit, near[0].per, "set against")
    if (currency := _understood_money(quantity, told)) is not None:
        return Ruled(currency, None, "sum")
    thing = _again(quantity, before) or _in_same_role(quantity)
    if thing is not None:
        return Ruled(thing, None, "done again")
    thing = _plural_before(own, first, before)
    return Ruled(thing or ("person" if _are_persons(quantity) else None), None, "last thing" if thing else "persons")


def _has_room(quantity: Quantity) -> bool:
    """ "a bus carrying 51", "The boat was built for 12", "room for 40": people, if nothing else was counted in the sentence."""
    first = min(quantity.inside)
    before, second = (quantity.sentence.doc[first - step].lower_ if first >= step else "" for step in (1, 2))
    whole = (size_of(quantity.candidate) or Fraction(1, 2)).denominator == 1
    large = any(quantity.sentence.doc[i].lower_ in _LARGE for i in quantity.inside)
    return whole and not large and (before in _OF_PERSONS or (before in ("for", "of") and second in _ROOM))


def _one_of_many(quantity: Quantity) -> str | None:
    """What a whole consists of, whatever was counted before: "the population was 21,090" people, "cut the workforce by 200" workers, "car
    sales rose to 900" cars.
    """
    verb = verb_above(quantity.head)
    before = [child for child in verb.children if child.i < min(quantity.inside)] if verb is not None else []
    for noun in (child for child in before if child.dep_ in (*NOUN_SUBJECTS, "dobj")):
        if (one := _MANY.get(noun.lemma_.lower())) is not None:
            return str(one)
        sold = next((child for child in noun.lefts if child.dep_ == "compound" and child.tag_ == "NN"), None)
        if noun.lower_ in _TRADED and sold is not None:
            return str(sold.lemma_.lower())
    return None


def _them(quantity: Quantity, before: Parsed | None, near: Sequence[Told]) -> str | None:
    """What "them" are: things that are more than the number, or in the plural, and no part of its own clause.

    "All seven rebels belong to one of two parties, and six of them sit for the capital"; "Insurers have paid out on 140 of them".
    """
    own, size = quantity.sentence, size_of(quantity.candidate)
    larger = [figure for figure in near if kind_of(figure.unit) == "count" and figure.size is not None and size and figure.size > size]
    verb = verb_above(quantity.head)
    others = [thing for thing in things_in(own.doc[: min(quantity.inside)]) if verb_above(thing) != verb]
    if larger and larger[0].sentence == own.id:
        return larger[0].unit
    if others:
        return _last_subject(others)
    things = list(things_in(before.doc)) if before is not None else []
    return larger[0].unit if larger else _last_subject(things) or _plural_before(own, min(quantity.inside), None)


def _told_again(quantity: Quantity, told: Sequence[Told]) -> Told | None:
    """ "Twenty-eight of the 31", "At 18.60 we are awake": the figure before that has this number with a unit; small ones only by "the"."""
    first, size = min(quantity.inside), size_of(quantity.candidate)
    the = first and quantity.sentence.doc[first - 1].lower_ in ("the", "those", "these")
    if size is None or not (the or size > _SMALL or size.denominator > 1):
        return None
    return next((figure for figure in reversed(told) if figure.size == size and figure.unit is not None), None)


def _understood_money(quantity: Quantity, told: Sequence[Told]) -> str | None:
    """ "found a billion for a bank": a sum where sums were told, and nothing that could be counted is its subject."""
    large = any(quantity.sentence.doc[i].lower_ in _LARGE for i in quantity.inside)
    if not large or quantity.head.dep_ in NOUN_SUBJECTS:
        return None
    return next((figure.unit for figure in reversed(told) if kind_of(figure.unit) == "money"), None)


def _is_printed(figure: Told, sentence: Parsed) -> bool:
    return kind_of(figure.unit) in ("count", "measure") and any(token.lemma_.lower() == figure.unit for token in sentence.doc)


def _is_put(quantity: Quantity) -> bool:
    """ "puts the figure at 9,400", "it is 240"."""
    verb = verb_above(quantity.head)
    if verb is None or verb.lemma_.lower() not in _PUT:
        return False
    things = [child for child in verb.children if child.dep_ in (*NOUN_SUBJECTS, "dobj") and child.i not in quantity.inside]
    return any(child.lemma_.lower() in _ANAPHORS or child.lower_ in ("it", "that", "this") for child in things)


def _is_set_against(quantity: Quantity) -> bool:
    """ "from 30 to eight", "against 117"."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    words = [token.lower_ for token in doc[max(0, first - 2) : first]]
    return bool(words) and (words[-1] in _AGAINST or (words[-1] == "to" and words[0] != "according"))


def _is_decimal(quantity: Quantity, figure: Told) -> bool:
    """ "expects growth of 5.2 per cent. In February it said 5.6": nobody counts things in decimals."""
    return kind_of(figure.unit) != "count" and "." in (quantity.candidate.value or "")


def is_level(quantity: Quantity) -> bool:
    """ "lost 1.1% to end at 1,334.20", "plunged 4 percent to Y=28,030": where a change in per cent led to, or more than shares go up to."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    words = [token.lower_ for token in doc[max(0, first - _NEAR_LEVEL) : first]]
    percent = max((place for place, word in enumerate(words) if word in _PERCENT), default=-1)
    led = percent >= 0 and leads_to_level(words[percent + 1 :])
    return led or (size_of(quantity.candidate) or 0) > _MOST_PERCENT


_PERCENT = frozenset({"%", "percent", "cent"})
_NEAR_LEVEL, _MOST_PERCENT = 6, 1000


def _is_limit(quantity: Quantity, figure: Told) -> bool:
    """ "reporting within 10 days; the rules now allow up to 60"."""
    return figure.sentence == quantity.sentence.id and kind_of(figure.unit) == "time" and quantity.candidate.bound == "at_most"


def _are_persons(quantity: Quantity) -> bool:
    """ "how the thirteen were chosen", "the room was built for 200"; what somebody has or buys are things."""
    return not (quantity.head.dep_ == "dobj" and quantity.head.head.lemma_.lower() in _HAVING)


def _again(quantity: Quantity, before: Parsed | None) -> str | None:
    """ "counts the frogs. Last month he counted eleven": what the same verb had for its object or subject."""
    verb, role = quantity.head.head, quantity.head.dep_
    if before is None or verb.pos_ != "VERB" or role not in ("dobj", *NOUN_SUBJECTS):
        return None
    roles = ("dobj",) if role == "dobj" else NOUN_SUBJECTS
    things = (
        child
        for token in before.doc
        if token.lemma_ == verb.lemma_ and token.pos_ == "VERB"
        for child in token.children
        if child.dep_ in roles and child.tag_ == "NNS"
    )
    return name_of(thing) if (thing := next(things, None)) is not None else None


def _in_same_role(quantity: Quantity) -> str | None:
    """ "San Pedro had 1,317 homicides; Caracas had 3,797": what the same verb had in the clause before; "Millennials, numbering 75m"."""
    verb = quantity.head.head
    if verb.pos_ not in ("VERB", "AUX") or quantity.head.dep_ not in ("dobj", "attr"):
        return None
    if verb.lemma_.lower() == "number":
        subject = subject_of(verb)
        return name_of(subject) if subject is not None and subject.tag_ in ("NNS", "NNPS") else None
    for other in reversed(quantity.sentence.doc[: verb.i]):
        if other.lemma_ == verb.lemma_ and other.pos_ == verb.pos_:
            thing = next((child for child in other.rights if child.dep_ == "dobj" and child.tag_ == "NNS"), None)
            if thing is not None and any(child.dep_ == "nummod" for child in thing.children):
                return name_of(thing)
    return None


def _plural_before(own: Parsed, first: int, before: Parsed | None) -> str | None:
    """The thing in the plural spoken of last: in the sentence, its subject first; else in the sentence before."""
    here = [thing for thing in things_in(own.doc[:first]) if not describes_somebody(thing)]
    root = own.doc[first].head
    subject = subject_of(root) if root.pos_ in ("VERB", "AUX") else None
    if subject is not None and subject in here:
        return name_of(subject)
    if here:
        return name_of(here[-1])
    return _last_subject(list(things_in(before.doc))) if before is not None else None


def describes_somebody(thing: Token) -> bool:
    """The affairs of "Thomas Ott, an expert on defence affairs, put troop strength at 166,000"."""
    return any(above.dep_ == "appos" and above.head.pos_ == "PROPN" for above in thing.ancestors)


def _last_subject(things: Sequence[Token]) -> str | None:
    """The last of some things, subjects first."""
    subjects = [thing for thing in things if thing.dep_ in NOUN_SUBJECTS]
    return name_of((subjects or things)[-1]) if things else None


def things_in(tokens: Iterable[Token]) -> Iterable[Token]:
    """Those of some words that are things in the plural."""
    for token in tokens:
        plural = token.tag_ == "NNS" or token.lower_ in _COLLECTIVES or _INITIALS.fullmatch(token.text)
        if plural and token.lemma_.lower() not in _NO_THINGS:
            yield token


def name_of(noun: Token) -> str:
    """A counted noun as a unit: in the singular, "person" for people."""
    if _INITIALS.fullmatch(noun.text):
        return str(noun.text[:-1])
    return "person" if noun.lower_ == "people" else str(noun.lemma_.lower())
