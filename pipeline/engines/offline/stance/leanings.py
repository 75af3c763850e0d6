"""Sides that actors lean to, where no words say one: two logistic models over cues and words in all they say, ask and do.

Most people whom an article quotes have a side on its issue, and the words that show it are often in no list. One model weighs whether
somebody takes a side at all, the other on which, by who speaks, where, how, and in what words. Their weights are data, fitted to gold by
`evals/benchmarks/leanings.py`. What they give is a guess, made only where the side is likely enough.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.odds import chances
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.stance.holders import Side, holder_name, takes_sides
from pipeline.engines.offline.stance.issues import Issues
from pipeline.engines.offline.stance.praise import judgement
from pipeline.labels import Polarity
from pipeline.lexicons import load
from pipeline.words import content_stems

_WORDS = load("leanings")
_BENEFITS, _HARMS = _WORDS.words("benefits"), _WORDS.words("harms")
_DEFENDING, _WARNING = _WORDS.words("defending"), _WORDS.words("warning")
_OFFICERS, _OUTSIDERS = (re.compile(rf"\b{_WORDS.pattern(group)}\b", re.IGNORECASE) for group in ("officers", "outsiders"))
# "It was too early to say", in texts in small letters.
_SAYING_NOTHING = re.compile(rf"\b{load('questions').pattern('evasive')}\b")
_SIDELESS = load("stance").words("inquiries") | _WORDS.words("misfortunes") | _WORDS.words("gatherings")
_KINDS: Mapping[str, frozenset[str]] = {"furthers": _WORDS.words("furthering"), "resists": _WORDS.words("resisting")}
# Kinds of holders, by a word in their name or beside it.
_HOLDERS: Mapping[str, frozenset[str]] = {kind: frozenset(words) for kind, words in _WORDS.table("holders").items()}
# How far down the article somebody comes in, as shares of its sentences.
_DOWN = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8)
# In long articles many are heard who take no side.
_LENGTHS = (14, 22, 32)
_SHORTEST = 3
_LETTERS = re.compile(r"[a-z]+")
_PER_SENTENCE = ("praise", "blame", "negated")
_WEIGHTS: Mapping[str, Sequence[float]] = {**_WORDS.table("weights"), **load("leaning_words").table("weights")}
# What a word counts beside a cue, whose unit is its spread over the articles.
WORD = 3.0
# In shorter texts there is too little to guess by.
FEWEST = 5
# A cue counts at most so often; so many sentences tell as much as more.
_MOST, _MOST_SENTENCES = 3, 5
# How far around the first mention of a name its role stands, in characters.
_BEFORE, _AFTER = 80, 80
_UNSAID = frozenset({"PROPN", "NUM", "PUNCT", "SPACE"})


@dataclass(frozen=True, slots=True)
class Undecided:
    """An actor who may lean to a side: what that actor says, asks and does, and what of it counts, cues and words alike."""

    holder: str
    said: Sequence[Speech]
    seen: Mapping[str, float]


def leaning_sides(actors: Iterable[Undecided], issues: Issues, *, contested: bool) -> Iterable[Side]:
    """A side on the topic for each actor who leans to one. contested: whether words tell somebody's; else a guess has to be surer."""
    model = _WORDS.table("model")
    least = float(model["least"]) + (0.0 if contested else float(model["more_for_uncontested"]))
    for actor in actors:
        if (polarity := _leaning(actor.seen, least)) is not None:
            polarity = "opposes" if _is_against(actor.holder, issues.topic) else polarity
            yield Side(actor.holder, issues.topic, polarity, _telling(actor.said, issues).sentence.id, "leans", weak=True)


def can_lean(issues: Issues, sentences: int) -> bool:
    """Whether a side can be guessed: there is an issue that one could be for, and the article is long enough to tell by.

    An inquiry, a misfortune or a gathering is none, nor what a single word names that no list has ("the state").
    """
    says_which = issues.is_known or len(content_stems(issues.topic)) > 1
    return bool(issues.key) and says_which and issues.key not in _SIDELESS and sentences >= FEWEST


def undecided(
    speeches: Sequence[Speech],
    names: Names,
    issues: Issues,
    text: str,
    sentences: int,
    taken: Collection[str],
    judged: Mapping[str, Polarity],
    elsewhere: Collection[tuple[str, int]] = (),
) -> Iterator[Undecided]:
    """Whoever has no side on the topic yet, and has not said that it is too early for one. Nobody where no side can be guessed.

    speeches: what actors say, ask and do. sentences: how many the article has. taken: who has a side on the topic already.
    judged: what somebody's words of praise and blame amount to. elsewhere: who is for or against something else, and in which sentence:
    whoever does only that has no side on the topic.
    """
    if not can_lean(issues, sentences):
        return
    spoken_for = {holder.lower() for holder in taken} | {(names.affiliation(holder) or holder).lower() for holder in taken}
    for order, (holder, said) in enumerate(speakers(speeches, text).items()):
        if any(_SAYING_NOTHING.search(speech.sentence.lower) for speech in said):
            continue
        if all((holder, speech.sentence.id) in elsewhere for speech in said):
            continue
        if not {holder.lower(), (names.affiliation(holder) or holder).lower()} & spoken_for:
            verdict = {f"judged {side}": float(judged.get(holder) == side) for side in ("supports", "opposes")}
            counted = cues(holder, said, issues, text, sentences, order)
            yield Undecided(holder, said, {**counted, **verdict, **dict.fromkeys(words(holder, said, text), WORD)})


def speakers(speeches: Iterable[Speech], text: str) -> Mapping[str, Sequence[Speech]]:
    """What each of those who can take sides says, asks and does, by the name that a position would have; in the order of the article."""
    found: dict[str, list[Speech]] = {}
    for speech in sorted(speeches, key=lambda speech: speech.sentence.id):
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
    around = _around(holder, text)
    near, name = set(_LETTERS.findall(around.lower())), set(_LETTERS.findall(holder.lower()))
    down = said[0].sentence.id / sentences
    kind = said[0].source.kind
    return {
        **{cue: float(min(count, _MOST)) for cue, count in counts.items()},
        **{f"{cue} each": counts[cue] / len(said) for cue in _PER_SENTENCE},
        "only does": float(all(speech.act == "do" for speech in said)),
        "sentences": float(min(len(said), _MOST_SENTENCES)),
        "named": float(kind == "named"),
        "anonymous": float(kind == "anonymous"),
        "institution": float(kind == "institution"),
        "proper name": float(holder[:1].isupper()),
        **{f"{group} by name": float(bool(name & listed)) for group, listed in _HOLDERS.items()},
        **{f"{group} nearby": float(bool(near & listed)) for group, listed in _HOLDERS.items()},
        "in office": float(_OFFICERS.search(around) is not None),
        "outsider": float(_OUTSIDERS.search(around) is not None),
        "down the article": down,
        **{f"below {share:.0%}": float(down > share) for share in _DOWN},
        "speaks first": float(order == 0),
        "speaks second": float(order == 1),
        **{f"over {length} sentences": float(sentences > length) for length in _LENGTHS},
        "known issue": float(issues.is_known),
        "always": 1.0,
    }


def _of_speech(speech: Speech, issues: Issues) -> Iterable[str]:
    """The cues of one sentence; words of benefit and harm as often as they stand there."""
    tokens = [speech.sentence.doc[i] for i in sorted(speech.tokens)]
    judged = judgement(speech)
    cue = speech.cue_token.lemma_.lower() if speech.cue is not None else ""
    forms = [(token.lower_, token.lemma_.lower()) for token in tokens]
    yield from ("benefit" for written, lemma in forms if written in _BENEFITS or lemma in _BENEFITS)
    yield from ("harm" for written, lemma in forms if written in _HARMS or lemma in _HARMS)
    yield from ("negated" for token in tokens if token.dep_ == "neg" or token.lower_ in ("no", "never", "nothing", "nobody", "cannot"))
    done, on_topic = speech.act == "do", any(issues.is_topic(token) for token in tokens)
    yield from (kind for kind, verbs in _KINDS.items() if done and cue in verbs)
    holds: dict[str, bool] = {
        "does": done,
        "acts on topic": done and on_topic,
        "asks who or why": speech.act == "ask",
        "praise": judged > 0,
        "blame": judged < 0,
        "on topic": on_topic,
        "quoted": speech.attribution != "indirect",
        "defends": cue in _DEFENDING,
        "warns": cue in _WARNING,
        "wants": speech.act == "want",
        "accuses": speech.act == "accuse",
    }
    yield from (name for name, is_so in holds.items() if is_so)
    written, tags = {form for form, _ in forms}, {token.tag_ for token in tokens}
    yield from (name for name, listed in _WRITTEN.items() if written & listed)
    yield from (name for name, tag in _TAGGED.items() if tag in tags)


_WRITTEN: Mapping[str, frozenset[str]] = {
    "we": frozenset({"we", "our", "us"}),
    "I": frozenset({"i", "my", "me"}),
    "you": frozenset({"you", "your"}),
    "will": frozenset({"will", "'ll", "’ll"}),
    "would": frozenset({"would", "could", "might"}),
    "should": frozenset({"should", "must", "need", "needs", "ought"}),
    "if": frozenset({"if"}),
    "asks": frozenset({"?"}),
}
_TAGGED = {"past": "VBD", "number": "CD"}


def words(holder: str, said: Sequence[Speech], text: str) -> set[str]:
    """What somebody says, the verbs of it and of acts, and what stands near the first mention of the name; no names and no numbers."""
    tokens = (speech.sentence.doc[i] for speech in said for i in speech.tokens)
    found = {f"said {token.lemma_.lower()}" for token in tokens if token.pos_ not in _UNSAID}
    found |= {f"{'does' if speech.act == 'do' else 'cue'} {speech.cue_token.lemma_.lower()}" for speech in said if speech.cue is not None}
    near = _LETTERS.findall(_around(holder, text).lower().replace(holder.lower(), " "))
    return found | {f"near {word}" for word in near if len(word) >= _SHORTEST}


def _around(holder: str, text: str) -> str:
    place = text.find(holder)
    return text[max(0, place - _BEFORE) : place + len(holder) + _AFTER] if place >= 0 else ""


def _leaning(seen: Mapping[str, float], least: float) -> Polarity | None:
    """The side that is likelier than `least`."""
    takes, opposes = chances(seen, _WEIGHTS, 2)
    if takes * max(opposes, 1 - opposes) < least:
        return None
    return "opposes" if opposes > 1 / 2 else "supports"


def _is_against(holder: str, topic: str) -> bool:
    """ "the lawsuit against Ott": Ott is not for it."""
    _, against, whom = topic.partition(" against ")
    return bool(against) and holder.rsplit(maxsplit=1)[-1] in whom.split()


def _telling(said: Sequence[Speech], issues: Issues) -> Speech:
    """The sentence that shows most: one that judges or names the topic, else one that is quoted, else the first."""

    def worth(speech: Speech) -> int:
        named = any(issues.is_topic(speech.sentence.doc[i]) for i in speech.tokens)
        return 2 * named + 2 * (judgement(speech) != 0) + (speech.attribution != "indirect")

    return max(said, key=worth)
