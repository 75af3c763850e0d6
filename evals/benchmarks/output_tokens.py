"""Output tokens per grounded item: in numbers, with verbatim quotes, and in the format of langextract; and what an article takes; on the
gold of the dev split.

    pip install bpe-openai; python evals/benchmarks/output_tokens.py

The same items are written three times as compact JSON, and counted with OpenAI's o200k_base. "verbatim" has the same fields, with quotes in
place of numbers, and value, unit and bound of each figure, which a model then has to give itself. "langextract" is its JSON form, one
extraction per passage: {"extractions": [{CLASS: PASSAGE, "CLASS_attributes": {...}}]}, as its prompts show it (docs of langextract 1.x).
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import bpe_openai

from evals.gold_files import load_folders
from evals.gold_types import Gold
from pipeline import Settings, Span, read
from pipeline.engines.openai import request_bodies

DEV = Path(__file__).parents[1] / "gold" / "dev"
HIDDEN = {"evidence", "holder_aliases", "target_aliases", "source_aliases", "unit_aliases", "optional", "value", "low", "high", "bound"}

Item = tuple[str, dict[str, Any], Sequence[Span]]


def items(gold: Gold) -> Iterable[Item]:
    """Every item with evidence: its class, its fields without evidence, its spans."""
    for name, found in (
        ("positions", gold.stance.positions),
        ("claims", gold.claims),
        ("figures", gold.figures),
        ("open_questions", gold.open_questions),
    ):
        for item in found:
            yield name, item.model_dump(mode="json", exclude=HIDDEN & set(type(item).model_fields)), item.evidence


def in_numbers(gold: Gold) -> dict[str, Any]:
    """As our engines answer."""
    reading = read(gold.article)
    answer: dict[str, Any] = {}
    for name, fields, spans in items(gold):
        if name == "figures":
            ids = {"candidates": [c.id for c in reading.candidates if any(s.start <= c.number_start < s.end for s in spans)]}
            # The parse gives them; a model adds only what is missing.
            fields |= {"unit": None, "per": None}
        else:
            ids = {"sentences": [s.id for s in reading.sentences if any(s.start < span.end and span.start < s.end for span in spans)]}
        answer.setdefault(name, []).append({**fields, **ids})
    return answer


def verbatim(gold: Gold) -> dict[str, Any]:
    """With quotes."""
    answer: dict[str, Any] = {}
    values = iter([figure.model_dump(mode="json", include={"value", "low", "high", "bound"}) for figure in gold.figures])
    for name, fields, spans in items(gold):
        more = next(values) if name == "figures" else {}
        answer.setdefault(name, []).append({**fields, **more, "evidence": [span.quote for span in spans]})
    return answer


def langextract(gold: Gold) -> dict[str, Any]:
    """One extraction per passage."""
    values = iter([figure.model_dump(mode="json", include={"value", "low", "high", "bound"}) for figure in gold.figures])
    extractions = []
    for name, fields, spans in items(gold):
        more = next(values) if name == "figures" else {}
        extractions += [{name: span.quote, f"{name}_attributes": {**fields, **more}} for span in spans]
    return {"extractions": extractions}


def main() -> None:
    """Counts and prints."""
    golds = load_folders([DEV])
    encoding = bpe_openai.get_encoding("o200k_base")
    count = sum(1 for gold in golds for _ in items(gold))
    print(f"{len(golds)} articles, {count} items")
    ours = 0.0
    for name, form in (("numbers", in_numbers), ("verbatim", verbatim), ("langextract", langextract)):
        texts = [json.dumps(form(gold), ensure_ascii=False, separators=(",", ":")) for gold in golds]
        each = sum(len(encoding.encode(text)) for text in texts) / count
        ours = ours or each
        print(f"{name:12} {each:6.1f} tokens per item   {each / ours:.2f} times ours")
    requests = [request_bodies(read(gold.article), Settings(base_url="http://127.0.0.1/v1", model="m"))[0] for gold in golds]
    fixed = json.dumps(requests[0]["response_format"]) + "".join(message["content"] for message in requests[0]["messages"][:-1])
    own = sum(len(encoding.encode(request["messages"][-1]["content"])) for request in requests) / len(golds)
    same, out = len(encoding.encode(fixed)), ours * count / len(golds)
    print(f"an article: {same} tokens in that are the same for all, {own:.0f} of its own, {out:.0f} out")


if __name__ == "__main__":
    main()
