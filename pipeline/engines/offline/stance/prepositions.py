"""Sides that a verb takes with a preposition or particle: "voted against the tax", "hit out at it", "rallied in favour of it"."""

from pipeline.engines.offline.stance.deeds import TIMES
from pipeline.engines.offline.stance.judgement import ACTORS, Judgement, about, right_of, subject_of_judgement
from pipeline.engines.offline.stance.undoing import undoes, unless_undoing
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.labels import Polarity
from pipeline.lexicons import load

_WORDS = load("stance")
_AGAINST = _WORDS.words("against")
_IN_AGAINST = _WORDS.words("in_against")
_IN_FOR = _WORDS.words("in_for")
_PREPOSITIONS = _WORDS.table("prepositions")
_VOTED_ON = frozenset({"resolution", "bill", "motion", "amendment", "measure", "proposition", "legislation", "nomination"})


def by_preposition(verb: Token) -> Judgement | None:
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
            if thing is not None and thing.lemma_.lower() in ACTORS and lemma in _AGAINST:
                # "voted against the government on the cap": against the cap.
                thing = right_of(verb, ("on", "over")) or thing
            if thing is None and child.dep_ == "prt" and " " not in lemma and lemma in ("turn", "throw"):
                return None
            return unless_undoing(Judgement(verb, subject_of_judgement(verb), thing, side, f"verb-{lemma}"))
    return None


def _in_favour(verb: Token, preposition: Token) -> Judgement | None:
    """ "rallied in favour of the mine", "resigned in protest at the tax", "voted in favour"."""
    for noun in preposition.children:
        lemma = noun.lemma_.lower()
        polarity: Polarity | None = "supports" if lemma in _IN_FOR else "opposes" if lemma in _IN_AGAINST else None
        thing = about(noun) or right_of(verb, ("at", "over", "against")) if polarity is not None else None
        if polarity is not None and (thing is not None or verb.lemma_ == "vote"):
            return Judgement(verb, subject_of_judgement(verb), thing, polarity, f"in-{lemma}")
    return None


def _governed(preposition: Token, verb: Token) -> Token | None:
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


def by_vote(verb: Token) -> Judgement | None:
    if verb.lemma_.lower() != "vote":
        return None
    words = {child.lower_ for child in verb.children}
    words |= {verb.nbor().lower_} if verb.i + 1 < len(verb.doc) else set()
    polarity: Polarity | None = "supports" if words & {"yes", "aye"} else "opposes" if words & {"no", "against", "nay"} else None
    # "urged them to vote no, calling the resolution a stunt"
    voted = next((token for token in verb.doc if token.lemma_.lower() in _VOTED_ON and token.i != verb.i), None)
    return Judgement(verb, subject_of_judgement(verb), voted, polarity, "verb-vote") if polarity else None
