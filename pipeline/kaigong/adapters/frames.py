"""Extractions as pandas data frames (`pip install "kaigong[pandas]"`)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from kaigong.extract import Extraction
from kaigong.writing.files import CSV_COLUMNS
from kaigong.writing.rows import Cell, Row, Table, rows_of

if TYPE_CHECKING:
    from pandas import DataFrame


def frames(extractions: Iterable[Extraction]) -> dict[Table, DataFrame]:
    """A frame for each table of the CSV format, with its columns, also where nothing was found.

    Money (in units of its currency) and counts are `Decimal`, None where there is none. Raises ImportError, with the
    command that mends it, without pandas.
    """
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise ImportError('frames need pandas: pip install "kaigong[pandas]"') from error
    rows: dict[Table, list[Row]] = {table: [] for table in CSV_COLUMNS}
    for extraction in extractions:
        for table, more in rows_of(extraction).items():
            if table in rows:
                rows[table].extend(more)
    tables: dict[Table, DataFrame] = {}
    for table, columns in CSV_COLUMNS.items():
        frame = DataFrame(rows[table], columns=list(columns))
        for column in filter(_is_exact, columns):
            frame[column] = frame[column].astype(object).map(_exact)
        tables[table] = frame
    return tables


def _is_exact(column: str) -> bool:
    return column == "count" or column.split("_")[-1] in ("low", "high")


def _exact(cell: Cell) -> Decimal | None:
    return Decimal(cell) if isinstance(cell, str) else None
