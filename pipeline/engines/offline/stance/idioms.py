"""Idioms of taking a side ("poured cold water on the tax", "gave it short shrift"), and verdicts on a subject ("it does not add up").

They are matched word by word, by lemma, since a parser reads the words of an idiom as if they were meant.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from pipeline.engines.offline.syntax.tokens import Token
from pipeline.labels import Polarity
from pipeline.lexicons import load

_WORDS = load("idioms")
_SLOT = "_"
_SIDES: tuple[Polarity, ...] = ("supports", "opposes", "neutral", "mixed")
# Between two words of an idiom.
_FILLERS = frozenset({"DET", "ADJ", "ADV", "PRON", "PART"})
_MOST_FILLERS, _MOST_OF_THING = 3, 7
# The words of the longest idiom, with all that may stand between them.
_REACH = 40
_THINGS = ("NOUN", "PROPN", "PRON")
# They turn an idiom into another one.
_NO_FILLERS = frozenset({"no", "little", "not", "never", "n't", "n’t", "neither"})
_TOO_LITTLE = frozenset(_WORDS.table("verdicts")["too_little"])

Group: TypeAlias = Literal["sides", "verdicts"]


class Idiom(NamedTuple):
    """An idiom in a sentence: its side, and the token that heads its thing; None where it has no place for one."""

    polarity: Polarity
    thing: Token | None


class _Entry(NamedTuple):
    label: str
    words: tuple[str, ...]
    fixed: frozenset[str]


def idiom_at(verb: Token) -> Idiom | None:
    """The idiom that a verb opens, the longest first."""
    for label, words in _candidates("sides", verb):
        found = _match(verb.doc, verb.i + 1, words)
        if found is not None:
            return Idiom(next(side for side in _SIDES if side == label), found[0] if found else None)
    return None


def verdict_at(verb: Token) -> Polarity | None:
    """What a verb with its words says of its subject, negation counted: "would do more harm than good", "is too costly"."""
    negated = is_negated(verb)
    for label, words in _candidates("verdicts", verb):
        if _match(verb.doc, verb.i + 1, words, past_negation=True) is None:
            continue
        if label == "wanting":
            return "supports" if negated else None
        return "supports" if (label == "supports") != negated else "opposes"
    quality = next((child for child in verb.children if child.dep_ == "acomp"), None)
    if verb.lemma_ != "be" or quality is None or not any(child.lower_ == "too" for child in quality.children):
        return None
    if any(child.dep_ in ("xcomp", "ccomp") for child in quality.children):
        return None  # "it is too early to say"
    return "supports" if (quality.lower_ in _TOO_LITTLE) != negated else "opposes"


def is_negated(verb: Token) -> bool:
    """ "does not back", "never backed", "no longer backs", "was not impressed" (the parser hangs "not" on either word)."""
    own = [*verb.children, *(word for child in verb.children if child.dep_ == "acomp" for word in child.children)]
    return any(child.dep_ == "neg" or child.lower_ == "never" or _is_no_longer(child) for child in own)


def _is_no_longer(word: Token) -> bool:
    return word.lower_ == "longer" and any(child.lower_ == "no" for child in word.children)


def _candidates(group: Group, verb: Token) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The label and the words of each idiom whose words all stand somewhere behind a verb."""
    entries = _entries(group).get(verb.lemma_.lower())
    if entries is None:
        return
    behind = verb.doc[verb.i + 1 : verb.i + 1 + _REACH]
    near = {token.lower_ for token in behind} | {token.lemma_.lower() for token in behind}
    for label, words, fixed in entries:
        if fixed <= near:
            yield label, words


@cache
def _entries(group: Group) -> dict[str, list[_Entry]]:
    """The idioms by the lemma of their verb, the longest first."""
    entries: dict[str, list[_Entry]] = {}
    for label, phrases in _WORDS.table(group).items():
        for phrase in phrases if label != "too_little" else ():
            verb, *words = phrase.split()
            entries.setdefault(verb, []).append(_Entry(label, tuple(words), frozenset(words) - {_SLOT}))
    for own in entries.values():
        own.sort(key=lambda entry: -len(entry.words))
    return entries


def _match(doc: Sequence[Token], at: int, words: Sequence[str], *, past_negation: bool = False) -> tuple[Token, ...] | None:
    """The token of the thing, as a tuple that is empty for an idiom without one; None where the words do not follow."""
    thing: tuple[Token, ...] = ()
    for number, word in enumerate(words):
        inside = number > 0 and words[number - 1] == _SLOT  # the words of the thing stand before this one
        if word == _SLOT:
            continue
        place = _next(doc, at, word, any_words=inside, past_negation=past_negation)
        if place is None:
            return None
        if inside:
            nouns = [token for token in doc[at:place] if (token.pos_ in _THINGS and token.tag_ != "PRP$") or token.tag_ == "VBG"]
            if not nouns:
                return None
            thing = (nouns[-1],)
        at = place + 1
    if words and words[-1] == _SLOT:
        head = _head_from(doc, at)
        return (head,) if head is not None else None
    return thing


def _next(doc: Sequence[Token], at: int, word: str, *, any_words: bool, past_negation: bool) -> int | None:
    """Where a word of an idiom stands: from a place on, with nothing but fillers before it, or with any words of one phrase."""
    for place in range(at, min(at + (_MOST_OF_THING if any_words else _MOST_FILLERS) + 1, len(doc))):
        token = doc[place]
        if token.lower_ == word or token.lemma_.lower() == word:
            return place
        if any_words and token.pos_ != "PUNCT":
            continue
        if token.pos_ not in _FILLERS or (token.lower_ in _NO_FILLERS and not (past_negation and token.dep_ == "neg")):
            return None
    return None


def _head_from(doc: Sequence[Token], at: int) -> Token | None:
    """The noun that heads the phrase that starts at a place."""
    if at >= len(doc):
        return None
    head = doc[at]
    while head.head.i != head.i and head.head.left_edge.i >= at and head.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        head = head.head
    return head if head.pos_ in _THINGS or head.tag_ == "VBG" else None
