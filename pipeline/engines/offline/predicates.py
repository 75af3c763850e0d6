"""What judges in a sentence: verbs and phrases with which somebody is for or against a thing. Grammar only: no names, no article.

The forms: a verb with its object ("backed the tax"), with a preposition ("voted against the tax", "hit out at the tax"), a wish with its
clause ("wants the tax scrapped"), a passive ("a tax opposed by shops"), a noun of support or opposition ("voiced concern about the tax",
"the objections of shops"), how somebody is about a thing ("is critical of the tax"), and idioms ("saw no reason to change it", "sided
with the shops"). Negation and verbs of refusal turn a side round.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pipeline.engines.offline.deeds import COMMENTING, TIMES, after, deed, gerund, phrase
from pipeline.engines.offline.idioms import idiom_at, is_negated
from pipeline.engines.offline.speech import subject_of
from pipeline.labels import Polarity
from pipeline.lexicons import load

_WORDS = load("stance")
_SUPPORT, _OPPOSE, _REVERSE = _WORDS.words("support"), _WORDS.words("oppose"), _WORDS.words("reverse")
_PREPOSITIONS = _WORDS.table("prepositions")
_AGAINST = _WORDS.words("against")
_PROPOSING = _WORDS.words("proposing")
_NO_TARGETS, _UNITS = _WORDS.words("no_targets"), _WORDS.words("units")
_WISHES, _UNDO, _DUTY_FOR = _WORDS.words("wishes"), _WORDS.words("undo"), _WORDS.words("duty_for")
_SUPPORT_NOUNS, _OPPOSE_NOUNS, _VOICING = _WORDS.words("support_nouns"), _WORDS.words("oppose_nouns"), _WORDS.words("voicing")
_OWNED_NOUNS, _UNDOING_NOUNS = _WORDS.words("owned_nouns"), _WORDS.words("undoing_nouns")
_PERMISSIONS = _WORDS.words("permission_nouns")
_IN_FOR, _IN_AGAINST = _WORDS.words("in_for"), _WORDS.words("in_against")
_CHALLENGES = _WORDS.words("challenges")
_RESISTING, _REJOICING = _WORDS.words("resisting"), _WORDS.words("rejoicing")
_FOR_WORDS, _AGAINST_WORDS, _FIRM_WORDS = _WORDS.words("for_words"), _WORDS.words("against_words"), _WORDS.words("firm_words")
_FOR_SIDE, _AGAINST_SIDE = _WORDS.words("for_side") | _WORDS.words("for_roles"), _WORDS.words("against_side")
_LIKE, _DISLIKE = _WORDS.words("like"), _WORDS.words("dislike")
_TURN: dict[Polarity, Polarity] = {"supports": "opposes", "opposes": "supports"}
# Verbs of speech and will whose object is whoever is spoken to.
_ADDRESSING = frozenset({"ask", "call", "urge", "invite", "warn", "press", "hope", "lobby", "petition", "push", "insist", "campaign"})
_DIFFERING = frozenset({"disagree", "differ", "dissent"})
_BLAMING = frozenset({"blame", "accuse"})
_ACTORS = _WORDS.words("collectives") | load("speech").words("people") | load("names").words("bodies")
_ACCUSING = frozenset({"accuse", "blame", "condemn", "criticise", "criticize", "denounce", "attack"})
# Verbs of will: a clause without a subject of its own is what whoever wills would do.
_OWN_WILL = frozenset({"want", "plan", "promise", "pledge", "vow", "hope", "hop", "seek", "like"})
_LIFTING, _LIMITS = _WORDS.words("lifting"), _WORDS.words("limits")
# Acts that everybody wants or does not want to do; they name no issue.
COMMON_DEEDS = frozenset({"talk", "know", "say", "go", "be", "have", "make", "do", "get", "come", "think", "tell", "give", "take", "hear"})
_VOTED_ON = frozenset({"resolution", "bill", "motion", "amendment", "measure", "proposition", "legislation", "nomination"})
_VEHICLES = frozenset(
    {"motion", "bid", "campaign", "effort", "attempt", "amendment", "petition", "push", "drive", "lawsuit", "suit", "bill", "fight", "plan"}
)
_REBUTTING, _CHARGES = _WORDS.words("rebutting"), _WORDS.words("charges")
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
# To want a thing so is to be for the thing.
_HAVING = frozenset(
    {"adopt", "pass", "approve", "implement", "introduce", "keep", "build", "ratify", "fund", "finish", "sign", "enact", "make", "take"}
    | {"preserve", "save", "protect", "extend", "expand", "complete", "deliver", "back", "support", "restore", "reinstate", "include"}
)
# What people put their names to, or walk in; and the words behind it that say for what.
_PETITIONS = frozenset({"petition", "letter", "protest", "march", "rally", "campaign", "demonstration", "case", "motion", "revolt"})
_SIDE_WORDS: dict[str, Polarity] = {"against": "opposes", "opposing": "opposes", "supporting": "supports"}
# To be against one of these is to be for what would be undone.
_TURNING_BACK = frozenset({"rollback", "reversal", "u-turn", "climbdown", "repeal", "withdrawal", "cancellation", "abolition", "scrapping"})
# "saw no reason to change it", "sees no need for it".
_REASONS = frozenset({"reason", "need", "case", "cause", "ground", "point", "justification", "basis", "merit", "sense", "room", "place"})
_ALTERING = frozenset({"change", "overrule", "alter", "intervene", "amend", "replace", "interfere", "depart", "revise"})
# The rule of those who side with somebody: their side is that one's.
BESIDE = "beside"
_VOICES = frozenset({"voice", "campaigner", "lobbyist", "crusader", "petitioner"})
_SECOND_THOUGHTS = frozenset({"think", "rethink", "reconsider"})
# What is asked of those who could do something, without a word of what.
_STEPPING_IN = frozenset({"step", "act", "intervene", "help"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """One side taken: by the token that heads who judges (None: nobody is named), on the token that heads what is judged.

    thing: None for the issue at hand. wording: the words of a thing that is a deed rather than a noun. firm: whether the thing is an issue
    by what is done to it alone; where not, only nouns that name issues count. act: the verb of what is wished for ("wants to close it") or
    of what a plan would undo.
    """

    verb: Any
    holder: Any | None
    thing: Any | None
    polarity: Polarity
    rule: str
    wording: str = ""
    firm: bool = True
    act: Any | None = None


def judgements(doc: Any) -> Iterable[Judgement]:
    """All sides that are taken in a sentence, in order. A question takes none."""
    if doc[-1].text == "?":
        return
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and (told := _by_idiom(token)) is not None:
            found: Judgement | None = told
        elif token.pos_ == "VERB":
            found = _by_agent(token) or _by_verb(token) or (_by_attitude(token) if token.lemma_ in _SEEMING else None)
        elif token.pos_ == "AUX" and token.lemma_ in ("be", *_SEEMING):
            found = _by_attitude(token)
        elif token.pos_ == "NOUN":
            found = _by_owned_noun(token) or _by_role(token)
        elif token.pos_ == "ADJ" and token.dep_ in ("advcl", "acl"):
            found = _by_mood(token)
        else:
            found = None
        # Last, since it looks at all that stands above and below: few tokens judge.
        if found is None or is_open(token) or _takes_neither(token):
            continue
        if (turned := _turned(found)) is not None:
            yield turned


_SEEMING = ("feel", "remain", "seem", "sound", "look", "stay", "appear")


def is_open(verb: Any) -> bool:
    """Inside "whether" or "if" nothing is said to be so, nor of what may or must be ("must approve any move")."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    able = helpers & {"could", "can", "ca"} and not helpers & {"not", "n't", "n’t", "never"}
    if helpers & {"may", "might", "must"} or (able and verb.lemma_ not in ("see", "live", "understand")):
        return True  # "could not accept it", "can see the sense in it" are said for sure
    if is_wished(verb):
        return True
    for _ in range(6):
        if any(child.dep_ == "mark" and child.lower_ in ("whether", "if", "unless") for child in verb.children):
            return True
        if verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def is_wished(verb: Any) -> bool:
    """Whether somebody else wants it done ("hope that Europe will press China", "urge the president to veto it")."""
    own = any(child.dep_ == "nsubj" for child in verb.children) or any(
        child.dep_ == "dobj" and child.i < verb.i for child in verb.head.children
    )
    return own and verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_.lower() in _WISHES


def undoes(verb: Any) -> bool:
    """ "be suspended", "go" (not "go to arbitration"), "lift the ban" (not "lift prices")."""
    if verb.lemma_ == "put" and verb.i + 2 < len(verb.doc) and verb.nbor(1).lower_ == "on" and verb.nbor(2).lower_ in ("hold", "ice"):
        return True
    if verb.lemma_.lower() in _LIFTING:
        return any(child.dep_ in ("dobj", "nsubjpass", "nsubj") and child.lemma_.lower() in _LIMITS for child in verb.children)
    if any(child.dep_ == "prt" and f"{verb.lemma_.lower()} {child.lower_}" in _UNDO for child in verb.children):
        return True
    return verb.lemma_.lower() in _UNDO and not (verb.lemma_ == "go" and any(child.dep_ in ("prep", "advmod") for child in verb.children))


def _turned(found: Judgement) -> Judgement | None:
    """Not to be for a thing is to be against it; not to be against it is no side, and to refuse to be is to decline one."""
    verb, above = found.verb, found.verb.head
    negated = is_negated(verb)
    refused = verb.dep_ in ("xcomp", "ccomp", "pcomp", "dobj") and above.i != verb.i and above.lemma_.lower() in _REVERSE
    above_negated = verb.dep_ in ("xcomp", "ccomp") and any(child.dep_ == "neg" for child in above.children)
    # "wants no change"
    nothing = verb.pos_ == "VERB" and found.thing is not None and found.rule.startswith("verb-") and _is_none(found.thing)
    if (negated + refused + above_negated + nothing) % 2 == 0:
        return found
    if found.rule.startswith("proposes") or found.polarity not in _TURN:
        return None  # "did not abstain" tells no side
    if found.polarity == "opposes":
        return replace(found, polarity="neutral") if refused else None
    if nothing and found.thing is not None and found.thing.lemma_ == "change" and _about(found.thing) is None:
        return replace(found, thing=None, polarity="opposes", firm=False)  # "wants no change"
    return replace(found, polarity=_TURN[found.polarity])


def _is_none(noun: Any) -> bool:
    """ "no change"."""
    return any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children)


def _takes_neither(verb: Any) -> bool:
    """ "neither for nor against it", "will neither back nor oppose it": no side is taken."""
    near = {word.lower_ for word in verb.doc[max(0, verb.i - 4) : verb.i + 8]}
    return {"neither", "nor"} <= near


def subject_of_judgement(verb: Any) -> Any | None:
    """Who judges. Where the parser gives two subjects ("the charity Open Door backs"), the nearest is the name."""
    own = [child for child in verb.lefts if child.dep_ == "nsubj"]
    subject = own[-1] if own else subject_of(verb)
    if subject is None or (subject.dep_ == "nsubjpass" and not _is_told_of(verb)):
        return None
    if subject.tag_ not in ("WP", "WDT") or subject.head.dep_ != "relcl":
        return subject
    named = subject.head.head
    # "Sue Latham, one of the two who voted in favour"
    if named.dep_ == "pobj" and named.head.lower_ == "of" and named.head.head.lower_ == "one" and named.head.head.dep_ == "appos":
        return named.head.head.head
    return named


def _is_told_of(verb: Any) -> bool:
    """ "the agency is understood to favour it": what others say that somebody does."""
    return verb.dep_ == "xcomp" and verb.head.tag_ == "VBN" and verb.head.lemma_.lower() in _TOLD_OF


_TOLD_OF = frozenset({"understand", "believe", "think", "say", "report", "know", "expect", "rumour", "rumor"})


def _polarity_of(lemma: str) -> Polarity | None:
    return "supports" if lemma in _SUPPORT else "opposes" if lemma in _OPPOSE else None


def _by_idiom(verb: Any) -> Judgement | None:
    """ "poured cold water on the tax", "gave it short shrift", "is having none of it"."""
    found = idiom_at(verb)
    if found is None or (found.thing is not None and found.thing.lemma_.lower() in _NO_TARGETS):
        return None
    return Judgement(verb, subject_of_judgement(verb), found.thing, found.polarity, f"idiom-{verb.lemma_.lower()}", firm=False)


def _by_agent(verb: Any) -> Judgement | None:
    """ "the tax was condemned by shops", "a bill sponsored by Roe"."""
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    holder = next((child for child in agent.children if child.dep_ == "pobj"), None) if agent is not None else None
    lemma = verb.lemma_.lower()
    polarity = _polarity_of(lemma) or ("supports" if lemma in _PROPOSING else None)
    thing = verb.head if verb.dep_ in ("acl", "relcl") else next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    if holder is not None and thing is not None and lemma in _STARTING and thing.lemma_.lower() in _CHALLENGES | _PROCEEDINGS:
        return Judgement(verb, holder, None, "opposes", "challenges", firm=False)  # "the case was brought by shops"
    if holder is None or polarity is None or thing is None:
        return None
    return Judgement(verb, holder, thing, polarity, f"by-{lemma}", firm=_polarity_of(lemma) is not None)


def _by_verb(verb: Any) -> Judgement | None:
    if verb.tag_ == "VBN" and any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return _by_attitude(verb)
    forms = (
        _by_rebuttal,
        _sees_no_reason,
        _sees_how,
        _beside,
        _tries,
        _by_permission,
        _by_challenge,
        _by_preposition,
        _by_vote,
        _by_voiced_noun,
        _by_petition,
        _in_protest,
        _by_object,
        _by_mild_verb,
        _by_feeling,
    )
    return next((found for form in forms if (found := form(verb)) is not None), None)


def _by_preposition(verb: Any) -> Judgement | None:
    lemma = verb.lemma_.lower()
    table = _PREPOSITIONS.get(lemma, {})
    for child in verb.children:
        if child.dep_ == "advcl" and "for" in table and any(word.lower_ == "for" and word.dep_ == "mark" for word in child.children):
            # "called for more officers to be hired"
            thing = next((word for word in child.children if word.dep_ in ("nsubj", "nsubjpass")), None)
            wanted: Polarity = "opposes" if undoes(child) else "supports"
            return Judgement(verb, subject_of_judgement(verb), thing, wanted, f"verb-{lemma}") if thing is not None else None
        if child.lower_ == "in" and (found := _in_favour(verb, child)) is not None:
            return found
        if child.dep_ not in ("prep", "prt", "advmod"):
            continue
        side: Polarity | None = table.get(child.lower_)
        if child.dep_ == "prep" and child.lower_ == "against" and lemma in _AGAINST:
            side = "opposes"
        if side:
            thing = _governed(child, verb)
            if thing is None and any(clause.dep_ == "ccomp" and clause.i > child.i for clause in verb.children):
                continue  # "called for the tax to be cut": the wish says what.
            if thing is not None and thing.text in TIMES:
                return None
            if thing is not None and thing.lemma_.lower() in _ACTORS and lemma in _AGAINST:
                # "voted against the government on the cap": against the cap.
                thing = _right_of(verb, ("on", "over")) or thing
            if thing is None and child.dep_ == "prt" and " " not in lemma and lemma in ("turn", "throw"):
                return None
            return _unless_undoing(Judgement(verb, subject_of_judgement(verb), thing, side, f"verb-{lemma}"))
    return None


def _in_favour(verb: Any, preposition: Any) -> Judgement | None:
    """ "rallied in favour of the mine", "resigned in protest at the tax", "voted in favour"."""
    for noun in preposition.children:
        lemma = noun.lemma_.lower()
        polarity: Polarity | None = "supports" if lemma in _IN_FOR else "opposes" if lemma in _IN_AGAINST else None
        thing = _about(noun) or _right_of(verb, ("at", "over", "against")) if polarity is not None else None
        if polarity is not None and (thing is not None or verb.lemma_ == "vote"):
            return Judgement(verb, subject_of_judgement(verb), thing, polarity, f"in-{lemma}")
    return None


def _unless_undoing(found: Judgement) -> Judgement:
    """ "called for the repeal of the law", "recommended refusal": wanting what undoes a thing is being against it.

    "recommended approval": wanting what a thing needs is being for it.
    """
    noun = found.thing.lemma_.lower() if found.thing is not None else ""
    if found.polarity in _TURN and (undone := undone_by(found.thing)) is not None:
        return replace(found, thing=undone, polarity=_TURN[found.polarity], firm=True, act=undone.head)
    if found.polarity == "opposes" and noun in _TURNING_BACK and _about(found.thing) is None:
        return replace(found, thing=None, polarity="supports", firm=False)  # "ruled out a rollback"
    if found.polarity != "supports" or noun not in _UNDOING_NOUNS | _PERMISSIONS:
        return found
    return Judgement(found.verb, found.holder, _about(found.thing), "opposes" if noun in _UNDOING_NOUNS else "supports", found.rule)


def undone_by(noun: Any | None) -> Any | None:
    """What a motion, a bid or a campaign is to undo: "a motion to block the change" the change."""
    if noun is None or noun.lemma_.lower() not in _VEHICLES:
        return None
    clauses = (child for child in noun.rights if child.dep_ in ("acl", "relcl") and child.tag_ == "VB" and undoes(child))
    return next((thing for clause in clauses for thing in clause.children if thing.dep_ == "dobj" and thing.pos_ == "NOUN"), None)


def _by_rebuttal(verb: Any) -> Judgement | None:
    """ "rejected the criticism": being for what was criticised."""
    thing = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
    if verb.lemma_.lower() not in _REBUTTING or thing is None or thing.lemma_.lower() not in _CHARGES or _about(thing) is not None:
        return None
    return Judgement(verb, subject_of_judgement(verb), None, "supports", "rebuts", firm=False)


def _sees_no_reason(verb: Any) -> Judgement | None:
    """ "saw no reason to change it" is for the issue at hand, "sees no need for the levy" against the levy."""
    noun = next((child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in _REASONS and _is_none(child)), None)
    if noun is None or verb.lemma_.lower() not in ("see", "find", "have"):
        return None
    clause = next((child for child in noun.children if child.dep_ in ("acl", "relcl") and child.tag_ == "VB"), None)
    if clause is not None:
        keeps = undoes(clause) or clause.lemma_.lower() in _ALTERING
        return Judgement(verb, subject_of_judgement(verb), None, "supports", "no-reason", firm=False) if keeps else None
    thing = _about(noun)
    return Judgement(verb, subject_of_judgement(verb), thing, "opposes", "no-reason") if thing is not None else None


def _sees_how(verb: Any) -> Judgement | None:
    """ "cannot see how the plan would work", "doubts the plan will work"; "can see why the plan was made" is for it."""
    lemma = verb.lemma_.lower()
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    thing = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None) if clause is not None else None
    if clause is None or thing is None or thing.pos_ != "NOUN":
        return None
    if lemma == "doubt":
        return Judgement(verb, subject_of_judgement(verb), thing, "opposes", "doubts", firm=False)
    asks = any(child.dep_ == "advmod" and child.lower_ in ("how", "why") for child in clause.children)
    able = any(child.lower_ in ("can", "ca", "could") for child in verb.children)
    if lemma not in ("see", "understand") or not asks or not able:
        return None
    return Judgement(verb, subject_of_judgement(verb), thing, "supports", "sees-how", firm=False)


def _beside(verb: Any) -> Judgement | None:
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


def _tries(verb: Any) -> Judgement | None:
    """ "is trying to stop the tax", "went to court to block it": against what would be undone. "fights to save the park": for it."""
    if verb.lemma_.lower() not in _TRYING:
        return None
    for clause in verb.children:
        thing = next((child for child in clause.children if child.dep_ == "dobj"), None)
        keeps = clause.lemma_.lower() in KEEPING
        if clause.dep_ in ("xcomp", "advcl") and clause.tag_ == "VB" and thing is not None and (undoes(clause) or keeps):
            return Judgement(verb, subject_of_judgement(verb), thing, "supports" if keeps else "opposes", "tries", firm=keeps)
    return None


# What is done to a thing by who wants it to stay.
KEEPING = frozenset({"keep", "save", "preserve", "protect", "retain", "rescue", "spare", "defend", "maintain"})
_TRYING = frozenset({"try", "seek", "attempt", "work", "fight", "move", "act", "campaign", "go", "sue", "struggle", "organise", "organize"})


def _by_permission(verb: Any) -> Judgement | None:
    """ "will ask the agency for approval", "sought permission": being for what needs it."""
    if verb.lemma_.lower() not in _SEEKING:
        return None
    nouns = [child for child in verb.children if child.dep_ == "dobj"]
    nouns += [noun for child in verb.children if child.dep_ == "prep" and child.lower_ == "for" for noun in child.children]
    wanted = next((noun for noun in nouns if noun.lemma_.lower() in _PERMISSIONS), None)
    return Judgement(verb, subject_of_judgement(verb), None, "supports", "seeks-approval") if wanted is not None else None


def _by_challenge(verb: Any) -> Judgement | None:
    """ "threatened legal action", "will lodge an appeal": being against the issue at hand."""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is None or verb.lemma_.lower() not in _STARTING:
        return None
    named = {thing.lemma_.lower(), *(f"{child.lower_} {thing.lower_}" for child in thing.children)}
    return Judgement(verb, subject_of_judgement(verb), None, "opposes", "challenges", firm=False) if named & _CHALLENGES else None


def _by_feeling(verb: Any) -> Judgement | None:
    """ "vowed to sue", "ranchers cheered": verbs that without an object are about the issue at hand."""
    lemma = verb.lemma_.lower()
    polarity: Polarity | None = "opposes" if lemma in _RESISTING else "supports" if lemma in _REJOICING else None
    if polarity is None or any(child.dep_ in ("dobj", "prep", "ccomp") for child in verb.children):
        return None
    rule = "disagrees" if lemma in _DIFFERING else "resists" if polarity == "opposes" else "rejoices"
    return Judgement(verb, subject_of_judgement(verb), None, polarity, rule, firm=False)


def _governed(preposition: Any, verb: Any) -> Any | None:
    """What a preposition or particle governs: its noun, the verb's object, the noun of a later preposition, or what a clause hangs on."""
    own = next((child for child in preposition.children if child.dep_ in ("pobj", "pcomp")), None)
    if own is not None:
        return verb.head if own.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else own
    if preposition.dep_ != "prep":
        objects = [child for child in verb.children if child.dep_ == "dobj"]
        objects += [noun for child in verb.children if child.dep_ == "prep" and child.i > preposition.i for noun in child.children]
        return objects[0] if objects else verb.head if verb.dep_ == "relcl" else None
    if verb.dep_ == "relcl" and not any(word.tag_ in ("WP", "WDT") and word.dep_ == "nsubj" for word in verb.children):
        return verb.head
    return None


def _by_vote(verb: Any) -> Judgement | None:
    if verb.lemma_.lower() != "vote":
        return None
    words = {child.lower_ for child in verb.children}
    words |= {verb.nbor().lower_} if verb.i + 1 < len(verb.doc) else set()
    polarity: Polarity | None = "supports" if words & {"yes", "aye"} else "opposes" if words & {"no", "against", "nay"} else None
    # "urged them to vote no, calling the resolution a stunt"
    voted = next((token for token in verb.doc if token.lemma_.lower() in _VOTED_ON and token.i != verb.i), None)
    return Judgement(verb, subject_of_judgement(verb), voted, polarity, "verb-vote") if polarity else None


def _by_voiced_noun(verb: Any) -> Judgement | None:
    """ "voiced concern about the tax", "gave its backing to the tax", "reacted with anger"."""
    if verb.lemma_.lower() not in _VOICING:
        return None
    nouns = [child for child in verb.children if child.dep_ in ("dobj", "attr")]
    nouns += [noun for child in verb.children if child.dep_ == "prep" and child.lower_ in ("with", "in") for noun in child.children]
    for noun in nouns:
        polarity = _noun_polarity(noun)
        if polarity is None:
            continue
        thing = _about(noun) or _right_of(verb, ("to", "behind", "for", "about", "over"))
        dropped = verb.lemma_.lower() in ("withdraw", "drop")
        if thing is None and any(child.tag_ == "PRP$" for child in noun.children):
            # "raised his concerns": about what, the text does not say; "withdrew its backing" is of the issue at hand.
            known = dropped and polarity == "supports"
            return Judgement(verb, subject_of_judgement(verb), None, "opposes", "voiced", firm=False) if known else None
        found = Judgement(verb, subject_of_judgement(verb), thing, polarity, "voiced")
        if not dropped and not any(child.lower_ in ("no", "little") for child in noun.children):
            return found
        return replace(found, polarity="opposes") if polarity == "supports" else None
    return None


def _in_protest(verb: Any) -> Judgement | None:
    """ "stayed away from the signing in protest.": against the issue at hand."""
    if len(verb.doc) < 4 or verb.doc[-2].lower_ != "protest" or verb.doc[-3].lower_ != "in":
        return None
    above = next((token for token in verb.doc[-3].ancestors if token.pos_ == "VERB"), None)
    return Judgement(verb, subject_of_judgement(verb), None, "opposes", "in-protest", firm=False) if above == verb else None


def _by_petition(verb: Any) -> Judgement | None:
    """ "handed over a petition with 3,000 names against the hours", "signed a letter for the park", "led a march against it"."""
    nouns = [child for child in verb.children if child.dep_ == "dobj"]
    if verb.lemma_ in ("hand", "turn", "send"):  # "handed in a petition"
        nouns += [noun for child in verb.children if child.lower_ == "in" for noun in child.children]
    noun = next((noun for noun in nouns if noun.lemma_.lower() in _PETITIONS), None)
    if noun is None or verb.lemma_.lower() in _OPPOSE:
        return None
    for word in noun.subtree:
        undone = word.dep_ in ("acl", "relcl") and word.tag_ == "VB" and undoes(word)
        side: Polarity | None = "opposes" if undone else _SIDE_WORDS.get(word.lower_)
        thing = next((child for child in word.children if child.dep_ in ("pobj", "dobj")), None)
        if side is not None and thing is not None:
            return Judgement(verb, subject_of_judgement(verb), thing, side, "petition")
        if word.lower_ in _IN_FOR and word.dep_ == "pobj" and word.head.lower_ == "in" and _about(word) is None:
            return Judgement(verb, subject_of_judgement(verb), None, "supports", "petition", firm=False)  # "a petition in favour"
    return None


def _right_of(verb: Any, prepositions: tuple[str, ...]) -> Any | None:
    return next((thing for child in verb.rights if child.lower_ in prepositions for thing in child.children), None)


def _noun_polarity(noun: Any) -> Polarity | None:
    lemma = noun.lemma_.lower()
    return "supports" if lemma in _SUPPORT_NOUNS else "opposes" if lemma in _OPPOSE_NOUNS else None


def _about(noun: Any) -> Any | None:
    return next(
        (
            thing
            for child in noun.children
            if child.dep_ == "prep" and child.lower_ in ("to", "about", "over", "for", "with", "at", "on", "of", "against")
            for thing in child.children
            if thing.dep_ in ("pobj", "pcomp")
        ),
        None,
    )


def _by_object(verb: Any) -> Judgement | None:
    lemma = verb.lemma_.lower()
    polarity = _polarity_of(lemma)
    clause = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp")), None)
    would_like = lemma == "like" and any(child.lower_ in ("would", "’d", "'d") for child in verb.children)
    if clause is not None and (
        lemma in _WISHES or would_like or (lemma == "ask" and (undoes(clause) or clause.lemma_.lower() in _DUTY_FOR))
    ):
        return _wish(verb, clause)
    if polarity is None:
        return None
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is None or thing.lemma_.lower() in _NO_TARGETS or lemma in _ADDRESSING:
        return None
    if thing.lemma_.lower() in _UNITS and lemma not in _WISHES:  # "hailed thirty days of quiet"
        return Judgement(verb, subject_of_judgement(verb), None, polarity, f"verb-{lemma}", firm=False)
    if lemma in _BLAMING and thing.pos_ != "PROPN" and thing.lemma_.lower() not in _ACTORS:
        return None  # "blamed weak demand" tells a cause.
    if thing.pos_ == "PRON" and lemma in ("dispute", "question"):
        return None
    if done := _deed_or_need(verb, thing):
        return Judgement(verb, subject_of_judgement(verb), thing, polarity, f"verb-{lemma}", done)
    if thing.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    return _unless_undoing(Judgement(verb, subject_of_judgement(verb), thing, polarity, f"verb-{lemma}"))


def _by_mild_verb(verb: Any) -> Judgement | None:
    """Proposing, liking and fearing are sides where their object is an issue."""
    lemma = verb.lemma_.lower()
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is None or thing.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    if lemma in _PROPOSING:
        return _unless_undoing(Judgement(verb, subject_of_judgement(verb), thing, "supports", f"proposes-{lemma}", firm=False))
    polarity: Polarity | None = "supports" if lemma in _LIKE else "opposes" if lemma in _DISLIKE else None
    return Judgement(verb, subject_of_judgement(verb), thing, polarity, f"verb-{lemma}", firm=False) if polarity else None


def _deed_or_need(verb: Any, thing: Any) -> str:
    """ "accused Beijing of helping Russia": Beijing's helping Russia. "stressed the need to step up support": support."""
    of = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("of", "for")), None)
    done = next((child for child in of.children if child.dep_ == "pcomp"), None) if of is not None else None
    if done is not None and verb.lemma_.lower() in _ACCUSING:
        return f"{phrase(thing)}’s {deed(done.subtree)}"
    if verb.lemma_.lower() == "accuse" and (charge := _charge(verb, thing)) is not None:
        return f"{phrase(thing).split(' of ')[0]}’s {phrase(charge)}"
    needed = next((child for child in thing.children if child.dep_ in ("acl", "relcl")), None)
    if thing.lemma_.lower() in ("need", "importance", "right", "call", "demand") and needed is not None:
        inner = next((child for child in needed.children if child.dep_ == "dobj"), None)
        return phrase(inner) if inner is not None else ""
    return ""


def _charge(verb: Any, thing: Any) -> Any | None:
    """ "accused the firm of corruption": the parser hangs the charge on the verb or on whoever is accused."""
    of = (child for word in (verb, thing) for child in word.rights if child.dep_ == "prep" and child.lower_ == "of")
    return next((noun for prep in of for noun in prep.children if noun.dep_ == "pobj"), None)


def _wish(verb: Any, clause: Any) -> Judgement | None:
    """The target of a wish: its object, or what it would undo ("wants the tariff suspended")."""
    inner = next((child for child in clause.children if child.dep_ == "dobj"), None)
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if (judged := _by_preposition(clause) or _by_vote(clause)) is not None and verb.lemma_ != "call":
        # "urged MPs to vote against the tax"
        return replace(judged, verb=verb, holder=subject_of_judgement(verb), rule=f"verb-{verb.lemma_.lower()}")
    if verb.lemma_ == "call" and not any(child.lower_ in ("on", "upon", "for") for child in verb.children):
        return None
    wish = Judgement(verb, subject_of_judgement(verb), clause, "supports", f"verb-{verb.lemma_.lower()}", act=clause)
    if clause.lemma_.lower() in _SECOND_THOUGHTS:  # "urged the council to think again"
        return replace(wish, thing=None, polarity="opposes", firm=False, act=None)
    own = clause.dep_ == "xcomp" and subject is None and verb.lemma_.lower() in _OWN_WILL
    if undoes(clause) and (inner is not None or subject is not None):
        return replace(wish, thing=inner if inner is not None else subject, polarity="opposes")
    if own and (verb.lemma_ != "want" or clause.lemma_.lower() in COMMON_DEEDS or inner is None):
        return replace(wish, wording=after(clause), firm=False)
    if inner is not None and inner.lemma_.lower() not in _NO_TARGETS | _UNITS:
        return replace(wish, thing=inner, wording=after(clause) if own and clause.lemma_ != "see" else "")
    if subject is not None and (moved := _moved(verb, clause, subject)):
        return replace(wish, wording=moved)  # "wants the supply moved to the evening"
    if subject is not None and clause.tag_ == "VBN":
        return replace(wish, thing=subject)
    words = [token for token in clause.subtree if not (token.lower_ == "to" and token.head.i == clause.i)]
    if clause.lemma_ == "go" and (end := _right_of(clause, ("to", "into", "for"))) is not None:
        return replace(wish, thing=end)  # "wants it to go to arbitration"
    if clause.lemma_.lower() in _STEPPING_IN and subject is not None and is_actor(subject):
        return replace(wish, thing=None, firm=False)  # "wants the government to step in"
    if inner is None and subject is not None and subject.pos_ in ("NOUN", "PROPN") and clause.tag_ == "VB":
        return replace(wish, thing=subject)  # "demanded that procurement begin at once"
    named = any(token.pos_ in ("NOUN", "PROPN") for token in words)
    return replace(wish, wording=deed(words)) if clause.lemma_.lower() not in COMMON_DEEDS and named else None


def _moved(verb: Any, clause: Any, subject: Any) -> str:
    """What a wish would do to a thing, where that is more than to have it: "moving the supply to the evening"."""
    # "wants" takes no finite clause, so a past form under it is a participle.
    participle = clause.tag_ == "VBN" or (clause.tag_ == "VBD" and verb.lemma_.lower() in ("want", "like"))
    active = not participle or any(child.dep_ == "aux" for child in clause.children)
    if active or subject.pos_ != "NOUN" or clause.lemma_.lower() in _HAVING:
        return ""
    rest = (
        child
        for child in clause.rights
        if child.dep_ in ("prep", "prt", "oprd", "advmod", "xcomp") and child.lower_ not in COMMENTING - {"until", "after", "before"}
    )
    return f"{gerund(clause.lemma_.lower())} the {phrase(subject)} {deed(token for child in rest for token in child.subtree)}".strip()


def is_actor(noun: Any) -> bool:
    """Whether a noun is of somebody who could do something: a name, a person, a body."""
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in _ACTORS


def _by_attitude(be: Any) -> Judgement | None:
    """ "is critical of the tax", "was not convinced", "are in favour of it", "is against it", "were in two minds"."""
    words = [child for child in be.children if child.dep_ in ("acomp", "prep", "attr", "advmod", "oprd")]
    words += [noun for child in be.children if child.dep_ == "prep" and child.lower_ in ("in", "up", "for") for noun in child.children]
    words += [be] if be.pos_ == "VERB" else []
    for word in words:
        lower = word.lower_
        polarity: Polarity | None = "supports" if lower in _FOR_WORDS else "opposes" if lower in _AGAINST_WORDS else None
        if lower == "for" and word.dep_ == "prep" and word.head.i == be.i and be.lemma_ == "be":
            polarity = "supports"  # "she is for the plan", where the plan is an issue
        if any(child.lower_ == "less" for child in word.children):
            polarity = "opposes" if polarity == "supports" else None  # "others were less enthusiastic"
        if polarity is None:
            continue
        own = next((child for child in word.children if child.dep_ == "pobj"), None)
        thing = own if own is not None else _about(word)
        if thing is not None and thing.lower_ in ("all", "most", "much", "some", "part") and (whole := _about(thing)) is not None:
            thing = whole  # "for all of it"
        subjects = [child for child in be.lefts if child.dep_ in ("nsubj", "nsubjpass")]
        holder = subjects[-1] if subjects else subject_of_judgement(be)
        if holder is not None and holder.tag_ in ("WP", "WDT") and holder.head.dep_ == "relcl":
            holder = holder.head.head
        if holder is not None and any(child.dep_ == "neg" or child.lower_ == "not" for child in holder.children):
            return None
        if lower == "for" and thing is None:
            return None
        return Judgement(be, holder, thing, polarity, f"is-{lower}", firm=thing is not None and lower in _FIRM_WORDS)
    return None


def _by_mood(adjective: Any) -> Judgement | None:
    """ "Growers dumped their crop, angry at a plan to import onions"."""
    polarity: Polarity | None = "supports" if adjective.lower_ in _FOR_WORDS else "opposes" if adjective.lower_ in _AGAINST_WORDS else None
    thing = _about(adjective)
    if polarity is None or thing is None:
        return None
    holder = adjective.head if adjective.dep_ == "acl" else subject_of_judgement(adjective.head)
    return Judgement(adjective, holder, thing, polarity, f"is-{adjective.lower_}", firm=False)


def _by_owned_noun(noun: Any) -> Judgement | None:
    """ "the objections of shops", "warnings from shops that ...", "support from the union"."""
    polarity = _noun_polarity(noun)
    if polarity is None or noun.lemma_.lower() not in _OWNED_NOUNS:
        return None
    source = noun.nbor() if noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in ("from", "of", "among", "by") else None
    holder = next((child for child in source.children if child.dep_ == "pobj"), None) if source is not None else None
    if holder is None or (holder.pos_ not in ("NOUN", "PROPN")) or (source is not None and source.lower_ == "of" and holder.tag_ == "NN"):
        return None
    about = next(
        (thing for child in noun.children if child.lower_ in ("to", "about", "over", "for", "against") for thing in child.children), None
    )
    return Judgement(noun, holder, about, polarity, f"noun-{noun.lemma_.lower()}")


def _by_role(noun: Any) -> Judgement | None:
    """ "Leon Abara, the bill's chief sponsor", "Roe is a critic of the tax", "opponents of the tax"."""
    lemma = noun.lemma_.lower()
    polarity: Polarity | None = "supports" if lemma in _FOR_SIDE else "opposes" if lemma in _AGAINST_SIDE else None
    if lemma in _VOICES and (said := next((child for child in noun.rights if child.lower_ in ("for", "against")), None)) is not None:
        # "the loudest voice for a ban"
        own = next((child for child in said.children if child.dep_ == "pobj"), None)
        side: Polarity = "supports" if said.lower_ == "for" else "opposes"
        return Judgement(noun, noun.head, own, side, f"role-{lemma}", firm=False) if own is not None and noun.dep_ == "appos" else None
    owner = next((child for child in noun.children if child.dep_ == "poss" and child.pos_ in ("NOUN", "PROPN")), None)
    within = (child for child in noun.rights if child.dep_ == "prep" and child.lower_ in ("of", "to", "for"))
    thing = owner if owner is not None else next((inner for child in within for inner in child.children if inner.dep_ == "pobj"), None)
    if polarity is None or thing is None or thing.lemma_.lower() in _NO_TARGETS:
        return None
    rule = f"role-{lemma}"
    if noun.dep_ == "appos":
        return Judgement(noun, noun.head, thing, polarity, rule, firm=False)
    if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
        negated = any(child.dep_ == "neg" for child in noun.head.children) or _is_none(noun)
        return None if negated else Judgement(noun, subject_of_judgement(noun.head), thing, polarity, rule, firm=False)
    named = next((child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
    if named is not None:
        return Judgement(noun, named, thing, polarity, rule, firm=False)
    return (
        Judgement(noun, noun, thing, polarity, rule, firm=False) if noun.tag_ == "NNS" and noun.dep_ in ("nsubj", "agent", "pobj") else None
    )
