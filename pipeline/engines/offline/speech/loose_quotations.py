"""Quotations whose speaker the parse does not show, found by the words beside their marks.

A long quotation often costs the parser the sentence around it. News frames quotations in few ways, and these are read from left to right:
'"...," said retired surgeon Ben Okoro', '"...," Ana Ruiz, 69, told the paper', 'the mayor said on Monday: "..."', 'Ruiz was blunt: "..."'.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import Actor
from pipeline.engines.offline.speech.speech import Speech, root_of, speaker_of
from pipeline.engines.offline.syntax.noun_runs import ASIDE, HELPERS, noun_at, noun_before, past_helpers
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("speech")
_SPEAKING = _WORDS.words("say") | _WORDS.words("manner")
# "shot back", "chimed in"
_BACK = {form: particle for particle, forms in _WORDS.table("speaking_with").items() for form in forms}
_ASKING = _WORDS.words("question")
Verbs: TypeAlias = frozenset[str]
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_MARKS = frozenset("\"“”'‘’") | {"''", "``"}
# Words between a verb and the quotation that it brings in.
_REACH = 9
# Fewer quoted words are a phrase that the sentence borrows.
_FEWEST = 2


def loose_quotations(sentence: Parsed, names: Names, taken: set[int]) -> Iterator[Speech]:
    """What is quoted in a sentence and is nobody's speech yet, with its speaker. taken: places of what somebody says already."""
    for run in _runs(sentence):
        words = [i for i in run if sentence.doc[i].text[0].isalnum()]
        if len(words) < _FEWEST or not taken.isdisjoint(words):
            continue
        found = _behind(sentence, run.stop, _SPEAKING) or _ahead(sentence, run.start, _SPEAKING)
        if found is None:
            continue
        cue, subject = found
        source = speaker_of(subject, sentence, names)
        if source is not None and not any(child.dep_ == "neg" and not sentence.quoted[child.i] for child in cue.children):
            content = frozenset(run)
            yield Speech(sentence, content, root_of(content, sentence), source, "say", cue.i, "beside-quotation")


def leads_over(sentence: Parsed, names: Names) -> Actor | None:
    """Whose words the next quotation is, though the sentence itself has none that assert something.

    '"Why wait?" Ruiz asked. "We have the money."'; and a colon: 'Ruiz answered:', with the quotation in the paragraph below.
    """
    if sentence.doc[-1].text == ":" and not sentence.quoted[-1]:
        found = _ahead(sentence, len(sentence.doc), _SPEAKING)
        return speaker_of(found[1], sentence, names) if found is not None else None
    for run in _runs(sentence):
        found = _behind(sentence, run.stop, _ASKING) or _ahead(sentence, run.start, _ASKING)
        if found is not None:
            return speaker_of(found[1], sentence, names)
    return None


def _runs(sentence: Parsed) -> Iterator[range]:
    """The stretches of quoted words."""
    start = None
    for place, quoted in enumerate([*sentence.quoted, False]):
        if quoted and start is None:
            start = place
        elif not quoted and start is not None:
            yield range(start, place)
            start = None


def _behind(sentence: Parsed, place: int, verbs: Verbs) -> tuple[Token, Token] | None:
    """The cue and the speaker behind a quotation."""
    doc = sentence.doc
    while place < len(doc) and (doc[place].text == "," or doc[place].text in _MARKS):
        place += 1
    if place >= len(doc):
        return None
    if _speaks(doc, place, verbs):
        head = noun_at(doc, place + 1)
        return (doc[place], head) if head is not None else None
    head = noun_at(doc, place)
    if head is None:
        return None
    if head.i > place and _is_back(doc, head.i):
        head = doc[head.i - 1]
    at = head.i + 1
    if at < len(doc) and doc[at].text == ",":  # "Ruiz, 69,", "Ruiz, who leads the union,"
        closing = next(
            (
                i
                for i in range(at + 1, min(at + ASIDE, len(doc) - 1))
                if doc[i].text == "," and _speaks(doc, past_helpers(doc, i + 1), verbs)
            ),
            None,
        )
        if closing is None:
            return None
        at = closing + 1
    elif at < len(doc) and doc[at].dep_ == "prep":  # "a spokesman for the mayor"
        last = doc[at].right_edge.i
        ends = (i for i in range(at + 1, min(at + _REACH, len(doc))) if _speaks(doc, past_helpers(doc, i), verbs))
        at = next(ends, last + 1)
        if any(token.text in ",;:" or token.tag_ in _FINITE for token in doc[head.i + 1 : at]):
            return None
    at = past_helpers(doc, at)
    return (doc[at], head) if _speaks(doc, at, verbs) and not sentence.quoted[at] else None


def _ahead(sentence: Parsed, place: int, verbs: Verbs) -> tuple[Token, Token] | None:
    """The cue and the speaker before a quotation."""
    doc = sentence.doc
    before = place - 1
    while before >= 0 and (doc[before].text in _MARKS or doc[before].is_space):
        before -= 1
    glued = before > 0 and _speaks(doc, before, verbs)  # 'Ruiz said "we are late"'
    if before < 1 or sentence.quoted[before] or not (glued or doc[before].text in ",:"):
        return None
    for at in range(before if glued else before - 1, max(-1, before - _REACH), -1):
        if sentence.quoted[at] or (doc[at].text in ",;:" and at < before - 1):
            break
        if _speaks(doc, at, verbs):
            subject = subject_of(doc[at])
            if subject is None or subject.i > at:
                subject = noun_before(doc, at)
            return (doc[at], subject) if subject is not None else None
    return _plain_speech(sentence, before) if doc[before].text == ":" and verbs is _SPEAKING else None


def _plain_speech(sentence: Parsed, colon: int) -> tuple[Token, Token] | None:
    """'Ruiz was blunt: "..."', 'He has since apologised for it: "..."': whoever the clause before the colon is about."""
    doc = sentence.doc
    verb = next((token for token in doc[:colon] if token.tag_ in _FINITE and token.dep_ in ("ROOT", "ccomp", "parataxis", "aux")), None)
    if verb is None:
        return None
    subject = subject_of(verb.head if verb.dep_ == "aux" else verb)
    return (verb, subject) if subject is not None and subject.i < verb.i and subject.pos_ in ("PROPN", "PRON") else None


def _speaks(doc: Sequence[Token], place: int, verbs: Verbs) -> bool:
    """Whether a finite verb of speech stands at a place."""
    if place >= len(doc):
        return False
    if verbs is _SPEAKING and _is_back(doc, place):
        return True
    verb = doc[place]
    past = verb.tag_ == "VBN" and place > 0 and (doc[place - 1].lower_ in HELPERS or doc[place - 1].tag_ == "NNP")
    return (verb.tag_ in _FINITE or past) and verb.lemma_.lower() in verbs


def _is_back(doc: Sequence[Token], place: int) -> bool:
    """ "shot back", whatever the parser takes it for."""
    return place + 1 < len(doc) and _BACK.get(doc[place].lower_) == doc[place + 1].lower_
