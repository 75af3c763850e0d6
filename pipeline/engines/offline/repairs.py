"""What the statistical parser of spaCy gets wrong about news, put right on its trees by rules, before anything reads them."""

import re
from collections.abc import Sequence
from typing import Any

from pipeline.lexicons import load

# An amount as newsrooms shorten it. spaCy would split off the letters, and take the "m" of "£4m" for a verb.
SHORT_AMOUNT = re.compile(r"\d[\d,.]*(?:m|mn|bn|tn|k)$", re.IGNORECASE)
_SPEECH = load("speech")
_SAY = _SPEECH.words("say") | _SPEECH.words("say_that")
_SPEECH_ACTS = _SPEECH.words("say") | _SPEECH.words("accuse") | _SPEECH.words("deny") | _SPEECH.words("label") | _SPEECH.words("address")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_QUOTES = frozenset('"“”')


def repair(tokens: Sequence[Any]) -> None:
    """Puts a parse right, in place."""
    of_speech = (
        _lone_names_before_speech,
        _speakers_after_speech,
        _speakers_cut_short,
        _speech_behind_clauses,
        _listed_clauses,
        _circumstances_told,
    )
    speaks = any(token.tag_ in _FINITE and token.lemma_.lower() in _SPEECH_ACTS for token in tokens)
    for rule in (
        _amounts_of_verbs,
        _given_names_that_are_verbs,
        _names_that_end_in_adverbs,
        _owners_of_one_body,
        _lone_names_before_speech,
        _speakers_after_speech,
        _participles_for_verbs,
        _speakers_cut_short,
        _lost_verbs,
        _acts_hung_on_names,
        _speech_behind_clauses,
        _joined_acts,
        _joined_speech,
        _relative_antecedents,
        _shared_modals,
        _reported_clauses,
        _listed_clauses,
        _circumstances_told,
    ):
        if speaks or rule not in of_speech:
            rule(tokens)


def hang(token: Any, head: Any, dep: str = "") -> None:
    """Hangs a token on another (on itself: as a root), unless that one hangs on it: in a circle nothing has an end."""
    if token.i != head.i and token.is_ancestor(head):
        return
    token.head = head
    if dep:
        token.dep_ = dep


def _given_names_that_are_verbs(doc: Sequence[Any]) -> None:
    """ "Will Tranter has sued the firm": no helper of a verb stands before a name in a statement that has a finite verb of its own."""
    if len(doc) < 4 or doc[0].text not in _VERBAL_NAMES or doc[0].pos_ == "PROPN" or doc[1].tag_ != "NNP" or doc[-1].text == "?":
        return
    surname = doc[1]
    if surname.dep_ in ("nsubj", "nsubjpass") and any(
        word.tag_ in _FINITE for word in (surname.head, *surname.head.children) if word.i > surname.i
    ):
        doc[0].tag_, doc[0].pos_, doc[0].lemma_ = "NNP", "PROPN", doc[0].text
        hang(doc[0], surname, "compound")


_VERBAL_NAMES = frozenset({"Will", "May", "Mark", "Grant", "Rob", "Bob", "Jack", "Josh", "Pat", "Sue", "Bill", "Frank", "Art", "Miles"})


def _participles_for_verbs(doc: Sequence[Any]) -> None:
    """ "Lena Ott, lighting a candle, said it was late": the act is the verb behind the aside, and the participle says more of who acts."""
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is None or root.tag_ not in ("VBG", "VBN") or any(child.dep_ in ("aux", "auxpass") for child in root.children):
        return
    subject = next((child for child in root.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    verb = next((child for child in root.rights if child.dep_ == "dep" and child.tag_ in _FINITE), None)
    if subject is None or verb is None or doc[subject.i + 1].text != "," or doc[verb.i - 1].text != ",":
        return
    hang(verb, verb, "ROOT")
    for child in [child for child in root.children if child.i > verb.i or child.i < subject.i]:
        hang(child, verb)
    hang(subject, verb, "nsubj")
    hang(root, subject, "acl")


def _make_name(token: Any) -> None:
    token.tag_, token.pos_, token.lemma_ = "NNP", "PROPN", token.text


def _names_that_end_in_adverbs(doc: Sequence[Any]) -> None:
    """ "Community Libraries Now, a charity": a capital inside a sentence, right behind a name, goes on with the name."""
    for token in [token for token in doc[2:-1] if token.is_title and token.pos_ in ("ADV", "INTJ", "ADP")]:
        before = doc[token.i - 1]
        if before.tag_ not in ("NNP", "NNPS"):
            continue
        if sum(word.text[:1].isupper() for word in doc) > len(doc) // 2:
            return  # where all words have capitals, these make no name
        if doc[token.i + 1].text[:1].isupper():
            continue
        above, dep = before.head, before.dep_
        if above.i == token.i or before.is_ancestor(token) or token.is_ancestor(above):
            continue
        _make_name(token)
        hang(token, above if above.i != before.i else token, dep)
        for child in [child for child in before.children if child.i != token.i]:
            hang(child, token)
        hang(before, token, "compound")


def _owners_of_one_body(doc: Sequence[Any]) -> None:
    """ "the Vintners' and Caterers' Alliance said": one body of two owners, and no Vintners beside an Alliance."""
    marks = ("'", "’", "'s", "’s")
    for link in [token for token in doc[2:-3] if token.lower_ == "and" and doc[token.i - 1].text in marks]:
        first_mark, owner, mark, token = (doc[link.i + step] for step in (-1, 1, 2, 3))
        if mark.text not in marks or token.tag_ not in ("NNP", "NNPS"):
            continue
        first = doc[first_mark.i - 1] if first_mark.i else None
        if first is None or first.is_ancestor(token) is False or token.dep_ != "conj" or not first.text[0].isupper():
            continue
        above, dep = first.head, first.dep_
        hang(token, above if above.i != first.i else token, dep)
        for child in [child for child in first.children if child.i not in (first_mark.i, token.i)]:
            hang(child, token)
        for word in (first, owner):
            hang(word, token, "poss")
        hang(link, token)


def _lone_names_before_speech(doc: Sequence[Any]) -> None:
    """ "Tuohy told the court": a capital that the tagger takes for an adverb or a verb, right before a past of speech without a subject."""
    for verb in doc[1:]:
        if verb.tag_ not in _FINITE or verb.lemma_.lower() not in _SPEECH_ACTS or not verb.text.islower():
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
        _make_name(name)
        if name.is_ancestor(verb):
            hang(verb, verb if name.head.i == name.i else name.head, "ROOT" if name.head.i == name.i else name.dep_)
        for child in list(name.children):
            hang(child, verb)
        hang(name, verb, "nsubj")


_SHORT_NAME = 3


def _speakers_after_speech(doc: Sequence[Any]) -> None:
    """ "…," said roofer Shane Butterworth: what somebody is stands before the name, and is no verb of its own."""
    for verb in doc[:-2]:
        if verb.tag_ not in _FINITE or verb.lemma_.lower() not in _SAY:
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


def _acts_hung_on_names(doc: Sequence[Any]) -> None:
    """ "Gambling charity BetterOff called the plan a joke": where no other verb leads, the one hung on a noun right behind it does."""
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is None or root.pos_ not in ("NOUN", "PROPN"):
        return
    act = next((child for child in root.rights if child.dep_ == "relcl" and child.tag_ in ("VBD", "VBZ")), None)
    subject = next((child for child in act.lefts if child.dep_ == "nsubj"), None) if act is not None else None
    if act is None or subject is None or subject.tag_ != "NNP" or subject.left_edge.i != root.i + 1:
        return
    if not all(child.is_punct for child in root.rights if child.i != act.i):
        return
    hang(act, act, "ROOT")
    for child in [child for child in root.children if child.i != act.i and child.is_punct]:
        hang(child, act)
    for child in [child for child in root.children if child.i != act.i]:
        hang(child, subject)
    hang(root, subject, "compound")


def _speech_behind_clauses(doc: Sequence[Any]) -> None:
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


def _speakers_cut_short(doc: Sequence[Any]) -> None:
    """ "Rights group Shelter Now said": the last words of a name may be no nouns, where a verb of speech right behind has no subject."""
    for verb in doc[2:]:
        last = doc[verb.i - 1]
        if verb.lemma_.lower() not in _SAY or verb.tag_ not in _FINITE or not last.text[0].isupper() or not verb.text.islower():
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


def _amounts_of_verbs(doc: Sequence[Any]) -> None:
    """ "It cost the airline £4m": a short amount right behind a noun, no comma between them, is the verb's object and no apposition."""
    for token in doc:
        noun = token.head
        if (
            token.dep_ == "appos"
            and SHORT_AMOUNT.search(token.text)
            and token.left_edge.i == noun.i + 1
            and noun.head.tag_.startswith("VB")
        ):
            hang(token, noun.head, "dobj")
            noun.dep_ = "dative" if noun.dep_ == "dobj" else noun.dep_


def names_at_start(docs: Sequence[Any]) -> None:
    """ "Tamarisk rejects the order": the first word of a sentence, whose capital says nothing, is a name where the article has it with a
    capital inside a sentence too, and nowhere in small letters.
    """
    inside = {token.text for doc in docs for token in doc[1:] if token.pos_ == "PROPN"}
    small = {token.text for doc in docs for token in doc if token.text.islower()}
    for first in [doc[0] for doc in docs if doc]:
        if first.pos_ in ("NOUN", "ADJ") and first.dep_ in ("nsubj", "nsubjpass") and first.text in inside and first.lower_ not in small:
            first.pos_, first.tag_, first.lemma_ = "PROPN", "NNP", first.text


def _joined_speech(doc: Sequence[Any]) -> None:
    """ "She said the law was unfair and accused the West of meddling": who says also accuses.

    The parser joins the second verb to the reported clause. A verb of speech in the tense of the cue, without a subject of its own, goes
    on with the cue instead: people say two things in a sentence more often than they report what somebody said.
    """
    for token in doc:
        if token.dep_ != "conj" or token.tag_ not in _FINITE or token.lemma_.lower() not in _SPEECH_ACTS:
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


def _lost_verbs(doc: Sequence[Any]) -> None:
    """Verbs that the tagger takes for nouns or participles, where the tree shows what they are.

    "The branches account for 9% of loans": a noun with a subject and no article is a verb. "said that the list showed 132 names", "Sales
    of beer climbed": the noun that has a past on it where a verb should be is the verb's subject. "..., a jury heard on Monday": the verb
    of who heard it.
    """
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("ROOT", "ccomp", "conj", "advcl", "relcl"):
            if _is_verb(token):
                token.pos_, token.tag_ = "VERB", "VBZ" if token.tag_ == "NNS" else "VBP"
            elif (act := _act_on(token)) is not None:
                _make_subject(token, act)
    _heard_last(doc)


def _is_verb(noun: Any) -> bool:
    """Whether a noun has a subject before it, and nothing of a noun's own."""
    subject = next((child for child in noun.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or noun.tag_ not in ("NN", "NNS") or not (subject.tag_.startswith("NN") or subject.tag_ == "PRP"):
        return False
    between = (child for child in noun.children if child.i > subject.i)
    return not any(child.dep_ in ("det", "amod", "compound", "poss", "nummod", "mark", "relcl", "acl") for child in between)


def _act_on(noun: Any) -> Any | None:
    """The past of which a noun is the subject, where the parser takes it for a clause on the noun and the sentence has no other verb."""
    opens = noun.dep_ == "ROOT" or (noun.dep_ == "ccomp" and any(child.dep_ == "mark" and child.lower_ == "that" for child in noun.lefts))
    if not opens or any(child.dep_ in ("nsubj", "nsubjpass", "aux", "ccomp", "parataxis", "cop") for child in noun.children):
        return None
    near = [noun, *(child for link in noun.rights if link.lower_ == "of" for child in link.children if child.dep_ == "pobj")]
    acts = (child for word in near for child in word.rights if child.dep_ in ("acl", "relcl") and child.tag_ in ("VBD", "VBN"))
    act = next((verb for verb in acts if verb.tag_ == "VBD" or _is_past_only(verb)), None)
    if act is None or any(child.tag_ in ("WDT", "WP") or child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in act.children):
        return None
    return act


def _is_past_only(participle: Any) -> bool:
    """Whether what looks like a participle has an object or an amount of change behind it ("narrowed by 38 points"), and so is a past."""
    by = (child for link in participle.rights if link.lower_ == "by" for child in link.children if child.dep_ == "pobj")
    return any(child.dep_ == "dobj" for child in participle.rights) or any(word.like_num for thing in by for word in thing.subtree)


def _make_subject(noun: Any, act: Any) -> None:
    was_root = noun.head.i == noun.i
    above, dep = (act, "ROOT") if was_root else (noun.head, noun.dep_)
    hang(act, above, dep)
    act.tag_, act.pos_ = "VBD", "VERB"
    for mark in [child for child in noun.lefts if child.dep_ == "mark"]:
        hang(mark, act)
    for later in [child for child in noun.rights if child.i > act.i or child.is_punct]:
        hang(later, act)
    hang(noun, act, "nsubj")


def _heard_last(doc: Sequence[Any]) -> None:
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


def _joined_acts(doc: Sequence[Any]) -> None:
    """ "asked the firm to file a reply and directed that it stop": a past joined to an infinitive goes on with the past above."""
    for token in doc:
        near = token.head
        if token.dep_ != "conj" or token.tag_ not in _FINITE or near.i > token.i:
            continue
        if not (near.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in near.children)):
            continue
        if any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in token.children):
            continue
        above = near
        while above.head.i != above.i and above.tag_ != token.tag_ and above.dep_ in ("xcomp", "ccomp", "advcl", "acl", "dobj", "conj"):
            above = above.head
        if above.tag_ == token.tag_ and above.i < near.i and above.pos_ == "VERB":
            for joint in [child for child in near.children if near.i < child.i < token.i and child.dep_ == "cc"][-1:]:
                hang(joint, above)
            hang(token, above)


def _reported_clauses(doc: Sequence[Any]) -> None:
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


def _listed_clauses(doc: Sequence[Any]) -> None:
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


def _circumstances_told(doc: Sequence[Any]) -> None:
    """ "told the court that the decision was taken on Sunday, after officials gave her the returns": who tells it tells that too."""
    for clause in doc:
        verb = clause.head
        if clause.dep_ != "advcl" or verb.lemma_.lower() not in _SAY or clause.tag_ not in _FINITE:
            continue
        told = next((child for child in verb.rights if child.dep_ == "ccomp" and child.i < clause.i), None)
        mark = next((child for child in clause.lefts if child.dep_ in ("mark", "advmod") and child.lower_ in _OF_WHAT_IS_SAID), None)
        if told is not None and mark is not None and verb.i < told.i:
            hang(clause, told)


def _from_occasion(verb: Any) -> None:
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


def _shared_modals(doc: Sequence[Any]) -> None:
    """ "would spend $3 million and cut 400 jobs": a form that is past and base alike goes with the helper of the verb it is joined to."""
    for token in doc:
        if token.tag_ not in ("VBD", "VBP", "VBN") or token.dep_ != "conj" or token.lower_ != token.lemma_.lower():
            continue
        own = any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in token.children)
        modal = any(child.tag_ == "MD" for child in token.head.children) and token.head.tag_ == "VB"
        if modal and not own:
            token.tag_ = "VB"
    for token in doc:
        joined = token.dep_ == "conj" and token.tag_ == "VB" and token.head.tag_ == "VBD" and token.i > token.head.i
        if joined and not any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in token.children):
            token.tag_ = "VBD"  # "spent $3 million and cut 400 jobs"


def _relative_antecedents(doc: Sequence[Any]) -> None:
    """ "The cap on benefits, which denies support": what denies is the cap. The parser takes the nearest noun.

    A relative clause goes up to the noun that its noun hangs on where the verb agrees in number with that one alone, or where "who" would
    be a place or a thing and the noun above is of people.
    """
    for clause in doc:
        near = clause.head
        if clause.dep_ != "relcl" or near.dep_ != "pobj" or near.i > clause.i:
            continue
        above = near.head.head
        word = next((child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ in ("WP", "WDT")), None)
        if word is None or above.tag_ not in _NUMBERS or near.tag_ not in _NUMBERS or doc[word.i - 1].text != ",":
            continue
        if word.tag_ == "WP":
            moves = _is_people(above) and not _is_people(near) and near.head.lower_ in _WHERE
        else:
            number = _number_of(clause)
            moves = number is not None and number != _NUMBERS[near.tag_] and number == _NUMBERS[above.tag_]
        if moves:
            hang(clause, above)


_NUMBERS = {"NN": "singular", "NNP": "singular", "NNS": "plural", "NNPS": "plural"}
_WHERE = frozenset({"of", "from", "in", "at", "near", "on", "around", "for"})
_PEOPLE = _SPEECH.words("people") | load("stance").words("collectives")


def _is_people(noun: Any) -> bool:
    return noun.pos_ == "NOUN" and bool({noun.lower_, noun.lemma_.lower()} & _PEOPLE)


def _number_of(verb: Any) -> str | None:
    """singular or plural, as the verb or its helper shows; None where it shows nothing."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    for word in (*helpers, verb):
        if word.lower_ == "was" or word.tag_ == "VBZ":
            return "singular"
        if word.lower_ in ("were", "are", "have") or (word.tag_ == "VBP" and word.i == verb.i):
            return "plural"
        if word.tag_ in ("MD", "VBD"):
            return None
    return None
