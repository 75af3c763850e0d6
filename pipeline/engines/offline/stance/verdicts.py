"""Sides in what speakers say of an issue as such: "the tax makes no sense", "it would cost jobs", "nobody asked for the tax"."""

from collections.abc import Iterable, Sequence

from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.stance.holders import Side, holder_name, takes_sides
from pipeline.engines.offline.stance.idioms import idiom_at, verdict_at
from pipeline.engines.offline.stance.issues import Issues
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.labels import Polarity

_POINTING = frozenset({"it", "this", "that"})
_NOBODY = frozenset({"nobody", "none"})
_WISHING = frozenset({"want", "need", "ask", "like", "vote", "support", "believe"})


def verdict_sides(speeches: Sequence[Speech], issues: Issues, text: str) -> Iterable[Side]:
    """One side for each verdict of a speaker on an issue."""
    for speech in speeches:
        if speech.root is None or speech.act == "deny" or not takes_sides(speech.source) or speech.sentence.text.endswith("?"):
            continue
        for verb in (speech.head, *(other for other in speech.head.conjuncts if other.i in speech.tokens)):
            found = _verdict(verb, speech.head, issues)
            if found is not None:
                thing, polarity = found
                target = issues.target(None if thing.lower_ in _POINTING else thing, speech.sentence)
                yield Side(holder_name(speech.source, text), target, polarity, speech.sentence.id, "verdict")


def _verdict(verb: Token, first: Token, issues: Issues) -> tuple[Token, Polarity] | None:
    """The thing judged and the side; `first` is the verb whose subject a joined verb shares."""
    if any(child.dep_ == "expl" for child in verb.children):  # "there was no need for the tax"
        said = idiom_at(verb)
        return (said.thing, said.polarity) if said is not None and said.thing is not None and issues.is_issue(said.thing) else None
    subject = _subject(verb) or _subject(first)
    if subject is None:
        return None
    if subject.lower_ in _NOBODY or (subject.lower_ == "one" and any(child.lower_ == "no" for child in subject.children)):
        wished = [child for child in verb.subtree if child.dep_ in ("dobj", "pobj") and issues.is_issue(child)]
        return (wished[0], "opposes") if verb.lemma_.lower() in _WISHING and wished else None
    if not (issues.is_issue(subject) or (subject.lower_ in _POINTING and issues.is_known)):
        return None
    polarity = verdict_at(verb)
    return (subject, polarity) if polarity is not None else None


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)
