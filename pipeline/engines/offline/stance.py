"""Who is for and against what, and where the article itself stands."""

from collections.abc import Mapping, Sequence

from pipeline.draft import DraftStance
from pipeline.engines.offline.acts import acts
from pipeline.engines.offline.holders import Side, merged
from pipeline.engines.offline.issues import Issues
from pipeline.engines.offline.leanings import can_lean, leaning_sides
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.opinions import inferred_sides
from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.proponents import proponents_sides
from pipeline.engines.offline.sides import said_sides
from pipeline.engines.offline.speech import Speech
from pipeline.engines.offline.verdicts import verdict_sides
from pipeline.engines.offline.voice import article_stance, is_release
from pipeline.labels import Polarity
from pipeline.reading import Reading


def stance(reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names) -> DraftStance:
    """The stance part of a draft."""
    issues = Issues(parsed, reading.text_of(reading.headline) if reading.headline else "")
    sides, judged = told_sides(reading, parsed, speeches, names, issues)
    taken = {side.holder for side in sides if side.target == issues.topic}
    shown = [*speeches, *acts(parsed, speeches, names)]
    sides += leaning_sides(shown, names, issues, reading.article.text, len(parsed), taken, judged)
    return DraftStance(topic=issues.topic, article=article_stance(reading, parsed, speeches), positions=tuple(merged(sides, names)))


def told_sides(
    reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names, issues: Issues
) -> tuple[list[Side], Mapping[str, Polarity]]:
    """The sides that the text tells, and what words of praise and blame amount to by holder where that is one sign among others.

    Of the topic such words tell a side only where nothing else is weighed with them: in a press release, or where no side can be guessed.
    """
    text, release = reading.article.text, is_release(reading)
    behind = list(proponents_sides(parsed, names, issues, text))
    sides = [*said_sides(parsed, speeches, names, issues, text), *verdict_sides(speeches, issues, text), *behind]
    judging = list(inferred_sides(parsed, speeches, names, issues, text, behind={side.holder for side in behind}, release=release))
    if release or not can_lean(issues, len(parsed)):
        return [*sides, *judging], {}
    judged = {side.holder: side.polarity for side in judging if side.target == issues.topic}
    return [*sides, *(side for side in judging if side.target != issues.topic)], judged
