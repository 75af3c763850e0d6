"""Wishes as sides: "wants the tax scrapped", "urged MPs to vote against it", "asked that it go to arbitration"."""

from dataclasses import replace

from pipeline.engines.offline.stance.deeds import COMMENTING, after, deed, gerund, phrase
from pipeline.engines.offline.stance.judgement import Judgement, is_actor, right_of, subject_of_judgement
from pipeline.engines.offline.stance.prepositions import by_preposition, by_vote
from pipeline.engines.offline.stance.undoing import undoes
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load

_WORDS = load("stance")
_NO_TARGETS = _WORDS.words("no_targets")
_UNITS = _WORDS.words("units")
_WISHES = _WORDS.words("wishes")
# Verbs of will: a clause without a subject of its own is what whoever wills would do.
_OWN_WILL = frozenset({"want", "plan", "promise", "pledge", "vow", "hope", "hop", "seek", "like"})
# Acts that everybody wants or does not want to do; they name no issue.
COMMON_DEEDS = frozenset({"talk", "know", "say", "go", "be", "have", "make", "do", "get", "come", "think", "tell", "give", "take", "hear"})
# To want a thing so is to be for the thing.
_HAVING = frozenset(
    {"adopt", "pass", "approve", "implement", "introduce", "keep", "build", "ratify", "fund", "finish", "sign", "enact", "make", "take"}
    | {"preserve", "save", "protect", "extend", "expand", "complete", "deliver", "back", "support", "restore", "reinstate", "include"}
)
_SECOND_THOUGHTS = frozenset({"think", "rethink", "reconsider"})
# What is asked of those who could do something, without a word of what.
_STEPPING_IN = frozenset({"step", "act", "intervene", "help"})


def is_wished(verb: Token) -> bool:
    """Whether somebody else wants it done ("hope that Europe will press China", "urge the president to veto it")."""
    own = any(child.dep_ == "nsubj" for child in verb.children) or any(
        child.dep_ == "dobj" and child.i < verb.i for child in verb.head.children
    )
    return own and verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_.lower() in _WISHES


def wish(verb: Token, clause: Token) -> Judgement | None:
    """The target of a wish: its object, or what it would undo ("wants the tariff suspended")."""
    inner = next((child for child in clause.children if child.dep_ == "dobj"), None)
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if (judged := by_preposition(clause) or by_vote(clause)) is not None and verb.lemma_ != "call":
        # "urged MPs to vote against the tax"
        return replace(judged, verb=verb, holder=subject_of_judgement(verb), rule=f"verb-{verb.lemma_.lower()}")
    if verb.lemma_ == "call" and not any(child.lower_ in ("on", "upon", "for") for child in verb.children):
        return None
    wish = Judgement(verb, subject_of_judgement(verb), clause, "supports", f"verb-{verb.lemma_.lower()}", act=clause)
    if clause.lemma_.lower() in _SECOND_THOUGHTS:  # "urged the council to think again"
        return replace(wish, thing=None, polarity="opposes", firm=False, act=None)
    own = clause.dep_ == "xcomp" and subject is None and verb.lemma_.lower() in _OWN_WILL
    if undoes(clause) and (inner is not None or subject is not None):
        return replace(wish, thing=inner if inner is not None else subject, polarity="opposes")
    if own and (verb.lemma_ != "want" or clause.lemma_.lower() in COMMON_DEEDS or inner is None):
        return replace(wish, wording=after(clause), firm=False)
    if inner is not None and inner.lemma_.lower() not in _NO_TARGETS | _UNITS:
        return replace(wish, thing=inner, wording=after(clause) if own and clause.lemma_ != "see" else "")
    if subject is not None and (moved := _moved(verb, clause, subject)):
        return replace(wish, wording=moved)  # "wants the supply moved to the evening"
    if subject is not None and clause.tag_ == "VBN":
        return replace(wish, thing=subject)
    words = [token for token in clause.subtree if not (token.lower_ == "to" and token.head.i == clause.i)]
    if clause.lemma_ == "go" and (end := right_of(clause, ("to", "into", "for"))) is not None:
        return replace(wish, thing=end)  # "wants it to go to arbitration"
    if clause.lemma_.lower() in _STEPPING_IN and subject is not None and is_actor(subject):
        return replace(wish, thing=None, firm=False)  # "wants the government to step in"
    if inner is None and subject is not None and subject.pos_ in ("NOUN", "PROPN") and clause.tag_ == "VB":
        return replace(wish, thing=subject)  # "demanded that procurement begin at once"
    if subject is not None and clause.tag_ in ("VBZ", "VBP", "VBD", "VBG"):
        return None  # "hopes you are able to find it", "hopes the voters are watching": no thing that one can be for
    named = any(token.pos_ in ("NOUN", "PROPN") for token in words)
    return replace(wish, wording=deed(words)) if clause.lemma_.lower() not in COMMON_DEEDS and named else None


def _moved(verb: Token, clause: Token, subject: Token) -> str:
    """What a wish would do to a thing, where that is more than to have it: "moving the supply to the evening"."""
    # "wants" takes no finite clause, so a past form under it is a participle.
    participle = clause.tag_ == "VBN" or (clause.tag_ == "VBD" and verb.lemma_.lower() in ("want", "like"))
    active = not participle or any(child.dep_ == "aux" for child in clause.children)
    if active or subject.pos_ != "NOUN" or clause.lemma_.lower() in _HAVING:
        return ""
    rest = (
        child
        for child in clause.rights
        if child.dep_ in ("prep", "prt", "oprd", "advmod", "xcomp") and child.lower_ not in COMMENTING - {"until", "after", "before"}
    )
    return f"{gerund(clause.lemma_.lower())} the {phrase(subject)} {deed(token for child in rest for token in child.subtree)}".strip()
