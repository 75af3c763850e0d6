"""What somebody says in one sentence, and the few looks at a parse that all of speech needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import Actor, noun_phrase
from pipeline.engines.offline.syntax.parse import Parsed, clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import TEXTS, is_past
from pipeline.labels import Attribution

Act: TypeAlias = Literal["say", "expect", "accuse", "deny", "label", "give", "want", "put", "ask", "do"]
_ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
_LONGEST_THOSE = 8
_SOME = frozenset(
    ["some", "many", "both", "most", "few", "several", "neither", "one", "two", "three", "four", "all", "each", "another", "others"]
)


@dataclass(frozen=True, slots=True)
class Speech:
    """What one speaker says in one sentence.

    tokens: places of the content's words. root: its head, None where it has none (a fragment). cue: place of the word that shows who
    speaks, None where the speaker stands in another sentence. lead: places of a subject that stands before the cue ("a trip that Rome says
    will come soon").
    """

    sentence: Parsed
    tokens: frozenset[int] = field(repr=False)
    root: int | None
    source: Actor
    act: Act
    cue: int | None
    rule: str
    lead: tuple[int, ...] = ()

    @property
    def head(self) -> Token:
        """The token that heads the content. ValueError for a fragment, whose root is None."""
        return self._at(self.root)

    @property
    def cue_token(self) -> Token:
        """The token that shows who speaks. ValueError where the speaker stands in another sentence: the cue is None."""
        return self._at(self.cue)

    def _at(self, place: int | None) -> Token:
        if place is None:
            raise ValueError(f"nothing of the kind in the speech by {self.rule}")
        return self.sentence.doc[place]

    @property
    def attribution(self) -> Attribution:
        """direct, mixed or indirect, by how much of the content stands in quotation marks; an answer of a transcript is direct."""
        if self.rule == "transcript-turn":
            return "direct"
        return attribution(self.sentence, self.tokens)


def attribution(sentence: Parsed, tokens: Iterable[int]) -> Attribution:
    """direct where all words are quoted, mixed where some are, else indirect. "that" and punctuation do not count."""
    flags = [
        sentence.quoted[i] for i in tokens if sentence.doc[i].text[0].isalnum() and sentence.doc[i].lower_ not in ("that", "and", "but")
    ]
    return "direct" if flags and all(flags) else "mixed" if any(flags) else "indirect"


def speaker_of(subject: Token | None, sentence: Parsed, names: Names) -> Actor | None:
    """Who a subject is, as a speaker. A pronoun that cannot be resolved stays as it stands."""
    if subject is None:
        return None
    if subject.tag_ in ("WP", "WDT") and subject.head.dep_ == "relcl":
        subject = subject.head.head
    if subject.lower_ == "those" and any(child.dep_ in ("relcl", "acl") for child in subject.children):
        words = [token for token in subject.subtree if token.text != ","][:_LONGEST_THOSE]
        return Actor(clause_text(words), "anonymous")  # "those who back her"
    if (subject.lower_ in _SOME and subject.tag_ not in ("NN", "NNS")) or subject.tag_ == "CD":
        named = next((child for child in subject.children if child.dep_ == "appos"), None)  # "One of them, Ida Rowe, said"
        who = names.actor(named, sentence) if named is not None else None
        return who if who is not None and (who.kind == "named" or who.name[0].isupper()) else Actor(noun_phrase(subject), "anonymous")
    if subject.tag_ != "PRP":
        who = names.actor(subject, sentence) or _by_name(subject, names)
        if who is not None and who.kind != "named" and who.name == noun_phrase(subject):
            return replace(who, name=names.with_owner(subject, sentence) or who.name)  # "Her office said"
        return who
    actor = names.actor(subject, sentence) or (names.plural(subject, sentence) if subject.lower_ == "they" else None)
    if actor is None and subject.lower_ in ("they", "he", "she", "it"):
        return Actor(subject.lower_, "institution" if subject.lower_ == "it" else "anonymous")
    return actor


def _by_name(subject: Token, names: Names) -> Actor | None:
    """A person of the article by name alone, where the parser takes the name for a verb ("Trump shot back")."""
    if subject.pos_ in ("NOUN", "PROPN", "PRON") or not subject.text[0].isupper():
        return None
    name = names.full_name(subject.text)
    return Actor(name, "named") if names.is_person(name) else None


def is_text(subject: Token) -> bool:
    """Whether a subject is what somebody wrote or measured ("a study", "a survey by the union"), which speaks for its authors."""
    return subject.lemma_.lower() in TEXTS or any(child.dep_ in ("prep",) and child.lower_ == "by" for child in subject.children)


def root_of(content: Iterable[int], sentence: Parsed) -> int | None:
    """The place of the verb that heads some words; None where they are a fragment."""
    inside = set(content)
    heads = [sentence.doc[i] for i in inside if sentence.doc[i].head.i not in inside or sentence.doc[i].head.i == i]
    verbs = [token.i for token in heads if token.pos_ in ("VERB", "AUX")]
    # "A wall of water swept through it, police said": the parser hangs the verb on its subject.
    hung = [
        child.i
        for token in heads
        for child in token.children
        if child.dep_ in ("acl", "relcl") and child.i in inside and (child.tag_ == "VBD" or is_past(child))
    ]
    return min(verbs) if verbs else min(hung, default=None)


def quoted_around(sentence: Parsed, place: int) -> range:
    """The quoted words that a word stands among; none where it is not quoted."""
    if not sentence.quoted[place]:
        return range(place, place)
    first = last = place
    while first > 0 and sentence.quoted[first - 1]:
        first -= 1
    while last + 1 < len(sentence.doc) and sentence.quoted[last + 1]:
        last += 1
    return range(first, last + 1)


def is_spoken(sentence: Parsed) -> bool:
    """Whether all but a few words of a sentence stand in quotation marks."""
    words = [quoted for token, quoted in zip(sentence.doc, sentence.quoted, strict=True) if token.text[0].isalnum()]
    return len(words) >= 2 and sum(words) >= 0.9 * len(words)


def opens_clause(verb: Token) -> bool:
    """ "said a good jockey needed two": a subject right behind the cue, and a finite verb after it."""
    rest = verb.doc[verb.i + 1 :]
    finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") or is_past(token) for token in rest[1:])
    return bool(len(rest)) and finite and _may_open(rest[0])


def _may_open(token: Token) -> bool:
    """Whether a clause may start with a word: "said closing it would help"."""
    return token.tag_ == "VBG" or (token.pos_ in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM") and token.tag_ not in _ASKING)
