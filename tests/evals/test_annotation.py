"""Annotating, agreeing, adjudicating: a gold file can be made, merged and measured without losing a word."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from evals.adjudicate import adjudicate
from evals.agree import UNKNOWN, agree, alpha, ceiling
from evals.annotate import annotate
from evals.cli import app
from evals.exchange import export_lines, import_lines
from evals.gold_files import load_folders, load_gold, parse_gold
from evals.gold_types import Gold
from evals.gold_yaml import relative, write_gold
from pipeline import errors
from tests.evals.engines import GistEngine


def changed(gold: Gold, part: str, place: int, **changes: Any) -> Gold:
    items = list(getattr(gold, part))
    items[place] = items[place].model_copy(update=changes)
    return gold.model_copy(update={part: tuple(items)})


def test_gold_written_is_gold_read(gold_folder: Callable[..., Path]) -> None:
    folder = gold_folder()
    gold = load_gold(folder / "a00.yaml")
    (folder / "again.yaml").write_text(write_gold(gold, "a00.txt"), encoding="utf-8")
    again = load_gold(folder / "again.yaml")
    assert again.model_dump(exclude={"article"}) == gold.model_dump(exclude={"article"})


@pytest.mark.parametrize("word", ["no", "null", "12", "1e5", "x: y", "- z", "#", "'", '"', "[", "2024-05-01", "€5", "  spaced  "])
def test_words_that_yaml_could_misread_survive(gold_folder: Callable[..., Path], word: str) -> None:
    folder = gold_folder()
    gold = changed(load_gold(folder / "a00.yaml"), "claims", 0, statement=word)
    (folder / "again.yaml").write_text(write_gold(gold, "a00.txt"), encoding="utf-8")
    assert load_gold(folder / "again.yaml").claims[0].statement == word


def test_a_blank_file_loads_and_holds_nothing(gold_folder: Callable[..., Path]) -> None:
    folder = gold_folder()
    (folder / "blank.yaml").write_text(annotate(folder / "a00.txt", folder / "blank.yaml", None), encoding="utf-8")
    gold = load_gold(folder / "blank.yaml")
    assert (gold.claims, gold.figures, gold.open_questions, gold.furniture) == ((), (), (), ())
    assert "# - Figures: go through the text number by number" in (folder / "blank.yaml").read_text(encoding="utf-8")


def test_a_prefilled_file_loads_and_says_who_filled_it(gold_folder: Callable[..., Path]) -> None:
    folder = gold_folder()
    (folder / "first.yaml").write_text(annotate(folder / "a00.txt", folder / "first.yaml", GistEngine()), encoding="utf-8")
    assert "prefilled by gist" in load_gold(folder / "first.yaml").notes[0]
    done = CliRunner().invoke(app, ["check", str(folder / "first.yaml")])
    assert done.exit_code == 2
    assert "not gone through" in done.stdout


def test_a_gold_file_elsewhere_names_its_article(tmp_path: Path) -> None:
    assert relative(tmp_path / "seeds" / "a.txt", tmp_path / "evals" / "gold" / "a.yaml") == "../../seeds/a.txt"
    assert relative(tmp_path / "a.txt", tmp_path / "a.yaml") == "a.txt"


def test_an_annotator_agrees_with_themselves(gold_folder: Callable[..., Path]) -> None:
    golds = load_folders([gold_folder(3)])
    found = agree(golds, golds)
    assert set(found.f1.values()) == {1.0}
    assert {label.same for label in found.labels} == {1.0}


def test_disagreement_costs_the_part_and_the_label(gold: Gold) -> None:
    other = changed(gold, "claims", 0, attribution="indirect")
    other = other.model_copy(update={"figures": gold.figures[1:]})
    found = agree([gold], [other])
    assert found.f1["claims"] == 1
    assert found.f1["figures"] is not None
    assert found.f1["figures"] < 1
    attribution = next(label for label in found.labels if label.field == "attribution")
    assert attribution.same == pytest.approx(3 / 4)


def test_agreement_is_the_same_from_either_side(gold: Gold) -> None:
    other = gold.model_copy(update={"figures": gold.figures[1:], "claims": gold.claims[:2]})
    assert agree([gold], [other]).f1 == pytest.approx(agree([other], [gold]).f1)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param("aabb", "aabb", 1.0, id="all-the-same"),
        # By hand: 8 values, 5 a and 3 b; observed 1/4, expected 2*5*3/(8*7).
        pytest.param("aabb", "aaba", 1 - (1 / 4) / (2 * 5 * 3 / (8 * 7)), id="one-off"),
        pytest.param("aaaa", "aaaa", None, id="one-label-tells-nothing"),
        pytest.param("", "", None, id="no-pairs"),
    ],
)
def test_alpha(ours: str, theirs: str, expected: float | None) -> None:
    found = alpha(ours, theirs)
    assert found is None if expected is None else found == pytest.approx(expected)


def test_folders_without_a_common_article_are_refused(gold_folder: Callable[..., Path]) -> None:
    golds = load_folders([gold_folder(2)])
    with pytest.raises(errors.InputError, match="no article in common"):
        agree(golds[:1], golds[1:])


def test_adjudication_keeps_what_is_agreed_and_asks_for_the_rest(gold_folder: Callable[..., Path]) -> None:
    folder = gold_folder()
    first = load_gold(folder / "a00.yaml")
    second = changed(first, "claims", 0, kind="opinion")
    second = second.model_copy(update={"figures": first.figures[1:], "open_questions": first.open_questions[:1]})
    path = folder / "merged.yaml"
    path.write_text(adjudicate(first, second, "a00.txt"), encoding="utf-8")
    asked = [problem.where for problem in parse_gold(path).problems]
    assert asked == ["claims[0].decide", "figures[0].decide", "open_questions[1].decide"]
    settled = "".join(line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if "decide:" not in line)
    path.write_text(settled, encoding="utf-8")
    merged = load_gold(path)
    assert merged.model_dump(exclude={"article", "notes"}) == first.model_dump(exclude={"article", "notes"})


def test_what_only_the_second_has_is_kept_with_its_aliases(gold_folder: Callable[..., Path]) -> None:
    folder = gold_folder()
    second = load_gold(folder / "a00.yaml")
    first = second.model_copy(update={"claims": (second.claims[0], *second.claims[2:])})
    path = folder / "merged.yaml"
    path.write_text(adjudicate(first, second, "a00.txt"), encoding="utf-8")
    assert "only B has it" in path.read_text(encoding="utf-8")
    assert "- the mayor" in path.read_text(encoding="utf-8")


def test_two_annotations_of_other_texts_are_not_merged(gold_folder: Callable[..., Path]) -> None:
    first, second = load_folders([gold_folder(2)])
    with pytest.raises(errors.InputError, match="different texts"):
        adjudicate(first, second, "a00.txt")


def test_gold_exported_is_gold_imported(gold_folder: Callable[..., Path], tmp_path: Path) -> None:
    golds = load_folders([gold_folder(3)])
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(export_lines(golds)), encoding="utf-8")
    import_lines(path, tmp_path / "imported")
    again = load_folders([tmp_path / "imported"])
    exclude: Any = {"article": {"source"}}
    assert [gold.model_dump(exclude=exclude) for gold in again] == [gold.model_dump(exclude=exclude) for gold in golds]


def test_quotes_may_be_given_in_place_of_spans(gold_folder: Callable[..., Path], tmp_path: Path) -> None:
    line = json.loads(next(export_lines(load_folders([gold_folder()]))))
    line["claims"][0]["evidence"] = [span["quote"] for span in line["claims"][0]["evidence"]]
    line["furniture"] = [span["quote"] for span in line["furniture"]]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    assert load_gold(import_lines(path, tmp_path / "imported")[0]).claims[0].evidence[0].start > 0


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param({"name": "../../etc"}, ":2: `name` is made of letters", id="path-as-name"),
        pytest.param({"name": "a00"}, ":2: the name a00 is taken", id="name-twice"),
        pytest.param({"text": 5}, ":2: a line is an object", id="no-text"),
        pytest.param({"claims": [{"statement": "x"}]}, r":2: claims\[0\]\.\w+: the field is missing", id="missing-field"),
        pytest.param({"claims": None}, ":2: claims: ", id="missing-part"),
        pytest.param({"furniture": [{"start": 1, "quote": "Photo"}]}, ":2: the words at 1 are not the quote", id="wrong-span"),
        pytest.param({"mood": "x"}, ":2: unknown field mood", id="unknown-field"),
    ],
)
def test_an_import_writes_nothing_where_one_line_is_off(
    gold_folder: Callable[..., Path], tmp_path: Path, changes: dict[str, Any], fault: str
) -> None:
    first, second = (json.loads(line) for line in export_lines(load_folders([gold_folder(2)])))
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(first) + "\n" + json.dumps({**second, **changes}) + "\n", encoding="utf-8")
    with pytest.raises(errors.InputError, match=rf"gold\.jsonl{fault}"):
        import_lines(path, tmp_path / "imported")
    assert not (tmp_path / "imported").exists()


def test_an_import_overwrites_nothing(gold_folder: Callable[..., Path], tmp_path: Path) -> None:
    folder = gold_folder()
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(export_lines(load_folders([folder]))), encoding="utf-8")
    with pytest.raises(errors.ConfigurationError, match="exists"):
        import_lines(path, folder)


def test_the_ceiling_tells_who_the_annotators_were(gold_folder: Callable[..., Path], tmp_path: Path) -> None:
    folder = gold_folder(2)
    assert ceiling([folder]) is None
    pairs = tmp_path / "agreement" / folder.name
    pairs.mkdir(parents=True)
    (pairs / "a01.txt").write_bytes((folder / "a01.txt").read_bytes())
    for which in ("first", "second"):
        (pairs / f"a01.{which}.yaml").write_bytes((folder / "a01.yaml").read_bytes())
    found = ceiling([folder])
    assert found is not None
    assert (found.articles, found.f1["headline"], found.annotators) == (1, 1.0, UNKNOWN)
    (tmp_path / "agreement" / "annotators.txt").write_text("Two editors\nof the Bay News.\n", encoding="utf-8")
    again = ceiling([folder])
    assert again is not None
    assert again.annotators == "Two editors of the Bay News."
