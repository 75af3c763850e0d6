"""Who is for and against what, and where the article itself stands."""

from collections.abc import Sequence

from pipeline.draft import DraftStance
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.stance.acts import acts
from pipeline.engines.offline.stance.holders import Side, merged
from pipeline.engines.offline.stance.issues import Issues
from pipeline.engines.offline.stance.leanings import Undecided, can_lean, leaning_sides, undecided
from pipeline.engines.offline.stance.opinions import inferred_sides
from pipeline.engines.offline.stance.proponents import proponents_sides
from pipeline.engines.offline.stance.sides import said_sides
from pipeline.engines.offline.stance.verdicts import verdict_sides
from pipeline.engines.offline.stance.voice import article_stance, is_release
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.reading import Reading


def stance(reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names) -> DraftStance:
    """The stance part of a draft."""
    issues = Issues(parsed, reading.headline_text)
    sides, actors = told(reading, parsed, speeches, names, issues)
    contested = any(side.target == issues.topic and not side.weak for side in sides)
    sides += leaning_sides(actors, issues, contested=contested)
    return DraftStance(topic=issues.topic, article=article_stance(reading, parsed, speeches), positions=tuple(merged(sides, names)))


def told(
    reading: Reading, parsed: Sequence[Parsed], speeches: Sequence[Speech], names: Names, issues: Issues
) -> tuple[list[Side], list[Undecided]]:
    """The sides that the text tells, and the actors whose side on the topic nothing tells.

    Words of praise and blame of the topic tell a side only where nothing else is weighed with them: in a press release, or where no
    side can be guessed.
    """
    text, release = reading.article.text, is_release(reading)
    behind = list(proponents_sides(parsed, names, issues, text))
    sides = [*said_sides(parsed, speeches, names, issues, text), *verdict_sides(speeches, issues, text), *behind]
    judging = list(inferred_sides(parsed, speeches, names, issues, text, behind={side.holder for side in behind}, release=release))
    signs = [] if release or not can_lean(issues, len(parsed)) else [side for side in judging if side.target == issues.topic]
    sides += [side for side in judging if side not in signs]
    judged = {side.holder: side.polarity for side in signs}
    taken = {side.holder for side in sides if side.target == issues.topic}
    elsewhere = {(side.holder, side.sentence) for side in sides if side.target != issues.topic}
    shown = [*speeches, *acts(parsed, speeches, names)]
    return sides, list(undecided(shown, names, issues, text, len(parsed), taken, judged, elsewhere))
