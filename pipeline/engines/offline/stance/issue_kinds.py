"""What kinds of things an issue can be, and what makes two words one kind: "scheme" and "proposal" are a plan, "jailed" a sentence."""

from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load
from pipeline.words import stem

_WORDS = load("stance")
_INQUIRIES = load("questions").words("bodies_of_inquiry")
# What is raised or voiced without being a rise.
_VOICED = (
    _WORDS.words("support_nouns")
    | _WORDS.words("oppose_nouns")
    | {"question", "issue", "point", "case", "forecast", "outlook", "guidance", "estimate"}
)
NAMED = _WORDS.words("issues")
HEADED_EVENTS: dict[str, str] = dict(_WORDS.table("headed_events"))
EVENTS: dict[str, str] = dict(_WORDS.table("events")) | HEADED_EVENTS
SAME = {word: key for key, group in _WORDS.table("same_issue").items() for word in group}
_EVENT_KEYS = {verb: SAME.get(noun.split()[0], noun.split()[0]) for verb, noun in EVENTS.items()}
_KEYS_OF_STEMS = {stem(word): key for word, key in (_EVENT_KEYS | SAME).items()}
_KEYS_OF_ACTS = frozenset(_EVENT_KEYS.values())
_KNOWN_KEYS = frozenset(SAME.values()) | _KEYS_OF_ACTS | (NAMED - SAME.keys())


def key_of(token: Token) -> str:
    """What things of one kind share: "scheme" and "proposal" are a plan, "jailed" and "prison term" a sentence."""
    lemma = token.lemma_.lower()
    return str((_EVENT_KEYS if token.pos_ == "VERB" else SAME).get(lemma, lemma))


def key_of_word(word: str) -> str:
    """The key of a word of the headline, whose form and kind are not known."""
    singular = word.removesuffix("s")
    return SAME.get(word) or SAME.get(singular) or _KEYS_OF_STEMS.get(stem(word)) or stem(word)


def is_known(key: str) -> bool:
    """Whether one can be for or against things of a kind: a plan, a tax, a strike."""
    return key in _KNOWN_KEYS


def is_event(verb: Token) -> bool:
    """Whether a verb is an act that can be an issue ("jailed Roe", "sold the club")."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in EVENTS:
        return False
    if verb.dep_ == "advcl" and any(child.lower_ in ("when", "since") for child in verb.children):
        return False  # "When she bought the cinema, she promised ..."
    if verb.lemma_ == "walk":
        return any(child.lower_ in ("out", "off") for child in verb.children)
    thing = acted_on(verb)
    if thing is not None and verb.lemma_ in ("open", "launch") and thing.lemma_.lower() in _INQUIRIES:
        return False  # "opened an investigation into the takeover": the takeover is the issue
    if thing is not None and (thing.lemma_.lower() in _VOICED or _is_sum(thing)):
        return False  # "raised concerns" and "raised $80m" are no rise, and cutting a forecast no side.
    if verb.lemma_ == "strike" and any(child.dep_ in ("dobj", "prt") for child in verb.children):
        return False  # "an earthquake struck Peru", "struck down the law"
    return thing is not None or " " not in EVENTS[verb.lemma_.lower()]


def _is_sum(noun: Token) -> bool:
    """ "$80m", "£9,000"."""
    return noun.like_num or any(child.text in "$£€¥₹" for child in noun.children)


def acted_on(verb: Token) -> Token | None:
    """What an act is done to."""
    if verb.lemma_ == "agree":
        return None
    return next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)


def is_the(noun: Token) -> bool:
    """Whether a noun has the article of what is known."""
    return any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)
