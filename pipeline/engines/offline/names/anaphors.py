"""What stands for a person as a pronoun does, and the pronouns that stand for nobody: "the 27-year-old", "the Swede", "he or she"."""

from pipeline.engines.offline.names.actors import ACTOR_ROLES, GENDER_OF_PRONOUN
from pipeline.engines.offline.syntax.tokens import Token, text_of
from pipeline.lexicons import load

_NATIVES = load("names").words("natives")
# Words before the "old" of "the 27-year-old".
_AGED = 5


def is_aged(token: Token) -> bool:
    """Whether a person is meant by an age, "the 27-year-old"."""
    if token.lower_ != "old" or token.dep_ not in ACTOR_ROLES or token.i < _AGED:
        return False
    the, _, hyphen, years, _ = token.doc[token.i - _AGED : token.i]
    return bool(the.lower_ == "the" and hyphen.text == "-" and years.lower_ == "year")


def aged(token: Token) -> str:
    """The words of such a person."""
    return text_of(token.doc[token.i - _AGED : token.i + 1])


def is_native(token: Token) -> bool:
    """Whether a person is meant by where that person is from, "the Croatian"; not "the Croatian coach"."""
    alone = len(token.lefts) == 1 and token.lefts[0].lower_ == "the" and token.lefts[0].i == token.i - 1
    return alone and token.text in _NATIVES and token.dep_ in ("nsubj", "nsubjpass") and token.tag_ in ("NN", "NNP", "JJ")


def is_of_anybody(pronoun: Token) -> bool:
    """Whether a pronoun is of anybody: "he or she", "his or her"."""
    doc, i = pronoun.doc, pronoun.i
    after = i + 2 < len(doc) and doc[i + 1].lower_ == "or" and doc[i + 2].lower_ in GENDER_OF_PRONOUN
    return after or (i > 1 and doc[i - 1].lower_ == "or" and doc[i - 2].lower_ in GENDER_OF_PRONOUN)
