"""Context for a question that does not stand alone.

"A ruling is expected by Monday" leaves "What will the ruling be?", which could stand under any article. What the same sentence and the one
before tell says which ruling is meant: "What will the ruling be, given that Rovers have asked the tribunal to stop the vote?"
"""

import re
from collections.abc import Mapping, Sequence

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.questions.wording import EMPTY, OF_SPEAKER, ask, inside, lowered
from pipeline.lexicons import load
from pipeline.words import content_stems, stem

_SAYS_LITTLE = frozenset(map(stem, load("questions").words("says_little")))
# A question with this many words of its own stands alone: a subject and what is asked of it.
_ENOUGH = 2
# So many new ones must a clause of the same sentence bring.
_NEW = 3
_LONGEST = 30
# What only says that nothing was told.
_UNTOLD = re.compile(r"\b(?:declined|declines|refused|refuses) to|\b(?:would|did|has|have|had) not (?:say|said|name|named)\b")


def with_context(question: DraftQuestion, claims: Mapping[int, Sequence[Proposition]], before: int | None) -> DraftQuestion:
    """The question with what its passage is about, where its own words do not say it.

    claims: the propositions of the article by sentence id; before: the id of the sentence before the passage, None at the start.
    """
    known = _telling(question.question)
    if len(known) >= _ENOUGH:
        return question
    opening = question.rule.rpartition(": ")[2]
    beside = [claim for number in question.sentences for claim in claims.get(number, ()) if opening not in claim.statement.lower()]
    here = _most_telling([claim for claim in beside if not _UNTOLD.search(claim.statement)], known)
    earlier = _of_before(list(filter(_stands_alone, claims.get(before, ()))), known) if before is not None else None
    beside_it = [claim for claim in (earlier, here) if claim is not None]
    if not beside_it:
        return question
    given = " and that ".join(map(told, beside_it))
    sentences = tuple(sorted({*question.sentences, *(claim.sentence.id for claim in beside_it)}))
    return question.model_copy(update={"question": ask(f"{question.question.rstrip('?')}, given that {given}"), "sentences": sentences})


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
    if source is None or source.name in claim.statement[: len(source.name) + len("the ")]:
        return statement
    who = source.name[0].lower() + source.name[1:] if source.kind == "anonymous" else lowered(source.name)
    return f"{who} {'say' if source.is_several else 'says'} that {statement}"
