"""Verbs of speech that say nothing: "continued their strike", "declared himself bankrupt", "the trip suggests that", "all told"."""

from typing import Any

from pipeline.engines.offline.actors import Actor
from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.speech import SPEAKERS, is_past, is_text, opens_clause
from pipeline.lexicons import load

_WORDS = load("speech")
_SAY, _SAY_THAT, _MANNER = _WORDS.words("say"), _WORDS.words("say_that"), _WORDS.words("manner")
TELLING_SOMEBODY = frozenset({"tell", "inform", "assure", "brief", "remind"})
# "The agents continued their strike" is no speech.
_GOING_ON = frozenset({"continue", "begin", "conclude", "repeat", "add", "finish", "start", "end", "offer", "claim"})
# What things do as well as people: "the trip suggests that".
_SEEMING = frozenset({"suggest", "indicate", "hint", "signal", "confirm", "prove", "demonstrate", "imply", "explain"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"})
_LITTLE = frozenset({"nothing", "little", "much", "anything", "so", "more"})


def is_no_speech(verb: Any, subject: Any, source: Actor, sentence: Parsed) -> bool:
    """ "continued their strike", "declared himself bankrupt", "three names mentioned as nominees", "the trip suggests that": no speech."""
    lemma = verb.lemma_.lower()
    helped = any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    if verb.tag_ == "VBN" and not helped and not is_past(verb) and (verb.dep_ == "acl" or _word_behind(verb) == "as"):
        return True
    things = [child for child in verb.rights if child.dep_ in ("dobj", "xcomp", "nsubj") and not sentence.quoted[child.i]]
    if lemma in _SAY_THAT and lemma not in _SAY and lemma not in _MANNER and any(child.dep_ == "dobj" for child in things):
        return not any(child.dep_ == "ccomp" for child in verb.rights)  # "hold caucuses", "accepts the offer"
    marked = verb.dep_ == "advcl" and any(child.dep_ == "mark" for child in verb.lefts)
    if marked and lemma not in TELLING_SOMEBODY and any(child.dep_ == "dobj" for child in things):
        return True  # "since she announced her candidacy, here we are"
    if lemma == "tell" and subject.lower_ == "all":
        return True  # "all told, they raised 4 million"
    little = any(child.dep_ == "dobj" and child.lower_ in _LITTLE for child in things)
    clause = any(child.dep_ == "ccomp" for child in verb.rights) or (opens_clause(verb) and not little)
    if lemma == "say" and not clause and not any(sentence.quoted[verb.i :]) and any(child.dep_ == "dobj" for child in things):
        return True  # "would say nothing of it"
    if lemma == "report" and not clause and not any(sentence.quoted) and _only_reports(verb, things):
        return True
    if lemma == "add" and any(child.dep_ == "prep" and child.lower_ == "to" for child in verb.rights) and not any(sentence.quoted):
        return True  # "won the state, adding to her lead"
    if lemma in _GOING_ON and any(child.dep_ != "nsubj" and child.tag_ != "VBG" for child in things):
        return True
    thing = subject.pos_ == "NOUN" and source.kind == "institution" and not is_text(subject) and subject.lemma_.lower() not in SPEAKERS
    return (lemma in _SEEMING and thing) or _word_behind(verb) in REFLEXIVE


def _word_behind(verb: Any) -> str:
    return str(verb.doc[verb.i + 1].lower_) if verb.i + 1 < len(verb.doc) else ""


def _only_reports(verb: Any, things: list[Any]) -> bool:
    """ "people can flag and report posts", "He has reported from every debate"."""
    if any(child.dep_ == "dobj" for child in things):
        return bool(verb.tag_ == "VB")
    return any(child.dep_ == "prep" and child.lower_ in ("from", "on", "to", "for") and child.i == verb.i + 1 for child in verb.rights)
