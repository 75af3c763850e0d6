"""What the story is about, in one sentence: the lead, cut to length."""

from collections.abc import Sequence

from pipeline.draft import DraftGist
from pipeline.engines.offline.clauses import Proposition
from pipeline.engines.offline.parse import Parsed

_MOST_WORDS = 35
# The lead of an anecdotal story is not its first sentence; farther down than this nothing is a lead any more.
_LEAD = 6
# What opens an item of a list belongs to the page, not to the sentence.
_BULLETS = "•●▪◦■‣·*►–—- "
# A sentence that starts with one leans on another.
_PRONOUNS = frozenset({"it", "he", "she", "they", "this", "that", "these", "those", "we", "i", "you", "there"})


def gist(parsed: Sequence[Parsed], made: Sequence[Proposition], core: frozenset[int]) -> DraftGist:
    """The lead where it is short enough, else the first core proposition that is; never more than 35 words."""
    first = parsed[0]
    tells = any(proposition.sentence is first and proposition.attribution != "direct" for proposition in made)
    if tells and len(first.text.split()) <= _MOST_WORDS and first.text.split()[0].lower() not in _PRONOUNS:
        return DraftGist(text=_closed(first.text), sentences=(first.id,), rule="lead")
    early = [made[place] for place in sorted(core)] or list(made[:_LEAD])
    for proposition in early:
        if len(proposition.statement.split()) <= _MOST_WORDS and proposition.statement.split()[0].lower() not in _PRONOUNS:
            return DraftGist(text=proposition.statement, sentences=(proposition.sentence.id,), rule="first-core-claim")
    words = first.text.split()[:_MOST_WORDS]
    return DraftGist(text=_closed(" ".join(words)), sentences=(first.id,), rule="cut-lead")


def _closed(text: str) -> str:
    text = " ".join(text.split()).lstrip(_BULLETS).rstrip(" ,;:–—-")
    return text if text[-1:] in '.!?”"' else f"{text}."
