"""Participles behind a clause ("Ruiz won, taking 92 seats"): whether one may be told of the clause's subject.

Told of the subject it is a claim of its own. It is none where somebody else does it, or the whole event ("the baby scratched herself,
leading to infections"), and where it only says what is meant or listed; then it stays in its clause, where it is true.
"""

from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import auxiliaries, own_subject
from pipeline.lexicons import load

_WORDS = load("claims")
_NO_PARTICIPLES, _MEANING_TO = _WORDS.words("no_participles"), _WORDS.words("meaning_to")
_OF_A_PART, _OF_OBJECTS = _WORDS.words("of_a_part"), _WORDS.words("said_of_objects")
_FORETELLING = _WORDS.words("foretelling")
_POSSIBLE = _WORDS.words("possible")
_SINGLE, _PLURAL = frozenset({"him", "her", "it"}), frozenset({"them"})


def is_participle(verb: Token) -> bool:
    """Whether a verb is a participle without a subject or helper of its own, and neither a preposition in disguise ("including") nor what
    came of a whole event ("leading to").
    """
    return verb.tag_ == "VBG" and verb.lemma_.lower() not in _NO_PARTICIPLES and not auxiliaries(verb) and own_subject(verb) is None


def is_told_of(subject: Token, participle: Token, sentence: Parsed) -> bool:
    """Whether what a participle says is said of the subject of the clause that it hangs on."""
    return not (_befalls(subject, participle) or _is_meant(participle) or _is_listed(participle) or _is_of_another(participle, sentence))


def _befalls(subject: Token, participle: Token) -> bool:
    """Whether what a participle does befalls the subject, which is then what the main clause tells: "Ruiz won, providing him a lead"."""
    objects = {child.lower_ for child in participle.rights if child.tag_ == "PRP"}
    single = subject.tag_ in ("NN", "NNP") or subject.lower_ in ("he", "she", "it")
    if subject.tag_ == "NN":
        objects &= {"it"}  # "the mother left, taking him home"
    if subject.lower_ != "it" and any(child.dep_ == "dobj" and child.tag_ == "NN" for child in participle.head.rights):
        objects -= {"it"}  # "keeps the ground, leasing it out"
    return bool(objects & (_SINGLE if single else _PLURAL if subject.tag_ in ("NNS", "NNPS") or subject.lower_ == "they" else set()))


def _is_meant(participle: Token) -> bool:
    """ "plans to win, avoiding a fight", "is to be held in May, selecting a flag": what is meant is not done."""
    above = participle.head
    helpers = {child.lower_ for child in above.children if child.dep_ in ("aux", "neg")}
    if (helpers & _POSSIBLE and any(child.dep_ == "neg" for child in above.children)) or _is_foretold(participle):
        return True
    to_be = above.lemma_ == "be" and any(child.dep_ == "xcomp" and child.tag_ in ("VB", "VBN") for child in above.rights)
    return to_be or (above.dep_ == "xcomp" and (above.head.lemma_.lower() in _MEANING_TO | _FORETELLING or above.head.lemma_ == "be"))


def _is_foretold(participle: Token) -> bool:
    """ "is tipped to reach 4%, dipping later", "forecast 900 students joining, bringing in £2m"."""
    above = participle.head
    said = any(child.dep_ in ("xcomp", "ccomp", "acl") for child in above.rights) or any(
        word.dep_ == "acl" and word.tag_ == "VBG" for child in above.rights if child.dep_ == "dobj" for word in child.subtree
    )
    return above.lemma_.lower() in _FORETELLING and said and above.i < participle.i


def _is_listed(participle: Token) -> bool:
    """One of several acts behind a preposition ("to pay for cutting fees, providing care and keeping taxes down"), or an example of what
    is spoken of ("loved gardens, particularly planting them", "as well as selling drugs").
    """
    edge = participle.left_edge
    if edge.lower_ in _OF_A_PART or any(token.lower_ == "as" for token in participle.doc[edge.i : participle.i]):
        return True
    if participle.head.i > participle.i:
        return False
    between = participle.doc[participle.head.i + 1 : edge.i]
    joined = any(child.dep_ == "conj" and child.tag_ == "VBG" for child in participle.rights)
    return joined and any(token.tag_ == "VBG" and token.nbor(-1).dep_ == "prep" for token in between)


def _is_of_another(participle: Token, sentence: Parsed) -> bool:
    """Whether somebody between the subject and a participle may be who does it: ", with two Republicans, Roe and Ott, joining them",
    "requires members to sign, agreeing to work", "saw the region lose, cutting supply"; or whether a quotation ends between.
    """
    above, edge, doc = participle.head, participle.left_edge, participle.doc
    if participle.i < above.i:
        return False
    between = doc[above.i + 1 : edge.i]
    of_object = above.dep_ == "xcomp" and any(child.dep_ == "dobj" and child.i < above.i for child in above.head.rights)
    of_object = of_object or (participle.lemma_.lower() in _OF_OBJECTS and any(child.dep_ == "dobj" for child in above.rights))
    told = any(child.dep_ in ("ccomp", "xcomp") and child.i < edge.i and own_subject(child) is not None for child in above.rights)
    accompanied = any(token.lower_ == "with" and token.nbor(-1).text == "," for token in between)
    return of_object or told or accompanied or sentence.quoted[above.i] != sentence.quoted[participle.i]
