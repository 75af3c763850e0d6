"""Who is who: full names for short ones, pronouns and titles for persons, and whether a name is a person or a body.

Without a statistical name tagger: news introduces people by title, age or apposition, and calls them by surname afterwards; bodies carry
words such as "ministry" or are called by their first word or their initials. What cannot be told is left alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pipeline.engines.offline.firms import firms
from pipeline.engines.offline.name_runs import ADDRESS, DEMONYMS, given_gender, runs_of, split_title, text_of
from pipeline.engines.offline.parse import Parsed
from pipeline.labels import SourceKind
from pipeline.lexicons import load

_NAMES = load("names")
_SPEECH = load("speech")
_TITLES = _NAMES.words("titles")
_MALE, _FEMALE = _NAMES.words("male"), _NAMES.words("female")
_BODIES = _NAMES.words("bodies")
_FIRMS = _NAMES.words("firms")
_NOT_NAMES = _NAMES.words("not_names")
_INITIALS = _NAMES.words("initials")
_COUNTRIES = _NAMES.words("countries")
_CAPITALS = _NAMES.table("capitals")
_PEOPLE = _SPEECH.words("people")
_SPEAKERS_FOR = _SPEECH.words("speakers_for")
_PARTIES = frozenset({"opposition", "shadow", "party", "labour", "conservative", "liberal", "green", "democrat", "coalition"})
_SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_TEXTS = _SPEECH.words("texts")
_SAY = _SPEECH.words("say")
_STUDY_AUTHORS = _SPEECH.words("study_authors")

Gender: TypeAlias = Literal["m", "f"]
_GENDER: dict[str, Gender] = {"m": "m", "f": "f"}
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
_FIRST_INITIALS = re.compile(r"(?!U\.[SKN]\.)(?:[A-Z]\.){1,3}")
# A pronoun farther from its name than this is left alone.
_REACH = 4
_NEVER = 1_000_000
# Children of a noun that say no more about who it is.
_BESIDE = frozenset({"relcl", "appos", "acl", "punct", "cc", "conj", "advcl", "parataxis", "ccomp", "advmod", "npadvmod"})


# Names of more than one: "about 4,000 people", "young people", "analysts at the bank".
_PLURAL = re.compile(
    r"^(?!(?:an?|one|another)\b)"
    r"(?:(?:about|some|many|both|others|two|three|four|several)\b|\d|"
    r".*(?:people|men|women|children)\b|.*[a-z]{3}s(?: (?:of|in|at|from|with|on)\b|$))",
    re.IGNORECASE,
)


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

    @property
    def is_several(self) -> bool:
        """Whether the name is of several people or things, whom "he" and "she" do not mean."""
        return self.kind != "named" and _PLURAL.match(self.name) is not None


@dataclass(frozen=True, slots=True)
class _Mention:
    token: int
    actor: Actor
    subject: bool
    plural: bool
    place: bool = False
    proper: bool = True
    main: bool = False


class Names:
    """All actors of an article, looked up by the token that heads their mention."""

    def __init__(self, parsed: Sequence[Parsed]) -> None:
        self._runs = [runs_of(sentence.doc) for sentence in parsed]
        self._place = {sentence.id: place for place, sentence in enumerate(parsed)}
        self._counts = Counter(text_of(run) for runs in self._runs for run in runs)
        self._persons: dict[str, list[str]] = {}
        self._firsts: dict[str, list[str]] = {}
        self._bodies: dict[str, str] = {}
        self._titled: dict[str, str] = {}
        self._described: dict[str, str] = {}
        self._genders: dict[str, Gender] = {}
        self._affiliations: dict[str, str] = {}
        self._introduced = _introduced(parsed)
        self._first_named: dict[str, int] = {}
        for place, runs in enumerate(self._runs):
            for run in runs:
                self._first_named.setdefault(run[-1].lower_, place)
        self._learn(parsed)
        self._spokespersons = self._find_spokespersons(parsed)
        self._known_firms = firms(self._bodies_named())
        self._pronouns: dict[tuple[int, int], Actor] = {}
        self._plurals: dict[tuple[int, int], Actor] = {}
        self._firms: dict[tuple[int, int], Actor] = {}
        self._unnamed: dict[str, str] = {}
        self._resolve(parsed)

    def actor(self, head: Any, sentence: Parsed) -> Actor | None:
        """The actor that a noun or pronoun stands for; None where that is not certain, or it is no actor."""
        if head.text in _INITIALS and (head.tag_ in ("NNP", "NNPS") or (head.i > 0 and head.nbor(-1).lower_ == "the")):
            return Actor(head.text, "institution")
        if head.tag_ in ("PRP", "PRP$"):
            return self._pronouns.get((sentence.id, head.i))
        if head.tag_ in ("WP", "WDT", "EX", "CD", "DT", "WP$"):
            return None
        firm = self._firms.get((sentence.id, head.i))
        return firm or self._named(head, sentence) or self._unnamed_actor(head, sentence)

    def plural(self, head: Any, sentence: Parsed) -> Actor | None:
        """Whom "they" stands for as the subject of a verb of speech."""
        return self._plurals.get((sentence.id, head.i))

    def full_name(self, name: str) -> str:
        """The fullest form of a person's or body's name in the article."""
        fitting = self._fitting(name)
        if len(fitting) == 1:
            return fitting[0]
        return name if fitting else self._bodies.get(_without_article(name), name)

    def is_person(self, name: str) -> bool:
        """Whether the article treats the name as a person's."""
        return bool(self._fitting(name))

    def persons(self) -> list[str]:
        """Full names of the article's persons, in order of first mention."""
        return list(dict.fromkeys(person for persons in self._persons.values() for person in persons))

    def affiliation(self, person: str) -> str | None:
        """The body that a person's role names ("Ed Roe, president of the Growers Association"), or None."""
        body = self._affiliations.get(person)
        return self.full_name(body) if body else None

    def _fitting(self, name: str) -> list[str]:
        """The persons whom a full name, a surname or a first name may mean."""
        words = name.split()
        if not words:
            return []
        persons = self._persons.get(words[-1]) or (self._firsts.get(words[0], []) if len(words) == 1 else [])
        return [person for person in persons if set(words) <= set(person.split())]

    # Names

    def _learn(self, parsed: Sequence[Parsed]) -> None:
        everywhere = [run for runs in self._runs for run in runs]
        evidence: dict[str, bool] = {}
        for run in everywhere:
            titles, name = split_title(run)
            if name and (verdict := _evidence(titles, name)) is not None:
                # A name with a title somewhere is a person everywhere.
                evidence[text_of(name)] = evidence.get(text_of(name), False) or verdict
        for person, gender in self._spoken_of_as_persons(parsed, evidence):
            evidence[person] = True
            if gender is not None:
                self._genders.setdefault(person, gender)
        for run in everywhere:
            titles, name = split_title(run)
            if name:
                self._learn_name(run, titles, name, evidence)

    def _spoken_of_as_persons(self, parsed: Sequence[Parsed], evidence: Mapping[str, bool]) -> Iterator[tuple[str, Gender | None]]:
        """Names that nothing beside them explains, and which the text goes on to call "he" or "she", or lets say "I"."""
        for place, sentence in enumerate(parsed):
            subjects = self._unexplained_subjects(place, sentence, evidence)
            of_self = any(token.text in ("I", "my", "My", "me") and sentence.quoted[token.i] for token in sentence.doc)
            for name, verb in subjects:
                if of_self and verb.lemma_.lower() in _SAY and not sentence.quoted[verb.i]:
                    yield name, None
            called = next((gender for later in parsed[place + 1 : place + 3] if (gender := _called(later)) is not None), None)
            if called is not None and len(subjects) == 1 and not _other_persons(sentence, subjects[0][1]):
                yield subjects[0][0], called

    def _unexplained_subjects(self, place: int, sentence: Parsed, evidence: Mapping[str, bool]) -> list[tuple[str, Any]]:
        """Names of two to four words that are a subject of the sentence and neither a person's nor a body's so far, with their verbs."""
        found = []
        for run in self._runs[place]:
            _, name = split_title(run)
            head = name[-1] if name else None
            if head is None or head.dep_ not in ("nsubj", "nsubjpass") or sentence.quoted[head.i] or not 2 <= len(name) <= 6:
                continue
            if text_of(name) not in evidence and not any(child.dep_ == "det" for word in name for child in word.children):
                found.append((text_of(name), head.head))
        return found

    def _learn_name(self, run: list[Any], titles: list[Any], name: list[Any], evidence: dict[str, bool]) -> None:
        text = text_of(name)
        words = text.split()
        verdict = evidence.get(text)
        if verdict is None:
            verdict = self._called_by_surname(name)
        if verdict:
            known = self._persons.setdefault(words[-1], [])
            if len(words) > 1 and text not in known:
                known[:] = [person for person in known if " " in person and not set(person.split()) < set(words)]
                known.append(text)
                self._firsts.setdefault(words[0], []).append(text)
            elif not known and not self._firsts.get(text):
                known.append(text)
            self._learn_roles(run, titles, text)
            return
        if len(words) > 1:
            self._bodies.setdefault(words[-1], text)
            self._bodies.setdefault("".join(word[0] for word in words if word[0].isupper()), text)
        for role in _roles(name):
            self._described.setdefault(role, text)
        after, doc = name[-1].i + 1, name[-1].doc
        if len(words) > 1 and after + 2 < len(doc) and doc[after].text == "(":
            short = doc[after + 1 : after + 4].text.strip("()“”\"'‘’ ")
            self._bodies[short.split(")")[0].strip("“”\"'‘’ ")] = text

    def _bodies_named(self) -> Iterable[tuple[str, set[str], bool]]:
        """Each mention of a name that is no person's: the name, the lower-case nouns beside it, and whether something is in it."""
        for run in (run for runs in self._runs for run in runs):
            titles, name = split_title(run)
            text = text_of(name)
            if not name or titles or self.is_person(text) or name[-1].dep_ not in _ACTOR_ROLES or text in DEMONYMS:
                continue
            if name[-1].i + 1 < len(name[-1].doc) and name[-1].nbor().like_num:  # "Rs 46,500"
                continue
            before = name[0].nbor(-1) if name[0].i > 0 else None
            beside = {before.lemma_.lower()} if before is not None and before.tag_ == "NN" and before.text.islower() else set()
            inside = name[-1].dep_ == "pobj" and name[-1].head.lower_ in _INSIDE
            yield _without_article(self.full_name(text)), _roles(name) | beside, inside

    def _learn_roles(self, run: list[Any], titles: list[Any], name: str) -> None:
        gender = _GENDER.get(given_gender(name.split(maxsplit=1)[0].lower()) or "")
        for title in titles:
            word = title.text.lower().rstrip(".")
            gender = "m" if word in _MALE else "f" if word in _FEMALE else gender
            self._titled[word] = name
        if gender:
            self._genders.setdefault(name, gender)
        for role in _roles(run):
            self._titled[role] = name
        if (body := _body_of_role(run)) is not None:
            self._affiliations.setdefault(name, body)

    def _called_by_surname(self, name: list[Any]) -> bool:
        """ "Harrow Mills", later "Harrow", is a firm; "Jane Harrow", later "Harrow", is a person. Without either it is no person."""
        words = text_of(name).split()
        if not 2 <= len(words) <= 4 or any(child.dep_ == "det" for word in name for child in word.children):
            return False
        if name[-1].dep_ == "pobj" and name[-1].head.lower_ in ("in", "at", "near", "from", "across"):
            return False
        return self._counts[words[-1]] > 0

    def _named(self, head: Any, sentence: Parsed) -> Actor | None:
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
        return Actor(_without_article(self.full_name(text)), "institution")

    def _run_at(self, token: Any, sentence: Parsed) -> list[Any] | None:
        return next((run for run in self._runs[self._place[sentence.id]] if run[0].i <= token.i <= run[-1].i), None)

    def _person(self, name: str) -> Actor:
        role = self._spokespersons.get(name)
        client = self._principal(*role) if role is not None else None
        return Actor(name, "named", speaks_for=client, gender=self._gender_of(name))

    def _gender_of(self, name: str) -> Gender | None:
        """By the name as it stands, else by its last word ("Mr Pell"), unless two of the article's persons share that."""
        last = name.rsplit(maxsplit=1)[-1]
        return self._genders.get(name) or (self._genders.get(last) if len(self._persons.get(last, ())) < 2 else None)

    def _find_spokespersons(self, parsed: Sequence[Parsed]) -> dict[str, tuple[Any, Parsed]]:
        """Persons whose role is to speak for somebody ("Kremlin spokeswoman Daria Zhilina"), with the noun of the role and its sentence."""
        found: dict[str, tuple[Any, Parsed]] = {}
        for sentence, runs in zip(parsed, self._runs, strict=True):
            for run in runs:
                _, name = split_title(run)
                role = _spokesperson_role(name) if name and self.is_person(text_of(name)) else None
                if role is not None:
                    found.setdefault(self.full_name(text_of(name)), (role, sentence))
        return found

    def _in_apposition(self, head: Any, sentence: Parsed) -> Actor | None:
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

    def _by_title(self, head: Any) -> Actor | None:
        name = self._titled.get(head.lemma_.lower())
        return self._person(self.full_name(name)) if name else None

    # Those without a name

    def _unnamed_actor(self, head: Any, sentence: Parsed) -> Actor | None:
        if head.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
            return None
        noun = head.lemma_.lower()
        if noun in _NOT_NAMES:
            return None
        phrase = noun_phrase(head)
        definite = _is_definite(head)
        if noun in _STUDY_AUTHORS and head.tag_ == "NNS" and (len(phrase.split()) == 1 or (definite and len(phrase.split()) == 2)):
            return Actor(phrase, "institution")
        if noun in _PEOPLE:
            if head.tag_ in ("NN", "NNP") and (definite or len(phrase.split()) == 1):
                named = self._by_title(head)
                if named is not None:
                    return named
                phrase = self._unnamed.get(noun, phrase) if len(phrase.split()) <= 2 else phrase
            self._unnamed[noun] = phrase
            return Actor(phrase, "anonymous", speaks_for=self._principal(head, sentence), gender=_gender(noun))
        if definite and len(phrase.split()) <= 3:
            # Another company that is named in passing is not "the company": _firm has decided.
            body = (
                (None if noun in _FIRMS else self._described.get(noun))
                or self._bodies.get(head.text)
                or self._bodies.get(head.text.capitalize())
            )
            if body is not None and noun not in _TEXTS and not self._is_another(noun, body):
                return Actor(body, "institution")
        return Actor(phrase, "institution")

    def _is_another(self, noun: str, body: str) -> bool:
        """Whether "the court" is "a federal court" that was introduced before any Supreme Court was named."""
        return body.lower().endswith(f" {noun}") and self._introduced.get(noun, _NEVER) <= self._first_named.get(noun, _NEVER) != _NEVER

    def _principal(self, head: Any, sentence: Parsed) -> str | None:
        """Whom a spokesperson or an official speaks for: "a ministry spokesman", "a spokeswoman for Veltrix", "US officials"."""
        if head.lemma_.lower() not in _SPEAKERS_FOR:
            return None
        for child in head.children:
            if child.dep_ == "poss" or (child.dep_ in ("compound", "amod") and (child.text in DEMONYMS or child.tag_ in ("NNP", "NN"))):
                name = _without_article(re.sub(r"['’]s?$", "", noun_phrase(child)).strip())
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
                actor = self._mentioned(token, sentence, here, recent)
                if actor is None:
                    continue
                if token.tag_ in ("PRP", "PRP$"):
                    self._pronouns[sentence.id, token.i] = actor
                subject, plural = token.dep_ in ("nsubj", "nsubjpass"), token.tag_ in ("NNS", "NNPS")
                # "Unemployment" has a capital where it opens a sentence; that makes it no name.
                proper = (
                    token.tag_ in ("NNP", "NNPS", "PRP", "PRP$")
                    or actor.name in self._counts
                    or actor.name != noun_phrase(token)
                    or any(child.tag_ in ("NNP", "NNPS") and child.dep_ == "compound" for child in token.children)
                )
                main = token.head.dep_ in ("ROOT", "conj", "parataxis")
                here.append(_Mention(token.i, actor, subject, plural, _is_place(token), proper, main))
            recent = [*recent, here][-_REACH:]

    def _mentioned(self, token: Any, sentence: Parsed, here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]]) -> Actor | None:
        if sentence.quoted[token.i]:
            return None
        word = token.lower_
        if word in _GENDER_OF_PRONOUN:
            return self._antecedent(_GENDER_OF_PRONOUN[word], _outside(token, here), recent)
        if word in ("it", "its") and token.tag_ in ("PRP", "PRP$"):
            if _is_empty(token):
                return None
            return _body_before(here, recent) if token.dep_ in ("nsubj", "poss") else None
        if word == "they" and token.dep_ == "nsubj":
            plural = next(
                (
                    mention.actor
                    # "..., they wrote": somebody else than those in what was written.
                    for mentions in (
                        () if token.head.lemma_.lower() in _SAY and token.head.dep_ != "relcl" else here,
                        *reversed(recent[-2:]),
                    )
                    for mention in mentions
                    if mention.subject and mention.plural
                ),
                None,
            )
            if plural is not None:
                self._plurals[sentence.id, token.i] = plural
            return None
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ in _ACTOR_ROLES:
            if token.tag_ == "NN" and token.lower_ in _FIRMS and _is_the(token):
                firm = self._firm(token.lower_, here, recent)
                if firm is not None:
                    self._firms[sentence.id, token.i] = firm
            return self.actor(token, sentence)
        return None

    def _firm(self, noun: str, here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]]) -> Actor | None:
        """What "the company" stands for: the body that the story is about, or the one named last of those that the noun fits."""
        if name := self._known_firms.only(noun):
            return Actor(name, "institution")
        fitting = self._known_firms.fitting(noun)
        for mentions in (here, *reversed(recent)):
            for mention in reversed(mentions):
                if mention.actor.name in fitting and not mention.place:
                    return mention.actor
        return None

    def _antecedent(self, gender: Gender, here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]]) -> Actor | None:
        for mentions in (here, *reversed(recent)):
            fitting = _named_first([mention for mention in mentions if self._fits(mention.actor, gender) and not mention.place])
            # The last subject, in a sentence before the first of its main clauses, else the only one; two that would do leave it open.
            subjects = [mention for mention in fitting if mention.subject]
            others = list(dict.fromkeys(mention.actor.name for mention in fitting))
            if subjects or len(others) == 1:
                first = min(subjects, key=lambda mention: not mention.main, default=fitting[0])
                actor = (subjects[-1] if mentions is here and subjects else first).actor
                if actor.kind == "named":
                    self._genders.setdefault(actor.name, gender)
                return actor
            if fitting:
                return None
        return None

    def _fits(self, actor: Actor, gender: Gender) -> bool:
        if actor.kind == "institution":
            return False
        known = self._gender_of(actor.name) if actor.kind == "named" else actor.gender
        return not actor.is_several and known in (None, gender)


def _called(sentence: Parsed) -> Gender | None:
    """The "he" or "she" that is the first subject of a sentence outside quotation marks; None where another person may be meant."""
    for token in sentence.doc:
        if sentence.quoted[token.i] or token.dep_ not in ("nsubj", "nsubjpass"):
            continue
        return _GENDER_OF_PRONOUN.get(token.lower_) if token.lower_ in ("he", "she") else None
    return None


def _other_persons(sentence: Parsed, verb: Any) -> bool:
    """Whether somebody else is a subject of the sentence, whom a pronoun behind it may mean."""
    subjects = (token for token in sentence.doc if token.dep_ in ("nsubj", "nsubjpass") and token.head.i != verb.i)
    return any(token.lemma_.lower() in _PEOPLE for token in subjects)


_ACTOR_ROLES = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "appos", "conj", "ROOT", "poss", "dative"})
# What is inside is a place for sure; "at" and "from" go with firms too.
_INSIDE = frozenset({"in", "near", "across", "outside", "around"})


def _outside(pronoun: Any, here: Sequence[_Mention]) -> Sequence[_Mention]:
    """The mentions of a sentence that a pronoun in it can mean.

    "The family described him": an object is somebody else than the subject of its verb, by principle B of binding (Chomsky 1981). "A nurse
    has to wait, she said": who says it is nobody without a name in what is said.
    """
    if pronoun.dep_ == "nsubj" and pronoun.head.lemma_.lower() in _SAY:
        return [mention for mention in here if mention.actor.kind == "named"]
    if pronoun.dep_ not in ("dobj", "dative") or pronoun.lower_.endswith("self"):
        return here
    return [mention for mention in here if not (mention.subject and pronoun.doc[mention.token].head.i == pronoun.head.i)]


def _named_first(fitting: Sequence[_Mention]) -> Sequence[_Mention]:
    """Those with names, where a name is a subject or the only subjects are of clauses inside ("that would let a farmer avoid it")."""
    named = [mention for mention in fitting if mention.actor.kind == "named"]
    main = any(mention.subject and mention.main for mention in fitting if mention.actor.kind != "named")
    return named if named and (not main or any(mention.subject for mention in named)) else fitting


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


def _body_before(here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]]) -> Actor | None:
    """ "it" as a subject: the body that was the subject before it."""
    for mentions in (here, *reversed(recent[-2:])):
        subjects = [mention for mention in mentions if mention.subject and not mention.plural]
        if subjects:
            bodies = [mention for mention in subjects if mention.actor.kind == "institution"]
            return bodies[-1].actor if bodies and bodies[-1].proper and _is_proper(bodies[-1].actor.name) else None
    return None


def _evidence(titles: Sequence[Any], name: Sequence[Any]) -> bool | None:
    """Whether what stands in and around a name shows a person (True) or a body or place (False); None where nothing does."""
    text = text_of(name).lower()
    words = [word.strip(".") for word in text.replace("-", " ").split()]
    if text in _COUNTRIES or text in _CAPITALS or any(word in _NOT_NAMES for word in words):
        return False
    if any(title.lower_.rstrip(".") in ADDRESS for title in titles):
        return True
    if any(word in _BODIES for word in words) and not (titles and len(words) == 1) and given_gender(words[0]) is None:
        return False
    last = name[-1]
    if len(words) > 1 and _FIRST_INITIALS.fullmatch(name[0].text):  # "A. Meenakshi"
        return True
    # A given name alone may be a place (Virginia, Georgia): only as a subject is it a person.
    if titles or (given_gender(words[0]) is not None and (len(words) > 1 or last.dep_ == "nsubj")):
        return True
    plural = last.tag_ == "NNPS" or any(child.lower_ in ("the", "both", "some") for word in name for child in word.children)
    who = any(child.dep_ == "relcl" and any(word.lower_ in ("who", "whose") for word in child.subtree) for child in last.children)
    if who and not plural:
        return True
    after = last.doc[last.i + 1 : last.i + 4]
    if len(after) > 2 and after[0].text in (",", "(") and after[1].text.isdigit() and len(after[1]) == 2 and after[2].text in (",", ")"):
        return True
    roles = _roles(name)
    if roles & _PEOPLE or roles & _TITLES or _is_titled(name):
        return True
    if re.search(r"[a-z]{2}[A-Z]", text_of(name)) and not re.search(r"\b(?:Mac|Fitz|De|Van|Le|La)[A-Z]", text_of(name)):
        return False  # FairTap, RateHound
    if roles & _BODIES or any(word.text.isupper() and len(word.text) > 2 and word.text.isalpha() for word in name):
        return False
    return None


def _is_titled(name: Sequence[Any]) -> bool:
    """ "council leader Tam Ferrier": a lower-case title right before two words or more."""
    before = name[0].nbor(-1) if name[0].i > 0 else None
    return (
        len(name) > 1
        and before is not None
        and before.tag_ == "NN"
        and before.text.islower()
        and before.lemma_ in _PEOPLE | _TITLES
        and before.lemma_ not in _BODIES
    )


def _roles(name: Sequence[Any]) -> set[str]:
    """Lower-case nouns in apposition with a name."""
    heads = [child for token in name for child in token.children if child.dep_ == "appos"]
    heads += [token.head for token in name if token.dep_ == "appos"]
    nouns = [*heads, *(other for head in heads for other in head.conjuncts)]
    return {noun.lemma_.lower() for noun in nouns if noun.tag_ in ("NN", "NNS") or (noun.tag_ == "NNP" and noun.lower_ in _TITLES)}


def _spokesperson_role(name: Sequence[Any]) -> Any | None:
    """ "spokeswoman" right before a name or beside it."""
    heads = [child for token in name for child in token.children if child.dep_ in ("appos", "compound")]
    heads += [token.head for token in name if token.dep_ == "appos"]
    role = next((head for head in heads if head.lemma_.lower() in _SPOKESPERSONS), None)
    # A party's "Treasury spokeswoman" speaks on the Treasury, not for it.
    return None if role is not None and any(word.lower_ in _PARTIES for word in role.subtree) else role


def _body_of_role(name: Sequence[Any]) -> str | None:
    """The possessor or the "of" of the role that stands beside a name, or of the name itself."""
    heads = [child for token in name for child in token.children if child.dep_ == "appos"]
    heads += [token.head for token in name if token.dep_ == "appos"]
    for role in (*heads, name[-1]):
        for child in role.children:
            owner = child if child.dep_ == "poss" else None
            if child.dep_ == "prep" and child.lower_ in ("of", "at", "for", "with"):
                owner = next((noun for noun in child.children if noun.dep_ == "pobj"), None)
            # "Ruth Okafor of the Clear Streams Network"; without an article it may be where she lives.
            if owner is not None and role.i == name[-1].i and not (_is_definite(owner) and _capitals(owner)):
                continue
            if owner is not None and owner.pos_ in ("PROPN", "NOUN"):
                return _without_article(
                    text_of(
                        [
                            word
                            for part in (*owner.lefts, owner)
                            for word in (part.subtree if part.dep_ == "compound" else (part,))
                            if part.dep_ != "det"
                        ]
                    )
                )
    return None


def _is_definite(noun: Any) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)


def _capitals(noun: Any) -> bool:
    """Whether a name stands in it."""
    return any(child.text[0].isupper() for child in (noun, *noun.children) if child.dep_ != "det")


def _follows_title(run: Sequence[Any], head: Any) -> bool:
    """ "chief executive Jane Roe": the name stands right behind a lower-case title."""
    before = run[0].nbor(-1) if run[0].i > 0 else None
    return before is not None and before.lemma_.lower() in _TITLES | _PEOPLE and before.i >= head.i


def _is_the(noun: Any) -> bool:
    """ "the company", with nothing else said of it but where it is ("the Leeds-based company")."""
    children = [child for child in noun.children if child.dep_ not in ("relcl", "punct", "case", "appos") and child.lower_ != "based"]
    return len(children) == 1 and children[0].lower_ == "the"


def _is_place(token: Any) -> bool:
    """Where something is: "in Leeds"."""
    return bool(
        token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "near", "from", "to", "across", "outside", "around", "into", "off")
    )


def _is_empty(it: Any) -> bool:
    """Whether "it" stands for nothing before it, only for the clause to come: "It was unclear whether …", "it took years to …"."""
    verb = it.head
    if it.dep_ != "nsubj":
        return False
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp", "csubj", "advcl") and child.i > verb.i]
    clauses += [
        inner
        for child in verb.children
        if child.dep_ in ("acomp", "attr")
        for inner in child.children
        if inner.dep_ in ("ccomp", "xcomp", "relcl", "acl")
    ]
    if verb.lemma_ in _LINKING:
        said = any(child.dep_ in ("acomp", "attr", "oprd", "prep") for child in verb.children)
        return bool(clauses) and (said or verb.lemma_ != "be")
    return verb.lemma_ in _WEATHER or (verb.tag_ == "VBN" and bool(clauses) and any(child.dep_ == "auxpass" for child in verb.children))


# "It seems that", "it emerged that"; and what has no subject at all.
_LINKING = frozenset({"be", "seem", "appear", "remain", "become", "emerge", "turn", "happen", "transpire", "follow", "prove", "take"})
_WEATHER = frozenset({"rain", "snow"})


def _is_proper(name: str) -> bool:
    """Whether a name stands in it: "Unite", "the Unite union"."""
    return any(word[0].isupper() for word in name.split())


def _gender(noun: str) -> Gender | None:
    return "m" if noun in _MALE else "f" if noun in _FEMALE else None


def noun_phrase(head: Any) -> str:
    """The words of a noun phrase, without relative clauses, appositions and what follows them."""
    tokens = [head]
    for child in head.children:
        if child.dep_ in (*_BESIDE, "case") or (
            child.dep_ == "prep" and child.lower_ not in ("for", "of", "from", "at", "in", "with", "on", "to")
        ):
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
    return text_of(tokens[first : last + 1]).strip("“”\"'‘’ ,")


def _short_prepositional(prep: Any) -> Iterable[Any]:
    return [token for token in prep.subtree if not any(up.dep_ in ("relcl", "acl", "appos") for up in _up_to(token, prep))]


def _up_to(token: Any, top: Any) -> list[Any]:
    chain = []
    while token.i != top.i:
        chain.append(token)
        token = token.head
    return chain


def _without_article(name: str) -> str:
    return name[4:] if name.startswith(("the ", "The ")) else name
