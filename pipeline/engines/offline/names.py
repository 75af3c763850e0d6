"""Who is who: full names for short ones, pronouns and titles for persons, and whether a name is a person or a body.

Without a statistical name tagger: news introduces people by title, age or apposition, and calls them by surname afterwards; bodies carry
words such as "ministry" or are called by their first word or their initials. What cannot be told is left alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pipeline.engines.offline.parse import Parsed
from pipeline.labels import SourceKind
from pipeline.lexicons import load

_NAMES = load("names")
_SPEECH = load("speech")
_TITLES = _NAMES.words("titles")
_MALE, _FEMALE = _NAMES.words("male"), _NAMES.words("female")
_PARTICLES = _NAMES.words("particles")
_BODIES = _NAMES.words("bodies")
_NOT_NAMES = _NAMES.words("not_names")
_COUNTRIES = _NAMES.words("countries")
_CAPITALS = _NAMES.table("capitals")
_PEOPLE = _SPEECH.words("people")
_SPEAKERS_FOR = _SPEECH.words("speakers_for")
_TEXTS = _SPEECH.words("texts")
_STUDY_AUTHORS = _SPEECH.words("study_authors")

Gender: TypeAlias = Literal["m", "f"]
_GENDER_OF_PRONOUN: dict[str, Gender] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
# A pronoun farther from its name than this is left alone.
_REACH = 4
# Children of a noun that say no more about who it is.
_BESIDE = frozenset({"relcl", "appos", "acl", "punct", "cc", "conj", "advcl", "parataxis", "ccomp", "advmod", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who speaks or acts: by the fullest name of the text."""

    name: str
    kind: SourceKind
    speaks_for: str | None = None
    gender: Gender | None = None

    @property
    def holder(self) -> str:
        """Whose side it takes: the institution or client that it speaks for, else its own."""
        return self.speaks_for or self.name


@dataclass(frozen=True, slots=True)
class _Mention:
    token: int
    actor: Actor
    subject: bool


class Names:
    """All actors of an article, looked up by the token that heads their mention."""

    def __init__(self, parsed: Sequence[Parsed]) -> None:
        self._runs = [_runs(sentence.doc) for sentence in parsed]
        self._place = {sentence.id: place for place, sentence in enumerate(parsed)}
        self._counts = Counter(text for runs in self._runs for text in {_text(sentence_run) for sentence_run in runs})
        self._persons: dict[str, list[str]] = {}
        self._bodies: dict[str, str] = {}
        self._titled: dict[str, str] = {}
        self._genders: dict[str, Gender] = {}
        self._learn(parsed)
        self._pronouns: dict[tuple[int, int], Actor] = {}
        self._unnamed: dict[str, str] = {}
        self._resolve(parsed)

    def actor(self, head: Any, sentence: Parsed) -> Actor | None:
        """The actor that a noun or pronoun stands for; None where that is not certain, or it is no actor."""
        if head.tag_ in ("PRP", "PRP$"):
            return self._pronouns.get((sentence.id, head.i))
        if head.tag_ in ("WP", "WDT", "EX", "CD", "DT", "WP$"):
            return None
        return self._named(head, sentence) or self._unnamed_actor(head, sentence)

    def full_name(self, name: str) -> str:
        """The fullest form of a person's or body's name in the article."""
        words = name.split()
        if not words:
            return name
        persons = self._persons.get(words[-1], [])
        fitting = [person for person in persons if set(words) <= set(person.split())]
        if len(fitting) == 1:
            return fitting[0]
        return self._bodies.get(_without_article(name), name)

    def is_person(self, name: str) -> bool:
        """Whether the article treats the name as a person's."""
        words = name.split()
        return bool(words) and any(set(words) <= set(person.split()) for person in self._persons.get(words[-1], []))

    def persons(self) -> list[str]:
        """Full names of the article's persons, in order of first mention."""
        return list(dict.fromkeys(person for persons in self._persons.values() for person in persons))

    # Names

    def _learn(self, parsed: Sequence[Parsed]) -> None:
        for sentence, runs in zip(parsed, self._runs, strict=True):
            for run in runs:
                self._learn_run(run, sentence)

    def _learn_run(self, run: list[Any], sentence: Parsed) -> None:
        titles, name = _split_title(run)
        if not name:
            return
        text = _text(name)
        if self._looks_like_person(titles, name):
            known = self._persons.setdefault(name[-1].text, [])
            if len(name) > 1 and text not in known:
                known[:] = [person for person in known if " " in person and not set(person.split()) < set(text.split())]
                known.append(text)
            elif not known:
                known.append(text)
            self._learn_title(run, titles, text)
        elif len(name) > 1:
            self._bodies.setdefault(name[-1].text, text)
            self._bodies.setdefault("".join(word.text[0] for word in name if word.text[0].isupper()), text)
            after = name[-1].i + 1
            if after + 2 < len(sentence.doc) and sentence.doc[after].text == "(" and sentence.doc[after + 2].text == ")":
                self._bodies[sentence.doc[after + 1].text] = text

    def _learn_title(self, run: list[Any], titles: list[Any], name: str) -> None:
        for title in titles:
            word = title.text.lower().rstrip(".")
            if word in _MALE or word in _FEMALE:
                self._genders[name.split()[-1]] = "m" if word in _MALE else "f"
            self._titled[word] = name
        roles = [child for child in run[-1].children if child.dep_ == "appos"]
        if run[-1].dep_ == "appos":
            roles.append(run[-1].head)
        for role in roles:
            self._titled[role.lemma_.lower()] = name

    def _looks_like_person(self, titles: list[Any], name: list[Any]) -> bool:
        words = [word.text.lower().rstrip(".") for word in name]
        text = _text(name).lower()
        if text in _COUNTRIES or text in _CAPITALS or any(word in _BODIES or word in _NOT_NAMES for word in words):
            return False
        if any(word.text.isupper() and len(word.text) > 2 and "." not in word.text for word in name) and not titles:
            return False
        if titles:
            return True
        if len(name) == 1 or len(name) > 4:
            return False
        if any(child.dep_ == "det" for word in name for child in word.children):
            return False
        # "Harrow Mills", later "Harrow", is a firm; "Jane Harrow", later "Harrow", is a person.
        surname, first = self._counts[name[-1].text], self._counts[name[0].text]
        return surname >= first

    def _named(self, head: Any, sentence: Parsed) -> Actor | None:
        run = next((run for run in self._runs[self._place[sentence.id]] if run[0].i <= head.i <= run[-1].i), None)
        if run is None:
            return self._in_apposition(head, sentence)
        titles, name = _split_title(run)
        if not name:
            return self._in_apposition(head, sentence) or self._by_title(head)
        text = _text(name)
        if titles or self.is_person(text):
            return self._person(self.full_name(text))
        appositive = self._in_apposition(head, sentence)
        if appositive is not None and appositive.kind == "named" and head.tag_ not in ("NNP", "NNPS"):
            return appositive
        if head.i != run[-1].i or head.lemma_.lower() in _PEOPLE:
            return None
        return Actor(_without_article(self.full_name(text)), "institution")

    def _person(self, name: str) -> Actor:
        return Actor(name, "named", gender=self._genders.get(name.split()[-1]))

    def _in_apposition(self, head: Any, sentence: Parsed) -> Actor | None:
        for child in head.children:
            if child.dep_ == "appos" and child.tag_ in ("NNP", "NNPS"):
                run = next((run for run in self._runs[self._place[sentence.id]] if run[0].i <= child.i <= run[-1].i), None)
                if run is not None and self.is_person(text := _text(_split_title(run)[1])):
                    return self._person(self.full_name(text))
        return None

    def _by_title(self, head: Any) -> Actor | None:
        name = self._titled.get(head.lemma_.lower())
        return self._person(self.full_name(name)) if name else None

    # Those without a name

    def _unnamed_actor(self, head: Any, sentence: Parsed) -> Actor | None:
        if head.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
            return None
        noun = head.lemma_.lower()
        phrase = noun_phrase(head)
        definite = any(child.dep_ == "det" and child.lower_ == "the" for child in head.children)
        if noun in _STUDY_AUTHORS and self._mentions_study(sentence):
            return Actor(phrase, "institution")
        if noun in _PEOPLE:
            if head.tag_ in ("NN", "NNP") and (definite or len(phrase.split()) == 1):
                named = self._by_title(head)
                if named is not None:
                    return named
                phrase = self._unnamed.get(noun, phrase) if len(phrase.split()) <= 2 else phrase
            self._unnamed[noun] = phrase
            return Actor(phrase, "anonymous", speaks_for=self._principal(head, sentence), gender=_gender(noun))
        if definite and len(phrase.split()) == 2 and head.text in self._bodies:
            return Actor(self._bodies[head.text], "institution")
        return Actor(phrase, "institution")

    def _mentions_study(self, sentence: Parsed) -> bool:
        return any(token.lemma_.lower() in _TEXTS for token in sentence.doc)

    def _principal(self, head: Any, sentence: Parsed) -> str | None:
        """Whom a spokesperson or an official speaks for: "a ministry spokesman", "a spokeswoman for Veltrix", "US officials"."""
        if head.lemma_.lower() not in _SPEAKERS_FOR:
            return None
        for child in head.children:
            if child.dep_ == "poss" or (child.dep_ in ("compound", "amod") and (child.text in _DEMONYMS or child.tag_ in ("NNP", "NN"))):
                name = _text([*(c for c in child.children if c.dep_ == "compound"), child])
                return str(_CAPITALS.get(name.lower(), self.full_name(name)))
            if child.dep_ == "prep" and child.lower_ in ("for", "of", "from", "at", "with"):
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        named = self.actor(noun, sentence) if noun.i != head.i else None
                        return named.name if named else noun_phrase(noun)
        return None

    # Pronouns

    def _resolve(self, parsed: Sequence[Parsed]) -> None:
        recent: list[list[_Mention]] = []
        for sentence in parsed:
            here: list[_Mention] = []
            for token in sentence.doc:
                if token.lower_ in _GENDER_OF_PRONOUN and not sentence.quoted[token.i]:
                    actor = self._antecedent(_GENDER_OF_PRONOUN[token.lower_], here, recent)
                elif token.lower_ == "it" and token.dep_ == "nsubj" and not sentence.quoted[token.i]:
                    actor = _body_before(here, recent)
                elif token.pos_ in ("NOUN", "PROPN") and token.dep_ in _ACTOR_ROLES and not sentence.quoted[token.i]:
                    actor = self.actor(token, sentence)
                else:
                    continue
                if actor is None:
                    continue
                if token.tag_ in ("PRP", "PRP$"):
                    self._pronouns[sentence.id, token.i] = actor
                here.append(_Mention(token.i, actor, token.dep_ in ("nsubj", "nsubjpass")))
            recent = [*recent, here][-_REACH:]

    def _antecedent(self, gender: Gender, here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]]) -> Actor | None:
        for mentions in (here, *reversed(recent)):
            fitting = [mention for mention in mentions if self._fits(mention.actor, gender)]
            # The last subject, else the only one; two that would do leave it open.
            subjects = [mention.actor for mention in fitting if mention.subject]
            others = list(dict.fromkeys(mention.actor.name for mention in fitting))
            if subjects or len(others) == 1:
                actor = subjects[-1] if mentions is here and subjects else (subjects or [mention.actor for mention in fitting])[0]
                if actor.kind == "named":
                    self._genders.setdefault(actor.name.split()[-1], gender)
                return actor
            if fitting:
                return None
        return None

    def _fits(self, actor: Actor, gender: Gender) -> bool:
        if actor.kind == "institution":
            return False
        known = self._genders.get(actor.name.split()[-1]) if actor.kind == "named" else actor.gender
        plural = (
            actor.kind == "anonymous" and actor.name.lower().split()[-1].endswith("s") and not actor.name.lower().startswith(("a ", "an "))
        )
        return not plural and known in (None, gender)


_ACTOR_ROLES = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "appos", "conj", "ROOT", "poss", "dative"})
_DEMONYMS = frozenset(
    {
        "US",
        "U.S.",
        "UK",
        "American",
        "British",
        "French",
        "German",
        "Italian",
        "Chinese",
        "Russian",
        "Ukrainian",
        "Indian",
        "Pakistani",
        "Australian",
        "Canadian",
        "Japanese",
        "Israeli",
        "Iranian",
        "Turkish",
        "Spanish",
        "Polish",
        "Dutch",
        "Irish",
        "European",
    }
)


def _body_before(here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]]) -> Actor | None:
    """ "it" as a subject: the body that was the subject before it."""
    for mentions in (here, *reversed(recent[-1:])):
        subjects = [mention.actor for mention in mentions if mention.subject]
        if subjects:
            bodies = [actor for actor in subjects if actor.kind == "institution"]
            return bodies[-1] if bodies and _is_proper(bodies[-1].name) and len(subjects) == len(bodies) else None
    return None


def _is_proper(name: str) -> bool:
    return any(word[0].isupper() for word in name.split() if word.lower() not in ("the", "a"))


def _gender(noun: str) -> Gender | None:
    return "m" if noun in _MALE else "f" if noun in _FEMALE else None


def noun_phrase(head: Any) -> str:
    """The words of a noun phrase, without relative clauses, appositions and what follows them."""
    tokens = [head]
    for child in head.children:
        if child.dep_ in _BESIDE or (child.dep_ == "prep" and child.lower_ not in ("for", "of", "from", "at", "in", "with", "on", "to")):
            continue
        tokens.extend(child.subtree if child.dep_ != "prep" else _short_prepositional(child))
    tokens.sort(key=lambda token: token.i)
    start = tokens.index(head)
    # Only what hangs together: a gap means that something between was left out.
    first = start
    while first > 0 and tokens[first - 1].i == tokens[first].i - 1:
        first -= 1
    last = start
    while last + 1 < len(tokens) and tokens[last + 1].i == tokens[last].i + 1:
        last += 1
    return _text(tokens[first : last + 1]).strip("“”\"'‘’ ,")


def _short_prepositional(prep: Any) -> Iterable[Any]:
    return [token for token in prep.subtree if not any(up.dep_ in ("relcl", "acl", "appos") for up in _up_to(token, prep))]


def _up_to(token: Any, top: Any) -> list[Any]:
    chain = []
    while token.i != top.i:
        chain.append(token)
        token = token.head
    return chain


def _text(tokens: Sequence[Any]) -> str:
    return re.sub(r"\s+", " ", "".join(token.text_with_ws for token in tokens)).strip()


def _without_article(name: str) -> str:
    return name[4:] if name.startswith(("the ", "The ")) else name


def _runs(doc: Any) -> list[list[Any]]:
    """Maximal runs of capitalised words that may be names, with particles inside ("Anna van der Berg", "Ministry of Health")."""
    runs: list[list[Any]] = []
    run: list[Any] = []
    for token in doc:
        if _is_name_word(token):
            run.append(token)
        elif run and token.i + 1 < len(doc) and _joins(token) and _is_name_word(doc[token.i + 1]):
            run.append(token)
        elif run:
            runs.append(run)
            run = []
    if run:
        runs.append(run)
    return runs


def _is_name_word(token: Any) -> bool:
    if not token.text[0].isupper() or token.lower_ in _NOT_NAMES:
        return token.tag_ in ("NNP", "NNPS") and token.text[0].isupper() and token.lower_ not in _NOT_NAMES
    return token.tag_ in ("NNP", "NNPS") or (
        token.i > 0 and token.tag_ in ("NN", "NNS", "JJ") and token.ent_type_ == "" and token.text not in _DEMONYMS and token.tag_ != "JJ"
    )


def _joins(token: Any) -> bool:
    return (
        token.lower_ in _PARTICLES
        or token.lower_ in ("of", "for", "&")
        or (token.text == "." and token.i > 0 and len(token.nbor(-1).text) == 1)
    )


def _split_title(run: list[Any]) -> tuple[list[Any], list[Any]]:
    """Titles before a name, and the name. "Secretary of State Antony Blinken": the title ends at its last title word.

    Words of a body that end in a title word are no title ("Election Commission", "Attorney General's Office").
    """
    last_title = -1
    for place, token in enumerate(run[:4]):
        word = token.lower_.rstrip(".")
        if word in _TITLES or (place == last_title + 1 and last_title >= 0 and word in ("of", "for", "to")):
            last_title = place
        elif last_title >= 0:
            break
        elif token.text not in _DEMONYMS and not any(later.lower_.rstrip(".") in _TITLES for later in run[place + 1 : 4]):
            break
    if last_title + 1 >= len(run):
        # Only titles ("Foreign Secretary"), or a body whose last word is one.
        return (
            (run, [])
            if all(token.lower_.rstrip(".") in _TITLES or token.lower_ in ("of", "for") or token.text in _DEMONYMS for token in run)
            else ([], run)
        )
    name = run[last_title + 1 :]
    if last_title >= 0 and any(token.lower_ in _BODIES and token.lower_ not in _TITLES for token in name):
        return [], run
    return run[: last_title + 1], name
