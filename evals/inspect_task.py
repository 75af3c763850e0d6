"""The evaluation as a task of Inspect (the extra `inspect`), for its providers, its viewer and its logs.

    inspect eval evals/inspect_task.py --model openai/gpt-... -T gold=evals/gold/dev -T prompt=default

Inspect asks the model; the request, the grounding, the matching and the counts are those of `python -m evals run`, so the scores are too.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from inspect_ai import Task, task
from inspect_ai.dataset import Sample
from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    ChatMessageSystem,
    ChatMessageUser,
    GenerateConfig,
    Model,
    ModelOutput,
    ResponseSchema,
    get_model,
)
from inspect_ai.scorer import Metric, SampleScore, Score, Scorer, Target, metric, scorer
from inspect_ai.solver import Generate, Solver, TaskState, solver
from inspect_ai.util import JSONSchema
from pydantic import ValidationError

from evals.gold_files import load_folders
from evals.gold_types import Gold
from evals.matching import match
from evals.scores import ITEM, Counts, Key, Table, count, headline, pooled
from evals.statistics import HEADLINE, MEASURES
from pipeline import Answer, Budget, Draft, Failure, Fixes, NutgrafError, PromptInfo, Reading, Settings, Summarizer, Summary, Usage, errors
from pipeline import request_bodies as bodies_of

_MESSAGES = {"system": ChatMessageSystem, "user": ChatMessageUser, "assistant": ChatMessageAssistant}


@task
def summaries(gold: str = "evals/gold/dev", prompt: str = "default") -> Task:
    """Summaries of gold articles, scored by the production matcher. The test split is refused, as everywhere."""
    golds = load_folders([Path(gold)])
    return Task(
        dataset=[Sample(id=one.name, input=one.article.text) for one in golds],
        solver=summarize(golds, prompt),
        scorer=matched(golds),
    )


class InspectEngine:
    """An engine whose answers come from the model that Inspect runs."""

    name = "inspect"
    prompt: PromptInfo | None = None
    can_revise = False

    def __init__(self, model: Model, settings: Settings) -> None:
        self.model: str | None = str(model)
        self._model = model
        self._settings = settings

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        """Asks for each stage of the prompt. AnswerUnusable where what comes is no draft."""
        found: dict[str, Any] = {}
        for body in bodies_of(reading, self._settings):
            budget.check()
            output = await self._model.generate(_messages(body["messages"]), config=_config(body))
            budget.charge(_usage(output))
            try:
                found |= json.loads(output.completion)
            except (json.JSONDecodeError, TypeError, ValueError):
                raise errors.AnswerUnusable(f"The answer is no JSON object (stopped by: {output.stop_reason}).") from None
        try:
            return Answer(draft=Draft.model_validate(found))
        except ValidationError as error:
            detail = error.errors(include_input=False)[0]
            raise errors.AnswerUnusable(f"The answer is no draft: {'.'.join(map(str, detail['loc']))}: {detail['msg']}.") from None

    async def revise(self, reading: Reading, draft: Draft, failures: tuple[Failure, ...], budget: Budget) -> Fixes:
        """Not offered: one round is what Inspect's log shows."""
        return Fixes()

    async def aclose(self) -> None:
        """Inspect owns the model."""


@solver
def summarize(golds: Sequence[Gold], prompt: str) -> Solver:
    """Summarizes the sample's article; what fails is kept as the error that it is."""
    articles = {gold.name: gold.article for gold in golds}

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        engine = InspectEngine(get_model(), Settings.load(engine="openai", model=str(state.model), prompt=prompt))
        try:
            summary = await Summarizer(engine).asummarize(articles[str(state.sample_id)])
        except NutgrafError as error:
            state.metadata["error"] = f"{type(error).__name__}: {error}"
        else:
            state.metadata["summary"] = summary.model_dump(mode="json")
            state.output.completion = summary.gist.text if summary.gist else ""
        return state

    return solve


@metric
def strict_f1(measure: str) -> Metric:
    """A measure pooled over the articles, as in `python -m evals run`."""

    def pooled_f1(scores: list[SampleScore]) -> float:
        table: Table = {}
        for one in scores:
            rows = (one.score.metadata or {})["counts"]
            table |= {Key(str(one.sample_id), part, ITEM): Counts(*row) for part, row in rows.items()}
        found = headline(table) if measure == HEADLINE else pooled(table, measure).score().f1
        return float("nan") if found is None else found

    return pooled_f1


@scorer(metrics=[strict_f1(name) for name in MEASURES])
def matched(golds: Sequence[Gold]) -> Scorer:
    """Counts by the production matcher; a failed article counts as misses."""
    by_name = {gold.name: gold for gold in golds}

    async def score(state: TaskState, target: Target) -> Score:
        gold = by_name[str(state.sample_id)]
        made = state.metadata.get("summary")
        table = count(match(gold, Summary.model_validate(made) if made else None))
        rows = {key.part: list(astuple(counts)) for key, counts in table.items() if key.field == ITEM}
        explanation = state.metadata.get("error") or "\n".join(f"{part}: {row}" for part, row in rows.items())
        return Score(value=headline(table) or 0.0, answer=state.output.completion, explanation=explanation, metadata={"counts": rows})

    return score


def _messages(messages: Sequence[Mapping[str, Any]]) -> list[ChatMessage]:
    return [_MESSAGES[message["role"]](content=message["content"]) for message in messages]


def _config(body: Mapping[str, Any]) -> GenerateConfig:
    shape = body["response_format"]["json_schema"]
    schema = JSONSchema.model_validate(_inlined(shape["schema"], shape["schema"].get("$defs", {})))
    return GenerateConfig(
        max_tokens=body.get("max_tokens") or body.get("max_completion_tokens"),
        temperature=body.get("temperature"),
        response_schema=ResponseSchema(name=shape["name"], json_schema=schema, strict=True),
    )


def _inlined(schema: Any, definitions: Mapping[str, Any]) -> Any:
    """A schema without references, which Inspect's has not."""
    if isinstance(schema, list):
        return [_inlined(inner, definitions) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    if reference := schema.get("$ref"):
        return _inlined(
            {**definitions[reference.rsplit("/", 1)[-1]], **{key: value for key, value in schema.items() if key != "$ref"}}, definitions
        )
    return {key: _inlined(value, definitions) for key, value in schema.items() if key != "$defs"}


def _usage(output: ModelOutput) -> Usage:
    usage = output.usage
    return Usage(requests=1, input=usage.input_tokens if usage else 0, output=usage.output_tokens if usage else 0)
