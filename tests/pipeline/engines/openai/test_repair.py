"""JSON that a model nearly got right, and JSON that was cut."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.openai.repair import repaired_json

OBJECT = {"a": [1, 2], "b": "it’s {not} [closed", "c": None}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps(OBJECT), id="right"),
        pytest.param(f"```json\n{json.dumps(OBJECT)}\n```", id="fence"),
        pytest.param(f"Here you are:\n{json.dumps(OBJECT)}\nAnything else?", id="prose"),
        pytest.param(f"<think>Perhaps {{'a': 1}}?</think>\n{json.dumps(OBJECT)}", id="thoughts"),
        pytest.param(json.dumps(OBJECT).replace("2]", "2,]"), id="trailing-comma"),
        pytest.param(json.dumps(OBJECT).replace("null}", "null,}"), id="trailing-comma-at-the-end"),
        pytest.param("{'a': [1, 2], 'b': 'it’s {not} [closed', 'c': None}".replace("{not} [", "{not} ["), id="python"),
    ],
)
def test_what_is_whole_is_repaired(text: str) -> None:
    expected = OBJECT
    try:
        assert json.loads(repaired_json(text)) == expected
    except ValueError:
        # Brackets in a string with other quotes cannot be told from open ones: then nothing is repaired, and it is asked for again.
        assert "'" in text
        assert repaired_json(text) == text


@pytest.mark.parametrize("text", ["", "No JSON here.", "[1, 2]", "{", "}{", '"text"', "null"])
def test_what_is_no_object_stays(text: str) -> None:
    assert repaired_json(text) == text


def test_a_brace_in_a_key_that_was_cut_closes_nothing() -> None:
    text = '{"a": [], "b}'
    assert repaired_json(text) == text


@given(
    st.dictionaries(
        st.text(max_size=5),
        st.lists(st.dictionaries(st.text(max_size=3), st.integers() | st.text(max_size=5), max_size=3), max_size=3),
        min_size=1,
        max_size=3,
    ),
    st.data(),
)
def test_what_was_cut_is_never_closed(value: dict[str, Any], data: st.DataObject) -> None:
    whole = json.dumps(value)
    cut = data.draw(st.integers(1, len(whole) - 1))
    result = repaired_json(whole[:cut])
    try:
        parsed = json.loads(result)
    except ValueError:
        return
    # An inner object alone may stand in what is left; it never has the fields of the whole, so its shape is refused.
    assert parsed != value
    assert not isinstance(parsed, dict) or result in whole
