"""What makes an item of a summary the same as an item of gold, part by part.

Keys decide whether two items are a pair: figures by value and evidence; claims by evidence and statement, with numbers and negation as
vetoes; positions by holder and target; questions by kind and evidence. All other fields are graded on the pairs. A *decisive* field is one
whose fault makes the item say something else: a pair with such a fault is no strict success.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, NamedTuple, TypeAlias

from evals.gold_types import Gold, GoldClaim, GoldFigure, GoldPosition, GoldQuestion
from evals.names import same_name, same_unit
from evals.negation import contradict
from evals.spans import common, size
from evals.thresholds import Thresholds
from evals.words import content, dice, hedged, numbers, stems, tokens
from pipeline import Claim, Figure, OpenQuestion, Position, Span, Summary

Grade: TypeAlias = Literal["correct", "partial", "wrong"]
Grades: TypeAlias = Mapping[str, Grade]
# required: costs recall where missing. extra: never costs recall, counts for precision. optional: a right one counts for nothing.
Weight: TypeAlias = Literal["required", "extra", "optional"]


class Kinship(NamedTuple):
    """How close two items are: `full` by all keys, else only nearly; `similarity` in [0, 1] decides between rivals."""

    full: bool
    similarity: float


@dataclass(frozen=True)
class Rules:
    """The rules of one part. `kinship` is None for items that cannot be a pair."""

    part: str
    gold_items: Callable[[Gold], Sequence[Any]]
    given_items: Callable[[Summary], Sequence[Any]]
    weight: Callable[[Any], Weight]
    kinship: Callable[[Any, Any, Thresholds], Kinship | None]
    grades: Callable[[Any, Any, Thresholds], Grades]
    fields: tuple[str, ...]
    decisive: frozenset[str]

    def sound(self, grades: Grades) -> bool:
        """Whether no decisive field is at fault."""
        return all(grades[field] == "correct" for field in self.decisive)


_BRACKET = re.compile(r"\([^()]*\)")


def _grade(right: bool) -> Grade:
    return "correct" if right else "wrong"


def _evidence(given: Sequence[Span], gold: Sequence[Span], cover: float, lean: float) -> Grade:
    shared = common(given, gold)
    if not shared:
        return "wrong"
    return "correct" if shared >= cover * size(gold) and shared >= lean * size(given) else "partial"


# Positions


def _position_kinship(gold: GoldPosition, given: Position, limits: Thresholds) -> Kinship | None:
    if not same_name(given.holder, gold.holder, gold.holder_aliases):
        return None
    words = content(given.target)
    similarity = max(dice(words, content(target)) for target in (gold.target, *gold.target_aliases))
    if similarity >= limits.target:
        return Kinship(True, similarity)
    close = given.polarity == gold.polarity and common(given.evidence, gold.evidence)
    return Kinship(False, similarity) if close else None


def _position_grades(gold: GoldPosition, given: Position, limits: Thresholds) -> Grades:
    return {
        "polarity": _grade(given.polarity == gold.polarity),
        "evidence": _evidence(given.evidence, gold.evidence, limits.cover_positions, limits.lean),
    }


# Claims


def _claim_kinship(gold: GoldClaim, given: Claim, limits: Thresholds) -> Kinship | None:
    overlap = common(given.evidence, gold.evidence) > 0
    similarity = statement_similarity(gold, given)
    if similarity < (limits.near_statement if overlap else limits.far_statement):
        return None
    numeric = _numbers_agree(gold, given)
    if numeric == "wrong" or contradict(gold.statement, given.statement):
        return None
    return Kinship(overlap and similarity >= limits.statement and numeric == "correct", similarity)


def statement_similarity(gold: GoldClaim, given: Claim) -> float:
    """Dice of the content stems of two statements. The speakers' names do not count: who speaks is a field of its own."""
    ours, theirs = content(gold.statement), content(given.statement)
    speakers = [stems(name) for name in (gold.source, *gold.source_aliases, given.source) if name]
    beside = ours.difference(*speakers), theirs.difference(*speakers)
    return dice(*beside) if all(beside) else dice(ours, theirs)


def _numbers_agree(gold: GoldClaim, given: Claim) -> Grade:
    """wrong: another number in place of one, or a number that the evidence lacks. partial: a number left out; a year may be."""
    # A conversion in brackets repeats a number in another unit.
    ours, theirs = (numbers(_BRACKET.sub("", item.statement)) for item in (gold, given))
    lost, added = ours - theirs, theirs - ours
    swapped = {_year(number) for number in lost} & {_year(number) for number in added}
    if swapped or added - numbers(" ".join(span.quote for span in gold.evidence)):
        return "wrong"
    return "correct" if all(_year(number) for number in lost) else "partial"


def _year(number: Fraction) -> bool:
    return number.denominator == 1 and 1900 <= number < 2100


def _claim_grades(gold: GoldClaim, given: Claim, limits: Thresholds) -> Grades:
    return {
        "source": _grade(same_name(given.source, gold.source, gold.source_aliases)),
        "source_kind": _grade(given.source_kind == gold.source_kind),
        "attribution": _grade(given.attribution == gold.attribution),
        "kind": _grade(given.kind == gold.kind),
        "salience": _grade(given.salience == gold.salience),
        "hedge": _grade(hedged(given.statement) == hedged(gold.statement)),
        "evidence": _evidence(given.evidence, gold.evidence, limits.cover, limits.lean),
    }


# Figures


def _figure_kinship(gold: GoldFigure, given: Figure, limits: Thresholds) -> Kinship | None:
    shared = common(given.evidence, gold.evidence)
    if not shared:
        return None
    ours, theirs = (gold.value, gold.low, gold.high), (given.value, given.low, given.high)
    if ours != theirs and not {end for end in ours if end} & {end for end in theirs if end}:
        return None
    return Kinship(ours == theirs, shared / (size(given.evidence) + size(gold.evidence) - shared))


def _figure_grades(gold: GoldFigure, given: Figure, limits: Thresholds) -> Grades:
    return {
        "unit": _grade(same_unit(given.unit, gold.unit, gold.unit_aliases)),
        "per": _grade(same_unit(given.per, gold.per)),
        "bound": _grade(given.bound == gold.bound),
        "measures": _grade(dice(content(given.measures), content(gold.measures)) >= limits.free_text),
        "when": _grade(_same_time(given.when, gold.when, limits.when)),
        "source": _grade(same_name(given.source, gold.source, gold.source_aliases)),
        "evidence": _evidence(given.evidence, gold.evidence, limits.cover, limits.lean_figures),
    }


def _same_time(given: str | None, gold: str | None, limit: float) -> bool:
    if given is None or gold is None:
        return given is gold
    ours, theirs = ({token.casefold() for token in tokens(text)} for text in (given, gold))
    return numbers(given) == numbers(gold) and dice(frozenset(ours), frozenset(theirs)) >= limit


# Open questions


def _question_kinship(gold: GoldQuestion, given: OpenQuestion, limits: Thresholds) -> Kinship | None:
    if not common(given.evidence, gold.evidence):
        return None
    similarity = dice(content(given.question), content(gold.question))
    if given.kind == gold.kind:
        return Kinship(similarity >= limits.question, similarity)
    return Kinship(False, similarity) if similarity >= limits.near_question else None


def _question_grades(gold: GoldQuestion, given: OpenQuestion, limits: Thresholds) -> Grades:
    return {"evidence": _evidence(given.evidence, gold.evidence, limits.cover_positions, limits.lean)}


def _claim_weight(claim: GoldClaim) -> Weight:
    return "required" if claim.salience == "core" else "extra"


def _figure_weight(figure: GoldFigure) -> Weight:
    return "optional" if figure.optional else "required"


def _always_required(_: Any) -> Weight:
    return "required"


_CLAIM_FIELDS = ("source", "source_kind", "attribution", "kind", "salience", "hedge", "evidence")


def _claims(part: str, given: Callable[[Summary], Sequence[Any]]) -> Rules:
    decisive = frozenset({"source"})
    return Rules(part, lambda gold: gold.claims, given, _claim_weight, _claim_kinship, _claim_grades, _CLAIM_FIELDS, decisive)


POSITIONS = Rules(
    "positions",
    lambda gold: gold.stance.positions,
    lambda summary: summary.stance.positions,
    _always_required,
    _position_kinship,
    _position_grades,
    ("polarity", "evidence"),
    frozenset({"polarity"}),
)
CLAIMS = _claims("claims", lambda summary: (*summary.claims, *summary.omitted))
FIGURES = Rules(
    "figures",
    lambda gold: gold.figures,
    lambda summary: summary.figures,
    _figure_weight,
    _figure_kinship,
    _figure_grades,
    ("unit", "per", "bound", "measures", "when", "source", "evidence"),
    frozenset({"unit", "per", "bound"}),
)
QUESTIONS = Rules(
    "open_questions",
    lambda gold: gold.open_questions,
    lambda summary: summary.open_questions,
    _always_required,
    _question_kinship,
    _question_grades,
    ("evidence",),
    frozenset(),
)
# The four parts of the headline, and the claims that a reader sees where `max_claims` cut the rest.
HEADLINE: tuple[Rules, ...] = (POSITIONS, CLAIMS, FIGURES, QUESTIONS)
SHIPPED = _claims("claims_shipped", lambda summary: summary.claims)
ALL_RULES: tuple[Rules, ...] = (*HEADLINE, SHIPPED)
