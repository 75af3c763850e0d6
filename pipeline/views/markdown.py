"""Summary -> Markdown, for a document or a pull request. Text of articles and models is escaped: it stays text."""

import re
from collections.abc import Iterable

from pipeline.article import Span
from pipeline.summary import Summary
from pipeline.views.quantities import quantity
from pipeline.views.visible import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def markdown_view(summary: Summary) -> str:
    """The whole summary as CommonMark with one table (GitHub's form)."""
    blocks = [_gist(summary), _stance(summary), _claims(summary), _figures(summary), _questions(summary), _footer(summary)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _gist(summary: Summary) -> str:
    lines = [f"# {_safe(summary.article.title)}"] if summary.article.title else []
    if summary.gist:
        lines += [f"**{_safe(summary.gist.text)}**", _quotes(summary.gist.evidence)]
    return "\n\n".join(lines)


def _stance(summary: Summary) -> str:
    stance = summary.stance
    topic = f" on {_safe(stance.topic)}" if stance.topic else ""
    lines = ["## Stance", "", f"The article itself is **{stance.article}**{topic}.", ""]
    for position in stance.positions:
        lines.append(f"- **{_safe(position.holder)}** {position.polarity} {_safe(position.target)}{_inline(position.evidence)}")
    return "\n".join(lines).rstrip()


def _claims(summary: Summary) -> str:
    if not summary.claims:
        return ""
    lines = ["## Claims", ""]
    for claim in summary.claims:
        statement = _safe(claim.statement)
        speaker = _safe(claim.source) if claim.source else "the article"
        labels = f"{claim.attribution}, {claim.kind}, {claim.salience}"
        lines.append(f"1. {f'**{statement}**' if claim.salience == 'core' else statement} — {speaker} ({labels}){_inline(claim.evidence)}")
    if summary.omitted:
        lines += ["", f"… and {len(summary.omitted)} more."]
    return "\n".join(lines)


def _figures(summary: Summary) -> str:
    if not summary.figures:
        return ""
    lines = ["## Figures", "", "| quantity | of what | who says | when | in the text |", "| --- | --- | --- | --- | --- |"]
    for figure in summary.figures:
        quotes = "; ".join(f"“{_safe(span.quote)}”" for span in figure.evidence)
        cells = (quantity(figure), figure.measures, figure.source or "the article", figure.when or "")
        lines.append(f"| {' | '.join(_safe(cell) for cell in cells)} | {quotes} |")
    return "\n".join(lines)


def _questions(summary: Summary) -> str:
    if not summary.open_questions:
        return ""
    lines = ["## Open questions", ""]
    lines += [f"- {_safe(question.question)} ({question.kind}){_inline(question.evidence)}" for question in summary.open_questions]
    return "\n".join(lines)


def _footer(summary: Summary) -> str:
    made = summary.provenance
    dropped = f", {len(summary.dropped)} dropped" if summary.dropped else ""
    return f"_{_safe(made.engine)} {_safe(made.model or '')}".rstrip() + f", nutgraf {made.nutgraf_version}{dropped}_"


def _quotes(evidence: Iterable[Span]) -> str:
    return "\n>\n".join(f"> {_safe(span.quote)}" for span in evidence)


def _inline(evidence: Iterable[Span]) -> str:
    return "".join(f"\n  > {_safe(span.quote)}\n" for span in evidence).rstrip("\n")


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", visible(text))
