"""What somebody does to a proposition in saying it: denies it, accuses somebody of it, labels, expects, wishes, reports or measures it."""

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import Actor
from pipeline.engines.offline.speech.no_speech import REFLEXIVE
from pipeline.engines.offline.speech.speech import Speech, is_text, quoted_around, speaker_of
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("speech")
_SAY = _WORDS.words("say")
_GIVE = _WORDS.words("give")
_URGE, _STUDY_AUTHORS = _WORDS.words("urge"), _WORDS.words("study_authors")
_ALLEGATIONS = _WORDS.words("allegations")
_PRESSED = _WORDS.words("pressed") | _WORDS.words("hearings")
_BODIES = load("names").words("bodies")
_NAMING = frozenset({"call", "dub", "brand", "label", "term"})
_CALLING = frozenset({"call", "push", "press", "campaign", "lobby", "appeal"})
_CLAUSAL = ("ccomp", "xcomp", "pcomp")


def denial(verb: Token, sentence: Parsed, names: Names) -> Speech | None:
    """ "X denied that ...", "X disputes the figure", "X dismissed talk of ...": the denial itself is what X says."""
    source = speaker_of(subject_of(verb), sentence, names)
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


def accusation(verb: Token, sentence: Parsed, names: Names) -> Speech | None:
    """ "X accused Y of doing Z", "Y was accused by X of doing Z": X claims Z."""
    passive = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    accuser = next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None
    source = speaker_of(accuser if passive is not None else subject_of(verb), sentence, names)
    accused = passive if passive is not None else next((child for child in verb.children if child.dep_ == "dobj"), None)
    of = next(
        (word for word in verb.subtree if word.i > verb.i and word.lower_ in ("of", "for") and word.dep_ == "prep" and _deed(word)), None
    )
    if source is None or accused is None:
        return None
    deed = _deed(of) if of is not None else None
    if of is None or deed is None:
        charge = any(child.dep_ == "prep" and child.lower_ == "of" for child in verb.children)
        whole = frozenset(token.i for token in verb.subtree)
        return Speech(sentence, whole, verb.i, source, "give", verb.i, "accused-of") if charge and passive is None else None
    aside = {token.i for token in of.subtree}
    body = deed.subtree if deed.dep_ == "pcomp" else (token for token in of.subtree if token.i > of.i)
    content = frozenset([*(token.i for token in accused.subtree if token.i not in aside), *(token.i for token in body)])
    return Speech(sentence, content, deed.i, source, "accuse", verb.i, "accused")


def _deed(preposition: Token) -> Token | None:
    """The act behind "of": "of hiding it", "of having hidden it"."""
    deed = next(
        (child for child in preposition.children if child.dep_ == "pcomp" and (child.lower_.endswith("ing") or _having(child))), None
    )
    if deed is None:  # "of holding workers hostage": a noun, for the parser
        thing = next((child for child in preposition.children if child.dep_ == "pobj"), None)
        first = thing.left_edge if thing is not None else None
        if first is not None and first.tag_ == "VBG" and first.i == preposition.i + 1 and first.dep_ in ("amod", "compound"):
            return first
    return deed


def _having(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(child.lower_ == "having" and child.dep_ == "aux" for child in verb.children)


def expectation(verb: Token, sentence: Parsed, names: Names) -> Speech | None:
    """ "analysts expect profit to rise": what somebody thinks is to come."""
    source = speaker_of(next((child for child in verb.children if child.dep_ == "nsubj"), None), sentence, names)
    clause = next((child for child in verb.children if child.dep_ in ("ccomp", "xcomp") and child.i > verb.i), None)
    if source is None or clause is None:
        return None
    if verb.lemma_.lower() == "see" and (clause.tag_ != "VBG" or verb.tag_ not in ("VBZ", "VBP")):
        return None
    if clause.dep_ == "xcomp":  # "expects to earn less": what it says of itself
        return Speech(sentence, frozenset(token.i for token in verb.subtree), verb.i, source, "give", verb.i, "expects-to")
    return Speech(sentence, frozenset(token.i for token in clause.subtree), clause.i, source, "expect", verb.i, "expected")


def labelling(verb: Token, sentence: Parsed, names: Names) -> Speech | None:
    """ "X called Y Z", "X described Y as Z"."""
    source = speaker_of(subject_of(verb), sentence, names)
    thing = next((child for child in verb.children if child.dep_ in ("dobj", "nsubj") and child.i > verb.i), None)
    label = next((child for child in verb.children if child.dep_ in ("oprd", "xcomp", "ccomp") and child.i > verb.i), None)
    around = [*verb.children, *(thing.children if thing is not None else ())]
    as_ = next((child for child in around if child.dep_ == "prep" and child.lower_ == "as" and child.i > verb.i), None)
    if as_ is not None and ((as_.head.i != verb.i and verb.lemma_.lower() == "consider") or any(c.tag_ == "VBG" for c in as_.children)):
        return None  # "considers a run as an independent", "described them as seeming shocked that"
    if label is not None and label.dep_ == "ccomp" and thing is None:
        if label.lemma_ == "be" or any(child.dep_ == "aux" for child in label.children):
            return None
        thing = next((child for child in label.children if child.dep_ == "nsubj"), None)
    if label is None and as_ is not None:
        label = next((child for child in as_.children if not child.is_punct), None)
    if label is None and thing is not None:  # "calling it “a solution”": two objects
        label = next((child for child in verb.children if child.dep_ == "dobj" and child.i > thing.i), None)
    if label is None and thing is not None and verb.lemma_.lower() in _NAMING:
        # The parser may hang the label on the thing: "called the plan a joke".
        label = next((child for child in thing.rights if child.dep_ in ("dobj", "oprd") and child.left_edge.tag_ == "DT"), None)
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
    if thing.lower_ in REFLEXIVE and label.pos_ == "PROPN":
        return None  # "a group that calls itself Dawn"
    outer, inner = ({token.i for token in part.subtree} for part in (thing, label))
    inner |= set(quoted_around(sentence, label.i))
    content = frozenset((outer - ({token.i for token in as_.subtree} if as_ is not None else set())) | inner)
    return Speech(sentence, content, label.i, source, "label", verb.i, "labelled")


def wish(verb: Token, sentence: Parsed, names: Names) -> Speech | None:
    """ "X wants Y to do Z", "X called for Y": what X wants is X's opinion."""
    subject = subject_of(verb)
    source = speaker_of(subject, sentence, names) if subject is not None and subject.dep_ == "nsubj" else None
    if source is None or subject is None or not (_can_wish(source) or subject.lemma_.lower() in _STUDY_AUTHORS):
        return None
    lemma = verb.lemma_.lower()
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
    if clause is not None and lemma not in ("call", "ask") and any(child.dep_ in SUBJECTS for child in clause.children):
        return Speech(sentence, frozenset(token.i for token in clause.subtree), clause.i, source, "want", verb.i, "wanted")
    # A button that is pressed is not asked for anything, and a court that is appealed to is a matter of law.
    if lemma in _URGE and not _is_literal(verb) and (asked := _asked_of(verb)) is not None:
        whom, act = asked
        content = frozenset(token.i for part in (whom, act) for token in part.subtree)
        return Speech(sentence, content, act.i, source, "want", verb.i, "urged")
    if lemma in _CALLING and (called_for := _for_somebody_to(verb)) is not None:
        mark = {child.i for child in called_for.lefts if child.lower_ == "for" and child.dep_ == "mark"}
        content = frozenset(token.i for token in called_for.subtree) - mark
        return Speech(sentence, content, called_for.i, source, "want", verb.i, "called-for")
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if lemma in ("demand", "recommend") and thing is not None and clause is None and thing.pos_ in ("NOUN", "PROPN"):
        return Speech(sentence, frozenset(token.i for token in verb.subtree), verb.i, source, "give", verb.i, "asked-for")
    wanted = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "for"), None)
    if lemma in ("call", "ask") and wanted is not None:
        return Speech(sentence, frozenset(token.i for token in verb.subtree), verb.i, source, "give", verb.i, "asked-for")
    return None


def _for_somebody_to(verb: Token) -> Token | None:
    """What should be done: "step" of "called for the minister to step aside"."""
    acts = (
        child for child in verb.children if child.dep_ in ("advcl", "ccomp", "xcomp") and child.tag_ in ("VB", "VBN") and child.i > verb.i
    )
    for act in acts:
        marks = {child.lower_ for child in act.children if child.i < act.i and child.dep_ in ("mark", "aux")}
        if {"for", "to"} <= marks and any(child.dep_ in SUBJECTS for child in act.children):
            return act
    return None


def _can_wish(source: Actor) -> bool:
    """ "The plan calls for 40 homes" is no wish: a body that has one has a name or is called a body."""
    last = source.name.split()[-1]
    return source.kind != "institution" or last[0].isupper() or last in _BODIES


def _is_literal(verb: Token) -> bool:
    """ "pressed the button", "appealed to the court"."""
    if verb.lemma_ not in ("press", "appeal"):
        return False
    whom = [word for child in verb.children for word in (child, *child.children) if word.dep_ in ("dobj", "pobj")]
    return any(word.lemma_.lower() in _PRESSED for word in whom)


def _asked_of(verb: Token) -> tuple[Token, Token] | None:
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


def not_held(verb: Token, sentence: Parsed, names: Names) -> Speech | None:
    """ "Investigators do not believe that he was at fault": what they do not hold is theirs."""
    subject = subject_of(verb)
    source = speaker_of(subject, sentence, names) if subject is not None and subject.dep_ == "nsubj" else None
    held = ("ccomp", "xcomp") if verb.lemma_.lower() == "expect" else ("ccomp",)  # "did not agree to sell" is an act
    clause = next((child for child in verb.children if child.dep_ in held and child.i > verb.i), None)
    modal = any(child.tag_ == "MD" for child in verb.children)
    if source is None or clause is None or modal or verb.dep_ not in ("ROOT", "conj", "parataxis"):
        return None
    return Speech(sentence, frozenset(token.i for token in verb.subtree), verb.i, source, "give", verb.i, "not-held")


def giving(verb: Token, sentence: Parsed, names: Names) -> Speech | None:
    """ "The company reported a loss", "the poll found 49 per cent in favour", "the office warned of rain", "X put the toll at 94"."""
    subject = subject_of(verb)
    if subject is None or subject.dep_ != "nsubj" or subject.tag_ in ("WP", "WDT"):
        return None
    lemma = verb.lemma_.lower()
    source = speaker_of(subject, sentence, names)
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    found_none = (
        lemma == "find" and source is not None and source.kind == "institution" and thing is not None and thing.left_edge.lower_ == "no"
    )
    if lemma not in _GIVE and not is_text(subject) and not found_none:
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
        content = frozenset(range(min(thing.left_edge.i, at.i), end))
        return Speech(sentence, content, at.i, source, "put", verb.i, "put-at")
    if lemma == "raise":
        return None
    return Speech(sentence, frozenset(token.i for token in verb.subtree), verb.i, source, "give", verb.i, "gave")


def _leads_on(token: Token) -> bool:
    """The "and" of "and said", not that of "between $3 million and $5 million"."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    number = following.like_num or following.tag_ in ("$", "SYM") or any(map(str.isdigit, following.text))
    return token.dep_ == "mark" or (token.dep_ == "cc" and not number)


def _has_number(preposition: Token) -> bool:
    return any(
        word.like_num or any(map(str.isdigit, word.text)) or word.lower_ == "half"
        for child in preposition.children
        for word in child.subtree
    )
