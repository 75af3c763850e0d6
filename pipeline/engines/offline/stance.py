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
from pipeline.engines.offline.parse import Parsed, clause_text
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
_GENERIC, _VOTING, _NO_TARGETS = _WORDS.words("generic"), _WORDS.words("voting"), _WORDS.words("no_targets")
_UNITS = load("measures").words("unit_nouns")
_PEOPLE = load("speech").words("people")
_BODIES = load("names").words("bodies")
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
    return DraftStance(topic=topic, article=article_stance(reading, parsed, speeches), positions=tuple(_merged(sides, names)))


# The topic


def find_topic(parsed: Sequence[Parsed], headline: str) -> str:
    """The issue at the centre: the fullest early mention of the issue noun that article and headline use most."""
    counts = Counter(
        token.lemma_.lower() for sentence in parsed for token in sentence.doc if token.pos_ in ("NOUN", "PROPN") and len(token) > 2
    )
    in_headline = set(content_stems(headline))
    scores: dict[str, float] = {}
    mentions: dict[str, list[Any]] = {}
    for place, sentence in enumerate(parsed[:_EARLY]):
        for token in sentence.doc:
            if not _may_be_issue(token) or sentence.quoted[token.i]:
                continue
            lemma = token.lemma_.lower()
            score = counts[lemma] * (2.0 if stem(token.text) in in_headline else 1.0) * (3.0 if lemma in _ISSUES else 1.0) / (1 + place / 6)
            scores[lemma] = max(scores.get(lemma, 0.0), score)
            mentions.setdefault(lemma, []).append(token)
    if not scores:
        return headline or "the story"
    best = max(scores, key=lambda lemma: (scores[lemma], lemma))
    return max((_topic_phrase(token) for token in mentions[best]), key=lambda text: (_fullness(text), len(text)))


# Sentences in which the issue must have been named.
_EARLY = 12


def _may_be_issue(token: Any) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN":
        return lemma in _ISSUES and token.dep_ != "compound"
    if token.pos_ != "NOUN" or token.dep_ in ("npadvmod", "nmod", "compound") or len(token) < 3:
        return False
    return lemma in _ISSUES or not (lemma in _UNITS or lemma in _PEOPLE or lemma in _BODIES or lemma in _NO_TARGETS)


def _fullness(text: str) -> int:
    """Words up to a handful: more than that tells a story instead of naming an issue."""
    number = len(text.split())
    return number if number <= 6 else 0


def _topic_phrase(noun: Any) -> str:
    tokens = [child for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod") and child.pos_ != "NUM"]
    text = " ".join([*(_words(child) for child in tokens), noun.text])
    owner = next((child for child in noun.lefts if child.dep_ == "poss" and child.pos_ in ("PROPN", "NOUN")), None)
    if owner is not None:
        return f"{_words(owner)} {text}" if owner.right_edge.tag_ == "POS" else f"{_words(owner)}’s {text}"
    after = next(
        (child for child in noun.rights if child.dep_ == "prep" and child.lower_ in ("of", "on", "to", "for", "at", "against")), None
    )
    if after is not None and after.right_edge.i - after.i <= 5:
        text = f"{text} {_words(after)}"
    return f"the {text}" if noun.tag_ in ("NN", "NNP") else text


def _words(token: Any) -> str:
    return " ".join("".join(word.text_with_ws for word in token.subtree).split())


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
        if actor is None or not _takes_sides(actor) or _decides(actor, token):
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
            if thing is None or thing.pos_ == "PRON" or (thing.lemma_.lower() in _GENERIC and _is_bare(thing)):
                return polarity, topic
            return polarity, phrase(thing)
    if lemma == "vote":
        return (("opposes" if "against" in (child.lower_ for child in verb.children) else None), topic)
    polarity = "supports" if lemma in _SUPPORT else "opposes" if lemma in _OPPOSE else None
    if polarity is None:
        return None, ""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    clause = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp")), None)
    if thing is not None and thing.lemma_.lower() in _NO_TARGETS:
        return None, ""
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
        return polarity, phrase(inner) if inner is not None else _clause_words(clause)
    if thing is None or thing.pos_ not in ("NOUN", "PROPN", "PRON") or lemma in ("ask", "call", "urge", "invite", "warn", "press", "hope"):
        return None, ""
    if thing.pos_ == "PRON" or (thing.lemma_.lower() in _GENERIC and _is_bare(thing)):
        return polarity, topic
    return polarity, phrase(thing)


def _is_bare(noun: Any) -> bool:
    """ "the plan": nothing but an article."""
    return all(child.dep_ in ("det", "punct", "relcl") for child in noun.children)


def _clause_words(clause: Any) -> str:
    words = [token for token in clause.subtree if not (token.lower_ == "to" and token.head.i == clause.i)]
    return clause_text(words[:10]).strip(" ,;:–—-“”\"'")


def _decides(actor: Actor, verb: Any) -> bool:
    """A body that votes takes no side as a whole."""
    if verb.lemma_.lower() not in ("vote", "back", "approve", "reject", "ratify", "endorse"):
        return False
    words = actor.name.lower().split()
    tally = any(
        token.lower_ in ("votes", "vote") or (token.text in "-–" and token.i > 0 and token.nbor(-1).like_num) for token in verb.subtree
    )
    return actor.kind != "named" and (words[-1] in _VOTING or words[0] in _VOTING) and (verb.lemma_ == "vote" or tally)


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


def _merged(sides: Iterable[_Side], names: Names) -> Iterable[DraftPosition]:
    """One entry per holder and target; both sides of one target are mixed, and an explicit verb outweighs judging words."""
    groups: dict[tuple[str, str], list[_Side]] = {}
    listed = list(sides)
    holders = {(side.holder.lower(), side.target.lower(), side.polarity) for side in listed}
    for side in listed:
        # A person and the body that the person's role names, on the same side, are one entry.
        body = names.affiliation(side.holder)
        same = body is not None and (body.lower(), side.target.lower(), side.polarity) in holders
        holder = body.lower() if same and body is not None else side.holder.lower()
        groups.setdefault((holder, side.target.lower()), []).append(side)
    for group in groups.values():
        explicit = [side for side in group if side.rule != "judging-words"] or group
        polarities = {side.polarity for side in explicit}
        polarity: Polarity = explicit[0].polarity if len(polarities) == 1 else "mixed"
        sentences = tuple(sorted({side.sentence for side in group}))[:3]
        yield DraftPosition(holder=group[0].holder, target=group[0].target, polarity=polarity, sentences=sentences, rule=explicit[0].rule)
