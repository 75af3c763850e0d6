"""Speech and narration -> claims: one proposition, one claim, in the sentence's own words.

A sentence is cut where clauses could be true apart: joined clauses, non-defining relative clauses ("who lost his seat"), participles
("winning 92 seats"), "while", "although", "after". Each piece gets the subject that it shares, pronouns give way to names where that is
certain, and numbers, negation and hedges stay as they stand.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.draft import DraftClaim, TurnedDown
from pipeline.engines.offline.names import Actor, Names
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.engines.offline.speech import Speech, attribution, subject_of
from pipeline.labels import ClaimKind
from pipeline.lexicons import load

_WORDS = load("claims")
_WILL = _WORDS.words("forecast_verbs")
_TO_COME = re.compile(rf"\b{_WORDS.pattern('forecast_phrases')}\b", re.IGNORECASE)
_OPINION_WORDS = _WORDS.words("opinion_words")
_OPINION_FIRST = _WORDS.words("opinion_first")
_SEPARATE = _WORDS.words("separate_marks")
_NO_PARTICIPLES = _WORDS.words("no_participles")
_CONNECTIVE = re.compile(
    rf"^(?:{_WORDS.pattern('connectives')}\b[,\s]*|{_WORDS.pattern('connectives_before_comma')}\s*,\s*)+", re.IGNORECASE
)
_BACKGROUND = _WORDS.words("background_verbs")
_PAGE_TALK = re.compile(rf"^{_WORDS.pattern('page_talk')}\b", re.IGNORECASE)
_SAY = load("speech").words("say")
_TELL = load("questions").words("tell") | {"side", "take"}
_ANNOUNCE = load("speech").words("announce")
_MANNER = load("speech").words("manner")
_PAST = _WORDS.table("past")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Longer statements are no single proposition any more ("at most about 40 words").
_MOST_WORDS = 48
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause that says something, and who says it (None: the article). beside: further sentences that it rests on."""

    sentence: Parsed
    tokens: tuple[int, ...] = field(repr=False)
    root: int | None
    speech: Speech | None
    statement: str
    rule: str
    beside: tuple[int, ...] = ()

    @property
    def source(self) -> Actor | None:
        """The speaker, or None for the article's own voice."""
        return self.speech.source if self.speech else None


def propositions(parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names) -> tuple[list[Proposition], list[TurnedDown]]:
    """All propositions of an article in order, and the sentences that make none, with the rule that says so."""
    by_sentence: dict[int, list[Speech]] = {}
    for speech in speeches:
        by_sentence.setdefault(speech.sentence.id, []).append(speech)
    found: list[Proposition] = []
    refused: list[TurnedDown] = []
    for sentence in parsed:
        here, turned_down = _of_sentence(sentence, by_sentence.get(sentence.id, []), names)
        found.extend(_with_what_is_denied(made, found) for made in here)
        refused.extend(turned_down)
    return found, refused


def _with_what_is_denied(made: Proposition, before: Sequence[Proposition]) -> Proposition:
    """ "He denies that": what was said before stands in for "that" and "it"."""
    if made.speech is None or made.speech.act != "deny" or made.root is None:
        return made
    verb = made.sentence.doc[made.root]
    denied = next(
        (child for child in verb.children if child.dep_ in ("dobj", "mark", "ccomp") and child.lower_ in ("that", "it", "this")), None
    )
    said = next((other for other in reversed(before[-4:]) if other.speech is not None and other.sentence.id >= made.sentence.id - 2), None)
    if denied is None or said is None:
        return made
    rest = said.statement.rstrip(".")
    rest = rest[0].lower() + rest[1:] if rest.split()[0] in ("The", "A", "An", "It", "They", "There") else rest
    subject = made.speech.source.name
    statement = f"{subject[0].upper()}{subject[1:]} {verb.text} that {rest}."
    return replace(made, statement=statement, beside=(said.sentence.id,))


def draft_claims(made: Sequence[Proposition], core: frozenset[int]) -> tuple[DraftClaim, ...]:
    """Claims for propositions; `core`: places of the core ones."""
    return tuple(_claim(proposition, place in core) for place, proposition in enumerate(made))


def _claim(made: Proposition, core: bool) -> DraftClaim:
    speech = made.speech
    return DraftClaim(
        statement=made.statement,
        source=speech.source.name if speech else None,
        source_kind=speech.source.kind if speech else "article",
        attribution=_attribution(made) if speech else "narration",
        kind=kind_of(made),
        salience="core" if core else "supporting",
        sentences=(*made.beside, made.sentence.id),
        rule=made.rule,
    )


def _attribution(made: Proposition) -> Any:
    assert made.speech is not None
    return "direct" if made.speech.rule == "transcript-turn" else attribution(made.sentence, made.tokens)


def kind_of(made: Proposition) -> ClaimKind:
    """factual, forecast or opinion, by the verbs and the judging words of the clause."""
    doc = made.sentence.doc
    root = doc[made.root] if made.root is not None else None
    speech = made.speech
    if speech is not None and speech.act == "deny":
        return "factual"
    if speech is not None and (speech.act in ("label", "want") or speech.rule == "asked-for"):
        return "opinion"
    if root is None:
        return "factual"
    helpers = {child.lower_ for child in root.children if child.dep_ in ("aux", "neg")}
    if _imperative(root) or helpers & {"should", "ought"} or (speech is not None and helpers & {"must"}):
        return "opinion"
    if _is_unreal(root, helpers):
        return "factual"
    if helpers & _WILL or (speech is not None and _foresees(speech)) or _TO_COME.search(made.statement):
        return "opinion" if speech is not None and _judges(root) and not _has_number(made) else "forecast"
    if speech is None:
        return "factual"
    return "opinion" if _is_feeling(made, root) or _judges(root) else "factual"


def _is_unreal(root: Any, helpers: set[str]) -> bool:
    """ "would not say" is a refusal, "would have imposed" did not happen, "had expected" is over: nothing of this is to come."""
    if helpers & {"not", "n't", "n’t"} and helpers & {"would", "will", "wo", "could"} and root.lemma_.lower() in _TELL:
        return True
    return "have" in helpers and bool(helpers & {"would", "could", "should", "might"})


def _has_number(made: Proposition) -> bool:
    return any(made.sentence.doc[i].like_num for i in made.tokens)


def _judges(root: Any) -> bool:
    """A judging word in the predicate: "is a disgrace", "too slow", "wonderfully simple"."""
    predicate = [root, *(child for child in root.children if child.dep_ in ("attr", "acomp", "oprd", "dobj", "advmod"))]
    judging = [*predicate, *(child for token in predicate for child in token.children if child.dep_ in ("amod", "advmod", "conj"))]
    return any(token.lower_ in _OPINION_WORDS or token.lemma_.lower() in _OPINION_WORDS or token.lower_ == "too" for token in judging)


def _is_feeling(made: Proposition, root: Any) -> bool:
    """What speakers think, and their figures of speech: a predicate noun in their own words and without a number."""
    own = _own_subject(root)
    if own is not None and own.lower_ in ("i", "we") and root.lemma_.lower() in _OPINION_FIRST:
        return True
    noun = next((child for child in root.children if child.dep_ == "attr" and child.pos_ == "NOUN"), None)
    return root.lemma_ == "be" and noun is not None and made.sentence.quoted[noun.i] and not _has_number(made)


def _foresees(speech: Speech) -> bool:
    if speech.act == "expect":
        return True
    return (
        speech.act == "give"
        and speech.cue is not None
        and speech.sentence.doc[speech.cue].lemma_ in ("expect", "forecast", "predict", "project", "warn")
    )


def _imperative(root: Any) -> bool:
    return root.tag_ == "VB" and not any(child.dep_ in ("nsubj", "nsubjpass", "aux", "expl", "mark") for child in root.children)


# One sentence


def _of_sentence(sentence: Parsed, speeches: Sequence[Speech], names: Names) -> tuple[list[Proposition], list[TurnedDown]]:
    span = sentence.sentence
    if sentence.text.rstrip("”\"’' ").endswith("?"):
        return [], [TurnedDown(part="claims", start=span.start, end=span.end, rule="question")]
    found: list[Proposition] = []
    telling: list[Speech] = []
    for speech in speeches:
        said = _of_speech(speech, names)
        found.extend(said)
        if said or speech.cue is None:
            telling.append(speech)
    found.extend(_of_narration(sentence, telling, names))
    unique = list({made.statement.lower(): made for made in reversed(found)}.values())[::-1]
    refused = [] if unique else [TurnedDown(part="claims", start=span.start, end=span.end, rule="no-proposition")]
    return unique, refused


def _of_speech(speech: Speech, names: Names) -> list[Proposition]:
    doc = speech.sentence.doc
    if speech.act in ("accuse", "label", "put"):
        return _of_predicate(speech, names)
    if speech.act == "give":
        made = _Pieces(speech.sentence, speech.tokens, names, None).of(doc[speech.root]) if speech.root is not None else []
        return [
            replace(one, speech=speech, rule=speech.rule if one.root == speech.root else one.rule)
            for one in made
            if one.root == speech.root
        ]
    if speech.act == "want":
        return _of_wish(speech, names)
    if speech.act == "expect":
        return _of_expectation(speech, names)
    if speech.root is None:
        return _of_fragment(speech, names)
    if speech.lead:
        return _of_lead(speech, names)
    if speech.cue is not None and doc[speech.cue].lemma_.lower() in _ANNOUNCE:
        return [
            replace(made, speech=None, rule="announced")
            for made in _Pieces(speech.sentence, speech.tokens, names, speech).of(doc[speech.root])
        ]
    pieces = _Pieces(speech.sentence, frozenset(speech.tokens), names, speech)
    return pieces.of(doc[speech.root])


def _of_predicate(speech: Speech, names: Names) -> list[Proposition]:
    """ "X accused Y of doing Z": Y did Z. "X called Y Z": Y is Z."""
    doc = speech.sentence.doc
    assert speech.root is not None and speech.cue is not None
    predicate = doc[speech.root]
    inside = sorted(speech.tokens)
    if speech.act == "put":
        # "put the toll at 94": the toll is 94.
        predicate = next(child for child in predicate.children if child.dep_ == "prep" and child.lower_ == "at")
    predicate_tokens = sorted(
        token.i for token in predicate.subtree if token.i in speech.tokens and not (speech.act == "put" and token.i == predicate.i)
    )
    around = {token.i for token in predicate.subtree}
    subject_tokens = [i for i in inside if i not in around]
    if not subject_tokens:
        return []
    subject = doc[subject_tokens[-1]]
    now = doc[speech.cue].tag_ in ("VBZ", "VBP", "VBG")
    plural = any(doc[i].tag_ in ("NNS", "NNPS") and doc[i].dep_ == "dobj" for i in subject_tokens) or subject.lower_ in ("them", "they")
    verb = {(True, True): "are", (True, False): "is", (False, True): "were", (False, False): "was"}[now, plural]
    left = _subject_text([doc[i] for i in subject_tokens], speech.sentence, names)
    statement = _tidy(f"{left} {verb} {clause_text([doc[i] for i in predicate_tokens])}")
    return [Proposition(speech.sentence, tuple(inside), speech.root, speech, statement, speech.rule)]


def _of_fragment(speech: Speech, names: Names) -> list[Proposition]:
    """A quoted fragment without a verb ("stressed the “urgent” need"): the clause of its cue says it whole."""
    if speech.cue is None:
        return []
    doc = speech.sentence.doc
    verb = doc[speech.cue]
    pieces = _Pieces(speech.sentence, frozenset(token.i for token in verb.subtree), names, None)
    return [replace(made, speech=speech, rule="quoted-fragment") for made in pieces.of(verb) if made.root == verb.i]


def _of_lead(speech: Speech, names: Names) -> list[Proposition]:
    """ "a trip Rome says will come soon": the trip will come soon."""
    doc = speech.sentence.doc
    pieces = _Pieces(speech.sentence, speech.tokens, names, speech)
    assert speech.root is not None
    made = pieces.proposition(doc[speech.root], sorted(speech.tokens), [doc[i] for i in speech.lead], speech.rule)
    return [made] if made is not None else []


def _of_expectation(speech: Speech, names: Names) -> list[Proposition]:
    """ "analysts expect X to rise": X will rise."""
    doc = speech.sentence.doc
    assert speech.root is not None
    tokens = [doc[i] for i in sorted(speech.tokens)]
    to = next((child for child in doc[speech.root].children if child.lower_ == "to" and child.dep_ == "aux"), None)
    if to is None:
        return _Pieces(speech.sentence, speech.tokens, names, speech).of(doc[speech.root])
    left, right = [token for token in tokens if token.i < to.i], [token for token in tokens if token.i > to.i]
    if not left:
        return []
    statement = _tidy(f"{_subject_text(left, speech.sentence, names)} will {clause_text(right)}")
    return [Proposition(speech.sentence, tuple(sorted(speech.tokens)), speech.root, speech, statement, speech.rule)]


def _of_wish(speech: Speech, names: Names) -> list[Proposition]:
    """ "X wants Y to do Z": Y should do Z."""
    doc = speech.sentence.doc
    assert speech.root is not None
    verb = doc[speech.root]
    subject = _own_subject(verb)
    if subject is None:
        return []
    left = [token for token in subject.subtree if token.i in speech.tokens]
    right = [doc[i] for i in sorted(speech.tokens) if i > subject.right_edge.i and not (doc[i].lower_ == "to" and doc[i].head.i == verb.i)]
    be = "" if verb.tag_ == "VB" else "be "
    statement = _tidy(f"{_subject_text(left, speech.sentence, names)} should {be}{clause_text(right)}")
    return [Proposition(speech.sentence, tuple(sorted(speech.tokens)), verb.i, speech, statement, speech.rule)]


def _of_narration(sentence: Parsed, speeches: Sequence[Speech], names: Names) -> list[Proposition]:
    doc = sentence.doc
    spoken = {i for speech in speeches for i in speech.tokens}
    if sentence.is_quoted() and not speeches:
        return []
    if any(speech.cue is None for speech in speeches):
        return []
    cues = {speech.cue for speech in speeches if speech.cue is not None}
    according = {
        token.i for speech in speeches if speech.rule == "according-to" and speech.cue is not None for token in doc[speech.cue].subtree
    }
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is None:
        return []
    # A cue inside the sentence takes its clause with it ("..., as Washington accuses Beijing of helping").
    aside = {token.i for cue in cues if cue != root.i for token in doc[cue].subtree}
    allowed = frozenset(i for i in range(len(doc)) if i not in spoken and i not in according and i not in aside)
    pieces = _Pieces(sentence, allowed, names, None, cues=frozenset(cues))
    return pieces.of(root)


class _Pieces:
    """Cuts a clause into propositions. allowed: the words that may be used. cues: verbs of attribution, which say nothing themselves."""

    def __init__(
        self, sentence: Parsed, allowed: frozenset[int], names: Names, speech: Speech | None, cues: frozenset[int] = frozenset()
    ) -> None:
        self.sentence = sentence
        self.doc = sentence.doc
        self.allowed = allowed
        self.names = names
        self.speech = speech
        self.cues = cues

    def of(self, root: Any) -> list[Proposition]:
        """The propositions of the clause that `root` heads, in order."""
        cut = self._cuts(root)
        made: list[tuple[int, Proposition]] = []
        taken: set[int] = set()
        # Inner cuts first: what they take is no part of the clause around them.
        for verb, subject, rule in sorted(cut, key=lambda piece: -_depth(piece[0])):
            tokens = [token.i for token in verb.subtree if token.i in self.allowed and token.i not in taken]
            taken |= set(tokens) | self._joints(tokens)
            proposition = self.proposition(verb, tokens, subject, rule) if rule != "background" else None
            if proposition is not None:
                made.append((min(tokens), proposition))
        rest = [token.i for token in root.subtree if token.i in self.allowed and token.i not in taken]
        if self.speech is not None:
            inside = {token.i for token in root.subtree}
            rest = sorted([*rest, *(i for i in self.allowed if i not in inside and i not in taken)])
        if root.i in self.allowed and root.i not in self.cues and rest:
            rule = self.speech.rule if self.speech else "narration"
            proposition = self.proposition(root, rest, None, rule)
            if proposition is not None:
                made.append((min(rest), proposition))
        return [proposition for _, proposition in sorted(made, key=lambda pair: pair[0])]

    def _cuts(self, root: Any) -> list[tuple[Any, list[Any] | None, str]]:
        cuts: list[tuple[Any, list[Any] | None, str]] = []
        for token in root.subtree:
            if token.i == root.i or token.i not in self.allowed or token.pos_ not in ("VERB", "AUX") or token.i in self.cues:
                continue
            if token.dep_ == "conj":
                cuts.extend(self._joined(token, root))
            elif token.dep_ == "relcl":
                cuts.extend(self._relative(token))
            elif token.dep_ == "advcl":
                cuts.extend(self._adverbial(token, root))
            elif token.dep_ in ("ccomp", "parataxis") and token.head.i not in self.cues:
                cuts.extend(self._beside(token))
        return cuts

    def _joints(self, tokens: list[int]) -> set[int]:
        """Commas, dashes and conjunctions around a piece that is cut out."""
        if not tokens:
            return set()
        first, last = min(tokens), max(tokens)
        joints: set[int] = set()
        while first > 0 and (self.doc[first - 1].text in ",–—(" or self.doc[first - 1].dep_ == "cc"):
            first -= 1
            joints.add(first)
        if last + 1 < len(self.doc) and self.doc[last + 1].text in ",–—)" and joints:
            joints.add(last + 1)
        return joints

    def _joined(self, verb: Any, root: Any) -> list[tuple[Any, list[Any] | None, str]]:
        if not self._heads_clause(verb.head, root):
            return []
        own = _own_subject(verb)
        if own is not None:
            return [(verb, None, "joined-clause")]
        if self.sentence.quoted[verb.i] and _auxiliaries(verb) == []:
            return []  # two verbs of one breath ("takes a hypothetical and puts a price tag on it")
        if verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.tag_ == "MD" for child in verb.children) or verb.tag_ in ("VBN", "VB"):
            subject = subject_of(verb)
            if subject is None or subject.dep_ not in ("nsubj", "nsubjpass") or subject.tag_ in ("WP", "WDT"):
                return []
            # A verb that shares its auxiliary is another verb of the same clause where it is short ("was tried and jailed").
            shared = _auxiliaries(verb.head) if verb.tag_ in ("VBN", "VB", "VBG") and not _auxiliaries(verb) else []
            if sum(1 for _ in verb.subtree) < _FEWEST_WORDS:
                return []
            return [(verb, [*self._noun_phrase(subject), *shared], "joined-verb")]
        return []

    def _heads_clause(self, verb: Any, root: Any) -> bool:
        while verb.i != root.i and verb.dep_ == "conj":
            verb = verb.head
        return bool(verb.i == root.i)

    def _relative(self, verb: Any) -> list[tuple[Any, list[Any] | None, str]]:
        edge = verb.left_edge.i
        if edge == 0 or self.doc[edge - 1].text not in (",", "–", "—", "-", "("):
            return []
        pronoun = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in ("WP", "WDT")), None)
        if pronoun is None or verb.head.pos_ not in ("NOUN", "PROPN"):
            return []
        if (
            verb.tag_ in ("VBZ", "VBP")
            and not _auxiliaries(verb)
            and (self.cues or verb.lemma_ in _BACKGROUND)
            and verb.head.pos_ == "PROPN"
        ):
            # Who a speaker is ("..., who studies ports at Haldane"): background, no claim; but it is cut out of the clause.
            return [(verb, [], "background")]
        # The parser hangs the clause on the first of several nouns; it is about the last ("Japan and Italy, which holds the presidency").
        noun = next((word for word in reversed(list(verb.head.conjuncts)) if word.i < verb.i), verb.head)
        return [(verb, self._noun_phrase(noun, alone=True), "relative-clause")]

    def _adverbial(self, verb: Any, root: Any) -> list[tuple[Any, list[Any] | None, str]]:
        edge, last = verb.left_edge.i, verb.right_edge.i
        beside_comma = (edge > 0 and self.doc[edge - 1].text in ",–—") or (
            edge == 0 and last + 1 < len(self.doc) and self.doc[last + 1].text == ","
        )
        if not beside_comma:
            return []
        mark = next((child for child in verb.children if child.dep_ in ("mark", "advmod") and child.lower_ in _SEPARATE), None)
        own = _own_subject(verb)
        if own is not None and (mark is not None or not any(child.dep_ == "mark" or child.tag_ == "WRB" for child in verb.children)):
            return [(verb, None, "adverbial-clause")] if verb.tag_ in _FINITE or _auxiliaries(verb) else []
        if verb.tag_ != "VBG" or own is not None or verb.lemma_.lower() in _NO_PARTICIPLES or _auxiliaries(verb):
            return []
        if any(child.dep_ == "mark" or (child.dep_ == "prep" and child.i < verb.i) for child in verb.children) or (
            edge == 0 and self.speech is not None
        ):
            return []
        subject = subject_of(verb)
        if subject is None or subject.tag_ in ("WP", "WDT"):
            return []
        return [(verb, self._noun_phrase(subject), "participle")]

    def _beside(self, verb: Any) -> list[tuple[Any, list[Any] | None, str]]:
        """ "A; B" and "A, B": the parser hangs one sentence under the other."""
        between = range(min(verb.i, verb.head.i), max(verb.i, verb.head.i))
        if _own_subject(verb) is None or _own_subject(verb.head) is None:
            return []
        return [(verb, None, "sentence-beside")] if any(self.doc[i].text in (";", ":") for i in between) else []

    def _noun_phrase(self, noun: Any, alone: bool = False) -> list[Any]:
        beside = ("relcl", "appos", "acl", "punct", "cc") + (("conj",) if alone else ())
        left_out = {token.i for child in noun.children if child.dep_ in beside for token in child.subtree}
        return [token for token in noun.subtree if token.i not in left_out]

    def proposition(self, verb: Any, places: list[int], subject: list[Any] | None, rule: str) -> Proposition | None:
        """The clause of `verb` as a proposition; `subject`: words that stand elsewhere. None where it says nothing."""
        tokens = [self.doc[i] for i in sorted(places)]
        if subject is not None:
            tokens = [token for token in tokens if token.dep_ not in ("mark",) or token.head.i != verb.i]
            tokens = [token for token in tokens if not (token.tag_ in ("WP", "WDT") and token.head.i == verb.i)]
            statement = f"{_subject_text(subject, self.sentence, self.names)} {_finite(verb, tokens, subject)}"
        else:
            tokens = [token for token in tokens if not (token.dep_ == "mark" and token.head.i == verb.i)]
            statement = self._with_names(tokens, verb)
        statement = _tidy(statement)
        if self.speech is None and (_is_chat(verb, self.sentence) if subject is None else False):
            return None
        if self.speech is None and (_is_attribution_alone(verb, self.sentence) or _PAGE_TALK.match(statement)):
            return None
        if not _says_something(verb, tokens, statement, self.speech is not None):
            return None
        used = tuple(sorted(token.i for token in tokens))
        return Proposition(
            self.sentence,
            used,
            verb.i,
            self.speech,
            statement,
            rule if self.speech is None else f"{self.speech.rule}, {rule}" if rule != self.speech.rule else rule,
        )

    def _with_names(self, tokens: list[Any], verb: Any) -> str:
        """The clause with its subject pronoun resolved, and "I" of a speaker with a name."""
        own = _own_subject(verb)
        if own is None:
            return clause_text(tokens)
        before = [token for token in tokens if token.i < own.i]
        after = [token for token in tokens if token.i > own.i]
        if own.tag_ == "PRP":
            shared = _subject_meant(own, verb)
            if shared is not None:
                left_out = {
                    token.i for child in shared.children if child.dep_ in ("relcl", "appos", "acl", "punct") for token in child.subtree
                }
                noun_phrase = [token for token in shared.subtree if token.i not in left_out]
                return f"{clause_text(before)} {_subject_text(noun_phrase, self.sentence, self.names)} {clause_text(after)}"
            if own.lower_ == "i" and self.speech is not None and self.speech.source.kind == "named":
                return f"{clause_text(before)} {self.speech.source.name} {_third_person(after, verb)}"
            actor = self.names.actor(own, self.sentence)
            if (
                actor is None
                and self.speech is not None
                and own.lower_ in ("he", "she")
                and attribution(self.sentence, [own.i]) == "indirect"
            ):
                actor = self.speech.source if self.speech.source.kind != "institution" else None
            if actor is None and self.speech is not None and own.lower_ == "it" and self.speech.source.kind == "institution":
                # "The bank said it was ruling nothing out."
                said = self.doc[self.speech.cue] if self.speech.cue is not None else None
                actor = self.speech.source if said is not None and said.i < own.i and verb.head.i == said.i else None
            if actor is not None:
                return f"{clause_text(before)} {actor.name} {clause_text(after)}"
        elif (possessive := next((child for child in own.children if child.tag_ == "PRP$"), None)) is not None:
            actor = self.names.actor(possessive, self.sentence)
            if actor is not None:
                before = [token for token in tokens if token.i < possessive.i]
                after = [token for token in tokens if token.i > possessive.i]
                return f"{clause_text(before)} {actor.name}’s {clause_text(after)}"
        return clause_text(tokens)


def _subject_meant(pronoun: Any, verb: Any) -> Any | None:
    """ "The stress is local and it has peaked": the subject of the clause that a clause with "it" or "they" is joined to."""
    if pronoun.lower_ not in ("it", "they") or verb.dep_ not in ("conj", "advcl", "ccomp") or verb.head.i > verb.i:
        return None
    subject = _own_subject(verb.head)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or (pronoun.lower_ == "they") != (subject.tag_ in ("NNS", "NNPS")):
        return None
    return subject if verb.dep_ == "conj" else None


def _own_subject(verb: Any) -> Any | None:
    return next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl")), None)


def _auxiliaries(verb: Any) -> list[Any]:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"]
    return [*helpers, *(child for child in verb.children if child.dep_ == "neg")] if helpers else []


def _depth(token: Any) -> int:
    depth = 0
    while token.head.i != token.i and depth < 60:
        token, depth = token.head, depth + 1
    return depth


def _subject_text(tokens: Sequence[Any], sentence: Parsed, names: Names) -> str:
    words = list(tokens)
    first = words[0]
    if first.tag_ in ("PRP", "PRP$") and (actor := names.actor(first, sentence)) is not None:
        name = f"{actor.name}’s" if first.tag_ == "PRP$" else actor.name
        return f"{name} {clause_text(words[1:])}".strip(" ,–—-")
    return clause_text(words).strip(" ,–—-")


def _finite(verb: Any, tokens: list[Any], subject: Sequence[Any]) -> str:
    """The words of a clause whose participle takes a subject: "winning 92 seats" -> "won 92 seats"."""
    if verb.tag_ != "VBG" or _auxiliaries(verb) or verb.dep_ == "conj":
        return clause_text([token for token in tokens if token.dep_ != "cc" or token.head.i >= verb.i])
    before = [token for token in tokens if token.i < verb.i]
    after = [token for token in tokens if token.i > verb.i]
    return f"{clause_text(before)} {_past(verb.lemma_.lower())} {clause_text(after)}"


def _past(lemma: str) -> str:
    if lemma in _PAST:
        return str(_PAST[lemma])
    if lemma.endswith("e"):
        return f"{lemma}d"
    if re.search(r"[^aeiou]y$", lemma):
        return f"{lemma[:-1]}ied"
    if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", lemma):
        return f"{lemma}{lemma[-1]}ed"
    return f"{lemma}ed"


_THIRD = {
    "am": "is",
    "'m": "is",
    "’m": "is",
    "have": "has",
    "'ve": "has",
    "’ve": "has",
    "do": "does",
    "were": "was",
    "'d": "would",
    "’d": "would",
    "'ll": "will",
    "’ll": "will",
}


def _third_person(tokens: Sequence[Any], verb: Any) -> str:
    """The words after "I", with its verb in the third person."""
    words: list[str] = []
    changed = False
    for token in tokens:
        text = token.text
        if not changed and (token.i == verb.i or token.head.i == verb.i) and token.tag_ in ("VBP", "VBD", "MD", "VBZ"):
            changed = True
            if text.lower() in _THIRD:
                text = _THIRD[text.lower()]
            elif token.tag_ == "VBP":
                text += "es" if re.search(r"(?:s|sh|ch|x|o)$", text) else "s"
        words.append(text + token.whitespace_)
    return "".join(words)


_EDGES = " ,;:–—-"
# What is left where a clause was cut off: marks, and the words that led to it.
_LOOSE_END = re.compile(
    r"(?:[,;:–—\s]+|\s(?:at a time when|and|but|or|which|that|who|when|while|as|after|although|though|where|with))+(?=[”\"’]?\.?$)"
)
_PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"), ("[", "]"))


def _tidy(statement: str) -> str:
    """A clause as a sentence: no connective before it, no loose mark around it, a capital and a full stop."""
    text = " ".join(statement.split()).replace(" ,", ",").replace(",,", ",").replace(" .", ".")
    text = re.sub(r"\s+([’']s\b|%|\))", r"\1", text)
    text = re.sub(r"^\d{1,2}[.)]\s+(?=[A-Z])", "", text)
    if text.count("‘") and text.count("‘") != len(re.findall(r"’(?!\w)", text)):
        text = text.replace("‘", "")
        text = re.sub(r"’(?=[.,]?$)", "", text)
    for opener, closer in _PAIRS[:1] + _PAIRS[2:]:
        if text.count(opener) != text.count(closer):
            text = text.replace(opener, "").replace(closer, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    for opener, closer in (*_PAIRS[:2], ('"', '"')):
        bare = text.rstrip(" ,.!")
        if bare.startswith(opener) and bare.endswith(closer) and len(bare) > 2 and not set(bare[1:-1]) & {opener, closer} - {"’"}:
            text = bare[1:-1].rstrip(" ,")
    text = text.strip(_EDGES + "“" if text.count("“") != text.count("”") else _EDGES)
    text = _CONNECTIVE.sub("", text).strip(_EDGES)
    text = _LOOSE_END.sub("", text)
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!" or re.search(r"[.!][”\"’]$", text) else f"{text}."


def _is_attribution_alone(verb: Any, sentence: Parsed) -> bool:
    """ "Dr Roe said:" - what was said stands elsewhere. A verb of speech that is negated or has an object tells something itself."""
    lemma = verb.lemma_.lower()
    if lemma in _MANNER and any(sentence.quoted):
        return True
    if lemma not in _SAY or any(child.dep_ in ("neg", "nsubjpass") for child in verb.children):
        return False
    return lemma in ("say", "tell", "add", "note", "explain", "reply") or not any(
        child.dep_ in ("dobj", "prep", "xcomp") for child in verb.children
    )


def _is_chat(verb: Any, sentence: Parsed) -> bool:
    """The article speaks of itself or to its reader ("we are closing this page", "you open a wall"): a story told, no claim on the world."""
    own = _own_subject(verb)
    if own is None or sentence.quoted[own.i] or own.lower_ not in ("i", "we", "you"):
        return False
    return not any(child.tag_ == "MD" and child.lower_ in ("should", "must", "ought") for child in verb.children)


def _says_something(verb: Any, tokens: Sequence[Any], statement: str, spoken: bool) -> bool:
    words = [token for token in tokens if token.text[0].isalnum()]
    if not statement or not _FEWEST_WORDS <= len(statement.split()) <= _MOST_WORDS or len(words) < 2:
        return False
    if _lacks_subject(verb, statement) or statement.split(maxsplit=1)[0].lower().strip('“‘"') in (
        "who",
        "which",
        "whom",
        "whose",
        "what",
        "where",
        "how",
        "if",
    ):
        return False
    if _is_vague(verb, words, statement, spoken):
        return False
    finite = verb.tag_ in _FINITE or any(child.tag_ in _FINITE for child in verb.children) or verb.tag_ in ("VBG", "VBN", "VB")
    # Three words without a noun, a number or a name say nothing by themselves ("He shrugged").
    content = [token for token in words if token.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") or (token.pos_ == "VERB" and token.i != verb.i)]
    return finite and bool(content)


def _is_vague(verb: Any, words: Sequence[Any], statement: str, spoken: bool) -> bool:
    """Too little to stand alone: a pronoun for a subject and hardly a word of content ("it is just a price"), "you" for anybody, an age."""
    own = _own_subject(verb)
    first = statement.split(maxsplit=1)[0].lower()
    if own is not None and own.lower_ == "you":
        return True
    content = [
        token
        for token in words
        if token.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "VERB") and token.lemma_ not in ("be", "have", "do", "thing", "go", "get")
    ]
    numbered = any(token.like_num for token in words)
    if (
        first in ("it", "they", "we", "this", "that", "these", "there", "so", "he", "she", "i", "nobody", "everybody")
        and len(content) < (2 if spoken else 3)
        and not numbered
    ):
        return True
    if _imperative(verb) and len(words) < 4:
        return True
    attribute = next((child for child in verb.children if child.dep_ in ("attr", "acomp")), None)
    return verb.lemma_ == "be" and attribute is not None and attribute.like_num and len(words) <= 5


def _lacks_subject(verb: Any, statement: str) -> bool:
    """A finite verb at the head of a statement: its subject was cut off."""
    first = statement.split(maxsplit=1)[0].lower().strip("“‘\"'")
    if verb.lower_ == first and verb.tag_ in ("VBD", "VBZ", "VBN", "VBG"):
        return True
    return any(child.lower_ == first and child.dep_ in ("aux", "auxpass") for child in verb.children)


def evidence_ids(made: Iterable[Proposition]) -> tuple[int, ...]:
    """Numbers of the sentences of propositions, in order."""
    return tuple(sorted({proposition.sentence.id for proposition in made}))
