"""Parses of speech put right: verbs of speech hung where they belong, and the "that" behind whoever is told."""

from collections.abc import Sequence

from pipeline.engines.offline.syntax.expletives import is_empty
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import NOUN_SUBJECTS, TENSED, hang
from pipeline.lexicons import load

_WORDS = load("speech")
_SAY = _WORDS.words("say") | _WORDS.words("say_that")
_DENY = _WORDS.words("deny")
_TELLING = _WORDS.words("addressed")
_SPEAKERS = _WORDS.words("people") | _WORDS.words("texts") | load("names").words("bodies") | load("names").words("firms")
_SPEAKERS |= load("stance").words("collectives") | load("names").words("companions")
_CALENDAR = load("names").words("calendar")
_CONTRASTING = _WORDS.words("contrasting")


def tags_behind_quotations(doc: Sequence[Token]) -> None:
    """ "“…”, added KCNA.": a form of speech right before a name at the end of the sentence is its verb, and no adjective."""
    for verb in doc[2:-2]:
        name = verb.head
        ends = all(token.is_punct for token in doc[name.i + 1 :])
        tagged = verb.tag_ in ("VBN", "VBD") and verb.dep_ == "amod" and verb.lemma_.lower() in _SAY
        if not tagged or name.pos_ != "PROPN" or name.i < verb.i or not ends or doc[verb.i - 1].text not in (",", "”", '"'):
            continue
        above = name
        while above.head is not above:
            above = above.head
        if above is name or above.i > verb.i:
            continue
        verb.tag_, verb.pos_ = "VBD", "VERB"
        hang(verb, verb, "ROOT")
        hang(name, verb, "nsubj")
        hang(above, verb, "ccomp")
        return


def openers_behind_audiences(doc: Sequence[Token]) -> None:
    """ "told the court that, over five months, it got worse", "told MPs on Tuesday care was needed": what opens what is told.

    The parser may take such a "that" for a pronoun, and the day for a part of the subject.
    """
    for verb in doc:
        if verb.lemma_.lower() not in _TELLING or verb.pos_ != "VERB":
            continue
        whom = next((child for child in verb.rights if child.dep_ in ("dobj", "dative")), None)
        told = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
        if whom is None or told is None or whom.i > told.i:
            continue
        subjects = [child for child in told.lefts if child.dep_ in NOUN_SUBJECTS]
        that = next((token for token in doc[whom.i + 1 : told.i] if token.lower_ == "that" and token.i == whom.right_edge.i + 1), None)
        if that is not None and that.dep_ != "mark" and any(subject is not that for subject in subjects):
            hang(that, told, "mark")
            that.tag_, that.pos_ = "IN", "SCONJ"
        elif not subjects and (day := _day_of_subject(verb, told)) is not None:
            noun, on = day.head, day.head.head
            hang(noun, told, "nsubjpass" if any(child.dep_ == "auxpass" for child in told.lefts) else "nsubj")
            hang(day, on, "pobj")


def _day_of_subject(verb: Token, told: Token) -> Token | None:
    """The "Tuesday" of "told MPs on Tuesday care was needed"."""
    nouns = (noun for child in verb.rights if child.dep_ == "prep" and child.i < told.i for noun in child.rights if noun.dep_ == "pobj")
    days = (child for noun in nouns for child in noun.lefts if child.text in _CALENDAR and child.i == noun.i - 1)
    return next((day for day in days if day.nbor(-1) is day.head.head), None)


def speech_against_speech(doc: Sequence[Token]) -> None:
    """ "The union says it is late while the firm says it is early": the second is said beside the first, and not by it."""
    for verb in doc:
        if verb.dep_ != "advcl" or verb.lemma_.lower() not in _SAY or verb.tag_ not in TENSED:
            continue
        inner = verb.head
        cue = inner.head
        against = any(child.lower_ in _CONTRASTING and child.dep_ == "mark" for child in verb.lefts)
        own = any(child.dep_ in NOUN_SUBJECTS for child in verb.lefts)
        says = any(child.dep_ == "ccomp" for child in verb.rights)
        if against and own and says and inner.dep_ == "ccomp" and cue.lemma_.lower() in _SAY and cue.i < inner.i < verb.i:
            hang(verb, cue)


def past_behind_present_speech(doc: Sequence[Token]) -> None:
    """ "She claims that it was taken and she was made to work": a second past, of a pronoun, is claimed too, and not told beside it."""
    for verb in doc:
        cue = verb.head
        if verb.dep_ != "conj" or cue.i > verb.i or cue.lemma_.lower() not in _SAY or cue.tag_ not in ("VBZ", "VBP"):
            continue
        told = next((child for child in cue.rights if child.dep_ == "ccomp" and child.i < verb.i), None)
        own = any(child.dep_ in NOUN_SUBJECTS and child.tag_ == "PRP" for child in verb.lefts)
        if told is not None and own and _is_past(told) and _is_past(verb):
            for joint in [child for child in cue.rights if child.dep_ == "cc" and told.i < child.i < verb.i]:
                hang(joint, told)
            hang(verb, told)


def _is_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in verb.lefts if child.dep_ in ("aux", "auxpass"))


def modals_behind_speech(doc: Sequence[Token]) -> None:
    """ "The firm said it was sorry and would pay", 'warns that it should wait, but "should learn"': what would come is said too.

    The parser may hang the second verb on the verb of speech. Behind a comma it goes with what is said where that has a helper as well.
    """
    for verb in doc:
        cue = verb.head
        if verb.dep_ != "conj" or verb.tag_ != "VB" or cue.i > verb.i or cue.lemma_.lower() not in _SAY or cue.tag_ not in TENSED:
            continue
        modal = any(child.tag_ == "MD" for child in verb.lefts)
        told = next((child for child in cue.rights if child.dep_ == "ccomp" and child.i < verb.i), None)
        if not modal or told is None or any(child.dep_ in NOUN_SUBJECTS for child in verb.lefts):
            continue
        joint = next((child for child in reversed(cue.rights) if child.dep_ == "cc" and told.i < child.i < verb.i), None)
        own = any(child.dep_ in NOUN_SUBJECTS for child in told.lefts)
        if joint is None or not own or (doc[joint.i - 1].text == "," and not any(child.tag_ == "MD" for child in told.lefts)):
            continue
        hang(joint, told)
        hang(verb, told)


def further_speech(doc: Sequence[Token]) -> None:
    """ "It said oil would have little effect, saying that growth would go on": who says the one says the other, and not the oil.

    Also in "She denied that the deal was dear, saying the figure was false", and "She said she saw no need, arguing that it was early".
    """
    for verb in doc:
        told = verb.head
        cue = told.head
        if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.lemma_.lower() not in _SAY or told.i > verb.i:
            continue
        apart = verb.i > 0 and doc[verb.i - 1].text == ","
        says = any(child.dep_ == "ccomp" for child in verb.rights)
        thing = next((child for child in told.lefts if child.dep_ in NOUN_SUBJECTS), None)
        denies = cue.lemma_.lower() in _DENY
        if thing is None or not (thing.pos_ == "NOUN" or _is_who_says(thing, cue)):
            continue
        if {thing.lower_, thing.lemma_.lower()} & _SPEAKERS and not denies:
            continue  # "said the firm denied it, saying …": the firm says it
        reported = told.dep_ == "ccomp" and (denies or cue.lemma_.lower() in _SAY) and cue.i < told.i
        if apart and says and reported and told.lemma_.lower() not in _SAY:
            hang(doc[verb.i - 1], cue)
            hang(verb, cue)


def _is_who_says(pronoun: Token, cue: Token) -> bool:
    """ "Ms Ott said she saw": a pronoun right under a cue whose subject it may be."""
    who = next((child for child in cue.lefts if child.dep_ == "nsubj"), None)
    number = who is not None and who.tag_ in ("NNS", "NNPS")
    return who is not None and pronoun.lower_ in (("they",) if number else ("he", "she", "it"))


def days_of_speech(doc: Sequence[Token]) -> None:
    """ "She said on Monday she saw no need", "He said yesterday the firm was sound": the day of the cue, and of nothing that is said."""
    for verb in doc[:-2]:
        day = doc[verb.i + 1]
        if verb.lemma_.lower() not in _SAY or verb.tag_ not in TENSED or day.head.dep_ != "ccomp" or day.head.head is not verb:
            continue
        noun = next((child for child in day.rights if child.dep_ == "pobj"), None) if day.lower_ == "on" else day
        dated = noun is not None and any(word.text in _CALENDAR or word.lower_ == "yesterday" for word in noun.subtree)
        after = day.right_edge.i + 1
        if dated and day.dep_ in ("prep", "npadvmod", "advmod") and after < len(doc) and doc[after].text != ",":
            hang(day, verb)


def objects_taken_for_subjects(doc: Sequence[Token]) -> None:
    """ "The ministry rejects that, saying it was late": a pronoun between a verb and a comma is its object, and nobody who says."""
    for token in doc[1:-1]:
        verb = doc[token.i - 1]
        if token.lower_ not in ("that", "this", "it", "them") or token.dep_ != "nsubj" or doc[token.i + 1].text != ",":
            continue
        if token.head.tag_ == "VBG" and token.head.i > token.i and verb.tag_ in (*TENSED, "VBN") and token.head.head is verb:
            for comma in [child for child in token.head.lefts if child.text == ","]:
                hang(comma, verb)
            hang(token, verb, "dobj")
            token.tag_, token.pos_ = ("PRP" if token.lower_ in ("it", "them") else "DT"), "PRON"


def second_thats(doc: Sequence[Token]) -> None:
    """ "It said trade was slow and that profit was likely to fall": two things are said, and no "that profit"."""
    for that in doc[2:-2]:
        noun = that.head
        verb = noun.head
        finite = verb.tag_ in TENSED or any(child.tag_ in (*TENSED, "MD") for child in verb.lefts if child.dep_ in ("aux", "auxpass"))
        if that.lower_ != "that" or that.dep_ != "det" or noun.dep_ not in NOUN_SUBJECTS or not finite or verb.i < noun.i:
            continue
        joint, cue = doc[that.i - 1], verb.head
        if joint.dep_ != "cc" or cue.lemma_.lower() not in _SAY or cue.i > that.i or verb.dep_ not in ("ccomp", "conj"):
            continue
        near = (*verb.lefts, *cue.rights)
        first = next((child for child in near if child.dep_ in ("advcl", "ccomp") and cue.i < child.i < that.i), None)
        if first is None or not any(child.dep_ in NOUN_SUBJECTS for child in first.lefts):
            continue
        hang(first, cue, "ccomp")
        hang(joint, first, "cc")
        hang(verb, first, "conj")
        hang(that, verb, "mark")
        that.tag_, that.pos_ = "IN", "SCONJ"


def speech_inside_quotations(doc: Sequence[Token]) -> None:
    """'"It is heavy," she says, "and I have carried it"': both are said, and the second goes on with the first."""
    for cue in doc:
        if cue.lemma_.lower() not in _SAY or cue.tag_ not in TENSED:
            continue
        first = next((child for child in cue.lefts if child.dep_ == "ccomp"), None)
        second = next((child for child in (*cue.rights, cue.head) if child.i > cue.i and _goes_on(child, cue)), None)
        if first is None or second is None:
            continue
        if cue.head is second:
            hang(cue, second.head if second.head is not second else cue, second.dep_)
        for child in [child for child in second.children if child.is_punct and (child.i < cue.i or child.i == len(doc) - 1)]:
            hang(child, cue)
        for joint in [child for child in second.lefts if child.dep_ == "cc"]:
            hang(joint, first)
        hang(second, first, "conj")


def _goes_on(verb: Token, cue: Token) -> bool:
    """The "and the workers have seen it" of such a quotation, behind the cue and its comma."""
    opens = (
        verb.left_edge if cue.head is not verb else next((child for child in verb.lefts if child.i > cue.i and not child.is_punct), verb)
    )
    quoted = opens.i > 0 and opens.nbor(-1).is_quote
    hung = (verb.head is cue and verb.dep_ == "ccomp") or (cue.head is verb and cue.dep_ == "parataxis")
    return hung and quoted and opens.dep_ == "cc" and any(child.dep_ in NOUN_SUBJECTS and child.i > cue.i for child in verb.lefts)


def acts_behind_empty_subjects(doc: Sequence[Token]) -> None:
    """ "Roe said it would be hard to come, but downplayed it": no "it" downplays anything, so Roe does."""
    for verb in doc:
        told = verb.head
        cue = told.head
        if (
            verb.dep_ != "conj"
            or verb.tag_ not in ("VBD", "VBN")
            or told.dep_ != "ccomp"
            or cue.lemma_.lower() not in _SAY
            or told.i > verb.i
        ):
            continue
        it = next((child for child in told.lefts if child.dep_ == "nsubj" and child.lower_ == "it"), None)
        bare = not any(child.dep_ in (*NOUN_SUBJECTS, "aux", "auxpass") for child in verb.lefts)
        acts = any(child.dep_ == "dobj" for child in verb.rights)
        if it is not None and bare and acts and told.lemma_ == "be" and is_empty(it) and cue.i < told.i:
            for joint in [child for child in told.rights if child.dep_ == "cc" and child.i < verb.i][-1:]:
                hang(joint, cue)
            hang(verb, cue)
            verb.tag_ = "VBD"


def speech_between_commas(doc: Sequence[Token]) -> None:
    """ "Visitors, said Ott, are asked to pay": the visitors are asked, and Ott alone says it."""
    for verb in doc:
        if verb.dep_ != "parataxis" or verb.lemma_.lower() not in _SAY or verb.tag_ not in TENSED or verb.head.i < verb.i:
            continue
        subjects = [child for child in verb.children if child.dep_ in NOUN_SUBJECTS]
        lost = not any(child.dep_ in NOUN_SUBJECTS for child in verb.head.lefts)
        apart = verb.i > 0 and doc[verb.i - 1].text == ","
        inverted = len(subjects) == 2 and subjects[0].i < verb.i < subjects[1].i and apart
        between = len(subjects) == 2 and subjects[1].i < verb.i and doc[subjects[1].left_edge.i - 1].text == "," and not apart
        if (inverted or between) and lost:
            passive = any(child.dep_ == "auxpass" for child in verb.head.children)
            hang(subjects[0], verb.head, "nsubjpass" if passive else "nsubj")
            hang(doc[verb.i - 1 if inverted else subjects[1].left_edge.i - 1], verb)
