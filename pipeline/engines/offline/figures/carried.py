"""What a sum is the price of, where a sentence before it says so: "Brent settled at $68.32 a barrel. ... It touched $81 in June"."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import TypeAlias

from pipeline.draft import DraftFigure
from pipeline.engines.offline.figures.quantities import Quantity, kind_of, size_of, verb_above
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load
from pipeline.reading import FigureCandidate
from pipeline.words import content_stems

_WORDS = load("measures")
_TIMES, _QUOTED, _MOVES = _WORDS.words("durations"), _WORDS.words("quoted"), _WORDS.words("price_moves")
_FEES, _REGULAR, _ANAPHORS = _WORDS.words("fees"), _WORDS.words("regular_dues"), _WORDS.words("anaphors")
_HOW_OFTEN: dict[str, str] = dict(load("units").table("how_often"))
# A figure farther back than so many is forgotten, lest long texts cost more by the character.
_BACK = 40
# How many sentences back a sum for each year or month may have been told.
_RECALL = 3
# Two prices of one thing in different sentences seldom differ by more; what a market quotes may treble.
_ABOUT_ITS_SIZE, _ABOUT_ITS_QUOTE = Fraction(3, 2), 3
# A price moves by no less of itself than this.
_LEAST_MOVE = Fraction(1, 200)


# A sum with what it is per, and its size.
Told: TypeAlias = tuple[FigureCandidate, str, Fraction]


def price_carried(quantity: Quantity, made: Sequence[tuple[FigureCandidate, DraftFigure]], sentences: Mapping[int, Parsed]) -> str | None:
    """What a sum is per by the sentences before it, where that is printed in its sentence or beside it: grounding asks for no less."""
    per = _carried(quantity, made, sentences)
    number = quantity.candidate.sentence
    near = [sentences[place] for place in (number - 1, number, number + 1) if place in sentences]
    if per is None or any(other.per == per and other.sentence >= number - 1 for other, _ in made[-_BACK:]):
        return per
    said = {stem for sentence in near for stem in content_stems(sentence.text)}
    often = any(_tells_time(token, per) for sentence in near for token in sentence.doc)
    return per if often or set(content_stems(per)) <= said else None


def _carried(quantity: Quantity, made: Sequence[tuple[FigureCandidate, DraftFigure]], sentences: Mapping[int, Parsed]) -> str | None:
    """What a sum is the price of, where one of about its size was: "offers C$18.60 a share in cash. The December bid was C$15.75".

    made: the figures before it, in order. What markets quote ("a barrel", "a share", "a kilo") may be named far back, and a small sum may
    be a step of its price ("lost $1.62"); any other denominator is printed in the sentence or beside it.
    """
    value = size_of(quantity.candidate)
    if value is None:
        return None
    if quantity.kind == "money" and (per := _part_or_more(quantity, value, made)) is not None:
        return per
    if quantity.sentence.doc[max(quantity.inside)].lower_ in ("each", "apiece"):
        return _to_each_of_them(quantity, made)
    if (per := _estimated_otherwise(quantity, made, sentences)) is not None or quantity.kind != "money":
        return per
    told = [
        (other, per, size)
        for other, figure in reversed(made[-_BACK:])
        if (per := other.per or figure.per) is not None
        and (figure.unit or other.unit) == quantity.unit
        and (size := size_of(other)) is not None
    ]
    bound = quantity.candidate.bound
    if (again := next((per for other, per, size in told if size == value and other.bound == bound), None)) is not None:
        return again  # "$120 a year for a home ... So the $120 will creep up"
    if (due := _due_of_one_kind(quantity, [(other, per) for other, per, _ in told], sentences)) is not None:
        return due
    return _quoted(quantity, value, told) or _beside(quantity, value, told, sentences)


def _part_or_more(quantity: Quantity, value: Fraction, made: Sequence[tuple[FigureCandidate, DraftFigure]]) -> str | None:
    """ "It costs £210m a year. Some £40m of that is lost", "It saves £840,000 a year. Another £310,000 would come from fees"."""
    doc, first, last = quantity.sentence.doc, min(quantity.inside), max(quantity.inside)
    behind = [token.lower_ for token in doc[last + 1 : last + 3]]
    part = behind in (["of", "that"], ["of", "it"], ["of", "this"]) or [token.lower_ for token in doc[max(0, first - 3) : first]][-2:] == [
        "of",
        "which",
    ]
    verb = verb_above(quantity.head)
    more = first in (1, 2) and doc[first - 1].lower_ in ("another", "further") and verb is not None and verb.lemma_ in _COMES
    if not part and not more:
        return None
    for other, figure in reversed(made[-_BACK:]):
        size, per = size_of(other), figure.per or other.per
        if quantity.candidate.sentence - other.sentence > 1 or size is None:
            return None
        if (figure.unit or other.unit) == quantity.unit and size > value and (part or per in _TIMES):
            return per if per in _TIMES else None
    return None


# What a further sum does that is like the one before it.
_COMES = frozenset({"come", "save", "go", "flow"})


def _quoted(quantity: Quantity, value: Fraction, told: Sequence[Told]) -> str | None:
    """What a market quotes: "settled at $68.32 a barrel. It touched $81.40 in June and gave back almost $14"."""
    quotes = [(max(value, size) / min(value, size), per, size) for _, per, size in told if per in _QUOTED]
    if not quotes or _has_price_of_its_own(quantity):
        return None
    nearest = min(quotes, key=itemgetter(0))
    if nearest[0] <= _ABOUT_ITS_QUOTE:
        return nearest[1]
    return next((per for _, per, size in quotes if _LEAST_MOVE * size <= value < size), None) if _moves(quantity) else None


def _beside(quantity: Quantity, value: Fraction, told: Sequence[Told], sentences: Mapping[int, Parsed]) -> str | None:
    """ "raised from Tk 9,200 a month. Owners have put Tk 10,500 on the table": of about one size, and what it is per stands beside it."""
    number = quantity.candidate.sentence
    for other, per, size in told:
        far = per in _TIMES and number - other.sentence > _RECALL
        pays = per not in _TIMES and bool(_dues_before(quantity))  # a wage of $21 is paid for no trip
        alike = max(value, size) <= _ABOUT_ITS_SIZE * min(value, size)
        if per not in _QUOTED and alike and not far and not pays and _stands_near(per, number, sentences):
            return per
    return None


def _to_each_of_them(quantity: Quantity, made: Sequence[tuple[FigureCandidate, DraftFigure]]) -> str | None:
    """ "Some 430 families must move. They have been offered £180 each"."""
    subject = next((token.lower_ for token in quantity.sentence.doc if token.dep_ in ("nsubj", "nsubjpass")), "")
    before = [(figure.unit or other.unit) for other, figure in made[-_BACK:] if quantity.candidate.sentence - other.sentence == 1]
    things = [unit for unit in before if unit is not None and kind_of(unit) == "count"]
    return things[0] if things and subject == "they" else None


def _due_of_one_kind(quantity: Quantity, told: Sequence[tuple[FigureCandidate, str]], sentences: Mapping[int, Parsed]) -> str | None:
    """ "wants a minimum wage of Tk 25,000 a month. The current minimum is Tk 12,500": one name of what falls due again and again."""
    dues = _dues_before(quantity)
    for other, per in told:
        size, least = sorted((size_of(quantity.candidate) or 0, size_of(other) or 0), reverse=True)
        said = {token.lemma_.lower() for token in sentences[other.sentence].doc} if other.sentence in sentences else set()
        if per in _TIMES and dues & said and size <= _ABOUT_ITS_QUOTE * least:
            return per
    return None


def _dues_before(quantity: Quantity) -> set[str]:
    doc, first = quantity.sentence.doc, min(quantity.inside)
    return {token.lemma_.lower() for token in doc[max(0, first - _CLAUSE) : first]} & _REGULAR


def _estimated_otherwise(
    quantity: Quantity, made: Sequence[tuple[FigureCandidate, DraftFigure]], sentences: Mapping[int, Parsed]
) -> str | None:
    """ "would save 14 terawatt hours a year. Shopkeepers put the saving at 3", "Our own study puts the figure at €9 million"."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    if first and doc[first - 1].is_quote:
        first -= 1  # "has it at “between €140 million and €190 million”"
    place = first - 2 if first > 1 and doc[first - 1].lower_ != "been" else first - 3
    if place < 0 or doc[first - 1].lower_ not in _ESTIMATES:
        return None
    noun = doc[place]
    named = noun.pos_ == "NOUN" and any(child.lower_ in ("the", "that") for child in noun.lefts)
    it = noun.lower_ == "it" and (noun.i > 0 or doc[first - 1].lower_ == "at")
    if not named and not it:
        return None  # "It was a mile and a half from the creek" opens with another thing; "by 2020 it was 1.3 per cent" goes on
    for other, figure in reversed(made[-_BACK:]):
        back = quantity.candidate.sentence - other.sentence
        if (figure.unit or other.unit) != quantity.unit or not (0 if it else 1) <= back <= _NEXT:
            continue
        said = content_stems(sentences[other.sentence].text) if other.sentence in sentences else ()
        again = not named or noun.lower_ in _ANAPHORS or bool(set(content_stems(noun.text)) & set(said))
        return (other.per or figure.per) if again else None
    return None


# What leads from the name of a quantity to another estimate of it, and within how many sentences.
_ESTIMATES, _NEXT = frozenset({"at", "is", "was", "nearer", "be", "been"}), 2


def _has_price_of_its_own(quantity: Quantity) -> bool:
    """ "Fares would go up by Sh30", behind petrol at Sh171 a litre: its clause names what nobody sells by the litre."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    before = doc[max(0, first - _CLAUSE) : first]
    return any(token.lemma_.lower() in _FEES and token.nbor().lower_ not in ("back", "up") for token in before)  # it "gave back $14"


# So many words before a sum may name what is paid.
_CLAUSE = 8
# Words before and behind a sum within which its clause says that a price moved by it.
_BEFORE, _BEHIND = 4, 3


def _moves(quantity: Quantity) -> bool:
    """ "crude lost $1.62", "65 cents better", "14p below the offer", "cut its forecast by $4": a step from one price to another."""
    doc, first, last = quantity.sentence.doc, min(quantity.inside), max(quantity.inside)
    near = (*doc[max(0, first - _BEFORE) : first], *doc[last + 1 : last + 1 + _BEHIND])
    return any(token.lower_ in _MOVES for token in near)


_EACH = frozenset({"a", "an", "per", "each", "every"})


def _tells_time(token: Token, name: str) -> bool:
    """Whether a word says that something is for each hour, month or year: "a month", "monthly"."""
    return _HOW_OFTEN.get(token.lower_) == name or (token.lower_ == name and token.i > 0 and token.nbor(-1).lower_ in _EACH)


def _stands_near(name: str, number: int, sentences: Mapping[int, Parsed]) -> bool:
    """Whether a denominator is printed in a sentence or beside it."""
    near = [sentences[place] for place in (number - 1, number, number + 1) if place in sentences]
    if name in _TIMES:  # "last year" makes no rate
        return any(_tells_time(token, name) for sentence in near for token in sentence.doc)
    return any(stem in content_stems(sentence.text) for sentence in near for stem in content_stems(name))
