"""What is still to come, as questions ("The House is expected to vote on Saturday": Will the House vote on Saturday?)."""

import re

from pipeline.engines.offline.questions.coming import FACES, NOT_UNTIL, ON_A_DAY, TOLD_LATER, infinitive
from pipeline.engines.offline.questions.openings import Place, is_nobody
from pipeline.engines.offline.questions.to_be_had import ASKED_TO, LEFT_OVER, LEFT_SO, NEEDS_APPROVAL, NOT_GRANTED, SEEKS
from pipeline.engines.offline.questions.wording import (
    EMPTY,
    ask,
    asked_clause,
    direct,
    is_it_true,
    known,
    lowered,
    name_of,
    opener_of,
    plain,
    rest_of,
    verb_of,
    with_words,
    yes_no,
)
from pipeline.engines.offline.syntax.parse import clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("questions")
_EVENTS: dict[str, str] = {noun: str(frame) for frame, nouns in _WORDS.table("events").items() for noun in nouns}
_BODIES, _VOTING = load("names").words("bodies"), load("stance").words("voting")
_CONTESTS = _WORDS.words("contests")
# Words of a clause that says which thing is meant.
_LONGEST_CLAUSE = 14
_GOING = _WORDS.words("going_on")
_REPORTING = _WORDS.words("reporting")
_DEALING_WITH = _WORDS.words("dealing_with")
_LEADING_ON = _WORDS.words("leading_on")
_MODALS = frozenset({"will", "would", "could", "may", "might", "must", "can"})
_TIME_TO = re.compile(r"\b(?:days|weeks|months) to\b")
# What is said to be to come, as a question: "Is it true that the mill would appeal?".
_TO_COME = re.compile(r"Is it true that (?P<who>[^\s,]+(?: [^\s,]+){0,5}?) (?:would|will) (?P<act>(?!have |be )[a-z].+)\?")
# "Ott told them she" would: what is told inside another clause.
_TOLD = re.compile(r" (?:it|they|he|she|that)$")


def outcome(place: Place) -> str:
    """ "The House is expected to vote on Saturday": Will the House vote on Saturday?"""
    verb = verb_of(place.token)
    subject = subject_of(verb)
    who = name_of(subject, place.sentence, place.names) if subject is not None else ""
    phrase = place.phrase.lower()
    if phrase in (TOLD_LATER, LEFT_SO) and (told := asked_clause(place.token)) is not None:
        return direct(told, place.sentence, place.names)
    if subject is not None and subject.dep_ in ("csubj", "csubjpass") and opener_of(subject) is not None:
        return direct(subject, place.sentence, place.names)  # "How much it will pay has yet to be worked out"
    if question := _will_it_be_had(place, verb, subject, who):
        return question
    if "date" in phrase:
        about = next((word for word in place.sentence.doc if word.dep_ == "pobj" and word.i > place.token.i), None)
        if about is None and place.before is not None and (question := with_words("When", place.before, place.names)):
            return question
        return ask(f"When will {lowered(plain(about))} be") if about is not None else ask("When will it be")
    if not who or who.lower() in EMPTY:
        return _of_body(place) or from_claims(place)
    if "until" in phrase and verb.lemma_ in ("have", "give"):
        return _by_deadline(verb, who, place) or from_claims(place)
    if (
        _TIME_TO.search(phrase)
        and (act := next((word for word in place.sentence.doc[place.token.i :] if word.tag_ == "VB"), None)) is not None
    ):
        return ask(f"Will {who} {rest_of(act, act.i - 1)}")  # "has 60 days to approve the deal"
    inner = infinitive(verb, place.token)
    if subject is not None and (inner or verb).lemma_.lower() in _REPORTING and subject.lemma_.lower() in _EVENTS:
        return ask(_EVENTS[subject.lemma_.lower()].format(known(who)))  # "an inquiry is to report within 15 days"
    if inner is not None:
        to = next((child for child in inner.children if child.lower_ == "to" and child.dep_ == "aux"), None)
        start = to.i if to is not None else inner.i - 1
        if verb.lemma_.lower() in _LEADING_ON:
            asked = next((child for child in verb.children if child.dep_ == "dobj" and child.i < inner.i), None)
            if verb.lemma_ == "ask" and asked is not None:  # "would ask the department to review the grant"
                who = name_of(asked, place.sentence, place.names)
            return ask(f"Will {who} {rest_of(inner, start)}")
    helper = next((child for child in verb.children if child.dep_ == "aux" and child.lower_ in _MODALS), None)
    if helper is not None and phrase == NOT_UNTIL:  # "will not publish its tally until March"
        until = {word.i for child in verb.children if child.lower_ in ("until", "till", "before") for word in child.subtree}
        rest = [word for word in verb.subtree if word.i > verb.i and word.i not in until and word.dep_ not in ("punct", "cc")]
        return ask(f"Will {who} {verb.lemma_} {clause_text(rest)}")
    if helper is not None:
        return ask(f"Will {who} {rest_of(verb, helper.i)}")
    if phrase == ON_A_DAY and subject is not None and subject.lemma_.lower() not in _EVENTS:
        return ask(f"Will {who} {verb.lemma_} {rest_of(verb, verb.i)}")
    if question := _of_event(place, subject, who):
        return question
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and verb.lemma_.lower() in _DEALING_WITH:
        return ask(f"What will come of {known(lowered(plain(thing)))}")
    return _now_that(verb, place)


def _will_it_be_had(place: Place, verb: Token, subject: Token | None, who: str) -> str:
    """What is asked of an approval, a permit or an act that is still to be had, or of a thing left until later; else ""."""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    named = bool(who) and who.lower() not in EMPTY
    if place.phrase == NEEDS_APPROVAL and thing is not None and named:
        giver = next((child for child in thing.children if child.dep_ == "prep" and child.lower_ in ("of", "from", "by")), None)
        given_by = giver.children if giver is not None else ()
        body = next((child for child in given_by if child.dep_ == "pobj" and child.pos_ in ("NOUN", "PROPN")), None)
        return ask(f"Will {lowered(plain(body))} approve {known(who)}" if body is not None else f"Will {known(who)} get {plain(thing)}")
    if place.phrase == SEEKS and thing is not None and named:
        return ask(f"Will {who} get {lowered(_with_clause(thing))}")
    if place.phrase == ASKED_TO and thing is not None:
        act = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp") and child.tag_ == "VB"), None)
        return ask(f"Will {lowered(plain(thing))} {rest_of(act, act.i - 1)}") if act is not None else ""
    if place.phrase == NOT_GRANTED and subject is not None:
        things = _meant_by(subject, place)
        return ask(f"Will {things} be {verb.text}") if things else ""
    if place.phrase == LEFT_OVER and named:
        return ask(f"What will come of {lowered(_with_clause(subject)) if subject is not None and subject.tag_ != 'PRP' else who}")
    if "investigated" in place.phrase or place.phrase == "under investigation":
        return ask(f"What will the investigation find about {who}") if named else ""
    if place.phrase == FACES and thing is not None and named:
        if thing.lemma_.lower() in _CONTESTS and verb.lemma_ == "face":
            return ask(f"Will {who} win {known(_with_clause(thing))}")
        return ask(_EVENTS[thing.lemma_.lower()].format(known(lowered(plain(thing)))))
    return ""


def _with_clause(noun: Token) -> str:
    """A noun with the infinitive or clause that says which it is: "an application to raise tariffs", "a deal that would spare it"."""
    words = plain(noun)
    telling = next((child for child in noun.children if child.dep_ in ("acl", "relcl") and child.i > noun.i), None)
    if telling is None or telling.tag_ not in ("VB", "VBZ", "VBD", "VBP", "VBG") or telling.left_edge.nbor(-1).text == ",":
        return words
    return f"{words} {clause_text(list(telling.subtree)[:_LONGEST_CLAUSE])}"


def _meant_by(subject: Token, place: Place) -> str:
    """The things that "neither has been granted" means: the last ones told before in the sentence or the one before."""
    of = next((child for child in subject.children if child.lower_ == "of"), None)
    told = next((child for child in of.children if child.dep_ == "pobj" and child.tag_ == "NNS"), None) if of is not None else None
    if subject.lower_ in ("neither", "none") and told is not None:
        return lowered(plain(told))  # "None of the claims has been settled"
    if subject.lower_ not in ("neither", "none"):
        return "" if is_nobody(subject) or subject.pos_ == "PRON" else known(lowered(plain(subject)))
    before = [word for word in place.sentence.doc[: subject.i] if word.tag_ == "NNS" and word.dep_ in ("dobj", "pobj")]
    if not before and place.before is not None:
        before = [word for word in place.before.sentence.doc if word.tag_ == "NNS" and word.dep_ in ("dobj", "pobj")]
    return lowered(plain(before[-1])) if before else ""


def _by_deadline(verb: Token, who: str, place: Place) -> str:
    """ "has until Friday to respond": Will she respond by Friday?"""
    act = next((word for word in verb.subtree if word.tag_ == "VB" and word.i > verb.i and word.dep_ != "aux"), None)
    until = next((word for word in verb.subtree if word.lower_ == "until"), None)
    day = next((child for child in until.children if child.dep_ == "pobj"), None) if until is not None else None
    if act is None or day is None or act.i < day.i:
        return ""
    # "gave the club until Friday": the one who is given it.
    given = next((child for child in verb.children if child.dep_ in ("dative", "dobj")), None) if verb.lemma_ == "give" else None
    if given is not None and not given.lower_.endswith(("self", "selves")):  # "giving itself until March"
        who = name_of(given, place.sentence, place.names)
    return ask(f"Will {who} {rest_of(act, act.i - 1)} by {plain(day)}")


def _of_event(place: Place, subject: Token | None, who: str) -> str:
    """What an event to come will bring: "A hearing is set for May": What will the hearing decide?"""
    after = [token for token in place.sentence.doc if token.dep_ in ("pobj", "dobj", "attr") and token.i > place.token.i]
    nearest = after[0] if after else None
    if nearest is not None and "subject to" in place.phrase.lower():
        return ask(f"Will {who} get {lowered(plain(nearest))}")
    goes = nearest is not None and verb_of(place.token).lemma_ in _GOING and nearest.head.lower_ in ("to", "before")
    if goes and nearest is not None and nearest.lemma_.lower() in _BODIES | _VOTING:
        return ask(f"What will {lowered(plain(nearest))} decide on {who}")
    for noun in (subject, *after[:2]):
        frame = _EVENTS.get(noun.lemma_.lower()) if noun is not None and not _is_name(noun) else None
        if noun is not None and frame is not None:
            return ask(frame.format(known(lowered(_with_clause(noun)))))
    return ""


def _is_name(noun: Token) -> bool:
    """Whether a noun is part of a name, and so no event: "Caldwell Summit"."""
    return noun.pos_ == "PROPN" and any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in noun.children)


def _of_body(place: Place) -> str:
    """ "It goes to the Senate in May": what will the Senate decide?"""
    to = next((child for child in place.token.children if child.lower_ in ("to", "before")), None) if place.token.lemma_ == "go" else None
    body = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
    return ask(f"What will {lowered(plain(body))} decide") if body is not None else ""


def _now_that(verb: Token, place: Place) -> str:
    """A frame for any clause that leaves its outcome open."""
    subject = subject_of(verb)
    if subject is None or subject.i > verb.i or subject.head.i != verb.i:
        return ""
    who = name_of(subject, place.sentence, place.names)
    return "" if who.lower() in EMPTY else ask(f"What will come of it, now that {who} {rest_of(verb, subject.right_edge.i)}")


def from_claims(place: Place) -> str:
    """Where the clause cannot be turned: will that which the passage states come true?"""
    for claim in place.claims[:1]:
        to_come = _TO_COME.match(is_it_true(claim))
        if to_come is not None and _TOLD.search(to_come["who"]):
            return ""
        if to_come is not None:
            return ask(f"Will {to_come['who']} {to_come['act']}")
        if claim.root is not None and (question := yes_no(place.sentence.doc[claim.root], place.sentence, place.names)):
            return question
    if place.claims:
        return is_it_true(place.claims[0])
    return ""


def decision(place: Place) -> str:
    """What somebody has not decided: "whether to sign", "on the fee", or what was said before."""
    verb = place.token
    subject = subject_of(verb.head.head if verb.dep_ == "pcomp" else verb)  # "before making up her mind"
    who = name_of(subject, place.sentence, place.names) if subject is not None else ""
    if not who or who.lower() in EMPTY:
        return ""
    if subject is not None and subject.dep_ == "nsubjpass":  # "The dispute has not been resolved"
        return "" if is_nobody(subject) else ask(f"Will {known(who)} be {verb.text}")
    clause = asked_clause(verb)
    if clause is not None and any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children):
        opener = opener_of(clause)
        asking = "" if opener is None or opener.lower_ in ("whether", "if") else f"{opener.text} "
        return ask(f"{asking}will {who} {rest_of(clause, clause.i - 1)}")
    if clause is not None and (question := direct(clause, place.sentence, place.names)):
        return question
    about = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("on", "about", "over")), None)
    thing = next((child for child in about.children if child.dep_ == "pobj"), None) if about is not None else None
    return ask(f"What will {who} decide{f' on {lowered(plain(thing))}' if thing is not None else ''}")
