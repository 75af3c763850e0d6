"""Where a sentence says that something is to come: what is planned, set for a day, put off, to be told, or hangs on a condition.

`outcomes` makes the question of it.
"""

import re
from collections.abc import Iterable

from pipeline.engines.offline.figures.times import times_in
from pipeline.engines.offline.questions.openings import is_negated, is_nobody
from pipeline.engines.offline.questions.to_be_had import EVENT_NOUNS, is_of_event, still_to_be_had
from pipeline.engines.offline.questions.wording import asked_clause, opener_of, verb_of
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("questions")
# For texts in small letters (`Parsed.lower`).
_SCHEDULED = re.compile(rf"\b{_WORDS.pattern('scheduled')}\b")
_OUTCOMES, _DATED = _WORDS.words("outcomes"), _WORDS.words("dated")
_AIMS, _REQUIRED, _TELLING_LATER = _WORDS.words("aims"), _WORDS.words("required"), _WORDS.words("telling_later")
_BODIES_OF_INQUIRY, _SETTING_UP = _WORDS.words("bodies_of_inquiry"), _WORDS.words("setting_up")
_DELIVERING, _DELIVERED = _WORDS.words("delivering"), _WORDS.words("delivered")
_TURNING_ON = _WORDS.words("turning_on")
_HABITUAL = _WORDS.words("habitual")
# Verbs of phrases that say nothing is to come where they are denied ("does not intend to resign").
_MEANING_TO = _WORDS.words("meaning_to")
# Phrases that in a relative clause only tell who somebody is ("Two parents who filed suit last week").
_ASIDE = re.compile(r"^(?:filed|lodged|tabled|had yet to)")
# Digits of a year.
_YEAR = 4
_PLANS = frozenset({"plan", "plans", "aim", "aims", "hopes"})
_STARTING = _WORDS.words("starting")
_CONDITIONS = _WORDS.words("conditions")
_NONE_SET = re.compile(r"\bdate\b|\bdecision\b")  # "no date has been set"
# What was done to put an outcome off.
_STILL_TO_COME = re.compile(
    r"yet to|adjourned|deferred|postponed|put off|put back|remanded|referred back|reserved|due back|bailed|ordered|opened|launched"
)
ON_A_DAY = "on a coming day"
NOT_UNTIL = "not until"
TOLD_LATER = "will be told"
TURNS_ON = "depends on it"
FACES = "faces"


def scheduled_at(sentence: Parsed) -> tuple[Token | None, str]:
    """A phrase of what is to come; not in the past ("was due to"), nor as a cause ("due to heavy rain"). One with a verb under it first."""
    found: list[tuple[bool, Token, str]] = []
    for match in _SCHEDULED.finditer(sentence.lower):
        token = next((token for token in sentence.doc if token.idx + len(token) > match.start()), None)
        if token is None:
            continue
        phrase = match.group()
        verb = verb_of(token)
        past = any(
            child.dep_ in ("aux", "auxpass") and child.lower_ in ("was", "were", "had") for child in verb.children
        ) or verb.lower_ in ("was", "were")
        past = past and not _is_reported_progress(verb)
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if (past and not _STILL_TO_COME.search(phrase)) or (not _NONE_SET.search(phrase) and subject is not None and is_nobody(subject)):
            continue
        if _is_no_plan(verb, phrase):
            continue
        after = sentence.doc[token.i + 2] if phrase == "due to" and token.i + 2 < len(sentence.doc) else None
        if after is not None and after.tag_ != "VB":
            continue
        if phrase.split()[0] in _PLANS and token.pos_ != "VERB":
            continue  # "rejected plans to build" are no plans to come.
        found.append((infinitive(verb, token) is None, token, phrase))
    for verb in sentence.verbs:
        found.extend(_verb_to_come(verb, sentence))
    if not found:
        return None, ""
    _, token, phrase = min(found, key=lambda hit: (hit[0], hit[1].i))
    return token, phrase


def _is_no_plan(verb: Token, phrase: str) -> bool:
    """ "does not intend to resign", "usually takes a year to decide", "parents who filed suit": nothing is to come of it."""
    if verb.lemma_.lower() in _MEANING_TO and any(child.dep_ == "neg" for child in verb.children) and "not" not in phrase:
        return True
    if any(child.lower_ in _HABITUAL for child in verb.children):
        return True
    return verb.dep_ == "relcl" and _ASIDE.search(phrase) is not None


def _verb_to_come(verb: Token, sentence: Parsed) -> Iterable[tuple[bool, Token, str]]:
    """What a verb says is to come: whether a better phrase of the sentence goes before it, its token, and the words for it."""
    lemma = verb.lemma_.lower()
    if _is_to(verb):
        yield False, verb, "is to"
    if lemma in _TELLING_LATER and _tells_later(verb):
        yield False, verb, TOLD_LATER
    if lemma in ("be", "plan") and _is_event_on_day(verb, sentence):
        yield True, verb, ON_A_DAY
    if lemma in _SETTING_UP and _sets_up_inquiry(verb):
        yield True, verb, "set up"
    if lemma in _TURNING_ON and _turns_on(verb):
        yield False, verb, TURNS_ON
    if lemma == "give" and _given_until(verb):
        yield False, verb, "given until"
    if lemma in ("hold", "convene", "face") and _faces_event(verb, sentence):
        yield False, verb, FACES
    if phrase := still_to_be_had(verb):
        yield False, verb, phrase
    if (coming := _coming(verb, sentence)) is not None:
        yield False, *coming


def _faces_event(verb: Token, sentence: Parsed) -> bool:
    """ "faces a primary on June 3", "hold an online meeting on Sunday": an event with an outcome on a coming day."""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    return verb.tag_ in ("VBZ", "VBP") and thing is not None and thing.lemma_.lower() in EVENT_NOUNS and _day_within(verb, sentence)


def _day_within(verb: Token, sentence: Parsed) -> bool:
    own = {word.i for word in verb.subtree if word.i > verb.i}
    return any(place & own for place in times_in(sentence))


def _is_reported_progress(verb: Token) -> bool:
    """ "said that she was considering an inquiry": past only for the verb of speech before it."""
    progress = verb.tag_ == "VBG" and any(child.lower_ in ("was", "were") and child.dep_ == "aux" for child in verb.children)
    return progress and verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"


def _is_to(verb: Token) -> bool:
    """ "The office is to publish it in May"; "the aim is to cut costs" says what an aim is, and "what are we to do" nothing."""
    if verb.lower_ not in ("is", "are", "’s", "'s") or verb.lemma_ != "be" or any(child.dep_ == "neg" for child in verb.children):
        return False
    act = next((child for child in verb.children if child.dep_ == "xcomp" and child.tag_ in ("VB", "VBN") and child.i > verb.i), None)
    to = next((child for child in act.children if child.dep_ == "aux" and child.lower_ == "to"), None) if act is not None else None
    subject = subject_of(verb)
    if act is None or to is None or subject is None or subject.dep_ == "csubj" or subject.lemma_.lower() in _AIMS:
        return False
    return not any(child.dep_ in ("acomp", "attr") for child in verb.children) and verb.dep_ not in ("advcl", "relcl")


def _sets_up_inquiry(verb: Token) -> bool:
    """ "has formed a three-member committee", "an inquiry has been ordered": what they find is to come."""
    if verb.tag_ not in ("VBD", "VBN") or is_negated(verb):
        return False
    if verb.dep_ not in ("ROOT", "conj", "ccomp") or any(word.text.isdigit() and len(word) >= _YEAR for word in verb.subtree):
        return False
    if verb.lemma_.lower() in ("begin", "start") and not any(child.dep_ in ("aux", "auxpass") for child in verb.children):
        return False  # "A review began in spring": what came of it is mostly told
    body = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
    return (
        body is not None and body.lemma_.lower() in _BODIES_OF_INQUIRY and body.left_edge.lower_ in ("a", "an", "another", "its", "their")
    )


def _tells_later(verb: Token) -> bool:
    """ "will say on Monday whether it withdraws": what is to be told is to come."""
    if not any(child.dep_ == "aux" and child.lower_ in ("will", "’ll", "'ll") for child in verb.children):
        return False
    clause = asked_clause(verb)
    return clause is not None and clause.i > verb.i and not is_negated(verb)


def _is_event_on_day(verb: Token, sentence: Parsed) -> bool:
    """ "Sentencing is on Friday", "A second round is planned for May"."""
    if verb.tag_ not in ("VBZ", "VBP", "VBN") or not is_of_event(verb) or is_negated(verb):
        return False
    if verb.lemma_ == "plan" and not any(child.dep_ == "auxpass" and child.lower_ in ("is", "are") for child in verb.children):
        return False
    if verb.lemma_ == "be" and any(child.dep_ in ("attr", "acomp", "xcomp", "ccomp") for child in verb.children):
        return False
    return _on_a_day(verb, sentence)


def _turns_on(verb: Token) -> bool:
    """ "Whether it lasts may depend on the Senate", "Where his voters go could decide the race": a question that the future answers."""
    clause = next((child for child in verb.children if child.dep_ in ("csubj", "csubjpass")), None)
    opener = opener_of(clause) if clause is not None else None
    asks = opener is not None and (opener.lower_ in ("whether", "how", "where", "when", "which") or opener.dep_ == "det")
    could = any(child.lower_ in ("may", "might", "could", "will", "would") for child in verb.children)
    every_time = verb.lemma_.lower() in ("decide", "determine")  # "Whether it rains decides the price of maize"
    return asks and not is_negated(verb) and (could or (verb.tag_ in ("VBZ", "VBP") and not every_time))


def _given_until(verb: Token) -> bool:
    """ "has given the syndicate until Friday to pay"."""
    until = next((child for child in verb.children if child.lower_ == "until"), None)
    return until is not None and not is_negated(verb) and any(word.tag_ == "VB" for word in verb.subtree if word.i > until.i)


def _coming(token: Token, sentence: Parsed) -> tuple[Token, str] | None:
    """A verb of an outcome that "will" or, in reported speech, "would" come, or comes on a coming day ("the members vote on May 7"); and
    what somebody would do unless something else happened. The token is the helper, where there is one.
    """
    if token.pos_ != "VERB":
        return None
    lemma = token.lemma_.lower()
    helper = next(
        (child for child in token.children if child.dep_ == "aux" and child.lower_ in ("will", "’ll", "'ll", "would", "’d", "'d")), None
    )
    if helper is not None and _is_put_off(token):
        return helper, NOT_UNTIL
    if lemma in _STARTING and helper is None and token.tag_ in ("VBZ", "VBP") and is_of_event(token) and _on_a_day(token, sentence):
        return token, ON_A_DAY
    must = next((child for child in token.children if child.dep_ == "aux" and child.lower_ == "must"), None)
    if must is not None and lemma in _REQUIRED and not is_negated(token):
        return must, f"must {lemma}"
    if (helper is None and lemma not in _DATED) or is_negated(token) or opener_of(token) is not None:
        return None
    thing = next((child for child in token.children if child.dep_ == "dobj"), None)
    outcome = lemma in _OUTCOMES or (lemma in _DELIVERING and thing is not None and thing.lemma_.lower() in _DELIVERED)
    if helper is not None and helper.lower_ in ("would", "’d", "'d"):
        reported = token.dep_ == "ccomp" and token.head.tag_ in ("VBD", "VBN", "VBZ")
        outcome = outcome and reported
    moves = lemma == "move" and any(child.dep_ in ("xcomp", "advcl") and child.tag_ == "VB" for child in token.children)
    if helper is not None and (outcome or moves or _hangs_on_condition(token)):
        return helper, f"will {lemma}"
    dated = lemma in _DATED and token.tag_ in ("VBZ", "VBP") and _on_a_day(token, sentence)
    return (token, ON_A_DAY) if dated else None


def _is_put_off(verb: Token) -> bool:
    """ "will not publish its tally until March": an outcome for later."""
    known = verb.lemma_.lower() in _OUTCOMES or (verb.lemma_.lower() in _STARTING and is_of_event(verb))
    denied = any(child.dep_ == "neg" for child in verb.children)
    return known and denied and any(child.lower_ in ("until", "till", "before") and child.dep_ == "prep" for child in verb.children)


def _hangs_on_condition(verb: Token) -> bool:
    """ "would down tools unless it was raised", "will take effect if no deal is reached", "would have to repay it if it has not hired"."""
    under = [child for child in verb.children if child.dep_ == "xcomp"]
    doer = subject_of(verb)
    anybody = (
        doer is not None
        and (doer.tag_ == "NNS" or doer.lower_ in ("those", "anyone", "anybody"))
        and not any(child.dep_ in ("det", "poss", "nummod") for child in doer.children)
    )
    for clause in (*verb.children, *(child for act in under for child in act.children)):
        mark = next((child.lower_ for child in clause.children if child.dep_ == "mark"), "") if clause.dep_ == "advcl" else ""
        if mark == "unless":
            return True
        subject = next((child for child in clause.children if child.dep_ in SUBJECTS), None)
        denied = any(child.dep_ == "neg" for child in clause.children) or any(word.lower_ == "nothing" for word in clause.subtree)
        unmet = denied and not anybody  # "Passengers will be fined if they do not pay": so every time
        if mark == "if" and subject is not None and (is_nobody(subject) or clause.lemma_.lower() in _CONDITIONS or unmet):
            return True
    return False


def _on_a_day(verb: Token, sentence: Parsed) -> bool:
    """Whether a day, a date or "next week" stands with a verb."""
    own = {word.i for child in verb.children if child.dep_ in ("prep", "npadvmod") for word in child.subtree}
    return any(place & own for place in times_in(sentence))


def infinitive(verb: Token, token: Token) -> Token | None:
    """The infinitive that a verb governs from a token on ("is expected to *vote*"), or None."""
    inner = next((child for child in verb.children if child.dep_ == "xcomp" and child.i >= token.i), None)
    if inner is None:
        near = [child for child in verb.children if child.dep_ in ("acomp", "advmod", "attr")]
        inner = next((word for child in near for word in child.children if word.dep_ in ("xcomp", "acl") and word.tag_ == "VB"), None)
    return inner
