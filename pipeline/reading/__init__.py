"""Article -> Reading: the article seen once by cheap code. Pure, deterministic, no spaCy."""

from bisect import bisect_left, bisect_right
from functools import cached_property
from pathlib import Path

from pydantic import Field

from pipeline import lexicons
from pipeline.article import Article, Frozen, Span
from pipeline.reading.figures import FigureCandidate, candidates_of, numbers_of, repeats_numbers
from pipeline.reading.furniture import lines_of
from pipeline.reading.lines import Line, Paragraph, paragraphs_of, unwrapped
from pipeline.reading.locales import grammar_of, language_of
from pipeline.reading.quotations import Quotation, quotations_of
from pipeline.reading.sentences import Sentence, sentences_of

__all__ = [
    "FigureCandidate",
    "Line",
    "Paragraph",
    "Quotation",
    "Reading",
    "Sentence",
    "language_of",
    "numbers_in",
    "read",
    "repeats_numbers",
]


class Reading(Frozen):
    """What cheap code sees in an article. Sentences, quotations and candidates stand in the body only; ids count from 1."""

    article: Article
    language: str = Field(default="en", description="BCP 47 tag of the language in which the article was read.")
    lines: tuple[Line, ...] = Field(repr=False)
    paragraphs: tuple[Paragraph, ...] = Field(repr=False)
    sentences: tuple[Sentence, ...] = Field(repr=False)
    candidates: tuple[FigureCandidate, ...] = Field(repr=False)

    def sentence(self, sentence_id: int) -> Sentence | None:
        """The sentence with that number, or None."""
        return self.sentences[sentence_id - 1] if 1 <= sentence_id <= len(self.sentences) else None

    def candidate(self, candidate_id: int) -> FigureCandidate | None:
        """The candidate with that number, or None."""
        return self.candidates[candidate_id - 1] if 1 <= candidate_id <= len(self.candidates) else None

    def text_of(self, part: Line | Paragraph | Sentence | Quotation | FigureCandidate) -> str:
        """The words of a part of the reading."""
        return self.article.text[part.start : part.end]

    def span_of(self, part: Line | Paragraph | Sentence | Quotation | FigureCandidate) -> Span:
        """The span of a part of the reading."""
        return self.article.span(part.start, part.end)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations of the body, in the order of the text. Found when they are first asked for: not every engine wants them."""
        return quotations_of(unwrapped(self.article.text), self.paragraphs)

    @property
    def headline(self) -> Line | None:
        """The article's own headline, or None."""
        return next((line for line in self.lines if line.reason == "headline"), None)

    @property
    def headline_text(self) -> str:
        """The words of the headline, "" where the article has none."""
        return self.text_of(self.headline) if self.headline else ""

    def sentences_of(self, part: Paragraph | Quotation | FigureCandidate) -> tuple[Sentence, ...]:
        """The sentences that share at least a character with a part of the reading, in order."""
        first = bisect_right(self.sentences, part.start, key=lambda sentence: sentence.end)
        last = bisect_left(self.sentences, part.end, key=lambda sentence: sentence.start)
        return self.sentences[first:last]

    def quotations_in(self, part: Paragraph | Sentence) -> tuple[Quotation, ...]:
        """The quotations that share at least a character with a sentence or paragraph, outermost first."""
        # None crosses the border of a paragraph, so only those of this one are looked at.
        paragraph = self.paragraphs[part.paragraph - 1] if isinstance(part, Sentence) else part
        first = bisect_left(self.quotations, paragraph.start, key=lambda quotation: quotation.start)
        last = bisect_left(self.quotations, part.end, key=lambda quotation: quotation.start)
        return tuple(quotation for quotation in self.quotations[first:last] if part.start < quotation.end)

    def candidates_in(self, sentence: Sentence) -> tuple[FigureCandidate, ...]:
        """The figure candidates of a sentence, in order."""
        first = bisect_left(self.candidates, sentence.id, key=lambda candidate: candidate.sentence)
        last = bisect_right(self.candidates, sentence.id, key=lambda candidate: candidate.sentence)
        return self.candidates[first:last]


def read(article: Article, word_lists: Path | None = None) -> Reading:
    """Reads an article: lines with roles, paragraphs, sentences, quotations, figure candidates.

    `word_lists` is a folder with the user's additions to the lexicons. Never raises on any text (ConfigurationError for a broken file in
    that folder). An article without body gives a Reading without sentences; whoever needs a body says so (EmptyArticle).
    """
    text = unwrapped(article.text)
    with lexicons.extended(word_lists):
        lines = lines_of(article.text, article.title)
        paragraphs = paragraphs_of(lines)
        language = language_of(article)
        grammar = grammar_of(language)
        sentences = grammar.joined(text, sentences_of(grammar.plain(text), paragraphs)) if grammar else sentences_of(text, paragraphs)
        return Reading(
            article=article,
            language=language,
            lines=lines,
            paragraphs=paragraphs,
            sentences=sentences,
            candidates=(grammar.candidates_of if grammar else candidates_of)(text, sentences),
        )


def numbers_in(text: str, language: str = "en") -> frozenset[str]:
    """The exact values that a text of a sentence or two states: of what it counts, and of all that it prints in digits.

    language: BCP 47, as `language_of` gives it for the article that the text is about.
    """
    grammar = grammar_of(language)
    if grammar is None:
        return numbers_of(text)
    made = grammar.candidates_of(text, (Sentence(id=1, start=0, end=len(text), paragraph=1),))
    counted = (one for one in made if one.hint == "figure" or any(map(str.isdigit, text[one.start : one.end])))
    return frozenset(value for one in counted for value in (one.value, one.low, one.high) if value is not None)
