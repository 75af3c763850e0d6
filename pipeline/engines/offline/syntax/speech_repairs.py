"""Parses of speech put right: who says it, and how far what is said goes."""

from collections.abc import Sequence

from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import ANY_SUBJECT, NOUN_SUBJECTS, TENSED, hang, make_name
from pipeline.lexicons import load

_WORDS = load("speech")
_SAY = _WORDS.words("say") | _WORDS.words("say_that")
_SPEECH_ACTS = _WORDS.words("say") | _WORDS.words("accuse") | _WORDS.words("deny") | _WORDS.words("label") | _WORDS.words("address")
_CONTRASTING = _WORDS.words("contrasting") | _WORDS.words("conceding")
_QUOTES = frozenset('"“”')


def lone_names_before_speech(doc: Sequence[Token]) -> None:
    """ "Tuohy told the court": a capital that the tagger takes for an adverb or a verb, right before a past of speech without a subject."""
    for verb in doc[1:]:
        if verb.tag_ not in TENSED or verb.lemma_.lower() not in _SPEECH_ACTS or not verb.text.islower():
            continue
        name = doc[verb.i - 1]
        if (
            not name.text.istitle()
            or name.pos_ not in ("ADV", "ADJ", "VERB", "INTJ", "NOUN")
            or name.is_stop
            or len(name.text) < _SHORT_NAME
        ):
            continue
        alone = name.i == 0 or doc[name.i - 1].text in (*_QUOTES, ",", "’", "'")
        if not alone or any(child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i and child.i != name.i for child in verb.children):
            continue
        if name.pos_ == "NOUN" and name.dep_ == "nsubj":
            continue  # "Police said"
        make_name(name)
        if name.is_ancestor(verb):
            hang(verb, verb if name.head.i == name.i else name.head, "ROOT" if name.head.i == name.i else name.dep_)
        for child in list(name.children):
            hang(child, verb)
        hang(name, verb, "nsubj")


_SHORT_NAME = 3


def speakers_after_speech(doc: Sequence[Token]) -> None:
    """ "…," said roofer Shane Butterworth: what somebody is stands before the name, and is no verb of its own."""
    for verb in doc[:-2]:
        if verb.tag_ not in TENSED or verb.lemma_.lower() not in _SAY:
            continue
        role, after = doc[verb.i + 1], doc[verb.i + 2]
        if role.tag_ != "VB" or role.pos_ != "VERB":
            continue
        if not after.text.istitle() or any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
            continue
        name = next((child for child in role.children if child.dep_ in ("dobj", "dative", "oprd") and child.tag_ == "NNP"), None)
        if name is None:
            continue
        hang(name, verb, "nsubj")
        for child in [child for child in role.children if child.i != name.i]:
            hang(child, verb)
        hang(role, name, "compound")
        role.tag_, role.pos_, role.lemma_ = "NN", "NOUN", role.text


def speech_behind_clauses(doc: Sequence[Token]) -> None:
    """ "The trust, which owns the building that the library rents, said it was safe": the trust said it.

    The parser may take the verb of the clause for a noun, and make it who says. A verb of speech behind a comma has for its subject the
    noun that the sentence leaves without a verb.
    """
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is None or root.pos_ not in ("NOUN", "PROPN"):
        return
    for verb in doc[root.i + 2 :]:
        if verb.lemma_.lower() not in _SAY or verb.tag_ not in ("VBD", "VBZ") or doc[verb.i - 1].text != ",":
            continue
        taken = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        if taken is not None and not (taken.i == verb.i - 2 and taken.tag_ == "NNS" and verb.dep_ == "relcl"):
            continue
        above = verb.head
        hang(verb, verb, "ROOT")
        if taken is not None:
            taken.tag_, taken.pos_ = "VBZ", "VERB"
            hang(taken, above, "relcl")
            for child in [child for child in taken.children if child.dep_ == "compound" and child.i == taken.i - 1]:
                child.dep_ = "nsubj"
                for word in [word for word in taken.lefts if word.dep_ == "det"]:
                    hang(word, child)
            for child in [child for child in verb.lefts if child.tag_ in ("WDT", "WP")]:
                hang(child, taken)
        for child in [child for child in root.rights if child.i > verb.i or (child.is_punct and child.i == len(doc) - 1)]:
            hang(child, verb)
        hang(root, verb, "nsubj")
        return


def speakers_cut_short(doc: Sequence[Token]) -> None:
    """ "Rights group Shelter Now said": the last words of a name may be no nouns, where a verb of speech right behind has no subject."""
    for verb in doc[2:]:
        last = doc[verb.i - 1]
        if verb.lemma_.lower() not in _SAY or verb.tag_ not in TENSED or not last.text[0].isupper() or not verb.text.islower():
            continue  # where all words have capitals, these make no name
        first = last
        while first.i > 0 and doc[first.i - 1].text[0].isupper():
            first = doc[first.i - 1]
        name = doc[first.i : verb.i]
        if len(name) < 2 or any(child.dep_ in ("nsubj", "nsubjpass") and not first.i <= child.i < last.i for child in verb.children):
            continue
        inside = {token.i for token in name}
        top = next((token for token in name if token.head.i not in inside or token.head.i == token.i), last)
        if top.head.i == top.i or verb.head.i in inside:
            above, dep = (verb, "ROOT") if top.head.i == top.i or verb.is_ancestor(top.head) else (top.head, top.dep_)
            hang(verb, above, dep)
        for token in [token for token in doc if token.head.i in inside and token.i > verb.i]:
            hang(token, verb)
        for token in name:
            if token.i != last.i:
                hang(token, last, "compound")
            token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text
        hang(last, verb, "nsubj")


def speakers_taken_for_rows(doc: Sequence[Token]) -> None:
    """ "bought in Peoria, Illinois, the Centers for Disease Control said": who says it, whom the parser takes for one more of a row.

    Between the comma and a verb of speech without a subject stands one noun with an article, and what is said hangs on the verb already.
    """
    for verb in doc[3:]:
        said = any(child.dep_ == "ccomp" and child.i < verb.i for child in verb.children)
        if verb.lemma_.lower() not in _SAY or verb.tag_ not in TENSED or not said:
            continue
        for subject in [child for child in verb.lefts if child.dep_ == "nsubj"]:
            link = doc[subject.left_edge.i - 1]
            bare = link.dep_ == "prep" and link.lower_ in ("for", "of") and not any(child.dep_ == "pobj" for child in link.children)
            if bare and any(child.dep_ == "det" for child in link.head.lefts):
                hang(subject, link, "pobj")  # "the Centers for [Disease Control said]"; not "Fight for $15 director Ida Roe said"
        if _has_subject(verb):
            continue
        last = doc[verb.i - 1]
        chain = (last, *last.ancestors)
        who = next((noun for noun in chain if noun.right_edge is last and any(child.dep_ == "det" for child in noun.lefts)), None)
        if who is None or who.dep_ not in ("conj", "appos", "npadvmod", "dep") or not who.left_edge.i:
            continue
        comma = doc[who.left_edge.i - 1]
        if comma.text == ",":
            hang(comma, verb)
            hang(who, verb, "nsubj")


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ANY_SUBJECT for child in verb.children)


def clauses_behind_relatives(doc: Sequence[Token]) -> None:
    """ "said that people who got the vaccine fell ill": the people fell ill; the parser may let the vaccine fall.

    What is said has a subject with a relative clause that ends in an object; the parser takes that object for the subject of a clause that
    hangs on the relative one.
    """
    for told in doc[4:]:
        relative = told.head
        thing = next((child for child in told.lefts if child.dep_ in NOUN_SUBJECTS), None)
        if told.dep_ != "ccomp" or told.tag_ not in TENSED or relative.dep_ != "relcl" or thing is None:
            continue
        noun, cue = relative.head, relative.head.head
        who = any(child.tag_ in ("WP", "WDT") and child.dep_ in NOUN_SUBJECTS for child in relative.lefts)
        opener = noun.left_edge
        that = opener if opener.lower_ == "that" else doc[opener.i - 1]
        said = noun.dep_ == "dobj" and cue.lemma_.lower() in _SAY and that.lower_ == "that"
        if who and said and thing.left_edge.i == relative.i + 1 and thing.right_edge.i == told.i - 1:
            hang(thing, relative, "dobj")
            hang(told, cue, "ccomp")
            hang(noun, told, "nsubj")
            hang(that, told, "mark")
            that.tag_, that.pos_ = "IN", "SCONJ"


def speech_behind_contrasts(doc: Sequence[Token]) -> None:
    """ "The union backs the jobs, though its president, Kip Radnor, said it was late": two sentences, of which the second is of speech.

    The parser may take all before the verb for what is said, and the speaker for a clause of it.
    """
    for verb in doc:
        if verb.lemma_.lower() not in _SAY or verb.tag_ not in TENSED or _has_subject(verb):
            continue
        first = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
        speaker = next((child for child in first.rights if child.dep_ == "advcl" and child.i < verb.i), None) if first is not None else None
        mark = next((child for child in speaker.lefts if child.dep_ == "mark"), None) if speaker is not None else None
        if first is None or speaker is None or mark is None or mark.lower_ not in _CONTRASTING or speaker.pos_ not in ("NOUN", "PROPN"):
            continue
        above, dep = (first, "ROOT") if verb.head is verb else (verb.head, verb.dep_)
        hang(first, above, dep)
        hang(verb, first, "advcl")
        hang(speaker, verb, "nsubj")
        hang(mark, verb)
        for child in [child for child in first.rights if speaker.i < child.i < verb.i]:
            hang(child, speaker, "appos" if child.pos_ == "PROPN" else child.dep_)


def sentences_behind_semicolons(doc: Sequence[Token]) -> None:
    """ "It was ruled out; at present, Ott said, it is late": what stands beyond a semicolon is told beside it, and not said by Ott.

    "Ott said that it was safe; that it was late": both are said, as each "that" shows.
    """
    for mark in [token for token in doc[:-2] if token.text == ";"]:
        that = doc[mark.i + 2] if doc[mark.i + 1].dep_ == "cc" else doc[mark.i + 1]
        if that.lower_ == "that" and that.dep_ == "mark":
            _say_too(that.head, doc[: mark.i])
            continue
        for verb in list(doc):
            cue = verb.head
            if (verb.i < mark.i) == (cue.i < mark.i) or verb.dep_ != "ccomp" or cue.lemma_.lower() not in _SAY:
                continue
            marked = any(child.dep_ == "mark" or child.tag_ in ("WRB", "WP", "WDT") for child in verb.lefts)
            speaks = verb.lemma_.lower() in _SAY and any(child.dep_ == "ccomp" for child in verb.children)
            if marked or speaks or not _has_subject(verb):
                continue
            if cue.dep_ == "parataxis" and cue.head is not verb:  # "A; B, Ott said, B", "A, Ott said; B"
                hang(verb, cue.head, "parataxis")
            elif verb.i < cue.i and any(child.dep_ == "ccomp" for child in cue.rights):  # "A; Ott said B"
                hang(verb, verb if cue.head is cue else cue.head, "ROOT" if cue.head is cue else cue.dep_)
                hang(cue, verb, "parataxis")


def _say_too(verb: Token, before: Sequence[Token]) -> None:
    """Makes a clause that "that" opens one more of what the first verb of speech before it says."""
    cue = next((token for token in before if token.lemma_.lower() in _SAY and token.tag_ in TENSED), None)
    told = next((child for child in cue.rights if child.dep_ == "ccomp"), None) if cue is not None else None
    if cue is None or told is None or told.is_ancestor(verb) or not (verb.head is verb or verb.is_ancestor(cue)):
        return
    hang(cue, verb.head if verb.head is not verb else cue, "ROOT" if verb.head is verb else verb.dep_)
    hang(verb, told, "conj")


def joined_speech(doc: Sequence[Token]) -> None:
    """ "She said the law was unfair and accused the West of meddling": who says also accuses.

    The parser joins the second verb to the reported clause. A verb of speech in the tense of the cue, without a subject of its own, goes
    on with the cue instead: people say two things in a sentence more often than they report what somebody said.
    """
    for token in doc:
        if token.dep_ != "conj" or token.tag_ not in TENSED or token.lemma_.lower() not in _SPEECH_ACTS:
            continue
        first = token
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head
        cue = first.head
        if any(child.dep_ == "auxpass" for child in first.children) and not any(child.dep_ == "dobj" for child in token.children):
            continue  # "said it had been planned, and agreed with regulators": a passive goes on.
        if (
            first.dep_ == "ccomp"
            and cue.i < first.i
            and cue.lemma_.lower() in _SAY
            and cue.tag_ == token.tag_
            and any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in first.children)
            and not any(child.dep_ in ("nsubj", "nsubjpass", "auxpass", "aux") for child in token.children)
            and sum(word.text in _QUOTES for word in doc[cue.i : token.i]) % 2 == 0
        ):
            for joint in [child for child in token.head.children if child.i < token.i and child.dep_ == "cc"][-1:]:
                hang(joint, cue)
            hang(token, cue)


def heard_last(doc: Sequence[Token]) -> None:
    """ "..., a jury heard on Monday": what the parser takes for a noun with a participle on it."""
    heard = (
        token for token in doc[3:] if token.dep_ in ("acl", "relcl") and token.tag_ in ("VBN", "VBD") and token.lemma_.lower() in _HEARD
    )
    verb = next(heard, None)
    root = next((token for token in doc if token.head.i == token.i), None)
    if verb is None or root is None or verb.i != verb.head.i + 1 or any(not token.is_punct for token in doc[verb.right_edge.i + 1 :]):
        return
    who = verb.head
    edge = who.left_edge
    if who.dep_ not in ("npadvmod", "appos", "dobj", "dep", "conj") or edge.i < 3 or edge.nbor(-1).text != "," or root.i > edge.i:
        return
    if all(child.dep_ in ("prep", "npadvmod", "advmod", "punct") for child in verb.children):
        verb.tag_, verb.pos_ = "VBD", "VERB"
        hang(verb, root, "parataxis")
        hang(who, verb, "nsubj")


_HEARD = frozenset({"hear", "tell", "say", "find", "rule"})


def reported_clauses(doc: Sequence[Token]) -> None:
    """ "said only that he was tired": what "that" opens is reported. "the tariffs, which they say have added": the tariffs have added."""
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _SAY:
            continue
        for clause in verb.rights:
            mark = next((child for child in clause.children if child.lower_ == "that" and child.dep_ == "mark"), None)
            if clause.dep_ in ("advcl", "ccomp") and mark is not None:
                clause.dep_ = "ccomp"
                for word in [child for child in clause.children if child.i < mark.i and child.dep_ == "advmod"]:
                    hang(word, verb)  # "only"
        _from_occasion(verb)
        subjects = [child for child in verb.lefts if child.dep_ == "nsubj"]
        said = next((child for child in verb.rights if child.dep_ in ("xcomp", "ccomp") and child.tag_ != "VB"), None)
        two = verb.dep_ == "relcl" and len(subjects) > 1 and subjects[0].tag_ in ("WDT", "WP")
        if two and said is not None and not any(child.dep_ in ("nsubj", "nsubjpass") for child in said.children):
            hang(subjects[0], said)
            said.dep_ = "ccomp"


def listed_clauses(doc: Sequence[Token]) -> None:
    """ "says A would apply, that no driver would do B, and that C": each "that" opens one more thing that is said."""
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _SAY:
            continue
        first = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
        if first is None:
            continue
        for clause in [token for token in first.subtree if token.i > first.i and token.dep_ in ("advcl", "ccomp", "conj")]:
            mark = next((child for child in clause.lefts if child.lower_ == "that" and child.dep_ == "mark"), None)
            before = doc[mark.i - 1] if mark is not None else None
            listed = before is not None and (before.text == "," or (before.lower_ in ("and", "or") and clause.head.i != first.i))
            own = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in clause.lefts)
            if listed and own and clause.head.lemma_.lower() not in _SAY:
                hang(clause, first, "conj")


_OF_WHAT_IS_SAID = frozenset({"after", "because", "if", "unless", "although", "though", "before", "until", "once", "since", "when"})


def circumstances_told(doc: Sequence[Token]) -> None:
    """ "told the court that the decision was taken on Sunday, after officials gave her the returns": who tells it tells that too."""
    for clause in doc:
        verb = clause.head
        if clause.dep_ != "advcl" or verb.lemma_.lower() not in _SAY or clause.tag_ not in TENSED:
            continue
        told = next((child for child in verb.rights if child.dep_ == "ccomp" and child.i < clause.i), None)
        mark = next((child for child in clause.lefts if child.dep_ in ("mark", "advmod") and child.lower_ in _OF_WHAT_IS_SAID), None)
        if told is not None and mark is not None and verb.i < told.i:
            hang(clause, told)


def _from_occasion(verb: Token) -> None:
    """ "said in a statement that it was safe": the clause is said, and says nothing of the statement."""
    if any(child.dep_ in ("ccomp", "xcomp") for child in verb.rights):
        return
    nouns = [noun for child in verb.rights if child.dep_ in ("prep", "dative") for noun in (child, *child.children)]
    nouns += [child for child in verb.rights if child.dep_ == "dobj"]
    for noun in nouns:
        for clause in noun.rights if noun.pos_ in ("NOUN", "PROPN") else ():
            that = any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)
            own = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in clause.children)
            if that and own and clause.dep_ in ("acl", "ccomp", "relcl", "advcl"):
                hang(clause, verb, "ccomp")
                return
