"""How far two annotators agree: the ceiling for every engine, and what it is worth.

Labels: Krippendorff's alpha (nominal) over the pairs that both found. Items: F1 between the annotators by the production matcher, each
taken as gold in turn (Hripcsak and Rothschild 2005): for open sets chance agreement is next to nothing, and F1 is what engines get.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import krippendorff
import numpy as np

from evals.gold_files import load_folders
from evals.gold_types import Gold
from evals.matching import Match, match
from evals.perfect import as_summary
from evals.scores import HEADLINE_PARTS, Table, count, headline, pooled
from evals.thresholds import DEFAULT, Thresholds
from pipeline import errors

# The labels that a pair carries, by part. Questions of another kind on the same passage are close pairs, so their kind can differ.
LABELS: tuple[tuple[str, str], ...] = (
    ("positions", "polarity"),
    ("claims", "source_kind"),
    ("claims", "attribution"),
    ("claims", "kind"),
    ("claims", "salience"),
    ("figures", "bound"),
    ("open_questions", "kind"),
)


# Two models may agree where two editors would not: a ceiling is worth what its annotators are.
UNKNOWN = "The gold does not say who the annotators were."


@dataclass(frozen=True)
class LabelAgreement:
    """Agreement on one label. `alpha` is None where all labels are the same: then there is nothing to tell chance from."""

    part: str
    field: str
    pairs: int
    same: float
    alpha: float | None


@dataclass(frozen=True)
class Agreement:
    """Two annotators over the articles that both did. `f1`: strict, by part and headline, the mean of both directions.

    annotators: who they were, in words.
    """

    articles: int
    f1: dict[str, float | None]
    labels: tuple[LabelAgreement, ...]
    annotators: str = UNKNOWN


def agree(first: Sequence[Gold], second: Sequence[Gold], limits: Thresholds = DEFAULT) -> Agreement:
    """Agreement over the articles that both annotated, known by their text. InputError where there is none."""
    others = {gold.article.content_hash: gold for gold in second}
    pairs = [(gold, others[gold.article.content_hash]) for gold in first if gold.article.content_hash in others]
    if not pairs:
        raise errors.InputError("The two folders annotate no article in common.", "Articles are known by the sha256 of their text.")
    there = [match(a, as_summary(b), limits) for a, b in pairs]
    back = [match(b, as_summary(a), limits) for a, b in pairs]
    tables = [_table(there), _table(back)]
    f1 = {part: _mean([pooled(table, part).score().f1 for table in tables]) for part in HEADLINE_PARTS}
    f1["headline"] = _mean([headline(table) for table in tables])
    return Agreement(len(pairs), f1, (*(_label(there, part, field) for part, field in LABELS), _stance(pairs)))


def ceiling(folders: Sequence[Path], *, reporting: bool = False) -> Agreement | None:
    """The agreement on the articles of splits that were annotated twice; None where none was.

    The two annotations of an article of evals/gold/dev, as they were before adjudication, are evals/gold/agreement/dev/NAME.first.yaml and
    NAME.second.yaml. annotators.txt beside the splits says who the annotators were, and is shown with every figure that comes of them.
    """
    places = [folder.parent / "agreement" / folder.name for folder in folders]
    first, second = (sorted(path for place in places for path in place.glob(f"*.{which}.yaml")) for which in ("first", "second"))
    if not second:
        return None
    found = agree(load_folders(first, reporting=reporting), load_folders(second, reporting=reporting))
    return replace(found, annotators=_annotators(folders[0].parent / "agreement" / "annotators.txt"))


def _annotators(path: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8").split()) if path.is_file() else UNKNOWN


def _table(matches: Sequence[Match]) -> Table:
    table: Table = {}
    for found in matches:
        table |= count(found)
    return table


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _label(matches: Sequence[Match], part: str, field: str) -> LabelAgreement:
    ours, theirs = [], []
    for found in matches:
        side = found.parts[part]
        for pair in side.pairs:
            if pair.full or part == "open_questions":
                ours.append(str(getattr(side.gold[pair.gold], field)))
                theirs.append(str(getattr(side.given[pair.given], field)))
    return _agreement(part, field, ours, theirs)


def _stance(pairs: Sequence[tuple[Gold, Gold]]) -> LabelAgreement:
    return _agreement("stance", "article", [a.stance.article for a, _ in pairs], [b.stance.article for _, b in pairs])


def _agreement(part: str, field: str, ours: Sequence[str], theirs: Sequence[str]) -> LabelAgreement:
    same = fmean(a == b for a, b in zip(ours, theirs, strict=True)) if ours else 0.0
    return LabelAgreement(part, field, len(ours), same, alpha(ours, theirs))


def alpha(ours: Sequence[str], theirs: Sequence[str]) -> float | None:
    """Krippendorff's alpha of two lists of labels, nominal; None where fewer than two labels occur."""
    codes = {label: code for code, label in enumerate(sorted({*ours, *theirs}))}
    if len(codes) < 2:
        return None
    values = np.array([[codes[label] for label in side] for side in (ours, theirs)], dtype=float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(krippendorff.alpha(reliability_data=values, level_of_measurement="nominal"))
