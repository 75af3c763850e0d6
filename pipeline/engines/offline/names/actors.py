"""Who speaks and acts: an actor by its fullest name, and the words of a noun phrase that names one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pipeline.engines.offline.syntax.tokens import Token, text_of
from pipeline.engines.offline.syntax.trees import AGENT_ENDINGS
from pipeline.labels import SourceKind
from pipeline.lexicons import load

Gender: TypeAlias = Literal["m", "f"]
# Children of a noun that say no more about who it is.
_BESIDE = frozenset({"relcl", "appos", "acl", "punct", "cc", "conj", "advcl", "parataxis", "ccomp", "advmod", "npadvmod"})
_PERSONS = load("speech").words("people") | load("names").words("kin") | load("names").words("companions")
_NO_PERSONS = load("names").words("no_persons")
# Names of more than one: "about 4,000 people", "young people", "analysts at the bank".
_PLURAL = re.compile(
    rf"^(?:an? {load('names').pattern('several')} of\b|(?!(?:an?|one|another)\b)"
    r"(?:(?:about|some|many|both|others|two|three|four|several)\b|\d|"
    r".*(?:people|men|women|children)\b|.*[a-z]{3}s(?: (?:of|in|at|from|with|on|to|for|close|near)\b|$)))",
    re.IGNORECASE,
)
# Pronouns that mean one person.
GENDER_OF_PRONOUN: dict[str, Gender] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
# What an actor is to its clause.
ACTOR_ROLES = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "appos", "conj", "ROOT", "poss", "dative"})


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


def as_owner(name: str) -> str:
    """A name as an owner: "Ida Roe’s", "ministers’"."""
    return f"{name}{'’' if name.endswith('s') else '’s'}"


def is_person_noun(noun: Token) -> bool:
    """Whether a noun without a name is of one person: "a neighbour", "his mother", "the driver"."""
    lemma = noun.lemma_.lower()
    return noun.tag_ == "NN" and (lemma in _PERSONS or (lemma.endswith(AGENT_ENDINGS) and lemma not in _NO_PERSONS))


def noun_phrase(head: Token) -> str:
    """The words of a noun phrase, without relative clauses, appositions and what follows them."""
    tokens = [head]
    for child in head.children:
        joins = child.text in "-‑" and child.i + 1 == head.i
        if (child.dep_ in (*_BESIDE, "case") and not joins) or (
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
    while last > start and tokens[last].dep_ == "cc":
        last -= 1  # "31% of Republicans and [of those who lean to them]"
    return text_of(tokens[first : last + 1]).strip("“”\"'‘’ ,")


def _short_prepositional(prep: Token) -> Iterable[Token]:
    return [token for token in prep.subtree if not any(up.dep_ in ("relcl", "acl", "appos") for up in _up_to(token, prep))]


def _up_to(token: Token, top: Token) -> list[Token]:
    chain = []
    while token.i != top.i:
        chain.append(token)
        token = token.head
    return chain


def without_article(name: str) -> str:
    """ "the Open Door charity": without its article."""
    return name[4:] if name.startswith(("the ", "The ")) else name


def is_definite(noun: Token) -> bool:
    """Whether "the" stands before a noun."""
    return any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)
