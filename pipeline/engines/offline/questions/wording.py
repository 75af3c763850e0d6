"""Clauses of the text turned into questions that stand alone."""

import re
from collections.abc import Iterator

from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import as_owner
from pipeline.engines.offline.names.name_runs import DEMONYMS
from pipeline.engines.offline.syntax.parse import Parsed, clause_text
from pipeline.engines.offline.syntax.short_helpers import in_full
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load

_WORDS = load("questions")


EMPTY = _WORDS.words("empty")


_THIRD_PERSONS = frozenset({"it", "they", "he", "she", "this", "there"})
_SMALL_FIRST = _WORDS.words("small_first")
_CONTACTING = _WORDS.words("contacting")
# "won’t", "can’t".
_BEFORE_NOT = {"wo": "will", "ca": "can"}
# Words of somebody who speaks do not stand alone.
OF_SPEAKER = re.compile(r"\b(?:we|I|you|us|our)\b")


def verb_of(token: Token) -> Token:
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    while token.dep_ in ("aux", "auxpass", "neg") and token.head.i != token.i:
        token = token.head
    return token


def name_of(subject: Token, sentence: Parsed, names: Names) -> str:
    """The subject as words that stand alone: a name for a pronoun, the noun for a relative pronoun."""
    if subject.tag_ in ("PRP", "WP", "WDT"):
        actor = names.actor(subject, sentence)
        if actor is not None:
            # A number of another sentence would not stand in the evidence ("a 14-year-old boy": a boy).
            return lowered(" ".join(word for word in actor.name.split() if not any(map(str.isdigit, word))))
        if subject.head.dep_ == "relcl":
            return lowered(plain(subject.head.head))
        return str(subject.lower_)
    if subject.head.dep_ == "relcl" and any(
        word.tag_ == "WDT" for word in subject.subtree
    ):  # "a grant, the amount of which is to be fixed"
        return f"{lowered(' '.join(word.text for word in subject.subtree if word.i <= subject.i))} of {lowered(plain(subject.head.head))}"
    words = lowered(plain(subject))
    owner = next((child for child in subject.children if child.tag_ == "PRP$"), None)
    who = names.actor(owner, sentence) if owner is not None else None
    if owner is None or who is None or not words.lower().startswith(f"{owner.lower_} "):
        return words
    return f"{as_owner(lowered(who.name))} {words.split(' ', 1)[1]}"


def plain(noun: Token) -> str:
    """A noun with what names it, without clauses and asides; a common noun at the start of a sentence in lower case."""
    left_out = {"relcl", "appos", "acl", "punct", "advcl"}
    if not any(child.dep_ == "conj" for child in noun.children):
        left_out.add("cc")
    aside = {token.i for child in noun.children if child.dep_ in left_out and child.text not in ("-", "‑") for token in child.subtree}
    words = [token for token in noun.subtree if token.i not in aside][:14]
    text = clause_text(words).strip(" ,–—-“”\"'‘’")
    opens = bool(words) and words[0].i == 0 and words[0].pos_ in ("NOUN", "ADJ", "VERB") and words[0].text[1:].islower()
    return text[0].lower() + text[1:] if opens and text else text


def lowered(text: str) -> str:
    first = text.split(" ", 1)[0] if text else ""
    return text[0].lower() + text[1:] if first in _SMALL_FIRST else text


def ask(text: str) -> str:
    text = re.sub(r"\s+", " ", re.sub(r"[“”\"]", "", text)).strip(" ,;:–—-.‘’'")
    text = re.sub(r"\s+([,;:])", r"\1", text)
    if text.count("(") != text.count(")"):
        before, _, inside = text.partition("(")
        text = before.rstrip(" ,") if len(inside.split()) == 1 else text.replace("(", "").replace(")", "")  # "to the court (CAS"
    text = re.sub(r"\bi\b(?![.'’])", "I", re.sub(r"['’]s$", "", text))
    if text.count("‘") != len(re.findall(r"’(?!\w)", text)):
        text = text.replace("‘", "")
    return f"{text[0].upper()}{text[1:]}?" if text else ""


def rest_of(verb: Token, after: int) -> str:
    """The words of a verb's clause after a place, without what is joined to it."""
    joined = ("advcl", "conj", "cc", "parataxis", "relcl", "punct")
    aside = {
        token.i
        for child in verb.children
        if child.dep_ in joined and child.i > verb.i and not (child.dep_ == "advcl" and child.tag_ == "VB")  # "to meet demand" belongs
        for token in child.subtree
    }
    return clause_text([token for token in verb.subtree if token.i > after and token.i not in aside][:24])


def asked_clause(verb: Token) -> Token | None:
    """The indirect question under or before a verb; one behind it goes first ("When they came they did not know who fired")."""
    return next((clause for clause in _questions_under(verb) if clause.i > verb.i), None) or next(_questions_under(verb), None)


def _questions_under(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ not in ("ccomp", "xcomp", "pcomp", "advcl", "prep", "dobj", "csubj"):
            continue
        for word in child.subtree:
            if word.pos_ not in ("VERB", "AUX") or word.dep_ in ("aux", "auxpass", "relcl"):
                continue
            opener = opener_of(word)
            if opener is not None and not (word.dep_ == "advcl" and opener.lower_ == "when" and word.lemma_.lower() in _CONTACTING):
                yield word  # "did not answer when we asked" is no question of time


def opener_of(clause: Token) -> Token | None:
    for word in clause.subtree:
        if word.i < clause.i and (word.tag_ in ("WRB", "WP", "WDT") or word.lower_ in ("whether", "if")):
            nearest = word
            while nearest.head.i not in (nearest.i, clause.i) and nearest.head.pos_ not in ("VERB", "AUX"):
                nearest = nearest.head
            if nearest.head.i == clause.i:
                return word
    return None


def direct(clause: Token, sentence: Parsed, names: Names, end: int | None = None) -> str:
    """An indirect question as a direct one; `end`: the place where it ends, if the parser drew more into it."""
    opener = opener_of(clause)
    words = [word for word in clause.subtree if word.i <= clause.right_edge.i and (end is None or word.i < end)]
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if opener is None or subject is None:
        return ""
    aside = {
        word.i
        for child in clause.children
        if child.dep_ in ("advcl", "cc") and child.i > clause.i
        for word in child.subtree
        if child.tag_ == "VBG"
    }
    # "whether there was an order and whether she knew of it": two questions, of which this is the first.
    again = (word.i for word in words if word.i > opener.i and word.lower_ == opener.lower_ and word.nbor(-1).lower_ in ("and", "or"))
    further = next(again, len(clause.doc))
    words = [word for word in words if word.i < further - 1]
    words = [word for word in words if word.i not in aside]
    if opener.i == subject.i or opener.i in range(subject.left_edge.i, subject.i + 1):
        return ask(clause_text([word for word in words if word.i >= opener.i]))
    # "did not say what it would be": not what the speaker would be.
    who = "it" if subject.lower_ == "it" and clause.lemma_ == "be" and opener.tag_ == "WP" else name_of(subject, sentence, names)
    helper = next((child for child in clause.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"), None)
    start = "" if opener.lower_ in ("whether", "if") else clause_text([word for word in words if opener.i <= word.i < subject.left_edge.i])
    if helper is None and clause.lemma_ == "be":
        rest = [word for word in words if word.i > clause.i]
        return ask(f"{start} {_whole(clause)} {who} {clause_text(rest)}")
    rest = [word for word in words if word.i > subject.right_edge.i and (helper is None or word.i != helper.i)]
    if opener.lower_ == "if" and clause.dep_ == "advcl" and (helper is None or helper.lemma_ == "do"):  # "if she does not win the vote"
        kept = [word for word in rest if word.dep_ != "neg" or word.head.i != clause.i]
        return ask(f"Will {who} {clause_text(kept).replace(clause.text, clause.lemma_, 1)}")
    if helper is not None:
        return ask(f"{start} {_whole(helper)} {who} {clause_text(rest)}")
    do = {"VBD": "did", "VBZ": "does"}.get(clause.tag_, "do")
    return ask(f"{start} {do} {who} {clause_text(rest).replace(clause.text, clause.lemma_, 1)}")


def yes_no(clause: Token, sentence: Parsed, names: Names) -> str:
    """A statement as a question that is answered by yes or no."""
    subject = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None or subject.tag_ in ("WDT", "WP"):
        return ""
    who = name_of(subject, sentence, names)
    if who.lower() in EMPTY and who.lower() != "there":
        return ""
    helper = next((child for child in clause.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"), None)
    aside = {
        word.i
        for child in clause.children
        if child.dep_ in ("conj", "cc", "advcl", "parataxis") and child.i > clause.i
        for word in child.subtree
    }
    words = [word for word in clause.subtree if word.i > subject.right_edge.i and word.dep_ != "mark" and word.i not in aside]
    words = [word for word in words if not (word.dep_ == "neg" and word.head.i == clause.i)][:26]
    if helper is not None:
        return ask(f"{_whole(helper)} {who} {clause_text([word for word in words if word.i != helper.i])}")
    if clause.lemma_ == "be":
        return ask(f"{_whole(clause)} {who} {clause_text([word for word in words if word.i != clause.i])}")
    do = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(clause.tag_)
    return ask(f"{do} {who} " + clause_text(words).replace(clause.text, clause.lemma_, 1)) if do else ""


def _whole(helper: Token) -> str:
    """A helper that can stand first: "there'd be" gives "would there be"."""
    return in_full(helper.text) or _BEFORE_NOT.get(helper.lower_, str(helper.text))


def is_it_true(claim: Proposition) -> str:
    """A plain frame for a claim that stands alone; empty where it starts with a pronoun."""
    return "" if claim.statement.split()[0].lower() in EMPTY else ask(f"Is it true that {inside(claim)}")


def inside(claim: Proposition) -> str:
    """The statement of a claim as a clause of another sentence: no full stop, no capital that only opens a sentence."""
    statement = _NOW.sub("", claim.statement.rstrip("."))
    first, doc = statement.split()[0], claim.sentence.doc
    opens = doc[0].text == first and doc[0].tag_ in ("NN", "NNS", "JJ", "VBG", "CD") and first[1:].islower()
    # A clause from inside its sentence got its capital from us; "Mark" in "would mark" did not.
    small = {token.text for token in doc if token.tag_ not in ("VB", "VBD", "VBP", "VBZ", "MD")}
    inner = first.lower() in small and not any(token.text == first for token in doc[1:])
    common = first not in DEMONYMS and (opens or inner)
    return first.lower() + statement[len(first) :] if common else lowered(statement)


# "…, now that now unions are united"
_NOW = re.compile(r"^[Nn]ow,? (?!that\b)")


def turned(claim: Proposition, names: Names) -> str:
    question = yes_no(claim.sentence.doc[claim.root], claim.sentence, names) if claim.root is not None else ""
    if question or claim.speech is None:
        return question or is_it_true(claim)
    first, _, rest = claim.statement.partition(" ")
    # A pronoun that nothing resolves stands with its speaker.
    be = "Are" if claim.speech.source.is_several else "Is"
    right = ask(f"{be} {lowered(claim.speech.source.name)} right that {first.lower()} {rest}") if first.lower() in _THIRD_PERSONS else ""
    return is_it_true(claim) or right


def with_words(asking: str, claim: Proposition, names: Names) -> str:
    """What a claim leaves open, asked with some words: "When" and "the two sides will meet" give "When will the two sides meet?"."""
    question = turned(claim, names)
    return ask(f"{asking} {question[:1].lower()}{question[1:].rstrip('?')}") if question and not question.startswith("Is it true") else ""


def known(noun: str) -> str:
    """ "a hearing", "no decision": the hearing, the decision."""
    return re.sub(r"^(?:a|an|any|another|no) ", "the ", noun)
