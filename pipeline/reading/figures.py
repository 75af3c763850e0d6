"""Figure candidates: every numeral and number word of the body, parsed."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import Field, model_validator

from pipeline import lexicons
from pipeline.article import Frozen
from pipeline.exact import Exact, exact
from pipeline.labels import Bound, CandidateHint
from pipeline.reading.amounts import Amount, amounts_of
from pipeline.reading.hints import Place, hint_of
from pipeline.reading.lending import lend_units, lends_unit
from pipeline.reading.numerals import Token, tokens_of
from pipeline.reading.sentences import Sentence
from pipeline.reading.units import Countries


class FigureCandidate(Frozen):
    """A number of the body with what the text around it says of it. `id` is the number that engines use.

    `start:end` is the evidence: the shortest span with number, bound word, unit and denominator, inside one sentence.
    """

    id: int = Field(ge=1)
    sentence: int = Field(ge=1, description="Id of the sentence that it stands in.")
    start: int
    end: int
    number_start: int = Field(description="Offset of the numeral or number word itself.")
    number_end: int
    value: Exact | None = Field(default=None, description="In base units; None for a range.")
    low: Exact | None = None
    high: Exact | None = None
    unit: str | None = Field(default=None, description="As the guide has it; None where the text around the number does not say.")
    per: str | None = Field(default=None, description="Denominator of a rate.")
    bound: Bound = "exact"
    hint: CandidateHint = "figure"
    rule: str = Field(default="", description="The rule that gave the hint.")

    @model_validator(mode="after")
    def _value_or_range(self) -> "FigureCandidate":
        if (self.value is None) != (self.low is not None and self.high is not None):
            raise ValueError("a candidate has either a value or low and high")
        return self


# Sentences over which a bare number may share a unit: "… 19,000 drivers. So far 3,000 have applied."
_REACH = 2


def candidates_of(text: str, sentences: Iterable[Sentence]) -> tuple[FigureCandidate, ...]:
    """The figure candidates of the sentences, numbered through."""
    return tuple(_numbered(text, sentences))


def _numbered(text: str, sentences: Iterable[Sentence]) -> Iterator[FigureCandidate]:
    countries = Countries(text)
    number = 0
    lender: tuple[int, Amount] | None = None  # the sentence of the last amount whose unit a bare number may share
    for sentence in sentences:
        tokens = tokens_of(text, sentence.start, sentence.end)
        before = lender[1] if lender is not None and sentence.id - lender[0] <= _REACH else None
        amounts = amounts_of(tokens)
        lend_units(tokens, amounts, before)
        lowered = text[sentence.start : sentence.end].lower() if amounts else ""
        for index, amount in enumerate(amounts):
            number += 1
            hint, rule = hint_of(Place(tokens, amounts, index, lowered, sentence.start))
            yield _candidate(number, tokens, amount, hint, rule, sentence, countries)
            if hint == "figure" and lends_unit(amount):
                lender = (sentence.id, amount)


def _candidate(
    number: int, tokens: Sequence[Token], amount: Amount, hint: CandidateHint, rule: str, sentence: Sentence, countries: Countries
) -> FigureCandidate:
    unit = amount.unit
    if amount.family == "money" and unit is not None:
        unit = countries.code(unit)
    elif unit == "point":
        unit = _kind_of_point(tokens, amount)
    low, high = (exact(amount.value), exact(amount.high)) if amount.high is not None else (None, None)
    quantity = hint in {"figure", "age", "period", "vague", "reference", "score"} or rule in {"offset in time", "stretch of time"}
    left, right = (amount.left, amount.right) if quantity else (amount.first, amount.last)
    return FigureCandidate(
        id=number,
        sentence=sentence.id,
        start=tokens[left].start,
        end=tokens[right - 1].end,
        number_start=tokens[amount.first].start,
        number_end=tokens[amount.last - 1].end,
        value=None if high is not None else exact(amount.value),
        low=low,
        high=high,
        unit=unit,
        per=amount.per,
        bound=amount.bound,
        hint=hint,
        rule=rule,
    )


def _kind_of_point(tokens: Sequence[Token], amount: Amount) -> str:
    """Points of what: of an index, of a share in per cent, or of a game."""
    points = lexicons.load("figures").table("points")
    words = {token.lower for token in tokens}
    if not words.isdisjoint(points["index"]):
        return "point"
    return "percentage_point" if not words.isdisjoint(points["share"]) or amount.value < 1 else "point"
