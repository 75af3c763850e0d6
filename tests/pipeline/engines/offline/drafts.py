"""What the offline engine drafts of a text's figures."""

from pipeline.draft import DraftFigure
from pipeline.engines.offline.figures import figures
from tests.pipeline.engines.offline.stories import story


def drafted(text: str) -> list[DraftFigure]:
    """The figures of a text, in its order."""
    with story(text) as seen:
        return list(figures(seen.reading, seen.parsed, seen.speeches, seen.names)[0])


def measured(text: str) -> list[str]:
    """What each figure of a text measures."""
    return [figure.measures for figure in drafted(text)]
