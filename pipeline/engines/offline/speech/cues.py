"""Who says what inside one sentence.

Cues are found from the outside in: what stands inside somebody's speech is theirs, so the outermost speaker inside the article is the
source. The forms: "X said that ...", "..., X said", inverted "said X", 'X said: "..."', "she has, she said, ...", "as X said",
"according to X", participles ("adding that ..."), accusations, denials, labels ("called it a disgrace"), expectations, wishes, and what a
source gives ("put the toll at 94").
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech.attitudes import accusation, denial, expectation, giving, labelling, not_held, wish
from pipeline.engines.offline.speech.credits import according, for_somebody, reckoned, shown_last, view
from pipeline.engines.offline.speech.loose_quotations import loose_quotations
from pipeline.engines.offline.speech.sayings import quoted_as_saying, reported_in_idiom
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.speech.utterances import saying
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.verbs import hangs_on_thing, is_said_by_nobody
from pipeline.lexicons import load

_WORDS = load("speech")
_SAY = _WORDS.words("say")
_SAY_THAT = _WORDS.words("say_that")
_SHOWS = _WORDS.words("shows")
_MANNER = _WORDS.words("manner")
_GIVE = _WORDS.words("give")
_WANT = _WORDS.words("want")
_EXPECT = _WORDS.words("expect")
_ACCUSE = _WORDS.words("accuse")
_DENY = _WORDS.words("deny")
_LABEL = _WORDS.words("label")
_QUESTION = _WORDS.words("question")
_SPEAKING = _SAY | _SAY_THAT | _SHOWS | _MANNER
_RUMOURED = frozenset({"understand", "believe", "think", "say", "report", "know", "allege", "rumour", "rumor", "expect", "claim"})
_PHASES = frozenset({"go", "like", "love", "continue", "proceed", "use", "hasten", "tend"})
_HOLDING = frozenset({"believe", "think", "expect", "accept", "agree"})


def speech_in(sentence: Parsed, names: Names) -> list[Speech]:
    if (shown := shown_last(sentence)) is not None:
        return [shown]
    taken: set[int] = set()
    found: list[Speech] = []
    depths = _depths(sentence.doc)
    for token in sorted(sentence.doc, key=lambda token: depths[token.i]):
        if token.i in taken and token.dep_ != "relcl":
            continue
        speech = _from_cue(token, sentence, names, taken if token.i not in taken else set())
        if speech is None or not speech.tokens or (speech.rule == "according-to" and _is_left_over(speech, found)):
            continue
        if token.i in taken:
            # Inside somebody's speech only what the same speaker adds is apart ("support, which he said was vital").
            around = next((outer for outer in found if token.i in outer.tokens), None)
            if around is None or speech.source.name != around.source.name or not speech.lead:
                continue
            found[found.index(around)] = replace(around, tokens=around.tokens - {word.i for word in token.subtree})
        found.append(speech)
        taken |= speech.tokens
    found += loose_quotations(sentence, names, taken) if any(sentence.quoted) else ()
    found = [speech for speech in found if any(sentence.doc[i].text[0].isalnum() for i in speech.tokens)]
    return sorted(found, key=lambda speech: min(speech.tokens))


def _is_left_over(speech: Speech, found: Sequence[Speech]) -> bool:
    """What an "according to" would cover behind '"...," Roe said': no more than "Roe said"."""
    doc = speech.sentence.doc
    verbs = [doc[other.cue] for other in found if other.cue is not None]
    cues = {word.i for verb in verbs for word in (verb, *(token for child in verb.lefts for token in child.subtree))}
    return all(i in cues or not doc[i].text[0].isalnum() for i in speech.tokens)


def _depths(doc: Sequence[Token]) -> list[int]:
    """How far each token stands below the root of the parse."""
    depths = [-1] * len(doc)
    for token in doc:
        chain = []
        while depths[token.i] < 0 and token.head.i != token.i:
            chain.append(token.i)
            token = token.head  # noqa: PLW2901 - up the tree
        depth = max(depths[token.i], 0)
        depths[token.i] = depth
        for place in reversed(chain):
            depth += 1
            depths[place] = depth
    return depths


def _from_cue(token: Token, sentence: Parsed, names: Names, taken: set[int]) -> Speech | None:
    if token.lower_ == "according" and token.i + 1 < len(sentence.doc) and token.nbor().lower_ == "to":
        return according(token, sentence, names, taken)
    per = token.lower_ == "per" and (token.i == 0 or token.nbor(-1).lower_ == "as")
    if per or (token.lower_ == "by" and reckoned(token) is not None):
        return according(token, sentence, names, taken)
    if token.lower_ in ("for", "in") and token.i == 0 and (speech := for_somebody(token, sentence, names)):
        return speech
    if token.pos_ not in ("VERB", "AUX") or sentence.quoted[token.i]:
        return None
    lemma = token.lemma_.lower()
    if lemma == "be" and (speech := view(token, sentence, names)):
        return speech
    if lemma in _HOLDING and any(child.dep_ == "neg" for child in token.children) and (speech := not_held(token, sentence, names)):
        return speech
    negated = any(child.dep_ == "neg" for child in token.children)
    if lemma in _ACCUSE and not negated and (speech := accusation(token, sentence, names)):
        return speech
    if lemma == "dispute" and negated and (speech := denial(token, sentence, names)):
        return speech  # "does not dispute that" too
    if speech := quoted_as_saying(token, sentence, names):
        return speech
    if _no_assertion(token):
        return None
    if speech := reported_in_idiom(token, sentence, names):
        return speech
    if lemma in _DENY and (speech := denial(token, sentence, names)):
        return speech
    speaks = lemma in _SPEAKING or lemma == "hear"
    if speaks and (lemma not in _LABEL or _holds_that(token)) and (speech := saying(token, sentence, names, taken)):
        return speech
    if lemma in _EXPECT and (speech := expectation(token, sentence, names)):
        return speech
    if lemma in _LABEL and (speech := labelling(token, sentence, names)):
        return speech
    if lemma in _WANT and (speech := wish(token, sentence, names)):
        return speech
    if lemma in _GIVE or lemma in _SHOWS:
        return giving(token, sentence, names)
    return None


def _holds_that(verb: Token) -> bool:
    """ "They considered that it was late", "described how it sank": no label of anything."""
    clauses = (child for child in verb.rights if child.dep_ == "ccomp")
    return any(mark.lower_ in ("that", "how") for clause in clauses for mark in clause.lefts)


def _asks(mark: Token, verb: Token) -> bool:
    """ "Asked if she believed that"; not "If it slips, the ministry told us, …"."""
    return mark.lower_ in ("if", "whether") and mark.dep_ == "mark" and not any(token.text == "," for token in verb.doc[mark.i : verb.i])


def _no_assertion(verb: Token) -> bool:
    """ "did not say", "declined to say", "could not confirm", "asked to comment": verbs of refusal are no speech; nor "nobody said"."""
    if is_said_by_nobody(verb) or any(child.dep_ == "neg" or _asks(child, verb) for child in verb.children):
        return True
    helpers = (child for word in (verb, *([verb.head] if verb.dep_ == "conj" and verb.tag_ == "VB" else [])) for child in word.children)
    if any(helper.dep_ == "aux" and helper.lemma_.lower() in ("can", "could", "should", "may", "might", "must") for helper in helpers):
        return bool(verb.lemma_.lower() != "argue")
    governor = verb.head
    if (
        verb.dep_ in ("xcomp", "advcl")
        and governor.lemma_.lower() in _PHASES
        and not any(child.dep_ == "neg" for child in governor.children)
    ):
        return False  # "went on to say", "likes to say"
    if verb.dep_ == "xcomp" and governor.lemma_.lower() in _RUMOURED and any(child.dep_ == "auxpass" for child in governor.children):
        return True  # "Whips are understood to have told rebels that ..."
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.tag_ == "VB" and governor.i != verb.i:
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VB" and not hangs_on_thing(verb):
        return True  # "had a right to say that"
    return bool(verb.lemma_.lower() in _QUESTION)
