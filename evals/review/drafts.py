"""The items of an article while a person reviews them, as they travel between page and server. Nothing in them is trusted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

from pydantic import ConfigDict, Field, ValidationError

from evals.gold_types import Gold, Record
from evals.lint import PREFILLED
from pipeline import Article, Figure, Shown, Span, Summary, errors, labels, quantity

Status: TypeAlias = Literal["undecided", "accepted", "rejected"]
PARTS: tuple[labels.Part, ...] = ("claims", "figures", "positions", "open_questions")


class Place(Record):
    """A range of the article's text, in code points. The words there are looked up, never taken from the page."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Item(Record):
    """An item with what the reviewer made of it. `fields`: those of its part in a gold file, but for the evidence."""

    status: Status
    fields: dict[str, str | bool | list[str] | None]
    evidence: list[Place]


class Draft(Record):
    """All that a gold file says of an article, in the making."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=False)

    topic: str
    voice: labels.ArticleStance
    furniture: list[Place]
    notes: list[str] = Field(default_factory=list)
    claims: list[Item] = Field(default_factory=list)
    figures: list[Item] = Field(default_factory=list)
    positions: list[Item] = Field(default_factory=list)
    open_questions: list[Item] = Field(default_factory=list)

    def items(self) -> Iterator[tuple[labels.Part, int, Item]]:
        """Part, place and item, in the order of the page."""
        for part in PARTS:
            for place, item in enumerate(getattr(self, part)):
                yield part, place, item

    @property
    def undecided(self) -> int:
        """How many items nobody has decided on."""
        return sum(item.status == "undecided" for _, _, item in self.items())


def draft_of_gold(gold: Gold) -> Draft:
    """Gold, all of it accepted; all of it undecided, where an engine filled it in and nobody has gone through it."""
    draft = any(note.startswith(PREFILLED) for note in gold.notes)
    parts = gold.model_dump(mode="json", include={"claims", "figures", "open_questions"}) | {
        "positions": gold.stance.model_dump(mode="json")["positions"]
    }
    return Draft(
        topic=gold.stance.topic,
        voice=gold.stance.article,
        furniture=[_place(span.model_dump()) for span in gold.furniture],
        # Whoever saves from the page has gone through it.
        notes=[note for note in gold.notes if not note.startswith(PREFILLED)],
        **{part: [_item(values, "undecided" if draft else "accepted") for values in parts[part]] for part in PARTS},
    )


def draft_of_summary(summary: Summary, furniture: list[Span]) -> Draft:
    """A summary of which nothing is decided; what an engine takes for furniture is where the reviewer starts."""
    claims = [*summary.claims, *summary.omitted]
    parts = {"claims": claims, "figures": summary.figures, "positions": summary.stance.positions, "open_questions": summary.open_questions}
    return Draft(
        topic=summary.stance.topic,
        voice=summary.stance.article,
        furniture=[_place(span.model_dump()) for span in furniture],
        **{part: [_item(item.model_dump(mode="json", exclude={"id"}), "undecided") for item in parts[part]] for part in PARTS},
    )


def parts_of(draft: Draft, article: Article) -> dict[str, Any]:
    """The accepted items as the parts of a gold file. InputError where evidence lies outside the article."""
    parts: dict[str, list[dict[str, Any]]] = {part: [] for part in PARTS}
    for part, _, item in draft.items():
        if item.status == "accepted":
            parts[part].append({**item.fields, "evidence": [span.model_dump() for span in spans_of(item.evidence, article)]})
    positions = parts.pop("positions")
    return {"stance": {"topic": draft.topic, "article": draft.voice, "positions": positions}, **parts}


def spans_of(places: list[Place], article: Article) -> tuple[Span, ...]:
    """The spans at these places. InputError outside the article."""
    try:
        return tuple(article.span(place.start, place.end) for place in places)
    except ValueError as error:
        raise errors.InputError(f"Evidence does not lie in the article: {error}.") from None


def shown(draft: Draft, article: Article) -> tuple[Shown, ...]:
    """The items as the page shows them; whatever the reviewer has typed so far."""
    return tuple(_shown(part, item, spans_of(item.evidence, article)) for part, _, item in draft.items())


def _shown(part: labels.Part, item: Item, evidence: tuple[Span, ...]) -> Shown:
    said = defaultdict(str, {name: value for name, value in item.fields.items() if isinstance(value, str)})
    source = said["source"] or "the article"
    if part == "claims":
        labelled = (source, said["attribution"], said["kind"], said["salience"])
        core = said["salience"] == "core"
        return Shown(part, said["statement"], evidence, facts=labelled, source=source, core=core, verdict=item.status)
    if part == "figures":
        facts = tuple(filter(None, (source, said["when"], "optional" if item.fields.get("optional") else "")))
        return Shown(part, said["measures"], evidence, lead=_quantity(said), facts=facts, source=source, verdict=item.status)
    if part == "positions":
        words = f"{said['polarity']} {said['target']}"
        return Shown(part, words, evidence, lead=said["holder"], source=said["holder"], verdict=item.status)
    return Shown(part, said["question"], evidence, facts=(said["kind"],), verdict=item.status)


def _quantity(said: Mapping[str, str]) -> str:
    """The number in words where it is one, else what was typed."""
    names = ("value", "low", "high", "unit", "per")
    typed = {name: said[name] or None for name in names}
    try:
        figure = Figure(bound=said["bound"], measures="x", evidence=(Span(start=0, end=1, quote="x"),), **typed)
    except ValidationError:
        return " ".join(value for value in (said["bound"], *typed.values()) if value)
    return quantity(figure)


def _item(values: dict[str, Any], status: Status) -> Item:
    evidence = [_place(span) for span in values.pop("evidence")]
    return Item(status=status, fields=values, evidence=evidence)


def _place(span: dict[str, Any]) -> Place:
    return Place(start=span["start"], end=span["end"])
