"""Where two sources give different numbers of one thing ("at least 58 people", "the number of dead at 94")."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.draft import DraftFigure, DraftQuestion
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.questions.wording import ask, inside, plain
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load
from pipeline.reading import FigureCandidate, Reading
from pipeline.words import content_stems, stem

_RESTATES = re.compile(rf"\b{load('questions').pattern('restates')}\b")
_NUMBER_TALK = re.compile(
    r"\b(?:puts?|nearer|closer to|rather than|not|own|at most|at least|only|instead|disputed?|figure|toll|number|count(?:ed)?"
    r"|estimate[sd]?|says?|said)\b",
    re.IGNORECASE,
)
# Words that say that a number is another one of what was counted just before, and such as say of what it is.
_OF_THE_SAME = re.compile(
    r"\b(?:put|puts|putting|gives|gave|has|had) (?:it|that) (?:at|as)\b|\b(?:nearer|closer to|com(?:es|ing) to|came to)\b"
    r"|\b(?:figure|number|total|toll|share|gap|rate|count|sum) (?:is|was|were|would be|at|as)\b"
)
_PUT_AT = re.compile(r"\b(?:put|puts|putting|gives|gave|has|had) (?:the|its|their) ([\w’' ]{3,60}?) (?:at|as)\b")
_CHANGED = re.compile(r"\b(?:from|compared|against|than)\b", re.IGNORECASE)
_PUTS = re.compile(r"\b(?:puts?|toll|number|figure)\b", re.IGNORECASE)
# Units of so many things that two numbers in one of them need more in common.
_ANYTHING = frozenset({None, "share", "percentage_point", "year", "month", "week", "day", "hour", "times"})
_COMMON = _ANYTHING | {"person"} | frozenset(load("units").table("codes")["list"])
_SHARES = frozenset({"percent", "fraction"})
_DEAD = frozenset({"death", "fatality", "casualty", "body", "victim", "injury", "arrest"})
# One word for what the news calls by several, and what befalls people.
_KIN = {
    stem(word): stem(first)
    for first, *others in (
        ("killed", "died", "dead", "deaths", "death", "toll", "fatalities", "drowned", "perished"),
        ("injured", "hurt", "wounded", "injuries"),
        ("arrested", "detained", "arrests", "detentions"),
        ("missing", "unaccounted"),
    )
    for word in (first, *others)
}
_FATES = frozenset(_KIN.values())
# How many figures and sentences before one its rival may stand; how near where it is said to be another number of the same.
_BACK, _SENTENCES, _NEAR = 10, 4, 2
# Characters on either side of a number whose words say what it is of.
_BESIDE = 90


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure as a source gives it. source: "" for the article. unit: of the figure, shares and people under one name. about: stems of the
    words around it. of: stems of what it measures.
    """

    figure: DraftFigure
    candidate: FigureCandidate
    sentence: Parsed
    source: str
    unit: str | None
    about: frozenset[str]
    of: frozenset[str]
    is_counted: bool

    def is_in(self, claim: Proposition) -> bool:
        """Whether a claim states it."""
        place = self.candidate.number_start - self.sentence.sentence.start
        words = (self.sentence.doc[number] for number in claim.tokens)
        return any(word.idx <= place < word.idx + len(word) for word in words)

    def follows(self, words: re.Pattern[str]) -> re.Match[str] | None:
        """The last of some words before it in its sentence."""
        ahead = words.finditer(self.sentence.lower, 0, self.candidate.number_start - self.sentence.sentence.start)
        return next(iter(list(ahead)[-1:]), None)

    def is_of(self, one: "_Told") -> bool:
        """Whether its words say that it is another number of what an earlier figure counts."""
        put = self.follows(_PUT_AT)
        return self.follows(_OF_THE_SAME) is not None or (put is not None and not one.about.isdisjoint(content_stems(put[1])))


def rival_figures(
    reading: Reading, parsed: Sequence[Parsed], measured: Sequence[DraftFigure], claims: Mapping[int, Sequence[Proposition]]
) -> Iterable[DraftQuestion]:
    """A question for each figure that another source gives otherwise. measured: the figures of the article."""
    seen: list[_Told] = []
    for told in _told(reading, parsed, measured):
        rivals = [other for other in reversed(seen[-_BACK:]) if _are_rivals(reading, other, told)]
        if rivals:
            rival = max(rivals, key=lambda other: (len(other.of & told.of), len(other.about & told.about)))
            passage = tuple(sorted({rival.sentence.id, told.sentence.id}))
            yield DraftQuestion(kind="disputed", question=_which(reading, rival, told, claims), sentences=passage, rule="rival-figures")
        seen.append(told)


def _which(reading: Reading, one: _Told, other: _Told, claims: Mapping[int, Sequence[Proposition]]) -> str:
    """Which of two figures is right, by the claims that hold them; by what the first measures where one is no claim of its own."""
    ours, theirs = (next((claim for claim in claims.get(told.sentence.id, ()) if told.is_in(claim)), None) for told in (one, other))
    if ours is not None and theirs is not None and ours.statement != theirs.statement:
        return ask(f"Which is right, that {inside(ours)}, or that {inside(theirs)}")
    either = f"{reading.text_of(one.candidate)} or {reading.text_of(other.candidate)}"
    return ask(f"Which figure is right, {either}, for {one.figure.measures}")


def _told(reading: Reading, parsed: Sequence[Parsed], measured: Sequence[DraftFigure]) -> Iterator[_Told]:
    """The figures that have one value, in the order of the text."""
    by_id = {sentence.id: sentence for sentence in parsed}
    for figure in sorted(measured, key=lambda figure: figure.candidates[0]):
        candidate = reading.candidate(figure.candidates[0])
        sentence = by_id.get(candidate.sentence) if candidate is not None else None
        if candidate is None or candidate.value is None or sentence is None:
            continue
        counter = _counter(candidate, sentence)
        source = counter or figure.source or ""
        place = candidate.number_start - sentence.sentence.start
        near = content_stems(sentence.text[max(0, place - _BESIDE) : place + _BESIDE])
        about = _kin(near) - {stem(word) for word in source.split()}
        yield _Told(
            figure,
            candidate,
            sentence,
            source,
            _kind_of(figure.unit or candidate.unit),
            about,
            _kin(content_stems(figure.measures)),
            bool(counter),
        )


def _kin(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(_KIN.get(word, word) for word in stems)


def _kind_of(unit: str | None) -> str | None:
    """The unit, where deaths and arrests count people and a fifth is a share like 20 per cent."""
    return "person" if unit in _DEAD else "share" if unit in _SHARES else unit


def _counter(candidate: FigureCandidate, sentence: Parsed) -> str:
    """Who counts by the verb of the number: the subject of "Police recorded 40", "The log shows 38"; else ""."""
    place = candidate.number_start - sentence.sentence.start
    token = next((token for token in sentence.doc if token.idx + len(token) > place), None)
    behind: set[str] = set()
    while token is not None and token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        behind |= {token.lower_} if token.pos_ == "ADP" else set()
        token = token.head
    subject = subject_of(token) if token is not None else None
    if token is None or subject is None or subject.pos_ not in ("NOUN", "PROPN") or subject.dep_ != "nsubj" or subject.i > token.i:
        return ""
    if token.lemma_ in _WITH and not behind & _WITH[token.lemma_]:
        return ""
    counts = token.lemma_ in _COUNTING or (token.lemma_ in _TELLING and subject.lemma_.lower() in _COUNTS)
    return plain(subject) if counts or _RESTATES.search(sentence.lower, 0, place) else ""


# Verbs that count only with a preposition before the number.
_WITH = {"put": {"at", "as"}, "come": {"to"}, "arrive": {"at"}, "speak": {"of"}}
# Verbs whose subject counts, and such as do so where it is a document or a count.
_COUNTING = frozenset({"show", "list", "count", "record", "register", "put", "estimate", "reckon", "log", "tally"})
_TELLING = frozenset({"give", "have", "find", "come", "arrive", "speak", "be", "say", "suggest", "cite"})
_COUNTS = frozenset(
    {
        "record",
        "log",
        "register",
        "database",
        "figure",
        "count",
        "survey",
        "study",
        "report",
        "note",
        "paper",
        "analysis",
        "assessment",
        "application",
        "slide",
        "data",
        "memo",
        "estimate",
        "document",
        "version",
        "summary",
        "model",
        "tally",
        "census",
        "poll",
        "filing",
    }
)


def _are_alike(one: _Told, other: _Told) -> bool:
    """ "31%" and "almost a third": numbers that differ by no more than the words about them allow."""
    values = [
        float(Fraction(str(told.candidate.value))) * (100 if (told.figure.unit or told.candidate.unit) == "fraction" else 1)
        for told in (one, other)
    ]
    return max(values) <= _ALIKE * min(values) and "approx" in (one.candidate.bound, other.candidate.bound)


# Numbers that one word such as "about" may make equal; and what makes the first of two the whole of which the other is a part.
_ALIKE, _PART = 1.1, re.compile(r"\bof (?:the|its|their) $")


def _are_rivals(reading: Reading, one: _Told, other: _Told) -> bool:
    """Whether a figure is another source's number of what an earlier one counts."""
    apart = other.sentence.id - one.sentence.id
    if not other.source or other.source == one.source or one.candidate.value == other.candidate.value or apart > _SENTENCES:
        return False
    if _are_alike(one, other) or (not apart and _PART.search(reading.article.text, max(0, one.candidate.start - 8), one.candidate.start)):
        return False
    if not apart and _CHANGED.search(reading.article.text, one.candidate.end, other.candidate.start):
        return False  # "at 35 per cent, up from 12"
    if one.unit != other.unit and None not in (one.unit, other.unit):
        return False
    known = one.unit == other.unit
    shared = one.about & other.about
    if known and apart <= _NEAR and one.source and (apart or other.is_counted) and other.is_of(one):
        return True
    specific = one.unit not in _COMMON or (one.unit == "person" and shared)
    if specific and 0 < apart <= _NEAR and other.follows(_RESTATES):
        return True
    if known and other.is_counted and one.unit not in _COMMON:
        return True
    needed = 3 if known or _PUTS.search(other.sentence.text) else 4
    if known and one.unit not in _ANYTHING and shared & _FATES:
        needed = 1  # "40 arrested", "90 arrested": people whom the same befell
    return len(shared) >= needed and _NUMBER_TALK.search(other.sentence.text) is not None
