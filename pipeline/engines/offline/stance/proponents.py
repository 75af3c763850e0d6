"""Whose issue it is: who does, made or owns what the article is about is for it, and who strikes is for the strike."""

from collections.abc import Iterable, Sequence

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.stance.holders import Side, actors_at, decides, holder_name
from pipeline.engines.offline.stance.issues import Issues
from pipeline.engines.offline.stance.judgement import subject_of_judgement
from pipeline.engines.offline.stance.predicates import is_open
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load

_WORDS = load("stance")
_VOTING = _WORDS.words("voting")
_DOING, _SUFFERED, _HOLLOW = _WORDS.words("doing"), _WORDS.words("suffered"), _WORDS.words("hollow")
# Sentences in which an act may be what the article is about.
_LEAD = 8
_UNIONS = frozenset({"union", "unions"})


def proponents_sides(parsed: Sequence[Parsed], names: Names, issues: Issues, text: str) -> Iterable[Side]:
    """Sides of those behind the topic. Nothing where the topic is of no kind that somebody can be behind."""
    if not issues.is_known:
        return
    strikers = list(_strikers(parsed, names, issues, text))
    yield from strikers
    for place, sentence in enumerate(parsed if not strikers else []):
        for token in sentence.doc:
            head = None if sentence.quoted[token.i] else _does(token, issues, in_lead=place < _LEAD) or _owns(token, issues)
            for actor in actors_at(head, sentence, names) if head is not None else []:
                if not decides(actor, token) and actor.name.lower().split()[-1] not in _VOTING:
                    yield Side(holder_name(actor, text), issues.topic, "supports", sentence.id, "behind-it", weak=True)


def _strikers(parsed: Sequence[Parsed], names: Names, issues: Issues, text: str) -> Iterable[Side]:
    """The unions that speak or act in a report of a strike."""
    for sentence in parsed if issues.key == "strike" else []:
        for token in sentence.doc:
            if token.dep_ != "nsubj" or sentence.quoted[token.i]:
                continue
            for actor in actors_at(token, sentence, names):
                if _UNIONS & set(actor.holder.lower().split()) and " of " not in actor.holder:
                    yield Side(holder_name(actor, text), issues.topic, "supports", sentence.id, "strikers", weak=True)


def _does(verb: Token, issues: Issues, *, in_lead: bool) -> Token | None:
    """Who does the topic ("agreed to reopen the crossing"), or makes it ("will build the plant")."""
    if verb.pos_ != "VERB" or is_open(verb) or any(child.dep_ in ("neg", "nsubjpass", "auxpass") for child in verb.children):
        return None
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    made = thing is not None and verb.lemma_.lower() in _DOING and thing.pos_ in ("NOUN", "PROPN") and issues.is_topic(thing)
    return subject_of_judgement(verb) if made or (in_lead and issues.is_topic(verb)) else None


def _owns(noun: Token, issues: Issues) -> Token | None:
    """Whose the topic is ("the council's plan"), or the decision to do it ("the decision of the railway to withdraw the trains")."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    decided = noun.lemma_.lower() in _HOLLOW and any(child.dep_ in ("acl", "relcl") and issues.is_topic(child) for child in noun.rights)
    if not decided and (issues.key in _SUFFERED or not issues.is_topic(noun)):
        return None
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if decided:
        owners += [owner for child in noun.rights if child.lower_ == "of" for owner in child.children if owner.dep_ == "pobj"]
    return next((owner for owner in owners if owner.pos_ in ("NOUN", "PROPN")), None)
