"""A line as its judges look at it, and the forms of names and dates that they share."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.labels import LineRole
from pipeline.lexicons import load

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
DATE = (
    rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?[ -]{MONTH},?(?:[ -]\d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?"
ZONE = r"(?:\(?(?:GMT|UTC|[A-Z]{1,3}[SD]?T)\)?(?:[+-]\d{1,2}(?::?\d\d)?)?)"
NAME = r"(?:[A-Z][\w'’.-]*|de|del|della|di|da|dos|van|von|der|den|bin|ibn|al|el|la|le|O['’][A-Z]\w+)"
NAMES = rf"{NAME}(?: {NAME}){{1,4}}"
_ENDS = re.compile(r"[.!?…。！？؟।:;][\"'”’»)\]]*$")
WORD = re.compile(r"[^\W_][\w'’-]*")
_INSIDE_WORD = re.compile(r"[_'’-]")
# Characters; longer lines are running text, and no pattern needs to look at them.
LONGEST_FURNITURE = 1_000


class View(NamedTuple):
    """A line with what its judges look at.

    ends: whether it ends as a sentence does. key: what two repeats of a line have in common. atoms: runs of letters and digits, in lower
    case, of a line that may be furniture.
    """

    place: int
    text: str
    words: list[str]
    ends: bool
    key: str
    atoms: frozenset[str]

    @classmethod
    def of(cls, place: int, text: str) -> "View":
        """The view of a line."""
        words = WORD.findall(text, 0, 2_000)
        ends = _ENDS.search(text, max(0, len(text) - 6)) is not None
        key = " ".join(words).casefold()
        atoms = frozenset(_INSIDE_WORD.sub(" ", key).split()) if len(text) <= LONGEST_FURNITURE else frozenset()
        return cls(place, text, words, ends, key, atoms)

    @property
    def has_address(self) -> bool:
        """Whether it may hold a link, an address or a tag."""
        return "@" in self.text or "#" in self.text or "://" in self.text or "www" in self.atoms

    @property
    def is_prose(self) -> bool:
        """Surely running text: a sentence of some length."""
        return (self.ends and len(self.words) >= 8) or len(self.words) >= 40 or len(self.text) > 400

    @property
    def is_in_capitals(self) -> bool:
        """Whether all but the short words have capitals, as in many headlines: "Roe Will Not Be Present For the Vote."."""
        long = [word for word in self.words if len(word) >= _LONG_WORD and word[0].isalpha() and word not in _FUNCTION]
        return len(long) >= _FEWEST_LONG and all(word[0].isupper() for word in long)


# Letters of the words that have capitals in headlines, and how many of them show that they are no names.
_LONG_WORD, _FEWEST_LONG = 4, 4
_FUNCTION = load("words").words("function")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line is, and by which reason."""

    role: LineRole
    reason: str
