"""What stands beside a clause and could be true apart from it: where and when, and in what state of things.

"…, where it has a depot", "in 1976, when the family was paid", "with 3,000 ballots still uncounted". A noun that only takes up what was
said ("…, a step no government has taken since 2008") is cut off and says nothing by itself.
"""

import re
from collections.abc import Sequence

from pipeline.engines.offline.syntax.parse import clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import own_subject
from pipeline.lexicons import load
from pipeline.reading.line_views import MONTH

# The rules of this module.
WHERE, WHEN, STATE, TAKEN_UP = "where", "when", "state", "background"
_TAKING_UP = load("claims").words("taking_up")
_COMMAS = frozenset({",", "–", "—"})
_PLACES = frozenset({"in", "at", "on", "near"})
_PAST = frozenset({"was", "were", "had"})
_CALENDAR = load("names").words("calendar")
_DAYS = frozenset(word for word in _CALENDAR if word.endswith("day"))
_MONTH = re.compile(MONTH)
_LAST_OF_MONTH = 31


def aside_rule(token: Token) -> str | None:
    """The rule by which a token heads an aside; None where it heads none."""
    if token.pos_ in ("VERB", "AUX"):
        return _where_or_when(token)
    if token.lower_ == "with" and token.dep_ == "prep":
        return STATE if token.i > token.head.i and _state_of(token) is not None else None
    return TAKEN_UP if token.pos_ in ("NOUN", "NUM") and _takes_up(token) else None


def _where_or_when(verb: Token) -> str | None:
    """A clause behind a comma that tells more of a place or a time."""
    if verb.dep_ != "relcl" or verb.head.pos_ not in ("NOUN", "PROPN", "NUM") or own_subject(verb) is None:
        return None
    word = verb.left_edge
    if word.head.i != verb.i or not _behind_comma(word):
        return None
    return {"where": WHERE, "when": WHEN}.get(word.lower_)


def _takes_up(noun: Token) -> bool:
    """ ", a step no government has taken", ", about a third of what it must find": behind the clause that it is said of."""
    if noun.dep_ not in ("npadvmod", "dep", "appos", "dobj") or noun.i < noun.head.i or not _behind_comma(noun.left_edge):
        return False
    told = any(child.dep_ in ("relcl", "acl", "advcl") for child in noun.children)
    share = noun.dep_ in ("npadvmod", "dep") and noun.head.pos_ == "VERB" and (noun.pos_ == "NUM" or noun.lower_ in _SHARES)
    return share or (noun.lemma_.lower() in _TAKING_UP and told)


_SHARES = frozenset({"half", "third", "quarter", "fifth", "tenth"})


def _behind_comma(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text in _COMMAS


def _state_of(link: Token) -> tuple[Token, Token] | None:
    """The thing and its state: "with ballots still uncounted", ", with 31 of 90 posts vacant"."""
    for child in link.children:
        if child.dep_ == "pcomp" and child.tag_ != "VBG" and (thing := own_subject(child)) is not None and thing.tag_ != "WP":
            return thing, child
        if child.dep_ == "pobj" and _behind_comma(link):
            state = next((word for word in child.rights if word.dep_ in ("acl", "amod") and word.tag_ in ("VBN", "JJ")), None)
            if state is not None:
                return child, state
    return None


def link_of(noun: Token) -> str:
    """The preposition with which something happens at a place or a time."""
    numbers = (int(child.text) for child in noun.rights if child.dep_ == "nummod" and child.text.isdigit())
    if noun.text in _DAYS or (_MONTH.fullmatch(noun.text) and any(number <= _LAST_OF_MONTH for number in numbers)):
        return "on"
    return str(noun.head.lower_) if noun.dep_ == "pobj" and noun.head.lower_ in _PLACES else "in"


def state_as_clause(link: Token, tokens: Sequence[Token], above: Token) -> str:
    """ "with 3,000 ballots still uncounted" -> "3,000 ballots were still uncounted", in the tense of the verb above."""
    found = _state_of(link)
    if found is None:
        return ""
    thing, state = found
    apart = {token.i for token in state.subtree if token.i >= state.i}
    about = {token.i for token in thing.subtree} - apart
    left = [token for token in tokens if token.i in about]
    right = [token for token in tokens if token.i not in about and token.i != link.i]
    past = above.tag_ in ("VBD", "VBN") or any(child.lower_ in _PAST for child in above.children)
    plural = thing.tag_ in ("NNS", "NNPS")
    verb = {(True, True): "were", (True, False): "was", (False, True): "are", (False, False): "is"}[past, plural]
    return f"{clause_text(left)} {verb} {clause_text(right)}"
