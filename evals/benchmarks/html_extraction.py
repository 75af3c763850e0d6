"""Text of the article from a page: plain trafilatura, and trafilatura with our furniture marks on top.

    python evals/benchmarks/html_extraction.py

The pages are made here: the body of each dev article (its lines without those that gold calls furniture) set into five layouts as sites
have them, with what stands around and between the paragraphs of such pages: navigation, share bars, captions, newsletter boxes, related
links, bylines, advertising, comments. Words are compared as bags, per page; precision and recall are means over pages. "lost": share of
body paragraphs of which less than half of the words came through.
"""

import html
import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean

import trafilatura

from evals.gold_files import load_folders
from evals.gold_types import Gold
from pipeline import Article, read

DEV = Path(__file__).parents[1] / "gold" / "dev"
Layout = Callable[[str, Sequence[str]], str]

_NAV = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
_FOOT = "<footer><p>© 2026 The Example Post. All rights reserved.</p><p><a href='/terms'>Terms of use</a></p></footer>"
_BETWEEN = (
    "Read more: What the vote means for your bills",
    "Sign up for our morning newsletter and never miss a story",
    "Advertisement",
    "Photograph: Jo Bell/Example Pictures",
    "Share this article on Facebook, X or WhatsApp",
    "Related: Five things we learned this week",
    "Follow us on Instagram for more pictures",
    "Getty Images",
)


def _page(title: str, body: str, aside: str = "") -> str:
    name = html.escape(title)
    return f"<html lang='en'><head><title>{name}</title></head><body>{_NAV}<main><h1>{name}</h1>{body}</main>{aside}{_FOOT}</body></html>"


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


def clean(title: str, paragraphs: Sequence[str]) -> str:
    """An article element and nothing in it but its paragraphs."""
    return _page(title, f"<article>{''.join(map(_paragraph, paragraphs))}</article>")


def broken_up(title: str, paragraphs: Sequence[str]) -> str:
    """A line of furniture, as a paragraph like any other, after every third."""
    lines = itertools.cycle(_BETWEEN)
    parts = [_paragraph(text) + (_paragraph(next(lines)) if place % 3 == 2 else "") for place, text in enumerate(paragraphs)]
    return _page(
        title,
        f"<article>{_paragraph('By Ada Finch, political editor')}{_paragraph('Published 3 May 2026, 09.12')}{''.join(parts)}</article>",
    )


def soup(title: str, paragraphs: Sequence[str]) -> str:
    """Nested divs without meaning, share and newsletter boxes inside the text."""
    lines = itertools.cycle(_BETWEEN)
    box = "<div class='c7'><div class='c9'>{}</div></div>"
    parts = [
        f"<div class='c3'><div>{_paragraph(text)}</div></div>" + (box.format(_paragraph(next(lines))) if place % 4 == 1 else "")
        for place, text in enumerate(paragraphs)
    ]
    return _page(title, f"<div class='c1'><div class='c2'>{''.join(parts)}</div></div>")


def with_figures(title: str, paragraphs: Sequence[str]) -> str:
    """Figures with captions and credits, a list of related links in the middle, tags at the end."""
    figure = "<figure><img src='a.jpg'><figcaption>The harbour on Monday. Photograph: Jo Bell/Example Pictures</figcaption></figure>"
    links = "<ul class='more'><li><a href='/1'>Mayor quits</a></li><li><a href='/2'>Bridge to close</a></li></ul>"
    half = len(paragraphs) // 2
    body = figure + "".join(map(_paragraph, paragraphs[:half])) + links + "".join(map(_paragraph, paragraphs[half:]))
    return _page(title, f"<article>{body}<p>Topics: <a href='/t'>Politics</a>, <a href='/u'>Money</a></p></article>")


def with_comments(title: str, paragraphs: Sequence[str]) -> str:
    """A teaser list beside the text, comments and a subscription offer under it."""
    said = "".join(f"<div class='comment'><p>User {n}: I do not believe a word of this.</p></div>" for n in range(4))
    aside = "<aside><h2>Most read</h2><ol><li>Mayor quits after vote</li><li>Bridge to close in May</li></ol></aside>"
    offer = _paragraph("Subscribe today for £1 a week") + _paragraph("Already a subscriber? Log in")
    body = "".join(map(_paragraph, paragraphs))
    return _page(title, f"<article>{body}{offer}</article><section id='comments'><h2>Comments</h2>{said}</section>", aside)


def paragraphs_of(gold: Gold) -> list[str]:
    """The paragraphs of the body: the lines that gold does not call furniture."""
    lines = [line.strip() for line in gold.article.text.splitlines()]
    furniture = {span.quote.strip() for span in gold.furniture}
    return [line for line in lines if len(line.split()) > 3 and line not in furniture and not any(line in one for one in furniture)]


def words(text: str) -> Counter[str]:
    """A bag of words."""
    return Counter(re.findall(r"\w+", text.lower()))


def without_furniture(text: str) -> str:
    """The body of a text by our marks."""
    reading = read(Article(text=text))
    return "\n".join(reading.text_of(line) for line in reading.lines if line.role in ("body", "heading"))


def main() -> None:
    """Makes the pages, and prints a line per layout and way."""
    golds = load_folders([DEV])
    print(f"{len(golds)} articles in 5 layouts\n{'layout':16}{'way':22}precision  recall    F1    lost")
    sums: dict[str, list[tuple[float, float, float]]] = {"trafilatura": [], "with furniture marks": []}
    layouts: tuple[Layout, ...] = (clean, broken_up, soup, with_figures, with_comments)
    for layout in layouts:
        found: dict[str, list[tuple[float, float, float]]] = {way: [] for way in sums}
        for gold in golds:
            paragraphs = paragraphs_of(gold)
            page = layout(paragraphs[0], paragraphs[1:])
            text = trafilatura.extract(page, include_comments=False) or ""
            for way, made in (("trafilatura", text), ("with furniture marks", without_furniture(text))):
                found[way].append(_scores(made, paragraphs[1:]))
        for way, scores in found.items():
            sums[way] += scores
            print(_line(layout.__name__, way, scores))
    for way, scores in sums.items():
        print(_line("all", way, scores))


def _scores(made: str, paragraphs: Sequence[str]) -> tuple[float, float, float]:
    theirs, ours = words("\n".join(paragraphs)), words(made)
    common = (theirs & ours).total()
    lost = mean((words(paragraph) & ours).total() < 0.5 * words(paragraph).total() for paragraph in paragraphs)
    return common / max(1, ours.total()), common / theirs.total(), lost


def _line(layout: str, way: str, scores: Sequence[tuple[float, float, float]]) -> str:
    precision, recall, lost = (mean(column) for column in zip(*scores, strict=True))
    return f"{layout:16}{way:22}{precision:9.3f}{recall:8.3f}{2 * precision * recall / (precision + recall):7.3f}{lost:8.3f}"


if __name__ == "__main__":
    main()
