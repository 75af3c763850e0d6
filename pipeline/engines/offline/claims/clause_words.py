"""The words of a clause as a proposition: its subject put in or named, what joins it to others left out; none where it says too little."""

import re
from collections.abc import Collection, Sequence

from pipeline.engines.offline.claims.asides import STATE, WHEN, WHERE, link_of, state_as_clause
from pipeline.engines.offline.claims.clause_signs import is_order
from pipeline.engines.offline.claims.named_others import with_others_named
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.claims.retelling import third_person, with_speaker
from pipeline.engines.offline.claims.statements import finite_words, form_of_be, subject_meant, subject_text, tidy, written_out
from pipeline.engines.offline.claims.substance import (
    FEWEST_WORDS,
    FINITE,
    MOST_WORDS,
    is_attribution_alone,
    is_chat,
    is_duty,
    says_something,
)
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import Actor, as_owner
from pipeline.engines.offline.speech.speech import Speech, attribution, is_text
from pipeline.engines.offline.syntax.expletives import is_empty
from pipeline.engines.offline.syntax.parse import Parsed, clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import auxiliaries, is_plural, own_subject, subject_of
from pipeline.lexicons import load
from pipeline.reading import numbers_in
from pipeline.words import content_stems

_PAGE_TALK = re.compile(rf"^{load('claims').pattern('page_talk')}\b", re.IGNORECASE)
# Marks that say nothing of their own.
_EMPTY_MARKS = frozenset({"that", "whether", "if"})
# What a text, a count or a picture does, and hardly ever of itself.
_SHOWING = load("speech").words("showing")
_NO_MARKS = load("claims").words("no_marks")
# "A third of the crews said they would stay", "21 per cent said they did": several people.
_SHARES = frozenset(
    {"percent", "cent", "%", "half", "third", "quarter", "fifth", "majority", "most", "many", "some", "few", "several", "all"}
)
_WILL = frozenset({"will", "would", "'ll", "’ll", "'d", "’d"})
_OF_ONESELF = load("claims").words("opinion_first") | {"prefer", "support", "back", "oppose", "plan", "intend", "expect", "have", "know"}
# What is said beside a noun.
_BESIDE = ("relcl", "appos", "acl", "punct")
# Of a clause whose verb the parser lost.
_FEWEST_UNREAD = 5


class ClauseWords:
    """Writes the clauses of one sentence, or of what somebody says in it."""

    def __init__(self, sentence: Parsed, names: Names, speech: Speech | None) -> None:
        self._sentence = sentence
        self._doc = sentence.doc
        self._names = names
        self._speech = speech

    def proposition(self, verb: Token, places: list[int], subject: list[Token] | None, rule: str) -> Proposition | None:
        """The clause of `verb` as a proposition; `subject`: words that stand elsewhere. None where it says nothing."""
        inside = set(places)
        tokens = [self._doc[i] for i in sorted(places) if not _is_left_alone(self._doc[i], inside)]
        if rule in (WHERE, WHEN, STATE):
            return self._aside(verb, tokens, rule)
        if subject is None:
            tokens = self._without_marks(verb, tokens, rule)
            statement = self._with_own_subject(verb, tokens)
        elif rule in ("in-which", "of-which", "whose"):
            statement = self._with_antecedent(verb, tokens, subject, rule)
        else:
            tokens = [token for token in tokens if token.head.i != verb.i or not (token.dep_ == "mark" or token.tag_ in ("WP", "WDT"))]
            statement = self._with_subject(verb, tokens, subject, rule)
        statement = tidy(with_others_named(statement, tokens, self._sentence, self._names))
        if self._speech is None and (self._is_to_readers(verb, statement, subject) or is_attribution_alone(verb, self._sentence)):
            return None
        if not says_something(verb, tokens, statement, self._speech is not None):
            return None
        used = tuple(sorted(token.i for token in tokens))
        return Proposition(self._sentence, used, verb.i, self._speech, statement, self._rule_of(rule))

    def _without_marks(self, verb: Token, tokens: list[Token], rule: str) -> list[Token]:
        """The words of a clause without those that make it part of another; "hours after talks ended": talks ended.

        "A week after talks ended, the town voted" keeps its "after", though the parser takes the first clause for the main one.
        """
        cut_off = rule in ("adverbial-clause", "after-clause")
        mark = next((token.i for token in tokens if cut_off and token.dep_ == "mark" and token.head.i == verb.i), -1)
        left = [token for token in tokens if token.i > mark and not (cut_off and token.tag_ == "WRB" and token.head.i == verb.i)]
        opening = next((token.i for token in left if token.text[0].isalnum() and token.dep_ != "cc"), -1)
        says_nothing = {token.i for token in left if token.i == opening or token.lower_ in _EMPTY_MARKS}
        left = [token for token in left if not (token.i in says_nothing and token.head.i == verb.i and _is_mark(token))]
        return left[1:] if len(left) > 1 and self._is_conjunction(left[0], left[1]) else left

    def _with_own_subject(self, verb: Token, tokens: list[Token]) -> str:
        statement = self._with_names(tokens, verb)
        lacks_tense = verb.tag_ == "VBG" and own_subject(verb) is not None and not auxiliaries(verb) and self._speech is not None
        return self._made_finite(statement, verb) if lacks_tense else statement

    def _with_subject(self, verb: Token, tokens: list[Token], subject: list[Token], rule: str) -> str:
        """A clause behind a subject that stands elsewhere."""
        who = self._speaker_meant(subject) or subject_text(subject, self._sentence, self._names)
        if rule == "that-clause":
            who = re.sub(r"^an? ", "the ", who, flags=re.IGNORECASE)
        return f"{who} {finite_words(verb, tokens, subject)}"

    def _with_antecedent(self, verb: Token, tokens: list[Token], subject: list[Token], rule: str) -> str:
        """A clause with the noun that its "in which", "of which" or "whose" stands for."""
        if rule == "in-which":
            return self._with_noun_of_which(verb, tokens, subject[0])
        if rule == "of-which":
            part, *whole = subject
            left = [token for token in tokens if token.i <= part.i]
            right = [token for token in tokens if token.i > part.right_edge.i]
            return f"{clause_text(left)} of {subject_text(whole, self._sentence, self._names)} {clause_text(right)}"
        owner = subject_text(subject[:-1], self._sentence, self._names)
        rest = clause_text([token for token in tokens if token.tag_ != "WP$"])
        return f"{as_owner(owner)} {rest}"

    def _is_to_readers(self, verb: Token, statement: str, subject: list[Token] | None) -> bool:
        """Whether a page speaks to its readers or of itself, and tells no news."""
        orders = subject is None and (is_order(verb, self._sentence) or is_chat(verb, self._sentence))
        return orders or _PAGE_TALK.match(statement) is not None

    def unread(self, places: list[int]) -> Proposition | None:
        """A clause whose verb the parser lost, in its own words; None where no finite word shows that it is one."""
        tokens = [self._doc[i] for i in places]
        words = [token for token in tokens if token.text[0].isalnum()]
        if len(words) < _FEWEST_UNREAD or not any(token.tag_ in FINITE for token in words) or words[0].tag_ in ("WP", "WRB", "WDT"):
            return None
        root = next((token for token in tokens if token.head.i == token.i), tokens[0])
        if self._speech is None and (self._sentence.is_quoted() or root.pos_ in ("VERB", "AUX")):
            return None
        subject = next((token for token in tokens if token.dep_ in ("nsubj", "nsubjpass")), None)
        bare = tokens[1:] if tokens[0].lower_ == "that" else tokens
        statement = tidy(self._with_names(bare, subject.head if subject is not None else root))
        meaning = [
            token for token in words if token.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "VERB") and token.lemma_ not in ("be", "have", "do")
        ]
        if len(meaning) < 2 or len(statement.split()) > MOST_WORDS or _PAGE_TALK.match(statement):
            return None
        return Proposition(self._sentence, tuple(places), None, self._speech, statement, self._speech.rule if self._speech else "narration")

    def _made_finite(self, statement: str, verb: Token) -> str:
        """ "showed her taking a lead": she was taking it."""
        subject, cue = own_subject(verb), self._speech.cue_token if self._speech is not None and self._speech.cue is not None else None
        if subject is None or cue is None or subject.i > verb.i or verb.nbor(-1).lower_ in ("'s", "’s"):
            return statement
        several = is_plural(subject) or any(child.dep_ == "conj" for child in subject.children)
        be = form_of_be(now=cue.tag_ in ("VBZ", "VBP"), plural=several)
        return re.sub(rf"\b{re.escape(verb.text)}\b", f"{be} {verb.text}", statement, count=1)

    def _aside(self, head: Token, tokens: list[Token], rule: str) -> Proposition | None:
        """What stands beside a clause, as a sentence."""
        if rule == STATE:
            statement = tidy(state_as_clause(head, tokens, _finite_above(head)))
        else:
            words = [token for token in tokens if not (token.tag_ == "WRB" and token.head.i == head.i)]
            meant = subject_text(noun_words(head.head, alone=True), self._sentence, self._names)
            told, link = self._with_names(words, head), link_of(head.head)
            # "In 1955, the record was 426m, half of the new record": a time behind the last of several parts would be of that one.
            statement = tidy(f"{link} {meant}, {told.strip()}" if "," in told else f"{told} {link} {meant}")
        if not FEWEST_WORDS <= len(statement.split()) <= MOST_WORDS:
            return None
        if rule != STATE and not says_something(head, tokens, statement, self._speech is not None):
            return None
        return Proposition(self._sentence, tuple(sorted(token.i for token in tokens)), head.i, self._speech, statement, self._rule_of(rule))

    def _rule_of(self, rule: str) -> str:
        """The rule with that of the speech around it."""
        return rule if self._speech is None or rule == self._speech.rule else f"{self._speech.rule}, {rule}"

    def _is_conjunction(self, that: Token, following: Token) -> bool:
        """ "but that ratepayers had paid", "warned that fuel would cost more": the parser takes "that" for a determiner."""
        if that.lower_ != "that" or that.dep_ != "det":
            return False
        if self._speech is None or that.i == 0:
            return that.head.tag_ == "NNS"
        # "said that turnout fell", "said profit fell and that turnout did"
        led = self._speech.cue == that.i - 1 or (that.nbor(-1).dep_ == "cc" and not self._sentence.quoted[that.i])
        return that.head.tag_ == "NNS" or (led and following.pos_ in ("NOUN", "PROPN", "ADJ"))

    def _is_of_speaker(self, pronoun: Token, verb: Token) -> bool:
        """ "The union said the promise was worthless and that it would fight": a clause with its own "that" is of whoever speaks.

        "Lawyers said they would sue": of them.
        """
        speech = self._speech
        if speech is None:
            return False
        if pronoun.lower_ == "it":
            return (
                speech.source.kind == "institution"
                and verb.dep_ == "conj"
                and any(child.lower_ == "that" and child.dep_ == "mark" for child in verb.children)
            )
        who = subject_of(verb.head) if pronoun.lower_ == "they" and verb.head.i == speech.cue and pronoun.i > verb.head.i else None
        # "reports said they had fled": not the reports
        several = who is not None and (who.tag_ in ("NNS", "NNPS") or (_is_share(who) and _is_of_oneself(verb)))
        return who is not None and several and who.i < pronoun.i and not is_text(who)

    def _says_of_itself(self, it: Token, verb: Token) -> bool:
        """ "The bank said it was ruling nothing out"; in "projections say it will" and "a count shows it fell" the "it" is another."""
        cue = self._speech.cue_token if self._speech is not None and self._speech.cue is not None else None
        if cue is None or cue.i > it.i or verb.head.i != cue.i or is_duty(verb) or is_empty(it) or cue.lemma_.lower() in _SHOWING:
            return False
        return not any(child.dep_ == "nsubj" and _is_of_several(child) for child in cue.children)

    def _speaker_meant(self, subject: Sequence[Token]) -> str:
        """ "The firm said it would cut jobs and push back the opening": the "it" that goes on is the firm. "" for anything else."""
        pronoun = subject[0]
        source = self._speech.source if self._speech is not None else None
        if self._speech is None or source is None or source.kind != "institution" or pronoun.lower_ != "it":
            return ""
        said = self._speech.cue_token if self._speech.cue is not None else None
        if source.is_several and source.name.rpartition(" ")[2].islower():
            return ""  # "Many groups said it was late and would end"
        own = said is not None and pronoun.i > said.i and pronoun.head.head.i == said.i and not is_duty(pronoun.head)
        rest = clause_text(list(subject[1:]))
        return f"{self._speech.source.name} {rest}".strip() if own and self._names.actor(pronoun, self._sentence) is None else ""

    def _with_noun_of_which(self, verb: Token, tokens: Sequence[Token], noun: Token) -> str:
        """ "the shooting, in which two people were hurt": Two people were hurt in the shooting."""
        link = next((token for token in tokens if token.dep_ == "prep" and any(word.tag_ == "WDT" for word in token.subtree)), None)
        if link is None:  # it is not among the words that the clause may have
            return self._with_names(list(tokens), verb)
        inside = {word.i for word in link.subtree}
        rest = self._with_names([token for token in tokens if token.i not in inside], verb)
        if not any(child.tag_ == "WDT" for child in link.children):
            return rest  # "at which point it gave up"
        return f"{rest} {link.lower_} {subject_text(noun_words(noun, alone=True), self._sentence, self._names)}"

    def _with_names(self, tokens: list[Token], verb: Token) -> str:
        """The clause with its subject pronoun resolved, and "I" of a speaker with a name."""
        own = own_subject(verb)
        if own is None:
            return self._told(tokens)
        named = self._with_subject_named(tokens, own, verb) if own.tag_ == "PRP" else self._with_owner_named(tokens, own)
        return named or self._told(tokens)

    def _with_subject_named(self, tokens: list[Token], pronoun: Token, verb: Token) -> str:
        """The clause with whoever its subject stands for, which is a pronoun; "" where that is not certain."""
        before, after = _around(pronoun, tokens)
        shared = subject_meant(pronoun, verb)
        if shared is not None and not self._is_of_speaker(pronoun, verb):
            return f"{clause_text(before)} {subject_text(_without(shared, _BESIDE), self._sentence, self._names)} {self._told(after)}"
        speaker = self._speech.source if self._speech is not None else None
        if pronoun.lower_ == "i" and speaker is not None and speaker.kind == "named":
            # "I have to, I want to": the first of them gets the name.
            first = next(
                (token for token in before if token.lower_ == "i" and token.tag_ == "PRP" and self._sentence.quoted[token.i]), pronoun
            )
            before, after = _around(first, tokens)
            return f"{clause_text(before)} {speaker.name} {third_person(after, first.head, speaker.gender)}"
        actor = self._actor_meant(pronoun, verb)
        who = actor.name if actor is not None else self._names.carried_on(pronoun, self._sentence) if self._speech is None else ""
        return f"{clause_text(before)} {_called_here(who, after, self._sentence)} {written_out(after)}" if who else ""

    def _with_owner_named(self, tokens: list[Token], subject: Token) -> str:
        """ "Her mill is open": Lena Ott’s mill is open. "" where the subject is nobody's, or it is not certain whose."""
        owner = next((child for child in subject.children if child.tag_ == "PRP$"), None)
        if owner is None:
            return ""
        actor = self._names.actor(owner, self._sentence)
        whose = actor.name if actor is not None else self._names.carried_on(owner, self._sentence)
        before, after = _around(owner, tokens)
        return f"{clause_text(before)} {as_owner(whose)} {self._told(after)}" if whose else ""

    def _actor_meant(self, pronoun: Token, verb: Token) -> Actor | None:
        """Whom a pronoun stands for: somebody named before, or whoever speaks. "The bank said it must be shut": not the bank."""
        actor = self._names.actor(pronoun, self._sentence)
        if self._speech is None:
            return actor
        speaker = self._speech.source
        of_another = actor is not None and pronoun.lower_ == "it" and is_duty(verb) and actor.name == speaker.name
        if actor is not None and not of_another:
            return actor
        return speaker if self._means_speaker(pronoun, verb, speaker) else None

    def _means_speaker(self, pronoun: Token, verb: Token, speaker: Actor) -> bool:
        """Whether "he", "she", "it" or "they" in what somebody says stands for who says it."""
        cue = self._speech.cue_token if self._speech is not None and self._speech.cue is not None else None
        if pronoun.lower_ in ("he", "she") and attribution(self._sentence, [pronoun.i]) == "indirect":
            if cue is not None and cue.dep_ == "advcl" and cue.i < pronoun.i:
                return False  # "As Ott noted, he was late"
            return speaker.kind != "institution" and not speaker.is_several
        several = speaker.is_several and speaker.name.rpartition(" ")[2].islower()  # "Aero Holdings" is one
        if pronoun.lower_ == "it" and speaker.kind == "institution" and not several and self._says_of_itself(pronoun, verb):
            return True
        return self._is_of_speaker(pronoun, verb)

    def _told(self, tokens: Sequence[Token]) -> str:
        """Words as they stand, with the name of who says "me" and "my" in them where it is known."""
        source = self._speech.source if self._speech is not None else None
        if source is None or source.kind != "named":
            return clause_text(list(tokens))
        return with_speaker(tokens, source.name, source.gender, self._sentence.quoted)


def _is_share(subject: Token) -> bool:
    """ "A third of the crews", "21 percent", "three of them"."""
    return subject.tag_ == "CD" or subject.lower_ in _SHARES


def _is_of_oneself(verb: Token) -> bool:
    """Whether people tell with a verb what they will do or think: "they would vote"; "they were to blame" may be of others."""
    helpers = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    will = any(helper.lower_ in _WILL for helper in helpers)
    return will or (verb.lemma_.lower() in _OF_ONESELF and all(helper.lemma_ == "do" for helper in helpers))


def _called_here(who: str, told: Sequence[Token], sentence: Parsed) -> str:
    """A name; of a description no more than its noun, where it would say more than the clause or has a number of its own.

    "A poll of 1,014 people", in a clause that says little: "the poll".
    """
    if not any(map(str.islower, who.split())):
        return who
    said = frozenset(content_stems(sentence.text))
    strange = [word for word in who.split() if word.islower() and not said.issuperset(content_stems(word))]
    enough = len(content_stems(clause_text(list(told))))
    if len(strange) <= enough and numbers_in(who) <= numbers_in(sentence.text):
        return who
    noun = _BEHIND_NOUN.split(who, maxsplit=1)[0].split()[-1]
    return who if noun[0].isupper() and not noun.isupper() else f"the {noun.lower()}"


_BEHIND_NOUN = re.compile(r",| (?:of|for|at|in|from|on|with|who|that|which|to|by)\b")


def _is_left_alone(token: Token, inside: Collection[int]) -> bool:
    """The "with" of what was cut out; that of "the data was tampered with" never had more."""
    return token.lower_ == "with" and bool(token.children) and not any(child.i in inside for child in token.children)


def _is_of_several(subject: Token) -> bool:
    """ "Projections", "the Liberal Democrats"; "Aero Holdings" is one."""
    article = any(child.dep_ == "det" for child in subject.lefts)
    return subject.tag_ == "NNS" or (subject.tag_ == "NNPS" and article)


def _around(token: Token, tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens before one of them, and those behind it."""
    return [other for other in tokens if other.i < token.i], [other for other in tokens if other.i > token.i]


def noun_words(noun: Token, alone: bool = False) -> list[Token]:
    """The words of a noun without what is said beside it; `alone`: without what is joined to it."""
    kept = _without(noun, (*_BESIDE, "cc", "conj") if alone else _BESIDE)
    multiple = {token.i for child in noun.children if _is_multiple(child) for token in child.subtree}
    kept = [token for token in kept if token.i not in multiple]
    while kept and kept[-1].dep_ == "cc":
        kept.pop()
    return kept


def _is_multiple(number: Token) -> bool:
    """The "150 times" of "150 times the wage": what is told of the wage is told of it alone."""
    return bool(number.dep_ == "nummod" and any(child.lower_ == "times" for child in number.children))


def _without(noun: Token, left_out: Sequence[str]) -> list[Token]:
    """The words of a noun without what hangs on it by some relations."""
    places = {token.i for child in noun.children if child.dep_ in left_out for token in child.subtree}
    return [token for token in noun.subtree if token.i not in places]


def _finite_above(token: Token) -> Token:
    """The finite verb that a token hangs on."""
    while token.head.i != token.i and not (token.tag_ in FINITE or (token.pos_ in ("VERB", "AUX") and auxiliaries(token))):
        token = token.head
    return token


def _is_mark(token: Token) -> bool:
    """What makes a clause part of another; the parser takes some "that" for an adverb."""
    return bool((token.dep_ == "mark" and token.lower_ not in _NO_MARKS) or (token.lower_ == "that" and token.tag_ == "IN"))
