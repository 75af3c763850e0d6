"""A clause -> the propositions in it, each a sentence of its own.

A clause is cut where parts of it could be true apart: joined clauses, non-defining relative clauses ("who lost his seat"), participles
("winning 92 seats"), "while", "although", "after". Each piece gets the subject that it shares, pronouns give way to names where that is
certain, and numbers, negation and hedges stay as they stand. What says too little to stand alone makes no proposition (`clause_words`).
"""

from typing import TypeAlias

from pipeline.engines.offline.claims.asides import TAKEN_UP, aside_rule
from pipeline.engines.offline.claims.clause_signs import (
    is_instead,
    is_new,
    noun_of_which,
    owned_by_whose,
    part_of_which,
    stands_for_another,
)
from pipeline.engines.offline.claims.clause_words import ClauseWords, noun_words
from pipeline.engines.offline.claims.participles import is_participle, is_told_of
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.claims.substance import FEWEST_WORDS, FINITE
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import auxiliaries, bearer_of, own_subject, shared_auxiliaries, subject_of
from pipeline.lexicons import load

# What is cut out: the verb that heads it, the words of its subject where they stand elsewhere, and the rule that cuts it.
Cut: TypeAlias = "tuple[Token, list[Token] | None, str]"
_WORDS = load("claims")
_SEPARATE = _WORDS.words("separate_marks")
_OF_EVENTS = _WORDS.words("said_of_events")
_BACKGROUND = _WORDS.words("background_verbs")
_CALENDAR = load("names").words("calendar")
# Of a clause that is told apart though it stays in its sentence.
_FEWEST_INSIDE = 6
# Sentences in which a story brings up its things.
_LEAD = 5


class Clauses:
    """Cuts a clause into propositions. allowed: the words that may be used. cues: verbs of attribution, which say nothing themselves."""

    def __init__(
        self, sentence: Parsed, allowed: frozenset[int], names: Names, speech: Speech | None, cues: frozenset[int] = frozenset()
    ) -> None:
        self._sentence = sentence
        self._doc = sentence.doc
        self._allowed = allowed
        self._words = ClauseWords(sentence, names, speech)
        self._speech = speech
        self._cues = cues

    def of(self, root: Token) -> list[Proposition]:
        """The propositions of the clause that `root` heads, in order."""
        cut = self._cuts(root)
        made: list[tuple[int, Proposition]] = []
        taken: set[int] = set()
        # Inner cuts first: what they take is no part of the clause around them.
        for verb, subject, rule in sorted(cut, key=lambda piece: -_depth(piece[0])):
            tokens = [token.i for token in verb.subtree if token.i in self._allowed and token.i not in taken]
            taken |= set(tokens) | self._joints(tokens)
            proposition = self._words.proposition(verb, tokens, subject, rule) if rule != TAKEN_UP and tokens else None
            if proposition is not None:
                made.append((min(tokens), proposition))
        rest = [token.i for token in root.subtree if token.i in self._allowed and token.i not in taken]
        if self._speech is not None:
            inside = {token.i for token in root.subtree}
            rest = sorted([*rest, *(i for i in self._allowed if i not in inside and i not in taken)])
        if root.i in self._allowed and root.i not in self._cues and rest:
            rule = self._speech.rule if self._speech else "narration"
            proposition = self._words.proposition(root, rest, None, rule)
            if proposition is not None:
                made.append((min(rest), proposition))
        made += [(min(proposition.tokens), proposition) for proposition in self._told_inside(root, taken)]
        return [proposition for _, proposition in sorted(made, key=lambda pair: pair[0])]

    def _told_inside(self, root: Token, taken: set[int]) -> list[Proposition]:
        """What a clause tells by the way and cannot do without: it stays in it, and is told apart too.

        "put off a vote on a bill that would let miners work on titled land": the bill would. "ended without an agreement after the owners
        walked out": the owners did.
        """
        made: list[Proposition | None] = []
        for verb in root.subtree:
            if verb.dep_ not in ("relcl", "advcl") or verb.i in taken or verb.i not in self._allowed or verb.pos_ not in ("VERB", "AUX"):
                continue
            tokens = [token.i for token in verb.subtree if token.i in self._allowed and token.i not in taken]
            if len(tokens) < _FEWEST_INSIDE or not (verb.tag_ in FINITE or auxiliaries(verb)):
                continue
            if verb.dep_ == "relcl" and self._sentence.id <= _LEAD and is_new(verb):
                bearer = noun_words(bearer_of(verb), alone=True)
                made += [self._words.proposition(act, places, bearer, "that-clause") for act, places in _acts_of(verb, tokens)]
            elif (
                verb.dep_ == "advcl"
                and own_subject(verb) is not None
                and any(child.lower_ == "after" and child.dep_ == "mark" for child in verb.lefts)
            ):
                made.append(self._words.proposition(verb, tokens, None, "after-clause"))
        return [proposition for proposition in made if proposition is not None]

    def _cuts(self, root: Token) -> list[Cut]:
        cuts: list[Cut] = []
        for token in root.subtree:
            if token.i == root.i or token.i not in self._allowed or token.i in self._cues:
                continue
            if (aside := aside_rule(token)) is not None:
                cuts.append((token, None, aside))
                continue
            if token.pos_ not in ("VERB", "AUX"):
                continue
            if (parted := part_of_which(token)) is not None:
                cuts.append((token, [parted[0], *noun_words(parted[1], alone=True)], "of-which"))
            elif (noun := noun_of_which(token)) is not None:
                cuts.append((token, [noun], "in-which"))
            elif token.dep_ == "conj":
                cuts.extend(self._joined(token, root))
            elif token.dep_ == "relcl":
                cuts.extend(self._relative(token))
            elif token.dep_ == "advcl":
                cuts.extend(self._adverbial(token, root))
            elif token.dep_ in ("ccomp", "parataxis") and token.head.i not in self._cues:
                cuts.extend(self._beside(token))
        return [*cuts, *self._further(root)]

    def _further(self, root: Token) -> list[Cut]:
        """ "A, she said, and B": B hangs on the cue instead of on A."""
        if self._speech is None or self._speech.cue is None or root.i in self._cues:
            return []
        inside = {token.i for token in root.subtree}
        joined = (self._doc[i] for i in sorted(self._allowed - inside) if self._doc[i].dep_ == "conj")
        hung = (word for word in joined if word.head.i == self._speech.cue)
        pieces: list[Cut] = []
        for verb in (word for word in hung if word.pos_ in ("VERB", "AUX")):
            shared = subject_of(root) if own_subject(verb) is None else None
            if own_subject(verb) is not None:
                pieces.append((verb, None, "joined-clause"))
            elif shared is not None and shared.tag_ not in ("WP", "WDT", "PRP"):
                pieces.append((verb, noun_words(shared), "joined-verb"))
        return [*pieces, *self._hung(root, inside)]

    def _hung(self, root: Token, inside: set[int]) -> list[Cut]:
        """ "A, the firm said, after B", "A, the firm said, ending B": what hangs on the cue behind it goes with A.

        A participle beside what a person said may tell what the person did ("she said, smiling"): it is cut off and tells nothing.
        """
        cue = self._speech.cue if self._speech is not None else None
        pieces: list[Cut] = []
        for verb in (self._doc[i] for i in sorted(self._allowed - inside) if self._doc[i].dep_ == "advcl" and self._doc[i].head.i == cue):
            if verb.left_edge.i < max(*inside, cue or 0):
                continue
            shared = subject_of(root)
            if own_subject(verb) is not None:
                pieces.extend(self._adverbial(verb, root))
            elif is_participle(verb):
                told = self._speech is not None and self._speech.source.kind == "institution"
                pieces.append((verb, noun_words(shared), "participle") if told and shared is not None else (verb, None, TAKEN_UP))
        return pieces

    def _joints(self, tokens: list[int]) -> set[int]:
        """Commas, dashes and conjunctions around a piece that is cut out."""
        if not tokens:
            return set()
        first, last = min(tokens), max(tokens)
        joints: set[int] = set()
        while first > 0 and (self._doc[first - 1].text in ",–—(" or self._doc[first - 1].dep_ == "cc"):
            first -= 1
            joints.add(first)
        if last + 1 < len(self._doc) and self._doc[last + 1].text in ",–—)" and joints and not self._is_in_apposition(tokens):
            joints.add(last + 1)
        return joints

    def _is_in_apposition(self, tokens: list[int]) -> bool:
        """ "Ida Roe, the mother of Sean Roe, who died, is glad": the comma behind the piece closes the apposition too."""
        top = next((self._doc[i] for i in tokens if self._doc[i].head.i not in tokens), None)
        above = top.head if top is not None and top.dep_ == "relcl" else None
        chain = (above, *above.ancestors) if above is not None else ()
        return any(noun.dep_ == "appos" and noun.left_edge.i and noun.left_edge.nbor(-1).text == "," for noun in chain)

    def _joined(self, verb: Token, root: Token) -> list[Cut]:
        if not self._heads_clause(verb.head, root):
            return []
        own = own_subject(verb)
        if own is not None:
            # "Walking to the shops and back will do": what is joined to no finite verb is no clause of its own.
            finite = verb.head.tag_ in (*FINITE, "VBN", "VB") or auxiliaries(verb.head)
            return [(verb, None, "joined-clause")] if finite else []
        if verb.text[0].isupper() and verb.i:
            return []  # "Strictly Come Dancing": a name
        if is_instead(verb):
            return []  # "do not plan to leave, but rather use him": what is not done and what is belong together
        one_breath = self._sentence.quoted[verb.head.i] or not shared_auxiliaries(verb)
        if self._sentence.quoted[verb.i] and one_breath and auxiliaries(verb) == []:
            return []  # two verbs of one breath ("takes a hypothetical and puts a price tag on it")
        if verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.tag_ == "MD" for child in verb.children) or verb.tag_ in ("VBN", "VB"):
            subject = subject_of(verb)
            if subject is None or subject.dep_ not in ("nsubj", "nsubjpass") or subject.tag_ in ("WP", "WDT"):
                return []
            # A verb that shares its auxiliary is another verb of the same clause where it is short ("was tried and jailed").
            shared = shared_auxiliaries(verb)
            if sum(1 for _ in verb.subtree) < FEWEST_WORDS:
                return []
            return [(verb, [*noun_words(subject), *shared], "joined-verb")]
        return []

    def _heads_clause(self, verb: Token, root: Token) -> bool:
        while verb.i != root.i and verb.dep_ == "conj":
            verb = verb.head
        return bool(verb.i == root.i)

    def _relative(self, verb: Token) -> list[Cut]:
        edge = verb.left_edge.i
        if edge == 0 or self._doc[edge - 1].text not in (",", "–", "—", "-", "("):
            return []
        if (owned := owned_by_whose(verb)) is not None and verb.head.pos_ in ("NOUN", "PROPN"):
            return [(verb, [*noun_words(verb.head, alone=True), owned], "whose")]
        pronoun = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in ("WP", "WDT")), None)
        if pronoun is None or verb.head.pos_ not in ("NOUN", "PROPN"):
            return []
        if verb.lemma_ in _OF_EVENTS:
            return []  # "lost their vote in the process, which happened in May": not the process did
        if (other := self._agreeing(verb, pronoun)) is not None:
            # "ministers of the union, which has", where the parser takes the ministers; "has solutions, which is good": nobody's
            return [(verb, noun_words(other, alone=True), "relative-clause")] if other.i != verb.head.i else []
        if (bearer := bearer_of(verb)).i != verb.head.i:
            comma = next((token.i for token in self._doc[bearer.i :] if token.text == ","), edge)
            return [(verb, [token for token in noun_words(bearer, alone=True) if token.i < comma], "relative-clause")]
        if (
            verb.tag_ in ("VBZ", "VBP")
            and not auxiliaries(verb)
            and (self._cues or verb.lemma_ in _BACKGROUND)
            and verb.head.pos_ == "PROPN"
        ):
            # Who a speaker is ("..., who studies ports at Haldane"): background, no claim; but it is cut out of the clause.
            return [(verb, [], TAKEN_UP)]
        # The parser hangs the clause on the first of several nouns; it is about the last ("Japan and Italy, which holds the presidency").
        noun = next((word for word in reversed(list(verb.head.conjuncts)) if word.i < verb.i), verb.head)
        return [(verb, noun_words(noun, alone=True), "relative-clause")]

    def _agreeing(self, verb: Token, pronoun: Token) -> Token | None:
        """Of whom a "which" with a verb in the singular tells, where its noun is plural: the noun before the comma, or that noun if it
        is nobody.
        """
        one = verb.tag_ == "VBZ" or any(child.tag_ == "VBZ" for child in auxiliaries(verb))
        if not one or pronoun.tag_ != "WDT" or verb.head.tag_ != "NNS":
            return None
        near = self._doc[max(0, verb.left_edge.i - 2)]
        told_of = near.dep_ == "pobj" and near.tag_ in ("NN", "NNP") and verb.head.is_ancestor(near) and near.text not in _CALENDAR
        return near if told_of else verb.head

    def _adverbial(self, verb: Token, root: Token) -> list[Cut]:
        edge, last = verb.left_edge.i, verb.right_edge.i
        beside_comma = (edge > 0 and self._doc[edge - 1].text in ",–—") or (
            edge == 0 and last + 1 < len(self._doc) and self._doc[last + 1].text == ","
        )
        if not beside_comma:
            return []
        mark = next((child for child in verb.children if child.dep_ in ("mark", "advmod") and child.lower_ in _SEPARATE), None)
        own = own_subject(verb)
        if mark is not None and mark.lower_ == "as" and stands_for_another(verb):
            return []
        if own is not None and (mark is not None or not any(child.dep_ == "mark" or child.tag_ == "WRB" for child in verb.children)):
            return [(verb, None, "adverbial-clause")] if verb.tag_ in FINITE or auxiliaries(verb) else []
        if not is_participle(verb):
            return []
        if any(child.dep_ == "mark" or (child.dep_ == "prep" and child.i < verb.i) for child in verb.children) or (
            edge == 0 and self._speech is not None
        ):
            return []
        subject = subject_of(verb)
        if subject is None or subject.tag_ in ("WP", "WDT"):
            return []
        if verb.i + 1 < len(self._doc) and self._doc[verb.i + 1].tag_ in ("WDT", "WP"):
            return []  # "failing which they will sue"
        if edge > 0 and verb.i < subject.i:
            return [(verb, None, TAKEN_UP)]  # "According to Yonhap, quoting the army, the jets have left"
        return [(verb, noun_words(subject), "participle")] if is_told_of(subject, verb, self._sentence) else []

    def _beside(self, verb: Token) -> list[Cut]:
        """ "A; B" and "A, B": the parser hangs one sentence under the other."""
        between = range(min(verb.i, verb.head.i), max(verb.i, verb.head.i))
        if self._speech is not None and any(
            self._doc[i].text == ":" and self._doc[i + 1].is_quote and self._sentence.quoted[i] for i in between
        ):
            return []  # "I told him: 'Go home.'": what is quoted inside a quotation belongs to it
        if own_subject(verb) is None or own_subject(verb.head) is None:
            return []
        return [(verb, None, "sentence-beside")] if any(self._doc[i].text in (";", ":") for i in between) else []


def _acts_of(verb: Token, tokens: list[int]) -> list[tuple[Token, list[int]]]:
    """The verb of a clause and those joined to it in the same tense, each with its own words: "imposes a fine and bans selling"."""
    joined = [child for child in verb.rights if child.dep_ == "conj" and child.tag_ == verb.tag_ and child.tag_ in FINITE]
    further = [act for act in joined if own_subject(act) is None and not auxiliaries(verb)]
    words = {act.i: [i for i in tokens if i in {token.i for token in act.subtree}] for act in further}
    apart = {i for places in words.values() for i in places} | {child.i for child in verb.rights if child.dep_ == "cc" and further}
    return [(verb, [i for i in tokens if i not in apart]), *((act, words[act.i]) for act in further)]


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i and depth < 60:
        token, depth = token.head, depth + 1
    return depth
