"""Ages of persons and age groups."""

from pipeline.reading.hints.dates import MONTHS
from pipeline.reading.hints.place import Place, carried, is_measured, listed, plural_s
from pipeline.reading.units import singular


def is_age(place: Place) -> bool:
    """ "57-year-old", "aged 40", ", 81, said", "in his 40s", "under-18s", "18 to 24-year-olds"."""
    amount, tokens = place.amount, place.tokens
    if is_measured(place):
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
        aged = {
            *after[2:4],
            singular(place.word(-1)),
            singular(place.word(-2)),
            singular(place.word(-3)) if place.word(-2) in {"that", "which"} else "",
        }  # "records more than six months old", "the dam is 90 years old", "buildings that are 15 years old"
        return not (aged & listed("compounds", "things"))
    before, second = place.near(-1), place.near(-2)
    if amount.last < len(tokens) and tokens[amount.last].text in "-‑–" and place.is_bare:
        ahead = [token.lower for token in tokens[amount.last : amount.last + 8] if token.text not in "-‑–"]
        if ahead[:1] in (["and"], ["to"], ["or"]) and ahead[2:4] == ["year", "olds"]:
            return True  # "16- and 17-year-olds"
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
    if amount.left != amount.first and tokens[amount.left].lower in {"over", "under"} and plural_s(place):
        return True
    if before.text in "-‑" and second is not None and second.lower in {"over", "under"}:
        return True
    if amount.bound != "exact" and (carried(amount) or amount.right == amount.last) and place.word(-1) in _PERSONS:
        return True
    if (
        after[:1] == ["and"]
        and after[1:2]
        and after[1] in _AND_UP
        and place.is_bare
        and (before.lower in _PERSONS or before.lower in {"over", "aged"})
    ):
        return True  # "adults 65 and older"
    if (
        place.is_bare
        and after[:1] == ["when"]
        and after[1:2]
        and after[1] in {"he", "she", "they", "we", "i", ","}
        and place.amount.bound == "exact"
    ):
        return True  # "16 when he signed"
    if before.lower in {"turned", "turns", "turning"} and place.is_bare and 1 <= amount.value <= 115:
        return True
    if (
        place.is_bare
        and before.lower in {"is", "was", "who", "just", "only", "i'm", "i’m", "am"}
        and 1 <= amount.value <= 115
        and _closes(place.word(1))
    ):
        is_person = second is not None and (second.lower in {"who", "he", "she", "i"} or second.lower in _RELATIVES)
        return before.lower in {"is", "was", "i'm", "i’m", "am"} and is_person
    return _is_apposition(place) or _is_reached(place) or _is_of_person(place)


_AND_UP = frozenset({"older", "over", "up", "above", "under", "younger"})
_PERSONS = frozenset(
    {
        "voters",
        "workers",
        "drivers",
        "residents",
        "citizens",
        "pensioners",
        "employees",
        "students",
        "teenagers",
        "users",
        "customers",
        "claimants",
        "americans",
        "britons",
        "males",
        "females",
        "children",
        "people",
        "adults",
        "those",
        "men",
        "women",
        "boys",
        "girls",
        "anyone",
        "nobody",
        "anybody",
        "everybody",
        "everyone",
        "patients",
        "kids",
        "babies",
        "youths",
        "persons",
        "pupils",
    }
)


_SINCE = frozenset({"before", "until", "till", "when", "once", "if", "by", "after", "since", "time", "because", "though"})
_LIVES = frozenset(
    {
        "died",
        "dies",
        "die",
        "dying",
        "retired",
        "retires",
        "retire",
        "retiring",
        "married",
        "marry",
        "widowed",
        "orphaned",
        "blind",
        "deaf",
        "pregnant",
        "graduated",
        "emigrated",
    }
)
_ONE_PERSON = frozenset(
    {"lad", "boy", "girl", "man", "woman", "child", "youth", "teenager", "lass", "student", "pensioner", "kid", "patient", "person"}
)


def _is_reached(place: Place) -> bool:
    """ "before they are 40", "when she was 12", "died at 38"."""
    before, second, third = place.near(-1), place.near(-2), place.near(-3)
    if before is None or second is None or not place.is_bare or not 1 <= place.amount.value <= 115:
        return False
    born = before.lower in {"is", "was"} and second.lower in {"who", "he", "she"}
    if place.is_bare and born and place.word(1) == "in" and MONTHS.fullmatch(place.word(2)):
        return True  # "who was 90 in June"
    being = before.lower in {"are", "were", "is", "was"} and second.lower in {"they", "we", "you", "he", "she", "i"}
    reached = (being and third is not None and third.lower in _SINCE) or (before.lower == "at" and second.lower in _LIVES)
    return reached and _closes(place.word(1))


def _is_of_person(place: Place) -> bool:
    """ "a lad of 21"."""
    before, second, third = place.near(-1), place.near(-2), place.near(-3)
    named = before is not None and second is not None and third is not None and before.lower == "of" and second.lower in _ONE_PERSON
    return named and third is not None and third.lower in {"a", "an", "the", "another"} and place.is_bare and place.amount.value <= 115


_RELATIVES = frozenset(
    {"boy", "girl", "son", "daughter", "sister", "brother", "child", "baby", "toddler", "twin", "grandson", "granddaughter"}
)


def _is_pair(place: Place) -> bool:
    """The 31 and the 33 of "The victims, 31 and 33, had …"."""
    if place.amount.kind != "digits" or not place.is_bare or not 16 <= place.amount.value <= 115:
        return False
    words = [place.tokens[at].text if 0 <= at < len(place.tokens) else "" for at in range(place.amount.first - 3, place.amount.last + 3)]
    return (
        words[2] == "," and words[4] == "and" and words[5].isdecimal() and place.tokens[place.amount.last + 2].text == ","
        if len(words) > 5 and place.amount.last + 2 < len(place.tokens)
        else False
    ) or (words[0] == "," and words[1].isdecimal() and words[2] == "and" and words[4] == ",")


def _is_apposition(place: Place) -> bool:
    """ "Dorothy Ellerker, 81, said": a bare number between commas after a name."""
    before, second = place.near(-1), place.near(-2)
    if _is_pair(place):
        return True
    if before is None or second is None or before.text not in ",(" or not place.is_bare or not 0 < place.amount.value <= 115:
        return False
    if place.word(1) in {",", ")"} and (second.lower in _RELATIVES or second.lower in _ONE_PERSON):  # "the boy, two, and his sister, five,"
        return True
    digits = place.amount.kind == "digits" and len(place.text) <= 3 and second.is_word
    if digits and before.text == "," and place.word(1) == "," and place.amount.value >= 16:  # "the minister, 52, resigned"
        return True
    return digits and second.text[0].isupper() and place.word(1) in {",", ".", ")", ";", "and", "of", "from", ""}


def _closes(word: str) -> bool:
    return word in {",", ".", ";", ")", "", "and", "”", '"', "’", "but", "when"}
