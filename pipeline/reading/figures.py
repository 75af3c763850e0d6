"""Figure candidates: every numeral and number word of the body, parsed."""

from pydantic import Field, model_validator

from pipeline.article import Frozen
from pipeline.exact import Exact
from pipeline.labels import Bound, CandidateHint


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
