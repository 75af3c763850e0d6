"""A clause -> the propositions in it, each a sentence of its own.

A clause is cut where parts of it could be true apart: joined clauses, non-defining relative clauses ("who lost his seat"), participles
("winning 92 seats"), "while", "although", "after". Each piece gets the subject that it shares, pronouns give way to names where that is
certain, and numbers, negation and hedges stay as they stand. What says too little to stand alone makes no proposition.
"""

import re
from collections.abc import Sequence
from typing import Any

from pipeline.engines.offline.asides import STATE, TAKEN_UP, WHEN, WHERE, aside_rule, link_of, state_as_clause
from pipeline.engines.offline.clause_signs import (
    does_to_subject,
    is_instead,
    is_meant,
    is_new,
    is_order,
    noun_of_which,
    owned_by_whose,
    part_of_which,
)
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.engines.offline.proposition import Proposition
from pipeline.engines.offline.speech import Speech, attribution, bearer_of, subject_of
from pipeline.engines.offline.statements import (
    auxiliaries,
    finite_words,
    form_of_be,
    is_plural,
    own_subject,
    shared_auxiliaries,
    subject_meant,
    subject_text,
    third_person,
    tidy,
    written_out,
)
from pipeline.engines.offline.substance import FEWEST_WORDS, FINITE, MOST_WORDS, is_attribution_alone, is_chat, is_duty, says_something
from pipeline.lexicons import load

_WORDS = load("claims")
_SEPARATE = _WORDS.words("separate_marks")
_NO_PARTICIPLES = _WORDS.words("no_participles")
_BACKGROUND = _WORDS.words("background_verbs")
_PAGE_TALK = re.compile(rf"^{_WORDS.pattern('page_talk')}\b", re.IGNORECASE)
# Of a clause that is told apart though it stays in its sentence.
_FEWEST_INSIDE = 6
# Sentences in which a story brings up its things.
_LEAD = 5
# Of a clause whose verb the parser lost.
_FEWEST_UNREAD = 5


class Clauses:
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
            proposition = self.proposition(verb, tokens, subject, rule) if rule != TAKEN_UP and tokens else None
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
        made += [(min(proposition.tokens), proposition) for proposition in self._told_inside(root, taken)]
        return [proposition for _, proposition in sorted(made, key=lambda pair: pair[0])]

    def _told_inside(self, root: Any, taken: set[int]) -> list[Proposition]:
        """What a clause tells by the way and cannot do without: it stays in it, and is told apart too.

        "put off a vote on a bill that would let miners work on titled land": the bill would. "ended without an agreement after the owners
        walked out": the owners did.
        """
        made: list[Proposition | None] = []
        for verb in root.subtree:
            if verb.dep_ not in ("relcl", "advcl") or verb.i in taken or verb.i not in self.allowed or verb.pos_ not in ("VERB", "AUX"):
                continue
            tokens = [token.i for token in verb.subtree if token.i in self.allowed and token.i not in taken]
            if len(tokens) < _FEWEST_INSIDE or not (verb.tag_ in FINITE or auxiliaries(verb)):
                continue
            if verb.dep_ == "relcl" and self.sentence.id <= _LEAD and is_new(verb):
                made.append(self.proposition(verb, tokens, self.noun_phrase(bearer_of(verb), alone=True), "that-clause"))
            elif (
                verb.dep_ == "advcl"
                and own_subject(verb) is not None
                and any(child.lower_ == "after" and child.dep_ == "mark" for child in verb.lefts)
            ):
                made.append(self.proposition(verb, tokens, None, "after-clause"))
        return [proposition for proposition in made if proposition is not None]

    def _cuts(self, root: Any) -> list[tuple[Any, list[Any] | None, str]]:
        cuts: list[tuple[Any, list[Any] | None, str]] = []
        for token in root.subtree:
            if token.i == root.i or token.i not in self.allowed or token.i in self.cues:
                continue
            if (aside := aside_rule(token)) is not None:
                cuts.append((token, None, aside))
                continue
            if token.pos_ not in ("VERB", "AUX"):
                continue
            if (parted := part_of_which(token)) is not None:
                cuts.append((token, [parted[0], *self.noun_phrase(parted[1], alone=True)], "of-which"))
            elif (noun := noun_of_which(token)) is not None:
                cuts.append((token, [noun], "in-which"))
            elif token.dep_ == "conj":
                cuts.extend(self._joined(token, root))
            elif token.dep_ == "relcl":
                cuts.extend(self._relative(token))
            elif token.dep_ == "advcl":
                cuts.extend(self._adverbial(token, root))
            elif token.dep_ in ("ccomp", "parataxis") and token.head.i not in self.cues:
                cuts.extend(self._beside(token))
        return [*cuts, *self._further(root)]

    def _further(self, root: Any) -> list[tuple[Any, list[Any] | None, str]]:
        """ "A, she said, and B": B hangs on the cue instead of on A."""
        if self.speech is None or self.speech.cue is None or root.i in self.cues:
            return []
        inside = {token.i for token in root.subtree}
        hung = (self.doc[i] for i in sorted(self.allowed - inside) if self.doc[i].dep_ == "conj" and self.doc[i].head.i == self.speech.cue)
        pieces: list[tuple[Any, list[Any] | None, str]] = []
        for verb in (word for word in hung if word.pos_ in ("VERB", "AUX")):
            shared = subject_of(root) if own_subject(verb) is None else None
            if own_subject(verb) is not None:
                pieces.append((verb, None, "joined-clause"))
            elif shared is not None and shared.tag_ not in ("WP", "WDT", "PRP"):
                pieces.append((verb, self.noun_phrase(shared), "joined-verb"))
        return [*pieces, *self._hung(root, inside)]

    def _hung(self, root: Any, inside: set[int]) -> list[tuple[Any, list[Any] | None, str]]:
        """ "A, the firm said, after B", "A, the firm said, ending B": what hangs on the cue behind it goes with A.

        A participle beside what a person said may tell what the person did ("she said, smiling"): it is cut off and tells nothing.
        """
        cue = self.speech.cue if self.speech is not None else None
        pieces: list[tuple[Any, list[Any] | None, str]] = []
        for verb in (self.doc[i] for i in sorted(self.allowed - inside) if self.doc[i].dep_ == "advcl" and self.doc[i].head.i == cue):
            if verb.left_edge.i < max(*inside, cue or 0):
                continue
            shared = subject_of(root)
            if own_subject(verb) is not None:
                pieces.extend(self._adverbial(verb, root))
            elif verb.tag_ == "VBG" and verb.lemma_.lower() not in _NO_PARTICIPLES:
                told = self.speech is not None and self.speech.source.kind == "institution" and shared is not None
                pieces.append((verb, self.noun_phrase(shared), "participle") if told else (verb, None, TAKEN_UP))
        return pieces

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
        own = own_subject(verb)
        if own is not None:
            # "Walking to the shops and back will do": what is joined to no finite verb is no clause of its own.
            finite = verb.head.tag_ in (*FINITE, "VBN", "VB") or auxiliaries(verb.head)
            return [(verb, None, "joined-clause")] if finite else []
        if is_instead(verb):
            return []  # "do not plan to leave, but rather use him": what is not done and what is belong together
        if self.sentence.quoted[verb.i] and auxiliaries(verb) == []:
            return []  # two verbs of one breath ("takes a hypothetical and puts a price tag on it")
        if verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.tag_ == "MD" for child in verb.children) or verb.tag_ in ("VBN", "VB"):
            subject = subject_of(verb)
            if subject is None or subject.dep_ not in ("nsubj", "nsubjpass") or subject.tag_ in ("WP", "WDT"):
                return []
            # A verb that shares its auxiliary is another verb of the same clause where it is short ("was tried and jailed").
            shared = shared_auxiliaries(verb)
            if sum(1 for _ in verb.subtree) < FEWEST_WORDS:
                return []
            return [(verb, [*self.noun_phrase(subject), *shared], "joined-verb")]
        return []

    def _heads_clause(self, verb: Any, root: Any) -> bool:
        while verb.i != root.i and verb.dep_ == "conj":
            verb = verb.head
        return bool(verb.i == root.i)

    def _relative(self, verb: Any) -> list[tuple[Any, list[Any] | None, str]]:
        edge = verb.left_edge.i
        if edge == 0 or self.doc[edge - 1].text not in (",", "–", "—", "-", "("):
            return []
        if (owned := owned_by_whose(verb)) is not None and verb.head.pos_ in ("NOUN", "PROPN"):
            return [(verb, [*self.noun_phrase(verb.head, alone=True), owned], "whose")]
        pronoun = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in ("WP", "WDT")), None)
        if pronoun is None or verb.head.pos_ not in ("NOUN", "PROPN"):
            return []
        if (bearer := bearer_of(verb)).i != verb.head.i:
            return [(verb, self.noun_phrase(bearer, alone=True), "relative-clause")]
        if (
            verb.tag_ in ("VBZ", "VBP")
            and not auxiliaries(verb)
            and (self.cues or verb.lemma_ in _BACKGROUND)
            and verb.head.pos_ == "PROPN"
        ):
            # Who a speaker is ("..., who studies ports at Haldane"): background, no claim; but it is cut out of the clause.
            return [(verb, [], TAKEN_UP)]
        # The parser hangs the clause on the first of several nouns; it is about the last ("Japan and Italy, which holds the presidency").
        noun = next((word for word in reversed(list(verb.head.conjuncts)) if word.i < verb.i), verb.head)
        return [(verb, self.noun_phrase(noun, alone=True), "relative-clause")]

    def _adverbial(self, verb: Any, root: Any) -> list[tuple[Any, list[Any] | None, str]]:
        edge, last = verb.left_edge.i, verb.right_edge.i
        beside_comma = (edge > 0 and self.doc[edge - 1].text in ",–—") or (
            edge == 0 and last + 1 < len(self.doc) and self.doc[last + 1].text == ","
        )
        if not beside_comma:
            return []
        mark = next((child for child in verb.children if child.dep_ in ("mark", "advmod") and child.lower_ in _SEPARATE), None)
        own = own_subject(verb)
        if own is not None and (mark is not None or not any(child.dep_ == "mark" or child.tag_ == "WRB" for child in verb.children)):
            return [(verb, None, "adverbial-clause")] if verb.tag_ in FINITE or auxiliaries(verb) else []
        if verb.tag_ != "VBG" or own is not None or verb.lemma_.lower() in _NO_PARTICIPLES or auxiliaries(verb):
            return []
        if any(child.dep_ == "mark" or (child.dep_ == "prep" and child.i < verb.i) for child in verb.children) or (
            edge == 0 and self.speech is not None
        ):
            return []
        subject = subject_of(verb)
        if subject is None or subject.tag_ in ("WP", "WDT") or self._is_of_company(verb, edge):
            return []
        if verb.i + 1 < len(self.doc) and self.doc[verb.i + 1].tag_ in ("WDT", "WP"):
            return []  # "failing which they will sue"
        if does_to_subject(verb, subject) or is_meant(verb):
            return []  # "has won, giving him a lead": the victory does; "plans to win, avoiding a fight": nothing is avoided so far
        return [(verb, self.noun_phrase(subject), "participle")]

    def _is_of_company(self, verb: Any, edge: int) -> bool:
        """ ", with two Republicans, Roe and Ott, joining them": those behind "with" do it, not the subject."""
        return any(self.doc[i].lower_ == "with" and self.doc[i - 1].text == "," for i in range(min(verb.head.i, edge) + 1, edge))

    def _beside(self, verb: Any) -> list[tuple[Any, list[Any] | None, str]]:
        """ "A; B" and "A, B": the parser hangs one sentence under the other."""
        between = range(min(verb.i, verb.head.i), max(verb.i, verb.head.i))
        if own_subject(verb) is None or own_subject(verb.head) is None:
            return []
        return [(verb, None, "sentence-beside")] if any(self.doc[i].text in (";", ":") for i in between) else []

    def noun_phrase(self, noun: Any, alone: bool = False) -> list[Any]:
        """The words of a noun without what is said beside it; `alone`: without what is joined to it."""
        beside = ("relcl", "appos", "acl", "punct") + (("cc", "conj") if alone else ())
        left_out = {token.i for child in noun.children if child.dep_ in beside for token in child.subtree}
        kept = [token for token in noun.subtree if token.i not in left_out]
        while kept and kept[-1].dep_ == "cc":
            kept.pop()
        return kept

    def proposition(self, verb: Any, places: list[int], subject: list[Any] | None, rule: str) -> Proposition | None:
        """The clause of `verb` as a proposition; `subject`: words that stand elsewhere. None where it says nothing."""
        tokens = [self.doc[i] for i in sorted(places)]
        if rule in (WHERE, WHEN, STATE):
            return self._aside(verb, tokens, rule)
        if rule == "in-which" and subject is not None:
            statement = self._with_noun_of_which(verb, tokens, subject[0])
        elif rule == "of-which" and subject is not None:
            part, *meant = subject
            left = [token for token in tokens if token.i <= part.i]
            right = [token for token in tokens if token.i > part.right_edge.i]
            statement = f"{clause_text(left)} of {subject_text(meant, self.sentence, self.names)} {clause_text(right)}"
        elif rule == "whose" and subject is not None:
            owner = subject_text(subject[:-1], self.sentence, self.names)
            rest = clause_text([token for token in tokens if token.tag_ != "WP$"])
            statement = f"{owner}{'’' if owner.endswith('s') else '’s'} {rest}"
        elif subject is not None:
            tokens = [token for token in tokens if token.dep_ not in ("mark",) or token.head.i != verb.i]
            tokens = [token for token in tokens if not (token.tag_ in ("WP", "WDT") and token.head.i == verb.i)]
            who = self._speaker_meant(subject) or subject_text(subject, self.sentence, self.names)
            if rule == "that-clause":
                who = re.sub(r"^an? ", "the ", who, flags=re.IGNORECASE)
            statement = f"{who} {finite_words(verb, tokens, subject)}"
        else:
            mark = next(
                (
                    token.i
                    for token in tokens
                    if rule in ("adverbial-clause", "after-clause") and token.dep_ == "mark" and token.head.i == verb.i
                ),
                -1,
            )
            # "Hours after talks ended": talks ended.
            tokens = [token for token in tokens if token.i > mark and not (token.head.i == verb.i and _is_mark(token))]
            if len(tokens) > 1 and self._is_conjunction(tokens[0], tokens[1]):
                tokens = tokens[1:]
            statement = self._with_names(tokens, verb)
            if verb.tag_ == "VBG" and own_subject(verb) is not None and not auxiliaries(verb) and self.speech is not None:
                statement = self._made_finite(statement, verb)
        statement = tidy(statement)
        if self.speech is None and subject is None and is_order(verb, self.sentence):
            return None
        if self.speech is None and (is_chat(verb, self.sentence) if subject is None else False):
            return None
        if self.speech is None and (is_attribution_alone(verb, self.sentence) or _PAGE_TALK.match(statement)):
            return None
        if not says_something(verb, tokens, statement, self.speech is not None):
            return None
        used = tuple(sorted(token.i for token in tokens))
        return Proposition(
            self.sentence,
            used,
            verb.i,
            self.speech,
            statement,
            self._rule_of(rule),
        )

    def unread(self, places: list[int]) -> Proposition | None:
        """A clause whose verb the parser lost, in its own words; None where no finite word shows that it is one."""
        tokens = [self.doc[i] for i in places]
        words = [token for token in tokens if token.text[0].isalnum()]
        if len(words) < _FEWEST_UNREAD or not any(token.tag_ in FINITE for token in words) or words[0].tag_ in ("WP", "WRB", "WDT"):
            return None
        root = next((token for token in tokens if token.head.i == token.i), tokens[0])
        if self.speech is None and (self.sentence.is_quoted() or root.pos_ in ("VERB", "AUX")):
            return None
        subject = next((token for token in tokens if token.dep_ in ("nsubj", "nsubjpass")), None)
        bare = tokens[1:] if tokens[0].lower_ == "that" else tokens
        statement = tidy(self._with_names(bare, subject.head if subject is not None else root))
        meaning = [
            token for token in words if token.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "VERB") and token.lemma_ not in ("be", "have", "do")
        ]
        if len(meaning) < 2 or len(statement.split()) > MOST_WORDS or _PAGE_TALK.match(statement):
            return None
        return Proposition(self.sentence, tuple(places), None, self.speech, statement, self.speech.rule if self.speech else "narration")

    def _made_finite(self, statement: str, verb: Any) -> str:
        """ "showed her taking a lead": she was taking it."""
        subject, cue = own_subject(verb), self.speech.cue_token if self.speech is not None and self.speech.cue is not None else None
        if subject is None or cue is None or subject.i > verb.i or verb.nbor(-1).lower_ in ("'s", "’s"):
            return statement
        several = is_plural(subject) or any(child.dep_ == "conj" for child in subject.children)
        be = form_of_be(now=cue.tag_ in ("VBZ", "VBP"), plural=several)
        return re.sub(rf"\b{re.escape(verb.text)}\b", f"{be} {verb.text}", statement, count=1)

    def _aside(self, head: Any, tokens: list[Any], rule: str) -> Proposition | None:
        """What stands beside a clause, as a sentence."""
        if rule == STATE:
            statement = tidy(state_as_clause(head, tokens, _finite_above(head)))
        else:
            words = [token for token in tokens if not (token.tag_ == "WRB" and token.head.i == head.i)]
            meant = subject_text(self.noun_phrase(head.head, alone=True), self.sentence, self.names)
            statement = tidy(f"{self._with_names(words, head)} {link_of(head.head)} {meant}")
        if not FEWEST_WORDS <= len(statement.split()) <= MOST_WORDS:
            return None
        if rule != STATE and not says_something(head, tokens, statement, self.speech is not None):
            return None
        return Proposition(self.sentence, tuple(sorted(token.i for token in tokens)), head.i, self.speech, statement, self._rule_of(rule))

    def _rule_of(self, rule: str) -> str:
        """The rule with that of the speech around it."""
        return rule if self.speech is None or rule == self.speech.rule else f"{self.speech.rule}, {rule}"

    def _is_conjunction(self, that: Any, following: Any) -> bool:
        """ "but that ratepayers had paid", "warned that fuel would cost more": the parser takes "that" for a determiner."""
        if that.lower_ != "that" or that.dep_ != "det":
            return False
        behind_cue = self.speech is not None and self.speech.cue == that.i - 1 and following.pos_ in ("NOUN", "PROPN", "ADJ")
        return that.head.tag_ == "NNS" or behind_cue

    def _is_of_speaker(self, pronoun: Any, verb: Any) -> bool:
        """ "The union said the promise was worthless and that it would fight": a clause with its own "that" is of whoever speaks.

        "Lawyers said they would sue": of them.
        """
        speech = self.speech
        if speech is None:
            return False
        if pronoun.lower_ == "it":
            return (
                speech.source.kind == "institution"
                and verb.dep_ == "conj"
                and any(child.lower_ == "that" and child.dep_ == "mark" for child in verb.children)
            )
        who = subject_of(verb.head) if pronoun.lower_ == "they" and verb.head.i == speech.cue and pronoun.i > verb.head.i else None
        return who is not None and who.tag_ in ("NNS", "NNPS") and who.i < pronoun.i

    def _speaker_meant(self, subject: Sequence[Any]) -> str:
        """ "The firm said it would cut jobs and push back the opening": the "it" that goes on is the firm. "" for anything else."""
        pronoun = subject[0]
        if self.speech is None or self.speech.source.kind != "institution" or pronoun.lower_ != "it" or pronoun.tag_ != "PRP":
            return ""
        said = self.speech.cue_token
        own = said is not None and pronoun.i > said.i and pronoun.head.head.i == said.i and not is_duty(pronoun.head)
        rest = clause_text(list(subject[1:]))
        return f"{self.speech.source.name} {rest}".strip() if own and self.names.actor(pronoun, self.sentence) is None else ""

    def _with_noun_of_which(self, verb: Any, tokens: Sequence[Any], noun: Any) -> str:
        """ "the shooting, in which two people were hurt": Two people were hurt in the shooting."""
        link = next((token for token in tokens if token.dep_ == "prep" and any(word.tag_ == "WDT" for word in token.subtree)), None)
        if link is None:  # it is not among the words that the clause may have
            return self._with_names(list(tokens), verb)
        inside = {word.i for word in link.subtree}
        rest = self._with_names([token for token in tokens if token.i not in inside], verb)
        if not any(child.tag_ == "WDT" for child in link.children):
            return rest  # "at which point it gave up"
        return f"{rest} {link.lower_} {subject_text(self.noun_phrase(noun, alone=True), self.sentence, self.names)}"

    def _with_names(self, tokens: list[Any], verb: Any) -> str:
        """The clause with its subject pronoun resolved, and "I" of a speaker with a name."""
        own = own_subject(verb)
        if own is None:
            return clause_text(tokens)
        before = [token for token in tokens if token.i < own.i]
        after = [token for token in tokens if token.i > own.i]
        if own.tag_ == "PRP":
            shared = subject_meant(own, verb)
            if shared is not None and not self._is_of_speaker(own, verb):
                left_out = {
                    token.i for child in shared.children if child.dep_ in ("relcl", "appos", "acl", "punct") for token in child.subtree
                }
                noun_phrase = [token for token in shared.subtree if token.i not in left_out]
                return f"{clause_text(before)} {subject_text(noun_phrase, self.sentence, self.names)} {clause_text(after)}"
            if own.lower_ == "i" and self.speech is not None and self.speech.source.kind == "named":
                return f"{clause_text(before)} {self.speech.source.name} {third_person(after, verb, self.speech.source.gender)}"
            actor = self.names.actor(own, self.sentence)
            if (
                actor is not None
                and self.speech is not None
                and own.lower_ == "it"
                and is_duty(verb)
                and actor.name == self.speech.source.name
            ):
                actor = None
            if (
                actor is None
                and self.speech is not None
                and own.lower_ in ("he", "she")
                and attribution(self.sentence, [own.i]) == "indirect"
            ):
                source = self.speech.source
                actor = source if source.kind != "institution" and not source.is_several else None
            if actor is None and self.speech is not None and own.lower_ == "it" and self.speech.source.kind == "institution":
                # "The bank said it was ruling nothing out."
                said = self.speech.cue_token
                actor = self.speech.source if said is not None and said.i < own.i and verb.head.i == said.i and not is_duty(verb) else None
            if actor is None and self.speech is not None and self._is_of_speaker(own, verb):
                actor = self.speech.source
            if actor is not None:
                return f"{clause_text(before)} {actor.name} {written_out(after)}"
        elif (possessive := next((child for child in own.children if child.tag_ == "PRP$"), None)) is not None:
            actor = self.names.actor(possessive, self.sentence)
            if actor is not None:
                before = [token for token in tokens if token.i < possessive.i]
                after = [token for token in tokens if token.i > possessive.i]
                return f"{clause_text(before)} {actor.name}’s {clause_text(after)}"
        return clause_text(tokens)


def _finite_above(token: Any) -> Any:
    """The finite verb that a token hangs on."""
    while token.head.i != token.i and not (token.tag_ in FINITE or (token.pos_ in ("VERB", "AUX") and auxiliaries(token))):
        token = token.head
    return token


def _depth(token: Any) -> int:
    depth = 0
    while token.head.i != token.i and depth < 60:
        token, depth = token.head, depth + 1
    return depth


def _is_mark(token: Any) -> bool:
    """What makes a clause part of another; the parser takes some "that" for an adverb."""
    return bool(token.dep_ == "mark" or (token.lower_ == "that" and token.tag_ == "IN"))
