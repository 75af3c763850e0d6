"""Near copies: the same story under another headline, cut or lightly edited, as syndication makes them.

Two texts are compared by the share of their five-word sequences that they have in common (Jaccard), estimated by MinHash (Broder 1997).
Candidates are found by bands of the signature (20 bands of 6 of its 120 values): of pairs that share 0.8 of their sequences 99.8% become
candidates, of pairs that share 0.5 a quarter; each is then held against the threshold by its whole signature, whose standard error is
0.04 at 0.8. Signatures are kept in the ledger, so memory stays flat.
"""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from pipeline.errors import ConfigurationError, MissingExtra

BANDS = 20
ROWS = 6
_SEQUENCE = 5
_WORD = re.compile(r"\w+")

TABLES = """
CREATE TABLE signatures(id TEXT PRIMARY KEY, signature BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE bands(band BLOB NOT NULL, id TEXT NOT NULL, PRIMARY KEY (band, id)) WITHOUT ROWID;
CREATE INDEX bands_of ON bands(id)
"""


class NearCopies:
    """Finds articles whose text is nearly that of an earlier one. threshold: the estimated share from which one is a copy, over 0 to 1.

    Whoever calls `add` or `forget` holds a transaction of the database.
    """

    def __init__(self, db: sqlite3.Connection, threshold: float) -> None:
        if not 0.5 <= threshold <= 1:
            raise ConfigurationError(f"--near-copies {threshold:g} is not between 0.5 and 1.", "0.8 finds copies that were lightly edited.")
        try:
            import numpy as np  # noqa: PLC0415 - comes with datasketch
            from datasketch import MinHash  # noqa: PLC0415 - an extra
        except ImportError:
            raise MissingExtra("Near copies need a library that is not installed.", "pip install 'nutgraf[ingest]'") from None
        self._db = db
        self._threshold = threshold
        self._minhash = MinHash
        self._numpy = np

    def signature(self, text: str) -> bytes:
        """The MinHash signature of a text, over its sequences of five words (of what it has, where it is shorter)."""
        words = _WORD.findall(text.lower())
        count = max(1, len(words) - _SEQUENCE + 1)
        made = self._minhash(num_perm=BANDS * ROWS, seed=1)
        made.update_batch([" ".join(words[start : start + _SEQUENCE]).encode() for start in range(count)])
        return bytes(made.hashvalues.astype("<u4").tobytes())

    def first(self, signature: bytes, article_id: str) -> str | None:
        """The id of the article that is most like this one, at or above the threshold."""
        best: tuple[float, str] | None = None
        for other, theirs in self._candidates(signature):
            share = self.share(signature, theirs)
            if other != article_id and share >= self._threshold and (best is None or (share, other) > best):
                best = (share, other)
        return best[1] if best else None

    def share(self, one: bytes, other: bytes) -> float:
        """The estimated Jaccard similarity of two texts."""
        values: Any = self._numpy.frombuffer(one, "<u4") == self._numpy.frombuffer(other, "<u4")
        return float(values.mean())

    def add(self, article_id: str, signature: bytes) -> None:
        """Remembers an article, in place of what its id stood for before."""
        forget(self._db, article_id)
        self._db.execute("INSERT INTO signatures VALUES (?, ?)", (article_id, signature))
        self._db.executemany("INSERT INTO bands VALUES (?, ?)", ((band, article_id) for band in _bands(signature)))

    def _candidates(self, signature: bytes) -> Iterator[tuple[str, bytes]]:
        bands = list(_bands(signature))
        places = ", ".join("?" * len(bands))
        query = f"SELECT id, signature FROM signatures WHERE id IN (SELECT id FROM bands WHERE band IN ({places}))"  # noqa: S608 - marks only
        yield from self._db.execute(query, bands)


def forget(db: sqlite3.Connection, article_id: str) -> None:
    """Removes an article's signature."""
    db.execute("DELETE FROM bands WHERE id = ?", (article_id,))
    db.execute("DELETE FROM signatures WHERE id = ?", (article_id,))


def _bands(signature: bytes) -> Iterator[bytes]:
    """Each band with its number before it, so that equal values of different bands do not meet."""
    size = 4 * ROWS
    for number in range(BANDS):
        yield bytes([number]) + signature[number * size : (number + 1) * size]
