"""Whether a clause says enough to stand alone, and whether its statement came out whole."""

from collections.abc import Sequence

from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import is_said_by_nobody, own_subject, shared_auxiliaries
from pipeline.lexicons import load

_SPEECH = load("speech")
_LABEL, _MANNER = _SPEECH.words("label"), _SPEECH.words("manner")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Longer statements are no single proposition any more ("at most about 40 words").
MOST_WORDS = 48
# "There was one bright spot." leads on to what follows.
_LONGEST_LEAD = 6
FEWEST_WORDS = 3
# "You cannot mend your way out of a drought" says something of anybody; "you get bored" does not.
_LEAST_OF_YOU = 3
# "Theirs was late": whose what?
_ABSOLUTES = frozenset({"theirs", "hers", "ours", "mine", "yours"})
_PRONOUNS = frozenset({"it", "they", "we", "this", "that", "these", "there", "so", "he", "she", "i", "nobody", "everybody", "those", "you"})


def is_attribution_alone(verb: Token, sentence: Parsed) -> bool:
    """ "Dr Roe said:" - what was said stands elsewhere. A verb of speech that is negated tells something itself."""
    lemma = verb.lemma_.lower()
    if lemma in _MANNER and any(sentence.quoted):
        return True
    if any(child.dep_ in ("neg", "nsubjpass") for child in verb.children) or is_said_by_nobody(verb):
        return False
    if lemma == "tell" and any(child.dep_ == "xcomp" for child in verb.children):
        return False  # "told its members not to work"
    if lemma == "add" and any(child.dep_ == "dobj" and child.pos_ == "NOUN" for child in verb.children):
        return False  # "will add 20p to the price"
    if lemma in ("say", "tell", "add", "note", "explain", "reply"):
        return True
    return lemma in _LABEL and not any(child.dep_ in ("dobj", "ccomp", "xcomp", "prep", "advcl") for child in verb.children)


def is_chat(verb: Token, sentence: Parsed) -> bool:
    """The article speaks of itself or to its reader ("we are closing this page", "you open a wall"): no claim on the world."""
    own = own_subject(verb)
    if own is None or sentence.quoted[own.i] or own.lower_ not in ("i", "we", "you"):
        return False
    return not any(child.tag_ == "MD" and child.lower_ in ("should", "must", "ought") for child in verb.children)


def says_something(verb: Token, tokens: Sequence[Token], statement: str, spoken: bool) -> bool:
    """Whether a statement says something that could be true or false by itself; `spoken`: it is somebody's words."""
    words = [token for token in tokens if token.text[0].isalnum()]
    if not statement or not FEWEST_WORDS <= len(statement.split()) <= MOST_WORDS or len(words) < 2:
        return False
    if _lacks_subject(verb, statement) or statement.split(maxsplit=1)[0].lower().strip('“‘"') in (
        "who",
        "which",
        "whom",
        "whose",
        "what",
        "where",
        "how",
    ):
        return False
    if any(child.lower_ == "if" and child.dep_ == "mark" and child.i < verb.i for child in verb.children):
        return False  # a condition without what hangs on it
    if _is_vague(verb, words, statement, spoken) or _is_broken(verb, statement) or _leads_to_another(verb, words[0], statement):
        return False
    finite = verb.tag_ in FINITE or any(child.tag_ in FINITE for child in verb.children) or verb.tag_ in ("VBG", "VBN", "VB")
    # Three words without a noun, a number or a name say nothing by themselves ("He shrugged").
    content = [token for token in words if token.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") or (token.pos_ == "VERB" and token.i != verb.i)]
    return finite and (bool(content) or (spoken and statement.split(maxsplit=1)[0].lower() not in _PRONOUNS))


def _is_vague(verb: Token, words: Sequence[Token], statement: str, spoken: bool) -> bool:
    """Too little to stand alone: a pronoun for a subject and hardly a word of content ("it is just a price"), "you" for anybody, an age."""
    own = own_subject(verb)
    first = statement.split(maxsplit=1)[0].lower()
    if first in _ABSOLUTES or _is_half_of_pair(words):
        return True
    content = [
        token
        for token in words
        if token.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "VERB") and token.lemma_ not in ("be", "have", "do", "thing", "go", "get")
    ]
    numbered = any(token.like_num for token in words)
    if first == "you" or (own is not None and own.lower_ == "you"):
        return not spoken or len(content) < _LEAST_OF_YOU
    if first in _PRONOUNS and len(content) < (2 if spoken else 3) and not numbered:
        return True
    if is_imperative(verb) and len(words) < 4:
        return True
    attribute = next((child for child in verb.children if child.dep_ in ("attr", "acomp")), None)
    # An age ("Roe is 42"), and no count ("Turnout was 43 per cent").
    aged = own is not None and (own.lower_ in ("he", "she", "i") or own.pos_ == "PROPN")
    return verb.lemma_ == "be" and attribute is not None and attribute.like_num and len(words) <= 5 and aged


def _is_half_of_pair(words: Sequence[Token]) -> bool:
    """ "Either she is [lying, or he was]", "Neither did Roe": the first of two without the other."""
    opens = words[0].lower_ in ("either", "neither") and words[0].dep_ in ("preconj", "cc", "advmod")
    return opens and not any(token.lower_ in ("or", "nor", "of") for token in words)


def _is_broken(verb: Token, statement: str) -> bool:
    """What was cut in the wrong place: "the oldest of which has", "rejects." without what, "a council to let"; and what only leads on
    ("Then there are the shops.").
    """
    words = statement.lower().rstrip(".").split()
    if words[-1].strip("\"“”'’").endswith(":"):
        return True  # "Roe told Ott:": what was told is cut off
    if {"which", "whom", "whose"} & set(words[1:5]) and "of" in words[:4]:
        return True
    if words[:2] == ["not", "only"]:
        return True  # "Not only is it late, but it is dear": half of a pair, in the order of a question
    objects = [child for child in verb.children if child.dep_ == "dobj" and child.lower_ in ("that", "this")]
    if objects and words[-1] == verb.lower_ and verb.lemma_ not in ("deny", "dispute"):
        return True
    infinitive = verb.tag_ == "VB" and any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    if infinitive and verb.dep_ == "conj" and not any(child.tag_ == "MD" for child in verb.children):
        return True
    there = any(child.dep_ == "expl" for child in verb.children)
    return there and len(words) <= _LONGEST_LEAD and not any(map(str.isdigit, statement)) and {"no", "not", "n't"}.isdisjoint(words)


_OPENERS = frozenset({"when", "while", "because", "although", "though", "unless"})


def _leads_to_another(verb: Token, first: Token, statement: str) -> bool:
    """ "When asked about it.": the clause of a sentence that was cut off."""
    opens = first.head is verb and first.dep_ in ("mark", "advmod") and verb.dep_ != "ROOT"
    return opens and first.lower_ in _OPENERS and statement.lower().startswith(f"{first.lower_} ")


def _lacks_subject(verb: Token, statement: str) -> bool:
    """A finite verb at the head of a statement: its subject was cut off."""
    first = statement.split(maxsplit=1)[0].lower().strip("“‘\"'")
    if verb.lower_ == first and verb.tag_ in ("VBD", "VBZ", "VBN", "VBG"):
        return True
    return any(child.lower_ == first and child.dep_ in ("aux", "auxpass") for child in verb.children)


def is_duty(verb: Token) -> bool:
    """ "said it should go further": a speaker seldom means itself."""
    return any(child.dep_ == "aux" and child.lower_ in ("should", "must", "ought") for child in verb.children)


def is_imperative(root: Token) -> bool:
    """ "Stop the plan": nothing before the verb, nor before the verb that it is joined to, makes it a statement."""
    if root.dep_ == "conj" and (shared_auxiliaries(root) or own_subject(root.head) is not None):
        return False
    return root.tag_ == "VB" and not any(child.dep_ in ("nsubj", "nsubjpass", "aux", "expl", "mark") for child in root.children)
