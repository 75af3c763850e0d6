"""Sides that are inferred from what somebody says as a whole: words of judgement about an issue, and whose plan it is."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.stance.holders import Side, holder_name, named_by_side, takes_sides
from pipeline.engines.offline.stance.issues import Issues, is_bare
from pipeline.engines.offline.stance.praise import of_topic
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.labels import Polarity
from pipeline.lexicons import load

_WORDS = load("stance")
_OFFICES = _WORDS.pattern("offices")
_GENERIC = _WORDS.words("generic")
_INQUIRIES = _WORDS.words("inquiries")
_DISAGREEING = re.compile(rf"\b{_WORDS.pattern('disagreeing')}\b", re.IGNORECASE)
_AGREEING = re.compile(rf"\b{_WORDS.pattern('agreeing')}\b", re.IGNORECASE)
_AGAINST_GROUPS = re.compile(rf"\b{_WORDS.pattern('against_groups')}\b", re.IGNORECASE)


def inferred_sides(
    parsed: Sequence[Parsed],
    speeches: Sequence[Speech],
    names: Names,
    issues: Issues,
    text: str,
    *,
    behind: Collection[str] = (),
    release: bool = False,
) -> Iterable[Side]:
    """One side per speaker and issue, by the balance of all that the speaker says of it.

    behind: who is behind the topic; who speaks for them in office ("the governor") is not against it for calling times bad.
    release: in a press release whoever is quoted speaks for it, unless the words say otherwise.
    """
    score: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], list[int]] = {}
    introduced = _introductions(parsed)
    for speech in speeches:
        if speech.act == "deny" or not takes_sides(speech.source):
            continue
        value = (
            _of_outcome(speech, of_topic(speech, issues.key, text), issues)
            or _by_kind(speech, issues, names)
            or introduced.get(speech.sentence.id, 0)
        )
        if release and not value and speech.attribution == "direct" and speech.source.kind == "named":
            value = 1
        if value and (release or _is_about_issue(speech, issues)):
            doc = speech.sentence.doc
            key = holder_name(speech.source, text), issues.of((doc[i] for i in speech.tokens), speech.sentence)
            score[key] += value
            where.setdefault(key, []).append(speech.sentence.id)
    for (holder, target), total in score.items():
        if total < 0 and target == issues.topic and _speaks_for(holder, behind, names, text):
            continue
        polarity: Polarity = "supports" if total > 0 else "opposes"
        yield from (Side(holder, target, polarity, sentence, "judging-words", weak=True) for sentence in where[holder, target] if total)


def _of_outcome(speech: Speech, value: int, issues: Issues) -> int:
    """Praise that does not name the topic is of what was decided on it: "a great day" after a rejection is against what was rejected."""
    doc = speech.sentence.doc
    return -value if issues.outcome(None) < 0 and not any(issues.is_topic(doc[i]) for i in speech.tokens) else value


def _speaks_for(person: str, bodies: Collection[str], names: Names, text: str) -> bool:
    """Whether somebody holds an office of one of some bodies, or, where there is but one, an office of a body that is not named."""
    body = names.affiliation(person)
    if body is not None:
        return body in bodies
    last = re.escape(person.rsplit(maxsplit=1)[-1])
    return len(bodies) == 1 and bool(re.search(rf"(?i:\b{_OFFICES}),? (?:[A-Z][\w’'-]+ )*{last}\b", text))


def _by_kind(speech: Speech, issues: Issues, names: Names) -> int:
    """What speakers are by their name: supporters and opponents, and groups that were founded against a thing."""
    if speech.source.kind == "anonymous" and (side := named_by_side(speech.source.name)):
        return side
    group = f"{speech.source.name} {names.affiliation(speech.source.name) or ''}"
    return -1 if issues.is_known and _AGAINST_GROUPS.search(group) else 0


def _introductions(parsed: Sequence[Parsed]) -> dict[int, int]:
    """Sentences that follow "Not everyone agreed." or its like in a paragraph, with the side that this announces."""
    found: dict[int, int] = {}
    value, paragraph = 0, -1
    for sentence in parsed:
        if sentence.sentence.paragraph != paragraph:
            value, paragraph = 0, sentence.sentence.paragraph
        elif value:
            found[sentence.id] = value
        if not any(sentence.quoted):
            value = 1 if _AGREEING.search(sentence.text) else -1 if _DISAGREEING.search(sentence.text) else value
    return found


def _is_about_issue(speech: Speech, issues: Issues) -> bool:
    """Whether speech is about an issue: it names it, means it by "the plan" or "it", or is the speaker's own words in a contested story."""
    doc = speech.sentence.doc
    tokens = [doc[i] for i in speech.tokens]
    if issues.key == "sentence" or named_by_side(speech.source.name) or any(issues.is_topic(token) for token in tokens):
        return True
    if issues.key in _INQUIRIES:
        return False
    if issues.is_known and speech.attribution in ("direct", "mixed"):
        return True
    if any(token.lemma_.lower() in _GENERIC and is_bare(token) for token in tokens):
        return True
    return any(token.lower_ in ("it", "this", "that") and token.dep_ in ("nsubj", "nsubjpass") for token in tokens)
