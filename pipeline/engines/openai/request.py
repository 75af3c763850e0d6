"""Reading + prompt -> messages. Pure: no network, no key, the same bytes for the same input.

The fixed part stands first (system message, examples), so that prompt caches of providers stay warm; the article comes last.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal, TypeAlias

from pydantic import ValidationError

from pipeline.article import Article
from pipeline.draft import Failure
from pipeline.engines.openai.endpoint import base_url_of, is_official
from pipeline.engines.openai.modes import Dialect, Kwargs, first_dialect, prepared
from pipeline.engines.openai.shapes import answer_shape
from pipeline.engines.openai.windows import windows_of
from pipeline.errors import PromptError
from pipeline.prompt import ArticleView, Block, FailedRow, FigureRow, Prompt, SentenceRow, Stage, load_prompt
from pipeline.reading import FigureCandidate, Reading, Sentence, read
from pipeline.settings import Settings

Message: TypeAlias = dict[str, Any]

# 48 bits: nobody writes a text that holds the start of its own hash; where one does, the boundary grows.
_BOUNDARY_DIGITS = 12
# Fields of an example's answer that hold quotes.
_QUOTED = frozenset({"sentences", "candidates"})
# Marks that turn the direction of text, and the invisible letters of the tags block: with them a line reads otherwise to a person than to
# a model. Joiners stay, since Hindi, Persian and emoji need them.
_INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff\U000e0000-\U000e007f]")


def article_messages(prompt: Prompt, stage: Stage, reading: Reading, people: Sequence[str] = ()) -> list[Message]:
    """The messages that ask for the parts of a stage. people: who was named before the part of the article that `reading` shows."""
    return [
        {"role": "system", "content": prompt.system(stage)},
        *_example_messages(prompt, stage),
        {"role": "user", "content": prompt.article(view(reading, people))},
    ]


def revision_messages(prompt: Prompt, stage: Stage, reading: Reading, failures: Sequence[Failure]) -> list[Message]:
    """The messages that send the failed items back, each with its reason. The answer is not repeated: what is right in it stands."""
    failed = [
        FailedRow(number, failure.part, failure.item.model_dump_json(exclude={"rule"}), _one_line(failure.reason))
        for number, failure in enumerate(failures, start=1)
    ]
    messages = article_messages(prompt, stage, reading)
    messages[-1] = {"role": "user", "content": f"{messages[-1]['content']}\n\n{prompt.revision(failed)}"}
    return messages


def request_fields(messages: list[Message], settings: Settings, prompt: Prompt, dialect: Dialect, model: str | None) -> Kwargs:
    """The fields of a request that do not depend on the mode."""
    temperature = _setting("temperature", settings, prompt)
    return {
        "model": model,
        "messages": messages,
        dialect.tokens_field: max_output_tokens(settings, prompt),
        **({"temperature": temperature} if temperature is not None and dialect.takes_temperature else {}),
    }


def request_bodies(reading: Reading, settings: Settings, prompt: Prompt | None = None) -> list[Kwargs]:
    """The exact bodies that a first draft sends, one per stage of the prompt (of a long article those of the first window).

    Without network and without a key.
    `model` is None where the settings name none: the engine then asks the endpoint for its only one.
    """
    prompt = prompt or load_prompt(settings.prompt, settings.prompt_dir)
    dialect = first_dialect(settings.mode, official=is_official(base_url_of(settings)))
    first = windows_of(reading, settings.window_tokens)[0]
    bodies = []
    for stage in prompt.stages:
        fields = request_fields(article_messages(prompt, stage, first), settings, prompt, dialect, settings.model)
        bodies.append(prepared(fields, answer_shape(stage.parts), dialect))
    return bodies


def max_output_tokens(settings: Settings, prompt: Prompt) -> int:
    """What the user set, else what the prompt recommends, else the default."""
    return int(_setting("max_output_tokens", settings, prompt) or settings.max_output_tokens)


def _setting(name: Literal["temperature", "max_output_tokens"], settings: Settings, prompt: Prompt) -> float | int | None:
    own: float | int | None = getattr(settings, name)
    return own if name in settings.model_fields_set else prompt.metadata.settings.get(name, own)


def view(reading: Reading, people: Sequence[str] = ()) -> ArticleView:
    """What the prompt shows of a reading: headings, numbered sentences, numbered figure candidates."""
    title = _one_line(reading.article.title or "")
    return ArticleView(
        boundary=boundary(reading.article, people),
        title=title,
        blocks=tuple(_blocks(reading, title)),
        figures=tuple(_figure_row(reading, candidate) for candidate in reading.candidates),
        people=tuple(map(_one_line, people)),
    )


def boundary(article: Article, people: Iterable[str] = ()) -> str:
    """A line that fences the article: derived from its hash, and lengthened until it occurs in nothing that is fenced."""
    fenced = "\n".join([article.text, article.title or "", *people]).upper()
    digits, length = article.content_hash.upper(), _BOUNDARY_DIGITS
    while (mark := f"ARTICLE-{digits[:length]}") in fenced:
        length += 4
        if length > len(digits):
            digits += hashlib.sha256(digits.encode()).hexdigest().upper()
    return mark


def _blocks(reading: Reading, title: str) -> Iterable[Block]:
    """The body in the order of the text, under its headings. The headline is not shown twice."""
    headings = [(line.start, _one_line(reading.text_of(line))) for line in reading.lines if line.role == "heading"]
    starts = [start for start, _ in headings]

    def heading_before(sentence: Sentence) -> int:
        return bisect_right(starts, sentence.start)

    for count, sentences in groupby(reading.sentences, key=heading_before):
        heading = headings[count - 1][1] if count else ""
        rows = tuple(SentenceRow(sentence.id, _one_line(reading.text_of(sentence))) for sentence in sentences)
        yield Block("" if heading == title else heading, rows)


def _figure_row(reading: Reading, candidate: FigureCandidate) -> FigureRow:
    return FigureRow(
        id=candidate.id,
        sentence=candidate.sentence,
        text=_one_line(reading.text_of(candidate)),
        parsed=_parsed(candidate),
        hint="" if candidate.hint == "figure" else candidate.hint,
    )


def _parsed(candidate: FigureCandidate) -> str:
    number = candidate.value if candidate.value is not None else f"{candidate.low} to {candidate.high}"
    words: list[str] = [] if candidate.bound == "exact" else [candidate.bound]
    words += [number, candidate.unit or "?"]
    return " ".join(words + (["per", candidate.per] if candidate.per else []))


def _one_line(text: str) -> str:
    """The text on one line: no control characters that could start a line of its own, none that hide or turn text."""
    if not text.isprintable():  # nearly all text is; none of the marks to be removed is
        text = _INVISIBLE.sub("", text)
        text = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} else char for char in text)
    return text.strip()


@lru_cache(maxsize=64)
def _example_messages(prompt: Prompt, stage: Stage) -> tuple[Message, ...]:
    """The examples as turns, in exactly the form that a real article and its answer have. Made once per prompt."""
    messages: list[Message] = []
    for number, example in enumerate(prompt.examples, start=1):
        reading = read(Article(text=example.article))
        where = f"Prompt {prompt.name}/{prompt.version}, example {number}"
        answer = _answer_in_ids({part: example.answer.get(part) for part in stage.parts}, reading, where)
        try:
            shaped = answer_shape(stage.parts).model.model_validate(answer)
        except ValidationError as error:
            raise PromptError(f"{where}: {error.errors()[0]['loc']}: {error.errors()[0]['msg']}") from None
        messages += [
            {"role": "user", "content": prompt.article(view(reading))},
            {"role": "assistant", "content": shaped.model_dump_json(exclude_defaults=True)},
        ]
    return tuple(messages)


def _answer_in_ids(value: Any, reading: Reading, where: str) -> Any:
    """The answer of an example with numbers in place of its quotes."""
    if isinstance(value, Mapping):
        return {
            key: [_id_of(quote, key, reading, where) for quote in inner] if key in _QUOTED else _answer_in_ids(inner, reading, where)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_answer_in_ids(inner, reading, where) for inner in value]
    return value


def _id_of(quote: str, kind: str, reading: Reading, where: str) -> int:
    """The sentence in which the quote stands, or the candidate whose number it holds. The quote stands in the article once."""
    text = reading.article.text
    start = text.find(quote)
    end = start + len(quote)
    if kind == "sentences":
        found = [sentence.id for sentence in reading.sentences if sentence.start <= start and end <= sentence.end]
    else:
        found = [candidate.id for candidate in reading.candidates if start <= candidate.number_start and candidate.number_end <= end]
    if text.count(quote) != 1 or len(found) != 1:
        raise PromptError(
            f"{where}: the quote {quote!r} stands there {text.count(quote)} times, with {len(found)} {kind}; once and one are wanted.",
            "Quote other words of the example's article.",
        )
    return found[0]
