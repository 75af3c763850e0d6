"""Lint: what the guide frowns on in gold that loads."""

import hashlib
from pathlib import Path

import pytest

from evals.gold_files import parse_gold
from evals.lint import lint

TEXT = """The mayor said the bridge would open in May. “It will cost nothing like 40 million,” said Ann Lee.
It cost £12m, or about 9 per cent of the budget of the town that has paid for it all along.
"""


def warnings(tmp_path: Path, claims: str = "", figures: str = "", questions: str = "") -> list[str]:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "a.yaml"
    path.write_text(
        f"schema: 2\narticle: a.txt\nsha256: {hashlib.sha256(TEXT.encode()).hexdigest()}\nlanguage: en\nfurniture: []\n"
        "stance: {topic: the bridge, article: neutral, positions: []}\n"
        f"claims: [{claims}]\nfigures: [{figures}]\nopen_questions: [{questions}]\n",
        encoding="utf-8",
    )
    parsed = parse_gold(path)
    assert not parsed.problems
    return [f"{problem.where}: {problem.message}" for problem in lint(parsed) if problem.where != "claims"]


def claim(statement: str, evidence: str, source: str = "Ann Lee", kind: str = "named", attribution: str = "direct") -> str:
    return (
        f'{{statement: "{statement}", source: {source}, source_kind: {kind}, attribution: {attribution}, '
        f'kind: opinion, salience: core, evidence: ["{evidence}"]}}'
    )


OPENS = "The mayor said the bridge would open in May."
COST = "“It will cost nothing like 40 million,” said Ann Lee."


@pytest.mark.parametrize(
    ("statement", "evidence", "fields", "warning"),
    [
        pytest.param("The bridge will cost nothing like 40 million.", COST, {}, None, id="in-order"),
        pytest.param("The bridge will cost nothing like 40 million", COST, {}, "lacks its full stop", id="no-full-stop"),
        pytest.param("The bridge will cost 41 million.", COST, {}, "lacks (as the whole article does)", id="invented-number"),
        pytest.param("The bridge will cost 12 million.", COST, {}, "number that its evidence lacks", id="number-from-elsewhere"),
        pytest.param("Taxes fall.", COST, {}, "shares no word", id="no-word-shared"),
        pytest.param("The bridge " * 23 + "opens.", COST, {}, "47 words", id="too-long"),
        pytest.param("The bridge opens.", OPENS, {}, "holds no quotation mark", id="direct-without-marks"),
        pytest.param("The bridge opens.", OPENS, {"attribution": "mixed"}, "holds no quotation mark", id="mixed-without-marks"),
        pytest.param("The bridge opens.", OPENS, {"attribution": "indirect"}, None, id="indirect-needs-no-marks"),
        pytest.param("The bridge opens.", OPENS, {"source": "null", "kind": "article"}, "narration", id="nobody-in-quotation-marks"),
        pytest.param("The bridge opens.", OPENS, {"attribution": "narration"}, "narration", id="somebody-in-narration"),
        pytest.param(
            "The bridge opens.", "The mayor said the bridge would ope", {"attribution": "indirect"}, "inside a word", id="cut-word"
        ),
        pytest.param("The bridge opens.", "The mayor said the bridge", {"attribution": "indirect"}, "sentence ends", id="cut-sentence"),
    ],
)
def test_claims(tmp_path: Path, statement: str, evidence: str, fields: dict[str, str], warning: str | None) -> None:
    found = warnings(tmp_path, claims=claim(statement, evidence, **fields))
    assert bool(found) == (warning is not None), found
    assert warning is None or any(warning in line for line in found), found


def figure(evidence: str, unit: str = "GBP", value: str = "12000000") -> str:
    return f'{{value: {value}, unit: {unit}, bound: exact, measures: cost, evidence: ["{evidence}"]}}'


@pytest.mark.parametrize(
    ("item", "warning"),
    [
        pytest.param(figure("£12m"), None, id="in-order"),
        pytest.param(figure("town"), "holds no number", id="no-number"),
        pytest.param(figure("£12m, or about 9 per cent of the budget of the town"), "over 10 words", id="long-span"),
        pytest.param(figure("£12m", unit="gbp"), "upper case", id="currency-case"),
        pytest.param(figure("9 per cent", unit="per cent", value="9"), "not a unit name", id="unit-name"),
        pytest.param(figure("9 per cent", unit="percent", value="1/3"), "has the unit fraction", id="fraction"),
        pytest.param(figure("£12m") + ", " + figure("£12m, or", value="9"), "overlaps the evidence", id="overlap"),
    ],
)
def test_figures(tmp_path: Path, item: str, warning: str | None) -> None:
    found = warnings(tmp_path, figures=item)
    assert bool(found) == (warning is not None), found
    assert warning is None or any(warning in line for line in found), found


def test_a_question_needs_its_mark(tmp_path: Path) -> None:
    item = '{{kind: unresolved, question: "When will the bridge open{}", evidence: ["{}"]}}'
    assert warnings(tmp_path, questions=item.format("?", OPENS)) == []
    assert "question mark" in warnings(tmp_path, questions=item.format(".", OPENS))[0]
