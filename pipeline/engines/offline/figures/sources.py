"""Who gives a figure: the speaker of its clause, the survey or author behind it; nobody for what the newsroom takes for granted."""

from collections.abc import Iterable, Sequence

from pipeline.engines.offline.claims.referents import Referents
from pipeline.engines.offline.figures.quantities import Quantity
from pipeline.engines.offline.figures.times import times_in
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_POLLING = frozenset({"poll", "survey", "interview", "question", "canvass"})
_TEXTS = load("speech").words("texts")


def source_of(quantity: Quantity | None, speeches: Sequence[Speech], referents: Referents) -> str | None:
    """Who says the clause that holds the figure; None for what a report takes for granted inside somebody's speech."""
    if quantity is None:
        return None
    speech = next((speech for speech in speeches if quantity.head.i in speech.tokens), None) or _going_on(quantity, speeches)
    if speech is None:
        return _asked(quantity, referents)
    if speech.act in ("want", "expect"):  # the outermost speaker counts
        speech = next((outer for outer in speeches if outer.rule == "according-to"), speech)
    if speech.act == "deny":
        return _claimant(quantity, referents)
    return None if _is_background(quantity, speech) else _author(speech, referents) or speech.source.name


def _asked(quantity: Quantity, referents: Referents) -> str | None:
    """The survey that a share comes from: "In a poll of members, 71 per cent said …", "four of 31 economists polled by Southern Wire"."""
    noun = quantity.noun
    polled = (
        next((child for child in noun.children if child.dep_ == "acl" and child.lemma_ in _POLLING), None) if noun is not None else None
    )
    if polled is not None:
        return _by(polled, referents, quantity.sentence)
    for token in quantity.sentence.doc[: min(quantity.inside)]:
        if token.lower_ in ("poll", "survey") and token.dep_ == "pobj" and token.head.lower_ == "in" and quantity.kind == "share":
            return referents.phrase(
                token, quantity.sentence, [word.i for time in times_in(quantity.sentence) for word in _tokens(quantity, time)]
            )
    return None


def _tokens(quantity: Quantity, places: Iterable[int]) -> list[Token]:
    return [quantity.sentence.doc[place] for place in places]


def _by(token: Token, referents: Referents, sentence: Parsed) -> str | None:
    """Who stands in "by ..." on a token."""
    link = next((child for child in token.children if child.dep_ in ("agent", "prep") and child.lower_ == "by"), None)
    noun = next((child for child in link.children if child.dep_ == "pobj"), None) if link is not None else None
    return referents.phrase(noun, sentence) or None if noun is not None else None


def _author(speech: Speech, referents: Referents) -> str | None:
    """Whose a text that speaks is: "An assessment by the audit office put …"; "a poll commissioned by the firm" stays a poll."""
    subject = subject_of(speech.cue_token) if speech.cue is not None else None
    if subject is None or subject.lemma_.lower() not in _TEXTS or subject.lemma_.lower() == "study":
        return None
    if (author := _by(subject, referents, speech.sentence)) is not None:
        return author
    made = next((child for child in subject.children if child.dep_ == "acl" and child.tag_ == "VBN"), None)
    author = _by(made, referents, speech.sentence) if made is not None else None
    if author is None or made is None:
        return None
    return f"{subject.lemma_.lower()} commissioned by {author}" if made.lemma_ in ("commission", "order", "fund") else author


def _claimant(quantity: Quantity, referents: Referents) -> str | None:
    """Who says what is denied, where the text tells: "denied a claim by one diplomat that …"."""
    token = quantity.head
    while token.head.i != token.i:
        token = token.head
        if token.lemma_.lower() in ("claim", "allegation", "report", "accusation", "suggestion", "estimate"):
            return _by(token, referents, quantity.sentence)
    return None


def _going_on(quantity: Quantity, speeches: Sequence[Speech]) -> Speech | None:
    """The speech that a later "that" clause goes on with ("said that …, but that …"), or whose estimate the number is compared with."""
    chain = [quantity.head]
    while chain[-1].head.i != chain[-1].i:
        chain.append(chain[-1].head)
    for speech in speeches:
        if speech.cue is None or speech.cue > quantity.head.i:
            continue
        if speech.act == "put" and any(token.i == speech.cue for token in chain):
            return speech
        clause = next((token for token in chain if token.i > speech.cue and _opens_with_that(token)), None)
        if speech.rule == "said-that" and clause is not None:
            return speech
        colon = next((token.i for token in quantity.sentence.doc[max(speech.tokens, default=0) :] if token.text == ":"), None)
        if speech.rule == "said-that" and colon is not None and colon < quantity.head.i:
            return speech
    return None


def _mark(clause: Token) -> str:
    return next((str(child.lower_) for child in clause.children if child.dep_ in ("mark", "advmod") and child.i < clause.i), "")


def _opens_with_that(verb: Token) -> bool:
    that = next((child for child in verb.children if child.dep_ == "mark" and child.lower_ == "that"), None)
    return that is not None and that.i > 0 and that.nbor(-1).lower_ in ("and", "but", "or")


def _is_background(quantity: Quantity, speech: Speech) -> bool:
    """What a court hears has many speakers; the subject of "the survey found", and an "as" clause beside "the firm reported", are the
    newsroom's; and where the words of a speaker are partly quoted, so is an unquoted aside behind a comma."""
    if speech.cue is not None and speech.cue_token.lemma_ == "hear":
        return True
    sentence = speech.sentence
    if speech.act == "give" and speech.cue is not None:
        subject = subject_of(sentence.doc[speech.cue])
        if subject is not None and any(token.i == quantity.head.i for token in subject.subtree):
            return True
        beside = [child for child in speech.cue_token.children if child.dep_ == "advcl" and child.i > speech.cue]
        if any(quantity.head.i in {token.i for token in clause.subtree} and _mark(clause) in ("as", "while", "after") for clause in beside):
            return True
    aside = _aside_of(quantity.head)
    if aside is None or speech.attribution != "mixed":
        return False
    return not any(sentence.quoted[token.i] for token in aside.subtree)


def _aside_of(token: Token) -> Token | None:
    """The clause between commas that a token stands in, on a noun."""
    for _ in range(30):
        if token.dep_ in ("relcl", "acl") and token.left_edge.i > 0 and token.left_edge.nbor(-1).text in (",", "–", "—", "("):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
