"""What the guide frowns on in a gold file that loads: warnings, each with its line.

A warning is a reason to look again, not proof of a fault: some are right in rare cases.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from evals.gold_files import Parsed, Place, Problem
from evals.gold_types import Gold, GoldClaim, GoldFigure
from evals.words import content, dice, numbers, tokens
from pipeline import Span

# How the note of a file starts that an engine filled in.
PREFILLED = "prefilled by "
# The guide says "about 40 words" for a statement and 35 for a gist; the slack is for hyphens and "US$61 billion".
MAX_STATEMENT_WORDS = 45
# Statements that repeat this share of each other's content words from the same passage are one proposition more often than two.
SAME_STATEMENT = 0.85
_QUOTATION_MARK = re.compile("[\"“”«»„‘’]|(?<!\\w)'|'(?!\\w)")
_NUMBER_WORD = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundreds?|thousands?|millions?|billions?|trillions?|lakhs?|crores?|dozens?|half|halv\w+|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?"
    r"|twice|thrice|doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|both|nil|zero|no|single|pair|couple|score|\w+fold|a|an)\b",
    re.IGNORECASE,
)


def lint(parsed: Parsed) -> tuple[Problem, ...]:
    """The warnings of a gold file that loads; nothing for one that does not."""
    if parsed.problems:
        return ()
    gold = parsed.gold()
    if any(note.startswith(PREFILLED) for note in gold.notes):
        return (parsed.problem(("notes",), "prefilled by an engine and not gone through: a draft is no gold until its note is deleted"),)
    found = [*_claims(gold), *_figures(gold), *_positions(gold), *_questions(gold)]
    return tuple(parsed.problem(place, message, warning=True) for place, message in found)


def _claims(gold: Gold) -> Iterator[tuple[Place, str]]:
    for number, claim in enumerate(gold.claims):
        place: Place = ("claims", number)
        for field, message in _statement(claim, gold):
            yield (*place, field), message
        yield from (((*place, "source"), message) for message in _voice(claim))
        if claim.attribution == "mixed" and not _quoted(claim):
            yield (*place, "attribution"), "mixed, yet its evidence holds no quotation mark"
        yield from _whole_sentences((*place, "evidence"), claim.evidence, gold.article.text)
    for (first, a), (second, b) in combinations(enumerate(gold.claims), 2):
        alike = dice(content(a.statement), content(b.statement)) >= SAME_STATEMENT and numbers(a.statement) == numbers(b.statement)
        if alike and a.source == b.source:
            yield ("claims", second, "statement"), f"says nearly the same as claims[{first}]"
    yield from _bare_quotations(gold)
    core = sum(claim.salience == "core" for claim in gold.claims)
    if gold.claims and not 3 <= core <= 10:
        yield ("claims",), f"{core} core claims; the guide expects 4 to 8"


def _statement(claim: GoldClaim, gold: Gold) -> Iterator[tuple[str, str]]:
    evidence = " ".join(span.quote for span in claim.evidence)
    words = len(claim.statement.split())
    if words > MAX_STATEMENT_WORDS:
        yield "statement", f"{words} words; the guide allows about 40"
    if claim.statement.rstrip()[-1:] not in ".!”’\"'":
        yield "statement", "not a sentence: it lacks its full stop"
    if numbers(claim.statement) - numbers(evidence):
        invented = numbers(claim.statement) - numbers(gold.article.text)
        yield "statement", f"holds a number that its evidence lacks{' (as the whole article does)' if invented else ''}"
    if not content(claim.statement) & content(evidence):
        yield "evidence", "shares no word with the statement"


def _voice(claim: GoldClaim) -> Iterator[str]:
    own = claim.source is None
    if own != (claim.source_kind == "article"):
        yield "source is null exactly where source_kind is article"
    if own != (claim.attribution == "narration"):
        yield "source is null exactly where attribution is narration"


def _bare_quotations(gold: Gold) -> Iterator[tuple[Place, str]]:
    direct = [(number, claim) for number, claim in enumerate(gold.claims) if claim.attribution == "direct"]
    bare = [number for number, claim in direct if not _quoted(claim)]
    # Answers of a transcript are direct speech without marks; there most direct claims are bare.
    if 2 * len(bare) < len(direct) or len(direct) == 1:
        for number in bare:
            yield ("claims", number, "attribution"), "direct, yet its evidence holds no quotation mark (right inside a longer quotation)"


def _quoted(claim: GoldClaim) -> bool:
    return any(_QUOTATION_MARK.search(span.quote) for span in claim.evidence)


def _figures(gold: Gold) -> Iterator[tuple[Place, str]]:
    for number, figure in enumerate(gold.figures):
        place: Place = ("figures", number)
        for part, span in enumerate(figure.evidence):
            if not _NUMBER_WORD.search(span.quote):
                yield (*place, "evidence", part), "holds no number"
            if "\n" in span.quote:
                yield (*place, "evidence", part), "runs over a line; a figure lies inside one sentence"
            elif len(tokens(span.quote)) > 10:
                yield (*place, "evidence", part), "over 10 words; the guide wants the shortest span"
        yield from (((*place, field), message) for field, message in _figure_fields(figure))
    for (first, a), (second, b) in combinations(enumerate(gold.figures), 2):
        if any(_overlap(x, y) for x in a.evidence for y in b.evidence):
            yield ("figures", second, "evidence"), f"overlaps the evidence of figures[{first}]"


def _figure_fields(figure: GoldFigure) -> Iterator[tuple[str, str]]:
    unit = figure.unit or ""
    if unit.casefold() in {
        "%",
        "per cent",
        "percents",
        "percentage",
        "percentage point",
        "basis point",
        "percentage_points",
        "basis_points",
    }:
        yield "unit", "not a unit name of the guide (percent, percentage_point, basis_point)"
    if re.fullmatch(r"[a-z]{3}", unit) and unit in {"usd", "eur", "gbp", "inr", "aud", "jpy", "cny", "cad", "chf", "nzd"}:
        yield "unit", "currency codes are upper case"
    if figure.unit is None:
        yield "unit", "null: the counted noun may stand in the sentence before"
    if "/" in (figure.value or "") and unit != "fraction":
        yield "unit", "a value n/d has the unit fraction"


def _positions(gold: Gold) -> Iterator[tuple[Place, str]]:
    for number, position in enumerate(gold.stance.positions):
        place: Place = ("stance", "positions", number)
        if len(position.target.split()) > 16:
            yield (*place, "target"), "over 16 words; the guide wants a short noun phrase"
        yield from _whole_sentences((*place, "evidence"), position.evidence, gold.article.text)


def _questions(gold: Gold) -> Iterator[tuple[Place, str]]:
    for number, item in enumerate(gold.open_questions):
        place: Place = ("open_questions", number)
        if not item.question.rstrip(" ”’\"'").endswith("?"):
            yield (*place, "question"), "not a question: it lacks its question mark"
        yield from _whole_sentences((*place, "evidence"), item.evidence, gold.article.text)


def _whole_sentences(place: Place, evidence: tuple[Span, ...], text: str) -> Iterator[tuple[Place, str]]:
    for number, span in enumerate(evidence):
        before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
        if before.isalnum() or after.isalnum():
            yield (*place, number), "begins or ends inside a word"
        elif span.quote[-1] not in ".?!:;…\"”’'»)—–-" and after not in ("", "\n", "\r"):
            yield (*place, number), "does not end where a sentence ends"
        elif span.quote[0].islower():
            yield (*place, number), "does not begin where a sentence begins"


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
