"""The page: every item at its words, nothing of an article or a model is markup, nothing runs or loads but what the page brings."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, Span
from pipeline.reading.furniture import lines_of
from pipeline.summary import Claim, Dropped, Gist, Position, Stance, Summary
from pipeline.views.html import html_view, index_row, index_view
from pipeline.views.html.marks import marked_lines
from pipeline.views.html.page import policy
from tests.pipeline.views.conftest import ARTICLE, make_summary, quote

VOID = {"meta", "input", "br", "hr", "link", "img"}


class Page(HTMLParser):
    """A page as a browser would see it: elements with their attributes, and the text inside each class of element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(html)
        self.close()
        assert not self.stack, f"not closed: {[tag for tag, _ in self.stack]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(f"{tag}.{attrs.get('class') or ''}" for tag, attrs in self.stack), data))

    def text(self, *needed: str) -> str:
        """The text under elements whose tag.class begins so."""
        return "".join(data for path, data in self.texts if all(any(step.startswith(one) for step in path) for one in needed))

    def ids(self) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get("id"))]


def printed(page: Page) -> list[str]:
    """The lines of the article as printed: without labels of furniture and reference marks."""
    lines: list[str] = []
    for path, data in page.texts:
        steps = [step for step in path if ".line" in step]
        if steps and not any(step.startswith(("span.why", "span.unseen", "a.ref")) for step in path):
            lines.append(data)
    return lines


def test_every_item_has_a_card_and_words_that_point_at_each_other(summary: Summary) -> None:
    page = Page(html_view(ARTICLE, summary))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    targets = [attrs["href"] for tag, attrs in page.elements if tag == "a" and (attrs.get("href") or "").startswith("#")]
    assert {str(target)[1:] for target in targets} <= set(ids), "a link leads nowhere"
    cards = [attrs for _, attrs in page.elements if "data-part" in attrs]
    assert [card["data-part"] for card in cards] == ["gist", "claims", "claims", "figures", "figures", "positions", "open_questions"]
    for card in cards:
        assert f"r{card['data-i']}-0" in ids, "an item whose words are not marked"


def test_article_is_printed_whole_in_order_with_furniture_told_apart(summary: Summary) -> None:
    page = Page(html_view(ARTICLE, summary))
    assert "".join("".join(printed(page)).split()) == "".join(ARTICLE.text.split())
    (reason,) = [line.reason for line in lines_of(ARTICLE.text) if line.role == "furniture"]
    assert page.text("p.line furniture", "span.why") == f"Not part of the story: {reason}. "
    assert page.text("h1.line") == "Harbour board backs new ferry"


@pytest.mark.parametrize(
    "words",
    [
        "The harbour board voted to buy two electric ferries.",
        "The article itself is neutral on buying electric ferries.",
        "Mara Ellison · direct · forecast · supporting",
        "USD 61 million",
        "at least 70%",
        "What do the batteries cost?",
        "not answered",
        "Sentence 99 does not exist.",
        "statement: The boats sank.",
        "1 dropped: did not pass the checks",
        "offline",
    ],
)
def test_page_shows(summary: Summary, words: str) -> None:
    assert words in " ".join(Page(html_view(ARTICLE, summary)).text("section.pane summary").split())


def test_omitted_claims_are_in_a_drawer_and_not_counted() -> None:
    summary = make_summary()
    page = Page(html_view(ARTICLE, make_summary(claims=summary.claims[:1], omitted=summary.claims[1:])))
    assert page.text("details.drawer shelved", "summary.") == "1 more beyond the limit of this summary"
    assert "not in the summary" in page.text("details.drawer shelved")
    assert "1" in page.text("section.part", "h2", "span.count")


def test_map_has_against_on_one_side_and_for_on_the_other() -> None:
    words = quote("Tom Brack")
    sides = [("Ada", "opposes"), ("Ben", "supports"), ("Cleo", "mixed"), ("Dov", "neutral")]
    positions = tuple(Position(holder=who, target="the ferries", polarity=side, evidence=words) for who, side in sides)  # type: ignore[arg-type]
    page = Page(html_view(ARTICLE, make_summary(stance=Stance(topic="ferries", article="neutral", positions=positions))))
    row = re.sub(r"\s+", " ", page.text("table", "tbody"))
    assert row.strip() == "the ferriesfor and against: ± Cleoundecided: ○ Dov − Ada + Ben"


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \" ' {{ 7 * 7 }} {% raw %} <!-- \u2028 & &lt;b&gt;"


@pytest.mark.parametrize("hostile", [HOSTILE, "</style><style>*{display:none}", "' onmouseover='alert(1)", '" autofocus onfocus="alert(1)'])
def test_text_of_articles_and_models_stays_text(hostile: str) -> None:
    article = Article(
        text=f"Mayor speaks\n\nThe mayor said {hostile} on Monday to all of us.\n",
        source=hostile,
        title=hostile,
        url="javascript:alert(1)",
        language=hostile[:8],
    )
    start = article.text.index(hostile)
    words = (article.span(start, start + len(hostile)),)
    claim = Claim(
        statement=hostile, source=hostile, source_kind="named", attribution="direct", kind="factual", salience="core", evidence=words
    )
    summary = make_summary(
        article=article.info,
        gist=Gist(text=hostile, evidence=words),
        stance=Stance(
            topic=hostile, article="neutral", positions=(Position(holder=hostile, target=hostile, polarity="opposes", evidence=words),)
        ),
        claims=(claim,),
        omitted=(claim,),
        figures=(),
        open_questions=(),
        dropped=(Dropped(part="claims", item={"statement": hostile, "x": [hostile]}, reason=hostile),),
    )
    for html, plain in (
        (html_view(article, summary), html_view(ARTICLE, make_summary())),
        (index_view([index_row("a.html", article, summary)]), ""),
    ):
        page = Page(html)
        assert [tag for tag, _ in page.elements].count("script") == 1
        assert [tag for tag, _ in page.elements].count("style") == 1
        assert "img" not in {tag for tag, _ in page.elements}
        attributes = {name for _, attrs in page.elements for name in attrs}
        assert not {name for name in attributes if name.startswith("on") or name in ("style", "src", "autofocus")}
        assert not [attrs for _, attrs in page.elements if (attrs.get("href") or "#").startswith("javascript")]
        if plain:
            assert attributes <= {name for _, attrs in Page(plain).elements for name in attrs} | {"lang", "data-shelved"}
            assert "".join(hostile.split()) in "".join(page.text("section.pane summary").split())
            assert "".join(hostile.split()) in "".join("".join(printed(page)).split())
    assert "49" not in Page(html_view(article, summary)).text("section.pane summary", "ol.cards", "p.words")


def test_policy_allows_the_pages_own_script_and_style_and_nothing_else(summary: Summary) -> None:
    html = html_view(ARTICLE, summary)
    (stated,) = [attrs["content"] for tag, attrs in Page(html).elements if attrs.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in str(stated).split("; "))
    assert rules["default-src"] == "'none'"
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert rules[rule] == f"'sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}'"
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_page_needs_no_network(summary: Summary) -> None:
    html = html_view(ARTICLE, summary)
    addresses = [attrs.get(name) for _, attrs in Page(html).elements for name in ("src", "href", "action", "srcset") if name in attrs]
    assert all(str(address).startswith("#") for address in addresses)
    assert not re.findall(r"@import|url\(|fetch\(|https?://", html)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://courier.example/a?b=1&c", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/x", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, linked: bool) -> None:
    article = ARTICLE.model_copy(update={"url": url})
    page = Page(html_view(article, make_summary()))
    assert [attrs["href"] for tag, attrs in page.elements if tag == "a" and "rel" in attrs] == ([url] if linked else [])


def test_summary_of_another_article_is_refused(summary: Summary) -> None:
    with pytest.raises(ValueError, match="of another article"):
        html_view(Article(text="Another text."), summary)


def test_page_is_the_same_every_time(summary: Summary) -> None:
    assert html_view(ARTICLE, summary) == html_view(ARTICLE, summary)


def test_controls_and_half_surrogates_are_shown_not_sent() -> None:
    article = Article(text="Head\n\nThe boat\u202e sank\x00 on \ud800 Monday, they said at length.\n")
    html = html_view(
        article,
        make_summary(article=article.info, gist=None, claims=(), figures=(), open_questions=(), stance=Stance(topic="", article="neutral")),
    )
    assert not {"\u202e", "\x00", "\ud800"} & set(html)
    assert html.encode()


def test_policy_without_scripts_forbids_them() -> None:
    assert "script-src 'none'" in policy(["a"], [])
    assert policy([], [], connect_src="'self'").endswith("connect-src 'self'")


def test_dateline_is_told_apart_from_the_body() -> None:
    article = Article(text="Head\n\nROME, April 18 (Agency) — The fleet left the harbour at dawn, the ministry said.\n")
    page = Page(
        html_view(
            article,
            make_summary(
                article=article.info, gist=None, claims=(), figures=(), open_questions=(), stance=Stance(topic="", article="neutral")
            ),
        )
    )
    assert page.text("span.dateline") == "ROME, April 18 (Agency) — "


# Marks


TEXT = "Alpha beta gamma delta.\n\nEpsilon zeta eta theta iota.\nKappa lambda.\n"


@given(st.lists(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=3), max_size=6))
def test_marks_cover_exactly_their_evidence(spans: list[list[tuple[int, int]]]) -> None:
    lines = lines_of(TEXT)
    evidence = [[Span(start=min(pair), end=max(pair), quote=TEXT[min(pair) : max(pair)]) for pair in item] for item in spans]
    marked = marked_lines(TEXT, lines, evidence)
    anchors = []
    for line, original in zip(marked, lines, strict=True):
        place = original.start
        assert "".join(piece.text for piece in line.pieces) == TEXT[original.start : original.end]
        for piece in line.pieces:
            assert piece.text, "an empty piece"
            for offset in range(place, place + len(piece.text)):
                assert piece.items == tuple(
                    number for number, item in enumerate(evidence) if any(span.start <= offset < span.end for span in item)
                )
            place += len(piece.text)
            anchors += [(anchor.item, anchor.span) for anchor in piece.anchors]
    seen = [
        (number, k)
        for number, item in enumerate(evidence)
        for k, span in enumerate(item)
        if any(span.start < line.end and line.start < span.end for line in lines) and span.start < span.end
    ]
    assert sorted(anchors) == sorted(seen), "each piece of evidence has one reference mark"


def test_marks_stay_fast_when_all_overlap_in_one_line() -> None:
    text = "word " * 20_000
    lines = lines_of(text)
    evidence = [[Span(start=5 * number, end=5 * number + 40, quote="")] for number in range(5_000)]
    pieces = marked_lines(text, lines, evidence)[0].pieces
    assert max(len(piece.items) for piece in pieces) == 8


# The index


def test_index_lists_each_article_with_its_page(summary: Summary) -> None:
    html = index_view([index_row("a b.html", ARTICLE, summary), index_row("javascript:alert(1).html", ARTICLE, summary)])
    page = Page(html)
    links = [attrs["href"] for tag, attrs in page.elements if tag == "a"]
    assert links == ["./a%20b.html", "./javascript%3Aalert%281%29.html"]
    assert "Harbour board backs new ferry" in page.text("table", "tbody")
