"""A name for the issue at the centre that says which one it is: "the ban" is "the ban on phones at Delmore Unified".

A name that is only a noun is told apart by what stands beside the noun where the article brings it in, by who does it (a strike), by what
the headline puts it with, and by the place.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set

from pipeline.engines.offline.stance.deeds import deed, gerund, is_date, phrase
from pipeline.engines.offline.stance.issue_kinds import EVENTS, acted_on, is_the, key_of, key_of_word
from pipeline.engines.offline.stance.wishes import COMMON_DEEDS
from pipeline.engines.offline.syntax.parse import Parsed, clause_text
from pipeline.engines.offline.syntax.tokens import Token, text_of
from pipeline.lexicons import load
from pipeline.words import content_stems, stem

_WORDS = load("stance")
_UNITS, _VOTING = _WORDS.words("units"), _WORDS.words("voting")
_PEOPLE = load("speech").words("people")
_BODIES = load("names").words("bodies")
# Prepositions that tell which one it is; with others a phrase tells when, how or why.
_TELLING = frozenset({"of", "on", "against", "for", "in", "at", "between", "over"})
_BY_DOERS, _DOING = _WORDS.words("by_doers"), _WORDS.words("doing_it")
_OVER, _FOR = _WORDS.words("by_doers") | _WORDS.words("linked_by_over"), _WORDS.words("linked_by_for")
# Sentences in which an issue is brought in, content words that a name must have and may have, and the words that one part may add.
# From such a share of capitals on a headline has them on all words.
_TITLED = 0.7
_EARLY, _BARE, _ENOUGH, _MOST = 5, 1, 3, 8
_ORDINALS = frozenset({"first", "second", "third", "new", "latest", "next"})
_LONGEST_NAME, _LONGEST_COMPLEMENT = 6, 6
# In headlines: marks at the edges of words, words that end a deed ("plan to cap prices as vote nears"), and words that are no name's part.
_MARKS = " ,;:–—-“”\"'‘’()[]?!."
_AFTER_A_DEED = frozenset(
    {"as", "after", "in", "by", "amid", "despite", "over", "says", "say", "before", "for", "from", "with", "and", "but", "is", "are"}
)
_NO_NAME_BEFORE = frozenset({"new", "first", "second", "big", "major", "final", "key", "last", "more", "latest", "controversial"})
_MOST_BEFORE, _MOST_IN_DEED = 3, 5
WITH_DEEDS = frozenset(
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


def fuller(name: str, is_issue: Callable[[Token], bool], parsed: Sequence[Parsed], headline: str) -> str:
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


def in_small_letters(headline: str, parsed: Sequence[Parsed]) -> str:
    """A headline with small letters where the body has no capital: "Regulators Cap the Price" -> "regulators cap the price".

    A word that the body does not have keeps its capital, unless all words of the headline have one.
    """
    written = {token.text for sentence in parsed for token in sentence.doc[1:]}
    words = headline.split()
    titled = sum(word[0].isupper() for word in words if word[0].isalpha()) > _TITLED * sum(word[0].isalpha() for word in words)
    plain = []
    for word in words:
        bare = word.strip(_MARKS)
        small = bare.lower() in written or (titled and not bare.isupper())
        plain.append(word.lower() if bare and bare not in written and small else word)
    return " ".join(plain)


def _parts(is_issue: Callable[[Token], bool], parsed: Sequence[Parsed], headline: str, *, bare: bool) -> Iterator[str]:
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


def _beside(nouns: Iterable[Token], *, deeds: bool) -> Iterator[str]:
    """Prepositions and clauses on the noun."""
    for noun in nouns:
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ in _TELLING and not is_date(child) and not _is_measured(child):
                yield deed(_of_phrase(child))
            elif deeds and child.dep_ in ("acl", "relcl"):
                yield _deed(child)


def _done_to(verbs: Iterable[Token]) -> Iterator[str]:
    """ "sued Chiwanda Copper": the lawsuit is against it."""
    for verb in verbs:
        link = EVENTS.get(verb.lemma_.lower(), "").partition(" ")[2]
        thing = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
        if link and thing is not None and thing.pos_ in ("NOUN", "PROPN") and thing.lemma_.lower() not in _PEOPLE:
            yield f"{link} {phrase(thing)}"


def _of_phrase(preposition: Token) -> list[Token]:
    """The preposition with its noun, without clauses and asides."""
    aside = {
        token.i
        for word in preposition.subtree
        for child in word.children
        if child.dep_ in ("relcl", "appos", "acl", "advcl", "parataxis") or (child.dep_ == "prep" and is_date(child))
        for token in child.subtree
    }
    return [token for token in preposition.subtree if token.i not in aside]


def _is_measured(preposition: Token) -> bool:
    return any(word.like_num or word.lemma_.lower() in _UNITS for word in preposition.subtree)


def _deed(clause: Token) -> str:
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


def _doers(token: Token) -> Iterator[str]:
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
    runs: list[tuple[str, list[str]]] = [("", [])]  # each with the word right before it, "" behind a mark
    for part in headline.split():
        bare = part.strip(_MARKS)
        told = stem(bare.lower()) in nouns.keys() | adjectives
        if told:
            runs[-1][1].append(bare if bare in written else bare.lower())
        if not told or part[-1] in _MARKS:
            runs.append(("" if part[-1] in _MARKS else bare.lower(), []))
    runs = [(before, run) for before, run in runs if run and stem(run[-1].lower()) in nouns]
    for before, run in sorted(runs, key=lambda pair: -max(nouns[stem(word.lower())] for word in pair[1]))[:1]:
        # "cocoa production" is no cocoa on production.
        link = "" if before in own else f"{_link(own)} {'the ' if run[-1].lower() in with_article(parsed) else ''}"
        yield f"{link}{' '.join(run[-3:])}"


def with_article(parsed: Sequence[Parsed]) -> frozenset[str]:
    """The singular nouns of which the body speaks with an article or as somebody's: "the lid", "its lid"."""
    nouns = (token for sentence in parsed for token in sentence.doc if token.tag_ == "NN" and token.dep_ != "compound")
    return frozenset(token.lower_ for token in nouns if any(child.dep_ in ("det", "poss") for child in token.children))


def _tells(noun: Token, own: Set[str]) -> bool:
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


def event_name(verb: Token) -> str:
    noun = EVENTS[verb.lemma_.lower()]
    thing = acted_on(verb)
    if thing is None or " " not in noun:
        return f"the {noun.split()[0]}"
    if thing.pos_ != "PROPN" and (thing.pos_ != "NOUN" or thing.lemma_.lower() in _PEOPLE or noun.endswith(" for")):
        return f"the {noun.split()[0]}"
    known = is_the(thing) or any(child.tag_ == "PRP$" for child in thing.children)
    return f"the {noun} {'the ' if known else ''}{phrase(thing)}"


def by_usual_word(named: Sequence[tuple[str, str]], headline: Iterable[str]) -> list[str]:
    """The names with the headline's word for the thing, else with the one that is used most; acts count with any."""
    headed = {word.removesuffix("s") for word in headline}
    counts = Counter(lemma for lemma, _ in named)
    usual = max(counts, key=lambda lemma: (lemma in headed, counts[lemma], lemma))
    return [text for lemma, text in named if lemma == usual or lemma in EVENTS or _is_title(text)]


def _is_title(text: str) -> bool:
    """A name that a law or a plan has of its own: "the Industrial Data Regulation"."""
    parts = text.removeprefix("the ").split()
    return len(parts) > 1 and all(part[0].isupper() for part in parts)


def names_in_headline(headline: str, key: str, written: Collection[str]) -> Iterable[str]:
    """How the headline names the issue: "rail strike", "plan to cap insulin prices".

    written: the nouns and adjectives of the body as they stand there; headlines are not parsed, and often capitalise every word.
    """
    known = {word.lower() for word in written}
    parts = headline.split()
    bare = [part.strip(_MARKS) for part in parts]
    lower = [word.lower() for word in bare]
    for place, word in enumerate(lower):
        if word not in known or key_of_word(word) not in (key, stem(key)):
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


def best(texts: Sequence[str]) -> str:
    """The fullest name, of several the most frequent, of these the first. More than a handful of words tells a story and names no issue."""
    counted = Counter(texts)
    return max(counted, key=lambda text: (fullness(text), counted[text]))


def fullness(text: str) -> int:
    number = len(content_stems(text))
    return number if number <= _LONGEST_NAME else 0


def topic_name(noun: Token) -> str:
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
        and not (beside.lower_ == "to" and key_of(noun) in WITH_DEEDS)
        and not (beside.right_edge.i + 1 < len(noun.doc) and beside.right_edge.nbor().like_num)  # "a levy of Rs 2 a kilo"
    ):
        text = f"{text} {_joined(_complement(beside))}"
    if not names and (beside is None or is_date(beside) or beside.lower_ == "to") and (done := _deed_of(noun)):
        text = f"{text} {done}"
    if owner is not None:
        return f"{_words(owner)} {text}"
    return text if number is not None or noun.tag_ == "NNS" else f"the {text}"


def _deed_of(noun: Token) -> str:
    """What a plan or a law would do: "bill that would cap the price of insulin" is one "to cap the price of insulin"."""
    if key_of(noun) not in WITH_DEEDS:
        return ""
    for clause in noun.rights:
        own = clause.dep_ == "acl" and any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.children)
        told = clause.dep_ == "relcl" and any(child.tag_ in ("WDT", "WP") and child.dep_ == "nsubj" for child in clause.children)
        thing = next((child for child in clause.children if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN")), None)
        if (own or told) and thing is not None and clause.lemma_.lower() not in COMMON_DEEDS:
            return f"to {clause.lemma_.lower()} {'the ' if is_the(thing) else ''}{phrase(thing)}"
    # "plans to means-test the allowance": the parser takes the "means" for a noun.
    after = noun.doc[noun.i + 1 : noun.i + 5]
    if len(after) == 4 and after[0].lower_ == "to" and after[2].text == "-" and after[3].tag_ == "VB":
        thing = next((child for child in after[3].children if child.dep_ == "dobj"), None)
        if thing is not None:
            return f"to {after[1].lower_}-{after[3].lower_} {'the ' if is_the(thing) else ''}{phrase(thing)}"
    return ""


def _words(token: Token) -> str:
    return _joined(token.subtree)


def _joined(tokens: Iterable[Token]) -> str:
    return text_of(tokens).strip(" ,;:–—")


def _complement(preposition: Token) -> list[Token]:
    """The preposition with its noun; what is said of that noun only where it is short ("of the emergency room" of "at the hospital")."""
    whole = list(preposition.subtree)
    if len(whole) <= _LONGEST_COMPLEMENT:
        return whole
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), preposition)
    return [token for token in whole if token.i <= noun.i]
