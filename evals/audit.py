"""The grounding audit: what can be said of a summary from the raw text alone, without gold.

It shares no code with grounding or reading, or it could not find their faults; it is deliberately plainer than they are. Two questions are
kept apart, as their answers are: are the items IN THE TEXT (spans, numbers, names, furniture), and do their spans SUPPORT them (a lexical
proxy: words, numbers and negation of the statement against those of its evidence; it finds what is plainly unsupported, not all that is).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from evals.negation import contradict
from evals.stated import stated
from evals.words import content, numbers, stems
from pipeline import Article, Figure, Span, Summary

# Half of a statement's content words may stand elsewhere: pronouns are resolved and the speaker is named.
SUPPORT = 0.5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FURNITURE = re.compile(
    r"(?i)^(?:photo(?:graph)?s?\b|picture:|image:|file photo|credit:|advertisement$|subscribe\b|sign up\b|share (?:this|on)\b|follow us\b"
    r"|read (?:more|also|next)\b|related(?: stor(?:y|ies)| articles?)?:?|comments are closed|ends$|reporting by\b|editing by\b|doi:|tags?:"
    r"|most read|newsletter|click here|copyright|©)|(?:photo(?:graph)?|credit|image|picture): ?[^.]*$"
)


# The guide's own words for a speaker without a name ("the author" of an op-ed, whom no article names).
_GUIDE_WORDS = frozenset({"author", "the", "a", "an", "of"})


@dataclass(frozen=True)
class Item:
    """An item as the audit sees it: where it is, what it says in words, whom it names, its spans."""

    where: str
    text: str
    names: tuple[str, ...]
    evidence: tuple[Span, ...]
    numbers: frozenset[Fraction] = frozenset()


@dataclass
class Audit:
    """Counts over items; the shares must be 1, 1, 1, 0. `faults` names each item that is off."""

    items: int = 0
    exact: int = 0
    numbers_stand: int = 0
    names_stand: int = 0
    furniture: int = 0
    supported: int = 0
    faults: list[str] = field(default_factory=list)

    def share(self, count: int) -> float | None:
        """A count as a share of the items; None where there are none."""
        return count / self.items if self.items else None

    @property
    def sound(self) -> bool:
        """Whether every item is in the text and none is furniture."""
        return self.exact == self.numbers_stand == self.names_stand == self.items and not self.furniture


def audit(pairs: Iterable[tuple[Article, Summary, Sequence[Span]]]) -> Audit:
    """Audits summaries against the raw text of their articles. The spans are furniture known from gold; none where there is no gold."""
    found = Audit()
    for article, summary, known in pairs:
        furniture = _marked(article.text, known)
        for item in items_of(summary):
            _audit(found, article, item, furniture)
    return found


def items_of(summary: Summary) -> Iterator[Item]:
    """All items of a summary that have evidence, the gist and the omitted claims too."""
    if summary.gist:
        yield Item("gist", summary.gist.text, (), summary.gist.evidence, numbers(summary.gist.text))
    for number, position in enumerate(summary.stance.positions):
        yield Item(f"positions[{number}]", position.target, (position.holder,), position.evidence)
    for number, claim in enumerate((*summary.claims, *summary.omitted)):
        names = (claim.source,) if claim.source else ()
        yield Item(f"claims[{number}]", claim.statement, names, claim.evidence, numbers(claim.statement))
    for number, figure in enumerate(summary.figures):
        names = (figure.source,) if figure.source else ()
        yield Item(f"figures[{number}]", figure.measures, names, figure.evidence, _values(figure))
    for number, question in enumerate(summary.open_questions):
        yield Item(f"open_questions[{number}]", question.question, (), question.evidence)


def _audit(found: Audit, article: Article, item: Item, furniture: Sequence[bool]) -> None:
    text = article.text
    cited = " ".join(text[span.start : span.end] for span in item.evidence)
    exact = bool(item.evidence) and all(span.start < span.end and text[span.start : span.end] == span.quote for span in item.evidence)
    numbers_stand = item.numbers <= stated(cited)
    strangers = _strangers(item, text)
    from_furniture = bool(item.evidence) and all(all(furniture[span.start : span.end]) for span in item.evidence)
    found.items += 1
    found.exact += exact
    found.numbers_stand += numbers_stand
    found.names_stand += not strangers
    found.furniture += from_furniture
    found.supported += exact and numbers_stand and _supports(item, cited)
    for off, fault in (
        (not exact, "spans are not exact"),
        (not numbers_stand, "a number does not stand in the evidence"),
        (bool(strangers), f"the article does not name {', '.join(strangers)}"),
        (from_furniture, "comes from furniture"),
    ):
        if off:
            found.faults.append(f"{article.id}: {item.where}: {fault}")


def _supports(item: Item, cited: str) -> bool:
    if not item.where.startswith("claims") and item.where != "gist":
        return True
    words = content(item.text).difference(*map(stems, item.names))
    return (not words or len(words & content(cited)) >= SUPPORT * len(words)) and not contradict(item.text, cited)


def _strangers(item: Item, text: str) -> list[str]:
    """Names in an item that the article lacks: words of speakers and holders, and capitalised words that do not open a sentence."""
    known = {_bare(word) for word in _WORD.findall(text)}
    named = [word for name in item.names for word in _WORD.findall(name) if _bare(word) not in _GUIDE_WORDS]
    capital = [match[0] for match in _WORD.finditer(item.text) if match[0][0].isupper() and not _opens(item.text, match.start())]
    return sorted({word for word in (*named, *capital) if _bare(word) not in known})


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.casefold())


def _opens(text: str, place: int) -> bool:
    before = text[:place].rstrip(" \"'“”‘’(")
    return not before or before[-1] in ".!?:"


def _values(figure: Figure) -> frozenset[Fraction]:
    ends = (end for end in (figure.value, figure.low, figure.high) if end is not None)
    return frozenset(abs(_ratio(end)) for end in ends)


def _ratio(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or 1)


def _marked(text: str, known: Sequence[Span]) -> list[bool]:
    """For each character whether it is furniture: as gold says, else lines that look like it or that stand in the text twice."""
    marked = [False] * len(text)
    for span in known:
        marked[span.start : span.end] = [True] * (span.end - span.start)
    if known:
        return marked
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    times = Counter(text[start:end].strip() for start, end in lines)
    for start, end in lines:
        line = text[start:end].strip()
        if _FURNITURE.search(line) or (times[line] > 1 and line):
            marked[start:end] = [True] * (end - start)
    return marked
