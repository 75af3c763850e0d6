"""What an article's sides are about: the issue at the centre, the other issues, and one wording for each.

The issue at the centre is what headline, lead, repetition and judging verbs share: a noun, or an act ("jailed Roe": the sentence for Roe).
Short later forms ("the scheme", "it") mean an issue that was named before.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from pipeline.engines.offline.stance.deeds import COMMENTING, is_date, phrase
from pipeline.engines.offline.stance.issue_kinds import (
    EVENTS,
    HEADED_EVENTS,
    NAMED,
    SAME,
    acted_on,
    is_event,
    is_known,
    is_the,
    key_of,
    key_of_word,
)
from pipeline.engines.offline.stance.issue_words import issue_words
from pipeline.engines.offline.stance.judgement import Judgement
from pipeline.engines.offline.stance.naming import (
    WITH_DEEDS,
    best,
    by_usual_word,
    event_name,
    fuller,
    fullness,
    in_small_letters,
    names_in_headline,
    topic_name,
)
from pipeline.engines.offline.stance.predicates import judgements
from pipeline.engines.offline.stance.topics import Candidate, Scene, candidates, central
from pipeline.engines.offline.stance.undoing import undoes, undone_by
from pipeline.engines.offline.syntax.parse import Parsed, parse_line
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load
from pipeline.words import content_stems, stem, words

_WORDS = load("stance")
_STUDIES = load("questions").words("studies")
_INQUIRIES = load("questions").words("bodies_of_inquiry")
_GENERIC = _WORDS.words("generic")
_VEILS, _HOLLOW = _WORDS.words("veils"), _WORDS.words("hollow")
_UNITS, _NO_TARGETS = _WORDS.words("units"), _WORDS.words("no_targets")
_GRANTING, _REFUSING, _OUTCOMES = _WORDS.words("granting"), _WORDS.words("refusing"), _WORDS.words("outcomes")
_PAST = frozenset({"has", "have", "had", "been", "was", "were"})
_PEOPLE = load("speech").words("people")
_BODIES = load("names").words("bodies") | load("names").words("firms")
# Plurals that are figures, where the singular may be an issue: the sale of a firm, the sales of a shop.
_FIGURES = frozenset({"sales", "rates", "orders", "terms", "returns", "charges"})
# Sentences in which the issue must have been named, and in which an act may be it.
_EARLY, _LEAD = 12, 3
# Of fewer sentences than these there is not enough to weigh one issue against another.
_WEIGHED = 5
# Content words of a name that says which issue it is ("the heating plan").
_NAMED_FULLY = 2
# Of the names of a topic the first so many: later ones are shorter, or of another thing of its kind.
_FIRST = 4
# Who says it, at the end of a headline: ", trial finds", ", inquest told". The trial and the inquest are not the issue.
_WHO_SAYS = re.compile(
    r",\s+[^,:;.?!]{2,40}\s(?:says?|said|find|finds|found|hears?|heard|told|shows?|suggests?|warns?|claims?|argues?|reveals?|reports?|rules?|predicts?)\s*$",
    re.IGNORECASE,
)
# Events that make their object, so that who is for the one is for the other.
_MAKING = frozenset({"build", "expand", "reopen"})
_DRAFTS = frozenset({"design", "bid", "permission", "approval", "licence", "license", "permit", "call", "motion", "bill"})
_PLANNING = frozenset({"build", "open", "plan", "propose", "unveil", "introduce", "create", "develop", "install", "erect"})
_KNOWN, _HOLLOW_WEIGHT, _HEADED, _JUDGED = 4.0, 2.0, 2.0, 0.5


# A topic that starts with somebody's: "the Donald Trump’s proposal".
_OWNED = re.compile(r"^the ((?:[A-Z][\w.-]*\s)*[A-Z][\w.-]*)[’']s\s")


def as_spoken_of(topic: str, parsed: Sequence[Parsed]) -> str:
    """A topic without the "the" before its owner ("the Ida Ott’s proposal") that the article never puts before that name."""
    owned = _OWNED.match(topic)
    if owned is None or any(f"the {owned[1].lower()}" in sentence.lower for sentence in parsed):
        return topic
    return topic.removeprefix("the ")


class Issues:
    """The issues of an article. `topic`: the wording of the one at the centre. `judgements`: the sides of each sentence, by its id.

    scene: what the candidates for the topic are weighed against. words: how likely each word is to be one of the topic's, by its stem.
    undone: the lemma of the thing that the topic would undo (the library, where the topic is its closure), else "".
    """

    def __init__(self, parsed: Sequence[Parsed], headline: str) -> None:
        self._last: dict[int, list[tuple[int, Token]]] = {}
        self._key = ""
        self._also: frozenset[str] = frozenset()
        self._introduced: set[str] = set()
        self._names: dict[str, str] = {}
        self._name = ""
        self._deed: Token | None = None
        self.topic = headline or "the story"
        self.judgements: dict[int, tuple[Judgement, ...]] = {sentence.id: tuple(judgements(sentence.doc)) for sentence in parsed}
        self._keys: dict[int, list[str]] = {sentence.id: [key_of(token) for token in sentence.doc] for sentence in parsed}
        bare = _WHO_SAYS.sub("", headline)
        self._find(parsed, bare)
        if self._name:
            self.topic = fuller(self._name, lambda token: key_of(token) == self._key, parsed, bare)
        judged = [side for sides in self.judgements.values() for side in sides]
        self.scene = Scene(self.topic, parse_line(in_small_letters(bare, parsed)) if bare.strip() else (), parsed, judged)
        self.words = issue_words(self.scene.headline, parsed)
        if len(parsed) >= _WEIGHED:
            self._settle(central(candidates(self.scene, self.words)))
        self.topic = as_spoken_of(self.topic, parsed)
        self._introduced = {
            token.lemma_.lower()
            for sentence in parsed
            if self._key not in self._keys[sentence.id]
            for token in sentence.doc
            if token.dep_ in ("dobj", "pobj", "attr") and any(child.lower_ in ("a", "an") for child in token.children)
        }
        self.undone = self._object(parsed)
        self._planned = any(self._is_planned(token) for sentence in parsed[:_LEAD] for token in sentence.doc)
        self._place(parsed)
        self._decided = self._verdict(parsed)

    def _settle(self, chosen: Candidate) -> None:
        """Takes another issue for the topic where one weighs more than what the rules found."""
        if chosen.token is not None:
            self.topic = self._name = chosen.text
            self._key, self._also, self._deed = key_of(chosen.token), frozenset(), chosen.token

    @property
    def is_known(self) -> bool:
        """Whether the topic is a thing that one can be for or against by its kind (a plan, a tax), not just what is talked about most."""
        return is_known(self._key) or self._planned

    @property
    def key(self) -> str:
        """The kind of thing that the topic is: a plan, a law, a strike."""
        return self._key

    def is_topic(self, token: Token) -> bool:
        """Whether a token names the topic, or is a verb that does it to the thing that the topic names."""
        if key_of(token) not in {self._key, *self._also} or self._is_another(token):
            return False
        thing = acted_on(token) if token.pos_ == "VERB" else None
        if thing is None or thing.pos_ == "PRON":
            return True
        named = set(content_stems(self._name))
        return len(named) < 2 or stem(thing.lemma_) in named

    def is_issue(self, noun: Token) -> bool:
        """Whether a noun is of a kind that one can be for or against."""
        if noun.pos_ == "VERB":
            return self.is_topic(noun)
        is_thing = noun.lemma_.lower() == self.undone
        return noun.pos_ in ("NOUN", "PROPN") and (is_thing or is_known(key_of(noun)) or self.is_topic(noun))

    def outcome(self, thing: Token | None) -> int:
        """What was decided on the topic where a thing means the decision or whoever made it ("the ruling", "the court"): +1 granted, -1
        refused, 0 for another thing. Without a thing, as a feeling has none, the decision is meant.
        """
        value, decider = self._decided
        if thing is None:
            return value
        lemma = thing.lemma_.lower()
        means = (lemma in _OUTCOMES and key_of(thing) != self._key and _about_nothing(thing)) or lemma == decider
        return value if means else 0

    def named_in(self, tokens: Iterable[Token]) -> bool:
        """Whether some words name the topic, or may mean it by a short form."""
        return any(self.is_topic(token) or token.lemma_.lower() in _GENERIC for token in tokens)

    def is_named(self, word: Token) -> bool:
        """Whether a word names an issue, whatever the parser takes it for."""
        return is_known(SAME.get(word.lower_, word.lower_))

    def named(self, word: Token) -> str:
        """The wording of the issue that a word names."""
        is_topic = self._is_short_form(word) or SAME.get(word.lower_, word.lower_) == self._key
        return self.topic if is_topic else self._names.get(word.lower_, word.lower_)

    def target(self, thing: Token | None, sentence: Parsed, wording: str = "") -> str:
        """The wording of what is judged: the topic, another issue by its fullest name, or the thing's own words."""
        if thing is None or self.outcome(thing):
            return self.topic
        if thing.lemma_.lower() in _HOLLOW and any(child.dep_ in ("acl", "relcl") and self.is_topic(child) for child in thing.rights):
            return self.topic  # "its plan to acquire the farmland", where the topic is the acquisition
        if thing.lemma_.lower() in _VEILS and (unveiled := _unveiled(thing)) is not None:
            return self.target(unveiled, sentence)
        if thing.pos_ == "PRON" or thing.tag_ in ("DT", "WDT", "WP", "CD"):
            before = self._before(thing, sentence)
            return self.topic if before is None else self.target(before, sentence)
        if (self.is_topic(thing) and not wording) or self._is_short_form(thing):
            return self.topic
        own = wording or phrase(thing)
        if self._means_topic(own) and not (wording and len(content_stems(self._name)) < 2):
            return self.topic
        return own if wording or not is_bare(thing) else self._names.get(thing.lemma_.lower(), own)

    def of(self, tokens: Iterable[Token], sentence: Parsed) -> str:
        """What a passage is about: the topic where it is named, else another issue in it, else the topic."""
        nouns = [token for token in tokens if token.pos_ in ("NOUN", "PROPN", "VERB")]
        if any(self.is_topic(noun) for noun in nouns):
            return self.topic
        others = [noun for noun in nouns if noun.lemma_.lower() in NAMED - _GENERIC and _is_said_of(noun)]
        return self.target(others[0], sentence) if others else self.topic

    def _is_short_form(self, noun: Token) -> bool:
        """Whether "the plan" means the topic: no fuller name, and no "a plan" apart from the topic, says that it is another."""
        lemma = noun.lemma_.lower()
        fuller = len(self._names.get(lemma, "").removeprefix("the ").split()) > 1
        return lemma in _GENERIC and is_bare(noun) and is_the(noun) and not fuller and lemma not in self._introduced

    def _means_topic(self, text: str) -> bool:
        ours, theirs = set(content_stems(text)), set(content_stems(self._name))
        return bool(ours and theirs) and ours >= theirs

    def _is_another(self, noun: Token) -> bool:
        """Whether a number tells the noun apart from the topic ("Measure 15")."""
        number = next((child.text for child in noun.rights if child.dep_ == "nummod" and child.like_num), None)
        return number is not None and number not in self._name.split() and any(word.isdigit() for word in self._name.split())

    def _before(self, token: Token, sentence: Parsed) -> Token | None:
        """The issue that was named last before a pronoun, in its sentence or the one before it in the paragraph."""
        here = [noun for place, noun in self._last.get(sentence.id, ()) if place < token.i]
        if here:
            return here[-1]
        earlier = self._last.get(-sentence.id - 1, ())
        return earlier[-1][1] if earlier else None

    def _keyed(self, parsed: Sequence[Parsed]) -> Iterator[tuple[Token, str]]:
        return ((token, key) for sentence in parsed for token, key in zip(sentence.doc, self._keys[sentence.id], strict=True))

    def _find(self, parsed: Sequence[Parsed], headline: str) -> None:
        mentions: Counter[str] = Counter(key for token, key in self._keyed(parsed) if _counts(token))
        judged = Counter(
            key_of(side.thing) for judged in self.judgements.values() for side in judged if side.thing is not None and side.firm
        )
        headed = {key_of_word(word) for word in words(headline)} | {stem(word) for word in words(headline)}
        # "A motion to block the change" is about the change, and "the trial found that …" makes the trial a source.
        no_topics = {key for token, key in self._keyed(parsed) if undone_by(token) is not None or _is_source(token) or _inquires(token)}
        scores: dict[str, float] = {}
        named: dict[str, list[tuple[str, str]]] = {}
        for place, sentence in enumerate(parsed):
            for token, key in zip(sentence.doc, self._keys[sentence.id], strict=True):
                if key in no_topics or not (_may_be_issue(token) or (place < _LEAD and is_event(token))):
                    continue
                is_headed = key in headed or stem(key) in headed
                if token.pos_ == "VERB" and token.lemma_.lower() in HEADED_EVENTS and not self._is_told(token, headed):
                    continue
                if sentence.quoted[token.i] or ((place >= _EARLY or _is_where(token)) and not is_headed):
                    continue
                named.setdefault(key, []).append((token.lemma_.lower(), event_name(token) if token.pos_ == "VERB" else topic_name(token)))
                weight = (
                    (_HEADED if is_headed else 1.0)
                    * (1.0 if not is_known(key) else _HOLLOW_WEIGHT if token.lemma_.lower() in _HOLLOW else _KNOWN)
                    * (1 + _JUDGED * judged[key])
                )
                scores.setdefault(key, mentions[key] * weight / (1 + min(place, _EARLY) / _EARLY))
        if not scores:
            return
        self._key = max(scores, key=lambda key: (scores[key], key))
        written = {token.text for sentence in parsed for token in sentence.doc if token.pos_ in ("NOUN", "PROPN", "ADJ")}
        own = by_usual_word(named[self._key], words(headline))[:_FIRST]
        self._name = best([*own, *names_in_headline(headline, self._key, written)])
        if self._key in _GENERIC and fullness(self._name) < _NAMED_FULLY:
            # "the policy" alone is the plan that the lead names.
            others = [
                (key, text) for key, texts in named.items() for lemma, text in texts if lemma in WITH_DEEDS | _HOLLOW and key != self._key
            ]
            if others and (full := best([text for _, text in others])) and fullness(full) >= _NAMED_FULLY:
                self._name = full
                self._also = frozenset(key for key, text in others if text == full)
        for key, texts in named.items():
            if key != self._key and is_known(key):
                for lemma in {lemma for lemma, _ in texts}:
                    self._names[lemma] = best([text for other, text in texts if other == lemma])

    def _object(self, parsed: Sequence[Parsed]) -> str:
        """What the topic would undo. Of a topic that makes a thing ("the building of the centre") the thing is a name too."""
        if self._deed is not None and self._deed.pos_ == "VERB" and undoes(self._deed):
            thing = acted_on(self._deed)
            return str(thing.lemma_.lower()) if thing is not None and thing.pos_ == "NOUN" else ""
        for sentence in parsed[:_EARLY]:
            for verb in sentence.doc:
                thing = acted_on(verb) if key_of(verb) == self._key and is_event(verb) else None
                if thing is None or thing.pos_ != "NOUN" or event_name(verb) != self._name:
                    continue
                if verb.lemma_ in _MAKING:
                    self._also |= {key_of(thing)}
                return str(thing.lemma_.lower()) if undoes(verb) else ""
        return ""

    def _is_planned(self, noun: Token) -> bool:
        """Whether the topic is a thing that is to be: "plans for a tram line", "approved the tram line"."""
        if noun.pos_ not in ("NOUN", "PROPN") or not self.is_topic(noun):
            return False
        over = noun.head
        if noun.dep_ == "pobj" and over.lower_ == "for":  # on the draft, or on the verb beside it
            near = (over.head, *(child for child in over.head.children if child.dep_ == "dobj"))
            return any(word.lemma_.lower() in _HOLLOW | _VEILS | _DRAFTS for word in near)
        if noun.dep_ == "compound":
            return over.lemma_.lower() in _HOLLOW
        done = over.lemma_.lower() if noun.dep_ in ("dobj", "nsubjpass") else ""
        return done in _GRANTING | _REFUSING | _PLANNING

    def _is_told(self, verb: Token, headed: Collection[str]) -> bool:
        """Whether the headline speaks of an act, and the text says to what it is done."""
        spoken_of = bool({key_of(verb), stem(key_of(verb)), stem(verb.lemma_)} & set(headed))
        return spoken_of and len(event_name(verb).split()) > 2

    def _verdict(self, parsed: Sequence[Parsed]) -> tuple[int, str]:
        """What the lead says was decided on the topic, and the noun of the body that decided: (0, "") where nothing was."""
        for sentence in parsed[:_LEAD]:
            for verb in sentence.doc:
                value = _decision(verb)
                thing = acted_on(verb) if value else None
                if thing is None or sentence.quoted[verb.i] or not (self.is_topic(thing) or _means(thing, self.is_topic)):
                    continue
                agent = next((noun for child in verb.children if child.dep_ == "agent" for noun in child.children), None)
                decider = agent if agent is not None else next((child for child in verb.children if child.dep_ == "nsubj"), None)
                body = decider is not None and decider.pos_ == "NOUN"
                return value, decider.lemma_.lower() if body and decider is not None else ""
        return 0, ""

    def _place(self, parsed: Sequence[Parsed]) -> None:
        """Where issues are named; under a negative number what the sentence before named."""
        before: list[tuple[int, Token]] = []
        paragraph = -1
        for sentence in parsed:
            here = [
                (token.i, token)
                for token in sentence.doc
                if token.pos_ == "NOUN" and self.is_issue(token) and token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")
            ]
            self._last[sentence.id] = here
            self._last[-sentence.id - 1] = before if sentence.sentence.paragraph == paragraph else []
            before, paragraph = here, sentence.sentence.paragraph


def find_topic(parsed: Sequence[Parsed], headline: str) -> str:
    """The wording of the issue at the centre."""
    return Issues(parsed, headline).topic


def is_bare(noun: Token) -> bool:
    """ "the plan": nothing but an article."""
    return all(child.dep_ in ("det", "punct", "relcl", "acl") or child.lower_ in COMMENTING or is_date(child) for child in noun.children)


def _is_source(noun: Token) -> bool:
    """Whether a noun is what found something: "the inquest heard that …", "according to the largest trial of its kind"."""
    if noun.pos_ != "NOUN":
        return False
    if noun.dep_ == "pobj" and noun.head.head.lower_ == "according":
        return noun.lemma_.lower() in _STUDIES
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _FINDING and any(child.dep_ == "ccomp" for child in noun.head.children)


def _inquires(noun: Token) -> bool:
    """ "an investigation into the takeover": the takeover is the issue."""
    links = (child for child in noun.children if child.lower_ in ("into", "of")) if noun.lemma_.lower() in _INQUIRIES else ()
    return any(thing.dep_ == "pobj" and is_known(key_of(thing)) for link in links for thing in link.children)


_FINDING = frozenset({"find", "show", "suggest", "conclude", "reveal", "indicate", "hear"})


def _counts(token: Token) -> bool:
    return (token.pos_ in ("NOUN", "PROPN") and len(token) > 2) or (token.pos_ == "VERB" and token.lemma_.lower() in EVENTS)


def _may_be_issue(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN":
        return lemma in NAMED and token.dep_ != "compound"
    if token.pos_ != "NOUN" or token.dep_ in ("npadvmod", "nmod", "compound") or len(token) < 3 or _is_thing(token):
        return False
    return lemma in NAMED or not (lemma in _UNITS or lemma in _PEOPLE or lemma in _BODIES or lemma in _NO_TARGETS)


def _is_where(noun: Token) -> bool:
    """ "homes at a quarry": where something is."""
    return bool(noun.dep_ == "pobj" and noun.head.lower_ in ("at", "in", "near", "outside", "inside", "from"))


def _is_thing(noun: Token) -> bool:
    """Whether a plural is a figure, or homes that stand: those of "plans for 400 homes" are an issue."""
    planned = noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in _HOLLOW
    return noun.lower_ in _FIGURES or (noun.lower_ in ("homes", "houses") and not planned)


def _decision(verb: Token) -> int:
    """+1 for a verb that grants what it is done to, -1 for one that refuses it, 0 for others and for what may still come."""
    if verb.pos_ != "VERB" or any(child.dep_ in ("aux", "neg") and child.lower_ not in _PAST for child in verb.children):
        return 0
    lemma = verb.lemma_.lower()
    forms = {lemma, *(f"{lemma} {child.lower_}" for child in verb.children if child.dep_ in ("prt", "advmod", "prep"))}
    return bool(forms & _GRANTING) - bool(forms & _REFUSING)


def _means(noun: Token, is_topic: Callable[[Token], bool]) -> bool:
    """ "an application for the quarry": a veil before the topic."""
    within = (thing for child in noun.children if child.dep_ == "prep" for thing in child.children if thing.dep_ == "pobj")
    return noun.lemma_.lower() in _HOLLOW | _VEILS and any(is_topic(thing) for thing in within)


def _about_nothing(noun: Token) -> bool:
    """ "the ruling", "Thursday's decision": nothing says which."""
    return not any(child.dep_ in ("prep", "relcl", "acl") and child.lower_ in ("on", "to", "about", "of", "for") for child in noun.children)


def _unveiled(noun: Token) -> Token | None:
    """ "work on the mine": the mine."""
    within = (child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("of", "on", "at"))
    return next((thing for child in within for thing in child.children if thing.dep_ == "pobj"), None)


def _is_said_of(noun: Token) -> bool:
    """Whether a clause says something of a thing that is known already ("the offer was ...", "its plan")."""
    known = any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in noun.children)
    return known and noun.dep_ in ("nsubj", "nsubjpass", "dobj")
