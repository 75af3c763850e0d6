"""What judges in a sentence: verbs and phrases with which somebody is for or against a thing. Grammar only: no names, no article.

The forms: a verb with its object ("backed the tax"), with a preposition ("voted against the tax", "hit out at the tax"), a wish with its
clause ("wants the tax scrapped"), a passive ("a tax opposed by shops"), a noun of support or opposition ("voiced concern about the tax",
"the objections of shops"), how somebody is about a thing ("is critical of the tax"), and idioms ("saw no reason to change it", "sided
with the shops"). Negation and verbs of refusal turn a side round. Forms of one kind are a module each: prepositions, wishes, campaigning,
dispositions, idioms; here is what is left of verbs, and the order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.engines.offline.names.actors import as_owner
from pipeline.engines.offline.stance.campaigning import beside, brought, by_challenge, by_permission, by_petition, in_protest, tries
from pipeline.engines.offline.stance.deeds import deed, phrase
from pipeline.engines.offline.stance.dispositions import (
    SEEMING,
    by_attitude,
    by_feeling,
    by_mood,
    by_owned_noun,
    by_rebuttal,
    by_role,
    by_voiced_noun,
    sees_how,
    sees_no_reason,
)
from pipeline.engines.offline.stance.idioms import idiom_at, is_negated
from pipeline.engines.offline.stance.judgement import ACTORS, TURN, Judgement, about, is_none, polarity_of, subject_of_judgement
from pipeline.engines.offline.stance.prepositions import by_preposition, by_vote
from pipeline.engines.offline.stance.undoing import undoes, unless_undoing
from pipeline.engines.offline.stance.wishes import is_wished, wish
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.labels import Polarity
from pipeline.lexicons import load

_WORDS = load("stance")
_DISLIKE = _WORDS.words("dislike")
_DUTY_FOR = _WORDS.words("duty_for")
_LIKE = _WORDS.words("like")
_NO_TARGETS = _WORDS.words("no_targets")
_PROPOSING = _WORDS.words("proposing")
_REVERSE = _WORDS.words("reverse")
_UNITS = _WORDS.words("units")
_WISHES = _WORDS.words("wishes")
# Verbs of speech and will whose object is whoever is spoken to.
_ADDRESSING = frozenset({"ask", "call", "urge", "invite", "warn", "press", "hope", "lobby", "petition", "push", "insist", "campaign"})
_BLAMING = frozenset({"blame", "accuse"})
_ACCUSING = frozenset({"accuse", "blame", "condemn", "criticise", "criticize", "denounce", "attack"})


def judgements(doc: Sequence[Token]) -> Iterable[Judgement]:
    """All sides that are taken in a sentence, in order. A question takes none."""
    if doc[-1].text == "?":
        return
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and (told := _by_idiom(token)) is not None:
            found: Judgement | None = told
        elif token.pos_ == "VERB":
            found = _by_agent(token) or _by_verb(token) or (by_attitude(token) if token.lemma_ in SEEMING else None)
        elif token.pos_ == "AUX" and token.lemma_ in ("be", *SEEMING):
            found = by_attitude(token)
        elif token.pos_ == "NOUN":
            found = by_owned_noun(token) or by_role(token)
        elif token.pos_ == "ADJ" and token.dep_ in ("advcl", "acl"):
            found = by_mood(token)
        else:
            found = None
        # Last, since it looks at all that stands above and below: few tokens judge.
        if found is None or is_open(token) or _takes_neither(token):
            continue
        if (turned := _turned(found)) is not None:
            yield turned


def is_open(verb: Token) -> bool:
    """Inside "whether" or "if" nothing is said to be so, nor of what may or must be ("must approve any move")."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    able = helpers & {"could", "can", "ca"} and not helpers & {"not", "n't", "n’t", "never"}
    if helpers & {"may", "might", "must"} or (able and verb.lemma_ not in ("see", "live", "understand")):
        return True  # "could not accept it", "can see the sense in it" are said for sure
    if is_wished(verb):
        return True
    for _ in range(6):
        if any(child.dep_ == "mark" and child.lower_ in ("whether", "if", "unless") for child in verb.children):
            return True
        if verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def _turned(found: Judgement) -> Judgement | None:
    """Not to be for a thing is to be against it; not to be against it is no side, and to refuse to be is to decline one."""
    verb, above = found.verb, found.verb.head
    negated = is_negated(verb)
    refused = verb.dep_ in ("xcomp", "ccomp", "pcomp", "dobj") and above.i != verb.i and above.lemma_.lower() in _REVERSE
    above_negated = verb.dep_ in ("xcomp", "ccomp") and any(child.dep_ == "neg" for child in above.children)
    # "wants no change"
    nothing = verb.pos_ == "VERB" and found.thing is not None and found.rule.startswith("verb-") and is_none(found.thing)
    if (negated + refused + above_negated + nothing) % 2 == 0:
        return found
    if found.rule.startswith("proposes") or found.polarity not in TURN:
        return None  # "did not abstain" tells no side
    if found.polarity == "opposes":
        return replace(found, polarity="neutral") if refused else None
    if nothing and found.thing is not None and found.thing.lemma_ == "change" and about(found.thing) is None:
        return replace(found, thing=None, polarity="opposes", firm=False)  # "wants no change"
    return replace(found, polarity=TURN[found.polarity])


def _takes_neither(verb: Token) -> bool:
    """ "neither for nor against it", "will neither back nor oppose it": no side is taken."""
    near = {word.lower_ for word in verb.doc[max(0, verb.i - 4) : verb.i + 8]}
    return {"neither", "nor"} <= near


def _by_idiom(verb: Token) -> Judgement | None:
    """ "poured cold water on the tax", "gave it short shrift", "is having none of it"."""
    found = idiom_at(verb)
    if found is None or (found.thing is not None and found.thing.lemma_.lower() in _NO_TARGETS):
        return None
    return Judgement(verb, subject_of_judgement(verb), found.thing, found.polarity, f"idiom-{verb.lemma_.lower()}", firm=False)


def _by_agent(verb: Token) -> Judgement | None:
    """ "the tax was condemned by shops", "a bill sponsored by Roe"."""
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    holder = next((child for child in agent.children if child.dep_ == "pobj"), None) if agent is not None else None
    lemma = verb.lemma_.lower()
    polarity = polarity_of(lemma) or ("supports" if lemma in _PROPOSING else None)
    thing = verb.head if verb.dep_ in ("acl", "relcl") else next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    if holder is not None and thing is not None and brought(verb, thing):
        return Judgement(verb, holder, None, "opposes", "challenges", firm=False)  # "the case was brought by shops"
    if holder is None or polarity is None or thing is None:
        return None
    return Judgement(verb, holder, thing, polarity, f"by-{lemma}", firm=polarity_of(lemma) is not None)


def _by_verb(verb: Token) -> Judgement | None:
    if verb.tag_ == "VBN" and any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return by_attitude(verb)
    forms = (
        by_rebuttal,
        sees_no_reason,
        sees_how,
        beside,
        tries,
        by_permission,
        by_challenge,
        by_preposition,
        by_vote,
        by_voiced_noun,
        by_petition,
        in_protest,
        _by_object,
        _by_mild_verb,
        by_feeling,
    )
    return next((found for form in forms if (found := form(verb)) is not None), None)


def _by_object(verb: Token) -> Judgement | None:
    lemma = verb.lemma_.lower()
    polarity = polarity_of(lemma)
    clause = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp")), None)
    would_like = lemma == "like" and any(child.lower_ in ("would", "’d", "'d") for child in verb.children)
    if clause is not None and (
        lemma in _WISHES or would_like or (lemma == "ask" and (undoes(clause) or clause.lemma_.lower() in _DUTY_FOR))
    ):
        return wish(verb, clause)
    if polarity is None:
        return None
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is None or thing.lemma_.lower() in _NO_TARGETS or lemma in _ADDRESSING:
        return None
    if thing.lemma_.lower() in _UNITS and lemma not in _WISHES:  # "hailed thirty days of quiet"
        return Judgement(verb, subject_of_judgement(verb), None, polarity, f"verb-{lemma}", firm=False)
    if lemma in _BLAMING and thing.pos_ != "PROPN" and thing.lemma_.lower() not in ACTORS:
        return None  # "blamed weak demand" tells a cause.
    if thing.pos_ == "PRON" and lemma in ("dispute", "question"):
        return None
    if done := _deed_or_need(verb, thing):
        return Judgement(verb, subject_of_judgement(verb), thing, polarity, f"verb-{lemma}", done)
    if thing.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    return unless_undoing(Judgement(verb, subject_of_judgement(verb), thing, polarity, f"verb-{lemma}"))


def _by_mild_verb(verb: Token) -> Judgement | None:
    """Proposing, liking and fearing are sides where their object is an issue."""
    lemma = verb.lemma_.lower()
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is None or thing.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    if lemma in _PROPOSING:
        return unless_undoing(Judgement(verb, subject_of_judgement(verb), thing, "supports", f"proposes-{lemma}", firm=False))
    polarity: Polarity | None = "supports" if lemma in _LIKE else "opposes" if lemma in _DISLIKE else None
    return Judgement(verb, subject_of_judgement(verb), thing, polarity, f"verb-{lemma}", firm=False) if polarity else None


def _deed_or_need(verb: Token, thing: Token) -> str:
    """ "accused Beijing of helping Russia": Beijing's helping Russia. "stressed the need to step up support": support."""
    of = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("of", "for")), None)
    done = next((child for child in of.children if child.dep_ == "pcomp"), None) if of is not None else None
    if done is not None and verb.lemma_.lower() in _ACCUSING:
        return f"{as_owner(phrase(thing))} {deed(done.subtree)}"
    if verb.lemma_.lower() == "accuse" and (charge := _charge(verb, thing)) is not None:
        return f"{as_owner(phrase(thing).split(' of ')[0])} {phrase(charge)}"
    needed = next((child for child in thing.children if child.dep_ in ("acl", "relcl")), None)
    if thing.lemma_.lower() in ("need", "importance", "right", "call", "demand") and needed is not None:
        inner = next((child for child in needed.children if child.dep_ == "dobj"), None)
        return phrase(inner) if inner is not None else ""
    return ""


def _charge(verb: Token, thing: Token) -> Token | None:
    """ "accused the firm of corruption": the parser hangs the charge on the verb or on whoever is accused."""
    of = (child for word in (verb, thing) for child in word.rights if child.dep_ == "prep" and child.lower_ == "of")
    return next((noun for prep in of for noun in prep.children if noun.dep_ == "pobj"), None)
