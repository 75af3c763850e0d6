"""Who speaks by a verb of speech, where the parse has the subject elsewhere or none: inverted, inserted, behind an aside, in a text."""

from pipeline.engines.offline.syntax.noun_runs import noun_at, noun_before
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_PEOPLE = load("speech").words("people")
# What somebody says in a text of one's own.
_OWN_TEXTS = frozenset({"statement", "letter", "memo", "email", "note", "release", "post", "tweet", "message", "video", "filing", "brief"})
_GIVING_OUT = frozenset(
    {"release", "issue", "publish", "send", "put", "post", "make", "give", "write", "file", "sign", "circulate", "email"}
)


def cue_subject(verb: Token, sentence: Parsed) -> tuple[Token | None, set[int]]:
    """The noun that heads who speaks, and the places of an aside between it and the verb that are not said; None where nobody does."""
    subject, aside = subject_of(verb), set[int]()
    if subject is None:
        subject = _inverted_subject(verb)
    if subject is None:
        subject, aside = _before(verb)
    if subject is None:
        return None, aside
    outside = _outside_marks(verb, _inserted(verb, subject), sentence)
    return (None if outside is None else _given_out(outside)), aside


def _inverted_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "attr", "npadvmod", "oprd")
            and child.i in (verb.i + 1, verb.i + 2, verb.i + 3)
            and child.tag_ in ("NNP", "NN", "PRP", "NNS")
            and any(other.dep_ == "ccomp" and other.i < verb.i for other in verb.children)
        ):
            return child
    return None


def _before(verb: Token) -> tuple[Token | None, set[int]]:
    """The noun right before a verb that has lost its subject, or before the aside between them, and the places of the aside.

    "Ida Rowe, asked about it, said she was glad", "In the village of Oakmere, Ida Rowe shook her head and said it was late".
    """
    doc = verb.doc
    first = verb
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    place = first.i - 1
    while place > 0 and doc[place].pos_ in ("AUX", "ADV") and not doc[place].text[0].isupper():
        place -= 1
    if place < 0 or first.tag_ not in ("VBD", "VBZ", "VBP"):
        return None, set()
    if doc[place].text == ",":
        opened = next((i for i in range(place - 1, 0, -1) if doc[i].text == "," and _is_name(doc[i - 1])), None)
        return (doc[opened - 1], set(range(opened, place + 1))) if opened is not None else (None, set())
    return (doc[place] if _is_name(doc[place]) else None), set()


def _is_name(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") and token.dep_ not in ("compound", "poss")


def _inserted(verb: Token, subject: Token) -> Token:
    """ "The aircraft, an official told this newspaper, had been flagged": the official, whom the parser takes for the aircraft."""
    before = verb.nbor(-1) if verb.i > 0 else subject
    others = subject.head.i == verb.i and before.i > subject.i and before.head.i in (verb.i, subject.i) and before.lemma_.lower() in _PEOPLE
    return (
        before
        if others and before.dep_ in ("nsubj", "appos") and before.left_edge.i > 0 and before.left_edge.nbor(-1).text == ","
        else subject
    )


def _outside_marks(verb: Token, subject: Token, sentence: Parsed) -> Token | None:
    """'"My apologies," Roe said': Roe, where the parser takes a noun of the quotation; "mused co-host Ana Ruiz": Ruiz, not "co"."""
    doc = verb.doc
    if sentence.quoted[subject.i] and not sentence.quoted[verb.i]:
        return noun_before(doc, verb.i) or (noun_at(doc, verb.i + 1) if verb.i and sentence.quoted[verb.i - 1] else None)
    joined = subject.i + 2 < len(doc) and doc[subject.i + 1].text in "-‑"
    return (noun_at(doc, subject.left_edge.i) or subject) if joined else subject


def _given_out(subject: Token) -> Token:
    """ "The campaign released a statement saying ...": the campaign, which speaks in it."""
    if subject.dep_ != "dobj" or subject.lemma_.lower() not in _OWN_TEXTS or subject.head.lemma_.lower() not in _GIVING_OUT:
        return subject
    giver = subject_of(subject.head)
    return giver if giver is not None and giver.dep_ == "nsubj" else subject
