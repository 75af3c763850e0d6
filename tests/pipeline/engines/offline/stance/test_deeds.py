"""How deeds are worded as targets."""

import pytest

from pipeline.engines.offline.stance.deeds import gerund


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        pytest.param("move", "moving", id="drops-e"),
        pytest.param("see", "seeing", id="keeps-ee"),
        pytest.param("tie", "tying", id="ie"),
        pytest.param("shut", "shutting", id="doubles"),
        pytest.param("clean", "cleaning", id="two-vowels"),
        pytest.param("consider", "considering", id="long"),
    ],
)
def test_gerund(verb: str, expected: str) -> None:
    assert gerund(verb) == expected
