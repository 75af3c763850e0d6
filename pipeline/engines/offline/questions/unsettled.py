"""Where a sentence leaves an indirect question open.

As a subject ("Whether the dam was safe is not known"), in front ("What started it we do not know"), where somebody evades it ("Asked
whether she would stay, she laughed"), as "the question whether", and under verbs of finding out ("cannot establish where they came from").
`silences` makes the question of it.
"""

import re

from pipeline.engines.offline.questions.openings import is_negated, is_nobody
from pipeline.engines.offline.questions.wording import asked_clause, opener_of
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("questions")
# For texts in small letters (`Parsed.lower`).
_EVASIVE = re.compile(rf"\b{_WORDS.pattern('evasive')}\b")
_FIND_OUT, _LEFT_OPEN = _WORDS.words("find_out"), _WORDS.words("left_open")
_PUZZLES, _LINGERING, _LEADING_TO = _WORDS.words("puzzles"), _WORDS.words("lingering"), _WORDS.words("leading_to_question")
_LONGEST_QUIP = 8
FRONTED = "not told"


def unsettled_at(sentence: Parsed) -> tuple[Token | None, str]:
    """The verb of an indirect question that a sentence leaves open, and how; None where there is none."""
    for token in sentence.verbs:
        if token.dep_ in ("csubj", "csubjpass") and _opens(token) and _leaves_open(token.head):
            return token, "open subject"
        if token.pos_ == "VERB" and token.lemma_.lower() in _FIND_OUT and (is_negated(token) or _is_of_nobody(token)):
            clause = asked_clause(token)
            if clause is not None and clause.i > token.i:
                return clause, f"not {token.lemma_.lower()}"
        if token.lower_ == "asked" and _has_no_helper(token) and token.dep_ in ("advcl", "acl"):
            clause = asked_clause(token)
            if clause is not None and clause.i > token.i and _evades(sentence, clause):
                return clause, "evaded"
    for token in sentence.doc if any(word in sentence.lower for word in _PUZZLES) else ():
        if token.lemma_.lower() in _PUZZLES and token.pos_ == "NOUN" and (clause := _question_asked(token)) is not None:
            return clause, "the question"
    return _fronted(sentence)


def _has_no_helper(verb: Token) -> bool:
    return not any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def _is_of_nobody(verb: Token) -> bool:
    """ "Nobody seems to know how"."""
    subject = subject_of(verb)
    return subject is not None and subject.head.i != verb.i and is_nobody(subject)


def _question_asked(noun: Token) -> Token | None:
    """ "The question is whether it can be saved", "leaves the question of who will pay", "it remains a mystery why", "questions linger on
    the attack, including whether"; not "it may not be a question of whether".
    """
    if any(child.dep_ == "neg" for child in noun.head.children):
        return None
    if noun.dep_ == "nsubj" and noun.head.lemma_ in ("be", "remain", "become"):
        after = (child for child in noun.head.children if child.i > noun.i and child.dep_ in ("ccomp", "acl", "relcl", "attr", "advcl"))
        if (asked := next((clause for clause in after if opener_of(clause) is not None), None)) is not None:
            return asked
    if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "remain"):
        return next((child for child in noun.rights if child.dep_ in ("relcl", "acl") and _asks_how(child)), None)
    if noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in _LINGERING:
        return next((word for word in noun.doc[noun.i + 2 :] if word.pos_ in ("VERB", "AUX") and _asks_how(word)), None)
    of = next((child for child in noun.children if child.lower_ in ("of", "about", "over")), None)
    return next((clause for clause in of.children if clause.dep_ == "pcomp" and opener_of(clause) is not None), None) if of else None


def _asks_how(clause: Token) -> bool:
    """Whether "why", "whether" or "who" opens a clause, and no "which" or "who" that goes back to a noun."""
    opener = opener_of(clause)
    if opener is None or opener.i == 0:
        return False
    about = opener.nbor(-1).lower_ in _LEADING_TO
    return opener.tag_ == "WRB" or opener.lower_ in ("whether", "what") or clause.dep_ != "relcl" or about


def _fronted(sentence: Parsed) -> tuple[Token | None, str]:
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


def _untold_behind(clause: Token) -> Token | None:
    """The verb behind a question that does not tell it: the "know" of "What started it we do not know"."""
    behind = clause.doc[clause.i + 1 :]
    return next((token for token in behind if token.lemma_.lower() in _FIND_OUT | {"say", "tell"} and is_negated(token)), None)


def end_of_fronted(clause: Token) -> int:
    """Where a fronted question ends: before the subject of the verb that does not tell it."""
    told = _untold_behind(clause)
    subject = next((child for child in told.children if child.dep_ in SUBJECTS), told) if told is not None else clause.right_edge.nbor()
    return int(subject.left_edge.i)


def _opens(clause: Token) -> bool:
    """Whether a clause is a question; "what worries him" and "who dares" are things and people."""
    opener = opener_of(clause)
    if opener is None:
        return False
    if opener.lower_ == "who":
        return any(word.lower_ in {"known", "unknown", "unclear", "clear", *_PUZZLES} for word in clause.head.subtree)
    return opener.lower_ in ("whether", "how", "where", "when", "why") or (opener.lower_ in ("what", "which") and opener.dep_ == "det")


def _leaves_open(verb: Token) -> bool:
    """Whether what is said of a question settles nothing: a negation, or a word for what is open."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    return verb.lemma_.lower() in _LEFT_OPEN or any(
        word.lemma_.lower() in _LEFT_OPEN for child in verb.children if child.dep_ in ("attr", "acomp", "prep") for word in child.subtree
    )


def _evades(sentence: Parsed, clause: Token) -> bool:
    """Whether the answer is none: "said only", "it was too early", a quip of a few words in quotation marks."""
    answer = sentence.doc[clause.right_edge.i + 1 :]
    if _EVASIVE.search(sentence.lower, clause.right_edge.idx + len(clause.right_edge)) is not None:
        return True
    words = [token for token in answer if token.is_alpha]
    quoted = [token for token in words if sentence.quoted[token.i]]
    return bool(quoted) and len(quoted) <= _LONGEST_QUIP and quoted[0].lower_ not in ("yes", "no") and quoted[-1].i == words[-1].i
