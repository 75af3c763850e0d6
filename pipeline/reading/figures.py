"""Figure candidates: every numeral and number word of the body, parsed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain

from pydantic import Field, model_validator

from pipeline import lexicons
from pipeline.article import Frozen
from pipeline.exact import Exact, exact
from pipeline.labels import Bound, CandidateHint
from pipeline.reading.amount_parts import Amount
from pipeline.reading.amounts import amounts_of
from pipeline.reading.countries import Countries
from pipeline.reading.customary import setting_of
from pipeline.reading.hints import Place, hint_of
from pipeline.reading.lending import BORROWED, lend_units, lends_unit
from pipeline.reading.numerals import Token, number_words, tokens_of
from pipeline.reading.recalled import Memory, state_recalled
from pipeline.reading.sentences import Sentence
from pipeline.reading.sums import is_conversion, signs_of, state_sums


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

    @property
    def is_borrowed(self) -> bool:
        """Whether its unit is that of a number before: a guess, which an engine may better."""
        return self.rule == BORROWED

    @model_validator(mode="after")
    def _value_or_range(self) -> "FigureCandidate":
        if (self.value is None) != (self.low is not None and self.high is not None):
            raise ValueError("a candidate has either a value or low and high")
        return self


# Sentences over which a bare number may share a unit: "… 19,000 drivers. So far 3,000 have applied."
_REACH = 2
_LARGE = 1_000_000
_DIGIT, _LETTERS = re.compile("[\\d¼-¾⅐-⅞]"), re.compile(r"[^\W\d_]+")


def candidates_of(text: str, sentences: Iterable[Sentence]) -> tuple[FigureCandidate, ...]:
    """The figure candidates of the sentences, numbered through."""
    return tuple(_numbered(text, sentences))


def _numbered(text: str, sentences: Iterable[Sentence]) -> Iterator[FigureCandidate]:
    countries = Countries(text)
    setting = setting_of(text)
    letters = signs_of(text)
    large_is_money = False  # the last number of millions or more
    only_money, memory = True, Memory()
    number = 0
    lender: tuple[int, Amount] | None = None  # the sentence of the last amount whose unit a bare number may share
    purse: tuple[int, Amount] | None = None  # the sentence of the last sum of money
    named: dict[int, frozenset[Fraction]] = {}  # what the last sentences count
    for sentence in sentences:
        stated = text[sentence.start : sentence.end]
        lowered = stated.lower()
        if not _may_state_number(stated, lowered):
            continue
        tokens = tokens_of(text, sentence.start, sentence.end)
        before = lender[1] if lender is not None and sentence.id - lender[0] <= _REACH else None
        amounts = amounts_of(tokens)
        state_recalled(tokens, amounts, memory, sentence.id)
        state_sums(tokens, amounts, letters, purse[1] if purse is not None else None, foreseen=large_is_money, alone=only_money)
        money = purse[1] if purse is not None and sentence.id - purse[0] <= _REACH else None
        lend_units(tokens, amounts, before, money, setting)
        words = frozenset(token.lower for token in tokens)
        named = {of: counts for of, counts in named.items() if sentence.id - of <= _REACH}
        named[sentence.id] = frozenset(amount.value for amount in amounts)
        known = frozenset(chain.from_iterable(named.values()))
        for index, amount in enumerate(amounts):
            number += 1
            hint, rule = hint_of(Place(tokens, amounts, index, lowered, sentence.start, words, known))
            yield _candidate(number, tokens, amount, hint, rule, sentence, countries)
            if hint == "figure" and amount.power >= _LARGE:
                large_is_money = amount.family == "money"
                only_money = only_money and large_is_money
            if hint == "figure":
                memory.note(sentence.id, tokens, amount)
            if hint == "figure" and lends_unit(amount):
                lender = (sentence.id, amount)
            elif hint == "figure" and amount.family == "money" and not is_conversion(tokens, amounts, index):
                purse = (sentence.id, amount)


def numbers_of(text: str) -> frozenset[str]:
    """The exact values that a text of a sentence or two states: of what it counts, and of all that it prints in digits."""
    lowered = text.lower()
    if not _may_state_number(text, lowered):
        return frozenset()
    tokens = tokens_of(text, 0, len(text))
    amounts = amounts_of(tokens)
    lend_units(tokens, amounts, None)
    words = frozenset(token.lower for token in tokens)
    return frozenset(
        exact(end)
        for index, amount in enumerate(amounts)
        if any(token.is_digits for token in tokens[amount.first : amount.last])
        or hint_of(Place(tokens, amounts, index, lowered, 0, words))[0] == "figure"
        for end in (amount.value, amount.high)
        if end is not None
    )


def repeats_numbers(text: str, source: str) -> bool:
    """Whether all that a text of a sentence or two says around its numbers stands in a source word for word.

    Then its numbers are those of the source, and need not be read. It errs on the side of False.
    """
    lowered = text.lower()
    clues = _number_clues() & _words_of(lowered)
    if not clues and _DIGIT.search(lowered) is None:
        return True
    words = lowered.split()
    places = [place for place, word in enumerate(words) if _DIGIT.search(word)] if _DIGIT.search(lowered) else []
    if clues:
        places = sorted({*places, *(place for place, word in enumerate(words) if any(clue in word for clue in clues))})
    said = " ".join(source.lower().split())
    start = 0
    for index, place in enumerate(places):
        if index + 1 < len(places) and places[index + 1] - place <= _LINKED:
            continue
        first, last = places[start], place
        start = index + 1
        if not _says(said, " ".join(words[max(0, first - 1) : last + 2]), ends=last + 1 == len(words)):
            return False
    return True


# Words from one number to the next within which they may be one: "between 3 and 5 million", "one home in five".
_LINKED = 3
_AROUND = ".,;:!?…()[]“”\"‘’'"


def _says(said: str, phrase: str, *, ends: bool) -> bool:
    """Whether a phrase stands in a text and is no part of longer words or numbers there. ends: so does its sentence."""
    phrase = phrase.strip(_AROUND)
    at = said.find(phrase)
    while at >= 0:
        before, after = said[at - 1 : at], said[at + len(phrase) :]
        whole = not before.isalnum() and before not in {"-", "−", "–"} and not after[:1].isalnum()
        if whole and (not ends or not after.strip(_AROUND) or (after[0] in ",;:" and after[1:2] == " ")):
            return True
        at = said.find(phrase, at + 1)
    return False


def _may_state_number(text: str, lowered: str) -> bool:
    """Whether a closer look is worth its time."""
    return _DIGIT.search(text) is not None or not _number_clues().isdisjoint(_words_of(lowered))


def _words_of(text: str) -> set[str]:
    """The runs of letters of a text, and some with marks. Most words are runs of letters as they stand, and splitting costs least."""
    words = text.split()
    return {*words, *_LETTERS.findall(" ".join(word for word in words if not word.isalpha()))}


@lexicons.cached
def _number_clues() -> frozenset[str]:
    """Words without which a text free of digits states no number: number words, and measures ("nearly a year")."""
    units = lexicons.load("units")
    spellings = [*chain.from_iterable(units.table("measures").values()), *units.table("spans"), *units.table("rates")]
    return number_words() - {"a", "an"} | {word for spelling in spellings if len(word := spelling.split()[0]) > 2}


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
    # All fields are made above and by the grammar; validating each again would take a tenth of the time of read().
    return FigureCandidate.model_construct(
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
    if not words.isdisjoint(points["index"]) or not words.isdisjoint(points["game"]):
        return "point"
    return "percentage_point" if not words.isdisjoint(points["share"]) or amount.value < 1 else "point"
