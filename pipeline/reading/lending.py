"""Units that stand beside another number: "Nine of its 12 lawmakers", "won 101 seats, then was cut to 47".

A number lends what it counts to the bare numbers after it, in its sentence and a little beyond; what the bare number's own clause says of
it goes first ("Fights fell to 11", "a crowd of 41,300").
"""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.reading.amount_parts import Amount, looks_like_year, word_before
from pipeline.reading.customary import Setting, state_customary
from pipeline.reading.denominators import many_of_rate
from pipeline.reading.numerals import Token, glued
from pipeline.reading.units import HYPHENS, counted_noun, currency_named, is_plural, singular, unit_after
from pipeline.reading.vocabulary import figure_words

# What names a confidence level, after it: "95% CI", "a 95 per cent credible interval".
CONFIDENCE = frozenset({"confidence", "credible", "certainty", "ci", "interval", "intervals"})
BORROWED = "unit of the number before"
# How many tokens a clause may have between its subject and the number.
_REACH = 14
_NOWHERE = Setting()


def lend_units(
    tokens: Sequence[Token],
    amounts: Sequence[Amount],
    before: Amount | None,
    purse: Amount | None = None,
    setting: Setting = _NOWHERE,
) -> None:
    """Gives bare amounts of a sentence the units that other words state.

    before: the last amount of the sentences before whose unit may serve here; None where there is none. purse: the last sum of money.
    """
    for amount, after in zip(reversed(amounts[:-1]), reversed(amounts[1:]), strict=True):
        between = [token.lower for token in tokens[amount.right : after.left]]
        of = between[1:] if between[:2] == ["out", "of"] else between
        if amount.unit is None and of[:1] == ["of"] and len(of) <= 4 and _is_of_whole(of[1:]):
            amount.unit, amount.family = (after.unit, after.family) if after.family in {"count", "measure"} else (None, None)
        if _is_bare(tokens, amount) and (after.family == "count" or after.is_time) and _is_joined(tokens, amount, after):
            amount.unit, amount.family = after.unit, after.family
        if amount.unit is None and after.hyphened and _is_suspended(tokens, amount, after):
            amount.unit, amount.family, amount.hyphened = after.unit, after.family, True
    _spread(tokens, amounts)
    for one, other in pairwise(amounts):
        _carry_per(tokens, one, other)
        _from_bare(tokens, one, other)
        _sides(tokens, one, other)
    _price_of_shares(tokens, amounts)
    _intervals(tokens, amounts)
    money: Amount | None = None
    last, words = before, frozenset(token.lower for token in tokens) if amounts else frozenset()
    for index, amount in enumerate(amounts):
        if _is_bare(tokens, amount):
            _unit_of_the(tokens, amount)
            _or_two(tokens, amount)
            _victims(tokens, amount, last if last is not before else None)
            if amount.unit is None:
                state_customary(tokens, amount, setting, words)
            _gathered(tokens, amount)
            _numbered(tokens, amount)
            _paid(tokens, amount, money or purse, money)
            _of_age(tokens, amount)
            _percentage(tokens, amount)
            _exchanged(tokens, amount)
        if (
            amount.unit is None
            and (owed := money or (purse if amount.power >= 1_000_000_000 and word_before(tokens, amount) == "for" else None)) is not None
            and amount.power >= 1_000_000
        ):  # "500 million euros of grants and 1.5 billion of loans"
            amount.unit, amount.family = owed.unit, owed.family
        money = amount if amount.family == "money" else money
        if _is_bare(tokens, amount) and _names_number(tokens, amount):
            last = before  # what the clause counts besides is not what "the number" is about
        own = last is before or (last is not None and last.family == "share" and amount.value > _MOST_PERCENT)
        if own and amount.value != 1 and _is_bare(tokens, amount) and (subject := _subject(tokens, amount)) is not None:
            amount.unit, amount.family = (subject, "count") if subject else (None, None)
        elif _is_of_them(tokens, amount) and _is_bare(tokens, amount):
            near = reversed(amounts[max(0, index - _WHOLE_WITHIN) : index])
            whole = next((other for other in near if other.family == "count" and other.value > amount.value), None)
            if whole is not None:
                amount.unit, amount.family, amount.rule = whole.unit, whole.family, BORROWED
        elif index and _is_in_points(amounts[index - 1]) and _is_bare(tokens, amount) and _is_level(tokens, amounts[index - 1], amount):
            amount.unit, amount.family = "percent", "share"  # "raised its rate by half a point to 5"
        elif last is not None and amount.value != 1 and _is_bare(tokens, amount) and _may_share(tokens, last, amount, before):
            amount.unit, amount.family, amount.rule = last.unit, last.family, BORROWED
            if last is not before and last.per and amount.per is None and _is_compared(tokens, last, amount):
                amount.per = last.per
        if lends_unit(amount) and not _is_confidence(tokens, amount):
            last = amount


def _spread(tokens: Sequence[Token], amounts: Sequence[Amount]) -> None:
    """ "Of every 100 calls, 14 go unanswered", "Per 100,000 people, 12 fell ill": what the counts of a sentence are per, told first."""
    words = [token.lower for token in tokens[:2]]
    start = 1 if words[:1] == ["per"] else 2 if words[:1] in (["of"], ["for"], ["in"]) and words[1:] in (["every"], ["each"]) else 0
    whole = amounts[0] if amounts else None
    if not start or whole is None or whole.first != start or whole.is_time or whole.family == "money" or whole.value < FEWEST_PER:
        return
    found = many_of_rate(tokens, start)
    for amount in amounts[1:]:
        counts = amount.family in {None, "count"} and amount.kind in {"digits", "words"} and not looks_like_year(tokens, amount)
        if found is not None and counts and amount.per is None:
            amount.per = found[1]


# The least that a rate is per.
FEWEST_PER = 10
# So many amounts back stands what "them" are a part of.
_WHOLE_WITHIN = 40


def _is_of_them(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "All seven rebels belong to one of the two parties, and six of them sit for the capital": part of something larger."""
    return [token.lower for token in tokens[amount.right : amount.right + 2]] == ["of", "them"]


def _is_of_whole(words: Sequence[str]) -> bool:
    """The words between "of" and the number of the whole: "of its 12", "out of the 54", "of the region's nine", "of the last 16"."""
    if len(words) > 1 and words[-1] in _LATEST:
        words = words[:-1]
    return all(word in _DETERMINERS for word in words) or (bool(words) and words[-1].endswith(("'s", "’s")))


_LATEST = frozenset({"last", "past", "previous", "next", "first", "final", "opening", "remaining", "preceding"})


# After a number these stand for what it counts, or for a time.
_ALONE = frozenset(
    {"dead", "injured", "wounded", "missing", "more", "less", "fewer", "others", "yesterday", "today", "tomorrow", "overnight", "ago",
     "later", "earlier", "there", "here", "ahead", "behind", "together", "apiece", "each"}
)  # fmt: skip


_MORE = ([",", "or", "another"], ["or", "another"], [",", "or"], [",", "or", "even"], ["or", "even"])


def _is_joined(tokens: Sequence[Token], amount: Amount, after: Amount) -> bool:
    """ "640 hourly and 85 salaried workers", "another four, or another eight years": an adjective and "and" before a number with a noun."""
    between = tokens[amount.right : after.left]
    if [token.lower for token in between] in _MORE:
        return True
    return (
        len(between) == 2
        and between[1].lower in {"and", "or"}
        and between[0].is_word
        and between[0].text.islower()
        and between[0].lower not in _ALONE
        and counted_noun(tokens, amount.right, single=True) is not None
    )


def _is_suspended(tokens: Sequence[Token], amount: Amount, after: Amount) -> bool:
    """The four of "four-, five- and six-cylinder engines": a hyphen that waits for its noun."""
    between = tokens[amount.right : after.left]
    hangs = len(between) > 1 and between[0].text in HYPHENS and glued(tokens, amount.right)
    ages = [token.lower for token in tokens[after.right + 1 : after.right + 2]]  # "16- and 17-year-olds"
    return hangs and ages[:1] not in (["old"], ["olds"]) and all(token.lower in {",", "and", "or", "to"} for token in between[1:])


# A larger number is no bare percentage.
_MOST_PERCENT = 1000


def _is_bare(tokens: Sequence[Token], amount: Amount) -> bool:
    """A number that may count something, though nothing beside it says what."""
    return amount.unit is None and amount.kind in {"digits", "words"} and not looks_like_year(tokens, amount)


def _paid(tokens: Sequence[Token], amount: Amount, sum_before: Amount | None, here: Amount | None) -> None:
    """ "One fare: 60 shillings. Today she pays 50 in the morning and 150 at night", "from £61 to 78": money, of the last sum."""
    if amount.unit is not None or sum_before is None or (amount.left and tokens[amount.left - 1].text[0].isupper()):
        return
    of = word_before(tokens, amount) == "of" and amount.left > 1 and tokens[amount.left - 2].lower in _SUMS
    if (
        of
        or word_before(tokens, amount) in _PAYS
        or (word_before(tokens, amount) in _TO_WHOM and tokens[amount.left - 2].lower in _PAYS)
        or (here is not None and amount.kind == "digits" and here.right < amount.left and _is_compared(tokens, here, amount))
    ):
        if sum_before is here and here.factor != 1 and amount.power == 1:
            amount.value, amount.factor = amount.value * here.factor, here.factor  # "earns 9.4 cents a mile and costs 9.9"
        amount.unit, amount.family = sum_before.unit, "money"


_PAYS = frozenset(
    {"pay", "pays", "paid", "paying", "cost", "costs", "charge", "charges", "charged", "earn", "earns", "earned", "offer", "offers"}
)

# "One lad costs us a million"
_TO_WHOM = frozenset({"us", "me", "them", "him", "her", "you"})

_SUMS = frozenset({"wage", "salary", "fare", "fee", "fine", "price", "rent", "toll", "levy", "pension", "bonus"})


def _of_age(tokens: Sequence[Token], amount: Amount) -> None:
    """ "raise the retirement age for state police to 62 from 60": years, where a policy sets an age."""
    if amount.unit is not None or not 10 <= amount.value <= 100 or word_before(tokens, amount) not in {"to", "from", "at", "is", "of"}:
        return
    words = [token.lower for token in tokens[: amount.left]]
    if any(word == "age" and before in _SET_AGES for before, word in pairwise(words)):
        amount.unit, amount.family = "year", "measure"


def _percentage(tokens: Sequence[Token], amount: Amount) -> None:
    """ "The percentage of adults who smoke has fallen to 11.5, from nearly 21"."""
    words = [token.lower for token in tokens[max(0, amount.left - _REACH) : amount.left]]
    named = "percentage" in words and words[words.index("percentage") + 1 :][:1] == ["of"]
    if amount.unit is None and named and words[-1] in {"to", "from", "at", "by"} and 0 < amount.value <= 100:
        amount.unit, amount.family = "percent", "share"


def _exchanged(tokens: Sequence[Token], amount: Amount) -> None:
    """ "The naira closed at 1,612 to the dollar", "Brazil's real weakened 0.8% to 5.42 per dollar": sums of the currency named before."""
    if amount.unit is not None or amount.per not in _AGAINST:
        return
    for token in reversed(tokens[: amount.left]):
        if (currency := currency_named(token.lower)) is not None and token.lower != amount.per:
            amount.unit, amount.family = currency, "money"
            return


_AGAINST = frozenset({"dollar", "euro", "pound", "us dollar", "U.S. dollar"})
_SET_AGES = frozenset({"retirement", "pension", "voting", "minimum", "drinking", "legal", "marriage", "leaving", "maximum"})


def _names_number(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "puts the number at less than 240,000"."""
    words = [token.lower for token in tokens[max(0, amount.left - 3) : amount.left]]
    return words in (["the", "number", "at"], ["the", "figure", "at"], ["the", "total", "at"])


def _victims(tokens: Sequence[Token], amount: Amount, last: Amount | None) -> None:
    """ "killed 11", "seven were injured": people, though no noun says so; "killing three constables and wounding two": constables."""
    after = [
        token.lower
        for token in tokens[amount.right : amount.right + 3]
        if token.lower not in {"were", "was", "are", "have", "been", "more", "others"}
    ]
    hit = word_before(tokens, amount) in figure_words("victims") or (after[:1] and after[0] in figure_words("victims"))
    if amount.unit is None and hit and not _counts_noun(tokens, amount):
        amount.unit, amount.family = last.unit if last is not None and _shares_fate(tokens, last, amount) else "person", "count"


def _counts_noun(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether a noun without a plural stands behind a number: "killed 1,100 trout"."""
    noun = counted_noun(tokens, amount.right, single=True)
    return (
        noun is not None
        and noun.last < len(tokens)
        and tokens[amount.right].lower not in figure_words("victims") | _NO_NOUNS
        and tokens[noun.last].lower in _PREPOSITIONS
    )


_NO_NOUNS = frozenset({"more", "others", "were", "was", "are", "have", "been", "near", "there", "here", "when", "while", "after", "before"})


def _shares_fate(tokens: Sequence[Token], last: Amount, amount: Amount) -> bool:
    """Whether the last number counts those whom something befell, and "and" joins this one to it."""
    between = [token.lower for token in tokens[last.right : amount.left]]
    if last.family != "count" or last.unit is None or len(between) > _LONGEST_FATE:
        return False
    struck = figure_words("victims")
    return (between[:1] == ["and"] and word_before(tokens, last) in struck) or (between[-1:] == ["and"] and bool(struck & set(between)))


_LONGEST_FATE = 4


def numbering(tokens: Sequence[Token], amount: Amount) -> str | None:
    """What "The rebels number 400" and "Its members now number some 12,000" count; None where "number" is no verb."""
    before = [token.lower for token in tokens[max(0, amount.left - 3) : amount.left]]
    if before[-1:] != ["number"]:
        return None
    subject = next((word for word in reversed(before[:-1]) if word not in {"now", "still", "already", "only"}), "")
    return singular(subject) if is_plural(subject) else None


def _numbered(tokens: Sequence[Token], amount: Amount) -> None:
    """ "The rebels number 400", "the number of visits has gone up from 740 to 934": visits, where the clause states no other thing."""
    if amount.unit is None and (subject := numbering(tokens, amount)) is not None:
        amount.unit, amount.family = subject, "count"
        return
    for at in range(amount.left - 1, max(1, amount.left - _REACH), -1):
        word = tokens[at].lower
        if word in {",", ";", "."} or word in _LINKS:
            return
        if word == "of" and tokens[at - 1].lower in {"number", "numbers"}:
            noun = counted_noun(tokens, at + 1, single=False)
            if amount.unit is None and noun is not None and noun.last <= amount.left:
                amount.unit, amount.family = noun.name, "count"
            return


def _gathered(tokens: Sequence[Token], amount: Amount) -> None:
    """ "a crowd of 41,300", "crowds topping 16,300": persons. "a majority of 62": votes."""
    if word_before(tokens, amount) == "of" and amount.left > 1 and tokens[amount.left - 2].lower == "majority" and amount.unit is None:
        amount.unit, amount.family = "vote", "count"
    if amount.unit is None and word_before(tokens, amount) in {"drew", "draws", "attracted", "attracts"}:
        amount.unit, amount.family = "person", "count"
    if amount.unit is None and (_are_companions(tokens, amount) or _are_watching(tokens, amount)):
        amount.unit, amount.family = "person", "count"
    at = amount.left - 2 if word_before(tokens, amount) == "of" else amount.left - 1
    if amount.unit is not None or at < 0:
        return
    lived_in = amount.value >= _FEWEST_OF_PLACE and at < amount.left - 1 and tokens[at].lower in figure_words("gatherings", "places")
    waiting = tokens[at].lower in {"list", "lists"} and at > 0 and tokens[at - 1].lower == "waiting"
    if tokens[at].lower in figure_words("gatherings") or lived_in or waiting:
        amount.unit, amount.family = "person", "count"


def _are_watching(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "Rovers won 3-1 before 41,207", "sang in front of 2,300 on Sunday"; not "before 1,200 had signed"."""
    before = [token.lower for token in tokens[max(0, amount.left - 3) : amount.left]]
    after = tokens[amount.right].lower if amount.right < len(tokens) else "."
    faced = before[-1:] == ["before"] or before == ["in", "front", "of"]
    closes = not after[0].isalnum() or after in {"at", "in", "on"}
    return faced and closes and amount.kind == "digits" and amount.value >= _FEWEST_OF_PLACE


def _are_companions(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "He had come with 60 others", "Roe and three others were held"; "two mills and three others" are mills."""
    if [token.lower for token in tokens[amount.right : amount.right + 1]] != ["others"] or amount.left < 2:
        return False
    link, somebody = word_before(tokens, amount), tokens[amount.left - 2]
    return link in {"with", "alongside"} or (
        link == "and" and (somebody.text[0].isupper() or somebody.lower in {"he", "she", "him", "her"})
    )


# "a town of 4,300"; "a city of seven hills" has a noun of its own.
_FEWEST_OF_PLACE = 100


def _subject(tokens: Sequence[Token], amount: Amount) -> str | None:
    """What the clause of a bare number is about: "Fights fell to 11", "Average crowds at the park have dropped from 16,300".

    The unit; "" where the subject is measured and not counted ("Prices fell to 12"); None where the clause does not say ("was cut to 47").
    """
    led = word_before(tokens, amount) in {"to", "from", "by", "at"}
    verbs, end = (figure_words("changes") - _MOVES | _STATES, amount.left - 1) if led else (_STATES, amount.left)
    start = max(0, amount.left - _REACH)
    verb = next((index for index in range(end - 1, start - 1, -1) if tokens[index].lower in verbs), None)
    if verb is None or not (led or verb == end - 1):
        return None
    if verb and tokens[verb - 1].lower == "to" and verb < end - 1:
        return None  # "plans to increase car sales to 900,000": the plans are no subject of it
    breaks = (index for index in range(verb - 1, start - 1, -1) if not tokens[index].is_word or tokens[index].lower in _LINKS)
    opens = next(breaks, start - 1) + 1
    words = [token.lower for token in tokens[opens:verb] if token.lower not in _HELPERS]
    if words[:2] == ["the", "number"] and words[2:3] == ["of"]:
        words = words[3:]
    noun = next((words[index - 1] for index in range(1, len(words)) if words[index] in _PREPOSITIONS), words[-1] if words else "")
    if noun in figure_words("gatherings") or words[-2:] == ["death", "toll"] or (noun == "toll" and "deaths" in words):
        return "person"
    if noun in figure_words("measured") or noun == "percentage":
        return ""
    return singular(noun) if is_plural(noun) else None


_STATES = frozenset({"averaged", "stood", "reached", "totalled", "totaled", "numbered"})
# Of the verbs of change, those that say where somebody goes as well.
_MOVES = frozenset({"came", "went", "go", "goes", "gone", "taken", "took", "back", "brought", "moved"})
_HELPERS = frozenset(
    {"have", "has", "had", "will", "would", "could", "may", "might", "also", "then", "be", "been", "was", "were", "is", "are"}
)
_LINKS = frozenset({"and", "but", "as", "while", "that", "when", "after", "because", "if", "with", "which", "who", "said"})
_PREPOSITIONS = frozenset({"of", "at", "in", "for", "among", "on", "by", "from", "to", "across", "between", "per", "under", "over"})


def _from_bare(tokens: Sequence[Token], one: Amount, other: Amount) -> None:
    """ "to 30km/h from 50", "seven years instead of two", "1 per cent a year and not 1.3": what a measure or a share is set against."""
    between = [token.lower for token in tokens[one.right : other.left] if token.text != ","]
    alike = one.family in {"measure", "share"} and one.unit != "fraction" and one.kind != "multiple" and not one.hyphened
    changed = between == ["to"] and word_before(tokens, one) == "from"  # "from 12 hours to 10"
    starts = between == ["from"] and [token.lower for token in tokens[other.right : other.right + 1]] == [
        "to"
    ]  # "two days, from 10 to five"
    if alike and _is_bare(tokens, other) and other.value != 1 and not starts and (between in _INSTEAD or changed):
        other.unit, other.family, other.per = one.unit, one.family, one.per


_INSTEAD = (["from"], ["instead", "of"], ["rather", "than"], ["not"], ["and", "not"], ["against"], ["but", "not"])


def _sides(tokens: Sequence[Token], one: Amount, other: Amount) -> None:
    """ "18,640 no to 18,428 yes", "52 in favour and 48 against": the two sides of a vote."""
    bare = _is_bare(tokens, one) and _is_bare(tokens, other)
    if not bare or not 1 < other.left - one.right <= 5:
        return
    sides = [
        next((word for word in _words_after(tokens, amount) if word in figure_words("votes", "sides")), None) for amount in (one, other)
    ]
    if None not in sides and sides[0] != sides[1]:
        for amount in (one, other):
            amount.unit, amount.family, amount.rule = "vote", "count", "tally"


def _words_after(tokens: Sequence[Token], amount: Amount) -> list[str]:
    """The next word after an amount, and the one after "in"."""
    words = [token.lower for token in tokens[amount.right : amount.right + 2]]
    return words if words[:1] == ["in"] else words[:1]


def _intervals(tokens: Sequence[Token], amounts: Sequence[Amount]) -> None:
    """The 1.4 to 2.2 of "1.8 tons per hectare (95% interval, 1.4 to 2.2)" has the unit and denominator of the 1.8."""
    for index, amount in enumerate(amounts):
        words = {token.lower for token in tokens[max(0, amount.left - 4) : amount.left]}
        if amount.high is None or amount.unit is not None or not words & {"interval", "ci"}:
            continue
        estimate = next((other for other in reversed(amounts[:index]) if not _is_confidence(tokens, other)), None)
        if estimate is not None and estimate.unit is not None and not looks_like_year(tokens, estimate):
            amount.unit, amount.family, amount.per, amount.rule = estimate.unit, estimate.family, estimate.per, BORROWED


def _is_confidence(tokens: Sequence[Token], amount: Amount) -> bool:
    return amount.unit == "percent" and amount.right < len(tokens) and tokens[amount.right].lower in CONFIDENCE


def _price_of_shares(tokens: Sequence[Token], amounts: Sequence[Amount]) -> None:
    """ "Shares rose 4 per cent to $41.30": a small sum after "to" or "at" where shares move is the price of one."""
    shares = next((index for index, token in enumerate(tokens) if token.lower in {"shares", "stock"}), len(tokens))
    aims = any(token.lower == "target" for token in tokens[:shares])  # of an analyst: a target is a sum of its own
    for amount in amounts:
        price = amount.family == "money" and amount.power == 1 and amount.per is None and word_before(tokens, amount) in {"to", "at"}
        if price and shares < amount.left <= shares + 30 and not aims and amount.value < 100_000:
            amount.per = "share"


# No rate changes by more than this.
_FAR = 1000


def _carry_per(tokens: Sequence[Token], one: Amount, other: Amount) -> None:
    """ "from £38 to £29 a year", "$1.35 million a year, up from $900,000": one denominator for both ends of a change."""
    between = [token.lower for token in tokens[one.right : other.left] if token.text != ","]
    if one.unit != other.unit or one.family not in {"money", "measure", "count"} or one.is_time:
        return
    small, large = sorted((abs(one.value), abs(other.value)))
    if large > _FAR * small:
        return  # "$118 million, or 42 cents per share, from $171 million"
    if between == ["to"] and one.per is None:
        one.per = other.per
    elif other.per is None and (between in _FROM or _is_compared(tokens, one, other)):
        other.per = one.per


_FROM = (["up", "from"], ["down", "from"], ["from"], ["against"], ["compared", "with"], ["to"])
# Between two amounts that are compared: what joins them, and the times and places of each.
_COMPARING = frozenset(
    {"and", "but", "while", "against", "from", "to", "up", "down", "compared", "with", "then", "now", "today", "in", "at", "on", "last",
     "this", "the", "year", "month", "week", "season", "before", "ago", "earlier", "morning", "evening", "night", "a", ",", ";", "(", ")"}
)  # fmt: skip


def _is_compared(tokens: Sequence[Token], one: Amount, other: Amount) -> bool:
    """ "City drew 3,900 a match last season and Rovers fewer than 2,600", "$650 a load in March, $1,400 now": names, times and no verb."""
    between = tokens[one.right : other.left]
    links = {"and", "but", "while", "against", "from", "to", ",", ";"}
    return (
        0 < len(between) <= 8
        and any(token.lower in links for token in between)
        and not (between[0].lower == "and" and between[1:2] and between[1].lower == "then")
        and all(token.lower in _COMPARING or token.text[0].isupper() for token in between)
    )


def _may_share(tokens: Sequence[Token], last: Amount, amount: Amount, before: Amount | None) -> bool:
    """Whether a bare number may count what the last one did; across sentences only what is counted, and no percentage of thousands."""
    if last.family == "measure" and (last is before or last.per):
        return False
    if last.unit == "person" and word_before(tokens, amount) in _HAVING and _is_of_crowd(tokens, last):
        return False  # "Caracas, with a population of over 3.2 million, had 3,797": not inhabitants
    if last.family == "share":
        if amount.per is not None and amount.per[0].isdigit():
            return False  # "Murder rose 6%, a rate of 13 per 100,000"
        return last is not before and amount.power == 1 and abs(amount.value) <= _MOST_PERCENT and not _is_level(tokens, last, amount)
    return last.family == "count" or last is not before


_HAVING = frozenset({"had", "has", "have", "recorded", "reported", "saw", "counted"})


def _is_of_crowd(tokens: Sequence[Token], amount: Amount) -> bool:
    near = {token.lower for token in tokens[max(0, amount.left - 2) : amount.left]}
    return not near.isdisjoint(figure_words("gatherings"))


def _is_in_points(amount: Amount) -> bool:
    return amount.unit in {"percentage_point", "basis_point"} or (amount.unit == "point" and amount.value < 1)


def _is_level(tokens: Sequence[Token], last: Amount, amount: Amount) -> bool:
    """The 3.65 of "rose 8.15% to 3.65", "closed 2% higher at 41": what a change in per cent led to is no percentage."""
    between = [token.lower for token in tokens[last.right : amount.left]]
    return leads_to_level(between) and word_before(tokens, last) not in {"from", "of", "at"}


def leads_to_level(between: Sequence[str]) -> bool:
    """Whether the words from a change to a number, in small letters, lead to a level: "to", "higher at", "lower to end at"."""
    return len(between) <= _NEAR_LEVEL and between[:1] in _UP_OR_DOWN and between[-1] in {"to", "at"}


_UP_OR_DOWN = (["higher"], ["lower"], ["up"], ["down"], ["to"])
_NEAR_LEVEL = 4


def lends_unit(amount: Amount) -> bool:
    """Whether a bare number that comes next may count the same."""
    counts = amount.unit is not None and amount.family in {"count", "share", "measure"} and amount.rule != "tally"
    return (
        counts
        and not amount.is_time
        and amount.value != 1
        and amount.kind not in {"multiple", "fraction"}
        and not amount.hyphened
        and amount.unit != "occasion"
    )


def _or_two(tokens: Sequence[Token], amount: Amount) -> None:
    """ "It takes a week or two": weeks."""
    at = amount.left - 2
    if at > 0 and tokens[at + 1].lower == "or" and tokens[at - 1].lower in {"a", "an"} and amount.unit is None:
        unit = unit_after(tokens, at, digits=False, single=True)
        if unit is not None and unit.last == at + 1 and unit.family == "measure":
            amount.unit, amount.family = unit.name, unit.family


_DETERMINERS = frozenset(
    {"the", "its", "their", "our", "his", "her", "those", "these", "all", "some", "about", "more", "than", "my", "your"}
)


def _unit_of_the(tokens: Sequence[Token], amount: Amount) -> None:
    """ "three of the women": the noun after "of the", where no other number stands between."""
    at = amount.right
    if at + 2 < len(tokens) and tokens[at].lower == "of" and tokens[at + 1].lower in _DETERMINERS:
        noun = counted_noun(tokens, at + 2, single=False)
        if noun is not None:
            amount.unit, amount.family, amount.right = noun.name, "count", noun.last
