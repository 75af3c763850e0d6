"""What a figure measures, as a noun phrase that stands alone, from the grammar around its number.

A counted noun is described by its own phrase and its clause ("seats that the Front won in the north"). A unit measures what stands in
"of ...", what it modifies, or what its verb says (`verb_measures`).
"""

import re
from collections.abc import Sequence

from pipeline.engines.offline.claims.referents import Referents
from pipeline.engines.offline.figures.contests import Contests, Made
from pipeline.engines.offline.figures.phrasing import Phrasing, verb_of
from pipeline.engines.offline.figures.quantities import Quantity, plural_of
from pipeline.engines.offline.figures.rows import rows_of
from pipeline.engines.offline.figures.verb_measures import VerbMeasures
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("measures")
_CHANGE, _QUALITIES = _WORDS.table("change"), _WORDS.table("qualities")
_LENGTHS = _WORDS.words("lengths")
_MOVING = _WORDS.words("moving")
_IN_PHRASES = _WORDS.words("in_phrases")


class Descriptions:
    """Describes the quantities of one sentence."""

    def __init__(self, sentence: Parsed, quantities: Sequence[Quantity], referents: Referents) -> None:
        self._sentence = sentence
        self._quantities = quantities
        self._referents = referents
        self._text = Phrasing(sentence, quantities, referents)
        self._rows = rows_of(quantities, self._text.times)
        self._contests = Contests(sentence, quantities, self._text)
        self._verbs = VerbMeasures(sentence, self._text)

    def of(self, quantity: Quantity, depth: int = 0) -> Made:
        """What a quantity measures, and the rule that found it. Empty where the sentence does not say."""
        if depth > 3:
            return "", ""
        text, rule = self._first(quantity, depth)
        text = _without_repeated_owner(text)
        text = re.sub(r"(?<=[a-z]s)’s (?=[a-z])", "’ ", text).removeprefix("the ")
        return self._referents.of_company(text) if quantity.kind in ("money", "share", "factor") else text, rule

    def _first(self, quantity: Quantity, depth: int) -> Made:
        return (
            self._contests.of(quantity)
            or self._same_as(quantity, depth)
            or self._ratio(quantity)
            or self._compared(quantity)
            or self._in_row(quantity, depth)
            or self._alone(quantity, depth)
        )

    def _alone(self, quantity: Quantity, depth: int) -> Made:
        """What the grammar around a number says of it, whatever stands in a row with it."""
        return (
            self._counted(quantity)
            or self._of_thing(quantity, depth)
            or self._told_behind(quantity)
            or self._before_bracket(quantity)
            or self._before_noun(quantity)
            or self._after_noun(quantity)
            or self._quality(quantity)
            or self._verbs.of(quantity)
            or ("", "")
        )

    # Rows

    def _in_row(self, quantity: Quantity, depth: int) -> Made | None:
        """ "Trump got 37% of the vote, Sanders 30%", "12 people in Leeds and 4 in York": the clause of the first, and what is its own."""
        row = self._rows.get(quantity.candidate.id)
        if row is None:
            return None
        text, rule = self._alone(row.first, depth + 1)
        if row.name:
            verb = verb_of(row.first.head)
            other = self._named_before(row.first, verb) or (subject_of(verb) if verb is not None else None)
            who = (
                [self._text.subject(other, verb, article=article) for article in (True, False)]
                if verb is not None and other is not None
                else []
            )
            said = next((name for name in who if name and name in text), None)
            if said is None:
                return None
            text = text.replace(said, row.name, 1)
        linked = [phrase for phrase in row.phrases if not phrase.startswith("of ")]
        if row.phrase in linked and len(linked) > 1:
            for phrase in linked:
                text = re.sub(rf" {re.escape(phrase)}(?!\w)", "", text, count=1)
            text = f"{text} {row.phrase}"
        elif not row.name:
            return None
        return (text, rule) if text else None

    def _named_before(self, first: Quantity, verb: Token | None) -> Token | None:
        """Whom "A poll gave Ruiz 41%, Ott 33%" or "had Ruiz on 41%, Ott on 33%" sets against the others: the object before the amount."""
        doc, at = self._sentence.doc, min(first.inside) - 1
        if at >= 0 and doc[at].pos_ == "ADP":
            at -= 1
        named = at >= 0 and verb is not None and at > verb.i and doc[at].pos_ in ("NOUN", "PROPN")
        return doc[at] if named else None

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

    def _ratio(self, quantity: Quantity) -> Made | None:
        """ "outnumber them 3-1", "want it by four to one": what the clause tells of many to one."""
        doc, last = self._sentence.doc, max(quantity.inside)
        verb = verb_of(quantity.head)
        if quantity.kind != "factor" or len(quantity.inside) < _SHORTEST_RATIO or doc[last].lower_ not in ("1", "one") or verb is None:
            return None
        body = self._text.clause(verb, quantity.head, "gap")
        return (f"ratio by which{body}", "ratio") if body.strip() else None

    def _compared(self, quantity: Quantity) -> Made | None:
        """ "twice the rate of others", "double what they had": the thing compared and its measure."""
        if quantity.kind != "factor" or quantity.head.pos_ == "VERB":
            return None
        doc, last = self._sentence.doc, max(quantity.inside)
        measure = next((token for token in doc[last + 1 : last + 6] if token.pos_ in ("NOUN", "PROPN")), None)
        verb = verb_of(quantity.head)
        subject = subject_of(verb) if verb is not None else None
        who = self._text.phrase(subject) if subject is not None and subject.i not in quantity.inside else ""
        after = self._text.phrase(measure) if measure is not None else ""
        if last + 1 < len(doc) and doc[last + 1].lower_ == "as":
            change = _CHANGE.get(verb.lemma_.lower()) if verb is not None else None
            before = next((other for other in reversed(self._quantities) if max(other.inside) < min(quantity.inside)), None)
            if measure is not None and measure.i in self._text.times and before is not None:
                whole = self._text.words([token for token in doc[last + 1 : measure.i + 1] if token.i in self._text.times])
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
            unit = plural_of(quantity.unit or noun.lemma_)
            return f"{unit} of {self._text.phrase(whole, noun.subtree, article=True)}", "hyphen"
        own = self._text.phrase(noun)
        if noun.tag_ == "PRP" or not own:
            own = plural_of(quantity.unit) if quantity.unit else own
        if not own:
            return None
        node = noun if noun.i in quantity.inside or noun.head.dep_ != "prep" else quantity.head
        return f"{own}{'' if _is_told_apart(noun) else self._text.context(node)}", "counted-noun"

    # Units

    def _of_thing(self, quantity: Quantity, depth: int) -> Made | None:
        """ "70 per cent of the imports", "two days of talks", "$500 million in aid"."""
        if quantity.kind in ("factor", "occasion", "count"):
            return None
        link = self._of_below(quantity) or self._of_behind(quantity) or self._in_kind(quantity)
        thing = next((child for child in link.children if child.dep_ in ("pobj", "pcomp")), None) if link is not None else None
        thing = thing if thing is not None else self._one_in(quantity)
        if thing is None or thing.i in self._text.times:
            return None
        whole = self._text.quantity_at(thing)
        if whole is not None and whole.kind == "money" and whole is not quantity:
            own, _ = self.of(whole, depth + 1)  # "11 percent of the $238 million spent by outside groups"
            return (f"share of {own}" if quantity.kind == "share" else own, "unit-of") if own else None
        own = self._thing_in_words(quantity, thing) or self._unit_before(quantity)
        if not own:
            return None
        lead = {"share": "share of ", "time": "length of "}.get(quantity.kind, "")
        around = "" if _is_named_part(quantity, link) else self._around_thing(quantity, thing, own)
        return f"{lead}{own}{around}", "unit-of"

    def _of_below(self, quantity: Quantity) -> Token | None:
        """The "of" behind a quantity that the parser hung on it."""
        last = max(quantity.inside)
        return next((child for child in quantity.head.children if child.dep_ == "prep" and child.lower_ == "of" and child.i > last), None)

    def _thing_in_words(self, quantity: Quantity, thing: Token) -> str:
        if thing.dep_ == "pcomp":
            return self._text.words(list(thing.subtree)[:_LONGEST_DEED])
        inside = [self._sentence.doc[place] for place in quantity.inside if place != thing.i]
        return self._text.phrase(thing, inside, article=quantity.kind in ("share", "time"))

    def _around_thing(self, quantity: Quantity, thing: Token, own: str) -> str:
        """What the clause tells of a thing; not "lost €20m in sales", of which the parser hangs the "in" on the verb."""
        node = thing if thing.dep_ not in ("pobj", "pcomp") else quantity.head
        return self._text.context(node).replace(f" in {own}", "")

    def _of_behind(self, quantity: Quantity) -> Token | None:
        """The "of" right behind a share, wherever the parser hung it."""
        last = max(quantity.inside)
        after = self._sentence.doc[last + 1] if last + 1 < len(self._sentence.doc) else None
        return after if after is not None and after.lower_ == "of" and quantity.kind in ("share", "money", "measure") else None

    def _in_kind(self, quantity: Quantity) -> Token | None:
        """The "in" of "$500 million in aid", "£20m in unpaid fines": a sum and what it is made of, with no article and no name."""
        last = max(quantity.inside)
        link = self._sentence.doc[last + 1] if last + 1 < len(self._sentence.doc) else None
        if quantity.kind != "money" or link is None or link.lower_ != "in":
            return None
        thing = next((child for child in link.children if child.dep_ == "pobj"), None)
        if thing is None or thing.tag_ not in ("NN", "NNS") or thing.lemma_.lower() in _IN_PHRASES:
            return None
        return None if any(child.dep_ in ("det", "poss", "nummod") for child in thing.children) else link

    def _told_behind(self, quantity: Quantity) -> Made | None:
        """ "the $238 million spent by outside groups", "the $64 million it pledged": what a clause right behind a sum tells of it."""
        last = max(quantity.inside)
        if quantity.kind != "money" or quantity.candidate.per is not None or last + 1 >= len(self._sentence.doc):
            return None
        if quantity.head.dep_ == "appos":
            return None  # "a fine, 1.2 million euros imposed in May"
        heads = {quantity.head.i, *quantity.inside}
        clause = next(
            (
                token
                for token in self._sentence.doc[last + 1 :]
                if token.dep_ in ("acl", "relcl") and token.head.i in heads and token.left_edge.i == last + 1
            ),
            None,
        )
        if clause is None or clause.tag_ in ("VB", "VBG"):
            return None
        if clause.dep_ == "acl":
            rest = self._text.rest(clause, quantity.head)
            return (f"money {clause.text} {rest}", "told-behind") if rest else None
        first = min(quantity.inside)
        if not (self._sentence.doc[last + 1].lower_ in ("that", "which") or (first and self._sentence.doc[first - 1].lower_ == "the")):
            return None
        body = self._text.clause(clause, quantity.head, "gap")
        return (f"money{'' if body.startswith(' that ') else ' that'}{body}", "told-behind") if body.strip() else None

    def _one_in(self, quantity: Quantity) -> Token | None:
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
        before = [other.noun for other in self._quantities if max(other.inside) < min(quantity.inside) and other.noun is not None]
        return self._text.phrase(before[-1]) if before else ""

    def _before_bracket(self, quantity: Quantity) -> Made | None:
        """ "a $6.75bn (£3.6bn) buyout": the noun behind a conversion, which the parser does not find."""
        doc, first, last = self._sentence.doc, min(quantity.inside), max(quantity.inside)
        owned = first > 0 and (doc[first - 1].dep_ in ("det", "poss") or doc[first - 1].tag_ in ("DT", "PRP$", "POS"))
        if quantity.kind != "money" or not owned or last + 1 >= len(doc) or doc[last + 1].text != "(":
            return None
        closes = next((token.i for token in doc[last + 2 : last + _LONGEST_BRACKET] if token.text == ")"), len(doc))
        inside = any(closes > place > last for other in self._quantities for place in other.inside)
        noun = next((token for token in doc[closes + 1 : closes + 4] if token.pos_ == "NOUN"), None)
        if noun is None and doc[first - 1].lower_ in ("a", "an") and closes + 1 < len(doc) and doc[closes + 1].is_alpha:
            noun = doc[closes + 1]  # whatever the tagger takes it for
        while noun is not None and noun.i + 1 < len(doc) and doc[noun.i + 1].pos_ == "NOUN":
            noun = doc[noun.i + 1]
        if not inside or noun is None or any(token.pos_ not in ("NOUN", "PROPN", "ADJ") for token in doc[closes + 1 : noun.i]):
            return None
        own = self._text.words(doc[closes + 1 : noun.i + 1])
        return f"{own}{self._text.context(noun)}", "unit-before-noun"

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
        own = self._text.phrase(noun, head.subtree, article=quantity.kind == "time" and noun.lemma_.lower() not in _LENGTHS)
        if not own:
            return None
        lead = "length of " if quantity.kind == "time" and noun.lemma_.lower() not in _LENGTHS else ""
        return f"{lead}{own}{'' if _is_told_apart(noun) else self._text.context(noun)}", "unit-before-noun"

    def _after_noun(self, quantity: Quantity) -> Made | None:
        """ "a fund of £12m", "an extension at $1.35m a year", "Its target, 40 per cent"."""
        head = quantity.head
        if head.dep_ == "appos" and head.head.pos_ in ("NOUN", "PROPN") and head.head.i not in quantity.inside:
            other = self._text.quantity_at(head.head)
            if other is not None:
                return self.of(other, 1)
            return f"{self._text.phrase(head.head)}", "apposition"
        if head.dep_ not in ("pobj", "npadvmod") or (head.dep_ == "pobj" and head.head.dep_ not in ("prep", "pcomp")):
            return None
        link = head.head if head.dep_ == "pobj" else head
        while link.dep_ == "pcomp" or (link.dep_ == "prep" and link.head.dep_ == "prep"):
            link = link.head
        noun = link.head
        if noun.pos_ not in ("NOUN", "PROPN") or self._text.quantity_at(noun) is not None or noun.i in self._text.times:
            return None
        noun = _whole_measure(noun)
        own = self._text.phrase(noun, link.subtree, article=quantity.kind == "time" and noun.lemma_.lower() not in _LENGTHS)
        if not own:
            return None
        lead = "length of " if quantity.kind == "time" and noun.lemma_.lower() not in _LENGTHS else ""
        return f"{lead}{own}{self._text.context(noun)}", "noun-of-unit"

    def _quality(self, quantity: Quantity) -> Made | None:
        """ "700 years old", "40km away", "worth Rs 3 crore", "6.8 per cent lower"."""
        last = max(quantity.inside)
        doc = self._sentence.doc
        first = min(quantity.inside)
        near = (quantity.head.head, *doc[last + 1 : last + 2], *doc[max(0, first - 2) : first])
        qualities = (token for token in near if token.lower_ in _QUALITIES and token.i not in quantity.inside)
        word = next((token for token in qualities if token.dep_ != "prt" or _moves(token, quantity)), None)
        if word is None:
            return None
        top = word
        while top.head.i != top.i and top.head.pos_ not in ("NOUN", "PROPN", "VERB", "AUX"):
            top = top.head
        bearer = (
            top.head if top.head.pos_ in ("NOUN", "PROPN") and top.dep_ in ("amod", "acl", "advmod", "relcl", "appos", "prep") else None
        )
        if bearer is None:
            verb = verb_of(word)
            bearer = subject_of(verb) if verb is not None else None
        while (
            bearer is not None
            and (other := self._text.quantity_at(bearer)) is not None
            and other.noun is None
            and bearer.head.i != bearer.i
        ):
            bearer = next((token for token in (bearer.head, bearer.head.head) if token.pos_ in ("NOUN", "PROPN")), None)
        if bearer is None or bearer.i in quantity.inside:
            return None
        whose = self._text.phrase(bearer, word.subtree, article=True)
        return (f"{_QUALITIES[word.lower_]} {whose}", "quality") if whose else None


_COMPARISONS = frozenset({("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"), ("instead", "of")})
# "3-1", "three to one".
_SHORTEST_RATIO = 3
# Tokens of a conversion in brackets.
_LONGEST_BRACKET = 9
# Words of a deed: "half of saving the pier".
_LONGEST_DEED = 10
# It names one part of a thing, and what is told around it is told of the whole.
_INCLUDING = "including"


def _moves(particle: Token, quantity: Quantity) -> bool:
    """Whether "up" or "down" of a verb says which way its subject goes by an amount: "gone up 38%", not "gave up four acres"."""
    led_to = quantity.head.dep_ == "pobj" and quantity.head.head.lower_ == "to"
    return particle.head.lemma_.lower() in _MOVING and not led_to


def _without_repeated_owner(text: str) -> str:
    """ "share of the firm’s value that the firm lost": the owner is named once."""
    for owner, mark in re.findall(r"(?:^|\b(?:of|in) )((?:[\w&.,-]+ ){0,6}?[\w&.-]+)(’s|(?<=s)’) ", text):
        for name in (owner, re.split(r"\b(?:of|in) ", owner)[-1]):
            plain = re.sub(r"^(?:the|a|an) ", "", name)
            if text.count(plain) > 1:
                text = text.replace(f"{name}{mark} ", "", 1)
                break
    return text


def _is_named_part(quantity: Quantity, link: Token | None) -> bool:
    """ "new aid including $61bn in support": the support alone."""
    return link is not None and link.lower_ == "in" and quantity.head.head.lower_ == _INCLUDING


def _is_alone(noun: Token) -> bool:
    """Whether nothing but a number goes with a noun."""
    return all(child.dep_ in ("nummod", "quantmod", "punct", "advmod", "prep") for child in noun.children)


def _whole_measure(noun: Token) -> Token:
    """ "a margin of error of 3 points", "a loss of revenue of £2m": the margin, the loss."""
    bare = not any(child.dep_ in ("det", "poss", "amod") for child in noun.children) and noun.pos_ == "NOUN"
    inside = bare and noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN"
    return noun.head.head if inside else noun


def _is_told_apart(noun: Token) -> bool:
    """Whether a clause of its own says which one a noun means: "studies published last year"."""
    return any(child.dep_ in ("relcl", "acl") and child.left_edge.nbor(-1).text not in (",", "–", "—", "(") for child in noun.rights)
