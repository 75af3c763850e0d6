"""The tree of a parse, and how a rule changes it."""

from pipeline.engines.offline.syntax.tokens import Token, move
from pipeline.lexicons import load

# Tags of verbs in a tense of their own.
TENSED = frozenset({"VBD", "VBZ", "VBP"})
# What hangs on a verb as its subject. A noun or a pronoun: only these can be counted.
NOUN_SUBJECTS = ("nsubj", "nsubjpass")
# A clause as well ("Whether it is safe matters").
SUBJECTS = (*NOUN_SUBJECTS, "csubj")
# Whatever fills the place, "there" too: a verb without any of them has lost its subject.
ANY_SUBJECT = (*SUBJECTS, "csubjpass", "expl")

# How nouns end for those who do something ("driver", "historian").
AGENT_ENDINGS = tuple(sorted(load("names").words("agent_endings")))

_KIN, _FATES = load("names").words("kin"), load("names").words("fates")


def befell(clause: Token, noun: Token) -> bool:
    """ "the mother of Sean Ruiz, who was shot": whether a clause on one who is named tells of that one, and not of the kin before."""
    return noun.lemma_.lower() in _KIN and clause.lemma_.lower() in _FATES


def hang(token: Token, head: Token, dep: str = "") -> None:
    """Hangs a token on another (on itself: as a root), unless that one hangs on it: in a circle nothing has an end."""
    if token.i != head.i and token.is_ancestor(head):
        return
    move(token, head)
    if dep:
        token.dep_ = dep


def make_name(token: Token) -> None:
    """Makes a word part of a name."""
    token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text


def is_have(helper: Token) -> bool:
    """Whether a helper is a form of "have", short ones too."""
    return helper.dep_ == "aux" and helper.lemma_ in ("have", "’ve", "'ve")
