"""Text from articles and models, made harmless for a terminal."""

import re

# C0 and C1 controls drive terminals (escape sequences); bidirectional controls can make text read as what it is not.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text on one line, each control character replaced by a mark that can be seen."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
