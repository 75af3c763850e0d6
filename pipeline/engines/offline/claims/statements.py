"""The words of a clause as a sentence of its own: a subject put in, a participle made finite, edges tidied."""

import re
from collections.abc import Sequence

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import as_owner
from pipeline.engines.offline.syntax.expletives import is_empty
from pipeline.engines.offline.syntax.parse import Parsed, clause_text
from pipeline.engines.offline.syntax.short_helpers import in_full, straight
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import auxiliaries, own_subject
from pipeline.lexicons import load

_WORDS = load("claims")
_CONNECTIVE = re.compile(
    rf"^(?:{_WORDS.pattern('connectives')}\b[,\s]*|{_WORDS.pattern('connectives_before_comma')}\s*,\s*)+", re.IGNORECASE
)
_LASTING = _WORDS.words("lasting")
_PAST, _PARTICIPLES = _WORDS.table("past"), _WORDS.table("participles")
# Words whose stop belongs to them ("Pasadena, Calif., is").
_ABBREVIATED = load("sentences").words("either")


def subject_text(tokens: Sequence[Token], sentence: Parsed, names: Names) -> str:
    """The words of a subject, with the name that its pronoun stands for, where that is certain."""
    words = list(tokens)
    first = words[0]
    if first.tag_ in ("PRP", "PRP$") and (actor := names.actor(first, sentence)) is not None:
        name = as_owner(actor.name) if first.tag_ == "PRP$" else actor.name
        return f"{name} {clause_text(words[1:])}".strip(" ,–—-")
    if len(words) == 1 and first.lower_ in _SUBJECT_FORMS and first.tag_ == "PRP":  # "accused him of hiding it": he hid it
        return _SUBJECT_FORMS[first.lower_]
    return clause_text(words).strip(" ,–—-")


_SUBJECT_FORMS = {"him": "he", "her": "she", "them": "they", "me": "I", "us": "we"}


def finite_words(verb: Token, tokens: list[Token], subject: Sequence[Token]) -> str:
    """The words of a clause whose participle takes a subject: "winning 92 seats" -> "won 92 seats"."""
    if verb.tag_ != "VBG" or auxiliaries(verb) or verb.dep_ == "conj":
        return clause_text([token for token in tokens if token.dep_ != "cc" or token.head.i >= verb.i])
    before = [token for token in tokens if token.i < verb.i]
    after = [token for token in tokens if token.i > verb.i]
    denied = any(child.dep_ == "neg" for child in verb.head.children)  # "would not go on, conceding the race": conceded
    modal = next((child.text for child in verb.head.children if child.tag_ == "MD" and child.i < verb.i and not denied), "")
    finite = f"{modal} {verb.lemma_.lower()}" if modal else past(verb.lemma_.lower())  # "could form, bringing rain": could bring
    if verb.lemma_.lower() in _LASTING and verb.head.tag_ in ("VBZ", "VBP") and not auxiliaries(verb.head):
        finite = present(verb.lemma_.lower(), plural=verb.head.tag_ == "VBP")  # "has wide reach, covering oil": covers
    rest = clause_text(after)
    for joined in (child for child in verb.rights if child.dep_ == "conj" and child.tag_ == "VBG" and not auxiliaries(child)):
        lemma = joined.lemma_.lower()  # "wiping out her gains and throwing many out"
        rest = re.sub(rf"\b{re.escape(joined.text)}\b", lemma if modal else past(lemma), rest, count=1)
    return f"{clause_text(before)} {finite} {rest}"


def past(lemma: str) -> str:
    """The past form of a verb: "won" of "win", "cared" of "care"."""
    if lemma in _PAST:
        return str(_PAST[lemma])
    if lemma.endswith("e"):
        return f"{lemma}d"
    if re.search(r"[^aeiou]y$", lemma):
        return f"{lemma[:-1]}ied"
    if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", lemma):
        return f"{lemma}{lemma[-1]}ed"
    return f"{lemma}ed"


def participle(lemma: str) -> str:
    """The past participle of a verb: "taken" of "take", "won" of "win"."""
    return str(_PARTICIPLES.get(lemma) or past(lemma))


def present(lemma: str, *, plural: bool) -> str:
    """The present form of a verb behind a name: "wins" of "win", "win" of several."""
    if plural:
        return lemma
    if re.search(r"[^aeiou]y$", lemma):
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{lemma}s"


def written_out(tokens: Sequence[Token]) -> str:
    """The words behind a name that stands for a pronoun: "’s unconvinced" is "is unconvinced", "’ve gone" is "have gone"."""
    first = tokens[0] if tokens else None
    if first is None or in_full(first.text) is None or first.dep_ in ("case", "punct"):
        return clause_text(list(tokens))
    return f"{_full(first)} {clause_text(list(tokens[1:]))}"


def _full(helper: Token) -> str:
    """A short helper in full: "’d" before no base form is "had", "’s" before a participle that has an object is "has"."""
    short, verb = straight(helper.text), helper.head
    done = verb.tag_ in ("VBN", "VBD") and (helper.dep_ == "aux" or any(child.dep_ == "dobj" for child in verb.rights))
    if short == "'s" and done and not any(child.dep_ == "auxpass" and child.i != helper.i for child in verb.children):
        return "has"
    bare = verb.tag_ == "VB" or (helper.i + 1 < len(helper.doc) and helper.nbor().tag_ == "VB")  # "he’d be doing it"
    return "had" if short == "'d" and not bare else in_full(short) or short


_EDGES = " ,;:–—-"


# No "for" or "than" before: "Somebody has to pay for that" has its own "that".
_NO_OWNER = "".join(rf"(?<!\s{re.escape(word)})" for word in sorted(_WORDS.words("owning_that")))
# What is left where a clause was cut off: marks, and the words that led to it; no "while" of "quite a while".
_LOOSE_END = re.compile(rf"(?:[,;:–—\s]+|(?<!\sa)\swhile|\s{_WORDS.pattern('loose_ends')}|{_NO_OWNER}\sthat)+(?=[”\"’]?\.?$)")


# "The question is not whether it will close but when": a word that asks may end a statement.
_ASKED_LAST = re.compile(r"\b(?:whether|how|when|where|why|who|what)\b.*\b(?:and|but|or) (?:when|where|who)\.?$")


# "The recording, [she says,] is still here", "Dr. Roe, [who works in Ames, Ia.,] agrees": a comma that led to what was cut out.
_CUT_AFTER_SUBJECT = re.compile(
    r"^((?:[^\s,]+\s){0,5}?[^\s,]+),\s"
    r"(?=(?:is|was|are|were|has|had|will|would|could|can|may|might|must|should|does|did)\b)"
)
# A mark of what was cut off before the one that opens.
_STRAY_MARKS = re.compile(r"^(?:[\"“”]\s+)+(?=[\"“])")
# What is left of a quotation whose words were cut out: "“It is old,” “.”".
_EMPTY_QUOTATION = re.compile(r"\s+[“\"‘]\s?[.,]?\s?[”\"’]$")
# A link behind what it is about.
_ADDRESS = re.compile(r"[.,;:]?\s?https?://\S+$")
_STOP_BEFORE_COMMA = re.compile(r"\b([A-Za-zÀ-ÿ][a-zà-ÿ]{4,})\.,(?= [a-z])")
_OPENING_MARKS = "“‘\"'"
_PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"), ("[", "]"))


def tidy(statement: str) -> str:
    """A clause as a sentence: no connective before it, no loose mark around it, a capital and a full stop."""
    text = " ".join(statement.split()).replace("''", '"').replace(" ,", ",").replace(",,", ",").replace(" .", ".")
    text = re.sub(r"\s+([’'](?:s|d|ll|re|ve|m)\b|%|\))", r"\1", text)
    text = _EMPTY_QUOTATION.sub("", _ADDRESS.sub("", text))
    text = _STOP_BEFORE_COMMA.sub(lambda match: match[0] if match[1] in _ABBREVIATED else f"{match[1]},", text)
    text = _CUT_AFTER_SUBJECT.sub(r"\1 ", text)
    text = re.sub(r"^(?:\d{1,2}[.)]|(?:Q|Question)\s?:)\s+(?=[A-Z])", "", text)
    if text.count("‘") and text.count("‘") != len(re.findall(r"’(?!\w)", text)):
        text = text.replace("‘", "")
        text = re.sub(r"’(?=[.,]?$)", "", text)
    if text.count("“") == 1 and "”" not in text and not text.startswith("“"):
        text = f"{text.rstrip(_EDGES + '.')}”"  # the closing mark hung on a word that was left out
    for opener, closer in _PAIRS[:1] + _PAIRS[2:]:
        if text.count(opener) != text.count(closer):
            text = text.replace(opener, "").replace(closer, "")
    text = _STRAY_MARKS.sub("", text)
    if text.count('"') % 2:
        text = text.replace('"', "")
    for opener, closer in (*_PAIRS[:3], ('"', '"')):
        bare = text.rstrip(" ,.!")
        if bare.startswith(opener) and bare.endswith(closer) and len(bare) > 2 and not set(bare[1:-1]) & {opener, closer} - {"’"}:
            text = bare[1:-1].rstrip(" ,")
    text = text.strip(_EDGES + "“" if text.count("“") != text.count("”") else _EDGES)
    text = _CONNECTIVE.sub("", text).strip(_EDGES)
    text = text if _ASKED_LAST.search(text) else _LOOSE_END.sub("", text)
    if not text:
        return ""
    first = 1 if text[0] in _OPENING_MARKS and len(text) > 1 else 0
    text = text[:first] + text[first].upper() + text[first + 1 :]
    return text if text[-1] in ".!" or re.search(r"[.!][”\"’']$", text) else f"{text}."


def form_of_be(*, now: bool, plural: bool) -> str:
    """is, are, was or were: "be" behind a subject that is neither "I" nor "you"."""
    return {(True, True): "are", (True, False): "is", (False, True): "were", (False, False): "was"}[now, plural]


def subject_meant(pronoun: Token, verb: Token) -> Token | None:
    """ "The stress is local and it has peaked": the subject of the clause that a clause with "it" or "they" is joined to."""
    if pronoun.lower_ not in ("it", "they") or verb.dep_ not in ("conj", "advcl", "ccomp") or verb.head.i > verb.i or is_empty(pronoun):
        return None
    subject = own_subject(verb.head)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or (pronoun.lower_ == "they") != (subject.tag_ in ("NNS", "NNPS")):
        return None
    return subject if verb.dep_ == "conj" else None
