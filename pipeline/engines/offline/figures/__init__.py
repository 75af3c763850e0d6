"""Figures: what each measures, when, who gives it, the unit and denominator that the number alone does not show; repeats as one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from pipeline.draft import DraftFigure, TurnedDown
from pipeline.engines.offline.claims.referents import Referents
from pipeline.engines.offline.figures.carried import price_carried
from pipeline.engines.offline.figures.counted import Told, sure_unit
from pipeline.engines.offline.figures.descriptions import Descriptions
from pipeline.engines.offline.figures.prices import is_of_a_share
from pipeline.engines.offline.figures.quantities import Quantity, kind_of, quantity_of, size_of
from pipeline.engines.offline.figures.rates import pers_of
from pipeline.engines.offline.figures.sources import source_of
from pipeline.engines.offline.figures.times import time_of
from pipeline.engines.offline.figures.understood import Bare, understood
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load
from pipeline.reading import FigureCandidate, Reading
from pipeline.words import content_stems

# How many sentences back "the rise" may have been told.
_RECALL = 3
_ANAPHORS = load("measures").words("anaphors")


def figures(
    reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names
) -> tuple[tuple[DraftFigure, ...], list[TurnedDown]]:
    """The figures of an article, repeats together, and the candidates that are none, with the rule that says so."""
    by_id = {sentence.id: sentence for sentence in parsed}
    refused = [candidate for candidate in reading.candidates if candidate.hint != "figure" or candidate.sentence not in by_id]
    chosen = [candidate for candidate in reading.candidates if candidate.hint == "figure" and candidate.sentence in by_id]
    spoken = {number: list(group) for number, group in groupby(speeches, key=lambda speech: speech.sentence.id)}
    referents = Referents(parsed, speeches, names)
    said = frozenset(stem for sentence in parsed for stem in content_stems(sentence.text))
    made: list[tuple[FigureCandidate, DraftFigure]] = []
    seen: dict[int, Quantity | None] = {}
    for number, group in groupby(chosen, key=lambda candidate: candidate.sentence):
        sentence = by_id[number]
        for pair in _of_sentence(list(group), sentence, spoken.get(number, []), referents, _Earlier(made, by_id, seen), said):
            made.append(pair)
    return tuple(_together(made)), [
        TurnedDown(part="figures", start=candidate.start, end=candidate.end, rule=candidate.rule or candidate.hint) for candidate in refused
    ]


def _of_sentence(
    candidates: Sequence[FigureCandidate],
    sentence: Parsed,
    speeches: Sequence[Speech],
    referents: Referents,
    earlier: "_Earlier",
    said: frozenset[str],
) -> Iterable[tuple[FigureCandidate, DraftFigure]]:
    """said: the stems of the article's content words."""
    found = {candidate.id: quantity_of(candidate, sentence) for candidate in candidates}
    earlier.seen.update(found)
    units = {candidate.id: _unit(found[candidate.id]) for candidate in candidates}
    lent = earlier.lend(candidates, units, found)
    for candidate in candidates:
        if (quantity := found[candidate.id]) is not None and (unit := lent.get(candidate.id, (None, None))[0] or units[candidate.id]):
            found[candidate.id] = replace(quantity, unit=unit, kind=kind_of(unit))
    quantities = [quantity for quantity in found.values() if quantity is not None]
    descriptions = Descriptions(sentence, quantities, referents)
    cues = frozenset(speech.cue for speech in speeches if speech.cue is not None)
    pers = pers_of(quantities)
    for candidate in candidates:
        quantity = found[candidate.id]
        text, rule = descriptions.of(quantity) if quantity is not None else ("", "")
        if not text or 2 * len(said.intersection(content_stems(text))) < len(set(content_stems(text))):
            # "share that had a will" has no word of the article; grounding asks that half of them stand there.
            text, rule = _sentence_subject(sentence, referents), ""
        yield (
            candidate,
            DraftFigure(
                candidates=(candidate.id,),
                measures=(earlier.recall(text, candidate) if rule in ("subject", "level", "noun-of-unit") else None) or text,
                when=time_of(quantity, quantities, cues) if quantity is not None else None,
                source=source_of(quantity, speeches, referents) or earlier.source_of_rest(quantity),
                unit=quantity.unit if quantity is not None and quantity.unit != candidate.unit else None,
                per=(earlier.printed(pers[candidate.id], quantity) or lent.get(candidate.id, (None, None))[1] or earlier.price_of(quantity))
                if quantity is not None and candidate.per is None
                else None,
                rule=rule or "sentence-subject",
            ),
        )


def _sentence_subject(sentence: Parsed, referents: Referents) -> str:
    root = next((token for token in sentence.doc if token.head.i == token.i), None)
    subject = subject_of(root) if root is not None else None
    text = referents.phrase(subject, sentence) if subject is not None else ""
    return text or referents.topic(sentence) or " ".join(sentence.text.split()[:12])


# Unit and denominator


def _unit(quantity: Quantity | None) -> str | None:
    """The unit that the candidate shows, else the counted noun, singular, from its sentence; None where it has none."""
    if quantity is None:
        return None
    if quantity.candidate.unit is not None:
        return quantity.candidate.unit
    noun = quantity.noun
    behind = quantity.sentence.doc[max(quantity.inside) + 1 : max(quantity.inside) + 2]
    if noun is None and (
        any(token.lower_ == "who" for token in behind)
        or any(child.dep_ == "relcl" and any(word.lower_ == "who" for word in child.children) for child in quantity.head.children)
    ):
        return "person"  # "the two who voted in favour"
    if noun is not None and noun.tag_ != "PRP" and noun.lower_ not in _NO_UNITS:
        return "person" if noun.lower_ == "people" else str(noun.lemma_.lower())
    return None


# "Cases eclipse the 600 mark": the mark is no thing that is counted.
_NO_UNITS = frozenset({"one", "ones", "others", "mark", "threshold", "barrier", "milestone"})

Lent: TypeAlias = tuple[str | None, str | None]


@dataclass(frozen=True)
class _Earlier:
    """What the figures before a sentence give to those in it. seen: all candidates so far in their parse, by id."""

    made: Sequence[tuple[FigureCandidate, DraftFigure]]
    sentences: Mapping[int, Parsed]
    seen: dict[int, Quantity | None]

    def lend(
        self, candidates: Sequence[FigureCandidate], units: Mapping[int, str | None], found: Mapping[int, Quantity | None]
    ) -> dict[int, Lent]:
        """Unit and denominator of bare numbers ("collecting signatures, and has 600", "below 100 million" after "litres a day").

        From the figures before, else from the noun that was spoken of.
        """
        lent: dict[int, Lent] = {}
        if all(units.values()) and not any(candidate.is_borrowed for candidate in candidates):
            return lent
        told = [self._told(other, figure) for other, figure in self.made[-_BACK:]]
        behind = [*(found[candidate.id] for candidate in candidates[1:]), None]
        for candidate, following in zip(candidates, behind, strict=True):
            unit, quantity = units[candidate.id], found[candidate.id]
            if quantity is not None and (unit is None or candidate.is_borrowed):
                before = self.sentences.get(candidate.sentence - 1)
                borrowed = (unit, candidate.per) if unit is not None else None
                sure = sure_unit(quantity, before, told) if unit is None else None
                lent[candidate.id] = understood(Bare(quantity, before, told, following, borrowed), sure)
                unit = lent[candidate.id][0]
            told.append(Told(candidate.sentence, unit, candidate.per, size_of(candidate), quantity))
        return lent

    def _told(self, candidate: FigureCandidate, figure: DraftFigure) -> Told:
        unit, per = figure.unit or candidate.unit, figure.per or candidate.per
        return Told(candidate.sentence, unit, per, size_of(candidate), self.seen.get(candidate.id))

    def printed(self, per: str | None, quantity: Quantity) -> str | None:
        """What a rule says that a figure is per, unless that is a share and nothing is said of shares here or in the sentence before."""
        number = quantity.candidate.sentence
        near = [self.sentences[place] for place in (number - 1, number) if place in self.sentences]
        return (
            per
            if per != "share" or not is_of_a_share(quantity) or any("share" in content_stems(sentence.text) for sentence in near)
            else None
        )

    def price_of(self, quantity: Quantity) -> str | None:
        """What a sum is the price of, where a sentence before it says so."""
        return price_carried(quantity, self.made, self.sentences)

    def recall(self, text: str, candidate: FigureCandidate) -> str | None:
        """The description of an earlier figure where this one says no more than "the rise" or "the figure"."""
        stems = set(content_stems(text))
        near = [(other, figure) for other, figure in reversed(self.made) if 0 < candidate.sentence - other.sentence <= _RECALL]
        if len(stems) != 1 or len(text.split()) > 2:
            return None
        if text.rsplit(maxsplit=1)[-1].lower() in _ANAPHORS:
            return next((figure.measures for other, figure in near if kind_of(figure.unit or other.unit) == kind_of(candidate.unit)), None)
        return next((figure.measures for _, figure in near if stems < set(content_stems(figure.measures))), None)

    def source_of_rest(self, quantity: Quantity | None) -> str | None:
        """The source of the figure before for "the remaining 17 per cent"."""
        if quantity is None or not self.made or not min(quantity.inside):
            return None
        other, figure = self.made[-1]
        doc, first = quantity.sentence.doc, min(quantity.inside)
        of_rest = doc[first - 1].lower_ in ("remaining", "other") or doc[first].lower_ == "remaining"
        return figure.source if of_rest and quantity.candidate.sentence - other.sentence <= 1 else None


# A figure farther back than so many is forgotten, lest long texts cost more by the character.
_BACK = 40


# Repeats


def _together(made: Iterable[tuple[FigureCandidate, DraftFigure]]) -> list[DraftFigure]:
    """Repeats of one quantity from one source as one figure: same numbers and unit, and words of `measures` in common."""

    def key(pair: tuple[FigureCandidate, DraftFigure]) -> tuple[str, ...]:
        candidate, figure = pair
        return tuple(
            map(
                str,
                (candidate.value, candidate.low, candidate.high, figure.unit or candidate.unit, candidate.per or figure.per, figure.source),
            )
        )

    grouped: list[DraftFigure] = []
    for _, pairs in groupby(sorted(made, key=key), key=key):
        groups: list[DraftFigure] = []
        told_in: list[set[int]] = []
        for candidate, figure in pairs:
            # "40% of his time to the bank, 40% to the mill": nobody says one thing twice in a sentence.
            same = next(
                (
                    place
                    for place, other in enumerate(groups)
                    if candidate.sentence not in told_in[place] and _alike(other.measures, figure.measures)
                ),
                None,
            )
            if same is None:
                groups.append(figure)
                told_in.append({candidate.sentence})
            else:
                told_in[same].add(candidate.sentence)
                groups[same] = groups[same].model_copy(update={"candidates": (*groups[same].candidates, *figure.candidates)})
        grouped.extend(groups)
    return sorted(grouped, key=lambda figure: figure.candidates)


def _alike(a: str, b: str) -> bool:
    ours, theirs = set(content_stems(a)), set(content_stems(b))
    return len(ours & theirs) >= 0.5 * min(len(ours), len(theirs))
