"""The formats that a run can write, by the name that a user gives."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from kaigong.writing.brat import brat_writer
from kaigong.writing.database import DATABASE_FILE, sqlite_writer
from kaigong.writing.files import CSV_COLUMNS, JSONL_FILE, csv_writer, jsonl_writer
from kaigong.writing.whole import Write


@dataclass(frozen=True, slots=True)
class Format:
    """`writer` takes the output folder; its files appear there when its block ends well. `files` names them."""

    writer: Callable[[Path], AbstractContextManager[Write]]
    files: tuple[str, ...]


FORMATS: dict[str, Format] = {
    "jsonl": Format(jsonl_writer, (JSONL_FILE,)),
    "csv": Format(csv_writer, tuple(f"{table}.csv" for table in CSV_COLUMNS)),
    "sqlite": Format(sqlite_writer, (DATABASE_FILE,)),
    "brat": Format(brat_writer, ("*.ann",)),
}
