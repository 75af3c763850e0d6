"""Which issue an article is about, of all that its headline and its first sentences name: a linear model over cues.

Nouns that name issues and deeds ("closing the unit") are candidates, and so is the name that `issues` finds by rules. Each is weighed by
what it shares with the headline, the lead and the rest of the article, by its length, and by whether one can be for or against it. The
weights are data, fitted to gold by `evals/benchmarks/topics.py`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log1p

from pipeline.engines.offline.stance.deeds import COMMENTING, TIMES, deed, gerund, is_date, phrase
from pipeline.engines.offline.stance.issue_kinds import EVENTS, NAMED, is_event, is_known, key_of
from pipeline.engines.offline.stance.judgement import Judgement
from pipeline.engines.offline.stance.naming import event_name, takes_article, topic_name
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token, text_of
from pipeline.lexicons import load
from pipeline.words import content_stems, stem

_WEIGHTS: Mapping[str, float] = load("topics").table("weights")
_STANCE, _SPEECH, _NAMES = load("stance"), load("speech"), load("names")
_NO_ISSUES = _SPEECH.words("people") | _NAMES.words("bodies") | _NAMES.words("firms") | _STANCE.words("no_targets") | _STANCE.words("units")
_SAYING = _SPEECH.words("say") | _SPEECH.words("say_that")
# Verbs that name no deed by themselves.
_EMPTY = _SAYING | {"be", "have", "do", "get", "make", "take", "tell", "see", "want"}
# What is done to people: jailing, dismissing, appointing them.
_OF_PEOPLE = frozenset({"sentence", "dismissal", "arrest", "charge", "appointment", "trial", "suspension"})
_EARLY, _LATE = 6, 2
# Content words of a name: one alone seldom says which issue it is.
_SHORTEST, _LONGEST, _COUNTED = 2, 9, 5
# So often something in the article is judged counts, and no more.
_MOST_JUDGED = 3
_WHERE = frozenset({"at", "in", "near", "outside", "from"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An issue by its wording. token: what heads it; None for the name that rules gave. place: of its sentence, -1 for the headline."""

    text: str
    token: Token | None
    place: int


Weighed = tuple[Candidate, Mapping[str, float]]


def candidates(ours: str, headline: Sequence[Token] | None, parsed: Sequence[Parsed], judged: Sequence[Judgement]) -> list[Weighed]:
    """What the article could be about, each with its cues.

    ours: the name found by rules. headline: its parse. judged: what the article's sides are about.
    """
    scene = _Scene(ours, headline, parsed, judged)
    found = {frozenset(content_stems(ours)): Candidate(ours, None, 0)}
    for candidate in _named(headline, parsed):
        stems = frozenset(content_stems(candidate.text))
        if _SHORTEST <= len(stems) <= _LONGEST:
            found.setdefault(stems, candidate)
    return [(candidate, cues(candidate, scene)) for candidate in found.values()]


def central(found: Sequence[Weighed]) -> Candidate:
    """The candidate that weighs most; of equals the one that rules gave."""
    chosen, _ = max(
        found, key=lambda weighed: (sum(_WEIGHTS.get(cue, 0.0) * value for cue, value in weighed[1].items()), -found.index(weighed))
    )
    return chosen


class _Scene:
    """What an article's candidates are weighed against, by stems."""

    def __init__(self, ours: str, headline: Sequence[Token] | None, parsed: Sequence[Parsed], judged: Sequence[Judgement]) -> None:
        self.ours = set(content_stems(ours))
        self.headline = set(content_stems(text_of(headline))) if headline is not None else set[str]()
        self.sentences = [set(content_stems(sentence.text)) for sentence in parsed]
        self.counts = Counter(word for sentence in parsed for word in content_stems(sentence.text))
        self.judged = Counter(word for side in judged if side.thing is not None for word in content_stems(phrase(side.thing)))


def _named(headline: Sequence[Token] | None, parsed: Sequence[Parsed]) -> Iterator[Candidate]:
    """Nouns and deeds of the headline and of the first sentences, outside of quotations."""
    lines: list[tuple[int, Sequence[Token], Sequence[bool]]] = []
    if headline is not None:
        lines.append((-1, headline, [False] * len(headline)))
    lines += ((place, sentence.doc, sentence.quoted) for place, sentence in enumerate(parsed[:_EARLY]))
    for place, doc, quoted in lines:
        for token in doc:
            if not quoted[token.i]:
                yield from (Candidate(text, token, place) for text in _wordings(token, parsed))


def _wordings(token: Token, parsed: Sequence[Parsed]) -> Iterator[str]:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma not in _EMPTY:
        yield from _deeds(token, parsed)
    names = token.pos_ == "NOUN" or (token.pos_ == "PROPN" and (lemma in NAMED or is_known(key_of(token))))
    if not names or lemma in _NO_ISSUES or token.text in TIMES or len(token) < 3 or token.dep_ in ("compound", "nmod", "npadvmod"):
        return
    if (token.dep_ == "nsubj" and token.head.lemma_.lower() in _SAYING) or not _is_phrase(token):
        return
    yield _known(token, parsed)
    yield topic_name(token)


def _deeds(verb: Token, parsed: Sequence[Parsed]) -> Iterator[str]:
    """ "closing the unit", and with what it is done to or where: "moving births to Roedale"."""
    if is_event(verb):
        yield event_name(verb)
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if not things and verb.lemma_.lower() in EVENTS:
        things = [child for child in verb.children if child.dep_ == "nsubj" and child.pos_ == "NOUN"]
    things = [thing for thing in things if thing.pos_ in ("NOUN", "PROPN") and _is_phrase(thing)]
    if not things or (things[0].lemma_.lower() in _NO_ISSUES and key_of(verb) not in _OF_PEOPLE):
        return
    parts = [gerund(verb.lemma_.lower()), *(child.text for child in verb.children if child.dep_ == "prt"), _known(things[0], parsed)]
    yield " ".join(parts)
    for link in verb.rights:
        if link.dep_ == "prep" and not is_date(link) and link.lower_ not in COMMENTING and not any(word.like_num for word in link.subtree):
            yield " ".join([*parts, deed(link.subtree)])
            return


def _is_phrase(noun: Token) -> bool:
    """Whether the words of a noun are a phrase, and no clause that the parser lost ("as reservoir sinks to 19 per cent")."""
    opens = (
        noun.left_edge.pos_ not in ("ADP", "SCONJ", "ADV", "AUX", "VERB")
        or noun.left_edge.i == noun.i
        or noun.left_edge.tag_ in ("VBG", "VBN")
    )
    return opens and not any(word.tag_ in ("VBZ", "VBD", "VBP") and word.i < noun.i for word in noun.subtree)


def _known(noun: Token, parsed: Sequence[Parsed]) -> str:
    """A noun's words, with the article where the body speaks of one that is known; headlines leave it out."""
    words = phrase(noun)
    return f"the {words}" if noun.tag_ == "NN" and takes_article(noun.lower_, parsed) else words


def cues(candidate: Candidate, scene: _Scene) -> dict[str, float]:
    """How a candidate stands in the article. Shares are of its content words."""
    words = set(content_stems(candidate.text))
    size, token = len(words), candidate.token
    headline = len(words & scene.headline) / size if size else 0.0
    lead = len(words & scene.sentences[0]) / size if size else 0.0
    touched = _share(scene.sentences, lambda sentence: bool(words & sentence))
    counted = {
        "ours": float(token is None),
        "like the headline": _dice(words, scene.headline),
        "in the headline": headline,
        "in the headline, squared": headline**2,
        "all in the headline": float(headline == 1),
        "none in the headline": float(headline == 0),
        "in the lead": lead,
        "in the lead, squared": lead**2,
        "all in the lead": float(lead == 1),
        "in the headline and the lead": headline * lead,
        "like ours": _dice(words, scene.ours),
        "late": float(token is not None and candidate.place >= _LATE),
        "mentioned": fsum(log1p(scene.counts[word]) for word in words) / size if size else 0.0,
        "judged": sum(min(_MOST_JUDGED, scene.judged[word]) for word in words) / size if size else 0.0,
        "touched": touched,
        "touched, squared": touched**2,
        "named": _share(scene.sentences, lambda sentence: len(words & sentence) >= min(2, size)),
        f"words {size}": float(1 <= size <= _COUNTED),
    }
    return counted if token is None else {**counted, **_grammar(token, candidate.place, scene)}


def _grammar(token: Token, place: int, scene: _Scene) -> dict[str, float]:
    """What the word that heads a candidate is in its sentence."""
    is_deed = token.pos_ == "VERB"
    return {
        "known": float(is_known(key_of(token))),
        "head in the headline": float(stem(token.lemma_.lower()) in scene.headline),
        "where": float(token.dep_ == "pobj" and token.head.lower_ in _WHERE),
        "deed": float(is_deed),
        "deed of the headline": float(place < 0 and is_deed),
        "thing of the headline": float(place < 0 and not is_deed),
        "of the first sentence": float(place == 0),
        "of the second sentence": float(place == 1),
        "with a name": float(any(word.pos_ == "PROPN" for word in token.subtree)),
        "of something": float(any(child.lower_ == "of" for child in token.children)),
        "of somebody": float(any(child.dep_ == "poss" for child in token.children)),
        "with a complement": float(any(child.dep_ == "prep" for child in token.children)),
        f"as {token.dep_}": 1.0,
    }


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _share(sentences: Sequence[set[str]], holds: Callable[[set[str]], bool]) -> float:
    return sum(map(holds, sentences)) / len(sentences)
