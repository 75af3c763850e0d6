"""Numbers inside names and labels."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline import lexicons
from pipeline.reading.hints.dates import is_year
from pipeline.reading.hints.phrases import covers
from pipeline.reading.hints.place import Place, is_measured, is_numbered, plural_s
from pipeline.reading.lending import BORROWED, CONFIDENCE
from pipeline.reading.numerals import Token, glued
from pipeline.reading.vocabulary import MONTHS, figure_words


def in_word(place: Place) -> bool:
    """ "G7", "COVID-19", "A380", "5G", "3D": letters glued to the digits."""
    if place.amount.kind != "digits":
        return False
    first, last = place.amount.first, place.amount.last
    before, after = place.near(-1), place.near(1)
    if before is not None and glued(place.tokens, first):
        if _in_web_address(place):
            return True
        if before.is_word and place.amount.left == first:
            return True
        if (
            before.text in "-‑–"
            and first >= 2
            and glued(place.tokens, first - 1)
            and place.tokens[first - 2].is_word
            and place.amount.left == first
        ):
            return place.tokens[first - 2].lower not in {"to", "mid", "near", "pre", "post", "early", "late", "non"} and not place.tokens[
                first - 2
            ].lower.endswith("ly")
        if before.text in "-‑" and first >= 2 and place.tokens[first - 2].lower in figure_words("labels", "before_hyphen"):
            return True  # "COVID -19"
        if before.text in "-‑" and first >= 2 and glued(place.tokens, first - 1) and _is_docket(place):
            return True
        if before.text in "#@_/\\.":
            return place.amount.unit is None
    glued_after = after is not None and glued(place.tokens, last) and (after.is_word or after.text in "_@/")
    crossed = after is not None and after.lower in {"x", "×"} and last + 1 < len(place.tokens) and place.tokens[last + 1].is_digits  # "4x4"
    return glued_after and place.amount.right == last and (crossed or not _suffix_known(after))


def _is_docket(place: Place) -> bool:
    """The 118 of "Ordinance No. 2025-118"."""
    year, number = place.tokens[place.amount.first - 2], place.text
    dated = year.is_digits and len(year.text) == 4 and year.text[:2] in {"19", "20"}
    return dated and number.isdecimal() and len(number) > 2 and place.is_bare


def _in_web_address(place: Place) -> bool:
    """Whether the run of characters that a number stands in starts as an address of the web does ("https://…/30%25")."""
    at = place.tokens[place.amount.first].start - place.offset
    start = place.lowered.rfind(" ", max(0, at - _LONGEST_ADDRESS), at) + 1
    return place.lowered.startswith(("http://", "https://", "www."), start)


_LONGEST_ADDRESS = 2_000


def _suffix_known(token: Token | None) -> bool:
    return token is not None and token.lower in {"s", "st", "nd", "rd", "th", "am", "pm", "a", "p", "h", "hrs", "x"}


def is_label(place: Place) -> bool:
    """ "Boeing 737", "Article 5", "Ward 7": a word of the lexicon before; or a name before a bare number ("Southwick 12")."""
    before, after = place.near(-1), place.near(1)
    if is_numbered(place):
        return False
    version = place.text.endswith(".0") and len(place.text) <= _LONGEST_VERSION and place.amount.power == 1
    if version and place.amount.family in {None, "count"} and place.amount.first > 1 and before is not None and before.text[0].isupper():
        return True  # "USB 2.0 links"
    if after is not None and after.lower in figure_words("labels", "after") and place.is_bare:
        return True  # "the 90049 ZIP code"
    lettered = after is not None and len(after.text) == 1 and after.text.isupper() and glued(place.tokens, place.amount.last)
    if before is not None and lettered and _label(before) and len(place.text) <= 3:
        return True  # "class 5B"
    if before is None or is_measured(place) or place.amount.left != place.amount.first or place.amount.kind != "digits":
        return (
            before is not None
            and place.amount.kind == "words"
            and place.is_bare
            and _label(before)
            and (before.text[0].isupper() or before.lower in figure_words("labels", "counted_off"))
            and (place.amount.first > 1 or _ends_phrase(after))
        )
    letters = [token.text for token in place.tokens[max(0, place.amount.first - 4) : place.amount.first]] if before.text == "." else []
    if letters[-4:-1] in (["H", ".", "R"], ["A", ".", "B"], ["S", ".", "B"]):
        return True  # "H.R. 4"
    if before.text == "." and place.is_bare and place.amount.first > 2 and place.tokens[place.amount.first - 2].text in {"no", "No", "nos"}:
        return True  # "signal no. 3"
    if before.text in "/&" and place.amount.first > 1:
        return place.tokens[place.amount.first - 2].text.isupper()
    if before.lower in _GRADED and place.amount.family == "count" and len(place.text) == 1 and place.word(-2) not in {"this", "that"}:
        return True  # "14 days of stage 2 cuts", "a grade 4 storm"
    if _label(before) and place.amount.hyphened is False:
        if before.text[0].islower() and _is_part_of_number(place):
            return False  # "on the day 14 of the 19 ambulances were out"
        part = place.amount.family == "count" and _is_part_of(place)
        return before.text[0].isupper() or place.is_bare or part  # "page 9 of its terms"
    opens = place.amount.first == 1 or (place.amount.first == 2 and not place.tokens[0].is_word)
    starts = opens and (before.lower in _openers() or place.word(1) not in {",", ")", "."})
    if place.amount.rule == BORROWED and place.word(-2) in {"the", "and", ","} and place.word(1) in {",", ".", ";", "and", ""}:
        return False  # "Labor holds 78 of the 150 seats, the Coalition 55"
    owner = before.lower.endswith(("'s", "’s"))  # "310 of Valdora's 890"
    capital = before.is_word and before.text[0].isupper() and not starts and not owner and not MONTHS.fullmatch(before.lower)
    return (
        capital
        and place.amount.rule != "tally"
        and place.is_bare
        and before.lower not in {"i", "a", "the", "and", "but", "in", "of", "ci"}
        and "," not in place.text
        and not is_year(place)
    )


_LONGEST_VERSION = 4
# Steps of a scale, which a thing may be named by.
_GRADED = frozenset({"stage", "phase", "grade", "category", "tier", "type", "level"})


def _ends_phrase(after: Token | None) -> bool:
    """ "Day four, the phone number."""
    return after is None or not after.is_word


def _is_part_of(place: Place) -> bool:
    """Whether "of" stands right behind the number."""
    after = place.near(1)
    return after is not None and after.lower == "of"


def _is_part_of_number(place: Place) -> bool:
    """Whether a number of which it is a part follows: "14 of the trust's 19 ambulances"."""
    last = place.amount.last
    whole = place.amounts[place.index + 1] if place.index + 1 < len(place.amounts) else None
    return _is_part_of(place) and whole is not None and 1 < whole.first - last <= _NEAR_WHOLE


# How many tokens behind a part the number of the whole may stand.
_NEAR_WHOLE = 4


def is_route(place: Place) -> bool:
    """ "the 36 bus", "drove the 46 for thirty years", "if the 220 is running": what a line, a bus or a train is called."""
    before, after = place.near(-1), place.near(1)
    if place.amount.kind != "digits" or not place.is_bare or before is None or before.lower not in {"the", "a", "number"}:
        return False
    vehicles, verbs = figure_words("routes", "vehicles"), figure_words("routes", "riding")
    if after is not None and after.lower in vehicles:
        return True
    singular = after is not None and after.lower in {"is", "was", "isn't", "isn’t", "runs", "comes", "goes", "stops", "terminates"}
    first = place.amount.first
    ridden = first > 1 and place.tokens[first - 2].lower in verbs and (after is None or after.lower not in {"who", "that", "of", "percent"})
    return before.lower == "the" and (singular or ridden)


def is_race(place: Place) -> bool:
    """ "the women's 1,500m", "the 400m hurdles final": what a race is called; "100m viewers" of the race are none."""
    if place.amount.kind != "digits" or (place.amount.power != 1 and place.amount.unit is not None):
        return False
    first = place.amount.first
    unit, behind = (place.tokens[at] if at < len(place.tokens) else None for at in (first + 1, first + 2))
    if (
        place.text.replace(",", "") not in figure_words("races", "lengths")
        or unit is None
        or unit.lower not in {"m", "metres", "meters", "metre", "meter"}
    ):
        return False
    before = place.near(-1)
    whose = before is not None and before.lower.replace("’", "'") in {"women's", "men's", "girls'", "boys'", "s"}
    races = figure_words("races")
    called = behind is not None and behind.lower in races
    return whose or called or (before is not None and before.lower in {"the", "and", "or", ","} and bool(place.words & races))


def is_aircraft(place: Place) -> bool:
    """ "two 737 Max jets", "the 787 Dreamliner", "the 787s", "on a 787 to Luanda": Boeing numbers its aircraft so."""
    number, after = place.text, place.near(1)
    called = after is not None and (after.text[0].isupper() or after.lower in _CRAFT or plural_s(place))
    called = called or (place.is_bare and place.word(-1) == "a" and place.word(1) in _AFTER_CRAFT)
    return len(number) == 3 and number[0] == number[2] == "7" and place.amount.kind == "digits" and place.amount.power == 1 and called


_AFTER_CRAFT = frozenset(
    {"to", "from", "in", "on", "at", "with", "and", "or", "for", "that", "which", "was", "is", "had", "has", ",", ".", ""}
)
_CRAFT = frozenset({"jet", "jets", "aircraft", "plane", "planes", "freighter", "freighters", "fleet", "airliner", "airliners"})


def is_clause(place: Place) -> bool:
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
    listed = (
        first > 2
        and tokens[first - 1].lower in {"and", "or", ",", "to", "through", "-", "–"}
        and tokens[first - 2].is_digits
        and _label(tokens[first - 3])
    )
    return opens or inside or listed


def _label(token: Token) -> bool:
    return token.text in _labels() or token.lower in _labels()


def is_address(place: Place) -> bool:
    """ "12 Park Road", "22 Ave Foch"."""
    if place.amount.kind != "digits":
        return False
    names = [token.text for token in place.tokens[place.amount.last : place.amount.last + 4] if token.is_word]
    if len(names) < 2 or not names[0][0].isupper():
        return False
    street = figure_words("labels", "streets")
    return not street.isdisjoint(names[1:3]) or (names[0] in street and names[1][0].isupper())  # "22 Ave Foch"


def is_group_name(place: Place) -> bool:
    """Phrases of the lexicon ("the Big Four"), and a number with a capital that a name goes on with ("Ocean's Twelve", "the Hateful Eight
    opened", "the Gang of Eight bill").
    """
    before, name = place.near(-1), place.near(-2)
    unit = [token.text for token in place.tokens[place.amount.last : place.amount.right]]
    if covers(place, "names") or _is_half_back(place) or unit == ["Cent"]:  # the musician
        return True
    if place.amount.kind != "words" or not place.text[0].isupper() or place.text.isupper() or before is None:
        return False
    if before.lower == "of":
        return place.is_bare and name is not None and name.text[0].isupper()
    owned = before.text[0].isupper() and before.lower.endswith(("'s", "’s"))
    called = name is not None and name.lower == "the" and before.is_word and before.text.istitle() and place.is_bare
    return owned or called


def _is_half_back(place: Place) -> bool:
    """ "fly-half", "scrum-half": a position in a game."""
    word = place.near(-2)
    hyphened = place.word(-1) in {"-", "‑"} and glued(place.tokens, place.amount.first)
    return hyphened and place.text.lower() == "half" and word is not None and word.lower in figure_words("positions", "before_half")


def is_attribute(place: Place) -> bool:
    """'<img width="640">': markup that was left in a text."""
    mark, equals = place.near(-1), place.near(-2)
    return mark is not None and mark.text in "\"'“”" and equals is not None and equals.text == "="


def is_compound(place: Place) -> bool:
    """ "two-way", "five-star", "four-legged", "two-year bonds", "152-millimetre guns"."""
    tokens, last = place.tokens, place.amount.last
    if last + 1 >= len(tokens) or tokens[last].text not in "-‑" or not glued(tokens, last):
        return False
    if place.amount.hyphened and tokens[last + 1].lower in {",", "and", "or", "to"} and place.index + 1 < len(place.amounts):
        return is_compound(replace(place, index=place.index + 1))  # the 10 of "a 10- or 30-year loan"
    if not tokens[last + 1].is_word:
        return False
    word = tokens[last + 1].lower
    after = [token.lower for token in tokens[last + 2 : last + 5]]
    if word in {"year", "month", "day", "week"}:
        return bool(set(after) & figure_words("compounds", "bonds")) or _is_long_run(word, after)
    if word in {"yard", "metre", "meter"}:
        return after[:1] in (["line"], ["lines"], ["box"]) and after[1:2] != ["of"]  # "the 20-yard line"
    if word in {"millimetre", "millimeter", "mm", "inch", "calibre", "caliber", "pounder", "gauge"}:
        return bool(set(after) & figure_words("compounds", "guns"))
    if place.amount.family == "measure":
        return False
    compounds = figure_words("compounds", "words")
    return (
        (word in compounds or (word.endswith("ers") and word[:-1] in compounds) or word.endswith("ed"))
        and place.amount.kind != "fraction"
        and place.amount.unit != "times"
    )


def _is_long_run(word: str, after: Sequence[str]) -> bool:
    """ "their five-year average", "its 10-year seasonal average": what a level is held against; not "a three-day average delay"."""
    at = next((at for at, noun in enumerate(after[:2]) if noun in {"average", "averages", "mean"}), None)
    return at is not None and (word in {"year", "month"} or not after[at + 1 : at + 2] or not after[at + 1].isalpha())


def is_bond(place: Place) -> bool:
    """ "9mm pistols", "10 year Treasury": the same without a hyphen."""
    after = {place.word(1), place.word(2)}
    if place.amount.unit == "millimetre":
        return bool(after & figure_words("compounds", "guns"))
    return (
        place.amount.unit == "year"
        and place.tokens[place.amount.right - 1].lower == "year"
        and place.amount.value != 1
        and bool(after & figure_words("compounds", "bonds"))
    )


def is_confidence(place: Place) -> bool:
    """ "95% CI", "a 95 per cent confidence level": how sure somebody is of another number."""
    return place.amount.unit == "percent" and place.word(1) in CONFIDENCE


@lexicons.cached
def _openers() -> frozenset[str]:
    return frozenset(word.lower() for word in lexicons.load("sentences").words("openers"))


@lexicons.cached
def _labels() -> frozenset[str]:
    return frozenset(lexicons.load("figures").table("labels")["before"])
