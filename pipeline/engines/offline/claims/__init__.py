"""Speech and narration -> claims: one proposition, one claim, in the sentence's own words.

Each act of speech has its own way to a statement: what was said is cut into clauses; an accusation, a label, an estimate, a wish or an
expectation is made a sentence ("X accused Y of doing Z": Y did Z). What nobody else says, the article says itself.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.draft import DraftClaim, TurnedDown
from pipeline.engines.offline.claims.clause_words import ClauseWords, noun_words
from pipeline.engines.offline.claims.clauses import Clauses
from pipeline.engines.offline.claims.kinds import kind_of
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.claims.statements import form_of_be, subject_text, tidy
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech.no_speech import REFLEXIVE
from pipeline.engines.offline.speech.speech import Speech, quoted_around
from pipeline.engines.offline.syntax.parse import Parsed, clause_text
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import auxiliaries, is_plural, own_subject, subject_of
from pipeline.lexicons import load

_ANNOUNCE = load("speech").words("announce")
# A tag that a page has left in its text.
_MARKUP = re.compile(r"</?[a-z][\w-]*(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)


def propositions(parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names) -> tuple[list[Proposition], list[TurnedDown]]:
    """All propositions of an article in order, and the sentences that make none, with the rule that says so."""
    by_sentence: dict[int, list[Speech]] = {}
    for speech in speeches:
        by_sentence.setdefault(speech.sentence.id, []).append(speech)
    found: list[Proposition] = []
    refused: list[TurnedDown] = []
    for sentence in parsed:
        here, turned_down = _of_sentence(sentence, by_sentence.get(sentence.id, []), names)
        told = (_with_what_is_denied(made, found) for made in here)
        found.extend(made for made in told if made is not None)
        refused.extend(turned_down)
    return found, refused


def _with_what_is_denied(made: Proposition, before: Sequence[Proposition]) -> Proposition | None:
    """ "He denies that": what another said before stands in for "that" and "it". None where nobody did, and nothing is left of it."""
    if made.speech is None or made.speech.act != "deny" or made.root is None:
        return made
    verb = made.sentence.doc[made.root]
    if made.root != made.speech.cue:
        return made
    denied = next(
        (child for child in verb.children if child.dep_ in ("dobj", "mark", "ccomp") and child.lower_ in ("that", "it", "this")), None
    )
    denier = made.speech.source.name
    near = (other for other in reversed(before[-4:]) if other.sentence.id >= made.sentence.id - 2)
    said = next((other for other in near if other.speech is not None and other.speech.source.name != denier), None)
    if denied is None or said is None or said.statement.split()[0].lower() in ("he", "she", "we", "i"):
        empty = denied is not None and made.statement.rstrip(".").endswith(f" {verb.text} {denied.text}")
        return None if empty or made.statement.rstrip(".").endswith(f" {verb.text}") else made
    rest = said.statement.rstrip(".")
    rest = rest[0].lower() + rest[1:] if rest.split()[0] in ("The", "A", "An", "It", "They", "There", "This", "That") else rest
    statement = f"{denier[0].upper()}{denier[1:]} {verb.text} that {rest}."
    return replace(made, statement=statement, beside=(said.sentence.id,))


def draft_claims(made: Sequence[Proposition], ranking: Sequence[int], core: frozenset[int]) -> tuple[DraftClaim, ...]:
    """Claims for propositions: the core ones in the order of the text, then the others from the most salient to the least.

    ranking: the places of all, the most salient first. core: those of the core ones.
    """
    others = [place for place in ranking if place not in core]
    return tuple(_claim(made[place], place in core) for place in (*sorted(core), *others))


def _claim(made: Proposition, core: bool) -> DraftClaim:
    speech = made.speech
    return DraftClaim(
        statement=made.statement,
        source=speech.source.name if speech else None,
        source_kind=speech.source.kind if speech else "article",
        attribution=made.attribution,
        kind=kind_of(made),
        salience="core" if core else "supporting",
        sentences=(*made.beside, made.sentence.id),
        rule=made.rule,
    )


def _of_sentence(sentence: Parsed, speeches: Sequence[Speech], names: Names) -> tuple[list[Proposition], list[TurnedDown]]:
    span = sentence.sentence
    if _MARKUP.search(sentence.text):
        return [], [TurnedDown(part="claims", start=span.start, end=span.end, rule="markup")]
    if sentence.text.rstrip("”\"’' ").endswith("?"):
        return [], [TurnedDown(part="claims", start=span.start, end=span.end, rule="question")]
    found: list[Proposition] = []
    telling: list[Speech] = []
    for speech in speeches:
        said = [] if _asks(speech) else _of_speech(speech, names)
        found.extend(said)
        if said or speech.cue is None:
            telling.append(speech)
    found.extend(made for made in _of_narration(sentence, telling, names) if not _leads_on(made))
    found = found or _of_unread(sentence, speeches, names)
    unique = list({made.statement.lower(): made for made in reversed(found)}.values())[::-1]
    refused = [] if unique else [TurnedDown(part="claims", start=span.start, end=span.end, rule="no-proposition")]
    return unique, refused


def _leads_on(made: Proposition) -> bool:
    """ "A spokesman tweeted:", "The new rooms include:": what is told stands behind the colon."""
    doc = made.sentence.doc
    if doc[-1].text != ":" or made.root is None or max(made.tokens, default=-1) < len(doc) - 2:
        return False
    objects = [child for child in doc[made.root].rights if child.dep_ in ("dobj", "ccomp", "attr", "acomp")]
    return all(child.lower_ in ("following", "this") for child in objects)


def _asks(speech: Speech) -> bool:
    """'"Is it sugar that will pay the fees?" she asked.'"""
    last = max((i for i in speech.tokens if not speech.sentence.doc[i].is_quote), default=-1)
    return last >= 0 and speech.sentence.doc[last].text == "?" and speech.rule in ("trailing-said", "quotation-goes-on")


def _of_speech(speech: Speech, names: Names) -> list[Proposition]:
    if speech.act in ("accuse", "label", "put"):
        return _of_predicate(speech, names)
    if speech.act == "give" or (speech.act == "deny" and speech.root is not None and own_subject(speech.head) is None):
        made = _of_giving(speech, names) if speech.root is not None else []
        # What stands beside ("..., as provisions tripled") the article tells.
        return [replace(one, speech=speech, rule=speech.rule) if one.root == speech.root else one for one in made]
    if speech.act == "want":
        # That somebody wants something is the article's to tell; a demand, a call or a proposal is an utterance.
        return [] if speech.cue_token.lemma_ == "want" else _of_wish(speech, names)
    if speech.act == "expect":
        return _of_expectation(speech, names)
    if speech.act == "deny":
        # Who denies it ("Roe, who votes this year, denied that ...") and what stands beside the article tells.
        made = Clauses(speech.sentence, speech.tokens, names, speech).of(speech.head)
        return [one if one.root == speech.root else replace(one, speech=None, rule=one.rule.rpartition(", ")[2]) for one in made]
    if speech.root is None:
        return _of_fragment(speech, names)
    if speech.lead:
        return _of_lead(speech, names)
    if speech.cue is not None and speech.cue_token.lemma_.lower() in _ANNOUNCE:
        return [
            replace(made, speech=None, rule="announced") for made in Clauses(speech.sentence, speech.tokens, names, speech).of(speech.head)
        ]
    pieces = Clauses(speech.sentence, frozenset(speech.tokens), names, speech)
    return pieces.of(speech.head)


def _of_giving(speech: Speech, names: Names) -> list[Proposition]:
    """The whole clause of the cue; a joined one ("and called for £600") with the subject that it shares."""
    subject = subject_of(speech.head)
    if subject is None or own_subject(speech.head) is not None:
        return Clauses(speech.sentence, speech.tokens, names, None).of(speech.head)
    made = ClauseWords(speech.sentence, names, None).proposition(speech.head, sorted(speech.tokens), noun_words(subject), speech.rule)
    return [made] if made is not None else []


def _of_predicate(speech: Speech, names: Names) -> list[Proposition]:
    """ "X accused Y of doing Z": Y did Z. "X called Y Z": Y is Z."""
    doc = speech.sentence.doc
    predicate = speech.head
    inside = sorted(speech.tokens)
    # "considers the claim unfounded", 'calls conditions "indecent"': the parser hangs what is judged on the judgement.
    of_subject = {token.i for child in predicate.lefts if _is_judged(child, predicate, speech.sentence) for token in child.subtree}
    # "of holding workers hostage": what the parser takes for a noun with its describing words.
    lost = set(range(predicate.i, max(inside) + 1)) if speech.act == "accuse" and predicate.dep_ in ("amod", "compound") else set()
    around = lost | ({token.i for token in predicate.subtree} | set(quoted_around(speech.sentence, predicate.i))) - of_subject
    if speech.act == "put":  # "put the toll at 94": all behind "at"
        subject_tokens, predicate_tokens = [i for i in inside if i < predicate.i], [i for i in inside if i > predicate.i]
    else:
        subject_tokens, predicate_tokens = [i for i in inside if i not in around], [i for i in inside if i in around]
    if len(subject_tokens) > 1 and predicate_tokens and doc[subject_tokens[-1]].tag_ in ("DT", "PRP$"):
        predicate_tokens.insert(0, subject_tokens.pop())  # 'called her a "special person"', 'calls it her "gene"'
    if not subject_tokens or not predicate_tokens:
        return []
    subject = next((doc[i] for i in subject_tokens if doc[i].head.i not in subject_tokens), doc[subject_tokens[-1]])
    now = speech.cue_token.tag_ in ("VBZ", "VBP", "VBG")
    plural = is_plural(subject)
    verb = form_of_be(now=now, plural=plural)
    left = subject_text([doc[i] for i in subject_tokens], speech.sentence, names)
    if subject.lower_ in REFLEXIVE:  # "described themselves as liberals"
        left = speech.source.name
    if (meant := _object_before(speech.cue_token)) is not None and subject.lower_ in ("it", "them", "that", "this"):
        left = f"the {meant.text}" if meant.pos_ == "NOUN" else meant.text
    if doc[predicate_tokens[0]].lower_ == "having":  # "of having sent them"
        verb = ("have" if plural else "has") if now else "had"
        predicate_tokens = predicate_tokens[1:]
    elif doc[predicate_tokens[0]].lower_ == "being" and speech.act == "accuse":  # "of being behind it"
        predicate_tokens = predicate_tokens[1:]
    right = _marked(speech.sentence, clause_text([doc[i] for i in predicate_tokens]), predicate_tokens)
    return [Proposition(speech.sentence, tuple(inside), speech.root, speech, tidy(f"{left} {verb} {right}"), speech.rule)]


def _object_before(cue: Token) -> Token | None:
    """What "it" is in "vetoed the bill, calling it a mistake": the bill."""
    if cue.dep_ != "advcl" or cue.tag_ != "VBG" or cue.head.i > cue.i:
        return None
    return next((child for child in cue.head.children if child.dep_ == "dobj" and child.pos_ in ("NOUN", "PROPN")), None)


def _is_judged(child: Token, predicate: Token, sentence: Parsed) -> bool:
    beside = sentence.quoted[predicate.i] and not sentence.quoted[child.i] and not child.is_punct
    return beside or child.dep_ in ("nsubj", "nsubjpass")


def _marked(sentence: Parsed, words: str, tokens: Sequence[int]) -> str:
    """Words between the quotation marks that they stand in; the parser hangs the marks on other words."""
    bare = words.strip("“”‘’\"' ,")
    if not all(sentence.quoted[i] for i in tokens if sentence.doc[i].is_alpha):
        return words
    opener, closer = next(((a, b) for a, b in ("“”", "‘’", '""') if a in sentence.text), ("", ""))
    return f"{opener}{bare}{closer}"


def _of_fragment(speech: Speech, names: Names) -> list[Proposition]:
    """A quoted fragment without a verb ("stressed the “urgent” need"): the clause of its cue says it whole."""
    if speech.cue is None:
        return []
    verb = speech.cue_token
    pieces = Clauses(speech.sentence, frozenset(token.i for token in verb.subtree), names, None)
    return [replace(made, speech=speech, rule="quoted-fragment") for made in pieces.of(verb) if made.root == verb.i]


def _of_lead(speech: Speech, names: Names) -> list[Proposition]:
    """ "a trip Rome says will come soon": the trip will come soon."""
    doc = speech.sentence.doc
    lead = [doc[i] for i in speech.lead]
    made = ClauseWords(speech.sentence, names, speech).proposition(speech.head, sorted(speech.tokens), lead, speech.rule)
    return [made] if made is not None else []


def _of_expectation(speech: Speech, names: Names) -> list[Proposition]:
    """ "analysts expect X to rise", "sees X rising": X will rise."""
    doc = speech.sentence.doc
    tokens = [doc[i] for i in sorted(speech.tokens)]
    split = _where_it_is_told(speech)
    if split is None:
        return Clauses(speech.sentence, speech.tokens, names, speech).of(speech.head)
    left, right = [token for token in tokens if token.i < split.i], [token for token in tokens if token.i > split.i]
    if not left:
        return []
    verb = "" if split.lower_ == "to" else split.lemma_
    statement = tidy(f"{subject_text(left, speech.sentence, names)} will {verb} {clause_text(right)}")
    return [Proposition(speech.sentence, tuple(sorted(speech.tokens)), speech.root, speech, statement, speech.rule)]


def _where_it_is_told(speech: Speech) -> Token | None:
    """What parts a thing from what is expected of it: "to", "rising", or the "be" of "expects earnings be lower"; None for a clause."""
    verb = speech.head
    to = next((child for child in verb.children if child.lower_ == "to" and child.dep_ == "aux"), None)
    if to is not None or auxiliaries(verb):
        return to
    subject = own_subject(verb)
    bare = verb.tag_ == "VB" or (verb.tag_ == "VBG" and subject is not None and subject.i < verb.i)
    return verb if bare else None


def _of_wish(speech: Speech, names: Names) -> list[Proposition]:
    """ "X wants Y to do Z": Y should do Z."""
    doc = speech.sentence.doc
    verb = speech.head
    subject = own_subject(verb)
    if subject is None or speech.rule == "urged":  # the one who is asked stands before the act
        subject = next((doc[i] for i in sorted(speech.tokens) if doc[i].head.i not in speech.tokens and i < verb.i), None)
    if subject is None:
        return []
    left = [token for token in subject.subtree if token.i in speech.tokens]
    further = _further_acts(verb)
    apart = {token.i for act in further for token in act.subtree} | {act.left_edge.i - 1 for act in further}
    # The "to" of the infinitive, not that of "moved to the evening".
    right = [
        doc[i]
        for i in sorted(speech.tokens)
        if i > subject.right_edge.i
        and i not in apart
        and not (doc[i].lower_ in ("to", "should") and i < verb.i and doc[i].head.i == verb.i)
    ]
    has_be = any(child.dep_ == "auxpass" for child in verb.children)  # "demanded that it be shut"
    be = "" if verb.tag_ in ("VB", "VBP") or has_be else "be "
    who = subject_text(left, speech.sentence, names)
    made = [(verb, [token.i for token in right], f"{who} should {be}{clause_text(right)}")]
    for act in further:
        words = [token for token in act.subtree if token.dep_ != "cc" or token.head.i != act.i]
        rest = [token for token in words if not (token.lower_ == "to" and token.head.i == act.i)]
        made.append((act, [token.i for token in words], f"{who} should {clause_text(rest)}"))
    if not further:
        made = [(verb, sorted(speech.tokens), made[0][2])]
    return [Proposition(speech.sentence, tuple(places), head.i, speech, tidy(told), speech.rule) for head, places, told in made]


def _further_acts(verb: Token) -> list[Token]:
    """What else is asked for behind a "to" of its own: "store" of "not to plant late and to store what they had"."""
    if verb.tag_ != "VB":
        return []
    joined = (child for child in verb.rights if child.dep_ == "conj" and child.tag_ == "VB" and own_subject(child) is None)
    return [act for act in joined if any(child.lower_ == "to" and child.dep_ == "aux" for child in act.lefts)]


def _of_unread(sentence: Parsed, speeches: Sequence[Speech], names: Names) -> list[Proposition]:
    """Where the parser found no verb ("access will be strictly limited"): the words as they stand, if they are a clause all the same."""
    lost: list[tuple[frozenset[int], Speech | None]] = [(speech.tokens, speech) for speech in speeches if speech.root is None]
    if not speeches:
        lost = [(frozenset(range(len(sentence.doc))), None)]
    made = (ClauseWords(sentence, names, speech).unread(sorted(tokens)) for tokens, speech in lost)
    return [proposition for proposition in made if proposition is not None]


def _of_narration(sentence: Parsed, speeches: Sequence[Speech], names: Names) -> list[Proposition]:
    doc = sentence.doc
    spoken = {i for speech in speeches for i in speech.tokens}
    if sentence.is_quoted() and not speeches:
        return []
    if any(speech.cue is None for speech in speeches):
        return []
    asks = any(token.text == "?" and sentence.quoted[token.i] for token in doc)
    if asks and not speeches and 2 * sum(sentence.quoted) > len(doc):
        return []  # "“Who will pay?” she asked."; not the title of a film
    cues = {speech.cue for speech in speeches if speech.cue is not None}
    cues |= {doc[cue].head.i for cue in cues if doc[cue].dep_ in ("xcomp", "advcl") and doc[cue].tag_ == "VB"}  # "went on to say"
    according = {
        token.i for speech in speeches if speech.rule == "according-to" and speech.cue is not None for token in speech.cue_token.subtree
    }
    root = next((token for token in doc if token.head.i == token.i), None)
    if root is None:
        return []
    # A cue inside the sentence takes its clause with it ("..., as Washington accuses Beijing of helping").
    aside = {token.i for cue in cues if cue != root.i for token in doc[cue].subtree}
    # "have detained three, with reports suggesting that they fled"
    aside |= {word.i for cue in cues for word in _company_of(doc[cue])}
    aside |= {doc[cue].head.i for cue in cues if doc[cue].dep_ == "pcomp"}  # "left the party by saying that it lies"
    allowed = frozenset(i for i in range(len(doc)) if i not in spoken and i not in according and i not in aside)
    pieces = Clauses(sentence, allowed, names, None, cues=frozenset(cues))
    return pieces.of(root)


def _company_of(cue: Token) -> Sequence[Token]:
    """The words of ", with reports suggesting that …" around a cue."""
    noun = cue.head
    told = cue.dep_ == "acl" and noun.dep_ == "pobj" and noun.head.lower_ == "with"
    return noun.head.subtree if told else ()
