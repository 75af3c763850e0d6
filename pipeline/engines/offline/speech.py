"""What somebody says in one sentence, and the few looks at a parse that all of speech needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from pipeline.engines.offline.actors import Actor, noun_phrase
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.engines.offline.tokens import Token
from pipeline.engines.offline.trees import SUBJECTS, befell
from pipeline.labels import Attribution
from pipeline.lexicons import load

Act: TypeAlias = Literal["say", "expect", "accuse", "deny", "label", "give", "want", "put", "ask", "do"]
_TEXTS = load("speech").words("texts")
# Nouns of those who can speak.
SPEAKERS = load("speech").words("people") | load("names").words("bodies") | load("names").words("firms")
_ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
_TAKEN = frozenset({"pain", "pains", "time", "opportunity", "chance", "occasion", "moment", "trouble", "care"})
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


# Behind them the subject of the clause goes on: "responded by saying", "won it despite spending less".
_WHILE = frozenset({"by", "in", "after", "before", "while", "despite", "since", "without", "besides", "upon", "through"})


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the verb that it is joined to or depends on ("adding that ...")."""
    start = verb
    for _ in range(4):
        first: Token | None = None
        for child in verb.children:
            if child.dep_ not in SUBJECTS:
                continue
            if first is not None:  # "Its smaller rival Penmarrow said"
                # "..., she said", "Holding signs, the protesters chanted": where another noun was hung on the verb too
                opened = child.left_edge.i > 0 and child.left_edge.nbor(-1).text in ',”"’'
                beside = child.i == verb.i - 1 and (child.tag_ == "PRP" or opened)
                return child if beside or (child.tag_ == "NNP" and child.left_edge.i == first.right_edge.i + 1) else first
            first = child
        if first is not None:
            return first
        if verb.dep_ in ("conj", "advcl", "xcomp", "parataxis", "dep") and verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        elif verb.dep_ == "pcomp" and verb.head.lower_ in _WHILE and verb.head.head.pos_ == "VERB":
            verb = verb.head.head  # "responded by saying that"
        elif verb.dep_ == "acl":
            # "faulted the plan to sell it, describing it as lopsided": who faulted it, not the plan.
            apart = verb.i != start.i if verb.tag_ == "VB" else verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
            apart = apart or hangs_on_thing(verb)
            if not apart or verb.head.dep_ not in ("dobj", "pobj", "attr") or verb.head.head.pos_ not in ("VERB", "AUX"):
                return verb.head
            verb = verb.head.head
        else:
            return None
    return None


def hangs_on_thing(participle: Token) -> bool:
    """ "entered the talks believing that …", "took turns rebutting it": whether a participle hangs on what neither speaks nor is a text."""
    noun = participle.head
    speaks = noun.pos_ == "PROPN" or noun.lemma_.lower() in _TEXTS | SPEAKERS
    told = participle.tag_ == "VBG" or noun.lemma_.lower() in _TAKEN  # "took pains to say that"
    return bool(told and noun.dep_ == "dobj" and not speaks and noun.head.pos_ == "VERB")


def bearer_of(clause: Token) -> Token:
    """Of whom the verb of a relative clause tells: of Bell in "Marcus Bell, an analyst at Northgate, who has ...".

    Also in "Marcus Bell is an analyst who ...", "Marcus Bell, adviser to Ida Rowe, who ..." and "Marcus Bell, 30, of Leeds, who ...".
    """
    noun = clause.head
    if not any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ == "WP" for child in clause.children):
        return noun
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        named = next((child for child in noun.head.lefts if child.dep_ == "nsubj" and child.pos_ == "PROPN"), None)
        return named if named is not None else noun
    if noun.dep_ == "pobj" and noun.pos_ == "PROPN" and clause.left_edge.nbor(-1).text == ",":
        owner = noun.head.head
        described = owner.dep_ == "appos" and owner.head.pos_ == "PROPN" and not befell(clause, owner)
        from_place = owner.pos_ == "PROPN" and noun.head.lower_ in ("of", "from") and noun.head.nbor(-1).text == ","
        return owner.head if described else owner if from_place else noun
    return noun.head if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" else noun


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
        return names.actor(subject, sentence) or _by_name(subject, names)
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
    return subject.lemma_.lower() in _TEXTS or any(child.dep_ in ("prep",) and child.lower_ == "by" for child in subject.children)


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


def is_past(participle: Token) -> bool:
    """ "a good jockey needed two": whether what the parser takes for a participle has an object, and so is a past."""
    return participle.tag_ == "VBN" and participle.dep_ == "acl" and any(child.dep_ == "dobj" for child in participle.rights)


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
