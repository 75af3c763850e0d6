"""Who is for and against what, and where the article itself stands."""

from collections.abc import Sequence

from pipeline.draft import DraftStance
from pipeline.engines.offline.holders import merged
from pipeline.engines.offline.issues import Issues
from pipeline.engines.offline.leanings import leaning_sides
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.opinions import inferred_sides
from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.proponents import proponents_sides
from pipeline.engines.offline.sides import said_sides
from pipeline.engines.offline.speech import Speech
from pipeline.engines.offline.verdicts import verdict_sides
from pipeline.engines.offline.voices import acts
from pipeline.engines.offline.voice import article_stance, is_release
from pipeline.reading import Reading


def stance(reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names) -> DraftStance:
    """The stance part of a draft."""
    issues = Issues(parsed, reading.text_of(reading.headline) if reading.headline else "")
    text = reading.article.text
    behind = list(proponents_sides(parsed, names, issues, text))
    sides = [
        *said_sides(parsed, speeches, names, issues, text),
        *verdict_sides(speeches, issues, text),
        *behind,
        *inferred_sides(parsed, speeches, names, issues, text, behind={side.holder for side in behind}, release=is_release(reading)),
    ]
    taken = {side.holder for side in sides if side.target == issues.topic}
    voices = [*speeches, *acts(parsed, speeches, names)]
    sides += leaning_sides(voices, names, issues, text, len(parsed), taken)
    return DraftStance(topic=issues.topic, article=article_stance(reading, parsed, speeches), positions=tuple(merged(sides, names)))
