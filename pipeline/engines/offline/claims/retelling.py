"""What somebody says of themselves, told by another: a name for the first "I", "me" or "my", "he", "she" or "they" for further ones."""

import re
from collections.abc import Sequence

from pipeline.engines.offline.names.actors import Gender, as_owner
from pipeline.engines.offline.syntax.parse import clause_text
from pipeline.engines.offline.syntax.short_helpers import in_full, straight
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import auxiliaries
from pipeline.lexicons import load

_EXCLAIMED = load("claims").words("exclaimed")
# What "I" has, for him, for her, and where the text does not say.
_OWN: dict[str, dict[Gender | None, str]] = {
    "i": {"m": "he", "f": "she", None: "they"},
    "my": {"m": "his", "f": "her", None: "their"},
    "me": {"m": "him", "f": "her", None: "them"},
    "myself": {"m": "himself", "f": "herself", None: "themselves"},
    "mine": {"m": "his", "f": "hers", None: "theirs"},
}
# Verbs of "I" that do not take an "s" behind a name.
_THIRD = {"am": "is", "have": "has", "do": "does", "were": "was"}
# Short helpers behind "I".
_OF_I = ("'m", "'ve", "'d", "'ll")


def with_speaker(tokens: Sequence[Token], name: str, gender: Gender | None, quoted: Sequence[bool]) -> str:
    """Words of a speaker with a name for the first "I", "me" or "my" in them: "That is my target" of Ida Roe is "That is Ida Roe’s target".

    quoted: for each token of the sentence whether it stands in quotation marks; "told me" outside of them means somebody else.
    """
    places = (place for place, token in enumerate(tokens) if _opens_inner(token) or (token.lower_ in _OWN and quoted[token.i]))
    first = next(places, None)
    if first is None or tokens[first].tag_ not in ("PRP", "PRP$"):
        return clause_text(list(tokens))
    own = tokens[first]
    if own.i + 1 < len(own.doc) and own.nbor().lower_ in _EXCLAIMED:
        return clause_text(list(tokens))
    verb = own.head if own.lower_ == "i" else None
    named = as_owner(name) if own.lower_ in ("my", "mine") else name
    return f"{clause_text(list(tokens[:first]))} {named} {third_person(tokens[first + 1 :], verb, gender)}"


def _opens_inner(mark: Token) -> bool:
    """A single mark that opens words of somebody else inside a quotation: "putting the 'me' in media"."""
    straight_opener = mark.text == "'" and not mark.whitespace_ and mark.i > 0 and bool(mark.nbor(-1).whitespace_)
    return mark.text == "‘" or straight_opener


def third_person(tokens: Sequence[Token], verb: Token | None, gender: Gender | None = None) -> str:
    """The words after "I", with its verb and what refers back to it in the third person. No verb: what stood there was no subject."""
    words: list[str] = []
    changed = verb is None
    again: Token | None = None  # a further "I", whose verb is still to come
    for place, token in enumerate(tokens):
        if _opens_inner(token):  # what somebody else says inside stays in their person
            return "".join(words) + clause_text(list(tokens[place:]))
        text = token.text
        lost = verb is not None and token.i == verb.i and token.tag_ == "VB" and not auxiliaries(verb)  # "I no longer recognize it"
        of_verb = verb is not None and verb.i in (token.i, token.head.i)
        short = straight(token.text) in _OF_I
        if not changed and of_verb and (token.tag_ in ("VBP", "VBD", "MD", "VBZ") or short or lost):
            changed = True
            if text.lower() in _THIRD or token.tag_ == "VBP" or short or lost:
                text = _third(text)
        elif token.lower_ in _OWN and token.tag_ in ("PRP", "PRP$"):
            text = _OWN[token.lower_][gender]
            again = token if token.lower_ == "i" else again
        elif again is not None and again.head.i in (token.i, token.head.i) and token.tag_ in ("VBP", "VBD", "MD", "VBZ"):
            text, again = _agreeing(token, gender), None
        words.append(text + token.whitespace_)
    return "".join(words)


def _agreeing(verb: Token, gender: Gender | None) -> str:
    """The finite verb that belonged to a further "I", behind "he", "she" or "they"."""
    short = straight(verb.text)
    if gender is None:
        return " are" if short in ("am", "'m") else str(verb.text)
    return f" {_third(short)}" if verb.tag_ == "VBP" or short in ("'m", "'ve") else str(verb.text)


def _third(present: str) -> str:
    """A verb of "I" behind a name; a short helper in full."""
    if straight(present) in _OF_I:
        full = in_full(present) or present
        return _THIRD.get(full, full)
    return _THIRD.get(present.lower()) or present + ("es" if re.search(r"(?:s|sh|ch|x|o)$", present) else "s")
