"""What an article's sides are about: the issue at the centre, the other issues, and one wording for each.

The issue at the centre is what headline, lead, repetition and judging verbs share: a noun, or an act ("jailed Roe": the sentence for Roe).
Short later forms ("the scheme", "it") mean an issue that was named before.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from pipeline.engines.offline.deeds import COMMENTING, is_date, phrase
from pipeline.engines.offline.naming import fuller
from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.predicates import COMMON_DEEDS, Judgement, judgements, undoes, undone_by
from pipeline.lexicons import load
from pipeline.words import content_stems, stem, words

_WORDS = load("stance")
_STUDIES = load("questions").words("studies")
_INQUIRIES = load("questions").words("bodies_of_inquiry")
_NAMED = _WORDS.words("issues")
_GENERIC = _WORDS.words("generic")
_VEILS, _HOLLOW = _WORDS.words("veils"), _WORDS.words("hollow")
_VOICED = (
    _WORDS.words("support_nouns")
    | _WORDS.words("oppose_nouns")
    | {"question", "issue", "point", "case", "forecast", "outlook", "guidance", "estimate"}
)
_UNITS, _NO_TARGETS = _WORDS.words("units"), _WORDS.words("no_targets")
_HEADED_EVENTS: dict[str, str] = dict(_WORDS.table("headed_events"))
_EVENTS: dict[str, str] = dict(_WORDS.table("events")) | _HEADED_EVENTS
_SAME = {word: key for key, group in _WORDS.table("same_issue").items() for word in group}
_EVENT_KEYS = {verb: _SAME.get(noun.split()[0], noun.split()[0]) for verb, noun in _EVENTS.items()}
_KEYS_OF_STEMS = {stem(word): key for word, key in (_EVENT_KEYS | _SAME).items()}
_KEYS_OF_ACTS = frozenset(_EVENT_KEYS.values())
_GRANTING, _REFUSING, _OUTCOMES = _WORDS.words("granting"), _WORDS.words("refusing"), _WORDS.words("outcomes")
_PAST = frozenset({"has", "have", "had", "been", "was", "were"})
_PEOPLE = load("speech").words("people")
_BODIES = load("names").words("bodies") | load("names").words("firms")
# Plurals that are figures, where the singular may be an issue: the sale of a firm, the sales of a shop.
_FIGURES = frozenset({"sales", "rates", "orders", "terms", "returns", "charges"})
_ORDINALS = frozenset({"first", "second", "third", "new", "latest", "next"})
# Sentences in which the issue must have been named, and in which an act may be it.
_EARLY, _LEAD = 12, 3
_LONGEST_NAME, _LONGEST_COMPLEMENT = 6, 6
# Content words of a name that says which issue it is ("the heating plan").
_NAMED_FULLY = 2
# Of the names of a topic the first so many: later ones are shorter, or of another thing of its kind.
_FIRST = 4
# Who says it, at the end of a headline: ", trial finds", ", inquest told". The trial and the inquest are not the issue.
_WHO_SAYS = re.compile(
    r",\s+[^,:;.?!]{2,40}\s(?:says?|said|find|finds|found|hears?|heard|told|shows?|suggests?|warns?|claims?|argues?|reveals?|reports?|rules?|predicts?)\s*$",
    re.IGNORECASE,
)
# In headlines: marks at the edges of words, words that end a deed ("plan to cap prices as vote nears"), and words that are no name's part.
_MARKS = " ,;:–—-“”\"'‘’()[]?!."
_AFTER_A_DEED = frozenset(
    {"as", "after", "in", "by", "amid", "despite", "over", "says", "say", "before", "for", "from", "with", "and", "but", "is", "are"}
)
_NO_NAME_BEFORE = frozenset({"new", "first", "second", "big", "major", "final", "key", "last", "more", "latest", "controversial"})
_MOST_BEFORE, _MOST_IN_DEED = 3, 5
_WITH_DEEDS = frozenset(
    {
        "plan",
        "law",
        "deal",
        "measure",
        "rule",
        "policy",
        "order",
        "motion",
        "amendment",
        "resolution",
        "decision",
        "bid",
        "effort",
        "campaign",
    }
)
# Events that make their object, so that who is for the one is for the other.
_MAKING = frozenset({"build", "expand", "reopen"})
_DRAFTS = frozenset({"design", "bid", "permission", "approval", "licence", "license", "permit", "call", "motion", "bill"})
_PLANNING = frozenset({"build", "open", "plan", "propose", "unveil", "introduce", "create", "develop", "install", "erect"})
_KNOWN, _HOLLOW_WEIGHT, _HEADED, _JUDGED = 4.0, 2.0, 2.0, 0.5


class Issues:
    """The issues of an article. `topic`: the wording of the one at the centre. `judgements`: the sides of each sentence, by its id.

    undone: the lemma of the thing that the topic would undo (the library, where the topic is its closure), else "".
    """

    def __init__(self, parsed: Sequence[Parsed], headline: str) -> None:
        self._last: dict[int, list[tuple[int, Any]]] = {}
        self._key = ""
        self._also: frozenset[str] = frozenset()
        self._introduced: set[str] = set()
        self._names: dict[str, str] = {}
        self._name = ""
        self.topic = headline or "the story"
        self.judgements: dict[int, tuple[Judgement, ...]] = {sentence.id: tuple(judgements(sentence.doc)) for sentence in parsed}
        self._find(parsed, _WHO_SAYS.sub("", headline))
        self._introduced = {
            token.lemma_.lower()
            for sentence in parsed
            if not any(key_of(token) == self._key for token in sentence.doc)
            for token in sentence.doc
            if token.dep_ in ("dobj", "pobj", "attr") and any(child.lower_ in ("a", "an") for child in token.children)
        }
        self.undone = self._object(parsed)
        self._planned = any(self._is_planned(token) for sentence in parsed[:_LEAD] for token in sentence.doc)
        self._place(parsed)
        self._decided = self._verdict(parsed)
        if self._name:
            self.topic = fuller(self._name, lambda token: key_of(token) == self._key, parsed, _WHO_SAYS.sub("", headline))

    @property
    def is_known(self) -> bool:
        """Whether the topic is a thing that one can be for or against by its kind (a plan, a tax), not just what is talked about most."""
        return _is_known(self._key) or self._planned

    @property
    def key(self) -> str:
        """The kind of thing that the topic is: a plan, a law, a strike."""
        return self._key

    def is_topic(self, token: Any) -> bool:
        """Whether a token names the topic, or is a verb that does it to the thing that the topic names."""
        if key_of(token) not in {self._key, *self._also} or self._is_another(token):
            return False
        thing = _acted_on(token) if token.pos_ == "VERB" else None
        if thing is None or thing.pos_ == "PRON":
            return True
        named = set(content_stems(self._name))
        return len(named) < 2 or stem(thing.lemma_) in named

    def is_issue(self, noun: Any) -> bool:
        """Whether a noun is of a kind that one can be for or against."""
        if noun.pos_ == "VERB":
            return self.is_topic(noun)
        is_thing = noun.lemma_.lower() == self.undone
        return noun.pos_ in ("NOUN", "PROPN") and (is_thing or _is_known(key_of(noun)) or self.is_topic(noun))

    def outcome(self, thing: Any | None) -> int:
        """What was decided on the topic where a thing means the decision or whoever made it ("the ruling", "the court"): +1 granted, -1
        refused, 0 for another thing. Without a thing, as a feeling has none, the decision is meant.
        """
        value, decider = self._decided
        if thing is None:
            return value
        lemma = thing.lemma_.lower()
        means = (lemma in _OUTCOMES and key_of(thing) != self._key and _about_nothing(thing)) or lemma == decider
        return value if means else 0

    def named_in(self, tokens: Iterable[Any]) -> bool:
        """Whether some words name the topic, or may mean it by a short form."""
        return any(self.is_topic(token) or token.lemma_.lower() in _GENERIC for token in tokens)

    def is_named(self, word: Any) -> bool:
        """Whether a word names an issue, whatever the parser takes it for."""
        return _is_known(_SAME.get(word.lower_, word.lower_))

    def named(self, word: Any) -> str:
        """The wording of the issue that a word names."""
        is_topic = self._is_short_form(word) or _SAME.get(word.lower_, word.lower_) == self._key
        return self.topic if is_topic else self._names.get(word.lower_, word.lower_)

    def target(self, thing: Any | None, sentence: Parsed, wording: str = "") -> str:
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

    def of(self, tokens: Iterable[Any], sentence: Parsed) -> str:
        """What a passage is about: the topic where it is named, else another issue in it, else the topic."""
        nouns = [token for token in tokens if token.pos_ in ("NOUN", "PROPN", "VERB")]
        if any(self.is_topic(noun) for noun in nouns):
            return self.topic
        others = [noun for noun in nouns if noun.lemma_.lower() in _NAMED - _GENERIC and _is_said_of(noun)]
        return self.target(others[0], sentence) if others else self.topic

    def _is_short_form(self, noun: Any) -> bool:
        """Whether "the plan" means the topic: no fuller name, and no "a plan" apart from the topic, says that it is another."""
        lemma = noun.lemma_.lower()
        fuller = len(self._names.get(lemma, "").removeprefix("the ").split()) > 1
        return lemma in _GENERIC and is_bare(noun) and _is_the(noun) and not fuller and lemma not in self._introduced

    def _means_topic(self, text: str) -> bool:
        ours, theirs = set(content_stems(text)), set(content_stems(self._name))
        return bool(ours and theirs) and ours >= theirs

    def _is_another(self, noun: Any) -> bool:
        """Whether a number tells the noun apart from the topic ("Measure 15")."""
        number = next((child.text for child in noun.rights if child.dep_ == "nummod" and child.like_num), None)
        return number is not None and number not in self._name.split() and any(word.isdigit() for word in self._name.split())

    def _before(self, token: Any, sentence: Parsed) -> Any | None:
        """The issue that was named last before a pronoun, in its sentence or the one before it in the paragraph."""
        here = [noun for place, noun in self._last.get(sentence.id, ()) if place < token.i]
        if here:
            return here[-1]
        earlier = self._last.get(-sentence.id - 1, ())
        return earlier[-1][1] if earlier else None

    def _find(self, parsed: Sequence[Parsed], headline: str) -> None:
        mentions: Counter[str] = Counter(key_of(token) for sentence in parsed for token in sentence.doc if _counts(token))
        judged = Counter(
            key_of(side.thing) for judged in self.judgements.values() for side in judged if side.thing is not None and side.firm
        )
        headed = {_key_of_word(word) for word in words(headline)} | {stem(word) for word in words(headline)}
        # "A motion to block the change" is about the change, and "the trial found that …" makes the trial a source.
        no_topics = {
            key_of(token)
            for sentence in parsed
            for token in sentence.doc
            if undone_by(token) is not None or _is_source(token) or _inquires(token)
        }
        scores: dict[str, float] = {}
        named: dict[str, list[tuple[str, str]]] = {}
        for place, sentence in enumerate(parsed):
            for token in sentence.doc:
                if not (_may_be_issue(token) or (place < _LEAD and _is_event(token))) or key_of(token) in no_topics:
                    continue
                key = key_of(token)
                is_headed = key in headed or stem(key) in headed
                if token.pos_ == "VERB" and token.lemma_.lower() in _HEADED_EVENTS and not self._is_told(token, headed):
                    continue
                if sentence.quoted[token.i] or ((place >= _EARLY or _is_where(token)) and not is_headed):
                    continue
                named.setdefault(key, []).append((token.lemma_.lower(), _event_name(token) if token.pos_ == "VERB" else _topic_name(token)))
                weight = (
                    (_HEADED if is_headed else 1.0)
                    * (1.0 if not _is_known(key) else _HOLLOW_WEIGHT if token.lemma_.lower() in _HOLLOW else _KNOWN)
                    * (1 + _JUDGED * judged[key])
                )
                scores.setdefault(key, mentions[key] * weight / (1 + min(place, _EARLY) / _EARLY))
        if not scores:
            return
        self._key = max(scores, key=lambda key: (scores[key], key))
        written = {token.text for sentence in parsed for token in sentence.doc if token.pos_ in ("NOUN", "PROPN", "ADJ")}
        own = _by_usual_word(named[self._key], words(headline))[:_FIRST]
        self._name = _best([*own, *_in_headline(headline, self._key, written)])
        if self._key in _GENERIC and _fullness(self._name) < _NAMED_FULLY:
            # "the policy" alone is the plan that the lead names.
            others = [
                (key, text) for key, texts in named.items() for lemma, text in texts if lemma in _WITH_DEEDS | _HOLLOW and key != self._key
            ]
            if others and (full := _best([text for _, text in others])) and _fullness(full) >= _NAMED_FULLY:
                self._name = full
                self._also = frozenset(key for key, text in others if text == full)
        for key, texts in named.items():
            if key != self._key and _is_known(key):
                for lemma in {lemma for lemma, _ in texts}:
                    self._names[lemma] = _best([text for other, text in texts if other == lemma])

    def _object(self, parsed: Sequence[Parsed]) -> str:
        """What the topic would undo. Of a topic that makes a thing ("the building of the centre") the thing is a name too."""
        for sentence in parsed[:_EARLY]:
            for verb in sentence.doc:
                thing = _acted_on(verb) if key_of(verb) == self._key and _is_event(verb) else None
                if thing is None or thing.pos_ != "NOUN" or _event_name(verb) != self._name:
                    continue
                if verb.lemma_ in _MAKING:
                    self._also |= {key_of(thing)}
                return str(thing.lemma_.lower()) if undoes(verb) else ""
        return ""

    def _is_planned(self, noun: Any) -> bool:
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

    def _is_told(self, verb: Any, headed: Collection[str]) -> bool:
        """Whether the headline speaks of an act, and the text says to what it is done."""
        spoken_of = bool({key_of(verb), stem(key_of(verb)), stem(verb.lemma_)} & set(headed))
        return spoken_of and len(_event_name(verb).split()) > 2

    def _verdict(self, parsed: Sequence[Parsed]) -> tuple[int, str]:
        """What the lead says was decided on the topic, and the noun of the body that decided: (0, "") where nothing was."""
        for sentence in parsed[:_LEAD]:
            for verb in sentence.doc:
                value = _decision(verb)
                thing = _acted_on(verb) if value else None
                if thing is None or sentence.quoted[verb.i] or not (self.is_topic(thing) or _means(thing, self.is_topic)):
                    continue
                agent = next((noun for child in verb.children if child.dep_ == "agent" for noun in child.children), None)
                decider = agent if agent is not None else next((child for child in verb.children if child.dep_ == "nsubj"), None)
                body = decider is not None and decider.pos_ == "NOUN"
                return value, decider.lemma_.lower() if body and decider is not None else ""
        return 0, ""

    def _place(self, parsed: Sequence[Parsed]) -> None:
        """Where issues are named; under a negative number what the sentence before named."""
        before: list[tuple[int, Any]] = []
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


def key_of(token: Any) -> str:
    """What things of one kind share: "scheme" and "proposal" are a plan, "jailed" and "prison term" a sentence."""
    lemma = token.lemma_.lower()
    return str((_EVENT_KEYS if token.pos_ == "VERB" else _SAME).get(lemma, lemma))


def is_bare(noun: Any) -> bool:
    """ "the plan": nothing but an article."""
    return all(child.dep_ in ("det", "punct", "relcl", "acl") or child.lower_ in COMMENTING or is_date(child) for child in noun.children)


def _key_of_word(word: str) -> str:
    """The key of a word of the headline, whose form and kind are not known."""
    singular = word.removesuffix("s")
    return _SAME.get(word) or _SAME.get(singular) or _KEYS_OF_STEMS.get(stem(word)) or stem(word)


def _is_known(key: str) -> bool:
    return key in _KNOWN_KEYS


_KNOWN_KEYS = frozenset(_SAME.values()) | _KEYS_OF_ACTS | (_NAMED - _SAME.keys())


def _is_source(noun: Any) -> bool:
    """Whether a noun is what found something: "the inquest heard that …", "according to the largest trial of its kind"."""
    if noun.pos_ != "NOUN":
        return False
    if noun.dep_ == "pobj" and noun.head.head.lower_ == "according":
        return noun.lemma_.lower() in _STUDIES
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _FINDING and any(child.dep_ == "ccomp" for child in noun.head.children)


def _inquires(noun: Any) -> bool:
    """ "an investigation into the takeover": the takeover is the issue."""
    links = (child for child in noun.children if child.lower_ in ("into", "of")) if noun.lemma_.lower() in _INQUIRIES else ()
    return any(thing.dep_ == "pobj" and _is_known(key_of(thing)) for link in links for thing in link.children)


_FINDING = frozenset({"find", "show", "suggest", "conclude", "reveal", "indicate", "hear"})


def _counts(token: Any) -> bool:
    return (token.pos_ in ("NOUN", "PROPN") and len(token) > 2) or (token.pos_ == "VERB" and token.lemma_.lower() in _EVENTS)


def _may_be_issue(token: Any) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN":
        return lemma in _NAMED and token.dep_ != "compound"
    if token.pos_ != "NOUN" or token.dep_ in ("npadvmod", "nmod", "compound") or len(token) < 3 or _is_thing(token):
        return False
    return lemma in _NAMED or not (lemma in _UNITS or lemma in _PEOPLE or lemma in _BODIES or lemma in _NO_TARGETS)


def _is_where(noun: Any) -> bool:
    """ "homes at a quarry": where something is."""
    return bool(noun.dep_ == "pobj" and noun.head.lower_ in ("at", "in", "near", "outside", "inside", "from"))


def _is_thing(noun: Any) -> bool:
    """Whether a plural is a figure, or homes that stand: those of "plans for 400 homes" are an issue."""
    planned = noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in _HOLLOW
    return noun.lower_ in _FIGURES or (noun.lower_ in ("homes", "houses") and not planned)


def _decision(verb: Any) -> int:
    """+1 for a verb that grants what it is done to, -1 for one that refuses it, 0 for others and for what may still come."""
    if verb.pos_ != "VERB" or any(child.dep_ in ("aux", "neg") and child.lower_ not in _PAST for child in verb.children):
        return 0
    lemma = verb.lemma_.lower()
    forms = {lemma, *(f"{lemma} {child.lower_}" for child in verb.children if child.dep_ in ("prt", "advmod", "prep"))}
    return bool(forms & _GRANTING) - bool(forms & _REFUSING)


def _means(noun: Any, is_topic: Callable[[Any], bool]) -> bool:
    """ "an application for the quarry": a veil before the topic."""
    within = (thing for child in noun.children if child.dep_ == "prep" for thing in child.children if thing.dep_ == "pobj")
    return noun.lemma_.lower() in _HOLLOW | _VEILS and any(is_topic(thing) for thing in within)


def _about_nothing(noun: Any) -> bool:
    """ "the ruling", "Thursday's decision": nothing says which."""
    return not any(child.dep_ in ("prep", "relcl", "acl") and child.lower_ in ("on", "to", "about", "of", "for") for child in noun.children)


def _is_event(verb: Any) -> bool:
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in _EVENTS:
        return False
    if verb.dep_ == "advcl" and any(child.lower_ in ("when", "since") for child in verb.children):
        return False  # "When she bought the cinema, she promised ..."
    if verb.lemma_ == "walk":
        return any(child.lower_ in ("out", "off") for child in verb.children)
    thing = _acted_on(verb)
    if thing is not None and verb.lemma_ in ("open", "launch") and thing.lemma_.lower() in _INQUIRIES:
        return False  # "opened an investigation into the takeover": the takeover is the issue
    if thing is not None and (thing.lemma_.lower() in _VOICED or _is_sum(thing)):
        return False  # "raised concerns" and "raised $80m" are no rise, and cutting a forecast no side.
    if verb.lemma_ == "strike" and any(child.dep_ in ("dobj", "prt") for child in verb.children):
        return False  # "an earthquake struck Peru", "struck down the law"
    return thing is not None or " " not in _EVENTS[verb.lemma_.lower()]


def _is_sum(noun: Any) -> bool:
    """ "$80m", "£9,000"."""
    return noun.like_num or any(child.text in "$£€¥₹" for child in noun.children)


def _acted_on(verb: Any) -> Any | None:
    if verb.lemma_ == "agree":
        return None
    return next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)


def _event_name(verb: Any) -> str:
    noun = _EVENTS[verb.lemma_.lower()]
    thing = _acted_on(verb)
    if thing is None or " " not in noun:
        return f"the {noun.split()[0]}"
    if thing.pos_ != "PROPN" and (thing.pos_ != "NOUN" or thing.lemma_.lower() in _PEOPLE or noun.endswith(" for")):
        return f"the {noun.split()[0]}"
    known = _is_the(thing) or any(child.tag_ == "PRP$" for child in thing.children)
    return f"the {noun} {'the ' if known else ''}{phrase(thing)}"


def _unveiled(noun: Any) -> Any | None:
    """ "work on the mine": the mine."""
    within = (child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("of", "on", "at"))
    return next((thing for child in within for thing in child.children if thing.dep_ == "pobj"), None)


def _is_said_of(noun: Any) -> bool:
    """Whether a clause says something of a thing that is known already ("the offer was ...", "its plan")."""
    known = any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in noun.children)
    return known and noun.dep_ in ("nsubj", "nsubjpass", "dobj")


def _is_the(noun: Any) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)


def _by_usual_word(named: Sequence[tuple[str, str]], headline: Iterable[str]) -> list[str]:
    """The names with the headline's word for the thing, else with the one that is used most; acts count with any."""
    headed = {word.removesuffix("s") for word in headline}
    counts = Counter(lemma for lemma, _ in named)
    usual = max(counts, key=lambda lemma: (lemma in headed, counts[lemma], lemma))
    return [text for lemma, text in named if lemma == usual or lemma in _EVENTS or _is_title(text)]


def _is_title(text: str) -> bool:
    """A name that a law or a plan has of its own: "the Industrial Data Regulation"."""
    parts = text.removeprefix("the ").split()
    return len(parts) > 1 and all(part[0].isupper() for part in parts)


def _in_headline(headline: str, key: str, written: Collection[str]) -> Iterable[str]:
    """How the headline names the issue: "rail strike", "plan to cap insulin prices".

    written: the nouns and adjectives of the body as they stand there; headlines are not parsed, and often capitalise every word.
    """
    known = {word.lower() for word in written}
    parts = headline.split()
    bare = [part.strip(_MARKS) for part in parts]
    lower = [word.lower() for word in bare]
    for place, word in enumerate(lower):
        if word not in known or _key_of_word(word) not in (key, stem(key)):
            continue
        first = place
        while first > max(0, place - _MOST_BEFORE) and parts[first - 1][-1] not in _MARKS and _may_name(lower[first - 1], known):
            first -= 1
        end = place + 1
        if lower[end : end + 1] == ["to"]:
            stops = (i for i in range(end + 2, len(parts)) if parts[i - 1][-1] in _MARKS or lower[i] in _AFTER_A_DEED)
            last = next(stops, len(parts))
            end = last if end + 2 < last <= end + 1 + _MOST_IN_DEED else end
        if first < place or end > place + 1:
            names = (
                word.lower() if word.lower() in written and (i == 0 or word not in written) else word
                for i, word in enumerate(bare[first:end], first)
            )
            yield f"the {' '.join(names)}"


def _may_name(word: str, known: Collection[str]) -> bool:
    """Whether a word of the headline may stand before the noun: the body has it, or it is "mining", "housing"."""
    return word not in _NO_NAME_BEFORE and (word in known or (word.endswith("ing") and len(word) > 5))


def _best(texts: Sequence[str]) -> str:
    """The fullest name, of several the most frequent, of these the first. More than a handful of words tells a story and names no issue."""
    counted = Counter(texts)
    return max(counted, key=lambda text: (_fullness(text), counted[text]))


def _fullness(text: str) -> int:
    number = len(content_stems(text))
    return number if number <= _LONGEST_NAME else 0


def _topic_name(noun: Any) -> str:
    """The noun with what names it (compounds, a possessor, "of ...") and without what only describes it ("second", "long-awaited")."""
    names = [child for child in noun.lefts if child.dep_ in ("compound", "nmod") or (child.dep_ == "amod" and child.text[0].isupper())]
    names = [name for name in names if not any(word.text[0].isdigit() or word.tag_ in (",", ":") for word in name.subtree)]
    names = [name for name in names if name.lower_ not in _ORDINALS]
    number = next((child for child in noun.rights if child.dep_ == "nummod"), None) if noun.pos_ == "PROPN" else None
    own = noun.lower_ if noun.i == 0 and noun.pos_ == "NOUN" else noun.text
    text = " ".join([*(_words(child) for child in names), own, *([number.text] if number is not None else [])])
    owner = next((child for child in noun.lefts if child.dep_ == "poss" and child.pos_ == "PROPN"), None)
    beside = next(
        (child for child in noun.rights if child.dep_ == "prep" and child.lower_ in ("of", "on", "to", "against", "for", "in")), None
    )
    if (
        beside is not None
        and not is_date(beside)
        and len(_complement(beside)) <= _LONGEST_COMPLEMENT
        and not any(word.like_num or word.lemma_.lower() in _UNITS for word in _complement(beside))
        and not (beside.lower_ == "to" and key_of(noun) in _WITH_DEEDS)
        and not (beside.right_edge.i + 1 < len(noun.doc) and beside.right_edge.nbor().like_num)  # "a levy of Rs 2 a kilo"
    ):
        text = f"{text} {_joined(_complement(beside))}"
    if not names and (beside is None or is_date(beside) or beside.lower_ == "to") and (done := _deed_of(noun)):
        text = f"{text} {done}"
    if owner is not None:
        return f"{_words(owner)} {text}"
    return text if number is not None or noun.tag_ == "NNS" else f"the {text}"


def _deed_of(noun: Any) -> str:
    """What a plan or a law would do: "bill that would cap the price of insulin" is one "to cap the price of insulin"."""
    if key_of(noun) not in _WITH_DEEDS:
        return ""
    for clause in noun.rights:
        own = clause.dep_ == "acl" and any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.children)
        told = clause.dep_ == "relcl" and any(child.tag_ in ("WDT", "WP") and child.dep_ == "nsubj" for child in clause.children)
        thing = next((child for child in clause.children if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN")), None)
        if (own or told) and thing is not None and clause.lemma_.lower() not in COMMON_DEEDS:
            return f"to {clause.lemma_.lower()} {'the ' if _is_the(thing) else ''}{phrase(thing)}"
    # "plans to means-test the allowance": the parser takes the "means" for a noun.
    after = noun.doc[noun.i + 1 : noun.i + 5]
    if len(after) == 4 and after[0].lower_ == "to" and after[2].text == "-" and after[3].tag_ == "VB":
        thing = next((child for child in after[3].children if child.dep_ == "dobj"), None)
        if thing is not None:
            return f"to {after[1].lower_}-{after[3].lower_} {'the ' if _is_the(thing) else ''}{phrase(thing)}"
    return ""


def _words(token: Any) -> str:
    return _joined(token.subtree)


def _joined(tokens: Iterable[Any]) -> str:
    return " ".join("".join(word.text_with_ws for word in tokens).split()).strip(" ,;:–—")


def _complement(preposition: Any) -> list[Any]:
    """The preposition with its noun; what is said of that noun only where it is short ("of the emergency room" of "at the hospital")."""
    whole = list(preposition.subtree)
    if len(whole) <= _LONGEST_COMPLEMENT:
        return whole
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), preposition)
    return [token for token in whole if token.i <= noun.i]
