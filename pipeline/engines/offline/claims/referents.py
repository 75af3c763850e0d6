"""Phrases as a reader would write them elsewhere: pronouns and "the company" replaced by whom they stand for, asides left out."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import Actor, as_owner
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.syntax.parse import Parsed, clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import bearer_of, subject_of
from pipeline.lexicons import load

_FIRST = {"i": "", "me": "", "we": "", "us": "", "my": "’s", "our": "’s", "mine": "’s", "ours": "’s"}
_THIRD = frozenset({"it", "its", "they", "them", "their", "he", "him", "his", "she", "her"})
# Children of a noun that comment on it rather than say which one it is.
_ASIDE = frozenset({"appos", "cc", "conj", "advcl", "parataxis", "ccomp", "dep"})
_OPENERS = load("measures").words("openers")
_ACCOUNTS = load("measures").words("accounts")
_LINK = r"(?:that|of|in|at|on|for|against|to|from|compared)\b"
_DISPENSABLE = frozenset({"det", "predet", "quantmod", "punct", "cc", "neg"})
_PHRASE_LENGTH = 14


class Referents:
    """Who or what the words of an article's sentences stand for."""

    def __init__(self, parsed: Sequence[Parsed], speeches: Iterable[Speech], names: Names) -> None:
        self._names = names
        self._speeches = {number: list(group) for number, group in groupby(speeches, key=lambda speech: speech.sentence.id)}
        self._topics: dict[int, tuple[str, bool]] = {}
        self._company = self._reporting(parsed)
        for before, sentence in zip([None, *parsed], parsed, strict=False):
            self._topics[sentence.id] = self._topic(sentence, before)

    def of_company(self, text: str) -> str:
        """ "rise in net profit" with the company's name, in a story of a company's results."""
        match = re.fullmatch(rf"(?P<lead>(?:\w+ in )?)(?P<core>[\w-]+(?: [\w-]+){{0,4}}?)(?P<rest> {_LINK}.*)?", text)
        if self._company is None or match is None or match["core"].split()[-1].lower() not in _ACCOUNTS:
            return text
        if (match["rest"] or "").startswith(" of the company"):
            return text.replace(" of the company", f" of {self._company}", 1)
        return f"{match['lead']}{as_owner(self._company)} {match['core']}{match['rest'] or ''}"

    def topic(self, sentence: Parsed) -> str:
        """What the sentence before was about; empty at the start."""
        return self._topics[sentence.id][0]

    def _reporting(self, parsed: Sequence[Parsed]) -> str | None:
        """The company whose results the first sentence tells."""
        lead = parsed[0] if parsed else None
        if lead is None or not any(token.lower_ in _ACCOUNTS for token in lead.doc):
            return None
        root = next((token for token in lead.doc if token.head.i == token.i), None)
        subject = subject_of(root) if root is not None else None
        actor = self._names.actor(subject, lead) if subject is not None and subject.tag_ in ("NNP", "NNPS") else None
        return actor.name if actor is not None and actor.kind == "institution" else None

    def of(self, token: Token, sentence: Parsed) -> str | None:
        """The words that a pronoun stands for; possessive for a possessive. None where that is not known, or it is no pronoun."""
        word = token.lower_
        if word in _FIRST and token.text != "US":
            speaker = next((speech.source.name for speech in self._speeches.get(sentence.id, ()) if token.i in speech.tokens), None)
            return f"{short_name(speaker)}{_FIRST[word]}" if speaker else None
        if word not in _THIRD or token.tag_ not in ("PRP", "PRP$"):
            return None
        actor = self._names.actor(token, sentence) or self._names.plural(token, sentence) or self._who_says(token, sentence)
        name = short_name(actor.name) if actor else self._owner(token, sentence) or self._topic_for(word, sentence)
        return (as_owner(name) if token.tag_ == "PRP$" else name) if name else None

    def _who_says(self, token: Token, sentence: Parsed) -> Actor | None:
        """ "The firm said it would cut jobs": an "it" right under the verb of speech is the firm."""
        if token.lower_ != "it" or token.dep_ != "nsubj":
            return None
        speech = next((speech for speech in self._speeches.get(sentence.id, ()) if token.i in speech.tokens), None)
        if speech is None or speech.source.kind != "institution" or speech.cue is None:
            return None
        return speech.source if token.i > speech.cue and token.head.head.i == speech.cue else None

    def phrase(self, noun: Token, sentence: Parsed, without: Iterable[int] = (), *, article: bool = False) -> str:
        """A noun's phrase without numbers, asides and what a comma sets apart: what can stand alone. Empty for an unknown pronoun.

        article: keep "the" or "a" in front, for a phrase inside another.
        """
        if noun.tag_ in ("PRP", "PRP$", "WP", "WDT", "DT", "EX"):
            return self._stands_for(noun, sentence)
        if (actor := self._body(noun, sentence)) is not None:
            return actor
        left_out = set(without) | _asides(noun)
        tokens = [token for token in noun.subtree if token.i not in left_out]
        while tokens and (tokens[0].dep_ in _DISPENSABLE or tokens[0].lower_ in _OPENERS or self._is_unknown(tokens[0], sentence)):
            tokens = tokens[1:]
        text = self.words(_cut(_without_loose_ends(tokens), noun), sentence)
        opener = noun.left_edge if article and noun.left_edge.dep_ == "det" and noun.left_edge.head.i == noun.i else None
        if not text or opener is None or opener.i in left_out:
            return text
        word = opener.lower_ if opener.lower_ not in ("a", "an") else "an" if text[0].lower() in "aeiou" else "a"
        return f"{word} {text}"

    def _is_unknown(self, token: Token, sentence: Parsed) -> bool:
        return token.tag_ == "PRP$" and self.of(token, sentence) is None

    def words(self, tokens: Sequence[Token], sentence: Parsed) -> str:
        """Tokens as they stand, with what their pronouns stand for."""
        parts: list[str] = []
        if tokens and tokens[0].tag_ == "WP$":  # "whose flights", away from its noun
            owner = self._stands_for(tokens[0], sentence)
            parts, tokens = ([as_owner(owner)] if owner else []), tokens[1:]
        for known, run in groupby(_without_loose_ends(tokens), key=lambda token: self.of(token, sentence)):
            words = _as_inside(list(run)) if known is None else known
            # "I am": Roe is.
            parts.append(re.sub(r"^(?:am|['’]m)\b", "is", words) if parts and known is None else words)
        text = " ".join(part for part in parts if part)
        return text.replace(" ’s", "’s").replace(" 's", "'s").strip(" ,;:.–—-“”\"'‘’()[]")

    def _stands_for(self, token: Token, sentence: Parsed) -> str:
        if token.tag_ in ("WP", "WDT", "WP$") or (token.lower_ == "that" and token.head.dep_ == "relcl"):
            head = token.head
            while head.dep_ not in ("relcl", "ROOT") and head.head.i != head.i:
                head = head.head
            return self.phrase(bearer_of(head), sentence, [word.i for word in head.subtree]) if head.dep_ == "relcl" else ""
        if token.lower_ in ("those", "these") and any(child.dep_ in ("prep", "relcl", "acl") for child in token.children):
            return " ".join(word.text for word in token.subtree if word.i < token.i + _PHRASE_LENGTH)  # "those in the least active fifth"
        if token.tag_ == "DT" and token.lower_ in ("this", "that", "these", "those"):
            return self._topic_for("they" if token.lower_ in ("these", "those") else "it", sentence)
        return self.of(token, sentence) or ""

    def _body(self, noun: Token, sentence: Parsed) -> str | None:
        """The name of what "the company" or "the bank" is, where the article has said so."""
        others = [child for child in noun.children if child.dep_ not in ("det", "punct") and child.dep_ not in _ASIDE | {"relcl"}]
        if noun.tag_ != "NN" or others or not any(child.lower_ == "the" for child in noun.children):
            return None
        actor = self._names.actor(noun, sentence)
        if actor is None or actor.kind == "anonymous" or not actor.name[:1].isupper() or actor.name.split()[0].lower() == "the":
            return None
        return short_name(actor.name) if actor.kind == "named" else actor.name

    def _owner(self, token: Token, sentence: Parsed) -> str:
        """The subject before "its" or "their" in the same clause: "the league, which asks its 17 clubs"."""
        if token.lower_ not in ("its", "their"):
            return ""
        verb = token
        while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
            verb = verb.head
        subject = subject_of(verb)
        if subject is None or subject.i >= token.i or token in subject.subtree or subject.tag_ in ("PRP", "EX"):
            return ""
        return self.phrase(subject, sentence, article=True)

    def _topic_for(self, word: str, sentence: Parsed) -> str:
        """The subject of the sentence before, where its number agrees: "The sums were small. By 2020 they averaged …"."""
        text, plural = self._topics.get(sentence.id, ("", False))
        if not text or word not in (("they", "them", "their") if plural else ("it", "its")):
            return ""
        # "Halden's rate has fallen. Its shares …": the owner owns on.
        return re.split(r"['’]s ", text)[0] if word == "its" else text

    def _topic(self, sentence: Parsed, before: Parsed | None) -> tuple[str, bool]:
        """What the sentence before says something of, and whether it is plural."""
        if before is None or sentence.sentence.paragraph - before.sentence.paragraph > 1:
            return "", False
        root = next((token for token in before.doc if token.head.i == token.i), None)
        if root is not None and any(speech.cue == root.i for speech in self._speeches.get(before.id, ())):
            root = next((before.doc[s.root] for s in self._speeches[before.id] if s.cue == root.i and s.root is not None), root)
        subject = subject_of(root) if root is not None else None
        if subject is None or subject.i > 40:
            return "", False
        if subject.tag_ == "PRP":
            carried = self._topics.get(before.id, ("", False))
            return carried if subject.lower_ in ("it", "they") and not self._names.actor(subject, before) else ("", False)
        if subject.pos_ not in ("NOUN", "PROPN"):
            return "", False
        plural = subject.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in subject.children)
        return self.phrase(subject, before), plural


def _without_loose_ends(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without prepositions whose object was left out: "farmers received compared with"."""
    kept = list(tokens)
    while True:
        places = {token.i for token in kept}
        loose = [
            token
            for token in kept
            if token.dep_ in ("prep", "agent")
            and any(token.children)
            and not places & {child.i for child in token.children if child.dep_ != "advmod"}
        ]
        if not loose:
            return kept
        kept = [token for token in kept if token not in loose]


def _as_inside(tokens: list[Token]) -> str:
    """The words of tokens; the first word of a sentence is no longer one."""
    text = clause_text(tokens)
    first = tokens[0]
    return text[0].lower() + text[1:] if first.i == 0 and first.tag_ not in ("NNP", "NNPS") and first.text[1:].islower() else text


def short_name(name: str) -> str:
    """A person's long name by its first and last word; other names as they are, without an article."""
    words = name.split()
    if words and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def _asides(noun: Token) -> set[int]:
    """Places of what a phrase can do without: numbers on the noun, appositions, clauses behind a comma, further members of a list."""
    left_out: set[int] = set()
    for token in noun.subtree:
        if token.i in left_out:
            continue
        for child in token.children:
            comma = child.i > 0 and any(mark.text in (",", "–", "—", "(", "-") for mark in token.doc[token.i + 1 : child.left_edge.i + 1])
            if (
                child.dep_ in _ASIDE
                or (token.i == noun.i and child.dep_ == "nummod" and child.i < noun.i)
                or (child.dep_ in ("relcl", "acl", "prep", "amod") and child.i > token.i and comma)
                or (child.dep_ == "relcl" and token.i != noun.i)
            ):
                left_out |= {word.i for word in child.subtree}
    return left_out


def _cut(tokens: Sequence[Token], noun: Token) -> list[Token]:
    """Whole phrases up to a length that can be read at a glance."""
    kept = list(tokens)
    while len(kept) > _PHRASE_LENGTH:
        last = max(
            (token.i for token in kept if token.i > noun.i and token.dep_ in ("prep", "relcl", "acl", "advcl", "pcomp")), default=None
        )
        if last is None:
            break
        kept = [token for token in kept if token.i < last]
    return kept[:20]
