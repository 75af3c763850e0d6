"""Amounts in a row that share one clause: "Trump got 37% of the vote, Sanders 30%", "killed 12 people in Leeds and 4 in York".

The clause is told with the first amount. Behind it each amount has a name of its own for the subject, or a phrase of its own for the
place, the receiver or the purpose (gapping; Huddleston and Pullum, The Cambridge Grammar of the English Language, 2002, 15.4.2).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.engines.offline.figures.quantities import Quantity
from pipeline.engines.offline.syntax.tokens import Token, text_of

_JOINTS = frozenset({",", ";", "and", "but", "or", "while"})
_LINKS = frozenset({"in", "at", "to", "from", "for", "on", "among", "by", "with", "against", "into"})
_ENDS = _JOINTS | {".", ":", "—", "–", "(", ")", "who", "which", "that", "”", '"', "compared", "than", "as", "when", "because", "after"}
_TENSED = ("VBD", "VBZ", "VBP", "MD")
_OF_NAMES = ("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM")
_LONGEST_NAME, _LONGEST_PHRASE = 5, 10


@dataclass(frozen=True, slots=True)
class InRow:
    """An amount of a row: the first of the row, its own name in place of the subject, its own phrase, and the phrases of all."""

    first: Quantity
    name: str
    phrase: str
    phrases: Sequence[str]


def rows_of(quantities: Sequence[Quantity], times: Collection[int]) -> dict[int, InRow]:
    """The amounts of a sentence that stand in rows, by the ids of their candidates.

    quantities: in the order of the text. times: places of words that say when. The first of a row is in it where phrases differ, and not
    where only the subjects do.
    """
    numbers = {place for quantity in quantities for place in quantity.inside}
    found: dict[int, InRow] = {}
    row: list[tuple[Quantity, str]] = []
    for before, quantity in zip((None, *quantities), (*quantities, None), strict=True):
        name = _joint(before, quantity, numbers, times) if before is not None and quantity is not None else None
        if quantity is not None and name is not None:
            row.append((quantity, name))
            continue
        if len(row) > 1:
            phrases = [_text(_phrase(member, numbers, times)) for member, _ in row]
            said = [phrase for phrase in phrases if phrase]
            for (member, own), phrase in zip(row, phrases, strict=True):
                if own or phrase:
                    found[member.candidate.id] = InRow(row[0][0], own, phrase, said)
        row = [(quantity, "")] if quantity is not None else []
    return found


def _joint(one: Quantity, other: Quantity, numbers: Collection[int], times: Collection[int]) -> str | None:
    """What joins an amount to the one before: the name of its own subject, "" where only the phrases behind differ, None for nothing."""
    if one.kind != other.kind or one.unit != other.unit:
        return None
    doc, first = one.sentence.doc, min(other.inside)
    behind = _phrase(one, numbers, times)
    between = list(doc[max(one.inside) + 1 + len(behind) : first])
    if not between or between[0].lower_ not in _JOINTS:
        return None
    while between and between[0].lower_ in _JOINTS:
        between = between[1:]
    if not between:
        after = _phrase(other, numbers, times)
        alike = behind and after and behind[0].lower_ == after[0].lower_ and behind[0].lower_ in _LINKS
        return "" if alike else None
    link = between[-1].lower_ if between[-1].pos_ == "ADP" else ""
    before = doc[min(one.inside) - 1] if min(one.inside) else None
    if link != (before.lower_ if before is not None and before.pos_ == "ADP" else ""):
        return None
    name = between[:-1] if link else between
    return _text(name) if _may_name(name, times) else None


def _may_name(tokens: Sequence[Token], times: Collection[int]) -> bool:
    ends = bool(tokens) and tokens[-1].pos_ in ("NOUN", "PROPN") and tokens[0].lower_ not in ("a", "an")
    return ends and len(tokens) <= _LONGEST_NAME and all(token.pos_ in _OF_NAMES and token.i not in times for token in tokens)


def _phrase(quantity: Quantity, numbers: Collection[int], times: Collection[int]) -> list[Token]:
    """The phrase right behind an amount: "in Leeds", "for advising Salix", "of likely voters"; empty where none stands there."""
    doc, at = quantity.sentence.doc, max(quantity.inside) + 1
    if at >= len(doc) or doc[at].lower_ not in {*_LINKS, "of"}:
        return []
    found = []
    for token in doc[at : at + _LONGEST_PHRASE]:
        if token.lower_ in _ENDS or token.tag_ in _TENSED or token.i in numbers or token.i in times:
            break
        found.append(token)
    while found and found[-1].pos_ in ("ADP", "DET", "CCONJ", "PUNCT"):
        found.pop()
    return found if len(found) > 1 else []


def _text(tokens: Sequence[Token]) -> str:
    return text_of(tokens[0].doc[tokens[0].i : tokens[-1].i + 1]) if tokens else ""
