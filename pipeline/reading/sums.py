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
    tokens: Sequence[Token],
    amounts: Sequence[Amount],
    letters: Mapping[str, int],
    purse: Amount | None,
    *,
    foreseen: bool,
    alone: bool = False,
) -> None:
    """Gives bare sums of a sentence their currency.

    letters: of `signs_of`. purse: the last sum of the article that is no conversion. foreseen: whether the last large number of the article
    was such a sum, so that "Analysts had expected 2.5 billion" is one too. alone: whether all of its large numbers were.
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
                and (
                    _is_sum(tokens, amount)
                    or _is_after_conversion(tokens, amounts, index)
                    or (foreseen and _is_foreseen(tokens, amount))
                    or (alone and _is_uncounted(tokens, amount))
                    or _is_part_of_sum(tokens, amount, money)
                )
            ):
                amount.unit, amount.family = money.unit, "money"
            if amount.unit is None and index and amounts[index - 1].family == "money":
                _go_on(tokens, amounts[index - 1], amount)
            if amount.unit is None and money is not None and money.power >= _LARGE:
                _be_worth(tokens, amount, money)
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


def _is_uncounted(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "have borrowed 95 million", "more than the 5 million the league had put by": money where all other millions of an article are.

    Not "Some 3 million fled", "home to 3 million", "killed 2 million", "the 5 million in need".
    """
    before, after = word_before(tokens, amount), tokens[amount.right].lower if amount.right < len(tokens) else "."
    if amount.power < _LARGE or after in _COUNTED or before in figure_words("victims"):
        return False
    near = {token.lower for token in tokens[max(0, amount.left - 6) : amount.left]}
    if not near.isdisjoint(figure_words("gatherings") | figure_words("gatherings", "places") | figure_words("customary", "homes")):
        return False
    if before == "the":
        return not after[0].isalnum() or after in _THAT
    second = tokens[amount.left - 2].lower if before in _TO_WHOM and amount.left > 1 else before
    return before in _LEADS or second in figure_words("sums", "spending")


_COUNTED = frozenset(
    {"who", "have", "were", "are", "had", "of", "in", "with", "living", "live", "lived", "others", "more", "people", "fled"}
)
_THAT = frozenset({"the", "it", "he", "she", "they", "we", "that", "which", "and", "a", "its", "his", "for"})
# "to", "from", "by" and "at" lead to the size of anything: "fell by 31,000, to just over 1.2 million".
_LEADS = frozenset({"of", "for", "than", "against"})
_TO_WHOM = frozenset({"us", "me", "them", "him", "her", "you"})


def _is_part_of_sum(tokens: Sequence[Token], amount: Amount, whole: Amount) -> bool:
    """ "a payroll of 10.5 million. … 720,000 of that was image rights": only what is not counted is "that"; ten cars are "them"."""
    behind = [token.lower for token in tokens[amount.right : amount.right + 3]]
    ends = len(behind) < 3 or not tokens[amount.right + 2].is_word or behind[2] in {"was", "is", "went", "goes", "came", "comes", "will"}
    return behind[:2] in (["of", "that"], ["of", "it"]) and ends and 1_000 <= amount.value < whole.value


def _go_on(tokens: Sequence[Token], whole: Amount, amount: Amount) -> None:
    """ "is paid 1,550 rupees a day, of which 200 goes on a rickshaw", "pays $2,425 a tonne, a rise of 150": money like that before.

    "of which 12 were sold" counts something else.
    """
    between = [token.lower for token in tokens[whole.right : amount.left]]
    after = tokens[amount.right].lower if amount.right < len(tokens) else "."
    part = between == [",", "of", "which"] and after not in _COUNTED
    change = len(between) == 4 and between[:2] in ([",", "a"], [",", "an"]) and between[2] in _CHANGES and between[3] == "of"
    printed = whole.value / (whole.power * whole.factor)
    if between in ([",", "up"], [",", "down"]) and whole.per == "share" and amount.value > printed:
        amount.unit, amount.family = "percent", "share"  # "closed at 4.05 francs, up 9.8"
    if (part or change) and whole.high is None and amount.power == 1 and amount.value < printed:
        amount.value = scaled(amount.value, whole) if whole.power > 1 else amount.value * whole.factor
        amount.unit, amount.family, amount.per = whole.unit, whole.family, amount.per or whole.per


_CHANGES = frozenset({"rise", "increase", "fall", "cut", "drop", "jump", "gain", "reduction", "decrease", "saving"})


def _be_worth(tokens: Sequence[Token], amount: Amount, money: Amount) -> None:
    """ "paid £17.6m for the hotel, which he said was now worth six": as many millions, if that is not far from them."""
    at = amount.left - 1
    while at > 0 and not tokens[at].is_word:
        at -= 1
    ends = amount.right >= len(tokens) or not tokens[amount.right].is_word
    low, high = sorted((amount.value, money.value / money.power))
    if at >= 0 and tokens[at].lower == "worth" and ends and amount.power == 1 and low > 0 and high <= _FAR * low:
        amount.value, amount.unit, amount.family = amount.value * money.power, money.unit, "money"


_FAR = 5


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
