"""What a sentence goes on about: "The text calls for a truce. It does not name a date." - the text.

An "it" or "they" that opens a sentence means the subject that opened the sentence before, by the centring of attention (Grosz, Joshi and
Weinstein 1995): what is spoken of goes on being spoken of. It is told only where nothing else was brought up that it could mean.
"""

import re
from collections.abc import Callable, Sequence

from pipeline.engines.offline.names.actors import Actor, is_person_noun, noun_phrase
from pipeline.engines.offline.syntax.expletives import is_empty
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import NOUN_SUBJECTS
from pipeline.lexicons import load

_PEOPLE = load("speech").words("people")
_SAY = load("speech").words("say")
_NO_KNOWN_THING = load("names").words("no_known_thing")
_OWN = frozenset({"it", "its", "they", "their"})
_PLURAL = frozenset({"NNS", "NNPS"})
_LONGEST = 8


def carried_on(parsed: Sequence[Parsed], actor_of: Callable[[Token, Parsed], Actor | None]) -> dict[tuple[int, int], str]:
    """The words that an opening "it", "its", "they" or "their" stands for, by sentence and token; without those that are not certain."""
    found: dict[tuple[int, int], str] = {}
    before: tuple[Parsed, str, bool] | None = None
    for sentence in parsed:
        subject = _opening_subject(sentence)
        pronoun = _opening_pronoun(sentence)
        meant = ""
        if pronoun is not None and before is not None and before[0].sentence.paragraph == sentence.sentence.paragraph:
            words, plural = before[1:]
            fits = plural == (pronoun.lower_ in ("they", "their")) and not (pronoun.tag_ == "PRP" and is_empty(pronoun))
            owned = pronoun.tag_ == "PRP$" and re.search(r"['’]", words) is not None  # no "the firm's mill's roof"
            if fits and not owned and not _brings_up(before[0], plural=plural) and not _speaks(pronoun):
                meant = found[sentence.id, pronoun.i] = words
        told = meant if pronoun is not None and pronoun.tag_ == "PRP" else _words(subject, sentence, actor_of)
        number = subject is not None and (subject.tag_ in _PLURAL or subject.lower_ == "they")
        before = (sentence, told, number) if told else None
    return found


def _opening_pronoun(sentence: Parsed) -> Token | None:
    """The "it", "its", "they" or "their" with which a sentence begins."""
    first = sentence.doc[0]
    return first if first.lower_ in _OWN and first.tag_ in ("PRP", "PRP$") and not sentence.quoted[0] else None


def _opening_subject(sentence: Parsed) -> Token | None:
    """The subject of the main clause where nothing stands before it."""
    root = next((token for token in sentence.doc if token.head is token), None)
    subject = next((child for child in root.lefts if child.dep_ in NOUN_SUBJECTS), None) if root is not None else None
    return subject if subject is not None and subject.left_edge.i == 0 and not sentence.quoted[subject.i] else None


def _words(subject: Token | None, sentence: Parsed, actor_of: Callable[[Token, Parsed], Actor | None]) -> str:
    """The words of a subject that is no person and one thing of its kind; "" for others."""
    if subject is None or subject.tag_ not in ("NN", "NNP", *_PLURAL) or any(child.dep_ == "conj" for child in subject.children):
        return ""
    words = noun_phrase(subject)
    inside = [token for token in subject.subtree if token.text in words]
    if len(words.split()) > _LONGEST or any(token.tag_ in ("PRP", "PRP$") or token.lower_ in _NO_KNOWN_THING for token in inside):
        return ""
    if subject.tag_ in ("NNP", "NNPS"):
        actor = actor_of(subject, sentence)
        return actor.name if actor is not None and actor.kind == "institution" else ""
    known = subject.tag_ in _PLURAL or subject.left_edge.tag_ == "DT"  # no "Consolidation in the trade"
    return words if known and not is_person_noun(subject) else ""


def _brings_up(sentence: Parsed, *, plural: bool) -> bool:
    """Whether a sentence brings up something that the next may go on about: "struck the bridge", "met farmers", "spoke of a plan"."""
    kinds = _PLURAL if plural else ("NN", "NNP")
    for token in sentence.doc:
        counted = any(child.dep_ == "nummod" for child in token.lefts)
        if (
            token.dep_ == "dobj"
            and not counted
            and token.left_edge.lower_ != "no"
            and (token.tag_ in kinds or (plural and token.pos_ == "ADJ"))
        ):
            return True
        if (
            token.dep_ == "pobj"
            and token.tag_ in kinds
            and (token.lemma_.lower() in _PEOPLE if plural else token.tag_ == "NN" and token.left_edge.lower_ in ("a", "an"))
        ):
            return True
    return False


def _speaks(pronoun: Token) -> bool:
    """ "They said": who speaks is found by other means."""
    return pronoun.tag_ == "PRP" and pronoun.head.lemma_.lower() in _SAY
