"""The whole engine: a full draft in ids, hostile texts, time, threads."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.budget import Budget
from pipeline.draft import Answer, Draft
from pipeline.engines.offline import OfflineEngine
from pipeline.engines.offline.drafting import draft as draft_of
from pipeline.errors import ConfigurationError, EmptyArticle, NutgrafError, UnsupportedLanguage
from pipeline.grounding import ground
from pipeline.reading import Reading, read
from tests.work import function_calls

ENGINE = OfflineEngine()


def drafted(reading: Reading) -> Answer:
    return asyncio.run(ENGINE.draft(reading, Budget()))


def test_names_itself_and_its_model() -> None:
    assert (ENGINE.name, ENGINE.prompt, ENGINE.can_revise) == ("offline", None, False)
    assert ENGINE.model is not None
    assert ENGINE.model.startswith("en_core_web_sm")


def test_seed_gives_every_part_and_each_item_its_rule(seed_reading: Reading) -> None:
    draft = drafted(seed_reading).draft
    items = [draft.gist, *draft.stance.positions, *draft.claims, *draft.figures, *draft.open_questions]
    assert all(part for part in (draft.stance.positions, draft.claims, draft.figures, draft.open_questions))
    assert all(item.rule for item in items)
    assert 4 <= sum(claim.salience == "core" for claim in draft.claims) <= 9


def test_seed_passes_grounding_whole(seed_reading: Reading) -> None:
    assert ground(seed_reading, drafted(seed_reading).draft).failures == ()


def test_seed_attributes_what_is_said(seed_reading: Reading) -> None:
    sources = {claim.statement.split()[0]: claim.source for claim in drafted(seed_reading).draft.claims}
    by_statement = {claim.statement: claim.source for claim in drafted(seed_reading).draft.claims}
    assert sources
    assert by_statement["This is a matter of death and life."] == "Dmytro Kuleba"
    assert by_statement["Beijing is helping Russia’s military expansion."] == "Washington"
    assert next(source for text, source in by_statement.items() if "industrial base they are expanding" in text) == "a senior US official"


def test_two_drafts_of_one_article_are_equal(seed_reading: Reading) -> None:
    assert drafted(seed_reading) == drafted(seed_reading)


def test_many_articles_at_once(seed_reading: Reading) -> None:
    async def together() -> list[Answer]:
        return await asyncio.gather(*(ENGINE.draft(seed_reading, Budget()) for _ in range(4)))

    answers = asyncio.run(together())
    assert all(answer == answers[0] for answer in answers)


def test_no_body_is_an_error_of_ours() -> None:
    with pytest.raises(EmptyArticle):
        drafted(read(Article(text="Share this article\n\nAdvertisement")))


def test_another_language_is_an_error_of_ours() -> None:
    with pytest.raises(UnsupportedLanguage):
        drafted(read(Article(text="The dam closed.", language="fr")))


HOSTILE = {
    "one line of 100,000 characters": "word said that the mayor " * 4_000,
    "no punctuation": "the mayor said that he would go to the town and the bank of the river was closed " * 200,
    "capitals": "THE MAYOR SAID THAT THE BRIDGE WAS LATE. " * 100,
    "emoji": "😀 The mayor said 😀 it was “good” 👍🏽. " * 100,
    "right to left": "مرحبا بالعالم هذا نص عربي طويل. " * 100,
    "control characters": "The mayor\x00 said\x07 it \u202e was \u2028 good.\n" * 100,
    "10,000 opening quotes": "“" * 10_000,
    "quoted stubs": "“He said.” " * 500,
    "mixed marks": "'\"'\" said " * 500,
    "turns": "Q: Why?\nA: Because I said so.\n" * 200,
    "numbers": "12,345 and 1/0 and 5% of $3bn, " * 300,
    "brackets": "(" * 5_000 + ")" * 5_000,
    "denials": "He denied that. She denied it. " * 200,
    "templates": "{{ n * 2 }} {% raw %} The mayor said {0} %s it was good. " * 50,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_give_a_draft_or_an_error_of_ours(text: str) -> None:
    reading = read(Article(text=text))
    try:
        answer = drafted(reading)
    except NutgrafError:
        return
    ground(reading, answer.draft)
    assert len(answer.draft.gist.text.split()) <= 35


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_draft_or_an_error_of_ours(text: str) -> None:
    try:
        drafted(read(Article(text=text)))
    except NutgrafError:
        return


@pytest.mark.parametrize("pattern", ["The mayor said that it was late. ", "“It is late,” she said. ", "She denied that. "])
def test_work_grows_with_the_length_and_no_faster(pattern: str) -> None:
    def calls(repeats: int) -> int:
        reading = read(Article(text=pattern * repeats))
        return function_calls(lambda: draft_of(reading))

    calls(10)
    # Ten times the text; 1.5 for what the issue allows.
    assert calls(600) <= 10 * 1.5 * calls(60)


OWN_VERB = Article(text="The ferry cooperative bleated that the harbour is unsafe. Two boats stayed in port.")
GUESSED = Article(
    text="Wexmoor Council has proposed a ferry tax from April. The ferry tax would raise £3m.\n\n“It will hurt us and damage trade,” warned"
    " Lena Ott, a resident. “We will lose money and we should not pay for that harm.”\n\nThe ferry has two decks."
)


def draft_with(word_lists: Path | None, article: Article, processes: int = 1) -> Draft:
    """The draft by an engine of its own with the user's word lists."""

    async def once() -> Draft:
        engine = OfflineEngine(processes, word_lists)
        try:
            return (await engine.draft(read(article, word_lists), Budget())).draft
        finally:
            await engine.aclose()

    return asyncio.run(once())


def sources_with(word_lists: Path | None, processes: int = 1) -> list[str | None]:
    return [claim.source for claim in draft_with(word_lists, OWN_VERB, processes).claims]


def test_guessed_sides_can_be_turned_off(tmp_path: Path) -> None:
    (tmp_path / "leanings.toml").write_text("[model]\nleast = 2\n", encoding="utf-8")

    def holders(word_lists: Path | None) -> set[str]:
        return {position.holder for position in draft_with(word_lists, GUESSED).stance.positions}

    assert holders(None) - holders(tmp_path) == {"Lena Ott"}


def test_questions_by_words_can_be_turned_off(tmp_path: Path) -> None:
    (tmp_path / "open_ends.toml").write_text("[model]\nleast = 2\nkept = 0\n", encoding="utf-8")
    article = Article(
        text="A ferry sank off Wexmoor.\n\nLena Ott, who runs a café, said the road was safe.\n\nThe captain said that the passengers"
        " had moved to one side. A survivor said that the patrol boat had pulled them over.\n\n"
        "The ferry had two decks.\n\nIt was built in Leith."
    )

    def rules(word_lists: Path | None) -> set[str]:
        return {question.rule.partition(":")[0] for question in draft_with(word_lists, article).open_questions}

    assert rules(None) - rules(tmp_path) == {"by its words"}


@pytest.mark.parametrize("processes", [1, 2])
def test_reporting_verb_of_the_user_makes_a_claim(tmp_path: Path, processes: int) -> None:
    (tmp_path / "speech.toml").write_text('say = ["bleat"]\n', encoding="utf-8")
    assert not any(sources_with(None))
    assert any(source and "cooperative" in source for source in sources_with(tmp_path, processes))
    assert not any(sources_with(None)), "the lists of one engine must not reach another"


def test_broken_word_list_is_an_error_of_configuration(tmp_path: Path) -> None:
    (tmp_path / "speech.toml").write_text('no_such_group = ["bleat"]\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no_such_group"):
        sources_with(tmp_path)
