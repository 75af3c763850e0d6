"""Whom pronouns mean, and what "the company" is: those who were mentioned before, subjects first, and nobody where two would do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.engines.offline.names.actors import ACTOR_ROLES, GENDER_OF_PRONOUN, Actor, Gender, noun_phrase
from pipeline.engines.offline.names.anaphors import is_aged, is_native, is_of_anybody
from pipeline.engines.offline.names.roster import Roster
from pipeline.engines.offline.syntax.expletives import is_empty
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import AGENT_ENDINGS, NOUN_SUBJECTS
from pipeline.lexicons import load

_FIRMS, _SEVERAL = load("names").words("firms"), load("names").words("several")
_SAY = load("speech").words("say") | load("speech").words("say_that")
_SPEAKERS = load("speech").words("people") | load("speech").words("texts") | load("stance").words("collectives")
_DEMONYMS = load("names").words("demonyms")
_ONE_OF_MANY = load("names").words("one_of_many")
# A pronoun farther from its name than this is left alone.
_REACH = 4


@dataclass(frozen=True, slots=True)
class _Mention:
    token: int
    actor: Actor
    subject: bool
    plural: bool
    place: bool = False
    proper: bool = True
    main: bool = False
    speaks: bool = False
    can_speak: bool = False
    articled: bool = False


class Referents:
    """What pronouns and nouns such as "the company" stand for, each by its sentence and token."""

    def __init__(self, roster: Roster, actor_of: Callable[[Token, Parsed], Actor | None]) -> None:
        """actor_of: whom a noun stands for."""
        self._roster, self._actor_of = roster, actor_of
        self._pronouns: dict[tuple[int, int], Actor] = {}
        self._plurals: dict[tuple[int, int], Actor] = {}
        self._firms: dict[tuple[int, int], Actor] = {}

    def pronoun(self, word: Token, sentence: Parsed) -> Actor | None:
        """Whom "he", "her" or "it" means."""
        return self._pronouns.get((sentence.id, word.i))

    def plural(self, word: Token, sentence: Parsed) -> Actor | None:
        """Whom "they" means as a subject."""
        return self._plurals.get((sentence.id, word.i))

    def firm(self, noun: Token, sentence: Parsed) -> Actor | None:
        """Which body "the company" is."""
        return self._firms.get((sentence.id, noun.i))

    def resolve(self, parsed: Sequence[Parsed]) -> None:
        """Goes through an article once, sentence by sentence; what a word means may hang on those before it."""
        recent: list[list[_Mention]] = []
        for sentence in parsed:
            here: list[_Mention] = []
            for token in sentence.doc:
                actor = self._mentioned(token, sentence, here, recent)
                if actor is None:
                    continue
                if token.tag_ in ("PRP", "PRP$") or is_aged(token) or is_native(token):
                    self._pronouns[sentence.id, token.i] = actor
                subject, plural = token.dep_ in ("nsubj", "nsubjpass"), token.tag_ in ("NNS", "NNPS") or _is_number_of(token)
                # "Unemployment" has a capital where it opens a sentence; that makes it no name.
                proper = (
                    token.tag_ in ("NNP", "NNPS", "PRP", "PRP$")
                    or actor.name in self._roster.counts
                    or actor.name != noun_phrase(token)
                    or any(child.tag_ in ("NNP", "NNPS") and child.dep_ == "compound" for child in token.children)
                )
                main = token.head.dep_ in ("ROOT", "conj", "parataxis")
                speaks = subject and token.head.lemma_.lower() in _SAY
                can_speak = token.tag_ == "NNPS" or bool({token.lower_, token.lemma_.lower()} & _SPEAKERS)
                articled = any(child.dep_ in ("det", "poss", "nummod") for child in token.children)
                here.append(_Mention(token.i, actor, subject, plural, _is_place(token), proper, main, speaks, can_speak, articled))
            recent = [*recent, here][-_REACH:]

    def _mentioned(self, token: Token, sentence: Parsed, here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]]) -> Actor | None:
        if sentence.quoted[token.i]:
            return None
        word = token.lower_
        if is_aged(token):
            return self._antecedent(None, _outside(token, here), recent, speaking=False)
        if is_native(token):
            return _only_person(here, recent)
        if word in GENDER_OF_PRONOUN and is_of_anybody(token):
            return None
        if word in GENDER_OF_PRONOUN:
            speaking = token.dep_ == "nsubj" and token.head.lemma_.lower() in _SAY
            gender = GENDER_OF_PRONOUN[word]
            if _is_told_by_one_of_many(token):
                return None
            if (speaker := self._speaker_around(token, gender, here)) is not None:
                if speaker.kind == "named":
                    self._roster.learn_gender(speaker.name, gender)
                return self._spoken_for(speaker, token, gender)
            meant = self._antecedent(gender, _outside(token, here), recent, speaking=speaking)
            return self._spoken_for(meant, token, gender) if meant is not None else None
        if word in ("it", "its") and token.tag_ in ("PRP", "PRP$"):
            if is_empty(token) or _points_ahead(token):
                return None
            speaking = token.dep_ == "nsubj" and token.head.lemma_.lower() in _SAY
            return _body_before(here, recent, speaking=speaking) if token.dep_ in ("nsubj", "poss") else None
        if word == "they" and token.dep_ == "nsubj":
            speaking = token.head.lemma_.lower() in _SAY
            # "..., they wrote": somebody else than those in what was written.
            before = (() if speaking and token.head.dep_ != "relcl" else here, *reversed(recent[-2:]))
            several = next((meant for mentions in before if (meant := _meant_by_they(mentions, speaking=speaking)) is not None), None)
            if several is not None:
                self._plurals[sentence.id, token.i] = several
            return None
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ in ACTOR_ROLES:
            if token.tag_ == "NN" and token.lower_ in _FIRMS and _is_the(token):
                firm = self._firm_meant(token.lower_, here, recent)
                if firm is not None:
                    self._firms[sentence.id, token.i] = firm
            return self._actor_of(token, sentence)
        return None

    def _firm_meant(self, noun: str, here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]]) -> Actor | None:
        """What "the company" stands for: the body that the story is about, or the one named last of those that the noun fits."""
        if name := self._roster.firms.only(noun):
            return Actor(name, "institution")
        fitting = self._roster.firms.fitting(noun)
        for mentions in (here, *reversed(recent)):
            for mention in reversed(mentions):
                if mention.actor.name in fitting and not mention.place:
                    return mention.actor
        return None

    def _antecedent(
        self, gender: Gender | None, here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]], *, speaking: bool
    ) -> Actor | None:
        for mentions in (here, *reversed(recent)):
            fitting = _named_first([mention for mention in mentions if self._fits(mention.actor, gender) and not mention.place])
            # The last subject, in a sentence before the first of its main clauses, else the only one; two that would do leave it open.
            subjects = [mention for mention in fitting if mention.subject]
            if speaking and mentions is not here:  # "Trump, Ott said, has won. … he said": Ott
                subjects = [mention for mention in subjects if mention.speaks] or subjects
            others = list(dict.fromkeys(mention.actor.name for mention in fitting))
            if subjects or len(others) == 1:
                first = min(subjects, key=lambda mention: not mention.main, default=fitting[0])
                actor = (subjects[-1] if mentions is here and subjects else first).actor
                if actor.kind == "named" and gender is not None:
                    self._roster.learn_gender(actor.name, gender)
                return actor
            if fitting:
                return None
        return None

    def _speaker_around(self, pronoun: Token, gender: Gender, here: Sequence[_Mention]) -> Actor | None:
        """Who says that he does something ("Ott said that if Roe wins … and that he fears it": Ott).

        The subject of what is said is the one who says it where he can be: those who report their own views are spoken of so (logophoric
        pronouns; Sells 1987).
        """
        told = pronoun.head
        if pronoun.dep_ not in ("nsubj", "nsubjpass"):
            return None
        while told.dep_ == "conj" and told.head.i != told.i:
            told = told.head
        if told.dep_ != "ccomp" or told.head.lemma_.lower() not in _SAY or pronoun.i < told.head.i:
            return None
        said_by = {child.i for child in told.head.children if child.dep_ == "nsubj"}
        speakers = (mention for mention in here if mention.token in said_by and not mention.plural)
        return next((mention.actor for mention in speakers if self._fits(mention.actor, gender)), None)

    def _spoken_for(self, actor: Actor, pronoun: Token, gender: Gender) -> Actor:
        """ "His spokesman said he would stay": he of whom the spokesman speaks, and who says it himself where he is the one that says."""
        client = actor.speaks_for
        says = pronoun.dep_ == "nsubj" and pronoun.head.lemma_.lower() in _SAY
        if says or actor.kind != "anonymous" or client is None or not self._roster.is_person(client):
            return actor
        name = self._roster.full_name(client)
        known = self._roster.gender(name)
        return Actor(name, "named", gender=known) if known in (None, gender) else actor

    def _fits(self, actor: Actor, gender: Gender | None) -> bool:
        """gender: None for either."""
        if actor.kind == "institution":
            return False
        if gender is None:
            return actor.kind == "named"
        known = self._roster.gender(actor.name) if actor.kind == "named" else actor.gender
        return not actor.is_several and known in (None, gender)


def _only_person(here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]]) -> Actor | None:
    """Whom "the Swede" means: the one person whom this sentence and the two before name. Of two, the other may be the Swede."""
    near = [mention for mentions in (*recent[-2:], here) for mention in mentions]
    persons = {mention.actor.name: mention.actor for mention in near if mention.actor.kind == "named"}
    return next(iter(persons.values())) if len(persons) == 1 else None


def _is_told_by_one_of_many(pronoun: Token) -> bool:
    """ "One said she had been told", "another said he knew": of who says it, who has no name."""
    told = pronoun.head
    while told.dep_ == "conj" and told.head is not told:
        told = told.head
    if pronoun.dep_ not in NOUN_SUBJECTS or told.dep_ != "ccomp" or told.head.lemma_.lower() not in _SAY or pronoun.i < told.head.i:
        return False
    teller = next((child for child in told.head.lefts if child.dep_ == "nsubj"), None)
    return teller is not None and teller.lower_ in _ONE_OF_MANY


def _is_number_of(noun: Token) -> bool:
    """ "a number of investors", "a majority of members": they, and no "it"."""
    of = (thing for link in noun.rights if link.lower_ == "of" for thing in link.children)
    return noun.lower_ in _SEVERAL and any(thing.tag_ == "NNS" for thing in of)


def _outside(pronoun: Token, here: Sequence[_Mention]) -> Sequence[_Mention]:
    """The mentions of a sentence that a pronoun in it can mean.

    "The family described him": an object is somebody else than the subject of its verb, by principle B of binding (Chomsky 1981). "Asked
    about Roe, she said no": nor is a subject anybody named in a participle whose subject it is, by principle C. "A nurse has to wait, she
    said": who says it is nobody without a name in what is said. "As Ott noted, he was late": he is another than Ott.
    """
    if pronoun.dep_ == "nsubj":
        led = {token.i for clause in pronoun.head.lefts if _is_led(clause) or _is_granted(clause) for token in clause.subtree}
        here = [mention for mention in here if mention.token not in led]
    if pronoun.dep_ == "nsubj" and pronoun.head.lemma_.lower() in _SAY:
        return [mention for mention in here if mention.actor.kind == "named"]
    if pronoun.dep_ not in ("dobj", "dative") or pronoun.lower_.endswith("self"):
        return here
    return [mention for mention in here if not (mention.subject and pronoun.doc[mention.token].head.i == pronoun.head.i)]


def _is_led(clause: Token) -> bool:
    """A participle before its main clause, which gives it its subject: "Asked about the vote, she said …"."""
    return (
        clause.dep_ == "advcl"
        and clause.tag_ in ("VBN", "VBG")
        and not any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.children)
    )


def _is_granted(clause: Token) -> bool:
    """ "As Ott noted, …", "as a reporter put it, …"."""
    opens = any(child.lower_ == "as" and child.dep_ == "mark" for child in clause.lefts)
    return opens and clause.dep_ == "advcl" and clause.lemma_.lower() in _SAY


def _meant_by_they(mentions: Sequence[_Mention], *, speaking: bool) -> Actor | None:
    """Whom "they" means among those mentioned: the first subject; for those who say something the only others who can, where that is a
    thing ("The bills were opposed by unions. They said …").
    """
    plural = [mention for mention in mentions if mention.plural]
    subject = next((mention for mention in plural if mention.subject), None)
    able = [mention for mention in plural if mention.can_speak]
    if subject is not None and speaking and not subject.can_speak and len(able) == 1:
        return able[0].actor
    return subject.actor if subject is not None else None


def _named_first(fitting: Sequence[_Mention]) -> Sequence[_Mention]:
    """Those with names, where a name is a subject or the only subjects are of clauses inside ("that would let a farmer avoid it")."""
    named = [mention for mention in fitting if mention.actor.kind == "named"]
    main = any(mention.subject and mention.main for mention in fitting if mention.actor.kind != "named")
    return named if named and (not main or any(mention.subject for mention in named)) else fitting


def _body_before(here: Sequence[_Mention], recent: Sequence[Sequence[_Mention]], *, speaking: bool) -> Actor | None:
    """ "it" as a subject: the body that was the subject before it; where it says something and there was none a firm in the plural."""
    near = (here, *reversed(recent[-2:]))
    for mentions in near:
        subjects = [mention for mention in mentions if mention.subject and not mention.plural]
        if subjects:
            bodies = [mention for mention in subjects if mention.actor.kind == "institution"]
            return bodies[-1].actor if bodies and bodies[-1].proper and _is_proper(bodies[-1].actor.name) else None
    firms = [mention for mentions in near for mention in mentions if speaking and mention.subject and _is_firm(mention)]
    return firms[0].actor if firms else None


def _is_firm(mention: _Mention) -> bool:
    """ "Ogilvie Foods": a name in the plural without an article, of one body; not "Senate Republicans"."""
    name = mention.actor.name
    last = name.rsplit(maxsplit=1)[-1].lower()
    people = bool({last, last.removesuffix("s")} & _SPEAKERS) or last.removesuffix("s").endswith((*AGENT_ENDINGS, "ican", "crat", "rebel"))
    return mention.proper and mention.actor.kind == "institution" and name[0].isupper() and " " in name and not (mention.articled or people)


def _is_the(noun: Token) -> bool:
    """ "the company", with nothing else said of it but where it is ("the Leeds-based company")."""
    children = [child for child in noun.children if child.dep_ not in ("relcl", "punct", "case", "appos") and child.lower_ != "based"]
    return len(children) == 1 and children[0].lower_ == "the"


def _points_ahead(its: Token) -> bool:
    """ "During its inquiry agents copied films": an "its" before the subject of its clause, in what opens the sentence."""
    if its.tag_ != "PRP$" or its.i > 1 or its.doc[0].pos_ != "ADP":
        return False
    verb = next((above for above in its.ancestors if above.pos_ in ("VERB", "AUX")), None)
    return verb is not None and any(child.dep_ in ("nsubj", "nsubjpass") and child.i > its.i for child in verb.lefts)


def _is_place(token: Token) -> bool:
    """Where something is: "in Leeds"."""
    return bool(
        token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "near", "from", "to", "across", "outside", "around", "into", "off")
    )


def _is_proper(name: str) -> bool:
    """Whether a name stands in it: "Unite", "the Unite union"; not "A clerk", whose capital opens a sentence."""
    words = name.split()
    if len(words) == 1 and name in _DEMONYMS:
        return False  # "the Indian"
    return any(word[0].isupper() for word in (words[1:] if words[:1] in (["A"], ["An"]) else words))
