"""Ages of persons and age groups."""

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
        }  # "records more than six months old", "the dam is 90 years old"
        return not (aged & listed("compounds", "things"))
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
    if amount.left != amount.first and tokens[amount.left].lower in {"over", "under"} and plural_s(place):
        return True
    if before.text in "-‑" and second is not None and second.lower in {"over", "under"}:
        return True
    if amount.bound != "exact" and (carried(amount) or amount.right == amount.last) and place.word(-1) in _PERSONS:
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


_RELATIVES = frozenset(
    {"boy", "girl", "son", "daughter", "sister", "brother", "child", "baby", "toddler", "twin", "grandson", "granddaughter"}
)


def _is_apposition(place: Place) -> bool:
    """ "Dorothy Ellerker, 81, said": a bare number between commas after a name."""
    before, second = place.near(-1), place.near(-2)
    if before is None or second is None or before.text not in ",(" or not place.is_bare or not 0 < place.amount.value <= 115:
        return False
    if place.amount.kind == "words" and place.word(1) in {",", ")"} and second.lower in _RELATIVES:  # "the boy, two, and his sister, five,"
        return True
    digits = place.amount.kind == "digits" and len(place.text) <= 3 and second.is_word
    if digits and before.text == "," and place.word(1) == "," and place.amount.value >= 16:  # "the minister, 52, resigned"
        return True
    return digits and second.text[0].isupper() and place.word(1) in {",", ".", ")", ";", "and", "of", "from", ""}


def _closes(word: str) -> bool:
    return word in {",", ".", ";", ")", "", "and", "”", '"', "’", "but", "when"}
