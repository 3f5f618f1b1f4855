"""The formats that a run can write, by the name that a user gives."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from kaigong.extract import Extraction
from kaigong.writing.brat import brat_writer, render_brat
from kaigong.writing.database import DATABASE_FILE, sqlite_writer
from kaigong.writing.files import CSV_COLUMNS, JSONL_FILE, csv_writer, jsonl_writer, render_csv, render_jsonl
from kaigong.writing.packed import render_rows
from kaigong.writing.parquet import parquet_writer, render_parquet
from kaigong.writing.whole import Write


@dataclass(frozen=True, slots=True)
class Format:
    """`render` makes of an extraction what `writer` writes. `writer` takes the output folder; its files, which
    `files` names, appear there when its block ends well.
    """

    render: Callable[[Extraction], bytes]
    writer: Callable[[Path], AbstractContextManager[Write]]
    files: tuple[str, ...]


FORMATS: dict[str, Format] = {
    "jsonl": Format(render_jsonl, jsonl_writer, (JSONL_FILE,)),
    "csv": Format(render_csv, csv_writer, tuple(f"{table}.csv" for table in CSV_COLUMNS)),
    "sqlite": Format(render_rows, sqlite_writer, (DATABASE_FILE,)),
    "parquet": Format(render_parquet, parquet_writer, ("*.parquet",)),
    "brat": Format(render_brat, brat_writer, ("*.ann",)),
}
