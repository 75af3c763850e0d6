"""What stands for a person as a pronoun does, and the pronouns that stand for nobody: "the 27-year-old", "he or she"."""

from pipeline.engines.offline.names.actors import ACTOR_ROLES, GENDER_OF_PRONOUN
from pipeline.engines.offline.syntax.tokens import Token, text_of

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


def is_of_anybody(pronoun: Token) -> bool:
    """Whether a pronoun is of anybody: "he or she", "his or her"."""
    doc, i = pronoun.doc, pronoun.i
    after = i + 2 < len(doc) and doc[i + 1].lower_ == "or" and doc[i + 2].lower_ in GENDER_OF_PRONOUN
    return after or (i > 1 and doc[i - 1].lower_ == "or" and doc[i - 2].lower_ in GENDER_OF_PRONOUN)
