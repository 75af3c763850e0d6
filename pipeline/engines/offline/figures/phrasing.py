"""Clauses and phrases of one sentence as they follow a noun: " that the Front won in the north", " killed in the floods"."""

from collections.abc import Iterable, Sequence

from pipeline.engines.offline.claims.referents import Referents
from pipeline.engines.offline.claims.retelling import third_person
from pipeline.engines.offline.claims.statements import participle, past, written_out
from pipeline.engines.offline.figures.quantities import Quantity
from pipeline.engines.offline.figures.times import times_in
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.short_helpers import in_full
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

LONGEST_CLAUSE = 12
_POWERS = frozenset(load("numerals").table("powers"))
_MEANING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "PRON", "NUM", "INTJ"})
_PLACES = frozenset({"in", "at", "on", "from", "to", "for", "into", "across", "over", "through", "under"})
_PER_CENT = frozenset({"%", "percent", "cent"})
_SUMMING = frozenset({"average", "total", "mean", "median", "minimum", "maximum", "sum", "record"})
# What a clause behind a noun may begin with; others take a "that".
# Words that a clause behind a noun may open with already: no "that" before them.
LEADS = (" that ", " for ", " to ")
_PURPOSES = frozenset({"for", "toward", "towards"})
_COMPLEMENTS = frozenset({"prep", "prt", "dobj", "attr", "acomp", "oprd", "dative", "xcomp", "advcl", "agent", "advmod"})


class Phrasing:
    """Writes about the things and deeds of one sentence, without its numbers and times."""

    def __init__(self, sentence: Parsed, quantities: Sequence[Quantity], referents: Referents) -> None:
        self._sentence = sentence
        self._quantities = quantities
        self._referents = referents
        self.times = {place for places in times_in(sentence) for place in places}
        self.numbers = _numbers_of(quantities)

    def quantity_at(self, token: Token) -> Quantity | None:
        return next((other for other in self._quantities if token.i in other.inside), None)

    def context(self, node: Token) -> str:
        """How the clause around a noun says which one is meant: " killed in the floods", " that the Front won", " in which it spoke"."""
        for _ in range(4):
            head = node.head
            if head.i == node.i:
                return ""
            if node.dep_ in ("nsubj", "nsubjpass", "csubj") and head.pos_ in ("VERB", "AUX"):
                return self.clause(head, node, "subject")
            if node.dep_ in ("dobj", "attr", "oprd", "npadvmod") and head.pos_ in ("VERB", "AUX"):
                return self._object_clause(head, node)
            if node.dep_ == "pobj" and head.dep_ in ("prep", "agent"):
                return self._prepositional(head, node)
            if node.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN", "NUM"):
                node = head
                continue
            if node.dep_ == "appos" and head.pos_ in ("NOUN", "PROPN") and self.quantity_at(head) is None:
                return f" of {self.phrase(head, article=True)}"
            return ""
        return ""

    def _object_clause(self, verb: Token, node: Token) -> str:
        body = self.clause(verb, node, "gap")
        if verb.lemma_ == "be":  # "there were 40 residents on that floor": the rest alone
            return f" {self.rest(verb, node)}".rstrip()
        return (body if body.startswith(LEADS) else f" that{body}") if body.strip() else ""

    def _prepositional(self, link: Token, node: Token) -> str:
        governor = link.head
        if link.lower_ == "of" and governor.lemma_.lower() in _SUMMING:
            return self.context(governor)  # "took an average of 8,100 steps"
        if governor.pos_ in ("NOUN", "PROPN"):
            whole = self.phrase(governor, link.subtree, article=True)
            if link.lower_ == "of":
                return f" of {whole}{self.context(governor) if governor.dep_ in ('nsubj', 'nsubjpass') else ''}" if whole else ""
            verb = verb_of(governor)
            if verb is None or link.lower_ not in _PLACES:
                return f" of {whole}" if whole else ""
            body = self.clause(verb, link, "gap")
            return linked(link.lower_, body) or (f" of {whole}" if whole else "")
        if governor.pos_ in ("VERB", "AUX"):
            body = self.clause(governor, link, "gap")
            return linked("by" if link.dep_ == "agent" else link.lower_, body)
        return ""

    def clause(self, verb: Token, gap: Token, role: str) -> str:
        """The clause of a verb without the branch that `gap` stands in, as it follows a noun."""
        if verb.dep_ == "relcl" and role == "subject":
            return ""
        group = _verb_group(verb)
        words = written_out(group) if in_full(group[0].text) is not None else self.words(group)
        rest = self.rest(verb, gap)
        if role == "subject":
            if verb.lemma_ == "be" and any(child.dep_ == "neg" for child in verb.children):
                return f" that {words} {rest}".rstrip()  # "nominees that will not be in attendance"
            if verb.lemma_ == "be":
                names = any(child.dep_ == "attr" and child.pos_ in ("NOUN", "PROPN") for child in verb.rights)
                return f" that {words} {rest}" if names and rest else f" {rest}" if rest else ""  # "hijackers that were Saudis"
            if gap.dep_ == "nsubjpass" or any(child.dep_ == "auxpass" for child in verb.children):
                return f" {verb.text} {rest}".rstrip()
            return f" that {words} {rest}".rstrip()
        subject = subject_of(verb)
        if subject is not None and stands_in(gap, subject, verb):
            return f" that {words} {rest}".rstrip()
        who = self.subject(subject, verb, article=True)
        if not who and subject is not None and subject.tag_ == "PRP":
            who = subject.text if subject.text == "I" else subject.lower_
        elif subject is not None and subject.lower_ == "i":  # a name stands for it
            words = third_person(group, subject.head).strip()
        if verb.tag_ == "VBG" and words == verb.text and who not in ("", "that"):
            if _is_done(verb):
                return f" {who} {past(verb.lemma_.lower())} {rest}".rstrip()
            return f" for {who} to {verb.lemma_} {rest}".rstrip()
        if verb.tag_ == "VBG" and (who == "that" or subject is None) and words == verb.text and verb.lemma_ != "accord":
            if gap.dep_ == "dobj" and gap.head is verb:
                return f" {participle(verb.lemma_.lower())} {rest}".rstrip()  # "killing nine people": people killed
            return f" to {verb.lemma_} {rest}".rstrip()  # "storing a unit within five years": years within which to store it
        return f" {who} {words} {rest}".replace("  ", " ").rstrip()

    def subject(self, subject: Token | None, verb: Token, *, article: bool) -> str:
        if subject is None:
            return ""
        return self.phrase(subject, verb.subtree if is_inside(verb, subject) else (), article=article)

    def rest(self, verb: Token, gap: Token) -> str:
        """A verb's objects and complements up to a readable length; no times, no other quantities, no further clauses."""
        parts: list[str] = []
        length = 0
        for child in self._complements(verb, gap):
            if child.dep_ in ("xcomp", "advcl") and not (child.left_edge.lower_ == "to" or child.dep_ == "xcomp"):
                continue
            if (child.dep_ == "prep" and self._is_time(child)) or self._is_quantity(child) or child.lower_ == "according":
                continue
            tokens = [token for token in self.trimmed(child) if token.i not in self.numbers]
            if not any(token.pos_ in _MEANING or token.dep_ == "prt" for token in tokens):
                continue
            if length and length + len(tokens) > LONGEST_CLAUSE:
                break
            parts.append(self.words(tokens[:LONGEST_CLAUSE]))
            length += len(tokens)
        return " ".join(part for part in parts if part)

    def _complements(self, verb: Token, gap: Token) -> Iterable[Token]:
        """What follows a verb, apart from the gap; what an amount is for hangs on its number ("raised £4m for the pier")."""
        for child in verb.rights:
            if child.dep_ in ("dobj", "attr") and self._is_quantity(child):
                yield from (link for link in child.rights if link.lower_ in _PURPOSES and link.dep_ == "prep")
            elif child.dep_ in _COMPLEMENTS and not is_inside(gap, child):
                yield child

    def _is_time(self, prep: Token) -> bool:
        thing = next((child for child in prep.children if child.dep_ == "pobj"), None)
        return thing is not None and thing.i in self.times

    def _is_quantity(self, child: Token) -> bool:
        """ "£4m", "by 5 per cent": a unit alone says nothing of the thing described."""
        places = {child.i}
        if child.dep_ in ("prep", "agent"):  # "by 5 per cent", "despite spending £4m"
            places |= {noun.i for noun in child.children} | {o.i for verb in child.children for o in verb.children if o.dep_ == "dobj"}
        if child.dep_ == "advmod":  # "down from 2.6 million tonnes"
            places |= {token.i for token in child.subtree}
        return any(other.noun is None and places & other.inside for other in self._quantities)

    def trimmed(self, top: Token) -> list[Token]:
        left_out: set[int] = set()
        for token in top.subtree:
            for child in token.children:
                later = child.i > token.i and child.dep_ in ("relcl", "appos", "parataxis", "cc", "conj", "advcl", "ccomp")
                later = later and not _is_bare_infinitive(child)  # "for helping Salix sell itself"
                hyphened = child.text == "-" or (child.i + 1 < len(child.doc) and child.nbor().text == "-")  # "a 13-point lead"
                if later or (child.dep_ in ("nummod", "punct") and not hyphened):
                    left_out |= {word.i for word in child.subtree}
        return [token for token in top.subtree if token.i not in left_out and token.i not in self.times]

    def phrase(self, noun: Token, without: Iterable[Token] = (), *, article: bool = False) -> str:
        if noun.lower_ in _PER_CENT and self.quantity_at(noun) is not None:
            # "41% identify with it": no thing by itself; "60% of households": the households.
            of = (thing for link in noun.rights if link.lower_ == "of" for thing in link.children if thing.dep_ == "pobj")
            whole = next(of, None)
            return self.phrase(whole, without, article=article) if whole is not None else ""
        left_out = {token.i for token in without} | self.times | self.numbers - {noun.i}
        return self._referents.phrase(noun, self._sentence, left_out, article=article)

    def words(self, tokens: Sequence[Token]) -> str:
        return self._referents.words(sorted(tokens, key=lambda token: token.i), self._sentence)


def _numbers_of(quantities: Sequence[Quantity]) -> set[int]:
    """Places of numbers, and of units with what ties them ("by 5 per cent"); "41,000-seat" stays whole."""
    places: set[int] = set()
    for quantity in quantities:
        doc = quantity.sentence.doc
        hyphened = any(doc[place].text in ("-", "‑") for place in quantity.inside)
        if quantity.noun is not None and hyphened and doc[quantity.noun.i - 1].text not in ("-", "‑"):
            end = quantity.candidate.number_end - quantity.sentence.sentence.start
            places |= {place for place in quantity.inside if doc[place].idx < end}  # "a quarter-of-a-million people"
            continue
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
            behind = (child for child in quantity.head.rights if child.dep_ in ("acl", "relcl") and quantity.kind == "money")
            told = {token.i for child in behind for token in child.subtree}
            places |= {token.i for token in link.subtree} - told
    return places


def _is_done(verb: Token) -> bool:
    """ "after winning 22 states", "won, raising $2m": what was done, and is not to come."""
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in ("after", "since", "despite", "by") and verb.head.head.tag_ == "VBD"
    return verb.dep_ == "advcl" and (verb.head.tag_ == "VBD" or (verb.head.tag_ == "VBG" and _is_done(verb.head)))


def _is_bare_infinitive(token: Token) -> bool:
    return token.dep_ == "ccomp" and token.tag_ == "VB" and not any(child.dep_ in ("aux", "mark") for child in token.children)


def _is_numeral(token: Token) -> bool:
    return bool(token.like_num or token.pos_ == "NUM" or token.lower_ in _POWERS)


def verb_of(token: Token) -> Token | None:
    """The verb that a token hangs on."""
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return token if token.pos_ in ("VERB", "AUX") else None


def is_inside(token: Token, top: Token) -> bool:
    """Whether a token is `top` or hangs below it."""
    for _ in range(40):
        if token.i == top.i:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def stands_in(token: Token, subject: Token, verb: Token) -> bool:
    """Whether a token is part of a subject, and not of a clause on it."""
    return is_inside(token, subject) and not is_inside(verb, subject)


def _verb_group(verb: Token) -> list[Token]:
    """A verb with its helpers and the verbs that it completes: "have sown", "expect to harvest"."""
    group = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg")]
    if (
        verb.dep_ == "xcomp"
        and verb.head.i < verb.i
        and any(child.lower_ == "to" for child in group)
        and not any(child.dep_ in ("dobj", "nsubj") and child.i > verb.head.i for child in verb.head.children)
    ):
        return [*_verb_group(verb.head), *group, verb]
    return [*(token for token in group if token.lower_ != "to"), verb]


# A clause that opens with one of these has no subject.
_HELPERS = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "do", "does", "did"}
    | {"will", "would", "can", "could", "may", "might", "must", "should"}
)


def linked(link: str, clause: str) -> str:
    """A clause behind a noun, with the preposition that its gap hangs on: " to which it was sent", " for the firm to ask for".

    "" where the parser lost who or what ("in which had been used").
    """
    if not clause.strip() or clause.split(maxsplit=1)[0] in _HELPERS:
        return ""
    if clause.startswith(" that "):
        return clause
    return f"{clause} {link}" if clause.startswith(" for ") else f" {link} which{clause}"
