"""One proposition, one figure, one holder and target: repeated items become one, under the id of the first, with all their evidence."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from pipeline.article import Span
from pipeline.labels import Bound
from pipeline.summary import Claim, Figure, OpenQuestion, Position
from pipeline.words import Wording, content_stems, words

Item = TypeVar("Item", Claim, Figure, OpenQuestion, Position)


def merged_claims(claims: Iterable[Claim], wording: Callable[[str], Wording] = Wording) -> tuple[Claim, ...]:
    """Claims of one source with the same content words, numbers and negation are one; it is core where one of them is.

    wording: makes the words of a statement, or remembers them.
    """

    def key(claim: Claim) -> Hashable:
        stated = wording(claim.statement)
        return _plain(claim.source), stated.content, _numbers(stated), stated.is_negated

    def join(same: Sequence[Claim]) -> Claim:
        salience = "core" if any(claim.salience == "core" for claim in same) else "supporting"
        return same[0].model_copy(update={"evidence": _evidence(same), "salience": salience})

    return _merge(claims, key, join)


def merged_figures(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The same value, unit and thing measured from the same source is one figure, with its most cautious bound."""

    def key(figure: Figure) -> Hashable:
        quantity = (figure.value, figure.low, figure.high, figure.unit, figure.per)
        return quantity, frozenset(content_stems(figure.measures)), _plain(figure.source)

    def join(same: Sequence[Figure]) -> Figure:
        return same[0].model_copy(update={"evidence": _evidence(same), "bound": most_cautious([figure.bound for figure in same])})

    return _merge(figures, key, join)


def merged_positions(positions: Iterable[Position]) -> tuple[Position, ...]:
    """One entry per holder and target; for and against the same target is mixed."""

    def key(position: Position) -> Hashable:
        return _plain(position.holder), frozenset(content_stems(position.target)) or _plain(position.target)

    def join(same: Sequence[Position]) -> Position:
        sides = {position.polarity for position in same}
        return same[0].model_copy(update={"evidence": _evidence(same), "polarity": sides.pop() if len(sides) == 1 else "mixed"})

    return _merge(positions, key, join)


def merged_questions(questions: Iterable[OpenQuestion]) -> tuple[OpenQuestion, ...]:
    """Questions of one kind with the same words are one."""

    def key(question: OpenQuestion) -> Hashable:
        return question.kind, tuple(words(question.question))

    return _merge(questions, key, lambda same: same[0].model_copy(update={"evidence": _evidence(same)}))


def most_cautious(bounds: Sequence[Bound]) -> Bound:
    """The bound that promises least: approx before one side, one side before exact."""
    order: tuple[Bound, ...] = ("approx", "at_least", "at_most", "exact")
    return min(bounds, key=order.index)


def _merge(items: Iterable[Item], key: Callable[[Item], Hashable], join: Callable[[Sequence[Item]], Item]) -> tuple[Item, ...]:
    groups: dict[Hashable, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return tuple(same[0] if len(same) == 1 else join(same) for same in groups.values())


def _evidence(items: Sequence[Claim | Figure | OpenQuestion | Position]) -> tuple[Span, ...]:
    spans = {(span.start, span.end): span for item in items for span in item.evidence}
    return tuple(spans[place] for place in sorted(spans))


def _plain(name: str | None) -> str | None:
    return None if name is None else " ".join(words(name))


def _numbers(wording: Wording) -> tuple[str, ...]:
    return tuple(word for word in wording.sequence if word[0].isdigit())
