"""Context for a question that does not stand alone.

"A ruling is expected by Monday" leaves "What will the ruling be?", which could stand under any article. What the same sentence and the one
before tell says which ruling is meant: "What will the ruling be, given that Rovers have asked the tribunal to stop the vote?" In an article
that is long enough to weigh words in, a question takes what makes it likeliest to be the one that a reader would ask.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.questions.asked_words import BACK, Surroundings, likeness
from pipeline.engines.offline.questions.wording import EMPTY, OF_SPEAKER, ask, inside, lowered
from pipeline.lexicons import load
from pipeline.words import content_stems, stem

_SAYS_LITTLE = frozenset(map(stem, load("questions").words("says_little")))
# A question with this many words of its own stands alone: a subject and what is asked of it.
_ENOUGH = 2
# So many new ones must a clause of the same sentence bring, and one that is chosen by its words.
_NEW, _NEW_BESIDE = 3, 2
_LONGEST = 30
# A question that is expected to be so alike to a reader's needs no more context; another takes one that makes it likelier by so much.
_ALIKE, _MORE = 0.4, 0.01
# A question that already has a context, and one that has two.
_FRAMED, _FULL = re.compile(r", (?:given|now) that "), " and that "
# What only tells that something was asked.
_ASKED = re.compile(r"(?:asked|pressed|whether)\b", re.IGNORECASE)
# What only says that nothing was told.
_UNTOLD = re.compile(r"\b(?:declined|declines|refused|refuses) to|\b(?:would|did|has|have|had) not (?:say|said|name|named)\b")


def with_context(
    question: DraftQuestion, claims: Mapping[int, Sequence[Proposition]], before: int | None, around: Surroundings | None
) -> DraftQuestion:
    """The question with what its passage is about, where its own words do not say it.

    claims: the propositions of the article by sentence id. before: the id of the sentence before the passage, None at the start.
    around: the article, where it is long enough to weigh words in; its words choose what makes a question likelier to be a reader's.
    """
    plainest = _with_thing(question, claims, before)
    if around is None or _FULL in question.question:
        return plainest
    words = around.asked_words(question)
    so_far = likeness(plainest.question, words)
    if so_far >= _ALIKE:
        return plainest
    likeliest = max(_contexts(question, claims), key=lambda other: likeness(other.question, words), default=plainest)
    return likeliest if likeness(likeliest.question, words) > so_far + _MORE else plainest


def _with_thing(question: DraftQuestion, claims: Mapping[int, Sequence[Proposition]], before: int | None) -> DraftQuestion:
    """The question with the claims beside it and before it that say what it is about, if it has not enough words of its own."""
    known = _telling(question.question)
    if len(known) >= _ENOUGH:
        return question
    opening = question.rule.rpartition(": ")[2]
    beside = [claim for number in question.sentences for claim in claims.get(number, ()) if opening not in claim.statement.lower()]
    here = _most_telling([claim for claim in beside if not _UNTOLD.search(claim.statement)], known)
    earlier = _of_before(list(filter(_stands_alone, claims.get(before, ()))), known) if before is not None else None
    beside_it = [claim for claim in (earlier, here) if claim is not None]
    return _given(question, *beside_it) if beside_it else question


def _contexts(question: DraftQuestion, claims: Mapping[int, Sequence[Proposition]]) -> Iterator[DraftQuestion]:
    """The question with each claim of its passage and of the sentences before, and with one of each."""
    first, last = question.sentences[0], question.sentences[-1]
    known = _telling(question.question)

    def adding(numbers: Iterable[int]) -> list[Proposition]:
        near = (claim for number in numbers for claim in claims.get(number, ()))
        return [claim for claim in near if _stands_alone(claim) and _adds(claim, known)]

    own, back = adding(range(first, last + 1)), adding(range(first - BACK, first))
    for claim in (*back, *own):
        yield _given(question, claim)
    for earlier in back if _FRAMED.search(question.question) is None else ():
        for claim in own:
            yield _given(question, earlier, claim)


def _adds(claim: Proposition, known: frozenset[str]) -> bool:
    """Whether a claim tells enough beside a question, and not only that it was asked."""
    return len(_telling(claim.statement) - known) >= _NEW_BESIDE and _ASKED.match(claim.statement) is None


def _given(question: DraftQuestion, *told_beside: Proposition) -> DraftQuestion:
    joint = " and that " if _FRAMED.search(question.question) else ", given that "
    given = joint + " and that ".join(map(told, told_beside))
    sentences = tuple(sorted({*question.sentences, *(claim.sentence.id for claim in told_beside)}))
    return question.model_copy(update={"question": ask(f"{question.question.rstrip('?')}{given}"), "sentences": sentences})


def _of_before(told_before: Sequence[Proposition], known: frozenset[str]) -> Proposition | None:
    """Of the sentence before the claim on what is asked of ("It would sell 38 clinics. It did not name the clinics"), else the last one."""
    about = [claim for claim in told_before if known & _telling(claim.statement)]
    return next(iter(about[-1:] or told_before[-1:]), None)


def _telling(text: str) -> frozenset[str]:
    """Stems of the words by which a reader can tell what the text is about."""
    return frozenset(content_stems(text)) - _SAYS_LITTLE


def _most_telling(claims: Sequence[Proposition], known: frozenset[str]) -> Proposition | None:
    """The claim that adds the most to the question, if it adds enough; one that holds all of the question only says that it is open."""
    best, most = None, _NEW - 1
    for claim in filter(_stands_alone, claims):
        words = _telling(claim.statement)
        if not (known and known <= words) and len(words - known) > most:
            best, most = claim, len(words - known)
    return best


def _stands_alone(claim: Proposition) -> bool:
    words = claim.statement.split()
    return words[0].lower() not in EMPTY and len(words) <= _LONGEST and not OF_SPEAKER.search(claim.statement)


def told(claim: Proposition) -> str:
    """A claim as a clause, with whoever says it unless it is about them."""
    statement = inside(claim)
    source = claim.speech.source if claim.speech is not None else None
    if source is None or source.name.split()[-1] in claim.statement[: len(source.name) + len("the ")].split():
        return statement
    who = source.name[0].lower() + source.name[1:] if source.kind == "anonymous" else lowered(source.name)
    return f"{who} {'say' if source.is_several else 'says'} that {statement}"
