"""Tables of articles, a row each: .csv and .parquet."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO, cast

from kaigong.reading.decoding import Undecodable, decode
from kaigong.reading.metadata import FIELDS, BadMetadata, Metadata, columns_of
from kaigong.reading.rows import BadRow, RowPlace, article_of_row
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import Source
from kaigong.text import Article

_ROWS_AT_ONCE = 64
_NO_TEXTS = "no column of texts: call it text, or say --column text=COLUMN"


def read_csv(file: BinaryIO, source: Source, metadata: Metadata, ids_seen: set[int]) -> Iterator[Article | SetAside]:
    """The article of every row below the names of the columns; the line of a row is that on which it ends.

    The encoding is that of the first lines, the separator that of its first line: comma, semicolon or tab.
    """
    path = str(source.path)
    sample = cast(io.BufferedReader, file).peek()
    if not sample.strip():
        yield SetAside(path, None, "an empty file: remove it, or check where it comes from")
        return
    try:
        encoding = decode(_whole_lines(sample)).encoding
    except Undecodable as error:
        yield SetAside(path, error.line, str(error))
        return
    # Not the default of 128 KB a cell, which a page of a newspaper may have.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    lines = io.TextIOWrapper(file, encoding=encoding, newline="")
    table: csv.DictReader[str] | None = None
    try:
        header = lines.readline().removeprefix("\ufeff")
        table = csv.DictReader(chain([header], lines), delimiter=max(",;\t", key=header.count))
        if not set(columns_of("text", metadata)) & set(table.fieldnames or ()):
            yield SetAside(path, 1, _NO_TEXTS)
            return
        for row in table:
            yield _article(row, source, table.line_num, metadata, ids_seen, encoding=encoding)
    except UnicodeDecodeError as error:
        yield SetAside(
            path, (table.line_num if table else 0) + 1, f"not {encoding} any more ({error.reason}): save it as UTF-8"
        )
    except csv.Error as error:
        yield SetAside(path, table.line_num if table else 1, f"not CSV ({error}): save it again from the spreadsheet")


def read_parquet(
    file: BinaryIO, source: Source, metadata: Metadata, ids_seen: set[int]
) -> Iterator[Article | SetAside]:
    """The article of every row, a few rows in memory at a time."""
    path = str(source.path)
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        yield SetAside(path, None, 'Parquet needs a package that is not installed: pip install "kaigong[parquet]"')
        return
    number = 0
    try:
        table = parquet.ParquetFile(file if file.seekable() else io.BytesIO(file.read()))
        wanted = {column for field in FIELDS for column in columns_of(field, metadata)}
        columns = [column for column in table.schema_arrow.names if column in wanted]
        if not set(columns_of("text", metadata)) & set(columns):
            yield SetAside(path, None, _NO_TEXTS)
            return
        for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _article(row, source, number, metadata, ids_seen, encoding="utf-8")
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        yield SetAside(path, number + 1, f"not Parquet ({one_sentence(error)}): write it again")


def _whole_lines(sample: bytes) -> bytes:
    """The beginning of a file without the line, and the character, that its end cuts."""
    end = sample.rfind(b"\n") + 1 or len(sample)
    return sample[: end + end % 2 if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else end]


def article_of_cells(
    row: Mapping[str, Any], place: RowPlace, metadata: Metadata, ids_seen: set[int], *, encoding: str
) -> Article:
    """The article of a row that came without bytes of its own: its SHA-256 is that of its cells."""
    cells = json.dumps({str(column): cell for column, cell in row.items()}, default=str, ensure_ascii=True)
    digest = hashlib.sha256(cells.encode()).hexdigest()
    return article_of_row(row, place, metadata, ids_seen, sha256=digest, encoding=encoding)


def one_sentence(error: Exception) -> str:
    """What another library says of an error, without the lines that it adds."""
    return (str(error) or type(error).__name__).split("\n", 1)[0].strip(" .")


def _article(
    row: Mapping[str, Any], source: Source, line: int, metadata: Metadata, ids_seen: set[int], *, encoding: str
) -> Article | SetAside:
    try:
        return article_of_cells(row, RowPlace(source.name, line, source.place), metadata, ids_seen, encoding=encoding)
    except (BadRow, BadMetadata) as error:
        return SetAside(str(source.path), line, str(error))
