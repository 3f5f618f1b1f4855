"""Files of one JSON object a line (.jsonl) to articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import regex

from kaigong.reading.decoding import Undecodable, decode, newline_of
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import SUFFIXES, Source
from kaigong.text import Article, normalize_newlines, without_lone_surrogates

DATE = regex.compile(r"\s*+([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})(?![0-9])")
"""A day as tables of articles write it, whatever time stands behind it."""


class BadLine(ValueError):
    """A line that is no article. The message says what is wrong and what to do."""


def read_lines(source: Source, ids_seen: set[int]) -> Iterator[Article | SetAside]:
    """The article of every line: `text`, and optionally `id` (or `name`), `title`, `url`, `published` (a day:
    2024-03-01, 2024/3/1, 2024年3月1日, 20240301).

    An article is called by its id; without one, or where `ids_seen` (hashes of the ids of this run, which grow
    here) holds it already, by file and line: `news.jsonl#12`. An id that could be the name of a file is told apart
    from it: `news.jsonl#page.txt`. Blank lines are passed over. A lone surrogate, which no file can hold, becomes
    U+FFFD. Raises OSError where the file can't be opened or read.
    """
    path = str(source.path)
    empty = True
    with source.path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if not raw.strip():
                continue
            empty = False
            try:
                yield _article(raw, source, number, ids_seen)
            except Undecodable as error:
                yield SetAside(path, number, str(error))
                if error.line is None:
                    return  # A binary has no lines: one sentence about it is enough.
            except BadLine as error:
                yield SetAside(path, number, str(error))
    if empty:
        yield SetAside(path, None, "an empty file: remove it, or check where it comes from")


def _article(raw: bytes, source: Source, number: int, ids_seen: set[int]) -> Article:
    decoded = decode(raw)
    fields = _fields(decoded.text)
    text = _field(fields, "text")
    if not text or not text.strip():
        raise BadLine('no text in it: give every line a "text"')
    return Article(
        normalize_newlines(text),
        name=_name(_field(fields, "id") or _field(fields, "name"), source, number, ids_seen),
        title=_field(fields, "title"),
        url=_field(fields, "url"),
        published=_published(_field(fields, "published")),
        encoding=decoded.encoding,
        newline=newline_of(text),
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def _fields(line: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON ({error.msg} at column {error.colno}): write one JSON object a line") from error
    except (ValueError, RecursionError) as error:
        raise BadLine("JSON that can't be read (a number too long or nested too deep): write plain fields") from error
    if not isinstance(fields, dict):
        raise BadLine('not a JSON object: write {"text": "..."}')
    return fields


def _field(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if name in ("id", "name") and type(value) is int:
        return str(value)
    if not isinstance(value, str):
        raise BadLine(f'"{name}" is not a string: put it in quotation marks')
    return without_lone_surrogates(value)


def _name(key: str | None, source: Source, number: int, ids_seen: set[int]) -> str:
    if not key or not key.strip() or hash(key) in ids_seen:
        return f"{source.name}#{number}"
    ids_seen.add(hash(key))
    like_a_file = key.lower().endswith(SUFFIXES) or ".jsonl#" in key.lower()
    return f"{source.name}#{key}" if like_a_file else key


def _published(text: str | None) -> date | None:
    """The day that `text` begins with, in one of the ways of DATE."""
    if not text or not text.strip():
        return None
    if written := DATE.match(text):
        try:
            return date(int(written[1]), int(written[2]), int(written[3]))
        except ValueError as error:
            raise BadLine(f'"published" is {text!r}: {error}') from error
    raise BadLine(f'"published" is {text!r}, not a date: write it as 2023-05-17')
