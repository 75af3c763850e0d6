"""What the words around a verb tell of its clause: of which noun it speaks, and whether it may stand apart from the one above."""

from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import auxiliaries, own_subject
from pipeline.lexicons import load

_WORDS = load("claims")
_ORDERS = _WORDS.words("orders")


def is_new(verb: Token) -> bool:
    """Whether a clause tells something new of a thing that the text has only just brought up ("a bill that would let …")."""
    pronoun = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in ("WP", "WDT")), None)
    article = verb.head.left_edge
    return pronoun is not None and verb.head.pos_ == "NOUN" and article.lower_ in ("a", "an") and pronoun.i == verb.left_edge.i


def owned_by_whose(verb: Token) -> Token | None:
    """The subject of ", whose passport expired in July"."""
    subject = own_subject(verb)
    return subject if subject is not None and any(child.tag_ == "WP$" for child in subject.children) else None


def part_of_which(verb: Token) -> tuple[Token, Token] | None:
    """The part and its whole in "two million books, thousands of which never reached a school": thousands, books."""
    part = own_subject(verb)
    of = next((child for child in part.children if child.lower_ == "of"), None) if part is not None else None
    edge = verb.left_edge
    if of is None or edge.i < 2 or edge.nbor(-1).text != "," or not any(child.lower_ in ("which", "whom") for child in of.children):
        return None
    before = (token for token in reversed(verb.doc[: edge.i - 1]) if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound")
    whole = next(before, None)
    if part is not None and whole is not None and part.lower_ == "both" and whole.tag_ not in ("NNS", "NNPS"):
        return None  # "the debts as well as the gap, both of which are wide"
    return (part, whole) if part is not None and whole is not None and verb.dep_ in ("relcl", "advcl") else None


def is_instead(verb: Token) -> bool:
    """ "not …, but …": whether a verb without a helper is set by "but" against one that is denied."""
    denied = any(child.dep_ == "neg" for child in verb.head.children)
    return (
        denied
        and not auxiliaries(verb)
        and any(child.dep_ == "cc" and child.lower_ == "but" and child.i < verb.i for child in verb.head.children)
    )


def is_order(verb: Token, sentence: Parsed) -> bool:
    """ "See live results here", "(Read more below)": the paper to its readers."""
    first = next((token for token in sentence.doc if not token.is_punct), None)
    return first is not None and first.i == verb.i and verb.tag_ == "VB" and verb.lemma_.lower() in _ORDERS and own_subject(verb) is None


def noun_of_which(verb: Token) -> Token | None:
    """The noun of ", in which two people were injured", which has a subject of its own."""
    edge = verb.left_edge
    if edge.i < 2 or edge.lower_ not in ("in", "at", "during", "under", "from", "on") or verb.doc[edge.i - 1].text != ",":
        return None
    if edge.i + 1 >= len(verb.doc) or edge.nbor().tag_ != "WDT" or own_subject(verb) is None or verb.dep_ not in ("relcl", "advcl"):
        return None
    if verb.dep_ == "relcl":
        return verb.head if verb.head.pos_ in ("NOUN", "PROPN") else None
    before = [token for token in verb.doc[: edge.i] if token.pos_ == "NOUN" and token.dep_ in ("pobj", "dobj")]
    return before[-1] if before else None


def stands_for_another(verb: Token) -> bool:
    """ ", as Roe did in May", ", just as Ott was": a helper that stands for the verb before it says nothing alone."""
    says = ("dobj", "attr", "acomp", "xcomp", "ccomp", "oprd", "prep", "agent") if verb.lemma_ == "be" else ("dobj", "xcomp", "ccomp")
    return verb.lemma_ in ("be", "do", "have") and not any(child.dep_ in says for child in verb.rights)
