"""Kinds of quantities, by their units."""

import pytest

from pipeline.engines.offline.figures.quantities import kind_of


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("USD", "money"),
        ("percent", "share"),
        ("percentage_point", "share"),
        ("year", "time"),
        ("kilometre", "measure"),
        ("times", "factor"),
        ("occasion", "occasion"),
        ("person", "count"),
        ("US", "count"),
        (None, "count"),
    ],
)
def test_kind_of_a_unit(unit: str | None, kind: str) -> None:
    assert kind_of(unit) == kind
