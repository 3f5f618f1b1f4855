"""Rows of tables, whatever holds them, to articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kaigong.reading.decoding import newline_of
from kaigong.reading.metadata import Metadata, columns_of, day_of
from kaigong.reading.packing import PACKINGS
from kaigong.reading.sources import SUFFIXES
from kaigong.text import Article, normalize_newlines, without_lone_surrogates


class BadRow(ValueError):
    """A row that is no article. The message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands: in which table (the source's name, and its whole path), and in which line, counted from 1."""

    table: str
    line: int
    whole: str


def article_of_row(
    row: Mapping[str, Any], place: RowPlace, metadata: Metadata, ids_seen: set[int], *, sha256: str, encoding: str
) -> Article:
    """The article of a row with the columns that `metadata` says, by default those of `FIELDS`.

    It is called by its id; without one, or where `ids_seen` (hashes of the ids of this run, which grow here) holds
    it already, by table and line: `news.jsonl#12`. An id that could be the name of a file is told apart from it:
    `news.jsonl#page.txt`. A lone surrogate, which no file can hold, becomes U+FFFD. Raises BadRow and BadMetadata.
    """
    text = _field(row, "text", metadata)
    if not text or not text.strip():
        raise BadRow('no text in it: give every line a "text"')
    name = _name(_field(row, "id", metadata), place, ids_seen)
    return Article(
        normalize_newlines(text),
        name=name or f"{place.table}#{place.line}",
        title=_field(row, "title", metadata),
        source=_field(row, "source", metadata),
        url=_field(row, "url", metadata),
        published=day_of(_field(row, "published", metadata)),
        encoding=encoding,
        newline=newline_of(text),
        sha256=sha256,
        place=None if name else f"{place.whole}#{place.line}",
    )


def _field(row: Mapping[str, Any], field: str, metadata: Metadata) -> str | None:
    for column in columns_of(field, metadata):
        value = row.get(column)
        if value is None or value == "":
            continue
        if isinstance(value, date):
            return value.isoformat()
        if field == "id" and type(value) is int:
            return str(value)
        if not isinstance(value, str):
            raise BadRow(f'"{column}" is not a string: put it in quotation marks')
        return without_lone_surrogates(value)
    return None


def _name(key: str | None, place: RowPlace, ids_seen: set[int]) -> str | None:
    if not key or not key.strip() or hash(key) in ids_seen:
        return None
    ids_seen.add(hash(key))
    lower = key.lower()
    like_a_file = lower.endswith((*SUFFIXES, *PACKINGS)) or any(f"{suffix}#" in lower for suffix in SUFFIXES)
    return f"{place.table}#{key}" if like_a_file else key
