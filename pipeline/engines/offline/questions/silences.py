"""What somebody would not tell and what nobody knows, as questions ("She did not say who would pay": Who would pay?)."""

import re
from collections.abc import Sequence

from pipeline.engines.offline.questions.openings import PART_TOLD, Place, is_nobody, told_in_part
from pipeline.engines.offline.questions.unsettled import FRONTED, end_of_fronted
from pipeline.engines.offline.questions.wording import (
    EMPTY,
    ask,
    asked_clause,
    direct,
    known,
    lowered,
    name_of,
    opener_of,
    plain,
    rest_of,
    turned,
    verb_of,
    with_words,
    yes_no,
)
from pipeline.engines.offline.syntax.parse import clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("questions")
_DOCUMENTS, _TOLD = _WORDS.words("documents"), _WORDS.words("told")
_LACKING: dict[str, str] = {noun: asking for asking, nouns in _WORDS.table("lacking").items() for noun in nouns}
_NAMING = ("name", "identify")
_AS_SUBJECT = {"them": "they", "him": "he", "her": "she"}


def unsaid(place: Place) -> str:
    """ "She did not say how it would be paid for": How would it be paid for? A refusal to comment: What does X say about it?"""
    verb = verb_of(place.token)
    clause = asked_clause(verb)
    if clause is not None and (question := direct(clause, place.sentence, place.names)):
        return question
    if clause is None and not _question_words(place.sentence.doc, place.token.i) and (question := _put_to(place)):
        return question
    if place.phrase == PART_TOLD and (part := told_in_part(verb)) is not None:
        return _rest_of_part(part)
    if verb.lemma_ in ("rule", "exclude"):
        return _ruled_out(verb, place)
    # "How that sum was arrived at, the council would not say", "a former player, whom the club will not identify"
    if verb.dep_ == "relcl" and any(child.tag_ in ("WP", "WDT") for child in verb.children):
        if verb.lemma_.lower() in _NAMING:
            return ask(f"Who {_are(verb.head)} {known(lowered(plain(verb.head)))}")
        return ask(f"What {_are(verb.head)} {known(lowered(plain(verb.head)))}")
    subject = subject_of(verb)
    if subject is not None and subject.lower_ == "none" and (none_of := _part_of(subject)) is not None:
        return _about(none_of)  # "none of the reports has been made public"
    if verb.lemma_ == "be" and subject is not None and subject.pos_ == "NOUN" and subject.lemma_.lower() in _TOLD:
        return ask(f"What {_are(subject)} {known(lowered(plain(subject)))}")  # "the amounts of the other bids are confidential"
    if subject is not None and is_nobody(subject) and place.claims:
        return turned(place.claims[0], place.names)  # "..., though nobody would confirm this"
    who = name_of(subject, place.sentence, place.names) if subject is not None else ""
    if (by_word := _by_word_alone(verb, place)) is not None:
        return by_word
    thing = _thing_untold(verb)
    if thing is not None:
        return _withheld(thing, verb, who)
    if verb.lemma_.lower() in _NAMING and (others := _others(verb)):
        return ask(others)
    return _no_comment(verb, subject, who, place)


def _put_to(place: Place) -> str:
    """ "Asked whether the site was safe, she would not speculate": Was the site safe? "" where no question is put before a refusal."""
    for word in place.sentence.doc[: place.token.i]:
        if word.lower_ in ("asked", "pressed") and word.dep_ in ("advcl", "acl", "prep"):
            put = asked_clause(word)
            if put is not None and word.i < put.i < place.token.i:
                return direct(put, place.sentence, place.names)
    return ""


def _rest_of_part(things: Token) -> str:
    """What is asked of things of which only some were told: "only two of its customers": Who are the other customers?"""
    noun = " ".join(word.text for word in things.lefts if word.dep_ in ("amod", "compound")) + f" {things.text}"
    document = things.lemma_.lower() in _DOCUMENTS | {"page", "chapter", "part"}
    return ask(f"What do the other {noun} say" if document else f"Who are the other {noun}")


def _by_word_alone(verb: Token, place: Place) -> str | None:
    """ "would not say when", "gave no reason": the word asks it of what is told. None where there is no such word."""
    refusing = _refusing(place.token)
    told = next(
        (claim for claim in reversed(place.claims) if claim.root is not None and claim.root < place.token.i and claim.root not in refusing),
        place.before,
    )
    near = place.sentence.doc[place.token.i : place.token.i + 5]
    asking = next((_LACKING[word.lower_] for word in near if word.lower_ in _LACKING), "")
    for words in (_question_words(place.sentence.doc, place.token.i), asking):
        if words and told is not None and (question := with_words(words, told, place.names)):
            return question
    alone = next((child for child in verb.children if child.tag_ == "WRB" and child.i > verb.i), None)
    return with_words(alone.text, place.claims[0], place.names) if alone is not None and place.claims else None


def _withheld(thing: Token, verb: Token, who: str) -> str:
    """What is asked of a thing that somebody would not tell, name or answer."""
    lemma = verb.lemma_.lower()
    if verb.dep_ == "relcl" and any(child.tag_ == "WP$" for child in thing.children):  # "a player whose name it would not give"
        whose = known(lowered(plain(verb.head)))
        return ask(f"Who is {whose}" if thing.lemma_.lower() in ("name", "identity") else f"What is the {thing.text} of {whose}")
    if lemma in _NAMING:
        if thing.lemma_.lower() in _TOLD - {"name", "identity", "source"}:
            return _about(thing)  # "did not name an amount"
        return ask(f"Who {_are(thing)} {_untold(thing)}")
    if lemma in ("answer", "address") and who and who.lower() not in EMPTY:
        return ask(f"What does {who} say to {_untold(thing)}")
    return _about(thing)


def _no_comment(verb: Token, subject: Token | None, who: str, place: Place) -> str:
    """ "declined to comment on the fee": What does it say about the fee?"""
    about = next(
        (word for word in place.sentence.doc if word.lower_ in ("on", "about") and word.i > place.token.i and word.dep_ == "prep"), None
    )
    noun = next((child for child in about.children if child.dep_ == "pobj"), None) if about is not None else None
    if who.lower() in {*EMPTY, "nothing"} or not who:
        return ask(f"What is there to say about {lowered(plain(noun))}") if noun is not None else ""
    asked = _asked_in_vain(verb, subject)
    who, head = (lowered(plain(asked)), asked) if asked is not None else (who, subject)
    do = "do" if head is not None and head.tag_ in ("NNS", "NNPS") else "does"
    return ask(f"What {do} {who} say about {lowered(plain(noun)) if noun is not None else place.topic}")


def _refusing(verb: Token) -> set[int]:
    """The words of refusing over a verb of telling ("declined to say why", "signed an undertaking not to say"): not what is untold."""
    over: set[int] = set()
    while verb.dep_ in ("xcomp", "acl", "dobj") and verb.head.i not in over:
        verb = verb.head
        over.add(verb.i)
    return over


def _about(thing: Token) -> str:
    """What is asked of a thing that is withheld: what a document says, what a sum is."""
    if thing.lemma_.lower() in _DOCUMENTS:
        return ask(f"What {'do' if thing.tag_ == 'NNS' else 'does'} {_untold(thing)} say")
    return ask(f"What {_are(thing)} {_untold(thing)}")


def _untold(thing: Token) -> str:
    return re.sub(r"^(?:no|an?) ", "the ", lowered(plain(thing)), flags=re.IGNORECASE)


def _too_early(place: Place) -> str:
    """ "It is too early to speculate on the cause": What is the cause?"""
    early = place.sentence.doc[place.token.i :]
    verb = next((word for word in early if word.tag_ == "VB" and word.dep_ != "aux"), None)
    about = next((child for child in verb.children if child.lower_ in ("of", "on", "about")), None) if verb is not None else None
    thing = next((child for child in about.children if child.dep_ == "pobj"), None) if about is not None else None
    if thing is None or not {thing.lemma_.lower(), thing.lower_.removesuffix("s")} & _TOLD:
        return ""  # "It is too early to talk about the title"
    words = known(lowered(plain(thing)))
    bare = thing.left_edge.pos_ in ("NOUN", "ADJ")
    return ask(f"What {_are(thing)} {'the ' if bare else ''}{words}")


def _others(verb: Token) -> str:
    """ "would not name the other two", "declined to identify them"."""
    whom = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if whom is None or whom.pos_ not in ("PRON", "NUM"):
        return ""
    words = _AS_SUBJECT.get(whom.lower_) or clause_text(list(whom.subtree))
    if words == "it":
        return "Which one is it"
    return f"Who {'is' if words in ('he', 'she') else 'are'} {words}"


def _part_of(word: Token) -> Token | None:
    """The reports of "none of the reports"."""
    of = next((child for child in word.children if child.lower_ == "of"), None)
    return next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None


def _asked_in_vain(verb: Token, subject: Token | None) -> Token | None:
    """Whose comment is missing: "could not reach the firm", "emails to the firm went unanswered"."""
    if verb.lemma_ == "reach":
        return next((child for child in verb.children if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN")), None)
    if subject is None or subject.lemma_.lower() not in ("call", "email", "e-mail", "message", "request", "question", "letter"):
        return None
    to = next((child for child in subject.children if child.lower_ == "to"), None)
    return next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None


def _ruled_out(verb: Token, place: Place) -> str:
    """What somebody would not rule out: "would not rule out going to court" gives "Will she go to court?"."""
    subject = subject_of(verb)
    who = name_of(subject, place.sentence, place.names) if subject is not None else ""
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if clause is not None and (question := yes_no(clause, place.sentence, place.names)):
        return question  # "cannot exclude that the gate failed"
    act = next((child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VBG"), None)
    if act is not None and who and who.lower() not in EMPTY:
        return ask(f"Will {who} {act.lemma_} {rest_of(act, act.i)}")
    thing = _thing_untold(verb)
    return ask(f"Will there be {lowered(plain(thing))}") if thing is not None else ""


def _thing_untold(verb: Token) -> Token | None:
    if verb.lemma_.lower() in ("tell", "draw", "reach", "contact", "approach", "ask", "change", "refer", "keep"):
        return None  # who is told, who would not be drawn
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "nsubjpass")
            and (child.pos_ == "NOUN" or (child.pos_ == "PROPN" and verb.lemma_.lower() != "say"))
            and child.lemma_.lower() not in ("comment", "request", "message", "call", "email", "question", "mention")
        ):
            return child
    return None


def _are(noun: Token) -> str:
    return "are" if noun.tag_ in ("NNS", "NNPS") else "is"


def _question_words(doc: Sequence[Token], start: int) -> str:
    """The words that ask at the end of a sentence: "by how much" of "did not say by how much.", else ""."""
    words = [token for token in doc[start:] if token.is_alpha]
    place = next((i for i in range(1, 4) if len(words) > i and words[-i].tag_ in ("WRB", "WP")), 0)
    if not place:
        return ""
    first = place + 1 if words[-place - 1].pos_ == "ADP" else place
    return " ".join(token.text for token in words[-first:])


def asked(place: Place) -> str:
    """The indirect question itself."""
    end = end_of_fronted(place.token) if place.phrase == FRONTED else None
    return direct(place.token, place.sentence, place.names, end)


def unknown(place: Place) -> str:
    """ "It is unclear who fired first": Who fired first?"""
    verb = verb_of(place.token)
    clause = asked_clause(verb)
    if clause is None:
        near = [
            word for word in verb.subtree if word.pos_ in ("VERB", "AUX") and word.i > place.token.i and word.dep_ not in ("aux", "auxpass")
        ]
        clause = next((word for word in near if opener_of(word) is not None), None)
    if clause is not None and clause.dep_ != "relcl" and (question := direct(clause, place.sentence, place.names)):
        return question
    phrase = place.phrase.lower()
    if re.search(r"charged|arrest|suspect|claimed", phrase):
        return ask("Who was behind it")
    if phrase.startswith("too ") and (question := _too_early(place)):
        return question
    if phrase.startswith("no immediate"):
        about = next((word for word in place.sentence.doc[place.token.i :] if word.dep_ == "pobj"), None)
        amount = about is not None and about.tag_ == "NNS"
        return ask(f"{'How many' if amount else 'What'} {lowered(plain(about))} {'were there' if amount else 'was there'}") if about else ""
    subject = next((child for child in place.token.children if child.dep_ in SUBJECTS), None) or subject_of(verb)
    if subject is None:
        return ""
    if verb.dep_ == "relcl" and is_nobody(subject):  # "a man whom nobody could identify"
        identified = any(word.lemma_.lower() in ("identify", "name", "trace") for word in verb.subtree)
        return ask(f"{'Who' if identified else 'What'} {_are(verb.head)} {known(lowered(plain(verb.head)))}")
    who = name_of(subject, place.sentence, place.names)
    if not who or who.lower() in EMPTY:
        return ""
    if "missing" in phrase or "unaccounted" in phrase or "found" in phrase or "recovered" in phrase:
        return ask(f"What has become of {who}")
    if "know" in phrase and "known" not in phrase and "unknown" not in phrase:
        return ""
    return ask(f"What {_are(subject)} {re.sub(r'^no ', 'the ', who)}")
