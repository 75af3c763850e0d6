"""Who says what inside one sentence.

Cues are found from the outside in: what stands inside somebody's speech is theirs, so the outermost speaker inside the article is the
source. The forms: "X said that ...", "..., X said", inverted "said X", 'X said: "..."', "she has, she said, ...", "as X said",
"according to X", participles ("adding that ..."), accusations, denials, labels ("called it a disgrace"), expectations, wishes, and what a
source gives ("put the toll at 94").
"""

from dataclasses import replace
from typing import Any

from pipeline.engines.offline.names import Actor, Names, noun_phrase
from pipeline.engines.offline.parse import Parsed, clause_text
from pipeline.engines.offline.speech import SUBJECTS, Speech, quoted_around, root_of, subject_of
from pipeline.engines.offline.statements import own_subject
from pipeline.lexicons import load

_WORDS = load("speech")
_SAY = _WORDS.words("say")
_SAY_THAT = _WORDS.words("say_that")
_SHOWS = _WORDS.words("shows")
_TEXTS, _PEOPLE = _WORDS.words("texts"), _WORDS.words("people")
_MANNER = _WORDS.words("manner")
_GIVE = _WORDS.words("give")
_WANT = _WORDS.words("want")
_URGE, _STUDY_AUTHORS = _WORDS.words("urge"), _WORDS.words("study_authors")
_EXPECT = _WORDS.words("expect")
_ACCUSE = _WORDS.words("accuse")
_DENY = _WORDS.words("deny")
_LABEL = _WORDS.words("label")
_REFUSE = _WORDS.words("refuse")
_QUESTION = _WORDS.words("question")
_ALLEGATIONS = _WORDS.words("allegations")
_BODIES = load("names").words("bodies")
_HEARINGS = _WORDS.words("hearings")
_SPEAKING = _SAY | _SAY_THAT | _SHOWS | _MANNER

_CLAUSAL = ("ccomp", "xcomp", "pcomp")


_RUMOURED = frozenset({"understand", "believe", "think", "say", "report", "know", "allege", "rumour", "rumor", "expect", "claim"})
# "The agents continued their strike" is no speech.
_GOING_ON = frozenset({"continue", "begin", "conclude", "repeat", "add", "finish", "start", "end", "offer", "claim"})
# A court or a study "found", as others said: "Of 40 requests, the judge found, ten were lawful."
_FINDING = frozenset({"find", "hold", "rule", "point"})
_SHOWN_LAST = frozenset(
    {"show", "shows", "showed", "suggest", "suggests", "suggested", "indicate", "indicates", "indicated", "say", "says", "said"}
)
_HOLDING = frozenset({"believe", "think", "expect", "accept", "agree"})
_VIEWS = _WORDS.words("views")
# "charged according to the number of axles": a measure says nothing.
_MEASURES = frozenset(
    {
        "number",
        "size",
        "weight",
        "age",
        "type",
        "kind",
        "need",
        "rank",
        "order",
        "plan",
        "schedule",
        "custom",
        "tradition",
        "income",
        "price",
    }
)
_WORDS_OF = frozenset(
    {"word", "words", "view", "opinion", "eye", "eyes", "telling", "judgment", "judgement", "estimation", "account", "reading", "version"}
)
_RECKONINGS = frozenset({"estimate", "count", "reckoning", "calculation", "account", "tally", "admission", "figure", "figures"})
_TELLING_SOMEBODY = frozenset({"tell", "inform", "assure", "brief", "remind"})
_SOME = frozenset(["some", "many", "both", "most", "few", "several", "neither", "one", "two", "three", "four", "all", "each"])
_CLOSERS = frozenset(",”\"’'–—-:")


def speech_in(sentence: Parsed, names: Names) -> list[Speech]:
    if (shown := _shown_last(sentence)) is not None:
        return [shown]
    taken: set[int] = set()
    found: list[Speech] = []
    for token in sorted(sentence.doc, key=_depth):
        if token.i in taken and token.dep_ != "relcl":
            continue
        speech = _from_cue(token, sentence, names, taken if token.i not in taken else set())
        if speech is None or not speech.tokens:
            continue
        if token.i in taken:
            # Inside somebody's speech only what the same speaker adds is apart ("support, which he said was vital").
            around = next(outer for outer in found if token.i in outer.tokens)
            if speech.source.name != around.source.name or not speech.lead:
                continue
            found[found.index(around)] = replace(around, tokens=around.tokens - {word.i for word in token.subtree})
        found.append(speech)
        taken |= speech.tokens
    return sorted(found, key=lambda speech: min(speech.tokens))


def _shown_last(sentence: Parsed) -> Speech | None:
    """ "Chile expelled 1,140 people, government data show.": the parser seldom sees that the last word is a verb."""
    doc = sentence.doc
    shows = next(
        (token for token in doc[3:] if token.lower_ in _SHOWN_LAST and (token.i + 1 == len(doc) or token.nbor().text in ".,")), None
    )
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


def _depth(token: Any) -> int:
    depth = 0
    while token.head.i != token.i and depth < 60:
        token = token.head
        depth += 1
    return depth


def _from_cue(token: Any, sentence: Parsed, names: Names, taken: set[int]) -> Speech | None:
    if token.lower_ == "according" and token.i + 1 < len(sentence.doc) and token.nbor().lower_ == "to":
        return _according(token, sentence, names, taken)
    per = token.lower_ == "per" and (token.i == 0 or token.nbor(-1).lower_ == "as")
    if per or (token.lower_ == "by" and _reckoned(token) is not None):
        return _according(token, sentence, names, taken)
    if token.lower_ in ("for", "in") and token.i == 0 and (speech := _for_somebody(token, sentence, names)):
        return speech
    if token.pos_ not in ("VERB", "AUX") or sentence.quoted[token.i]:
        return None
    lemma = token.lemma_.lower()
    if lemma == "be" and (speech := _view(token, sentence, names)):
        return speech
    if lemma in _HOLDING and any(child.dep_ == "neg" for child in token.children) and (speech := _not_held(token, sentence, names)):
        return speech
    if lemma in _ACCUSE and (speech := _accusation(token, sentence, names)):
        return speech
    if lemma == "dispute" and (speech := _denial(token, sentence, names)):
        return speech  # "does not dispute that" too
    if _no_assertion(token):
        return None
    if lemma in _DENY and (speech := _denial(token, sentence, names)):
        return speech
    if (lemma in _SPEAKING or lemma == "hear") and (speech := _saying(token, sentence, names, taken)):
        return speech
    if lemma in _EXPECT and (speech := _expectation(token, sentence, names)):
        return speech
    if lemma in _LABEL and (speech := _labelling(token, sentence, names)):
        return speech
    if lemma in _WANT and (speech := _wish(token, sentence, names)):
        return speech
    if lemma in _GIVE or lemma in _SHOWS:
        return _giving(token, sentence, names)
    return None


def _view(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    """ "Irish Water's view is that ...", "the message from the ministry was that ..."."""
    noun = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if noun is None or clause is None or noun.lemma_.lower() not in _VIEWS:
        return None
    links = (child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("of", "from", "among"))
    whose = next((child for child in noun.children if child.dep_ == "poss"), None) or next(
        (child for link in links for child in link.children if child.dep_ == "pobj"), None
    )
    source = _speaker(whose, sentence, names)
    if source is None:
        return None
    return Speech(sentence, frozenset(token.i for token in clause.subtree), clause.i, source, "say", verb.i, "view")


def _for_somebody(link: Any, sentence: Parsed, names: Names) -> Speech | None:
    """ "For Megan Rhys, the new scheme is a bribe", "In the governor's words, it was a trap": theirs."""
    who = next((child for child in link.children if child.dep_ == "pobj"), None)
    whose = next((child for child in who.children if child.dep_ == "poss"), None) if who is not None else None
    in_words = link.lower_ == "in" and who is not None and whose is not None and who.lemma_.lower() in _WORDS_OF
    source = _speaker(whose, sentence, names) if in_words else names.actor(who, sentence) if who is not None else None
    root = link.head
    last = max(token.i for token in link.subtree)
    comma = last + 1 < len(sentence.doc) and sentence.doc[last + 1].text == ","
    judged = source is not None and source.kind == "named" and link.lower_ == "for" and root.lemma_ == "be"
    if source is None or not (in_words or judged) or not comma or root.i < last:
        return None
    content = frozenset(range(last + 2, len(sentence.doc)))
    return Speech(sentence, content, root.i, source, "say", link.i, "for-somebody")


def _not_held(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    """ "Investigators do not believe that he was at fault": what they do not hold is theirs."""
    source = _speaker(subject_of(verb), sentence, names)
    clause = next((child for child in verb.children if child.dep_ in _CLAUSAL and child.i > verb.i), None)
    modal = any(child.tag_ == "MD" for child in verb.children)
    if source is None or clause is None or modal or verb.dep_ not in ("ROOT", "conj", "parataxis"):
        return None
    return Speech(sentence, frozenset(token.i for token in verb.subtree), verb.i, source, "give", verb.i, "not-held")


def _no_assertion(verb: Any) -> bool:
    """ "did not say", "declined to say", "could not confirm", "asked to comment": verbs of refusal are no speech."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    if any(child.dep_ == "aux" and child.lemma_.lower() in ("can", "could", "should", "may", "might", "must") for child in verb.children):
        return bool(verb.lemma_.lower() != "argue")
    governor = verb.head
    if verb.dep_ == "xcomp" and governor.lemma_.lower() in _RUMOURED and any(child.dep_ == "auxpass" for child in governor.children):
        return True  # "Whips are understood to have told rebels that ..."
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.tag_ == "VB" and governor.i != verb.i:
        return True
    return bool(verb.lemma_.lower() in _QUESTION)


def _speaker(subject: Any | None, sentence: Parsed, names: Names) -> Actor | None:
    """Who a subject is, as a speaker. A pronoun that cannot be resolved stays as it stands."""
    if subject is None:
        return None
    if subject.tag_ in ("WP", "WDT") and subject.head.dep_ == "relcl":
        subject = subject.head.head
    if (subject.lower_ in _SOME and subject.tag_ not in ("NN", "NNS")) or subject.tag_ == "CD":
        named = next((child for child in subject.children if child.dep_ == "appos"), None)  # "One of them, Ida Rowe, said"
        person = names.actor(named, sentence) if named is not None else None
        return person if person is not None and person.kind == "named" else Actor(noun_phrase(subject), "anonymous")
    if subject.tag_ != "PRP":
        return names.actor(subject, sentence)
    actor = names.actor(subject, sentence) or (names.plural(subject, sentence) if subject.lower_ == "they" else None)
    if actor is None and subject.lower_ in ("they", "he", "she", "it"):
        return Actor(subject.lower_, "institution" if subject.lower_ == "it" else "anonymous")
    return actor


def _saying(verb: Any, sentence: Parsed, names: Names, taken: set[int]) -> Speech | None:
    subject = subject_of(verb)
    passive = subject is not None and subject.dep_ == "nsubjpass" and subject.head.i == verb.i
    lemma = verb.lemma_.lower()
    if subject is None:
        subject = _inverted_subject(verb)
    if subject is None or (passive and lemma not in ("tell",)):
        return None
    subject = _inserted(verb, subject)
    source = _speaker(subject, sentence, names)
    witness = _heard_from(verb) if lemma == "hear" else None
    if witness is not None and subject.lemma_.lower() in _HEARINGS:
        source = _speaker(witness, sentence, names)
    if source is None or (lemma in _GOING_ON and any(child.dep_ == "dobj" and not sentence.quoted[child.i] for child in verb.rights)):
        return None
    if lemma == "hear" or passive:
        if subject.lemma_.lower() not in _HEARINGS:
            return None
    elif lemma in _MANNER:
        if not any(sentence.quoted):
            return None
    elif lemma not in _SAY and lemma not in _SAY_THAT and not _is_text(subject):
        return None
    block = _block(verb, subject)
    lead = _lead(verb)
    content = _content(verb, block, sentence, taken) if not lead else {token.i for token in _clause_of(verb, block).subtree}
    if not content:
        return None
    root = root_of(content, sentence)
    rule = "said-of" if lead else "said-that" if min(content) > verb.i else "trailing-said"
    return Speech(sentence, frozenset(content), root, source, "say", verb.i, rule, lead)


def _heard_from(verb: Any) -> Any | None:
    """ "The inquiry heard from Anton Kruger that ...": him."""
    link = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "from"), None)
    return next((child for child in link.children if child.dep_ == "pobj"), None) if link is not None else None


def _leads_on(token: Any) -> bool:
    """The "and" of "and said", not that of "between $3 million and $5 million"."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    number = following.like_num or following.tag_ in ("$", "SYM") or any(map(str.isdigit, following.text))
    return token.dep_ == "mark" or (token.dep_ == "cc" and not number)


def _inserted(verb: Any, subject: Any) -> Any:
    """ "The aircraft, an official told this newspaper, had been flagged": the official, whom the parser takes for the aircraft."""
    before = verb.nbor(-1) if verb.i > 0 else subject
    others = subject.head.i == verb.i and before.i > subject.i and before.head.i in (verb.i, subject.i) and before.lemma_.lower() in _PEOPLE
    return (
        before
        if others and before.dep_ in ("nsubj", "appos") and before.left_edge.i > 0 and before.left_edge.nbor(-1).text == ","
        else subject
    )


def _clause_of(verb: Any, block: set[int]) -> Any:
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "pcomp") and child.i not in block]
    if len(clauses) > 1 and any(token.text == ";" for token in verb.doc[clauses[0].i : verb.i]):
        clauses = clauses[1:]  # "A says B; C says D": D is C's
    return clauses[0] if clauses else _told(verb)


def _told(verb: Any) -> Any | None:
    """ "told the meeting he understood the fears": what the parser takes for a relative clause on the meeting."""
    if verb.lemma_.lower() not in _TELLING_SOMEBODY:
        return None
    whom = (child for child in verb.children if child.dep_ in ("dobj", "dative"))
    clauses = (child for heard in whom for child in heard.children if child.dep_ == "relcl")
    return next((clause for clause in clauses if not any(word.tag_ in ("WDT", "WP") for word in clause.subtree)), None)


def _lead(verb: Any) -> tuple[int, ...]:
    """The noun that the reported clause is about, where the cue is a relative clause on it ("a trip Rome says will come soon")."""
    clause = _clause_of(verb, set())
    if verb.dep_ != "relcl" or clause is None or clause.i < verb.i or clause.head.i != verb.i:
        return ()
    own = next((child for child in clause.children if child.dep_ in SUBJECTS), None)
    if own is not None and own.tag_ not in ("WDT", "WP"):
        return ()
    noun = verb.head
    aside = {token.i for child in noun.children if child.dep_ in ("relcl", "appos", "acl", "punct", "cc") for token in child.subtree}
    return tuple(token.i for token in noun.subtree if token.i not in aside)


def _is_text(subject: Any) -> bool:
    return subject.lemma_.lower() in _TEXTS or any(child.dep_ in ("prep",) and child.lower_ == "by" for child in subject.children)


def _inverted_subject(verb: Any) -> Any | None:
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "attr", "npadvmod", "oprd")
            and child.i in (verb.i + 1, verb.i + 2, verb.i + 3)
            and child.tag_ in ("NNP", "NN", "PRP", "NNS")
            and any(other.dep_ == "ccomp" and other.i < verb.i for other in verb.children)
        ):
            return child
    return None


def _block(verb: Any, subject: Any) -> set[int]:
    """Places of the cue: the verb, its subject and what belongs to them ("a senior official told reporters on Monday")."""
    block = {verb.i}
    if subject.head.i == verb.i:
        block |= {token.i for token in subject.subtree}
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "dative", "prep", "npadvmod", "advmod", "agent", "prt") or (
            child.dep_ == "dobj" and (verb.lemma_.lower() in _TELLING_SOMEBODY or child.i == subject.i)
        ):
            block |= {token.i for token in child.subtree}
    told = _told(verb)
    return block - {token.i for token in told.subtree} if told is not None else block


def _content(verb: Any, block: set[int], sentence: Parsed, taken: set[int]) -> set[int]:
    doc = sentence.doc
    clause = _clause_of(verb, block)
    start = min(_beside(verb, block))
    content: set[int] = set()
    if verb.i + 2 < len(doc) and doc[verb.i + 1].text == ":" and (later := {i for i in range(verb.i + 2, len(doc)) if sentence.quoted[i]}):
        content = later  # X said: "..."
    elif clause is not None and clause.i > verb.i:
        if any(child.dep_ == "mark" and child.lower_ in ("if", "whether") for child in clause.children) or _is_indirect_question(clause):
            return set()
        content = ({token.i for token in clause.subtree} | _further_clauses(verb, clause)) - _acts_beside(clause, sentence)
        if not any(child.dep_ in (*SUBJECTS, "expl") for child in clause.children):
            # The parser lost the subject ("said 90 per cent of imports came from China"): all from the verb on.
            outer = next((child for child in verb.lefts if child.dep_ in SUBJECTS and child.i not in block), None)
            if outer is not None:  # "The aircraft, an official told us, had been flagged"
                content |= {token.i for token in outer.subtree} - block
            else:
                content |= set(range(verb.i + 1, clause.i))
                block = {verb.i}
    elif _is_parenthesis(verb, block, doc):
        content = set(range(len(doc)))
    elif verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children) and clause is None:
        # "The estimate was wrong, as the group itself admitted."
        content = set(range(len(doc))) - {token.i for token in verb.subtree}
    elif _trails(verb, start, sentence):
        # Trailing attribution covers its own sentence, up to a semicolon.
        first = max((i + 1 for i in range(start) if doc[i].text == ";"), default=0)
        content = set(range(first, start))
        if clause is not None:
            content |= {token.i for token in clause.subtree if token.i >= first}
        beside = (child for child in verb.rights if child.dep_ in ("advcl", "conj") and not sentence.quoted[child.i])
        apart = {token.i for child in beside for token in child.subtree}
        content |= {i for i in range(max(block) + 1, len(doc)) if sentence.quoted[i] and i not in apart}
        content |= _goes_on(max(block) + 1, sentence)
    elif clause is not None:
        content = {token.i for token in clause.subtree} | _goes_on(max(block) + 1, sentence)
    elif verb.dep_ == "parataxis" and verb.lemma_.lower() in _SAY:
        inside = {token.i for token in verb.subtree}
        content = {token.i for token in doc if token.i not in inside}
    if not content or any(token.text == ":" for token in doc[verb.i + 1 :]):
        content |= {i for i in range(verb.i + 1, len(doc)) if sentence.quoted[i] and i not in block}
    if not content and verb.i + 1 < len(doc):
        # The parser lost the clause: all after "that".
        that = next((token.i for token in verb.rights if token.lower_ == "that" and token.i <= verb.i + 4), None)
        that = that or (verb.i + 1 if doc[verb.i + 1].lower_ == "that" else None)
        content = set(range(that + 1, len(doc))) if that is not None and doc[that].tag_ in ("IN", "DT") and that + 4 < len(doc) else set()
    return {i for i in content if i not in block and i not in taken} if _has_words(content, doc) else set()


def _beside(verb: Any, block: set[int]) -> list[int]:
    """The part of the block that hangs together with the verb."""
    first = verb.i
    while first - 1 in block:
        first -= 1
    return list(range(first, verb.i + 1))


def _further_clauses(verb: Any, clause: Any) -> set[int]:
    """ "said that A but that B": clauses with a "that" of their own which the parser hung elsewhere."""
    found: set[int] = set()
    for token in verb.doc[clause.right_edge.i :]:
        if token.lower_ != "that" or token.nbor(-1).lower_ not in ("and", "but", "or") or token.head.i == clause.i:
            continue
        if token.dep_ == "mark":
            found |= {word.i for word in token.head.subtree if word.i > clause.i}
        elif token.dep_ == "det" and token.head.tag_ == "NNS":  # "but that ratepayers had paid": the parser takes it for "those"
            found |= {word.i for word in token.head.head.subtree if word.i > token.i}
    return found


def _acts_beside(clause: Any, sentence: Parsed) -> set[int]:
    """ "said that a tenant “is no trespasser”, and set aside the order": an act of the speaker, which the parser hangs on what was said."""
    acts = (child for child in clause.children if child.dep_ == "conj" and child.tag_ == "VBD" and own_subject(child) is None)
    now = clause.tag_ in ("VBZ", "VBP") or any(child.tag_ == "MD" for child in clause.children)
    return {
        token.i
        for act in acts
        if now and sentence.quoted[clause.i] and not sentence.quoted[act.i] and act.nbor(-1).dep_ == "cc" and act.nbor(-2).text == ","
        for token in act.subtree
    }


def _goes_on(start: int, sentence: Parsed) -> set[int]:
    """ "The bar would pay more, she said, and the stand would stay without a roof": reported speech goes on after "she said,".

    Beside a quotation a verb without a subject of its own is an act ('"...", he said, and left').
    """
    doc = sentence.doc
    place = start
    while place < len(doc) and doc[place].text == ",":
        place += 1
    if place >= len(doc) or doc[place].lower_ not in ("and", "but", "or"):
        return set()
    rest = doc[place + 1 :]
    verb = next((token for token in rest if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass")), None)
    if verb is None or any(token.lemma_.lower() in _SAY for token in rest if token.pos_ == "VERB"):
        return set()
    own = any(child.dep_ in (*SUBJECTS, "expl") for child in verb.children)
    return set(range(place, len(doc))) if own or not any(sentence.quoted) else set()


def _is_parenthesis(verb: Any, block: set[int], doc: Any) -> bool:
    """ "She has, she said, turned down two offers": commas on both sides, and one clause around them."""
    if verb.lemma_.lower() not in _SAY | _FINDING or verb.dep_ not in ("parataxis", "ccomp", "ROOT", "advcl", "conj"):
        return False
    beside = _beside(verb, block)
    first, last = beside[0], beside[-1]
    while last + 1 in block:
        last += 1
    if first < 2 or last + 2 >= len(doc) or doc[first - 1].text not in ",–—" or doc[last + 1].text not in ",–—":
        return False
    before, after = doc[first - 2], doc[last + 2]
    if before.text in "”\"’'" or after.lower_ in ("and", "but", "though", "although", "while", "adding", "as", "who", "which"):
        return False
    return after.text not in '“"‘' and any(token.pos_ in ("VERB", "AUX") for token in doc[last + 2 :])


def _trails(verb: Any, start: int, sentence: Parsed) -> bool:
    """Whether "X said" stands after what was said."""
    doc = sentence.doc
    if verb.lemma_.lower() not in _SAY | _MANNER or verb.dep_ not in ("ROOT", "parataxis", "conj", "ccomp", "advcl") or start < 2:
        return False
    quoted = doc[start - 1].text in "”\"’'" or any(sentence.quoted[:start])
    if not quoted and any(
        child.dep_ in ("dobj", "mark") and child.i > start - 1 and verb.lemma_ not in ("tell", "inform") for child in verb.children
    ):
        return False
    return doc[start - 1].text in _CLOSERS and (quoted or any(token.pos_ in ("VERB", "AUX") for token in doc[:start]))


def _is_indirect_question(clause: Any) -> bool:
    first = next(iter(clause.subtree))
    return bool(first.tag_ == "WRB" and first.lower_ in ("how", "why", "when", "where"))


def _has_words(content: set[int], doc: Any) -> bool:
    return sum(1 for i in content if doc[i].text[0].isalnum()) >= 2


def _according(token: Any, sentence: Parsed, names: Names, taken: set[int]) -> Speech | None:
    links = [token, *(child for child in token.children if child.lower_ == "to")]
    noun = _reckoned(token) or next((noun for link in links for noun in link.children if noun.dep_ == "pobj"), None)
    source = _speaker(noun, sentence, names) if noun is not None and noun.lemma_.lower() not in _MEASURES else None
    if source is None and noun is not None and noun.tag_ == "PRP$":  # "By her own estimate, Janelle Mott has answered 9,000 calls"
        source = _speaker(subject_of(token.head), sentence, names)
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


def _behind_lost_according(token: Any, sentence: Parsed) -> frozenset[int]:
    """What follows "According to X, Y," at the start, where the parser took it all for one phrase."""
    doc = sentence.doc
    verb = next((word for word in doc[token.i + 2 :] if word.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    comma = next((i for i in range(verb.i - 1, token.i, -1) if doc[i].text == ","), None) if verb is not None else None
    return frozenset(range(comma + 1, len(doc))) if comma is not None and token.i == 0 else frozenset()


def _reckoned(by: Any) -> Any | None:
    """Whose reckoning it is: "by her own estimate", "by the ministry's count"."""
    if by.lower_ != "by":
        return None
    count = next((child for child in by.children if child.dep_ == "pobj" and child.lemma_.lower() in _RECKONINGS), None)
    return next((child for child in count.children if child.dep_ == "poss"), None) if count is not None else None


def _denial(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    source = _speaker(subject_of(verb), sentence, names)
    if source is None or any(child.dep_ == "nsubjpass" for child in verb.children):
        return None
    objects = [child for child in verb.children if child.dep_ in ("dobj", *_CLAUSAL)]
    rejected = [child for child in objects if child.dep_ in _CLAUSAL or child.lemma_.lower() in _ALLEGATIONS]
    if not (objects if verb.lemma_.lower() in ("deny", "refute", "rebut", "dispute") else rejected):
        return None
    # What is joined to the denial, stands before it, or gives its reason ("denied it, saying ...") is another proposition.
    joined = {
        token.i
        for child in verb.children
        if child.dep_ in ("conj", "cc")
        or (child.dep_ in ("ccomp", "parataxis") and child.i < verb.i)
        or (child.dep_ == "advcl" and child.lemma_.lower() in _SAY)
        for token in child.subtree
    }
    content = frozenset(token.i for token in verb.subtree if token.i not in joined)
    return Speech(sentence, content, verb.i, source, "deny", verb.i, "denied")


def _accusation(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    """ "X accused Y of doing Z", "Y was accused by X of doing Z": X claims Z."""
    passive = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    accuser = next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None
    source = _speaker(accuser if passive is not None else subject_of(verb), sentence, names)
    accused = passive if passive is not None else next((child for child in verb.children if child.dep_ == "dobj"), None)
    of = next(
        (word for word in verb.subtree if word.i > verb.i and word.lower_ in ("of", "for") and word.dep_ == "prep" and _gerund(word)), None
    )
    if source is None or accused is None:
        return None
    if of is None:
        charge = any(child.dep_ == "prep" and child.lower_ == "of" for child in verb.children)
        whole = frozenset(token.i for token in verb.subtree)
        return Speech(sentence, whole, verb.i, source, "give", verb.i, "accused-of") if charge and passive is None else None
    deed = _gerund(of)
    aside = {token.i for token in of.subtree}
    content = frozenset([*(token.i for token in accused.subtree if token.i not in aside), *(token.i for token in deed.subtree)])
    return Speech(sentence, content, deed.i, source, "accuse", verb.i, "accused")


def _gerund(preposition: Any) -> Any:
    """The act behind "of": "of hiding it", "of having hidden it"."""
    return next((child for child in preposition.children if child.dep_ == "pcomp" and (child.tag_ == "VBG" or _having(child))), None)


def _having(verb: Any) -> bool:
    return verb.tag_ == "VBN" and any(child.lower_ == "having" and child.dep_ == "aux" for child in verb.children)


def _expectation(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    source = _speaker(next((child for child in verb.children if child.dep_ == "nsubj"), None), sentence, names)
    clause = next((child for child in verb.children if child.dep_ in ("ccomp", "xcomp") and child.i > verb.i), None)
    if source is None or clause is None:
        return None
    if verb.lemma_.lower() == "see" and clause.tag_ != "VBG":
        return None
    if clause.dep_ == "xcomp":  # "expects to earn less": what it says of itself
        return Speech(sentence, frozenset(token.i for token in verb.subtree), verb.i, source, "give", verb.i, "expects-to")
    return Speech(sentence, frozenset(token.i for token in clause.subtree), clause.i, source, "expect", verb.i, "expected")


def _labelling(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    """ "X called Y Z", "X described Y as Z"."""
    source = _speaker(subject_of(verb), sentence, names)
    thing = next((child for child in verb.children if child.dep_ in ("dobj", "nsubj") and child.i > verb.i), None)
    label = next((child for child in verb.children if child.dep_ in ("oprd", "xcomp", "ccomp") and child.i > verb.i), None)
    around = [*verb.children, *(thing.children if thing is not None else ())]
    as_ = next((child for child in around if child.dep_ == "prep" and child.lower_ == "as" and child.i > verb.i), None)
    if label is not None and label.dep_ == "ccomp" and thing is None:
        if label.lemma_ == "be" or any(child.dep_ == "aux" for child in label.children):
            return None
        thing = next((child for child in label.children if child.dep_ == "nsubj"), None)
    if label is None and as_ is not None:
        label = next((child for child in as_.children if not child.is_punct), None)
    if label is None and thing is not None:  # "calling it “a solution”": two objects
        label = next((child for child in verb.children if child.dep_ == "dobj" and child.i > thing.i), None)
    if label is None and thing is not None:
        # The parser takes a quoted label for an apposition: called the fund "a sweetener".
        behind = (child for child in thing.rights if child.dep_ in ("appos", "amod"))
        label = next((child for child in behind if sentence.quoted[child.i] and not sentence.quoted[thing.i]), None)
        nouns = [token for token in sentence.doc[verb.i + 1 : thing.i] if token.pos_ in ("NOUN", "PROPN", "PRON")]
        unquoted = [token for token in nouns if not sentence.quoted[token.i]]
        if label is None and unquoted and sentence.quoted[thing.i]:
            thing, label = unquoted[-1], thing  # called conditions "indecent"
    if source is None or thing is None or label is None or label.tag_ == "VB" or thing.tag_ in ("WP", "WDT") or thing.pos_ == "VERB":
        return None
    outer, inner = ({token.i for token in part.subtree} for part in (thing, label))
    inner |= set(quoted_around(sentence, label.i))
    content = frozenset((outer - ({token.i for token in as_.subtree} if as_ is not None else set())) | inner)
    return Speech(sentence, content, label.i, source, "label", verb.i, "labelled")


def _wish(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    """ "X wants Y to do Z", "X called for Y": what X wants is X's opinion."""
    subject = subject_of(verb)
    source = _speaker(subject, sentence, names) if subject is not None and subject.dep_ == "nsubj" else None
    if source is None or subject is None or not (_can_wish(source) or subject.lemma_.lower() in _STUDY_AUTHORS):
        return None
    lemma = verb.lemma_.lower()
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if clause is not None and lemma not in ("call", "ask") and any(child.dep_ in SUBJECTS for child in clause.children):
        return Speech(sentence, frozenset(token.i for token in clause.subtree), clause.i, source, "want", verb.i, "wanted")
    if lemma in _URGE and (asked := _asked_of(verb)) is not None:
        whom, act = asked
        content = frozenset(token.i for part in (whom, act) for token in part.subtree)
        return Speech(sentence, content, act.i, source, "want", verb.i, "urged")
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if lemma in ("demand", "recommend") and thing is not None and clause is None and thing.pos_ in ("NOUN", "PROPN"):
        return Speech(sentence, frozenset(token.i for token in verb.subtree), verb.i, source, "give", verb.i, "asked-for")
    wanted = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "for"), None)
    if lemma in ("call", "ask") and wanted is not None:
        return Speech(sentence, frozenset(token.i for token in verb.subtree), verb.i, source, "give", verb.i, "asked-for")
    return None


def _can_wish(source: Actor) -> bool:
    """ "The plan calls for 40 homes" is no wish: a body that has one has a name or is called a body."""
    last = source.name.split()[-1]
    return source.kind != "institution" or last[0].isupper() or last in _BODIES


def _asked_of(verb: Any) -> tuple[Any, Any] | None:
    """Who should do what: the board and "open" of "urged the board to open its books", "called on the board to open its books"."""
    act = next((child for child in verb.children if child.dep_ in ("xcomp", "advcl") and child.tag_ == "VB" and child.i > verb.i), None)
    on = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to")), None)
    whom = next((child for child in (on if on is not None else verb).children if child.dep_ in ("dobj", "pobj", "dative")), None)
    if whom is None or (on is None and verb.lemma_.lower() in ("call", "appeal")):
        return None
    act = act or next((child for child in whom.children if child.dep_ in ("acl", "relcl") and child.tag_ == "VB"), None)
    if act is None or act.i < whom.i or not any(child.lower_ == "to" and child.dep_ == "aux" for child in act.children):
        return None
    return whom, act


def _has_number(preposition: Any) -> bool:
    return any(
        word.like_num or any(map(str.isdigit, word.text)) or word.lower_ == "half"
        for child in preposition.children
        for word in child.subtree
    )


def _giving(verb: Any, sentence: Parsed, names: Names) -> Speech | None:
    """ "The company reported a loss", "the poll found 49 per cent in favour", "the office warned of rain", "X put the toll at 94"."""
    subject = subject_of(verb)
    if subject is None or subject.dep_ != "nsubj" or subject.tag_ in ("WP", "WDT"):
        return None
    lemma = verb.lemma_.lower()
    source = _speaker(subject, sentence, names)
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    found_none = (
        lemma == "find" and source is not None and source.kind == "institution" and thing is not None and thing.left_edge.lower_ == "no"
    )
    if lemma not in _GIVE and not _is_text(subject) and not found_none:
        return None
    at = next((word for word in verb.subtree if word.i > verb.i and word.lower_ == "at" and _has_number(word)), None)
    of = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("of", "against")), None)
    if source is None or (thing is None and not (lemma == "warn" and of is not None)):
        return None
    if lemma == "put":
        if at is None or thing is None:
            return None
        after = (token.i for token in sentence.doc[at.i :] if token.text in ",;" or _leads_on(token) or token.i > verb.right_edge.i)
        end = next(after, len(sentence.doc))
        content = frozenset([*range(thing.left_edge.i, at.i), *range(at.i, end)])
        return Speech(sentence, content, at.i, source, "put", verb.i, "put-at")
    if lemma == "raise":
        return None
    return Speech(sentence, frozenset(token.i for token in verb.subtree), verb.i, source, "give", verb.i, "gave")


# Over sentences
