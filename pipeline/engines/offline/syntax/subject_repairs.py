"""Subjects that the parser loses: verbs taken for nouns, and who acts taken for a part of what stands before. Put right on the trees."""

from collections.abc import Sequence

from pipeline.engines.offline.syntax.speech_repairs import heard_last
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import ANY_SUBJECT, TENSED, hang
from pipeline.lexicons import load

_INTRANSITIVE = load("measures").words("intransitive") | load("claims").words("intransitive")
_CALENDAR = load("names").words("calendar")
_SAYING = load("speech").words("say") | load("speech").words("say_that")
_VOTES = load("claims").words("plurals_that_act")


def lost_verbs(doc: Sequence[Token]) -> None:
    """Verbs that the tagger takes for nouns or participles, where the tree shows what they are.

    "The branches account for 9% of loans": a noun with a subject and no article is a verb. "said that the list showed 132 names", "Sales
    of beer climbed": the noun that has a past on it where a verb should be is the verb's subject. "..., a jury heard on Monday": the verb
    of who heard it.
    """
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN", "NUM") and token.dep_ in ("ROOT", "ccomp", "conj", "advcl", "relcl"):
            if token.pos_ != "NUM" and _is_verb(token):
                token.pos_, token.tag_ = "VERB", "VBZ" if token.tag_ == "NNS" else "VBP"
            elif (act := _act_on(token)) is not None:
                _make_subject(token, act)
    _votes_of_houses(doc)
    heard_last(doc)


def _votes_of_houses(doc: Sequence[Token]) -> None:
    """ "The lower house votes on 14 November": the sentence has no verb but what the parser takes for a thing of the house."""
    root = next((token for token in doc if token.head is token), None)
    if root is None or root.lower_ not in _VOTES or root.tag_ != "NNS" or not root.i or doc[-1].text != ".":
        return
    house = doc[root.i - 1]
    if house.head is not root or house.dep_ != "compound" or house.tag_ not in ("NN", "NNP") or any(token.tag_ in TENSED for token in doc):
        return
    behind = doc[root.i + 1 :]
    timed = any(token.text in _CALENDAR for token in behind) and any(
        child.dep_ == "prep" and child.i == root.i + 1 for child in root.rights
    )
    if not timed or root.left_edge.lower_ != "the":
        return  # "Climate talks in Paris."
    root.tag_, root.pos_, root.lemma_ = "VBZ", "VERB", root.lower_.removesuffix("s")
    for child in [child for child in root.lefts if child is not house]:
        hang(child, house)
    hang(house, root, "nsubj")


def reduced_relatives(doc: Sequence[Token]) -> None:
    """ "concluded that the claims made about him were lies", "People fleeing war need help": a participle without helper and object that
    stands right behind a noun belongs to it, and the noun to the finite verb that is left without a subject.
    """
    for verb in doc:
        noun = next((child for child in verb.lefts if child.dep_ == "nsubj" and child.i == verb.i - 1), None)
        if noun is None or noun.pos_ not in ("NOUN", "PROPN") or any(child.dep_ in ("aux", "auxpass", "neg") for child in verb.children):
            continue
        if verb.tag_ == "VBG" and verb.dep_ == "csubj" and verb.head.i > verb.i and not (verb.head.tag_ == "VBZ" and noun.tag_ == "NNS"):
            above = verb.head
            for child in [child for child in verb.lefts if child.i < noun.i]:
                hang(child, above)
            hang(noun, above, "nsubj")
            hang(verb, noun, "acl")
        elif verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("acl", "ccomp") and not any(child.dep_ == "dobj" for child in verb.rights):
            mark = next((child for child in verb.lefts if child.dep_ == "mark" and child.lower_ == "that"), None)
            told = _without_subject(verb, doc)
            if mark is not None and told is not None:
                hang(told, verb.head, verb.dep_)
                hang(noun, told, "nsubj")
                hang(mark, told)
                hang(verb, noun, "acl")
                verb.tag_ = "VBN"


def _without_subject(verb: Token, doc: Sequence[Token]) -> Token | None:
    """The finite verb behind a clause that has no subject, and no comma or "and" before it."""
    after = doc[verb.right_edge.i + 1 :]
    told = after[0] if after else None
    if told is None or told.pos_ not in ("VERB", "AUX") or told.tag_ not in TENSED or verb.is_ancestor(told):
        return None
    return None if any(child.dep_ in ANY_SUBJECT or child.i < told.i for child in told.children) else told


def names_taken_for_relatives(doc: Sequence[Token]) -> None:
    """ "The charity Stepstone likes the plan but says it is late": the charity is called so, since a clause on it would lack an object."""
    for verb in doc:
        noun, act = verb.head, verb.head.head
        name = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        if verb.dep_ != "relcl" or verb.tag_ not in TENSED or name is None or noun.dep_ != "nsubj" or act.i < verb.i:
            continue
        apart = name.pos_ != "PROPN" or name.left_edge.i != noun.i + 1 or any(child.tag_ in ("WP", "WDT") for child in verb.lefts)
        joint = next((child for child in (*noun.rights, *verb.rights, *act.lefts) if child.dep_ == "cc" and child.i == act.i - 1), None)
        if apart or joint is None or noun.pos_ != "NOUN" or not any(child.dep_ == "dobj" for child in verb.rights):
            continue
        hang(verb, verb if act.head is act else act.head, "ROOT" if act.head is act else act.dep_)
        for child in [child for child in act.children if child.is_punct]:
            hang(child, verb)
        for child in list(noun.lefts):
            hang(child, name)
        hang(noun, name, "compound")
        hang(name, verb, "nsubj")
        hang(joint, verb)
        hang(act, verb, "conj")


def documents_that_show(doc: Sequence[Token]) -> None:
    """ "Documents seen by the Post show that it was late": the parser may take the verb for what the Post has."""
    for show in doc[3:-2]:
        by = show.head
        seen = by.head
        clause = next((child for child in show.rights if child.dep_ in ("acl", "relcl") and child.left_edge.lower_ == "that"), None)
        paper = doc[show.i - 1]
        if show.lower_ not in _SHOWING or show.pos_ != "NOUN" or by.lower_ != "by" or clause is None or paper.dep_ != "compound":
            continue
        texts = seen.head
        of_text = seen.lower_ in _SEEN and texts.lemma_.lower() in _TEXTS and seen.dep_ == "acl" and texts.i == seen.i - 1
        if not of_text or not any(child.dep_ in ANY_SUBJECT and child.lower_ != "that" for child in clause.lefts):
            continue  # "The artists hired by the BBC show that won three awards"
        hang(show, show if texts.head is texts else texts.head, texts.dep_)
        show.tag_, show.pos_, show.lemma_ = "VBP", "VERB", show.lower_.removesuffix("s")
        hang(paper, by, "pobj")
        for child in [child for child in show.lefts if child is not paper]:
            hang(child, paper)
        for child in [child for child in texts.children if child.is_punct or child.i > show.i]:
            hang(child, show)
        hang(texts, show, "nsubj")
        hang(clause, show, "ccomp")


_SEEN = frozenset({"seen", "obtained", "reviewed", "published", "released", "viewed", "examined", "compiled", "filed", "leaked", "shared"})
_TEXTS = load("speech").words("texts")
_SHOWING = frozenset({"show", "shows", "suggest", "suggests", "reveal", "reveals", "indicate", "indicates", "say", "says"})


def gerunds_that_act(doc: Sequence[Token]) -> None:
    """ "found that admitting Nigeria would lift trade": admitting it would; no Nigeria would."""
    for gerund in doc:
        act = next((child for child in gerund.rights if child.dep_ == "ccomp"), None)
        thing = next((child for child in act.lefts if child.dep_ == "nsubj"), None) if act is not None else None
        if gerund.tag_ != "VBG" or gerund.dep_ not in ("ccomp", "xcomp", "ROOT") or act is None or thing is None:
            continue
        if gerund.lemma_.lower() in _SAYING or (gerund.head is not gerund and gerund.head.lemma_.lower() not in _SAYING):
            continue  # "kept insisting customers were safe"
        finite = act.tag_ in TENSED or any(child.tag_ == "MD" for child in act.lefts)
        if not finite or thing.left_edge.i != gerund.i + 1 or any(child.dep_ in ANY_SUBJECT for child in gerund.lefts):
            continue
        hang(act, act if gerund.head is gerund else gerund.head, "ROOT" if gerund.head is gerund else "ccomp")
        hang(thing, gerund, "dobj")
        for child in [child for child in gerund.children if child.dep_ == "mark" or child.i > act.i]:
            hang(child, act)
        hang(gerund, act, "csubj")


def _is_verb(noun: Token) -> bool:
    """Whether a noun has a subject before it, and nothing of a noun's own."""
    subject = next((child for child in noun.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or noun.tag_ not in ("NN", "NNS") or not (subject.tag_.startswith("NN") or subject.tag_ == "PRP"):
        return False
    between = (child for child in noun.children if child.i > subject.i)
    return not any(child.dep_ in ("det", "amod", "compound", "poss", "nummod", "mark", "relcl", "acl") for child in between)


def _act_on(noun: Token) -> Token | None:
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


def _is_past_only(participle: Token) -> bool:
    """Whether what looks like a participle is a past.

    Of "rebel" there is no passive, and an object or an amount of change ("narrowed by 38 points") stands behind none.
    """
    if participle.lemma_.lower() in _INTRANSITIVE:
        return True
    by = (child for link in participle.rights if link.lower_ == "by" for child in link.children if child.dep_ == "pobj")
    return any(child.dep_ == "dobj" for child in participle.rights) or any(word.like_num for thing in by for word in thing.subtree)


def _make_subject(noun: Token, act: Token) -> None:
    was_root = noun.head.i == noun.i
    above, dep = (act, "ROOT") if was_root else (noun.head, noun.dep_)
    hang(act, above, dep)
    act.tag_, act.pos_ = "VBD", "VERB"
    for mark in [child for child in noun.lefts if child.dep_ == "mark"]:
        hang(mark, act)
    for later in [child for child in noun.rights if child.i > act.i or child.is_punct]:
        hang(later, act)
    hang(noun, act, "nsubj")


def subjects_behind_openers(doc: Sequence[Token]) -> None:
    """ "Over a career as a lobbyist, Ruiz has advised", "On June 4, 2008, Ruiz decided": who acts is no part of what opens the sentence.

    The parser takes the noun behind the comma for one more of the opener, and leaves the verb without a subject.
    """
    for verb in doc:
        if verb.dep_ not in ("ROOT", "ccomp") or verb.i < _FEWEST_BEFORE or any(child.dep_ in ANY_SUBJECT for child in verb.children):
            continue
        helpers = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
        if verb.tag_ in TENSED or helpers:
            _find_behind_opener(verb, helpers)


def _find_behind_opener(verb: Token, helpers: Sequence[Token]) -> None:
    doc, first = verb.doc, min((helper.i for helper in helpers), default=verb.i)
    openers = [child for child in verb.lefts if child.dep_ in ("prep", "advcl", "npadvmod") and child.i < first]
    for noun in (word for opener in openers for word in reversed(list(opener.subtree))):
        if noun.dep_ not in ("appos", "conj", "pobj") or noun.pos_ not in ("NOUN", "PROPN") or not noun.head.i < noun.i < first:
            continue
        edge, last = noun.left_edge.i, noun.right_edge.i
        ends = last + 1 == first or (last + 2 == first and doc[last + 1].text == ",")
        if edge and doc[edge - 1].text == "," and ends:
            hang(noun, verb, "nsubjpass" if any(helper.dep_ == "auxpass" for helper in helpers) else "nsubj")
            return


# Before a verb: an opener, a comma and a subject.
_FEWEST_BEFORE = 3


def subjects_behind_conjunctions(doc: Sequence[Token]) -> None:
    """ "to run it after Ida Rowe, its boss, takes charge": "after" opens a clause, and who is named acts in it."""
    for verb in doc:
        if verb.dep_ != "conj" or verb.tag_ not in TENSED or any(child.dep_ in (*ANY_SUBJECT, "cc") for child in verb.children):
            continue
        comma = doc[verb.i - 1]
        beside = next((token for token in reversed(doc[: comma.i]) if token.right_edge.i == comma.i - 1 and token.dep_ == "appos"), None)
        if comma.text != "," or beside is None or beside.head.dep_ != "pobj":
            continue
        name, link = beside.head, beside.head.head
        if link.lower_ not in _CLAUSAL or link.dep_ != "prep":
            continue
        if link.head.i >= link.i or name.is_ancestor(verb):
            continue
        hang(verb, link.head, "advcl")
        hang(name, verb, "nsubj")
        hang(link, verb, "mark")
        hang(comma, name)


# Prepositions that open clauses as well.
_CLAUSAL = frozenset({"after", "before", "since", "until"})


def subjects_joined_to_objects(doc: Sequence[Token]) -> None:
    """ "We make progress and great strides have been made": the second noun is the subject of the verb right behind it, and no object."""
    for verb in doc:
        if verb.dep_ not in ("conj", "ccomp") or any(child.dep_ in ANY_SUBJECT or child.dep_ == "cc" for child in verb.children):
            continue
        helpers = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
        first = doc[min((helper.i for helper in helpers), default=verb.i)]
        noun = doc[first.i - 1] if first.i else first
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
            noun = noun.head.head  # "and membership of it demanded"
        if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN") or first.tag_ not in (*TENSED, "MD"):
            continue
        if noun.right_edge.i != first.i - 1:
            continue
        joint = next((child for child in reversed(list(noun.head.children)) if child.dep_ == "cc" and child.i < noun.i), None)
        if joint is None or noun.left_edge.i != joint.i + 1 or not verb.head.i < joint.i:
            continue
        if verb.dep_ == "ccomp":
            told = next((child for child in verb.head.rights if child.dep_ == "ccomp" and child.i < joint.i), None)
            if told is None:
                continue
            hang(verb, told, "conj")
        hang(joint, verb.head)
        hang(noun, verb, "nsubjpass" if any(helper.dep_ == "auxpass" for helper in helpers) else "nsubj")
