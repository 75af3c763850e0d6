"""The time that a text gives for a figure, verbatim: a time expression of its own clause, or of the clause that it goes on from."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from pipeline.engines.offline.figures.quantities import Quantity
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token, text_of, top_of
from pipeline.engines.offline.syntax.verbs import auxiliaries, shared_auxiliaries, subject_of
from pipeline.lexicons import alternation, load

_WORDS, _CALENDAR = load("measures"), load("names").words("calendar")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:(?:1[89]|20)\d\d(?:[-–/](?:\d{4}|\d{1,2}))?)"
_PERIOD = alternation(_WORDS.words("periods"))
_PART = r"(?:morning|afternoon|evening|night|midday|noon)"
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
_STRETCH = rf"(?:{alternation(_WORDS.words('stretches'))})s?"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\ {_MONTH}|{_MONTH}\ \d{{1,2}}(?!\d))(?:,?\ \d{{4}})?"
_IN = r"(?:(?:in|during|by|since|until|till|from|before|after|over|for|on|at|through|to|throughout)\ )"
_EXPRESSION = re.compile(
    # For texts in small letters (`Parsed.lower`).
    rf"""(?<![\w-])(?:
    in\ {_YEAR}\ and\ {_YEAR}
    |(?:between|from)\ {_MONTH}\ (?:and|to)\ {_MONTH}(?:\ {_YEAR})?
    |(?:between|from)\ (?:{_MONTH}\ )?{_YEAR}\ (?:and|to)\ (?:{_MONTH}\ )?{_YEAR}
    |(?:in|for|during|over|at)\ the\ (?:\w+\ )?(?:{_PERIOD})\ (?:ended|ending|to)\ {_DATE}
    |{_IN}?(?:the\ )?(?:(?:first|second|third|fourth|final|full)\ )?(?:[\w-]+\ )?(?:{_PERIOD})\ (?:of|to)
        \ (?:{_DATE}|{_MONTH}\ {_YEAR}|{_YEAR}|(?:last|this|the|next)\ year)
    |{_IN}?the\ (?:year|month|week|day|quarter|season)\ (?:before|earlier)
    |{_NUMBER}\ {_STRETCH}\ (?:ago|earlier|before|previously|later)
    |{_IN}?(?:the\ )?(?:first|second|third|fourth|last|past|next|previous|current|final|latest|opening|coming|following|preceding)
        \ (?:{_NUMBER}\ )?(?:\w+\ )?(?:{_PERIOD})s?\b
    |(?:the\ )?last\ time
    |after\ the\ (?:first|second|third|last|latest)\ [a-z]+|during\ the\ [a-z]+
    |for\ the\ rest\ of\ the\ (?:{_PERIOD})
    |{_IN}(?:the\ )?(?:(?:early|late|mid)[\ -])?(?:the\ )?(?:end|start|beginning|middle)\ of
        \ (?:the\ )?(?:{_MONTH}|{_YEAR}|{_PERIOD}|(?:next|this|last)\ year)
    |{_IN}?(?:early\ |late\ |mid-)?{_DATE}
    |{_IN}(?:early\ |late\ |mid-|the\ |about\ |around\ )?(?:{_MONTH}\ )?{_YEAR}
    |(?:on\ |by\ |since\ |until\ |from\ |before\ |after\ )?(?:early\ |late\ |last\ |next\ |this\ )?{_DAY}(?:\ {_PART})?
    |(?:{_IN}|last\ |this\ |next\ |early\ |late\ |mid-)(?:early\ |late\ |mid-|last\ |this\ |next\ )?{_MONTH}(?:\ {_YEAR})?
    |(?:{_IN}|earlier\ |later\ |so\ far\ )?(?:last|this|next|that)\ (?:{_PERIOD})(?:\ alone)?
    |{_IN}the\ (?!same)(?:\w+\ )?(?:{_PERIOD})(?=[\s,.;:)’”]|$)
    |(?:in|within|over)\ (?:(?:the|just|only|less\ than|more\ than|about)\ )?(?:{_NUMBER})\ (?:[\w-]+\ )?{_STRETCH}
    |(?:shortly\ |just\ |soon\ )?(?:at|by|before|after|until|since|around|about)\ (?:about\ |around\ )?
        (?:\d{{1,2}}(?:[.:]\d\d)?\ ?(?:[ap]m|[ap]\.m\.)|{alternation(_WORDS.words("moments"))})
    |by\ now|now(?!\ that)|so\ far|at\ present|at\ first|for\ now|to\ date|yesterday|today|tomorrow|tonight|overnight|year-to-date|currently
    )(?!\w)""".lower(),
    re.VERBOSE,
)
# What compares with another time belongs to the number right before it: "9 per cent, against 7 per cent a year earlier".
_DAY_SAID = re.compile(rf"{_DAY}|{_DATE}|yesterday|today|tonight|overnight|{_PART}", re.VERBOSE | re.IGNORECASE)
_STRETCH_ONLY = re.compile(rf"(?:in|within|over)\ .*{_STRETCH}$", re.VERBOSE | re.IGNORECASE)
_OF_PERIOD = re.compile(rf"{_PERIOD}\ (?:ended|ending|to|of)\ ", re.VERBOSE | re.IGNORECASE)
_COMPARING = re.compile(r"\b(?:before|earlier|ago|previous(?:ly)?|last time)\b", re.IGNORECASE)


class _Time(NamedTuple):
    start: int
    end: int
    words: str
    head: Token


def time_of(quantity: Quantity, others: Sequence[Quantity], cues: frozenset[int]) -> str | None:
    """The time expression that belongs to a quantity, as it stands; None where its clause has none.

    others: all quantities of the sentence. cues: places of the words that show who speaks; a time on one tells when it was said.
    """
    sentence = quantity.sentence
    best: tuple[int, int, str] | None = None
    for time in _times(sentence):
        own = range(time.start, time.end)
        if any(place in quantity.inside for place in own):
            continue
        rank = _rank(quantity, time, cues)
        if rank is None or _another_s(quantity, time, others):
            continue
        # Of two as near, the one behind.
        last = max(quantity.inside)
        gap = 2 * (time.start - last) if time.start > last else 2 * (min(quantity.inside) - time.end) + 1
        if best is None or (rank, gap) < best[:2]:
            best = (rank, gap, time.words)
    return best[2] if best else None


def times_in(sentence: Parsed) -> list[frozenset[int]]:
    """Places of the tokens of each time expression of a sentence."""
    return [frozenset(range(time.start, time.end)) for time in _times(sentence)]


def _times(sentence: Parsed) -> list[_Time]:
    found = list(_since(sentence))
    covered = {place for time in found for place in range(time.start, time.end)}
    for match in _EXPRESSION.finditer(sentence.lower):
        touched = tuple(token for token in sentence.doc if token.idx < match.end() and match.start() < token.idx + len(token))
        if not touched or touched[0].i in covered or (touched[0].i and touched[0].nbor(-1).lower_ in ("as", "than")):
            continue
        if sentence.text[match.end() : match.end() + 2] in ("’s", "'s") or _is_base(touched):
            continue
        fitted = _fitted(touched)
        found.append(_Time(fitted[0].i, fitted[-1].i + 1, text_of(fitted), top_of(fitted)))
    return found


def _is_base(tokens: tuple[Token, ...]) -> bool:
    """What something is compared with, or a kind of it: "down 5% from the previous year", "the first time in 20 years", "the 2004 model
    year".
    """
    first, last = tokens[0], tokens[-1]
    if first.lower_ == "from" and {token.lower_ for token in tokens} & _BEFORE_NOW:
        return True
    ahead = last.doc[last.i + 1].lower_ if last.i + 1 < len(last.doc) else ""
    before = last.doc[max(0, first.i - 2) : first.i]
    ranked = any(
        (token.tag_ == "JJS" and token.lower_ != "most") or token.lower_ in ("first", "second", "third", "fourth", "fifth", "only")
        for token in before
    )
    stretch = first.lower_ in ("in", "for") and last.lower_.rstrip("s") in _LENGTHS
    return (ahead == "model" and last.text.isdigit()) or (stretch and ranked)


_BEFORE_NOW = frozenset({"previous", "preceding", "prior"})
_LENGTHS = _WORDS.words("stretches")


def _fitted(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """A time expression as long as the grammar says: "during the festive season", of which the pattern sees three words; the "February" of
    "a surge in February sales", which are what the "in" is about.
    """
    first, last = tokens[0], tokens[-1]
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    if after is None or after.pos_ not in ("NOUN", "PROPN"):
        return tokens
    if (
        first.lower_ == "after"
        and first.nbor().lower_ == "the"
        and last.text.isdigit()
        and last.head.i > last.i
        and last.dep_ in ("nummod", "compound", "nmod", "amod")
    ):
        return tuple(last.doc[first.i : last.head.i + 1])  # "after the 2001 landslide"
    if last.pos_ == "ADJ" and [token.lower_ for token in tokens[:2]] == ["during", "the"]:
        return (*tokens, *takewhile(lambda token: token.pos_ in ("NOUN", "PROPN"), last.doc[after.i :]))
    if last.dep_ == "compound" and last.head is after and first.lower_ == "in" and last.text in _CALENDAR:
        return (last,)
    return tokens


def _since(sentence: Parsed) -> Iterator[_Time]:
    """ "since the truce began", "since Boxing Day", "have left their homes since": of verbs in the perfect; else it gives a reason."""
    for token in sentence.doc:
        if token.lower_ != "since" or token.dep_ not in ("prep", "mark", "advmod"):
            continue
        above = token.head if token.dep_ != "mark" else token.head.head
        verb = _clause(above)
        if not any(helper.lemma_ in ("have", "'ve", "’ve") for helper in (*auxiliaries(verb), *shared_auxiliaries(verb))):
            continue
        phrase = token.subtree if token.dep_ != "mark" else token.head.subtree
        places = [word.i for word in phrase if word.i >= token.i and not word.is_punct]
        end = next((place for place, following in pairwise([*places, len(sentence.doc) + 1]) if following > place + 2), token.i) + 1
        yield _Time(token.i, end, text_of(sentence.doc[token.i : end]), token if token.dep_ != "mark" else above)


def _clause(token: Token) -> Token:
    """The verb that a token belongs to."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token if token.dep_ not in ("aux", "auxpass") else token.head


def _rank(quantity: Quantity, time: _Time, cues: frozenset[int]) -> int | None:
    """How near a time stands in the grammar, 0 the nearest; None where it belongs to another clause."""
    noun = quantity.noun if quantity.noun is not None else quantity.head
    verb, its = _clause(noun), _clause(time.head)
    if its.i in cues and _DAY_SAID.search(time.words) and not _OF_PERIOD.search(time.words):
        return None
    if 0 <= time.start - max(quantity.inside) - 1 <= 1 and _COMPARING.search(time.words):
        return 0
    if any(token.i == time.head.i for token in noun.subtree):
        return 0
    behind = time.start - max(quantity.inside) - 1
    if _is_compared(quantity) and not 0 <= behind <= 1:
        return None
    if _STRETCH_ONLY.match(time.words) and time.head.head.pos_ in ("NOUN", "PROPN"):
        return None
    if _is_known(quantity) or (_link(quantity) in ("from", "to") and _STRETCH_ONLY.match(time.words)):
        return None
    if verb.i == its.i:
        return 1
    if its.dep_ in ("advcl", "xcomp") and _clause(its.head).i == verb.i and _is_circumstance(its):
        return 4
    subject = subject_of(verb)
    if verb.i in cues and subject is not None and its.dep_ in ("acl", "relcl") and its.head.i == subject.i:
        return 5
    # Joined and further verbs share what opens the sentence; participles share the time of the verb that they go with.
    reach = verb
    for step in range(3):
        joined = reach.dep_ in ("conj", "xcomp") or (reach.dep_ == "advcl" and reach.tag_ == "VBG")
        if not joined or reach.head.i == reach.i:
            break
        reach = _clause(reach.head)
        if reach.i == its.i and (time.start < reach.i or reach.dep_ == "xcomp" or verb.dep_ in ("advcl", "xcomp")):
            return 2 + step
    return None


def _is_known(quantity: Quantity) -> bool:
    """Whether the text takes the quantity for granted ("the 10-year rule", "two of its three bridges"): the clause's time is not its."""
    noun = quantity.noun
    if noun is None:
        if quantity.head.dep_ not in ("compound", "nmod", "amod", "npadvmod") or quantity.head.head.pos_ not in ("NOUN", "PROPN"):
            return False
        noun = quantity.head.head
        if _clause(noun).tag_ == "VBG":
            return True
    first = min(quantity.inside)
    before = quantity.sentence.doc[first - 1] if first else None
    if quantity.candidate.bound != "exact" or before is None or noun.i < first:
        return False
    whole = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    of_known = whole is not None and whole.pos_ == "NOUN" and any(child.lower_ == "the" for child in whole.children)
    return of_known or before.lower_ in ("the", "these", "those") or before.tag_ in ("PRP$", "POS", "WP$")


def _is_compared(quantity: Quantity) -> bool:
    """ "up from 900,000", "against 2.9 per cent": an amount of another time than the clause's."""
    first = min(quantity.inside)
    before = [token.lower_ for token in quantity.sentence.doc[max(0, first - 2) : first]]
    return before in (["up", "from"], ["down", "from"], ["compared", "with"], ["compared", "to"]) or before[-1:] == ["against"]


def _link(quantity: Quantity) -> str:
    return str(quantity.head.head.lower_) if quantity.head.dep_ == "pobj" else ""


def _is_circumstance(verb: Token) -> bool:
    """ "after the river burst its banks overnight", "is due to begin next Wednesday"."""
    marks = [child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod") and child.i < verb.i]
    return verb.dep_ == "xcomp" or any(mark in ("after", "when", "as") for mark in marks)


def _another_s(quantity: Quantity, time: _Time, others: Sequence[Quantity]) -> bool:
    """Whether the time is that of a number between: right behind it, in a comparison or the other end of a change."""
    last = max(quantity.inside)
    for other in others:
        if other is quantity or not last < min(other.inside) < time.start:
            continue
        if _COMPARING.search(time.words):
            return True
        end = max(other.inside)
        if time.start - end <= 2 and not any(token.text in ",;" for token in quantity.sentence.doc[end + 1 : time.start]):
            before = other.head.head
            if before.dep_ == "prep" and before.lower_ in ("from", "against", "than", "with") and time.start - end == 1:
                return not time.words.lower().startswith(("in ", "within ", "over "))
    return False
