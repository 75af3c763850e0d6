"""What makes a line furniture by itself: its form (credits, captions, timestamps, bylines), or the vocabulary of web pages."""

import re
from collections.abc import Callable
from functools import cache
from itertools import count, groupby
from typing import NamedTuple

from pipeline import lexicons
from pipeline.reading.line_views import CLOCK, DATE, DAY, LONGEST_FURNITURE, NAME, NAMES, WORD, ZONE, Mark, View

# A line made of nothing but dates, clock times, zones and the words around them.
_TIMESTAMP = re.compile(
    rf"(?:{DATE}|{CLOCK}|{ZONE}|{DAY}|\d{{4}}"
    r"|\b(?:published|updated?|posted|last|modified|first|on|at|ago|just now|today|yesterday|an?|date|live"
    r"|hours?|hrs?|mins?|minutes?|days?|weeks?)\b"
    r"|\d{1,2}(?= (?:hours?|hrs?|h|mins?|minutes?|days?|weeks?|months?) )|\b(?:\d+ ?[hmd]|min(?:ute)?s? read|read)\b|\d{1,2}(?= min)"
    r"|[\s,|•·:;()/–—-])+",
    re.IGNORECASE,
)
_HAS_DATE = re.compile(rf"{DATE}|{CLOCK}|\bago\b|min(?:ute)?s? read", re.IGNORECASE)
_BYLINE = re.compile(
    rf"(?:By|BY|by|Words|From|Written by|Reported by|Edited by|Curated by)[: ] ?(?:[a-z]+ ){{0,3}}(?:{NAME})(?: {NAME}){{0,4}}"
    r"(?: \([A-Z][^()]{1,30}\))?"
    r"(?:(?:,| and| &| in| for|,? with| \||/| [–—-]) ?.*)?"
)
# A desk or a reporter without a name: "Star correspondent, Barguna", "Our Health Desk".
_DESK = re.compile(
    rf"(?:[A-Z]\w+ ){{0,3}}(?:[Cc]orrespondent|[Rr]eporter|[Bb]ureau|[Dd]esk|[Ww]riter|[Nn]ewsroom)s?"
    rf"(?:, ?{NAME}(?: {NAME}){{0,2}}| in {NAME}(?: {NAME})?)?"
)
# "Our Bureau | Hyderabad | Updated: October 28, 2024": a date after a word of publishing, in a short line.
_PUBLISHED = re.compile(rf"\b(?:updated|published|posted|modified|issued)\b.{{0,20}}?(?:{DATE}|{CLOCK}|\d+ \w+ ago)", re.IGNORECASE)
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
_REPORTED = re.compile(rf"(?:{NAME}|{NAMES})(?:(?:, | and |, and )(?:{NAMES}|{NAME}))* (?:reported|contributed) from [A-Z]")
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
    r"(?:\b(?i:photo(?:graph)?|picture|image|credit|pic|video|audio|illustration|graphic)s?(?: by| credit)?\s?[:/|]\s?[^.]{2,80}"
    r"|[A-Z][\w.&’' -]{1,40}/[A-Z][\w.&’' -]{1,40}|\[[A-Z][^\]]{2,60}(?:/[^\]]{2,40})?\]"
    r"|\((?:AP|AFP|EPA|PTI|ANI|Reuters|Getty|PA|TASS|Xinhua|[A-Z][\w ]+/[\w ]+"
    r"|[Pp]hoto[^)]*|[Pp]icture[^)]*|[Ii]mage[^)]*|[Ff]ile[^)]*|Supplied)\)|©[^.]{2,60})\.?$",
)
_CREDIT_SIGN = re.compile(r"[/:|\[(©]")  # one of them stands in every credit
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|@\w+|#\w+", re.IGNORECASE)
_EXCHANGE = re.compile(r"\(?\s?(?:[$€£¥₹]|US\$|A\$|C\$|1 )\s?\d*[.,]?\d*\s*(?:[\w. ]{0,24})?\s*=\s*.{0,12}\d.*\)?")
_ATOM = re.compile(r"[^\W_]+")


def own_mark(view: View) -> Mark | None:
    """The mark that a line bears in itself, whatever stands around it."""
    if WORD.search(view.text) is None:
        return Mark("furniture", "symbols")
    if len(view.text) > LONGEST_FURNITURE:
        return None
    for reason, bears in _MARKS:
        if bears(view):
            return Mark("furniture", reason)
    return _vocabulary(view)


def _is_timestamp(view: View) -> bool:
    return len(view.text) <= 120 and _TIMESTAMP.fullmatch(view.text) is not None and _HAS_DATE.search(view.text) is not None


def _is_published(view: View) -> bool:
    return len(view.words) <= 18 and not view.text.endswith(".") and _PUBLISHED.search(view.text) is not None


def _is_of_itself(view: View) -> bool:
    return len(view.words) <= 60 and _ITSELF.match(view.text.lstrip("(*_[ ")) is not None


def _is_call(view: View) -> bool:
    appeal = not view.ends and len(view.words) <= 8 and _APPEAL.match(view.text) is not None
    return len(view.words) <= 25 and (appeal or _CALL.match(view.text) is not None)


def _is_lone_dateline(view: View) -> bool:
    return len(view.words) <= 8 and _LONE_DATELINE.fullmatch(view.text) is not None


def _is_label(view: View) -> bool:
    """ "Source:", "Cite This Page:"."""
    return len(view.words) <= 3 and view.text.endswith(":") and all(word[0].isupper() for word in view.words)


def _is_credit(view: View) -> bool:
    return len(view.words) <= 40 and _REPORTED.match(view.text) is not None


def _is_contact(view: View) -> bool:
    if len(view.words) > 40 or _CONTACT_ATOMS.isdisjoint(view.atoms) or view.text.startswith(("“", '"', "‘")):
        return False
    if _CONTACT.search(view.text) is None:
        return False
    return (view.has_address and _REACHED.search(view.text) is not None) or _PHONE.search(view.text) is not None


def _is_byline(view: View) -> bool:
    if len(view.words) > 16 or view.text.endswith((".", "?", "!", "”", '"')):
        return False
    return _BYLINE.fullmatch(view.text) is not None or (len(view.words) <= 6 and _DESK.fullmatch(view.text) is not None)


def _is_caption(view: View) -> bool:
    if len(view.words) > 80 or view.text.startswith(("“", '"')):
        return False
    tail = view.text[-160:]
    if _CREDIT_SIGN.search(tail) is not None and _CREDIT.search(tail) is not None:
        return True
    return len(view.words) <= 50 and not view.ends and _TRAILING_NAME.search(tail) is not None


def _is_link(view: View) -> bool:
    if not view.has_address:
        return False
    rest = _LINK.sub("", view.text)
    return rest != view.text and len(WORD.findall(rest)) <= 3


def _is_exchange_rate(view: View) -> bool:
    return len(view.words) <= 14 and _EXCHANGE.fullmatch(view.text) is not None


def _is_breadcrumb(view: View) -> bool:
    if view.ends or len(view.words) > 12:
        return False
    parts = re.split(r"\s(?:[>›»|/•·])\s", view.text)
    return len(parts) >= 2 and all(len(part.split()) <= 4 for part in parts)


_MARKS: tuple[tuple[str, Callable[[View], bool]], ...] = (
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
# How many words a line with this kind of vocabulary may have: longer ones are running text that mentions it.
_LIMITS = {"line": 8, "start": 45, "end": 30, "inside": 60}


def _vocabulary(view: View) -> Mark | None:
    """The mark of a line that speaks as pages speak, not as articles do."""
    rules = _rules()
    worth_trying = sorted({rule for atom in view.atoms & rules.keys() for rule in rules[atom] if len(view.words) <= _LIMITS[rule.place]})
    if not worth_trying:
        return None
    text = view.text.strip(" \t\u00a0*_[]{}•·|>›»→▶►").rstrip(" .:!…")
    for (_, place, reason), same in groupby(worth_trying, key=lambda rule: rule[:3]):
        found = [match.group() for rule in same if (match := rule.match(text))]
        if found and not (place == "start" and _only_starts_alike(view, max(found, key=len))):
            return Mark("furniture", reason)
    return None


def _only_starts_alike(view: View, phrase: str) -> bool:
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


def rules_line(view: View, reason: str) -> bool:
    """Whether the vocabulary takes a whole line for this reason, not only a part of it."""
    text, rules = view.text.rstrip(" .:!…"), _rules()
    own = (rule for atom in view.atoms & rules.keys() for rule in rules[atom] if rule.place == "line" and rule.reason == reason)
    return any(rule.match(text) for rule in own)
