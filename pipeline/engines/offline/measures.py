"""Figures: what each measures, when, who gives it, the unit and denominator that the number alone does not show; repeats as one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeAlias

from pipeline.draft import DraftFigure, TurnedDown
from pipeline.engines.offline.descriptions import Descriptions
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.engines.offline.quantities import Quantity, kind_of, quantity_of
from pipeline.engines.offline.referents import Referents
from pipeline.engines.offline.speech import Speech, subject_of
from pipeline.engines.offline.times import time_of, times_in
from pipeline.lexicons import load
from pipeline.reading import FigureCandidate, Reading
from pipeline.words import content_stems

_ASIDE = frozenset({"relcl", "appos", "acl", "cc", "conj", "punct", "advcl", "parataxis", "ccomp"})
# How many sentences back "the rise" may have been told.
_RECALL = 3
_ANAPHORS = load("measures").words("anaphors")
_POLLING = frozenset({"poll", "survey", "interview", "question", "canvass"})
_TEXTS = load("speech").words("texts")
_TIMES = load("measures").words("durations")
# Words of a tie between two amounts, by which the denominator of one is that of the other: "from £38 to £29 a year".
_TIES = frozenset({"to", "from", "and", "against", "than", "between", "up", "down", "compared", "with", ",", "-", "–"})


def figures(
    reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names
) -> tuple[tuple[DraftFigure, ...], list[TurnedDown]]:
    """The figures of an article, repeats together, and the candidates that are none, with the rule that says so."""
    by_id = {sentence.id: sentence for sentence in parsed}
    refused = [candidate for candidate in reading.candidates if candidate.hint != "figure" or candidate.sentence not in by_id]
    chosen = [candidate for candidate in reading.candidates if candidate.hint == "figure" and candidate.sentence in by_id]
    spoken = {number: list(group) for number, group in groupby(speeches, key=lambda speech: speech.sentence.id)}
    referents = Referents(parsed, speeches, names)
    made: list[tuple[FigureCandidate, DraftFigure]] = []
    for number, group in groupby(chosen, key=lambda candidate: candidate.sentence):
        sentence = by_id[number]
        made.extend(_of_sentence(list(group), sentence, spoken.get(number, []), referents, _Earlier(made, by_id)))
    return tuple(_together(made)), [
        TurnedDown(part="figures", start=candidate.start, end=candidate.end, rule=candidate.rule or candidate.hint) for candidate in refused
    ]


def _of_sentence(
    candidates: Sequence[FigureCandidate], sentence: Parsed, speeches: Sequence[Speech], referents: Referents, earlier: "_Earlier"
) -> Iterable[tuple[FigureCandidate, DraftFigure]]:
    found = {candidate.id: quantity_of(candidate, sentence) for candidate in candidates}
    units = {candidate.id: _unit(found[candidate.id]) for candidate in candidates}
    lent = earlier.lend(candidates, units, found)
    for candidate in candidates:
        if (quantity := found[candidate.id]) is not None and (unit := units[candidate.id] or lent.get(candidate.id, (None, None))[0]):
            found[candidate.id] = replace(quantity, unit=unit)
    quantities = [quantity for quantity in found.values() if quantity is not None]
    descriptions = Descriptions(sentence, quantities, referents)
    cues = frozenset(speech.cue for speech in speeches if speech.cue is not None)
    for candidate in candidates:
        quantity = found[candidate.id]
        text, rule = descriptions.of(quantity) if quantity is not None else ("", "")
        text = text or _sentence_subject(sentence, referents)
        yield (
            candidate,
            DraftFigure(
                candidates=(candidate.id,),
                measures=earlier.recall(text, candidate) or text,
                when=time_of(quantity, quantities, cues) if quantity is not None else None,
                source=_source(quantity, speeches, referents) or earlier.source_of_rest(quantity),
                unit=quantity.unit if candidate.unit is None and quantity is not None else None,
                per=(_per(quantity, quantities) or lent.get(candidate.id, (None, None))[1])
                if quantity is not None and candidate.per is None
                else None,
                rule=rule or "sentence-subject",
            ),
        )


def _sentence_subject(sentence: Parsed, referents: Referents) -> str:
    root = next((token for token in sentence.doc if token.head.i == token.i), None)
    subject = subject_of(root) if root is not None else None
    text = referents.phrase(subject, sentence) if subject is not None else ""
    return text or referents.topic(sentence) or " ".join(sentence.text.split()[:12])


# Who gives it


def _source(quantity: Quantity | None, speeches: Sequence[Speech], referents: Referents) -> str | None:
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


def _tokens(quantity: Quantity, places: Iterable[int]) -> list[Any]:
    return [quantity.sentence.doc[place] for place in places]


def _by(token: Any, referents: Referents, sentence: Parsed) -> str | None:
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


def _mark(clause: Any) -> str:
    return next((str(child.lower_) for child in clause.children if child.dep_ in ("mark", "advmod") and child.i < clause.i), "")


def _opens_with_that(verb: Any) -> bool:
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


def _aside_of(token: Any) -> Any | None:
    """The clause between commas that a token stands in, on a noun."""
    for _ in range(30):
        if token.dep_ in ("relcl", "acl") and token.left_edge.i > 0 and token.left_edge.nbor(-1).text in (",", "–", "—", "("):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


# Unit and denominator


def _unit(quantity: Quantity | None) -> str | None:
    """The unit that the candidate shows, else the counted noun, singular, from its sentence; None where it has none."""
    if quantity is None:
        return None
    if quantity.candidate.unit is not None:
        return quantity.candidate.unit
    noun = quantity.noun
    if noun is not None and noun.tag_ != "PRP":
        return "person" if noun.lower_ == "people" else str(noun.lemma_.lower())
    return None


def _per(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """The denominator of a rate: what "each" stands before behind it, what a share price is of, or that of the amount it is paired with."""
    return _each(quantity, others) or _of_a_share(quantity) or _shared(quantity, others)


def _each(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "will be paid to the family of each victim", "three times in one month", "65 buses at £1.2m each"."""
    doc, last = quantity.sentence.doc, max(quantity.inside)
    if doc[last].lower_ in ("each", "apiece"):
        before = [other for other in others if max(other.inside) < min(quantity.inside)]
        counted = [other.candidate.unit for other in before if other.kind in ("count", "measure")]
        return counted[-1] if counted else None
    if quantity.kind == "occasion" and last + 3 < len(doc) and doc[last + 1].lower_ == "in" and doc[last + 2].lower_ in ("one", "a"):
        return _time_noun(doc[last + 3])
    if quantity.kind not in ("money", "occasion", "count"):
        return None
    for token in doc[last + 1 : last + 12]:
        if token.text in (",", ";", ":") or token.lower_ in ("and", "but", "which", "that"):
            break
        if token.lower_ in ("each", "every") and token.dep_ == "det" and token.head.i > token.i and not token.nbor().like_num:
            return str(token.head.lemma_.lower()) if quantity.kind == "money" else _time_noun(token.head)
    return None


def _time_noun(token: Any) -> str | None:
    return str(token.lemma_.lower()) if token.lemma_.lower() in _TIMES else None


def _of_a_share(quantity: Quantity) -> str | None:
    """ "Shares closed at Rs 211"."""
    verb = quantity.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    subject = subject_of(verb)
    is_price = quantity.kind == "money" and quantity.head.dep_ == "pobj" and quantity.head.head.lower_ in ("at", "to", "from")
    return "share" if is_price and subject is not None and subject.lower_ in ("shares", "stock") else None


def _shared(quantity: Quantity, others: Sequence[Quantity]) -> str | None:
    """ "from £38 to £29 a year", "1.8 tons per hectare …, against 0.95 tons"."""
    for other in others:
        if other.candidate.per is None or other.kind != quantity.kind:
            continue
        same = other.candidate.unit == quantity.candidate.unit
        if _tied(quantity, other) or (same and max(other.inside) < min(quantity.inside) and _opens_comparison(quantity)):
            return other.candidate.per
    return None


def _opens_comparison(quantity: Quantity) -> bool:
    first = min(quantity.inside)
    return any(token.lower_ in ("against", "compared") for token in quantity.sentence.doc[max(0, first - 2) : first])


def _tied(a: Quantity, b: Quantity) -> bool:
    first, second = (a, b) if max(a.inside) < min(b.inside) else (b, a)
    between = [token.lower_ for token in a.sentence.doc[max(first.inside) + 1 : min(second.inside)]]
    return 0 < len(between) <= 4 and set(between) <= _TIES and set(between) != {","}


Lent: TypeAlias = tuple[str | None, str | None]


@dataclass(frozen=True)
class _Earlier:
    """What the figures before a sentence give to those in it."""

    made: Sequence[tuple[FigureCandidate, DraftFigure]]
    sentences: Mapping[int, Parsed]

    def lend(
        self, candidates: Sequence[FigureCandidate], units: Mapping[int, str | None], found: Mapping[int, Quantity | None]
    ) -> dict[int, Lent]:
        """Unit and denominator of bare numbers ("collecting signatures, and has 600", "below 100 million" after "litres a day").

        From the figures before, else from the noun that was spoken of.
        """
        earlier = [(other.sentence, other.unit or figure.unit, other.per or figure.per) for other, figure in self.made[-4:]]
        lent: dict[int, Lent] = {}
        for candidate in candidates:
            unit, quantity = units[candidate.id], found[candidate.id]
            if unit is None and quantity is not None:
                fitting = [
                    (name, per)
                    for number, name, per in reversed(earlier)
                    if name is not None and candidate.sentence - number <= 1 and _is_printed(name, self.sentences[number])
                ]
                lent[candidate.id] = fitting[0] if fitting else (_spoken_of(quantity), None)
                unit = lent[candidate.id][0]
            earlier.append((candidate.sentence, unit, candidate.per))
        return lent

    def recall(self, text: str, candidate: FigureCandidate) -> str | None:
        """The description of an earlier figure where this one says no more than "the rise" or "the figure"."""
        stems = set(content_stems(text))
        near = [(other, figure) for other, figure in reversed(self.made) if 0 < candidate.sentence - other.sentence <= _RECALL]
        if len(stems) != 1 or len(text.split()) > 2:
            return None
        if text.rsplit(maxsplit=1)[-1].lower() in _ANAPHORS:
            return next((figure.measures for other, figure in near if kind_of(other.unit) == kind_of(candidate.unit)), None)
        return next((figure.measures for _, figure in near if stems < set(content_stems(figure.measures))), None)

    def source_of_rest(self, quantity: Quantity | None) -> str | None:
        """The source of the figure before for "the remaining 17 per cent"."""
        if quantity is None or not self.made or not min(quantity.inside):
            return None
        other, figure = self.made[-1]
        doc, first = quantity.sentence.doc, min(quantity.inside)
        of_rest = doc[first - 1].lower_ in ("remaining", "other") or doc[first].lower_ == "remaining"
        return figure.source if of_rest and quantity.candidate.sentence - other.sentence <= 1 else None


def _spoken_of(quantity: Quantity) -> str | None:
    """The object in the plural that stands before a bare number in its sentence."""
    before = quantity.sentence.doc[: min(quantity.inside)]
    return next((str(token.lemma_.lower()) for token in reversed(before) if token.tag_ == "NNS" and token.dep_ == "dobj"), None)


def _is_printed(unit: str, sentence: Parsed) -> bool:
    return kind_of(unit) in ("count", "measure") and any(token.lemma_.lower() == unit for token in sentence.doc)


def phrase(noun: Any, without: Any | None = None) -> str:
    """A noun's phrase without numbers, relative clauses and appositions: what can stand alone."""
    left_out = {token.i for child in noun.children if child.dep_ in _ASIDE or child.dep_ == "nummod" for token in child.subtree}
    if without is not None:
        left_out |= {token.i for token in without.subtree}
    tokens = [token for token in noun.subtree if token.i not in left_out]
    while tokens and (
        tokens[0].dep_ in ("det", "advmod", "predet", "quantmod", "punct")
        or tokens[0].lower_ in ("the", "a", "an", "about", "some", "only", "another")
    ):
        tokens = tokens[1:]
    text = clause_text(tokens[:16]).strip(" ,;:–—-“”\"'()")
    return text or noun.text


# Repeats


def _together(made: Iterable[tuple[FigureCandidate, DraftFigure]]) -> list[DraftFigure]:
    """Repeats of one quantity from one source as one figure: same numbers and unit, and words of `measures` in common."""

    def key(pair: tuple[FigureCandidate, DraftFigure]) -> tuple[str, ...]:
        candidate, figure = pair
        return tuple(
            map(str, (candidate.value, candidate.low, candidate.high, candidate.unit or figure.unit, candidate.per, figure.source))
        )

    grouped: list[DraftFigure] = []
    for _, pairs in groupby(sorted(made, key=key), key=key):
        groups: list[DraftFigure] = []
        for _, figure in pairs:
            same = next((place for place, other in enumerate(groups) if _alike(other.measures, figure.measures)), None)
            if same is None:
                groups.append(figure)
            else:
                groups[same] = groups[same].model_copy(update={"candidates": (*groups[same].candidates, *figure.candidates)})
        grouped.extend(groups)
    return sorted(grouped, key=lambda figure: figure.candidates)


def _alike(a: str, b: str) -> bool:
    ours, theirs = set(content_stems(a)), set(content_stems(b))
    return len(ours & theirs) >= 0.5 * min(len(ours), len(theirs))
