"""Articles in five languages through the model engine: what a careful model says of them comes out whole, at the exact words."""

import asyncio
from typing import Any, NamedTuple

import pytest

from pipeline.article import Article
from pipeline.draft import Draft
from pipeline.engines.openai import OpenAIEngine
from pipeline.reading import read
from pipeline.settings import Settings
from pipeline.summarizer import Outcome, Summarizer
from pipeline.summary import Summary
from tests.conftest import ROOT
from tests.fakes.openai_server import FakeOpenAI, answer


class Told(NamedTuple):
    """What a model says of tests/articles/LANGUAGE.txt, and the quotes that support it."""

    gist: tuple[str, str]
    topic: str
    board: str
    claims: tuple[tuple[str, str | None, str], ...]  # statement, source, words of its evidence
    measures: tuple[tuple[str, str, str | None, str, str | None], ...]  # words, measures, unit given, value, unit
    question: tuple[str, str]
    false_claims: tuple[tuple[str, str], ...]  # a number, or a subject, that the evidence does not have


TOLD = {
    "de": Told(
        gist=("Der Hafenrat von Lindow erhöht die Liegegebühren.", "Der Hafenrat"),
        topic="höhere Liegegebühren in Lindow",
        board="Hafenrat von Lindow",
        claims=(
            ("Der Hafenrat von Lindow erhöhte die Liegegebühren am 12. März um 3,5 %.", None, "Der Hafenrat"),
            ("Die Einnahmen werden auf rund 1,2345 Milliarden Euro steigen.", "Hafenrat von Lindow", "Die Einnahmen"),
            ("Niemand hat die Genossenschaft der Fischer gefragt.", "Mara Quist", "Niemand"),
        ),
        measures=(
            ("3,5 Prozent", "Erhöhung der Liegegebühren", None, "3.5", "percent"),
            ("1.234,5 Mio.", "Einnahmen", None, "1234500000", "EUR"),
            ("2.500", "Fischer in der Genossenschaft", "Fischern", "2500", "Fischern"),
        ),
        question=("Wann enden die neuen Gebühren?", "Der Rat wollte"),
        false_claims=(
            ("Der Hafenrat erhöhte die Liegegebühren um 4,5 Prozent.", "Der Hafenrat"),
            ("Ein Sturm zerstörte gestern mehrere Brücken.", "Der Hafenrat"),
        ),
    ),
    "fr": Told(
        gist=("Le conseil du port de Lindow relève les tarifs.", "Le conseil du port"),
        topic="hausse des tarifs du port de Lindow",
        board="conseil du port de Lindow",
        claims=(
            ("Le conseil du port de Lindow a relevé les tarifs de 3,5 pour cent le 12 mars.", None, "Le conseil du port"),
            ("Les recettes devraient atteindre près de 1,2345 milliard d'euros.", "conseil du port de Lindow", "Les recettes"),
            ("Personne n'a consulté la coopérative.", "Mara Quist", "Personne"),
        ),
        measures=(
            ("3,5\u00a0%", "hausse des tarifs", None, "3.5", "percent"),
            ("1\u202f234,5 millions", "recettes", None, "1234500000", "EUR"),
            ("2\u00a0500", "pêcheurs de la coopérative", "pêcheurs", "2500", "pêcheurs"),
        ),
        question=("Quand les nouveaux tarifs prendront-ils fin ?", "pas voulu dire"),
        false_claims=(
            ("Le conseil a relevé les tarifs de 4,5 %.", "Le conseil du port"),
            ("Une tempête détruisait hier plusieurs ponts.", "Le conseil du port"),
        ),
    ),
    "es": Told(
        gist=("La junta del puerto de Lindow sube las tarifas.", "La junta del puerto"),
        topic="subida de las tarifas del puerto de Lindow",
        board="junta del puerto de Lindow",
        claims=(
            ("La junta del puerto de Lindow subió las tarifas un 3,5 por ciento el 12 de marzo.", None, "La junta del puerto"),
            ("Los ingresos llegarán a unos 1,2345 mil millones de euros.", "junta del puerto de Lindow", "Los ingresos"),
            ("Nadie preguntó a la cooperativa.", "Mara Quist", "Nadie"),
        ),
        measures=(
            ("3,5 %", "subida de las tarifas", None, "3.5", "percent"),
            ("1.234,5 millones", "ingresos", None, "1234500000", "EUR"),
            ("2.500", "pescadores de la cooperativa", "pescadores", "2500", "pescadores"),
        ),
        question=("¿Cuándo terminan las nuevas tarifas?", "no quiso decirlo"),
        false_claims=(
            ("La junta subió las tarifas un 4,5 %.", "La junta del puerto"),
            ("Una tormenta destruyó ayer varios puentes.", "La junta del puerto"),
        ),
    ),
    "hi": Told(
        gist=("लिंडो बंदरगाह परिषद ने शुल्क बढ़ाया।", "लिंडो बंदरगाह परिषद"),
        topic="लिंडो बंदरगाह का शुल्क बढ़ाना",
        board="लिंडो बंदरगाह परिषद",
        claims=(
            ("लिंडो बंदरगाह परिषद ने 12 मार्च को शुल्क 3.5 प्रतिशत बढ़ाया।", None, "लिंडो बंदरगाह परिषद"),
            ("आय करीब 25 खरब रुपये हो जाएगी।", "लिंडो बंदरगाह परिषद", "परिषद के अनुसार"),
            ("सहकारी समिति से किसी ने नहीं पूछा।", "मारा क्विस्ट", "हमसे"),
        ),
        measures=(
            ("३.५", "शुल्क में बढ़ोतरी", None, "3.5", "percent"),
            ("2.5 लाख करोड़", "आय", None, "2500000000000", "INR"),
            ("9,40,000", "सहकारी समिति के मछुआरों की संख्या", "मछुआरों", "940000", "मछुआरों"),
        ),
        question=("नया शुल्क कब समाप्त होगा?", "नहीं बताया"),
        false_claims=(
            ("परिषद ने शुल्क 4.5 प्रतिशत बढ़ाया।", "लिंडो बंदरगाह परिषद"),
            ("तूफान में कई पुल टूट गए।", "लिंडो बंदरगाह परिषद"),
        ),
    ),
    "zh": Told(
        gist=("林多港务局上调泊位费。", "林多港务局"),
        topic="林多港上调泊位费",
        board="林多港务局",
        claims=(
            ("林多港务局于3月12日把泊位费上调3.5%。", None, "林多港务局"),
            ("港务局的收入将增至约12.3亿元。", "港务局", "收入"),
            ("没有人问过合作社。", "马拉·奎斯特", "没有人"),
        ),
        measures=(
            ("3.5%", "泊位费上调", None, "3.5", "percent"),
            ("12.3亿", "港务局收入", None, "1230000000", "CNY"),
            ("二千五百", "合作社渔民人数", None, "2500", "person"),
        ),
        question=("新收费何时结束？", "何时结束"),
        false_claims=(("林多港务局将泊位费上调4.5%。", "林多港务局"), ("昨天的暴风雨摧毁桥梁。", "林多港务局")),
    ),
}


def draft_of(told: Told, article: Article, *, false: bool) -> Draft:
    reading = read(article)

    def sentence(quote: str) -> list[int]:
        found = [one.id for one in reading.sentences if quote in reading.text_of(one)]
        assert found, quote
        return found[:1]

    def candidate(quote: str) -> list[int]:
        at = article.text.index(quote)
        return [one.id for one in reading.candidates if at <= one.number_start < at + len(quote)][:1]

    def claim(statement: str, source: str | None, quote: str) -> dict[str, Any]:
        kind = "article" if source is None else "named"
        spoken = "narration" if source is None else "indirect"
        fixed = {"source_kind": kind, "attribution": spoken, "kind": "factual", "salience": "core"}
        return {"statement": statement, "source": source, "sentences": sentence(quote), **fixed}

    claims = [claim(*one) for one in told.claims] + ([claim(text, None, quote) for text, quote in told.false_claims] if false else [])
    return Draft.model_validate(
        {
            "gist": {"text": told.gist[0], "sentences": sentence(told.gist[1])},
            "stance": {
                "topic": told.topic,
                "article": "neutral",
                "positions": [
                    {"holder": told.board, "target": told.topic, "polarity": "supports", "sentences": sentence(told.gist[1])},
                ],
            },
            "claims": claims,
            "figures": [
                {"candidates": candidate(words), "measures": measures, "when": None, "source": None, "unit": unit, "per": None}
                for words, measures, unit, _, _ in told.measures
            ],
            "open_questions": [{"kind": "unanswered", "question": told.question[0], "sentences": sentence(told.question[1])}],
        }
    )


def outcome_of(language: str, *, tagged: bool, false: bool = False) -> tuple[Outcome, Article, FakeOpenAI]:
    text = (ROOT / "tests" / "articles" / f"{language}.txt").read_text(encoding="utf-8")
    article = Article(text=text, language=language if tagged else None)
    with FakeOpenAI() as server:
        server.always(answer(draft_of(TOLD[language], article, false=false)))
        engine = OpenAIEngine(Settings(base_url=server.base_url, model="fake"))

        async def summarized() -> Outcome:
            async with Summarizer(engine, max_requests=1) as summarizer:
                return await summarizer.outcome(article)

        return asyncio.run(summarized()), article, server


def summary_of(language: str, *, tagged: bool, false: bool = False) -> tuple[Summary, Article]:
    outcome, article, _ = outcome_of(language, tagged=tagged, false=false)
    assert outcome.summary, outcome.error
    return outcome.summary, article


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
@pytest.mark.parametrize("language", TOLD)
def test_what_a_careful_model_says_comes_out_whole(language: str, tagged: bool) -> None:
    summary, article = summary_of(language, tagged=tagged)
    told = TOLD[language]
    assert not summary.dropped
    assert summary.gist
    assert summary.gist.text == told.gist[0]
    assert {claim.statement for claim in summary.claims} == {statement for statement, _, _ in told.claims}
    assert [(figure.value, figure.unit) for figure in summary.figures] == [(value, unit) for *_, value, unit in told.measures]
    assert [position.holder for position in summary.stance.positions] == [told.board]
    assert [question.question for question in summary.open_questions] == [told.question[0]]
    spans = list(summary.gist.evidence)
    for items in (summary.claims, summary.figures, summary.open_questions, summary.stance.positions):
        spans += [span for item in items for span in item.evidence]
    assert len(spans) >= 8
    for span in spans:
        assert article.text[span.start : span.end] == span.quote != ""


@pytest.mark.parametrize("language", TOLD)
def test_what_the_evidence_does_not_say_is_dropped(language: str) -> None:
    summary, _ = summary_of(language, tagged=True, false=True)
    assert [dropped.item["statement"] for dropped in summary.dropped] == [statement for statement, _ in TOLD[language].false_claims]


@pytest.mark.parametrize("language", TOLD)
def test_the_model_is_asked_for_the_language_of_the_article(language: str) -> None:
    _, article, server = outcome_of(language, tagged=True)
    asked = server.requests[0].text
    assert "Write in the language of the article." in asked
    for sentence in read(article).sentences:
        assert article.text[sentence.start : sentence.end].replace("\u202f", " ").replace("\xa0", " ") in asked.replace(
            "\u202f", " "
        ).replace("\xa0", " ")
