"""Signs and codes of money before an amount: "US$", "Rs", "EUR"."""

from collections.abc import Sequence

from pipeline import lexicons
from pipeline.reading.denominators import noun_of_rate
from pipeline.reading.numerals import Token, glued, tokens_of
from pipeline.reading.units import codes


def money_before(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    """The sign or code before an amount: where it starts, and the currency as printed ("US$", "Rs", "EUR")."""
    at = index
    if at >= 2 and tokens[at - 1].text == "." and tokens[at - 2].text in {"Rs", "Sh", "Rp"}:
        at -= 1
    if not at or tokens[at - 1].text not in _sign_ends():
        return None
    signs = _units().table("signs")
    for length in (3, 2, 1):
        first = at - length
        if first < 0 or not (all(glued(tokens, i) for i in range(first + 1, at)) or _is_spaced_sign(tokens, first, at)):
            continue
        sign = "".join(token.text for token in tokens[first:at])
        code = signs.get(sign) or next((code for code in (sign, sign.removesuffix("$").upper()) if code in codes()), None)
        if code is None or (sign.isalpha() and glued(tokens, first) and tokens[first - 1].text not in "([“\"'‘–—-/"):
            continue
        if sign == "US" and not (index + 1 < len(tokens) and tokens[index + 1].lower in {"¢", "c", "cents"}):
            continue
        if sign == "PS" and not (glued(tokens, index) and _is_sum(tokens, index)):
            continue  # "PS5"
        if len(sign) == 1 and sign.isalpha() and not _looks_like_money(tokens, index):
            continue
        return first, code
    return None


def _is_spaced_sign(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "US $5 million", "C $16.4": the letters of a sign with a blank behind them; not "in the US $5 million was spent"."""
    return (
        last - first == 2
        and tokens[last - 1].text == "$"
        and tokens[first].text.isupper()
        and tokens[first].text != "A"  # "A $4.50 toll"
        and not (first and tokens[first - 1].lower == "the")
    )


@lexicons.cached
def _sign_ends() -> frozenset[str]:
    """The last tokens of the signs and codes of money: after most words no sign need be looked for."""
    return frozenset(tokens_of(sign, 0, len(sign))[-1].text for sign in {*_units().table("signs"), *codes()})


def _looks_like_money(tokens: Sequence[Token], index: int) -> bool:
    """ "R500 million" and "R1,200", not "N95" or "K2": a letter is a sign of money only before an amount with a magnitude or separator."""
    if not glued(tokens, index):
        return False
    letter = tokens[index - 1].text
    places = [at for at in range(1, len(tokens)) if tokens[at].is_digits and tokens[at - 1].text == letter and glued(tokens, at)]
    return any(_is_sum(tokens, at) for at in (index, *places))


def _is_sum(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number has a magnitude, a separator, or a denominator: "500 million", "1,200", "945 a litre"."""
    powers = lexicons.load("numerals")
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    large = after in powers.table("powers") or after in powers.table("short_powers")
    rate = after in {"a", "an", "per"} and noun_of_rate(tokens, index + 2, any_noun=False, family="money") is not None
    parted = tokens[index].is_digits and not tokens[index].text.isdecimal()  # by marks or blanks
    return large or rate or parted


@lexicons.cached
def _units() -> lexicons.Lexicon:
    return lexicons.load("units")
