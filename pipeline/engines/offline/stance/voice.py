"""The article's own voice: straight reporting, a press release, or a column with its author's view."""

import re
from collections.abc import Sequence

from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.stance.predicates import judgements
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.labels import ArticleStance
from pipeline.lexicons import load
from pipeline.reading import Reading

_WORDS = load("stance")
_PRAISE, _BLAME = _WORDS.words("praise"), _WORDS.words("blame")
_DUTY_FOR, _DUTY_AGAINST = _WORDS.words("duty_for"), _WORDS.words("duty_against")
_COLUMN = re.compile(rf"^\W*{_WORDS.pattern('column_lines')}\b", re.IGNORECASE)
_RELEASE = re.compile(rf"^\W*{_WORDS.pattern('release_lines')}\b", re.IGNORECASE)


# Sentences of a release in which its issuer says what it is about.
_LEAD = 2


def is_release(reading: Reading) -> bool:
    """Whether the text is a press release, by the lines that only those have."""
    return any(_RELEASE.match(reading.text_of(line)) for line in reading.lines)


def article_stance(reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech]) -> ArticleStance:
    """neutral, unless the text is a press release (its issuer's voice) or a column (its author's)."""
    if is_release(reading):
        return "critical" if _objects(parsed[:_LEAD]) else "supportive"
    lines = [reading.text_of(line) for line in reading.lines]
    spoken = {(speech.sentence.id, i) for speech in speeches for i in speech.tokens}
    own = [token for sentence in parsed for token in sentence.doc if (sentence.id, token.i) not in spoken and not sentence.quoted[token.i]]
    first = sum(token.lower_ in ("i", "my", "me", "we", "our", "us") and token.tag_ in ("PRP", "PRP$") for token in own)
    duties = sum(token.lower_ in ("should", "must", "ought") and token.tag_ == "MD" for token in own)
    marked = any(_COLUMN.match(line) for line in lines[:4] + lines[-4:])
    if not marked and first + 2 * duties < max(4, len(parsed) / 4):
        return "neutral"
    balance = sum((token.lower_ in _PRAISE) - (token.lower_ in _BLAME) for token in own) / 3 + sum(_duty(token) for token in own)
    return "supportive" if balance > 0 else "critical"


def _objects(lead: Sequence[Parsed]) -> bool:
    """Whether the lead of a release is against something: its issuer "called on the ministry to withdraw the rules"."""
    sides = [found.polarity for sentence in lead for found in judgements(sentence.doc) if not sentence.quoted[found.verb.i]]
    return "opposes" in sides and "supports" not in sides


def _duty(verb: Token) -> int:
    """What the author says should be done: +1 for the topic, -1 against it."""
    if verb.pos_ != "VERB" or verb.tag_ != "VB":
        return 0
    first = verb
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    helpers = {child.lower_ for child in first.children if child.dep_ in ("aux", "neg")}
    imperative = not helpers and first.dep_ == "ROOT" and not any(child.dep_ == "nsubj" for child in first.children)
    if not (helpers & {"should", "must", "ought"} or imperative):
        return 0
    value = (verb.lemma_.lower() in _DUTY_FOR) - (verb.lemma_.lower() in _DUTY_AGAINST)
    return -value if helpers & {"not", "n't", "n’t"} else value
