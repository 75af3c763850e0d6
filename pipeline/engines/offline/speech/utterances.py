"""What somebody says in so many words: "X said that ...", "..., X said", inverted, inserted, told to somebody, heard from somebody.

The cue is a verb of speech; what it covers is found from the parse, and from the marks where the parser lost it.
"""

from collections.abc import Sequence

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech.cue_subjects import cue_subject
from pipeline.engines.offline.speech.no_speech import TELLING_SOMEBODY, is_no_speech
from pipeline.engines.offline.speech.speech import Speech, is_text, opens_clause, quoted_around, root_of, speaker_of
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.engines.offline.syntax.verbs import own_subject, subject_of
from pipeline.lexicons import load

_WORDS = load("speech")
_SAY = _WORDS.words("say")
_SAY_THAT = _WORDS.words("say_that")
_MANNER = _WORDS.words("manner")
_HEARINGS = _WORDS.words("hearings")
# A court or a study "found", as others said: "Of 40 requests, the judge found, ten were lawful."
_FINDING = frozenset({"find", "hold", "rule", "point"})
_ABOUT = frozenset({"comment", "respond", "reply", "decide", "agree"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CLOSERS = frozenset(",”\"’'–—-:")
# Before "X said": a word and the mark that closes it.
_FEWEST_SAID = 2


def saying(verb: Token, sentence: Parsed, names: Names, taken: set[int]) -> Speech | None:
    """What somebody says by a verb of speech; None where it is none, or covers no words. taken: places that other speech covers."""
    own = subject_of(verb)
    passive = own is not None and own.dep_ == "nsubjpass" and own.head.i == verb.i
    lemma = verb.lemma_.lower()
    subject, aside = cue_subject(verb, sentence)
    if subject is None or (passive and lemma not in ("tell",)):
        return None
    source = speaker_of(subject, sentence, names)
    witness = _heard_from(verb) if lemma == "hear" else None
    if witness is not None and subject.lemma_.lower() in _HEARINGS:
        source = speaker_of(witness, sentence, names)
    if source is None or is_no_speech(verb, subject, source, sentence):
        return None
    if lemma == "hear" or passive:
        if subject.lemma_.lower() not in _HEARINGS:
            return None
    elif lemma in _MANNER and lemma not in _SAY_THAT:
        if not any(sentence.quoted):
            return None
    elif lemma not in _SAY and lemma not in _SAY_THAT and not is_text(subject):
        return None
    block = _block(verb, subject) | aside
    lead = _lead(verb)
    told = _clause_of(verb, block) if lead else None
    content = {token.i for token in told.subtree} if told is not None else _content(verb, block, sentence, taken)
    if not content:
        return None
    root = root_of(content, sentence)
    rule = "said-of" if lead else "said-that" if min(content) > verb.i else "trailing-said"
    return Speech(sentence, frozenset(content), root, source, "say", verb.i, rule, lead)


def _heard_from(verb: Token) -> Token | None:
    """ "The inquiry heard from Anton Kruger that ...": him."""
    link = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "from"), None)
    return next((child for child in link.children if child.dep_ == "pobj"), None) if link is not None else None


def _clause_of(verb: Token, block: set[int]) -> Token | None:
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "pcomp") and child.i not in block]
    between = verb.doc[clauses[0].i : verb.i] if clauses else ()
    if len(clauses) > 1 and (_goes_right_on(verb, clauses[1]) or any(token.text == ";" for token in between)):
        clauses = clauses[1:]  # "A says B; C says D", "she seems to see it — she said that she did"
    return clauses[0] if clauses else _told(verb) or _said_at(verb)


def _goes_right_on(verb: Token, clause: Token) -> bool:
    """Whether a clause on the right is what is said, whatever stands before: "that" opens it, or nothing parts it from the cue."""
    that = any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts)
    return clause.i > verb.i and (that or clause.left_edge.i == verb.i + 1)


def _said_at(verb: Token) -> Token | None:
    """ "said for the first time that the ships had left": what the parser takes for a relative clause on the time."""
    if any(child.dep_ == "ccomp" for child in verb.lefts):
        return None  # "It is late, the court ruled, in a judgment that many had feared"
    links = (link for link in verb.rights if link.dep_ == "prep")
    clauses = (token for link in links for token in link.subtree if token.dep_ in ("relcl", "acl") and token.left_edge.lower_ == "that")
    return next((clause for clause in clauses if clause.pos_ in ("VERB", "AUX") and _is_whole(clause)), None)


def _is_whole(clause: Token) -> bool:
    """Whether a clause lacks nothing that its "that" could stand for: "that the ships had left", not "that she likes"."""
    that = clause.left_edge
    own = any(child.dep_ in ("nsubj", "nsubjpass", "expl") and child.i != that.i for child in clause.children)
    other = any(child.dep_ in ("dobj", "attr", "pobj") and child.i != that.i for child in that.head.children)
    return own and (that.dep_ in ("mark", "advmod", "det") or other)


def _told(verb: Token) -> Token | None:
    """ "told the meeting he understood the fears": what the parser takes for a relative clause on the meeting."""
    if verb.lemma_.lower() not in TELLING_SOMEBODY:
        return None
    whom = (child for child in verb.children if child.dep_ in ("dobj", "dative"))
    clauses = (child for heard in whom for child in heard.children if child.dep_ == "relcl")
    return next((clause for clause in clauses if _is_told(clause)), None)


def _is_told(clause: Token) -> bool:
    """Whether what hangs on the audience is told to it: a clause without a relative word, or whose "that" is none."""
    relatives = [word for word in clause.subtree if word.tag_ in ("WDT", "WP")]
    opens = clause.left_edge
    own = any(child.dep_ in ("nsubj", "nsubjpass") and child.i != opens.i for child in clause.children)
    return not relatives or (opens.lower_ == "that" and own)


def _lead(verb: Token) -> tuple[int, ...]:
    """The noun that the reported clause is about, where the cue is a relative clause on it ("a trip Rome says will come soon")."""
    clause = _clause_of(verb, set())
    if verb.dep_ != "relcl" or clause is None or clause.i < verb.i or clause.head.i != verb.i:
        return ()
    own = next((child for child in clause.children if child.dep_ in SUBJECTS), None)
    if own is not None and own.tag_ not in ("WDT", "WP"):
        return ()
    noun = verb.head
    if noun.dep_ == "npadvmod" and noun.head.lower_ == "worth":
        noun = noun.head.head  # "eight contracts worth $3bn which it says are tainted": the contracts
    aside = {token.i for child in noun.children if child.dep_ in ("relcl", "appos", "acl", "punct", "cc") for token in child.subtree}
    aside |= {token.i for token in verb.subtree}
    return tuple(token.i for token in noun.subtree if token.i not in aside)


def _block(verb: Token, subject: Token) -> set[int]:
    """Places of the cue: the verb, its subject and what belongs to them ("a senior official told reporters on Monday")."""
    block = {verb.i}
    if subject.head.i == verb.i:
        block |= {token.i for token in subject.subtree}
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "dative", "prep", "npadvmod", "advmod", "agent", "prt") or (
            child.dep_ == "dobj" and (verb.lemma_.lower() in TELLING_SOMEBODY or child.i == subject.i)
        ):
            block |= {token.i for token in child.subtree}
    told = _told(verb) or _said_at(verb)
    return block - {token.i for token in told.subtree} if told is not None else block


def _content(verb: Token, block: set[int], sentence: Parsed, taken: set[int]) -> set[int]:
    """Places of what a verb of speech covers, by the parse, and by marks and "that" where the parser lost it; none where it asks."""
    doc = sentence.doc
    clause = _clause_of(verb, block)
    content = _behind_colon(verb, sentence)
    if not content and (clause is None or clause.i < verb.i):
        content = _around_cue(verb, clause, block, sentence)
    elif not content:
        if clause is None or _is_asked(clause):
            return set()
        content = _behind_cue(verb, clause, block, sentence)
        if own_subject(clause) is None and _outer_subject(verb, block) is None:
            # The parser lost the subject ("said 90 per cent of imports came from China"): all from the verb on.
            content |= set(range(verb.i + 1, clause.i))
            block = {verb.i}
    if not content or any(token.text == ":" for token in doc[verb.i + 1 :]):
        content |= {i for i in range(verb.i + 1, len(doc)) if sentence.quoted[i] and i not in block}
    content = content or _behind_lost_that(verb, doc)
    if not content and verb.lemma_ == "say" and opens_clause(verb):
        content = set(range(verb.i + 1, len(doc) - doc[-1].is_punct))
    content |= _quoted_on(content, sentence) | _quoted_before(verb, content, sentence)
    content -= _joint(verb, content, doc)
    return {i for i in content if i not in block and i not in taken} if _has_words(content, doc) else set()


def _behind_colon(verb: Token, sentence: Parsed) -> set[int]:
    """The quotation of 'X said: "..."'."""
    doc = sentence.doc
    if verb.i + 2 >= len(doc) or doc[verb.i + 1].text != ":":
        return set()
    return {i for i in range(verb.i + 2, len(doc)) if sentence.quoted[i]}


def _behind_cue(verb: Token, clause: Token, block: set[int], sentence: Parsed) -> set[int]:
    """The clause behind a verb of speech, with those that go on with it."""
    content = ({token.i for token in clause.subtree} | _further_clauses(verb, clause)) - _acts_beside(clause, sentence)
    following = verb.nbor()
    if following.tag_ == "VBG" and following.dep_ == "xcomp":  # "said closing it could cost jobs"
        content |= set(range(verb.i + 1, clause.left_edge.i))
    outer = _outer_subject(verb, block) if own_subject(clause) is None else None
    return content | ({token.i for token in outer.subtree} - block) if outer is not None else content


def _outer_subject(verb: Token, block: set[int]) -> Token | None:
    """The aircraft of "The aircraft, an official told us, had been flagged"."""
    return next((child for child in verb.lefts if child.dep_ in SUBJECTS and child.i not in block), None)


def _around_cue(verb: Token, clause: Token | None, block: set[int], sentence: Parsed) -> set[int]:
    """What stands before a verb of speech and around it; `clause`: what the parser takes for said."""
    doc, start = sentence.doc, min(_beside(verb, block))
    if _is_parenthesis(verb, block, doc):
        end = next((i for i in range(start, len(doc)) if i not in block), start)
        # "Norway, she said, wanted quota" is without its commas; "In May, she said, it closed" has one.
        parted = any(child.dep_ in SUBJECTS and child.i < start for token in doc[end:] for child in token.lefts)
        return set(range(min(_between_semicolons(start, sentence)), len(doc))) - ({start - 1, end} if parted else set())
    if clause is None and _grants(verb):
        return set(range(len(doc))) - {token.i for token in verb.subtree}
    if _trails(verb, start, sentence):
        return _before_cue(verb, clause, start, max(block) + 1, sentence)
    if clause is not None:  # "Fares will not rise; a review will report in June": not the review
        beside = clause.i < verb.i and clause.i not in _between_semicolons(start, sentence) and not sentence.quoted[clause.i]
        return set() if beside else {token.i for token in clause.subtree} | _goes_on(max(block) + 1, sentence)
    if verb.dep_ == "parataxis" and verb.lemma_.lower() in _SAY and not any(sentence.quoted[verb.i + 1 : verb.i + 3]):
        return set(range(len(doc))) - {token.i for token in verb.subtree}
    return set()


def _between_semicolons(place: int, sentence: Parsed) -> set[int]:
    """ "It shut; it will, she said, never open": the half around a place. A semicolon that is quoted parts nothing."""
    apart = [i for i, token in enumerate(sentence.doc) if token.text == ";" and not sentence.quoted[i]]
    first = max((i + 1 for i in apart if i < place), default=0)
    return set(range(first, min((i for i in apart if i > place), default=len(sentence.doc))))


def _grants(verb: Token) -> bool:
    """ "The estimate was wrong, as the group itself admitted"; not "as it commented on the rules", "as she has kept her status"."""
    opens = verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)
    about = ("on", "to", "with", "about") if verb.lemma_ in _ABOUT else ()
    return opens and not any(child.dep_ in ("dobj", "xcomp") or child.lower_ in about for child in verb.rights)


def _before_cue(verb: Token, clause: Token | None, start: int, end: int, sentence: Parsed) -> set[int]:
    """What a trailing cue covers: its own sentence, up to a semicolon that is not quoted. start, end: of the cue."""
    doc = sentence.doc
    first = min(_between_semicolons(start, sentence))
    content = set(range(first, start))
    if clause is not None:
        content |= {token.i for token in clause.subtree if token.i >= first}
    beside = (child for child in verb.rights if child.dep_ in ("advcl", "conj") and not sentence.quoted[child.i])
    apart = {token.i for child in beside for token in child.subtree}
    content |= {i for i in range(end, len(doc)) if sentence.quoted[i] and i not in apart}
    return content | _goes_on(end, sentence)


def _behind_lost_that(verb: Token, doc: Sequence[Token]) -> set[int]:
    """All after the "that" of a clause that the parser lost."""
    if verb.i + 1 >= len(doc):
        return set()
    that = next((token.i for token in verb.rights if token.lower_ == "that" and token.i <= verb.i + 4), None)
    that = that or (verb.i + 1 if doc[verb.i + 1].lower_ == "that" else None)
    return set(range(that + 1, len(doc))) if that is not None and doc[that].tag_ in ("IN", "DT") and that + 4 < len(doc) else set()


def _joint(verb: Token, content: set[int], doc: Sequence[Token]) -> set[int]:
    """The place of the "that" which joins what is said to its cue, and says nothing."""
    opener = doc[min(content)] if content else None
    if opener is None or opener.lower_ != "that":
        return set()
    told = (_told(verb) or _said_at(verb)) is not None
    joins = opener.dep_ not in SUBJECTS if opener.tag_ == "WDT" else told or opener.dep_ == "mark"
    return {opener.i} if joins else set()


def _quoted_on(content: set[int], sentence: Parsed) -> set[int]:
    """'argued that it would be dearer, "because nobody asked for it"': the quotation that goes on with what is said."""
    doc = sentence.doc
    start = max(content, default=len(doc)) + 1
    if start + 1 >= len(doc) or sentence.quoted[start - 1] or doc[start].text != "," or not sentence.quoted[start + 1]:
        return set()
    last = quoted_around(sentence, start + 1)[-1]
    return set(range(start, last + 1)) if all(token.is_punct for token in doc[last + 1 :]) else set()


def _quoted_before(verb: Token, content: set[int], sentence: Parsed) -> set[int]:
    """'says, "Here's a guy, you wouldn't hire him"': all of the quotation behind a cue, where the parser gives a part of it."""
    start = min(content, default=0)
    return {i for i in quoted_around(sentence, start) if verb.i < i < start}


def _beside(verb: Token, block: set[int]) -> list[int]:
    """The part of the block that hangs together with the verb."""
    first = verb.i
    while first - 1 in block:
        first -= 1
    return list(range(first, verb.i + 1))


def _further_clauses(verb: Token, clause: Token) -> set[int]:
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


def _acts_beside(clause: Token, sentence: Parsed) -> set[int]:
    """ "said that a tenant “is no trespasser”, and set aside the order": an act of the speaker, which the parser hangs on what was said."""
    acts = (child for child in clause.children if child.dep_ == "conj" and child.tag_ == "VBD" and own_subject(child) is None)
    now = clause.tag_ in ("VBZ", "VBP") or any(child.tag_ == "MD" for child in clause.children)
    return {
        token.i
        for act in acts
        if act.i > 1 and now and sentence.quoted[clause.i] and not sentence.quoted[act.i]
        if act.nbor(-1).dep_ == "cc" and act.nbor(-2).text == ","
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
    return set(range(place, len(doc))) if own_subject(verb) is not None or not any(sentence.quoted) else set()


def _is_parenthesis(verb: Token, block: set[int], doc: Sequence[Token]) -> bool:
    """ "She has, she said, turned down two offers": commas on both sides, and one clause around them."""
    if (
        verb.tag_ == "VBG"
        or verb.lemma_.lower() not in _SAY | _FINDING | TELLING_SOMEBODY
        or verb.dep_ not in ("parataxis", "ccomp", "ROOT", "advcl", "conj")
    ):
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


def _trails(verb: Token, start: int, sentence: Parsed) -> bool:
    """Whether "X said" stands after what was said."""
    before = sentence.doc[:start]
    if not _may_trail(verb) or start < _FEWEST_SAID or before[-1].text not in _CLOSERS:
        return False
    quoted = before[-1].text in "”\"’'" or any(sentence.quoted[:start])
    if _leads_quotation(verb, before, sentence) or _tells_more(verb, sentence) or (not quoted and _leads_on(verb, start)):
        return False
    return quoted or any(token.pos_ in ("VERB", "AUX") for token in before)


def _may_trail(verb: Token) -> bool:
    return verb.lemma_.lower() in _SAY | _MANNER | {"hear"} and verb.dep_ in ("ROOT", "parataxis", "conj", "ccomp", "advcl")


def _leads_quotation(verb: Token, before: Sequence[Token], sentence: Parsed) -> bool:
    """'Stressing how late it was, Ruiz said, "We go now."'"""
    plain = [token for token in before if token.text[0].isalnum() and not sentence.quoted[token.i]]
    return any(sentence.quoted[verb.i + 1 : verb.i + 3]) and bool(plain) and not any(token.tag_ in _FINITE for token in plain)


def _tells_more(verb: Token, sentence: Parsed) -> bool:
    """Whether what a verb tells stands behind it: "When she left the race, Ruiz said she was glad".

    Also in "shrugged it off, telling few", "though he is no voice on it, he promised to act".
    """
    if verb.tag_ == "VBG" or any(child.dep_ == "xcomp" and not sentence.quoted[child.i] for child in verb.rights):
        return True
    return any(child.dep_ == "ccomp" and _goes_right_on(verb, child) and not sentence.quoted[verb.i - 1] for child in verb.rights)


def _leads_on(verb: Token, start: int) -> bool:
    """Whether an object or a "that" stands behind a verb, which then says that; who is told ("told the paper") is no such object."""
    return verb.lemma_ not in ("tell", "inform") and any(child.dep_ in ("dobj", "mark") and child.i >= start for child in verb.children)


def _is_asked(clause: Token) -> bool:
    """Whether a clause is an indirect question, which nobody asserts: "whether it was late", "how it came about"."""
    if any(child.dep_ == "mark" and child.lower_ in ("if", "whether") for child in clause.children):
        return True
    first = next(iter(clause.subtree))
    within = first.head.dep_ == "advcl" and first.head.i != clause.i  # "said when she was young, a boss had asked her"
    return bool(first.tag_ == "WRB" and first.lower_ in ("how", "why", "when", "where") and not within)


def _has_words(content: set[int], doc: Sequence[Token]) -> bool:
    return sum(1 for i in content if doc[i].text[0].isalnum()) >= 2
