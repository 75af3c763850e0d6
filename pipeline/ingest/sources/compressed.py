"""Files that may be compressed: gzip and Zstandard are read as they are, told by their first bytes."""

import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

from pipeline.errors import ArticleNotFound, MissingExtra

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_CHUNK_BYTES = 1 << 16

# What reading a damaged or truncated file raises; zstandard's own error is looked at by name, since the library may be absent.
DAMAGED: tuple[type[Exception], ...] = (EOFError, gzip.BadGzipFile, OSError)


def open_compressed(path: Path, *, keep_gzip: bool = False) -> BinaryIO:
    """A stream of the file's content, decompressed; gzip can be left to the reader.

    Raises ArticleNotFound, or MissingExtra for Zstandard without its library.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise ArticleNotFound(f"{path}: no such file.", "Check the path; - reads standard input.") from None
    except OSError as error:
        raise ArticleNotFound(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from None
    return decompressed(file, keep_gzip=keep_gzip)


def decompressed(stream: BinaryIO, *, keep_gzip: bool = False) -> BinaryIO:
    """The stream, or what it holds where it is compressed."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    start = buffered.peek(4)[:4]
    if start.startswith(_GZIP) and not keep_gzip:
        return cast(BinaryIO, gzip.GzipFile(fileobj=buffered))
    if start == _ZSTD:
        return _zstandard(buffered)
    return buffered


def _zstandard(stream: BinaryIO) -> BinaryIO:
    try:
        import zstandard  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra("Zstandard files need a library that is not installed.", "pip install 'nutgraf[ingest]'") from None
    return cast(BinaryIO, io.BufferedReader(_Frames(stream, zstandard.ZstdDecompressor), _CHUNK_BYTES))


class _Frames(io.RawIOBase):
    """All frames of a Zstandard file (each append makes one). The library's own reader takes a file that was cut off for a whole one."""

    def __init__(self, stream: BinaryIO, decompressor: Callable[[], Any]) -> None:
        self._stream = stream
        self._decompressor = decompressor
        self._frame: Any = None
        self._packed = b""
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            self._packed = self._packed or self._stream.read(_CHUNK_BYTES)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError("the compressed data is cut off")
                return 0
            self._unpack()
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def close(self) -> None:
        self._stream.close()
        super().close()

    def _unpack(self) -> None:
        if self._frame is None:
            self._frame = self._decompressor().decompressobj()
        self._ready = self._frame.decompress(self._packed)
        self._packed = b""
        if self._frame.eof:
            self._packed, self._frame = self._frame.unused_data, None


def is_damage(error: Exception) -> bool:
    """Whether the error says that compressed content is broken or cut off."""
    return isinstance(error, DAMAGED) or type(error).__name__ in {"ZstdError", "error"}
