"""Who is for and against what, and where the article itself stands.

The topic is the issue that headline, lead and repetition share. Sides are taken by verbs of support and opposition with their object, by
votes, and by judging words in somebody's speech, which then are about the topic. Negation and verbs of refusal turn a side round.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.draft import DraftPosition, DraftStance
from pipeline.engines.offline.measures import phrase
from pipeline.engines.offline.names import Actor, Names
from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.speech import Speech, subject_of
from pipeline.labels import ArticleStance, Polarity
from pipeline.lexicons import load
from pipeline.reading import Reading
from pipeline.words import content_stems, stem

_WORDS = load("stance")
_SUPPORT, _OPPOSE, _REVERSE = _WORDS.words("support"), _WORDS.words("oppose"), _WORDS.words("reverse")
_PREPOSITIONS = _WORDS.table("prepositions")
_PRAISE, _BLAME = _WORDS.words("praise"), _WORDS.words("blame")
_ISSUES = _WORDS.words("issues")
_UNDECIDED = re.compile(rf"\b{_WORDS.pattern('undecided')}\b", re.IGNORECASE)
_DIVIDED = re.compile(rf"\b{_WORDS.pattern('divided')}\b", re.IGNORECASE)
_COLUMN = re.compile(rf"^\W*{_WORDS.pattern('column_lines')}\b", re.IGNORECASE)
_RELEASE = re.compile(rf"^\W*{_WORDS.pattern('release_lines')}\b", re.IGNORECASE)
_TURNED: dict[Polarity, Polarity] = {"supports": "opposes", "opposes": "supports"}
_FEWEST_JUDGEMENTS = 1


@dataclass(frozen=True, slots=True)
class _Side:
    holder: str
    target: str
    polarity: Polarity
    sentence: int
    rule: str


def stance(reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names) -> DraftStance:
    """The stance part of a draft."""
    headline = reading.text_of(reading.headline) if reading.headline else ""
    topic = find_topic(parsed, headline)
    sides = [
        *(side for sentence in parsed for side in _by_verbs(sentence, speeches, names, topic)),
        *_by_judgement(speeches, topic),
        *(side for sentence in parsed for side in _by_phrase(sentence, names, topic)),
    ]
    return DraftStance(topic=topic, article=article_stance(reading, parsed, speeches), positions=tuple(_merged(sides)))


# The topic


def find_topic(parsed: Sequence[Parsed], headline: str) -> str:
    """The issue at the centre: the noun phrase of lead or early text whose head the article and its headline use most."""
    counts = Counter(
        token.lemma_.lower() for sentence in parsed for token in sentence.doc if token.pos_ in ("NOUN", "PROPN") and len(token) > 2
    )
    in_headline = set(content_stems(headline))
    best, best_score = "", 0.0
    for place, sentence in enumerate(parsed[:8]):
        for token in sentence.doc:
            if token.pos_ != "NOUN" or sentence.quoted[token.i] or token.dep_ in ("npadvmod", "nmod", "compound"):
                continue
            lemma = token.lemma_.lower()
            score = counts[lemma] * (2.0 if stem(token.text) in in_headline else 1.0) * (2.0 if lemma in _ISSUES else 1.0) / (1 + place / 4)
            score *= 1.0 + 0.15 * sum(child.dep_ in ("compound", "amod", "prep", "poss") for child in token.children)
            if score > best_score:
                best, best_score = _topic_phrase(token), score
    return best or (headline or "the story")


def _topic_phrase(noun: Any) -> str:
    text = " ".join(phrase(noun).split()[:12])
    return f"the {text}" if noun.tag_ == "NN" and not any(child.dep_ == "poss" for child in noun.children) else text


# The article's own voice


def article_stance(reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech]) -> ArticleStance:
    """neutral, unless the text is a press release (its issuer's voice) or a column (its author's)."""
    lines = [reading.text_of(line) for line in reading.lines]
    if any(_RELEASE.match(line) for line in lines):
        return "supportive"
    spoken = {(speech.sentence.id, i) for speech in speeches for i in speech.tokens}
    own = [token for sentence in parsed for token in sentence.doc if (sentence.id, token.i) not in spoken and not sentence.quoted[token.i]]
    first = sum(token.lower_ in ("i", "my", "me", "we", "our", "us") and token.tag_ in ("PRP", "PRP$") for token in own)
    duties = sum(token.lower_ in ("should", "must", "ought") and token.tag_ == "MD" for token in own)
    marked = any(_COLUMN.match(line) for line in lines[:4] + lines[-4:])
    if not marked and first + 2 * duties < max(4, len(parsed) / 4):
        return "neutral"
    praise = sum(token.lower_ in _PRAISE for token in own)
    blame = sum(token.lower_ in _BLAME for token in own)
    if praise > 2 * blame:
        return "supportive"
    return "critical" if blame >= praise else "mixed"


# Sides


def _by_verbs(sentence: Parsed, speeches: Sequence[Speech], names: Names, topic: str) -> Iterable[_Side]:
    for token in sentence.doc:
        if token.pos_ != "VERB" or sentence.quoted[token.i]:
            continue
        polarity, target = _polarity_and_target(token, topic)
        if polarity is None or not target:
            continue
        actor = _actor_of(token, sentence, names)
        if actor is None or not _takes_sides(actor):
            continue
        if _is_turned(token):
            polarity = _TURNED.get(polarity, polarity)
        yield _Side(_holder(actor), _on_topic(target, topic), polarity, sentence.id, f"verb-{token.lemma_.lower()}")


def _polarity_and_target(verb: Any, topic: str) -> tuple[Polarity | None, str]:
    lemma = verb.lemma_.lower()
    for child in verb.children:
        polarity = _PREPOSITIONS.get(lemma, {}).get(child.lower_) if child.dep_ in ("prep", "prt", "agent") else None
        if polarity:
            thing = next((noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")), None)
            return polarity, phrase(thing) if thing is not None else topic
    if lemma == "vote":
        return (("opposes" if "against" in (child.lower_ for child in verb.children) else None), topic)
    polarity = "supports" if lemma in _SUPPORT else "opposes" if lemma in _OPPOSE else None
    if polarity is None:
        return None, ""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    clause = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp")), None)
    if clause is not None and lemma in (
        "urge",
        "want",
        "ask",
        "press",
        "call",
        "demand",
        "seek",
        "plan",
        "promise",
        "pledge",
        "vow",
        "hope",
        "encourage",
        "push",
    ):
        inner = next((child for child in clause.children if child.dep_ == "dobj"), None)
        return polarity, phrase(inner) if inner is not None else ""
    if thing is None or thing.pos_ not in ("NOUN", "PROPN", "PRON") or lemma in ("ask", "call", "urge", "invite", "warn", "press", "hope"):
        return None, ""
    return polarity, topic if thing.pos_ == "PRON" else phrase(thing)


def _actor_of(verb: Any, sentence: Parsed, names: Names) -> Actor | None:
    subject = subject_of(verb)
    if subject is None or subject.dep_ == "nsubjpass":
        return None
    if subject.tag_ in ("WP", "WDT") and subject.head.dep_ == "relcl":
        subject = subject.head.head
    return names.actor(subject, sentence)


def _takes_sides(actor: Actor) -> bool:
    """Things do not take sides: only persons, groups of persons, and bodies with a name or a kind of body."""
    if actor.kind != "institution":
        return True
    words = actor.name.split()
    return any(word[0].isupper() for word in words) or words[-1].lower() in _COLLECTIVES


_COLLECTIVES = frozenset(
    "government ministry company council union party group police campaigners residents charity firm court board committee commission club "
    "league association opposition regulator department agency bank authority university hospital administration family families employer "
    "employers workers nurses teachers farmers villagers".split()
)


def _is_turned(verb: Any) -> bool:
    turned = any(child.dep_ == "neg" for child in verb.children)
    above = verb.head
    if verb.dep_ in ("xcomp", "ccomp", "pcomp") and above.i != verb.i:
        turned ^= above.lemma_.lower() in _REVERSE or any(child.dep_ == "neg" for child in above.children)
    return turned


def _holder(actor: Actor) -> str:
    name = actor.holder
    return name[4:] if name.lower().startswith("the ") and any(word[0].isupper() for word in name.split()[1:]) else name


def _on_topic(target: str, topic: str) -> str:
    ours, theirs = set(content_stems(target)), set(content_stems(topic))
    return topic if ours and theirs and (ours <= theirs or len(ours & theirs) >= 0.5 * len(theirs)) else target


def _by_judgement(speeches: Sequence[Speech], topic: str) -> Iterable[_Side]:
    """Judging words of a speaker, all their speech together: they are about the issue at the centre."""
    score: dict[str, int] = {}
    where: dict[str, list[int]] = {}
    for speech in speeches:
        if speech.act == "deny" or not _takes_sides(speech.source):
            continue
        value = _judgement(speech)
        if value:
            holder = _holder(speech.source)
            score[holder] = score.get(holder, 0) + value
            where.setdefault(holder, []).append(speech.sentence.id)
    for holder, total in score.items():
        if abs(total) >= _FEWEST_JUDGEMENTS:
            polarity: Polarity = "supports" if total > 0 else "opposes"
            for sentence in where[holder]:
                yield _Side(holder, topic, polarity, sentence, "judging-words")


def _judgement(speech: Speech) -> int:
    doc = speech.sentence.doc
    total = 0
    for i in speech.tokens:
        word = doc[i].lower_
        value = (word in _PRAISE) - (word in _BLAME)
        if value and _negated(doc[i]):
            value = -value
        total += value
    return max(-1, min(1, total))


def _negated(token: Any) -> bool:
    return any(child.dep_ == "neg" or child.lower_ == "no" for word in (token, token.head) for child in word.children)


def _by_phrase(sentence: Parsed, names: Names, topic: str) -> Iterable[_Side]:
    polarity: Polarity | None = "neutral" if _UNDECIDED.search(sentence.text) else None
    if polarity is None and _DIVIDED.search(sentence.text):
        polarity = "mixed"
    root = next((token for token in sentence.doc if token.head.i == token.i), None)
    if polarity is None or root is None:
        return
    actor = _actor_of(root, sentence, names)
    if actor is not None and _takes_sides(actor):
        yield _Side(_holder(actor), topic, polarity, sentence.id, "takes-no-side" if polarity == "neutral" else "divided")


def _merged(sides: Iterable[_Side]) -> Iterable[DraftPosition]:
    """One entry per holder and target; both sides of one target are mixed, and an explicit verb outweighs judging words."""
    groups: dict[tuple[str, str], list[_Side]] = {}
    for side in sides:
        groups.setdefault((side.holder.lower(), side.target.lower()), []).append(side)
    for group in groups.values():
        explicit = [side for side in group if side.rule != "judging-words"] or group
        polarities = {side.polarity for side in explicit}
        polarity: Polarity = explicit[0].polarity if len(polarities) == 1 else "mixed"
        sentences = tuple(sorted({side.sentence for side in group}))[:3]
        yield DraftPosition(holder=group[0].holder, target=group[0].target, polarity=polarity, sentences=sentences, rule=explicit[0].rule)
