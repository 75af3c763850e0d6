"""Text from articles and models, made harmless for what shows it."""

import re

# C0 and C1 controls drive terminals (escape sequences); bidirectional controls can make text read as what it is not;
# half a surrogate pair cannot be written out.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    """The text with each control character replaced by a mark that can be seen: as many characters as before."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def visible(text: str) -> str:
    """The text on one line, each control character replaced by a mark that can be seen."""
    return harmless(" ".join(text.split()))
