"""ground(): only true spans and supported items come out; what fails says why."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.draft import DraftClaim, DraftFigure, DraftPosition, DraftQuestion
from pipeline.grounding import Grounded, ground
from pipeline.reading import read
from pipeline.summary import Claim, Figure, OpenQuestion, Position
from tests.drafts import FERRY, READING, candidate, claim, draft, figure, sentence

TEXT = FERRY.text


def failed(*claims: DraftClaim) -> list[str]:
    """Reasons for which claims fail."""
    return [failure.reason for failure in ground(READING, draft(claims=claims)).failures]


def items_of(result: Grounded) -> list[Claim | Figure | OpenQuestion | Position]:
    """All that passed and has evidence, but the gist."""
    return [*result.claims, *result.figures, *result.open_questions, *result.stance.positions]


def test_every_span_is_the_text_between_its_offsets() -> None:
    result = ground(
        READING,
        draft(
            claims=(claim("More than 70 per cent of passengers wanted new ferries.", sentence("70 per cent")),),
            figures=(figure(candidate("61 million")),),
            positions=(DraftPosition(holder="harbour board", target="new ferries", polarity="supports", sentences=(sentence("voted"),)),),
            open_questions=(DraftQuestion(kind="unanswered", question="What do the batteries cost?", sentences=(sentence("refused"),)),),
        ),
    )
    assert result.failures == ()
    assert len(items_of(result)) == 4
    for item in items_of(result):
        for span in item.evidence:
            assert TEXT[span.start : span.end] == span.quote


def test_a_figure_takes_value_unit_and_bound_from_the_text() -> None:
    result = ground(READING, draft(figures=(figure(candidate("61 million")), figure(candidate("70 per cent"), measures="passengers"))))
    money, share = result.figures
    assert (money.value, money.unit, money.bound) == ("61000000", "USD", "exact")
    assert (share.value, share.unit, share.bound) == ("70", "percent", "at_least")
    assert share.evidence[0].quote == "more than 70 per cent"


@pytest.mark.parametrize(
    ("statement", "words", "reason"),
    [
        pytest.param("The old boats may not last another winter.", "may not last", None, id="sound"),
        pytest.param("The old boats may last another winter.", "may not last", "drops the negation", id="negation-lost"),
        pytest.param("The old boats will not last another winter.", "may not last", "drops the hedge", id="hedge-lost"),
        pytest.param("The harbour board did not vote to buy two electric ferries.", "voted", "does not negate", id="negation-added"),
        pytest.param("The board voted to buy two electric ferries for US$62 million.", "voted", "number 62000000", id="number-changed"),
        pytest.param("The board voted to buy ferries for 61m dollars.", "voted", None, id="number-in-another-form"),
        pytest.param("The board voted to buy three electric ferries.", "voted", "number 3", id="number-word-changed"),
        pytest.param("More than 80 per cent of passengers wanted new ones.", "70 per cent", "number 80", id="share-changed"),
        pytest.param("Passengers complained about noise, smoke and crowded decks.", "voted", "does not say this", id="not-in-evidence"),
        pytest.param("Mara Ellison said more than 70 per cent of passengers wanted new ones.", "70 per cent", None, id="pronoun-resolved"),
    ],
)
def test_a_statement_must_be_supported(statement: str, words: str, reason: str | None) -> None:
    reasons = failed(claim(statement, sentence(words)))
    assert len(reasons) == (reason is not None)
    assert all(reason in given for given in reasons if reason)


@pytest.mark.parametrize("number", [0, -1, 99, 10**12])
def test_an_unknown_sentence_fails_and_says_what_numbers_there_are(number: int) -> None:
    assert failed(claim("The board voted.", number)) == [
        f"Sentence {number} does not exist; sentences are numbered 1 to {len(READING.sentences)}."
    ]


def test_an_item_without_evidence_fails() -> None:
    assert failed(claim("The board voted.")) == ["It names no sentence as evidence."]


def test_an_unknown_candidate_fails() -> None:
    (failure,) = ground(READING, draft(figures=(figure(99),))).failures
    assert "Figure candidate 99 does not exist" in failure.reason


def test_candidates_of_different_quantities_are_not_one_figure() -> None:
    (failure,) = ground(READING, draft(figures=(figure(candidate("61 million"), candidate("70 per cent")),))).failures
    assert "different quantities" in failure.reason


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param({"when": "on Monday"}, None, id="when-verbatim"),
        pytest.param({"when": "on Tuesday"}, 'The time "on Tuesday"', id="when-invented"),
        pytest.param({"source": "Tom Brack"}, None, id="source-named"),
        pytest.param({"source": "Jana Weld"}, "not named in the article", id="source-from-furniture"),
        pytest.param({"per": "barrel"}, 'The per "barrel"', id="denominator-invented"),
        pytest.param({"measures": "subsidies granted by distant ministries"}, "is not what the article says", id="measures-invented"),
    ],
)
def test_fields_of_a_figure_must_stand_near_it(fields: dict[str, str], reason: str | None) -> None:
    reasons = [failure.reason for failure in ground(READING, draft(figures=(figure(candidate("61 million"), **fields),))).failures]
    assert len(reasons) == (reason is not None)
    assert all(reason in given for given in reasons if reason)


def test_a_source_that_the_article_does_not_name_fails() -> None:
    (reason,) = failed(claim("The board had not tested the batteries.", sentence("batteries"), source="Greta Holm"))
    assert 'source "Greta Holm" is not named' in reason


def test_source_and_labels_must_agree() -> None:
    odd = claim("The board had not tested the batteries.", sentence("batteries")).model_copy(update={"source_kind": "article"})
    assert failed(odd) == ['source must be null if and only if source_kind is "article".']


@pytest.mark.parametrize(
    ("target", "passes"),
    [
        pytest.param("new electric ferries", True, id="words-of-the-body"),
        pytest.param("buying ferries with batteries", True, id="one-word-of-its-own"),
        pytest.param("subsidies for distant airlines", False, id="another-subject"),
        pytest.param("a tunnel instead of ferries", False, id="mostly-another-subject"),
    ],
)
def test_targets_and_the_topic_are_worded_as_the_body_words_them(target: str, passes: bool) -> None:
    position = DraftPosition(holder="harbour board", target=target, polarity="supports", sentences=(sentence("voted"),))
    proposed = draft(positions=(position,))
    proposed = proposed.model_copy(update={"stance": proposed.stance.model_copy(update={"topic": target})})
    result = ground(READING, proposed)
    assert result.stance.topic == (target if passes else "")
    assert [made.target for made in result.stance.positions] == [target] * passes
    assert [made.item.get("topic") for made in result.dropped if "topic" in made.item] == [target] * (not passes)
    assert all("is not what the article is about" in made.reason for made in result.dropped)


@pytest.mark.parametrize(
    ("question", "passes"),
    [
        pytest.param("When will the board decide?", True, id="asks-with-its-own-words"),
        pytest.param("What will happen next?", True, id="only-asks"),
        pytest.param("Who makes the batteries of the ferries?", True, id="words-of-the-body"),
        pytest.param("Who will buy the airline that serves the island?", False, id="another-subject"),
        pytest.param("Will ferries reach Zorbia?", False, id="half-of-it-invented"),
    ],
)
def test_questions_are_about_what_the_body_tells(question: str, passes: bool) -> None:
    asked = DraftQuestion(kind="unresolved", question=question, sentences=(sentence("voted"),))
    result = ground(READING, draft(open_questions=(asked,)))
    assert [made.question for made in result.open_questions] == [question] * passes
    assert len(result.failures) == (not passes)


@pytest.mark.parametrize(
    ("statement", "passes"),
    [("Die Fähre kostet 1.200.000 Euro.", True), ("Die Fähre kostet 1,3 Millionen Euro.", False)],
)
def test_numbers_are_read_in_the_language_of_the_article(statement: str, passes: bool) -> None:
    reading = read(Article(text="Die neue Fähre kostet nach Angaben der Stadt 1,2 Millionen Euro.\n", language="de"))
    made = draft(claims=(claim(statement, 1, source=None),))
    assert [made.statement for made in ground(reading, made).claims] == [statement] * passes


def test_repeated_claims_become_one_with_all_their_evidence() -> None:
    first = claim("The board bought two electric ferries.", sentence("voted"), source=None)
    again = first.model_copy(update={"statement": "The board bought two electric ferries!", "salience": "core"})
    (merged,) = ground(READING, draft(claims=(first, again))).claims
    assert merged.salience == "core"
    assert len(merged.evidence) == 1


def test_claims_that_differ_in_negation_stay_apart() -> None:
    said = claim("The board had not tested the batteries.", sentence("batteries"), source="Tom Brack")
    other = claim("The board had not tested the batteries.", sentence("batteries"))
    assert len(ground(READING, draft(claims=(said, other))).claims) == 2


def test_for_and_against_the_same_target_is_mixed() -> None:
    sides = [
        DraftPosition(holder="Mara Ellison", target="the ferries", polarity=polarity, sentences=(sentence("voted"),))
        for polarity in ("supports", "opposes")
    ]
    (position,) = ground(READING, draft(positions=tuple(sides))).stance.positions
    assert position.polarity == "mixed"


def test_core_claims_come_first() -> None:
    minor = claim("More than 70 per cent of passengers wanted new ones.", sentence("70 per cent"))
    major = claim("The board voted to buy two electric ferries.", sentence("voted"), source=None).model_copy(update={"salience": "core"})
    assert [made.salience for made in ground(READING, draft(claims=(minor, major))).claims] == ["core", "supporting"]


def test_rules_of_the_offline_engine_are_kept_by_item_id() -> None:
    ruled = claim("The board voted to buy two electric ferries.", sentence("voted"), source=None).model_copy(update={"rule": "narration"})
    result = ground(READING, draft(claims=(ruled,)))
    assert result.rules == {result.claims[0].id: "narration"}


def test_dropped_items_are_listed_in_ids_with_their_reason() -> None:
    (dropped,) = ground(READING, draft(claims=(claim("The board voted.", 99),))).dropped
    assert dropped.part == "claims"
    assert dropped.item["sentences"] == [99]
    assert "does not exist" in dropped.reason


def digits(text: str) -> set[str | None]:
    """Values that are printed in digits."""
    seen = read(Article(text=text))
    return {c.value or c.low for c in seen.candidates if any(map(str.isdigit, seen.text_of(c)))}


words = st.text(st.sampled_from("abcdefgh 0123456789.,%$-“”'\n\u202e\x1b"), max_size=60)
ids = st.lists(st.integers(-3, 12), max_size=4).map(tuple)
any_claim = st.builds(
    DraftClaim,
    statement=words | st.sampled_from([READING.text_of(s) for s in READING.sentences]),
    source=st.none() | words | st.just("Mara Ellison"),
    source_kind=st.sampled_from(["named", "article"]),
    attribution=st.sampled_from(["direct", "narration"]),
    kind=st.just("factual"),
    salience=st.sampled_from(["core", "supporting"]),
    sentences=ids,
    rule=st.just(""),
)
any_figure = st.builds(
    DraftFigure,
    candidates=ids,
    measures=words | st.just("electric ferries"),
    when=st.none() | words,
    source=st.none() | words,
    unit=st.none() | words,
    per=st.none() | words,
    rule=st.just(""),
)
any_position = st.builds(
    DraftPosition,
    holder=words | st.just("Tom Brack"),
    target=words,
    polarity=st.sampled_from(["supports", "opposes"]),
    sentences=ids,
    rule=st.just(""),
)
any_question = st.builds(DraftQuestion, kind=st.just("unanswered"), question=words, sentences=ids, rule=st.just(""))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(any_claim, max_size=4),
    st.lists(any_figure, max_size=4),
    st.lists(any_position, max_size=3),
    st.lists(any_question, max_size=3),
)
def test_whatever_an_engine_answers_only_true_spans_and_supported_numbers_come_out(
    claims: list[DraftClaim], figures: list[DraftFigure], positions: list[DraftPosition], questions: list[DraftQuestion]
) -> None:
    given_parts = {"claims": tuple(claims), "figures": tuple(figures), "open_questions": tuple(questions)}
    result = ground(READING, draft(positions=tuple(positions), **given_parts))
    body = [(paragraph.start, paragraph.end) for paragraph in READING.paragraphs]
    for item in items_of(result):
        assert item.evidence
        for span in item.evidence:
            assert TEXT[span.start : span.end] == span.quote
            assert any(start <= span.start and span.end <= end for start, end in body)
    for made in result.claims:
        assert digits(made.statement) <= digits(" ".join(span.quote for span in made.evidence))
    assert len(result.failures) + len(result.claims) + len(result.figures) + len(result.open_questions) + len(
        result.stance.positions
    ) <= 1 + len(claims) + len(figures) + len(questions) + len(positions)


@pytest.mark.parametrize(
    ("text", "statement", "source", "reason"),
    [
        pytest.param("Workers alleged that hired men had beaten pickets.", "Hired men had beaten pickets.", "Workers", None, id="alleged"),
        pytest.param("Workers alleged the men had beaten pickets.", "The men had beaten pickets.", "Workers", None, id="alleged-the"),
        pytest.param("Workers alleged that hired men had beaten pickets.", "Hired men had beaten pickets.", None, "hedge", id="by-nobody"),
        pytest.param(
            "Workers spoke of an alleged beating of pickets.", "There was a beating of pickets.", "Workers", "hedge", id="adjective"
        ),
        pytest.param("It does not: the act forbids the sale of drums.", "The act forbids the sale of drums.", None, None, id="colon"),
        pytest.param("The pier is not, however, safe to use.", "The pier is safe to use.", None, "negation", id="comma"),
        pytest.param("Two boys were, allegedly, beaten.", "Two boys were beaten.", None, "hedge", id="hedge-between-commas"),
        pytest.param("Police held men alleged to have shot Ott.", "Men shot Ott.", "Police", "hedge", id="alleged-to"),
        pytest.param("It does not forbid the sale of drums.", "It forbids the sale of drums.", None, "negation", id="no-colon"),
        pytest.param("The poll for the Herald-Courier reached people.", "The Herald-Courier poll reached people.", None, None, id="name"),
    ],
)
def test_hedges_and_negations_reach_as_far_as_they_govern(text: str, statement: str, source: str | None, reason: str | None) -> None:
    made = claim(statement, 1).model_copy(
        update={"source": source, "source_kind": "anonymous" if source else "article", "attribution": "indirect" if source else "narration"}
    )
    failures = ground(read(Article(text=text)), draft(claims=(made,))).failures
    reasons = [failure.reason for failure in failures if failure.part == "claims"]
    assert len(reasons) == (reason is not None)
    assert all(reason in given for given in reasons if reason)
