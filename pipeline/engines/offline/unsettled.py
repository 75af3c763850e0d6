"""Indirect questions that a text raises and leaves open.

As a subject ("Whether the dam was safe is not known"), of somebody who evades them ("Asked whether she would stay, she laughed"), and under
verbs of finding out and of deciding under a negation ("cannot establish where they came from", "has not decided whether to stand").
"""

import re
from typing import Any

from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.speech import SUBJECTS
from pipeline.engines.offline.wording import asked_clause, opener_of
from pipeline.lexicons import load

_WORDS = load("questions")
_FIND_OUT = _WORDS.words("find_out")
_DECIDE = _WORDS.words("decide")
_LEFT_OPEN = _WORDS.words("left_open")
_EVASIVE = re.compile(rf"\b{_WORDS.pattern('evasive')}\b", re.IGNORECASE)
_HELPERS = ("aux", "auxpass")
_LONGEST_QUIP = 8


def is_negated(verb: Any) -> bool:
    """Whether a verb stands under "not", or has nobody as its subject."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    nobody = subject is not None and (
        subject.lower_ in ("nobody", "neither", "none") or subject.left_edge.lower_ in ("no", "neither", "none")
    )
    return nobody or any(child.dep_ == "neg" and child.lower_ != "never" for child in verb.children)


def unsettled_at(sentence: Parsed) -> tuple[Any, str]:
    """The verb of an indirect question that a sentence leaves open, and how; None where there is none."""
    for token in sentence.doc:
        if token.dep_ in ("csubj", "csubjpass") and _opens(token) and _leaves_open(token.head):
            return token, "open subject"
        if token.pos_ == "VERB" and token.lemma_.lower() in _FIND_OUT and is_negated(token):
            clause = asked_clause(token)
            if clause is not None and clause.i > token.i:
                return clause, f"not {token.lemma_.lower()}"
        if token.lower_ == "asked" and token.dep_ in ("advcl", "acl") and not any(child.dep_ in _HELPERS for child in token.children):
            clause = asked_clause(token)
            if clause is not None and clause.i > token.i and _evades(sentence, clause):
                return clause, "evaded"
    return None, ""


def undecided_at(sentence: Parsed) -> tuple[Any, str]:
    """A verb of deciding under a negation: "had not decided whether to sign", "before making up her mind"."""
    for token in sentence.doc:
        mind = token.lemma_ == "make" and any(child.dep_ == "dobj" and child.lemma_ == "mind" for child in token.children)
        to_come = token.tag_ == "VBG" or any(child.dep_ == "aux" and child.lower_ in ("will", "would") for child in token.children)
        if mind and to_come:
            return token, "mind not made up"
        if token.pos_ != "VERB" or not is_negated(token):
            continue
        if mind or token.lemma_.lower() in _DECIDE:
            return token, "not decided"
    return None, ""


def _opens(clause: Any) -> bool:
    """Whether a clause is a question; "what worries him" and "who dares" are things and people."""
    opener = opener_of(clause)
    if opener is None:
        return False
    return opener.lower_ in ("whether", "how", "where", "when", "why") or (opener.lower_ in ("what", "which") and opener.dep_ == "det")


def _leaves_open(verb: Any) -> bool:
    """Whether what is said of a question settles nothing: a negation, or a word for what is open."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    return verb.lemma_.lower() in _LEFT_OPEN or any(
        word.lemma_.lower() in _LEFT_OPEN for child in verb.children if child.dep_ in ("attr", "acomp", "prep") for word in child.subtree
    )


def _evades(sentence: Parsed, clause: Any) -> bool:
    """Whether the answer is none: "said only", "it was too early", a quip of a few words in quotation marks."""
    answer = sentence.doc[clause.right_edge.i + 1 :]
    if _EVASIVE.search(answer.text) is not None:
        return True
    words = [token for token in answer if token.is_alpha]
    quoted = [token for token in words if sentence.quoted[token.i]]
    return bool(quoted) and len(quoted) <= _LONGEST_QUIP and quoted[0].lower_ not in ("yes", "no") and quoted[-1].i == words[-1].i
