"""How likely a sentence leaves something open, and of which kind: one logistic model a kind, over words, verb forms and neighbours.

The forms that `openings`, `coming`, `unsettled` and `contradictions` know find what is left open where it is said as they foresee. What
they found is one cue here; the others are the words of the sentence, its tenses, and what it shares with the sentences around it that
others say: most contradictions are two accounts side by side, with no word that says so. The weights are data, fitted to gold by
`evals/benchmarks/open_ends.py`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.odds import chances
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.stance.deeds import TIMES
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.labels import QuestionKind
from pipeline.lexicons import load
from pipeline.words import content_stems

KINDS: tuple[QuestionKind, ...] = ("unresolved", "unanswered", "unsupported", "disputed")
_WEIGHTS: Mapping[str, Sequence[float]] = load("open_ends").table("weights")
# What a rule's finding counts beside a word.
RULE = 3.0
# How far around a sentence others answer it.
_NEAR = 3
_MOST_SHARED, _MOST_SPEAKERS = 5, 2
_WORDS_A_STEP, _LONGEST = 8, 5
_MARKS = frozenset("?:;")
_HELPERS = ("aux", "auxpass", "neg")
_NEGATING = frozenset({"no", "never", "nothing", "none", "nobody", "not"})
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?")

Likely = Mapping[QuestionKind, float]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is compared between sentences: stems, who speaks, and whether it has a number and a negation."""

    stems: frozenset[str]
    speakers: frozenset[str]
    number: bool
    negated: bool
    paragraph: int


def likely(parsed: Sequence[Parsed], speeches: Iterable[Speech], found: Iterable[DraftQuestion]) -> list[Likely]:
    """For each sentence how likely a question of each kind hangs on it, in [0, 1]. found: the questions that rules see."""
    return [dict(zip(KINDS, chances(seen, _WEIGHTS, len(KINDS)), strict=True)) for seen in cues(parsed, speeches, found)]


def cues(parsed: Sequence[Parsed], speeches: Iterable[Speech], found: Iterable[DraftQuestion]) -> Iterator[dict[str, float]]:
    """The cues of each sentence of an article, in order."""
    said: dict[int, set[str]] = {}
    for speech in speeches:
        said.setdefault(speech.sentence.id, set()).add(speech.source.name)
    ruled: dict[int, set[str]] = {}
    for question in found:
        for number in question.sentences:
            ruled.setdefault(number, set()).update((f"rule {question.kind}", f"rule {question.kind} {question.rule.partition(':')[0]}"))
        ruled.setdefault(question.sentences[-1], set()).add(f"rule {question.kind} ends")
    seen = [_seen(sentence, frozenset(said.get(sentence.id, ()))) for sentence in parsed]
    for place, sentence in enumerate(parsed):
        own = {*_words(sentence), *_forms(sentence), *_where(sentence, place, len(parsed))}
        own |= {"always", f"speakers {min(_MOST_SPEAKERS, len(seen[place].speakers))}"}
        own |= _beside("before", seen[place], seen[max(0, place - _NEAR) : place], nearest=-1)
        own |= _beside("after", seen[place], seen[place + 1 : place + 1 + _NEAR], nearest=0)
        yield {**dict.fromkeys(own, 1.0), **dict.fromkeys(ruled.get(sentence.id, ()), RULE)}


def _seen(sentence: Parsed, speakers: frozenset[str]) -> _Seen:
    return _Seen(
        frozenset(content_stems(sentence.text)),
        speakers,
        any(token.like_num for token in sentence.doc),
        any(token.dep_ == "neg" or token.lower_ in _NEGATING for token in sentence.doc),
        sentence.sentence.paragraph,
    )


def _words(sentence: Parsed) -> Iterator[str]:
    """The words of a sentence by their lemmas; names, numbers and dates are each one word."""
    for token in sentence.doc:
        if token.text in TIMES or _MONTH.fullmatch(token.text):
            yield "has DATE"
        elif token.like_num:
            yield "has NUMBER"
        elif token.pos_ == "PROPN":
            yield "has NAME"
        elif token.is_alpha or token.text in _MARKS or not (token.is_punct or token.is_space):
            yield f"has {token.lemma_.lower()}"


def _forms(sentence: Parsed) -> Iterator[str]:
    """The helpers of each verb ("has yet", "will not be"), and the form of the main one."""
    for verb in sentence.verbs:
        helpers = " ".join(child.lower_ for child in verb.children if child.dep_ in _HELPERS)
        if verb.head.i == verb.i:
            yield f"main {helpers} {verb.tag_}"
        if helpers and verb.pos_ == "VERB":
            yield f"verb {helpers}"


def _where(sentence: Parsed, place: int, sentences: int) -> Iterator[str]:
    yield f"quoted {round(3 * sum(sentence.quoted) / len(sentence.doc))} of 3"
    yield f"down {5 * place // sentences} of 5"
    yield f"length {min(_LONGEST, len(sentence.doc) // _WORDS_A_STEP)}"
    if place == sentences - 1:
        yield "last"
    if place >= sentences - _NEAR:
        yield "near the end"


def _beside(where: str, here: _Seen, around: Sequence[_Seen], nearest: int) -> set[str]:
    """What a sentence shares with those on one side of it, and how the nearest of them differs."""
    others = [other for other in around if other.speakers != here.speakers]
    shared = max((len(here.stems & other.stems) for other in around), default=0)
    with_others = max((len(here.stems & other.stems) for other in others), default=0)
    found = {f"{where} shares {min(_MOST_SHARED, shared)}", f"{where} shares with others {min(_MOST_SHARED, with_others)}"}
    if any(here.number and other.number and here.stems & other.stems for other in others):
        found.add(f"{where} numbers")
    if not around:
        return found
    other = around[nearest]
    differs = {
        "another speaks": bool(here.speakers and other.speakers) and here.speakers != other.speakers,
        "speech beside narration": bool(other.speakers) and not here.speakers,
        "negated here": here.negated and not other.negated,
        "negated there": other.negated and not here.negated,
        "same paragraph": here.paragraph == other.paragraph,
    }
    return found | {f"{where} {cue}" for cue, is_so in differs.items() if is_so}
