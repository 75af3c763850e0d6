"""Whether words judge well or badly: praise and blame by lexicon, turned round by negation."""

import re
from collections.abc import Iterable

from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load

_WORDS = load("stance")
_DEFENDERS = _WORDS.pattern("defenders")
_PUNISHERS = _WORDS.pattern("punishers")
_PRAISE, _BLAME = _WORDS.words("praise"), _WORDS.words("blame")


def judgement(speech: Speech) -> int:
    """+1 where praise prevails in what is said, -1 where blame does, else 0."""
    doc = speech.sentence.doc
    return balance(doc[i] for i in speech.tokens)


def of_topic(speech: Speech, key: str, text: str) -> int:
    """What a speech judges the topic to be. In a court report blame is for the deed and for mercy, and the defence asks for that."""
    value = judgement(speech)
    if key != "sentence":
        return value
    name = re.escape(speech.source.name.split()[-1])
    if _has_role(_DEFENDERS, name, text) or re.search(rf"\b{_DEFENDERS}\b", speech.source.name):
        return -1
    return 1 if value or _has_role(_PUNISHERS, name, text) else 0


def _has_role(roles: str, name: str, text: str) -> bool:
    """Whether a role stands beside a name, before or after it."""
    return bool(re.search(rf"(?i:\b{roles})\b[^.]{{0,30}}\b{name}\b|\b{name}\b,[^.]{{0,30}}\b{roles}\b", text))


def balance(tokens: Iterable[Token]) -> int:
    """The sign of praise minus blame."""
    total = 0
    for token in tokens:
        value = (token.lower_ in _PRAISE) - (token.lower_ in _BLAME)
        total += -value if value and _negated(token) else value
    return max(-1, min(1, total))


def _negated(token: Token) -> bool:
    """Whether "not" or "no" stands with a word, or with the verb that it completes ("is not fair", "has no future")."""
    around = (token, token.head) if token.dep_ in ("acomp", "attr", "dobj", "oprd", "advmod", "pobj") else (token,)
    return any(child.dep_ == "neg" or child.lower_ in ("no", "never", "nothing") for word in around for child in word.children)
