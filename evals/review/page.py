"""The page of a review: the component that every view has, and what it takes to decide, correct and add."""

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any, TypeAlias, get_args

from markupsafe import Markup

from evals.review.drafts import Draft, shown
from evals.review.subjects import Subject
from pipeline import Exhibit, html_component, html_page, labels, read

# What a person fills in, part by part: name, label, and how ("line", "long", "list", "flag", or the choices).
Field: TypeAlias = tuple[str, str, str | tuple[str, ...]]
FIELDS: dict[str, tuple[Field, ...]] = {
    "claims": (
        ("statement", "Statement", "long"),
        ("source", "Source (empty: the article)", "line"),
        ("source_aliases", "Other names of the source, one a line", "list"),
        ("source_kind", "Kind of source", get_args(labels.SourceKind)),
        ("attribution", "Attribution", get_args(labels.Attribution)),
        ("kind", "Kind", get_args(labels.ClaimKind)),
        ("salience", "Salience", get_args(labels.Salience)),
    ),
    "figures": (
        ("value", "Value, in base units", "line"),
        ("low", "or lower end", "line"),
        ("high", "and upper end", "line"),
        ("unit", "Unit", "line"),
        ("unit_aliases", "Other names of the unit, one a line", "list"),
        ("per", "Per", "line"),
        ("bound", "Bound", get_args(labels.Bound)),
        ("measures", "Measures", "long"),
        ("when", "When, verbatim", "line"),
        ("source", "Source (empty: the article)", "line"),
        ("source_aliases", "Other names of the source, one a line", "list"),
        ("optional", "May be left out", "flag"),
    ),
    "positions": (
        ("holder", "Holder", "line"),
        ("holder_aliases", "Other names of the holder, one a line", "list"),
        ("polarity", "Side", get_args(labels.Polarity)),
        ("target", "Target", "line"),
        ("target_aliases", "Other words for the target, one a line", "list"),
    ),
    "open_questions": (("kind", "Kind", get_args(labels.QuestionKind)), ("question", "Question", "long")),
}
NAMES = {"claims": "claim", "figures": "figure", "positions": "position", "open_questions": "open question"}
# What a JSON text must not hold inside an element: the end of the element, and what older scripts took for line ends.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}

_LIST = Markup('<div class="contents"><h1>To review</h1><ul class="subjects">{}</ul></div>')
_ENTRY = Markup('<li><a href="{}">{}</a> <small>{}</small></li>')
_BAR = Markup(
    """<form class="bar" aria-label="Review">
<label>Topic <input name="topic" value="{topic}"></label>
<label>The article itself is <select name="voice">{voices}</select></label>
<span class="grow"></span><output class="decided" role="status"></output>
<button type="button" name="accept">Accept the undecided</button>
<button type="button" name="save">Save gold</button>
<ul class="problems" role="alert"></ul>
</form>
<div class="selection" role="toolbar" aria-label="Selected words" hidden></div>
<form class="editor" aria-label="Item" hidden></form>
<script type="application/json" id="review">{state}</script>"""
)
_OPTION = Markup("<option{}>{}</option>")


def review_page(subject: Subject, draft: Draft, address: str) -> str:
    """The page of one article. address: where the page posts to, on its own origin."""
    state = {"draft": draft.model_dump(mode="json"), "text": subject.article.text, "fields": FIELDS, "names": NAMES, "address": address}
    voices = Markup("").join(
        _OPTION.format(Markup(" selected") if voice == draft.voice else "", voice) for voice in get_args(labels.ArticleStance)
    )
    bar = _BAR.format(topic=draft.topic, voices=voices, state=Markup(as_json(state)))  # noqa: S704 - escaped for its element
    return html_page(
        f"Review of {subject.name}",
        [review_component(subject, draft), bar],
        more_script=_asset("review.js"),
        more_style=_asset("review.css"),
        body_class="reader review",
        connect_src="'self'",
    )


def review_component(subject: Subject, draft: Draft) -> Markup:
    """The draft beside its article; lines are furniture where the draft says so."""
    lines = read(subject.article).lines
    marked = tuple(
        line.model_copy(update=_role(line.start, line.end, line.role, draft)) if line.role != "heading" else line for line in lines
    )
    exhibit = Exhibit(subject.article, shown(draft, subject.article), notes=tuple(draft.notes))
    return html_component(exhibit, lines=marked)


def list_page(entries: Iterable[tuple[str, str, str]]) -> str:
    """The articles to review: address, name, and how far each is."""
    body = _LIST.format(Markup("").join(_ENTRY.format(*entry) for entry in entries))
    return html_page("Review", [body], script="", body_class="index")


def as_json(value: Any) -> str:
    """JSON that can stand inside an element of a page."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED).encode("utf-8", "replace").decode("utf-8")


def _role(start: int, end: int, role: str, draft: Draft) -> dict[str, Any]:
    spans: Sequence[tuple[int, int]] = [(place.start, place.end) for place in draft.furniture]
    if any(first <= start and end <= last for first, last in spans):
        return {"role": "furniture", "reason": "furniture"} if role != "furniture" else {}
    inline = next((last for first, last in spans if first == start), None)
    body_start = start if inline is None else inline
    return {"role": "body", "reason": "", "body_start": body_start}


def _asset(name: str) -> str:
    return (files("evals.review") / name).read_text(encoding="utf-8")
