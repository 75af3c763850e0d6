"""The "it" that stands for nothing: of the weather, or for a clause to come ("it is clear that …")."""

from itertools import pairwise

from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import NOUN_SUBJECTS
from pipeline.lexicons import load

_WORDS = load("names")
_FELT, _RAISED = _WORDS.words("felt"), _WORDS.words("raised")
_LINKING, _WEATHER = _WORDS.words("linking"), _WORDS.words("weather")
_LENGTHS = load("measures").words("stretches")
# How many words behind the verb may say how long.
_NEAR = 5
_ADDRESSED = load("speech").words("addressed")


def is_empty(it: Token) -> bool:
    """Whether "it" stands for nothing before it, only for the clause to come: "It was unclear whether …", "it took years to …"."""
    verb = it.head
    clauses = [child for child in verb.children if child.i > verb.i and (child.dep_ in ("ccomp", "xcomp", "csubj") or _is_to_come(child))]
    if it.dep_ == "nsubjpass":  # "it is expected that …"; "it was told that …" is somebody, "it is expected to …" something
        return verb.lemma_ not in _ADDRESSED and any(child.dep_ == "ccomp" and _has_subject(child) for child in clauses)
    if it.dep_ != "nsubj":
        return False
    if verb.lemma_ == "fall" and any(child.lower_ == "to" for child in verb.children):
        return True  # "It falls to the court to decide"
    states = [child for child in verb.children if child.dep_ in ("acomp", "attr")]
    adjectives = [state for state in states if state.dep_ == "acomp"]
    if any(state.lower_ in _FELT or (state.lower_ in _RAISED and _has_infinitive(state)) for state in adjectives):
        return False  # "it was glad that somebody came", "it is likely to win"
    clauses += [inner for state in states for inner in state.children if inner.dep_ in ("ccomp", "xcomp", "relcl", "acl")]
    if verb.lemma_ == "be" and (_is_measured_to(verb) or any(child.lower_ == "until" for child in verb.rights)):
        return True  # "It could be five years before the agency is ready", "It was not until May that they came"
    if verb.lemma_ in _LINKING:
        said = any(child.dep_ in ("acomp", "attr", "oprd", "prep") for child in verb.children)
        # "It is clear favours won", where the parser gives the adjective to the favours; "It is vital to the town that they won".
        bare = verb.lemma_ == "be" and any(child.dep_ == "ccomp" and _has_subject(child) for child in clauses)
        far = any(inner.dep_ == "relcl" and inner.left_edge.lower_ == "that" for state in adjectives for inner in state.subtree)
        return bare or far or (bool(clauses) and (said or verb.lemma_ != "be"))
    return verb.lemma_ in _WEATHER or (verb.tag_ == "VBN" and bool(clauses) and any(child.dep_ == "auxpass" for child in verb.children))


def _is_measured_to(verb: Token) -> bool:
    """ "be five years before …", "is a week since …", whatever the parser makes of the length of time."""
    behind = verb.doc[verb.i + 1 : verb.i + 1 + _NEAR]
    return any(
        length.lemma_.lower() in _LENGTHS and next_.lower_ in ("before", "since", "until", "till") for length, next_ in pairwise(behind)
    )


def _is_to_come(clause: Token) -> bool:
    """ "to build", "if it rains", "that he won", where the parser takes it for a circumstance; not "though it would ask for help"."""
    return clause.dep_ == "advcl" and any(child.lower_ in ("to", "if", "when", "that", "whether", "how") for child in clause.lefts)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in (*NOUN_SUBJECTS, "expl") for child in verb.lefts)


def _has_infinitive(state: Token) -> bool:
    return any(child.dep_ == "xcomp" and any(word.lower_ == "to" for word in child.lefts) for child in state.children)
