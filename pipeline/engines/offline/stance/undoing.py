"""What undoes a thing: to want it repealed, to block it, to lift it; whoever wants that is against the thing."""

from dataclasses import replace

from pipeline.engines.offline.stance.judgement import TURN, Judgement, about
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load

_WORDS = load("stance")
_LIFTING = _WORDS.words("lifting")
_LIMITS = _WORDS.words("limits")
_PERMISSIONS = _WORDS.words("permission_nouns")
_UNDO = _WORDS.words("undo")
_UNDOING_NOUNS = _WORDS.words("undoing_nouns")
_VEHICLES = frozenset(
    {"motion", "bid", "campaign", "effort", "attempt", "amendment", "petition", "push", "drive", "lawsuit", "suit", "bill", "fight", "plan"}
)
# To be against one of these is to be for what would be undone.
_TURNING_BACK = frozenset({"rollback", "reversal", "u-turn", "climbdown", "repeal", "withdrawal", "cancellation", "abolition", "scrapping"})
# What is done to a thing by who wants it to stay.
KEEPING = frozenset({"keep", "save", "preserve", "protect", "retain", "rescue", "spare", "defend", "maintain"})


def undoes(verb: Token) -> bool:
    """ "be suspended", "go" (not "go to arbitration"), "lift the ban" (not "lift prices")."""
    if verb.lemma_ == "put" and verb.i + 2 < len(verb.doc) and verb.nbor(1).lower_ == "on" and verb.nbor(2).lower_ in ("hold", "ice"):
        return True
    if verb.lemma_.lower() in _LIFTING:
        return any(child.dep_ in ("dobj", "nsubjpass", "nsubj") and child.lemma_.lower() in _LIMITS for child in verb.children)
    if any(child.dep_ == "prt" and f"{verb.lemma_.lower()} {child.lower_}" in _UNDO for child in verb.children):
        return True
    return verb.lemma_.lower() in _UNDO and not (verb.lemma_ == "go" and any(child.dep_ in ("prep", "advmod") for child in verb.children))


def unless_undoing(found: Judgement) -> Judgement:
    """ "called for the repeal of the law", "recommended refusal": wanting what undoes a thing is being against it.

    "recommended approval": wanting what a thing needs is being for it.
    """
    if found.thing is None:
        return found
    noun = found.thing.lemma_.lower()
    if found.polarity in TURN and (undone := undone_by(found.thing)) is not None:
        return replace(found, thing=undone, polarity=TURN[found.polarity], firm=True, act=undone.head)
    if found.polarity == "opposes" and noun in _TURNING_BACK and about(found.thing) is None:
        return replace(found, thing=None, polarity="supports", firm=False)  # "ruled out a rollback"
    if found.polarity != "supports" or noun not in _UNDOING_NOUNS | _PERMISSIONS:
        return found
    return Judgement(found.verb, found.holder, about(found.thing), "opposes" if noun in _UNDOING_NOUNS else "supports", found.rule)


def undone_by(noun: Token | None) -> Token | None:
    """What a motion, a bid or a campaign is to undo: "a motion to block the change" the change."""
    if noun is None or noun.lemma_.lower() not in _VEHICLES:
        return None
    clauses = (child for child in noun.rights if child.dep_ in ("acl", "relcl") and child.tag_ == "VB" and undoes(child))
    return next((thing for clause in clauses for thing in clause.children if thing.dep_ == "dobj" and thing.pos_ == "NOUN"), None)
