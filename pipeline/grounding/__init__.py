"""Reading + Draft -> the parts of a Summary. The only maker of evidence spans; whatever an engine says, only true spans come out."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pydantic import Field

from pipeline.article import Frozen, Span
from pipeline.draft import Draft, DraftClaim, DraftFigure, DraftGist, DraftPosition, DraftQuestion, Failure
from pipeline.grounding import checks
from pipeline.grounding.checks import Body
from pipeline.grounding.merge import merged_claims, merged_figures, merged_positions, merged_questions, most_cautious
from pipeline.labels import Part
from pipeline.reading import Reading
from pipeline.summary import Claim, Dropped, Figure, Gist, OpenQuestion, Position, Stance
from pipeline.words import in_language

__all__ = ["Grounded", "ground"]

Item = TypeVar("Item", DraftGist, DraftPosition, DraftClaim, DraftFigure, DraftQuestion)


class Grounded(Frozen):
    """The parts of a Summary that passed, and the items that did not."""

    gist: Gist | None
    stance: Stance
    claims: tuple[Claim, ...] = Field(description="Core first; inside each salience in the order of the draft.")
    figures: tuple[Figure, ...] = Field(description="In the order of the text.")
    open_questions: tuple[OpenQuestion, ...]
    failures: tuple[Failure, ...]
    refused: tuple[Dropped, ...] = Field(description="What was taken away though it is no item: a topic that is not the body's.")
    rules: dict[str, str] = Field(description="Item id -> rule of the offline engine that made it.")

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """The failures as the summary lists them, and what was refused beside them."""
        failed = (
            Dropped(part=failure.part, item=failure.item.model_dump(mode="json", exclude={"rule"}), reason=failure.reason)
            for failure in self.failures
        )
        return (*failed, *self.refused)


def ground(reading: Reading, draft: Draft) -> Grounded:
    """Turns the ids of a draft into spans and checks every item against its evidence.

    Never raises: what does not pass is a Failure with its reason, for one revision by the engine or for `dropped`.
    """
    body = Body(reading)
    with in_language(reading.language):
        return _grounded(body, draft)


def _grounded(body: Body, draft: Draft) -> Grounded:
    reading = body.reading
    gists, no_gist = _sift("gist", (draft.gist,), lambda gist: _statement_fault(body, gist.text, gist.sentences))
    positions, no_positions = _sift("positions", draft.stance.positions, lambda position: _position_fault(body, position))
    claims, no_claims = _sift("claims", draft.claims, lambda claim: _claim_fault(body, claim))
    figures, no_figures = _sift("figures", draft.figures, lambda figure: _figure_fault(body, figure))
    # The topic is a label, not an item: without it the stance still stands, so it is no reason to ask again.
    no_topic = checks.foreign_target(body, draft.stance.topic)
    questions, no_questions = _sift("open_questions", draft.open_questions, lambda question: _question_fault(body, question))

    made = [
        *((_position(reading, position), position.rule) for position in positions),
        *((_claim(reading, claim), claim.rule) for claim in claims),
        *((_figure(reading, figure), figure.rule) for figure in figures),
        *((_question(reading, question), question.rule) for question in questions),
    ]
    items = [item for item, _ in made]
    return Grounded(
        gist=Gist(text=gists[0].text, evidence=_spans(reading, gists[0].sentences)) if gists else None,
        stance=Stance(
            topic="" if no_topic else draft.stance.topic,
            article=draft.stance.article,
            positions=merged_positions(item for item in items if isinstance(item, Position)),
        ),
        claims=_core_first(merged_claims((item for item in items if isinstance(item, Claim)), body.wording)),
        figures=_in_text_order(merged_figures(item for item in items if isinstance(item, Figure))),
        open_questions=merged_questions(item for item in items if isinstance(item, OpenQuestion)),
        failures=(*no_gist, *no_positions, *no_claims, *no_figures, *no_questions),
        refused=(Dropped(part="positions", item={"topic": draft.stance.topic}, reason=no_topic),) if no_topic else (),
        rules={item.id: rule for item, rule in reversed(made) if rule},
    )


def _sift(part: Part, items: Sequence[Item], fault: Callable[[Item], str | None]) -> tuple[list[Item], list[Failure]]:
    passed: list[Item] = []
    failed: list[Failure] = []
    for index, item in enumerate(items):
        reason = fault(item)
        if reason is None:
            passed.append(item)
        else:
            failed.append(Failure(part=part, index=index, item=item, reason=reason))
    return passed, failed


def _statement_fault(body: Body, statement: str, sentence_ids: tuple[int, ...], *, attributed: bool = False) -> str | None:
    return (
        checks.unknown_sentences(body.reading, sentence_ids)
        or checks.unsupported_numbers(body, statement, sentence_ids)
        or checks.changed_negation(body, statement, sentence_ids)
        or checks.lost_hedge(body, statement, sentence_ids, attributed=attributed)
        or checks.uncovered(body, statement, sentence_ids)
    )


def _claim_fault(body: Body, claim: DraftClaim) -> str | None:
    return (
        checks.inconsistent_source(claim)
        or checks.unknown_name(body, claim.source, "source")
        or _statement_fault(body, claim.statement, claim.sentences, attributed=claim.source is not None)
    )


def _position_fault(body: Body, position: DraftPosition) -> str | None:
    return (
        checks.unknown_sentences(body.reading, position.sentences)
        or checks.unknown_name(body, position.holder, "holder")
        or checks.empty(position.target, "target")
        or checks.foreign_target(body, position.target)
    )


def _figure_fault(body: Body, figure: DraftFigure) -> str | None:
    return (
        checks.unknown_candidates(body.reading, figure.candidates)
        or checks.unknown_name(body, figure.source, "source")
        or checks.unsupported_figure_fields(body, figure)
    )


def _question_fault(body: Body, question: DraftQuestion) -> str | None:
    return (
        checks.unknown_sentences(body.reading, question.sentences)
        or checks.empty(question.question, "question")
        or checks.unsupported_numbers(body, question.question, question.sentences)
        or checks.foreign_question(body, question.question)
    )


def _position(reading: Reading, item: DraftPosition) -> Position:
    return Position(holder=item.holder, target=item.target, polarity=item.polarity, evidence=_spans(reading, item.sentences))


def _claim(reading: Reading, item: DraftClaim) -> Claim:
    return Claim(
        statement=item.statement,
        source=item.source,
        source_kind=item.source_kind,
        attribution=item.attribution,
        kind=item.kind,
        salience=item.salience,
        evidence=_spans(reading, item.sentences),
    )


def _figure(reading: Reading, item: DraftFigure) -> Figure:
    candidates = [reading.candidates[number - 1] for number in dict.fromkeys(item.candidates)]
    first = candidates[0]
    return Figure(
        value=first.value,
        low=first.low,
        high=first.high,
        unit=(item.unit or first.unit) if first.is_borrowed else (first.unit or item.unit),
        per=first.per or item.per,
        bound=most_cautious([candidate.bound for candidate in candidates]),
        measures=item.measures,
        when=item.when,
        source=item.source,
        evidence=tuple(reading.span_of(candidate) for candidate in sorted(candidates, key=lambda candidate: candidate.start)),
    )


def _question(reading: Reading, item: DraftQuestion) -> OpenQuestion:
    return OpenQuestion(kind=item.kind, question=item.question, evidence=_spans(reading, item.sentences))


def _spans(reading: Reading, sentence_ids: Iterable[int]) -> tuple[Span, ...]:
    return tuple(reading.span_of(reading.sentences[number - 1]) for number in sorted(set(sentence_ids)))


def _core_first(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: claim.salience != "core"))


def _in_text_order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=lambda figure: figure.evidence[0].start))
