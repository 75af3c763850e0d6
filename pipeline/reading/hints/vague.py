"""Numbers that count nothing: vague words, idioms, "one", "a double room"."""

from pipeline.reading.hints.phrases import covers
from pipeline.reading.hints.place import Place
from pipeline.reading.units import unit_after
from pipeline.reading.vocabulary import figure_words


def is_vague(place: Place) -> bool:
    several = place.amount.kind == "words" and place.word(-1) in {"several", "few", "many", "couple"}
    return place.amount.kind == "vague" or several or _is_or_two(place) or _is_multi(place)


def _is_or_two(place: Place) -> bool:
    """ "needs a stumble or two"; "a year or two" and "a mile or two" say how long."""
    article, first = place.near(-3), place.amount.first
    if place.text.lower() != "two" or place.word(-1) != "or" or article is None or article.lower not in {"a", "an"} or not place.is_bare:
        return False
    return unit_after(place.tokens, first - 2, digits=False, single=True) is None


def _is_multi(place: Place) -> bool:
    """ "a multi-million dollar inheritance"."""
    hyphen, multi = place.near(-1), place.near(-2)
    return hyphen is not None and hyphen.text in "-‑" and multi is not None and multi.lower == "multi"


def is_idiom(place: Place) -> bool:
    return covers(place, "phrases") or _is_parted(place) or _is_too_much(place)


def _is_too_much(place: Place) -> bool:
    """ "too clever by half", "too rosy by half"."""
    too = place.tokens[max(0, place.amount.first - 3) : place.amount.first]
    return place.text.lower() == "half" and [token.lower for token in too[::2]] == ["too", "by"] and place.amount.right == place.amount.last


def _is_parted(place: Place) -> bool:
    """ "split the firm in two"."""
    first = place.amount.first
    parting = {token.lower for token in place.tokens[max(0, first - _NEAR) : first]} & figure_words("parting")
    return place.text.lower() == "two" and place.word(-1) == "in" and bool(parting) and not place.word(1).isalpha()


# Words before "in two" within which something is parted.
_NEAR = 5


def is_one(place: Place) -> bool:
    """ "one", "a single", "an hour" count nothing, unless they bear a bound or a magnitude."""
    amount = place.amount
    if (
        amount.value / amount.factor != 1
        or amount.kind not in {"words", "multiple"}
        or amount.power > 1
        or amount.high is not None
        or amount.rule == "tally"
    ):
        return False
    words = [token.lower for token in place.tokens[amount.left : amount.first]]
    idle = (
        words[-1:] == ["as"] or words == ["not", "even"] or (words == ["more", "than"] and amount.family == "count")
    )  # "more than one account of it"
    return (amount.bound == "exact" or idle) and (amount.family != "money" or amount.per is None)


def is_half_done(place: Place) -> bool:
    """ "a road that is half built", "half empty": no share of anything."""
    last = place.amount.last
    if place.amount.bound != "exact":
        return False  # "never more than half filled"
    if place.text.lower() != "half" or place.amount.kind != "fraction" or last >= len(place.tokens) or place.amount.power > 1:
        return False
    after, second = place.tokens[last].lower, place.tokens[last + 1].lower if last + 1 < len(place.tokens) else "."
    done = after in _STATES or (after.endswith(("ed", "lt")) and len(after) > 4)
    return done and second not in {"by", "of", "a", "the", "its", "their"}


_STATES = frozenset(
    {"empty", "full", "done", "dead", "written", "asleep", "awake", "open", "drunk", "joking", "hidden", "eaten", "gone", "right"}
)


def is_idle_multiple(place: Place) -> bool:
    """ "a double room", "the mixed doubles": no measure is doubled, no bound stands before."""
    if place.amount.kind != "multiple":
        return False
    word = place.text.lower()
    if word == "doubles":
        return place.word(-1) in figure_words("multiples", "before_pairs")
    if word not in {"double", "triple", "treble", "quadruple"}:
        return False
    return not (
        place.amount.bound != "exact"
        or place.word(-1) in figure_words("multiples", "before")
        or place.word(1) in figure_words("multiples", "after")
    )
