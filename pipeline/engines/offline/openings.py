"""Where a sentence leaves something open: a refusal to tell, an unknown, a lack of proof, an outcome to come, an indirect question.

Each finder gives the token that the question hangs on and the words that open it; (None, "") where the sentence opens nothing. Indirect
questions are open as a subject ("Whether the dam was safe is not known"), where somebody evades them ("Asked whether she would stay, she
laughed"), and under verbs of finding out and of deciding under a negation ("cannot establish where they came from", "has not decided
whether to stand").
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.proposition import Proposition
from pipeline.engines.offline.speech import subject_of
from pipeline.engines.offline.times import times_in
from pipeline.engines.offline.trees import SUBJECTS
from pipeline.engines.offline.wording import asked_clause, opener_of, verb_of
from pipeline.lexicons import load

_WORDS = load("questions")
_TELL, _REFUSE = _WORDS.words("tell"), _WORDS.words("refuse")
_ONLY_WITH_CLAUSE, _TOLD = _WORDS.words("only_with_clause"), _WORDS.words("told")
_SHOWN, _STUDIES = _WORDS.words("shown"), _WORDS.words("studies")
_FIND_OUT, _DECIDE = _WORDS.words("find_out"), _WORDS.words("decide")
_LEFT_OPEN, _AIMS = _WORDS.words("left_open"), _WORDS.words("aims")
_PLANS = frozenset({"plan", "plans", "aim", "aims", "hopes"})
_NOBODY = frozenset({"nobody", "neither", "none", "no"})
_HELPERS = ("aux", "auxpass")
_OUTCOMES, _DATED = _WORDS.words("outcomes"), _WORDS.words("dated")
_STARTING = frozenset({"start", "begin", "open", "resume", "close", "end", "reopen"})
_EVENT_NOUNS = frozenset(noun for nouns in _WORDS.table("events").values() for noun in nouns)
_GIVING, _TELLING_LATER = _WORDS.words("giving"), _WORDS.words("telling_later")
_REQUIRED = _WORDS.words("required")
_TESTING, _DOUBTFUL = _WORDS.words("testing"), _WORDS.words("doubtful")
_BODIES_OF_INQUIRY, _SETTING_UP = _WORDS.words("bodies_of_inquiry"), _WORDS.words("setting_up")
_DELIVERING, _DELIVERED = _WORDS.words("delivering"), _WORDS.words("delivered")
_GRANTED = frozenset({"approve", "pass", "agree", "reject", "fail", "grant", "ratify", "lose", "win", "refuse", "match", "collapse"})
_NONE_SET = re.compile(r"\bdate\b|\bdecision\b")  # "no date has been set"
ON_A_DAY = "on a coming day"
NOT_UNTIL = "not until"
TOLD_LATER = "will be told"
FRONTED = "not told"
# What was done to put an outcome off.
_STILL_TO_COME = re.compile(
    r"yet to|adjourned|deferred|postponed|put off|put back|remanded|referred back|reserved|due back|bailed|ordered|opened|launched"
)
_LONGEST_QUIP = 8


def _compiled(group: str) -> re.Pattern[str]:
    """For texts in small letters (`Parsed.lower`)."""
    return re.compile(rf"\b{_WORDS.pattern(group)}\b")


_REFUSALS = _compiled("refusals")
_UNKNOWNS = _compiled("unknowns")
_UNPROVEN = _compiled("unproven")
_SCHEDULED = _compiled("scheduled")
_EVASIVE = _compiled("evasive")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question hangs: the sentence, and the token that starts the phrase."""

    sentence: Parsed
    token: Any
    phrase: str
    names: Names
    claims: Sequence[Proposition]
    before: Proposition | None = None  # the last claim of the sentence before
    topic: str = "this"


def refusal_at(sentence: Parsed) -> tuple[Any, str]:
    """A verb of telling that is negated or refused, or a set phrase."""
    for token in sentence.verbs:
        if token.pos_ != "VERB":
            continue
        lemma = token.lemma_.lower()
        if lemma in _GIVING and (withheld := _withheld(token, lemma)):
            return token, withheld
        if lemma not in _TELL or not _is_refused(token):
            continue
        if lemma == "rule" and not any(child.dep_ == "prt" and child.lower_ == "out" for child in token.children):
            continue
        if lemma in _ONLY_WITH_CLAUSE and asked_clause(token) is None and not _tells_object(token):
            continue
        return token, f"not {lemma}"
    return _phrase_at(_REFUSALS, sentence)


def _withheld(verb: Any, lemma: str) -> str:
    """ "She gave no sum", "none of the reports has been made public": the words that say so, else ""."""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and thing.left_edge.lower_ == "no" and thing.lemma_.lower() in _TOLD - {"evidence"}:
        return f"{verb.lower_} no {thing.lower_}"
    public = lemma == "make" and any(child.lower_ == "public" for child in verb.children)
    return "not made public" if public and _is_negated(verb) else ""


def _is_refused(verb: Any) -> bool:
    """ "did not say", "neither side would say", "declined to say", "he says no one would comment"."""
    if verb.head.lemma_ == "ask" and verb.dep_ == "xcomp":
        return False  # "asked not to be named"
    if verb.tag_ == "VBG" and any(child.lemma_ == "be" and child.dep_ == "aux" for child in verb.children):
        return False  # "was not saying that it was enough"
    if any((child.dep_ == "neg" and child.lower_ != "never") or child.lower_ == "nor" for child in verb.children):
        return not any(child.lower_ == "only" for child in verb.children)
    above = verb.head
    if verb.dep_ == "xcomp" and any(child.lower_ == "yet" for word in (verb, above) for child in word.children):
        return True  # "has yet to say"
    if verb.dep_ in ("xcomp", "advcl", "pcomp") and above.lemma_.lower() in _REFUSE:
        return not any(child.dep_ == "neg" for child in above.children)
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return subject is not None and is_nobody(subject)


def _tells_object(verb: Any) -> bool:
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    things += [child for prep in verb.children if prep.dep_ == "prep" for child in prep.children if child.dep_ == "pobj"]
    return any(thing.lemma_.lower() in _TOLD for thing in things)


def unknown_at(sentence: Parsed) -> tuple[Any, str]:
    """Words for what nobody knows."""
    return _phrase_at(_UNKNOWNS, sentence)


def unproven_at(sentence: Parsed) -> tuple[Any, str]:
    """Words of a lack of proof, or something that shows nothing."""
    token, phrase = _phrase_at(_UNPROVEN, sentence)
    if token is None:
        return _not_shown_at(sentence)
    if any(word in phrase for word in _DOUBTFUL):
        return token, phrase
    # "been tested", "verified" and their like mark a lack only where they are negated.
    lacking = re.search(
        r"\b(?:not|n[o’']t|no|nor|neither|never|without|little|yet to|nobody|un\w+|cannot|has shown no)\b|n[’']t\b",
        sentence.lower,
    )
    return (token, phrase) if lacking else (None, "")


def _not_shown_at(sentence: Parsed) -> tuple[Any, str]:
    """ "No study had shown that it works", "nobody has tried it", "there has never been a trial": nothing that could show it has."""
    for token in sentence.verbs:
        if token.pos_ == "VERB" and token.lemma_.lower() in _TESTING and _is_untried(token):
            return token, f"not {token.lemma_.lower()}"
        if token.lemma_ == "be" and any(child.dep_ == "expl" for child in token.children):
            noun = next((child for child in token.children if child.dep_ == "attr"), None)
            none = any(child.dep_ == "neg" for child in token.children) or (noun is not None and noun.left_edge.lower_ == "no")
            if noun is not None and none and noun.lemma_.lower() in _STUDIES - {"court", "coroner", "expert", "scientist", "report"}:
                return token, f"no {noun.lemma_.lower()}"
        if token.pos_ != "VERB" or token.lemma_.lower() not in _SHOWN:
            continue
        subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.left_edge.lower_ in ("no", "neither") and subject.lemma_.lower() in _STUDIES:
            return token, f"no {subject.lemma_.lower()} shows"
    return None, ""


def _is_untried(verb: Any) -> bool:
    """ "nobody has tried it", "has yet to match the bone"; an order not to try is no lack of proof."""
    subject = subject_of(verb)
    perfect = any(child.lower_ in ("has", "have", "had") and child.dep_ == "aux" for child in verb.children)
    if subject is not None and is_nobody(subject) and subject.head.i == verb.i:
        return perfect
    above = verb.head
    return (
        verb.dep_ == "xcomp" and above.lemma_ == "have" and any(child.lower_ == "yet" for word in (verb, above) for child in word.children)
    )


def scheduled_at(sentence: Parsed) -> tuple[Any, str]:
    """A phrase of what is to come; not in the past ("was due to"), nor as a cause ("due to heavy rain"). One with a verb under it first."""
    found: list[tuple[bool, Any, str]] = []
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


def _verb_to_come(verb: Any, sentence: Parsed) -> Iterable[tuple[bool, Any, str]]:
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
    if lemma == "give" and _given_until(verb):
        yield False, verb, "given until"
    if (coming := _coming(verb, sentence)) is not None:
        yield False, *coming


def _is_reported_progress(verb: Any) -> bool:
    """ "said that she was considering an inquiry": past only for the verb of speech before it."""
    progress = verb.tag_ == "VBG" and any(child.lower_ in ("was", "were") and child.dep_ == "aux" for child in verb.children)
    return progress and verb.dep_ == "ccomp" and verb.head.tag_ == "VBD"


def _is_to(verb: Any) -> bool:
    """ "The office is to publish it in May"; "the aim is to cut costs" says what an aim is, and "what are we to do" nothing."""
    if verb.lower_ not in ("is", "are", "’s", "'s") or verb.lemma_ != "be" or any(child.dep_ == "neg" for child in verb.children):
        return False
    act = next((child for child in verb.children if child.dep_ == "xcomp" and child.tag_ in ("VB", "VBN") and child.i > verb.i), None)
    to = next((child for child in act.children if child.dep_ == "aux" and child.lower_ == "to"), None) if act is not None else None
    subject = subject_of(verb)
    if act is None or to is None or subject is None or subject.dep_ == "csubj" or subject.lemma_.lower() in _AIMS:
        return False
    return not any(child.dep_ in ("acomp", "attr") for child in verb.children) and verb.dep_ not in ("advcl", "relcl")


def _sets_up_inquiry(verb: Any) -> bool:
    """ "has formed a three-member committee", "an inquiry has been ordered": what they find is to come."""
    if verb.tag_ not in ("VBD", "VBN") or _is_negated(verb):
        return False
    if verb.dep_ not in ("ROOT", "conj", "ccomp") or any(word.shape_ == "dddd" for word in verb.subtree):
        return False
    if verb.lemma_.lower() in ("begin", "start") and not any(child.dep_ in _HELPERS for child in verb.children):
        return False  # "A review began in spring": what came of it is mostly told
    body = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
    return (
        body is not None and body.lemma_.lower() in _BODIES_OF_INQUIRY and body.left_edge.lower_ in ("a", "an", "another", "its", "their")
    )


def _tells_later(verb: Any) -> bool:
    """ "will say on Monday whether it withdraws": what is to be told is to come."""
    if not any(child.dep_ == "aux" and child.lower_ in ("will", "’ll", "'ll") for child in verb.children):
        return False
    clause = asked_clause(verb)
    return clause is not None and clause.i > verb.i and not _is_negated(verb)


def _is_event_on_day(verb: Any, sentence: Parsed) -> bool:
    """ "Sentencing is on Friday", "A second round is planned for May"."""
    if verb.tag_ not in ("VBZ", "VBP", "VBN") or not _is_of_event(verb) or _is_negated(verb):
        return False
    if verb.lemma_ == "plan" and not any(child.dep_ == "auxpass" and child.lower_ in ("is", "are") for child in verb.children):
        return False
    if verb.lemma_ == "be" and any(child.dep_ in ("attr", "acomp", "xcomp", "ccomp") for child in verb.children):
        return False
    return _on_a_day(verb, sentence)


def _given_until(verb: Any) -> bool:
    """ "has given the syndicate until Friday to pay"."""
    until = next((child for child in verb.children if child.lower_ == "until"), None)
    return until is not None and not _is_negated(verb) and any(word.tag_ == "VB" for word in verb.subtree if word.i > until.i)


def _coming(token: Any, sentence: Parsed) -> tuple[Any, str] | None:
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
    if lemma in _STARTING and helper is None and token.tag_ in ("VBZ", "VBP") and _is_of_event(token) and _on_a_day(token, sentence):
        return token, ON_A_DAY
    must = next((child for child in token.children if child.dep_ == "aux" and child.lower_ == "must"), None)
    if must is not None and lemma in _REQUIRED and not _is_negated(token):
        return must, f"must {lemma}"
    if (helper is None and lemma not in _DATED) or _is_negated(token) or opener_of(token) is not None:
        return None
    thing = next((child for child in token.children if child.dep_ == "dobj"), None)
    outcome = lemma in _OUTCOMES or (lemma in _DELIVERING and thing is not None and thing.lemma_.lower() in _DELIVERED)
    if helper is not None and helper.lower_ in ("would", "’d", "'d"):
        reported = token.dep_ == "ccomp" and token.head.tag_ in ("VBD", "VBN", "VBZ")
        outcome = outcome and reported
    if helper is not None and (outcome or _hangs_on_condition(token)):
        return helper, f"will {lemma}"
    dated = lemma in _DATED and token.tag_ in ("VBZ", "VBP") and _on_a_day(token, sentence)
    return (token, ON_A_DAY) if dated else None


def _is_put_off(verb: Any) -> bool:
    """ "will not publish its tally until March": an outcome for later."""
    known = verb.lemma_.lower() in _OUTCOMES or (verb.lemma_.lower() in _STARTING and _is_of_event(verb))
    denied = any(child.dep_ == "neg" for child in verb.children)
    return known and denied and any(child.lower_ in ("until", "till", "before") and child.dep_ == "prep" for child in verb.children)


def _is_of_event(verb: Any) -> bool:
    """Whether the subject of a verb is a talk, a hearing or another event with an outcome."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    return subject is not None and subject.lemma_.lower() in _EVENT_NOUNS


def _hangs_on_condition(verb: Any) -> bool:
    """ "would down tools unless it was raised", "will take effect if no deal is reached"."""
    for clause in verb.children:
        mark = next((child.lower_ for child in clause.children if child.dep_ == "mark"), "") if clause.dep_ == "advcl" else ""
        if mark == "unless":
            return True
        subject = next((child for child in clause.children if child.dep_ in SUBJECTS), None)
        if mark == "if" and subject is not None and (is_nobody(subject) or clause.lemma_.lower() in _GRANTED):
            return True
    return False


def _on_a_day(verb: Any, sentence: Parsed) -> bool:
    """Whether a day, a date or "next week" stands with a verb."""
    own = {word.i for child in verb.children if child.dep_ in ("prep", "npadvmod") for word in child.subtree}
    return any(place & own for place in times_in(sentence))


def infinitive(verb: Any, token: Any) -> Any | None:
    """The infinitive that a verb governs from a token on ("is expected to *vote*"), or None."""
    inner = next((child for child in verb.children if child.dep_ == "xcomp" and child.i >= token.i), None)
    if inner is None:
        near = [child for child in verb.children if child.dep_ in ("acomp", "advmod", "attr")]
        inner = next((word for child in near for word in child.children if word.dep_ in ("xcomp", "acl") and word.tag_ == "VB"), None)
    return inner


def _is_negated(verb: Any) -> bool:
    """Whether a verb stands under "not", or has nobody as its subject."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    nobody = subject is not None and is_nobody(subject)
    return nobody or any(child.dep_ == "neg" and child.lower_ != "never" for child in verb.children)


def unsettled_at(sentence: Parsed) -> tuple[Any, str]:
    """The verb of an indirect question that a sentence leaves open, and how; None where there is none."""
    for token in sentence.verbs:
        if token.dep_ in ("csubj", "csubjpass") and _opens(token) and _leaves_open(token.head):
            return token, "open subject"
        if token.pos_ == "VERB" and token.lemma_.lower() in _FIND_OUT and (_is_negated(token) or _is_of_nobody(token)):
            clause = asked_clause(token)
            if clause is not None and clause.i > token.i:
                return clause, f"not {token.lemma_.lower()}"
        if token.lower_ == "asked" and token.dep_ in ("advcl", "acl") and not any(child.dep_ in _HELPERS for child in token.children):
            clause = asked_clause(token)
            if clause is not None and clause.i > token.i and _evades(sentence, clause):
                return clause, "evaded"
    for token in sentence.doc if "question" in sentence.lower else ():
        if token.lower_ in ("question", "questions") and token.pos_ == "NOUN" and (clause := _question_asked(token)) is not None:
            return clause, "the question"
    return _fronted(sentence)


def _is_of_nobody(verb: Any) -> bool:
    """ "Nobody seems to know how"."""
    subject = subject_of(verb)
    return subject is not None and subject.head.i != verb.i and is_nobody(subject)


def _question_asked(noun: Any) -> Any | None:
    """ "The question is whether it can be saved", "leaves the question of who will pay"."""
    if noun.dep_ == "nsubj" and noun.head.lemma_ in ("be", "remain", "become"):
        after = (child for child in noun.head.children if child.i > noun.i and child.dep_ in ("ccomp", "acl", "relcl", "attr", "advcl"))
        return next((clause for clause in after if opener_of(clause) is not None), None)
    of = next((child for child in noun.children if child.lower_ in ("of", "about", "over")), None)
    return next((clause for clause in of.children if clause.dep_ == "pcomp" and opener_of(clause) is not None), None) if of else None


def _fronted(sentence: Parsed) -> tuple[Any, str]:
    """ "What started it we do not know", "Whether it will hold they cannot tell"."""
    opener = next((token for token in sentence.doc[:3] if token.tag_ in ("WRB", "WP", "WDT") or token.lower_ == "whether"), None)
    if opener is None:
        return None, ""
    clause = next((token for token in sentence.doc if token.pos_ in ("VERB", "AUX") and opener_of(token) == opener), None)
    told = _untold_behind(clause) if clause is not None else None
    if clause is None or told is None:
        return None, ""
    # "When police arrived they did not know who had fired": a time, and another question.
    own = asked_clause(told)
    return (None, "") if own is not None and own.i > told.i else (clause, FRONTED)


def _untold_behind(clause: Any) -> Any | None:
    """The verb behind a question that does not tell it: the "know" of "What started it we do not know"."""
    behind = clause.doc[clause.i + 1 :]
    return next((token for token in behind if token.lemma_.lower() in _FIND_OUT | {"say", "tell"} and _is_negated(token)), None)


def end_of_fronted(clause: Any) -> int:
    """Where a fronted question ends: before the subject of the verb that does not tell it."""
    told = _untold_behind(clause)
    subject = next((child for child in told.children if child.dep_ in SUBJECTS), told) if told is not None else clause.right_edge.nbor()
    return int(subject.left_edge.i)


def undecided_at(sentence: Parsed) -> tuple[Any, str]:
    """A verb of deciding under a negation: "had not decided whether to sign", "before making up her mind"."""
    for token in sentence.verbs:
        if token.pos_ != "VERB":
            continue
        mind = token.lemma_ == "make" and any(child.dep_ == "dobj" and child.lemma_ == "mind" for child in token.children)
        if mind and (token.tag_ == "VBG" or any(child.dep_ == "aux" and child.lower_ in ("will", "would") for child in token.children)):
            return token, "mind not made up"
        if (mind or token.lemma_.lower() in _DECIDE) and _is_negated(token):
            return token, "not decided"
    return None, ""


def _opens(clause: Any) -> bool:
    """Whether a clause is a question; "what worries him" and "who dares" are things and people."""
    opener = opener_of(clause)
    if opener is None:
        return False
    if opener.lower_ == "who":
        return any(word.lower_ in ("known", "unknown", "unclear", "clear") for word in clause.head.subtree)
    return opener.lower_ in ("whether", "how", "where", "when", "why") or (opener.lower_ in ("what", "which") and opener.dep_ == "det")


def _leaves_open(verb: Any) -> bool:
    """Whether what is said of a question settles nothing: a negation, or a word for what is open."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    return verb.lemma_.lower() in _LEFT_OPEN or any(
        word.lemma_.lower() in _LEFT_OPEN for child in verb.children if child.dep_ in ("attr", "acomp", "prep") for word in child.subtree
    )


def _evades(sentence: Parsed, clause: Any) -> bool:
    """Whether the answer is none: "said only", "it was too early", a quip of a few words in quotation marks."""
    answer = sentence.doc[clause.right_edge.i + 1 :]
    if _EVASIVE.search(sentence.lower, clause.right_edge.idx + len(clause.right_edge)) is not None:
        return True
    words = [token for token in answer if token.is_alpha]
    quoted = [token for token in words if sentence.quoted[token.i]]
    return bool(quoted) and len(quoted) <= _LONGEST_QUIP and quoted[0].lower_ not in ("yes", "no") and quoted[-1].i == words[-1].i


def _phrase_at(pattern: re.Pattern[str], sentence: Parsed) -> tuple[Any, str]:
    match = pattern.search(sentence.lower)
    if match is None:
        return None, ""
    return next((token for token in sentence.doc if token.idx + len(token) > match.start()), None), match.group()


def is_nobody(subject: Any) -> bool:
    """Whether a subject is nobody: "none", "no study", "neither side"."""
    return bool({subject.lower_, subject.left_edge.lower_} & _NOBODY)
