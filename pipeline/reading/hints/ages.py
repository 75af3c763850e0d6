"""Ages of persons and age groups."""

from pipeline.reading.hints.place import Place, carried, is_measured, plural_s
from pipeline.reading.units import singular
from pipeline.reading.vocabulary import MONTHS, figure_words

_OLDEST = 115
_UNITS = frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days"})
_BEING = frozenset({"is", "was", "are", "were"})
_PRONOUNS = frozenset({"he", "she", "they", "we", "you", "i"})
_I_AM = frozenset({"is", "was", "i'm", "i’m", "am"})
_IS_SHE = frozenset({"i'm", "i’m", "he's", "he’s", "she's", "she’s"})
_EXTREMES = frozenset({"oldest", "youngest", "eldest"})
_WORKERS = ("worker", "driver", "teacher", "farmer", "officer", "player", "singer", "cook", "nurse", "keeper", "ist", "man", "woman")
_POLICY = frozenset({"retirement", "pension", "voting", "minimum", "drinking", "legal", "limit"})
_CLOSERS = frozenset({",", ".", ";", ")", "", "and", "”", '"', "’", "but", "when"})


def is_age(place: Place) -> bool:
    """ "57-year-old", "aged 40", ", 81, said", "in his 40s", "under-18s", "18 to 24-year-olds"."""
    if is_measured(place) or place.amount.value > _OLDEST:
        return False
    after = _words_after(place, 8)
    if after[:1] and after[0] in _UNITS and after[1:2] and after[1] in {"old", "olds"}:
        return not _is_of_thing(place, after)
    return _is_first_of_group(place) or (place.near(-1) is not None and _is_shown_before(place, after))


def _words_after(place: Place, many: int) -> list[str]:
    last = place.amount.last
    return [token.lower for token in place.tokens[last : last + many] if token.text not in "-‑–"]


def _is_of_thing(place: Place, after: list[str]) -> bool:
    """ "records more than six months old", "the dam is 90 years old", "buildings that are 15 years old"."""
    behind = after[2:7]
    if any(word in figure_words("ages", "one_person") or word.endswith(_WORKERS) for word in behind):
        return False  # "an 81-year-old retired school bus driver"
    before = [singular(place.word(-1)), singular(place.word(-2))]
    if place.word(-2) == "which":
        return True  # "the warehouse in Leith, which is 38 years old"
    if place.word(-2) == "that":
        before.append(singular(place.word(-3)))
    if _is_average_of_things(place):
        return True
    return not {*before, *after[2:4], _head_of_name(place)}.isdisjoint(figure_words("compounds", "things"))


def _head_of_name(place: Place) -> str:
    """What a name behind an age ends with: "stadium" of "the 74-year-old Maharani Kamla Stadium"; "" where there is none."""
    last = place.amount.last
    behind = [token.text for token in place.tokens[last : last + 2 + _LONGEST_NAME] if token.text not in "-‑–"][2:]
    length = next((length for length, word in enumerate(behind) if not word[0].isupper()), len(behind))
    return behind[length - 1].lower() if length else ""


def _is_average_of_things(place: Place) -> bool:
    """ "whose fleet of 71 jets is on average 13.4 years old": the age of things, said of them a few words before."""
    words = [token.lower for token in place.tokens[max(0, place.amount.left - _SAID_WITHIN) : place.amount.left]]
    if words[-2:] not in (["on", "average"], ["average", "of"]) and words[-3:] != ["average", "age", "of"]:
        return False
    things = {singular(word) for word in words} & figure_words("compounds", "things")
    return bool(things) and not {*words} & (_PRONOUNS | figure_words("ages", "persons") | figure_words("ages", "one_person"))


# How many words before the age of a thing its name may stand, and how many behind it.
_SAID_WITHIN, _LONGEST_NAME = 9, 6


def _is_first_of_group(place: Place) -> bool:
    """The 16 of "16- and 17-year-olds"."""
    last = place.amount.last
    if last >= len(place.tokens) or place.tokens[last].text not in "-‑–" or not place.is_bare:
        return False
    ahead = _words_after(place, 8)
    return ahead[:1] in (["and"], ["to"], ["or"]) and ahead[2:4] == ["year", "olds"]


def _is_shown_before(place: Place, after: list[str]) -> bool:
    """Whether the words before a number, and those after it, make it an age."""
    one, two, three = (token.lower if (token := place.near(step)) is not None else "" for step in (-1, -2, -3))
    if one == "of" and two == "age":
        return place.words.isdisjoint(_POLICY) and not _is_average_of_things(place)
    return (
        _is_aged(one, two, three)
        or _is_bound(place, one, two)
        or _is_age_group(place, one)
        or (place.is_bare and (_is_said(place, one, two, after) or _is_reached(place, one, two, three) or _is_of_named(place, one)))
        or (carried(place.amount) and _is_of_person(place.word(-1), place.word(-2)))
        or _is_past_age(place)
        or _is_apposition(place)
    )


def _is_aged(one: str, two: str, three: str) -> bool:
    """ "aged 40", "aged under 5", "ages 5 and 9"."""
    aged = {"aged", "ages"}
    return (
        one in {*aged, "age"}
        or (one in {"over", "under", "between", "of"} and two in aged)
        or (one in {"and", "or", "to"} and three in aged)
    )


def _is_bound(place: Place, one: str, two: str) -> bool:
    """ "over-65s", "drivers over 65"."""
    amount = place.amount
    if amount.left != amount.first and place.tokens[amount.left].lower in {"over", "under"} and plural_s(place):
        return True
    if one in "-‑" and two in {"over", "under"}:
        return True
    return (
        amount.bound != "exact" and (carried(amount) or amount.right == amount.last) and place.word(-1) in figure_words("ages", "persons")
    )


def _is_past_age(place: Place) -> bool:
    """ "Half of the patients were over 70", "Of 690 drivers, fewer than one in five was under 25"."""
    amount = place.amount
    bound = [token.lower for token in place.tokens[amount.left : amount.first]]
    if bound not in (["over"], ["under"]) or not carried(amount) or amount.value < _YOUNGEST:
        return False
    persons = figure_words("ages", "persons")
    before = place.amounts[place.index - 1] if place.index else None
    share = before is not None and before.family == "share" and before.right == amount.left - 1 and bool(place.words & persons)
    return place.word(-1) in _BEING and place.word(1) in _CLOSERS and (share or place.word(-2) in persons)


def _is_age_group(place: Place, one: str) -> bool:
    """ "among those 26 to 34, she leads", "voters 18-29 back him"."""
    amount = place.amount
    grown = amount.high is not None and amount.value >= _YOUNGEST and amount.high <= _OLDEST and place.is_bare
    return grown and amount.kind == "digits" and one in {"those", *figure_words("ages", "persons")} and place.word(1) in _BEHIND_GROUP


_YOUNGEST = 10
# From this age on a bare number behind "at" is an age; "died at 9" may be an hour. How far before it "died" may stand.
_GROWN, _NEAR = 25, 7
_BEHIND_GROUP = frozenset({",", ".", ";", ")", "", "and", "are", "is", "were", "said", "say", "back", "support", "years"})


def _is_said(place: Place, one: str, two: str, after: list[str]) -> bool:
    """ "the mean age was 44", "adults 65 and older", "16 when he signed", "turned 40", "who is 12,", "her daughter is 17 and"."""
    if one in {"is", "was"} and two == "age":
        return True
    if after[:1] == ["and"] and after[1:2] and after[1] in figure_words("ages", "and_up"):
        return one in figure_words("ages", "persons") or one in {"over", "aged"}
    if place.amount.bound == "exact" and "." not in place.text and after[:1] == ["when"] and after[1:2] and after[1] in {*_PRONOUNS, ","}:
        return True
    if one in {"turned", "turns", "turning"}:
        return True
    if one in _IS_SHE and place.word(1) in _CLOSERS and place.amount.value >= _YOUNGEST:
        return True  # "My dad's come for 61 years, he's 70, and he's packed it in"
    who = two in {"who", "he", "she", "i"} or two in figure_words("ages", "relatives") or two in _EXTREMES
    return one in _I_AM and place.word(1) in _CLOSERS and who


def _is_reached(place: Place, one: str, two: str, three: str) -> bool:
    """ "before they are 40", "when she was 12", "died at 38", "who was 90 in June"."""
    if one in {"is", "was"} and two in {"who", "he", "she"} and place.word(1) == "in" and MONTHS.fullmatch(place.word(2)):
        return True
    being = one in _BEING and two in _PRONOUNS and three in figure_words("ages", "since")
    left_school = one == "at" and two in figure_words("ages", "schools")  # "left school at 14 to work in a mine"
    closes = place.word(1) in _CLOSERS and place.amount.value >= _GROWN
    before = {token.lower for token in place.tokens[max(0, place.amount.left - _NEAR) : place.amount.left]}
    persons = before & (_PRONOUNS | {"them", "those", "who"} | figure_words("ages", "persons"))
    lived = one == "at" and before & figure_words("ages", "lives")
    if one == "at" and two == "who" and place.word(1) in {*_BEING, ","}:
        return True  # "Roe, who at 39 is the youngest of the three"
    if place.word(1) in _CLOSERS and one == "than" and two in {"younger", "older"} and persons:
        return True  # "all of them are younger than 50"
    if closes and lived:
        return True  # "has died in Germany at 50"
    return left_school or ((being or (one == "at" and two in figure_words("ages", "lives"))) and place.word(1) in _CLOSERS)


def _is_of_named(place: Place, one: str) -> bool:
    """ "Seynabou Diatta is 67 and", "my son, now nine,"."""
    closes = place.word(1) in _CLOSERS and place.amount.bound == "exact"
    names = [token.text for token in (place.near(-3), place.near(-2)) if token is not None and token.is_word]
    named = one in _I_AM and len(names) == 2 and all(name[0].isupper() and not name.isupper() for name in names)
    return closes and ((named and place.amount.kind == "digits") or (one == "now" and place.word(-2) == "," and place.word(1) == ","))


def _is_of_person(one: str, two: str) -> bool:
    """ "a lad of 21", "an unidentified man of about 60"."""
    return one == "of" and two in figure_words("ages", "one_person")


def _is_apposition(place: Place) -> bool:
    """ "Dorothy Ellerker, 81, said": a bare number between commas after a name; "The victims, 31 and 33, had …"."""
    before, second = place.near(-1), place.near(-2)
    if before is None or second is None or not place.is_bare or place.amount.value <= 0 or "." in place.text:
        return False
    if place.amount.kind == "digits" and place.amount.value >= 16 and _is_one_of_two(place):
        return True
    if before.text not in ",(":
        return False
    # "the boy, two, and his sister, five,"
    if place.word(1) in {",", ")"} and (
        second.lower in figure_words("ages", "relatives") or second.lower in figure_words("ages", "one_person")
    ):
        return True
    digits = place.amount.kind == "digits" and len(place.text) <= 3 and second.is_word
    if digits and before.text == "," and place.word(1) == "," and place.amount.value >= 16:  # "the minister, 52, resigned"
        return True
    return digits and second.text[0].isupper() and place.word(1) in {",", ".", ")", ";", "and", "of", "from", ""}


def _is_one_of_two(place: Place) -> bool:
    """Whether a number is the first or the second of ", 31 and 33,"."""
    first, last = place.amount.first, place.amount.last
    around = [token.text for token in place.tokens[max(0, first - 3) : last + 3]]
    here = min(first, 3)
    ahead = around[here - 1 : here] == [","] and around[here + 1 : here + 2] == ["and"] and "".join(around[here + 2 : here + 3]).isdecimal()
    behind = around[:1] == [","] and "".join(around[1:2]).isdecimal() and around[2:3] == ["and"] and around[4:5] == [","] and here == 3
    return behind or (ahead and place.tokens[last + 2 : last + 3] != [] and place.tokens[last + 2].text == ",")
