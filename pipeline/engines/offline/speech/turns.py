"""Turns of a transcript ("Q: ...", "Meyer: ...", bare questions), and signed quotations of press releases ('"..." – Name, title')."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import Actor
from pipeline.engines.offline.speech.speech import Speech, is_spoken, root_of
from pipeline.engines.offline.syntax.parse import Parsed

_TURN = re.compile(r"^(?P<label>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})\s?:\s+(?=\S)")


_SIGNED = re.compile(
    r"^[–—-]\s*(?P<name>[A-Z][^,–—]{2,60})(?:,.*)?$|.*[”\"]\s*[–—-]\s*(?P<after>[A-Z][\w.’'-]+(?: [\w.’'-]+){0,4})(?:,[^”\"]*)?$", re.DOTALL
)


_QUESTION_LABELS = frozenset({"Q", "Question", "Interviewer"})


_ANSWER_LABELS = frozenset({"A", "Answer"})


# "Ida Rowe met her in her office": who interviews.
_MEETING = r"(?:met|meets|(?:speaks?|spoke|talks?|talked) (?:to|with)|sat down with|interview(?:s|ed)|caught up with|asked)"
# An answer of more paragraphs than this is the article going on.
_LONGEST_ANSWER = 4
_LONGEST_SIGNATURE = 16


def turns(parsed: Sequence[Parsed], names: Names) -> list[Speech]:
    """Turns of a transcript ("Q: ...", "Meyer: ...", bare questions) and signed quotations of press releases ('"..." – Name, title')."""
    paragraphs: dict[int, list[Parsed]] = {}
    for sentence in parsed:
        paragraphs.setdefault(sentence.sentence.paragraph, []).append(sentence)
    labels = {
        number: match["label"]
        for number, block in paragraphs.items()
        if (match := _TURN.match(block[0].text)) and any(token.is_alpha and token.idx >= match.end() for token in block[0].doc)
    }
    counts = Counter(labels.values())
    letters = {label for label in counts if label in _QUESTION_LABELS | _ANSWER_LABELS}
    speaking = {label for label, count in counts.items() if count >= 2 and (label in letters or sum(counts.values()) >= 5)}
    if len(speaking) >= 2:
        return list(_labelled_turns(paragraphs, labels, speaking, names))
    return list(_bare_turns(paragraphs, names)) or [*signed_quotations(parsed, names), *_labelled_quotations(parsed, names)]


def _labelled_turns(paragraphs: dict[int, list[Parsed]], labels: dict[int, str], speaking: set[str], names: Names) -> Iterable[Speech]:
    last = max(number for number, label in labels.items() if label in speaking)
    speaker: Actor | None = None
    answering: Actor | None = None
    length = 0
    for number, block in paragraphs.items():
        label = labels.get(number)
        if label in speaking:
            length = 0
            if answering is None and label in _QUESTION_LABELS | _ANSWER_LABELS:
                answering = _last_person(paragraphs, number, names)
            speaker = None if label in _QUESTION_LABELS else answering if label in _ANSWER_LABELS else _named_turn(str(label), names)
        else:
            length += 1
            if length >= _LONGEST_ANSWER or number > last:
                speaker = None
        if speaker is not None:
            yield from _turn(block, speaker, len(str(label)) + 1 if label in speaking else 0)


def _named_turn(label: str, names: Names) -> Actor:
    name = names.full_name(label.title() if label.isupper() and len(label) > 4 else label)
    return Actor(name, "named" if names.is_person(name) or len(name.split()) == 2 else "institution")


def _last_person(paragraphs: dict[int, list[Parsed]], before: int, names: Names) -> Actor | None:
    """The person named last before a paragraph, who met nobody to ask; else the first of the article."""
    text = " ".join(sentence.text for number, block in paragraphs.items() if number < before for sentence in block)
    persons = sorted(names.persons(), key=text.rfind)
    if persons and text.rfind(persons[-1]) < 0:
        return Actor(names.persons()[0], "named")
    answering = [person for person in persons if not re.search(rf"\b{re.escape(person.split()[-1])}\s+{_MEETING}\b", text)]
    return Actor((answering or persons)[-1], "named") if persons else None


def _bare_turns(paragraphs: dict[int, list[Parsed]], names: Names) -> Iterable[Speech]:
    """An interview whose questions carry no label: short paragraphs that ask, and answers in the first person without quotation marks."""
    asking = {number for number, block in paragraphs.items() if _asks(block)}
    if len(asking) < 4 or len(asking) < 0.15 * len(paragraphs):
        return
    first = min(asking)
    answers = [number for number in paragraphs if number > first and number not in asking]
    own = [
        number for number in answers if any(t.lower_ in ("i", "we", "my") and not s.quoted[t.i] for s in paragraphs[number] for t in s.doc)
    ]
    answering = _last_person(paragraphs, first, names)
    if answering is None or len(own) < 0.5 * len(answers):
        return
    person = next(iter(names.persons()), answering.name)
    for number in answers:
        if not _prompts(paragraphs, number):
            yield from _turn(paragraphs[number], Actor(person, "named"), 0)


def _asks(block: Sequence[Parsed]) -> bool:
    return (
        block[-1].text.rstrip("”\"’' ").endswith("?") and sum(len(sentence.doc) for sentence in block) < 60 and not any(block[0].quoted[:1])
    )


def _prompts(paragraphs: dict[int, list[Parsed]], number: int) -> bool:
    """A statement of the interviewer that the next paragraph answers: short, not in the first person."""
    words = [token for sentence in paragraphs[number] for token in sentence.doc]
    return len(words) <= 16 and not any(token.lower_ in ("i", "we", "my", "our") for token in words) and number + 1 in paragraphs


def _turn(block: Sequence[Parsed], speaker: Actor, skip: int) -> Iterable[Speech]:
    for sentence in block:
        tokens = frozenset(token.i for token in sentence.doc if token.idx >= skip)
        if tokens:
            yield Speech(sentence, tokens, root_of(tokens, sentence), speaker, "say", None, "transcript-turn")
        skip = 0


def signed_quotations(parsed: Sequence[Parsed], names: Names) -> Iterable[Speech]:
    """Quotations with a signature: '"..." – Lena Ott, director', the name in the same sentence or in a verbless one after it."""
    for place, sentence in enumerate(parsed):
        name = _signature(sentence, parsed[place - 1] if place else None)
        if name is None:
            continue
        source = Actor(names.full_name(name), "named")
        for other in parsed[max(0, place - 5) : place + 1]:
            near = sentence.sentence.paragraph - other.sentence.paragraph <= (1 if _is_alone(parsed, place) else 0)
            if near and is_spoken(other):
                tokens = frozenset(token.i for token in other.doc if other.quoted[token.i])
                yield Speech(other, tokens, root_of(tokens, other), source, "say", None, "signed-quotation")


def _labelled_quotations(parsed: Sequence[Parsed], names: Names) -> Iterable[Speech]:
    """'Lena Ott: "The road is unsafe."': a name and a colon before words that are all quoted."""
    for sentence in parsed:
        match = _TURN.match(sentence.text)
        said = [token.i for token in sentence.doc if match is not None and token.idx >= match.end()]
        words = [i for i in said if sentence.doc[i].is_alpha]
        if match is None or len(words) < 2 or not all(sentence.quoted[i] for i in words):
            continue
        name = names.full_name(match["label"])
        if names.is_person(name):
            tokens = frozenset(said)
            yield Speech(sentence, tokens, root_of(tokens, sentence), Actor(name, "named"), "say", None, "labelled-quotation")


def _signature(sentence: Parsed, before: Parsed | None) -> str | None:
    match = _SIGNED.match(sentence.text)
    if match is not None:
        signed = str(match["name"] or match["after"]).strip()
        return None if _is_no_name(signed) else signed
    if before is None or not is_spoken(before) or any(sentence.quoted) or len(sentence.doc) > _LONGEST_SIGNATURE:
        return None
    if any(token.pos_ in ("VERB", "AUX") for token in sentence.doc) or not sentence.doc[0].text[0].isupper():
        return None
    name = sentence.text.split(",")[0].strip(" –—-.")
    return (
        name
        if not _is_no_name(name) and 2 <= len(name.split()) <= 5 and all(word[0].isupper() or len(word) <= 3 for word in name.split())
        else None
    )


def _is_no_name(words: str) -> bool:
    """A heading in capitals, a date."""
    return any(word.isupper() and len(word) > _LONGEST_INITIALS for word in words.split()) or any(letter.isdigit() for letter in words)


# "JD", "TUC" in a name; longer words in capitals make a heading.
_LONGEST_INITIALS = 4


def _is_alone(parsed: Sequence[Parsed], place: int) -> bool:
    """Whether a sentence is its whole paragraph."""
    return place == 0 or parsed[place - 1].sentence.paragraph != parsed[place].sentence.paragraph
