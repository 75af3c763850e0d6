"""Long articles: split into overlapping windows at paragraph borders, asked one after the other, and put together again.

A window is a Reading that shows a run of the sentences; their numbers, and those of the candidates, stay those of the whole article, so
that nothing has to be translated back. Who was named travels from window to window.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from pipeline.draft import DraftClaim, DraftFigure, DraftItem, DraftStance, Failure, Lost
from pipeline.engines.openai.salvage import Parsed
from pipeline.labels import Part
from pipeline.prompt import AnswerPart
from pipeline.reading import Reading, Sentence

# A window repeats the end of the one before, at most this share of it: a speaker or a sum is mostly named shortly before it is spoken of.
_OVERLAP = 0.1
# Longer lists of names cost more than they tell; the latest are the likeliest to be spoken of.
_MOST_PEOPLE = 40


def windows_of(reading: Reading, limit_tokens: int) -> tuple[Reading, ...]:
    """The reading in windows of at most that many estimated tokens; a single sentence that is longer has one of its own."""
    windows: list[tuple[Sentence, ...]] = []
    current: list[tuple[Sentence, ...]] = []
    size = 0
    for run in _runs(reading, limit_tokens):
        more = _tokens(reading, run)
        if current and size + more > limit_tokens:
            windows.append(_flat(current))
            current = _overlap(reading, current, min(limit_tokens - more, int(limit_tokens * _OVERLAP)))
            size = _tokens(reading, _flat(current))
        current.append(run)
        size += more
    if current:
        windows.append(_flat(current))
    return (reading,) if len(windows) < 2 else tuple(_showing(reading, window) for window in windows)


def halves_of(window: Reading) -> tuple[Reading, ...]:
    """Two halves, at the paragraph border or else the sentence border that is nearest to the middle; none for a single sentence."""
    sentences = window.sentences
    if len(sentences) < 2:
        return ()
    borders = [place for place in range(1, len(sentences)) if sentences[place].paragraph != sentences[place - 1].paragraph]
    middle = len(sentences) / 2
    cut = min(borders or range(1, len(sentences)), key=lambda place: abs(place - middle))
    return _showing(window, sentences[:cut]), _showing(window, sentences[cut:])


def excerpt(reading: Reading, failures: Iterable[Failure], limit_tokens: int) -> Reading:
    """What a revision has to show: the whole, or of a long article the paragraphs that the failed items name, with their neighbours."""
    if _tokens(reading, reading.sentences) <= limit_tokens:
        return reading
    named = {sentence.paragraph for failure in failures for sentence in _named(reading, failure.item)}
    near = {paragraph + step for paragraph in named for step in (-1, 0, 1)}
    shown = [sentence for sentence in reading.sentences if sentence.paragraph in near]
    return _showing(reading, shown or reading.sentences[:1])


def put_together(parts: Sequence[AnswerPart], parsed: Sequence[Parsed]) -> Parsed:
    """One answer of the answers of several windows, in their order. What two windows say alike is left to grounding, which merges it.

    Gist and stance are those of the first: the lead says what a story is about. A candidate is one figure, as it was first described.
    """
    joined: dict[str, Any] = {part: _JOIN[part]([one.parts[part] for one in parsed if part in one.parts]) for part in parts}
    return Parsed(joined, tuple(lost for one in parsed for lost in one.lost))


def unread(parts: Sequence[AnswerPart], windows: Sequence[Reading], why: Exception) -> Parsed:
    """What stands in `dropped` for windows that could not be read: an entry for each part that was asked for."""
    if not windows:
        return Parsed({})
    where = f"{windows[0].sentences[0].id} to {windows[-1].sentences[-1].id}"
    names: list[Part] = ["positions" if part == "stance" else part for part in parts if part != "gist"]
    return Parsed({}, tuple(Lost(part=name, item={"sentences": where}, reason=f"Not read: {why}") for name in names))


def people_in(parsed: Parsed) -> list[str]:
    """Who is named in an answer as speaker or holder, in order."""
    stance: DraftStance | None = parsed.parts.get("stance")
    claims: Sequence[DraftClaim] = parsed.parts.get("claims", ())
    names = [position.holder for position in stance.positions] if stance else []
    return names + [claim.source for claim in claims if claim.source and claim.source_kind != "anonymous"]


def latest(people: Sequence[str]) -> list[str]:
    """The names without repetition, the latest of them, in the order of their last mention."""
    return list(dict.fromkeys(reversed(people)))[:_MOST_PEOPLE][::-1]


def _runs(reading: Reading, limit_tokens: int) -> list[tuple[Sentence, ...]]:
    """Paragraphs; those beyond the limit in runs of sentences."""
    runs: list[tuple[Sentence, ...]] = []
    for _, paragraph in groupby(reading.sentences, key=lambda sentence: sentence.paragraph):
        run: list[Sentence] = []
        for sentence in paragraph:
            if run and _tokens(reading, [*run, sentence]) > limit_tokens:
                runs.append(tuple(run))
                run = []
            run.append(sentence)
        runs.append(tuple(run))
    return runs


def _overlap(reading: Reading, runs: list[tuple[Sentence, ...]], room: int) -> list[tuple[Sentence, ...]]:
    """The last runs that fit into the room."""
    kept: list[tuple[Sentence, ...]] = []
    for run in reversed(runs[1:]):
        if _tokens(reading, [*run, *_flat(kept)]) > room:
            break
        kept.insert(0, run)
    return kept


def _flat(runs: Iterable[tuple[Sentence, ...]]) -> tuple[Sentence, ...]:
    return tuple(sentence for run in runs for sentence in run)


def _tokens(reading: Reading, sentences: Sequence[Sentence]) -> int:
    """An estimate from above for the scripts of the world: three bytes of UTF-8 a token, and its number a sentence."""
    return sum(len(reading.text_of(sentence).encode()) // 3 + 4 for sentence in sentences)


def _showing(reading: Reading, sentences: Sequence[Sentence]) -> Reading:
    ids = {sentence.id for sentence in sentences}
    candidates = tuple(candidate for candidate in reading.candidates if candidate.sentence in ids)
    return reading.model_copy(update={"sentences": tuple(sentences), "candidates": candidates})


def _named(reading: Reading, item: DraftItem) -> list[Sentence]:
    if isinstance(item, DraftFigure):
        ids = [candidate.sentence for number in item.candidates if (candidate := reading.candidate(number))]
    else:
        ids = list(item.sentences)
    return [sentence for number in ids if (sentence := reading.sentence(number))]


def _first(values: Sequence[Any]) -> Any:
    return values[0]


def _stance(stances: Sequence[DraftStance]) -> DraftStance:
    return stances[0].model_copy(update={"positions": _all([stance.positions for stance in stances])})


def _all(lists: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """All items; what the overlap made a model say twice, once."""
    return tuple(dict.fromkeys(item for items in lists for item in items))


def _figures(lists: Sequence[Sequence[DraftFigure]]) -> tuple[DraftFigure, ...]:
    figures: list[DraftFigure] = []
    taken: set[int] = set()
    for figure in (figure for window in lists for figure in window):
        if not taken.intersection(figure.candidates):
            figures.append(figure)
        taken.update(figure.candidates)
    return tuple(figures)


_JOIN: Mapping[AnswerPart, Callable[[Sequence[Any]], Any]] = {
    "gist": _first,
    "stance": _stance,
    "claims": _all,
    "figures": _figures,
    "open_questions": _all,
}
