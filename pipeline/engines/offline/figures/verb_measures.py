"""What a verb says that an amount measures: "rise in profit", "time that the inquiry took", "money that the council raised"."""

from dataclasses import dataclass

from pipeline.engines.offline.figures.contests import Made
from pipeline.engines.offline.figures.phrasing import LEADS, LONGEST_CLAUSE, Phrasing, is_inside, linked, stands_in, verb_of
from pipeline.engines.offline.figures.quantities import Quantity, plural_of
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("measures")
_CHANGE, _AMOUNTS = _WORDS.table("change"), _WORDS.table("amounts")
_TRADES, _THINGS = _WORDS.table("trades"), _WORDS.table("things")
_BY_ITSELF, _LEVELS = _WORDS.words("intransitive"), _WORDS.words("levels")
_BE = frozenset({"be", "stand", "remain", "total", "number", "average", "reach", "hit", "exceed", "equal", "amount", "come"})
# Behind them stands how large a thing is, not by how much it changed.
_TO_LEVEL = frozenset({"to", "at", "from", "between"})
_POINTS = frozenset({"percentage_point", "point"})
_CUSTODY = frozenset({"prison", "jail", "custody", "detention", "imprisonment", "gaol"})
_LINKS = frozenset({"with", "in", "at", "on", "to", "for", "under"})
_SPANS = frozenset({"in", "within", "after", "over", "before", "by"})


@dataclass(frozen=True, slots=True)
class _Act:
    """A verb with an amount. who: its subject in words. thing: its object beside the amount. link: the preposition before the amount."""

    quantity: Quantity
    verb: Token
    who: str
    thing: Token | None
    link: str

    @property
    def lemma(self) -> str:
        """The verb's, in small letters; what adds up to a sum amounts to it."""
        lemma = str(self.verb.lemma_.lower())
        behind = self.verb.doc[self.verb.i + 1 : self.verb.i + 2]
        return "amount" if lemma == "add" and any(token.lower_ == "up" for token in behind) else lemma

    @property
    def change(self) -> str | None:
        """The noun for what a verb of change does, "rise"; None for other verbs."""
        return _CHANGE.get(self.lemma)

    def is_lead(self) -> bool:
        """ "Men support Ruiz by 4 points", "Ruiz leads Ott by 20 points"."""
        return self.quantity.unit in _POINTS and self.link == "by" and self.change is None

    def is_level(self) -> bool:
        """ "The toll stands at 40", "profit rose to £4m": the amount is how large the subject is."""
        led = self.link in _TO_LEVEL and self.thing is None and (self.change is not None or self.lemma in _LEVELS)
        return self.lemma in _BE or led


class VerbMeasures:
    """Describes the amounts of one sentence by their verbs."""

    def __init__(self, sentence: Parsed, text: Phrasing) -> None:
        self._sentence = sentence
        self._text = text

    def of(self, quantity: Quantity) -> Made | None:
        """What the verb above an amount says that it measures, and the rule that says so; None where no verb does."""
        node = quantity.head
        own = node.pos_ == "VERB" and (quantity.kind == "factor" or (node.tag_ == "VBG" and node.lemma_.lower() in _BE))
        verb = node if own else verb_of(node)
        if verb is None:
            return None
        subject = subject_of(verb)
        if subject is not None and (subject.i in quantity.inside or stands_in(node, subject, verb)):
            return self._as_subject(quantity, verb)
        act = self._act(quantity, verb, subject)
        if quantity.kind == "time":
            return self._duration(act)
        if (change := self._change(act)) is not None:
            return change
        if act.is_lead():
            return self._margin(act)
        if (beside := self._beside_object(act)) is not None:
            return beside
        if act.is_level():
            return self._level(act)
        if quantity.kind == "money" and act.lemma in _AMOUNTS and act.who:
            return self._amount(act)
        return self._that(act, act.link)

    def _act(self, quantity: Quantity, verb: Token, subject: Token | None) -> _Act:
        node, lemma = quantity.head, verb.lemma_.lower()
        who = self._text.subject(subject, verb, article=lemma in _CHANGE or lemma in _AMOUNTS)
        objects = (child for child in verb.children if child.dep_ == "dobj" and child.i not in quantity.inside)
        thing = next((child for child in objects if not is_inside(node, child)), None)
        return _Act(quantity, verb, who, thing, _link(node, verb))

    def _as_subject(self, quantity: Quantity, verb: Token) -> Made:
        """ "£4m was spent on the pier", "In a survey of teachers, 12 per cent said that it was late": what the rest of the clause tells."""
        lead = {"share": "share", "money": "money", "time": "time", "occasion": "times"}.get(quantity.kind) or _named_by_unit(quantity)
        if lead == "share" and (base := self._polled()):
            lead = f"share of {base}"
        said = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
        words = self._text.words(self._text.trimmed(said)[:LONGEST_CLAUSE]) if said is not None else ""
        return f"{lead}{self._text.clause(verb, quantity.head, 'subject')} {words}".strip(), "subject-of-verb"

    def _polled(self) -> str:
        """Whom a poll of the sentence asked: "In a survey of teachers, 12 per cent said …"."""
        for token in self._sentence.doc:
            if token.lemma_.lower() in ("poll", "survey"):
                of = next((child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"), None)
                asked = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
                if asked is not None:
                    return self._text.phrase(asked)
        return ""

    def _duration(self, act: _Act) -> Made | None:
        """ "four years in prison", "time that the inquiry took"."""
        doc, last = self._sentence.doc, max(act.quantity.inside)
        if last + 2 < len(doc) and doc[last + 1].lower_ in ("in", "of") and doc[last + 2].lower_ in _CUSTODY:
            who = self._text.subject(subject_of(act.verb), act.verb, article=True)
            return f"{doc[last + 2].lower_} sentence of {who}" if who else f"{doc[last + 2].lower_} sentence", "sentence"
        lead = "sentence" if act.verb.lemma_ in ("impose", "serve") and not act.link else "time"
        body = self._told_of(lead, act, act.link if act.link in _SPANS else "")
        return (body, "duration") if body else None

    def _change(self, act: _Act) -> Made | None:
        """ "cut the levy by 5 per cent", "profit fell 5 per cent": by how much a thing changed."""
        if act.change is None or act.link in _TO_LEVEL:
            return None
        if act.thing is not None and self._text.quantity_at(act.thing) is None:
            return f"{act.change} in {self._text.phrase(act.thing, article=True)}", "change"
        alone = act.quantity.kind in ("share", "factor") or act.lemma in _BY_ITSELF
        return (f"{act.change} in {act.who}", "change") if act.who and alone else None

    def _margin(self, act: _Act) -> Made | None:
        body = self._text.clause(act.verb, act.quantity.head, "gap")
        return (f"margin by which{body}", "margin") if body.strip() else None

    def _beside_object(self, act: _Act) -> Made | None:
        """ "put the toll at 94", "sold 40 jets at £2m", "built the ground for $210m": what an amount behind an object tells of it."""
        thing, kind = act.thing, act.quantity.kind
        if thing is None:
            return None
        if act.link in _TO_LEVEL or act.link == "by":
            other = self._text.quantity_at(thing)
            if other is None:
                return self._text.phrase(thing), "level"
            if other.kind == "count" and other.unit and act.link == "at" and kind == "money":
                return f"price of {plural_of(other.unit)}", "level"
        if act.link == "for" and kind == "money" and act.lemma in _TRADES:
            return f"{_TRADES[act.lemma]} {self._text.phrase(thing, article=True)}", "trade"
        return None

    def _level(self, act: _Act) -> Made | None:
        unit = act.quantity.unit
        if not act.who and act.quantity.kind == "count" and unit:
            return f"{plural_of(unit)} {self._text.rest(act.verb, act.quantity.head)}".strip(), "existence"
        return (self._named_count(act.quantity, act.who), "subject") if act.who else None

    def _named_count(self, quantity: Quantity, who: str) -> str:
        """ "The Front was reduced to 47": seats, where only the sentence before says so."""
        unit = quantity.unit
        if quantity.kind != "count" or unit is None or unit in who.lower():
            return who
        return f"{plural_of(unit)} of {who}" if any(token.lemma_.lower() == unit for token in self._sentence.doc) else who

    def _amount(self, act: _Act) -> Made | None:
        """ "The bridge cost the town £4m": the cost of the bridge to the town."""
        verb, node = act.verb, act.quantity.head
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
            return self._that(act, "")
        rest = self._text.rest(verb, node)
        payee = next((child for child in verb.rights if child.dep_ in ("dobj", "dative") and not is_inside(node, child)), None)
        link = "to " if rest and payee is not None and payee.pos_ != "ADP" and self._text.quantity_at(payee) is None else ""
        return f"{_AMOUNTS[act.lemma]} {act.who} {link}{rest}".strip(), "amount"

    def _that(self, act: _Act, link: str) -> Made | None:
        """ "money that the council raised", "number of homes to which it was sent": the clause around an amount."""
        lead = {"money": "money", "share": "share", "occasion": "times"}.get(act.quantity.kind) or _named_by_unit(act.quantity)
        body = self._told_of(lead, act, link if link in _LINKS else "")
        return (body, "object") if body else None

    def _told_of(self, lead: str, act: _Act, link: str) -> str:
        """A noun with a verb's clause behind it, "money" -> "money that the council raised"; "" where the clause says nothing."""
        body = self._text.clause(act.verb, act.quantity.head, "gap")
        if link:
            body = linked(link, body) or (f" that{body}" if body.strip() else "")
        elif body and not body.startswith(LEADS):
            body = f" that{body}"
        return f"{lead}{body}" if body.strip() else ""


def _link(node: Token, verb: Token) -> str:
    """The preposition between a verb and what hangs on it."""
    while node.i not in (verb.i, node.head.i):
        if node.dep_ == "prep" and node.lower_ != "of":
            return str(node.lower_)
        node = node.head
    return ""


def _named_by_unit(quantity: Quantity) -> str:
    """What a unit alone tells: kilometres are a distance, a bare count is of its unit."""
    unit = quantity.unit
    if quantity.kind == "measure":
        if unit in _THINGS["distance"] and quantity.candidate.per in ("second", "minute", "hour"):
            return "speed"
        return next((str(name) for name, units in _THINGS.items() if unit in units), "amount")
    return plural_of(unit) if unit else "number"
