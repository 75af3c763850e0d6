"""What the statistical parser of spaCy gets wrong about news, put right on its trees by rules, before anything reads them."""

import re
from collections.abc import Sequence

from pipeline.engines.offline.syntax.cue_repairs import (
    acts_behind_empty_subjects,
    days_of_speech,
    further_speech,
    modals_behind_speech,
    objects_taken_for_subjects,
    openers_behind_audiences,
    past_behind_present_speech,
    second_thats,
    speech_against_speech,
    speech_between_commas,
    speech_inside_quotations,
    tags_behind_quotations,
)
from pipeline.engines.offline.syntax.speech_repairs import (
    circumstances_told,
    clauses_behind_relatives,
    joined_speech,
    listed_clauses,
    lone_names_before_speech,
    reported_clauses,
    sentences_behind_semicolons,
    speakers_after_speech,
    speakers_cut_short,
    speakers_taken_for_rows,
    speech_behind_clauses,
    speech_behind_contrasts,
)
from pipeline.engines.offline.syntax.subject_repairs import (
    documents_that_show,
    gerunds_that_act,
    lost_verbs,
    names_taken_for_relatives,
    reduced_relatives,
    subjects_behind_conjunctions,
    subjects_behind_openers,
    subjects_joined_to_objects,
)
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import AGENT_ENDINGS, ANY_SUBJECT, TENSED, befell, hang, is_have, make_name
from pipeline.lexicons import load

_GIVEN_VERBS, _LABEL = load("names").words("given_verbs"), load("speech").words("label")
# An amount as newsrooms shorten it. spaCy would split off the letters, and take the "m" of "£4m" for a verb.
SHORT_AMOUNT = re.compile(r"\d[\d,.]*(?:m|mn|bn|tn|k)$", re.IGNORECASE)


def repair(tokens: Sequence[Token]) -> None:
    """Puts a parse right, in place."""
    for rule in (
        _hyphened_names,
        _amounts_of_verbs,
        _given_names_that_are_verbs,
        _judged_things,
        _names_that_end_in_adverbs,
        _owners_of_one_body,
        lone_names_before_speech,
        speakers_after_speech,
        tags_behind_quotations,
        speech_between_commas,
        speech_inside_quotations,
        objects_taken_for_subjects,
        _participles_for_verbs,
        speakers_cut_short,
        speakers_taken_for_rows,
        clauses_behind_relatives,
        speech_behind_contrasts,
        documents_that_show,
        names_taken_for_relatives,
        gerunds_that_act,
        lost_verbs,
        reduced_relatives,
        subjects_behind_openers,
        _acts_hung_on_names,
        speech_behind_clauses,
        subjects_behind_conjunctions,
        _helpers_cut_off,
        subjects_joined_to_objects,
        _joined_acts,
        _joined_bases,
        joined_speech,
        days_of_speech,
        second_thats,
        speech_against_speech,
        past_behind_present_speech,
        modals_behind_speech,
        further_speech,
        acts_behind_empty_subjects,
        openers_behind_audiences,
        _relative_antecedents,
        _shared_modals,
        reported_clauses,
        listed_clauses,
        circumstances_told,
        sentences_behind_semicolons,
    ):
        rule(tokens)


def _hyphened_names(doc: Sequence[Token]) -> None:
    """ "Wal-Mart sued": one name, of which the parser may make three subjects."""
    for mark in doc[1:-1]:
        if mark.text != "-" or mark.whitespace_ or doc[mark.i - 1].whitespace_:
            continue
        first, last = doc[mark.i - 1], doc[mark.i + 1]
        if (
            first.tag_ != "NNP"
            or last.tag_ not in ("NNP", "NNPS")
            or first.head is last
            or not first.is_title
            or not last.text[0].isupper()
        ):
            continue
        if last.head in (first, mark):
            above = mark.head if first.head is mark else first.head
            hang(last, last if above in (first, last) else above, first.dep_)
        hang(first, last, "compound")
        hang(mark, last, "compound")


def _judged_things(doc: Sequence[Token]) -> None:
    """ "called the 72-hour limit unlawful", "calls the threat of fines unhelpful": what is judged is no part of the judgement."""
    for judgement in doc[3:-1]:
        thing = doc[judgement.i - 1]
        if judgement.dep_ == "amod" and judgement.head is thing and judgement.pos_ == "ADJ" and doc[judgement.i + 1].is_punct:
            judged = next((above for above in (thing, *thing.ancestors) if above.dep_ == "dobj"), None)
            if judged is not None and judged.head.lemma_.lower() in _LABEL and judged.right_edge is judgement:
                hang(judgement, judged.head, "oprd")
            continue
        label = judgement.dep_ == "oprd" and judgement.pos_ == "ADJ" and judgement.head.i < judgement.i
        if not label or thing.head is not judgement or thing.dep_ != "compound" or any(c.dep_ == "dobj" for c in judgement.head.children):
            continue
        for child in [child for child in judgement.lefts if child.i < thing.i]:
            hang(child, thing)
        hang(thing, judgement.head, "dobj")


def _given_names_that_are_verbs(doc: Sequence[Token]) -> None:
    """ "Will Tranter has sued the firm": no helper of a verb stands before a name in a statement that has a finite verb of its own."""
    if len(doc) < 4 or doc[1].tag_ != "NNP" or doc[-1].text == "?":
        return
    given, surname = doc[0], doc[1]
    if not given.is_title or given.lower_ not in _GIVEN_VERBS or given.pos_ == "PROPN":
        return
    if surname.dep_ in ("nsubj", "nsubjpass") and any(
        word.tag_ in TENSED for word in (surname.head, *surname.head.children) if word.i > surname.i
    ):
        given.tag_, given.pos_, given.lemma_ = "NNP", "PROPN", given.text
        hang(given, surname, "compound")


def _participles_for_verbs(doc: Sequence[Token]) -> None:
    """ "Lena Ott, lighting a candle, said it was late": the act is the verb behind the aside, and the participle says more of who acts."""
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is None or root.tag_ not in ("VBG", "VBN") or any(child.dep_ in ("aux", "auxpass") for child in root.children):
        return
    subject = next((child for child in root.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    verb = next((child for child in root.rights if child.dep_ == "dep" and child.tag_ in TENSED), None)
    if subject is None or verb is None or doc[subject.i + 1].text != "," or doc[verb.i - 1].text != ",":
        return
    hang(verb, verb, "ROOT")
    for child in [child for child in root.children if child.i > verb.i or child.i < subject.i]:
        hang(child, verb)
    hang(subject, verb, "nsubj")
    hang(root, subject, "acl")


def _names_that_end_in_adverbs(doc: Sequence[Token]) -> None:
    """ "Community Libraries Now, a charity": a capital inside a sentence, right behind a name, goes on with the name."""
    for token in [token for token in doc[2:-1] if token.is_title and token.pos_ in ("ADV", "INTJ", "ADP")]:
        before = doc[token.i - 1]
        if before.tag_ not in ("NNP", "NNPS"):
            continue
        if sum(word.text[:1].isupper() for word in doc) > len(doc) // 2:
            return  # where all words have capitals, these make no name
        if doc[token.i + 1].text[:1].isupper():
            continue
        above, dep = before.head, before.dep_
        if above.i == token.i or before.is_ancestor(token) or token.is_ancestor(above):
            continue
        make_name(token)
        hang(token, above if above.i != before.i else token, dep)
        for child in [child for child in before.children if child.i != token.i]:
            hang(child, token)
        hang(before, token, "compound")


def _owners_of_one_body(doc: Sequence[Token]) -> None:
    """ "the Vintners' and Caterers' Alliance said": one body of two owners, and no Vintners beside an Alliance."""
    marks = ("'", "’", "'s", "’s")
    for link in [token for token in doc[2:-3] if token.lower_ == "and" and doc[token.i - 1].text in marks]:
        first_mark, owner, mark, token = (doc[link.i + step] for step in (-1, 1, 2, 3))
        if mark.text not in marks or token.tag_ not in ("NNP", "NNPS"):
            continue
        first = doc[first_mark.i - 1] if first_mark.i else None
        if first is None or not first.is_ancestor(token) or token.dep_ != "conj" or not first.text[0].isupper():
            continue
        above, dep = first.head, first.dep_
        hang(token, above if above.i != first.i else token, dep)
        for child in [child for child in first.children if child.i not in (first_mark.i, token.i)]:
            hang(child, token)
        for word in (first, owner):
            hang(word, token, "poss")
        hang(link, token)


def _acts_hung_on_names(doc: Sequence[Token]) -> None:
    """ "Gambling charity BetterOff called the plan a joke": where no other verb leads, the one hung on a noun right behind it does."""
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is None or root.pos_ not in ("NOUN", "PROPN"):
        return
    act = next((child for child in root.rights if child.dep_ == "relcl" and child.tag_ in ("VBD", "VBZ")), None)
    subject = next((child for child in act.lefts if child.dep_ == "nsubj"), None) if act is not None else None
    if act is None or subject is None or subject.tag_ != "NNP" or subject.left_edge.i != root.i + 1:
        return
    if not all(child.is_punct for child in root.rights if child.i != act.i):
        return
    hang(act, act, "ROOT")
    for child in [child for child in root.children if child.i != act.i and child.is_punct]:
        hang(child, act)
    for child in [child for child in root.children if child.i != act.i]:
        hang(child, subject)
    hang(root, subject, "compound")


def _amounts_of_verbs(doc: Sequence[Token]) -> None:
    """ "It cost the airline £4m": a short amount right behind a noun, no comma between them, is the verb's object and no apposition."""
    for token in doc:
        noun = token.head
        if (
            token.dep_ == "appos"
            and SHORT_AMOUNT.search(token.text)
            and token.left_edge.i == noun.i + 1
            and noun.head.tag_.startswith("VB")
        ):
            hang(token, noun.head, "dobj")
            noun.dep_ = "dative" if noun.dep_ == "dobj" else noun.dep_


# What a name that opens a sentence may be in it.
_NAMED = frozenset({"nsubj", "nsubjpass", "compound", "nmod", "poss"})


def names_at_start(docs: Sequence[Sequence[Token]]) -> None:
    """ "Tamarisk rejects the order": the first word of a sentence, whose capital says nothing, is a name where the article has it with a
    capital inside a sentence too, and nowhere in small letters.
    """
    inside = {token.text for doc in docs for token in doc[1:] if token.pos_ == "PROPN"}
    small = {token.text for doc in docs for token in doc if token.text.islower()}
    for first in [doc[0] for doc in docs if doc]:
        if first.tag_ == "UH" and first.dep_ == "nsubj" and first.is_title:
            make_name(first)  # "Labour, however, said": nobody is an exclamation
        if first.pos_ not in ("NOUN", "ADJ", "VERB", "ADV", "INTJ") or first.text not in inside or first.lower_ in small:
            continue
        if first.dep_ in _NAMED:
            first.pos_, first.tag_, first.lemma_ = "PROPN", "NNP", first.text
        elif (
            first.dep_ == "ROOT"
            and first.pos_ == "NOUN"
            and len(first.doc) > 2
            and first.nbor().tag_ == "NNS"
            and first.nbor().head == first
        ):
            _give_verb(first, first.nbor())


def _give_verb(name: Token, verb: Token) -> None:
    """ "Trump plans major ad buy": the parser takes both for nouns."""
    name.pos_, name.tag_, name.lemma_ = "PROPN", "NNP", name.text
    verb.pos_, verb.tag_ = "VERB", "VBZ"
    hang(verb, verb, "ROOT")
    for child in [child for child in name.rights if child.i != verb.i]:
        hang(child, verb)
    hang(name, verb, "nsubj")


def _helpers_cut_off(doc: Sequence[Token]) -> None:
    """ "They are, if anything, drifting apart": the helper and the participle of one verb, with an aside between commas."""
    for helper in doc:
        if helper.lemma_ != "be" or helper.dep_ in ("aux", "auxpass") or helper.i + 2 >= len(doc) or doc[helper.i + 1].text != ",":
            continue
        end = next((token.i for token in doc[helper.i + 2 : helper.i + _LONGEST_ASIDE] if token.text == ","), len(doc))
        verb = next((token for token in doc[end + 1 : end + 3] if token.tag_ in ("VBG", "VBN") and token.dep_ in ("advcl", "acl")), None)
        if verb is None or not helper.i <= verb.head.i < end:
            continue
        if any(child.dep_ in (*ANY_SUBJECT, "aux", "auxpass", "mark") for child in verb.children):
            continue
        if any(child.i > verb.i and child.dep_ in ("attr", "acomp", "prep") for child in helper.children):
            continue
        hang(verb, helper)
        above, dep = (verb, "ROOT") if helper.head.i == helper.i else (helper.head, helper.dep_)
        hang(verb, above, dep)
        for child in [child for child in helper.children if child.i != verb.i]:
            hang(child, verb)
        hang(helper, verb, "aux" if verb.tag_ == "VBG" else "auxpass")


_LONGEST_ASIDE = 8


def _joined_acts(doc: Sequence[Token]) -> None:
    """ "asked the firm to file a reply and directed that it stop": a past joined to an infinitive goes on with the past above."""
    for token in doc:
        near = token.head
        if token.dep_ != "conj" or token.tag_ not in (*TENSED, "VBN") or near.i > token.i:
            continue
        if not (near.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in near.children)):
            continue
        if any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in token.children):
            continue
        if token.tag_ == "VBN" and not any(child.dep_ == "auxpass" for child in near.children):
            token.tag_ = "VBD"  # "cost £10m to make but brought in £110m": no participle goes with an infinitive
        above = near
        while above.head.i != above.i and above.tag_ != token.tag_ and above.dep_ in _BELOW_ACTS:
            above = above.head
        if above.tag_ == token.tag_ and above.i < near.i and above.pos_ == "VERB":
            for joint in [child for child in near.children if near.i < child.i < token.i and child.dep_ == "cc"][-1:]:
                hang(joint, above)
            hang(token, above)


_BELOW_ACTS = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "dobj", "conj"})


def _joined_bases(doc: Sequence[Token]) -> None:
    """ "likened it to a plan that Mexico solve the crisis, and pay for it": a base form is joined to another, and to no past."""
    for token in doc:
        above = token.head
        if token.dep_ != "conj" or above.tag_ not in (*TENSED, "VBN") or above.i > token.i or not _is_base(token, above):
            continue
        if any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in token.children):
            continue
        if any(child.dep_ == "aux" and not is_have(child) for child in above.children):
            continue
        near = next((word for word in reversed(doc[above.i + 1 : token.i]) if word.tag_ in ("VB", "VBP") and word.pos_ == "VERB"), None)
        if near is not None and not near.is_ancestor(above):
            token.tag_ = near.tag_
            hang(token, near)


def _is_base(verb: Token, above: Token) -> bool:
    """A base form; a plural too, where the verb before it has the subject of one ("He went on to lead it, and appear in films")."""
    one = any(child.dep_ == "nsubj" and (child.tag_ in ("NN", "NNP") or child.lower_ in ("he", "she", "it")) for child in above.children)
    joined = any(child.dep_ == "conj" for subject in above.lefts for child in subject.rights)
    return verb.tag_ == "VB" or (verb.tag_ == "VBP" and above.tag_ != "VBP" and one and not joined)


def _shared_modals(doc: Sequence[Token]) -> None:
    """ "would spend $3 million and cut 400 jobs": a form that is past and base alike goes with the helper of the verb it is joined to."""
    for token in doc:
        if token.tag_ not in ("VBD", "VBP", "VBN") or token.dep_ != "conj" or token.lower_ != token.lemma_.lower():
            continue
        own = any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in token.children)
        modal = any(child.tag_ == "MD" for child in token.head.children) and token.head.tag_ == "VB"
        if modal and not own:
            token.tag_ = "VB"
    for token in doc:
        joined = token.dep_ == "conj" and token.tag_ == "VB" and token.head.tag_ == "VBD" and token.i > token.head.i
        if joined and not any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in token.children):
            token.tag_ = "VBD"  # "spent $3 million and cut 400 jobs"


def _relative_antecedents(doc: Sequence[Token]) -> None:
    """ "The cap on benefits, which denies support": what denies is the cap. The parser takes the nearest noun.

    A relative clause goes up to the noun that its noun hangs on where the verb agrees in number with that one alone, or where "who" would
    be a place, a body or a thing and the noun above is of people.
    """
    for clause in doc:
        near = clause.head
        if clause.dep_ == "relcl" and (name := _kin_named_last(clause)) is not None:
            hang(clause, name)
            continue
        if clause.dep_ != "relcl" or near.dep_ != "pobj" or near.i > clause.i:
            continue
        above = near.head.head
        word = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in ("WP", "WDT")), None)
        if word is not None and near.text in _CALENDAR:
            if (thing := _governor(near)) is not None:
                hang(clause, thing)
            continue
        if word is None or above.tag_ not in _NUMBERS or near.tag_ not in _NUMBERS:
            continue
        if word.tag_ == "WP" and near.pos_ == "PROPN" and _is_from(above, near):
            moves = True
        elif doc[word.i - 1].text != ",":
            continue
        elif word.tag_ == "WP":
            moves = _is_people(above) and not _is_people(near) and near.head.lower_ in _WHERE and not befell(clause, above)
        else:
            number = _number_of(clause)
            moves = number is not None and number != _NUMBERS[near.tag_] and number == _NUMBERS[above.tag_]
        if moves:
            hang(clause, above)


def _kin_named_last(clause: Token) -> Token | None:
    """ "Lena Ott, the mother of Sean Ott, who died": Sean, where the parser takes the other."""
    word = clause.left_edge
    last = word.nbor(-2) if word.tag_ == "WP" and word.i > 1 and word.nbor(-1).text == "," else None
    if last is None or last.pos_ != "PROPN" or last.dep_ != "pobj" or last.head.lower_ != "of" or last is clause.head:
        return None
    return last if last.head.head.dep_ == "appos" and befell(clause, last.head.head) else None


def _governor(date: Token) -> Token | None:
    """What a clause behind a date tells of, the object of its verb: "held talks on the plant in May, which went on" tells of talks."""
    verb = next((above for above in date.ancestors if above.pos_ == "VERB"), None)
    return next((child for child in verb.rights if child.dep_ == "dobj" and child.i < date.i), None) if verb is not None else None


def _is_from(noun: Token, name: Token) -> bool:
    """ "a donor in Pennsylvania who", "Ida Rowe of Leeds, who", "the governor of Ohio, who": no place, firm or body is a "who"."""
    if noun.pos_ == "PROPN":
        return name.head.lower_ in _AT
    if noun.lemma_.lower() in _OFFICES:
        return name.head.lower_ in {*_AT, "of"}
    return (_is_people(noun) or noun.lower_.endswith(_AGENTS) or noun.dep_ == "appos") and name.head.lower_ in _AT


_AT = frozenset({"in", "from", "at", "near"})
_AGENTS = (*AGENT_ENDINGS, *(f"{ending}s" for ending in AGENT_ENDINGS), "men", "women")
_NUMBERS = {"NN": "singular", "NNP": "singular", "NNS": "plural", "NNPS": "plural"}
_WHERE = frozenset({"of", "from", "in", "at", "near", "on", "around", "for"})
_OFFICES, _CALENDAR = (load("names").words(group) for group in ("offices", "calendar"))
_PEOPLE = load("speech").words("people") | load("stance").words("collectives")


def _is_people(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and bool({noun.lower_, noun.lemma_.lower()} & _PEOPLE)


def _number_of(verb: Token) -> str | None:
    """singular or plural, as the verb or its helper shows; None where it shows nothing."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    for word in (*helpers, verb):
        if word.lower_ == "was" or word.tag_ == "VBZ":
            return "singular"
        if word.lower_ in ("were", "are", "have") or (word.tag_ == "VBP" and word.i == verb.i):
            return "plural"
        if word.tag_ in ("MD", "VBD"):
            return None
    return None
