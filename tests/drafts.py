"""Drafts for the ferry article (tests/articles/ferry.txt), as an engine would propose them."""

from pipeline.article import Article
from pipeline.draft import Draft, DraftClaim, DraftFigure, DraftGist, DraftPosition, DraftQuestion, DraftStance
from pipeline.reading import Reading, read
from tests.conftest import ROOT

FERRY = Article(text=(ROOT / "tests/articles/ferry.txt").read_text(encoding="utf-8"))
READING: Reading = read(FERRY)


def sentence(words: str) -> int:
    """Number of the one sentence that holds these words."""
    (number,) = [made.id for made in READING.sentences if words in READING.text_of(made)]
    return number


def candidate(words: str) -> int:
    """Number of the one figure candidate that stands in these words."""
    (number,) = [made.id for made in READING.candidates if words in READING.text_of(made)]
    return number


def claim(statement: str, *sentences: int, source: str | None = "Mara Ellison") -> DraftClaim:
    """An indirect claim of a named source, or narration without one."""
    return DraftClaim(
        statement=statement,
        source=source,
        source_kind="named" if source else "article",
        attribution="indirect" if source else "narration",
        kind="factual",
        salience="supporting",
        sentences=sentences,
    )


def figure(*candidates: int, **fields: str | None) -> DraftFigure:
    """A figure of these candidates."""
    given: dict[str, str | None] = {"measures": "cost of two electric ferries", "when": None, "source": None, "unit": None, "per": None}
    return DraftFigure(candidates=candidates, **{**given, **fields})  # type: ignore[arg-type]


def draft(**parts: object) -> Draft:
    """A draft with a sound gist and the parts that a test is about."""
    positions = parts.pop("positions", ())
    empty: dict[str, object] = {"claims": (), "figures": (), "open_questions": ()}
    return Draft(
        gist=DraftGist(text="The harbour board voted to buy two electric ferries.", sentences=(sentence("voted"),)),
        stance=DraftStance(topic="buying electric ferries", article="neutral", positions=positions),  # type: ignore[arg-type]
        **{**empty, **parts},  # type: ignore[arg-type]
    )


def full_draft() -> Draft:
    """A sound draft with an item of every part."""
    lead = sentence("voted")
    return draft(
        positions=(DraftPosition(holder="harbour board", target="electric ferries", polarity="supports", sentences=(lead,)),),
        claims=(
            claim("The harbour board voted on Monday to buy two electric ferries.", lead, source=None),
            claim("More than 70 per cent of passengers wanted new ferries.", sentence("70 per cent")),
        ),
        figures=(figure(candidate("61 million")),),
        open_questions=(DraftQuestion(kind="unanswered", question="What do the batteries cost?", sentences=(sentence("refused"),)),),
    )
