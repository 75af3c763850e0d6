"""Sides that the text says: judging verbs and phrases, labels, duties, and words for taking none."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import Actor
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.stance.holders import Side, actors_at, decides, holder_name, takes_sides
from pipeline.engines.offline.stance.issues import Issues, is_bare
from pipeline.engines.offline.stance.judgement import BESIDE, Judgement, is_actor, subject_of_judgement
from pipeline.engines.offline.stance.praise import balance, of_topic
from pipeline.engines.offline.stance.undoing import KEEPING, undoes, undone_by
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.labels import Polarity
from pipeline.lexicons import load
from pipeline.words import content_stems, stem

_WORDS = load("stance")
_NO_TARGETS, _VOTING = _WORDS.words("no_targets"), _WORDS.words("voting")
_PEOPLE = load("speech").words("people")
_UNITS = _WORDS.words("units")
_TELL = load("questions").words("tell")
# For texts in small letters (`Parsed.lower`).
_UNDECIDED = re.compile(rf"\b{_WORDS.pattern('undecided')}\b")
_DIVIDED = re.compile(rf"\b{_WORDS.pattern('divided')}\b")
_STANDING_BY = re.compile(rf"\b{_WORDS.pattern('standing_by')}\b")
_PHRASES: dict[Polarity, re.Pattern[str]] = {"neutral": _UNDECIDED, "mixed": _DIVIDED, "supports": _STANDING_BY}
_RULES = {"neutral": "takes-no-side", "mixed": "divided", "supports": "stands-by"}
_LABELLING = frozenset({"call", "describe", "dub", "brand", "label", "term", "denounce", "dismiss", "slam", "condemn"})
_TURN: dict[Polarity, Polarity] = {"supports": "opposes", "opposes": "supports"}
# Sentences between a side and somebody who disagrees with it.
_NEAR = 4
_NOBODY = frozenset({"one", "nobody", "everyone", "everybody", "anyone", "anybody", "someone", "somebody"})
_SO_DO = frozenset({"do", "does", "did", "is", "are", "was", "were", "has", "have", "will", "would"})
_FIRST_PERSON = frozenset({"i", "we"})
_OPEN = frozenset({"it", "either", "side", "sides", "this", "them"})
_OBJECTS = frozenset({"dobj", "pobj"})
_IDIOMS = frozenset({"position", "mind", "minds", "view", "fence", "distance", "politicians", "stance"})
_SECOND_THOUGHTS = frozenset({"think", "rethink", "reconsider", "listen"})
# Superlatives of size praise nothing ("the greatest land grab since"); the others mostly do ("the cheapest reform").
_SIZES = frozenset({"most", "greatest", "biggest", "largest", "worst", "deepest", "longest", "harshest", "costliest", "highest", "lowest"})
# How an issue comes about, so that not to is to be against it ("must not go ahead").
_COMING_ABOUT = frozenset({"go", "happen", "proceed", "pass", "stand", "exist", "continue", "become"})
# Not to do these is to leave a thing alone, or to take no side.
_NO_DEEDS = frozenset({"be", "have", "do", "interfere", "choose", "decide", "take", "pick", "judge", "guess"})
# What somebody else said, as a thing to be for or against.
_VOICES = frozenset({"call", "calls", "demand", "demands", "appeal", "plea", "request", "criticism", "concern", "concerns", "objection"})
# What follows on a decision: rejoicing at it, fighting it.
_REACTIONS = frozenset({"rejoices", "voiced", "challenges", "verb-appeal"})


def said_sides(parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names, issues: Issues, text: str) -> list[Side]:
    """All sides that are said, in order of the forms."""
    found = [_on_undoing(side, issues) for side in _found(parsed, speeches, names, issues, text)]
    return [settled for side in found if (settled := _beside_somebody(side, found)) is not None]


_KEEPING = frozenset(map(stem, KEEPING))


def _on_undoing(side: Side, issues: Issues) -> Side:
    """Who wants to keep the library is against its closure, where that is the topic."""
    keeps = bool(issues.undone) and set(content_stems(side.target)) - _KEEPING == {stem(issues.undone)}
    if not keeps or side.polarity not in _TURN or side.rule == BESIDE:
        return side
    return replace(side, target=issues.topic, polarity=_TURN[side.polarity])


def _beside_somebody(side: Side, sides: Sequence[Side]) -> Side | None:
    """ "sided with the brewery": the side that the brewery takes; None where it takes none."""
    if side.rule != BESIDE:
        return side
    ally = side.target.lower()
    own = (other for other in sides if other.rule != BESIDE and other.polarity in _TURN and other.holder != side.holder)
    shared = next((other for other in own if ally == other.holder.lower() or ally.split()[-1] in other.holder.lower().split()), None)
    return replace(side, target=shared.target, polarity=shared.polarity) if shared is not None else None


def _found(parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names, issues: Issues, text: str) -> list[Side]:
    spoken: dict[int, list[Speech]] = {}
    for speech in speeches:
        spoken.setdefault(speech.sentence.id, []).append(speech)
    return [
        *_by_predicates(parsed, spoken, names, issues, text),
        *(side for speech in speeches for side in _by_label(speech, issues, text)),
        *(side for sentence in parsed for side in _by_lost_label(sentence, spoken.get(sentence.id, []), names, issues, text)),
        *(side for speech in speeches for side in _by_duty(speech, issues, text)),
        *(side for sentence in parsed for side in _by_phrase(sentence, spoken.get(sentence.id, []), names, issues, text)),
    ]


def _by_predicates(
    parsed: Sequence[Parsed], spoken: Mapping[int, Sequence[Speech]], names: Names, issues: Issues, text: str
) -> Iterable[Side]:
    """The sides that verbs and phrases say. "Patient groups disagree.": they are against what was last taken sides for."""
    last: Side | None = None
    undoing: dict[str, str] = {}
    for sentence in parsed:
        for noun in sentence.doc:
            if (undone := undone_by(noun)) is not None and not issues.is_topic(undone.head):
                undoing.setdefault(noun.lemma_.lower(), issues.target(undone, sentence))
        if last is not None and sentence.id - last.sentence <= 1 and (echo := _so_does(sentence)) is not None:
            yield from (
                replace(last, holder=holder_name(actor, text), sentence=sentence.id, rule="so-does")
                for actor in actors_at(echo, sentence, names)
                if len(actor.name) > len("Fr.")  # a title that the parser cut off its name
            )
        for side in _by_predicate(sentence, spoken.get(sentence.id, []), names, issues, text, undoing):
            if (echoed := _echoed(side, last)) is not None:
                yield echoed
            elif side.rule == "disagrees" and last is not None and sentence.id - last.sentence <= _NEAR and last.polarity in _TURN:
                yield replace(side, target=last.target, polarity=_TURN[last.polarity])
            else:
                yield side
                last = side


def _so_does(sentence: Parsed) -> Token | None:
    """Who does so too: "So does the MP, Ida Rowe.", "Nor do the farmers."."""
    doc = sentence.doc
    if len(doc) < 4 or doc[0].lower_ not in ("so", "nor", "neither") or doc[1].lower_ not in _SO_DO or sentence.quoted[0]:
        return None
    subject = next(
        (token for token in doc[2:] if token.dep_ in ("nsubj", "attr", "dobj", "ROOT") and token.pos_ in ("NOUN", "PROPN")), None
    )
    named = (
        next((child for child in subject.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
        if subject is not None
        else None
    )
    return named if named is not None else subject


def _echoed(side: Side, last: Side | None) -> Side | None:
    """ "backed her call": for what she called for. "echoed the criticism": against what was criticised."""
    if last is None or side.target.lower() not in _VOICES or side.sentence - last.sentence > _NEAR or last.polarity not in _TURN:
        return None
    if side.holder == last.holder or side.polarity not in _TURN:
        return None
    return replace(side, target=last.target, polarity=last.polarity if side.polarity == "supports" else _TURN[last.polarity])


def _by_predicate(
    sentence: Parsed, spoken: Sequence[Speech], names: Names, issues: Issues, text: str, undoing: Mapping[str, str]
) -> Iterable[Side]:
    """undoing: what motions and bids of the sentences before are to undo, by their noun."""
    for judged in issues.judgements[sentence.id]:
        if (
            judged.rule.startswith("noun-")
            and judged.thing is None
            and not issues.named_in(t for t in sentence.doc if t.i != judged.verb.i)
        ):
            continue
        found = _on_decision(_act_on_topic(_feared_for_topic(judged, issues), issues), issues)
        if not (found.firm or _is_at_issue(found, issues)):
            continue
        for actor in _judges(found, sentence, spoken, names):
            if not decides(actor, found.verb):
                if found.rule == BESIDE and found.thing is not None:
                    allies = actors_at(found.thing, sentence, names)
                    target = holder_name(allies[0], text) if allies else str(found.thing.lower_)
                else:
                    target = issues.target(found.thing, sentence, found.wording)
                polarity = found.polarity
                if found.thing is not None and polarity in _TURN and is_bare(found.thing) and found.thing.lemma_.lower() in undoing:
                    target, polarity = undoing[found.thing.lemma_.lower()], _TURN[polarity]  # "would support the motion"
                yield Side(holder_name(actor, text), target, polarity, sentence.id, found.rule)


def _feared_for_topic(found: Judgement, issues: Issues) -> Judgement:
    """ "raised fears about noise": against what makes it."""
    thing = found.thing if found.rule == "voiced" and found.polarity == "opposes" else None
    return replace(found, thing=None, rule="feared") if thing is not None and issues.is_known and not issues.is_issue(thing) else found


def _act_on_topic(found: Judgement, issues: Issues) -> Judgement:
    """ "wants to close it", where the topic is the closure: being for it, whatever closing does to the library."""
    if found.act is None or found.polarity not in _TURN or not issues.is_topic(found.act):
        return found
    if found.act.dep_ in ("acl", "relcl"):  # "backed a plan to close it"
        return replace(found, thing=None, polarity=_TURN[found.polarity], firm=True)
    negated = any(child.dep_ == "neg" for child in found.verb.children)
    return replace(found, thing=None, polarity="opposes" if negated else "supports", firm=True)


def _on_decision(found: Judgement, issues: Issues) -> Judgement:
    """Glad of the rejection of a plan, or of the court that rejected it: against the plan. So is who has nothing else to be glad of."""
    if found.polarity not in _TURN or (found.thing is None and not _is_feeling(found.rule)):
        return found
    outcome = issues.outcome(found.thing)
    if not outcome:
        return found
    return replace(found, thing=None, wording="", polarity=found.polarity if outcome > 0 else _TURN[found.polarity])


def _is_feeling(rule: str) -> bool:
    return rule.startswith("is-") or rule in _REACTIONS


def _is_at_issue(found: Judgement, issues: Issues) -> bool:
    """Whether a thing that need not be an issue is one; without a thing it is the topic, where that can be judged."""
    if found.thing is None:
        return issues.is_known
    if found.thing.lower_ == "it":
        return issues.is_known and not found.rule.startswith("proposes")
    return issues.is_issue(found.thing)


def _judges(found: Judgement, sentence: Parsed, spoken: Sequence[Speech], names: Names) -> list[Actor]:
    """Who judges. Inside a quotation only what its speaker says of "I" and "we" is sure."""
    if found.holder is None:
        return []
    if found.holder.lower_ in _FIRST_PERSON:
        return [speech.source for speech in spoken if found.verb.i in speech.tokens and takes_sides(speech.source)][:1]
    if sentence.quoted[found.verb.i]:
        return []
    actors = actors_at(_all_who_say(found.holder, found.verb), sentence, names)
    if not actors and found.verb.dep_ == "conj" and found.verb.tag_ == "VBD":
        # "said the merger would cost jobs and urged ...": the parser hung the second verb on what was said.
        return [speech.source for speech in spoken if found.verb.i in speech.tokens and takes_sides(speech.source)][:1]
    return actors


def _all_who_say(holder: Token, verb: Token) -> Token:
    """ "Roe and Doe said they would vote no": both, where a pronoun stands for the subject of the cue."""
    cue = verb.head
    said = holder.lower_ == "they" and verb.dep_ == "ccomp" and cue.i != verb.i
    subject = next((child for child in cue.children if child.dep_ == "nsubj"), None) if said else None
    return subject if subject is not None and any(other.i > subject.i for other in subject.conjuncts) else holder


def _by_label(speech: Speech, issues: Issues, text: str) -> Iterable[Side]:
    """ "called the fund 'a sweetener'", "said the offer was 'a rent rise with a ribbon on it'": a label in quotation marks is against its
    thing unless it praises.
    """
    if not takes_sides(speech.source) or speech.root is None:
        return
    doc = speech.sentence.doc
    root = doc[speech.root]
    if speech.act == "label":
        around = {token.i for token in root.subtree}
        things = [doc[i] for i in sorted(speech.tokens) if i not in around and doc[i].dep_ in ("dobj", "nsubj")]
        label: Token | None = root
    elif root.lemma_ == "be" and speech.cue is not None:
        things = [child for child in root.children if child.dep_ == "nsubj" and child.lemma_.lower() not in _PEOPLE]
        label = next((child for child in root.children if child.dep_ in ("attr", "acomp")), None)
    else:
        return
    if (
        label is None
        or not things
        or things[0].lemma_.lower() in _NO_TARGETS
        or (things[0].tag_ == "PRP" and things[0].lower_ not in ("it", "them"))
    ):
        return
    outcome = issues.outcome(None if things[0].lower_ in ("it", "this", "that") else things[0])
    value = of_topic(speech, issues.key, text) or int(any(token.tag_ == "JJS" and token.lower_ not in _SIZES for token in label.subtree))
    quoted = speech.sentence.quoted[label.i] and not all(speech.sentence.quoted[thing.i] for thing in things)
    issue = outcome or issues.is_issue(things[0]) or (issues.is_known and things[0].lower_ in ("it", "this", "that"))
    if not (quoted and (issue or things[0].pos_ == "NOUN" or speech.act == "label")) and not (
        issue and (value or (label.pos_ == "NOUN" and things[0].pos_ == "NOUN"))
    ):
        return
    # An adjective must judge; a noun is chosen to.
    if (label.dep_ == "acomp" and not value) or _UNDECIDED.search(speech.sentence.lower):
        return
    polarity: Polarity = "supports" if (value > 0) == (outcome >= 0) else "opposes"
    yield Side(holder_name(speech.source, text), issues.target(things[0], speech.sentence), polarity, speech.sentence.id, "label")


def _by_lost_label(sentence: Parsed, spoken: Sequence[Speech], names: Names, issues: Issues, text: str) -> Iterable[Side]:
    """A label whose grammar the parser lost: a verb of labelling, a thing, and a quotation right behind it."""
    for verb in sentence.doc:
        if verb.lemma_.lower() not in _LABELLING or sentence.quoted[verb.i] or any(speech.cue == verb.i for speech in spoken):
            continue
        start = next((i for i in range(verb.i + 2, min(verb.i + 8, len(sentence.doc))) if sentence.quoted[i]), None)
        thing = next((token for token in reversed(sentence.doc[verb.i + 1 : start]) if token.is_alpha and token.lower_ != "as"), None)
        if start is None or thing is None or not issues.is_named(thing):
            continue
        label = [token for token in sentence.doc[start:] if sentence.quoted[token.i]]
        polarity: Polarity = "supports" if balance(label) > 0 else "opposes"
        subject = subject_of_judgement(verb)
        for actor in actors_at(subject, sentence, names) if subject is not None else []:
            yield Side(holder_name(actor, text), issues.named(thing), polarity, sentence.id, "label")


def _by_duty(speech: Speech, issues: Issues, text: str) -> Iterable[Side]:
    """ "the third block should go", "would not pull back its boats": what a speaker says should be done, or will not do."""
    if not takes_sides(speech.source) or speech.root is None:
        return
    root = speech.sentence.doc[speech.root]
    subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return
    for verb in (root, *(other for other in root.conjuncts if other.pos_ == "VERB" and other.i in speech.tokens)):
        found = _duty(verb, subject, speech, issues)
        if found is not None:
            target, polarity, rule = found
            yield Side(holder_name(speech.source, text), target, polarity, speech.sentence.id, rule)


def _duty(verb: Token, subject: Token, speech: Speech, issues: Issues) -> tuple[str, Polarity, str] | None:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg")}
    negated = bool(helpers & {"not", "n't", "n’t", "never"})
    if helpers & {"should", "must", "ought"}:
        undone = undoes(verb)
        if negated and not undone:
            barred = verb.lemma_.lower() in _COMING_ABOUT or subject.dep_ == "nsubjpass"
            is_issue = issues.is_issue(subject) and not is_actor(subject)
            return (issues.target(subject, speech.sentence), "opposes", "should") if barred and is_issue else None
        inner = next((child for child in verb.children if child.dep_ == "dobj"), None)
        thing = subject if subject.dep_ == "nsubjpass" or inner is None else inner
        if thing.i == subject.i and subject.dep_ == "nsubj" and is_actor(subject) and not issues.is_issue(subject):
            return _asked_of_actor(verb, speech, issues)
        if (
            thing.lemma_.lower() in _UNITS | _NOBODY
            or subject.lemma_.lower() in _NOBODY
            or (thing.tag_ == "PRP" and thing.lower_ not in ("it", "them"))
        ):
            return None
        return issues.target(thing, speech.sentence), "opposes" if undone != negated else "supports", "should"
    if negated and helpers & {"will", "would", "wo"} and (blocked := _until_undone(verb)) is not None:
        return issues.target(blocked if issues.is_issue(blocked) else None, speech.sentence), "opposes", "until"
    return None


def _until_undone(verb: Token) -> Token | None:
    """ "would not return until the levy was withdrawn": the levy."""
    for clause in verb.children:
        until = any(child.dep_ == "mark" and child.lower_ in ("until", "unless", "till") for child in clause.children)
        if clause.dep_ == "advcl" and until and undoes(clause):
            return next((child for child in clause.children if child.dep_ in ("nsubjpass", "dobj", "nsubj")), None)
    return None


def _asked_of_actor(verb: Token, speech: Speech, issues: Issues) -> tuple[str, Polarity, str] | None:
    """ "Congress must act to restore the fund": for the fund. "The council should think again": against the topic."""
    if verb.lemma_.lower() in _SECOND_THOUGHTS:
        return issues.topic, "opposes", "should"
    for clause in verb.children:
        thing = next((child for child in clause.children if child.dep_ == "dobj"), None)
        if clause.dep_ in ("advcl", "xcomp") and clause.tag_ == "VB" and thing is not None and thing.pos_ in ("NOUN", "PROPN"):
            return issues.target(thing, speech.sentence), "opposes" if undoes(clause) else "supports", "should"
    return None


def _by_phrase(sentence: Parsed, spoken: Sequence[Speech], names: Names, issues: Issues, text: str) -> Iterable[Side]:
    """Words for taking no side, or both, or for keeping to what was decided on ("there would be no U-turn")."""
    polarity: Polarity | None = next((side for side, phrases in _PHRASES.items() if phrases.search(sentence.lower)), None)
    if polarity is None or (polarity in ("neutral", "supports") and issues.is_known and not _is_about_topic(sentence, issues)):
        return
    actors = _subjects(sentence, names) or [speech.source for speech in spoken if takes_sides(speech.source)][:1]
    for actor in actors:
        if not (polarity == "mixed" and actor.name.lower().split()[-1] in _VOTING):
            rule = _RULES[polarity]
            yield Side(holder_name(actor, text), issues.topic, polarity, sentence.id, rule)


def _is_about_topic(sentence: Parsed, issues: Issues) -> bool:
    """Whether a sentence names the topic, or leaves open what it is about ("is still deciding", "did not take a side")."""
    if issues.named_in(sentence.doc) or any(token.lower_ in _OPEN and token.dep_ in _OBJECTS for token in sentence.doc):
        return True
    return not any(
        token.dep_ in _OBJECTS and token.pos_ in ("NOUN", "PROPN") and token.lower_ not in _IDIOMS and not sentence.quoted[token.i]
        for token in sentence.doc
    )


def _subjects(sentence: Parsed, names: Names) -> list[Actor]:
    """Whom the sentence is about: the first of its subjects that can take a side."""
    subjects = (token for token in sentence.doc if token.dep_ in ("nsubj", "nsubjpass") and not sentence.quoted[token.i])
    return next((actors[:1] for subject in subjects if (actors := actors_at(subject, sentence, names))), [])
