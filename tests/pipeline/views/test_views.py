"""What a person sees: everything is there, nothing can drive a terminal or a Markdown renderer."""

import io
from fractions import Fraction

import pytest
from rich.console import Console

from pipeline.article import Span
from pipeline.labels import Bound
from pipeline.summary import Figure, Gist, Stance, Summary
from pipeline.views.markdown import markdown_view
from pipeline.views.quantities import quantity
from pipeline.views.text import text_view
from pipeline.views.visible import visible
from tests.pipeline.views.conftest import ARTICLE, make_summary, quote


def as_text(summary: Summary, width: int = 80, **options: object) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, highlight=False, **options).print(text_view(summary))  # type: ignore[arg-type]
    return stream.getvalue()


def test_text_shows_every_part_with_its_words(summary: Summary) -> None:
    shown = " ".join(as_text(summary).split())
    for words in (
        "The harbour board voted to buy two electric ferries.",
        "The article itself is neutral on buying electric ferries.",
        "harbour board + for electric ferries",
        "says Mara Ellison (direct, forecast, supporting)",
        "says the article (narration, core)",
        "USD 61 million",
        "at least 70%",
        "What do the batteries cost? (not answered)",
        "│ He refused to say what they cost.",
        "1 item did not pass the checks",
    ):
        assert words in shown, words


@pytest.mark.parametrize("width", [40, 80, 120])
def test_text_fits_the_width(summary: Summary, width: int) -> None:
    assert max(map(len, as_text(summary, width).splitlines())) <= width


def test_text_without_colour_says_the_same(summary: Summary) -> None:
    coloured = as_text(summary, force_terminal=True, color_system="truecolor")
    assert "\x1b[" in coloured
    assert "\x1b[" not in as_text(summary)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://courier.example/ferry?id=7", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://courier.example/\x1b]8;;x", False),
        ("https://courier.example/a b", False),
    ],
)
def test_the_address_is_a_link_where_the_terminal_has_them(url: str, linked: bool) -> None:
    article = ARTICLE.info.model_copy(update={"url": url})
    shown = as_text(make_summary(article=article), force_terminal=True, color_system="truecolor")
    assert (f";{url}\x1b\\" in shown) is linked
    assert "\x1b]8" in shown if linked else "\x1b]8" not in shown
    assert "\x1b]8" not in as_text(make_summary(article=article))


HOSTILE = "\x1b]8;;http://x\x07click\x1b[2J\u202egnp.exe"


def test_terminal_escapes_of_an_article_are_not_sent_to_the_terminal() -> None:
    words = quote("He refused to say what they cost.")[0]
    bad = Span(start=words.start, end=words.start + len(HOSTILE), quote=HOSTILE)
    shown = as_text(make_summary(gist=Gist(text=HOSTILE, evidence=(bad,))))
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "click" in shown


def test_rich_markup_of_an_article_stays_text() -> None:
    assert "[red]x[/red]" in as_text(make_summary(gist=Gist(text="[red]x[/red]", evidence=quote("Tom Brack"))))


def test_markdown_shows_every_part(summary: Summary) -> None:
    shown = markdown_view(summary)
    for words in (
        "## Stance",
        "## Claims",
        "## Figures",
        "## Open questions",
        "| USD 61 million |",
        "Mara Ellison (direct, forecast, supporting)",
    ):
        assert words in shown, words


def test_markdown_of_an_article_stays_text() -> None:
    shown = markdown_view(make_summary(gist=Gist(text="<script>alert(1)</script> [x](javascript:y) | a", evidence=quote("Tom Brack"))))
    assert "<script>" not in shown
    assert r"\[x\](javascript:y) \| a" in shown


def test_a_stance_without_topic_has_no_empty_place_for_it() -> None:
    summary = make_summary(stance=Stance(topic="", article="critical"))
    assert "The article itself is **critical**." in markdown_view(summary)
    assert "The article itself is critical." in as_text(summary)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": "61000000000", "unit": "USD", "bound": "approx"}, "about USD 61 billion"),
        ({"value": "70", "unit": "percent", "bound": "at_least"}, "at least 70%"),
        ({"value": "0.45", "unit": "GBP", "bound": "exact"}, "GBP 0.45"),
        ({"value": "1/3", "unit": "fraction", "bound": "exact"}, "1/3"),
        ({"low": "3", "high": "5", "unit": "year", "bound": "exact"}, "3 to 5 years"),
        ({"value": "50", "unit": "USD", "per": "barrel", "bound": "at_most"}, "at most USD 50 per barrel"),
        ({"value": "1234567", "unit": "person", "bound": "exact"}, "1,234,567 people"),
        ({"value": "0.5", "unit": "percentage_point", "bound": "exact"}, "0.5 percentage points"),
        ({"value": "1", "unit": "city", "bound": "exact"}, "1 city"),
        ({"value": "2", "unit": "electric ferry", "bound": "exact"}, "2 electric ferries"),
        ({"value": "0.5", "unit": "hour", "bound": "exact"}, "0.5 hour"),
        ({"value": "0", "unit": "bus", "bound": "exact"}, "0 buses"),
        ({"value": "-3", "unit": None, "bound": "exact"}, "-3"),
    ],
)
def test_quantities_in_words(fields: dict[str, str | Bound], words: str) -> None:
    assert quantity(Figure(measures="x", evidence=quote("Tom Brack"), **fields)) == words  # type: ignore[arg-type]


def test_a_number_that_no_short_decimal_gives_stays_exact() -> None:
    figure = Figure(value="1.23456789", unit=None, bound="exact", measures="x", evidence=quote("Tom Brack"))
    assert Fraction(quantity(figure)) == Fraction("1.23456789")


def test_visible_keeps_letters_of_every_script() -> None:
    assert visible("Über  naïve\n東京 हिन्दी") == "Über naïve 東京 हिन्दी"
