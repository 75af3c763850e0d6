"""Amounts: a numeral with its sign, magnitude, unit, denominator and bound; and several numerals that state one amount.

The grammar, over tokens:

    amount   = [bound] [money] numeral [unit] [denominator] [bound]
    range    = ["between"] amount ("-" | "to" | "and" | "or") amount
    compound = amount "and" amount        where the second unit is the smaller one: "four years and three months"
    share    = numeral [noun] ("in" | "out of") numeral [noun]
    ratio    = "one" noun ("for" | "to") "every" amount
"""

from collections.abc import Sequence

from pipeline.reading.amount_groups import compounds, ranges, ratios, shares
from pipeline.reading.amount_parts import Amount, all_numerals, amount_of
from pipeline.reading.bounds import bound_after, bound_before, takes_length, under_negation
from pipeline.reading.denominators import per_after
from pipeline.reading.numerals import Token
from pipeline.reading.units import is_plural
from pipeline.reading.vocabulary import figure_words


def amounts_of(tokens: Sequence[Token]) -> list[Amount]:
    """The amounts of a sentence, in order, each with what stands beside it."""
    amounts = _without_seconds([amount_of(tokens, numeral) for numeral in all_numerals(tokens)])
    amounts = ratios(compounds(tokens, shares(tokens, ranges(tokens, amounts))))
    for index, amount in enumerate(amounts):
        _bind(tokens, amount, amounts[index - 1] if index else None)
        if index:
            _convert(tokens, amounts[index - 1], amount)
    return amounts


def _without_seconds(amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts without the second of "half a second", which is no second of several."""
    units = {before.right for before in amounts if before.unit == "second"}
    return [amount for amount in amounts if amount.kind != "ordinal" or amount.value != _TWO or amount.last not in units]


_TWO = 2
# "have passed 2,200"; fewer are laws that pass and rivers that somebody crosses.
_FEWEST_PASSED = 100


def _bind(tokens: Sequence[Token], amount: Amount, before: Amount | None) -> None:
    """The bound words around an amount."""
    after = bound_after(tokens, amount.right)
    if after is not None:
        amount.bound, amount.right = after
    found = bound_before(tokens, amount.left)
    if found is None and amount.bound == "exact" and amount.kind == "words" and tokens[amount.last - 1].lower == "dozen":
        amount.bound = "approx"  # "a dozen of them": nobody counted
    if found is None and amount.bound == "exact" and _about_one(tokens, amount.left):
        amount.bound = "approx"
    if found is None or (before is not None and found[1] < before.last):
        return
    bound, left = found
    if _binds_nothing(tokens, amount, left):
        return
    if bound == "approx" and amount.bound in {"at_least", "at_most"}:  # "about 500 or more"
        bound = amount.bound
    bound = under_negation(tokens, left, bound, is_more="more" in _words(tokens, left, amount.left) and not amount.is_time)
    amount.bound, amount.left = bound, left


def _about_one(tokens: Sequence[Token], index: int) -> bool:
    """ "was about a 20-minute walk": an article between bound and number; not "talk about a 20-minute walk"."""
    if index < 2 or tokens[index - 1].lower not in {"a", "an"}:
        return False
    before = tokens[index - 3].lower if index > 2 else ""
    is_so = before in figure_words("about_a") or before.endswith(("'s", "’s"))
    return tokens[index - 2].lower in figure_words("about_a", "nearly") or (tokens[index - 2].lower in {"about", "around"} and is_so)


def _words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [token.lower for token in tokens[first:last]]


def _binds_nothing(tokens: Sequence[Token], amount: Amount, left: int) -> bool:
    """Whether the words of a bound, which start at `left`, say something else here."""
    words = _words(tokens, left, amount.left)
    before = tokens[left - 1].lower if left else ""
    if words == ["inside"]:
        return not amount.is_time  # "inside five years", not "inside 12 buildings"
    if words in (["over"], ["around"], ["about"], ["above"], ["under"]) and amount.is_time and not takes_length(tokens, left, words[0]):
        return True
    if words == ["over"]:
        return _is_stretched_over(tokens, amount, left)
    if words == ["past"]:
        return before not in figure_words("past") or amount.family == "count"  # "walked past five shops"
    if words in (["starts", "at"], ["starts", "from"], ["start", "at"], ["start", "from"]):
        return _climbs(tokens, amount.right)
    if words == ["around"] and before in figure_words("enclosures"):
        return True  # "a line around a third of it"
    if words == ["around"] and tokens[amount.first].lower in {"once", "twice"}:
        # "turned around twice"; "around twice the price"
        return amount.right >= len(tokens) or tokens[amount.right].lower not in {"as", "the", "that", "its", "their"}
    if words in (["maximum", "of"], ["minimum", "of"]) and not {"the", "its", "their"}.isdisjoint(_words(tokens, max(0, left - 2), left)):
        return True  # "took out the maximum of 20 books": as many, where "a maximum of" binds
    if words == ["about"] and before in figure_words("speaking"):
        return amount.unit != "occasion" and not amount.is_time  # "argued about four islands", not "argued about four times"
    if words in (["crossed"], ["passed"]):
        return amount.kind != "digits" or amount.value < _FEWEST_PASSED or amount.rule == "tally"
    return words == ["up", "to"] and _climbs_up(tokens, left)


def _climbs_up(tokens: Sequence[Token], left: int) -> bool:
    """ "edged up to 4.2 percent", "goes back up to three dollars"; "pays back up to three dollars" has a bound."""
    climbing, before = figure_words("climbing"), _words(tokens, max(0, left - 2), left)
    return before[-1:] != [] and (before[-1] in climbing or (before[-1] == "back" and before[0] in climbing | _GOES))


_GOES = frozenset({"go", "goes", "going", "come", "comes", "coming", "came", "is", "was", "rise", "rises", "rising", "rose"})


def _is_stretched_over(tokens: Sequence[Token], amount: Amount, left: int) -> bool:
    """Whether "over" says over what something is stretched, or goes with a verb.

    "handed over 12 men"; "Over ten years, the gap would grow"; "shot down 84 drones over four regions"; "40 hours of debate over seven
    sittings". "Over 200 matches were lost" is a bound.
    """
    before = tokens[left - 1].lower if left else ""
    opens = not left and amount.is_time and amount.right < len(tokens) and tokens[amount.right].text == ","
    places = amount.unit in figure_words("gatherings", "places") and is_plural(before)
    few = amount.kind == "words" and amount.power == 1  # "played over 200 matches"
    occasions = few and amount.unit in figure_words("stretched", "occasions")
    opens = opens or (not left and few and amount.is_time and _goes_on_with_somebody(tokens, amount.right))
    return before in figure_words("particles") or before in figure_words("stretched") or opens or places or occasions


def _goes_on_with_somebody(tokens: Sequence[Token], at: int) -> bool:
    """ "Over three days they counted 9,000 ballots"."""
    return at < len(tokens) and (tokens[at].lower in _SOMEBODY or tokens[at].text[0].isupper())


_SOMEBODY = frozenset({"the", "a", "an", "he", "she", "it", "they", "we", "i", "his", "her", "their", "its", "some", "more"})


def _climbs(tokens: Sequence[Token], at: int) -> bool:
    """ "It starts at 15pc and climbs to 45pc": the lowest step of a scale that is told whole."""
    words = [token.lower for token in tokens[at : at + 3]]
    return words[:1] in (["and"], [","]) and not figure_words("rising").isdisjoint(words[1:])


def _convert(tokens: Sequence[Token], amount: Amount, conversion: Amount) -> None:
    """ "at least 10 kilometers (6.2 miles)": a conversion in brackets shares bound and denominator."""
    at = conversion.left - 1
    behind = conversion.right
    if conversion.per is None and behind + 1 < len(tokens) and tokens[behind].text in ")]":  # "N70,000 ($43.40) a month"
        conversion.per = per_after(tokens, behind + 1, conversion.family)[1]
        if amount.right == at and amount.per is None and amount.family == conversion.family:
            amount.per = conversion.per
    same = amount.family == conversion.family and amount.family in {"money", "measure"} and amount.unit != conversion.unit
    if at == amount.right and tokens[at].text in "([" and same:
        conversion.bound = amount.bound if conversion.bound == "exact" else conversion.bound
        conversion.per = conversion.per or amount.per
