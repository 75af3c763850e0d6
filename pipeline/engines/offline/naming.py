"""A name for the issue at the centre that says which one it is: "the ban" is "the ban on phones at Delmore Unified".

A name that is only a noun is told apart by what stands beside the noun where the article brings it in, by who does it (a strike), by what
the headline puts it with, and by the place.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import Any

from pipeline.engines.offline.deeds import deed, gerund, is_date, phrase
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.lexicons import load
from pipeline.words import content_stems, stem

_WORDS = load("stance")
_EVENTS: dict[str, str] = dict(_WORDS.table("events")) | dict(_WORDS.table("headed_events"))
_UNITS, _VOTING = _WORDS.words("units"), _WORDS.words("voting")
_PEOPLE = load("speech").words("people")
_BODIES = load("names").words("bodies")
# Prepositions that tell which one it is; with others a phrase tells when, how or why.
_TELLING = frozenset({"of", "on", "against", "for", "in", "at", "between", "over"})
_BY_DOERS, _DOING = _WORDS.words("by_doers"), _WORDS.words("doing_it")
_OVER, _FOR = _WORDS.words("by_doers") | _WORDS.words("linked_by_over"), _WORDS.words("linked_by_for")
# Sentences in which an issue is brought in, content words that a name must have and may have, and the words that one part may add.
_EARLY, _BARE, _ENOUGH, _MOST = 5, 1, 3, 8
_MARKS = " ,;:–—-“”\"'‘’()[]?!."


def fuller(name: str, is_issue: Callable[[Any], bool], parsed: Sequence[Parsed], headline: str) -> str:
    """The name with as much beside it as tells which issue it is.

    is_issue: whether a token names the issue.
    """
    bare = len(set(content_stems(name))) <= _BARE
    for part in _parts(is_issue, parsed, headline, bare=bare):
        have = set(content_stems(name))
        if len(have) >= _ENOUGH:
            break
        new = set(content_stems(part))
        if new and not new & have and len(have | new) <= _MOST:
            name = f"{name} {part}"
    return name


def _parts(is_issue: Callable[[Any], bool], parsed: Sequence[Parsed], headline: str, *, bare: bool) -> Iterator[str]:
    """What may stand behind the name, the most telling first."""
    mentions = [
        (token, sentence) for sentence in parsed[:_EARLY] for token in sentence.doc if not sentence.quoted[token.i] and is_issue(token)
    ]
    nouns = [token for token, _ in mentions if token.pos_ in ("NOUN", "PROPN")]
    yield from _beside(nouns[:2], deeds=bare)
    yield from _done_to([token for token, _ in mentions if token.pos_ == "VERB"])
    for token, _ in mentions:
        yield from _doers(token)
    yield from _in_headline(headline, parsed)
    yield from _places(parsed, headline) if bare else ()
    yield from _headline_nouns(headline, parsed, {token.lemma_.lower() for token, _ in mentions})


def _beside(nouns: Iterable[Any], *, deeds: bool) -> Iterator[str]:
    """Prepositions and clauses on the noun."""
    for noun in nouns:
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ in _TELLING and not is_date(child) and not _is_measured(child):
                yield deed(_of_phrase(child))
            elif deeds and child.dep_ in ("acl", "relcl"):
                yield _deed(child)


def _done_to(verbs: Iterable[Any]) -> Iterator[str]:
    """ "sued Chiwanda Copper": the lawsuit is against it."""
    for verb in verbs:
        link = _EVENTS.get(verb.lemma_.lower(), "").partition(" ")[2]
        thing = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
        if link and thing is not None and thing.pos_ in ("NOUN", "PROPN") and thing.lemma_.lower() not in _PEOPLE:
            yield f"{link} {phrase(thing)}"


def _of_phrase(preposition: Any) -> list[Any]:
    """The preposition with its noun, without clauses and asides."""
    aside = {
        token.i
        for word in preposition.subtree
        for child in word.children
        if child.dep_ in ("relcl", "appos", "acl", "advcl", "parataxis") or (child.dep_ == "prep" and is_date(child))
        for token in child.subtree
    }
    return [token for token in preposition.subtree if token.i not in aside]


def _is_measured(preposition: Any) -> bool:
    return any(word.like_num or word.lemma_.lower() in _UNITS for word in preposition.subtree)


def _deed(clause: Any) -> str:
    """ "a bill postponing the polls", "a bill that would let a pipeline cross the land": what it does."""
    told = any(child.tag_ in ("WDT", "WP") and child.dep_ == "nsubj" for child in clause.children)
    to = any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.children)
    if clause.lemma_ in ("be", "have", "do") or (clause.tag_ == "VBN" and not told) or not (told or to or clause.tag_ == "VBG"):
        return ""
    parts = (child for child in clause.rights if child.dep_ in ("dobj", "ccomp", "xcomp", "prt"))
    rest = [token for child in parts for token in child.subtree]
    if not rest:
        return ""
    words = deed([clause, *rest]).removeprefix(clause.text).strip()
    return f"to {clause.lemma_} {words}" if to else f"{gerund(clause.lemma_)} {words}"


def _doers(token: Any) -> Iterator[str]:
    """Who strikes: "by crews on the ferries"."""
    noun_or_act = token.lemma_.lower() in _BY_DOERS or (token.pos_ == "VERB" and token.lemma_ in ("strike", "walk"))
    verb = token
    while verb.pos_ != "VERB" and verb.head.i != verb.i and verb.dep_ in ("dobj", "pobj", "prep", "attr"):
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    on = token.dep_ != "pobj" or token.head.lower_ == "on"  # "went on strike", not "is behind the strike"
    acts = verb.i == token.i or (verb.lemma_.lower() in _DOING and on)
    if noun_or_act and acts and subject is not None and subject.i != token.i and subject.pos_ in ("NOUN", "PROPN"):
        words = phrase(subject)
        opens = subject.left_edge.i == 0 and subject.left_edge.pos_ in ("NOUN", "ADJ")
        yield f"by {words[0].lower()}{words[1:]}" if opens else f"by {words}"


def _in_headline(headline: str, parsed: Sequence[Parsed]) -> Iterator[str]:
    """Phrases of the headline with a preposition: "at Port Ellice", "over robots"; headlines are not parsed."""
    written = {token.text for sentence in parsed for token in sentence.doc if token.pos_ in ("NOUN", "PROPN", "ADJ")}
    known = {word.lower() for word in written}
    parts = headline.split()
    for place, word in enumerate(parts):
        if word.lower() not in _TELLING:
            continue
        taken: list[str] = []
        for part in parts[place + 1 : place + 6]:
            bare = part.strip(_MARKS)
            if bare.lower() in ("the", "a", "an", "its", "their") and not taken:
                continue
            if bare.lower() not in known or bare.lower() in _UNITS:
                break
            taken.append(bare if bare in written else bare.lower())
            if part[-1] in _MARKS:
                break
        if taken:
            yield f"{word.lower()} {' '.join(taken)}"


def _headline_nouns(headline: str, parsed: Sequence[Parsed], own: Set[str]) -> Iterator[str]:
    """Nouns of the headline that the text speaks of most, as what the issue is about: "on market square charges"."""
    nouns = Counter(stem(token.lower_) for sentence in parsed for token in sentence.doc if token.pos_ == "NOUN" and _tells(token, own))
    adjectives = {stem(token.lower_) for sentence in parsed for token in sentence.doc if token.pos_ in ("ADJ", "PROPN")}
    written = {token.text for sentence in parsed for token in sentence.doc}
    runs: list[list[str]] = [[]]
    for part in headline.split():
        bare = part.strip(_MARKS)
        if stem(bare.lower()) in nouns.keys() | adjectives:
            runs[-1].append(bare if bare in written else bare.lower())
        if stem(bare.lower()) not in nouns.keys() | adjectives or part[-1] in _MARKS:
            runs.append([])
    runs = [run for run in runs if run and stem(run[-1].lower()) in nouns]
    for run in sorted(runs, key=lambda run: -max(nouns[stem(word.lower())] for word in run))[:1]:
        yield f"{_link(own)} {'the ' if _takes_article(run[-1].lower(), parsed) else ''}{' '.join(run[-3:])}"


def _takes_article(word: str, parsed: Sequence[Parsed]) -> bool:
    """Whether the body speaks of it with an article or as somebody's: "the lid", "its lid"."""
    found = (
        token for sentence in parsed for token in sentence.doc if token.lower_ == word and token.tag_ == "NN" and token.dep_ != "compound"
    )
    return any(child.dep_ in ("det", "poss") for token in found for child in token.children)


def _tells(noun: Any, own: Set[str]) -> bool:
    lemma = noun.lemma_.lower()
    return lemma not in own and lemma not in _UNITS and lemma not in _PEOPLE and lemma not in _BODIES and lemma not in _VOTING


def _link(own: Set[str]) -> str:
    return "over" if own & _OVER else "for" if own & _FOR else "on"


def _places(parsed: Sequence[Parsed], headline: str) -> Iterator[str]:
    """A place of the lead that the headline or another sentence names too: "in Tewbury"."""
    named = [set(headline.split()), *({token.text for token in sentence.doc} for sentence in parsed)]
    for sentence in parsed[:2]:
        for token in sentence.doc:
            if token.lower_ in ("in", "at") and token.dep_ == "prep":
                noun = next((child for child in token.children if child.dep_ == "pobj"), None)
                again = noun is not None and sum(noun.text in words for words in named) > 1
                if noun is not None and again and noun.tag_ in ("NNP", "NNPS") and not is_date(token):
                    name = [word for word in noun.subtree if word.dep_ in ("compound", "det") or word.i == noun.i]
                    yield f"{token.lower_} {clause_text(name)}"
