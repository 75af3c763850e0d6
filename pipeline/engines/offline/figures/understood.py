"""Which unit is to be understood with a bare number ("down from 131", "Twelve will"), of all that the text offers: a linear model.

The units of figures told before, of the next one in the sentence, things in the plural and people are options, and so is the unit that
reading lends. Each is weighed by where it stands, how it was told, and what it shares with the number and its clause. The weights are data,
fitted to gold by `evals/benchmarks/bare_units.py`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import fsum, log10

from pipeline.engines.offline.figures.counted import Told, describes_somebody, name_of, things_in
from pipeline.engines.offline.figures.quantities import Quantity, kind_of, size_of, verb_above
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import NOUN_SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load
from pipeline.reading.lending import leads_to_level
from pipeline.words import content_stems

_WEIGHTS: Mapping[str, float] = load("bare_units").table("weights")
_WORDS = load("measures")
_LINKS, _HEDGES, _BEHIND = _WORDS.words("number_links"), _WORDS.words("number_hedges"), _WORDS.words("behind_numbers")
# So many figures back a unit may come from.
_BACK = 16
# The cue of "74 and 49 beds", which leaves no choice.
_JOINED = "next joined"
_PERCENT = frozenset({"%", "percent", "cent"})
# So near behind a percentage stands what the change led to; a larger number is no percentage.
_NEAR_LEVEL, _MOST_PERCENT = 6, 1000
_HAVING = _WORDS.words("having")
# Up to which size a number is called what.
_SMALL = Fraction(12)
_SIZES = ((_SMALL, "small"), (Fraction(100), "percent"), (Fraction(1_000), "some"), (Fraction(1_000_000), "many"))
_MOST_SHARED, _MOST_ORDERS = 4, 3


@dataclass(frozen=True, slots=True)
class Bare:
    """A bare number as it stands.

    before: the sentence before its own. told: the figures up to it, the last one last. following: the one behind it in its sentence.
    lent: the unit that reading lends it, and what that is per; None where it lends none.
    """

    quantity: Quantity
    before: Parsed | None
    told: Sequence[Told]
    following: Quantity | None
    lent: tuple[str, str | None] | None = None


@dataclass(slots=True)
class Option:
    """A unit that may be meant, its denominator, and how much each cue of it counts."""

    unit: str
    per: str | None
    cues: dict[str, float] = field(default_factory=dict)

    def see(self, *cues: str) -> None:
        """Notes cues; one seen twice counts once."""
        self.cues.update(dict.fromkeys(cues, 1.0))


def understood(bare: Bare, sure: str | None) -> tuple[str | None, str | None]:
    """Unit and denominator of a bare number: the one that its words say, else the likeliest option; none where nothing was spoken of.

    sure: of `counted.sure_unit`.
    """
    if sure is not None and _Context(bare).may_be(sure):
        return sure, None
    offered = options(bare)
    if set(offered) == {"person"}:
        return (None if _is_had(bare.quantity) else "person"), None
    if (joined := next((option for option in offered.values() if _JOINED in option.cues), None)) is not None:
        return joined.unit, joined.per
    best = max(offered.values(), key=_weight)
    return best.unit, best.per


def _is_had(quantity: Quantity) -> bool:
    """What somebody has or buys are things; "how the thirteen were chosen" tells of people."""
    return quantity.head.dep_ == "dobj" and quantity.head.head.lemma_.lower() in _HAVING


def _weight(option: Option) -> float:
    return fsum(_WEIGHTS.get(cue, 0.0) * count for cue, count in sorted(option.cues.items()))


def options(bare: Bare) -> dict[str, Option]:
    """What a bare number may count, by unit, each with its cues; at least people, whom grounding refuses where the text has none."""
    context = _Context(bare)
    found = {"person": Option("person", None, {"person": 1.0})}
    if bare.lent is not None and context.may_be(bare.lent[0]):
        found.setdefault(bare.lent[0], Option(*bare.lent)).see("lent")
    for order, figure in enumerate(context.recent()):
        if figure.unit is not None and context.may_be(figure.unit):
            context.see_told(found.setdefault(figure.unit, Option(figure.unit, figure.per)), figure, order)
    if (following := bare.following) is not None:
        unit = following.unit or (name_of(following.noun) if following.noun is not None else None)
        if unit is not None:
            context.see_next(found.setdefault(unit, Option(unit, None)), following)
    for sentence, things in context.things():
        for last, thing in enumerate(reversed(things)):
            name = name_of(thing)
            if not context.may_be(name):
                continue
            context.see_thing(found.setdefault(name, Option(name, None)), thing, sentence, last=last == 0)
    for option in found.values():
        context.see_number(option)
    if context.is_decimal and len(found) > 1 and not context.may_be("person"):
        del found["person"]
    return found


class _Context:
    """What stands around a bare number, looked up once for all its options."""

    def __init__(self, bare: Bare) -> None:
        quantity = bare.quantity
        self._bare, self._own = bare, quantity.sentence
        self._first, self._last = min(quantity.inside), max(quantity.inside)
        self._size = size_of(quantity.candidate)
        small = self._size is not None and self._size.denominator > 1
        self.is_decimal = small and any("." in token.text[1:-1] for token in self._own.doc[self._first : self._last + 1])
        self._verb = verb_above(quantity.head)
        self._subject = subject_of(self._verb) if self._verb is not None else None
        self._link = _link(quantity)
        self._stems = frozenset(content_stems(self._own.text))
        self._often = Counter(figure.unit for figure in bare.told)
        self._is_level = _is_level(quantity)
        self._is_many = quantity.head.dep_ in NOUN_SUBJECTS and _is_plural(quantity.head.head)

    def may_be(self, unit: str) -> bool:
        """Whether grammar admits a unit.

        A change leads to no percentage ("to end at 334.20"), sums take a verb in the singular, and things are counted in decimals only
        where they were before ("1.9 children a woman, down from 2.1").
        """
        kind, per = kind_of(unit), self._bare.quantity.candidate.per
        if kind in ("share", "money") and per is not None and per[0].isdigit():
            return False  # "a rate of 13 per 100,000"
        if kind == "count" and self.is_decimal:
            return any(told.unit == unit and told.size is not None and told.size.denominator > 1 for told in self._bare.told)
        return not (kind == "share" and self._is_level) and not (kind == "money" and self._is_many)

    def recent(self) -> Iterable[Told]:
        """The figures told before, the last first, each unit once.

        Far ones too: where one of them is likeliest grounding refuses it, and so says that the unit stands nowhere near.
        """
        seen: set[str | None] = set()
        for figure in reversed(self._bare.told[-_BACK:]):
            if figure.unit not in seen and not self._is_chance(figure):
                seen.add(figure.unit)
                yield figure

    def _is_chance(self, figure: Told) -> bool:
        """ "It hurt 9 guests. … Some 9 left": small numbers often come twice."""
        return figure.size == self._size and figure.sentence != self._own.id and (self._size or 0) <= _SMALL and self._link != "the"

    def things(self) -> Iterable[tuple[str, list[Token]]]:
        """Things in the plural, of the sentence and of the one before."""
        yield "here", [thing for thing in things_in(self._own.doc[: self._first]) if not describes_somebody(thing)]
        yield "before", list(things_in(self._bare.before.doc)) if self._bare.before is not None else []

    def see_told(self, option: Option, figure: Told, order: int) -> None:
        """Notes the cues of a unit that a figure before has."""
        apart, kind = self._own.id - figure.sentence, kind_of(figure.unit)
        option.see("told", f"told {min(apart, 3)} before", f"told {min(order, 3)}th", f"{kind} told {min(apart, 2)} before")
        option.see(f"{self._link} told {min(apart, 1)} before", *(["has a denominator"] if figure.per else []))
        option.cues["told often"] = log10(1 + self._often[figure.unit])
        if self._size and figure.size:
            orders = abs(log10(self._size / figure.size))
            option.cues["orders of size"] = min(float(_MOST_ORDERS), orders)
            option.see(f"{kind} {min(3, int(2 * orders))} apart", f"{min(4, int(3 * orders))} apart")
            if figure.size <= self._size:
                option.see("same number" if figure.size == self._size else f"more than {kind}")
        if figure.quantity is not None:
            self._see_likeness(option, figure.quantity, apart)

    def _see_likeness(self, option: Option, other: Quantity, apart: int) -> None:
        """What the clause of another figure shares with that of the number."""
        where, verb = "before" if apart else "here", verb_above(other.head)
        if _link(other) == self._link:
            option.see(f"same link {where}")
        if other.head.dep_ == self._bare.quantity.head.dep_:
            option.see(f"same role {where}")
        if self._verb is not None and verb is not None:
            if verb is self._verb:
                option.see("one verb")
            elif verb.lemma_ == self._verb.lemma_:
                option.see(f"same verb {where}")
            theirs = subject_of(verb)
            if apart and self._subject is not None and theirs is not None and self._subject.lemma_.lower() == theirs.lemma_.lower():
                option.see("same subject")
        if apart:
            shared = min(_MOST_SHARED, len(self._stems & frozenset(content_stems(other.sentence.text))))
            option.cues["shared words"] = max(option.cues.get("shared words", 0.0), float(shared))
        elif "conj" in (other.head.dep_, self._bare.quantity.head.dep_):
            option.see("joined")

    def see_next(self, option: Option, quantity: Quantity) -> None:
        """Notes the cues of the next figure's unit: "74 and 49 beds"."""
        between = [token.lower_ for token in self._own.doc[self._last + 1 : min(quantity.inside)]]
        option.see("next", f"next {kind_of(option.unit)}", *([_JOINED] if between in (["and"], ["or"]) else []))

    def see_thing(self, option: Option, thing: Token, where: str, *, last: bool) -> None:
        """Notes the cues of a thing in the plural."""
        option.see("thing", f"thing {where}", f"{self._link} thing {where}", f"{_role(thing)} {where}")
        if last:
            option.see(f"last thing {where}")
        if any(child.dep_ == "nummod" for child in thing.children):
            option.see(f"numbered thing {where}")
        if where == "here":
            if thing is self._subject:
                option.see("own subject")
            if thing.head is self._verb and thing.dep_ == "dobj":
                option.see("own object")
            return
        if self._verb is not None and thing.head.lemma_ == self._verb.lemma_:
            option.see("thing of the same verb")
        if self._subject is not None and self._subject.lower_ in ("they", "it") and thing.dep_ in NOUN_SUBJECTS:
            option.see("thing of a pronoun")

    def see_number(self, option: Option) -> None:
        """Notes what kind of number it is and in which words, with the kind of unit."""
        kind, source = kind_of(option.unit), next((name for name in ("told", "thing") if name in option.cues), "else")
        size = self._size or Fraction(0)
        sort = "part" if size.denominator > 1 else next((name for most, name in _SIZES if size <= most), "large")
        option.see(
            f"kind {kind}", f"{kind} {self._link}", f"{self._bare.quantity.head.dep_} {source}", f"{sort} {kind}", f"{sort} {source}"
        )
        if any(token.lemma_.lower() == option.unit for token in self._own.doc):
            option.see(f"printed {kind}")
        for after in self._own.doc[self._last + 1 : self._last + 2]:
            option.see(f"{kind} and {after.lower_ if after.lower_ in _BEHIND else after.pos_} behind")


def _is_level(quantity: Quantity) -> bool:
    """ "lost 1.1% to end at 1,334.20", "plunged 4 percent to Y=28,030": where a change in per cent led to, or more than shares go up to."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    words = [token.lower_ for token in doc[max(0, first - _NEAR_LEVEL) : first]]
    percent = max((place for place, word in enumerate(words) if word in _PERCENT), default=-1)
    led = percent >= 0 and leads_to_level(words[percent + 1 :])
    return led or (size_of(quantity.candidate) or 0) > _MOST_PERCENT


def _link(quantity: Quantity) -> str:
    """The word before a number that tells how it hangs there, past hedges ("from", "to just over"); "-" for any other, "^" for none."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    while first > 0 and doc[first - 1].lower_ in _HEDGES:
        first -= 1
    if not first:
        return "^"
    return doc[first - 1].lower_ if doc[first - 1].lower_ in _LINKS else "-"


def _is_plural(verb: Token) -> bool:
    """ "Some 40 have left": whether a verb or its helper is in the plural."""
    return verb.tag_ == "VBP" or any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("have", "are", "were") for child in verb.lefts)


def _role(thing: Token) -> str:
    if thing.dep_ in NOUN_SUBJECTS:
        return "subject"
    return thing.dep_ if thing.dep_ in ("dobj", "pobj", "conj", "attr", "appos") else "other"
