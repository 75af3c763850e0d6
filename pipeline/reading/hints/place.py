"""An amount and the tokens around it, as the questions of the siblings look at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.reading.amount_parts import Amount
from pipeline.reading.lending import numbering
from pipeline.reading.numerals import Token, glued


@dataclass
class Place:
    """An amount and the tokens around it."""

    tokens: Sequence[Token]
    amounts: Sequence[Amount]
    index: int
    lowered: str  # the sentence in lower case
    offset: int  # where the sentence starts in the text
    words: frozenset[str]  # of the sentence, in lower case; made once for all its amounts
    named: frozenset[Fraction] = frozenset()  # what the sentence and the two before it count

    def __post_init__(self) -> None:
        self.amount = self.amounts[self.index]

    def word(self, step: int) -> str:
        """The word so many tokens before the evidence (-1, -2) or after it (1, 2), in lower case; "" past the ends."""
        at = self.amount.left + step if step < 0 else self.amount.right + step - 1
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def near(self, step: int) -> Token | None:
        """The token so many places before or after the numeral itself."""
        at = self.amount.first + step if step < 0 else self.amount.last + step - 1
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    @property
    def text(self) -> str:
        """The first token of the numeral as printed."""
        return self.tokens[self.amount.first].text

    @property
    def is_bare(self) -> bool:
        """Digits or words with neither unit nor magnitude."""
        return is_bare(self.amount)


def is_bare(amount: Amount) -> bool:
    """Whether a number has neither unit nor magnitude beside it."""
    return carried(amount) and amount.power == 1


def is_measured(place: Place) -> bool:
    """Whether money or a share is stated beside the number."""
    return place.amount.family in {"money", "share"} and not place.is_bare


def is_numbered(place: Place) -> bool:
    """ "The rebels number 400", "they now number 780": "number" as a verb."""
    who = place.word(-3) if place.word(-2) in {"now", "still", "already", "only"} else place.word(-2)
    return numbering(place.tokens, place.amount) is not None or (place.word(-1) == "number" and who in _COUNTED)


# Before the verb "number".
_COUNTED = frozenset({"they", "we", "who", "which", "would", "could", "will"})


def carried(amount: Amount) -> bool:
    """Whether nothing beside the number says what it counts."""
    return amount.unit is None or amount.rule == "unit of the number before"


def plural_s(place: Place) -> bool:
    after = place.near(1)
    return after is not None and after.lower == "s" and glued(place.tokens, place.amount.last)
