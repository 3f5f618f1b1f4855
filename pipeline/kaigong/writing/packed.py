"""The rows of an extraction as bytes, on their way from the process that made them to a table."""

from __future__ import annotations

import msgspec

from kaigong.extract import Extraction
from kaigong.writing.rows import Cell, Table, rows_of

Rows = dict[Table, list[dict[str, Cell]]]


def render_rows(extraction: Extraction) -> bytes:
    """The rows of `rows_of` as msgpack."""
    return msgspec.msgpack.encode(rows_of(extraction))


def unpack_rows(packed: bytes) -> Rows:
    """What `render_rows` packed."""
    return msgspec.msgpack.decode(packed, type=Rows)
