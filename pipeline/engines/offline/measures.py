"""What each figure measures, when, and who gives it, from the parse around its number.

A counted noun is described by its own phrase and its verb ("seats that the Front had won"). A unit ("per cent", "$5 million", "km") measures
what stands in "of ...", else what it modifies, else the subject of its verb.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from pipeline.draft import DraftFigure, TurnedDown
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.engines.offline.speech import Speech, subject_of
from pipeline.lexicons import load
from pipeline.reading import FigureCandidate, Reading
from pipeline.words import content_stems

_WORDS = load("measures")
_UNITS = _WORDS.words("unit_nouns")
_CHANGE = _WORDS.table("change")
_MAGNITUDES = frozenset({"lakh", "crore", "million", "billion", "trillion", "thousand", "m", "bn", "tn", "%", "m.", "bn.", "further"})
_ASIDE = frozenset({"relcl", "appos", "acl", "cc", "conj", "punct", "advcl", "parataxis", "ccomp"})
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SPAN = r"(?:quarter|half|year|month|week|season|summer|winter|spring|autumn|decade|fiscal year|financial year|term|night|day|hours|days|weeks|months|years)"
_CLOCK = r"(?:\d{1,2}(?:[.:]\d\d)?\ ?[ap]\.?m\.?|noon|midnight|midmorning|midday|dawn|dusk)"
_WHEN = re.compile(
    rf"""(?:(?:in|during|over|for|at|from|by|since)\ )?(?:the\ )(?:first|second|third|fourth|last|past|next|previous|same|current|final|latest|opening|spring|summer|autumn|winter|fall)\ (?:\w+\ )?{_SPAN}(?:\ (?:of|to)\ (?:\d{{4}}|last\ year|this\ year|the\ year|{_MONTH}(?:\ \d{{4}})?))?
    |(?:in|during|for)\ the\ (?:{_MONTH}\ )?(?:year|quarter|half|month|season|spring|summer|autumn|fall|winter|{_MONTH}\ quarter)(?:\ (?:to|ended|ending|before)(?:\ {_MONTH}|\ \d{{1,2}}|\ \d{{4}})+)?
    |between\ (?:1[89]|20)\d\d\ and\ (?:1[89]|20)\d\d|from\ (?:1[89]|20)\d\d\ to\ (?:1[89]|20)\d\d
    |(?:in|during|by|since|until|from|before|after|for)\ (?:the\ )?(?:early\ |late\ |mid-)?(?:{_MONTH}\ )?(?:1[89]|20)\d\d(?:[-–]\d\d(?:\d\d)?)?(?:\ and\ (?:1[89]|20)\d\d)?
    |(?:on\ |by\ |since\ |late\ |early\ )?{_DAY}(?:\ (?:morning|afternoon|evening|night))?
    |(?:on\ |by\ |since\ |in\ |until\ |from\ )?(?:\d{{1,2}}\ {_MONTH}|{_MONTH}\ \d{{1,2}}(?!\d))(?:,?\ \d{{4}})?
    |(?:in|since|by|during|until|last)\ {_MONTH}(?:\ \d{{4}})?
    |(?:shortly\ )?(?:by|until|before|after|at|since)\ {_CLOCK}
    |(?:earlier\ |later\ )?(?:last|this|next)\ {_SPAN}(?:\ alone)?
    |(?:a|one|two|three|four|five|\d+)\ (?:years?|months?|weeks?|days?|decades?)\ (?:ago|earlier|before|previously)
    |the\ (?:year|month|week|day|quarter)\ before
    |each\ year|every\ year|so\ far\ this\ year|so\ far|at\ present|at\ first
    |yesterday|today|tomorrow|tonight|overnight|(?:last|on\ the|that)\ night""",
    re.VERBOSE,
)


def figures(
    reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names
) -> tuple[tuple[DraftFigure, ...], list[TurnedDown]]:
    """The figures of an article, repeats together, and the candidates that are none, with the rule that says so."""
    by_id = {sentence.id: sentence for sentence in parsed}
    spoken: dict[int, list[Speech]] = {}
    for speech in speeches:
        spoken.setdefault(speech.sentence.id, []).append(speech)
    made: list[tuple[FigureCandidate, DraftFigure]] = []
    refused: list[TurnedDown] = []
    for candidate in reading.candidates:
        sentence = by_id.get(candidate.sentence)
        if candidate.hint != "figure" or sentence is None:
            refused.append(TurnedDown(part="figures", start=candidate.start, end=candidate.end, rule=candidate.rule or candidate.hint))
            continue
        made.append((candidate, _figure(candidate, sentence, spoken.get(sentence.id, []), names)))
    return tuple(_together(made)), refused


def _figure(candidate: FigureCandidate, sentence: Parsed, speeches: Sequence[Speech], names: Names) -> DraftFigure:
    token = _number_token(candidate, sentence)
    measures, rule = measured(token, sentence, names) if token is not None else ("", "")
    if token is not None:
        measures = _with_context(measures, token, candidate, sentence, names)
    return DraftFigure(
        candidates=(candidate.id,),
        measures=measures or _sentence_subject(sentence),
        when=when(candidate, sentence, token),
        source=_source(token, speeches),
        unit=_counted(token) if candidate.unit is None and token is not None else None,
        per=None,
        rule=rule or "sentence-subject",
    )


def _number_token(candidate: FigureCandidate, sentence: Parsed) -> Any | None:
    """The token that heads the number."""
    first, last = candidate.number_start - sentence.sentence.start, candidate.number_end - sentence.sentence.start
    inside = [token for token in sentence.doc if token.idx < last and first < token.idx + len(token)]
    return next((token for token in inside if token.head not in inside or token.head.i == token.i), None)


def measured(number: Any, sentence: Parsed, names: Names) -> tuple[str, str]:
    """What a number measures, and the rule that found it. Empty where nothing does."""
    noun = _noun_of(number)
    if noun is None:
        return _by_verb(number, sentence, names)
    if noun.lemma_.lower() not in _UNITS and noun.text not in "$£€₹¥":
        return _counted_phrase(noun, sentence, names)
    of = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("of", "in") and child.i > noun.i), None)
    if (
        of is not None
        and (thing := next((child for child in of.children if child.dep_ == "pobj"), None)) is not None
        and not _is_time(thing)
    ):
        share = "share of " if _is_share(noun) else ""
        return f"{share}{phrase(thing)}{_verb_phrase(noun, sentence, names)}", "unit-of"
    if noun.dep_ in ("compound", "amod", "nmod", "poss", "npadvmod", "nummod") and noun.head.pos_ in ("NOUN", "PROPN"):
        return phrase(noun.head, without=noun), "unit-before-noun"
    if noun.dep_ == "appos":
        return phrase(noun.head), "apposition"
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in ("NOUN", "PROPN"):
        return phrase(noun.head.head, without=noun.head), "noun-of-unit"
    return _by_verb(noun, sentence, names)


# Verbs of a level: the subject is what is measured.
_LEVELS = frozenset({"be", "stand", "hit", "reach", "total", "remain", "average", "exceed", "top", "amount", "become", "come"})
# A phrase with fewer content words does not stand alone ("votes", "the gap"): its clause is added.
_STANDS_ALONE = 3


def _with_context(measures: str, number: Any, candidate: FigureCandidate, sentence: Parsed, names: Names) -> str:
    """ "seats" -> "seats that the Front held on to in the northern districts"; a duration alone -> "time that she waited"."""
    if len(content_stems(measures)) >= _STANDS_ALONE:
        return measures
    verb = _governor(number)
    subject = subject_of(verb) if verb.pos_ in ("VERB", "AUX") else None
    who = _subject_words(subject, sentence, names) if subject is not None and subject.i != number.i else ""
    last = candidate.end - sentence.sentence.start
    first = candidate.start - sentence.sentence.start
    rest = [
        token
        for child in verb.rights
        if child.dep_ in ("prep", "prt", "dobj", "attr", "acomp", "xcomp", "oprd", "agent", "advmod", "npadvmod")
        for token in child.subtree
        if not first <= token.idx < last
        and not token.like_num
        and (token.dep_ != "punct" or token.text == "-")
        and token.lower_ not in _MAGNITUDES
    ][:5]
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg") and child.lower_ != "to"]
    while rest and rest[-1].pos_ in ("ADP", "DET", "CCONJ", "PART", "SCONJ", "PRON"):
        rest = rest[:-1]
    said = clause_text([*helpers, verb, *rest])
    if subject is not None and _is_ancestor(subject, number) and verb.pos_ == "VERB" and (not measures or measures == phrase(subject)):
        return f"{_kind(candidate)} that {said}"
    if verb.pos_ == "VERB" and not _is_finite(verb):
        return measures or who
    if who and measures in (who, phrase(subject) if subject is not None else who) and (verb.lemma_ in _LEVELS or _is_to(number, verb)):
        return who
    if not measures or measures == who or (subject is not None and measures == phrase(subject)):
        kind = _kind(candidate)
        return f"{kind} that {who} {said}" if who and verb.pos_ == "VERB" else f"{who} {clause_text(rest)}".strip() or measures
    if who and who not in measures and verb.pos_ == "VERB":
        return f"{measures} that {who} {said}" if " that " not in measures else f"{measures} {clause_text(rest)}"
    return f"{measures} {clause_text(rest)}".strip() if " that " not in measures else measures


def _kind(candidate: FigureCandidate) -> str:
    """What a bare unit measures in general."""
    unit = candidate.unit or ""
    if unit in ("year", "month", "week", "day", "hour", "minute", "second", "decade"):
        return "time"
    if unit == "occasion":
        return "times"
    if unit in ("percent", "fraction", "percentage_point", "basis_point"):
        return "share"
    return "money" if len(unit) == 3 and unit.isupper() else "number"


def _noun_of(number: Any) -> Any | None:
    """The noun that a number counts or, for a unit, the unit."""
    token = number
    while token.dep_ in ("nummod", "quantmod", "compound", "amod", "advmod", "punct", "nmod", "prep") and token.head.i != token.i:
        if (
            token.head.pos_ not in ("NOUN", "PROPN", "NUM", "SYM", "ADJ")
            or token.head.lemma_.lower() in _UNITS
            and token.head.dep_ != "compound"
        ):
            if token.head.lemma_.lower() in _UNITS:
                return token.head
            break
        if token.pos_ == "NOUN" and token.lemma_.lower() in _UNITS:
            return token
        token = token.head
    return token if token.pos_ in ("NOUN", "PROPN", "SYM", "NUM") else None


def _is_share(noun: Any) -> bool:
    return noun.lemma_.lower() in ("cent", "percent", "%", "pct", "half", "third", "quarter", "fifth", "tenth")


def _counted_phrase(noun: Any, sentence: Parsed, names: Names) -> tuple[str, str]:
    if noun.pos_ == "NUM":
        of = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ == "of"), None)
        thing = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
        if thing is not None:
            return phrase(thing) + _verb_phrase(noun, sentence, names), "number-of"
        return _by_verb(noun, sentence, names)
    return phrase(noun) + _verb_phrase(noun, sentence, names), "counted-noun"


def _verb_phrase(noun: Any, sentence: Parsed, names: Names) -> str:
    """How the noun's verb describes it: "injured in clashes", "that the Front had won"."""
    verb = noun.head
    if verb.pos_ != "VERB":
        return ""
    rest = [
        token
        for child in verb.rights
        if child.dep_ in ("prep", "prt", "dobj", "attr", "acomp", "oprd") and child.i != noun.i
        for token in child.subtree
    ][:10]
    if noun.dep_ == "nsubjpass":
        return f" {clause_text([verb, *rest])}"
    if noun.dep_ == "nsubj":
        helpers = [child for child in verb.children if child.dep_ in ("aux", "neg")]
        return f" that {clause_text([*helpers, verb, *rest])}" if verb.dep_ != "relcl" else ""
    if noun.dep_ == "dobj":
        subject = subject_of(verb)
        if subject is None or subject.i > noun.i or not _is_finite(verb):
            return ""
        who = _subject_words(subject, sentence, names)
        return (
            f" {'that' if verb.tag_ in ('VBD', 'VBZ', 'VBP', 'VBN', 'VBG', 'VB') else ''} {who} {_plain(verb)}".replace("  ", " ")
            if who
            else ""
        )
    return ""


def _is_finite(verb: Any) -> bool:
    """ "won", "has won", "would win", not "winning" or "to win"."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(child.dep_ in ("aux", "auxpass") and child.lower_ != "to" for child in verb.children)


def _plain(verb: Any) -> str:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "neg") and child.lower_ != "to"]
    return clause_text([*helpers, verb])


def _subject_words(subject: Any, sentence: Parsed, names: Names) -> str:
    if subject.tag_ in ("PRP", "WP", "WDT"):
        actor = names.actor(subject, sentence)
        if actor is None and subject.head.dep_ == "relcl":
            return phrase(subject.head.head)
        return actor.name if actor else ""
    article = next((child.lower_ for child in subject.lefts if child.dep_ == "det" and child.lower_ in ("the", "a", "an")), "")
    return f"{article} {phrase(subject)}".strip()


def _by_verb(token: Any, sentence: Parsed, names: Names) -> tuple[str, str]:
    """The subject of the verb that the number hangs on, with the change that the verb names."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return (phrase(verb), "head") if verb.pos_ in ("NOUN", "PROPN") and verb.i != token.i else ("", "")
    subject = subject_of(verb)
    who = _subject_words(subject, sentence, names) if subject is not None and subject.i != token.i else ""
    change = _CHANGE.get(verb.lemma_.lower())
    thing = next((child for child in verb.children if child.dep_ == "dobj" and child.i != token.i and not _is_ancestor(child, token)), None)
    if thing is not None:
        what = phrase(thing)
        return (
            (f"{change} in {what}", "change")
            if change and _is_by(token)
            else (what if not who else f"{what} that {who} {_plain(verb)}", "object")
        )
    if change and who and not _is_to(token, verb):
        return f"{change} in {who}", "change"
    return (who, "subject") if who else ("", "")


def _is_by(token: Any) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ == "by"


def _is_to(token: Any, verb: Any) -> bool:
    """ "rose to 5 per cent": the level, not the change."""
    while token.i != verb.i and token.head.i != token.i:
        if token.dep_ == "prep" and token.lower_ in ("to", "at", "from"):
            return True
        token = token.head
    return False


def _is_ancestor(token: Any, other: Any) -> bool:
    for _ in range(30):
        if other.i == token.i:
            return True
        if other.head.i == other.i:
            return False
        other = other.head
    return False


def _is_time(noun: Any) -> bool:
    return (
        noun.lemma_.lower() in ("year", "month", "quarter", "week", "day", "half")
        or noun.text.isdigit()
        or bool(re.fullmatch(f"{_DAY}|{_MONTH}", noun.text))
    )


def phrase(noun: Any, without: Any | None = None) -> str:
    """A noun's phrase without numbers, relative clauses and appositions: what can stand alone."""
    left_out = {token.i for child in noun.children if child.dep_ in _ASIDE or child.dep_ == "nummod" for token in child.subtree}
    left_out |= {token.i for child in noun.children if child.dep_ in ("relcl", "appos", "advcl") for token in child.subtree}
    if without is not None:
        left_out |= {token.i for token in without.subtree}
    tokens = [token for token in noun.subtree if token.i not in left_out and token.lower_ not in _MAGNITUDES]
    while tokens and (
        tokens[0].dep_ in ("det", "advmod", "predet", "quantmod", "punct")
        or tokens[0].lower_ in ("the", "a", "an", "about", "some", "only", "another")
    ):
        tokens = tokens[1:]
    text = clause_text(tokens[:16]).strip(" ,;:–—-“”\"'()")
    return text or noun.text


def when(candidate: FigureCandidate, sentence: Parsed, number: Any | None) -> str | None:
    """The time expression that belongs to a number's clause, verbatim; None where there is none.

    It belongs where both hang on the same verb, or the time stands inside the number's noun phrase; a number that only names a thing
    ("the 148-member assembly") has no time.
    """
    if number is None or _only_names(number):
        return None
    text = sentence.text
    lowered = text[:1].lower() + text[1:] if not re.match(rf"(?:{_DAY}|{_MONTH})\b", text) else text
    place = candidate.number_start - sentence.sentence.start
    verb = _governor(number)
    found = []
    for match in _WHEN.finditer(lowered):
        if match.start() <= place < match.end():
            continue
        token = next((token for token in sentence.doc if token.idx + len(token) >= match.end()), None)
        if token is not None and (_governor(token).i == verb.i or (token.i > number.i and _is_ancestor(_noun_of(number) or number, token))):
            found.append((abs(match.start() - place), text[match.start() : match.end()]))
    return min(found)[1] if found else None


def _only_names(number: Any) -> bool:
    """ "148-member assembly", "10-year rule"."""
    noun = _noun_of(number)
    return (
        noun is not None
        and noun.dep_ in ("compound", "amod", "nmod")
        and noun.i > number.i
        and number.i + 1 < len(number.doc)
        and number.nbor().text == "-"
    )


def _governor(token: Any) -> Any:
    """The verb that a word hangs on. Participles beside a noun ("imports shipped in May") count as verbs."""
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            break
    return token


def _source(token: Any | None, speeches: Sequence[Speech]) -> str | None:
    if token is None:
        return None
    return next((speech.source.name for speech in speeches if token.i in speech.tokens), None)


def _counted(number: Any) -> str | None:
    """The counted noun, singular, from the sentence."""
    noun = _noun_of(number)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.lemma_.lower() in _UNITS:
        if noun is not None and noun.pos_ == "NUM":
            of = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ == "of"), None)
            thing = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
            return thing.lemma_.lower() if thing is not None and thing.pos_ == "NOUN" else None
        return None
    return {"people": "person"}.get(noun.lemma_.lower(), noun.lemma_.lower())


def _sentence_subject(sentence: Parsed) -> str:
    root = next((token for token in sentence.doc if token.head.i == token.i), None)
    subject = subject_of(root) if root is not None else None
    return phrase(subject) if subject is not None else " ".join(sentence.text.split()[:12])


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
    ours, theirs = set(a.lower().split()), set(b.lower().split())
    return len(ours & theirs) >= 0.5 * min(len(ours), len(theirs))
