"""What actors ask and do beside what they say. It makes no claims, but tells a side: a rhetorical question, a march, a cheque."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech.speech import Act, Speech
from pipeline.engines.offline.stance.holders import actors_at
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_QUESTION = load("speech").words("question")
# What an actor does stands in these; other clauses tell of somebody ("who has won 700 races") or of what may be ("hopes that she will go").
_MAIN = frozenset({"ROOT", "conj", "parataxis"})
_PERHAPS = frozenset({"may", "might", "could"})


def acts(parsed: Sequence[Parsed], speeches: Iterable[Speech], names: Names) -> Iterator[Speech]:
    """What actors ask and do outside of what anybody says, as the article tells it."""
    said: dict[int, list[Speech]] = {}
    for speech in speeches:
        said.setdefault(speech.sentence.id, []).append(speech)
    for sentence in parsed:
        here = said.get(sentence.id, ())
        told = {place for speech in here for place in (*speech.tokens, speech.cue)}
        for verb in sentence.verbs:
            if verb.dep_ in _MAIN and verb.i not in told and not sentence.quoted[verb.i]:
                yield from _act(verb, sentence, told, names)


def _act(verb: Token, sentence: Parsed, told: set[int | None], names: Names) -> Iterator[Speech]:
    if any(child.lower_ in _PERHAPS for child in verb.children if child.dep_ == "aux"):
        return
    subject = subject_of(verb)
    if subject is None or subject.dep_ != "nsubj" or subject.i in told or sentence.quoted[subject.i]:
        return
    own = {token.i for token in subject.subtree}
    asks = verb.lemma_.lower() in _QUESTION
    words = frozenset(token.i for token in verb.subtree if token.i not in own and token.i not in told)
    if asks and any(sentence.quoted):
        words |= {place for place, quoted in enumerate(sentence.quoted) if quoted}
    act: Act = "ask" if asks else "do"
    yield from (Speech(sentence, words, verb.i, actor, act, verb.i, act) for actor in actors_at(subject, sentence, names))
