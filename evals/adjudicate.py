"""Two annotations of one article -> one file in which only the disagreements are left to decide.

Each of them carries a field `decide` that says what the annotators made of it. `check` refuses the field, so the file is no gold before a
person has settled every one and deleted it.
"""

from collections.abc import Iterator
from typing import Any

from evals.gold_types import Gold
from evals.gold_yaml import CHECKLIST, write_parts
from evals.matching import Pair, PartMatch, match
from evals.perfect import as_summary
from evals.rules import HEADLINE
from pipeline import errors


def adjudicate(first: Gold, second: Gold, article_path: str) -> str:
    """The text of a gold file with what both agree on, and each disagreement to decide. InputError where the articles differ."""
    if first.article.content_hash != second.article.content_hash:
        raise errors.InputError(f"{first.name} and {second.name} annotate different texts.", "Adjudicate two annotations of one article.")
    found = match(first, as_summary(second))
    merged: dict[str, Any] = {rules.part: list(_part(found.parts[rules.part], second)) for rules in HEADLINE}
    stance: dict[str, Any] = {"topic": first.stance.topic, "article": first.stance.article}
    differing = [f"{name}: A {ours} | B {theirs}" for name, ours, theirs in _stance(first, second) if ours != theirs]
    if differing:
        stance["decide"] = "; ".join(differing)
    parts = {**merged, "stance": {**stance, "positions": merged.pop("positions")}}
    notes = [*(f"A: {note}" for note in first.notes), *(f"B: {note}" for note in second.notes)]
    marks = {span.start: span for span in (*second.furniture, *first.furniture)}
    furniture = [span for _, span in sorted(marks.items())]
    return write_parts(first.article, article_path, furniture, parts, notes=notes, comment=CHECKLIST)


def _stance(first: Gold, second: Gold) -> list[tuple[str, str, str]]:
    return [("topic", first.stance.topic, second.stance.topic), ("article", first.stance.article, second.stance.article)]


def _part(found: PartMatch, second: Gold) -> Iterator[dict[str, Any]]:
    theirs = _originals(found, second)
    pairs = {pair.gold: pair for pair in found.pairs}
    for place, item in enumerate(found.gold):
        values = item.model_dump(mode="json")
        if place not in pairs:
            yield {**values, "decide": "only A has it: keep it or delete it"}
        elif differing := _differing(found, pairs[place]):
            yield {**values, "decide": differing}
        else:
            yield values
    for place in found.spurious:
        yield {**theirs[place], "decide": "only B has it: keep it or delete it"}


def _differing(found: PartMatch, pair: Pair) -> str:
    theirs = found.given[pair.given]
    fields = [field for field, grade in pair.grades.items() if grade != "correct" and field != "hedge"]
    said = [f"{field}: B {_value(theirs, field)}" for field in fields]
    if not pair.full:
        said.append(f"B has it as: {theirs.model_dump(mode='json', exclude={'id', 'evidence'})}")
    return "; ".join(said)


def _value(item: Any, field: str) -> str:
    return " + ".join(span.quote for span in item.evidence) if field == "evidence" else str(getattr(item, field))


def _originals(found: PartMatch, second: Gold) -> dict[int, dict[str, Any]]:
    """B's items as gold, with their aliases, by their place among the given ones."""
    originals = {}
    items = found.rules.gold_items(second)
    for place, given in enumerate(found.given):
        same = [item for item in items if item.evidence == given.evidence and _says(item) == _says(given)]
        originals[place] = same[0].model_dump(mode="json") if same else given.model_dump(mode="json", exclude={"id"})
    return originals


def _says(item: Any) -> tuple[Any, ...]:
    return tuple(getattr(item, name, None) for name in ("statement", "holder", "target", "question", "value", "low", "high", "measures"))
