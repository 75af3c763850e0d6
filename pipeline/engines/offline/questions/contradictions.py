"""Where sources of an article contradict each other: denials and rebuttals."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.questions.wording import (
    EMPTY,
    ask,
    asked_clause,
    direct,
    inside,
    is_it_true,
    lowered,
    name_of,
    plain,
    turned,
    yes_no,
)
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.syntax.parse import Parsed, clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.lexicons import load
from pipeline.words import content_stems

_WORDS = load("questions")
_STANDING_FIRM = _WORDS.words("standing_firm")
_NOT_GRANTED = _WORDS.words("not_granted")
_CONTRASTING = load("speech").words("contrasting")
_DIFFERING, _ACCOUNTS, _SPLIT = _WORDS.words("differing"), _WORDS.words("accounts"), _WORDS.words("split")
# "… said it was not.": a denial that leaves out what it denies.
_ELLIPTIC = re.compile(
    r"\b(?:sa(?:id|ys?)|insist(?:s|ed)?|warn(?:s|ed)?|argue[sd]?|maintain(?:s|ed)?|claim(?:s|ed)?)\b[^.!?]{0,40}"
    r"(?<!if )\b(?:it|they|he|she|that|this) "
    r"(?:is|was|are|were|does|did|do|has|had|have|will|would|can|could)(?: not|n['’]t)[.,”\"]",
)
# Contradictions of a number.
_OF_NUMBER = re.compile(r"figure|number|toll|too low|too high|higher than")
_CONTRADICTIONS = re.compile(rf"\b{_WORDS.pattern('contradictions')}\b")


def contradictions(
    parsed: Sequence[Parsed], speeches: Sequence[Speech], claims: dict[int, list[Proposition]], names: Names
) -> Iterable[DraftQuestion]:
    """Questions over what somebody denies, and over what one source says against another. claims: those of each sentence, by its id."""
    denied: set[int] = set()
    for speech in speeches:
        if speech.act != "deny" or speech.cue is None:
            continue
        if any(child.dep_ == "neg" for child in speech.cue_token.children):
            denied.add(speech.sentence.id)  # "does not dispute that it is unsafe"
            continue
        for doubted in _denied(speech, claims, names):
            denied.add(speech.sentence.id)
            yield doubted
    said: dict[int, list[Speech]] = {}
    for speech in speeches:
        said.setdefault(speech.sentence.id, []).append(speech)
    for sentence in parsed:
        if sentence.id in said and sentence.id not in denied and (opposed := _side_by_side(sentence, said, claims)):
            yield DraftQuestion(
                kind="disputed",
                question=turned(opposed, names),
                sentences=tuple(sorted({opposed.sentence.id, sentence.id})),
                rule="side by side",
            )
        if sentence.id not in denied and (question := _not_granted(sentence, names)):
            yield DraftQuestion(kind="disputed", question=question, sentences=(sentence.id,), rule="not granted")
            continue
        if question := _differing(sentence, names):
            yield DraftQuestion(kind="disputed", question=question, sentences=(sentence.id,), rule="accounts differ")
            continue
        match = _CONTRADICTIONS.search(sentence.lower) or _ELLIPTIC.search(sentence.lower)
        before = said_before(claims, sentence.id)
        if match is not None and _OF_NUMBER.search(match.group()):
            before = _number_before(claims, sentence.id) or before
        if match is not None and match.group().endswith(" that") and sentence.text[match.end() : match.end() + 2].strip().isalnum():
            continue  # "doubts that it will last" doubts what follows
        if match is not None and before is not None and sentence.id not in denied:
            sentences = tuple(sorted({before.sentence.id, sentence.id}))
            yield DraftQuestion(
                kind="disputed", question=turned(before, names), sentences=sentences, rule=f"contradiction: {match.group()}"
            )


def _side_by_side(
    sentence: Parsed, said: Mapping[int, Sequence[Speech]], claims: Mapping[int, Sequence[Proposition]]
) -> Proposition | None:
    """What two sources say against each other: "The hauliers say most lorries run; the drivers say most are parked", "The minister insists
    that he left freely" behind somebody else's account. The claim that is in question.
    """
    here = [speech for speech in said[sentence.id] if speech.cue is not None]
    made = claims.get(sentence.id, ())
    told = [speech for speech in here if speech.act == "say" and speech.cue_token.tag_ in ("VBD", "VBZ", "VBP")]
    for one, other in pairwise(told):
        between = sentence.doc[min(one.cue_token.i, other.cue_token.i) : max(one.cue_token.i, other.cue_token.i)]
        if one.source.name != other.source.name and any(token.text == ";" or token.lower_ in _CONTRASTING for token in between):
            return next((claim for claim in made if claim.source == one.source), None)
    firm = next((speech for speech in here if speech.cue_token.lemma_.lower() in _STANDING_FIRM), None)
    if firm is None:
        return None
    before = (speech for number in (sentence.id - 1, sentence.id - 2) for speech in said.get(number, ()))
    others = any(speech.source.name != firm.source.name for speech in before)
    return next((claim for claim in made if claim.source == firm.source), None) if others else None


def _differing(sentence: Parsed, names: Names) -> str:
    """ "Accounts of the shooting differ", "Experts are split on whether it works", "Each side accused the other of firing first"."""
    split = any(word in sentence.lower for word in _SPLIT)
    for token in sentence.doc if split else sentence.verbs:
        lemma, lower = token.lemma_.lower(), token.lower_
        subject = next((child for child in token.children if child.dep_ in SUBJECTS), None)
        if token.pos_ == "VERB" and lemma in _DIFFERING and subject is not None:
            if subject.lemma_.lower() in _ACCOUNTS and lemma != "disagree":
                return _right_account(subject)
            if (question := _matter(token, sentence, names)) and subject.tag_ in ("NNS", "NNPS"):
                return question
        # "in dispute", "at odds"; "are split", not "split the winnings"
        differs = token.head.lower_ in ("in", "at") if token.dep_ == "pobj" else token.pos_ != "NOUN"
        if lower in _SPLIT and differs and not any(child.dep_ in ("neg", "dobj") for child in token.children):
            is_said_of = (
                subject is not None and (subject.dep_ == "nsubjpass" or token.dep_ == "acomp") and lower in ("disputed", "contested")
            )
            about = subject if is_said_of else None
            if (question := _matter(token, sentence, names)) or (about is not None and (question := _right_account(about))):
                return question
            over = token.head.head if token.dep_ == "pobj" else token.head
            whole = next((child for child in over.children if child.dep_ in ("csubj", "csubjpass")), None)
            if lower in ("dispute", "contention") and whole is not None:
                return direct(whole, sentence, names)
        if lemma == "plead" and subject is not None and (question := _plea(token, subject, sentence, names)):
            return question
        if lemma in ("blame", "accuse") and subject is not None and _each_other(token):
            charge = next(
                (word for word in token.subtree if word.i > token.i and word.dep_ == "prep" and word.lower_ in ("for", "of")), None
            )
            deed = next((child for child in charge.children if child.dep_ in ("pobj", "pcomp")), None) if charge is not None else None
            return ask(f"Who is to blame for {clause_text(list(deed.subtree))}") if deed is not None else ""
    return ""


def _plea(verb: Token, subject: Token, sentence: Parsed, names: Names) -> str:
    """ "pleaded not guilty to murder": Is she guilty of murder?"""
    words = list(verb.doc[verb.i + 1 : verb.i + 3])
    if [word.lower_ for word in words] != ["not", "guilty"]:
        return ""
    to = next((word for word in verb.subtree if word.lower_ == "to" and word.i > verb.i and word.dep_ == "prep"), None)
    charge = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
    who = name_of(subject, sentence, names)
    be = "Are" if subject.tag_ in ("NNS", "NNPS") else "Is"
    of = f" of {lowered(plain(charge))}" if charge is not None else ""
    return ask(f"{be} {who} guilty{of}") if who.lower() not in EMPTY else ""


def _each_other(verb: Token) -> bool:
    """Whether an object is each other, or the other of two."""
    words = [verb.doc[i].lower_ for i in range(verb.i + 1, min(verb.i + 3, len(verb.doc)))]
    return words in (["each", "other"], ["one", "another"], ["the", "other"])


def _matter(word: Token, sentence: Parsed, names: Names) -> str:
    """What opinions differ on: an indirect question, or a noun behind "on", "over" or "about"."""
    clause = asked_clause(word)
    if clause is not None and (question := direct(clause, sentence, names)):
        return question
    about = next((child for child in word.children if child.lower_ in ("on", "over", "about", "as")), None)
    thing = next((child for child in about.children if child.dep_ == "pobj"), None) if about is not None else None
    return ask(f"What is right about {lowered(plain(thing))}") if thing is not None and thing.pos_ == "NOUN" else ""


def _right_account(noun: Token) -> str:
    """ "accounts of the shooting": which account of the shooting is right?"""
    if noun.left_edge.lower_ in ("that", "this", "these", "those"):
        return ""  # "That point is contested": what was said before
    thing = next((child for prep in noun.children if prep.lower_ in ("of", "on", "about") for child in prep.children), None)
    if noun.lemma_.lower() in _ACCOUNTS and thing is not None:
        return ask(f"Which {noun.lemma_.lower()} of {clause_text(list(thing.subtree))} is right")
    if noun.lemma_.lower() in _ACCOUNTS and noun.tag_ == "NNS" and noun.left_edge.lower_ in ("the", "its", "their"):
        return ask(f"Which of {lowered(plain(noun))} is right")  # "The estimates differ"
    return ask(f"What {'are' if noun.tag_ == 'NNS' else 'is'} {lowered(plain(noun))}") if noun.pos_ == "NOUN" else ""


def _not_granted(sentence: Parsed, names: Names) -> str:
    """ "It does not accept that the gate was at fault": was it?"""
    for token in sentence.verbs:
        if token.lemma_.lower() in _NOT_GRANTED and any(child.dep_ == "neg" for child in token.children):
            clause = next((child for child in token.children if child.dep_ == "ccomp" and _has_that(child)), None)
            if clause is not None and (question := yes_no(clause, sentence, names)):
                return question
    return ""


def said_before(claims: dict[int, list[Proposition]], sentence_id: int) -> Proposition | None:
    """The last thing that somebody said in the two sentences before; of a sentence what it says rather than what it says beside that."""
    for number in (sentence_id - 1, sentence_id - 2):
        spoken = [claim for claim in claims.get(number, []) if claim.speech is not None and claim.speech.act != "deny"]
        if spoken:
            return next((claim for claim in reversed(spoken) if not _is_aside(claim)), spoken[-1])
    return None


def _is_aside(claim: Proposition) -> bool:
    """Whether a claim is a relative clause of its sentence ("The country, whose quota is small, produced more")."""
    return claim.root is not None and claim.sentence.doc[claim.root].dep_ == "relcl"


def _number_before(claims: Mapping[int, Sequence[Proposition]], sentence_id: int) -> Proposition | None:
    """The last claim with a number in the two sentences before: what "the real figure" is set against."""
    for number in (sentence_id - 1, sentence_id - 2):
        counted = [claim for claim in claims.get(number, ()) if any(claim.sentence.doc[i].like_num for i in claim.tokens)]
        if told := [claim for claim in counted if not _is_aside(claim)]:
            return told[-1]
    return None


def _denied(speech: Speech, claims: dict[int, list[Proposition]], names: Names) -> Iterable[DraftQuestion]:
    """A denial: is what is denied true? Where it is "that" or "it", what was said before."""
    verb = speech.cue_token
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
        # "…, a charge that the mayor denied" stands behind its charge.
        same = [claim for claim in claims.get(speech.sentence.id, []) if claim.root is not None and claim.root < verb.i]
        before = same[-1] if verb.dep_ == "relcl" and same else said_before(claims, speech.sentence.id)
        if before is not None:
            question, sentences = turned(before, names), (before.sentence.id, speech.sentence.id)
    elif denied.pos_ in ("VERB", "AUX") and denied.tag_ != "VBG":
        question = yes_no(denied, speech.sentence, names)
    elif denied.tag_ == "VBG":
        question = ask(f"Is {lowered(speech.source.name)} guilty of {clause_text(list(denied.subtree))}")
    if not question:
        inner = next(
            (word for word in denied.subtree if word.dep_ in ("acl", "ccomp", "relcl") and word.i > denied.i and _has_that(word)), None
        )
        question = yes_no(inner, speech.sentence, names) if inner is not None else ""
    if not question and denied.pos_ in ("NOUN", "PROPN"):
        question = ask(f"Is there truth in {lowered(plain(denied))}")
    if question:
        yield DraftQuestion(kind="disputed", question=question, sentences=sentences, rule="denial")


def _has_that(verb: Token) -> bool:
    return any(child.lower_ == "that" for child in verb.children)


def dilemma(made: Sequence[Proposition]) -> str:
    """What two sources say, one against the other, as a question: the pair of claims that differs in a number, and shares most; "" without
    one. Where no pair tells of one thing, nobody could choose between them: the question is whether what is said first is so.
    """
    pairs = [(one, other) for one, other in combinations(made, 2) if one.source != other.source]
    if not pairs:
        return ""
    one, other = max(pairs, key=lambda pair: (_rivals(*pair), _shares(*pair)))
    numbers = all(any(map(str.isdigit, claim.statement)) for claim in (one, other))
    if not numbers and not _rivals(one, other) and not _shares(one, other):
        first = next((claim for claim in (one, other) if _is_whole(claim)), None)
        return is_it_true(first) if first is not None else ""
    return ask(f"Which is right, that {inside(one)}, or that {inside(other)}")


def _is_whole(claim: Proposition) -> bool:
    """Whether a claim is a clause with a subject, and no piece of one."""
    verb = claim.sentence.doc[claim.root] if claim.root is not None else None
    return verb is not None and verb.pos_ in ("VERB", "AUX") and any(child.dep_ in SUBJECTS for child in verb.children)


def _shares(one: Proposition, other: Proposition) -> int:
    return len(set(content_stems(one.statement)) & set(content_stems(other.statement)))


def _rivals(one: Proposition, other: Proposition) -> bool:
    """Whether each has a number, and not the same."""
    ours, theirs = ({claim.sentence.doc[i].lower_ for i in claim.tokens if claim.sentence.doc[i].like_num} for claim in (one, other))
    return bool(ours and theirs) and ours != theirs
