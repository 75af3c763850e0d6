"""Pages and their one component: the summary beside its article.

Scripts and styles stand in the page and are allowed by their hashes in its Content-Security-Policy; nothing else runs, loads or is sent.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import jinja2
from markupsafe import Markup

from pipeline.article import Article
from pipeline.labels import Part
from pipeline.reading.furniture import lines_of
from pipeline.reading.lines import Line
from pipeline.summary import Dropped, Stance, Summary
from pipeline.views.html.items import Shown, Verdict, shown_items
from pipeline.views.html.marks import marked_lines
from pipeline.views.visible import visible
from pipeline.views.wording import SIGNS

_HERE = Path(__file__).parent
# Above this many lines browsers lay out only what is in sight.
_LONG = 150
_LETTERS: dict[Part, str] = {"gist": "G", "positions": "P", "claims": "C", "figures": "F", "open_questions": "Q"}
NAMES: dict[Part, str] = {"claims": "Claims", "figures": "Figures", "positions": "Positions", "open_questions": "Open questions"}
_SINGULAR: dict[Part, str] = {
    "gist": "gist",
    "positions": "position",
    "claims": "claim",
    "figures": "figure",
    "open_questions": "open question",
}
_SAFE_LINK = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Exhibit:
    """An article and the items to show at its words. label: tells it from others on the same page, for those who hear the page."""

    article: Article
    items: tuple[Shown, ...]
    stance: Stance | None = None
    dropped: tuple[Dropped, ...] = ()
    footer: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class _Card:
    """An item with its number on the page and the label it goes by ("C1")."""

    number: int
    label: str
    name: str
    item: Shown


def html_view(article: Article, summary: Summary) -> str:
    """The summary beside its article as one page. ValueError where the summary is of another article."""
    exhibit = exhibit_of(article, summary)
    lines = lines_of(article.text, article.title)
    return html_page(visible(headline_of(article, lines)), [html_component(exhibit, lines=lines)])


def exhibit_of(article: Article, summary: Summary) -> Exhibit:
    """What the page of a summary shows. ValueError where the summary is of another article."""
    if article.content_hash != summary.article.content_hash:
        raise ValueError("the summary is of another article: their content_hash differ")
    return Exhibit(article, shown_items(summary), summary.stance, summary.dropped, _footer(summary))


def html_component(exhibit: Exhibit, prefix: str = "", lines: Sequence[Line] | None = None) -> Markup:
    """The summary beside its article, to stand in a page.

    prefix: keeps ids apart where a page holds several. lines: those of the article, where they are known already.
    """
    cards = _cards(exhibit.items)
    lines = lines_of(exhibit.article.text, exhibit.article.title) if lines is None else lines
    marked = marked_lines(exhibit.article.text, lines, [card.item.evidence for card in cards])
    headline = next((line for line in marked if line.reason == "headline"), None)
    return Markup(  # noqa: S704 - the template escapes
        environment()
        .get_template("component.html.j2")
        .render(
            prefix=prefix,
            of=f" of {exhibit.label}" if exhibit.label else "",
            exhibit=exhibit,
            article=exhibit.article,
            title=visible(headline_of(exhibit.article, lines)),
            has_headline=headline is not None,
            link=exhibit.article.url if _SAFE_LINK.match(exhibit.article.url or "") else None,
            lines=marked,
            long=len(marked) > _LONG,
            cards=cards,
            by_part={part: [card for card in cards if card.item.part == part] for part in _LETTERS},
            parts=NAMES,
            letters=_LETTERS,
            targets=_targets(cards),
            sources=_sources(cards),
            signs=SIGNS,
            verdicts=[verdict for verdict in get_args(Verdict) if any(item.verdict == verdict for item in exhibit.items)],
        )
    )


def html_page(
    title: str,
    body: Iterable[Markup],
    *,
    script: str | None = None,
    more_script: str = "",
    more_style: str = "",
    body_class: str = "reader",
    **rules: str,
) -> str:
    """A whole page around components.

    script: code in place of the component's own; more_script, more_style: what comes after it. rules: directives added to the policy, `_`
    for `-` (connect_src="'self'"). ValueError where a script or style could end its own element.
    """
    style = assets("view.css") + more_style
    code = (assets("view.js") if script is None else script) + more_script
    if "</" in style or "</script" in code.lower() or "<!--" in code:
        raise ValueError("a script or style holds what would end its element")
    own = {"style": Markup(style), "script": Markup(code)}  # noqa: S704 - ours, and checked above
    template = environment().get_template("page.html.j2")
    return template.render(title=title, body=body, policy=policy([style], [code], **rules), body_class=body_class, **own)


def policy(styles: Iterable[str], scripts: Iterable[str], **more: str) -> str:
    """A Content-Security-Policy under which only these styles and scripts work. more: further directives, `_` for `-`."""
    allowed = {"style-src": styles, "script-src": scripts}
    hashed = {name: " ".join(f"'sha256-{_digest(text)}'" for text in texts) or "'none'" for name, texts in allowed.items()}
    rules = {"default-src": "'none'", **hashed, "base-uri": "'none'", "form-action": "'none'"}
    rules |= {name.replace("_", "-"): value for name, value in more.items()}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


@cache
def assets(name: str) -> str:
    """A script or stylesheet that stands beside this module."""
    return (_HERE / name).read_text(encoding="utf-8")


def headline_of(article: Article, lines: Iterable[Line]) -> str:
    """What to call an article: its title, else its headline, else where it came from."""
    if article.title:
        return article.title
    headline = next((line for line in lines if line.reason == "headline"), None)
    return article.text[headline.start : headline.end] if headline else article.source or "Untitled article"


@cache
def environment() -> jinja2.Environment:
    """The templates beside this module: they escape everything, and a name they do not know is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"visible": visible, "fields": _fields, "kinds": _kinds}
    return environment


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _cards(items: Sequence[Shown]) -> list[_Card]:
    counts: dict[Part, int] = {}
    cards = []
    for number, item in enumerate(items):
        count = counts[item.part] = counts.get(item.part, 0) + 1
        letter = _LETTERS[item.part]
        label = letter if item.part == "gist" else f"{letter}{count}"
        cards.append(_Card(number, label, f"{label}: {_SINGULAR[item.part]}", item))
    return cards


def _targets(cards: Iterable[_Card]) -> Mapping[str, dict[str, list[_Card]]]:
    """Target -> polarity -> cards, targets with most holders first."""
    targets: dict[str, dict[str, list[_Card]]] = {}
    for card in cards:
        if card.item.side:
            sides = targets.setdefault(card.item.side.target, {})
            sides.setdefault(card.item.side.polarity, []).append(card)
    return dict(sorted(targets.items(), key=lambda entry: -sum(map(len, entry[1].values()))))


def _sources(cards: Iterable[_Card]) -> list[tuple[str, int]]:
    """Who says how many of the items, most first."""
    counts: dict[str, int] = {}
    for card in cards:
        if card.item.source and not card.item.shelved:
            counts[card.item.source] = counts.get(card.item.source, 0) + 1
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def _footer(summary: Summary) -> tuple[str, ...]:
    made = summary.provenance
    cost = f", US${made.usage.cost_usd:.4f}" if made.usage.cost_usd else ""
    tokens = f", {made.usage.input + made.usage.output:,} tokens{cost}" if made.usage.requests else ""
    prompt = f", prompt {made.prompt.name}/{made.prompt.version}" if made.prompt else ""
    return (
        f"{made.engine}{f' {visible(made.model)}' if made.model else ''}{prompt}",
        f"{made.elapsed_s:.2f} s{tokens}",
        f"nutgraf {made.nutgraf_version}, {made.created_at:%Y-%m-%d %H:%M} UTC",
    )


def _kinds(items: Iterable[int], cards: Sequence[_Card]) -> str:
    """The classes of a mark under these items: a letter per part, one per verdict; items that are shelved give none."""
    shown = [cards[number].item for number in items if not cards[number].item.shelved]
    letters = (_LETTERS[item.part].lower() for item in shown)
    verdicts = (f"v-{item.verdict}" for item in shown if item.verdict)
    return " ".join(dict.fromkeys((*letters, *verdicts)))


def _fields(values: Mapping[str, Any]) -> str:
    """A dropped item in one line."""
    shown = (f"{name.replace('_', ' ')}: {value}" for name, value in values.items() if value not in (None, "", [], ()))
    return visible("; ".join(shown))
