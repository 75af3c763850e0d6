"""Rows -> a data frame of whichever library is installed."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from pipeline.errors import ConfigurationError

_LIBRARIES = ("pandas", "polars")


def frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], numbers: Sequence[str] = ()) -> Any:
    """A data frame of these rows: pandas where it is installed, else polars.

    columns: their names, in order; there even without rows. numbers: columns of doubles. ConfigurationError where neither library is there.
    """
    for name in _LIBRARIES:
        try:
            library = import_module(name)
        except ImportError:
            continue
        table = {column: [row[column] for row in rows] for column in columns}
        made = library.DataFrame(table)
        return made.astype(dict.fromkeys(numbers, "float64")) if name == "pandas" else made.cast(dict.fromkeys(numbers, library.Float64))
    raise ConfigurationError("A data frame needs pandas or polars, and neither is installed.", "pip install pandas")
