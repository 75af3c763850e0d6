"""Who is for and against what, and where the article itself stands.

The topic is the issue that headline, lead and repetition share. Sides are taken by verbs of support and opposition with their object, by
votes, and by judging words in somebody's speech, which then are about the topic. Negation and verbs of refusal turn a side round.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.draft import DraftPosition, DraftStance
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
_WISHES = _WORDS.words("wishes")
_DUTY_FOR, _DUTY_AGAINST = _WORDS.words("duty_for"), _WORDS.words("duty_against")
_COLLECTIVES = _WORDS.words("collectives")
_UNDO, _FOR, _AGAINST = _WORDS.words("undo"), _WORDS.words("for_side"), _WORDS.words("against_side")
_TELL = load("questions").words("tell")
_UNITS = _WORDS.words("units")
_PEOPLE = load("speech").words("people")
_BODIES = load("names").words("bodies")
_CAPITALS = load("names").table("capitals")
_UNDECIDED = re.compile(rf"\b{_WORDS.pattern('undecided')}\b", re.IGNORECASE)
_DIVIDED = re.compile(rf"\b{_WORDS.pattern('divided')}\b", re.IGNORECASE)
_COLUMN = re.compile(rf"^\W*{_WORDS.pattern('column_lines')}\b", re.IGNORECASE)
_RELEASE = re.compile(rf"^\W*{_WORDS.pattern('release_lines')}\b", re.IGNORECASE)
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
    release = any(_RELEASE.match(reading.text_of(line)) for line in reading.lines)
    sides = [
        *(side for sentence in parsed for side in _by_verbs(sentence, speeches, names, topic)),
        *(side for speech in speeches for side in _by_label(speech, topic)),
        *(side for speech in speeches for side in _by_duty(speech, topic)),
        *_by_judgement(speeches, topic, release),
        *(side for sentence in parsed for side in _by_phrase(sentence, names, topic)),
    ]
    sides = [replace(side, holder=_country(side.holder, reading.article.text)) for side in sides]
    return DraftStance(topic=topic, article=article_stance(reading, parsed, speeches), positions=tuple(_merged(sides, names)))


def _country(holder: str, text: str) -> str:
    """A capital that stands for its government is the country, where the article names it."""
    country = str(_CAPITALS.get(holder.lower(), holder))
    return country if country in text else holder


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
            mentions.setdefault(lemma, []).append(token)
            if lemma not in scores:
                headed = 2.0 if stem(token.text) in in_headline else 1.0
                scores[lemma] = counts[lemma] * headed * (3.0 if lemma in _ISSUES else 1.0) / (1 + place / 12)
    if not scores:
        return headline or "the story"
    best = max(scores, key=lambda lemma: (scores[lemma], lemma))
    phrases = Counter(_topic_phrase(token) for token in mentions[best])
    return max(phrases, key=lambda text: (_fullness(text), phrases[text], text))


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
    """The noun with what names it (compounds, a possessor, "of ...") and without what only describes it ("second", "long-awaited")."""
    names = [child for child in noun.lefts if child.dep_ in ("compound", "nmod") or (child.dep_ == "amod" and child.text[0].isupper())]
    number = next((child for child in noun.rights if child.dep_ == "nummod"), None) if noun.pos_ == "PROPN" else None
    text = " ".join([*(_words(child) for child in names), noun.text, *([number.text] if number is not None else [])])
    owner = next((child for child in noun.lefts if child.dep_ == "poss" and child.pos_ == "PROPN"), None)
    after = next((child for child in noun.rights if child.dep_ == "prep" and child.lower_ in ("of", "on", "to", "against")), None)
    if (
        after is not None
        and after.right_edge.i - after.i <= 5
        and not any(word.like_num or word.lemma_.lower() in _UNITS for word in after.subtree)
    ):
        text = f"{text} {_words(after)}"
    if owner is not None:
        return f"{_words(owner)} {text}"
    return text if number is not None or noun.tag_ == "NNS" else f"the {text}"


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
    balance = sum((token.lower_ in _PRAISE) - (token.lower_ in _BLAME) for token in own) / 3 + sum(_duty(token) for token in own)
    return "supportive" if balance > 0 else "critical"


def _duty(verb: Any) -> int:
    """What the author says should be done: +1 for the topic, -1 against it."""
    if verb.pos_ != "VERB" or verb.tag_ != "VB":
        return 0
    first = verb
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    helpers = {child.lower_ for child in first.children if child.dep_ in ("aux", "neg")}
    imperative = not helpers and first.dep_ == "ROOT" and not any(child.dep_ == "nsubj" for child in first.children)
    if not (helpers & {"should", "must", "ought"} or imperative):
        return 0
    value = (verb.lemma_.lower() in _DUTY_FOR) - (verb.lemma_.lower() in _DUTY_AGAINST)
    return -value if helpers & {"not", "n't", "n’t"} else value


# Sides


def _by_verbs(sentence: Parsed, speeches: Sequence[Speech], names: Names, topic: str) -> Iterable[_Side]:
    for token in sentence.doc:
        if token.pos_ != "VERB" or sentence.quoted[token.i] or _is_open(token):
            continue
        polarity, target = _polarity_and_target(token, topic)
        if polarity is None or not target:
            continue
        actor = _actor_of(token, sentence, names)
        if actor is None or not _takes_sides(actor) or _decides(actor, token):
            continue
        if _is_turned(token):
            # Not to be for a thing is to be against it; not to be against it is no side, and to refuse to be is to decline one.
            if polarity == "opposes" and any(child.dep_ == "neg" for child in token.children):
                continue
            polarity = "neutral" if polarity == "opposes" else "opposes"
        yield _Side(_holder(actor), _on_topic(target, topic), polarity, sentence.id, f"verb-{token.lemma_.lower()}")


def _is_open(verb: Any) -> bool:
    """Inside "whether" or "if" nothing is said to be so."""
    for _ in range(6):
        if any(child.dep_ == "mark" and child.lower_ in ("whether", "if", "unless") for child in verb.children):
            return True
        if verb.head.i == verb.i:
            return False
        verb = verb.head
    return False


def _polarity_and_target(verb: Any, topic: str) -> tuple[Polarity | None, str]:
    lemma = verb.lemma_.lower()
    polarity: Polarity | None
    for child in verb.children:
        polarity = _PREPOSITIONS.get(lemma, {}).get(child.lower_) if child.dep_ in ("prep", "prt", "agent") else None
        if polarity:
            thing = next((noun for noun in child.children if noun.dep_ in ("pobj", "pcomp")), None)
            if (
                thing is None
                and verb.dep_ == "relcl"
                and not any(word.tag_ in ("WP", "WDT") and word.dep_ == "nsubj" for word in verb.children)
            ):
                return polarity, _phrase(verb.head)
            return polarity, _target(thing, topic) if thing is not None else topic
    if lemma == "vote":
        return (("opposes" if "against" in (child.lower_ for child in verb.children) else None), topic)
    polarity = "supports" if lemma in _SUPPORT else "opposes" if lemma in _OPPOSE else None
    if polarity is None:
        return None, ""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and thing.pos_ == "PRON" and lemma in ("dispute", "blame", "accuse"):
        return None, ""
    clause = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp")), None)
    if thing is not None and thing.lemma_.lower() in _NO_TARGETS:
        return None, ""
    if clause is not None and lemma in _WISHES:
        return _wanted(clause, topic)
    if thing is not None and (deed := _deed_or_need(verb, thing)):
        return polarity, deed
    if thing is None or thing.pos_ not in ("NOUN", "PROPN", "PRON") or lemma in ("ask", "call", "urge", "invite", "warn", "press", "hope"):
        return None, ""
    return polarity, _target(thing, topic)


def _deed_or_need(verb: Any, thing: Any) -> str:
    """ "accused Beijing of helping Russia": Beijing's helping Russia. "stressed the need to step up support": support."""
    of = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("of", "for")), None)
    deed = next((child for child in of.children if child.dep_ == "pcomp"), None) if of is not None else None
    if deed is not None and verb.lemma_.lower() in ("accuse", "blame", "condemn", "criticise", "criticize", "denounce", "attack"):
        return f"{_phrase(thing)}’s {clause_text(list(deed.subtree)[:9])}"
    needed = next((child for child in thing.children if child.dep_ in ("acl", "relcl")), None)
    if thing.lemma_.lower() in ("need", "importance", "right", "call", "demand") and needed is not None:
        inner = next((child for child in needed.children if child.dep_ == "dobj"), None)
        return _phrase(inner) if inner is not None else ""
    return ""


def _wanted(clause: Any, topic: str) -> tuple[Polarity | None, str]:
    """The target of a wish: its object, or what it would undo ("wants the tariff suspended")."""
    inner = next((child for child in clause.children if child.dep_ == "dobj"), None)
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    pronoun = inner is not None and inner.pos_ == "PRON"
    if pronoun and any(word.startswith(clause.lemma_.lower()[:4]) for word in topic.lower().split()):
        return "supports", topic  # "wants to close it", where the topic is the closure
    if _undoes(clause) and (inner is not None or subject is not None):
        return "opposes", _target(inner if inner is not None else subject, topic)
    if inner is not None and inner.lemma_.lower() not in _NO_TARGETS and inner.lemma_.lower() not in _UNITS:
        return "supports", _target(inner, topic)
    words = _clause_words(clause)
    return ("supports", words) if len(words.split()) > 1 else (None, "")


def _phrase(noun: Any) -> str:
    """A noun's words without numbers, articles and what only comments on it."""
    aside = {
        token.i
        for child in noun.children
        if child.dep_ in ("relcl", "appos", "acl", "advcl", "cc", "conj", "punct", "nummod")
        for token in child.subtree
    }
    tokens = [token for token in noun.subtree if token.i not in aside]
    while tokens and tokens[0].tag_ in ("DT", "PDT", "RB", ",", ":"):
        tokens = tokens[1:]
    return clause_text(tokens[:14]).strip(" ,;:–—-“”\"'()") or str(noun.text)


def _undoes(verb: Any) -> bool:
    """ "be suspended", "go" (not "go to arbitration")."""
    return verb.lemma_.lower() in _UNDO and not (verb.lemma_ == "go" and any(child.dep_ in ("prep", "advmod") for child in verb.children))


def _target(noun: Any, topic: str) -> str:
    if noun.pos_ == "PRON" or (noun.lemma_.lower() in _GENERIC and _is_bare(noun)):
        return topic
    return _phrase(noun)


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
    last = actor.name.split()[-1]
    return last[0].isupper() or last.lower() in _COLLECTIVES or last.lower() in _BODIES


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


def _by_label(speech: Speech, topic: str) -> Iterable[_Side]:
    """ "called the fund 'a sweetener'", "said the offer was 'a rent rise with a ribbon on it'": a label in quotation marks is against its
    thing unless it praises.
    """
    if not _takes_sides(speech.source) or speech.root is None:
        return
    doc = speech.sentence.doc
    root = doc[speech.root]
    if speech.act == "label":
        around = {token.i for token in root.subtree}
        things = [doc[i] for i in sorted(speech.tokens) if i not in around and doc[i].dep_ in ("dobj", "nsubj")]
        label = root
    elif root.lemma_ == "be" and speech.cue is not None:
        things = [child for child in root.children if child.dep_ == "nsubj"]
        label = next((child for child in root.children if child.dep_ in ("attr", "acomp")), root)
    else:
        return
    quoted = speech.sentence.quoted[label.i] and not all(speech.sentence.quoted[thing.i] for thing in things)
    if not things or not quoted or things[0].lemma_.lower() in _NO_TARGETS:
        return
    value = _judgement(speech)
    # An adjective must judge; a noun is chosen to.
    if (label.dep_ == "acomp" and not value) or _UNDECIDED.search(speech.sentence.text):
        return
    polarity: Polarity = "supports" if value > 0 else "opposes"
    yield _Side(_holder(speech.source), _on_topic(_target(things[0], topic), topic), polarity, speech.sentence.id, "quoted-label")


def _by_duty(speech: Speech, topic: str) -> Iterable[_Side]:
    """ "the third block should go", "would not pull back its boats": what a speaker says should be done, or will not do."""
    if not _takes_sides(speech.source) or speech.root is None:
        return
    verb = speech.sentence.doc[speech.root]
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    negated = bool(helpers & {"not", "n't", "n’t", "never"})
    if subject is None:
        return
    if helpers & {"should", "must", "ought"}:
        undoes = _undoes(verb)
        if negated and not undoes:
            return
        inner = next((child for child in verb.children if child.dep_ == "dobj"), None)
        target = _target(subject if subject.dep_ == "nsubjpass" or inner is None else inner, topic)
        yield _Side(
            _holder(speech.source), _on_topic(target, topic), "opposes" if undoes != negated else "supports", speech.sentence.id, "should"
        )
    elif (
        negated
        and helpers & {"will", "would", "wo"}
        and verb.lemma_.lower() not in _TELL | {"be", "have", "do"}
        and speech.attribution != "direct"
    ):
        yield _Side(_holder(speech.source), _on_topic(_clause_after(verb), topic), "opposes", speech.sentence.id, "would-not")


def _clause_after(verb: Any) -> str:
    words = [verb, *(token for child in verb.rights if child.dep_ in ("dobj", "prt", "prep", "xcomp") for token in child.subtree)]
    return clause_text(words[:9]).strip(" ,;:–—-“”\"'")


def _by_judgement(speeches: Sequence[Speech], topic: str, release: bool) -> Iterable[_Side]:
    """Judging words of a speaker about the issue at the centre, all of the speaker's speech together.

    release: in a press release whoever is quoted speaks for it, unless the words say otherwise.
    """
    score: dict[str, int] = {}
    where: dict[str, list[int]] = {}
    head = set(content_stems(topic))
    for speech in speeches:
        if speech.act == "deny" or not _takes_sides(speech.source):
            continue
        value = _judgement(speech)
        if not value and speech.source.kind == "anonymous":
            value = _named_by_side(speech.source)
        if release and not value and speech.attribution == "direct" and speech.source.kind == "named":
            value = 1
        if value and (release or _named_by_side(speech.source) or _is_topical(speech, head)):
            holder = _holder(speech.source)
            score[holder] = score.get(holder, 0) + value
            where.setdefault(holder, []).append(speech.sentence.id)
    for holder, total in score.items():
        if total:
            polarity: Polarity = "supports" if total > 0 else "opposes"
            for sentence in where[holder]:
                yield _Side(holder, topic, polarity, sentence, "judging-words")


def _named_by_side(actor: Actor) -> int:
    """Supporters are for, opponents against."""
    stems = {word.lower().removesuffix("s") for word in actor.name.split()}
    return bool(stems & _FOR) - bool(stems & _AGAINST)


def _is_topical(speech: Speech, topic: set[str]) -> bool:
    """Whether speech is about the issue: it names it, or means it by "the plan" or "it"."""
    doc = speech.sentence.doc
    tokens = [doc[i] for i in speech.tokens]
    if topic & set(content_stems(speech.sentence.text)):
        return True
    if any(token.lemma_.lower() in _GENERIC and _is_bare(token) for token in tokens):
        return True
    return any(token.lower_ in ("it", "this", "that") and token.dep_ in ("nsubj", "nsubjpass") for token in tokens)


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
    if actor is not None and _takes_sides(actor) and not (polarity == "mixed" and actor.name.lower().split()[-1] in _VOTING):
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
