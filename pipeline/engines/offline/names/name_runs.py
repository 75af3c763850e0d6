"""Which words are a name: runs of capitalised words, with what names have inside, and the titles that stand before a name."""

import unicodedata
from collections.abc import Sequence

from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


_NAMES = load("names")
_TITLES = _NAMES.words("titles")
_GIVEN = {
    _without_accents(name): gender
    for group, gender in (("given_male", "m"), ("given_female", "f"), ("given_either", ""))
    for name in _NAMES.words(group)
}
_COUNTRIES = _NAMES.words("countries")
_POSTNOMINALS, _ALSO_SURNAMES, _STATES = _NAMES.words("postnominals"), _NAMES.words("also_surnames"), _NAMES.words("states")
# Endings of what somebody does for a living.
_TRADES = tuple(sorted(_NAMES.words("trade_endings")))
# Forms of address: what stands behind them is a person's name, whatever its words.
ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame"})
_PEOPLE = load("speech").words("people")
_PARTICLES = _NAMES.words("particles")
_BODIES = _NAMES.words("bodies")
_NICKNAME_MARKS = frozenset("'\"‘’“”")
_OFFICES, _HIGH_OFFICES = _NAMES.words("offices_of"), _NAMES.words("high_offices")
# They say whose something is, not what it is called.
DEMONYMS = _NAMES.words("demonyms")
# No part of a personal name on their own, in small letters.
NOT_NAMES = _NAMES.words("not_names") | {word.lower() for word in _NAMES.words("calendar")}


def given_gender(word: str) -> str | None:
    """ "m" or "f" for a given name in small letters, "" for one of both; None for any other word."""
    return _GIVEN.get(word) if word.isascii() else _GIVEN.get(_without_accents(word))


def runs_of(doc: Sequence[Token]) -> list[list[Token]]:
    """Maximal runs of capitalised words that may be names, with particles inside ("Anna van der Berg", "Ministry of Health")."""
    runs: list[list[Token]] = []
    run: list[Token] = []
    for token in doc:
        if _is_name_word(token) or (run and token.i + 1 < len(doc) and (_joins(token, run) or run[-1].text in _NICKNAME_MARKS)):
            run.append(token)
        elif run:
            runs.append(run)
            run = []
    if run:
        runs.append(run)
    return runs


def _is_name_word(token: Token) -> bool:
    """Whether a word is written and tagged as a name's; at the start of a sentence, where all words have a capital, only before another."""
    if not token.text[0].isupper() or (token.lower_ in NOT_NAMES and not _ends_name(token) and not _opens_name(token)):
        return False
    if _is_state_of_member(token):
        return False
    if token.tag_ in ("NNP", "NNPS"):
        return True
    if token.tag_ not in ("NN", "NNS") or token.text in DEMONYMS:
        return False
    return bool(token.i > 0 or (token.dep_ == "compound" and len(token.doc) > 1 and token.nbor().tag_ in ("NNP", "NNPS")))


def _is_state_of_member(token: Token) -> bool:
    """The "Vt" of "Sen. Bernie Sanders (I-Vt.)", and the letter of the party."""
    doc, i = token.doc, token.i
    state = i >= _FEWEST_BEFORE and doc[i - 1].text in "-–" and doc[i - 2].text in _PARTIES and doc[i - 3].text == "("
    party = token.text in _PARTIES and 0 < i < len(doc) - 1 and doc[i - 1].text == "(" and doc[i + 1].text in "-–)"
    return state or party


_PARTIES = frozenset({"D", "R", "I"})
# Before the state of a member: a bracket, the letter of the party and a dash.
_FEWEST_BEFORE = 3


def _opens_name(token: Token) -> bool:
    """ "UK Coal", "US Airways": initials of a country open a name; those before a title are no part of it (`split_title`)."""
    return token.text in ("UK", "US") and token.i + 1 < len(token.doc) and token.nbor().tag_ in ("NNP", "NNPS") and token.dep_ == "compound"


def _ends_name(token: Token) -> bool:
    """ "Community Libraries Now": a word that is no name by itself may end one."""
    return token.i > 1 and token.tag_ == "NNP" and token.nbor(-1).tag_ in ("NNP", "NNPS")


def _joins(token: Token, run: Sequence[Token]) -> bool:
    """Whether a small word or mark goes on with a name: it stands between two capitalised words and is one that names have inside."""
    before, after = token.nbor(-1), token.nbor()
    if _is_second_syllable(token, run):
        return True
    if token.lower_ in ("of", "for") and after.lower_ == "the":  # "the Ministry of the Interior"
        return token.i + 2 < len(token.doc) and _is_name_word(token.nbor(2)) and any(word.lower_ in _BODIES for word in run)
    if token.lower_ == "the":
        return before.lower_ in ("of", "for") and _is_name_word(after)
    if token.text == ".":  # "Coun. Ida Rowe"
        return before.lower_ in _TITLES and not before.whitespace_ and _is_name_word(after)
    if token.text in _NICKNAME_MARKS and _is_nickname(token):
        return True
    if token.text in ("'", "’") and after.lower_ == "and":  # "the Vintners' and Caterers' Alliance"
        return before.text.endswith("s") and not before.whitespace_ and _leads_to_body(after)
    if token.text == "-" and not token.whitespace_ and _is_second_syllable(after, [*run, token]):
        return True
    if not _is_name_word(after) and not (token.lower_ in _PARTICLES and token.i + 2 < len(token.doc) and _is_name_word(token.nbor(2))):
        return False
    if token.text == "-":
        return not token.whitespace_ and not before.whitespace_
    if token.text in ("'", "’"):  # "the Train Operators' Council"
        return before.text.endswith("s") and not before.whitespace_ and _leads_to_body(token)
    if token.lower_ == "and" and _is_office(run) and _is_name_word(after):  # "the Department of Health and Social Care"
        return True
    if token.lower_ == "and":  # "the Farmers' and Graziers' Association"
        return run[0].i > 0 and run[0].nbor(-1).lower_ == "the" and _leads_to_body(token)
    if token.lower_ in ("to", "on", "against"):  # "the Right to Ration Campaign"
        return run[0].i > 0 and run[0].nbor(-1).lower_ == "the" and _leads_to_body(token)
    if token.lower_ in ("of", "for"):
        title = before.lower_ in _TITLES and after.lower_ not in _TITLES
        return not title and not _ends_before_of(run)
    return token.lower_ in _PARTICLES or token.text == "&"


def _is_second_syllable(token: Token, run: Sequence[Token]) -> bool:
    """The last part of a name such as "Han Do-yun", in small letters behind a hyphen."""
    joined = token.i > 2 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_
    return joined and len(run) > 2 and run[-1].text == "-" and token.tag_ == "NNP" and token.text.islower() and len(token) < _SYLLABLE


_SYLLABLE = 6


def _is_nickname(mark: Token) -> bool:
    """Whether a mark opens or closes one quoted word inside a name: "Winston 'Bigga' Grant"."""
    doc, place = mark.doc, mark.i
    opens = place if place + 2 < len(doc) and doc[place + 2].text in _NICKNAME_MARKS else place - 2
    if opens < 1 or opens + 3 >= len(doc):
        return False
    nickname = doc[opens + 1]
    return (
        doc[opens].text in _NICKNAME_MARKS
        and nickname.is_alpha
        and nickname.text[0].isupper()
        and _is_name_word(doc[opens - 1])
        and _is_name_word(doc[opens + 3])
    )


def _ends_before_of(run: Sequence[Token]) -> bool:
    """ "Sen. Marla Keene of Ohio", "Jane Roe of Acme", "Bernhard Achleitner of Munich": a person ends before "of".

    Two words without an article and without a word of a body or state ("United States of America") are a person's.
    """
    if any(word.lower_ in _BODIES | _STATES for word in run):
        return False
    if any(given_gender(word.lower_) is not None for word in run[:-1]) or _has_title_before_name(run):
        return True
    plain = all(word.text.isalpha() and not word.text.isupper() and word.lower_ not in _TITLES for word in run)
    article = run[0].i > 0 and run[0].nbor(-1).tag_ in ("DT", "PRP$")
    return len(run) in (2, 3) and plain and not article and run[-1].dep_ in ("nsubj", "nsubjpass", "ROOT", "dobj", "appos", "conj")


def _is_office(run: Sequence[Token]) -> bool:
    """ "Department of Health": what such an office is for may be several things."""
    words = [word.lower_ for word in run]
    return len(words) > 2 and words[0] in _OFFICES and words[1] in ("of", "for")


def _has_title_before_name(run: Sequence[Token]) -> bool:
    """ "Sen. Marla Keene": a title, and two words that are none."""
    words = [word.lower_.rstrip(".") for word in run]
    return len(run) > 2 and words[0] in _TITLES and not any(word in _TITLES or word in ("of", "for") for word in words[-2:])


def _leads_to_body(token: Token) -> bool:
    """Whether capitalised words with a word such as "Association" at their end follow."""
    for word in token.doc[token.i + 1 : token.i + 6]:
        if word.lower_ in _BODIES:
            return True
        if not word.text[0].isupper() and word.text not in ("'", "’", "and"):
            return False
    return False


def split_title(run: list[Token]) -> tuple[list[Token], list[Token]]:
    """Titles before a name, and the name. "Secretary of State Antony Blinken": the title ends at its last title word.

    A run that ends in a title word is a title alone ("Chief Electoral Officer"), unless a word of a body stands in it.
    """
    words = [token.lower_.rstrip(".").removeprefix("ex-") for token in run]
    if words[0] in _TITLES and " ".join(words[:2]) in _COUNTRIES:
        return [], run  # no honorific of "Sri Lanka"
    if len(run) > 2 and run[-1].text in _POSTNOMINALS:  # "Catriona Beaton MSP"
        titles, name = split_title(run[:-1])
        return [*titles, run[-1]], name
    surname = words[-1] in _ALSO_SURNAMES and any(given_gender(word) is not None for word in words[:-1])  # "Shahinur Begum"
    if words[-1] in _TITLES and words[-1] not in _BODIES and len(run) > 1 and not surname:
        return run, []
    last_title = -1
    for place, word in enumerate(words[:5]):
        follows = given_gender(words[place + 1]) is not None if place + 1 < len(run) - 1 else False
        title = word in _TITLES and not (len(run) == 2 and given_gender(word) is not None)  # "Dean Fahey"
        trade = place == run[0].i == 0 and follows and word.endswith(_TRADES) and given_gender(word) is None  # "Dietitian Ida Rowe"
        if (
            title
            or trade
            or (word in _PEOPLE and follows)
            or (word in ("of", "for", "to", "-", "") and last_title == place - 1 and last_title >= 0)
        ):
            last_title = place
        elif last_title >= 0 and run[place].text in DEMONYMS and words[place + 1 : place + 2] and words[place + 1] in _TITLES:
            continue  # "Assistant U.S. Attorney Ida Rowe"
        elif last_title >= 0 and given_gender(word) is None and any(later in _HIGH_OFFICES for later in words[place + 1 : place + 3]):
            continue  # "Transport Cabinet Secretary Ida Rowe"
        elif last_title >= 0 or not (run[place].text in DEMONYMS or any(later in _TITLES for later in words[place + 1 : 4])):
            break
    if last_title + 1 >= len(run):
        return (
            (run, [])
            if all(word in _TITLES or word in ("of", "for", "to") or run[place].text in DEMONYMS for place, word in enumerate(words))
            else ([], run)
        )
    name = run[last_title + 1 :]
    addressed = last_title >= 0 and words[last_title] in ADDRESS  # "Mrs Omotola Benjamin-West"
    if last_title >= 0 and not addressed and any(token.lower_ in _BODIES and token.lower_ not in _TITLES for token in name):
        return [], run
    return run[: last_title + 1], name
