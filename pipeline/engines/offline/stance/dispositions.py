"""How somebody is about a thing: "is critical of the tax", "voiced concern about it", "a critic of it", "saw no reason to change it"."""

from dataclasses import replace

from pipeline.engines.offline.stance.judgement import Judgement, about, is_none, noun_polarity, right_of, subject_of_judgement
from pipeline.engines.offline.stance.undoing import undoes
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.labels import Polarity
from pipeline.lexicons import load

_WORDS = load("stance")
_AGAINST_SIDE = _WORDS.words("against_side")
_AGAINST_WORDS = _WORDS.words("against_words")
_CHARGES = _WORDS.words("charges")
_FIRM_WORDS = _WORDS.words("firm_words")
_FOR_SIDE = _WORDS.words("for_side") | _WORDS.words("for_roles")
_FOR_WORDS = _WORDS.words("for_words")
_NO_TARGETS = _WORDS.words("no_targets")
_OWNED_NOUNS = _WORDS.words("owned_nouns")
_REBUTTING = _WORDS.words("rebutting")
_REJOICING = _WORDS.words("rejoicing")
_RESISTING = _WORDS.words("resisting")
_VOICING = _WORDS.words("voicing")
_DIFFERING = frozenset({"disagree", "differ", "dissent"})
# "saw no reason to change it", "sees no need for it".
_REASONS = frozenset({"reason", "need", "case", "cause", "ground", "point", "justification", "basis", "merit", "sense", "room", "place"})
_ALTERING = frozenset({"change", "overrule", "alter", "intervene", "amend", "replace", "interfere", "depart", "revise"})
_VOICES = frozenset({"voice", "campaigner", "lobbyist", "crusader", "petitioner"})
SEEMING = ("feel", "remain", "seem", "sound", "look", "stay", "appear")


def by_rebuttal(verb: Token) -> Judgement | None:
    """ "rejected the criticism": being for what was criticised."""
    thing = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
    if verb.lemma_.lower() not in _REBUTTING or thing is None or thing.lemma_.lower() not in _CHARGES or about(thing) is not None:
        return None
    return Judgement(verb, subject_of_judgement(verb), None, "supports", "rebuts", firm=False)


def sees_no_reason(verb: Token) -> Judgement | None:
    """ "saw no reason to change it" is for the issue at hand, "sees no need for the levy" against the levy."""
    noun = next((child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in _REASONS and is_none(child)), None)
    if noun is None or verb.lemma_.lower() not in ("see", "find", "have"):
        return None
    clause = next((child for child in noun.children if child.dep_ in ("acl", "relcl") and child.tag_ == "VB"), None)
    if clause is not None:
        keeps = undoes(clause) or clause.lemma_.lower() in _ALTERING
        return Judgement(verb, subject_of_judgement(verb), None, "supports", "no-reason", firm=False) if keeps else None
    thing = about(noun)
    return Judgement(verb, subject_of_judgement(verb), thing, "opposes", "no-reason") if thing is not None else None


def sees_how(verb: Token) -> Judgement | None:
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


def by_feeling(verb: Token) -> Judgement | None:
    """ "vowed to sue", "ranchers cheered": verbs that without an object are about the issue at hand."""
    lemma = verb.lemma_.lower()
    polarity: Polarity | None = "opposes" if lemma in _RESISTING else "supports" if lemma in _REJOICING else None
    if polarity is None or any(child.dep_ in ("dobj", "prep", "ccomp") for child in verb.children):
        return None
    rule = "disagrees" if lemma in _DIFFERING else "resists" if polarity == "opposes" else "rejoices"
    return Judgement(verb, subject_of_judgement(verb), None, polarity, rule, firm=False)


def by_voiced_noun(verb: Token) -> Judgement | None:
    """ "voiced concern about the tax", "gave its backing to the tax", "reacted with anger"."""
    if verb.lemma_.lower() not in _VOICING:
        return None
    nouns = [child for child in verb.children if child.dep_ in ("dobj", "attr")]
    nouns += [noun for child in verb.children if child.dep_ == "prep" and child.lower_ in ("with", "in") for noun in child.children]
    for noun in nouns:
        polarity = noun_polarity(noun)
        if polarity is None:
            continue
        thing = about(noun) or right_of(verb, ("to", "behind", "for", "about", "over"))
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


def by_attitude(be: Token) -> Judgement | None:
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
        thing = own if own is not None else about(word)
        if thing is not None and thing.lower_ in ("all", "most", "much", "some", "part") and (whole := about(thing)) is not None:
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


def by_mood(adjective: Token) -> Judgement | None:
    """ "Growers dumped their crop, angry at a plan to import onions"."""
    polarity: Polarity | None = "supports" if adjective.lower_ in _FOR_WORDS else "opposes" if adjective.lower_ in _AGAINST_WORDS else None
    thing = about(adjective)
    if polarity is None or thing is None:
        return None
    holder = adjective.head if adjective.dep_ == "acl" else subject_of_judgement(adjective.head)
    return Judgement(adjective, holder, thing, polarity, f"is-{adjective.lower_}", firm=False)


def by_owned_noun(noun: Token) -> Judgement | None:
    """ "the objections of shops", "warnings from shops that ...", "support from the union"."""
    polarity = noun_polarity(noun)
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


def by_role(noun: Token) -> Judgement | None:
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
        negated = any(child.dep_ == "neg" for child in noun.head.children) or is_none(noun)
        return None if negated else Judgement(noun, subject_of_judgement(noun.head), thing, polarity, rule, firm=False)
    named = next((child for child in noun.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
    if named is not None:
        return Judgement(noun, named, thing, polarity, rule, firm=False)
    return (
        Judgement(noun, noun, thing, polarity, rule, firm=False) if noun.tag_ == "NNS" and noun.dep_ in ("nsubj", "agent", "pobj") else None
    )
