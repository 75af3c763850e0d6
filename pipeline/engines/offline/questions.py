"""What the text leaves open: outcomes to come, refusals and unknowns, missing proof, sources that contradict each other.

Each question is made from its passage by turning the clause round ("The House is expected to vote on Saturday" -> "Will the House vote on
Saturday?"), with a plain frame where the clause has another shape.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.engines.offline.speech import Speech, subject_of
from pipeline.labels import QuestionKind
from pipeline.lexicons import load
from pipeline.reading import FigureCandidate, Reading
from pipeline.words import content_stems

_WORDS = load("questions")


def _compiled(group: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_WORDS.pattern(group)}\b", re.IGNORECASE)


# In this order: a passage raises one question, of the most telling kind.
_KINDS: tuple[tuple[QuestionKind, str, re.Pattern[str]], ...] = (
    ("unsupported", "unproven", _compiled("unproven")),
    ("unanswered", "refusal", _compiled("refusals")),
    ("unanswered", "unknown", _compiled("unknowns")),
    ("unresolved", "scheduled", _compiled("scheduled")),
)
_MOST = 10


def questions(reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names) -> tuple[DraftQuestion, ...]:
    """The open questions of an article, in the order of their passages."""
    found = [question for sentence in parsed if (question := _of_sentence(sentence, names)) is not None]
    found.extend(_disputes(parsed, speeches, names))
    found.extend(_rival_figures(reading, parsed, speeches))
    unique: dict[tuple[str, tuple[int, ...]], DraftQuestion] = {}
    for question in found:
        unique.setdefault((question.kind, question.sentences), question)
    return tuple(sorted(unique.values(), key=lambda question: question.sentences))[:_MOST]


def _of_sentence(sentence: Parsed, names: Names) -> DraftQuestion | None:
    text = sentence.text
    for kind, rule, pattern in _KINDS:
        match = pattern.search(text)
        if match is None:
            continue
        token = next((token for token in sentence.doc if token.idx + len(token) > match.start()), None)
        if token is None:
            continue
        question = _MAKERS[rule](token, match, sentence, names)
        if question:
            return DraftQuestion(kind=kind, question=question, sentences=(sentence.id,), rule=f"{rule}: {match.group().lower()}")
    return None


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
        token.i
        for child in noun.children
        if child.dep_ in ("relcl", "appos", "acl", "punct", "cc", "conj") and child.dep_ != "conj"
        for token in child.subtree
    }
    return clause_text([token for token in noun.subtree if token.i not in aside]).strip(' ,–—-“”"')


def _lower(text: str) -> str:
    first = text.split(" ", 1)[0] if text else ""
    return (
        text[0].lower() + text[1:]
        if first
        in ("The", "A", "An", "Its", "His", "Her", "Their", "No", "This", "That", "Some", "Any", "Both", "Our", "These", "Those", "Another")
        else text
    )


def _ask(text: str) -> str:
    text = re.sub(r"\s+", " ", re.sub(r"[“”\"]", "", text)).strip(" ,;:–—-.")
    text = re.sub(r"\s+([,;:])", r"\1", text)
    return f"{text[0].upper()}{text[1:]}?" if text else ""


def _rest(verb: Any, after: int, cut: Iterable[str] = ("advcl", "conj", "cc", "parataxis", "relcl", "punct")) -> str:
    """The words of a verb's clause after a place, without what is joined to it."""
    aside = {token.i for child in verb.children if child.dep_ in cut and child.i > verb.i for token in child.subtree}
    return clause_text([token for token in verb.subtree if token.i > after and token.i not in aside])


def _will(token: Any, match: re.Match[str], sentence: Parsed, names: Names) -> str:
    """ "The House is expected to vote on Saturday": Will the House vote on Saturday?"""
    verb = _verb_of(token)
    subject = subject_of(verb)
    inner = next((child for child in verb.children if child.dep_ == "xcomp" and child.i > verb.i), None)
    if inner is None:
        for child in verb.children:
            if child.dep_ == "acomp":
                inner = next((word for word in child.children if word.dep_ == "xcomp"), inner)
    if subject is None:
        return ""
    who = _name(subject, sentence, names)
    if who in ("it", "this", "that", "there", "they", "we", "i", "you"):
        return ""
    will = next(
        (child for child in verb.children if child.dep_ == "aux" and child.lower_ in ("will", "would", "could", "may", "might", "must")),
        None,
    )
    if inner is not None and verb.lemma_.lower() in ("expect", "schedule", "set", "be", "have", "need", "plan", "slate", "forecast"):
        to = next((child for child in inner.children if child.lower_ == "to" and child.dep_ == "aux"), None)
        return _ask(f"Will {who} {_rest(inner, to.i if to is not None else inner.i - 1)}")
    if will is not None:
        return _ask(f"Will {who} {_rest(verb, will.i)}")
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if "await" in match.group().lower() and thing is not None:
        return _ask(f"What will {_lower(_plain(thing))} be")
    return _ask(f"What will come of {who}") if verb.lemma_.lower() in ("continue", "resume", "remain") else ""


def _unsaid(token: Any, match: re.Match[str], sentence: Parsed, names: Names) -> str:
    """ "She did not say how it would be paid for": How would it be paid for? A refusal to comment: What does X say about it?"""
    verb = _verb_of(token)
    clause = _asked_clause(verb)
    if clause is not None and (question := _indirect(clause, sentence, names)):
        return question
    subject = subject_of(verb)
    who = _name(subject, sentence, names) if subject is not None else ""
    if not who or who in ("it", "they", "there"):
        who = "the party concerned" if not who else who
    about = next((word for word in sentence.doc if word.lower_ in ("on", "about") and word.i > token.i and word.dep_ == "prep"), None)
    thing = next((child for child in about.children if child.dep_ == "pobj"), None) if about is not None else None
    topic = f"about {_lower(_plain(thing))}" if thing is not None else "about it"
    thing_said = next(
        (child for word in verb.subtree for child in word.children if child.dep_ == "dobj" and child.i > verb.i and child.pos_ == "NOUN"),
        None,
    )
    if thing_said is not None and thing_said.lemma_.lower() not in ("comment", "request", "message", "call", "email"):
        return _ask(f"What {'are' if thing_said.tag_ == 'NNS' else 'is'} {_lower(_plain(thing_said))}")
    return _ask(f"What does {who} say {topic}")


def _asked_clause(verb: Any) -> Any | None:
    for word in verb.subtree:
        if word.dep_ in ("ccomp", "pcomp", "advcl", "xcomp") and any(
            child.tag_ in ("WRB", "WP", "WDT") or child.lower_ in ("whether", "if")
            for child in word.subtree
            if child.i < word.i or child.head.i == word.i
        ):
            return word
    return None


def _indirect(clause: Any, sentence: Parsed, names: Names) -> str:
    """An indirect question as a direct one."""
    words = list(clause.subtree)
    opener = next((word for word in words if word.tag_ in ("WRB", "WP", "WDT") or word.lower_ in ("whether", "if")), None)
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if opener is None or subject is None:
        return ""
    if opener.i == subject.i:
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


def _proof(token: Any, match: re.Match[str], sentence: Parsed, names: Names) -> str:
    """ "has not presented proof that it was crossed": Was it crossed? Else: Is there proof of ...?"""
    that = next(
        (
            word
            for word in sentence.doc
            if word.i >= token.i and word.dep_ in ("acl", "ccomp", "relcl") and any(c.lower_ == "that" for c in word.children)
        ),
        None,
    )
    if that is not None and (question := _yes_no(that, sentence, names)):
        return question
    verb = _verb_of(token)
    subject = subject_of(verb)
    who = _name(subject, sentence, names) if subject is not None else ""
    if "peer" in match.group().lower() and who:
        return _ask(f"Will {who} stand up to peer review")
    return (
        _ask(f"Is there independent proof of what is said about {who}")
        if who and who not in ("it", "there", "they", "we")
        else _ask("Can the claim be independently confirmed")
    )


def _yes_no(clause: Any, sentence: Parsed, names: Names) -> str:
    """A statement as a question that is answered by yes or no."""
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.tag_ in ("WDT", "WP"):
        return ""
    who = _name(subject, sentence, names)
    helper = next((child for child in clause.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"), None)
    words = [
        word
        for word in clause.subtree
        if word.i > subject.right_edge.i and word.dep_ != "mark" and not (word.dep_ == "neg" and word.head.i == clause.i)
    ]
    if helper is not None:
        return _ask(f"{helper.text} {who} {clause_text([word for word in words if word.i != helper.i])}")
    if clause.lemma_ == "be":
        return _ask(f"{clause.text} {who} {clause_text([word for word in words if word.i != clause.i])}")
    do = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(clause.tag_)
    if do is None:
        return ""
    return _ask(f"{do} {who} " + clause_text(words).replace(clause.text, clause.lemma_, 1))


def _unknown(token: Any, match: re.Match[str], sentence: Parsed, names: Names) -> str:
    """ "It is unclear who fired first": Who fired first?"""
    verb = _verb_of(token)
    clause = _asked_clause(verb)
    if clause is not None and (question := _indirect(clause, sentence, names)):
        return question
    subject = subject_of(verb)
    if subject is None:
        return ""
    who = _name(subject, sentence, names)
    if who in ("it", "that", "this", "there", "we", "they", "i", "nobody", "no one"):
        return ""
    if "missing" in match.group().lower() or "unaccounted" in match.group().lower():
        return _ask(f"What has become of {who}")
    if "investigat" in match.group().lower():
        return _ask(f"What will the investigation find about {who}")
    return _ask(f"What {'are' if subject.tag_ in ('NNS', 'NNPS') else 'is'} {who}")


_MAKERS = {"unproven": _proof, "refusal": _unsaid, "unknown": _unknown, "scheduled": _will}


# Contradictions


def _disputes(parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names) -> Iterable[DraftQuestion]:
    """A denial, and what it denies where that was said just before."""
    by_sentence = {sentence.id: sentence for sentence in parsed}
    for speech in speeches:
        if speech.act != "deny" or speech.cue is None:
            continue
        verb = speech.sentence.doc[speech.cue]
        denied = next((child for child in verb.children if child.dep_ in ("ccomp", "xcomp", "dobj")), None)
        if denied is None:
            continue
        before = by_sentence.get(speech.sentence.id - 1)
        question = _yes_no(denied, speech.sentence, names) if denied.pos_ in ("VERB", "AUX") else ""
        if not question and denied.tag_ == "VBG":
            question = _ask(f"Is {speech.source.name} guilty of {clause_text(list(denied.subtree))}")
        if not question and denied.pos_ in ("NOUN", "PROPN"):
            question = _ask(f"Is there truth in {_lower(_plain(denied))}")
        if not question and before is not None:
            said = next((other for other in reversed(speeches) if other.sentence.id == before.id and other.root is not None), None)
            root = (
                before.doc[said.root]
                if said is not None and said.root is not None
                else next((t for t in before.doc if t.head.i == t.i), None)
            )
            question = _yes_no(root, before, names) if root is not None else ""
        if question:
            pair = denied.pos_ == "PRON" and before is not None
            yield DraftQuestion(
                kind="disputed",
                question=question,
                sentences=(speech.sentence.id - 1, speech.sentence.id) if pair else (speech.sentence.id,),
                rule="denial",
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
        if candidate.hint != "figure" or candidate.value is None or candidate.unit is None or sentence is None:
            continue
        place = candidate.number_start - sentence.sentence.start
        source = next(
            (
                s.source.name
                for s in spoken.get(candidate.sentence, [])
                if any(sentence.doc[i].idx <= place < sentence.doc[i].idx + len(sentence.doc[i]) for i in s.tokens)
            ),
            "",
        )
        words = frozenset(content_stems(sentence.text[max(0, place - 80) : place + 80]))
        for other, other_source, other_words in seen[-12:]:
            if (
                source
                and source != other_source
                and other.unit == candidate.unit
                and other.value != candidate.value
                and len(words & other_words) >= 4
                and candidate.sentence - other.sentence <= 3
            ):
                unit = candidate.unit.replace("_", " ")
                yield DraftQuestion(
                    kind="disputed",
                    question=_ask(f"Which figure is right, {reading.text_of(other)} or {reading.text_of(candidate)}") if unit else "",
                    sentences=tuple(sorted({other.sentence, candidate.sentence})),
                    rule="rival-figures",
                )
                break
        seen.append((candidate, source, words))
