"""Words and signs for labels, the same in every view. Signs carry what colour would, for those who see none."""

from pipeline.labels import Polarity, QuestionKind

SIGNS: dict[Polarity, str] = {"supports": "+", "opposes": "−", "mixed": "±", "neutral": "○"}
SIDES: dict[Polarity, str] = {"supports": "for", "opposes": "against", "mixed": "for and against", "neutral": "undecided on"}
QUESTION_KINDS: dict[QuestionKind, str] = {
    "unresolved": "still to come",
    "unanswered": "not answered",
    "unsupported": "no proof given",
    "disputed": "disputed",
}
