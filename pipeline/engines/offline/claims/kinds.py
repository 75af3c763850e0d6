"""factual, forecast or opinion: by the verb of a claim and the words that judge."""

import re

from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.claims.substance import is_imperative
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import is_said_by_nobody, own_subject, shared_auxiliaries
from pipeline.labels import ClaimKind
from pipeline.lexicons import load

_WORDS = load("claims")
_WILL = _WORDS.words("forecast_verbs")
_TO_COME = re.compile(rf"\b{_WORDS.pattern('forecast_phrases')}\b", re.IGNORECASE)
# "less likely to fall" compares, and foresees nothing.
_LESS = re.compile(r"\b(?:less|more|as|times|equally|most|least)\s+$", re.IGNORECASE)
_OPINION_WORDS = _WORDS.words("opinion_words")
_OPINION_FIRST = _WORDS.words("opinion_first")
_WISHING = _WORDS.words("wishing")
_TELL = load("questions").words("tell") | {"side", "take"}


def kind_of(made: Proposition) -> ClaimKind:
    """factual, forecast or opinion, by the verbs and the judging words of the clause."""
    doc = made.sentence.doc
    root = doc[made.root] if made.root is not None else None
    speech = made.speech
    if speech is not None and speech.act == "deny":
        return "factual"
    if speech is not None and (speech.act in ("label", "want") or speech.rule == "asked-for"):
        return "opinion"
    if root is None:
        return "factual"
    helpers = {child.lower_ for child in (*root.children, *shared_auxiliaries(root)) if child.dep_ in ("aux", "neg")}
    if is_imperative(root) or helpers & {"should", "ought"} or (speech is not None and helpers & {"must"}):
        return "opinion"
    if "would" in helpers and _wishes(root):
        return "opinion" if speech is not None else "factual"
    if _is_unreal(root, helpers):
        return "factual"
    if helpers & _WILL or (speech is not None and _foresees(speech)) or _is_to_come(made):
        return "opinion" if speech is not None and _judges(root) and not _has_number(made) else "forecast"
    if speech is None:
        return "factual"
    return "opinion" if _is_feeling(made, root) or _judges(root) else "factual"


def _is_to_come(made: Proposition) -> bool:
    """A phrase of what is to come; "plans to build were rejected" has none, since the plans are a noun."""
    doc = made.sentence.doc
    nouns = {doc[i].lower_ for i in made.tokens if doc[i].pos_ == "NOUN"}
    return any(
        match.group().split()[0].lower() not in nouns and not _LESS.search(made.statement[: match.start()])
        for match in _TO_COME.finditer(made.statement)
    )


def _is_unreal(root: Token, helpers: set[str]) -> bool:
    """ "would not say" is a refusal, "would have imposed" did not happen, "could not cope" is now: nothing of this is to come."""
    if helpers & {"not", "n't", "n’t"} and helpers & {"would", "will", "wo", "could"} and root.lemma_.lower() in _TELL:
        return True
    if is_said_by_nobody(root) and helpers & {"would", "will"} and root.lemma_.lower() in _TELL:
        return True  # "Neither side would say"
    if helpers & {"not", "n't", "n’t"} and "could" in helpers:
        return True  # "could not be verified"
    if helpers & {"may", "might"} and _is_state(root):
        return True
    return "have" in helpers and bool(helpers & {"would", "could", "should", "might", "may"})


def _is_state(root: Token) -> bool:
    """ "may be home to a rare bird": a guess at what is; not "may be able to go", "if it rains, it may be worse"."""
    later = ("xcomp", "advmod", "npadvmod", "advcl")
    if root.lemma_ != "be" or any(child.dep_ in later or child.lower_ in ("by", "until") for child in root.children):
        return False
    states = [child for child in root.rights if child.dep_ in ("attr", "acomp")]
    return bool(states) and not any(child.dep_ == "xcomp" for state in states for child in state.children)


def _wishes(root: Token) -> bool:
    """ "would like to see it", "would rather wait": what somebody wants now; "would want for nothing" is to come."""
    subject = own_subject(root)
    someone = subject is None or subject.pos_ in ("PRON", "PROPN") or subject.dep_ == "nsubj"
    rather = any(child.lower_ in ("rather", "sooner") for child in root.lefts)
    wants = root.lemma_.lower() in _WISHING and any(child.dep_ in ("xcomp", "ccomp", "dobj", "dative") for child in root.rights)
    return someone and (rather or wants)


def _has_number(made: Proposition) -> bool:
    return any(made.sentence.doc[i].like_num for i in made.tokens)


def _judges(root: Token) -> bool:
    """A judging word in the predicate: "is a disgrace", "too slow", "wonderfully simple"."""
    predicate = [root, *(child for child in root.children if child.dep_ in ("attr", "acomp", "oprd", "dobj", "advmod"))]
    judging = [*predicate, *(child for token in predicate for child in token.children if child.dep_ in ("amod", "advmod", "conj"))]
    return any(token.lower_ in _OPINION_WORDS or token.lemma_.lower() in _OPINION_WORDS or token.lower_ == "too" for token in judging)


def _is_feeling(made: Proposition, root: Token) -> bool:
    """What speakers think, and their figures of speech: a predicate noun in their own words and without a number."""
    own = own_subject(root)
    if own is not None and own.lower_ in ("i", "we") and root.lemma_.lower() in _OPINION_FIRST:
        return True
    noun = next((child for child in root.children if child.dep_ == "attr" and child.pos_ == "NOUN"), None)
    return root.lemma_ == "be" and noun is not None and made.sentence.quoted[noun.i] and not _has_number(made)


def _foresees(speech: Speech) -> bool:
    if speech.act == "expect":
        return True
    return (
        speech.act == "give"
        and speech.cue is not None
        and speech.sentence.doc[speech.cue].lemma_ in ("expect", "forecast", "predict", "project", "warn")
    )
