"""Quotes of gold files -> spans of the article's text."""

from collections.abc import Iterator
from typing import Any

from pipeline import Article, Span


class Quotes:
    """Finds quotes in an article. Its methods raise ValueError with the kind of fault, and never repeat the article's words."""

    def __init__(self, article: Article, furniture: tuple[Span, ...] = ()) -> None:
        self._article = article
        self._furniture = furniture

    def evidence(self, entry: Any) -> Span:
        """The span of an entry of `evidence`: a quote, or {quote, occurrence}."""
        quote, occurrence, _ = _parse(entry, {"quote", "occurrence"})
        span = self._article.span(start := self._find(quote, occurrence), start + len(quote))
        if any(span.start < mark.end and mark.start < span.end for mark in self._furniture):
            raise ValueError("the quote lies inside furniture")
        return span

    def furniture(self, entry: Any) -> tuple[Span, ...]:
        """The spans of an entry of `furniture`: its line wherever it stands, one occurrence, or an inline dateline."""
        quote, occurrence, inline = _parse(entry, {"quote", "occurrence", "inline"})
        found = [start for start in _occurrences(self._article.text, quote) if inline or self._is_line(start, quote)]
        if inline or occurrence is not None:
            start = self._find(quote, occurrence)
            if start not in found:
                raise ValueError("furniture is a whole line, and this occurrence is not one (inline: true marks a dateline)")
            if inline and not self._starts_line(start):
                raise ValueError("inline furniture stands at the start of its line")
            found = [start]
        if not found:
            self._find(quote, 1)
            raise ValueError("furniture is a whole line, and the quote is only a part of one (inline: true marks a dateline)")
        return tuple(self._article.span(start, start + len(quote)) for start in found)

    def _find(self, quote: str, occurrence: int | None) -> int:
        starts = list(_occurrences(self._article.text, quote))
        if not starts:
            raise ValueError("the quote is missing from the article")
        if occurrence is None:
            if len(starts) > 1:
                raise ValueError(f"the quote is ambiguous: it occurs {len(starts)} times; say which by `occurrence`")
            return starts[0]
        if not 1 <= occurrence <= len(starts):
            raise ValueError(f"occurrence {occurrence} does not exist: the quote occurs {len(starts)} times")
        return starts[occurrence - 1]

    def _is_line(self, start: int, quote: str) -> bool:
        text = self._article.text
        end = text.find("\n", start + len(quote))
        return self._starts_line(start) and not text[start + len(quote) : len(text) if end < 0 else end].strip()

    def _starts_line(self, start: int) -> bool:
        text = self._article.text
        return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _parse(entry: Any, known: set[str]) -> tuple[str, int | None, bool]:
    entry = {"quote": entry} if isinstance(entry, str) else entry
    if not isinstance(entry, dict) or not isinstance(entry.get("quote"), str) or not entry["quote"].strip():
        raise ValueError("an entry is a quote, or a mapping with `quote`")
    if unknown := sorted(set(entry) - known):
        raise ValueError(f"unknown field {unknown[0]}")
    occurrence, inline = entry.get("occurrence"), entry.get("inline", "false")
    if occurrence is not None and not str(occurrence).isdecimal():
        raise ValueError("occurrence is a whole number, counted from 1")
    if str(inline).lower() not in ("true", "false"):
        raise ValueError("inline is true or false")
    return entry["quote"], None if occurrence is None else int(occurrence), str(inline).lower() == "true"


def _occurrences(text: str, quote: str) -> Iterator[int]:
    # Raw substrings, overlapping ones too: whatever a reader could point at makes a quote ambiguous.
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)
