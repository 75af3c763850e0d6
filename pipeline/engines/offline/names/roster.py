"""The names of an article: whose they are, their fullest forms, and what the text says of those who bear them.

Without a statistical name tagger: news introduces people by title, age or apposition, and calls them by surname afterwards; bodies carry
words such as "ministry" or are called by their first word or their initials.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.engines.offline.names.actors import ACTOR_ROLES, GENDER_OF_PRONOUN, Gender, without_article
from pipeline.engines.offline.names.firms import Firms, firms
from pipeline.engines.offline.names.name_runs import DEMONYMS, given_gender, runs_of, split_title
from pipeline.engines.offline.names.roles import body_of_role, roles_of, shows_person, spokesperson_role
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token, text_of
from pipeline.lexicons import load

_NAMES, _SPEECH = load("names"), load("speech")
_MALE, _FEMALE = _NAMES.words("male"), _NAMES.words("female")
_PEOPLE, _SAY = _SPEECH.words("people"), _SPEECH.words("say")
_GENDER: dict[str, Gender] = {"m": "m", "f": "f"}
# What is inside is a place for sure; "at" and "from" go with firms too.
_INSIDE = frozenset({"in", "near", "across", "outside", "around"})


class Roster:
    """The persons and bodies of an article by their names, with titles, genders and affiliations."""

    def __init__(self, parsed: Sequence[Parsed]) -> None:
        self.runs = [runs_of(sentence.doc) for sentence in parsed]
        self.counts = Counter(text_of(run) for runs in self.runs for run in runs)
        self._persons: dict[str, list[str]] = {}
        self._firsts: dict[str, list[str]] = {}
        self._bodies: dict[str, str] = {}
        self._titled: dict[str, str] = {}
        self._called: dict[str, set[str]] = {}
        self._bearers: dict[str, str] = {}
        self._described: dict[str, str] = {}
        self._genders: dict[str, Gender] = {}
        self._affiliations: dict[str, str] = {}
        self._learn(parsed)
        self.firms: Firms = firms(self._bodies_named())

    def full_name(self, name: str) -> str:
        """The fullest form of a person's or body's name in the article."""
        fitting = self._fitting(name)
        if len(fitting) == 1:
            return fitting[0]
        return name if fitting else self._bodies.get(without_article(name), name)

    def is_person(self, name: str) -> bool:
        """Whether the article treats the name as a person's."""
        return bool(self._fitting(name))

    def persons(self) -> list[str]:
        """Full names of the article's persons, in order of first mention."""
        return list(dict.fromkeys(person for persons in self._persons.values() for person in persons))

    def titled(self, noun: str) -> str | None:
        """Who bears a title ("the minister"), by the name that stood beside it last; before it in small letters, only one of that kind."""
        alone = self._bearers.get(noun) if len(self._called.get(noun, ())) == 1 else None
        return self._titled.get(noun) or alone

    def body(self, short: str) -> str | None:
        """The body that a last word or initials stand for."""
        return self._bodies.get(short)

    def described(self, noun: str) -> str | None:
        """The body that was introduced by a noun ("Open Door, a charity")."""
        return self._described.get(noun)

    def affiliation(self, person: str) -> str | None:
        """The body that a person's role names ("Ed Roe, president of the Growers Association"), or None."""
        body = self._affiliations.get(person)
        return self.full_name(body) if body else None

    def gender(self, name: str) -> Gender | None:
        """By the name as it stands, else by its last word ("Mr Pell"), unless two of the article's persons share that."""
        last = name.rsplit(maxsplit=1)[-1]
        alone = _GENDER.get(given_gender(name.lower()) or "") if last == name else None  # "Maria", and not the Clinton of "Anna Clinton"
        return self._genders.get(name) or (self._genders.get(last) if len(self._persons.get(last, ())) < 2 else None) or alone

    def learn_gender(self, name: str, gender: Gender) -> None:
        """What a pronoun tells of a person of whom nothing was known."""
        self._genders.setdefault(name, gender)

    def spokespersons(self, parsed: Sequence[Parsed]) -> dict[str, tuple[Token, Parsed]]:
        """Persons whose role is to speak for somebody ("Kremlin spokeswoman Daria Zhilina"), with the noun of the role and its sentence."""
        found: dict[str, tuple[Token, Parsed]] = {}
        for sentence, runs in zip(parsed, self.runs, strict=True):
            for run in runs:
                _, name = split_title(run)
                role = spokesperson_role(name) if name and self.is_person(text_of(name)) else None
                if role is not None:
                    found.setdefault(self.full_name(text_of(name)), (role, sentence))
        return found

    def _fitting(self, name: str) -> list[str]:
        """The persons whom a full name, a surname or a first name may mean."""
        words = name.split()
        if not words:
            return []
        persons = self._persons.get(words[-1]) or (self._firsts.get(words[0], []) if len(words) == 1 else [])
        return [person for person in persons if set(words) <= set(person.split())]

    def _learn(self, parsed: Sequence[Parsed]) -> None:
        everywhere = [run for runs in self.runs for run in runs]
        evidence: dict[str, bool] = {}
        for run in everywhere:
            titles, name = split_title(run)
            if name and (verdict := shows_person(titles, name)) is not None:
                # A name with a title somewhere is a person everywhere.
                evidence[text_of(name)] = evidence.get(text_of(name), False) or verdict
        for person, gender in self._spoken_of_as_persons(parsed, evidence):
            evidence[person] = True
            if gender is not None:
                self._genders.setdefault(person, gender)
        for sentence, runs in zip(parsed, self.runs, strict=True):
            in_titles = _is_title(sentence)
            for run in runs:
                titles, name = split_title(run)
                if name and not (in_titles and self._is_of_title(name)):
                    self._learn_name(run, titles, name, evidence, quoted=sentence.quoted[name[0].i])

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

    def _unexplained_subjects(self, place: int, sentence: Parsed, evidence: Mapping[str, bool]) -> list[tuple[str, Token]]:
        """Names of two to four words that are a subject of the sentence and neither a person's nor a body's so far, with their verbs."""
        found = []
        for run in self.runs[place]:
            _, name = split_title(run)
            head = name[-1] if name else None
            if head is None or head.dep_ not in ("nsubj", "nsubjpass") or sentence.quoted[head.i] or not 2 <= len(name) <= 6:
                continue
            if text_of(name) not in evidence and not any(child.dep_ == "det" for word in name for child in word.children):
                found.append((text_of(name), head.head))
        return found

    def _is_of_title(self, name: list[Token]) -> bool:
        """The "Calls Trump" of a headline in capitals: what stands nowhere else, and opens with no given name."""
        text = text_of(name)
        return self.counts[text] == 1 and len(name) > 1 and given_gender(name[0].lower_) is None and self.counts[name[-1].text] > 0

    def _learn_name(self, run: list[Token], titles: list[Token], name: list[Token], evidence: dict[str, bool], *, quoted: bool) -> None:
        text = text_of(name)
        words = text.split()
        verdict = evidence.get(text)
        if verdict is None:
            verdict = not quoted and self._called_by_surname(name)
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
        if len(words) > 1 and not quoted:  # "a place called “Wilayat Twitter”" is no fuller name of Twitter
            self._bodies.setdefault(words[-1], text)
            self._bodies.setdefault("".join(word[0] for word in words if word[0].isupper()), text)
        for role in roles_of(name):
            self._described.setdefault(role, text)
        after, doc = name[-1].i + 1, name[-1].doc
        if len(words) > 1 and after + 2 < len(doc) and doc[after].text == "(":
            short = text_of(doc[after + 1 : after + 4]).strip("()“”\"'‘’ ")
            self._bodies[short.split(")")[0].strip("“”\"'‘’ ")] = text

    def _bodies_named(self) -> Iterable[tuple[str, set[str], bool]]:
        """Each mention of a name that is no person's: the name, the lower-case nouns beside it, and whether something is in it."""
        for run in (run for runs in self.runs for run in runs):
            titles, name = split_title(run)
            text = text_of(name)
            if not name or titles or self.is_person(text) or name[-1].dep_ not in ACTOR_ROLES or text in DEMONYMS:
                continue
            if name[-1].i + 1 < len(name[-1].doc) and name[-1].nbor().like_num:  # "Rs 46,500"
                continue
            before = name[0].nbor(-1) if name[0].i > 0 else None
            beside = {before.lemma_.lower()} if before is not None and before.tag_ == "NN" and before.text.islower() else set()
            inside = name[-1].dep_ == "pobj" and name[-1].head.lower_ in _INSIDE
            yield without_article(self.full_name(text)), roles_of(name) | beside, inside

    def _learn_roles(self, run: list[Token], titles: list[Token], name: str) -> None:
        first, *further = name.split()
        gender = _GENDER.get(given_gender(first.lower()) or "") if further else None
        for title in titles:
            word = title.text.lower().rstrip(".")
            gender = "m" if word in _MALE else "f" if word in _FEMALE else gender
            self._titled[word] = name
        if gender:
            self._genders.setdefault(name, gender)
        for role in roles_of(run):
            self._titled[role] = name
        if (role_before := _role_before(run)) is not None:
            self._called.setdefault(role_before, set()).add(name.rsplit(maxsplit=1)[-1])
            self._bearers[role_before] = name
        if (body := body_of_role(run)) is not None:
            self._affiliations.setdefault(name, body)

    def _called_by_surname(self, name: list[Token]) -> bool:
        """ "Harrow Mills", later "Harrow", is a firm; "Jane Harrow", later "Harrow", is a person. Without either it is no person."""
        words = text_of(name).split()
        if not 2 <= len(words) <= 4 or any(child.dep_ == "det" for word in name for child in word.children):
            return False
        if name[-1].dep_ == "pobj" and name[-1].head.lower_ in ("in", "at", "near", "from", "across"):
            return False
        return self.counts[words[-1]] > 0


def _role_before(run: Sequence[Token]) -> str | None:
    """The "counsel" of "prosecuting counsel Ida Rowe": who bears it is "counsel" later too."""
    before = run[0].nbor(-1) if run[0].i > 0 else None
    called = before is not None and before.tag_ == "NN" and before.text.islower() and before.head.i >= run[0].i
    return before.lemma_ if before is not None and called and before.lemma_ in _PEOPLE else None


def _is_title(sentence: Parsed) -> bool:
    """Whether nearly all longer words have capitals: "Clinton Says Russians Hacked It, Calls Remarks Troubling"."""
    words = [token.text for token in sentence.doc if token.is_alpha and len(token) > _SHORT]
    return len(words) > _SHORT and sum(word[0].isupper() for word in words) >= _TITLED * len(words)


# Words up to so many letters have small ones in a title too; how many of the others have none.
_SHORT, _TITLED = 3, 0.8


def _called(sentence: Parsed) -> Gender | None:
    """The "he" or "she" that is the first subject of a sentence outside quotation marks; None where another person may be meant."""
    for token in sentence.doc:
        if sentence.quoted[token.i] or token.dep_ not in ("nsubj", "nsubjpass"):
            continue
        return GENDER_OF_PRONOUN.get(token.lower_) if token.lower_ in ("he", "she") else None
    return None


def _other_persons(sentence: Parsed, verb: Token) -> bool:
    """Whether somebody else is a subject of the sentence, whom a pronoun behind it may mean."""
    subjects = (token for token in sentence.doc if token.dep_ in ("nsubj", "nsubjpass") and token.head.i != verb.i)
    return any(token.lemma_.lower() in _PEOPLE for token in subjects)
