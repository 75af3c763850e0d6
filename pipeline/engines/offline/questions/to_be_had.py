"""Where a verb says that something is still to be had or done: approval that a deal needs, a permit sought, a body asked to act, a thing
left until later, an inquiry that is not finished.

`coming` finds what is to come in other words; `outcomes` makes the question of both.
"""

from pipeline.engines.offline.questions.openings import is_negated
from pipeline.engines.offline.questions.wording import asked_clause
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("questions")
_APPROVALS, _SOUGHT, _SEEKING = _WORDS.words("approvals"), _WORDS.words("sought"), _WORDS.words("seeking")
_SETTLED, _ASKED_BODIES = _WORDS.words("settled"), _WORDS.words("asked_bodies")
_LEFT_SO, _UNFINISHED = _WORDS.words("left_so"), _WORDS.words("unfinished")
EVENT_NOUNS = frozenset(noun for nouns in _WORDS.table("events").values() for noun in nouns)
NEEDS_APPROVAL, SEEKS, ASKED_TO, NOT_GRANTED, UNFINISHED = "needs approval", "seeks", "asked to", "not yet granted", "not finished"
LEFT_SO, LEFT_OVER = "leaves unsettled", "left until later"


def still_to_be_had(verb: Token) -> str:
    """What a verb says is still to be had or done: approval that a deal needs, a permit sought, a thing left until later; else ""."""
    lemma = verb.lemma_.lower()
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    noun = thing.lemma_.lower() if thing is not None else ""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if lemma in ("need", "require") and noun in _APPROVALS and _is_now(verb, helpers) and not _is_rule(verb, helpers):
        return NEEDS_APPROVAL
    if lemma in _SEEKING and noun in _SOUGHT and verb.tag_ == "VBG" and helpers & {"is", "are", "been"} and not is_negated(verb):
        return SEEKS
    if lemma in ("ask", "petition", "request") and noun in _ASKED_BODIES and _asks_to_act(verb, helpers):
        return ASKED_TO
    if lemma in _SETTLED and "been" in helpers and helpers & {"has", "have"} and _has_none(verb):
        return NOT_GRANTED
    if lemma == "leave" and _is_left(verb, helpers):
        return LEFT_OVER
    if lemma == "leave" and any(word.lower_ in _LEFT_SO for word in verb.subtree) and asked_clause(verb) is not None:
        return LEFT_SO
    if is_of_event(verb) and verb.tag_ in ("VBZ", "VBP", "VBN") and _is_unfinished(verb, helpers):
        return UNFINISHED
    return ""


def _is_now(verb: Token, helpers: set[str]) -> bool:
    """Whether a verb is not of the past: "needs", "would need", "will need"."""
    return not is_negated(verb) and (verb.tag_ in ("VBZ", "VBP") or bool(helpers & {"will", "would", "’ll", "'ll", "must"}))


def _is_rule(verb: Token, helpers: set[str]) -> bool:
    """ "Visitors need permission to fish", "Any player who travels needs clearance": so for everybody, and no one thing is to be had."""
    subject = subject_of(verb)
    if subject is None or helpers:
        return False  # "Any deal would need approval"
    bare = subject.tag_ == "NNS" and not any(child.dep_ in ("det", "poss", "nummod") for child in subject.children)
    return bare or subject.left_edge.lower_ in ("any", "every", "each", "all")


def _asks_to_act(verb: Token, helpers: set[str]) -> bool:
    """ "have asked the government to end the ban"."""
    act = any(child.dep_ in ("xcomp", "ccomp") and child.tag_ == "VB" for child in verb.children)
    return act and bool(helpers & {"has", "have"}) and not is_negated(verb)


def _has_none(verb: Token) -> bool:
    """Whether nothing of a verb has been done: "neither has been granted", "has not been signed"; not "not awarded since 1998"."""
    return is_negated(verb) and subject_of(verb) is not None and not any(child.lower_ == "since" for child in verb.children)


def _is_left(verb: Token, helpers: set[str]) -> bool:
    """ "has been left until the autumn", "Left for another day was a tax cut"; not "Lena Ott left until Monday"."""
    if verb.tag_ != "VBN" or (verb.i > 0 and not helpers & {"been", "is", "are", "was", "were"}):
        return False
    later = [child for child in verb.children if child.lower_ in ("until", "till", "for") and child.dep_ in ("prep", "mark")]
    if any([word.lower_ for word in child.subtree][1:] == ["last"] for child in later):
        return False  # "had been left until last"
    return any(child.lower_ != "for" or any(word.lower_ in ("another", "later") for word in child.subtree) for child in later)


def _is_unfinished(verb: Token, helpers: set[str]) -> bool:
    """ "The inquiry is not finished", "the audit has not been completed"."""
    if verb.lemma_ in ("finish", "complete"):
        return any(child.dep_ == "neg" for child in verb.children) and bool(helpers & {"is", "are", "has", "have", "been"})
    if verb.lemma_ != "be" or not any(child.dep_ == "neg" for child in verb.children):
        return False
    return any(child.lower_ in _UNFINISHED for child in verb.children)


def is_of_event(verb: Token) -> bool:
    """Whether the subject of a verb is a talk, a hearing or another event with an outcome."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    return subject is not None and subject.lemma_.lower() in EVENT_NOUNS
