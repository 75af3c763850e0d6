"""Deeds as sides: petitions and protests, challenges and court cases, asking for permission, trying to stop or to save a thing."""

from pipeline.engines.offline.stance.judgement import BESIDE, Judgement, about, is_actor, polarity_of, subject_of_judgement
from pipeline.engines.offline.stance.undoing import KEEPING, undoes
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.labels import Polarity
from pipeline.lexicons import load

_WORDS = load("stance")
_CHALLENGES = _WORDS.words("challenges")
_IN_FOR = _WORDS.words("in_for")
_PERMISSIONS = _WORDS.words("permission_nouns")
_SEEKING = frozenset({"seek", "ask", "apply", "await", "request"})
_STARTING = frozenset(
    {
        "seek",
        "threaten",
        "launch",
        "file",
        "lodge",
        "promise",
        "mount",
        "bring",
        "pledge",
        "vow",
        "plan",
        "prepare",
        "begin",
        "start",
        "join",
    }
)
# Brought by somebody, these fight the issue at hand.
_PROCEEDINGS = frozenset({"case", "action", "complaint", "petition", "suit"})
# What people put their names to, or walk in; and the words behind it that say for what.
_PETITIONS = frozenset({"petition", "letter", "protest", "march", "rally", "campaign", "demonstration", "case", "motion", "revolt"})
_SIDE_WORDS: dict[str, Polarity] = {"against": "opposes", "opposing": "opposes", "supporting": "supports"}
_TRYING = frozenset({"try", "seek", "attempt", "work", "fight", "move", "act", "campaign", "go", "sue", "struggle", "organise", "organize"})


def beside(verb: Token) -> Judgement | None:
    """ "sided with the brewery", "stands with the minister", "intervened on the side of the plaintiffs": beside somebody."""
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ != "prep":
            continue
        ally = next((noun for noun in child.children if noun.dep_ == "pobj"), None)
        if child.lower_ == "on" and ally is not None and ally.lemma_.lower() == "side":
            ally = next((noun for prep in ally.children if prep.lower_ == "of" for noun in prep.children), None)
        elif child.lower_ != "with" or lemma not in ("side", "stand"):
            ally = None
        if ally is not None and is_actor(ally):
            return Judgement(verb, subject_of_judgement(verb), ally, "supports", BESIDE)
    return None


def tries(verb: Token) -> Judgement | None:
    """ "is trying to stop the tax", "went to court to block it": against what would be undone. "fights to save the park": for it."""
    if verb.lemma_.lower() not in _TRYING:
        return None
    for clause in verb.children:
        thing = next((child for child in clause.children if child.dep_ == "dobj"), None)
        keeps = clause.lemma_.lower() in KEEPING
        if clause.dep_ in ("xcomp", "advcl") and clause.tag_ == "VB" and thing is not None and (undoes(clause) or keeps):
            return Judgement(verb, subject_of_judgement(verb), thing, "supports" if keeps else "opposes", "tries", firm=keeps)
    return None


def by_permission(verb: Token) -> Judgement | None:
    """ "will ask the agency for approval", "sought permission": being for what needs it."""
    if verb.lemma_.lower() not in _SEEKING:
        return None
    nouns = [child for child in verb.children if child.dep_ == "dobj"]
    nouns += [noun for child in verb.children if child.dep_ == "prep" and child.lower_ == "for" for noun in child.children]
    wanted = next((noun for noun in nouns if noun.lemma_.lower() in _PERMISSIONS), None)
    return Judgement(verb, subject_of_judgement(verb), None, "supports", "seeks-approval") if wanted is not None else None


def by_challenge(verb: Token) -> Judgement | None:
    """ "threatened legal action", "will lodge an appeal": being against the issue at hand."""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is None or verb.lemma_.lower() not in _STARTING:
        return None
    named = {thing.lemma_.lower(), *(f"{child.lower_} {thing.lower_}" for child in thing.children)}
    return Judgement(verb, subject_of_judgement(verb), None, "opposes", "challenges", firm=False) if named & _CHALLENGES else None


def in_protest(verb: Token) -> Judgement | None:
    """ "stayed away from the signing in protest.": against the issue at hand."""
    if len(verb.doc) < 4 or verb.doc[-2].lower_ != "protest" or verb.doc[-3].lower_ != "in":
        return None
    above = next((token for token in verb.doc[-3].ancestors if token.pos_ == "VERB"), None)
    return Judgement(verb, subject_of_judgement(verb), None, "opposes", "in-protest", firm=False) if above == verb else None


def by_petition(verb: Token) -> Judgement | None:
    """ "handed over a petition with 3,000 names against the hours", "signed a letter for the park", "led a march against it"."""
    nouns = [child for child in verb.children if child.dep_ == "dobj"]
    if verb.lemma_ in ("hand", "turn", "send"):  # "handed in a petition"
        nouns += [noun for child in verb.children if child.lower_ == "in" for noun in child.children]
    noun = next((noun for noun in nouns if noun.lemma_.lower() in _PETITIONS), None)
    if noun is None or polarity_of(verb.lemma_.lower()) == "opposes":
        return None
    for word in noun.subtree:
        undone = word.dep_ in ("acl", "relcl") and word.tag_ == "VB" and undoes(word)
        side: Polarity | None = "opposes" if undone else _SIDE_WORDS.get(word.lower_)
        thing = next((child for child in word.children if child.dep_ in ("pobj", "dobj")), None)
        if side is not None and thing is not None:
            return Judgement(verb, subject_of_judgement(verb), thing, side, "petition")
        if word.lower_ in _IN_FOR and word.dep_ == "pobj" and word.head.lower_ == "in" and about(word) is None:
            return Judgement(verb, subject_of_judgement(verb), None, "supports", "petition", firm=False)  # "a petition in favour"
    return None


def brought(verb: Token, thing: Token) -> bool:
    """Whether a verb brings proceedings against the issue at hand ("the case was brought by shops")."""
    return verb.lemma_.lower() in _STARTING and thing.lemma_.lower() in _CHALLENGES | _PROCEEDINGS
