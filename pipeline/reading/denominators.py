"""What a rate is per, where it stands behind an amount: "a barrel", "per 100,000 people", "to every 12 pods"."""

from collections.abc import Sequence

from pipeline import lexicons
from pipeline.reading.numerals import Token, glued
from pipeline.reading.units import (
    HYPHENS,
    LADDERS,
    Family,
    Unit,
    boundaries,
    counted_noun,
    is_plural,
    may_be_noun,
    phrase_at,
    phrases,
    signs_alone,
    singular,
    unit_after,
)


def per_after(tokens: Sequence[Token], index: int, family: Family | None) -> tuple[int, str | None]:
    """The denominator that starts at a token, and where it ends: "a barrel", "per 100,000 people", "for every litre".

    After "a" and "an" only the nouns of the lexicon make a rate, since "gave five people a prize" is none.
    "each" ends a span without a name.
    """
    names: list[str] = []
    at = index
    if _is_way(tokens, at):
        return at, None
    while (found := _one_per(tokens, at, family)) is not None:
        at, name = found
        names.append(name)
    if not names and at < len(tokens) and tokens[at].lower in {"each", "apiece"} and family == "money":
        return at + 1, None
    return at, " per ".join(names) or None


# What most often stands behind an amount, and opens no denominator.
_NO_RATES = frozenset({",", ".", ")", "(", "and", "”", "'", "’", "-", "–", ";", "said", "who", "that", "was", "were", "is", "are"})


def _one_per(tokens: Sequence[Token], index: int, family: Family | None) -> tuple[int, str] | None:
    at = index
    while at < len(tokens) and tokens[at].text in HYPHENS and glued(tokens, at):
        at += 1
    words = [token.lower for token in tokens[at : at + 2]]
    if not words or words[0] in _NO_RATES or (words[0] == "of" and words != ["of", "every"]):
        return None
    adverbs = _units().table("adverbs")
    if " ".join(words) in adverbs:
        phrase = (at + 2, adverbs[" ".join(words)])
        return None if _is_of_its_own(tokens, phrase, family) else phrase
    if words[0] in adverbs and (family != "count" or at == index):
        describes = family is None and len(words) > 1 and (words[1] in {"and", "or"} or may_be_noun(tokens[at + 1]))
        return None if describes else (at + 1, adverbs[words[0]])  # "640 hourly and 85 salaried workers"
    if words[0] in {"a", "an"}:
        if _is_offset(tokens, at + 2, family):
            return None  # "2.9 per cent a year earlier"
        found = noun_of_rate(tokens, at + 1, any_noun=False, family=family)
        if found is not None and _is_of_its_own(tokens, found, family):
            return None
        return found or (_priced(tokens, at + 1) if family == "money" else None)
    if family in {"money", None} and len(words) > 1 and words[0] in {"to", "against", "for"} and words[1] == "the" and at + 2 < len(tokens):
        currency = phrases().get(tokens[at + 2].lower)  # "N1,612 to the dollar"
        return (at + 3, tokens[at + 2].lower) if currency is not None and currency.family == "money" and at == index else None
    if len(words) > 1 and words[0] in {"for", "in", "on"} and words[1] in {"a", "an"}:
        return _per_phrase(tokens, at, family)
    if words in (["to", "a"], ["to", "the"]) and family in {None, "count"} and at == index:
        return _held(tokens, at + 2, one=words[1] == "a")
    if words == ["every", "single"]:
        return noun_of_rate(tokens, at + 2, any_noun=False, family=family)
    if words[0] == "/" and len(words) > 1 and words[1][0].isdecimal():
        return None  # "224 kW / 300 hp"
    if words == ["of", "every"] and family == "money" and at + 2 < len(tokens):
        return (at + 3, tokens[at + 2].lower) if _is_coin(tokens[at + 2]) else None  # "43 kobo of every naira"
    if words[0] in {"in", "on"} and words[1:] == ["the"] and family == "money" and at + 2 < len(tokens):
        return (at + 3, tokens[at + 2].lower) if _is_coin(tokens[at + 2]) else None  # "28 cents in the dollar"
    if words[0] in {"per", "every", "/"}:
        return _of_money(tokens, noun_of_rate(tokens, at + 1, any_noun=words[0] != "every" or family == "money", family=family))
    if len(words) > 1 and words[0] in {"for", "from", "in", "to", "on", "by"} and words[1] in {"every", "each"}:
        if at + 2 < len(tokens) and _is_numeral(tokens[at + 2]):  # "nine in every ten" is a share
            return many_of_rate(tokens, at + 2) if words[0] in {"for", "to", "on"} and family in {"money", "count", "measure"} else None
        return _of_money(tokens, noun_of_rate(tokens, at + 2, any_noun=True, family=family))
    return None


def _is_offset(tokens: Sequence[Token], at: int, family: Family | None) -> bool:
    """Whether what stands behind "a year" makes it a point in time: "a year earlier", "a year on, it had 40", "a month before the vote".

    "96,000 vehicles a day on the bridge" and "90 a month before the pandemic" are rates: no era begins on a day.
    """
    after, second = (tokens[place].lower if place < len(tokens) else "" for place in (at, at + 1))
    if after == "on":
        return family != "money" and (not second[:1].isalnum() or second in {"from", "since"})
    if after == "before":
        era = tokens[at + 2].lower if second in {"the", "its", "their"} and at + 2 < len(tokens) else second
        return family != "money" and (family == "share" or era not in _ERAS)
    return after in {"ago", "earlier", "later"} or (after in {"after", "prior"} and family != "money")


_ERAS = frozenset({"pandemic", "covid", "lockdown", "lockdowns", "war", "wars", "crisis", "blockade", "sanctions", "embargo", "tariffs"})


def _is_of_its_own(tokens: Sequence[Token], found: tuple[int, str], family: Family | None) -> bool:
    """The hour of "a town of 2,300 an hour east", the trip of "would cut to six minutes a trip that now takes an hour"."""
    after = tokens[found[0]].lower if found[0] < len(tokens) else ""
    is_time = found[1] in _units().table("denominators")["time"]
    return family != "money" and (after in _WAYS if is_time else after in {"that", "which"})


def _is_way(tokens: Sequence[Token], at: int) -> bool:
    """ "a town of 2,300 an hour and 40 minutes east of the city", "an hour and a half": how far, and no rate."""
    words = [token.lower for token in tokens[at : at + 4]]
    opens = len(words) == 4 and words[0] in {"a", "an"} and words[2] == "and"
    return opens and (words[3] in {"a", "half"} or tokens[at + 3].is_digits) and _steps_down(tokens, at)


def _steps_down(tokens: Sequence[Token], at: int) -> bool:
    """Whether "an hour and …" goes on with a smaller measure of time, or a half."""
    large = unit_after(tokens, at + 1, digits=False, single=True)
    behind = [singular(token.lower) for token in tokens[at + 4 : at + 5]]
    smaller = any(large.name in ladder and ladder.get(word, 0) for ladder in LADDERS for word in behind) if large else False
    return smaller or [token.lower for token in tokens[at + 3 : at + 5]] == ["a", "half"]


# Behind a time these make it a distance: "a village of 300 an hour north of the port".
_WAYS = frozenset({"away", "north", "south", "east", "west", "outside", "northeast", "northwest", "southeast", "southwest"})


def _of_money(tokens: Sequence[Token], found: tuple[int, str] | None) -> tuple[int, str] | None:
    """ "71 cents for each dollar of care", "14 centavos to every peso of goods": a coin is no thing without what it buys."""
    if found is None or found[0] + 1 >= len(tokens) or tokens[found[0]].lower != "of" or not _goes_into(tokens, found[0] + 1):
        return found
    is_coin = (coin := phrases().get(found[1])) is not None and coin.family == "money" and coin.factor == 1
    return (found[0] + 2, f"{found[1]} of {tokens[found[0] + 1].text}") if is_coin else found


def _is_coin(token: Token) -> bool:
    coin = phrases().get(token.lower)
    return coin is not None and coin.family == "money" and coin.factor == 1


def _priced(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    """ "$900 a load last month": any noun prices a sum where its phrase ends with it; "$900 a source said" does not."""
    if index >= len(tokens) or not may_be_noun(tokens[index]) or is_plural(tokens[index].lower):
        return None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return (index + 1, tokens[index].lower) if after is None or not after.text.isalnum() or after.lower in _AFTER_PRICES else None


def _held(tokens: Sequence[Token], index: int, *, one: bool) -> tuple[int, str] | None:
    """ "two to a bed", "three cups to the bag": how many what holds them holds."""
    noun = tokens[index].lower if index < len(tokens) else ""
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if one and noun in _CREWS:
        return (index + 1, noun) if after not in {"in", "from", "of", "that", "which", "at"} else None  # "lost two to a team in Spain"
    return (index + 1, noun) if noun in (_ROOMS | _VESSELS if one else _VESSELS) else None


_CREWS = frozenset({"team", "crew", "squad", "patrol", "unit", "shift"})
_ROOMS = frozenset({"bed", "room", "class", "classroom", "cell", "tent", "desk", "table", "ward", "carriage", "cabin", "boat"})
_VESSELS = frozenset({"bag", "bucket", "barrel", "bottle", "gallon", "litre", "kilo", "pound", "tonne", "acre", "hectare", "page"})
_AFTER_PRICES = frozenset(
    {"in", "last", "this", "now", "and", "or", "but", "to", "from", "for", "at", "on", "before", "after", "since", "when", "if"}
)
# What a day is like makes it no other unit; what it is for does ("a school day").
_LIKE = frozenset(
    {"good", "bad", "busy", "quiet", "normal", "typical", "average", "usual", "ordinary", "slow", "wet", "dry", "hot", "cold"}
)
_FOR = frozenset({"school", "working", "trading", "match"})
_SERVICES = frozenset({"trip", "ride", "journey", "visit", "ticket", "night", "dose", "litre", "liter", "kilo", "seat", "plate"})


def _per_phrase(tokens: Sequence[Token], index: int, family: Family | None) -> tuple[int, str] | None:
    """ "900 shillings on a good day", "31 times in a school day", "twice in a week", "Rs 310 for a trip"."""
    link, at = tokens[index].lower, index + 2
    words = [token.lower for token in tokens[at : at + 2]]
    if not words:
        return None
    if link == "for":
        return (at + 1, words[0]) if family == "money" and words[0] in _SERVICES else None
    modifier = words[0] if len(words) > 1 and words[0] in _LIKE | _FOR else ""
    noun, last = (words[1], at + 2) if modifier else (words[0], at + 1)
    if link == "on":
        fits = noun == "weekday" or (noun in {"day", "night"} and modifier != "")
    else:
        # "12 dead in a day" is a total; only how often a thing happens is a rate so.
        often = index > 0 and tokens[index - 1].lower in {"times", "once", "twice", "thrice"}
        fits = family == "count" and often and noun in _units().table("denominators")["time"]
    return (last, f"{modifier} {noun}" if modifier in _FOR else noun) if fits and family in {"money", "count"} else None


# Of these a count is spread over ("13 bales a hectare"), and nobody gives them away.
_AREAS = frozenset({"hectare", "acre", "square kilometre", "square mile"})


def noun_of_rate(tokens: Sequence[Token], index: int, *, any_noun: bool, family: Family | None) -> tuple[int, str] | None:
    """The denominator that starts at a token behind "a" or "per", and where it ends. any_noun: whether any noun makes one."""
    at = index
    while at < len(tokens) and tokens[at].text in HYPHENS and glued(tokens, at):
        at += 1
    if at >= len(tokens):
        return None
    times, goods = (frozenset(words) for words in _units().table("denominators").values())
    if any_noun and (many := many_of_rate(tokens, at)) is not None:
        return many
    for length in (3, 2, 1):
        words, last = phrase_at(tokens, at, length)
        if words is None:
            continue
        measure = phrases().get(words)
        compound = family == "money" and length > 1 and measure is not None and measure.family == "measure"  # "a megawatt hour"
        if words in times or compound or (words in goods and (family != "count" or words in _AREAS)):
            return last, _spelt(words, measure)
        if any_noun and measure is not None and measure.family != "share" and len(words) > 1:
            return last, _spelt(words, measure)
    if any_noun and tokens[at].is_word and tokens[at].lower not in boundaries():
        return at + 1, singular(tokens[at].lower)
    return None


# "foot", "kilo" and "mile" are words; "kg" and "km" are not.
_SHORTEST_WORD = 4


def _spelt(words: str, measure: Unit | None) -> str:
    """A denominator as the text spells it ("a kilo", "per square meter"), and in full where it shortens it ("per kg", "per sq km")."""
    if measure is None or measure.family != "measure" or measure.factor != 1:
        return singular(words)
    is_short = any(len(word) < _SHORTEST_WORD for word in words.split())
    return measure.name if is_short or singular(words) == measure.name.replace("-", " ") else singular(words)


def many_of_rate(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """A number of things, or a sum, that a rate is per: "100,000 people", "12 pods", "$100 of assessed value"."""
    if tokens[at].text in signs_alone() and at + 1 < len(tokens) and tokens[at + 1].is_digits:
        last = at + 2
        if last < len(tokens) and tokens[last].lower == "of":
            ends = (place for place in range(last + 1, min(last + 4, len(tokens) + 1)) if not _goes_into(tokens, place))
            last = next(ends, last + 4)
            last = last if last > at + 3 else at + 2
        return last, f"{tokens[at].text}{' '.join(token.text for token in tokens[at + 1 : last])}"
    if not _is_numeral(tokens[at]):
        return None
    noun = counted_noun(tokens, at + 1, single=False)
    named = unit_after(tokens, at + 1, digits=True, single=False)
    last = noun.last if noun else named.last if named else at + 1
    return last, _printed(tokens[at:last])


def _printed(tokens: Sequence[Token]) -> str:
    """The words of a denominator with the blanks that they are printed with: "100 patient-years"."""
    blanks = ("" if one.end == other.start else " " for one, other in zip(tokens, [*tokens[1:], None], strict=True) if other is not None)
    return "".join(part for token, blank in zip(tokens, [*blanks, ""], strict=True) for part in (token.text, blank))


def _goes_into(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a word of the phrase behind "$100 of"."""
    return at < len(tokens) and tokens[at].is_word and tokens[at].lower not in boundaries()


def _is_numeral(token: Token) -> bool:
    numerals = lexicons.load("numerals")
    return token.is_digits or token.lower in numerals.table("ones") or token.lower in numerals.table("powers")


@lexicons.cached
def _units() -> lexicons.Lexicon:
    return lexicons.load("units")
