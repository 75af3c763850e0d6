"""Articles in other capitals, and with words cut, shuffled or put in, never end or hang the engine; `make mutate` takes many more."""

import os
import random
from collections.abc import Iterator

import pytest

from pipeline.article import Article
from pipeline.engines.offline.drafting import draft
from pipeline.errors import NutgrafError
from pipeline.grounding import ground
from pipeline.reading import read
from tests.conftest import ROOT

MANY = int(os.environ.get("NUTGRAF_TEST_MUTATIONS", "24"))
# Words that rules look at, put where they have no business.
STRAY = [
    "said",
    "that",
    "which",
    '"',
    "”",
    "“",
    "who",
    "after",
    "not",
    "its",
    ",",
    "half",
    "one",
    "will",
    "whether",
    "of",
    "per",
    "%",
    "$4",
    ":",
]


def mutations() -> Iterator[tuple[int, str]]:
    """Texts of dev, mutated: each with the seed that makes it again."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "evals/gold/dev").glob("*.txt"))]
    for seed in range(MANY):
        chance = random.Random(seed)
        text = chance.choice(texts)
        way = seed % 6
        if way < 3:
            yield seed, (text.upper(), text.lower(), text.title())[way]
            continue
        words = text.split(" ")
        for _ in range(len(words) // 12):
            place = chance.randrange(len(words))
            if way == 3:
                del words[place]
            elif way == 4:
                words.insert(place, chance.choice(STRAY))
            else:
                other = min(place + chance.randrange(1, 4), len(words) - 1)
                words[place], words[other] = words[other], words[place]
        yield seed, " ".join(words)


@pytest.mark.parametrize(("seed", "text"), tuple(mutations()), ids=lambda value: str(value) if isinstance(value, int) else "")
def test_a_mutated_article_is_summarized_or_refused(seed: int, text: str) -> None:
    reading = read(Article(text=text))
    try:
        grounded = ground(reading, draft(reading).draft)
    except NutgrafError:
        return  # "This is no English" is an answer
    for claim in grounded.claims:
        assert all(text[span.start : span.end] == span.quote for span in claim.evidence)
