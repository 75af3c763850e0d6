"""Article -> Reading: the article seen once by cheap code. Pure, deterministic, no spaCy."""

from pydantic import Field

from pipeline.article import Article, Frozen, Span
from pipeline.reading.figures import FigureCandidate
from pipeline.reading.lines import Line, Paragraph
from pipeline.reading.quotations import Quotation
from pipeline.reading.sentences import Sentence

__all__ = ["FigureCandidate", "Line", "Paragraph", "Quotation", "Reading", "Sentence", "read"]


class Reading(Frozen):
    """What cheap code sees in an article. Sentences, quotations and candidates stand in the body only; ids count from 1."""

    article: Article
    lines: tuple[Line, ...] = Field(repr=False)
    paragraphs: tuple[Paragraph, ...] = Field(repr=False)
    sentences: tuple[Sentence, ...] = Field(repr=False)
    quotations: tuple[Quotation, ...] = Field(repr=False)
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


def read(article: Article) -> Reading:
    """Reads an article: lines with roles, paragraphs, sentences, quotations, figure candidates.

    Never raises on any text. An article without body gives a Reading without sentences; whoever needs a body says so (EmptyArticle).
    """
    raise NotImplementedError  # replaced while the parts land
