"""Open questions by how likely they are: which of those that rules see stay, and others where the words alone say that something is open.

What no rule has turned into a question is asked in a plain frame, with what the passage tells: "What will come of it, now that the union
has asked the court to stop the sale?"
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from pipeline.draft import DraftQuestion, TurnedDown
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.questions.context import told
from pipeline.engines.offline.questions.contradictions import dilemma
from pipeline.engines.offline.questions.open_ends import KINDS, Likely
from pipeline.engines.offline.questions.wording import EMPTY, OF_SPEAKER, ask, asked_clause, direct, lowered, turned, yes_no
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.trees import is_have
from pipeline.labels import QuestionKind
from pipeline.lexicons import load
from pipeline.words import content_stems

_MODEL: Mapping[str, float] = load("open_ends").table("model")
_FRAMES: Mapping[QuestionKind, str] = {
    "unresolved": "What will come of it, now that {}",
    "unanswered": "What is not known, given that {}",
    "unsupported": "What proof is there, given that {}",
}
# So many words say enough by themselves of what is to come.
_TELLING = 8
# Both sides of a contradiction, and what stands between them.
_WIDEST = 3
_MOST_CLAUSES, _MOST_TOLD = 3, 2
# How likely two sentences must be together, where only one of them looks like a side of a dispute: most accounts that only stand side by
# side agree, and of those of real news below this nearly none was a dispute.
_BOTH = 0.7


def weighed(
    found: Sequence[DraftQuestion],
    parsed: Sequence[Parsed],
    chances: Sequence[Likely],
    claims: Mapping[int, Sequence[Proposition]],
    names: Names,
) -> tuple[list[DraftQuestion], list[TurnedDown]]:
    """The questions of rules that are likely enough at one of their sentences, those that only the words of a passage tell, and what is
    turned down.

    found: the questions of rules. chances: how likely each sentence of `parsed` raises one. claims: the article's propositions by sentence.
    """
    by_sentence = {sentence.id: likely for sentence, likely in zip(parsed, chances, strict=True)}
    spans = {sentence.id: sentence.sentence for sentence in parsed}
    kept: list[DraftQuestion] = []
    refused: list[TurnedDown] = []
    for question in found:
        if max(by_sentence[number][question.kind] for number in question.sentences) >= _MODEL["kept"]:
            kept.append(question)
        else:
            span = spans[question.sentences[-1]]
            refused.append(TurnedDown(part="open_questions", start=span.start, end=span.end, rule=f"unlikely: {question.rule}"))
    return [*kept, *_seen_by_words(parsed, chances, kept, claims, names)], refused


def _seen_by_words(
    parsed: Sequence[Parsed],
    chances: Sequence[Likely],
    found: Sequence[DraftQuestion],
    claims: Mapping[int, Sequence[Proposition]],
    names: Names,
) -> Iterator[DraftQuestion]:
    """Questions of passages that are likely to raise one, where there is none of the kind so far."""
    for kind in KINDS:
        taken = {number for question in found if question.kind == kind for number in question.sentences}
        least = _MODEL["least"] + (_MODEL["more_for_disputed"] if kind == "disputed" else 0)
        open_at = [likely[kind] >= least and sentence.id not in taken for sentence, likely in zip(parsed, chances, strict=True)]
        for passage in _sides(open_at, chances) if kind == "disputed" else _ends(open_at, parsed):
            if question := _question(kind, [parsed[place] for place in passage], claims, names):
                yield question


def _ends(open_at: Sequence[bool], parsed: Sequence[Parsed]) -> Iterator[list[int]]:
    """Each sentence that leaves something open, with the one before it where its own words tell little."""
    for place, is_open in enumerate(open_at):
        if is_open:
            thin = place > 0 and len(set(content_stems(parsed[place].text))) < _TELLING
            yield [place - 1, place] if thin else [place]


def _sides(open_at: Sequence[bool], chances: Sequence[Likely]) -> Iterator[list[int]]:
    """Neighbouring sentences that contradict each other; one alone with the likelier of its neighbours."""
    place = 0
    while place < len(open_at):
        if not open_at[place]:
            place += 1
            continue
        end = place
        while end < len(open_at) and open_at[end]:
            end += 1
        run = list(range(place, min(end, place + _WIDEST)))
        if len(run) == 1:
            beside = [other for other in (place - 1, place + 1) if 0 <= other < len(chances)]
            run = sorted([place, *sorted(beside, key=lambda other: -chances[other]["disputed"])[:1]])
            if sum(chances[other]["disputed"] for other in run) < _BOTH:
                run = []
        if run:
            yield run
        place = end


def _question(
    kind: QuestionKind, passage: Sequence[Parsed], claims: Mapping[int, Sequence[Proposition]], names: Names
) -> DraftQuestion | None:
    made = list(chain.from_iterable(_whole(claims.get(sentence.id, ()))[:_MOST_CLAUSES] for sentence in passage))
    question = _of_claims(kind, made, names) if kind == "disputed" else _asked(passage[-1], names) or _of_claims(kind, made, names)
    if not question and made and kind != "disputed":
        question = ask(_FRAMES[kind].format(_listed(list(dict.fromkeys(map(told, made)))[-_MOST_TOLD:])))
    if not question:
        return None
    return DraftQuestion(kind=kind, question=question, sentences=tuple(sentence.id for sentence in passage), rule="by its words")


def _of_claims(kind: QuestionKind, made: Sequence[Proposition], names: Names) -> str:
    """The question that the claims of a passage are themselves: what is to come, whose account is right, whether one is; else ""."""
    if kind == "disputed":
        alone = len({claim.source for claim in made}) == 1
        return (turned(made[0], names) if alone and made[0].speech is not None else "") or dilemma(made)
    return next(filter(None, (_whether(claim, names) for claim in made)), "") if kind == "unresolved" else ""


def _whether(claim: Proposition, names: Names) -> str:
    """ "Will the board meet on Monday?": of a claim on what is to come; else ""."""
    verb = claim.sentence.doc[claim.root] if claim.root is not None else None
    helper = next((child for child in verb.lefts if child.tag_ == "MD"), None) if verb is not None else None
    if verb is None or helper is None or any(child.dep_ == "neg" or is_have(child) for child in verb.lefts):
        return ""
    if helper.lower_ not in (_FUTURE if claim.speech is None else _TOLD_FUTURE):
        return ""
    subject, _, rest = claim.statement.rstrip(".").partition(f" {helper.text} ")
    words = subject.lower().split()
    named = rest and "," not in subject and 0 < len(words) <= _LONGEST_SUBJECT and not EMPTY & {words[0], words[-1]}
    return yes_no(verb, claim.sentence, names) or (ask(f"{helper.lower_} {lowered(subject)} {rest}") if named else "")


# Words of a subject; before a longer one stands what opens the sentence.
_LONGEST_SUBJECT = 5
_FUTURE = frozenset({"will", "may", "might"})
# What somebody said would be.
_TOLD_FUTURE = _FUTURE | {"would"}


def _listed(clauses: Sequence[str]) -> str:
    """ "A", "A and that B", "A, that B and that C"."""
    *others, last = clauses
    return f"{', that '.join(others)} and that {last}" if others else last


def _whole(claims: Sequence[Proposition]) -> list[Proposition]:
    """The claims of a sentence without those that stand inside another one."""
    return [claim for claim in claims if not any(set(claim.tokens) < set(other.tokens) for other in claims)]


def _asked(sentence: Parsed, names: Names) -> str:
    """The indirect question of a sentence ("Asked whether the charge was the reason, the firm sent a link"), else ""."""
    for verb in sentence.verbs:
        clause = asked_clause(verb)
        question = direct(clause, sentence, names) if clause is not None else ""
        if question and not OF_SPEAKER.search(question) and len(set(content_stems(question))) > 1:
            return question
    return ""
