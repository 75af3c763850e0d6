"""Words that come again in other articles, kept in spaCy's vocabulary for good.

What spaCy learns of an article's words is let go with the article (see `parse.parsing`), the common ones too: each article has them made
and split from their marks anew, a twelfth of the engine's time. Here a word that a second article has is learnt outside of both.
"""

from collections.abc import Iterable
from typing import Any

# Some megabytes; spaCy's tokenizer keeps no more forms than that.
_MOST_KEPT = 10_000
_MOST_SEEN = 20_000


class Recurring:
    """The forms that articles had, as blanks part them."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._kept: set[str] = set()
        self._waiting: list[str] = []

    def note(self, texts: Iterable[str]) -> None:
        """Takes note of the forms of an article."""
        forms = {form for text in texts for form in text.split()} - self._kept
        self._waiting += sorted(forms & self._seen)
        if len(self._seen) + len(forms) > _MOST_SEEN:
            self._seen.clear()
        self._seen |= forms

    def keep(self, tokenizer: Any) -> None:
        """Has the tokenizer learn the forms that came again. Outside of a memory zone."""
        forms = self._waiting[: _MOST_KEPT - len(self._kept)]
        self._waiting = []
        if forms:
            tokenizer(" ".join(forms))
            self._kept.update(forms)
            self._seen.difference_update(forms)
