"""Records as JSONL and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import msgspec
import regex

from kaigong.extract import Extraction
from kaigong.records import Provenance, Records
from kaigong.writing.rows import MONEY, ROLES, Cell, Row, Table, plain_digits, rows_of
from kaigong.writing.whole import Write, whole_file

JSONL_FILE = "records.jsonl"

_HEAD = ("id", "article_id", "article", "section")
_REGION = ("region_code", "region")
_STAGE = (*_REGION, "status", "period")
_PLACE = ("text", "fragments", "evidence", "rules")
_SUMS = tuple(f"{role}_{column}" for role in ROLES for column in MONEY)
_THRESHOLD = tuple(f"threshold_{column}" for column in MONEY)

CSV_COLUMNS: dict[Table, tuple[str, ...]] = {
    "projects": (*_HEAD, "name", "core_name", *_STAGE, "confidence", *_SUMS, "mentions", *_PLACE),
    "project_groups": (*_HEAD, "count", *_STAGE, *_THRESHOLD, *_SUMS, *_PLACE),
    "slogans": (*_HEAD, "canonical", "kind", "found_by", "type", "speaker", *_REGION, *_PLACE),
    "sections": (*_HEAD, "heading", "outline", "byline", "people", *_REGION, "start", "end", *_PLACE),
    "amounts": (*_HEAD, "owner_ids", "role", *MONEY, *_PLACE),
}
"""The CSV files and their columns, in order (`kaigong.writing.rows` says what stands in them)."""

_FORMULA = regex.compile(r"\s*+[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def render_jsonl(extraction: Extraction) -> bytes:
    """A line for each record, per `kaigong.records.json_schema`."""
    return b"".join(msgspec.json.encode(record) + b"\n" for record in json_records(extraction.records))


@contextmanager
def jsonl_writer(folder: Path) -> Iterator[Write]:
    """FOLDER/records.jsonl: a record a line, UTF-8, as `render_jsonl` makes them."""
    with whole_file(folder / JSONL_FILE) as temporary, temporary.open("wb") as file:

        def write(lines: bytes) -> None:
            file.write(lines)

        yield write


def json_records(records: Records) -> Iterator[dict[str, Any]]:
    """The records as JSON objects with their type under `record`; numbers of money and counts are strings of plain
    digits, since a JSON number is a float to most readers.
    """
    for section in records.sections:
        yield _json_record("section", section)
    for project in records.projects:
        yield _json_record("project", project)
    for group in records.project_groups:
        yield _json_record("project_group", group)
    for slogan in records.slogans:
        yield _json_record("slogan", slogan)


def _json_record(record_type: str, record: Provenance) -> dict[str, Any]:
    fields: dict[str, Any] = {"record": record_type} | msgspec.to_builtins(record, builtin_types=(Decimal,))
    if "count" in fields:
        fields["count"] = plain_digits(fields["count"])
    for amount in (*fields.get("amounts", ()), fields.get("threshold")):
        if amount:
            amount["low"], amount["high"] = plain_digits(amount["low"]), plain_digits(amount["high"])
    return fields


def render_csv(extraction: Extraction) -> bytes:
    """The lines of each table of CSV_COLUMNS, as a msgpack map.

    A cell that a spreadsheet would take for a formula has a ' before it; control characters are U+FFFD.
    """
    rows = rows_of(extraction)
    return msgspec.msgpack.encode({table: _csv_lines(rows[table], columns) for table, columns in CSV_COLUMNS.items()})


@contextmanager
def csv_writer(folder: Path) -> Iterator[Write]:
    """FOLDER/projects.csv and the others of CSV_COLUMNS, UTF-8 with a byte order mark, which Excel asks for."""
    with ExitStack() as open_files:
        files: dict[Table, TextIO] = {}
        for table, columns in CSV_COLUMNS.items():
            temporary = open_files.enter_context(whole_file(folder / f"{table}.csv"))
            files[table] = open_files.enter_context(temporary.open("w", encoding="utf-8-sig", newline=""))
            csv.writer(files[table]).writerow(columns)

        def write(lines: bytes) -> None:
            for table, text in msgspec.msgpack.decode(lines, type=dict[Table, str]).items():
                files[table].write(text)

        yield write


def _csv_lines(rows: Iterable[Row], columns: tuple[str, ...]) -> str:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([harmless_cell(row[column]) for column in columns] for row in rows)
    return lines.getvalue()


def harmless_cell(cell: Cell) -> Cell:
    """`cell` as a spreadsheet may see it: with a ' before what it would take for a formula."""
    if not isinstance(cell, str):
        return cell
    return ("'" if _FORMULA.match(cell) else "") + _CONTROL.sub("\ufffd", cell)
