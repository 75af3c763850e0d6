"""Whom a clause is credited to without a verb of speech: "according to X", "by her estimate", "X's view is that", "records show"."""

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import Actor
from pipeline.engines.offline.speech.speech import Speech, root_of, speaker_of
from pipeline.engines.offline.syntax.parse import Parsed, clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("speech")
_TEXTS, _PEOPLE = _WORDS.words("texts"), _WORDS.words("people")
_SHOWN_LAST = frozenset(
    {"show", "shows", "showed", "suggest", "suggests", "suggested", "indicate", "indicates", "indicated", "say", "says", "said"}
)
_VIEWS = _WORDS.words("views")
_YARDSTICKS, _WORDS_OF, _RECKONINGS = _WORDS.words("yardsticks"), _WORDS.words("words_of"), _WORDS.words("reckonings")


def according(token: Token, sentence: Parsed, names: Names, taken: set[int]) -> Speech | None:
    links = [token, *(child for child in token.children if child.lower_ == "to")]
    noun = reckoned(token) or next((noun for link in links for noun in link.children if noun.dep_ == "pobj"), None)
    source = speaker_of(noun, sentence, names) if noun is not None and noun.lemma_.lower() not in _YARDSTICKS else None
    if source is None and noun is not None and noun.tag_ == "PRP$":  # "By her own estimate, Janelle Mott has answered 9,000 calls"
        source = speaker_of(subject_of(token.head), sentence, names)
    if source is None:
        return None
    if token.head.i == token.i and (said := _behind_lost_according(token, sentence)):
        return Speech(sentence, said, root_of(said, sentence), source, "say", token.i, "according-to")
    inside = {word.i for word in token.subtree}
    clause = token.head
    while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
        clause = clause.head
    while clause.dep_ in ("xcomp", "conj", "acomp") and clause.head.i != clause.i and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    before = [word.lower_ for word in sentence.doc[max(0, token.i - 2) : token.i] if word.text != ","]
    if before and before[-1] in ("when", "that", "where", "while", "but", "although", "though", "because"):
        content = {i for i in range(max(inside) + 1, len(sentence.doc)) if i not in taken}
        return Speech(sentence, frozenset(content), root_of(content, sentence), source, "say", token.i, "according-to")
    whole = (
        {word.i for word in clause.subtree} if clause.dep_ in ("relcl", "advcl", "ccomp") and token.i > 0 else set(range(len(sentence.doc)))
    )
    content = {i for i in whole if i not in inside and i not in taken}
    return Speech(sentence, frozenset(content), root_of(content, sentence), source, "say", token.i, "according-to")


def _behind_lost_according(token: Token, sentence: Parsed) -> frozenset[int]:
    """What follows "According to X, Y," at the start, where the parser took it all for one phrase."""
    doc = sentence.doc
    verb = next((word for word in doc[token.i + 2 :] if word.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    comma = next((i for i in range(verb.i - 1, token.i, -1) if doc[i].text == ","), None) if verb is not None else None
    return frozenset(range(comma + 1, len(doc))) if comma is not None and token.i == 0 else frozenset()


def reckoned(by: Token) -> Token | None:
    """Whose reckoning it is: "by her own estimate", "by the ministry's count"."""
    if by.lower_ != "by":
        return None
    count = next((child for child in by.children if child.dep_ == "pobj" and child.lemma_.lower() in _RECKONINGS), None)
    return next((child for child in count.children if child.dep_ == "poss"), None) if count is not None else None


def view(verb: Token, sentence: Parsed, names: Names) -> Speech | None:
    """ "Irish Water's view is that ...", "the message from the ministry was that ..."."""
    noun = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if noun is None or clause is None or noun.lemma_.lower() not in _VIEWS:
        return None
    links = (child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("of", "from", "among"))
    whose = next((child for child in noun.children if child.dep_ == "poss"), None) or next(
        (child for link in links for child in link.children if child.dep_ == "pobj"), None
    )
    if whose is None:  # "the case made by Ida Rowe is that …"
        made = (word for child in noun.children if child.dep_ == "acl" for word in child.children if word.dep_ == "agent")
        whose = next((child for word in made for child in word.children if child.dep_ == "pobj"), None)
    source = speaker_of(whose, sentence, names)
    if source is None:
        return None
    return Speech(sentence, frozenset(token.i for token in clause.subtree), clause.i, source, "say", verb.i, "view")


def for_somebody(link: Token, sentence: Parsed, names: Names) -> Speech | None:
    """ "For Megan Rhys, the new scheme is a bribe", "In the governor's words, it was a trap": theirs."""
    who = next((child for child in link.children if child.dep_ == "pobj"), None)
    whose = next((child for child in who.children if child.dep_ == "poss"), None) if who is not None else None
    in_words = link.lower_ == "in" and who is not None and whose is not None and who.lemma_.lower() in _WORDS_OF
    source = speaker_of(whose, sentence, names) if in_words else names.actor(who, sentence) if who is not None else None
    root = link.head
    last = max(token.i for token in link.subtree)
    comma = last + 1 < len(sentence.doc) and sentence.doc[last + 1].text == ","
    # "For Ott, 38% of voters would be scared" is no word of Ott's.
    counted = any(token.like_num for child in root.lefts if child.dep_ in SUBJECTS for token in child.subtree)
    judged = source is not None and source.kind == "named" and link.lower_ == "for" and root.lemma_ == "be" and not counted
    if source is None or not (in_words or judged) or not comma or root.i < last:
        return None
    content = frozenset(range(last + 2, len(sentence.doc)))
    return Speech(sentence, content, root.i, source, "say", link.i, "for-somebody")


def shown_last(sentence: Parsed) -> Speech | None:
    """ "Chile expelled 1,140 people, government data show.": the parser seldom sees that the last word is a verb."""
    doc = sentence.doc
    shows = next((token for token in doc[3:] if token.lower_ in _SHOWN_LAST and all(word.is_punct for word in doc[token.i + 1 :])), None)
    comma = next((i for i in range(shows.i - 2, max(0, shows.i - 10), -1) if doc[i].text == ","), 0) if shows is not None else 0
    if shows is None or not comma or any(sentence.quoted[: shows.i]):
        return None
    words = [token for token in doc[comma + 1 : shows.i] if token.lower_ not in ("the", "its", "their")]
    text = next((token for token in reversed(words) if {token.lemma_.lower(), token.lower_} & _TEXTS), None)
    if text is None or any(token.tag_ in ("VBD", "VBZ", "VBP", "CC", "IN") and token.i < text.i for token in words):
        return None
    content = frozenset(range(comma))
    name = clause_text(list(doc[comma + 1 : text.i + 1]))
    return Speech(sentence, content, root_of(content, sentence), Actor(name, "institution"), "say", shows.i, "shown-last")
