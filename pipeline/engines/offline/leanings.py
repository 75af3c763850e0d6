"""Sides that speakers lean to, where no words say one: a logistic model over cues that are counted in all they say on the record.

Most people whom an article quotes have a side on its issue, and the words that show it are often in no list. The model (multinomial
logistic regression; its weights are data, fitted to dev by `evals/benchmarks/leanings.py`) weighs who speaks, how, and in what kind of
words. What it gives is a guess, made only where it is likelier than any other answer by a margin.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from math import exp
from typing import Any

from pipeline.engines.offline.holders import Side, holder_name, takes_sides
from pipeline.engines.offline.issues import Issues
from pipeline.engines.offline.judging import judgement
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech import Speech
from pipeline.labels import Polarity
from pipeline.lexicons import load

_WORDS = load("leanings")
_BENEFITS, _HARMS = _WORDS.words("benefits"), _WORDS.words("harms")
_DEFENDING, _WARNING = _WORDS.words("defending"), _WORDS.words("warning")
_OFFICERS, _OUTSIDERS = (re.compile(rf"\b{_WORDS.pattern(group)}\b", re.IGNORECASE) for group in ("officers", "outsiders"))
# "It was too early to say", in texts in small letters.
_SAYING_NOTHING = re.compile(rf"\b{load('questions').pattern('evasive')}\b")
# What victims and witnesses say in reports of these is not about them.
_INQUIRIES = frozenset({"inquiry", "arrest", "trial", "charge"})
_PER_SENTENCE = ("praise", "blame", "negated")
# A cue counts at most so often; so many sentences tell as much as more.
_MOST, _MOST_SENTENCES = 3, 5
# How far around the first mention of a name its role stands, in characters.
_BEFORE, _AFTER = 80, 100


def leaning_sides(
    speeches: Sequence[Speech], names: Names, issues: Issues, text: str, sentences: int, taken: Collection[str]
) -> Iterable[Side]:
    """A side on the topic for each speaker who leans to one, and whose body has none.

    sentences: how many the article has. taken: who has a side on the topic already.
    """
    if not issues.key or issues.key in _INQUIRIES:
        return
    weights, least = _WORDS.table("weights"), float(_WORDS.table("model")["least"])
    spoken_for = {holder.lower() for holder in taken} | {(names.affiliation(holder) or holder).lower() for holder in taken}
    for order, (holder, said) in enumerate(speakers(speeches, text).items()):
        if any(_SAYING_NOTHING.search(speech.sentence.lower) for speech in said):
            continue
        if {holder.lower(), (names.affiliation(holder) or holder).lower()} & spoken_for:
            continue
        if (polarity := _leaning(cues(holder, said, issues, text, sentences, order), weights, least)) is not None:
            yield Side(holder, issues.topic, polarity, _telling(said, issues).sentence.id, "leans", weak=True)


def speakers(speeches: Iterable[Speech], text: str) -> Mapping[str, Sequence[Speech]]:
    """What each of those who can take sides says, by the name that a position would have."""
    found: dict[str, list[Speech]] = {}
    for speech in speeches:
        if takes_sides(speech.source):
            found.setdefault(holder_name(speech.source, text), []).append(speech)
    return found


def cues(holder: str, said: Sequence[Speech], issues: Issues, text: str, sentences: int, order: int) -> dict[str, float]:
    """How often each cue occurs in what somebody says: in so many sentences, at most three; "… each" is a share of the sentences.

    order: how many speak before. The first whom an article quotes is mostly behind what it tells, and the second answers.
    """
    counts: Counter[str] = Counter()
    for speech in said:
        counts.update(_of_speech(speech, issues))
    place = text.find(holder)
    around = text[max(0, place - _BEFORE) : place + _AFTER] if place >= 0 else ""
    return {
        **{cue: float(min(count, _MOST)) for cue, count in counts.items()},
        **{f"{cue} each": counts[cue] / len(said) for cue in _PER_SENTENCE},
        "sentences": float(min(len(said), _MOST_SENTENCES)),
        "named": float(said[0].source.kind == "named"),
        "anonymous": float(said[0].source.kind == "anonymous"),
        "in office": float(_OFFICERS.search(around) is not None),
        "outsider": float(_OUTSIDERS.search(around) is not None),
        "down the article": said[0].sentence.id / sentences,
        "speaks first": float(order == 0),
        "speaks second": float(order == 1),
        "known issue": float(issues.is_known),
        "always": 1.0,
    }


def _of_speech(speech: Speech, issues: Issues) -> Iterable[str]:
    """The cues of one sentence; words of benefit and harm as often as they stand there."""
    tokens = [speech.sentence.doc[i] for i in sorted(speech.tokens)]
    judged = judgement(speech)
    cue = speech.cue_token.lemma_.lower() if speech.cue is not None else ""
    yield from ("benefit" for token in tokens if {token.lower_, token.lemma_.lower()} & _BENEFITS)
    yield from ("harm" for token in tokens if {token.lower_, token.lemma_.lower()} & _HARMS)
    yield from ("negated" for token in tokens if token.dep_ == "neg" or token.lower_ in ("no", "never", "nothing", "nobody", "cannot"))
    holds: dict[str, bool] = {
        "praise": judged > 0,
        "blame": judged < 0,
        "on topic": any(issues.is_topic(token) for token in tokens),
        "quoted": speech.attribution != "indirect",
        "defends": cue in _DEFENDING,
        "warns": cue in _WARNING,
        "wants": speech.act == "want",
        "accuses": speech.act == "accuse",
    }
    yield from (name for name, is_so in holds.items() if is_so)
    yield from (name for name, test in _TOKENS.items() if any(map(test, tokens)))


_TOKENS: dict[str, Callable[[Any], bool]] = {
    "we": lambda token: token.lower_ in ("we", "our", "us"),
    "I": lambda token: token.lower_ in ("i", "my", "me"),
    "you": lambda token: token.lower_ in ("you", "your"),
    "will": lambda token: token.lower_ in ("will", "'ll", "’ll"),
    "would": lambda token: token.lower_ in ("would", "could", "might"),
    "should": lambda token: token.lower_ in ("should", "must", "need", "needs", "ought"),
    "if": lambda token: token.lower_ == "if",
    "past": lambda token: token.tag_ == "VBD",
    "number": lambda token: token.tag_ == "CD",
    "asks": lambda token: token.text == "?",
}


def _leaning(counted: Mapping[str, float], weights: Mapping[str, Sequence[float]], least: float) -> Polarity | None:
    """The side that is likelier than `least`; the weights are for supports and opposes, against none."""
    pull = [sum(count * weights[cue][side] for cue, count in counted.items() if cue in weights) for side in (0, 1)]
    total = 1 + sum(map(exp, pull))
    supports, opposes = (exp(value) / total for value in pull)
    if max(supports, opposes) < least:
        return None
    return "supports" if supports > opposes else "opposes"


def _telling(said: Sequence[Speech], issues: Issues) -> Speech:
    """The sentence that shows most: one that judges or names the topic, else one that is quoted, else the first."""

    def worth(speech: Speech) -> int:
        named = any(issues.is_topic(speech.sentence.doc[i]) for i in speech.tokens)
        return 2 * named + 2 * (judgement(speech) != 0) + (speech.attribution != "indirect")

    return max(said, key=worth)
