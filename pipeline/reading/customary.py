"""Things that are always counted in the same unit, which news leaves out: "on a turnout of 65", "had Labour on 36", "a gang of 14"."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.amount_parts import Amount, word_before
from pipeline.reading.numerals import Token
from pipeline.reading.vocabulary import figure_words

# How many tokens may stand between a noun and its size.
_REACH = 12
# Right before a number that is the size of something spoken of before it.
_LEADS = frozenset({"to", "from", "at", "by", "was", "is", "were", "are", "of", "below", "above", "averaged", "averaging", "reached"})
_ENDS = frozenset({";", ":", "(", ")", "and", "but", "while", "when", "after", "because", "if", "who", "said", "says", "as"})
_BESIDE = frozenset({"from", "up", "down", "to", "against"})
_MOST_PERCENT, _MOST_SEATS, _FEWEST_IN_CROWD, _FEWEST_ON_LIST, _FEWEST_VOTES = 100, 200, 13, 100, 20


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article is about, as far as bare numbers depend on it. waits: a waiting list; counts: the counting of votes."""

    waits: bool = False
    counts: bool = False


def setting_of(text: str) -> Setting:
    """The setting of a whole article."""
    lowered = text.lower()
    counting = sum(phrase in lowered for phrase in figure_words("customary", "counting"))
    return Setting("waiting list" in lowered, counting > 1 and "vote" in lowered)


def state_customary(tokens: Sequence[Token], amount: Amount, setting: Setting, words: frozenset[str]) -> None:
    """Gives a bare amount the unit in which its thing is always counted, if it is the size of such a thing. words: of its sentence."""
    if amount.left and tokens[amount.first].text[0].isupper():
        return  # "The Gang of Eight bill"
    for unit, family, holds in (
        ("percent", "share", _is_turnout(tokens, amount, words) or _is_standing(tokens, amount, words)),
        ("seat", "count", _is_of_seats(tokens, amount, words)),
        ("vote", "count", _is_of_votes(tokens, amount, setting)),
        ("person", "count", _is_of_persons(tokens, amount, setting, words)),
    ):
        if holds and amount.unit is None:
            amount.unit, amount.family = unit, family  # type: ignore[assignment]


def _sized(tokens: Sequence[Token], amount: Amount, nouns: frozenset[str]) -> bool:
    """Whether a number is the size of such a thing: "a turnout of 65", "a majority that has shrunk from 14 to three"."""
    before = word_before(tokens, amount)
    if before == "of" and amount.left > 1 and tokens[amount.left - 2].lower not in _AVERAGES:
        return tokens[amount.left - 2].lower in nouns
    if before not in _LEADS and amount.bound == "exact":
        return False
    for at in range(amount.left - 1, max(-1, amount.left - 2 - _REACH), -1):
        word = tokens[at].lower
        if word in nouns:
            return True
        if word in _ENDS or (word == "," and tokens[at + 1].lower not in _BESIDE):
            return False
    return False


_AVERAGES = frozenset({"average", "mean", "record", "total", "peak", "maximum", "low", "high"})


def _is_turnout(tokens: Sequence[Token], amount: Amount, words: frozenset[str]) -> bool:
    """ "backed the strike by 83 per cent on a turnout of 65": per cent, where there is a vote; "a turnout of 65 at the fair" is people."""
    polled = not words.isdisjoint(figure_words("customary", "polling")) or not words.isdisjoint(("%", "cent", "percent"))
    return polled and 0 < amount.value <= _MOST_PERCENT and _sized(tokens, amount, frozenset({"turnout", "turnouts"}))


def _is_standing(tokens: Sequence[Token], amount: Amount, words: frozenset[str]) -> bool:
    """ "The poll had Labour on 36, Reform on 31 and the Greens on 19": per cent; an exit poll tells seats."""
    if word_before(tokens, amount) not in {"on", "at"} or not 0 < amount.value < _MOST_PERCENT or "exit" in words or "seats" in words:
        return False
    if words.isdisjoint(figure_words("customary", "polls")):
        return False
    at = amount.left - 2
    start = at
    while start >= 0 and tokens[start].text[0].isupper():
        start -= 1
    if start == at or start < 0:
        return False
    start -= tokens[start].lower == "the"
    return start >= 0 and tokens[start].lower in _STANDING


_STANDING = frozenset({"had", "has", "have", "put", "puts", "places", "placed", "with", "and", ",", "shows", "showed", "leaves"})


def _is_of_seats(tokens: Sequence[Token], amount: Amount, words: frozenset[str]) -> bool:
    """ "The government's majority in parliament is down to three": seats; a motion "passed by a majority of 62" has votes."""
    if not 0 < amount.value < _MOST_SEATS or not _sized(tokens, amount, frozenset({"majority", "majorities"})):
        return False
    near = {token.lower for token in tokens[max(0, amount.left - _REACH) : amount.right + 4]}
    return not words.isdisjoint(figure_words("customary", "chambers")) and near.isdisjoint(figure_words("customary", "decided"))


def _is_of_votes(tokens: Sequence[Token], amount: Amount, setting: Setting) -> bool:
    """ "held the seat with a majority that never fell below 11,000"; where votes are counted, a lead of 25 and a quota of 9,000 too."""
    if amount.power > 1_000 or amount.value.denominator > 1:
        return False
    large = amount.value > _MOST_PERCENT
    if large and _sized(tokens, amount, frozenset({"majority", "majorities"})):
        return True
    if not setting.counts:
        return False
    if _sized(tokens, amount, figure_words("customary", "leads")):
        return True
    if word_before(tokens, amount) in _BALLOTS and amount.value >= _FEWEST_VOTES:
        return True
    return large and (_is_placed(tokens, amount) or _is_beside_name(tokens, amount))


def _is_placed(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "She finished on 14,902", "was 311 short of the quota", "leads by 711"."""
    before = [token.lower for token in tokens[max(0, amount.left - 2) : amount.left]]
    after = tokens[amount.right].lower if amount.right < len(tokens) else ""
    return (before[-1:] in (["on"], ["by"], ["with"]) and before[0] in _PLACED) or after in {"ahead", "behind", "short"}


_PLACED = frozenset({"finished", "ended", "stood", "leads", "led", "ahead", "behind", "polled", "trails", "closed"})
_BALLOTS = frozenset({"spoiled", "spoilt", "poll", "electorate"})


def _is_beside_name(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "Roe 10,011," in a row of names."""
    at = amount.left - 1
    ends = amount.right >= len(tokens) or not tokens[amount.right].is_word
    named = at >= 0 and tokens[at].is_word and tokens[at].text[0].isupper() and not tokens[at].text.isupper()
    return (
        ends
        and named
        and amount.kind == "digits"
        and (at == 0 or tokens[at - 1].text in {",", ".", ";", ":"} or tokens[at - 1].text[0].isupper())
    )


def _is_of_persons(tokens: Sequence[Token], amount: Amount, setting: Setting, words: frozenset[str]) -> bool:
    """ "a gang of 14", "Crowds have fallen from an average of 31,200", "put the waiting list at 7.31 million", "40 of those who"."""
    if amount.value.denominator > 1:
        return False
    before = word_before(tokens, amount)
    if [token.lower for token in tokens[amount.right : amount.right + 3]] in (["of", "those", "who"], ["of", "those", "whose"]):
        return True
    if before == "of" and _sized(tokens, amount, figure_words("customary", "bands")):
        return True
    if amount.value >= _FEWEST_IN_CROWD and before in {"to", "from", "of"} and _sized(tokens, amount, figure_words("customary", "crowds")):
        return True
    waits = setting.waits or "waiting" in words
    return waits and amount.value >= _FEWEST_ON_LIST and _sized(tokens, amount, frozenset({"list", "lists"}))
