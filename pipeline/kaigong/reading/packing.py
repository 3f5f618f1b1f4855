"""Files that are packed (.gz, .zst), read as what is in them."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO, cast

PACKINGS = (".gz", ".zst")
LARGEST_ARTICLE = 256_000_000
"""Bytes of a file that holds one article, unpacked. A packed file of a few kilobytes can hold any number."""

OnRead = Callable[[int], None]
"""Told how many bytes of a file on disk have been read since it was last told."""


class Unpackable(ValueError):
    """A packed file that can't be unpacked. The message says what is wrong and what to do."""


def unheard(number: int) -> None:
    """An `OnRead` for callers who show no progress."""


def kind_of(path: PurePath) -> str:
    """What a file's name ends in, in lower case and without how it is packed: `.jsonl` of `news.JSONL.gz`."""
    return PurePath(path.stem).suffix.lower() if is_packed(path) else path.suffix.lower()


def is_packed(path: PurePath) -> bool:
    """Whether the name says that the file is packed."""
    return path.suffix.lower() in PACKINGS


@contextmanager
def unpacked(path: PurePath, on_read: OnRead = unheard) -> Iterator[BinaryIO]:
    """The file, unpacked while it is read. Raises OSError where it can't be opened, Unpackable where it is broken."""
    with open(path, "rb") as file:
        counted = _buffered(_Counted(file, on_read))
        yield _buffered(_Unpacking(path, counted)) if is_packed(path) else counted


def read_whole(path: PurePath) -> bytes:
    """All that is in a file of one article. Raises as `unpacked` does, and Unpackable beyond LARGEST_ARTICLE."""
    with unpacked(path) as file:
        raw = file.read(LARGEST_ARTICLE + 1)
    if len(raw) > LARGEST_ARTICLE:
        raise Unpackable(f"more than {LARGEST_ARTICLE // 1_000_000} MB in one article: split it")
    return raw


def _buffered(raw: io.RawIOBase) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(raw, buffer_size=1 << 16))


class _Counted(io.RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, file: BinaryIO, on_read: OnRead) -> None:
        self._file = file
        self._on_read = on_read

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        number = cast(io.BufferedReader, self._file).readinto(buffer)
        self._on_read(number)
        return number


class _Unpacking(io.RawIOBase):
    """What is in a packed file, whichever way it is packed and broken."""

    def __init__(self, path: PurePath, file: BinaryIO) -> None:
        self._errors: tuple[type[Exception], ...] = (EOFError, zlib.error, gzip.BadGzipFile)
        if path.suffix.lower() == ".gz":
            self._content = cast(BinaryIO, gzip.GzipFile(fileobj=file))
            return
        try:
            import zstandard
        except ImportError as error:
            raise Unpackable('.zst needs a package that is not installed: pip install "kaigong[zst]"') from error
        self._errors = (EOFError, zstandard.ZstdError)
        self._content = cast(BinaryIO, zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        try:
            content = self._content.read(len(buffer))
        except self._errors as error:
            raise Unpackable(f"a packed file that is broken ({error}): pack it again") from error
        buffer[: len(content)] = content
        return len(content)
