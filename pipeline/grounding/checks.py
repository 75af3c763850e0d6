"""What an item of a draft must satisfy. Each check returns None, or a reason in words that a model can act on.

Two different questions are kept apart: is it in the text (ids, names, numbers), and does the text support it (negation, hedges, coverage).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from pipeline.article import Article
from pipeline.draft import DraftClaim, DraftFigure
from pipeline.reading import FigureCandidate, Reading, read
from pipeline.words import content_stems, denies, hedges, is_hedged, is_negated, negates, stem, words

# Least share of a statement's content words that must stand in its evidence (names may stand anywhere in the body, since a statement
# resolves pronouns). Measured on the 761 gold claims of the dev split: 97% reach 0.5 with their own evidence, 11% with the evidence of
# another claim of the same article; at 0.6 it is 92% and 4%, and what is lost are mostly sound answers that lean on the sentence before.
COVERAGE = 0.5


class Body:
    """A Reading as the checks compare it; what several checks need is worked out once per article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of all words of the body."""
        return frozenset(stem(word) for sentence in self.reading.sentences for word in words(self.reading.text_of(sentence)))

    def text(self, sentence_ids: Iterable[int]) -> str:
        """The words of these sentences."""
        return " ".join(self.reading.text_of(self.reading.sentences[number - 1]) for number in sentence_ids)


def unknown_sentences(reading: Reading, sentence_ids: Sequence[int]) -> str | None:
    """Evidence must name sentences that exist."""
    if not sentence_ids:
        return "It names no sentence as evidence."
    unknown = [number for number in sentence_ids if reading.sentence(number) is None]
    if unknown:
        return f"Sentence {_listed(unknown)} does not exist; sentences are numbered 1 to {len(reading.sentences)}."
    return None


def unknown_candidates(reading: Reading, candidate_ids: Sequence[int]) -> str | None:
    """A figure must name candidates that exist and state one quantity."""
    if not candidate_ids:
        return "It names no figure candidate."
    unknown = [number for number in candidate_ids if reading.candidate(number) is None]
    if unknown:
        return f"Figure candidate {_listed(unknown)} does not exist; candidates are numbered 1 to {len(reading.candidates)}."
    candidates = [reading.candidates[number - 1] for number in candidate_ids]
    if len({(candidate.value, candidate.low, candidate.high, candidate.unit, candidate.per) for candidate in candidates}) > 1:
        return f"Candidates {_listed(candidate_ids)} state different quantities; give each a figure of its own."
    return None


def unsupported_numbers(body: Body, statement: str, sentence_ids: Sequence[int]) -> str | None:
    """Every number of a statement must stand in its evidence, as a value: "US$61 billion" and "61bn" are one number."""
    seen = read(Article(text=statement))
    # Number words that count nothing ("one", "first") may be added by a rewording; digits never.
    stated = _numbers(made for made in seen.candidates if made.hint == "figure" or any(map(str.isdigit, seen.text_of(made))))
    if not stated:
        return None
    evidence = set(sentence_ids)
    # A name ("Measure 14") may stand in for a pronoun, so its number may come from anywhere in the body.
    given = _numbers(made for made in body.reading.candidates if made.sentence in evidence or made.hint == "name")
    missing = sorted(stated - given)
    if missing:
        return f"The number {_listed(missing)} does not stand in sentence {_listed(sentence_ids)}."
    return None


def changed_negation(body: Body, statement: str, sentence_ids: Sequence[int]) -> str | None:
    """A negation may be neither added nor lost."""
    evidence = body.text(sentence_ids)
    if is_negated(statement) and not denies(evidence):
        return "The statement negates what its evidence does not negate."
    lost = _lost(evidence, statement, negates) if not denies(statement) else None
    return f'The evidence says "{lost}"; the statement drops the negation.' if lost else None


def lost_hedge(body: Body, statement: str, sentence_ids: Sequence[int]) -> str | None:
    """What the source holds possible may not be stated as a fact."""
    if is_hedged(statement):
        return None
    lost = _lost(body.text(sentence_ids), statement, hedges)
    return f'The evidence says "{lost}"; the statement drops the hedge.' if lost else None


def uncovered(body: Body, statement: str, sentence_ids: Sequence[int]) -> str | None:
    """The content words of a statement must stand in its evidence, names anywhere in the body."""
    stems = set(content_stems(statement))
    if not stems:
        return "The statement has no content."
    evidence = set(content_stems(body.text(sentence_ids)))
    names = {stem(word) for word in statement.split() if word[:1].isupper()} & body.stems
    missing = stems - evidence - names
    if 1 - len(missing) / len(stems) < COVERAGE:
        return f"Sentence {_listed(sentence_ids)} does not say this; not found there: {', '.join(sorted(missing))}."
    return None


def unknown_name(body: Body, name: str | None, field: str) -> str | None:
    """A source or holder must be named by the article."""
    if name is None:
        return None
    missing = [word for word in words(name) if stem(word) in set(content_stems(name)) and stem(word) not in body.stems]
    return f'The {field} "{name}" is not named in the article ({_listed(missing)} does not occur).' if missing else None


def inconsistent_source(claim: DraftClaim) -> str | None:
    """`source` is null exactly where the article itself speaks."""
    if (claim.source is None) != (claim.source_kind == "article"):
        return 'source must be null if and only if source_kind is "article".'
    if claim.source is None and claim.attribution != "narration":
        return 'Without a source the attribution is "narration".'
    return None


def empty(text: str, field: str) -> str | None:
    """A field that must hold words."""
    return None if words(text) else f"The {field} is empty."


def unsupported_figure_fields(body: Body, figure: DraftFigure) -> str | None:
    """`unit`, `per` and `when` stand in the figure's sentence or beside it; `measures` is made of the words around it."""
    candidates = [body.reading.candidates[number - 1] for number in figure.candidates]
    near = body.text(_neighbours(body.reading, candidates))
    near_stems = {stem(word) for word in words(near)}
    for field in ("unit", "per"):
        given = getattr(figure, field)
        if given and getattr(candidates[0], field) is None and not all(stem(word) in near_stems for word in words(given)):
            return f'The {field} "{given}" does not stand in the sentence of the figure or the one before.'
    if figure.when and figure.when.lower() not in near.lower():
        return f'The time "{figure.when}" does not stand in the sentence of the figure or beside it.'
    stems = set(content_stems(figure.measures))
    if not stems and not words(figure.measures):
        return "It does not say what the figure measures."
    missing = stems - near_stems - body.stems
    if stems and len(missing) / len(stems) > COVERAGE:
        return f'"{figure.measures}" is not what the article says near the figure; not found: {", ".join(sorted(missing))}.'
    return None


def _neighbours(reading: Reading, candidates: Iterable[FigureCandidate]) -> list[int]:
    around = {number for candidate in candidates for number in range(candidate.sentence - 1, candidate.sentence + 2)}
    return sorted(number for number in around if reading.sentence(number) is not None)


def _numbers(candidates: Iterable[FigureCandidate]) -> set[str]:
    return {value for made in candidates for value in (made.value, made.low, made.high) if value is not None}


def _lost(evidence: str, statement: str, marks: Callable[[Sequence[str], int], bool]) -> str | None:
    """The marker and the content word that it governs, where the statement keeps that word; the marker itself is known to be missing."""
    kept = set(content_stems(statement))
    sequence = words(evidence)
    for place, word in enumerate(sequence):
        if not marks(sequence, place):
            continue
        for follower in sequence[place + 1 : place + 4]:
            if content_stems(follower):
                if stem(follower) in kept:
                    return f"{word} … {follower}" if follower != sequence[place + 1] else f"{word} {follower}"
                break
    return None


def _listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values)
