"""Pages for the browser: the seed with its gold as summary, a small story, a hostile one, and a very long one."""

from datetime import UTC, datetime
from functools import cache

from pipeline.article import Article
from pipeline.budget import Usage
from pipeline.reading import read
from pipeline.summary import Claim, Dropped, Figure, OpenQuestion, Position, Provenance, Stance, Summary
from pipeline.views.html import html_view
from tests.conftest import ROOT
from tests.pipeline.views.conftest import ARTICLE, make_summary, quote


def small() -> str:
    """The ferry story: two items on the same words, one shelved claim, one dropped."""
    summary = make_summary()
    board = quote("The engineer, Tom Brack, said the board had not tested the batteries.")
    opposed = Position(holder="Tom Brack", target="electric ferries", polarity="opposes", evidence=board)
    stance = summary.stance.model_copy(update={"positions": (*summary.stance.positions, opposed)})
    shelved = Claim(
        statement="The board had not tested the batteries.",
        source="Tom Brack",
        source_kind="named",
        attribution="indirect",
        kind="factual",
        salience="supporting",
        evidence=board,
    )
    return html_view(ARTICLE, make_summary(stance=stance, omitted=(shelved,)))


PAYLOADS = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "<svg onload=window.hacked=1>",
    '" onmouseover="window.hacked=1" x="',
    "<a href='javascript:window.hacked=1'>click</a>",
    "</style><style>*{display:none}</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "{{ 7 * 7 }} ${7 * 7} <!-- --!> ]]> \u2028 \u2029",
)


def hostile() -> str:
    """Every field of an article and a summary carries scripts, handlers and markup."""
    text = "Mayor speaks\n\n" + "\n\n".join(f"The mayor said {payload} on Monday to all of us." for payload in PAYLOADS)
    article = Article(text=text, title=PAYLOADS[0], source=PAYLOADS[1], url="javascript:window.hacked=1", byline=PAYLOADS[2])
    claims, figures, positions, questions = [], [], [], []
    for payload in PAYLOADS:
        start = text.index(payload)
        words = (article.span(start, start + len(payload)),)
        named: dict[str, object] = {"source_kind": "named", "attribution": "direct", "kind": "factual", "salience": "core"}
        claims.append(Claim(statement=payload, source=payload, evidence=words, **named))  # type: ignore[arg-type]
        figures.append(Figure(value="1", unit=payload, bound="exact", measures=payload, when=payload, source=payload, evidence=words))
        positions.append(Position(holder=payload, target=payload, polarity="opposes", evidence=words))
        questions.append(OpenQuestion(kind="disputed", question=payload, evidence=words))
    dropped = (Dropped(part="claims", item={"statement": PAYLOADS[0]}, reason=PAYLOADS[1]),)
    summary = make_summary(
        article=article.info,
        gist=None,
        stance=Stance(topic=PAYLOADS[0], article="critical", positions=tuple(positions)),
        claims=tuple(claims),
        figures=tuple(figures),
        open_questions=tuple(questions),
        dropped=dropped,
    )
    return html_view(article, summary)


@cache
def long() -> str:
    """Sixty thousand words, with a claim for every third sentence and a figure for every number."""
    lines = (ROOT / "tests/articles/ferry.txt").read_text(encoding="utf-8").splitlines()
    story = [line for line in lines if len(line.split()) > 8]
    count = 60_000 // sum(len(line.split()) for line in story) + 1
    text = "Harbour board backs new ferry\n\n" + "\n\n".join(
        f"{line} Item {number} cost US${number + 2} million." for number in range(count) for line in story
    )
    assert len(text.split()) >= 60_000
    article = Article(text=text, source="long.txt")
    reading = read(article)
    speakers = (None, "Mara Ellison", "Tom Brack")
    claims = tuple(
        Claim(
            statement=reading.text_of(sentence),
            source=speakers[sentence.id // 3 % 3],
            source_kind="named" if sentence.id // 3 % 3 else "article",
            attribution="indirect" if sentence.id // 3 % 3 else "narration",
            kind="factual",
            salience="core" if sentence.id % 5 else "supporting",
            evidence=(reading.span_of(sentence),),
        )
        for sentence in reading.sentences
        if sentence.id % 3 == 0
    )
    figures = tuple(
        Figure(value=str(one.id), unit="USD", bound="exact", measures="price", evidence=(reading.span_of(one),))
        for one in reading.candidates
    )
    assert len(claims) > 1_000
    assert len(figures) > 1_000
    summary = Summary(
        article=article.info,
        gist=None,
        stance=Stance(topic="ferries", article="neutral"),
        claims=claims,
        figures=figures,
        open_questions=(),
        provenance=Provenance(
            engine="offline", nutgraf_version="0", usage=Usage(), elapsed_s=1, created_at=datetime(2026, 1, 1, tzinfo=UTC)
        ),
    )
    return html_view(article, summary)
