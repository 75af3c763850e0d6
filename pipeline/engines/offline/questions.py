"""What the text leaves open: outcomes to come, refusals and unknowns, missing proof, sources that contradict each other.

Each question is made from its passage by turning the clause round ("The House is expected to vote on Saturday" -> "Will the House vote on
Saturday?"), with a plain frame where the clause has another shape.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.claims import Proposition
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.engines.offline.speech import Speech, subject_of
from pipeline.labels import QuestionKind
from pipeline.lexicons import load
from pipeline.reading import FigureCandidate, Reading
from pipeline.words import content_stems, stem

_WORDS = load("questions")
_TELL = _WORDS.words("tell")
_REFUSE = _WORDS.words("refuse")
_ONLY_WITH_CLAUSE = _WORDS.words("only_with_clause")
_TOLD = _WORDS.words("told")


def _compiled(group: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_WORDS.pattern(group)}\b", re.IGNORECASE)


_REFUSALS = _compiled("refusals")
_UNKNOWNS = _compiled("unknowns")
_UNPROVEN = _compiled("unproven")
_SCHEDULED = _compiled("scheduled")
_CONTRADICTIONS = _compiled("contradictions")
_MODALS = frozenset({"will", "would", "could", "may", "might", "must", "can"})
_EMPTY = frozenset(
    {
        "it",
        "this",
        "that",
        "there",
        "they",
        "we",
        "i",
        "you",
        "he",
        "she",
        "what",
        "who",
        "which",
        "nobody",
        "no one",
        "neither",
        "none",
        "some",
    }
)
# A question in somebody's own words does not stand alone.
_OF_SPEAKER = re.compile(r"\b(?:we|I|you|us|our)\b")
_MOST = 14


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a question hangs: the sentence, and the token that starts the phrase."""

    sentence: Parsed
    token: Any
    phrase: str
    names: Names
    claims: Sequence[Proposition]


def questions(
    reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], made: Sequence[Proposition], names: Names
) -> tuple[DraftQuestion, ...]:
    """The open questions of an article, in the order of their passages; a passage may raise one of each kind."""
    claims: dict[int, list[Proposition]] = {}
    for proposition in made:
        claims.setdefault(proposition.sentence.id, []).append(proposition)
    found: list[DraftQuestion] = []
    for sentence in parsed:
        token, _ = _unproven_at(sentence)
        earlier = _unsupported_before(sentence, token, claims, names) if token is not None else None
        found.extend([earlier] if earlier is not None else [])
        found.extend(_of_sentence(sentence, names, claims.get(sentence.id, [])))
    found.extend(_contradictions(parsed, speeches, claims, names))
    found.extend(_rival_figures(reading, parsed, speeches))
    unique: dict[tuple[str, int], DraftQuestion] = {}
    for question in found:
        unique.setdefault((question.kind, question.sentences[-1]), question)
    return tuple(sorted(unique.values(), key=lambda question: question.sentences))[:_MOST]


_REFERRING = frozenset(
    {"result", "finding", "figure", "study", "paper", "work", "claim", "estimate", "number", "it", "this", "that", "toll", "report", "data"}
)


def _unsupported_before(sentence: Parsed, token: Any, claims: dict[int, list[Proposition]], names: Names) -> DraftQuestion | None:
    """ "The findings have not been peer reviewed": is what they were said to be true?"""
    verb = _verb_of(token)
    subject = subject_of(verb)
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if not any(noun is not None and noun.lemma_.lower() in _REFERRING for noun in (subject, thing)):
        return None
    before = _said_before(claims, sentence.id)
    if before is None or _OF_SPEAKER.search(before.statement):
        return None
    return DraftQuestion(
        kind="unsupported", question=_turned(before, names), sentences=(before.sentence.id, sentence.id), rule="unproven-finding"
    )


def _of_sentence(sentence: Parsed, names: Names, claims: Sequence[Proposition]) -> Iterable[DraftQuestion]:
    attempts: tuple[tuple[QuestionKind, str, Any, Any], ...] = (
        ("unanswered", "refusal", _refusal_at, _unsaid),
        ("unanswered", "unknown", _phrase_at(_UNKNOWNS), _unknown),
        ("unsupported", "unproven", _unproven_at, _proof),
        ("unresolved", "scheduled", _scheduled_at, _outcome),
    )
    raised: set[str] = set()
    for kind, rule, find, make in attempts:
        if kind in raised:
            continue
        token, phrase = find(sentence)
        if token is None:
            continue
        question = make(_Place(sentence, token, phrase, names, claims))
        if question and not _OF_SPEAKER.search(question):
            raised.add(kind)
            yield DraftQuestion(kind=kind, question=question, sentences=(sentence.id,), rule=f"{rule}: {phrase.lower()}")


# Finding


def _phrase_at(pattern: re.Pattern[str]) -> Any:
    def find(sentence: Parsed) -> tuple[Any, str]:
        match = pattern.search(sentence.text)
        if match is None:
            return None, ""
        return next((token for token in sentence.doc if token.idx + len(token) > match.start()), None), match.group()

    return find


def _refusal_at(sentence: Parsed) -> tuple[Any, str]:
    """A verb of telling that is negated or refused, or a set phrase."""
    for token in sentence.doc:
        lemma = token.lemma_.lower()
        if token.pos_ != "VERB" or lemma not in _TELL or not _is_refused(token):
            continue
        if lemma in _ONLY_WITH_CLAUSE and _asked_clause(token) is None and not _tells_object(token):
            continue
        return token, f"not {lemma}"
    return _phrase_at(_REFUSALS)(sentence)


def _is_refused(verb: Any) -> bool:
    """ "did not say", "neither side would say", "declined to say", "he says no one would comment"."""
    if verb.head.lemma_ == "ask" and verb.dep_ == "xcomp":
        return False  # "asked not to be named"
    if any(child.dep_ == "neg" and child.lower_ != "never" for child in verb.children):
        return not any(child.lower_ == "only" for child in verb.children)
    above = verb.head
    if verb.dep_ in ("xcomp", "advcl", "pcomp") and above.lemma_.lower() in _REFUSE:
        return not any(child.dep_ == "neg" for child in above.children)
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    first = subject.left_edge.lower_
    return subject.lower_ in ("nobody", "neither", "none") or first in ("neither", "no", "none", "nobody")


def _tells_object(verb: Any) -> bool:
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    things += [child for prep in verb.children if prep.dep_ == "prep" for child in prep.children if child.dep_ == "pobj"]
    return any(thing.lemma_.lower() in _TOLD for thing in things)


def _unproven_at(sentence: Parsed) -> tuple[Any, str]:
    token, phrase = _phrase_at(_UNPROVEN)(sentence)
    if token is None:
        return None, ""
    # "been tested", "verified" and their like mark a lack only where they are negated.
    lacking = re.search(
        r"\b(?:not|n[o’']t|no|nor|never|without|little|yet to|nobody|un\w+|cannot|has shown no)\b|n[’']t\b", sentence.text, re.IGNORECASE
    )
    return (token, phrase) if lacking else (None, "")


def _scheduled_at(sentence: Parsed) -> tuple[Any, str]:
    """A phrase of what is to come; not in the past ("was due to"), nor as the cause ("due to heavy rain")."""
    for match in _SCHEDULED.finditer(sentence.text):
        token = next((token for token in sentence.doc if token.idx + len(token) > match.start()), None)
        if token is None:
            continue
        verb = _verb_of(token)
        past = any(
            child.dep_ in ("aux", "auxpass") and child.lower_ in ("was", "were", "had") for child in verb.children
        ) or verb.lower_ in ("was", "were")
        if past and "yet to" not in match.group().lower():
            continue
        after = sentence.doc[token.i + 2] if match.group().lower() == "due to" and token.i + 2 < len(sentence.doc) else None
        if after is not None and after.tag_ != "VB":
            continue
        return token, match.group()
    return None, ""


# Turning clauses round


def _verb_of(token: Any) -> Any:
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    while token.dep_ in ("aux", "auxpass", "neg") and token.head.i != token.i:
        token = token.head
    return token


def _name(subject: Any, sentence: Parsed, names: Names) -> str:
    """The subject as words that stand alone: a name for a pronoun, the noun for a relative pronoun."""
    if subject.tag_ in ("PRP", "WP", "WDT"):
        actor = names.actor(subject, sentence)
        if actor is not None:
            return _lower(actor.name)
        if subject.head.dep_ == "relcl":
            return _lower(_plain(subject.head.head))
        return str(subject.lower_)
    return _lower(_plain(subject))


def _plain(noun: Any) -> str:
    aside = {
        token.i for child in noun.children if child.dep_ in ("relcl", "appos", "acl", "punct", "cc", "advcl") for token in child.subtree
    }
    return clause_text([token for token in noun.subtree if token.i not in aside][:14]).strip(" ,–—-“”\"'‘’")


_SMALL_FIRST = frozenset(
    [
        "The",
        "A",
        "An",
        "Its",
        "His",
        "Her",
        "Their",
        "No",
        "This",
        "That",
        "Some",
        "Any",
        "Both",
        "Our",
        "These",
        "Those",
        "Another",
        "Each",
        "Talks",
        "Discussions",
        "Police",
        "About",
        "Nearly",
        "More",
        "At",
    ]
)


def _lower(text: str) -> str:
    first = text.split(" ", 1)[0] if text else ""
    return text[0].lower() + text[1:] if first in _SMALL_FIRST else text


def _ask(text: str) -> str:
    text = re.sub(r"\s+", " ", re.sub(r"[“”\"]", "", text)).strip(" ,;:–—-.‘’'")
    text = re.sub(r"\s+([,;:])", r"\1", text)
    if text.count("‘") != len(re.findall(r"’(?!\w)", text)):
        text = text.replace("‘", "")
    return f"{text[0].upper()}{text[1:]}?" if text else ""


def _rest(verb: Any, after: int) -> str:
    """The words of a verb's clause after a place, without what is joined to it."""
    joined = ("advcl", "conj", "cc", "parataxis", "relcl", "punct", "ccomp")
    aside = {
        token.i for child in verb.children if child.dep_ in joined and child.i > verb.i and not _belongs(child) for token in child.subtree
    }
    return clause_text([token for token in verb.subtree if token.i > after and token.i not in aside][:24])


def _belongs(clause: Any) -> bool:
    return clause.dep_ == "ccomp" or (clause.dep_ == "advcl" and clause.tag_ == "VB")


def _outcome(place: _Place) -> str:
    """ "The House is expected to vote on Saturday": Will the House vote on Saturday?"""
    verb = _verb_of(place.token)
    subject = subject_of(verb)
    who = _name(subject, place.sentence, place.names) if subject is not None else ""
    phrase = place.phrase.lower()
    if "date" in phrase:
        about = next((word for word in place.sentence.doc if word.dep_ == "pobj" and word.i > place.token.i), None)
        return _ask(f"When will {_lower(_plain(about))} be") if about is not None else _ask("When will it be")
    if not who or who.lower() in _EMPTY:
        return _from_claims(place)
    if "until" in phrase and verb.lemma_ in ("have", "give"):
        return _from_claims(place)
    inner = _infinitive(verb, place.token)
    if inner is not None:
        to = next((child for child in inner.children if child.lower_ == "to" and child.dep_ == "aux"), None)
        start = to.i if to is not None else inner.i - 1
        if verb.lemma_.lower() in ("plan", "hope", "aim", "ask", "need", "expect", "set", "schedule", "be", "have", "slate", "pencil"):
            return _ask(f"Will {who} {_rest(inner, start)}")
    helper = next((child for child in verb.children if child.dep_ == "aux" and child.lower_ in _MODALS), None)
    if helper is not None:
        return _ask(f"Will {who} {_rest(verb, helper.i)}")
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and verb.lemma_.lower() in ("await", "consider", "weigh", "study", "seek", "collect", "appeal", "review", "face"):
        return _ask(f"What will come of {_lower(_plain(thing))}")
    return _now_that(verb, place)


def _now_that(verb: Any, place: _Place) -> str:
    """A frame for any clause that leaves its outcome open."""
    subject = subject_of(verb)
    if subject is None or subject.i > verb.i or subject.head.i != verb.i:
        return ""
    who = _name(subject, place.sentence, place.names)
    return "" if who.lower() in _EMPTY else _ask(f"What will come of it, now that {who} {_rest(verb, subject.right_edge.i)}")


def _infinitive(verb: Any, token: Any) -> Any | None:
    inner = next((child for child in verb.children if child.dep_ == "xcomp" and child.i >= token.i), None)
    if inner is None:
        near = [child for child in verb.children if child.dep_ in ("acomp", "advmod", "attr")]
        inner = next((word for child in near for word in child.children if word.dep_ in ("xcomp", "acl") and word.tag_ == "VB"), None)
    return inner


def _from_claims(place: _Place) -> str:
    """Where the clause cannot be turned: will that which the passage states come true?"""
    for claim in place.claims[:1]:
        if claim.root is not None and (question := _yes_no(place.sentence.doc[claim.root], place.sentence, place.names)):
            return question
    if place.claims:
        return _is_it_true(place.claims[0])
    return ""


def _is_it_true(claim: Proposition) -> str:
    return _ask(f"Is it true that {_lower(claim.statement)}")


def _unsaid(place: _Place) -> str:
    """ "She did not say how it would be paid for": How would it be paid for? A refusal to comment: What does X say about it?"""
    verb = _verb_of(place.token)
    clause = _asked_clause(verb)
    if clause is not None and (question := _indirect(clause, place.sentence, place.names)):
        return question
    # "How that sum was arrived at, the council would not say", "a former player, whom the club will not identify"
    if verb.dep_ == "relcl" and any(child.tag_ in ("WP", "WDT") for child in verb.children):
        return _ask(f"Who is {_lower(_plain(verb.head))}")
    subject = subject_of(verb)
    who = _name(subject, place.sentence, place.names) if subject is not None else ""
    alone = next((child for child in verb.children if child.tag_ == "WRB" and child.i > verb.i), None)
    if alone is not None and place.claims:
        return _ask(f"{alone.text} will it be") if not who else _ask(f"{alone.text} is it that {who} would not say")
    thing = _thing_untold(verb)
    if thing is not None:
        are = "are" if thing.tag_ == "NNS" else "is"
        return _ask(f"{'Who' if verb.lemma_.lower() in ('name', 'identify') else 'What'} {are} {_lower(_plain(thing))}")
    about = next(
        (word for word in place.sentence.doc if word.lower_ in ("on", "about") and word.i > place.token.i and word.dep_ == "prep"), None
    )
    noun = next((child for child in about.children if child.dep_ == "pobj"), None) if about is not None else None
    if not who or who.lower() in _EMPTY:
        return _ask(f"What is there to say about {_lower(_plain(noun))}") if noun is not None else ""
    return _ask(f"What does {who} say about {_lower(_plain(noun)) if noun is not None else 'this'}")


def _thing_untold(verb: Any) -> Any | None:
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "nsubjpass")
            and child.pos_ in ("NOUN", "PROPN")
            and child.lemma_.lower() not in ("comment", "request", "message", "call", "email", "question")
        ):
            return child
    return None


def _asked_clause(verb: Any) -> Any | None:
    """The indirect question under or before a verb."""
    for child in verb.children:
        if child.dep_ not in ("ccomp", "xcomp", "pcomp", "advcl", "prep", "dobj", "csubj"):
            continue
        for word in child.subtree:
            if word.pos_ in ("VERB", "AUX") and word.dep_ not in ("aux", "auxpass") and _opener(word) is not None:
                return word
    return None


def _opener(clause: Any) -> Any | None:
    for word in clause.subtree:
        if word.i < clause.i and (word.tag_ in ("WRB", "WP", "WDT") or word.lower_ in ("whether", "if")):
            nearest = word
            while nearest.head.i != nearest.i and nearest.head.i != clause.i and nearest.head.pos_ not in ("VERB", "AUX"):
                nearest = nearest.head
            if nearest.head.i == clause.i:
                return word
    return None


def _indirect(clause: Any, sentence: Parsed, names: Names) -> str:
    """An indirect question as a direct one."""
    opener = _opener(clause)
    words = [word for word in clause.subtree if word.i <= clause.right_edge.i]
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if opener is None or subject is None:
        return ""
    aside = {
        word.i
        for child in clause.children
        if child.dep_ in ("advcl", "cc") and child.i > clause.i
        for word in child.subtree
        if child.tag_ == "VBG"
    }
    words = [word for word in words if word.i not in aside]
    if opener.i == subject.i or opener.i in range(subject.left_edge.i, subject.i + 1):
        return _ask(clause_text([word for word in words if word.i >= opener.i]))
    who = _name(subject, sentence, names)
    helper = next((child for child in clause.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"), None)
    start = "" if opener.lower_ in ("whether", "if") else clause_text([word for word in words if opener.i <= word.i < subject.left_edge.i])
    if helper is None and clause.lemma_ == "be":
        rest = [word for word in words if word.i > clause.i]
        return _ask(f"{start} {clause.text} {who} {clause_text(rest)}")
    rest = [word for word in words if word.i > subject.right_edge.i and (helper is None or word.i != helper.i)]
    if helper is not None:
        return _ask(f"{start} {helper.text} {who} {clause_text(rest)}")
    do = {"VBD": "did", "VBZ": "does"}.get(clause.tag_, "do")
    return _ask(f"{start} {do} {who} {clause_text(rest).replace(clause.text, clause.lemma_, 1)}")


def _proof(place: _Place) -> str:
    """ "has not presented proof that it was crossed": Was it crossed? Else: Is it true, or is there proof of ...?"""
    inner = [word for word in place.sentence.doc if word.i >= place.token.i and word.dep_ in ("acl", "ccomp", "relcl")]
    that = next((word for word in inner if any(child.lower_ == "that" for child in word.children)), None)
    if that is not None and (question := _yes_no(that, place.sentence, place.names)):
        return question
    verb = _verb_of(place.token)
    subject = subject_of(verb)
    who = _name(subject, place.sentence, place.names) if subject is not None else ""
    if "peer" in place.phrase.lower() and who and who.lower() not in _EMPTY:
        return _ask(f"Will {who} stand up to peer review")
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and verb.lemma_.lower() in ("show", "check", "verify", "confirm", "present", "offer", "provide", "produce"):
        return _ask(
            f"Is there independent proof of {_lower(_plain(thing))}{f' of {who}' if verb.lemma_ == 'show' and who.lower() not in _EMPTY else ''}"
        )
    if who and who.lower() not in _EMPTY:
        return _ask(f"Is there independent proof of {who}")
    return (
        _is_it_true(place.claims[0])
        if place.claims and "no" not in place.claims[0].statement.lower().split()
        else _ask("Is there independent proof of what is said")
    )


def _yes_no(clause: Any, sentence: Parsed, names: Names) -> str:
    """A statement as a question that is answered by yes or no."""
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None or subject.tag_ in ("WDT", "WP"):
        return ""
    who = _name(subject, sentence, names)
    if who in ("i", "we", "you"):
        return ""
    helper = next((child for child in clause.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"), None)
    aside = {
        word.i
        for child in clause.children
        if child.dep_ in ("conj", "cc", "advcl", "parataxis") and child.i > clause.i
        for word in child.subtree
    }
    words = [word for word in clause.subtree if word.i > subject.right_edge.i and word.dep_ != "mark" and word.i not in aside]
    words = [word for word in words if not (word.dep_ == "neg" and word.head.i == clause.i)][:26]
    if helper is not None:
        return _ask(f"{helper.text} {who} {clause_text([word for word in words if word.i != helper.i])}")
    if clause.lemma_ == "be":
        return _ask(f"{clause.text} {who} {clause_text([word for word in words if word.i != clause.i])}")
    do = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(clause.tag_)
    return _ask(f"{do} {who} " + clause_text(words).replace(clause.text, clause.lemma_, 1)) if do else ""


def _unknown(place: _Place) -> str:
    """ "It is unclear who fired first": Who fired first?"""
    verb = _verb_of(place.token)
    clause = _asked_clause(verb)
    if clause is None:
        near = [
            word for word in verb.subtree if word.pos_ in ("VERB", "AUX") and word.i > place.token.i and word.dep_ not in ("aux", "auxpass")
        ]
        clause = next((word for word in near if _opener(word) is not None), None)
    if clause is not None and (question := _indirect(clause, place.sentence, place.names)):
        return question
    subject = subject_of(verb)
    who = _name(subject, place.sentence, place.names) if subject is not None else ""
    if not who or who.lower() in _EMPTY:
        return ""
    phrase = place.phrase.lower()
    if "missing" in phrase or "unaccounted" in phrase or "found" in phrase or "recovered" in phrase:
        return _ask(f"What has become of {who}")
    if "investigat" in phrase:
        return _ask(f"What will the investigation find about {who}")
    if "know" in phrase and "known" not in phrase and "unknown" not in phrase:
        return ""
    assert subject is not None
    return _ask(f"What {'are' if subject.tag_ in ('NNS', 'NNPS') else 'is'} {who}")


# Contradictions


def _contradictions(
    parsed: Sequence[Parsed], speeches: Sequence[Speech], claims: dict[int, list[Proposition]], names: Names
) -> Iterable[DraftQuestion]:
    denied = {speech.sentence.id for speech in speeches if speech.act == "deny"}
    for speech in speeches:
        if speech.act == "deny" and speech.cue is not None:
            yield from _denied(speech, claims, names)
    for sentence in parsed:
        match = _CONTRADICTIONS.search(sentence.text)
        before = _said_before(claims, sentence.id)
        if match is not None and before is not None and sentence.id not in denied:
            sentences = tuple(sorted({before.sentence.id, sentence.id}))
            yield DraftQuestion(
                kind="disputed", question=_turned(before, names), sentences=sentences, rule=f"contradiction: {match.group().lower()}"
            )


def _said_before(claims: dict[int, list[Proposition]], sentence_id: int) -> Proposition | None:
    """The last thing that somebody said in the two sentences before."""
    for number in (sentence_id - 1, sentence_id - 2):
        spoken = [claim for claim in claims.get(number, []) if claim.speech is not None and claim.speech.act != "deny"]
        if spoken:
            return spoken[-1]
    return None


def _turned(claim: Proposition, names: Names) -> str:
    question = _yes_no(claim.sentence.doc[claim.root], claim.sentence, names) if claim.root is not None else ""
    return question or _is_it_true(claim)


def _denied(speech: Speech, claims: dict[int, list[Proposition]], names: Names) -> Iterable[DraftQuestion]:
    """A denial: is what is denied true? Where it is "that" or "it", what was said before."""
    assert speech.cue is not None
    verb = speech.sentence.doc[speech.cue]
    denied = next((child for child in verb.children if child.dep_ in ("ccomp", "xcomp", "dobj")), None)
    if denied is None:
        return
    sentences: tuple[int, ...] = (speech.sentence.id,)
    question = ""
    if denied.pos_ == "PRON" or (
        denied.pos_ == "NOUN"
        and not list(denied.rights)
        and denied.lemma_.lower() in ("claim", "allegation", "accusation", "charge", "number", "figure", "calculation")
    ):
        before = _said_before(claims, speech.sentence.id)
        if before is not None:
            question, sentences = _turned(before, names), (before.sentence.id, speech.sentence.id)
    elif denied.pos_ in ("VERB", "AUX") and denied.tag_ != "VBG":
        question = _yes_no(denied, speech.sentence, names)
    elif denied.tag_ == "VBG":
        question = _ask(f"Is {speech.source.name} guilty of {clause_text(list(denied.subtree))}")
    if not question:
        inner = next(
            (word for word in denied.subtree if word.dep_ in ("acl", "ccomp", "relcl") and word.i > denied.i and _has_that(word)), None
        )
        question = _yes_no(inner, speech.sentence, names) if inner is not None else ""
    if not question and denied.pos_ in ("NOUN", "PROPN"):
        question = _ask(f"Is there truth in {_lower(_plain(denied))}")
    if question:
        yield DraftQuestion(kind="disputed", question=question, sentences=sentences, rule="denial")


def _has_that(verb: Any) -> bool:
    return any(child.lower_ == "that" for child in verb.children)


_NUMBER_TALK = re.compile(
    r"\b(?:put|puts|nearer|closer to|rather than|not|own|at most|at least|only|instead|disputed?|figure|toll|number|count(?:ed)?|estimate[sd]?|says?|said)\b",
    re.IGNORECASE,
)


def _rival_figures(reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech]) -> Iterable[DraftQuestion]:
    """Two sources that give different numbers of one thing ("at least 58 people", "the number of dead at 94")."""
    spoken: dict[int, list[Speech]] = {}
    for speech in speeches:
        spoken.setdefault(speech.sentence.id, []).append(speech)
    by_id = {sentence.id: sentence for sentence in parsed}
    seen: list[tuple[FigureCandidate, str, frozenset[str]]] = []
    for candidate in reading.candidates:
        sentence = by_id.get(candidate.sentence)
        if candidate.hint != "figure" or candidate.value is None or sentence is None:
            continue
        source = _source_of(candidate, sentence, spoken.get(candidate.sentence, []))
        place = candidate.number_start - sentence.sentence.start
        words = frozenset(content_stems(sentence.text[max(0, place - 90) : place + 90])) - {stem(word) for word in source.split()}
        for other, other_source, other_words in reversed(seen[-10:]):
            if not source or source == other_source or other.value == candidate.value or candidate.sentence - other.sentence > 4:
                continue
            same_unit = other.unit == candidate.unit or None in (other.unit, candidate.unit)
            if same_unit and len(words & other_words) >= (3 if other.unit == candidate.unit else 4) and _NUMBER_TALK.search(sentence.text):
                question = _ask(
                    f"Which figure is right, {reading.text_of(other)} or {reading.text_of(candidate)}, for {_shared(words & other_words, sentence)}"
                )
                yield DraftQuestion(
                    kind="disputed", question=question, sentences=tuple(sorted({other.sentence, candidate.sentence})), rule="rival-figures"
                )
                break
        seen.append((candidate, source, words))


def _source_of(candidate: FigureCandidate, sentence: Parsed, speeches: Sequence[Speech]) -> str:
    place = candidate.number_start - sentence.sentence.start
    for speech in speeches:
        if any(sentence.doc[i].idx <= place < sentence.doc[i].idx + len(sentence.doc[i]) for i in speech.tokens):
            return speech.source.name
    return ""


def _shared(stems: frozenset[str], sentence: Parsed) -> str:
    """The words that both passages have, as they stand in the later one."""
    words = [token.text for token in sentence.doc if token.pos_ in ("NOUN", "PROPN") and stem(token.text) in stems]
    return " ".join(dict.fromkeys(words)) or "this"
