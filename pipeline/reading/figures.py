"""Figure candidates: every numeral and number word of the body, parsed."""

import re
from collections.abc import Iterable, Iterator

from pydantic import Field, model_validator

from pipeline.article import Frozen
from pipeline.exact import Exact
from pipeline.labels import Bound, CandidateHint
from pipeline.reading.sentences import Sentence

_AMOUNT = re.compile(
    r"(?P<bound>(?:more than|over|at least|up to|some|about|around|nearly|almost|roughly|under|less than|fewer than) )?(?P<sign>(?:US|A|C)?\$|€|£)?"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<magnitude> (?:million|billion|trillion))?(?: (?P<unit>per cent|percent)|(?P<percent>%)| (?P<noun>[a-z]+))?"
)
_BOUNDS: dict[str, Bound] = {"more than": "at_least", "over": "at_least", "at least": "at_least", "up to": "at_most", "under": "at_most"}
_SIGNS = {"US$": "USD", "$": "USD", "A$": "AUD", "C$": "CAD", "€": "EUR", "£": "GBP"}
_POWERS = {"million": 6, "billion": 9, "trillion": 12}


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


def candidates_of(text: str, sentences: Iterable[Sentence]) -> tuple[FigureCandidate, ...]:
    """The figure candidates of the sentences, numbered through."""
    return tuple(_numbered(text, sentences))


def _numbered(text: str, sentences: Iterable[Sentence]) -> Iterator[FigureCandidate]:
    number = 0
    for sentence in sentences:
        for match in _AMOUNT.finditer(text, sentence.start, sentence.end):
            before = text[match.start("number") - 1 : match.start("number")]
            if before.isalpha() and not match["sign"]:
                continue
            number += 1
            digits = match["number"].replace(",", "")
            zeros = "0" * _POWERS.get((match["magnitude"] or "").strip(), 0)
            whole, _, rest = digits.partition(".")
            rest = rest.ljust(len(zeros), "0")
            value = whole + rest[: len(zeros)] + ("." + rest[len(zeros) :] if rest[len(zeros) :] else "")
            year = len(digits) == 4 and digits[:2] in {"19", "20"} and not match["sign"]
            yield FigureCandidate(
                id=number,
                sentence=sentence.id,
                start=match.start(),
                end=match.end("number") if year else match.end("magnitude") if match["sign"] and match["magnitude"] else match.end(),
                number_start=match.start("number"),
                number_end=match.end("magnitude") if match["magnitude"] else match.end("number"),
                value=value,
                unit=_SIGNS.get(match["sign"] or "", "percent" if match["unit"] or match["percent"] else match["noun"]),
                bound=_BOUNDS.get((match["bound"] or "").strip(), "approx" if match["bound"] else "exact"),
                hint="date" if year else "figure",
                rule="year" if year else "amount",
            )
