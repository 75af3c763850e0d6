"""What somebody says in idioms: "let it be known that", "was quoted as saying", "took the view that", "renewed its demand that"."""

from collections.abc import Sequence

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech.speech import Act, Speech, root_of, speaker_of
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("speech")
_SAY = _WORDS.words("say")
_ANY = "_"
# Words that "_" may stand for.
_MOST_BETWEEN = 5
_QUOTING = frozenset({"quote", "report", "record", "cite"})


def _table(group: str) -> dict[str, list[tuple[str, ...]]]:
    """The idioms of a group by the verb that opens them."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for idiom in sorted(_WORDS.words(group)):
        verb, *rest = idiom.split()
        table.setdefault(verb, []).append(tuple(rest))
    return table


_HELD, _DEMANDED = _table("held_in_idioms"), _table("demanded_in_idioms")


def reported_in_idiom(verb: Token, sentence: Parsed, names: Names) -> Speech | None:
    """What an idiom that a verb opens reports: the clause behind its "that"."""
    lemma = verb.lemma_.lower()
    idioms: tuple[tuple[dict[str, list[tuple[str, ...]]], Act], ...] = ((_HELD, "say"), (_DEMANDED, "want"))
    for table, act in idioms:
        for words in table.get(lemma, ()):
            place = _that_behind(verb, words)
            if place is None:
                continue
            subject = subject_of(verb)
            source = speaker_of(subject, sentence, names) if subject is not None and subject.dep_ == "nsubj" else None
            content = _clause_from(sentence.doc, place) if source is not None else frozenset[int]()
            if source is not None and content:
                return Speech(sentence, content, root_of(content, sentence), source, act, verb.i, "in-idiom")
    return None


def _that_behind(verb: Token, words: Sequence[str]) -> int | None:
    """Where the "that" behind an idiom stands; None where its words do not follow the verb."""
    doc, place = verb.doc, verb.i + 1
    for word in words:
        if word != _ANY:
            if place >= len(doc) or word not in (doc[place].lower_, doc[place].lemma_.lower()):
                return None
            place += 1
            continue
        after = words[words.index(word) + 1] if words[-1] != _ANY else "that"
        end = next(
            (at for at in range(place + 1, min(place + 1 + _MOST_BETWEEN, len(doc))) if after in (doc[at].lower_, doc[at].lemma_.lower())),
            None,
        )
        if end is None:
            return None
        place = end
    return place if place + 2 < len(doc) and doc[place].lower_ == "that" and not doc[place].head.i < verb.i else None


def _clause_from(doc: Sequence[Token], that: int) -> frozenset[int]:
    """The clause that a "that" opens, as the parse has it; what only mentions a noun has no verb of its own."""
    clause = doc[that].head
    if doc[that].dep_ != "mark" or clause.i <= that:
        return frozenset()
    return frozenset(token.i for token in clause.subtree if token.i > that)


def quoted_as_saying(verb: Token, sentence: Parsed, names: Names) -> Speech | None:
    """'"…," Pell was quoted as saying', "It was late, Pell was quoted as saying", "was quoted as saying that it was late"."""
    if verb.lemma_.lower() not in _QUOTING or verb.tag_ != "VBN":
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    saying = next(
        (
            act
            for child in verb.rights
            if child.lower_ == "as"
            for act in child.children
            if act.dep_ == "pcomp" and act.lemma_.lower() in _SAY
        ),
        None,
    )
    source = speaker_of(subject, sentence, names) if saying is not None else None
    if source is None or saying is None or subject is None:
        return None
    clause = next((child for child in saying.rights if child.dep_ == "ccomp"), None)
    if clause is not None:
        content = frozenset(token.i for token in clause.subtree)
    else:
        before = sentence.doc[: subject.left_edge.i]
        content = frozenset(token.i for token in before if sentence.quoted[token.i])
        if not content and before and before[-1].text == ",":
            content = frozenset(token.i for token in before[:-1])
    return Speech(sentence, content, root_of(content, sentence), source, "say", verb.i, "quoted-as-saying") if content else None
