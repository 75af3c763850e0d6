"""Verbs in their parse: which subject one has or shares, which helpers, and of whom a clause tells."""

from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS, TENSED, befell, is_have
from pipeline.lexicons import load

# Nouns of what speaks for those who wrote or measured it, and of those who can speak.
TEXTS = load("speech").words("texts")
SPEAKERS = load("speech").words("people") | load("names").words("bodies") | load("names").words("firms")
_HANDING = load("claims").words("handing")
_NOBODY = load("speech").words("nobody")
# "took pains to say that", "had the chance to".
_TAKEN = frozenset({"pain", "pains", "time", "opportunity", "chance", "occasion", "moment", "trouble", "care"})
# Behind them the subject of the clause goes on: "responded by saying", "won it despite spending less".
_WHILE = frozenset({"by", "in", "after", "before", "while", "despite", "since", "without", "besides", "upon", "through"})


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb that it is joined to or depends on ("adding that ...")."""
    start = verb
    for _ in range(4):
        first: Token | None = None
        for child in verb.children:
            if child.dep_ not in SUBJECTS:
                continue
            if first is not None:  # "Its smaller rival Penmarrow said"
                # "..., she said", "Holding signs, the protesters chanted": where another noun was hung on the verb too
                opened = child.left_edge.i > 0 and child.left_edge.nbor(-1).text in ',”"’'
                beside = child.i == verb.i - 1 and (child.tag_ == "PRP" or opened)
                return child if beside or (child.tag_ == "NNP" and child.left_edge.i == first.right_edge.i + 1) else first
            first = child
        if first is not None:
            return first
        if verb.dep_ in ("conj", "advcl", "xcomp", "parataxis", "dep") and verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        elif verb.dep_ == "pcomp" and verb.head.lower_ in _WHILE and verb.head.head.pos_ == "VERB":
            verb = verb.head.head  # "responded by saying that"
        elif (state := _state_of(verb)) is not None and verb.i != start.i:
            verb = state
        elif verb.dep_ == "acl":
            # "faulted the plan to sell it, describing it as lopsided": who faulted it, not the plan.
            apart = verb.i != start.i if verb.tag_ == "VB" else verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
            apart = apart or hangs_on_thing(verb)
            if not apart or verb.head.dep_ not in ("dobj", "pobj", "attr") or verb.head.head.pos_ not in ("VERB", "AUX"):
                return verb.head
            verb = verb.head.head
        else:
            return None
    return None


def _state_of(act: Token) -> Token | None:
    """The "is" of "The firm is under pressure to recall it": who is to act is the firm, and no pressure."""
    noun = act.head
    link = noun.head
    infinitive = act.dep_ == "acl" and act.tag_ == "VB"
    return link.head if infinitive and noun.dep_ == "pobj" and link.lower_ == "under" and link.head.lemma_ == "be" else None


def hangs_on_thing(participle: Token) -> bool:
    """ "entered the talks believing that …", "took turns rebutting it": whether a participle hangs on what neither speaks nor is a text."""
    noun = participle.head
    speaks = noun.pos_ == "PROPN" or noun.lemma_.lower() in TEXTS | SPEAKERS
    told = participle.tag_ == "VBG" or noun.lemma_.lower() in _TAKEN  # "took pains to say that"
    return bool(told and noun.dep_ == "dobj" and not speaks and noun.head.pos_ == "VERB")


def bearer_of(clause: Token) -> Token:
    """Of whom the verb of a relative clause tells: of Bell in "Marcus Bell, an analyst at Northgate, who has ...".

    Also in "Marcus Bell is an analyst who ...", "Marcus Bell, adviser to Ida Rowe, who ..." and "Marcus Bell, 30, of Leeds, who ...".
    """
    noun = clause.head
    if not any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ == "WP" for child in clause.children):
        return noun
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        named = next((child for child in noun.head.lefts if child.dep_ == "nsubj" and child.pos_ == "PROPN"), None)
        return named if named is not None else noun
    if noun.dep_ == "pobj" and noun.pos_ == "PROPN" and clause.left_edge.nbor(-1).text == ",":
        owner = noun.head.head
        described = owner.dep_ == "appos" and owner.head.pos_ == "PROPN" and not befell(clause, owner)
        from_place = owner.pos_ == "PROPN" and noun.head.lower_ in ("of", "from") and noun.head.nbor(-1).text == ","
        return owner.head if described else owner if from_place else noun
    return noun.head if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" else noun


def is_past(participle: Token) -> bool:
    """ "a good jockey needed two": whether what the parser takes for a participle has an object, and so is a past."""
    return participle.tag_ == "VBN" and participle.dep_ == "acl" and any(child.dep_ == "dobj" for child in participle.rights)


def is_plural(subject: Token) -> bool:
    """Whether a subject is in the plural by its own word; one that others are joined to may be singular ("Roe and Ott")."""
    return subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("they", "them", "themselves")


def own_subject(verb: Token) -> Token | None:
    """What stands as the subject of a verb itself, "there" too; None where it shares another's."""
    return next((child for child in verb.children if child.dep_ in (*SUBJECTS, "expl")), None)


def is_said_by_nobody(verb: Token) -> bool:
    """ "Nobody said it was safe", "Neither side would say how": who speaks is denied."""
    subject = own_subject(verb)
    return subject is not None and bool({subject.lower_, subject.left_edge.lower_} & _NOBODY)


def auxiliaries(verb: Token) -> list[Token]:
    """The helpers of a verb, and the "not" that stands with them."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"]
    return [*helpers, *(child for child in verb.children if child.dep_ == "neg")] if helpers else []


def _is_past_behind(verb: Token) -> bool:
    """ "was late but won it", "was ill and retired": a participle for the parser, which nobody does to the subject."""
    joints = [child.lower_ for child in verb.head.rights if child.dep_ == "cc" and child.i < verb.i]
    by = any(child.dep_ == "agent" or child.lower_ == "until" for child in verb.rights)
    return not by or joints[-1:] not in (["and"], ["but"]) or any(child.dep_ == "dobj" for child in verb.rights)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.lefts)


def shared_auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries that the first of joined verbs has for all ("should publish the survey, listen and vote")."""
    # "has killed 90 people and driven out others": a participle that the parser takes for a past.
    could_have = any(child.tag_ == "MD" for child in verb.head.children) and any(is_have(child) for child in verb.head.children)
    lost = verb.tag_ == "VBD" and (could_have or verb.lower_.endswith(("ed", "en", "wn", "orn")))
    if (verb.tag_ not in ("VBN", "VB", "VBG") and not lost) or own_subject(verb) is not None or auxiliaries(verb):
        return []
    if verb.tag_ == "VBN" and verb.head.lemma_ == "be" and verb.head.tag_ in TENSED and not _is_past_behind(verb):
        return [verb.head]  # "plans were on track and funded until May"
    # "had been written off but never stopped running": nobody was stopped
    objects = any(child.dep_ in ("dobj", "xcomp", "ccomp") for child in verb.rights)
    acts = verb.tag_ == "VBD" and _is_passive(verb.head) and objects and verb.lemma_.lower() not in _HANDING
    while verb.dep_ == "conj":
        verb = verb.head
        found = auxiliaries(verb)
        if found and not (lost and (acts or not any(is_have(helper) for helper in found))):
            return found
    return []
