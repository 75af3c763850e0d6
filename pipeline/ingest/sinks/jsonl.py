"""JSON lines: appended, and on disk when `write` returns."""

import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from pipeline.errors import BadRecord, SinkError
from pipeline.ingest.ledger import Known
from pipeline.ingest.records import Row, row_of

_TAIL_BYTES = 1 << 16


class JsonlSink:
    """A file of lines, one per article. A later line of an article stands for the earlier ones until they are dropped at the end."""

    batch_rows = 256
    flush_s: float | None = 0.5

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = str(path.absolute())
        try:
            self._file = path.open("ab", buffering=0)
        except OSError as error:
            raise SinkError(f"{path} cannot be written ({error.strerror}).", "Check its place and permissions.") from None

    def is_empty(self) -> bool:
        """Whether it holds no line."""
        return not self._size()

    def known(self) -> Iterator[Known]:
        """The articles of its lines."""
        for line in self._lines():
            row = self._row(line)
            yield Known(row["id"], row["article"]["content_hash"], row["config"], row["duplicate_of"])

    def mark(self) -> str:
        """Its length in bytes, at the end of a line."""
        with self._path.open("rb") as file:
            if (size := self._size()) and os.pread(file.fileno(), 1, size - 1) != b"\n":  # an editor left no newline
                self._append(b"\n")
        return str(self._size())

    def write(self, lines: Sequence[str], mark: str, *, again: bool) -> None:
        """Appends the lines and waits for the disk. Where the batch was begun before, what is there already is not written again."""
        data = "".join(f"{line}\n" for line in lines).encode()
        self._append(data[self._written(data, int(mark)) if again else 0 :])

    def settle(self, ids: Collection[str]) -> None:
        """Drops all but the last line of these articles."""
        last = {found: place for place, line in enumerate(self._lines()) if (found := self._row(line)["id"]) in ids}
        self._rewrite(lambda place, found: last.get(found, place) == place)

    def forget(self, ids: Collection[str]) -> int:
        """Drops the lines of these articles."""
        found = {one.id for one in self.known()} & set(ids)
        if found:
            self._rewrite(lambda _, found: found not in ids)
        return len(found)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def _size(self) -> int:
        return os.fstat(self._file.fileno()).st_size

    def _append(self, data: bytes) -> None:
        try:
            while data:
                data = data[os.write(self._file.fileno(), data) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            raise SinkError(f"{self._path} cannot be written ({error.strerror}).", "Make room, and run again: nothing is lost.") from None

    def _written(self, data: bytes, mark: int) -> int:
        """How many bytes of the batch stand in the file from the mark on. Nothing is cut off that somebody else may have written."""
        with self._path.open("rb") as file:
            file.seek(mark)
            place = 0
            while chunk := file.read(_TAIL_BYTES):
                if chunk != data[place : place + len(chunk)]:
                    raise SinkError(
                        f"{self._path} was changed by another program after byte {mark}, inside an unfinished batch.",
                        "Restore the file, or remove its ledger: it is then read anew.",
                    )
                place += len(chunk)
        return place

    def _lines(self) -> Iterator[str]:
        with self._path.open("r", encoding="utf-8", newline="\n") as file:
            for line in file:
                if line.strip():
                    yield line.removesuffix("\n")

    def _row(self, line: str) -> Row:
        try:
            return row_of(line)
        except BadRecord as error:
            raise SinkError(f"{self._path}: {error.cause}", error.remedy) from None

    def _rewrite(self, keeps: Callable[[int, str], bool]) -> None:
        """Keeps some lines: beside the file, then in its place, so that a death in between changes nothing."""
        part = self._path.with_name(f".{self._path.name}.part")
        try:
            with part.open("w", encoding="utf-8", newline="\n") as file:
                part.chmod(stat.S_IMODE(self._path.stat().st_mode))
                file.writelines(f"{line}\n" for place, line in enumerate(self._lines()) if keeps(place, str(self._row(line)["id"])))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise SinkError(f"{self._path} cannot be written ({error.strerror}).", "Make room, and run again.") from None
        self._file.close()
        self._file = self._path.open("ab", buffering=0)
