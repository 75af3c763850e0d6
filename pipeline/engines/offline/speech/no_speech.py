"""Verbs of speech that say nothing: "continued their strike", "declared himself bankrupt", "the trip suggests that", "all told"."""

from pipeline.engines.offline.names.actors import Actor
from pipeline.engines.offline.speech.speech import is_text, opens_clause
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import SPEAKERS, is_past
from pipeline.lexicons import load

_WORDS = load("speech")
# They assert with a clause, and with an object alone they act: "hold that", "hold caucuses".
_ASSERTING = _WORDS.words("say_that") - _WORDS.words("say") - _WORDS.words("manner")
TELLING_SOMEBODY = frozenset({"tell", "inform", "assure", "brief", "remind"})
# "The agents continued their strike" is no speech.
_GOING_ON = frozenset({"continue", "begin", "conclude", "repeat", "add", "finish", "start", "end", "offer", "claim"})
# What things do as well as people: "the trip suggests that".
_SEEMING = frozenset({"suggest", "indicate", "hint", "signal", "confirm", "prove", "demonstrate", "imply", "explain"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"})
_TAKING_UP = load("claims").words("taking_up")
_MISTAKEN, _WITH_THAT = _WORDS.words("mistaken"), _WORDS.words("with_that")
_HELD, _OPENING = _WORDS.words("held"), _WORDS.words("opening")
_LITTLE = frozenset({"nothing", "little", "much", "anything", "so", "more"})


def is_no_speech(verb: Token, subject: Token, source: Actor, sentence: Parsed) -> bool:
    """ "continued their strike", "declared himself bankrupt", "three names mentioned as nominees", "the trip suggests that": no speech."""
    lemma = verb.lemma_.lower()
    things = [child for child in verb.rights if child.dep_ in ("dobj", "xcomp", "nsubj") and not sentence.quoted[child.i]]
    has_object = any(child.dep_ == "dobj" for child in things)
    if _describes_noun(verb) or _is_of_aside(verb) or (lemma in _WITH_THAT and not any(sentence.quoted) and _lacks_that(verb)):
        return True
    inserted = verb.dep_ == "parataxis" and lemma in TELLING_SOMEBODY  # "The test, he reminded the court, was …"
    if lemma in _ASSERTING and has_object and not inserted:
        return not any(child.dep_ == "ccomp" for child in verb.rights)  # "hold caucuses", "accepts the offer"
    return (
        (has_object and _is_background(verb))
        or any(child.lower_ in _MISTAKEN for child in verb.lefts)  # "wrongly claimed it was late"
        or _tells_which(verb)
        or (lemma == "hold" and any(child.lower_ in _HELD and child.dep_ in ("prt", "advmod") for child in verb.rights))
        or (lemma == "tell" and subject.lower_ == "all")  # "all told, they raised 4 million"
        or (lemma == "say" and has_object and _says_little(verb, things, sentence))
        or (lemma == "report" and not any(sentence.quoted) and not _has_clause(verb, things) and _only_reports(verb, has_object))
        or (lemma == "add" and not any(sentence.quoted) and _has_to(verb))
        or (lemma in _GOING_ON and any(child.dep_ != "nsubj" and child.tag_ != "VBG" for child in things))
        or (lemma in _SEEMING and _is_thing(subject, source))
        or _word_behind(verb) in REFLEXIVE
    )


def _describes_noun(verb: Token) -> bool:
    """ "three names mentioned as nominees": a participle without a helper."""
    helped = any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    return verb.tag_ == "VBN" and not helped and not is_past(verb) and (verb.dep_ == "acl" or _word_behind(verb) == "as")


def _is_of_aside(verb: Token) -> bool:
    """ "The fire, an event that she says changed her": what takes up a sentence is no news that she tells of it."""
    speaks = any(child.tag_ == "WP" and child.dep_ == "nsubj" for child in verb.lefts)
    return verb.dep_ == "relcl" and verb.head.lemma_.lower() in _TAKING_UP and not speaks and verb.head.left_edge.lower_ in ("a", "an")


def _tells_which(verb: Token) -> bool:
    """ "voters who said they would stay": the clause says which voters are meant, and nobody reports it."""
    who = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    told = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
    if verb.dep_ != "relcl" or who is None or who.tag_ != "WP" or told is None or who.nbor(-1).tag_ not in ("NNS", "NNPS"):
        return False
    to_come = any(child.tag_ == "MD" for child in told.lefts)
    counted = any(child.dep_ == "nummod" for child in verb.head.lefts)
    return to_come and not counted and any(child.lower_ == "they" and child.dep_ in ("nsubj", "nsubjpass") for child in told.lefts)


def _lacks_that(verb: Token) -> bool:
    """ "highlighted the silence the party had kept": what the parser takes for a clause is a thing."""
    clauses = [child for child in verb.rights if child.dep_ == "ccomp"]
    things = [clause for clause in clauses if clause.left_edge.lower_ not in _OPENING and clause.left_edge.tag_ not in ("PRP", "NNP")]
    return bool(clauses) and len(things) == len(clauses)


def _is_background(verb: Token) -> bool:
    """ "since she announced her candidacy, here we are"."""
    marked = verb.dep_ == "advcl" and any(child.dep_ == "mark" for child in verb.lefts)
    return marked and verb.lemma_.lower() not in TELLING_SOMEBODY


def _has_clause(verb: Token, things: list[Token]) -> bool:
    """Whether something is asserted by a verb, behind it or before; no clause opens behind "said little"."""
    little = any(child.dep_ == "dobj" and child.lower_ in _LITTLE for child in things)
    beside = (child for child in verb.lefts if child.dep_ == "ccomp" and any(token.text == ";" for token in verb.doc[child.i : verb.i]))
    told = any(child.dep_ == "ccomp" for child in verb.children) and next(beside, None) is None
    return told or (opens_clause(verb) and not little)


def _says_little(verb: Token, things: list[Token], sentence: Parsed) -> bool:
    """ "would say nothing of it"."""
    return not any(sentence.quoted[verb.i :]) and not _has_clause(verb, things)


def _only_reports(verb: Token, has_object: bool) -> bool:
    """ "people can flag and report posts", "He has reported from every debate"."""
    if has_object:
        return bool(verb.tag_ == "VB")
    return any(child.dep_ == "prep" and child.lower_ in ("from", "on", "to", "for") and child.i == verb.i + 1 for child in verb.rights)


def _has_to(verb: Token) -> bool:
    """ "won the state, adding to her lead"."""
    return any(child.dep_ == "prep" and child.lower_ == "to" for child in verb.rights)


def _is_thing(subject: Token, source: Actor) -> bool:
    """ "the trip suggests that": neither a text nor anybody who can speak."""
    named = subject.pos_ == "NOUN" and source.kind == "institution" and not subject.text.isupper()
    return named and not is_text(subject) and subject.lemma_.lower() not in SPEAKERS


def _word_behind(verb: Token) -> str:
    return str(verb.doc[verb.i + 1].lower_) if verb.i + 1 < len(verb.doc) else ""
