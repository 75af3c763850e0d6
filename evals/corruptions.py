"""Known corruptions of a flawless summary, and which scores each must move: those, and no others.

Each takes a gold-made summary and its gold, and returns the corrupted summary, or None where the article has nothing to corrupt.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias, TypeVar, get_args

from evals.gold_types import Gold
from evals.names import same_name
from evals.thresholds import DEFAULT
from evals.words import content, dice, numbers
from pipeline import Article, Claim, Figure, OpenQuestion, Position, Span, Summary, labels

Item = TypeVar("Item", Claim, Figure, OpenQuestion, Position)
Corrupt: TypeAlias = Callable[[Summary, Gold, Random], Summary | None]
# A score that moves: (part, field); the field "item" stands for precision, recall and both F1 of the part.
Moves: TypeAlias = frozenset[tuple[str, str]]

CLAIMS = ("claims", "claims_shipped")
PARTS = ("positions", "figures", "open_questions", *CLAIMS)


@dataclass(frozen=True)
class Corruption:
    """A corruption, and the scores that it moves."""

    name: str
    corrupt: Corrupt
    moves: Moves


def _both(field: str) -> set[tuple[str, str]]:
    return {(part, field) for part in CLAIMS}


def _items(*parts: str) -> set[tuple[str, str]]:
    return {(part, "item") for part in parts}


def _with(summary: Summary, part: str, items: Iterable[Any]) -> Summary:
    if part == "positions":
        return summary.model_copy(update={"stance": summary.stance.model_copy(update={"positions": tuple(items)})})
    return summary.model_copy(update={part: tuple(items)})


def _of(summary: Summary, part: str) -> tuple[Any, ...]:
    return summary.stance.positions if part == "positions" else tuple(getattr(summary, part))


def _one(part: str, wanted: Callable[[Any], bool], change: Callable[[Any, Gold, Random], Mapping[str, Any] | None]) -> Corrupt:
    """Changes one item of a part: the first of a seeded order that is wanted and that can be changed."""

    def corrupt(summary: Summary, gold: Gold, random: Random) -> Summary | None:
        items = list(_of(summary, part))
        for place in random.sample(range(len(items)), len(items)):
            if wanted(items[place]) and (changes := change(items[place], gold, random)) is not None:
                items[place] = items[place].model_copy(update=dict(changes))
                return _with(summary, part, items)
        return None

    return corrupt


def _label(field: str, values: Iterable[str]) -> Callable[[Any, Gold, Random], Mapping[str, Any]]:
    choices = tuple(values)
    return lambda item, gold, random: {field: random.choice([value for value in choices if value != getattr(item, field)])}


def _required_figure(gold: Gold, figure: Figure) -> bool:
    return any(not other.optional and other.evidence == figure.evidence for other in gold.figures)


def _figure_number(figure: Figure, gold: Gold, _: Random) -> Mapping[str, Any] | None:
    if figure.value is None or not _required_figure(gold, figure):
        return None
    return {"value": str(int(float(figure.value)) * 7 + 13) if "/" not in figure.value else "7/13"}


def _figure_unit(figure: Figure, gold: Gold, _: Random) -> Mapping[str, Any] | None:
    return {"unit": "furlong"} if _required_figure(gold, figure) else None


def _figure_bound(figure: Figure, gold: Gold, random: Random) -> Mapping[str, Any] | None:
    return _label("bound", get_args(labels.Bound))(figure, gold, random) if _required_figure(gold, figure) else None


def _statement_number(claim: Claim, gold: Gold, _: Random) -> Mapping[str, Any] | None:
    found = re.search(r"(?<![\w.,/])\d{1,3}(?![\w,/]|\.\d)", claim.statement)
    if not found:
        return None
    changed = claim.statement[: found.start()] + str(int(found[0]) * 7 + 13) + claim.statement[found.end() :]
    return {"statement": changed} if numbers(changed) != numbers(claim.statement) else None


_DENIAL = re.compile(r"\b(?:not|no|never|nor|without|but|(?:den|refus|reject|declin|fail|rul|dismiss|lack)\w+)\b", re.IGNORECASE)


def _negation(claim: Claim, gold: Gold, _: Random) -> Mapping[str, Any] | None:
    changed = re.sub(r" (?:not|never)\b(?! (?:only|just)\b)|(?<=\w)n['’]t\b", "", claim.statement, count=1)
    # A statement of two denials is still the half of itself that is left; those are cases of the tests, not of this corruption.
    if changed == claim.statement or _DENIAL.search(changed) or not content(changed):
        return None
    # Where gold holds the opposite as a claim of its own (two sides of a dispute), or one much like it, the corrupted one is that claim.
    others = (content(other.statement) for other in gold.claims if other.statement != claim.statement)
    is_another = any(dice(content(changed), words) >= DEFAULT.statement for words in others)
    return None if is_another else {"statement": changed}


def _speaker(claim: Claim, gold: Gold, random: Random) -> Mapping[str, Any] | None:
    ours = next((other for other in gold.claims if other.statement == claim.statement and other.source == claim.source), None)
    if ours is None:
        return None
    others = sorted(
        {other.source for other in gold.claims if other.source and not same_name(other.source, ours.source, ours.source_aliases)}
    )
    return {"source": random.choice(others)} if others else None


def _flip(position: Position, gold: Gold, random: Random) -> Mapping[str, Any]:
    return {"polarity": "opposes" if position.polarity == "supports" else "supports"}


def _furniture(summary: Summary, gold: Gold, random: Random) -> Summary | None:
    if not gold.furniture or not summary.claims:
        return None
    line = random.choice(gold.furniture)
    claim = summary.claims[0].model_copy(update={"statement": line.quote, "evidence": (line,), "source": None})
    return _with(summary, "claims", (*summary.claims, claim))


def _duplicated(summary: Summary, gold: Gold, random: Random) -> Summary | None:
    for part in ("positions", "figures", "open_questions", "claims"):
        if items := _of(summary, part):
            summary = _with(summary, part, (*items, random.choice(items)))
    return summary


def _removed(summary: Summary, gold: Gold, random: Random) -> Summary | None:
    for part in ("positions", "figures", "open_questions", "claims"):
        items = [item for item in _of(summary, part) if part != "claims" or item.salience == "core"]
        items = [item for item in items if part != "figures" or _required_figure(gold, item)]
        if items:
            gone = random.choice(items)
            summary = _with(summary, part, (item for item in _of(summary, part) if item is not gone))
    return summary


def _widened(summary: Summary, gold: Gold, _: Random) -> Summary | None:
    whole = (_whole(gold.article),)
    for part in ("positions", "figures", "open_questions", "claims"):
        summary = _with(summary, part, (item.model_copy(update={"evidence": whole}) for item in _of(summary, part)))
    return summary


def _whole(article: Article) -> Span:
    return article.span(0, len(article.text))


def _shuffled(summary: Summary, gold: Gold, random: Random) -> Summary:
    for part in ("positions", "figures", "open_questions", "claims"):
        items = _of(summary, part)
        summary = _with(summary, part, random.sample(items, len(items)))
    return summary


def _unchanged(summary: Summary, gold: Gold, _: Random) -> Summary:
    return summary


def _stance(summary: Summary, gold: Gold, random: Random) -> Summary:
    other = "critical" if summary.stance.article != "critical" else "supportive"
    return summary.model_copy(update={"stance": summary.stance.model_copy(update={"article": other})})


def _labelled(part: str, field: str, label: Any) -> Corrupt:
    return _one(part, _any, _label(field, get_args(label)))


def _said(claim: Claim) -> bool:
    return claim.source is not None


def _any(_: Any) -> bool:
    return True


CORRUPTIONS: tuple[Corruption, ...] = (
    Corruption("nothing", _unchanged, frozenset()),
    Corruption("order shuffled", _shuffled, frozenset()),
    Corruption("number of a figure changed", _one("figures", _any, _figure_number), frozenset(_items("figures"))),
    Corruption("unit changed", _one("figures", _any, _figure_unit), frozenset(_items("figures") | {("figures", "unit")})),
    Corruption("bound changed", _one("figures", _any, _figure_bound), frozenset(_items("figures") | {("figures", "bound")})),
    Corruption("number in a statement changed", _one("claims", _any, _statement_number), frozenset(_items(*CLAIMS))),
    Corruption("negation dropped", _one("claims", _any, _negation), frozenset(_items(*CLAIMS))),
    Corruption("speaker swapped", _one("claims", _said, _speaker), frozenset(_items(*CLAIMS) | _both("source"))),
    Corruption("polarity flipped", _one("positions", _any, _flip), frozenset(_items("positions") | {("positions", "polarity")})),
    Corruption("attribution changed", _labelled("claims", "attribution", labels.Attribution), frozenset(_both("attribution"))),
    Corruption("kind of source changed", _labelled("claims", "source_kind", labels.SourceKind), frozenset(_both("source_kind"))),
    Corruption("kind of claim changed", _labelled("claims", "kind", labels.ClaimKind), frozenset(_both("kind"))),
    Corruption("salience changed", _labelled("claims", "salience", labels.Salience), frozenset(_both("salience"))),
    Corruption("kind of question changed", _labelled("open_questions", "kind", labels.QuestionKind), frozenset(_items("open_questions"))),
    Corruption("article's stance changed", _stance, frozenset({("stance", "article")})),
    Corruption("furniture added", _furniture, frozenset(_items(*CLAIMS))),
    Corruption("item duplicated", _duplicated, frozenset(_items(*PARTS))),
    Corruption("item removed", _removed, frozenset(_items(*PARTS))),
    Corruption("span widened", _widened, frozenset({(part, "evidence") for part in PARTS})),
)
