"""Where sources of an article contradict each other: denials, rebuttals, rival figures."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.clauses import Proposition
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.engines.offline.speech import Speech
from pipeline.engines.offline.wording import ask, lowered, plain, turned, yes_no
from pipeline.lexicons import load
from pipeline.reading import FigureCandidate, Reading
from pipeline.words import content_stems, stem

_WORDS = load("questions")
_NOT_GRANTED = _WORDS.words("not_granted")
_RESTATES = re.compile(rf"\b{_WORDS.pattern('restates')}\b", re.IGNORECASE)
_CONTRADICTIONS = re.compile(rf"\b{_WORDS.pattern('contradictions')}\b", re.IGNORECASE)


def contradictions(
    parsed: Sequence[Parsed], speeches: Sequence[Speech], claims: dict[int, list[Proposition]], names: Names
) -> Iterable[DraftQuestion]:
    denied = {speech.sentence.id for speech in speeches if speech.act == "deny"}
    for speech in speeches:
        if speech.act == "deny" and speech.cue is not None:
            yield from _denied(speech, claims, names)
    for sentence in parsed:
        if sentence.id not in denied and (question := _not_granted(sentence, names)):
            yield DraftQuestion(kind="disputed", question=question, sentences=(sentence.id,), rule="not granted")
            continue
        match = _CONTRADICTIONS.search(sentence.text)
        before = said_before(claims, sentence.id)
        if match is not None and match.group().endswith(" that") and sentence.text[match.end() : match.end() + 2].strip().isalnum():
            continue  # "doubts that it will last" doubts what follows
        if match is not None and before is not None and sentence.id not in denied:
            sentences = tuple(sorted({before.sentence.id, sentence.id}))
            yield DraftQuestion(
                kind="disputed", question=turned(before, names), sentences=sentences, rule=f"contradiction: {match.group().lower()}"
            )


def _not_granted(sentence: Parsed, names: Names) -> str:
    """ "It does not accept that the gate was at fault": was it?"""
    for token in sentence.doc:
        if token.lemma_.lower() in _NOT_GRANTED and any(child.dep_ == "neg" for child in token.children):
            clause = next((child for child in token.children if child.dep_ == "ccomp" and _has_that(child)), None)
            if clause is not None and (question := yes_no(clause, sentence, names)):
                return question
    return ""


def said_before(claims: dict[int, list[Proposition]], sentence_id: int) -> Proposition | None:
    """The last thing that somebody said in the two sentences before."""
    for number in (sentence_id - 1, sentence_id - 2):
        spoken = [claim for claim in claims.get(number, []) if claim.speech is not None and claim.speech.act != "deny"]
        if spoken:
            return spoken[-1]
    return None


def _denied(speech: Speech, claims: dict[int, list[Proposition]], names: Names) -> Iterable[DraftQuestion]:
    """A denial: is what is denied true? Where it is "that" or "it", what was said before."""
    verb = speech.cue_token
    denied = next((child for child in verb.children if child.dep_ in ("ccomp", "xcomp", "dobj")), None)
    if denied is None:
        return
    sentences: tuple[int, ...] = (speech.sentence.id,)
    question = ""
    if denied.pos_ == "PRON" or (
        denied.pos_ == "NOUN"
        and not list(denied.rights)
        and denied.lemma_.lower() in ("claim", "allegation", "accusation", "charge", "number", "figure", "calculation")
    ):
        # "…, a charge that the mayor denied" stands behind its charge.
        same = [claim for claim in claims.get(speech.sentence.id, []) if claim.root is not None and claim.root < verb.i]
        before = same[-1] if verb.dep_ == "relcl" and same else said_before(claims, speech.sentence.id)
        if before is not None:
            question, sentences = turned(before, names), (before.sentence.id, speech.sentence.id)
    elif denied.pos_ in ("VERB", "AUX") and denied.tag_ != "VBG":
        question = yes_no(denied, speech.sentence, names)
    elif denied.tag_ == "VBG":
        question = ask(f"Is {speech.source.name} guilty of {clause_text(list(denied.subtree))}")
    if not question:
        inner = next(
            (word for word in denied.subtree if word.dep_ in ("acl", "ccomp", "relcl") and word.i > denied.i and _has_that(word)), None
        )
        question = yes_no(inner, speech.sentence, names) if inner is not None else ""
    if not question and denied.pos_ in ("NOUN", "PROPN"):
        question = ask(f"Is there truth in {lowered(plain(denied))}")
    if question:
        yield DraftQuestion(kind="disputed", question=question, sentences=sentences, rule="denial")


def _has_that(verb: Any) -> bool:
    return any(child.lower_ == "that" for child in verb.children)


_NUMBER_TALK = re.compile(
    r"\b(?:puts?|nearer|closer to|rather than|not|own|at most|at least|only|instead|disputed?|figure|toll|number|count(?:ed)?"
    r"|estimate[sd]?|says?|said)\b",
    re.IGNORECASE,
)


# Units of so many things that two numbers in one of them need more in common.
_ANYTHING = frozenset({None, "percent", "percentage_point", "year", "month", "week", "day", "hour", "times", "fraction"})
_PUTS = re.compile(r"\b(?:puts?|toll|number|figure)\b", re.IGNORECASE)


def rival_figures(reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech]) -> Iterable[DraftQuestion]:
    """Two sources that give different numbers of one thing ("at least 58 people", "the number of dead at 94")."""
    spoken: dict[int, list[Speech]] = {}
    for speech in speeches:
        spoken.setdefault(speech.sentence.id, []).append(speech)
    by_id = {sentence.id: sentence for sentence in parsed}
    seen: list[tuple[FigureCandidate, str, frozenset[str]]] = []
    for candidate in reading.candidates:
        sentence = by_id.get(candidate.sentence)
        if candidate.hint != "figure" or candidate.value is None or sentence is None:
            continue
        source = _source_of(candidate, sentence, spoken.get(candidate.sentence, []))
        place = candidate.number_start - sentence.sentence.start
        words = frozenset(content_stems(sentence.text[max(0, place - 90) : place + 90])) - {stem(word) for word in source.split()}
        for other, other_source, other_words in reversed(seen[-10:]):
            if not source or source == other_source or other.value == candidate.value or candidate.sentence - other.sentence > 4:
                continue
            same_unit = other.unit == candidate.unit or None in (other.unit, candidate.unit)
            needed = 3 if other.unit == candidate.unit or _PUTS.search(sentence.text) else 4
            restated = _RESTATES.search(sentence.text, 0, place) is not None and candidate.sentence - other.sentence <= 2
            if same_unit and (
                (len(words & other_words) >= needed and _NUMBER_TALK.search(sentence.text))
                or (restated and other.unit not in _ANYTHING and candidate.sentence != other.sentence)
            ):
                question = ask(
                    f"Which figure is right, {reading.text_of(other)} or {reading.text_of(candidate)}, "
                    f"for {_shared(words & other_words, sentence)}"
                )
                yield DraftQuestion(
                    kind="disputed", question=question, sentences=tuple(sorted({other.sentence, candidate.sentence})), rule="rival-figures"
                )
                break
        seen.append((candidate, source, words))


def _source_of(candidate: FigureCandidate, sentence: Parsed, speeches: Sequence[Speech]) -> str:
    place = candidate.number_start - sentence.sentence.start
    for speech in speeches:
        if any(sentence.doc[i].idx <= place < sentence.doc[i].idx + len(sentence.doc[i]) for i in speech.tokens):
            return speech.source.name
    return ""


def _shared(stems: frozenset[str], sentence: Parsed) -> str:
    """The words that both passages have, as they stand in the later one."""
    words = [token.text for token in sentence.doc if token.pos_ in ("NOUN", "PROPN") and stem(token.text) in stems]
    return " ".join(dict.fromkeys(words)) or "this"
