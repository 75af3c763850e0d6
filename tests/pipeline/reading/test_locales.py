"""Other languages than English: separators, words of large numbers, dates and sentences."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.reading import read
from pipeline.reading.locales import language_of
from tests.conftest import ROOT

ARTICLES = ROOT / "tests" / "articles"


def figures(text: str, language: str) -> list[tuple[str, str | None, str | None, str]]:
    reading = read(Article(text=text, language=language))
    return [(reading.text_of(made), made.value, made.unit, made.bound) for made in reading.candidates if made.hint == "figure"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die Bahn zahlt 1.234,5 Tonnen.", [("1.234,5 Tonnen", "1234.5", "tonne", "exact")]),
        ("de", "Es kostet rund 3,2 Mrd. Euro.", [("rund 3,2 Mrd. Euro", "3200000000", "EUR", "approx")]),
        ("de", "Zwölf Schiffe kamen an.", [("Zwölf", "12", None, "exact")]),
        ("de-CH", "Es sind 1’250 Franken.", [("1’250 Franken", "1250", "CHF", "exact")]),
        ("en", "It costs 1,234.5 tonnes.", [("1,234.5 tonnes", "1234.5", "tonne", "exact")]),
        ("fr", "Elle vaut 940\u202f000 euros.", [("940\u202f000 euros", "940000", "EUR", "exact")]),
        ("fr", "Il manque 2,5 milliards d’euros.", [("2,5 milliards d’euros", "2500000000", "EUR", "exact")]),
        ("es", "Pagó 12 mil millones de euros.", [("12 mil millones de euros", "12000000000", "EUR", "exact")]),
        ("es", "Pesa 3.5 toneladas.", [("3.5 toneladas", "3.5", "tonne", "exact")]),
        ("es", "Costó 3.500 euros.", [("3.500 euros", "3500", "EUR", "exact")]),
        ("hi", "इसकी लागत 2.5 लाख करोड़ रुपये है।", [("2.5 लाख करोड़ रुपये", "2500000000000", "INR", "exact")]),
        ("hi", "करीब १२ प्रतिशत लोग आए।", [("करीब १२ प्रतिशत", "12", "percent", "approx")]),
        ("ar", "بلغت ٣٫٥ مليون.", [("٣٫٥ مليون", "3500000", None, "exact")]),
        ("zh", "投资超过3.5亿元。", [("超过3.5亿元", "350000000", "CNY", "at_least")]),
        ("zh", "三百二十名工人罢工。", [("三百二十名", "320", "person", "exact")]),
        ("zh", "价值五万亿美元。", [("五万亿美元", "5000000000000", "USD", "exact")]),
        ("zh", "一些人统一意见。", []),
        ("it", "Sono 1.250 euro.", [("1.250", "1250", None, "exact")]),
        ("ja", "売上高は12億円。", [("12億", "1200000000", None, "exact")]),
    ],
)
def test_a_figure_has_the_value_that_its_language_writes(language: str, text: str, expected: list[object]) -> None:
    assert figures(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Sie kamen am 12. März um 14.30 Uhr in die 3. Liga."),
        ("de", "Die A40 war 2023 gesperrt, am 12.03.2024 nicht."),
        ("fr", "Le 1er mars 2024, le 2e tour."),
        ("es", "El 12 de marzo de 2024."),
        ("hi", "यह 12 मार्च 2024 को हुआ।"),
        ("zh", "2024年3月12日，第三次会议。"),
    ],
)
def test_dates_times_and_ordinals_are_no_figures(language: str, text: str) -> None:
    assert figures(text, language) == []


def test_the_ends_of_a_range_share_magnitude_and_unit() -> None:
    made = read(Article(text="Es fehlen 3 bis 5 Mio. Tonnen.", language="de")).candidates[0]
    assert (made.low, made.high, made.unit, made.value) == ("3000000", "5000000", "tonne", None)


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("de", "Es kostet 5 Mio. Euro. Das ist viel.", ["Es kostet 5 Mio. Euro.", "Das ist viel."]),
        ("de", "Am 12. März war es so. Am 13. nicht.", ["Am 12. März war es so.", "Am 13. nicht."]),
        ("de", "»Nie!« Er ging. „Ja.“ Sie blieb.", ["»Nie!«", "Er ging.", "„Ja.“", "Sie blieb."]),
        ("fr", "« Jamais ! » Elle est partie. M. Roy reste.", ["« Jamais ! »", "Elle est partie.", "M. Roy reste."]),
        ("es", "¿Cuándo? ¡Nunca! Dijo que sí.", ["¿Cuándo?", "¡Nunca!", "Dijo que sí."]),
        ("hi", "वह गया। डॉ. राव रहे।", ["वह गया।", "डॉ. राव रहे।"]),
        ("zh", "他走了。“不！”她说。", ["他走了。", "“不！”", "她说。"]),
    ],
)
def test_sentences_end_where_the_language_ends_them(language: str, text: str, sentences: list[str]) -> None:
    reading = read(Article(text=text, language=language))
    assert [reading.text_of(sentence) for sentence in reading.sentences] == sentences


@pytest.mark.parametrize("file", sorted(ARTICLES.glob("??.txt")), ids=lambda file: file.stem)
def test_a_language_is_told_without_a_tag(file: Path) -> None:
    assert language_of(Article(text=file.read_text(encoding="utf-8"))) == file.stem


def test_english_stays_english() -> None:
    assert language_of(Article(text=(ARTICLES / "ferry.txt").read_text(encoding="utf-8"))) == "en"
    assert language_of(Article(text="Short.")) == "en"
    assert read(Article(text="It costs 1,234 dollars.", language="xx-unknown")).candidates[0].value == "1234"


@given(
    st.text(alphabet="12.,’ 万亿三十\u0966\u0967٣٫年第-–%€$ Mio.er²½①", max_size=40),
    st.sampled_from(["de", "fr", "es", "hi", "zh", "ar", "fi"]),
)
def test_no_text_breaks_a_grammar_and_spans_are_inside_their_sentence(text: str, language: str) -> None:
    reading = read(Article(text=text, language=language))
    for made in reading.candidates:
        sentence = reading.sentence(made.sentence)
        assert sentence
        assert sentence.start <= made.start <= made.number_start < made.number_end <= made.end <= sentence.end
