"""Who says what, and how.

Cues are found from the outside in: what stands inside somebody's speech is theirs, so the outermost speaker inside the article is the
source. The forms: "X said that ...", "..., X said", inverted "said X", "X: ...", "according to X", participles ("adding that ..."),
accusations, denials and labels ("called it a disgrace"); then whole quoted sentences whose speaker stands in a neighbour; then the turns
of a transcript and the signed quotations of press releases.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from pipeline.engines.offline.names import Actor, Names
from pipeline.engines.offline.parse import Parsed
from pipeline.labels import Attribution
from pipeline.lexicons import load

_WORDS = load("speech")
_SAY = _WORDS.words("say")
_SAY_THAT = _WORDS.words("say_that")
_SHOWS = _WORDS.words("shows")
_TEXTS = _WORDS.words("texts")
_EXPECT = _WORDS.words("expect")
_ACCUSE = _WORDS.words("accuse")
_DENY = _WORDS.words("deny")
_LABEL = _WORDS.words("label")
_REFUSE = _WORDS.words("refuse")
_QUESTION = _WORDS.words("question")
_ALLEGATIONS = _WORDS.words("allegations")
_HEARINGS = _WORDS.words("hearings")

Act: TypeAlias = Literal["say", "expect", "accuse", "deny", "label"]
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLAUSAL = ("ccomp", "xcomp", "pcomp")
_CLOSERS = frozenset(",”\"’'–—-:")


@dataclass(frozen=True, slots=True)
class Speech:
    """What one speaker says in one sentence.

    tokens: places of the content's words. root: its head, None where it has none (a fragment). cue: place of the word that shows who
    speaks, None where the speaker stands in another sentence. lead: places of a subject that stands before the cue ("a trip that Rome says
    will come soon").
    """

    sentence: Parsed
    tokens: frozenset[int] = field(repr=False)
    root: int | None
    source: Actor
    act: Act
    cue: int | None
    rule: str
    lead: tuple[int, ...] = ()

    @property
    def attribution(self) -> Attribution:
        """direct, mixed or indirect, by how much of the content stands in quotation marks; an answer of a transcript is direct."""
        if self.rule == "transcript-turn":
            return "direct"
        return attribution(self.sentence, self.tokens)


def attribution(sentence: Parsed, tokens: Iterable[int]) -> Attribution:
    """direct where all words are quoted, mixed where some are, else indirect. "that" and punctuation do not count."""
    flags = [
        sentence.quoted[i] for i in tokens if sentence.doc[i].text[0].isalnum() and sentence.doc[i].lower_ not in ("that", "and", "but")
    ]
    return "direct" if flags and all(flags) else "mixed" if any(flags) else "indirect"


def find_speech(parsed: Sequence[Parsed], names: Names) -> list[Speech]:
    """All speech of an article, in order."""
    found = {sentence.id: _in_sentence(sentence, names) for sentence in parsed}
    for turn in _turns(parsed, names):
        found[turn.sentence.id] = [turn]
    _give_speakers(parsed, found, names)
    return [speech for sentence in parsed for speech in found[sentence.id]]


# Inside one sentence


def _in_sentence(sentence: Parsed, names: Names) -> list[Speech]:
    taken: set[int] = set()
    found: list[Speech] = []
    for token in sorted(sentence.doc, key=_depth):
        if token.i in taken and token.dep_ != "relcl":
            continue
        speech = _from_cue(token, sentence, names, taken if token.i not in taken else set())
        if speech is None or not speech.tokens:
            continue
        if token.i in taken:
            # Inside somebody's speech only what the same speaker adds is apart ("support, which he said was vital").
            around = next(outer for outer in found if token.i in outer.tokens)
            if speech.source.name != around.source.name or not speech.lead:
                continue
            found[found.index(around)] = replace(around, tokens=around.tokens - {word.i for word in token.subtree})
        found.append(speech)
        taken |= speech.tokens
    return sorted(found, key=lambda speech: min(speech.tokens))


def _depth(token: Any) -> int:
    depth = 0
    while token.head.i != token.i and depth < 60:
        token = token.head
        depth += 1
    return depth


def _from_cue(token: Any, sentence: Parsed, names: Names, taken: set[int]) -> Speech | None:
    if token.lower_ == "according" and token.i + 1 < len(sentence.doc) and token.nbor().lower_ == "to":
        return _according(token, sentence, names, taken)
    if token.pos_ not in ("VERB", "AUX") or (sentence.quoted[token.i] and not sentence.is_quoted()) or _no_assertion(token):
        return None
    lemma = token.lemma_.lower()
    if lemma in _DENY and (speech := _denial(token, sentence, names)):
        return speech
    if lemma in _ACCUSE and (speech := _accusation(token, sentence, names)):
        return speech
    if lemma in _SAY or lemma in _SAY_THAT or lemma in _SHOWS or lemma == "hear":
        speech = _saying(token, sentence, names, taken)
        if speech is not None:
            return speech
    if lemma in _EXPECT and (speech := _expectation(token, sentence, names)):
        return speech
    if lemma in _LABEL:
        return _labelling(token, sentence, names)
    return None


def _no_assertion(verb: Any) -> bool:
    """ "did not say", "declined to say", "could not confirm", "asked to comment": verbs of refusal are no speech."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    if any(child.dep_ == "aux" and child.lemma_.lower() in ("can", "could", "should", "may", "might", "must") for child in verb.children):
        return verb.lemma_.lower() != "argue"
    governor = verb.head
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.tag_ == "VB" and governor.i != verb.i:
        return True
    return verb.lemma_.lower() in _QUESTION


def subject_of(verb: Any) -> Any | None:
    """The subject of a verb: its own, or that of the verb that it is joined to or depends on ("adding that ...")."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in _SUBJECTS:
                return child
        if verb.dep_ in ("conj", "advcl", "xcomp", "parataxis") and verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        elif verb.dep_ == "acl":
            return verb.head
        else:
            return None
    return None


def _speaker(subject: Any | None, sentence: Parsed, names: Names) -> Actor | None:
    if subject is None:
        return None
    if subject.tag_ == "WP" and subject.head.dep_ == "relcl":
        subject = subject.head.head
    if subject.lower_ in ("which", "that") and subject.head.dep_ == "relcl":
        subject = subject.head.head
    if subject.tag_ == "PRP" and subject.lower_ in ("they", "we", "i", "you", "it", "he", "she") and names.actor(subject, sentence) is None:
        return Actor(subject.lower_, "anonymous") if subject.lower_ in ("they", "he", "she") else None
    return names.actor(subject, sentence)


def _saying(verb: Any, sentence: Parsed, names: Names, taken: set[int]) -> Speech | None:
    subject = subject_of(verb)
    passive = subject is not None and subject.dep_ == "nsubjpass" and subject.head.i == verb.i
    lemma = verb.lemma_.lower()
    if subject is None:
        subject = _inverted_subject(verb)
    if subject is None or (passive and lemma not in ("tell",)):
        return None
    source = _speaker(subject, sentence, names)
    if source is None:
        return None
    if lemma == "hear" or passive:
        if subject.lemma_.lower() not in _HEARINGS:
            return None
    elif lemma not in _SAY and lemma not in _SAY_THAT and not _is_text(subject):
        return None
    block = _block(verb, subject)
    lead = _lead(verb)
    content = _content(verb, block, sentence, taken) if not lead else {token.i for token in _clause_of(verb, block).subtree}
    if not content:
        return None
    root = _root_of(content, sentence)
    rule = "said-of" if lead else "said-that" if min(content) > verb.i else "trailing-said"
    return Speech(sentence, frozenset(content), root, source, "say", verb.i, rule, lead)


def _clause_of(verb: Any, block: set[int]) -> Any | None:
    return next((child for child in verb.children if child.dep_ in ("ccomp", "pcomp") and child.i not in block), None)


def _lead(verb: Any) -> tuple[int, ...]:
    """The noun that the reported clause is about, where the cue is a relative clause on it ("a trip Rome says will come soon")."""
    clause = _clause_of(verb, set())
    if verb.dep_ != "relcl" or clause is None or clause.i < verb.i or clause.head.i != verb.i:
        return ()
    own = next((child for child in clause.children if child.dep_ in _SUBJECTS), None)
    if own is not None and own.tag_ not in ("WDT", "WP"):
        return ()
    noun = verb.head
    aside = {token.i for child in noun.children if child.dep_ in ("relcl", "appos", "acl", "punct", "cc") for token in child.subtree}
    return tuple(token.i for token in noun.subtree if token.i not in aside)


def _is_text(subject: Any) -> bool:
    return subject.lemma_.lower() in _TEXTS or any(child.dep_ in ("prep",) and child.lower_ == "by" for child in subject.children)


def _inverted_subject(verb: Any) -> Any | None:
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "attr", "npadvmod", "oprd")
            and child.i in (verb.i + 1, verb.i + 2, verb.i + 3)
            and child.tag_ in ("NNP", "NN", "PRP", "NNS")
        ):
            if any(other.dep_ == "ccomp" and other.i < verb.i for other in verb.children):
                return child
    return None


def _block(verb: Any, subject: Any) -> set[int]:
    """Places of the cue: the verb, its subject and what belongs to them ("a senior official told reporters on Monday")."""
    block = {verb.i}
    if subject.head.i == verb.i:
        block |= {token.i for token in subject.subtree}
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "dative", "prep", "npadvmod", "advmod", "agent", "prt") or (
            child.dep_ == "dobj" and (verb.lemma_.lower() in ("tell", "inform", "assure", "brief", "remind") or child.i == subject.i)
        ):
            block |= {token.i for token in child.subtree}
    return block


def _content(verb: Any, block: set[int], sentence: Parsed, taken: set[int]) -> set[int]:
    doc = sentence.doc
    clause = _clause_of(verb, block)
    start = min(_beside(verb, block))
    content: set[int] = set()
    if clause is not None and clause.i > verb.i:
        if any(child.dep_ == "mark" and child.lower_ in ("if", "whether") for child in clause.children) or _is_indirect_question(clause):
            return set()
        content = {token.i for token in clause.subtree}
        if not any(child.dep_ in (*_SUBJECTS, "expl") for child in clause.children):
            # The parser lost the subject ("said 90 per cent of imports came from China"): all from the verb on.
            content |= set(range(verb.i + 1, clause.i))
            block = {verb.i}
    elif _trails(verb, start, doc):
        # Trailing attribution covers its own sentence, up to a semicolon.
        first = max((i + 1 for i in range(start) if doc[i].text == ";"), default=0)
        content = set(range(first, start))
        if clause is not None:
            content |= {token.i for token in clause.subtree}
        apart = {token.i for child in verb.rights if child.dep_ in ("advcl", "conj") for token in child.subtree}
        content |= {i for i in range(max(block) + 1, len(doc)) if sentence.quoted[i] and i not in apart}
    elif clause is not None:
        content = {token.i for token in clause.subtree}
    elif verb.dep_ == "parataxis" and verb.lemma_.lower() in _SAY:
        inside = {token.i for token in verb.subtree}
        content = {token.i for token in doc if token.i not in inside}
    if not content or any(token.text == ":" for token in doc[verb.i + 1 :]):
        content |= {i for i in range(verb.i + 1, len(doc)) if sentence.quoted[i] and i not in block}
    return {i for i in content if i not in block and i not in taken} if _has_words(content, doc) else set()


def _beside(verb: Any, block: set[int]) -> list[int]:
    """The part of the block that hangs together with the verb."""
    first = verb.i
    while first - 1 in block:
        first -= 1
    return list(range(first, verb.i + 1))


def _trails(verb: Any, start: int, doc: Any) -> bool:
    """Whether "X said" stands after what was said."""
    if verb.lemma_.lower() not in _SAY or verb.dep_ not in ("ROOT", "parataxis", "conj", "ccomp", "advcl") or start < 2:
        return False
    return doc[start - 1].text in _CLOSERS and any(token.pos_ in ("VERB", "AUX") or token.text in '”"' for token in doc[:start])


def _is_indirect_question(clause: Any) -> bool:
    first = next(iter(clause.subtree))
    return first.tag_ in ("WRB",) and first.lower_ in ("how", "why", "when", "where")


def _has_words(content: set[int], doc: Any) -> bool:
    return sum(doc[i].text[0].isalnum() for i in content) >= 2


def _root_of(content: Iterable[int], sentence: Parsed) -> int | None:
    inside = set(content)
    heads = [sentence.doc[i] for i in inside if sentence.doc[i].head.i not in inside or sentence.doc[i].head.i == i]
    verbs = [token.i for token in heads if token.pos_ in ("VERB", "AUX")]
    return min(verbs) if verbs else None


def _according(token: Any, sentence: Parsed, names: Names, taken: set[int]) -> Speech | None:
    noun = next((noun for to in token.children if to.lower_ == "to" for noun in to.children if noun.dep_ == "pobj"), None)
    source = names.actor(noun, sentence) if noun is not None else None
    if source is None:
        return None
    inside = {word.i for word in token.subtree}
    clause = token.head
    while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
        clause = clause.head
    while clause.dep_ in ("xcomp", "conj", "acomp") and clause.head.i != clause.i and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    before = [word.lower_ for word in sentence.doc[max(0, token.i - 2) : token.i] if word.text != ","]
    if before and before[-1] in ("when", "that", "where", "while", "but", "although", "though", "because"):
        content = {i for i in range(max(inside) + 1, len(sentence.doc)) if i not in taken}
        return Speech(sentence, frozenset(content), _root_of(content, sentence), source, "say", token.i, "according-to")
    whole = (
        {word.i for word in clause.subtree} if clause.dep_ in ("relcl", "advcl", "ccomp") and token.i > 0 else set(range(len(sentence.doc)))
    )
    content = {i for i in whole if i not in inside and i not in taken}
    return Speech(sentence, frozenset(content), _root_of(content, sentence), source, "say", token.i, "according-to")


def _denial(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    source = _speaker(subject_of(verb), sentence, names)
    if source is None or any(child.dep_ == "nsubjpass" for child in verb.children):
        return None
    objects = [child for child in verb.children if child.dep_ in ("dobj", *_CLAUSAL)]
    rejected = [child for child in objects if child.dep_ in _CLAUSAL or child.lemma_.lower() in _ALLEGATIONS]
    if not (objects if verb.lemma_.lower() in ("deny", "refute", "rebut") else rejected):
        return None
    content = frozenset(token.i for token in verb.subtree)
    return Speech(sentence, content, verb.i, source, "deny", verb.i, "denied")


def _accusation(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    source = _speaker(subject_of(verb), sentence, names)
    accused = next((child for child in verb.children if child.dep_ == "dobj"), None)
    of = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("of", "for")), None)
    deed = next((child for child in of.children if child.dep_ == "pcomp"), None) if of is not None else None
    if source is None or accused is None or deed is None or deed.tag_ != "VBG":
        return None
    content = frozenset(token.i for part in (accused, deed) for token in part.subtree)
    return Speech(sentence, content, deed.i, source, "accuse", verb.i, "accused")


def _expectation(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    source = _speaker(next((child for child in verb.children if child.dep_ == "nsubj"), None), sentence, names)
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if source is None or clause is None:
        return None
    return Speech(sentence, frozenset(token.i for token in clause.subtree), clause.i, source, "expect", verb.i, "expected")


def _labelling(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    source = _speaker(subject_of(verb), sentence, names)
    thing = next((child for child in verb.children if child.dep_ in ("dobj", "nsubj") and child.i > verb.i), None)
    label = next((child for child in verb.children if child.dep_ in ("oprd", "xcomp", "ccomp") and child.i > verb.i), None)
    as_ = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "as"), None)
    if label is not None and label.dep_ == "ccomp" and thing is None:
        thing = next((child for child in label.children if child.dep_ == "nsubj"), None)
    if as_ is not None:
        label = next(iter(as_.children), None)
    if source is None or thing is None or label is None or label.tag_ == "VB" or thing.tag_ in ("WP", "WDT") or thing.pos_ == "VERB":
        return None
    content = frozenset(token.i for part in (thing, label) for token in part.subtree)
    return Speech(sentence, content, label.i, source, "label", verb.i, "labelled")


# Over sentences


def _give_speakers(parsed: Sequence[Parsed], found: dict[int, list[Speech]], names: Names) -> None:
    """Whole quoted sentences without a cue: the speaker before them in the paragraph, else after, else of the paragraph before."""
    last: Actor | None = None
    last_paragraph = 0
    for place, sentence in enumerate(parsed):
        own = found[sentence.id]
        if own:
            last, last_paragraph = own[-1].source, sentence.sentence.paragraph
            continue
        if not _speaks(sentence):
            continue
        source, rule = None, ""
        if last is not None and last_paragraph == sentence.sentence.paragraph:
            source, rule = last, "quotation-goes-on"
        else:
            source, rule = _speaker_ahead(parsed, place, found), "speaker-follows"
            source = source or _introduced(parsed, place, names)
        if source is None and last is not None and sentence.sentence.paragraph - last_paragraph <= 2:
            source, rule = last, "quotation-stands-free"
        if source is None:
            continue
        tokens = frozenset(token.i for token in sentence.doc)
        found[sentence.id] = [Speech(sentence, tokens, _root_of(tokens, sentence), source, "say", None, rule)]
        last, last_paragraph = source, sentence.sentence.paragraph


def _speaks(sentence: Parsed) -> bool:
    words = [quoted for token, quoted in zip(sentence.doc, sentence.quoted, strict=True) if token.text[0].isalnum()]
    return len(words) >= 2 and sum(words) >= 0.9 * len(words)


def _speaker_ahead(parsed: Sequence[Parsed], place: int, found: dict[int, list[Speech]]) -> Actor | None:
    paragraph = parsed[place].sentence.paragraph
    for later in parsed[place + 1 : place + 6]:
        if later.sentence.paragraph != paragraph:
            return None
        for speech in found[later.id]:
            if speech.attribution in ("direct", "mixed"):
                return speech.source
        if not later.is_quoted():
            return None
    return None


def _introduced(parsed: Sequence[Parsed], place: int, names: Names) -> Actor | None:
    """The person who is the subject of the sentence before, in the same paragraph: 'Lena Ott shrugs. "We manage."'"""
    if place == 0 or parsed[place - 1].sentence.paragraph != parsed[place].sentence.paragraph:
        return None
    before = parsed[place - 1]
    root = next((token for token in before.doc if token.head.i == token.i), None)
    subject = subject_of(root) if root is not None else None
    actor = names.actor(subject, before) if subject is not None else None
    return actor if actor is not None and actor.kind == "named" else None


_TURN = re.compile(r"^(?P<label>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})\s?:\s+(?=\S)")
_SIGNED = re.compile(
    r"^[–—-]\s*(?P<name>[A-Z][^,–—]{2,60})(?:,.*)?$|.*[”\"]\s*[–—-]\s*(?P<after>[A-Z][\w.’'-]+(?: [\w.’'-]+){0,4})(?:,[^”\"]*)?$", re.DOTALL
)


def _turns(parsed: Sequence[Parsed], names: Names) -> list[Speech]:
    """Turns of a transcript ("Q: ...", "Meyer: ...") and signed quotations of press releases ('"..." – Name, title')."""
    labels = [
        match["label"] if (match := _TURN.match(sentence.text)) and _opens_paragraph(parsed, place) else None
        for place, sentence in enumerate(parsed)
    ]
    if sum(label is not None for label in labels) < 4:
        return list(_signed(parsed, names))
    asking = {"Q", "Question", "Interviewer"} | (
        {first} if (first := next(label for label in labels if label)) in ("Q", "Question") else set()
    )
    answering = next(iter(names.persons()), None)
    turns: list[Speech] = []
    speaker: str | None = None
    paragraph = 0
    for sentence, label in zip(parsed, labels, strict=True):
        if label is not None:
            speaker = (
                None
                if label in asking
                else answering
                if label in ("A", "Answer")
                else names.full_name(label.title() if label.isupper() else label)
            )
            paragraph = sentence.sentence.paragraph
        elif sentence.sentence.paragraph != paragraph and sentence.is_quoted():
            speaker = None
        if speaker is None:
            continue
        skip = len(label) + 1 if label else 0
        tokens = frozenset(token.i for token in sentence.doc if token.idx >= skip)
        kind: Literal["named", "institution"] = "named" if names.is_person(speaker) or " " in speaker else "institution"
        turns.append(Speech(sentence, tokens, _root_of(tokens, sentence), Actor(speaker, kind), "say", None, "transcript-turn"))
    return turns


def _opens_paragraph(parsed: Sequence[Parsed], place: int) -> bool:
    return place == 0 or parsed[place - 1].sentence.paragraph != parsed[place].sentence.paragraph


def _signed(parsed: Sequence[Parsed], names: Names) -> Iterable[Speech]:
    for place, sentence in enumerate(parsed):
        match = _SIGNED.match(sentence.text)
        if match is None:
            continue
        name = names.full_name((match["name"] or match["after"]).strip())
        quoted = [
            other
            for other in parsed[max(0, place - 5) : place + 1]
            if _speaks(other) and sentence.sentence.paragraph - other.sentence.paragraph <= 1
        ]
        for other in quoted:
            tokens = frozenset(token.i for token in other.doc if other.quoted[token.i])
            yield Speech(other, tokens, _root_of(tokens, other), Actor(name, "named"), "say", None, "signed-quotation")
