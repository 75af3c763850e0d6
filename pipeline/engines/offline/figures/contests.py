"""What the two sides of a vote and the shares of two rivals measure: "voted 6-3 for the rise", "leads her 46 percent to 44 percent"."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from pipeline.engines.offline.figures.phrasing import LONGEST_CLAUSE, Phrasing, verb_of
from pipeline.engines.offline.figures.quantities import Quantity, size_of
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("measures")
_LEADING, _TRAILING = _WORDS.words("leading"), _WORDS.words("trailing")
Made: TypeAlias = tuple[str, str]
_BETWEEN = ("to", "-", "–", "against")
_WIDEST = 3
# With these a vote is commented on: "voted to refuse it, against advice".
_ASIDES = frozenset({"against", "despite", "after", "amid", "following", "before"})


class Contests:
    """Describes the pairs of amounts of one sentence that stand against each other."""

    def __init__(self, sentence: Parsed, quantities: Sequence[Quantity], text: Phrasing) -> None:
        self._sentence = sentence
        self._text = text
        self._pairs = {side.candidate.id: pair for pair in reversed(_pairs(sentence, quantities)) for side in pair}

    def of(self, quantity: Quantity) -> Made | None:
        """What a side of a vote or the share of a rival measures, and the rule that says so; None for any other amount."""
        return self._tally(quantity) or self._contest(quantity)

    def _tally(self, quantity: Quantity) -> Made | None:
        """ "voted 6-3 for the rise": the two sides of a vote."""
        if quantity.unit not in ("vote", "ballot"):
            return None
        pair = self._pairs.get(quantity.candidate.id)
        if pair is None:
            return None
        node = pair[0].noun if pair[0].noun is not None and pair[0].noun.i not in pair[0].inside else pair[0].head
        verb = verb_of(node)
        if verb is None:
            return None
        subject = subject_of(verb)
        who = self._text.phrase(subject, article=True) if subject is not None else ""
        what = self._voted_on(verb, pair)
        head = "votes" if not who or "vote" in who.lower() else f"votes of {who}"
        if not what:
            what = who if head == "votes" else ""
        if what.startswith("to "):
            return f"{head} {'' if quantity is pair[0] else 'not '}{what}", "tally"
        return f"{head} {'for' if quantity is pair[0] else 'against'} {what}".strip(), "tally"

    def _contest(self, quantity: Quantity) -> Made | None:
        """ "Clinton leads Sanders 46 percent to 44 percent among likely voters": the larger share is for who leads."""
        pair = self._pairs.get(quantity.candidate.id) if quantity.kind == "share" else None
        verb = verb_of(quantity.head) if pair is not None else None
        if pair is None or verb is None or verb.lemma_.lower() not in (_LEADING | _TRAILING) or pair[0].unit != pair[1].unit:
            return None
        sizes = [size_of(side.candidate) or 0 for side in pair]
        is_larger = sizes[pair.index(quantity)] == max(sizes)
        doc, first = self._sentence.doc, min(pair[0].inside)
        ahead = first - 1 - (doc[first - 1].text in (",", "by"))
        whom = doc[ahead] if ahead > verb.i and doc[ahead].pos_ in ("NOUN", "PROPN") else None
        own = (child for child in verb.rights if child.dep_ == "dobj" and self._text.quantity_at(child) is None)
        one = subject_of(verb) if is_larger == (verb.lemma_.lower() in _LEADING) else next(own, whom)
        who = self._text.phrase(one) if one is not None else ""
        among = next((token for token in self._sentence.doc[verb.i :] if token.lower_ == "among"), None)
        polled = f" {self._text.words(self._text.trimmed(among))}" if among is not None else ""
        return (f"support for {who}{polled}", "contest") if who else None

    def _voted_on(self, verb: Token, pair: Sequence[Quantity]) -> str:
        doc = self._sentence.doc
        places = {place for quantity in pair for place in quantity.inside}
        for child in verb.children:
            if child.i < verb.i or any(token.i in places for token in child.subtree if child.dep_ != "xcomp"):
                continue
            if child.dep_ == "prep" and child.lower_ in ("for", "on", "to", "in", "against", "over") and child.i > verb.i:
                thing = next((noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")), None)
                if thing is not None and not self._text.times & {thing.i}:
                    return self._text.phrase(thing, article=True) if thing.dep_ == "pobj" else self._text.words(self._text.trimmed(thing))
            if child.dep_ == "dobj" and self._text.quantity_at(child) is None:
                return self._text.phrase(child, article=True)
            if child.dep_ in ("xcomp", "advcl", "ccomp") and doc[child.left_edge.i].lower_ == "to":
                aside = {token.i for link in child.rights if link.lower_ in _ASIDES for token in link.subtree} | places
                words = [token for token in self._text.trimmed(child) if token.i >= child.left_edge.i and token.i not in aside]
                return self._text.words(words[:LONGEST_CLAUSE])
        return ""


def _pairs(sentence: Parsed, quantities: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    pairs = []
    for first, second in pairwise(quantities):
        between = [token.lower_ for token in sentence.doc[max(first.inside) + 1 : min(second.inside)]]
        if len(between) <= _WIDEST and between and between[-1] in _BETWEEN and first.candidate.per is None:
            pairs.append((first, second))
    return pairs
