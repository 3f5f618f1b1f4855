"""Files of one JSON object a line (.jsonl) to articles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kaigong.reading.decoding import Undecodable, decode
from kaigong.reading.metadata import BadMetadata, Metadata
from kaigong.reading.rows import BadRow, RowPlace, article_of_row
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import Source
from kaigong.text import Article


def read_lines(file: BinaryIO, source: Source, metadata: Metadata, ids_seen: set[int]) -> Iterator[Article | SetAside]:
    """The article of every line: `text`, and optionally `id` (or `name`), `title`, `source`, `url`, `published` (a
    day: 2024-03-01, 2024/3/1, 2024年3月1日, 20240301). Blank lines are passed over.
    """
    path = str(source.path)
    empty = True
    for number, raw in enumerate(file, 1):
        if not raw.strip():
            continue
        empty = False
        try:
            decoded = decode(raw)
            yield article_of_row(
                _fields(decoded.text),
                RowPlace(source.name, number, source.place),
                metadata,
                ids_seen,
                sha256=hashlib.sha256(raw).hexdigest(),
                encoding=decoded.encoding,
            )
        except Undecodable as error:
            yield SetAside(path, number, str(error))
            if error.line is None:
                return  # A binary has no lines: one sentence about it is enough.
        except (BadRow, BadMetadata) as error:
            yield SetAside(path, number, str(error))
    if empty:
        yield SetAside(path, None, "an empty file: remove it, or check where it comes from")


def _fields(line: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadRow(f"not JSON ({error.msg} at column {error.colno}): write one JSON object a line") from error
    except (ValueError, RecursionError) as error:
        raise BadRow("JSON that can't be read (a number too long or nested too deep): write plain fields") from error
    if not isinstance(fields, dict):
        raise BadRow('not a JSON object: write {"text": "..."}')
    return fields
