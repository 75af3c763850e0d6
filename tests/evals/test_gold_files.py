"""Gold files: every fault is refused, all at once, with file and line."""

import hashlib
from pathlib import Path

import pytest

from evals.gold_files import GoldError, gold_paths, load_folders, load_gold, parse_gold
from pipeline.errors import ConfigurationError, InputError

TEXT = """Ferry fares to rise

ROSTREVOR, May 4 (Agency) — The council said fares would rise by 5 per cent.
Subscribe to our newsletter
Nine of its 12 members voted for it. The other 12 routes stay as they are.
Subscribe to our newsletter
"""
YAML = f"""schema: 2
article: ferry.txt
sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
language: en
furniture:
  - "Subscribe to our newsletter"
  - {{quote: "ROSTREVOR, May 4 (Agency) —", inline: true}}
stance:
  topic: higher ferry fares
  article: neutral
  positions:
    - {{holder: The council, target: higher ferry fares, polarity: supports,
       evidence: ["The council said fares would rise by 5 per cent."]}}
claims:
  - {{statement: Fares will rise by 5 per cent., source: The council, source_kind: institution,
       attribution: indirect, kind: forecast, salience: core,
       evidence: ["The council said fares would rise by 5 per cent."]}}
figures:
  - {{value: 5, unit: percent, bound: exact, measures: rise in fares, evidence: ["5 per cent"]}}
  - {{value: 12, unit: person, bound: exact, measures: members, evidence: [{{quote: "12", occurrence: 1}}]}}
open_questions: []
notes: []
"""


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_bytes(TEXT.encode())
    path = tmp_path / "ferry.yaml"
    path.write_text(YAML, encoding="utf-8")
    return path


def test_a_file_in_order_becomes_gold_with_spans(gold_file: Path) -> None:
    gold = load_gold(gold_file)
    assert gold.name == "ferry"
    assert [mark.quote for mark in gold.furniture] == ["Subscribe to our newsletter"] * 2 + ["ROSTREVOR, May 4 (Agency) —"]
    evidence = [*(claim.evidence for claim in gold.claims), *(figure.evidence for figure in gold.figures)]
    spans = [*gold.furniture, *(span for spans in evidence for span in spans)]
    assert all(TEXT[span.start : span.end] == span.quote for span in spans)
    assert gold.figures[1].evidence[0].start == TEXT.index("12")
    assert gold.figures[0].value == "5"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        pytest.param("schema: 2", "schema: 1", 1, "not the guide's version", id="other-guide"),
        pytest.param("ferry.txt", "none.txt", 2, "cannot be read", id="no-article"),
        pytest.param("sha256: ", "sha256: 0", 3, "wrong hash", id="hash"),
        pytest.param("notes: []", "remarks: []", 22, "unknown field", id="unknown-field"),
        pytest.param(
            "higher ferry fares, polarity", "higher ferry fares, mood: x, polarity", 12, "unknown field", id="unknown-field-inside"
        ),
        pytest.param("kind: forecast", "kind: prophecy", 16, "unknown label; one of 'factual'", id="unknown-label"),
        pytest.param("salience: core,", "", 15, "the field is missing", id="missing-field"),
        pytest.param('["5 per cent"]', '["6 per cent"]', 19, "missing from the article", id="missing-quote"),
        pytest.param('{quote: "12", occurrence: 1}', '"12"', 20, "ambiguous: it occurs 2 times", id="ambiguous"),
        pytest.param("occurrence: 1", "occurrence: 3", 20, "occurrence 3 does not exist", id="occurrence-beyond"),
        pytest.param("occurrence: 1", "occurrence: 0", 20, "occurrence 0 does not exist", id="occurrence-from-one"),
        pytest.param("occurrence: 1", "occurrence: first", 20, "occurrence is a whole number", id="occurrence-word"),
        pytest.param('{quote: "12", occurrence: 1}', '{quote: "Subscribe to our", occurrence: 2}', 20, "inside furniture", id="furniture"),
        pytest.param('["5 per cent"]', '["ROSTREVOR, May 4 (Agency) — The council"]', 19, "inside furniture", id="dateline"),
        pytest.param('"Subscribe to our newsletter"', '"Subscribe to our"', 6, "only a part of one", id="part-of-a-line"),
        pytest.param('May 4 (Agency) —", inline: true', 'May 4 (Agency) —"', 7, "only a part of one", id="dateline-not-inline"),
        pytest.param("ROSTREVOR, May 4", "May 4", 7, "at the start of its line", id="inline-not-at-start"),
        pytest.param("value: 5,", "value: 5, low: 4, high: 6,", 19, "either value, or low and high", id="value-and-range"),
        pytest.param("value: 5,", "value: five,", 19, "neither a decimal nor a fraction", id="value-word"),
        pytest.param("value: 5,", "", 19, "either value, or low and high", id="no-value"),
        pytest.param("language: en", "language: en\nlanguage: en", 5, "given twice", id="given-twice"),
        pytest.param('evidence: ["5 per cent"]', "evidence: []", 19, "at least 1 item", id="no-evidence"),
        pytest.param("notes: []", "notes: [", 23, "not YAML", id="not-yaml"),
        pytest.param("notes: []", "notes: &a [*a]", 22, "aliases are not allowed", id="endless-alias"),
        pytest.param(
            "value: 12, unit: person", "value: 5, unit: percent, measures: rise in fares, per: null", 20, "given twice", id="twice"
        ),
    ],
)
def test_faults_are_refused_with_their_line(gold_file: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in YAML
    gold_file.write_text(YAML.replace(old, new, 1), encoding="utf-8")
    problems = parse_gold(gold_file).problems
    assert [p for p in problems if p.line == line and message in p.message], problems
    with pytest.raises(GoldError, match=f"ferry.yaml:{problems[0].line}: "):
        load_gold(gold_file)


@pytest.mark.parametrize(
    ("part", "item"),
    [
        (
            "claims",
            '{statement: "fares will rise  by 5 per cent.", source: The council, source_kind: named, '
            'attribution: mixed, kind: opinion, salience: core, evidence: ["Nine"]}',
        ),
        ("figures", '{value: 5, unit: percent, bound: approx, measures: Rise in fares, evidence: ["Nine"]}'),
    ],
)
def test_duplicate_items_are_refused(gold_file: Path, part: str, item: str) -> None:
    gold_file.write_text(YAML.replace(f"{part}:\n", f"{part}:\n  - {item}\n"), encoding="utf-8")
    assert [problem.message[:9] for problem in parse_gold(gold_file).problems] == ["duplicate"]


def test_the_same_value_of_another_thing_is_no_duplicate(gold_file: Path) -> None:
    item = '{value: 5, unit: percent, bound: exact, measures: rise in freight rates, evidence: ["Nine"]}'
    gold_file.write_text(YAML.replace("figures:\n", f"figures:\n  - {item}\n"), encoding="utf-8")
    assert parse_gold(gold_file).problems == ()


def test_all_problems_of_a_file_are_found_in_one_pass(gold_file: Path) -> None:
    broken = YAML.replace("kind: forecast", "kind: prophecy").replace('["5 per cent"]', '["6 per cent"]')
    broken = broken.replace("sha256: ", "sha256: 0")
    gold_file.write_text(broken, encoding="utf-8")
    assert [problem.line for problem in parse_gold(gold_file).problems] == [3, 16, 19]


def test_problems_do_not_repeat_the_article(gold_file: Path) -> None:
    gold_file.write_text(YAML.replace('{quote: "12", occurrence: 1}', '"12"'), encoding="utf-8")
    assert not any("12" in problem.message or "routes" in str(problem) for problem in parse_gold(gold_file).problems)


def test_furniture_by_occurrence_is_that_line_alone(gold_file: Path) -> None:
    gold_file.write_text(
        YAML.replace('- "Subscribe to our newsletter"', '- {quote: "Subscribe to our newsletter", occurrence: 2}'), encoding="utf-8"
    )
    assert load_gold(gold_file).furniture[0].start == TEXT.rindex("Subscribe")


def test_words_stay_words_and_numbers_stay_exact(gold_file: Path) -> None:
    changed = YAML.replace("value: 5,", "value: 61000000000.10,").replace("unit: person", "unit: no, when: 2023")
    gold_file.write_text(changed, encoding="utf-8")
    figures = load_gold(gold_file).figures
    assert (figures[0].value, figures[1].unit, figures[1].when) == ("61000000000.1", "no", "2023")


def test_carriage_returns_of_an_article_are_kept(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    (tmp_path / "ferry.txt").write_bytes(text.encode())
    path = tmp_path / "ferry.yaml"
    path.write_text(YAML.replace(hashlib.sha256(TEXT.encode()).hexdigest(), hashlib.sha256(text.encode()).hexdigest()), encoding="utf-8")
    assert load_gold(path).article.text == text


def test_a_folder_loads_in_order_of_name(gold_file: Path) -> None:
    other = TEXT + "An end.\n"
    gold_file.with_name("a.txt").write_bytes(other.encode())
    changed = YAML.replace("ferry.txt", "a.txt").replace(
        hashlib.sha256(TEXT.encode()).hexdigest(), hashlib.sha256(other.encode()).hexdigest()
    )
    gold_file.with_name("a.yaml").write_text(changed, encoding="utf-8")
    assert [gold.name for gold in load_folders([gold_file.parent])] == ["a", "ferry"]
    assert gold_paths([gold_file, gold_file.parent]) == [gold_file, gold_file.with_name("a.yaml"), gold_file]


def test_two_files_of_one_name_are_refused(gold_file: Path) -> None:
    with pytest.raises(ConfigurationError, match="named ferry"):
        load_folders([gold_file, gold_file])


def test_two_annotations_of_one_article_are_refused(gold_file: Path) -> None:
    gold_file.with_name("second.yaml").write_text(YAML, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="ferry and second annotate the same article"):
        load_folders([gold_file.parent])


def test_the_test_split_is_read_for_reporting_only(gold_file: Path) -> None:
    split = gold_file.parent / "evals" / "gold" / "test"
    split.mkdir(parents=True)
    for name in ("ferry.yaml", "ferry.txt"):
        (split / name).write_bytes((gold_file.parent / name).read_bytes())
    for place in (split, split / "ferry.yaml", split.parent, split / ".." / "test"):
        with pytest.raises(ConfigurationError, match="must not see it"):
            load_folders([place])
    assert [gold.name for gold in load_folders([split], reporting=True)] == ["ferry"]


def test_a_folder_without_gold_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No gold file"):
        load_folders([tmp_path])
