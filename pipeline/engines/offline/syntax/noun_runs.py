"""Noun phrases read from left to right, word by word, where the parse of a sentence is not to be trusted."""

from collections.abc import Sequence

from pipeline.engines.offline.syntax.tokens import Token

# What may stand between a speaker and the verb of speech.
HELPERS = frozenset(
    {"has", "have", "had", "also", "later", "then", "recently", "once", "often", "repeatedly", "again", "since", "himself", "herself"}
)
_OF_NAMES = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
# Words of an aside between a speaker and the verb: "Ruiz, who leads the union, said".
ASIDE = 30


def past_helpers(doc: Sequence[Token], place: int) -> int:
    """The place behind auxiliaries and adverbs that may stand before a verb of speech."""
    while place < len(doc) and (doc[place].lower_ in HELPERS or (doc[place].tag_ == "RB" and doc[place].lower_.endswith("ly"))):
        place += 1
    return place


def noun_at(doc: Sequence[Token], place: int) -> Token | None:
    """The head of the name or noun phrase that starts at a place: the last noun before anything else comes."""
    if place < len(doc) and doc[place].tag_ == "PRP":
        return doc[place]
    head = None
    while place < len(doc):
        token = doc[place]
        named = token.text[:1].isupper() and token.is_alpha  # whatever the parser takes "Trump" for
        opens = token.tag_ in ("VBN", "VBG", "PRP$") and head is None
        joins = (token.text in "-‑" or token.tag_ == "POS") and head is not None
        if not (token.pos_ in _OF_NAMES or named or opens or joins):
            break
        if token.pos_ in ("NOUN", "PROPN") or named:
            head = token
        place += 1
    return head


def noun_before(doc: Sequence[Token], place: int) -> Token | None:
    """The noun right before a verb and its helpers, or before the aside that stands between them."""
    at = place - 1
    while at > 0 and (doc[at].lower_ in HELPERS or doc[at].tag_ == "RB"):
        at -= 1
    if at > 0 and doc[at].text == ",":
        at = next((i - 1 for i in range(at - 1, max(0, at - ASIDE), -1) if doc[i].text == ","), at)
    return doc[at] if at >= 0 and (doc[at].pos_ in ("NOUN", "PROPN") or doc[at].tag_ == "PRP") else None
