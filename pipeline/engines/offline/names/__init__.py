"""Who is meant by a word: a name, a title, a description, a pronoun. What cannot be told is left alone."""

import re
from collections.abc import Sequence

from pipeline.engines.offline.names.actors import Actor, Gender, as_owner, is_definite, noun_phrase, without_article
from pipeline.engines.offline.names.anaphors import aged, is_aged, is_native
from pipeline.engines.offline.names.carried_on import carried_on
from pipeline.engines.offline.names.name_runs import DEMONYMS, NOT_NAMES, split_title
from pipeline.engines.offline.names.pronouns import Referents
from pipeline.engines.offline.names.roster import Roster
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token, text_of
from pipeline.lexicons import load

_NAMES, _SPEECH = load("names"), load("speech")
_TITLES, _FIRMS, _INITIALS = _NAMES.words("titles"), _NAMES.words("firms"), _NAMES.words("initials")
_MALE, _FEMALE = _NAMES.words("male"), _NAMES.words("female")
_CAPITALS, _SAME_OFFICES = _NAMES.table("capitals"), _NAMES.table("same_offices")
_PEOPLE, _SPEAKERS_FOR = _SPEECH.words("people"), _SPEECH.words("speakers_for")
_TEXTS, _STUDY_AUTHORS = _SPEECH.words("texts"), _SPEECH.words("study_authors")
_NEVER = 1_000_000
# "the spokesman".
_BARE = 2
# Longer names of those whose office it is read no better than "its".
_LONGEST_OWNER = 5


class Names:
    """All actors of an article, looked up by the token that heads their mention."""

    def __init__(self, parsed: Sequence[Parsed]) -> None:
        self._roster = Roster(parsed)
        self._place = {sentence.id: place for place, sentence in enumerate(parsed)}
        self._introduced = _introduced(parsed)
        self._first_named: dict[str, int] = {}
        for place, runs in enumerate(self._roster.runs):
            for run in runs:
                self._first_named.setdefault(run[-1].lower_, place)
        self._spokespersons = self._roster.spokespersons(parsed)
        self._unnamed: dict[str, str] = {}
        self._asked_for: set[str] = set()
        self._referents = Referents(self._roster, self.actor)
        self._referents.resolve(parsed)
        self._carried_on = carried_on(parsed, self.actor)

    def actor(self, head: Token, sentence: Parsed) -> Actor | None:
        """The actor that a noun or pronoun stands for; None where that is not certain, or it is no actor."""
        if head.text in _INITIALS and (head.tag_ in ("NNP", "NNPS") or (head.i > 0 and head.nbor(-1).lower_ == "the")):
            return Actor(head.text, "institution")
        if head.tag_ in ("PRP", "PRP$"):
            return self._referents.pronoun(head, sentence)
        if is_aged(head):
            return self._referents.pronoun(head, sentence) or Actor(aged(head), "anonymous")
        if is_native(head):
            meant = self._referents.pronoun(head, sentence)
            return self._person(meant.name) if meant is not None else Actor(f"the {head.text}", "anonymous")
        if head.tag_ in ("WP", "WDT", "EX", "CD", "DT", "WP$"):
            return None
        return self._referents.firm(head, sentence) or self._named(head, sentence) or self._unnamed_actor(head, sentence)

    def plural(self, head: Token, sentence: Parsed) -> Actor | None:
        """Whom "they" stands for as the subject of a verb of speech."""
        return self._referents.plural(head, sentence)

    def carried_on(self, pronoun: Token, sentence: Parsed) -> str:
        """The thing that an "it" or "they" at the start of a sentence goes on about, in the words of the sentence before; "" if unsure."""
        return self._carried_on.get((sentence.id, pronoun.i), "")

    def with_owner(self, head: Token, sentence: Parsed) -> str:
        """ "Her office" with whose it is, "Ida Rowe’s office"; "" where that is not known."""
        owner = next((child for child in head.lefts if child.tag_ == "PRP$"), None)
        whose = self._referents.pronoun(owner, sentence) if owner is not None else None
        words = noun_phrase(head)
        named = whose is not None and whose.name.split()[0].lower() not in ("his", "her", "its", "their")  # "his family’s mother" is nobody
        if (
            owner is None
            or whose is None
            or not named
            or not words.lower().startswith(f"{owner.lower_} ")
            or len(whose.name.split()) > _LONGEST_OWNER
        ):
            return ""
        return f"{as_owner(whose.name)} {words[len(owner) + 1 :].removeprefix('own ')}"

    def full_name(self, name: str) -> str:
        """The fullest form of a person's or body's name in the article."""
        return self._roster.full_name(name)

    def is_person(self, name: str) -> bool:
        """Whether the article treats the name as a person's."""
        return self._roster.is_person(name)

    def persons(self) -> list[str]:
        """Full names of the article's persons, in order of first mention."""
        return self._roster.persons()

    def affiliation(self, person: str) -> str | None:
        """The body that a person's role names ("Ed Roe, president of the Growers Association"), or None."""
        return self._roster.affiliation(person)

    def _named(self, head: Token, sentence: Parsed) -> Actor | None:
        run = self._run_at(head, sentence)
        if run is None:
            return self._in_apposition(head, sentence)
        _, name = split_title(run)
        if not name:
            return self._in_apposition(head, sentence) or self._by_title(head)
        text = text_of(name)
        if self.is_person(text):
            return self._person(self.full_name(text))
        if head.lemma_.lower() in _PEOPLE:
            return self._in_apposition(head, sentence)
        return Actor(without_article(self.full_name(text)), "institution")

    def _run_at(self, token: Token, sentence: Parsed) -> list[Token] | None:
        return next((run for run in self._roster.runs[self._place[sentence.id]] if run[0].i <= token.i <= run[-1].i), None)

    def _person(self, name: str) -> Actor:
        return Actor(name, "named", speaks_for=self._client(name), gender=self._roster.gender(name))

    def _client(self, name: str) -> str | None:
        """Whom a spokesperson speaks for; None for others, and inside a circle of people who seem to speak for each other."""
        role = self._spokespersons.get(name)
        if role is None or name in self._asked_for:
            return None
        self._asked_for.add(name)
        try:
            return self._principal(*role)
        finally:
            self._asked_for.discard(name)

    def _in_apposition(self, head: Token, sentence: Parsed) -> Actor | None:
        """ "its chief executive, Jane Roe", "managing director and chief executive Jane Roe", "the charity, Open Door"."""
        for token in head.subtree:
            if token.tag_ not in ("NNP", "NNPS") or token.i <= head.i:
                continue
            run = self._run_at(token, sentence)
            if run is None or run[-1].i != token.i or not (token.dep_ == "appos" or _follows_title(run, head)):
                continue
            text = text_of(split_title(run)[1])
            if self.is_person(text):
                return self._person(self.full_name(text)) if head.lemma_.lower() in _PEOPLE | _TITLES or token.dep_ == "appos" else None
            if token.dep_ == "appos" and token.head.i == head.i and text and head.lemma_.lower() not in _PEOPLE and not text.isupper():
                return Actor(self.full_name(text), "institution")
        return None

    def _by_title(self, head: Token) -> Actor | None:
        noun = head.lemma_.lower()
        same = _SAME_OFFICES.get(noun) if len(noun_phrase(head).split()) <= _BARE else None  # no "single judge"
        name = self._roster.titled(noun) or (self._roster.titled(same) if same else None)
        return self._person(self.full_name(name)) if name else None

    def _unnamed_actor(self, head: Token, sentence: Parsed) -> Actor | None:
        if head.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
            return None
        noun = head.lemma_.lower()
        if noun in NOT_NAMES:
            return None
        phrase = noun_phrase(head)
        definite = is_definite(head)
        if noun in _STUDY_AUTHORS and head.tag_ == "NNS" and (len(phrase.split()) == 1 or (definite and len(phrase.split()) == 2)):
            return Actor(phrase, "institution")
        if noun in _PEOPLE:
            if head.tag_ in ("NN", "NNP") and (definite or len(phrase.split()) == 1):
                named = self._by_title(head)
                if named is not None and noun.startswith("spokes") and len(self._unnamed.get(noun, "").split()) > _BARE:
                    return Actor(phrase, "anonymous")  # the one named, or another who has no name: it cannot be told
                if named is not None:
                    return named
                phrase = self._unnamed.get(noun, phrase) if len(phrase.split()) <= 2 else phrase
            self._unnamed[noun] = phrase
            return Actor(phrase, "anonymous", speaks_for=self._principal(head, sentence), gender=_gender(noun))
        if definite and len(phrase.split()) <= 3:
            # Another company that is named in passing is not "the company": `Referents` has decided.
            body = (
                (None if noun in _FIRMS else self._roster.described(noun))
                or self._roster.body(head.text)
                or self._roster.body(head.text.capitalize())
            )
            if body is not None and noun not in _TEXTS and not self._is_another(noun, body):
                return Actor(body, "institution")
        return Actor(phrase, "institution")

    def _is_another(self, noun: str, body: str) -> bool:
        """Whether "the court" is "a federal court" that was introduced before any Supreme Court was named."""
        return body.lower().endswith(f" {noun}") and self._introduced.get(noun, _NEVER) <= self._first_named.get(noun, _NEVER) != _NEVER

    def _principal(self, head: Token, sentence: Parsed) -> str | None:
        """Whom a spokesperson or an official speaks for: "a ministry spokesman", "a spokeswoman for Veltrix", "US officials"."""
        if head.lemma_.lower() not in _SPEAKERS_FOR:
            return None
        for child in head.children:
            if child.tag_ == "PRP$":  # "her lawyer"
                client = self._referents.pronoun(child, sentence)
                return client.holder if client is not None else None
            if child.dep_ == "poss" or (child.dep_ in ("compound", "amod") and (child.text in DEMONYMS or child.tag_ in ("NNP", "NN"))):
                name = without_article(re.sub(r"['’]s?$", "", noun_phrase(child)).strip())
                return str(_CAPITALS.get(name.lower(), self.full_name(name)))
            if child.dep_ == "prep" and child.lower_ in ("for", "of", "from", "at", "with"):
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        named = self.actor(noun, sentence) if noun.i != head.i else None
                        return named.name if named else noun_phrase(noun)
        return None


def _introduced(parsed: Sequence[Parsed]) -> dict[str, int]:
    """Where nouns of bodies are brought in without a name: "a federal appeals court"."""
    places: dict[str, int] = {}
    for place, sentence in enumerate(parsed):
        for token in sentence.doc:
            if token.tag_ == "NN" and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj") and token.text.islower():
                first = token.left_edge.lower_
                if first in ("a", "an") and not any(child.dep_ == "appos" for child in token.children):
                    places.setdefault(token.lemma_, place)
    return places


def _follows_title(run: Sequence[Token], head: Token) -> bool:
    """ "chief executive Jane Roe": the name stands right behind a lower-case title."""
    before = run[0].nbor(-1) if run[0].i > 0 else None
    return before is not None and before.lemma_.lower() in _TITLES | _PEOPLE and before.i >= head.i


def _gender(noun: str) -> Gender | None:
    return "m" if noun in _MALE else "f" if noun in _FEMALE else None
