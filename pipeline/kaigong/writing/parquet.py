"""Records as Parquet files (`pip install "kaigong[parquet]"`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from decimal import Context, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from kaigong.extract import Extraction
from kaigong.writing.packed import render_rows, unpack_rows
from kaigong.writing.rows import Cell
from kaigong.writing.whole import Write, whole_file

if TYPE_CHECKING:
    import pyarrow

_PLACES = 6
_LONGEST = 38
"""Digits of money, of which `_PLACES` stand behind the point: more than any newspaper prints, in good faith."""

ROWS_OF_A_GROUP = 10_000
"""Rows that are held before they are written: what a file is cut by must not depend on the run."""


def render_parquet(extraction: Extraction) -> bytes:
    """The rows of an extraction. Raises ValueError for a sum that has more digits than a column."""
    largest = [(amount.high, amount.text) for amount in extraction.amounts]
    for value, text in (*largest, *((count.value, count.text) for count in extraction.counts)):
        if value.adjusted() >= _LONGEST - _PLACES:
            raise ValueError(f"{text} is too much for a column of Parquet")
    return render_rows(extraction)


@contextmanager
def parquet_writer(folder: Path) -> Iterator[Write]:
    """FOLDER/projects.parquet and one for each other table; money is decimal(38, 6), `published` a day.

    Raises OSError, with the command that mends it, where pyarrow is not installed.
    """
    try:
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise OSError(None, 'Parquet needs a package: pip install "kaigong[parquet]"', str(folder)) from error
    schemas = _schemas()
    waiting: dict[str, list[dict[str, Cell]]] = {table: [] for table in schemas}
    with ExitStack() as open_files:
        writers = {
            table: open_files.enter_context(
                ParquetWriter(open_files.enter_context(whole_file(folder / f"{table}.parquet")), schema)
            )
            for table, schema in schemas.items()
        }

        def flush(table: str) -> None:
            writers[table].write_table(_arrow_table(waiting[table], schemas[table]))
            waiting[table].clear()

        def write(packed: bytes) -> None:
            for table, rows in unpack_rows(packed).items():
                for row in rows:
                    waiting[table].append(row)
                    if len(waiting[table]) == ROWS_OF_A_GROUP:
                        flush(table)

        yield write
        for table in schemas:
            flush(table)


def _schemas() -> dict[str, pyarrow.Schema]:
    """By table, the columns that databases have, too."""
    import pyarrow
    from sqlalchemy import Double, Integer

    from kaigong.database.schema import OF_ARTICLES
    from kaigong.database.types import Day, Exact

    arrow = {Exact: pyarrow.decimal128(_LONGEST, _PLACES), Day: pyarrow.date32(), Double: pyarrow.float64()}
    arrow[Integer] = pyarrow.int64()
    return {
        table.name: pyarrow.schema(
            [(column.name, arrow.get(type(column.type), pyarrow.string())) for column in table.columns]
        )
        for table in OF_ARTICLES
    }


def _arrow_table(rows: list[dict[str, Cell]], schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow

    return pyarrow.table(
        {field.name: [_value(row[field.name], field.type) for row in rows] for field in schema}, schema=schema
    )


def _value(cell: Cell, type_: pyarrow.DataType) -> Cell | Decimal | date:
    import pyarrow

    if isinstance(cell, str) and pyarrow.types.is_decimal(type_):
        return Decimal(cell).quantize(Decimal(1).scaleb(-_PLACES), context=Context(prec=_LONGEST))
    return date.fromisoformat(cell) if isinstance(cell, str) and pyarrow.types.is_date(type_) else cell
