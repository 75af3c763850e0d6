"""What the text leaves open: outcomes to come, refusals and unknowns, missing proof, sources that contradict each other.

Each question is made from its passage by turning the clause round, with a plain frame where the clause has another shape; one that does not
stand alone takes the words around it as context.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from pipeline.draft import DraftFigure, DraftQuestion, TurnedDown
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.questions.asked_words import Surroundings
from pipeline.engines.offline.questions.coming import infinitive, scheduled_at
from pipeline.engines.offline.questions.context import with_context
from pipeline.engines.offline.questions.contradictions import contradictions
from pipeline.engines.offline.questions.open_ends import likely
from pipeline.engines.offline.questions.openings import Place, refusal_at, undecided_at, unknown_at, unproven_at
from pipeline.engines.offline.questions.outcomes import decision, outcome
from pipeline.engines.offline.questions.proof import proof, resting_on_withheld, unproven_finding
from pipeline.engines.offline.questions.rival_figures import rival_figures
from pipeline.engines.offline.questions.silences import asked, unknown, unsaid
from pipeline.engines.offline.questions.unsettled import unsettled_at
from pipeline.engines.offline.questions.weighing import weighed
from pipeline.engines.offline.questions.wording import OF_SPEAKER, asked_clause, turned, verb_of
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.stance.leanings import FEWEST
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.labels import QuestionKind
from pipeline.reading import Reading

_MOST = 14
# "Is it?": a question without a thing that it asks.
_BARE = re.compile(r"\w+ (?:it|they|he|she|this|that|these|those)\?", re.IGNORECASE)


def questions(
    reading: Reading,
    parsed: Sequence[Parsed],
    speeches: Sequence[Speech],
    made: Sequence[Proposition],
    names: Names,
    measured: Sequence[DraftFigure],
    topic: str = "this",
) -> tuple[tuple[DraftQuestion, ...], list[TurnedDown]]:
    """The open questions of an article, in the order of their passages, and those turned down; a passage may raise one of each kind.

    topic: what a comment is asked on where the passage does not say.
    """
    claims = _by_sentence(made)
    found, refused = raised(reading, parsed, speeches, made, names, measured, topic)
    before = {sentence.id: previous.id for previous, sentence in pairwise(parsed)}
    around = Surroundings(parsed, reading.headline_text, topic) if len(parsed) >= FEWEST else None
    return tuple(with_context(question, claims, before.get(question.sentences[0]), around) for question in found), refused


def raised(
    reading: Reading,
    parsed: Sequence[Parsed],
    speeches: Sequence[Speech],
    made: Sequence[Proposition],
    names: Names,
    measured: Sequence[DraftFigure],
    topic: str,
) -> tuple[list[DraftQuestion], list[TurnedDown]]:
    """The questions that the text raises, in the order of their passages and without their context, and those turned down."""
    found = ruled(reading, parsed, speeches, made, names, measured, topic)
    refused: list[TurnedDown] = []
    if len(parsed) >= FEWEST:
        found, refused = weighed(found, parsed, likely(parsed, speeches, found), _by_sentence(made), names)
    return sorted(found, key=lambda question: question.sentences)[:_MOST], refused


def ruled(
    reading: Reading,
    parsed: Sequence[Parsed],
    speeches: Sequence[Speech],
    made: Sequence[Proposition],
    names: Names,
    measured: Sequence[DraftFigure],
    topic: str,
) -> list[DraftQuestion]:
    """The questions that the text raises in words which rules know, without their context."""
    claims = _by_sentence(made)
    found: list[DraftQuestion] = []
    for sentence in parsed:
        refused, unproven = refusal_at(sentence), unproven_at(sentence)
        doubted = (
            unproven_finding(sentence, unproven[0], claims, names) if unproven[0] is not None else None,
            resting_on_withheld(sentence, refused[0], claims, names) if refused[0] is not None else None,
        )
        found.extend(question for question in doubted if question is not None)
        last = claims.get(sentence.id - 1)
        found.extend(_of_sentence(sentence, names, claims.get(sentence.id, []), last[-1] if last else None, topic, refused, unproven))
    found.extend(contradictions(parsed, speeches, claims, names))
    found.extend(rival_figures(reading, parsed, measured, claims))
    unique: dict[tuple[str, int], DraftQuestion] = {}
    for question in filter(lambda question: question.question, found):
        unique.setdefault((question.kind, question.sentences[-1]), question)
    return list(unique.values())


def _by_sentence(made: Sequence[Proposition]) -> dict[int, list[Proposition]]:
    claims: dict[int, list[Proposition]] = {}
    for proposition in made:
        claims.setdefault(proposition.sentence.id, []).append(proposition)
    return claims


def _governed(verb: Token, token: Token) -> set[int]:
    """A verb and what it governs: "has yet to *prove* that votes were bought"."""
    act = infinitive(verb, token)
    return {verb.i} if act is None else {verb.i, act.i}


def _of_sentence(
    sentence: Parsed,
    names: Names,
    claims: Sequence[Proposition],
    before: Proposition | None,
    topic: str,
    refused: tuple[Token | None, str],
    unproven: tuple[Token | None, str],
) -> Iterable[DraftQuestion]:
    attempts: tuple[tuple[QuestionKind, str, Callable[[Parsed], tuple[Token | None, str]], Callable[[Place], str]], ...] = (
        ("unanswered", "refusal", lambda _: refused, unsaid),
        ("unanswered", "unsettled", unsettled_at, asked),
        ("unanswered", "unknown", unknown_at, unknown),
        ("unsupported", "unproven", lambda _: unproven, proof),
        ("unresolved", "undecided", undecided_at, decision),
        ("unresolved", "scheduled", scheduled_at, outcome),
    )
    raised: set[str] = set()
    untold: list[set[int]] = []
    lacking: set[int] = set()
    for kind, rule, find, make in attempts:
        if kind in raised:
            continue
        token, phrase = find(sentence)
        if token is None:
            continue
        if kind == "unresolved" and (_governed(verb_of(token), token) & lacking or any(token.i in asked for asked in untold)):
            continue  # "would not say how he will vote", "is still awaiting peer review": no second question
        place = Place(sentence, token, phrase, names, claims, before, topic)
        question = make(place)
        if _BARE.fullmatch(question) is not None and before is not None and not OF_SPEAKER.search(before.statement):
            question = turned(before, names)  # "would not say whether it is"
        if kind == "unanswered" and (clause := asked_clause(verb_of(token))) is not None:
            untold.append({word.i for word in clause.subtree})
        if question and not OF_SPEAKER.search(question) and _BARE.fullmatch(question) is None:
            raised.add(kind)
            if kind == "unsupported":
                lacking.add(verb_of(token).i)
            yield DraftQuestion(kind=kind, question=question, sentences=(sentence.id,), rule=f"{rule}: {phrase.lower()}")
