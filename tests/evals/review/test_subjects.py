"""What is reviewed, and what saving writes: gold that loads, or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.annotate import annotate
from evals.gold_files import load_gold, parse_gold
from evals.lint import PREFILLED
from evals.review.drafts import Draft, Item, Place
from evals.review.subjects import Subject, save, subjects_of
from pipeline import errors, make_engine
from pipeline.settings import Settings
from tests.evals.engines import GistEngine


@pytest.fixture
def subject(gold_folder: Callable[..., Path]) -> Subject:
    (path,) = gold_folder(1).glob("*.yaml")
    return subjects_of(path)[0]


def changed(draft: Draft, part: str, place: int, **changes: object) -> Draft:
    items = list(getattr(draft, part))
    items[place] = items[place].model_copy(update=changes)
    return draft.model_copy(update={part: items})


def place_of(subject: Subject, words: str) -> Place:
    start = subject.article.text.index(words)
    return Place(start=start, end=start + len(words))


def test_gold_that_nobody_changed_stays_the_same(subject: Subject) -> None:
    before = load_gold(subject.target)
    assert save(subject, subject.draft).problems == ()
    assert load_gold(subject.target) == before


def test_rejected_items_leave_and_corrected_ones_change(subject: Subject) -> None:
    before = load_gold(subject.target)
    draft = changed(subject.draft, "claims", 0, status="rejected")
    fields = {**draft.figures[-1].fields, "bound": "approx"}
    draft = changed(draft, "figures", len(draft.figures) - 1, fields=fields)
    assert save(subject, draft).problems == ()
    after = load_gold(subject.target)
    assert [claim.statement for claim in after.claims] == [claim.statement for claim in before.claims[1:]]
    assert after.figures[-1].bound == "approx"


def test_added_item_points_at_the_words_that_were_selected(subject: Subject) -> None:
    words = place_of(subject, "The two sides meet again on 3 June.")
    fields = {
        "statement": "The two sides meet again on 3 June.",
        "source": None,
        "source_aliases": [],
        "source_kind": "article",
        "attribution": "narration",
        "kind": "forecast",
        "salience": "supporting",
    }
    added = Item(status="accepted", fields=fields, evidence=[words])
    assert save(subject, subject.draft.model_copy(update={"claims": [*subject.draft.claims, added]})).problems == ()
    assert load_gold(subject.target).claims[-1].evidence[0].quote == "The two sides meet again on 3 June."


def test_words_that_occur_twice_keep_their_place(subject: Subject) -> None:
    second = subject.article.text.rindex("ferry")
    assert subject.article.text.index("ferry") != second
    draft = changed(subject.draft, "claims", 0, evidence=[Place(start=second, end=second + 5)])
    assert save(subject, draft).problems == ()
    assert load_gold(subject.target).claims[0].evidence[0].start == second


@pytest.mark.parametrize(
    ("part", "field", "value", "problem"),
    [
        ("figures", "value", "many", "figures 1, value"),
        ("claims", "kind", "guess", "claims 1, kind: unknown label"),
        ("claims", "statement", None, "claims 1, statement"),
        ("claims", "colour", "red", "claims 1, colour: unknown field"),
        ("open_questions", "question", "", "open questions 1, question"),
        ("positions", "polarity", "sideways", "positions 1, polarity"),
    ],
)
def test_what_is_no_gold_is_not_saved(subject: Subject, part: str, field: str, value: str | None, problem: str) -> None:
    before = subject.target.read_bytes()
    draft = changed(subject.draft, part, 0, fields={**getattr(subject.draft, part)[0].fields, field: value})
    found = save(subject, draft).problems
    assert any(one.startswith(problem) for one in found), found
    assert subject.target.read_bytes() == before
    assert {path.suffix for path in subject.target.parent.iterdir()} == {".txt", ".yaml"}
    assert len(list(subject.target.parent.iterdir())) == 2


def test_problems_count_rejected_items_as_the_page_does(subject: Subject) -> None:
    draft = changed(subject.draft, "claims", 0, status="rejected")
    draft = changed(draft, "claims", 1, fields={**draft.claims[1].fields, "kind": "guess"})
    assert save(subject, draft).problems[0].startswith("claims 2, kind")


def test_nothing_is_saved_while_items_are_undecided(subject: Subject) -> None:
    draft = changed(subject.draft, "claims", 0, status="undecided")
    assert save(subject, draft).problems == ("1 items are undecided: accept, correct or reject each.",)


def test_evidence_in_furniture_is_refused(subject: Subject) -> None:
    draft = changed(subject.draft, "claims", 0, evidence=[place_of(subject, "Photo: Jo Bell / Bay News")])
    assert "furniture" in save(subject, draft).problems[0]
    body = draft.model_copy(update={"furniture": []})
    assert save(subject, body).problems == ()


def test_evidence_outside_the_article_is_refused(subject: Subject) -> None:
    draft = changed(subject.draft, "claims", 0, evidence=[Place(start=0, end=10**6)])
    with pytest.raises(errors.InputError, match="does not lie in the article"):
        save(subject, draft)


def test_text_is_drafted_by_an_engine_and_saved_beside_it(tmp_path: Path, gold_folder: Callable[..., Path]) -> None:
    (source,) = gold_folder(1).glob("*.txt")
    text = tmp_path / "new.txt"
    text.write_bytes(source.read_bytes())
    (subject,) = subjects_of(text, engine=make_engine(Settings.load(engine="offline")))
    assert subject.draft.undecided == len(list(subject.draft.items())) > 0
    decided = subject.draft
    for part, place, _ in list(decided.items()):
        decided = changed(decided, part, place, status="accepted")
    assert save(subject, decided).problems == ()
    assert parse_gold(tmp_path / "new.yaml").problems == ()
    with pytest.raises(errors.ConfigurationError, match="exists"):
        subjects_of(text)


def test_gold_of_a_run_has_the_text_beside_it(subject: Subject, tmp_path: Path) -> None:
    elsewhere = Subject(subject.name, subject.article, subject.draft, tmp_path / "review" / "a.yaml", None)
    assert save(elsewhere, subject.draft).problems == ()
    assert (tmp_path / "review" / "a.txt").read_bytes().decode() == subject.article.text
    assert load_gold(tmp_path / "review" / "a.yaml").claims


def test_what_an_engine_filled_in_is_undecided_and_saved_without_its_note(gold_folder: Callable[..., Path]) -> None:
    folder = gold_folder(1)
    text = next(folder.glob("*.txt"))
    target = folder / "draft.yaml"
    target.write_text(annotate(text, target, GistEngine()), encoding="utf-8")
    (subject,) = subjects_of(target)
    assert not any(note.startswith(PREFILLED) for note in subject.draft.notes)
    assert {item.status for _, _, item in subject.draft.items()} <= {"undecided"}
    assert save(subject, subject.draft).problems == ()
    assert not any(note.startswith(PREFILLED) for note in load_gold(target).notes)
