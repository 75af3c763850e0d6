"""How far two lists of spans cover the same characters."""

from collections.abc import Iterable, Sequence

from pipeline import Span


def covered(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The characters of spans as disjoint ranges in order; what two spans share counts once."""
    ranges: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    return ranges


def size(spans: Iterable[Span]) -> int:
    """How many characters spans cover."""
    return sum(end - start for start, end in covered(spans))


def common(a: Sequence[Span], b: Sequence[Span]) -> int:
    """How many characters two lists of spans both cover."""
    if not any(ours.start < theirs.end and theirs.start < ours.end for ours in a for theirs in b):
        return 0
    ours, theirs = covered(a), covered(b)
    return sum(max(0, min(end, stop) - max(start, begin)) for start, end in ours for begin, stop in theirs)
