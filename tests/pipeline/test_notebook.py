"""What a notebook shows of a summary, and its items as a data frame."""

import sys

import pytest

from pipeline.errors import ConfigurationError
from tests.pipeline.views.conftest import make_summary, quote
from tests.pipeline.views.test_html import HOSTILE, Page

CLAIMS = ["id", "statement", "source", "source_kind", "attribution", "kind", "salience", "quote", "start", "end"]


def hide(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    for name in libraries:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize(("hidden", "used"), [((), "pandas"), (("pandas",), "polars")])
def test_frame_comes_from_the_library_that_is_there(hidden: tuple[str, ...], used: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, *hidden)
    claims = make_summary().to_frame()
    assert type(claims).__module__.startswith(used)
    assert list(claims.columns) == CLAIMS
    assert claims["source"][1] == "Mara Ellison"
    assert claims["start"][1] == quote('"The old boats')[0].start


@pytest.mark.parametrize("hidden", [(), ("pandas",)], ids=["pandas", "polars"])
def test_figures_are_exact_as_text_and_near_as_doubles(hidden: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, *hidden)
    figures = make_summary().to_frame("figures")
    assert list(figures["value"]) == ["61000000", "70"]
    assert list(figures["value_float"]) == [61e6, 70.0]
    assert list(figures["quote"]) == ["US$61 million", "more than 70 per cent"]
    assert str(figures["low_float"].dtype).lower() == "float64"


@pytest.mark.parametrize("hidden", [(), ("pandas",)], ids=["pandas", "polars"])
def test_frame_without_rows_has_its_columns(hidden: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, *hidden)
    empty = make_summary(claims=(), figures=())
    assert list(empty.to_frame().columns) == CLAIMS
    assert str(empty.to_frame("figures")["value_float"].dtype).lower() == "float64"


def test_without_either_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    hide(monkeypatch, "pandas", "polars")
    with pytest.raises(ConfigurationError, match=r"pandas or polars.*pip install pandas"):
        make_summary().to_frame()


def test_card_shows_every_item_with_its_words() -> None:
    card = make_summary()._repr_html_()
    shown = " ".join(Page(card).text("div.").split())
    for words in ("The harbour board voted to buy", "Mara Ellison, direct", "USD 61 million", "“more than 70 per cent”", "batteries cost?"):
        assert words in shown


def test_card_keeps_text_text() -> None:
    summary = make_summary()
    claim = summary.claims[0].model_copy(update={"statement": HOSTILE, "source": HOSTILE})
    page = Page(make_summary(claims=(claim,))._repr_html_())
    assert {tag for tag, _ in page.elements} <= {"div", "p", "b", "details", "summary", "ol", "li", "small"}
    assert {name for _, attrs in page.elements for name in attrs} <= {"style", "dir", "open"}
