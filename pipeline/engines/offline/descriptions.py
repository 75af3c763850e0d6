"""What a figure measures, as a noun phrase that stands alone, from the grammar around its number.

A counted noun is described by its own phrase and its clause ("seats that the Front won in the north"). A unit measures what stands in
"of ...", what it modifies, or what its verb says ("rise in profit", "time that the inquiry took", "money that the council raised").
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.quantities import Quantity
from pipeline.engines.offline.referents import Referents
from pipeline.engines.offline.speech import subject_of
from pipeline.engines.offline.times import times_in
from pipeline.lexicons import load

_WORDS = load("measures")
_CHANGE, _AMOUNTS, _QUALITIES = _WORDS.table("change"), _WORDS.table("amounts"), _WORDS.table("qualities")
_TRADES = _WORDS.table("trades")
_POWERS = frozenset(load("numerals").table("powers"))
_THINGS = _WORDS.table("things")
_LENGTHS = _WORDS.words("lengths")
_BY_ITSELF = _WORDS.words("intransitive")
_CUSTODY = frozenset({"prison", "jail", "custody", "detention", "imprisonment", "gaol"})
_BE = ("be", "stand", "remain", "total", "number", "average", "reach", "hit", "exceed", "equal", "amount", "come")
_LEVELS = _WORDS.words("levels")
_LONGEST_CLAUSE = 12

Made = tuple[str, str]


class Descriptions:
    """Describes the quantities of one sentence."""

    def __init__(self, sentence: Parsed, quantities: Sequence[Quantity], referents: Referents) -> None:
        self._sentence = sentence
        self._quantities = quantities
        self._referents = referents
        self._times = [place for places in times_in(sentence) for place in places]
        self._numbers = _numbers_of(quantities)

    def of(self, quantity: Quantity, depth: int = 0) -> Made:
        """What a quantity measures, and the rule that found it. Empty where the sentence does not say."""
        if depth > 3:
            return "", ""
        text, rule = self._first(quantity, depth)
        text = _without_repeated_owner(text)
        return self._referents.of_company(text) if quantity.kind in ("money", "share", "factor") else text, rule

    def _first(self, quantity: Quantity, depth: int) -> Made:
        return (
            self._tally(quantity)
            or self._same_as(quantity, depth)
            or self._compared(quantity)
            or self._counted(quantity)
            or self._of_thing(quantity)
            or self._before_noun(quantity)
            or self._after_noun(quantity)
            or self._quality(quantity)
            or self._by_verb(quantity)
            or ("", "")
        )

    # Votes

    def _tally(self, quantity: Quantity) -> Made | None:
        """ "voted 6-3 for the rise": the two sides of a vote."""
        if quantity.unit not in ("vote", "ballot"):
            return None
        pair = next((pair for pair in self._pairs() if quantity in pair), None)
        if pair is None:
            return None
        node = pair[0].noun if pair[0].noun is not None and pair[0].noun.i not in pair[0].inside else pair[0].head
        verb = _verb_of(node)
        if verb is None:
            return None
        subject = subject_of(verb)
        who = self._phrase(subject, article=True) if subject is not None else ""
        what = self._voted_on(verb, pair)
        head = "votes" if not who or "vote" in who.lower() else f"votes of {who}"
        if not what:
            what = who if head == "votes" else ""
        if what.startswith("to "):
            return f"{head} {'' if quantity is pair[0] else 'not '}{what}", "tally"
        return f"{head} {'for' if quantity is pair[0] else 'against'} {what}".strip(), "tally"

    def _pairs(self) -> list[tuple[Quantity, Quantity]]:
        doc = self._sentence.doc
        pairs = []
        for first, second in zip(self._quantities, self._quantities[1:], strict=False):
            between = [token.lower_ for token in doc[max(first.inside) + 1 : min(second.inside)]]
            if len(between) <= 3 and between and between[-1] in ("to", "-", "–", "against") and first.candidate.per is None:
                pairs.append((first, second))
        return pairs

    def _voted_on(self, verb: Any, pair: Sequence[Quantity]) -> str:
        doc = self._sentence.doc
        places = {place for quantity in pair for place in quantity.inside}
        for child in verb.children:
            if child.i < verb.i or any(token.i in places for token in child.subtree if child.dep_ != "xcomp"):
                continue
            if child.dep_ == "prep" and child.lower_ in ("for", "on", "to", "in", "against", "over") and child.i > verb.i:
                thing = next((noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")), None)
                if thing is not None and not set(self._times) & {thing.i}:
                    return self._phrase(thing, article=True) if thing.dep_ == "pobj" else self._words(self._without_asides(thing))
            if child.dep_ == "dobj" and self._quantity_at(child) is None:
                return self._phrase(child, article=True)
            if child.dep_ in ("xcomp", "advcl", "ccomp") and doc[child.left_edge.i].lower_ == "to":
                words = [token for token in self._without_asides(child) if token.i >= child.left_edge.i and token.i not in places]
                return self._words(words[:_LONGEST_CLAUSE])
        return ""

    # Brackets and pairs

    def _same_as(self, quantity: Quantity, depth: int) -> Made | None:
        """A conversion in brackets, or the second of "107 points, or 1.3 per cent": what the first measures."""
        doc = self._sentence.doc
        first = min(quantity.inside)
        before = next((other for other in reversed(self._quantities) if max(other.inside) < first), None)
        if before is None:
            return None
        between = [token.lower_ for token in doc[max(before.inside) + 1 : first]]
        bracket = between in (["("], ["(", "about"]) and quantity.kind == before.kind
        other_words = between in (["or"], [",", "or"], [",", "or", "about"]) and quantity.noun is None and self._of_behind(quantity) is None
        if bracket or other_words:
            return self.of(before, depth + 1)
        alike = [other for other in self._quantities if max(other.inside) < first and other.unit == quantity.unit]
        ahead = tuple(token.lower_ for token in doc[max(0, first - 2) : first])
        is_bare = quantity.noun is None or quantity.noun.i not in quantity.inside or _is_alone(quantity.noun)
        compared = ahead in _COMPARISONS or ahead[-1:] == ("against",)
        return self.of(alike[-1], depth + 1) if compared and alike and is_bare else None

    def _compared(self, quantity: Quantity) -> Made | None:
        """ "twice the rate of others", "double what they had": the thing compared and its measure."""
        if quantity.kind != "factor" or quantity.head.pos_ == "VERB":
            return None
        doc, last = self._sentence.doc, max(quantity.inside)
        measure = next((token for token in doc[last + 1 : last + 6] if token.pos_ in ("NOUN", "PROPN")), None)
        verb = _verb_of(quantity.head)
        subject = subject_of(verb) if verb is not None else None
        who = self._phrase(subject) if subject is not None and subject.i not in quantity.inside else ""
        after = self._phrase(measure) if measure is not None else ""
        if last + 1 < len(doc) and doc[last + 1].lower_ == "as":
            change = _CHANGE.get(verb.lemma_.lower()) if verb is not None else None
            before = next((other for other in reversed(self._quantities) if max(other.inside) < min(quantity.inside)), None)
            if measure is not None and measure.i in self._times and before is not None:
                whole = self._words([token for token in doc[last + 1 : measure.i + 1] if token.i in self._times])
                return f"{self.of(before, 1)[0]} compared with {whole}", "compared"
            return f"{change + ' in ' if change else ''}{who} compared with {after}".strip(), "compared"
        if who and after and who != after:
            return f"{who} compared with {after}", "compared"
        return (after or who, "compared") if after or who else None

    # Counted nouns

    def _counted(self, quantity: Quantity) -> Made | None:
        noun = quantity.noun
        if noun is None:
            return None
        if noun.dep_ in ("compound", "nmod", "amod", "npadvmod") and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.i > noun.i:
            whole = noun.head
            unit = _plural(quantity.unit or noun.lemma_)
            return f"{unit} of {self._phrase(whole, noun.subtree, article=True)}", "hyphen"
        own = self._phrase(noun)
        if noun.tag_ == "PRP" or not own:
            own = _plural(quantity.unit) if quantity.unit else own
        if not own:
            return None
        node = noun if noun.i in quantity.inside or noun.head.dep_ != "prep" else quantity.head
        return f"{own}{'' if _is_told_apart(noun) else self._context(node)}", "counted-noun"

    # Units

    def _of_thing(self, quantity: Quantity) -> Made | None:
        """ "70 per cent of the imports", "two days of talks"."""
        if quantity.kind in ("factor", "occasion", "count"):
            return None
        of = next(
            (child for child in quantity.head.children if child.dep_ == "prep" and child.lower_ == "of" and child.i > max(quantity.inside)),
            None,
        )
        of = of or self._of_behind(quantity)
        thing = next((child for child in of.children if child.dep_ in ("pobj", "pcomp")), None) if of is not None else None
        thing = thing if thing is not None else self._one_in(quantity)
        if thing is None or thing.i in self._times:
            return None
        own = (
            self._phrase(thing, article=quantity.kind in ("share", "time"))
            if thing.dep_ == "pobj"
            else self._words(list(thing.subtree)[:10])
        )
        own = own or self._unit_before(quantity)
        if not own:
            return None
        lead = {"share": "share of ", "time": "length of "}.get(quantity.kind, "")
        node = thing if thing.dep_ not in ("pobj", "pcomp") else quantity.head
        return f"{lead}{own}{self._context(node)}", "unit-of"

    def _of_behind(self, quantity: Quantity) -> Any | None:
        """The "of" right behind a share, wherever the parser hung it."""
        last = max(quantity.inside)
        after = self._sentence.doc[last + 1] if last + 1 < len(self._sentence.doc) else None
        return after if after is not None and after.lower_ == "of" and quantity.kind in ("share", "money", "measure") else None

    def _one_in(self, quantity: Quantity) -> Any | None:
        """ "one in five volunteers", "half the team": the noun right behind a fraction."""
        if quantity.unit != "fraction":
            return None
        head = quantity.head
        if (
            head.head.pos_ in ("NOUN", "PROPN")
            and head.head.i > max(quantity.inside)
            and head.dep_ in ("nummod", "predet", "nmod", "quantmod")
        ):
            return head.head
        after = self._sentence.doc[max(quantity.inside) + 1 :][:2]
        return next((token for token in after if token.tag_ == "NNS"), None) if len(after) and after[0].tag_ in ("NNS", "JJ") else None

    def _unit_before(self, quantity: Quantity) -> str:
        """For "half of them": the noun counted before."""
        before = [other for other in self._quantities if max(other.inside) < min(quantity.inside) and other.noun is not None]
        return self._phrase(before[-1].noun) if before else ""

    def _before_noun(self, quantity: Quantity) -> Made | None:
        """ "a £12m fund", "a five-year extension"."""
        head = quantity.head
        noun = head.head
        if head.dep_ not in ("compound", "amod", "nmod", "poss", "npadvmod", "nummod", "quantmod", "advmod") or noun.pos_ not in (
            "NOUN",
            "PROPN",
        ):
            return None
        if noun.i < head.i or noun.i in quantity.inside:
            return None
        own = self._phrase(noun, head.subtree, article=quantity.kind == "time" and noun.lemma_.lower() not in _LENGTHS)
        lead = "length of " if quantity.kind == "time" and noun.lemma_.lower() not in _LENGTHS else ""
        return f"{lead}{own}{'' if _is_told_apart(noun) else self._context(noun)}", "unit-before-noun"

    def _after_noun(self, quantity: Quantity) -> Made | None:
        """ "a fund of £12m", "an extension at $1.35m a year", "Its target, 40 per cent"."""
        head = quantity.head
        if head.dep_ == "appos" and head.head.pos_ in ("NOUN", "PROPN") and head.head.i not in quantity.inside:
            other = self._quantity_at(head.head)
            if other is not None:
                return self.of(other, 1)
            return f"{self._phrase(head.head)}", "apposition"
        if head.dep_ not in ("pobj", "npadvmod") or (head.dep_ == "pobj" and head.head.dep_ not in ("prep", "pcomp")):
            return None
        link = head.head if head.dep_ == "pobj" else head
        while link.dep_ == "pcomp" or (link.dep_ == "prep" and link.head.dep_ == "prep"):
            link = link.head
        noun = link.head
        if noun.pos_ not in ("NOUN", "PROPN") or self._quantity_at(noun) is not None or noun.i in self._times:
            return None
        own = self._phrase(noun, link.subtree, article=quantity.kind == "time" and noun.lemma_.lower() not in _LENGTHS)
        if not own:
            return None
        lead = "length of " if quantity.kind == "time" and noun.lemma_.lower() not in _LENGTHS else ""
        return f"{lead}{own}{self._context(noun)}", "noun-of-unit"

    def _quantity_at(self, token: Any) -> Quantity | None:
        return next((other for other in self._quantities if token.i in other.inside), None)

    def _quality(self, quantity: Quantity) -> Made | None:
        """ "700 years old", "40km away", "worth Rs 3 crore", "6.8 per cent lower"."""
        last = max(quantity.inside)
        doc = self._sentence.doc
        first = min(quantity.inside)
        near = (quantity.head.head, *doc[last + 1 : last + 2], *doc[max(0, first - 2) : first])
        word = next((token for token in near if token.lower_ in _QUALITIES and token.i not in quantity.inside), None)
        if word is None:
            return None
        top = word
        while top.head.i != top.i and top.head.pos_ not in ("NOUN", "PROPN", "VERB", "AUX"):
            top = top.head
        bearer = (
            top.head if top.head.pos_ in ("NOUN", "PROPN") and top.dep_ in ("amod", "acl", "advmod", "relcl", "appos", "prep") else None
        )
        if bearer is None:
            verb = _verb_of(word)
            bearer = subject_of(verb) if verb is not None else None
        while bearer is not None and (other := self._quantity_at(bearer)) is not None and other.noun is None and bearer.head.i != bearer.i:
            bearer = next((token for token in (bearer.head, bearer.head.head) if token.pos_ in ("NOUN", "PROPN")), None)
        if bearer is None or bearer.i in quantity.inside:
            return None
        return f"{_QUALITIES[word.lower_]} {self._phrase(bearer, word.subtree, article=True)}", "quality"

    # Verbs

    def _by_verb(self, quantity: Quantity) -> Made | None:
        node = quantity.head
        verb = _verb_of(node) if not (node.pos_ == "VERB" and quantity.kind == "factor") else node
        if verb is None:
            return None
        subject = subject_of(verb)
        if subject is not None and (subject.i in quantity.inside or _stands_in(node, subject, verb)):
            return self._as_subject(quantity, verb)
        lemma = verb.lemma_.lower()
        who = self._subject(subject, verb, article=lemma in _CHANGE or lemma in _AMOUNTS)
        thing = next((child for child in verb.children if child.dep_ == "dobj" and not _is_inside(node, child)), None)
        level = self._link(node, verb)
        change = _CHANGE.get(lemma)
        if quantity.kind == "time":
            return self._duration(quantity, verb, level)
        if change and level not in ("to", "at", "from", "between"):
            if thing is not None:
                return f"{change} in {self._phrase(thing, article=True)}", "change"
            if who and (quantity.kind in ("share", "factor") or lemma in _BY_ITSELF):
                return f"{change} in {who}", "change"
        if thing is not None and level in ("to", "at", "from", "by", "between"):
            other = self._quantity_at(thing)
            if other is None:
                return self._phrase(thing), "level"
            if other.kind == "count" and other.unit and level == "at" and quantity.kind == "money":
                return f"price of {_plural(other.unit)}", "level"
        if thing is not None and level == "for" and quantity.kind == "money" and lemma in _TRADES:
            return f"{_TRADES[lemma]} {self._phrase(thing, article=True)}", "trade"
        if lemma in _BE or (level in ("to", "at", "from", "between") and thing is None and (change or lemma in _LEVELS)):
            if not who and quantity.kind == "count" and quantity.unit:
                return f"{_plural(quantity.unit)} {self._rest(verb, node)}".strip(), "existence"
            return (self._named_count(quantity, who), "subject") if who else None
        if quantity.kind == "money" and lemma in _AMOUNTS and who:
            return self._amount(quantity, verb, who)
        return self._that(quantity, verb, level)

    def _named_count(self, quantity: Quantity, who: str) -> str:
        """ "The Front was reduced to 47": seats, where only the sentence before says so."""
        unit = quantity.unit
        if quantity.kind != "count" or unit is None or unit in who.lower():
            return who
        return f"{_plural(unit)} of {who}" if any(token.lemma_.lower() == unit for token in self._sentence.doc) else who

    def _as_subject(self, quantity: Quantity, verb: Any) -> Made:
        lead = {"share": "share", "money": "money", "time": "time", "occasion": "times"}.get(quantity.kind) or _thing(quantity)
        if lead == "share" and (base := self._polled()):
            lead = f"share of {base}"
        said = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
        words = self._words(self._without_asides(said)[:_LONGEST_CLAUSE]) if said is not None else ""
        return f"{lead}{self._clause(verb, quantity.head, 'subject')} {words}".strip(), "subject-of-verb"

    def _polled(self) -> str:
        """Whom a poll of the sentence asked: "In a survey of teachers, 12 per cent said …"."""
        for token in self._sentence.doc:
            if token.lemma_.lower() in ("poll", "survey"):
                of = next((child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"), None)
                asked = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
                if asked is not None:
                    return self._phrase(asked)
        return ""

    def _duration(self, quantity: Quantity, verb: Any, link: str) -> Made | None:
        doc, last = self._sentence.doc, max(quantity.inside)
        if last + 2 < len(doc) and doc[last + 1].lower_ in ("in", "of") and doc[last + 2].lower_ in _CUSTODY:
            who = self._subject(subject_of(verb), verb, article=True)
            return f"{doc[last + 2].lower_} sentence of {who}" if who else f"{doc[last + 2].lower_} sentence", "sentence"
        body = self._clause(verb, quantity.head, "gap")
        lead = "sentence" if verb.lemma_ in ("impose", "serve") and not link else "time"
        which = f" {link} which" if link in _SPANS else "" if body.startswith((" that ", " for ")) else " that"
        return (f"{lead}{which}{body}", "duration") if body.strip() else None

    def _amount(self, quantity: Quantity, verb: Any, who: str) -> Made | None:
        noun = _AMOUNTS[verb.lemma_.lower()]
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
            return self._that(quantity, verb, "")
        rest = self._rest(verb, quantity.head)
        payee = next((child for child in verb.rights if child.dep_ in ("dobj", "dative") and not _is_inside(quantity.head, child)), None)
        link = "to " if rest and payee is not None and payee.pos_ != "ADP" else ""
        return f"{noun} {who} {link}{rest}".strip(), "amount"

    def _that(self, quantity: Quantity, verb: Any, link: str) -> Made | None:
        lead = {"money": "money", "share": "share", "occasion": "times"}.get(quantity.kind) or _thing(quantity)
        body = self._clause(verb, quantity.head, "gap")
        which = f" {link} which" if link in _LINKS else "" if body.startswith((" that ", " for ")) else " that"
        return (f"{lead}{which}{body}", "object") if body.strip() else None

    def _link(self, node: Any, verb: Any) -> str:
        """The preposition between a verb and what hangs on it."""
        while node.i not in (verb.i, node.head.i):
            if node.dep_ == "prep" and node.lower_ != "of":
                return str(node.lower_)
            node = node.head
        return ""

    # Clauses

    def _context(self, node: Any) -> str:
        """How the clause around a noun says which one is meant: " killed in the floods", " that the Front won", " in which it spoke"."""
        for _ in range(4):
            head = node.head
            if head.i == node.i:
                return ""
            if node.dep_ in ("nsubj", "nsubjpass", "csubj") and head.pos_ in ("VERB", "AUX"):
                return self._clause(head, node, "subject")
            if node.dep_ in ("dobj", "attr", "oprd", "npadvmod") and head.pos_ in ("VERB", "AUX"):
                return self._object_clause(head, node)
            if node.dep_ == "pobj" and head.dep_ in ("prep", "agent"):
                return self._prepositional(head, node)
            if node.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN", "NUM"):
                node = head
                continue
            if node.dep_ == "appos" and head.pos_ in ("NOUN", "PROPN") and self._quantity_at(head) is None:
                return f" of {self._phrase(head, article=True)}"
            return ""
        return ""

    def _object_clause(self, verb: Any, node: Any) -> str:
        body = self._clause(verb, node, "gap")
        if verb.lemma_ == "be":  # "there were 40 residents on that floor": the rest alone
            return f" {self._rest(verb, node)}".rstrip()
        return (body if body.startswith((" that ", " for ")) else f" that{body}") if body.strip() else ""

    def _prepositional(self, link: Any, node: Any) -> str:
        governor = link.head
        if governor.pos_ in ("NOUN", "PROPN"):
            whole = self._phrase(governor, link.subtree, article=True)
            if link.lower_ == "of":
                return f" of {whole}{self._context(governor) if governor.dep_ in ('nsubj', 'nsubjpass') else ''}" if whole else ""
            verb = _verb_of(governor)
            if verb is None or link.lower_ not in _PLACES:
                return f" of {whole}" if whole else ""
            body = self._clause(verb, link, "gap")
            return f" {link.lower_} which{body}" if body.strip() else f" of {whole}"
        if governor.pos_ in ("VERB", "AUX"):
            body = self._clause(governor, link, "gap")
            return f" {'by' if link.dep_ == 'agent' else link.lower_} which{body}" if body.strip() else ""
        return ""

    def _clause(self, verb: Any, gap: Any, role: str) -> str:
        """The clause of a verb without the branch that `gap` stands in, as it follows a noun."""
        if verb.dep_ == "relcl" and role == "subject":
            return ""
        words = self._words(_verb_group(verb))
        rest = self._rest(verb, gap)
        if role == "subject":
            if verb.lemma_ == "be":
                return f" {rest}" if rest else ""
            if gap.dep_ == "nsubjpass" or any(child.dep_ == "auxpass" for child in verb.children):
                return f" {verb.text} {rest}".rstrip()
            return f" that {words} {rest}".rstrip()
        subject = subject_of(verb)
        if subject is not None and _stands_in(gap, subject, verb):
            return f" that {words} {rest}".rstrip()
        who = self._subject(subject, verb, article=True)
        if verb.tag_ == "VBG" and words == verb.text and who:
            return f" for {who} to {verb.lemma_} {rest}".rstrip()
        return f" {who} {words} {rest}".replace("  ", " ").rstrip()

    def _subject(self, subject: Any | None, verb: Any, *, article: bool) -> str:
        if subject is None:
            return ""
        return self._phrase(subject, verb.subtree if _is_inside(verb, subject) else (), article=article)

    def _rest(self, verb: Any, gap: Any) -> str:
        """A verb's objects and complements up to a readable length; no times, no other quantities, no further clauses."""
        parts: list[str] = []
        length = 0
        for child in verb.rights:
            if child.dep_ not in _COMPLEMENTS or _is_inside(gap, child):
                continue
            if child.dep_ in ("xcomp", "advcl") and not (child.left_edge.lower_ == "to" or child.dep_ == "xcomp"):
                continue
            if (child.dep_ == "prep" and self._is_time(child)) or self._is_quantity(child):
                continue
            tokens = [token for token in self._without_asides(child) if token.i not in self._numbers]
            if not any(token.pos_ in _MEANING or token.dep_ == "prt" for token in tokens):
                continue
            if length and length + len(tokens) > _LONGEST_CLAUSE:
                break
            parts.append(self._words(tokens[:_LONGEST_CLAUSE]))
            length += len(tokens)
        return " ".join(part for part in parts if part)

    def _is_time(self, prep: Any) -> bool:
        thing = next((child for child in prep.children if child.dep_ == "pobj"), None)
        return thing is not None and thing.i in self._times

    def _is_quantity(self, child: Any) -> bool:
        """ "by 5 per cent", "£4m": a unit alone says nothing of the thing described."""
        places = {child.i, *(noun.i for noun in child.children if child.dep_ == "prep")}
        if child.dep_ == "advmod":  # "down from 2.6 million tonnes"
            places |= {token.i for token in child.subtree}
        return any(other.noun is None and places & other.inside for other in self._quantities)

    def _without_asides(self, top: Any) -> list[Any]:
        left_out: set[int] = set()
        for token in top.subtree:
            for child in token.children:
                later = child.i > token.i and child.dep_ in ("relcl", "appos", "parataxis", "cc", "conj", "advcl", "ccomp")
                if later or (child.dep_ in ("nummod", "punct") and not (child.dep_ == "punct" and child.text == "-")):
                    left_out |= {word.i for word in child.subtree}
        return [token for token in top.subtree if token.i not in left_out and token.i not in self._times]

    def _phrase(self, noun: Any, without: Iterable[Any] = (), *, article: bool = False) -> str:
        left_out = {token.i for token in without} | set(self._times) | self._numbers - {noun.i}
        return self._referents.phrase(noun, self._sentence, left_out, article=article)

    def _words(self, tokens: Sequence[Any]) -> str:
        return self._referents.words(sorted(tokens, key=lambda token: token.i), self._sentence)


_COMPARISONS = frozenset({("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"), ("instead", "of")})
_LINKS = frozenset({"with", "in", "at", "on", "to", "for", "under"})
_SPANS = frozenset({"in", "within", "after", "over", "before", "by"})
_MEANING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "PRON", "NUM", "INTJ"})
_PLACES = frozenset({"in", "at", "on", "from", "to", "for", "into", "across", "over", "through", "under"})
_COMPLEMENTS = frozenset({"prep", "prt", "dobj", "attr", "acomp", "oprd", "dative", "xcomp", "advcl", "agent", "advmod"})


def _numbers_of(quantities: Sequence[Quantity]) -> set[int]:
    """Places of numbers, and of units with what ties them ("by 5 per cent"); "41,000-seat" stays whole."""
    places: set[int] = set()
    for quantity in quantities:
        doc = quantity.sentence.doc
        hyphened = any(doc[place].text in ("-", "‑") for place in quantity.inside)
        if quantity.noun is not None:
            if not hyphened:
                places |= {place for place in quantity.inside if place != quantity.noun.i and _is_numeral(doc[place])}
            continue
        places |= set() if hyphened else set(quantity.inside)
        link = quantity.head.head
        if (
            quantity.head.dep_ == "pobj"
            and link.dep_ == "prep"
            and not any(child.lower_ in ("of", "in") for child in quantity.head.children)
        ):
            places |= {token.i for token in link.subtree}
    return places


def _is_numeral(token: Any) -> bool:
    return bool(token.like_num or token.pos_ == "NUM" or token.lower_ in _POWERS)


def _verb_of(token: Any) -> Any | None:
    """The verb that a token hangs on."""
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return token if token.pos_ in ("VERB", "AUX") else None


def _is_inside(token: Any, top: Any) -> bool:
    """Whether a token is `top` or hangs below it."""
    for _ in range(40):
        if token.i == top.i:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _verb_group(verb: Any) -> list[Any]:
    """A verb with its helpers and the verbs that it completes: "have sown", "expect to harvest"."""
    group = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg") and child.lower_ not in ("’ve", "'ve", "’d", "'d")]
    if (
        verb.dep_ == "xcomp"
        and verb.head.i < verb.i
        and any(child.lower_ == "to" for child in group)
        and not any(child.dep_ in ("dobj", "nsubj") and child.i > verb.head.i for child in verb.head.children)
    ):
        return [*_verb_group(verb.head), *group, verb]
    return [*(token for token in group if token.lower_ != "to"), verb]


def _without_repeated_owner(text: str) -> str:
    """ "share of the firm’s value that the firm lost": the owner is named once."""
    for owner in re.findall(r"(?:^|\b(?:of|in) )((?:[\w&.,-]+ ){0,6}?[\w&.-]+)’s ", text):
        plain = re.sub(r"^(?:the|a|an) ", "", owner)
        if text.count(plain) > 1:
            text = text.replace(f"{owner}’s ", "", 1)
    return text


def _is_alone(noun: Any) -> bool:
    """Whether nothing but a number goes with a noun."""
    return all(child.dep_ in ("nummod", "quantmod", "punct", "advmod", "prep") for child in noun.children)


def _is_told_apart(noun: Any) -> bool:
    """Whether a clause of its own says which one a noun means: "studies published last year"."""
    return any(child.dep_ in ("relcl", "acl") and child.left_edge.nbor(-1).text not in (",", "–", "—", "(") for child in noun.rights)


def _stands_in(token: Any, subject: Any, verb: Any) -> bool:
    """Whether a token is part of a subject, and not of a clause on it."""
    return _is_inside(token, subject) and not _is_inside(verb, subject)


def _thing(quantity: Quantity) -> str:
    """What a unit alone tells: kilometres are a distance, a bare count is of its unit."""
    unit = quantity.unit
    if quantity.kind == "measure":
        return next((str(name) for name, units in _THINGS.items() if unit in units), "amount")
    return _plural(unit) if unit else "number"


def _plural(noun: str) -> str:
    irregular = {"person": "people", "child": "children", "man": "men", "woman": "women", "staff": "staff", "fisherman": "fishermen"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
