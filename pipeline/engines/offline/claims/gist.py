"""What the story is about, in one sentence: the lead, cut to length."""

from collections.abc import Sequence

from pipeline.draft import DraftGist
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token

_MOST_WORDS = 35
# The lead of an anecdotal story is not its first sentence; farther down than this nothing is a lead any more.
_LEAD = 6
_FEWEST_WORDS = 8
_JOINTS = frozenset(
    {"as", "after", "while", "when", "because", "amid", "despite", "following", "before", "since", "although", "though", "with"}
)
# What opens an item of a list belongs to the page, not to the sentence.
_BULLETS = "•●▪◦■‣·*►–—- "
# A sentence that starts with one leans on another.
_PRONOUNS = frozenset({"it", "he", "she", "they", "this", "that", "these", "those", "we", "i", "you", "there"})


def gist(parsed: Sequence[Parsed], made: Sequence[Proposition], core: frozenset[int]) -> DraftGist:
    """The lead where it is short enough, or cut where a clause of circumstance starts; else the first core proposition that is short.

    Never more than 35 words.
    """
    first = parsed[0]
    tells = any(proposition.sentence is first and proposition.attribution != "direct" for proposition in made)
    if tells and len(first.text.split()) <= _MOST_WORDS and first.text.split()[0].lower() not in _PRONOUNS:
        return DraftGist(text=_closed(first.text), sentences=(first.id,), rule="lead")
    if tells and first.text.split()[0].lower() not in _PRONOUNS and (shorter := _to_a_joint(first)):
        return DraftGist(text=_closed(shorter), sentences=(first.id,), rule="lead-to-a-joint")
    early = [made[place] for place in sorted(core)] or list(made[:_LEAD])
    for proposition in early:
        if len(proposition.statement.split()) <= _MOST_WORDS and proposition.statement.split()[0].lower() not in _PRONOUNS:
            return DraftGist(text=proposition.statement, sentences=(proposition.sentence.id,), rule="first-core-claim")
    words = first.text.split()[:_MOST_WORDS]
    return DraftGist(text=_closed(" ".join(words)), sentences=(first.id,), rule="cut-lead")


def _to_a_joint(lead: Parsed) -> str:
    """A long lead up to the last of its joints ("..., as agents went on strike") that leaves few enough words; "" without one."""
    root = next((token for token in lead.doc if token.head.i == token.i), None)
    if root is None or root.pos_ not in ("VERB", "AUX"):
        return ""
    for token in reversed(lead.doc[root.i + 2 :]):
        before = lead.text[: token.idx]
        opens = token.lower_ in _JOINTS and token.dep_ in ("mark", "prep", "advmod", "cc") and _hangs_on(token, root)
        whole = not lead.quoted[token.i] and all(
            child.i < token.i for child in root.children if child.dep_ in ("dobj", "ccomp", "attr", "acomp")
        )
        if opens and whole and _FEWEST_WORDS <= len(before.split()) <= _MOST_WORDS:
            return before
    return ""


def _hangs_on(joint: Token, root: Token) -> bool:
    """Whether what a joint opens belongs to the main clause, and to nothing inside it."""
    clause = joint if joint.dep_ == "prep" else joint.head
    return bool(clause.head.i == root.i)


def _closed(text: str) -> str:
    text = " ".join(text.split()).lstrip(_BULLETS).rstrip(" ,;:–—-")
    return text if text[-1:] in '.!?”"' else f"{text}."
