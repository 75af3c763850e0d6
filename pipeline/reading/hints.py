"""What a number is likely to be where it is no figure: a date, an age, part of a name, an order, a back-reference.

Each rule is a small predicate over the tokens around an amount; the first that holds gives hint and rule. The guide's list of what is no
figure is the source ("Figures", "Not figures").
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline import lexicons
from pipeline.labels import CandidateHint
from pipeline.reading.amounts import Amount
from pipeline.reading.lending import CONFIDENCE
from pipeline.reading.numerals import Token, glued

_MONTHS = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_BESIDE_YEAR = frozenset({"(", "-", "–", "—", ",", "/", "[", "."})


@dataclass(frozen=True)
class Place:
    """An amount and the tokens around it."""

    tokens: Sequence[Token]
    amounts: Sequence[Amount]
    index: int
    lowered: str  # the sentence in lower case
    offset: int  # where the sentence starts in the text

    @property
    def amount(self) -> Amount:
        """The amount itself."""
        return self.amounts[self.index]

    def word(self, step: int) -> str:
        """The word so many tokens before the evidence (-1, -2) or after it (1, 2), in lower case; "" past the ends."""
        at = self.amount.left + step if step < 0 else self.amount.right + step - 1
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def near(self, step: int) -> Token | None:
        """The token so many places before or after the numeral itself."""
        at = self.amount.first + step if step < 0 else self.amount.last + step - 1
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the sentence, in lower case."""
        return frozenset(token.lower for token in self.tokens)

    @property
    def text(self) -> str:
        """The first token of the numeral as printed."""
        return self.tokens[self.amount.first].text

    @property
    def is_bare(self) -> bool:
        """Digits or words with neither unit nor magnitude."""
        return (self.amount.unit is None or self.amount.rule == "unit of the number before") and self.amount.power == 1


def hint_of(place: Place) -> tuple[CandidateHint, str]:
    """The hint for an amount and the rule that gave it."""
    for hint, rule, holds in _RULES:
        if holds(place):
            return hint, rule
    return "figure", place.amount.rule or "number"


def _is_measured(place: Place) -> bool:
    """Whether money or a share is stated beside the number."""
    return place.amount.family in {"money", "share"} and not place.is_bare


def _is_vague(place: Place) -> bool:
    several = place.amount.kind == "words" and place.word(-1) in {"several", "few", "many", "couple"}
    return place.amount.kind == "vague" or several


def _is_ordinal(place: Place) -> bool:
    after = place.near(1)
    suffix = after is not None and glued(place.tokens, place.amount.last) and after.lower in {"st", "nd", "rd", "th"}
    return place.amount.kind == "ordinal" or _is_another(place) or (place.amount.kind == "digits" and suffix)


def _is_another(place: Place) -> bool:
    """The fourth of "a fourth was still contested": one more, not a part, unless what follows is at home after a part."""
    amount = place.amount
    words = [token.lower for token in place.tokens[amount.first : amount.last]]
    if (
        amount.unit != "fraction"
        or amount.bound != "exact"
        or len(words) != 2
        or words[0] not in {"a", "an"}
        or words[1] in {"half", "quarter"}
    ):
        return False
    after = place.word(1)
    return (
        after.isalpha()
        and after not in _figures("parts", "after")
        and not (words[1] == "third" and after in _figures("parts", "after_third"))
    )


def _is_rank(place: Place) -> bool:
    """ "No. 1", "number one", "top 10", "ranked 5", "world No 3"."""
    before = place.near(-1)
    if before is not None and before.text == ".":
        before = place.near(-2)
    if before is None:
        return False
    if before.lower in {"no", "nos", "number", "№", "#"}:
        return before.text != "no"
    return before.lower in {"top", "ranked", "rank", "ranking", "seeded", "placed"} and not place.amount.family


def _in_word(place: Place) -> bool:
    """ "G7", "COVID-19", "A380", "5G", "3D": letters glued to the digits."""
    if place.amount.kind != "digits":
        return False
    first, last = place.amount.first, place.amount.last
    before, after = place.near(-1), place.near(1)
    if before is not None and glued(place.tokens, first):
        if before.is_word and place.amount.left == first:
            return True
        if (
            before.text in "-‑–"
            and first >= 2
            and glued(place.tokens, first - 1)
            and place.tokens[first - 2].is_word
            and place.amount.left == first
        ):
            return place.tokens[first - 2].lower not in {"mid", "pre", "post", "early", "late", "non"} and not place.tokens[
                first - 2
            ].lower.endswith("ly")
        if before.text in "#@_/\\.":
            return place.amount.unit is None
    glued_after = after is not None and glued(place.tokens, last) and (after.is_word or after.text in "_@/")
    return glued_after and place.amount.right == last and not _suffix_known(after)


def _suffix_known(token: Token | None) -> bool:
    return token is not None and token.lower in {"s", "st", "nd", "rd", "th", "am", "pm", "a", "p", "h", "hrs", "x"}


def _is_label(place: Place) -> bool:
    """ "Boeing 737", "Article 5", "Ward 7": a word of the lexicon before; or a name before a bare number ("Southwick 12")."""
    before = place.near(-1)
    if before is None or _is_measured(place) or place.amount.left != place.amount.first or place.amount.kind != "digits":
        return (
            before is not None
            and place.amount.kind == "words"
            and place.is_bare
            and _label(before)
            and before.text[0].isupper()
            and place.amount.first > 1
        )
    if before.text in "/&" and place.amount.first > 1:
        return place.tokens[place.amount.first - 2].text.isupper()
    if _label(before) and place.amount.hyphened is False:
        return before.text[0].isupper() or place.is_bare
    starts = place.amount.first == 1 and (before.lower in _openers() or place.word(1) not in {",", ")", "."})
    capital = before.is_word and before.text[0].isupper() and not starts and not _MONTHS.fullmatch(before.lower)
    return (
        capital
        and place.is_bare
        and before.lower not in {"i", "a", "the", "and", "but", "in", "of", "ci"}
        and "," not in place.text
        and not _is_year(place)
    )


def _is_clause(place: Place) -> bool:
    """The 331 and the 4 of "sections 305 and 331(4)"."""
    tokens, first, last = place.tokens, place.amount.first, place.amount.last
    if place.amount.kind != "digits" or not place.is_bare:
        return False
    opens = (
        last + 1 < len(tokens)
        and tokens[last].text == "("
        and glued(tokens, last)
        and tokens[last + 1].is_digits
        and glued(tokens, last + 1)
    )
    inside = first > 1 and tokens[first - 1].text == "(" and glued(tokens, first - 1) and tokens[first - 2].is_digits
    listed = first > 2 and tokens[first - 1].lower in {"and", "or", ",", "to"} and tokens[first - 2].is_digits and _label(tokens[first - 3])
    return opens or inside or listed


def _label(token: Token) -> bool:
    return token.text in _labels()


def _is_address(place: Place) -> bool:
    """ "12 Park Road"."""
    after = place.tokens[place.amount.last : place.amount.last + 4]
    streets = _figures("labels", "streets")
    names = [token.text for token in after if token.is_word]
    return (
        place.amount.kind == "digits"
        and len(names) > 1
        and names[0][0].isupper()
        and any(name in streets for name in names[1:3] if names[0][0].isupper())
    )


def _is_idiom(place: Place) -> bool:
    return _overlaps(place, "phrases")


def _is_group_name(place: Place) -> bool:
    return _overlaps(place, "names")


def _overlaps(place: Place, name: str) -> bool:
    """Whether a phrase of the lexicon covers the numeral."""
    start = place.tokens[place.amount.first].start - place.offset
    end = place.tokens[place.amount.last - 1].end - place.offset
    return any(
        match.start() < end and start < match.end() for match in _phrases(name).finditer(place.lowered, max(0, start - 40), end + 40)
    )


def _is_compound(place: Place) -> bool:
    """ "two-way", "five-star", "four-legged", "two-year bonds", "152-millimetre guns"."""
    tokens, last = place.tokens, place.amount.last
    if last + 1 >= len(tokens) or tokens[last].text not in "-‑" or not glued(tokens, last) or not tokens[last + 1].is_word:
        return False
    word = tokens[last + 1].lower
    after = [token.lower for token in tokens[last + 2 : last + 5]]
    if word in {"year", "month", "day", "week"}:
        return bool(set(after) & _figures("compounds", "bonds"))
    if word in {"millimetre", "millimeter", "mm", "inch", "calibre", "caliber", "pounder", "gauge"}:
        return bool(set(after) & _figures("compounds", "guns"))
    if place.amount.family == "measure":
        return False
    return (
        (word in _figures("compounds", "words") or word.endswith("ed")) and place.amount.kind != "fraction" and place.amount.unit != "times"
    )


def _is_bond(place: Place) -> bool:
    """ "9mm pistols", "10 year Treasury": the same without a hyphen."""
    after = {place.word(1), place.word(2)}
    if place.amount.unit == "millimetre":
        return bool(after & _figures("compounds", "guns"))
    return (
        place.amount.unit == "year"
        and place.tokens[place.amount.right - 1].lower == "year"
        and place.amount.value != 1
        and bool(after & _figures("compounds", "bonds"))
    )


def _is_confidence(place: Place) -> bool:
    return place.amount.unit == "percent" and place.word(1) in CONFIDENCE


def _is_year(place: Place) -> bool:
    """Four digits without separator that no counted noun or bound makes a quantity."""
    if not _could_be_year(place):
        return False
    amount = place.amount
    after, before = place.near(1), place.near(-1)
    if after is not None and glued(place.tokens, amount.last) and (after.lower == "s" or (after.text in "-–—/" and _digits_at(place, 2))):
        return True
    word = before.lower if before else ""
    if word in _figures("dates", "weakly_before_year") and not place.is_bare:
        return False
    dated = (
        word in _figures("dates", "before_year")
        or word in _BESIDE_YEAR
        or _MONTHS.fullmatch(word) is not None
        or _is_day(place.tokens, amount.first)
    )
    if dated:
        return amount.left == amount.first or word in _figures("dates", "before_year")
    return amount.bound == "exact" and place.is_bare


def _could_be_year(place: Place) -> bool:
    amount, text = place.amount, place.text
    plain = amount.kind == "digits" and len(text) == 4 and text.isdecimal() and 1700 <= int(text) <= 2100 and amount.power == 1
    return plain and not _is_measured(place) and (amount.family != "measure" or amount.is_time or place.is_bare)


def _digits_at(place: Place, step: int) -> bool:
    token = place.near(step)
    return token is not None and token.is_digits


def _is_day(tokens: Sequence[Token], index: int) -> bool:
    return index > 1 and tokens[index - 1].text == "," and tokens[index - 2].is_digits


def _is_second_year(place: Place) -> bool:
    """The 13 of "2012-13"."""
    first = place.amount.first
    return (
        place.amount.kind == "digits"
        and first >= 2
        and place.tokens[first - 1].text in "-–/"
        and place.tokens[first - 2].is_digits
        and len(place.tokens[first - 2].text) == 4
        and len(place.text) in {2, 4}
        and place.tokens[first - 2].text[:2] in {"18", "19", "20"}
        and not _is_measured(place)
    )


def _is_calendar_day(place: Place) -> bool:
    """ "March 14", "14 March", "9 and 10 December", "May 3-5", "12/03/2024"."""
    if place.amount.kind not in {"digits", "ordinal"} or (not place.text[:2].isdecimal() and place.amount.kind == "digits"):
        return False
    if place.amount.value > 31 or place.amount.value.denominator != 1:
        return False
    before, after = place.near(-1), place.near(1)
    if before is not None and before.text == ".":
        before = place.near(-2)
    if before is not None and _is_month(before):
        return not _is_measured(place)
    for step in (1, 2):
        token = place.near(step)
        if token is not None and _is_month(token) and (step == 1 or (after is not None and after.lower in {"st", "nd", "rd", "th", "of"})):
            return True
    slash = after is not None and after.text in "/" and glued(place.tokens, place.amount.last)
    return slash or (before is not None and before.text == "/" and glued(place.tokens, place.amount.first)) or _in_list_of_days(place)


def _is_month(token: Token) -> bool:
    return _MONTHS.fullmatch(token.lower) is not None and token.text[0].isupper()


def _in_list_of_days(place: Place) -> bool:
    """The 10 of "December 9 and 10", the 9 of "9 and 10 December"."""
    before, after = (
        place.tokens[max(0, place.amount.first - 3) : place.amount.first],
        place.tokens[place.amount.last : place.amount.last + 3],
    )
    links = {"and", "to", "-", "–", "or"}
    if len(before) == 3 and before[2].lower in links and before[1].is_digits and _is_month(before[0]):
        return place.is_bare
    return len(after) == 3 and after[0].lower in links and after[1].is_digits and _is_month(after[2])


def _is_clock(place: Place) -> bool:
    """ "9pm", "7.30 p.m.", "07:00", "5 o'clock", "ten past eleven", "1400 GMT"."""
    if _is_measured(place):
        return False
    after, second, before = place.near(1), place.near(2), place.near(-1)
    if after is not None:
        if (
            after.lower in {"am", "pm", "gmt", "utc", "bst", "est", "edt", "ist", "cet", "o'clock", "o’clock", "noon", "hrs"}
            and place.amount.value <= 2400
        ):
            return True
        if after.lower in {"a", "p"} and second is not None and (second.text == "." or second.lower == "m"):
            return second.text == "." and (third := place.near(3)) is not None and third.lower == "m"
        if after.text == ":" and second is not None and second.is_digits and glued(place.tokens, place.amount.last):
            return True
        if (
            after.lower in {"past", "to"}
            and second is not None
            and second.lower in _HOURS
            and place.amount.kind in {"words", "fraction"}
            and place.is_bare
        ):
            return before is None or before.lower in {"at", "until", "by", "before", "after", "from", "till", "about", "a"}
    if before is not None:
        if before.text == ":" and glued(place.tokens, place.amount.first):
            return True
        if before.lower in {"past"} and place.is_bare and place.amount.value <= 12:
            return True
        if (
            before.lower in {"at", "until", "by", "before", "after", "from"}
            and place.is_bare
            and re.fullmatch(r"\d{1,2}[.:][0-5]\d", place.text)
        ):
            return place.is_bare or _carried(place.amount)
    return False


_HOURS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "midnight", "noon"})


def _is_offset(place: Place) -> bool:
    """ "three days later", "a decade ago", "in ten years' time": from a point in time, not how long."""
    amount = place.amount
    if not amount.is_time or amount.hyphened or amount.per:
        return False
    after, second = place.word(1), place.word(2)
    if after in {"’", "'"}:
        after, second = second, place.word(3)
    if after == "ago" or (after in {"later", "earlier", "hence", "prior", "afterwards", "beforehand", "previously"}):
        return True
    if after in {"before", "after"} and place.word(-1) not in {"for", "of", "than"} and amount.bound in {"exact", "approx"}:
        return True
    if (after, second) in {("from", "now"), ("on", ",")} or after == "time":
        return True
    if place.word(-1) != "in" or amount.bound == "at_most" or after in {"of", "that"}:
        return False
    earlier = {token.text for token in place.tokens[max(0, amount.left - 10) : amount.left]}
    later = {token.text for token in place.tokens[amount.right : amount.right + 6]}
    return bool((earlier | later) & _figures("dates", "future")) and not earlier & {
        "has",
        "have",
        "had",
        "took",
        "hasn’t",
        "haven’t",
        "hasn't",
        "haven't",
    }


def _is_window(place: Place) -> bool:
    """ "over the past two years": when, not how long."""
    return (
        place.amount.is_time
        and place.word(-1) in {"past", "last", "next", "coming", "previous", "following", "preceding"}
        and not place.amount.per
    )


def _is_age(place: Place) -> bool:
    """ "57-year-old", "aged 40", ", 81, said", "in his 40s", "under-18s", "18 to 24-year-olds"."""
    amount, tokens = place.amount, place.tokens
    if _is_measured(place):
        return False
    after = [token.lower for token in tokens[amount.last : amount.last + 6] if token.text not in "-‑–"]
    if amount.value > 115:
        return False
    if (
        after[:1]
        and after[0] in {"year", "years", "month", "months", "week", "weeks", "day", "days"}
        and after[1:2]
        and after[1] in {"old", "olds"}
    ):
        return not (set(after[2:4]) & _figures("compounds", "things"))
    before, second = place.near(-1), place.near(-2)
    if before is None:
        return False
    if before.lower in {"aged", "ages", "age"} or (
        before.lower in {"over", "under", "between", "of"} and second is not None and second.lower in {"aged", "ages"}
    ):
        return True
    third = place.near(-3)
    if before.lower in {"is", "was"} and second is not None and second.lower == "age" and place.is_bare:  # "the mean age was 44"
        return True
    if before.lower in {"and", "or", "to"} and second is not None and third is not None and third.lower in {"aged", "ages"}:
        return True
    if before.lower == "of" and second is not None and second.lower == "age":
        return not (place.words & {"retirement", "pension", "voting", "minimum", "drinking", "legal", "limit"})
    if amount.left != amount.first and tokens[amount.left].lower in {"over", "under"} and _plural_s(place):
        return True
    if before.text in "-‑" and second is not None and second.lower in {"over", "under"}:
        return True
    if amount.bound != "exact" and _carried(amount) and place.word(-1) in _PERSONS:
        return True
    if before.lower in {"turned", "turns", "turning"} and place.is_bare and 1 <= amount.value <= 115:
        return True
    if (
        place.is_bare
        and before.lower in {"is", "was", "who", "just", "only", "i'm", "i’m", "am"}
        and 1 <= amount.value <= 115
        and _closes(place.word(1))
    ):
        return before.lower in {"is", "was", "i'm", "i’m", "am"} and second is not None and (second.lower in {"who", "he", "she", "i"})
    return _is_apposition(place)


_PERSONS = frozenset(
    {
        "children",
        "people",
        "adults",
        "those",
        "men",
        "women",
        "boys",
        "girls",
        "anyone",
        "everyone",
        "patients",
        "kids",
        "babies",
        "youths",
        "persons",
        "pupils",
    }
)


def _carried(amount: Amount) -> bool:
    """Whether nothing beside the number says what it counts."""
    return amount.unit is None or amount.rule == "unit of the number before"


def _is_apposition(place: Place) -> bool:
    """ "Dorothy Ellerker, 81, said": a bare number between commas after a name."""
    before, second = place.near(-1), place.near(-2)
    if before is None or second is None or before.text not in ",(" or not place.is_bare or not 0 < place.amount.value <= 115:
        return False
    digits = place.amount.kind == "digits" and len(place.text) <= 3 and second.is_word
    if digits and before.text == "," and place.word(1) == "," and place.amount.value >= 16:  # "the minister, 52, resigned"
        return True
    return digits and second.text[0].isupper() and place.word(1) in {",", ".", ")", ";", "and", "of", "from", ""}


def _plural_s(place: Place) -> bool:
    after = place.near(1)
    return after is not None and after.lower == "s" and glued(place.tokens, place.amount.last)


def _closes(word: str) -> bool:
    return word in {",", ".", ";", ")", "", "and", "”", '"', "’", "but", "when"}


def _is_decade(place: Place) -> bool:
    """ "the 1990s", "the nineties", "in his 40s", "mid-20s"."""
    return place.amount.kind == "digits" and _plural_s(place) and place.amount.value % 10 == 0


def _is_phone(place: Place) -> bool:
    """Groups of digits in a row, or a number that starts with a plus or a zero."""
    if place.amount.kind != "digits" or place.amount.family in {"money", "share", "measure"}:
        return False
    before, after = place.near(-1), place.near(1)
    plain = place.text.replace(" ", "")
    if plain.startswith("0") and len(plain) > 2 and plain.isdecimal():
        return True
    plus = before is not None and before.text == "+" and glued(place.tokens, place.amount.first)
    groups = [
        token for token in (before, place.near(-2), after, place.near(2)) if token is not None and token.is_digits and len(token.text) >= 3
    ]
    beside = (before is not None and before.is_digits) or (after is not None and after.is_digits)
    return (plus and len(plain) >= 2) or (len(plain) >= 3 and beside and bool(groups)) or len(plain) > 12


def _is_score(place: Place) -> bool:
    """ "won 3-1", "6-4, 6-3": two small numbers with a dash in the words of a match."""
    amount = place.amount
    if _is_measured(place) or amount.rule == "tally":
        return False
    before, after = place.near(-1), place.near(1)
    if amount.high is not None:
        paired = place.tokens[amount.first + 1].text in "-–"
    else:
        right = (
            after is not None
            and after.text in "-–"
            and glued(place.tokens, amount.last)
            and (n := place.near(2)) is not None
            and n.is_digits
        )
        left = (
            before is not None
            and before.text in "-–"
            and glued(place.tokens, amount.first)
            and (n := place.near(-2)) is not None
            and n.is_digits
        )
        paired = right or left
    return (
        paired
        and (amount.family in {None, "count"} or place.is_bare)
        and not amount.hyphened
        and amount.value < 200
        and bool(place.words & _figures("scores", "words"))
    )


def _is_period(place: Place) -> bool:
    """ "first quarter", "half-year", "the quarter", "three months to June", "nine months ended"."""
    amount = place.amount
    word = place.tokens[amount.last - 1].lower
    if word in {"half", "quarter"} and amount.kind == "fraction" and amount.last - amount.first == 1:
        before, after = place.word(-1), place.word(1)
        if word == "quarter":
            return amount.bound == "exact"
        return (
            before in {"first", "second", "latter", "former", "other", "opening", "last", "fiscal"}
            or after in {"-"}
            or place.word(2) in {"year", "yearly"}
        )
    if (
        (amount.unit == "month" and amount.value in {3, 6, 9, 12}) or (amount.unit == "week" and amount.value in {12, 13, 26, 39, 52})
    ) and place.word(-1) in {"the", "in", "first", "for"}:
        return place.word(1) in {"to", "ended", "ending", "through"}
    return False


def _is_reference(place: Place) -> bool:
    """ "the two countries", "these three": numbers under eleven that only point back."""
    amount = place.amount
    if amount.kind != "words" or amount.family in {"money", "share", "measure"} or amount.hyphened or amount.power > 1:
        return False
    before = place.word(-1)
    if before in {"other", "latter", "former"} and place.word(-2) in {"the", "these", "those"}:
        return amount.rule == "unit of the number before" or amount.unit is None
    if before not in {"the", "these", "those", "both", "all"} or amount.value > 10:
        return False
    part_of_another = place.index > 0 and place.word(-2) == "of" and amount.unit is not None and amount.rule != "unit of the number before"
    relative = place.word(1) in {"that", "who", "which", "it", "he", "she", "they", "needed", "seeking"}
    return not part_of_another and not relative


def _is_one(place: Place) -> bool:
    """ "one", "a single", "an hour" count nothing, unless they bear a bound or a magnitude."""
    amount = place.amount
    if (
        amount.value != 1
        or amount.kind not in {"words", "multiple"}
        or amount.power > 1
        or amount.high is not None
        or amount.rule == "tally"
    ):
        return False
    return amount.bound == "exact" and (amount.family != "money" or amount.per is None)


def _is_turn(place: Place) -> bool:
    """The number of a list item: "1. The council"."""
    first = place.amount.first
    after = place.near(1)
    opens = first == 0 or (first == 1 and place.tokens[0].text in "(")
    return (
        opens
        and place.amount.kind == "digits"
        and after is not None
        and after.text in ".)"
        and place.amount.value < 100
        and place.is_bare
        and len(place.tokens) > 3
    )


def _is_denominator(place: Place) -> bool:
    """The 100,000 of "per 100,000 people"."""
    return any(
        other is not place.amount and other.first < place.amount.first < other.right and other.high is None
        for other in place.amounts[max(0, place.index - 2) : place.index]
    )


def _is_idle_multiple(place: Place) -> bool:
    """ "a double room": no measure is doubled, no bound stands before."""
    if place.amount.kind != "multiple":
        return False
    word = place.text.lower()
    if word not in {"double", "triple", "treble", "quadruple"}:
        return False
    after = place.word(1)
    return not (
        place.amount.bound != "exact"
        or place.word(-1) in {"to", "will", "would", "could", "may", "than", "is", "was", "at", "by", "and"}
        or after in {"the", "its", "that", "their", "what", "in", "from", "his", "her", "last", ".", ","}
    )


_RULES: tuple[tuple[CandidateHint, str, Callable[[Place], bool]], ...] = (
    ("vague", "vague word", _is_vague),
    ("reference", "denominator", _is_denominator),
    ("vague", "idiom", _is_idiom),
    ("name", "called by a number", _is_group_name),
    ("time", "clock time", _is_clock),
    ("date", "day of a month", _is_calendar_day),
    ("ordinal", "ordinal", _is_ordinal),
    ("phone", "phone number", _is_phone),
    ("date", "years", _is_second_year),
    ("date", "year", _is_year),
    ("date", "decade", _is_decade),
    ("age", "age", _is_age),
    ("name", "letters and digits", _in_word),
    ("ordinal", "list item", _is_turn),
    ("ordinal", "rank", _is_rank),
    ("name", "compound", _is_compound),
    ("name", "label", _is_bond),
    ("name", "confidence level", _is_confidence),
    ("score", "score", _is_score),
    ("name", "label", _is_label),
    ("name", "clause", _is_clause),
    ("name", "address", _is_address),
    ("period", "accounting period", _is_period),
    ("date", "offset in time", _is_offset),
    ("date", "stretch of time", _is_window),
    ("vague", "multiple of nothing", _is_idle_multiple),
    ("vague", "one", _is_one),
    ("reference", "back-reference", _is_reference),
)


@lexicons.cached
def _openers() -> frozenset[str]:
    return frozenset(word.lower() for word in lexicons.load("sentences").words("openers"))


@lexicons.cached
def _labels() -> frozenset[str]:
    return frozenset(lexicons.load("figures").table("labels")["before"])


@lexicons.cached
def _figures(group: str, name: str) -> frozenset[str]:
    return frozenset(lexicons.load("figures").table(group)[name])


@lexicons.cached
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){lexicons.alternation(_figures('idioms', name))}(?!\w)")
