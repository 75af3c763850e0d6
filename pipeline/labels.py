"""The closed label sets of the annotation guide (docs/annotation-guide.md, version 2).

One place for types, prompts, engines, gold files and the scorer. The order of the labels is the order in which they are shown.
"""

from typing import Literal, TypeAlias, get_args

GUIDE_VERSION = 2

LineRole: TypeAlias = Literal["body", "heading", "furniture"]
Polarity: TypeAlias = Literal["supports", "opposes", "mixed", "neutral"]
ArticleStance: TypeAlias = Literal["supportive", "critical", "neutral", "mixed"]
SourceKind: TypeAlias = Literal["named", "anonymous", "institution", "article"]
Attribution: TypeAlias = Literal["direct", "mixed", "indirect", "narration"]
ClaimKind: TypeAlias = Literal["factual", "forecast", "opinion"]
Salience: TypeAlias = Literal["core", "supporting"]
Bound: TypeAlias = Literal["exact", "approx", "at_least", "at_most"]
QuestionKind: TypeAlias = Literal["unresolved", "unanswered", "unsupported", "disputed"]
# What a numeral of the body is likely to be; all but "figure" are kept as candidates, since an engine may know better.
CandidateHint: TypeAlias = Literal[
    "figure",
    "date",
    "time",
    "age",
    "name",
    "ordinal",
    "score",
    "period",
    "reference",
    "phone",
    "vague",
]
Part: TypeAlias = Literal["gist", "positions", "claims", "figures", "open_questions"]

PARTS: tuple[Part, ...] = get_args(Part)
