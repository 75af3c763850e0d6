"""One side taken in a sentence: who judges, what is judged, and the words that both are read from."""

from dataclasses import dataclass

from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.labels import Polarity
from pipeline.lexicons import load

_WORDS = load("stance")
ACTORS = _WORDS.words("collectives") | load("speech").words("people") | load("names").words("bodies")
_SUPPORT, _OPPOSE = _WORDS.words("support"), _WORDS.words("oppose")
_SUPPORT_NOUNS, _OPPOSE_NOUNS = _WORDS.words("support_nouns"), _WORDS.words("oppose_nouns")
TURN: dict[Polarity, Polarity] = {"supports": "opposes", "opposes": "supports"}
# The rule of those who side with somebody: their side is that one's.
BESIDE = "beside"
_TOLD_OF = frozenset({"understand", "believe", "think", "say", "report", "know", "expect", "rumour", "rumor"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """One side taken: by the token that heads who judges (None: nobody is named), on the token that heads what is judged.

    thing: None for the issue at hand. wording: the words of a thing that is a deed rather than a noun. firm: whether the thing is an issue
    by what is done to it alone; where not, only nouns that name issues count. act: the verb of what is wished for ("wants to close it") or
    of what a plan would undo.
    """

    verb: Token
    holder: Token | None
    thing: Token | None
    polarity: Polarity
    rule: str
    wording: str = ""
    firm: bool = True
    act: Token | None = None


def is_none(noun: Token) -> bool:
    """ "no change"."""
    return any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children)


def subject_of_judgement(verb: Token) -> Token | None:
    """Who judges. Where the parser gives two subjects ("the charity Open Door backs"), the nearest is the name."""
    own = [child for child in verb.lefts if child.dep_ == "nsubj"]
    subject = own[-1] if own else subject_of(verb)
    if subject is None or (subject.dep_ == "nsubjpass" and not _is_told_of(verb)):
        return None
    if subject.tag_ not in ("WP", "WDT") or subject.head.dep_ != "relcl":
        return subject
    named = subject.head.head
    # "Sue Latham, one of the two who voted in favour"
    if named.dep_ == "pobj" and named.head.lower_ == "of" and named.head.head.lower_ == "one" and named.head.head.dep_ == "appos":
        return named.head.head.head
    return named


def _is_told_of(verb: Token) -> bool:
    """ "the agency is understood to favour it": what others say that somebody does."""
    return verb.dep_ == "xcomp" and verb.head.tag_ == "VBN" and verb.head.lemma_.lower() in _TOLD_OF


def polarity_of(lemma: str) -> Polarity | None:
    """The side of a verb by itself: "back" for, "slam" against its object."""
    return "supports" if lemma in _SUPPORT else "opposes" if lemma in _OPPOSE else None


def right_of(verb: Token, prepositions: tuple[str, ...]) -> Token | None:
    """What stands behind one of some prepositions to the right of a verb."""
    return next((thing for child in verb.rights if child.lower_ in prepositions for thing in child.children), None)


def noun_polarity(noun: Token) -> Polarity | None:
    """The side of a noun: "backing" for, "concern" against what it is about."""
    lemma = noun.lemma_.lower()
    return "supports" if lemma in _SUPPORT_NOUNS else "opposes" if lemma in _OPPOSE_NOUNS else None


def about(noun: Token) -> Token | None:
    """What a noun or an adjective is about: "concern over the tax" the tax."""
    return next(
        (
            thing
            for child in noun.children
            if child.dep_ == "prep" and child.lower_ in ("to", "about", "over", "for", "with", "at", "on", "of", "against")
            for thing in child.children
            if thing.dep_ in ("pobj", "pcomp")
        ),
        None,
    )


def is_actor(noun: Token) -> bool:
    """Whether a noun is of somebody who could do something: a name, a person, a body."""
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in ACTORS
