"""What lacks proof, as questions ("has not presented proof that it was crossed": Was it crossed?)."""

import re
from collections.abc import Sequence

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.questions.contradictions import said_before
from pipeline.engines.offline.questions.openings import Place
from pipeline.engines.offline.questions.wording import (
    EMPTY,
    OF_SPEAKER,
    ask,
    inside,
    is_it_true,
    lowered,
    name_of,
    plain,
    turned,
    verb_of,
    yes_no,
)
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("questions")
_DOCUMENTS, _REFERRING, _SHOWN = _WORDS.words("documents"), _WORDS.words("referring"), _WORDS.words("shown")
# What nobody has done to what was said just before: "No one has yet compared them with the other three".
_COMPARING = frozenset({"compare"})
_PUBLISHING = _WORDS.words("publishing")


def unproven_finding(sentence: Parsed, token: Token, claims: dict[int, list[Proposition]], names: Names) -> DraftQuestion | None:
    """ "The findings have not been peer reviewed": is what they were said to be true?"""
    verb = verb_of(token)
    subject = subject_of(verb)
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if not any(noun is not None and noun.lemma_.lower() in _REFERRING for noun in (subject, thing)):
        return None
    beside = {word.i for child in verb.children if child.dep_ == "conj" for word in child.subtree}
    inner = any(word.lower_ == "that" and word.dep_ == "mark" and word.head.i > token.i and word.i not in beside for word in sentence.doc)
    before = said_before(claims, sentence.id)
    if inner or before is None or OF_SPEAKER.search(before.statement):
        return None
    return DraftQuestion(
        kind="unsupported", question=turned(before, names), sentences=(before.sentence.id, sentence.id), rule="unproven-finding"
    )


def resting_on_withheld(sentence: Parsed, token: Token, claims: dict[int, list[Proposition]], names: Names) -> DraftQuestion | None:
    """ "A report says that a fifth leaks. It has not been made public": does a fifth leak?"""
    verb = verb_of(token)
    if (based := _based_on(verb)) is not None and (question := _claim_based_on(based, claims.get(sentence.id, ()), names)):
        return DraftQuestion(kind="unsupported", question=question, sentences=(sentence.id,), rule="rests on what is withheld")
    before = said_before(claims, sentence.id)
    if before is None or OF_SPEAKER.search(before.statement):
        return None
    thing = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
    if thing is None or verb.lemma_.lower() not in _PUBLISHING:
        return None
    said = {word.lemma_.lower() for word in before.sentence.doc if word.pos_ == "NOUN"}
    referred = said & _DOCUMENTS if thing.lower_ in ("it", "that", "this", "they", "these") else said & {thing.lemma_.lower()} & _DOCUMENTS
    if not referred:
        return None
    return DraftQuestion(
        kind="unsupported", question=turned(before, names), sentences=(before.sentence.id, sentence.id), rule="rests on what is withheld"
    )


def _based_on(verb: Token) -> Token | None:
    """The thing of "has not released the analysis on which it bases the claim", where a claim rests on it."""
    thing = next((child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in _DOCUMENTS), None)
    basing = (
        (child for child in thing.children if child.dep_ == "relcl" and child.lemma_.lower() in ("base", "rest", "rely")) if thing else ()
    )
    return thing if next(iter(basing), None) is not None else None


def _claim_based_on(thing: Token, claims: Sequence[Proposition], names: Names) -> str:
    """What is said before a thing that it rests on, in the same sentence, as a question."""
    said = [claim for claim in claims if claim.speech is not None and claim.root is not None and claim.root < thing.i]
    fit = [claim for claim in said if not OF_SPEAKER.search(claim.statement) and thing.i not in claim.tokens]
    return turned(fit[-1], names) if fit else ""


def proof(place: Place) -> str:
    """ "has not presented proof that it was crossed": Was it crossed? Else: Is it true, or is there proof of ...?"""
    inner = [word for word in place.sentence.doc if word.i >= place.token.i and word.dep_ in ("acl", "ccomp", "relcl")]
    if "peer" in place.phrase.lower():
        inner = [word for word in inner if _is_inside(word, place.token)]
    that = next((word for word in inner if any(child.lower_ == "that" for child in word.children) or word in place.token.children), None)
    if that is not None and (question := yes_no(that, place.sentence, place.names)):
        return question
    verb = verb_of(place.token)
    lacking = next(
        (child for child in verb.children if child.dep_ in ("dobj", "nsubj", "nsubjpass") and child.left_edge.lower_ == "no"), None
    )
    told = next((claim for claim in place.claims if claim.root is not None and claim.root < verb.i), None)
    if lacking is not None and told is not None and lacking.lemma_.lower() not in ("evidence", "proof"):
        return turned(told, place.names)  # "put the losses at 7 million, though he offered no breakdown"
    subject = subject_of(verb) or _subject_of_helper(verb)
    who = name_of(subject, place.sentence, place.names) if subject is not None else ""
    who = re.sub(r"^neither ", "either ", who, flags=re.IGNORECASE)
    if "peer" in place.phrase.lower() and (found := _found_unreviewed(place)) is not None:
        return turned(found, place.names)
    if "peer" in place.phrase.lower() and who and who.lower() not in EMPTY:
        return ask(f"Will {who} stand up to peer review")
    if verb.lemma_.lower() in _COMPARING and place.before is not None and not OF_SPEAKER.search(place.before.statement):
        return turned(place.before, place.names) if place.before.speech else ask(f"What proof is there, given that {inside(place.before)}")
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and thing.lemma_.lower() in ("evidence", "proof") and (of := _complement(thing)):
        return ask(f"Is there {thing.lemma_.lower()} {of}")
    if (
        thing is not None
        and thing.lemma_.lower() not in ("evidence", "proof")
        and (
            verb.lemma_.lower() in ("show", "check", "verify", "confirm", "present", "offer", "provide", "produce")
            or place.phrase == f"not {verb.lemma_.lower()}"
        )
    ):
        owner = f" of {who}" if verb.lemma_ == "show" and who.lower() not in EMPTY else ""
        return ask(f"Is there independent proof of {lowered(plain(thing))}{owner}")
    tried = next((child for child in verb.children if child.dep_ == "attr"), None) if place.phrase.startswith("no ") else None
    if tried is not None and (of := _complement(tried)):  # "There has never been a trial of the method"
        return ask(f"Is there independent proof {of}")
    told_before = place.before is not None and place.before.speech is not None and not OF_SPEAKER.search(place.before.statement)
    said = place.before if told_before else None
    lacks = lacking is not None or (thing is not None and thing.lemma_.lower() in ("evidence", "proof")) or " no " in f" {who.lower()} "
    if lacks and said is not None and (question := turned(said, place.names)):
        return question  # "He offered no proof."
    if who and who.lower() not in EMPTY and not lacks:
        return ask(f"Is there independent proof of {who}")
    others = [claim for claim in place.claims if place.token.i not in claim.tokens]
    if others and not {"no", "not"} & set(others[0].statement.lower().split()):
        return is_it_true(others[0])
    # What lacks proof is what was told just before; without that nobody could tell what the question asks.
    return turned(said, place.names) if said is not None and not _is_lacking(said) else ""


def _subject_of_helper(verb: Token) -> Token | None:
    """ "The study" of "The study has not been peer reviewed", which the parser hangs on "been" (or "which has not been peer-reviewed")."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if verb.dep_ == "acomp":
        helpers.append(verb.head)
    return next((word for helper in helpers for word in helper.children if word.dep_ in SUBJECTS), None)


def _is_inside(clause: Token, token: Token) -> bool:
    """Whether a clause is part of what lacks proof, and not of one joined to it ("…, and its authors cautioned that it was small")."""
    verb = verb_of(token)
    joined = {word.i for child in verb.children if child.dep_ == "conj" for word in child.subtree}
    return clause.i not in joined and (verb.i == clause.i or any(word.i == verb.i for word in clause.ancestors))


def _found_unreviewed(place: Place) -> Proposition | None:
    """What was found where it is said that nobody has reviewed it: "In a survey, not yet peer-reviewed, a third did"."""
    verb = verb_of(place.token)
    others = (claim for claim in place.claims if claim.root is not None and claim.root != verb.i)
    back = any(word.dep_ in SUBJECTS and word.lemma_.lower() in _REFERRING for word in place.sentence.doc[: place.token.i])
    if back and place.before is not None and not _is_lacking(place.before):
        return place.before  # "The findings have not been peer reviewed"
    above = verb if verb.dep_ == "relcl" else verb.head
    own = above.head.i if above.dep_ == "relcl" and above.head.lemma_.lower() in _REFERRING else None
    return next((claim for claim in others if not _is_lacking(claim) and not _only_tells_of(claim, own)), None)


def _only_tells_of(claim: Proposition, paper: int | None) -> bool:
    """Whether a claim tells of a paper itself and nothing that it found: "The paper, not yet peer-reviewed, was posted on Monday"."""
    verb = claim.sentence.doc[claim.root] if claim.root is not None else None
    subject = subject_of(verb) if verb is not None else None
    return verb is not None and subject is not None and subject.i == paper and verb.lemma_.lower() not in _SHOWN


def _is_lacking(claim: Proposition) -> bool:
    """Whether a claim says itself that something lacks, or is a speaker's own words."""
    root = claim.sentence.doc[claim.root] if claim.root is not None else None
    denied = root is not None and any(child.dep_ == "neg" for child in root.children)
    return denied or "no" in claim.statement.lower().split() or OF_SPEAKER.search(claim.statement) is not None


def _complement(noun: Token) -> str:
    """ "of fraud", "for the claim"."""
    link = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("of", "for")), None)
    thing = next((child for child in link.children if child.dep_ == "pobj"), None) if link is not None else None
    return f"{link.lower_} {plain(thing)}" if link is not None and thing is not None else ""
