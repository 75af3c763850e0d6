"""How things and deeds are worded as targets: a noun's own words, a verb with its object, cut to what can be read at a glance."""

from collections.abc import Iterable

from pipeline.engines.offline.syntax.parse import clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load

# With these a phrase tells when, how or why, and no more which thing is meant.
COMMENTING = frozenset({"as", "since", "after", "before", "until", "despite", "during", "because", "amid", "while", "by", "at", "per"})
# Days and months: when, and no thing.
TIMES = load("names").words("calendar")
_LONGEST_DEED = 9
_MARKS = frozenset('"“”') | {"''", "``"}


def deed(words: Iterable[Token]) -> str:
    """The words of a deed that is a target, cut to what can be read at a glance."""
    kept = [token for token in list(words)[:_LONGEST_DEED] if token.text not in _MARKS]
    end = next((place for place, token in enumerate(kept) if token.text in "()[]" or (place and token.tag_ in ("WDT", "WP"))), len(kept))
    kept = kept[:end]
    while kept and kept[-1].pos_ in ("ADP", "DET", "CCONJ", "PUNCT", "SCONJ", "PART"):
        kept.pop()
    first = kept[0] if kept else None
    text = clause_text(kept).strip(" ,;:–—-“”\"'")
    # What one wants to do is a target as a thing: "acting before the recess".
    return (
        gerund(first.lemma_.lower()) + text[len(first.text) :]
        if first is not None and first.tag_ == "VB" and first.pos_ == "VERB"
        else text
    )


def after(verb: Token) -> str:
    """A verb with its object and what follows it, without its subject and helpers."""
    parts = (child for child in verb.rights if child.dep_ in ("dobj", "prt", "prep", "xcomp", "oprd"))
    return deed([verb, *(token for child in parts for token in child.subtree)])


def gerund(verb: str) -> str:
    """ "move" moving, "shut" shutting, "tie" tying."""
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    doubles = (
        len(verb) > 2
        and verb[-1] in "bdgmnprt"
        and verb[-2] in "aeiou"
        and verb[-3] not in "aeiou"
        and sum(c in "aeiou" for c in verb) == 1
    )
    return f"{verb}{verb[-1]}ing" if doubles else f"{verb}ing"


def is_date(preposition: Token) -> bool:
    """ "on Sunday"."""
    return any(child.dep_ == "pobj" and child.text in TIMES for child in preposition.children)


def phrase(noun: Token) -> str:
    """A noun's words without numbers, articles and what only comments on it."""
    aside = {
        token.i
        for child in noun.children
        if child.dep_ in ("relcl", "appos", "acl", "advcl", "cc", "conj", "punct", "nummod")
        or (child.dep_ == "prep" and (child.lower_ in COMMENTING or is_date(child)))
        or (child.dep_ == "amod" and child.i > noun.i)
        for token in child.subtree
    }
    tokens = [token for token in noun.subtree if token.i not in aside]
    while tokens and (tokens[0].tag_ in ("DT", "PDT", "RB", ",", ":", "PRP$") or tokens[0].lower_ == "own"):
        tokens = tokens[1:]
    return deed(tokens).strip("()") or str(noun.text)
