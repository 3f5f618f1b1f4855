"""Files to articles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from kaigong.reading.decoding import Undecodable, decode
from kaigong.reading.lines import read_lines
from kaigong.reading.metadata import BadMetadata, Metadata
from kaigong.reading.packing import OnRead, Unpackable, is_packed, kind_of, read_whole, unheard, unpacked
from kaigong.reading.pdf import text_of_pdf
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import Source
from kaigong.reading.tables import read_csv, read_parquet
from kaigong.reading.unreadable import Unreadable
from kaigong.reading.web import read_web
from kaigong.reading.word import text_of_docx
from kaigong.text import Article, normalize_newlines

Input = Source | Article | SetAside
"""What a run goes through: a file of one article that is not read yet, a row of a table, or what is no article."""

ReadTable = Callable[[BinaryIO, Source, Metadata, set[int]], Iterator[Article | SetAside]]

NOTHING_SAID = Metadata()


def read_articles(
    sources: Iterable[Source | SetAside], metadata: Metadata = NOTHING_SAID
) -> Iterator[Article | SetAside]:
    """The articles of `sources` in their order, one at a time, and in its place whatever could not be read."""
    for found in inputs_of(sources, metadata):
        yield read_file(found, metadata) if isinstance(found, Source) else found


def inputs_of(
    sources: Iterable[Source | SetAside], metadata: Metadata = NOTHING_SAID, on_read: OnRead = unheard
) -> Iterator[Input]:
    """What stands in `sources`, in their order: rows of tables are read, files of one article are left to be."""
    ids_seen: set[int] = set()
    for source in sources:
        if isinstance(source, SetAside):
            yield source
        elif read_table := _TABLES.get(kind_of(source.path)):
            yield from _rows(read_table, source, metadata, ids_seen, on_read)
        else:
            on_read(size_of(source))
            yield source


def read_file(source: Source, metadata: Metadata = NOTHING_SAID) -> Article | SetAside:
    """The article of a file that holds one."""
    path = str(source.path)
    try:
        raw = read_whole(source.path)
        digest = digest_of(source) if is_packed(source.path) else hashlib.sha256(raw).hexdigest()
    except Unpackable as error:
        return SetAside(path, None, str(error))
    except OSError as error:
        return _not_opened(path, error)
    if not raw:
        return SetAside(path, None, "an empty file: remove it, or check where it comes from")
    try:
        article = _article(raw, source, digest)
        return article if isinstance(article, SetAside) else metadata.told_by_name(article)
    except Undecodable as error:
        return SetAside(path, error.line, str(error))
    except (Unreadable, BadMetadata) as error:
        return SetAside(path, None, str(error))


def digest_of(source: Source) -> str:
    """The SHA-256 of the file's bytes, as they lie on the disk. Raises OSError where it can't be read."""
    with open(source.path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def size_of(source: Source | SetAside) -> int:
    """Bytes on the disk, 0 of what is not there."""
    try:
        return source.path.stat().st_size if isinstance(source, Source) else 0
    except OSError:
        return 0


def _rows(
    read_table: ReadTable, source: Source, metadata: Metadata, ids_seen: set[int], on_read: OnRead
) -> Iterator[Article | SetAside]:
    path = str(source.path)
    try:
        with unpacked(source.path, on_read) as file:
            yield from read_table(file, source, metadata, ids_seen)
    except Unpackable as error:
        yield SetAside(path, None, str(error))
    except OSError as error:
        yield _not_opened(path, error)


def _article(raw: bytes, source: Source, digest: str) -> Article | SetAside:
    kind = kind_of(source.path)
    if text_of := _TEXTS.get(kind):
        return Article(normalize_newlines(text_of(raw)), name=source.name, sha256=digest)
    decoded = decode(raw)
    if not decoded.text.strip():
        return SetAside(str(source.path), None, "nothing but blanks in it: remove it, or check where it comes from")
    article = Article(decoded.text, name=source.name, encoding=decoded.encoding, newline=decoded.newline, sha256=digest)
    return read_web(article, str(source.path)) if kind in (".html", ".htm") else article


def _not_opened(path: str, error: OSError) -> SetAside:
    return SetAside(path, None, f"can't be read ({error.strerror or error}): check the file")


_TABLES: dict[str, ReadTable] = {".jsonl": read_lines, ".csv": read_csv, ".parquet": read_parquet}
"""By the end of a name: what reads a file of many articles."""

_TEXTS: dict[str, Callable[[bytes], str]] = {".pdf": text_of_pdf, ".docx": text_of_docx}
"""By the end of a name: what finds the text in a file that is more than text."""
