"""What the text leaves open: outcomes to come, refusals and unknowns, missing proof, sources that contradict each other.

Each question is made from its passage by turning the clause round ("The House is expected to vote on Saturday" -> "Will the House vote on
Saturday?"), with a plain frame where the clause has another shape.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.clauses import Proposition
from pipeline.engines.offline.context import with_context
from pipeline.engines.offline.contradictions import contradictions, rival_figures, said_before
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.openings import (
    FRONTED,
    NOT_UNTIL,
    ON_A_DAY,
    TOLD_LATER,
    end_of_fronted,
    infinitive,
    is_nobody,
    refusal_at,
    scheduled_at,
    undecided_at,
    unknown_at,
    unproven_at,
    unsettled_at,
)
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.engines.offline.speech import Speech, subject_of
from pipeline.engines.offline.wording import (
    EMPTY,
    OF_SPEAKER,
    ask,
    asked_clause,
    direct,
    is_it_true,
    lowered,
    name_of,
    opener_of,
    plain,
    rest_of,
    turned,
    verb_of,
    yes_no,
)
from pipeline.labels import QuestionKind
from pipeline.lexicons import load
from pipeline.reading import Reading

_WORDS = load("questions")
_DOCUMENTS, _TOLD = _WORDS.words("documents"), _WORDS.words("told")
_EVENTS: dict[str, str] = {noun: str(frame) for frame, nouns in _WORDS.table("events").items() for noun in nouns}
_BODIES, _VOTING = load("names").words("bodies"), load("stance").words("voting")
_GOING = frozenset({"go", "move", "head", "pass", "proceed", "advance"})
_LACKING: dict[str, str] = {noun: asking for asking, nouns in _WORDS.table("lacking").items() for noun in nouns}
_REPORTING = frozenset({"report", "conclude", "finish"})
_PUBLISHING = frozenset({"publish", "release", "share", "make", "disclose", "show", "see", "provide", "produce"})
_MODALS = frozenset({"will", "would", "could", "may", "might", "must", "can"})
_MOST = 14
_TIME_TO = re.compile(r"\b(?:days|weeks|months) to\b")
_REFERRING = frozenset(
    {"result", "finding", "figure", "study", "paper", "work", "claim", "estimate", "number", "it", "this", "that", "toll", "report", "data"}
)


# What is said to be to come, as a question: "Is it true that the mill would appeal?".
_TO_COME = re.compile(r"Is it true that (?P<who>\S+(?: \S+){0,5}?) (?:would|will) (?P<act>(?!have |be )[a-z].+)\?")
# "Is it?": a question without a thing that it asks.
_BARE = re.compile(r"\w+ (?:it|they|he|she|this|that|these|those)\?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a question hangs: the sentence, and the token that starts the phrase."""

    sentence: Parsed
    token: Any
    phrase: str
    names: Names
    claims: Sequence[Proposition]
    before: Proposition | None = None  # the last claim of the sentence before
    topic: str = "this"


def questions(
    reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], made: Sequence[Proposition], names: Names, topic: str = "this"
) -> tuple[DraftQuestion, ...]:
    """The open questions of an article, in the order of their passages; a passage may raise one of each kind.

    topic: what a comment is asked on where the passage does not say.
    """
    claims: dict[int, list[Proposition]] = {}
    for proposition in made:
        claims.setdefault(proposition.sentence.id, []).append(proposition)
    found: list[DraftQuestion] = []
    for sentence in parsed:
        token, _ = unproven_at(sentence)
        earlier = _unsupported_before(sentence, token, claims, names) if token is not None else None
        found.extend([earlier] if earlier is not None else [])
        last = claims.get(sentence.id - 1)
        resting = _resting_on_withheld(sentence, claims, names)
        found.extend([resting] if resting is not None else [])
        found.extend(_of_sentence(sentence, names, claims.get(sentence.id, []), last[-1] if last else None, topic))
    found.extend(contradictions(parsed, speeches, claims, names))
    found.extend(rival_figures(reading, parsed, speeches))
    unique: dict[tuple[str, int], DraftQuestion] = {}
    for question in filter(lambda question: question.question, found):
        unique.setdefault((question.kind, question.sentences[-1]), question)
    before = {sentence.id: previous.id for previous, sentence in pairwise(parsed)}
    ordered = sorted(unique.values(), key=lambda question: question.sentences)[:_MOST]
    return tuple(with_context(question, claims, before.get(question.sentences[0])) for question in ordered)


def _unsupported_before(sentence: Parsed, token: Any, claims: dict[int, list[Proposition]], names: Names) -> DraftQuestion | None:
    """ "The findings have not been peer reviewed": is what they were said to be true?"""
    verb = verb_of(token)
    subject = subject_of(verb)
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if not any(noun is not None and noun.lemma_.lower() in _REFERRING for noun in (subject, thing)):
        return None
    beside = {word.i for child in verb.children if child.dep_ == "conj" for word in child.subtree}
    inner = any(word.lower_ == "that" and word.dep_ == "mark" and word.head.i > token.i and word.i not in beside for word in sentence.doc)
    before = said_before(claims, sentence.id)
    if inner or before is None or OF_SPEAKER.search(before.statement):
        return None
    return DraftQuestion(
        kind="unsupported", question=turned(before, names), sentences=(before.sentence.id, sentence.id), rule="unproven-finding"
    )


def _resting_on_withheld(sentence: Parsed, claims: dict[int, list[Proposition]], names: Names) -> DraftQuestion | None:
    """ "A report says that a fifth leaks. It has not been made public": does a fifth leak?"""
    token, _ = refusal_at(sentence)
    before = said_before(claims, sentence.id)
    if token is None or before is None or OF_SPEAKER.search(before.statement):
        return None
    verb = verb_of(token)
    thing = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
    if thing is None or verb.lemma_.lower() not in _PUBLISHING:
        return None
    said = {word.lemma_.lower() for word in before.sentence.doc if word.pos_ == "NOUN"}
    referred = said & _DOCUMENTS if thing.lower_ in ("it", "that", "this", "they", "these") else said & {thing.lemma_.lower()} & _DOCUMENTS
    if not referred:
        return None
    return DraftQuestion(
        kind="unsupported", question=turned(before, names), sentences=(before.sentence.id, sentence.id), rule="rests on what is withheld"
    )


def _of_sentence(
    sentence: Parsed, names: Names, claims: Sequence[Proposition], before: Proposition | None, topic: str
) -> Iterable[DraftQuestion]:
    attempts: tuple[tuple[QuestionKind, str, Any, Any], ...] = (
        ("unanswered", "refusal", refusal_at, _unsaid),
        ("unanswered", "unsettled", unsettled_at, _asked),
        ("unanswered", "unknown", unknown_at, _unknown),
        ("unsupported", "unproven", unproven_at, _proof),
        ("unresolved", "undecided", undecided_at, _decision),
        ("unresolved", "scheduled", scheduled_at, _outcome),
    )
    raised: set[str] = set()
    untold: list[set[int]] = []
    for kind, rule, find, make in attempts:
        if kind in raised:
            continue
        token, phrase = find(sentence)
        if token is None:
            continue
        if kind == "unresolved" and any(token.i in asked for asked in untold):
            continue  # "would not say how he will vote": no second question
        place = _Place(sentence, token, phrase, names, claims, before, topic)
        question = make(place)
        if _BARE.fullmatch(question) is not None and before is not None and not OF_SPEAKER.search(before.statement):
            question = turned(before, names)  # "would not say whether it is"
        if kind == "unanswered" and (clause := asked_clause(verb_of(token))) is not None:
            untold.append({word.i for word in clause.subtree})
        if question and not OF_SPEAKER.search(question) and _BARE.fullmatch(question) is None:
            raised.add(kind)
            yield DraftQuestion(kind=kind, question=question, sentences=(sentence.id,), rule=f"{rule}: {phrase.lower()}")


# Turning clauses round


def _outcome(place: _Place) -> str:
    """ "The House is expected to vote on Saturday": Will the House vote on Saturday?"""
    verb = verb_of(place.token)
    subject = subject_of(verb)
    who = name_of(subject, place.sentence, place.names) if subject is not None else ""
    phrase = place.phrase.lower()
    if phrase == TOLD_LATER and (told := asked_clause(place.token)) is not None:
        return direct(told, place.sentence, place.names)
    if subject is not None and subject.dep_ in ("csubj", "csubjpass") and opener_of(subject) is not None:
        return direct(subject, place.sentence, place.names)  # "How much it will pay has yet to be worked out"
    if "date" in phrase:
        about = next((word for word in place.sentence.doc if word.dep_ == "pobj" and word.i > place.token.i), None)
        if about is None and place.before is not None and (question := _with_words("When", place.before, place.names)):
            return question
        return ask(f"When will {lowered(plain(about))} be") if about is not None else ask("When will it be")
    if not who or who.lower() in EMPTY:
        return _of_body(place) or _from_claims(place)
    if "until" in phrase and verb.lemma_ in ("have", "give"):
        return _by_deadline(verb, who, place) or _from_claims(place)
    if (
        _TIME_TO.search(phrase)
        and (act := next((word for word in place.sentence.doc[place.token.i :] if word.tag_ == "VB"), None)) is not None
    ):
        return ask(f"Will {who} {rest_of(act, act.i - 1)}")  # "has 60 days to approve the deal"
    inner = infinitive(verb, place.token)
    if subject is not None and (inner or verb).lemma_.lower() in _REPORTING and subject.lemma_.lower() in _EVENTS:
        return ask(_EVENTS[subject.lemma_.lower()].format(_known(who)))  # "an inquiry is to report within 15 days"
    if inner is not None:
        to = next((child for child in inner.children if child.lower_ == "to" and child.dep_ == "aux"), None)
        start = to.i if to is not None else inner.i - 1
        if verb.lemma_.lower() in (
            "plan",
            "hope",
            "aim",
            "ask",
            "need",
            "expect",
            "set",
            "schedule",
            "be",
            "have",
            "slate",
            "pencil",
            "threaten",
            "vow",
            "promise",
            "pledge",
            "intend",
            "propose",
            "want",
        ):
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
    if thing is not None and verb.lemma_.lower() in ("await", "consider", "weigh", "study", "seek", "collect", "appeal", "review", "face"):
        return ask(f"What will come of {_known(lowered(plain(thing)))}")
    return _now_that(verb, place)


def _by_deadline(verb: Any, who: str, place: _Place) -> str:
    """ "has until Friday to respond": Will she respond by Friday?"""
    act = next((word for word in verb.subtree if word.tag_ == "VB" and word.i > verb.i and word.dep_ != "aux"), None)
    until = next((word for word in verb.subtree if word.lower_ == "until"), None)
    day = next((child for child in until.children if child.dep_ == "pobj"), None) if until is not None else None
    if act is None or day is None or act.i < day.i:
        return ""
    # "gave the club until Friday": the one who is given it.
    given = next((child for child in verb.children if child.dep_ in ("dative", "dobj")), None) if verb.lemma_ == "give" else None
    who = name_of(given, place.sentence, place.names) if given is not None else who
    return ask(f"Will {who} {rest_of(act, act.i - 1)} by {plain(day)}")


def _of_event(place: _Place, subject: Any, who: str) -> str:
    """What an event to come will bring: "A hearing is set for May": What will the hearing decide?"""
    after = [token for token in place.sentence.doc if token.dep_ in ("pobj", "dobj", "attr") and token.i > place.token.i]
    nearest = after[0] if after else None
    if nearest is not None and "subject to" in place.phrase.lower():
        return ask(f"Will {who} get {lowered(plain(nearest))}")
    goes = nearest is not None and verb_of(place.token).lemma_ in _GOING and nearest.head.lower_ in ("to", "before")
    if goes and nearest is not None and nearest.lemma_.lower() in _BODIES | _VOTING:
        return ask(f"What will {lowered(plain(nearest))} decide on {who}")
    for noun in (subject, *after[:2]):
        frame = _EVENTS.get(noun.lemma_.lower())
        if frame is not None:
            return ask(frame.format(_known(lowered(plain(noun)))))
    return ""


def _of_body(place: _Place) -> str:
    """ "It goes to the Senate in May": what will the Senate decide?"""
    to = next((child for child in place.token.children if child.lower_ in ("to", "before")), None) if place.token.lemma_ == "go" else None
    body = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
    return ask(f"What will {lowered(plain(body))} decide") if body is not None else ""


def _known(noun: str) -> str:
    """ "a hearing", "no decision": the hearing, the decision."""
    return re.sub(r"^(?:a|an|any|another|no) ", "the ", noun)


def _now_that(verb: Any, place: _Place) -> str:
    """A frame for any clause that leaves its outcome open."""
    subject = subject_of(verb)
    if subject is None or subject.i > verb.i or subject.head.i != verb.i:
        return ""
    who = name_of(subject, place.sentence, place.names)
    return "" if who.lower() in EMPTY else ask(f"What will come of it, now that {who} {rest_of(verb, subject.right_edge.i)}")


def _from_claims(place: _Place) -> str:
    """Where the clause cannot be turned: will that which the passage states come true?"""
    for claim in place.claims[:1]:
        if (to_come := _TO_COME.match(is_it_true(claim))) is not None:
            return ask(f"Will {to_come['who']} {to_come['act']}")
        if claim.root is not None and (question := yes_no(place.sentence.doc[claim.root], place.sentence, place.names)):
            return question
    if place.claims:
        return is_it_true(place.claims[0])
    return ""


def _unsaid(place: _Place) -> str:
    """ "She did not say how it would be paid for": How would it be paid for? A refusal to comment: What does X say about it?"""
    verb = verb_of(place.token)
    clause = asked_clause(verb)
    if clause is not None and (question := direct(clause, place.sentence, place.names)):
        return question
    if verb.lemma_ == "rule":
        return _ruled_out(verb, place)
    # "How that sum was arrived at, the council would not say", "a former player, whom the club will not identify"
    if verb.dep_ == "relcl" and any(child.tag_ in ("WP", "WDT") for child in verb.children):
        if verb.lemma_.lower() in ("name", "identify"):
            return ask(f"Who {_are(verb.head)} {_known(lowered(plain(verb.head)))}")
        return ask(f"What {_are(verb.head)} {_known(lowered(plain(verb.head)))}")
    subject = subject_of(verb)
    if subject is not None and subject.lower_ == "none" and (none_of := _part_of(subject)) is not None:
        return _about(none_of)  # "none of the reports has been made public"
    if verb.lemma_ == "be" and subject is not None and subject.pos_ == "NOUN" and subject.lemma_.lower() in _TOLD:
        return ask(f"What {_are(subject)} {_known(lowered(plain(subject)))}")  # "the amounts of the other bids are confidential"
    if subject is not None and is_nobody(subject) and place.claims:
        return turned(place.claims[0], place.names)  # "..., though nobody would confirm this"
    who = name_of(subject, place.sentence, place.names) if subject is not None else ""
    told = next((claim for claim in reversed(place.claims) if claim.root is not None and claim.root < place.token.i), place.before)
    open_end = _question_words(place.sentence.doc, place.token.i)
    if open_end and told is not None and (question := _with_words(open_end, told, place.names)):
        return question
    asking = next((_LACKING[word.lower_] for word in place.sentence.doc[place.token.i : place.token.i + 5] if word.lower_ in _LACKING), "")
    if asking and told is not None and (question := _with_words(asking, told, place.names)):
        return question
    alone = next((child for child in verb.children if child.tag_ == "WRB" and child.i > verb.i), None)
    if alone is not None and place.claims:
        return ask(f"{alone.text} will it be") if not who else ask(f"{alone.text} is it that {who} would not say")
    thing = _thing_untold(verb)
    if thing is not None and verb.dep_ == "relcl" and any(child.tag_ == "WP$" for child in thing.children):
        whose = _known(lowered(plain(verb.head)))
        return ask(f"Who is {whose}" if thing.lemma_.lower() in ("name", "identity") else f"What is the {thing.text} of {whose}")
    if thing is not None and verb.lemma_.lower() in ("name", "identify"):
        return ask(f"Who {_are(thing)} {_untold(thing)}")
    if thing is not None and verb.lemma_.lower() in ("answer", "address") and who and who.lower() not in EMPTY:
        return ask(f"What does {who} say to {_untold(thing)}")
    if thing is not None:
        return _about(thing)
    about = next(
        (word for word in place.sentence.doc if word.lower_ in ("on", "about") and word.i > place.token.i and word.dep_ == "prep"), None
    )
    noun = next((child for child in about.children if child.dep_ == "pobj"), None) if about is not None else None
    if who.lower() in {*EMPTY, "nothing"} or not who:
        return ask(f"What is there to say about {lowered(plain(noun))}") if noun is not None else ""
    asked = _asked_in_vain(verb, subject)
    who, head = (lowered(plain(asked)), asked) if asked is not None else (who, subject)
    do = "do" if head is not None and head.tag_ in ("NNS", "NNPS") else "does"
    return ask(f"What {do} {who} say about {lowered(plain(noun)) if noun is not None else place.topic}")


def _about(thing: Any) -> str:
    """What is asked of a thing that is withheld: what a document says, what a sum is."""
    if thing.lemma_.lower() in _DOCUMENTS:
        return ask(f"What {'do' if thing.tag_ == 'NNS' else 'does'} {_untold(thing)} say")
    return ask(f"What {_are(thing)} {_untold(thing)}")


def _untold(thing: Any) -> str:
    return re.sub(r"^no ", "the ", lowered(plain(thing)), flags=re.IGNORECASE)


def _part_of(word: Any) -> Any | None:
    """The reports of "none of the reports"."""
    of = next((child for child in word.children if child.lower_ == "of"), None)
    return next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None


def _asked_in_vain(verb: Any, subject: Any | None) -> Any | None:
    """Whose comment is missing: "could not reach the firm", "emails to the firm went unanswered"."""
    if verb.lemma_ == "reach":
        return next((child for child in verb.children if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN")), None)
    if subject is None or subject.lemma_.lower() not in ("call", "email", "e-mail", "message", "request", "question", "letter"):
        return None
    to = next((child for child in subject.children if child.lower_ == "to"), None)
    return next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None


def _ruled_out(verb: Any, place: _Place) -> str:
    """What somebody would not rule out: "would not rule out going to court" gives "Will she go to court?"."""
    subject = subject_of(verb)
    who = name_of(subject, place.sentence, place.names) if subject is not None else ""
    act = next((child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VBG"), None)
    if act is not None and who and who.lower() not in EMPTY:
        return ask(f"Will {who} {act.lemma_} {rest_of(act, act.i)}")
    thing = _thing_untold(verb)
    return ask(f"Will there be {lowered(plain(thing))}") if thing is not None else ""


def _asked(place: _Place) -> str:
    """The indirect question itself."""
    end = end_of_fronted(place.token) if place.phrase == FRONTED else None
    return direct(place.token, place.sentence, place.names, end)


def _decision(place: _Place) -> str:
    """What somebody has not decided: "whether to sign", "on the fee", or what was said before."""
    verb = place.token
    subject = subject_of(verb.head.head if verb.dep_ == "pcomp" else verb)  # "before making up her mind"
    who = name_of(subject, place.sentence, place.names) if subject is not None else ""
    if not who or who.lower() in EMPTY:
        return ""
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


def _are(noun: Any) -> str:
    return "are" if noun.tag_ in ("NNS", "NNPS") else "is"


def _question_words(doc: Any, start: int) -> str:
    """The words that ask at the end of a sentence: "by how much" of "did not say by how much.", else ""."""
    words = [token for token in doc[start:] if token.is_alpha]
    place = next((i for i in range(1, 4) if len(words) > i and words[-i].tag_ in ("WRB", "WP")), 0)
    if not place:
        return ""
    first = place + 1 if words[-place - 1].pos_ == "ADP" else place
    return " ".join(token.text for token in words[-first:])


def _with_words(asking: str, claim: Proposition, names: Names) -> str:
    """What a claim leaves open, asked with some words: "When" and "the two sides will meet" give "When will the two sides meet?"."""
    question = turned(claim, names)
    return ask(f"{asking} {question[:1].lower()}{question[1:].rstrip('?')}") if question and not question.startswith("Is it true") else ""


def _thing_untold(verb: Any) -> Any | None:
    if verb.lemma_.lower() in ("tell", "draw", "reach", "contact", "approach", "ask", "change", "refer", "keep"):
        return None  # who is told, who would not be drawn
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "nsubjpass")
            and (child.pos_ == "NOUN" or (child.pos_ == "PROPN" and verb.lemma_.lower() != "say"))
            and child.lemma_.lower() not in ("comment", "request", "message", "call", "email", "question", "mention")
        ):
            return child
    return None


def _proof(place: _Place) -> str:
    """ "has not presented proof that it was crossed": Was it crossed? Else: Is it true, or is there proof of ...?"""
    inner = [word for word in place.sentence.doc if word.i >= place.token.i and word.dep_ in ("acl", "ccomp", "relcl")]
    that = next((word for word in inner if any(child.lower_ == "that" for child in word.children) or word in place.token.children), None)
    if that is not None and (question := yes_no(that, place.sentence, place.names)):
        return question
    verb = verb_of(place.token)
    lacking = next(
        (child for child in verb.children if child.dep_ in ("dobj", "nsubj", "nsubjpass") and child.left_edge.lower_ == "no"), None
    )
    told = next((claim for claim in place.claims if claim.root is not None and claim.root < verb.i), None)
    if lacking is not None and told is not None and lacking.lemma_.lower() not in ("evidence", "proof"):
        return turned(told, place.names)  # "put the losses at 7 million, though he offered no breakdown"
    subject = subject_of(verb)
    who = name_of(subject, place.sentence, place.names) if subject is not None else ""
    who = re.sub(r"^neither ", "either ", who, flags=re.IGNORECASE)
    if "peer" in place.phrase.lower() and who and who.lower() not in EMPTY:
        return ask(f"Will {who} stand up to peer review")
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and thing.lemma_.lower() in ("evidence", "proof") and (of := _complement(thing)):
        return ask(f"Is there {thing.lemma_.lower()} {of}")
    if (
        thing is not None
        and thing.lemma_.lower() not in ("evidence", "proof")
        and (
            verb.lemma_.lower() in ("show", "check", "verify", "confirm", "present", "offer", "provide", "produce")
            or place.phrase == f"not {verb.lemma_.lower()}"
        )
    ):
        owner = f" of {who}" if verb.lemma_ == "show" and who.lower() not in EMPTY else ""
        return ask(f"Is there independent proof of {lowered(plain(thing))}{owner}")
    told_before = place.before is not None and place.before.speech is not None and not OF_SPEAKER.search(place.before.statement)
    said = place.before if told_before else None
    lacks = lacking is not None or (thing is not None and thing.lemma_.lower() in ("evidence", "proof")) or " no " in f" {who.lower()} "
    if lacks and said is not None and (question := turned(said, place.names)):
        return question  # "He offered no proof."
    if who and who.lower() not in EMPTY and not lacks:
        return ask(f"Is there independent proof of {who}")
    if place.claims and "no" not in place.claims[0].statement.lower().split():
        return is_it_true(place.claims[0])
    return ask(f"Is there independent proof of what is said about {place.topic}")


def _complement(noun: Any) -> str:
    """ "of fraud", "for the claim"."""
    link = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("of", "for")), None)
    thing = next((child for child in link.children if child.dep_ == "pobj"), None) if link is not None else None
    return f"{link.lower_} {plain(thing)}" if link is not None and thing is not None else ""


def _unknown(place: _Place) -> str:
    """ "It is unclear who fired first": Who fired first?"""
    verb = verb_of(place.token)
    clause = asked_clause(verb)
    if clause is None:
        near = [
            word for word in verb.subtree if word.pos_ in ("VERB", "AUX") and word.i > place.token.i and word.dep_ not in ("aux", "auxpass")
        ]
        clause = next((word for word in near if opener_of(word) is not None), None)
    if clause is not None and clause.dep_ != "relcl" and (question := direct(clause, place.sentence, place.names)):
        return question
    phrase = place.phrase.lower()
    if re.search(r"charged|arrest|suspect|claimed", phrase):
        return ask("Who was behind it")
    if phrase.startswith("no immediate"):
        about = next((word for word in place.sentence.doc[place.token.i :] if word.dep_ == "pobj"), None)
        amount = about is not None and about.tag_ == "NNS"
        return ask(f"{'How many' if amount else 'What'} {lowered(plain(about))} {'were there' if amount else 'was there'}") if about else ""
    subject = subject_of(verb)
    if subject is None:
        return ""
    if verb.dep_ == "relcl" and is_nobody(subject):  # "a man whom nobody could identify"
        identified = any(word.lemma_.lower() in ("identify", "name", "trace") for word in verb.subtree)
        return ask(f"{'Who' if identified else 'What'} {_are(verb.head)} {_known(lowered(plain(verb.head)))}")
    who = name_of(subject, place.sentence, place.names)
    if not who or who.lower() in EMPTY:
        return ""
    if "missing" in phrase or "unaccounted" in phrase or "found" in phrase or "recovered" in phrase:
        return ask(f"What has become of {who}")
    if "investigat" in phrase:
        return ask(f"What will the investigation find about {who}")
    if "know" in phrase and "known" not in phrase and "unknown" not in phrase:
        return ""
    return ask(f"What {_are(subject)} {re.sub(r'^no ', 'the ', who)}")
