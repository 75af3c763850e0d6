"""Sums of money whose currency is printed elsewhere: "worth 1.4 billion", "goes for 550 a kilo", "a toll of P350"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline import lexicons
from pipeline.reading.amount_groups import scaled
from pipeline.reading.amount_parts import Amount, looks_like_year, read_per, word_before
from pipeline.reading.numerals import Token, glued
from pipeline.reading.vocabulary import figure_words

# So large is a bare number of which "worth" or "a charge of" says that it is money.
_LARGE = 1_000_000
# "P1,450", "R500 million": a letter before such a number is a sign of money.
_SIGNED = re.compile(r"(?<!\w)([NRKP])(?=\d{1,3}(?:[, \u00a0\u202f]\d{3})|\d[\d.]* (?:million|billion|trillion))")
# "N95" is too short for a sum where one other is printed with the letter; where there are more, "R3" is one.
_SHORTEST, _OFTEN = 3, 2
# Between a conversion and the end of the change a time may stand ("in the three months to June").
_NEAR = 3


def signs_of(text: str) -> dict[str, int]:
    """The single letters that a text prints as signs of money, each with how many digits a smaller sum elsewhere must have."""
    return {letter: _SHORTEST if times < _OFTEN else 1 for letter, times in Counter(_SIGNED.findall(text)).items()}


def state_sums(
    tokens: Sequence[Token], amounts: Sequence[Amount], letters: Mapping[str, int], purse: Amount | None, *, foreseen: bool
) -> None:
    """Gives bare sums of a sentence their currency.

    letters: of `signs_of`. purse: the last sum of the article that is no conversion. foreseen: whether the last large number of the article
    was such a sum, so that "Analysts had expected 2.5 billion" is one too.
    """
    money = purse
    for index, amount in enumerate(amounts):
        if amount.family in {None, "count"} and amount.kind == "digits":
            _sign(tokens, amount, letters)
        if amount.unit is None and amount.kind in {"digits", "words"} and not looks_like_year(tokens, amount):
            _fall(tokens, amount, amounts[:index])
            if (
                amount.unit is None
                and money is not None
                and (_is_sum(tokens, amount) or _is_after_conversion(tokens, amounts, index) or (foreseen and _is_foreseen(tokens, amount)))
            ):
                amount.unit, amount.family = money.unit, "money"
        if amount.family == "money" and not is_conversion(tokens, amounts, index):
            money = amount


def is_conversion(tokens: Sequence[Token], amounts: Sequence[Amount], index: int) -> bool:
    """ "2.3 billion crowns ($239 million)": a sum in brackets right behind another."""
    amount, before = amounts[index], amounts[index - 1] if index else None
    opens = amount.left > 0 and any(token.text in "([" for token in tokens[max(0, amount.left - 2) : amount.left])
    return opens and amount.family == "money" and before is not None and before.family == "money"


def _is_after_conversion(tokens: Sequence[Token], amounts: Sequence[Amount], index: int) -> bool:
    """The end of "fell to 2.3 billion crowns ($239 million) from 2.7 billion": in crowns."""
    amount = amounts[index]
    sums = [at for at in range(max(0, index - _NEAR), index) if amounts[at].family == "money"]
    converted = len(sums) > 1 and is_conversion(tokens, amounts, sums[-1])
    return converted and word_before(tokens, amount) in {"from", "to", "against"} and amount.power >= amounts[sums[-2]].power


def _is_sum(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "mills together worth 1.4 billion", "a charge of 300 million to 350 million", "tilapia goes for 550 a kilo"."""
    before, second = word_before(tokens, amount), tokens[amount.left - 2].lower if amount.left > 1 else ""
    large = amount.power >= _LARGE
    if large and (before in figure_words("sums", "before") or (before == "of" and second in figure_words("sums"))):
        return True
    goods = lexicons.load("units").table("denominators")["goods"]
    return amount.per in goods and before in {"for", "at"} and second in figure_words("sums", "trading")


def _fall(tokens: Sequence[Token], amount: Amount, before: Sequence[Amount]) -> None:
    """ "It had $88 million in the bank, down from 141 in March", "rose to $2.1 billion from 1.9": as many millions.

    So are smaller sums: "lifted its bid to A$11.40 in cash, from 10.75". "$88 million for 40 schools, down from 141" is left.
    """
    words = [token.lower for token in tokens[max(0, amount.left - 2) : amount.left]]
    start = next((other for other in reversed(before) if not other.is_time), None)
    if start is None or start.family != "money" or start.high is not None:
        return
    after = tokens[amount.right] if amount.right < len(tokens) else None
    counts = after is not None and after.is_word and after.lower.endswith("s")
    level = word_before(tokens, start) == "to" and (words == [",", "from"] or (words[-1:] == ["from"] and start.right == amount.left - 1))
    if (words in (["down", "from"], ["up", "from"]) or level) and not counts:
        if amount.power == 1:
            amount.value = scaled(amount.value, start)
        amount.unit, amount.family, amount.per = start.unit, start.family, amount.per or start.per


def _is_foreseen(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "Analysts had expected 2.5 billion"."""
    return amount.power >= _LARGE and word_before(tokens, amount) in figure_words("sums", "foreseeing")


def _sign(tokens: Sequence[Token], amount: Amount, letters: Mapping[str, int]) -> None:
    """ "tolls of P350 on lorries" in an article that has "P1,450 a car"; "N95" is too short, and no sum."""
    at = amount.first - 1
    if at < 0 or amount.left != amount.first or tokens[at].text not in letters or not glued(tokens, amount.first) or glued(tokens, at):
        return
    if len(tokens[amount.first].text) >= letters[tokens[at].text]:
        amount.left, amount.right, amount.per = at, amount.last, None
        amount.unit, amount.family = lexicons.load("units").table("signs")[tokens[at].text], "money"
        read_per(tokens, amount)
