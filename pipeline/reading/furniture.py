"""Which lines are body, which headings, which furniture, and by which mark.

Marks, strongest first: the form of credits, captions, timestamps and bylines; the vocabulary of web pages and press offices; repetition;
and the place of a line that is no sentence. A line that ends like a sentence is body unless a mark says otherwise: losing body costs more
than keeping furniture.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline import lexicons
from pipeline.reading.datelines import body_start
from pipeline.reading.furniture_forms import own_mark, rules_line
from pipeline.reading.line_views import CLOCK, NAME, NAMES, WORD, ZONE, Mark, View
from pipeline.reading.lines import Line, line_spans, unwrapped

_PLACE = rf"(?:,? (?:in|at|from) {NAME}(?:,? {NAME}){{0,4}})?"
_NAMES_ONLY = re.compile(rf"{NAMES}{_PLACE}(?:(?:, | and | & ){NAMES}{_PLACE})*")
_CLOCK_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?", re.IGNORECASE)
_BULLET = re.compile(r"[•●▪◦■‣·*►▶→✓✔–—-]\s|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s")
# The label of a turn in an interview: "Q:", "JD:", "Jane Roe:".
_TURN = re.compile(r"(?P<who>Q|A|Question|Answer|[A-Z]{2,3}|[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3})\s?[:.]\s?(?=\S)")
# A quotation and who said it, as press offices write: "We are proud." – Jane Roe, director.
_SIGNED = re.compile(r"[“\"‘'«].{2,}[”\"’'»],?\s?[–—-]{1,2}\s?[A-Z]")
_SIGNATURE = re.compile(r"[–—-]{1,2}[A-Z][\w'’.-]* [A-Z]")
_ENTRY = re.compile(rf"(?:{CLOCK})(?: {ZONE})?(?:\s?[:|–—-]\s?|\s)\S", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|I['’](?:m|ve|d|ll))\b")
_ASKS = re.compile(
    r"(?:What|Who|Whom|Whose|Why|How|When|Where|Which|Is|Are|Was|Were|Do|Does|Did|Can|Could|Will|Would|Should|Has|Have|Had|And|But|So|Any)\b"
)
_BODY = Mark("body", "")


def lines_of(text: str, title: str | None = None) -> tuple[Line, ...]:
    """The lines of a text with their roles. `title` is the headline where it is known from elsewhere."""
    text = unwrapped(text)
    spans = line_spans(text)
    views = [View.of(index, text[start:end]) for index, (start, end) in enumerate(spans)]
    turns = _turns(views)
    marks = _judge(views, turns, title)
    opening = [index for index, mark in enumerate(marks) if mark.role == "body"][:_OPENING]
    return tuple(
        Line(
            start=start,
            end=end,
            role=mark.role,
            reason=mark.reason,
            body_start=body_start(text, start, end, turns, opens=index in opening) if mark.role == "body" else start,
        )
        for index, ((start, end), mark) in enumerate(zip(spans, marks, strict=True))
    )


# Body lines among which a story starts.
_OPENING = 2


def _turns(views: Sequence[View]) -> Counter[str]:
    """How often each label stands before a colon or stop at the start of a line."""
    return Counter(match["who"] for view in views if (match := _TURN.match(view.text)))


def _judge(views: Sequence[View], turns: Mapping[str, int], title: str | None) -> list[Mark]:
    marks: list[Mark | None] = [own_mark(view) for view in views]
    _mark_links(views, marks)
    headline = _headline(views, marks, turns, title)
    _mark_top(views, marks, turns, headline)
    _mark_repeats(views, marks, headline)
    _mark_between(views, marks, turns)
    return [mark or _BODY for mark in marks]


def _mark_links(views: Sequence[View], marks: list[Mark | None]) -> None:
    """What follows "Related stories" or "Topics" is a list of links until running text comes again."""
    inside = ""
    for view in views:
        mark = marks[view.place]
        if mark is not None:
            opens = mark.reason in {"related", "tags", "share"} and len(view.words) <= 6 and rules_line(view, mark.reason)
            inside = mark.reason if opens and mark.reason != "share" else inside
        elif inside and (view.is_prose or view.text[0] in "“\"‘'" or view.text.endswith(".")):
            inside = ""
        elif inside:
            marks[view.place] = Mark("furniture", f"{inside} list")


def _headline(views: Sequence[View], marks: Sequence[Mark | None], turns: Mapping[str, int], title: str | None) -> int | None:
    """The index of the article's own headline."""
    if title:
        key = " ".join(WORD.findall(title)).casefold()
        for view in views[:40]:
            if view.key == key:
                return view.place
    top: list[View] = []
    for view in views[:40]:
        if marks[view.place] is not None:
            continue
        if _speaks(view, turns):
            break
        # A question, a signed sentence or one in capitals may be a headline; any other sentence is where the text begins.
        may = view.text.rstrip("\"'”’")[-1:] in set("?!") or _signed_below(view, marks) or view.is_in_capitals
        if (view.ends or view.is_prose) and not (not top and len(view.words) <= 22 and may):
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


def _signed_below(view: View, marks: Sequence[Mark | None]) -> bool:
    """Whether a byline or date stands within three lines below: over it, a sentence is a headline."""
    return any(_is_signature(mark) for mark in marks[view.place + 1 : view.place + 4])


def _mark_top(views: Sequence[View], marks: list[Mark | None], turns: Mapping[str, int], headline: int | None) -> None:
    """Headline, what stands over it, and the standfirst and names below it."""
    if headline is None:
        return
    for view in views[:headline]:
        marks[view.place] = marks[view.place] or Mark("furniture", "above the headline")
    marks[headline] = Mark("heading", "headline")
    below = headline + 1
    stamps = _entry_stamps(views)
    signs = [index for index in range(below, min(below + 8, len(views))) if _is_signature(marks[index]) and index not in stamps]
    for view in views[below : below + 12]:
        if marks[view.place] is None:
            mark = None if _speaks(view, turns) else _below_headline(view, views, marks, headline, signs)
            if mark is None:
                break
            marks[view.place] = mark


def _entry_stamps(views: Sequence[View]) -> frozenset[int]:
    """Bare clock times that recur: they stamp the entries of a live blog and sign no headline."""
    stamps = frozenset(view.place for view in views if _CLOCK_TIME.fullmatch(view.text.strip()))
    return stamps if len(stamps) > 1 else frozenset()


def _below_headline(view: View, views: Sequence[View], marks: Sequence[Mark | None], headline: int, signs: Sequence[int]) -> Mark | None:
    """The mark of a line between the headline and the text; None where the text begins. `signs`: bylines and dates near the headline."""
    if view.key == views[headline].key:
        return Mark("furniture", "repeat of the headline")
    if _is_author_note(view, views, marks):
        return Mark("furniture", "author's note")
    # A sentence is a standfirst only where a byline or date follows at once.
    is_standfirst = bool(signs) and view.place < signs[0] <= headline + 3 and len(view.words) <= 45
    if _BULLET.match(view.text) or (view.ends and not is_standfirst):
        return None
    if not view.ends and len(view.words) <= 12 and _is_names(view):
        return Mark("furniture", "byline")
    if len(view.words) >= 5:
        return Mark("heading", "standfirst")
    between_signs = (bool(signs) and view.place < signs[-1]) or _is_signature(marks[view.place - 1])
    if between_signs and not _opens_list(views, view.place):
        return Mark("furniture", "below the headline")
    return Mark("heading", "section heading")


def _opens_list(views: Sequence[View], index: int) -> bool:
    return index + 1 < len(views) and _BULLET.match(views[index + 1].text) is not None


def _is_signature(mark: Mark | None) -> bool:
    return mark is not None and mark.reason in {"byline", "timestamp"}


def _is_names(view: View) -> bool:
    titles = lexicons.load("furniture").table("author")["titles"]
    job = view.words[-1].casefold() in titles or view.words[0].casefold() in titles
    return _NAMES_ONLY.fullmatch(view.text) is not None or job


def _mark_repeats(views: Sequence[View], marks: list[Mark | None], headline: int | None) -> None:
    """Repeats of the headline, of lines that are no sentences, and of words of the body (pull quotes)."""
    counts = Counter(view.key for view in views if view.words)
    prose = "\n".join(view.key for view in views if view.is_prose and marks[view.place] is None)
    seen: set[str] = set()
    for view in views:
        if marks[view.place] is None:
            if headline is not None and view.key == views[headline].key:
                marks[view.place] = Mark("furniture", "repeat of the headline")
            elif counts[view.key] > 1 and (view.key in seen or not view.is_prose) and len(view.words) >= 3:
                marks[view.place] = Mark("furniture", "repeated line")
            elif 4 <= len(view.words) <= 40 and prose.count(view.key, 0, 200_000) > (1 if view.is_prose else 0):
                marks[view.place] = Mark("furniture", "pull quote")
        seen.add(view.key)


def _mark_between(views: Sequence[View], marks: list[Mark | None], turns: Mapping[str, int]) -> None:
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
            marks[view.place] = Mark("heading", "entry of a live blog")
    in_list = False
    for view in open_views:
        above = marks[view.place - 1] if view.place else None
        if above is not None and above.reason == "label" and not view.ends and len(view.words) <= 8:
            marks[view.place] = Mark("furniture", "label")
            continue
        # Items after a colon are body though they end like none.
        in_list = view.text.endswith(":") or (in_list and not view.ends)
        if in_list and not view.text.endswith(":"):
            continue
        if view.ends and (is_interview or not _asks(view, views) or _answered_by_a_person(view, views)):
            if view.place >= last - 2 and _is_author_note(view, views, marks):
                marks[view.place] = Mark("furniture", "author's note")
        elif is_live and view.place and (above := marks[view.place - 1]) is not None and above.reason == "timestamp":
            marks[view.place] = Mark("heading", "entry of a live blog")
        elif _is_running(view, turns) or _signs_above(view, views, marks):
            continue
        elif view.place > last:
            marks[view.place] = Mark("furniture", "after the end")
        elif view.place > first:
            marks[view.place] = _between(view, has_headings=has_headings)


def _between(view: View, *, has_headings: bool) -> Mark:
    """A line without end mark between paragraphs: a short one is a section heading, a long one the headline of another story.

    "What the rules mean for small farms" is a heading where the article has others.
    """
    if not view.text.endswith("?") and _is_signed(view):
        return Mark("furniture", "byline")
    if view.text.endswith("?") or len(view.words) <= 6 or (has_headings and len(view.words) <= 10 and _ASKS.match(view.text)):
        return Mark("heading", "section heading")
    return Mark("furniture", "headline of another story")


def _is_signed(view: View) -> bool:
    """ "Leonora Fitzwarren, transport editor"."""
    titles = lexicons.load("furniture").table("author")["titles"]
    match = re.match(rf"{NAMES}, ", view.text)
    return match is not None and len(view.words) <= 10 and view.words[-1].casefold() in titles


def _is_running(view: View, turns: Mapping[str, int]) -> bool:
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


def _speaks(view: View, turns: Mapping[str, int]) -> bool:
    """A turn of an interview: "Q: Who pays?", or a label that comes again and again."""
    turn = _TURN.match(view.text)
    return turn is not None and (turn["who"] in {"Q", "A", "Question", "Answer"} or turns[turn["who"]] >= 3)


def _signs_above(view: View, views: Sequence[View], marks: Sequence[Mark | None]) -> bool:
    """ "—Lena Ott, director" below the quotation that she gave."""
    above = view.place - 1
    return above >= 0 and marks[above] is None and _SIGNATURE.match(view.text) is not None and views[above].text.endswith(tuple("”\"’'»"))


def _asks(view: View, views: Sequence[View]) -> bool:
    """A line that is a question, with a line below that may answer it."""
    return view.text.endswith("?") and len(view.words) <= 14 and _ASKS.match(view.text) is not None and view.place + 1 < len(views)


def _answered_by_a_person(view: View, views: Sequence[View]) -> bool:
    return _FIRST_PERSON.search(views[view.place + 1].text[:400]) is not None


def _is_author_note(view: View, views: Sequence[View], marks: Sequence[Mark | None]) -> bool:
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
    rf"(?P<name>(?:(?:Mr|Ms|Mrs|Dr|Prof|Professor|Sir|Dame)\.? {NAME}(?: {NAME})*|{NAMES}|The (?:author|writer)))(?:, [^.,]{{1,60}},)? "
    r"(?P<verb>is|was|has been|writes?|covers?|reports?|teaches|edits?|works|leads|runs)\b(?P<what>.{0,90})"
)
