"""Units of bare numbers that arithmetic finds again among those before: "doubled to 31" after "£15m", "the usual 4.99" after "4.99%"."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from pipeline.reading.amount_groups import scaled
from pipeline.reading.amount_parts import Amount, looks_like_year, word_before
from pipeline.reading.numerals import Token
from pipeline.reading.vocabulary import figure_words

# So many amounts back, within two sentences, "doubled" and "analysts had expected" may look.
_BACK = 12
_SENTENCES = 2
_TIMES: dict[str, int | Fraction] = {"doubled": 2, "doubling": 2, "trebled": 3, "tripled": 3, "quadrupled": 4, "halved": Fraction(1, 2)}
# How far a number may be from what arithmetic says, and a forecast or a price from the sum that it is set beside.
_OFF, _FAR, _FAR_PRICE = Fraction(12, 100), 3, Fraction(17, 10)
_CLOSED = frozenset({"closed", "ended", "finished", "traded", "trading", "settled", "stood"})
_POINTING = frozenset({"it", "they", "this", "that", "which", "price", "prices", "average", "share", "shares"})
_BEEN = frozenset({"been", "was", "were", "fetched"})


@dataclass(slots=True)
class Memory:
    """The amounts of an article so far that have a unit. decimals: by their number, None where it had two units."""

    recent: deque[tuple[int, Amount]] = field(default_factory=lambda: deque(maxlen=_BACK))
    decimals: dict[Fraction, Amount | None] = field(default_factory=dict)

    def note(self, sentence: int, tokens: Sequence[Token], amount: Amount) -> None:
        """Remembers an amount that is a figure."""
        if amount.unit is None or amount.high is not None or amount.rule:  # a borrowed unit is a guess
            return
        self.recent.append((sentence, amount))
        if _decimals(tokens, amount) and amount.power == 1 and amount.factor == 1:
            known = self.decimals.setdefault(amount.value, amount)
            if known is not None and known.unit != amount.unit:
                self.decimals[amount.value] = None

    def near(self, sentence: int) -> list[Amount]:
        """The amounts of the last sentences, the last first."""
        return [amount for of, amount in reversed(self.recent) if sentence - of <= _SENTENCES]


def state_recalled(tokens: Sequence[Token], amounts: Sequence[Amount], memory: Memory, sentence: int) -> None:
    """Gives bare amounts of a sentence the unit of the amount before that they are measured by."""
    near: list[Amount] | None = None
    for index, amount in enumerate(amounts):
        if amount.unit is not None or amount.kind not in {"digits", "words"} or amount.high is not None or looks_like_year(tokens, amount):
            continue
        if near is None:
            near = memory.near(sentence)
        before = [*(other for other in reversed(amounts[:index]) if other.unit is not None), *near]
        _multiplied(tokens, amount, before)
        if amount.unit is None:
            _foreseen(tokens, amount, before)
        if amount.unit is None:
            _priced(tokens, amount, before)
        if amount.unit is None and amount.power == 1 and _decimals(tokens, amount):
            same = memory.decimals.get(amount.value)
            if same is not None and same.family != "money":
                amount.unit, amount.family = same.unit, same.family


def _multiplied(tokens: Sequence[Token], amount: Amount, before: Iterable[Amount]) -> None:
    """ "no more than £15m. … By March the estimate had doubled to 31": in millions of pounds, since twice 15 is nearly 31."""
    if word_before(tokens, amount) != "to" or amount.left < 2 or amount.power != 1:
        return
    times = _TIMES.get(tokens[amount.left - 2].lower)
    if times is None:
        return
    for other in before:
        if other.family not in {"money", "share", "measure"} or other.kind not in {"digits", "words"}:
            continue
        foreseen = _printed(other) * times
        if abs(amount.value - foreseen) <= _OFF * foreseen:
            _follow(amount, other)
            return


def _foreseen(tokens: Sequence[Token], amount: Amount, before: Sequence[Amount]) -> None:
    """ "at least £95m, and analysts had pencilled in 88", "Analysts had been looking for something nearer twelve": as many millions.

    Of the sums before, the one that is not far from it; "Growth was 2%. Analysts had expected 3" is of no sum.
    """
    if not before or before[0].family != "money" or amount.power != 1 or amount.value < 1:
        return
    words = [token.lower for token in tokens[max(0, amount.left - 10) : amount.left]]
    who = next((at for at, word in enumerate(words) if word in _FORESEERS), None)
    if who is None or not any(word in figure_words("sums", "foreseeing") for word in words[who:]):
        return
    for other in before:
        if other.family == "money" and other.power > 1 and amount.value / _FAR <= _printed(other) <= amount.value * _FAR:
            _follow(amount, other)
            return


_FORESEERS = frozenset({"analysts", "analyst", "consensus", "city", "forecasters", "brokers", "economists"})


def _priced(tokens: Sequence[Token], amount: Amount, before: Sequence[Amount]) -> None:
    """ "fetched $2.18 a kilo. It had been 2.60", "jumped to 4.32 francs. They closed at 4.05": a price, to the cent, at another time.

    "Tickets cost £9.50. Doors open at 9.30" has another verb.
    """
    lead = word_before(tokens, amount)
    words = [token.lower for token in tokens[max(0, amount.left - 5) : amount.left]]
    again = lead in _BEEN or (lead == "at" and words[-2:-1] and words[-2] in _CLOSED)
    if not again or _decimals(tokens, amount) != 2 or _POINTING.isdisjoint(words):
        return
    other = next((other for other in before if other.family == "money"), None)
    if other is not None and other.power == 1 and other.value.denominator > 1 and other.factor == 1:
        low, high = sorted((other.value, amount.value))
        if high <= _FAR_PRICE * low:
            amount.unit, amount.family, amount.per = other.unit, other.family, amount.per or other.per


def _follow(amount: Amount, other: Amount) -> None:
    amount.value = scaled(amount.value, other)
    amount.unit, amount.family, amount.per, amount.power = other.unit, other.family, amount.per or other.per, other.power


def _printed(amount: Amount) -> Fraction:
    """The number of an amount without its millions, in its own pence."""
    return amount.value / (amount.power * amount.factor)


def _decimals(tokens: Sequence[Token], amount: Amount) -> int:
    """How many digits of a number stand behind its point."""
    text = tokens[amount.first].text
    return len(text.partition(".")[2]) if amount.kind == "digits" else 0
