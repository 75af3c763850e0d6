"""How an issue may be worded: what a noun or a deed of the text is called, from its bare name to all that tells which one it is."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from pipeline.engines.offline.stance.deeds import COMMENTING, TIMES, gerund, is_date
from pipeline.engines.offline.stance.issue_kinds import NAMED, is_event, is_known, is_the, key_of
from pipeline.engines.offline.stance.naming import event_name
from pipeline.engines.offline.syntax.parse import clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load

_STANCE, _SPEECH, _NAMES = load("stance"), load("speech"), load("names")
BODIES = _NAMES.words("bodies")
# Who decides on issues or is behind them is none.
_ACTORS = _STANCE.words("voting") | frozenset(load("leanings").table("holders")["governing"]) | _NAMES.words("firms")
# "Support for Russia" is a side, and so is no issue: whoever would have it reduced is against what it is for.
_SIDES = _STANCE.words("support_nouns") | _STANCE.words("oppose_nouns")
_NO_ISSUES = _SPEECH.words("people") | _STANCE.words("no_targets") | _STANCE.words("units") | _ACTORS | _SIDES
_SAYING = _SPEECH.words("say") | _SPEECH.words("say_that")
# Verbs that name no deed by themselves.
_EMPTY = _SAYING | {"be", "have", "do", "get", "make", "take", "tell", "see", "want"}
_NAMES_OF_NOUNS = frozenset({"compound", "nmod"})
# Marks with which words are no name any more, and the longest names, in words.
_BREAKS = frozenset('()[]"“”:;—–…?!,')
_LONGEST, _LONGEST_CLAUSE = 10, 8
# Phrases behind a noun that may tell which one it is.
_MOST_BEHIND = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """One name of an issue. kind: how it is made. head: the noun or verb that it is of."""

    text: str
    kind: str
    head: Token


def wordings(token: Token, definite: Set[str]) -> Iterator[Wording]:
    """The names of the issue that a token may be; none where it can be no issue.

    definite: the singular nouns that the article speaks of with "the" or as somebody's.
    """
    if token.pos_ == "VERB" and token.lemma_.lower() not in _EMPTY:
        yield from _of_deed(token, definite)
    elif _can_be_issue(token):
        for kind, words in _of_noun(token):
            text, opens = _written(words), words[0].i
            owned = any(child.dep_ == "poss" and child.i >= opens for child in token.lefts)
            known = token.tag_ in ("NN", "NNP") and not owned and token.lower_ in definite
            if _is_name(words):
                yield Wording(f"the {text}" if known else text, f"noun {kind}", token)


def _can_be_issue(noun: Token) -> bool:
    """Whether a noun may head an issue: no actor, side, day, sum or vague thing, no part of a name, and not who says something.

    Of proper names only those that say what they are of: "the Kalabela Dam", "Measure 15", not "United".
    """
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN":
        of_a_body = lemma in BODIES - _NO_ISSUES and any(child.dep_ in _NAMES_OF_NOUNS for child in noun.lefts)
        names = lemma in NAMED or of_a_body or is_known(key_of(noun))
    else:
        names = noun.pos_ == "NOUN" and lemma not in _NO_ISSUES
    if not names or noun.text in TIMES or len(noun) < 3 or noun.dep_ in _NAMES_OF_NOUNS or noun.dep_ == "npadvmod":
        return False
    return not (noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _SAYING)


def _of_noun(noun: Token) -> Iterator[tuple[str, list[Token]]]:
    """The words of each name of a noun: its compounds, with adjectives, with its owner, with what stands behind it."""
    core = [word for child in noun.lefts if child.dep_ in _NAMES_OF_NOUNS for word in child.subtree] + [noun]
    adjectives = [word for child in noun.lefts if child.dep_ == "amod" for word in child.subtree]
    owner = [word for child in noun.lefts if child.dep_ == "poss" and child.tag_ != "PRP$" for word in child.subtree]
    yield "alone", core
    if adjectives:
        yield "with adjectives", _in_order(core, adjectives)
    if owner:
        yield "of somebody", _in_order(owner, core)
        yield "of somebody, with adjectives", _in_order(owner, adjectives, core)
    behind = [child for child in noun.rights if child.dep_ == "prep" and child.lower_ not in COMMENTING and not is_date(child)]
    for place, link in enumerate(behind[:_MOST_BEHIND]):
        yield f"with phrase {place + 1}", _in_order(core, _short(link))
        yield f"with phrase {place + 1} and adjectives", _in_order(adjectives, core, _short(link))
        yield f"with whole phrase {place + 1}", _in_order(core, link.subtree)
    if len(behind) >= _MOST_BEHIND:
        yield "with two phrases", _in_order(core, _short(behind[0]), _short(behind[1]))
    for clause in noun.rights:
        words = list(clause.subtree)
        if clause.dep_ == "acl" and len(words) <= _LONGEST_CLAUSE:
            yield "with a clause", _in_order(core, words)


def _of_deed(verb: Token, definite: Set[str]) -> Iterator[Wording]:
    """ "closing the unit", and with where or to what: "moving births to Roedale". Of what does something by itself, "the unit closing"."""
    if is_event(verb):
        yield Wording(event_name(verb), "event", verb)
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass") and child.pos_ in ("NOUN", "PROPN")]
    own = [] if things else [child for child in verb.children if child.dep_ == "nsubj" and child.pos_ == "NOUN"]
    deed = " ".join([gerund(verb.lemma_.lower()), *(child.text for child in verb.children if child.dep_ == "prt")])
    for thing in (things or own)[:1]:
        for kind, words in _of_noun(thing):
            known = thing.tag_ in ("NN", "NNP") and kind in ("alone", "with adjectives") and thing.lower_ in definite
            named = f"the {_written(words)}" if known or is_the(thing) else _written(words)
            if not _is_name(words) or kind.startswith("with whole"):
                continue
            text = f"{deed} {named}" if things else f"{named} {deed}"
            made = "deed" if things else "doing"
            yield Wording(text, f"{made} {kind}", verb)
            for link in verb.rights if things and kind in ("alone", "with adjectives") else ():
                short = _short(link) if link.dep_ == "prep" and link.lower_ not in COMMENTING and not is_date(link) else []
                if short and _is_name([*words, *short]):
                    yield Wording(f"{text} {clause_text(short)}", f"{made} {kind}, with a phrase", verb)


def _short(link: Token) -> list[Token]:
    """A preposition with the bare name of its noun: "of the library"."""
    noun = next((child for child in link.children if child.dep_ == "pobj"), None)
    if noun is None:
        return []
    before = [child for child in noun.lefts if child.dep_ in ("det", "amod") or child.dep_ in _NAMES_OF_NOUNS]
    return _in_order([link], [word for child in before for word in child.subtree], [noun])


def _in_order(*parts: Iterable[Token]) -> list[Token]:
    return sorted((word for part in parts for word in part), key=lambda word: word.i)


def _written(words: list[Token]) -> str:
    """The words as they would stand inside a sentence: "the council's plan" of "The council's plan failed"."""
    text = clause_text(words)
    return f"{text[0].lower()}{text[1:]}" if words[0].i == 0 and words[0].pos_ == "DET" else text


def _is_name(words: Sequence[Token]) -> bool:
    """Whether words can be read as one name: few, no clause that the parser lost, no aside."""
    if not words or len(words) > _LONGEST or words[0].pos_ in ("ADP", "SCONJ", "AUX", "CCONJ"):
        return False
    return not any(word.text in _BREAKS or word.tag_ in ("VBZ", "VBD", "VBP", "MD", "WDT", "WP", "WRB") for word in words)
