"""Which lines are body, which headings, which furniture, and by which mark.

Marks, strongest first: the form of credits, captions, timestamps and bylines; the vocabulary of web pages and press offices; repetition;
and the place of a line that is no sentence. A line that ends like a sentence is body unless a mark says otherwise: losing body costs more
than keeping furniture.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, groupby
from typing import NamedTuple

from pipeline import lexicons
from pipeline.labels import LineRole
from pipeline.reading.lines import Line, line_spans, unwrapped

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_DATE = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?[ -]{_MONTH},?(?:[ -]\d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
)
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?"
_ZONE = r"(?:\(?(?:GMT|UTC|[A-Z]{1,3}[SD]?T)\)?(?:[+-]\d{1,2}(?::?\d\d)?)?)"
# A line made of nothing but dates, clock times, zones and the words around them.
_TIMESTAMP = re.compile(
    rf"(?:{_DATE}|{_CLOCK}|{_ZONE}|{_DAY}|\d{{4}}"
    r"|\b(?:published|updated?|posted|last|modified|first|on|at|ago|just now|today|yesterday|an?|date|live"
    r"|hours?|hrs?|mins?|minutes?|days?|weeks?)\b"
    r"|\d{1,2}(?= (?:hours?|hrs?|h|mins?|minutes?|days?|weeks?|months?) )|\b(?:\d+ ?[hmd]|min(?:ute)?s? read|read)\b|\d{1,2}(?= min)"
    r"|[\s,|•·:;()/–—-])+",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(rf"{_DATE}|{_CLOCK}|\bago\b|min(?:ute)?s? read", re.IGNORECASE)
_NAME = r"(?:[A-Z][\w'’.-]*|de|del|della|di|da|dos|van|von|der|den|bin|ibn|al|el|la|le|O['’][A-Z]\w+)"
_NAMES = rf"{_NAME}(?: {_NAME}){{1,4}}"
_PLACE = rf"(?:,? (?:in|at|from) {_NAME}(?:,? {_NAME}){{0,4}})?"
_BYLINE = re.compile(
    rf"(?:By|BY|by|Words|From|Written by|Reported by|Edited by|Curated by)[: ] ?(?:[a-z]+ ){{0,3}}(?:{_NAME})(?: {_NAME}){{0,4}}"
    r"(?: \([A-Z][^()]{1,30}\))?"
    r"(?:(?:,| and| &| in| for|,? with| \||/| [–—-]) ?.*)?"
)
# A desk or a reporter without a name: "Star correspondent, Barguna", "Our Health Desk".
_DESK = re.compile(
    rf"(?:[A-Z]\w+ ){{0,3}}(?:[Cc]orrespondent|[Rr]eporter|[Bb]ureau|[Dd]esk|[Ww]riter|[Nn]ewsroom)s?"
    rf"(?:, ?{_NAME}(?: {_NAME}){{0,2}}| in {_NAME}(?: {_NAME})?)?"
)
_NAMES_ONLY = re.compile(rf"{_NAMES}{_PLACE}(?:(?:, | and | & ){_NAMES}{_PLACE})*")
# "Our Bureau | Hyderabad | Updated: October 28, 2024": a date after a word of publishing, in a short line.
_PUBLISHED = re.compile(rf"\b(?:updated|published|posted|modified|issued)\b.{{0,20}}?(?:{_DATE}|{_CLOCK}|\d+ \w+ ago)", re.IGNORECASE)
# The article speaks of itself: "This report was first published …".
_ITSELF = re.compile(
    r"(?:An? (?:earlier|longer|shorter|previous|different) version of )?"
    r"this (?:report|article|story|piece|column|essay|post|interview|transcript|conversation"
    r"|page|content|release|text|video|podcast|op-ed|live blog|blog)\b"
    r".{0,60}?\b(?:published|appeared|updated|edited|amended|corrected|translated|republished|produced|condensed|generated|syndicated|supported|funded"
    r"|closed|developing|taken from|part of)\b",
    re.IGNORECASE,
)
_CONTACTS = (
    "email", "e-mail", "call", "contact", "tell us", "visit", "write to", "whatsapp", "helpline", "phone", "text", "details", "enquiries",
    "inquiries",
)  # fmt: skip
_CONTACT = re.compile(rf"\b(?:{'|'.join(_CONTACTS)})\b", re.IGNORECASE)
# The longest word of each: a line without any of these need not be looked at.
_CONTACT_ATOMS = frozenset(max(re.findall(r"\w+", phrase), key=len) for phrase in _CONTACTS)
_REPORTED = re.compile(rf"(?:{_NAME}|{_NAMES})(?:(?:, | and |, and )(?:{_NAMES}|{_NAME}))* (?:reported|contributed) from [A-Z]")
# A call to the reader that ends at a channel, or asks for a subscription: "Follow us on Facebook and X."
_CALL = re.compile(
    r"(?:follow|like|join|find|watch|subscribe|listen|download|get|add|catch|connect|read|sign)\b.*\b(?:facebook|twitter|instagram|whatsapp|telegram"
    r"|youtube|linkedin|tiktok|threads|bluesky|google news|app|podcasts?|inbox)\b[^.]{0,30}[.!]?$"
    r"|for (?:all|more|the)\b.{0,40}\b(?:news|updates|stories|coverage|headlines)\b.{0,20}\b(?:follow|visit|join|download|subscribe)\b.*"
    r"|(?:sign up|subscribe|join|get|register)\b.{0,60}\b(?:newsletters?|inbox|briefing|digest|bulletin)\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(r"(?:Support|Back|Help fund) (?:[Tt]he [A-Z]|(?:our|us|local|independent|quality)\b)")
_LONE_DATELINE = re.compile(r"[A-Z]{3,}[A-Z .'’-]*(?:, [A-Z][\w. ]+)?(?: \([^)]{2,30}\))?\s?[—–-]{1,2}")
# A caption and the name of who took the picture: "The mayor on Tuesday. Dominic Hallam".
_TRAILING_NAME = re.compile(r"[a-z\d)’”]\.\s(?:[A-Z][\w'’-]*)(?:[ /][A-Z][\w'’-]*){0,4}$")
_PHONE = re.compile(r"\d[\d ()-]{7,}\d")
_REACHED = re.compile(r"\S@\S+\.\w|https?://|www\.")
# A credit at the end of a caption: "Photo: A. Name/Agency", "MERIDIAN NEWS/Nestor Caballero", "© Agency", "[Name/Agency]", "(Agency)".
_CREDIT = re.compile(
    r"(?:(?:photo(?:graph)?|picture|image|credit|pic|video|illustration|graphic)s?(?: by| credit)?\s?[:/|]\s?[^.]{2,80}"
    r"|[A-Z][\w.&’' -]{1,40}/[A-Z][\w.&’' -]{1,40}|\[[A-Z][^\]]{2,60}(?:/[^\]]{2,40})?\]"
    r"|\((?:AP|AFP|EPA|PTI|ANI|Reuters|Getty|PA|TASS|Xinhua|[A-Z][\w ]+/[\w ]+"
    r"|[Pp]hoto[^)]*|[Pp]icture[^)]*|[Ii]mage[^)]*|[Ff]ile[^)]*|Supplied)\)|©[^.]{2,60})\.?$",
)
_CREDIT_SIGN = re.compile(r"[/:|\[(©]")  # one of them stands in every credit
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|@\w+|#\w+", re.IGNORECASE)
_EXCHANGE = re.compile(r"\(?\s?(?:[$€£¥₹]|US\$|A\$|C\$|1 )\s?\d*[.,]?\d*\s*(?:[\w. ]{0,24})?\s*=\s*.{0,12}\d.*\)?")
_CLOCK_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?", re.IGNORECASE)
_BULLET = re.compile(r"[•●▪◦■‣·*►▶→✓✔–—-]\s|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s")
# The label of a turn in an interview: "Q:", "JD:", "Jane Roe:".
_TURN = re.compile(r"(?P<who>Q|A|Question|Answer|[A-Z]{2,3}|[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3})\s?[:.]\s?(?=\S)")
# A quotation and who said it, as press offices write: "We are proud." – Jane Roe, director.
_SIGNED = re.compile(r"[“\"‘'«].{2,}[”\"’'»],?\s?[–—-]{1,2}\s?[A-Z]")
_SIGNATURE = re.compile(r"[–—-]{1,2}[A-Z][\w'’.-]* [A-Z]")
_ENTRY = re.compile(rf"(?:{_CLOCK})(?: {_ZONE})?(?:\s?[:|–—-]\s?|\s)\S", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…。！？؟।:;][\"'”’»)\]]*$")
_DATELINE = re.compile(
    rf"(?P<place>[A-Z][\w.'’-]*(?:[ /-][A-Z(][\w.'’)-]*){{0,4}})"
    rf"(?P<rest>(?:,\s?(?!{_DAY}|{_MONTH})[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,2}}){{0,2}})"
    rf"(?P<date>,?\s(?:{_DAY},?\s)?{_DATE})?(?P<agency>\s?[(\[][^()\[\]]{{2,40}}[)\]])?(?P<date2>,?\s{_DATE})?\s?(?P<mark>[—–]|--?|:)\s+(?=\S)"
)
_ATOM = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_INSIDE_WORD = re.compile(r"[_'’-]")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|I['’](?:m|ve|d|ll))\b")
_ASKS = re.compile(
    r"(?:What|Who|Whom|Whose|Why|How|When|Where|Which|Is|Are|Was|Were|Do|Does|Did|Can|Could|Will|Would|Should|Has|Have|Had|And|But|So|Any)\b"
)


class _View(NamedTuple):
    """A line with what its judges look at.

    ends: whether it ends as a sentence does. key: what two repeats of a line have in common. atoms: runs of letters and digits, in lower
    case, of a line that may be furniture.
    """

    place: int
    text: str
    words: list[str]
    ends: bool
    key: str
    atoms: frozenset[str]

    @classmethod
    def of(cls, place: int, text: str) -> "_View":
        """The view of a line."""
        words = _WORD.findall(text, 0, 2_000)
        ends = _ENDS.search(text, max(0, len(text) - 6)) is not None
        key = " ".join(words).casefold()
        atoms = frozenset(_INSIDE_WORD.sub(" ", key).split()) if len(text) <= _LONGEST_FURNITURE else frozenset()
        return cls(place, text, words, ends, key, atoms)

    @property
    def has_address(self) -> bool:
        """Whether it may hold a link, an address or a tag."""
        return "@" in self.text or "#" in self.text or "://" in self.text or "www" in self.atoms

    @property
    def is_prose(self) -> bool:
        """Surely running text: a sentence of some length."""
        return (self.ends and len(self.words) >= 8) or len(self.words) >= 40 or len(self.text) > 400


@dataclass(frozen=True)
class _Mark:
    role: LineRole
    reason: str


_BODY = _Mark("body", "")


def lines_of(text: str, title: str | None = None) -> tuple[Line, ...]:
    """The lines of a text with their roles. `title` is the headline where it is known from elsewhere."""
    text = unwrapped(text)
    spans = line_spans(text)
    views = [_View.of(index, text[start:end]) for index, (start, end) in enumerate(spans)]
    turns = _turns(views)
    marks = _judge(views, turns, title)
    opening = [index for index, mark in enumerate(marks) if mark.role == "body"][:_OPENING]
    return tuple(
        Line(
            start=start,
            end=end,
            role=mark.role,
            reason=mark.reason,
            body_start=_body_start(text, start, end, turns, opens=index in opening) if mark.role == "body" else start,
        )
        for index, ((start, end), mark) in enumerate(zip(spans, marks, strict=True))
    )


# Body lines among which a story starts.
_OPENING = 2


def _body_start(text: str, start: int, end: int, turns: Mapping[str, int], *, opens: bool) -> int:
    """Where the body starts after a dateline such as "ROME, April 18 (Agency) —".

    A place in capitals with a dash is one; a place in small letters needs a date or an agency beside it. Before a bare colon it must open
    the story, and be known as a place or come again after a long paragraph: speakers and headings stand before colons too. `opens`: whether
    the line is among the first.
    """
    match = _DATELINE.match(text, start, min(end, start + 120))
    if match is None or match.end() >= end or text[match.end()].islower():  # "NATO — the alliance — met" is no dateline
        return start
    capitals = match["place"].isupper() and len(match["place"]) > 2
    if match["date"] or match["date2"] or match["agency"]:
        found = True
    elif match["mark"] == ":":
        place = match["place"]
        found = (
            opens and turns[place] <= 1 and ((end - match.end() > 100 and (capitals or text.count(place) > 1)) or _is_place(text, place))
        )
    else:
        found = capitals
    return match.end() if found else start


def _is_place(text: str, name: str) -> bool:
    """Whether the lexicon knows a place, or the text puts something there: "in Penrow", "near Penrow"."""
    known = name.title() in lexicons.load("furniture").table("datelines")["places"]
    return known or re.search(rf"\b(?:in|near|outside) {re.escape(name)}\b", text, re.IGNORECASE) is not None


def _turns(views: Sequence[_View]) -> Counter[str]:
    """How often each label stands before a colon or stop at the start of a line."""
    return Counter(match["who"] for view in views if (match := _TURN.match(view.text)))


def _judge(views: Sequence[_View], turns: Mapping[str, int], title: str | None) -> list[_Mark]:
    marks: list[_Mark | None] = [_own_mark(view) for view in views]
    _mark_links(views, marks)
    headline = _headline(views, marks, turns, title)
    _mark_top(views, marks, turns, headline)
    _mark_repeats(views, marks, headline)
    _mark_between(views, marks, turns)
    return [mark or _BODY for mark in marks]


def _own_mark(view: _View) -> _Mark | None:
    """The mark that a line bears in itself, whatever stands around it."""
    if _WORD.search(view.text) is None:
        return _Mark("furniture", "symbols")
    if len(view.text) > _LONGEST_FURNITURE:
        return None
    for reason, bears in _MARKS:
        if bears(view):
            return _Mark("furniture", reason)
    return _vocabulary(view)


def _is_timestamp(view: _View) -> bool:
    return len(view.text) <= 120 and _TIMESTAMP.fullmatch(view.text) is not None and _HAS_DATE.search(view.text) is not None


def _is_published(view: _View) -> bool:
    return len(view.words) <= 18 and not view.text.endswith(".") and _PUBLISHED.search(view.text) is not None


def _is_of_itself(view: _View) -> bool:
    return len(view.words) <= 60 and _ITSELF.match(view.text.lstrip("(*_[ ")) is not None


def _is_call(view: _View) -> bool:
    appeal = not view.ends and len(view.words) <= 8 and _APPEAL.match(view.text) is not None
    return len(view.words) <= 25 and (appeal or _CALL.match(view.text) is not None)


def _is_lone_dateline(view: _View) -> bool:
    return len(view.words) <= 8 and _LONE_DATELINE.fullmatch(view.text) is not None


def _is_label(view: _View) -> bool:
    """ "Source:", "Cite This Page:"."""
    return len(view.words) <= 3 and view.text.endswith(":") and all(word[0].isupper() for word in view.words)


def _is_credit(view: _View) -> bool:
    return len(view.words) <= 40 and _REPORTED.match(view.text) is not None


def _is_contact(view: _View) -> bool:
    if len(view.words) > 40 or _CONTACT_ATOMS.isdisjoint(view.atoms) or view.text.startswith(("“", '"', "‘")):
        return False
    if _CONTACT.search(view.text) is None:
        return False
    return (view.has_address and _REACHED.search(view.text) is not None) or _PHONE.search(view.text) is not None


def _is_byline(view: _View) -> bool:
    if len(view.words) > 16 or view.text.endswith((".", "?", "!", "”", '"')):
        return False
    return _BYLINE.fullmatch(view.text) is not None or (len(view.words) <= 6 and _DESK.fullmatch(view.text) is not None)


def _is_caption(view: _View) -> bool:
    if len(view.words) > 80 or view.text.startswith(("“", '"')):
        return False
    tail = view.text[-160:]
    if _CREDIT_SIGN.search(tail) is not None and _CREDIT.search(tail) is not None:
        return True
    return len(view.words) <= 50 and not view.ends and _TRAILING_NAME.search(tail) is not None


def _is_link(view: _View) -> bool:
    if not view.has_address:
        return False
    rest = _LINK.sub("", view.text)
    return rest != view.text and len(_WORD.findall(rest)) <= 3


def _is_exchange_rate(view: _View) -> bool:
    return len(view.words) <= 14 and _EXCHANGE.fullmatch(view.text) is not None


def _is_breadcrumb(view: _View) -> bool:
    if view.ends or len(view.words) > 12:
        return False
    parts = re.split(r"\s(?:[>›»|/•·])\s", view.text)
    return len(parts) >= 2 and all(len(part.split()) <= 4 for part in parts)


_MARKS: tuple[tuple[str, Callable[[_View], bool]], ...] = (
    ("timestamp", _is_timestamp),
    ("timestamp", _is_published),
    ("byline", _is_byline),
    ("about the article", _is_of_itself),
    ("contact", _is_contact),
    ("credits", _is_credit),
    ("share", _is_call),
    ("dateline", _is_lone_dateline),
    ("label", _is_label),
    ("exchange rate", _is_exchange_rate),
    ("link", _is_link),
    ("caption", _is_caption),
    ("navigation", _is_breadcrumb),
)


# Characters; longer lines are running text, and no pattern needs to look at them.
_LONGEST_FURNITURE = 1_000

# How many words a line with this kind of vocabulary may have: longer ones are running text that mentions it.
_LIMITS = {"line": 8, "start": 45, "end": 30, "inside": 60}


def _vocabulary(view: _View) -> _Mark | None:
    """The mark of a line that speaks as pages speak, not as articles do."""
    rules = _rules()
    worth_trying = sorted({rule for atom in view.atoms & rules.keys() for rule in rules[atom] if len(view.words) <= _LIMITS[rule.place]})
    if not worth_trying:
        return None
    text = view.text.strip(" \t\u00a0*_[]{}•·|>›»→▶►").rstrip(" .:!…")
    for (_, place, reason), same in groupby(worth_trying, key=lambda rule: rule[:3]):
        found = [match.group() for rule in same if (match := rule.match(text))]
        if found and not (place == "start" and _only_starts_alike(view, max(found, key=len))):
            return _Mark("furniture", reason)
    return None


def _only_starts_alike(view: _View, phrase: str) -> bool:
    """ "Published in 1998, the book …": a sentence of some length that opens with one or two ordinary words of the vocabulary."""
    return view.ends and len(view.words) >= 11 and len(phrase.split()) <= 2 and phrase[-1].isalpha()


class _Rule(NamedTuple):
    """Phrases of one reason that share a word, at one place of a line."""

    order: int
    place: str
    reason: str
    form: str

    def match(self, text: str) -> re.Match[str] | None:
        """Where one of the phrases stands in a line."""
        pattern = _compiled(self.form)
        return pattern.search(text) if self.place in {"end", "inside"} else pattern.match(text)


_FORMS = {"line": r"{}\Z", "start": r"\W*{}(?!\w)", "end": r"(?<!\w){}\W*$", "inside": r"(?<!\w){}(?!\w)"}


@lexicons.cached
def _rules() -> dict[str, list[_Rule]]:
    """The rules of the vocabulary by a word of their phrases: a rule whose words a line lacks need not be tried on it."""
    lexicon = lexicons.load("furniture")
    rules: dict[str, list[_Rule]] = {}
    order = count()
    for place, form in _FORMS.items():
        for reason, phrases in lexicon.table(place).items():
            number = next(order)
            for key, own in groupby(sorted(phrases, key=_key), key=_key):
                rules.setdefault(key, []).append(_Rule(number, place, reason, form.replace("{}", lexicons.alternation(own))))
    return rules


def _key(phrase: str) -> str:
    """The word by which a phrase is looked up: its longest, of those that are not in every other line. A phrase of signs alone has none."""
    common = lexicons.load("language").words("common")
    return max(_ATOM.findall(phrase.lower()), key=lambda word: (word not in common, len(word)), default="")


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.IGNORECASE)


def _mark_links(views: Sequence[_View], marks: list[_Mark | None]) -> None:
    """What follows "Related stories" or "Topics" is a list of links until running text comes again."""
    inside = ""
    for view in views:
        mark = marks[view.place]
        if mark is not None:
            opens = mark.reason in {"related", "tags", "share"} and len(view.words) <= 6 and _rules_line(view, mark.reason)
            inside = mark.reason if opens and mark.reason != "share" else inside
        elif inside and (view.is_prose or view.text[0] in "“\"‘'" or view.text.endswith(".")):
            inside = ""
        elif inside:
            marks[view.place] = _Mark("furniture", f"{inside} list")


def _rules_line(view: _View, reason: str) -> bool:
    text, rules = view.text.rstrip(" .:!…"), _rules()
    own = (rule for atom in view.atoms & rules.keys() for rule in rules[atom] if rule.place == "line" and rule.reason == reason)
    return any(rule.match(text) for rule in own)


def _headline(views: Sequence[_View], marks: Sequence[_Mark | None], turns: Mapping[str, int], title: str | None) -> int | None:
    """The index of the article's own headline."""
    if title:
        key = " ".join(_WORD.findall(title)).casefold()
        for view in views[:40]:
            if view.key == key:
                return view.place
    top: list[_View] = []
    for view in views[:40]:
        if marks[view.place] is not None:
            continue
        if _speaks(view, turns):
            break
        # A question or a signed sentence may be a headline; any other sentence is where the text begins.
        asks = view.text.rstrip("\"'”’")[-1:] in set("?!") or _signed_below(view, marks)
        if (view.ends or view.is_prose) and not (not top and len(view.words) <= 22 and asks):
            break
        top.append(view)
    titles = [view for view in top if len(view.words) >= 4 and not _BULLET.match(view.text)]
    if titles or top:
        found = titles[0] if titles else max(top, key=lambda view: len(view.words))
        return found.place if found.place + 1 < len(views) or not found.ends else None
    # "Opinion: Close the quay" speaks as a teaser does; with nothing else over the text it is the headline.
    for view, mark in zip(views[:6], marks, strict=False):
        if mark is None and (view.ends or view.is_prose):
            return None  # The text has begun: a teaser between its paragraphs is a teaser.
        if mark is not None and mark.reason == "related" and len(view.words) >= 4:
            return view.place
    return None


def _signed_below(view: _View, marks: Sequence[_Mark | None]) -> bool:
    """Whether a byline or date stands within three lines below: over it, a sentence is a headline."""
    return any(_is_signature(mark) for mark in marks[view.place + 1 : view.place + 4])


def _mark_top(views: Sequence[_View], marks: list[_Mark | None], turns: Mapping[str, int], headline: int | None) -> None:
    """Headline, what stands over it, and the standfirst and names below it."""
    if headline is None:
        return
    for view in views[:headline]:
        marks[view.place] = marks[view.place] or _Mark("furniture", "above the headline")
    marks[headline] = _Mark("heading", "headline")
    below = headline + 1
    stamps = _entry_stamps(views)
    signs = [index for index in range(below, min(below + 8, len(views))) if _is_signature(marks[index]) and index not in stamps]
    for view in views[below : below + 12]:
        if marks[view.place] is None:
            mark = None if _speaks(view, turns) else _below_headline(view, views, marks, headline, signs)
            if mark is None:
                break
            marks[view.place] = mark


def _entry_stamps(views: Sequence[_View]) -> frozenset[int]:
    """Bare clock times that recur: they stamp the entries of a live blog and sign no headline."""
    stamps = frozenset(view.place for view in views if _CLOCK_TIME.fullmatch(view.text.strip()))
    return stamps if len(stamps) > 1 else frozenset()


def _below_headline(
    view: _View, views: Sequence[_View], marks: Sequence[_Mark | None], headline: int, signs: Sequence[int]
) -> _Mark | None:
    """The mark of a line between the headline and the text; None where the text begins. `signs`: bylines and dates near the headline."""
    if view.key == views[headline].key:
        return _Mark("furniture", "repeat of the headline")
    if _is_author_note(view, views, marks):
        return _Mark("furniture", "author's note")
    # A sentence is a standfirst only where a byline or date follows at once.
    is_standfirst = bool(signs) and view.place < signs[0] <= headline + 3 and len(view.words) <= 45
    if _BULLET.match(view.text) or (view.ends and not is_standfirst):
        return None
    if not view.ends and len(view.words) <= 12 and _is_names(view):
        return _Mark("furniture", "byline")
    if len(view.words) >= 5:
        return _Mark("heading", "standfirst")
    between_signs = (bool(signs) and view.place < signs[-1]) or _is_signature(marks[view.place - 1])
    if between_signs and not _opens_list(views, view.place):
        return _Mark("furniture", "below the headline")
    return _Mark("heading", "section heading")


def _opens_list(views: Sequence[_View], index: int) -> bool:
    return index + 1 < len(views) and _BULLET.match(views[index + 1].text) is not None


def _is_signature(mark: _Mark | None) -> bool:
    return mark is not None and mark.reason in {"byline", "timestamp"}


def _is_names(view: _View) -> bool:
    titles = lexicons.load("furniture").table("author")["titles"]
    job = view.words[-1].casefold() in titles or view.words[0].casefold() in titles
    return _NAMES_ONLY.fullmatch(view.text) is not None or job


def _mark_repeats(views: Sequence[_View], marks: list[_Mark | None], headline: int | None) -> None:
    """Repeats of the headline, of lines that are no sentences, and of words of the body (pull quotes)."""
    counts = Counter(view.key for view in views if view.words)
    prose = "\n".join(view.key for view in views if view.is_prose and marks[view.place] is None)
    seen: set[str] = set()
    for view in views:
        if marks[view.place] is None:
            if headline is not None and view.key == views[headline].key:
                marks[view.place] = _Mark("furniture", "repeat of the headline")
            elif counts[view.key] > 1 and (view.key in seen or not view.is_prose) and len(view.words) >= 3:
                marks[view.place] = _Mark("furniture", "repeated line")
            elif 4 <= len(view.words) <= 40 and prose.count(view.key, 0, 200_000) > (1 if view.is_prose else 0):
                marks[view.place] = _Mark("furniture", "pull quote")
        seen.add(view.key)


def _mark_between(views: Sequence[_View], marks: list[_Mark | None], turns: Mapping[str, int]) -> None:
    """Lines that are no sentences, between paragraphs and after the last."""
    open_views = [view for view in views if marks[view.place] is None]
    prose = [view.place for view in open_views if view.ends]
    first, last = (prose[0], prose[-1]) if prose else (len(views), -1)
    has_headings = sum(not view.ends and len(view.words) <= 6 and view.place < last for view in open_views) >= 2
    is_live = sum(mark is not None and mark.reason == "timestamp" for mark in marks) >= 4
    # Questions are headings of an explainer, and body of an interview, where the answers say "I".
    is_interview = sum(_asks(view, views) and _answered_by_a_person(view, views) for view in open_views) >= 2
    for view in views if is_live else []:
        title = marks[view.place]
        below = view.place > 0 and (above := marks[view.place - 1]) is not None and above.reason == "timestamp"
        if below and not view.ends and len(view.words) >= 4 and title is not None and title.reason == "related":
            marks[view.place] = _Mark("heading", "entry of a live blog")
    in_list = False
    for view in open_views:
        above = marks[view.place - 1] if view.place else None
        if above is not None and above.reason == "label" and not view.ends and len(view.words) <= 8:
            marks[view.place] = _Mark("furniture", "label")
            continue
        # Items after a colon are body though they end like none.
        in_list = view.text.endswith(":") or (in_list and not view.ends)
        if in_list and not view.text.endswith(":"):
            continue
        if view.ends and (is_interview or not _asks(view, views) or _answered_by_a_person(view, views)):
            if view.place >= last - 2 and _is_author_note(view, views, marks):
                marks[view.place] = _Mark("furniture", "author's note")
        elif is_live and view.place and (above := marks[view.place - 1]) is not None and above.reason == "timestamp":
            marks[view.place] = _Mark("heading", "entry of a live blog")
        elif _is_running(view, turns) or _signs_above(view, views, marks):
            continue
        elif view.place > last:
            marks[view.place] = _Mark("furniture", "after the end")
        elif view.place > first:
            marks[view.place] = _between(view, has_headings=has_headings)


def _between(view: _View, *, has_headings: bool) -> _Mark:
    """A line without end mark between paragraphs: a short one is a section heading, a long one the headline of another story.

    "What the rules mean for small farms" is a heading where the article has others.
    """
    if not view.text.endswith("?") and _is_signed(view):
        return _Mark("furniture", "byline")
    if view.text.endswith("?") or len(view.words) <= 6 or (has_headings and len(view.words) <= 10 and _ASKS.match(view.text)):
        return _Mark("heading", "section heading")
    return _Mark("furniture", "headline of another story")


def _is_signed(view: _View) -> bool:
    """ "Leonora Fitzwarren, transport editor"."""
    titles = lexicons.load("furniture").table("author")["titles"]
    match = re.match(rf"{_NAMES}, ", view.text)
    return match is not None and len(view.words) <= 10 and view.words[-1].casefold() in titles


def _is_running(view: _View, turns: Mapping[str, int]) -> bool:
    """Body though no sentence: bullets, turns of an interview, entries of a live blog, very long lines."""
    entry = _ENTRY.match(view.text) is not None and len(view.words) > 4
    return (
        entry
        or _speaks(view, turns)
        or _SIGNED.match(view.text) is not None
        or len(view.words) >= 40
        or len(view.text) > 400
        or _BULLET.match(view.text) is not None
    )


def _speaks(view: _View, turns: Mapping[str, int]) -> bool:
    """A turn of an interview: "Q: Who pays?", or a label that comes again and again."""
    turn = _TURN.match(view.text)
    return turn is not None and (turn["who"] in {"Q", "A", "Question", "Answer"} or turns[turn["who"]] >= 3)


def _signs_above(view: _View, views: Sequence[_View], marks: Sequence[_Mark | None]) -> bool:
    """ "—Lena Ott, director" below the quotation that she gave."""
    above = view.place - 1
    return above >= 0 and marks[above] is None and _SIGNATURE.match(view.text) is not None and views[above].text.endswith(tuple("”\"’'»"))


def _asks(view: _View, views: Sequence[_View]) -> bool:
    """A line that is a question, with a line below that may answer it."""
    return view.text.endswith("?") and len(view.words) <= 14 and _ASKS.match(view.text) is not None and view.place + 1 < len(views)


def _answered_by_a_person(view: _View, views: Sequence[_View]) -> bool:
    return _FIRST_PERSON.search(views[view.place + 1].text[:400]) is not None


def _is_author_note(view: _View, views: Sequence[_View], marks: Sequence[_Mark | None]) -> bool:
    """ "Jane Roe is a columnist for …", below the byline or at the end, of somebody whom the body does not name otherwise."""
    if len(view.words) > 60:
        return False
    match = _AUTHOR.match(view.text)
    if match is None:
        return False
    roles = lexicons.alternation(lexicons.load("furniture").table("author")["roles"])
    if not match["verb"].startswith(_OF_AUTHORS) and not re.search(rf"\b{roles}\b", match["what"], re.IGNORECASE):
        return False
    surname = match["name"].split()[-1]
    signed = any(mark is not None and mark.reason == "byline" and surname in views[index].text for index, mark in enumerate(marks[:12]))
    if not signed and view.place < len(views) - 10:
        return False
    body = (other.text for other in views if marks[other.place] is None and other is not view)
    return match["name"].startswith("The ") or not any(surname in text for text in body)


_OF_AUTHORS = ("write", "cover", "report", "teach", "edit")
_AUTHOR = re.compile(
    rf"(?P<name>(?:(?:Mr|Ms|Mrs|Dr|Prof|Professor|Sir|Dame)\.? {_NAME}(?: {_NAME})*|{_NAMES}|The (?:author|writer)))(?:, [^.,]{{1,60}},)? "
    r"(?P<verb>is|was|has been|writes?|covers?|reports?|teaches|edits?|works|leads|runs)\b(?P<what>.{0,90})"
)
