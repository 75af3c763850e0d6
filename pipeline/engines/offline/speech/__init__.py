"""All speech of an article: in sentences, in transcripts, and the quoted sentences whose speaker stands in a neighbour."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import Actor
from pipeline.engines.offline.speech.cues import speech_in
from pipeline.engines.offline.speech.loose_quotations import leads_over
from pipeline.engines.offline.speech.speech import Speech, is_spoken, root_of
from pipeline.engines.offline.speech.turns import turns
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_SAY = load("speech").words("say")
# A pronoun means one of so many speakers before it.
_SPEAKERS_BACK = 3


def find_speech(parsed: Sequence[Parsed], names: Names) -> list[Speech]:
    """All speech of an article, in order."""
    found = {sentence.id: speech_in(sentence, names) for sentence in parsed}
    for turn in turns(parsed, names):
        found[turn.sentence.id] = [turn]
    _give_speakers(parsed, found, names)
    return [speech for sentence in parsed for speech in found[sentence.id]]


def _give_speakers(parsed: Sequence[Parsed], found: dict[int, list[Speech]], names: Names) -> None:
    """Whole quoted sentences without a cue: the speaker before them in the paragraph, else after, else of the paragraph before."""
    last: Actor | None = None
    before: list[Actor] = []
    last_paragraph = 0
    last_quoted = False
    for place, sentence in enumerate(parsed):
        own = found[sentence.id]
        for number, speech in enumerate(own):
            own[number] = _with_speaker(speech, before)
            before.append(own[number].source)
        if own:
            last, last_paragraph = own[-1].source, sentence.sentence.paragraph
            last_quoted = own[-1].attribution != "indirect"
            continue
        if not is_spoken(sentence):
            if (who := leads_over(sentence, names)) is not None:
                last, last_paragraph, last_quoted = who, sentence.sentence.paragraph, True
            continue
        source, rule = None, ""
        ahead = _speaker_ahead(parsed, place, found)
        if ahead is not None and not last_quoted:
            # Reported speech before a quotation is another matter: 'Residents complained. "It was late," said Roe.'
            source, rule = ahead, "speaker-follows"
        elif last is not None and last_paragraph == sentence.sentence.paragraph:
            source, rule = last, "quotation-goes-on"
        else:
            source, rule = ahead, "speaker-follows"
            source = source or _introduced(parsed, place, names)
        if source is None and last is not None and sentence.sentence.paragraph - last_paragraph <= 2:
            source, rule = last, "quotation-stands-free"
        if source is None:
            continue
        tokens = frozenset(token.i for token in sentence.doc)
        found[sentence.id] = [Speech(sentence, tokens, root_of(tokens, sentence), source, "say", None, rule)]
        last, last_paragraph, last_quoted = source, sentence.sentence.paragraph, True


def _with_speaker(speech: Speech, before: Sequence[Actor]) -> Speech:
    """A pronoun that nothing else resolves is the last speaker whom it fits: one person for "he" and "she", no person for "it"."""
    word = speech.source.name
    if word not in ("he", "she", "it", "they"):
        return speech
    meant = next((actor for actor in reversed(before[-_SPEAKERS_BACK:]) if _fits(word, actor)), None)
    return replace(speech, source=meant) if meant is not None else speech


def _fits(word: str, actor: Actor) -> bool:
    if word in ("he", "she"):
        one = actor.kind == "named" or (actor.kind == "anonymous" and not actor.is_several)
        return one and actor.gender in (None, {"he": "m", "she": "f"}[word])
    return actor.kind != "named" if word == "it" else actor.kind != "named" or " and " in actor.name


def _speaker_ahead(parsed: Sequence[Parsed], place: int, found: dict[int, list[Speech]]) -> Actor | None:
    paragraph = parsed[place].sentence.paragraph
    for later in parsed[place + 1 : place + 6]:
        if later.sentence.paragraph != paragraph:
            return None
        for speech in found[later.id]:
            if speech.attribution in ("direct", "mixed"):
                return speech.source
        if not later.is_quoted():
            return None
    return None


def _introduced(parsed: Sequence[Parsed], place: int, names: Names) -> Actor | None:
    """The person who is the subject of the sentence before, in the same paragraph: 'Lena Ott shrugs. "We manage."'"""
    if place == 0 or parsed[place - 1].sentence.paragraph != parsed[place].sentence.paragraph:
        return None
    before = parsed[place - 1]
    root = next((token for token in before.doc if token.head.i == token.i), None)
    subject = subject_of(root) if root is not None else None
    actor = names.actor(subject, before) if subject is not None else None
    speaks = root is not None and root.lemma_.lower() in _SAY  # "Roe agreed."
    return actor if actor is not None and (actor.kind == "named" or speaks) else None
