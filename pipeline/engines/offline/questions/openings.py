"""Where a sentence leaves something open: a refusal to tell, an unknown, a lack of proof, what is not decided.

Each finder gives the token that the question hangs on and the words that open it; (None, "") where the sentence opens nothing. `coming`
finds what is to come, `unsettled` the indirect questions that stay open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.questions.wording import asked_clause
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("questions")
_TELL, _REFUSE = _WORDS.words("tell"), _WORDS.words("refuse")
_ONLY_WITH_CLAUSE, _TOLD = _WORDS.words("only_with_clause"), _WORDS.words("told")
_SHOWN, _STUDIES = _WORDS.words("shown"), _WORDS.words("studies")
_GIVING, _DECIDE = _WORDS.words("giving"), _WORDS.words("decide")
_NOBODY = frozenset({"nobody", "neither", "none", "no"})
_IN_PART = _WORDS.words("told_in_part")
_PROOF = frozenset({"evidence", "proof"})
PART_TOLD = "told in part"
_TESTING, _DOUBTFUL = _WORDS.words("testing"), _WORDS.words("doubtful")


def _compiled(group: str) -> re.Pattern[str]:
    """For texts in small letters (`Parsed.lower`)."""
    return re.compile(rf"\b{_WORDS.pattern(group)}\b")


_REFUSALS = _compiled("refusals")
_UNKNOWNS = _compiled("unknowns")
_UNPROVEN = _compiled("unproven")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question hangs: the sentence, and the token that starts the phrase."""

    sentence: Parsed
    token: Token
    phrase: str
    names: Names
    claims: Sequence[Proposition]
    before: Proposition | None = None  # the last claim of the sentence before
    topic: str = "this"


def refusal_at(sentence: Parsed) -> tuple[Token | None, str]:
    """A verb of telling that is negated or refused, or a set phrase."""
    for token in sentence.verbs:
        if token.pos_ != "VERB":
            continue
        lemma = token.lemma_.lower()
        if lemma in _GIVING and (withheld := _withheld(token, lemma)):
            return token, withheld
        if lemma in _IN_PART and told_in_part(token) is not None:
            return token, PART_TOLD
        if lemma in ("exclude", "rule") and _not_excluded(token) is not None:
            return token, f"not {lemma}"
        if lemma not in _TELL or not _is_refused(token):
            continue
        if _lacks_proof(token, lemma):
            continue
        if lemma == "rule" and not any(child.dep_ == "prt" and child.lower_ == "out" for child in token.children):
            continue
        if lemma in _ONLY_WITH_CLAUSE and asked_clause(token) is None and not _tells_object(token):
            continue
        return token, f"not {lemma}"
    return _phrase_at(_REFUSALS, sentence)


def _lacks_proof(verb: Token, lemma: str) -> bool:
    """ "The rumours have not been confirmed", "has not provided evidence for the claim": a lack of proof, and no refusal to tell."""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    bare = thing is not None and thing.lemma_.lower() in _PROOF and not any(child.dep_ in ("det", "poss") for child in thing.children)
    return (lemma in _GIVING and bare) or (lemma == "confirm" and any(child.dep_ == "auxpass" for child in verb.children))


def _withheld(verb: Token, lemma: str) -> str:
    """ "She gave no sum", "none of the reports has been made public": the words that say so, else ""."""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and thing.left_edge.lower_ == "no" and thing.lemma_.lower() in _TOLD - _PROOF:
        return f"{verb.lower_} no {thing.lower_}"
    public = lemma == "make" and any(child.lower_ == "public" for child in verb.children)
    return "not made public" if public and is_negated(verb) else ""


def told_in_part(verb: Token) -> Token | None:
    """The "customers" of "It has named only two of its customers", the "pages" of "only 12 of its 88 pages have been made public"."""
    if is_negated(verb) or (verb.lemma_ == "make" and not any(child.lower_ == "public" for child in verb.children)):
        return None
    told = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
    if told is None or not any(word.lower_ in ("only", "just") for word in (told.left_edge, *told.children)):
        return None
    of = next((child for child in told.children if child.lower_ == "of" and child.i > told.i), None)
    return next((child for child in of.children if child.dep_ == "pobj" and child.pos_ == "NOUN"), None) if of is not None else None


def _not_excluded(verb: Token) -> Token | None:
    """What "cannot exclude that the gate failed" leaves open: the clause; None where nothing of the kind is said."""
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    return clause if clause is not None and is_negated(verb) and any(word.lower_ == "that" for word in clause.children) else None


def _is_refused(verb: Token) -> bool:
    """ "did not say", "neither side would say", "declined to say", "he says no one would comment"."""
    if verb.head.lemma_ == "ask" and verb.dep_ == "xcomp":
        return False  # "asked not to be named"
    if verb.tag_ == "VBG" and any(child.lemma_ == "be" and child.dep_ == "aux" for child in verb.children):
        return False  # "was not saying that it was enough"
    if any((child.dep_ == "neg" and child.lower_ != "never") or child.lower_ == "nor" for child in verb.children):
        return not any(child.lower_ == "only" for child in verb.children)
    above = verb.head
    if above.lemma_ == "stop" and above.dep_ in ("xcomp", "ccomp") and above.tag_ == "VB":
        return False  # "asked the agency to stop publishing its figures"
    if verb.dep_ == "xcomp" and any(child.lower_ == "yet" for word in (verb, above) for child in word.children):
        return True  # "has yet to say"
    if verb.dep_ in ("xcomp", "advcl", "pcomp") and above.lemma_.lower() in _REFUSE:
        return not any(child.dep_ == "neg" for child in above.children)
    if verb.dep_ == "pcomp" and above.lower_ == "without":
        return asked_clause(verb) is not None  # "adjourned without saying why"
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ == "nothing":
        return asked_clause(verb) is not None  # "Nothing in the report explains where it went"
    return subject is not None and is_nobody(subject)


def _tells_object(verb: Token) -> bool:
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    things += [child for prep in verb.children if prep.dep_ == "prep" for child in prep.children if child.dep_ == "pobj"]
    return any(thing.lemma_.lower() in _TOLD for thing in things)


def unknown_at(sentence: Parsed) -> tuple[Token | None, str]:
    """Words for what nobody knows."""
    return _phrase_at(_UNKNOWNS, sentence)


def unproven_at(sentence: Parsed) -> tuple[Token | None, str]:
    """Words of a lack of proof, or something that shows nothing."""
    token, phrase = _phrase_at(_UNPROVEN, sentence)
    if token is None:
        return _not_shown_at(sentence)
    if any(word in phrase for word in _DOUBTFUL):
        return token, phrase
    # "been tested", "verified" and their like mark a lack only where they are negated.
    lacking = re.search(
        r"\b(?:not|n[o’']t|no|nor|neither|never|without|little|yet to|nobody|nothing|await\w*|un\w+|cannot|has shown no)\b|n[’']t\b",
        sentence.lower,
    )
    return (token, phrase) if lacking else (None, "")


def _not_shown_at(sentence: Parsed) -> tuple[Token | None, str]:
    """ "No study had shown that it works", "nobody has tried it", "there has never been a trial": nothing that could show it has."""
    for token in sentence.verbs:
        if token.pos_ == "VERB" and token.lemma_.lower() in _TESTING and _is_untried(token):
            return token, f"not {token.lemma_.lower()}"
        if token.lemma_ == "be" and any(child.dep_ == "expl" for child in token.children):
            noun = next((child for child in token.children if child.dep_ == "attr"), None)
            none = any(child.dep_ == "neg" for child in token.children) or (noun is not None and noun.left_edge.lower_ == "no")
            if noun is not None and none and noun.lemma_.lower() in _STUDIES - {"court", "coroner", "expert", "scientist", "report"}:
                return token, f"no {noun.lemma_.lower()}"
        if token.pos_ != "VERB" or token.lemma_.lower() not in _SHOWN:
            continue
        if (lacking := _shows_nothing(token)) is not None:
            return token, lacking
        subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.left_edge.lower_ in ("no", "neither") and subject.lemma_.lower() in _STUDIES:
            return token, f"no {subject.lemma_.lower()} shows"
    return None, ""


def _shows_nothing(verb: Token) -> str | None:
    """ "Nor can the ministry show that it works", "found nothing to show that it was cut": how a verb of showing lacks proof, else None."""
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if clause is None or not any(child.lower_ == "that" for child in clause.children):
        return None
    able = any(child.dep_ == "aux" and child.lower_ in ("can", "could") for child in verb.children)
    if able and any(child.dep_ == "neg" or child.lower_ == "nor" for child in (*verb.children, verb.doc[0])):
        return f"cannot {verb.lemma_.lower()}"
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    above = verb.head
    things = [above, *above.children] if verb.dep_ in ("xcomp", "relcl", "acl", "advcl", "ccomp") else []
    if to and any(word.lower_ == "nothing" and word.i < verb.i for word in things):
        return f"nothing to {verb.lemma_.lower()}"
    return None


def _is_untried(verb: Token) -> bool:
    """ "nobody has tried it", "has yet to match the bone"; an order not to try is no lack of proof."""
    subject = subject_of(verb)
    perfect = any(child.lower_ in ("has", "have", "had") and child.dep_ == "aux" for child in verb.children)
    if subject is not None and is_nobody(subject) and subject.head.i == verb.i:
        return perfect
    above = verb.head
    return (
        verb.dep_ == "xcomp" and above.lemma_ == "have" and any(child.lower_ == "yet" for word in (verb, above) for child in word.children)
    )


def undecided_at(sentence: Parsed) -> tuple[Token | None, str]:
    """A verb of deciding under a negation: "had not decided whether to sign", "before making up her mind"."""
    for token in sentence.verbs:
        if token.pos_ != "VERB":
            continue
        mind = token.lemma_ == "make" and any(child.dep_ == "dobj" and child.lemma_ == "mind" for child in token.children)
        if mind and (token.tag_ == "VBG" or any(child.dep_ == "aux" and child.lower_ in ("will", "would") for child in token.children)):
            return token, "mind not made up"
        if (mind or token.lemma_.lower() in _DECIDE) and is_negated(token):
            return token, "not decided"
    return None, ""


def _phrase_at(pattern: re.Pattern[str], sentence: Parsed) -> tuple[Token | None, str]:
    match = pattern.search(sentence.lower)
    if match is None:
        return None, ""
    return next((token for token in sentence.doc if token.idx + len(token) > match.start()), None), match.group()


def is_negated(verb: Token) -> bool:
    """Whether a verb stands under "not", or has nobody as its subject."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    nobody = subject is not None and is_nobody(subject)
    return nobody or any(child.dep_ == "neg" and child.lower_ != "never" for child in verb.children)


def is_nobody(subject: Token) -> bool:
    """Whether a subject is nobody: "none", "no study", "neither side"."""
    return bool({subject.lower_, subject.left_edge.lower_} & _NOBODY)
