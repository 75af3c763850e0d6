"""Every threshold of the scorer, with why it stands where it stands.

`python -m evals sensitivity` prints how the headline moves when each is shifted by 0.1; docs/reference/scoring.md holds a table.
"""

from pydantic import BaseModel, ConfigDict, Field


class Thresholds(BaseModel):
    """Shares in [0, 1]; a pair under its threshold is no pair, whatever else is free."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statement: float = Field(
        default=0.5,
        description="Dice of content stems for two statements to be one proposition. The passage must overlap as well, so this only tells "
        "apart what one passage says: half a sentence against the whole of it is 0.67, its two halves against each other 0.2.",
    )
    near_statement: float = Field(default=0.35, description="From here on a claim on the same passage is partly right.")
    far_statement: float = Field(
        default=0.8, description="From here on a claim that cites another passage is partly right: the article says it twice."
    )
    target: float = Field(
        default=0.5, description="Dice for two targets; they are short, so that one noun of two in common is the least that is asked."
    )
    question: float = Field(
        default=0.2,
        description="Dice for two questions of one kind on one passage. Low: kind and passage hold the meaning already, and questions are "
        "worded freely; it only turns down questions that could stand under any article.",
    )
    near_question: float = Field(default=0.3, description="From here on a question of another kind on the passage is partly right.")
    free_text: float = Field(
        default=0.4, description="Dice for `measures` and `topic`: most of the words, or the two nouns that matter among modifiers."
    )
    when: float = Field(default=0.5, description="Dice of all words for `when`, which is verbatim.")
    cover: float = Field(
        default=0.8, description="Share of the gold evidence's characters that must be cited. Under it evidence is partly right."
    )
    cover_positions: float = Field(
        default=0.3, description="The same for positions and questions, where gold lists every sentence and one shows it."
    )
    lean: float = Field(
        default=0.4,
        description="Share of the cited characters that must be gold evidence: one sentence more, which tells who speaks, is allowed.",
    )
    lean_figures: float = Field(default=0.6, description="The same for figures, whose evidence is the shortest span.")


DEFAULT = Thresholds()
