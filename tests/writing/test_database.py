"""Records as tables of SQLite."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from kaigong.database.schema import metadata
from kaigong.extract import Extraction, extract
from kaigong.mentions import Amount
from kaigong.writing.database import sqlite_writer
from kaigong.writing.packed import render_rows
from kaigong.writing.rows import rows_of


def query(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "kaigong.db")) as connection:
        return connection.execute(sql).fetchall()


def write(folder: Path, *extractions: Extraction) -> None:
    with sqlite_writer(folder) as add:
        for extraction in extractions:
            add(render_rows(extraction))


def with_sums(extraction: Extraction, *lows: str) -> Extraction:
    """The extraction with amounts of these values and nothing that refers to an amount."""
    amount: Amount = extraction.amounts[0]
    amounts = tuple(
        replace(amount, low=Decimal(low), high=Decimal(low), fragments=((place, place + 1),))
        for place, low in enumerate(lows)
    )
    return replace(extraction, amounts=amounts, links=())


def test_tables_and_what_stands_in_them(extraction: Extraction, tmp_path: Path) -> None:
    write(tmp_path, extraction)
    assert {name for (name,) in query(tmp_path, "SELECT name FROM sqlite_master WHERE type = 'table'")} == {
        *metadata.tables,
        "alembic_version",
    }
    (article,) = query(tmp_path, "SELECT name, title, text FROM articles")
    assert article == ("sub/page.txt", "=1+1", extraction.article.text)
    assert query(tmp_path, "SELECT name, total_investment_currency, fragments FROM projects") == [
        ("白石水库", "CNY", "37 39;40 42")
    ]
    assert query(tmp_path, 'SELECT heading, start, "end" FROM sections') == [("水县：快字当头", 0, 56)]
    assert query(tmp_path, "SELECT outline, people FROM sections") == [
        ("二、项目 / （一）水县", "吴敏 (reporter); 周晓峰 (photographer)")
    ]
    assert query(tmp_path, "SELECT count, threshold_low, total_investment_high FROM project_groups") == [
        (7, 100_000_000, 400_000_000)
    ]
    assert query(tmp_path, "PRAGMA foreign_key_check") == []


def test_sums_lead_to_their_owners(extraction: Extraction, tmp_path: Path) -> None:
    write(tmp_path, extraction)
    joined = """
        SELECT amounts.text, projects.name, project_groups.count, amount_owners.rule
        FROM amounts JOIN amount_owners ON amount_id = amounts.id
        LEFT JOIN projects ON projects.id = project_id
        LEFT JOIN project_groups ON project_groups.id = project_group_id ORDER BY amounts.low
    """
    assert query(tmp_path, joined) == [
        ("1亿元", None, 7, "link.threshold"),
        ("3亿元", "白石水库", None, "link.verb"),
        ("3.5亿至4亿元", None, 7, "link.behind"),
    ]


def test_sums_add_up_exactly_beyond_what_a_float_holds(extraction: Extraction, tmp_path: Path) -> None:
    write(tmp_path, with_sums(extraction, "7000000", "9007199254740993", "1E+9"))
    assert query(tmp_path, "SELECT SUM(low), typeof(SUM(low)) FROM amounts") == [(9007200261740993, "integer")]


def test_fractions_of_a_unit_keep_their_digits(extraction: Extraction, tmp_path: Path) -> None:
    write(tmp_path, with_sums(extraction, "3.5", "0.07", "1234567890.12"))
    assert [repr(low) for (low,) in query(tmp_path, "SELECT low FROM amounts")] == ["3.5", "0.07", "1234567890.12"]


@pytest.mark.parametrize("text", ["'); DROP TABLE articles; --", "a\x00b", "\x1b[31m", "=1", "😀𠮷"])
def test_text_is_stored_as_it_is(extraction: Extraction, tmp_path: Path, text: str) -> None:
    slogan = replace(extraction.records.slogans[0], evidence=text)
    write(tmp_path, replace(extraction, records=replace(extraction.records, slogans=(slogan,))))
    assert query(tmp_path, "SELECT evidence, found_by, speaker FROM slogans") == [(text, "discovered", "县长何川")]


def test_the_columns_are_those_of_the_rows(extraction: Extraction, tmp_path: Path) -> None:
    write(tmp_path, extraction)
    for table, rows in rows_of(extraction).items():
        columns = {row[1] for row in query(tmp_path, f"PRAGMA table_info({table})")}
        # The database finds them by joining.
        assert set(rows[0]) - columns <= {"article", "owner_ids"}
        assert columns <= set(rows[0])


def test_loading_twice_gives_the_same(tmp_path: Path) -> None:
    found = extract("岚山县新开工5000万元以上项目26个，总投资310亿元。\n青塘水库工程投资3亿元。\n")
    write(tmp_path, found)
    before = [query(tmp_path, f"SELECT * FROM {table}") for table in metadata.tables]
    write(tmp_path, found)
    assert [query(tmp_path, f"SELECT * FROM {table}") for table in metadata.tables] == before
    assert len(before[list(metadata.tables).index("amount_owners")]) >= 2


def test_a_failure_leaves_what_was_there(extraction: Extraction, tmp_path: Path) -> None:
    write(tmp_path, extraction)
    before = (tmp_path / "kaigong.db").read_bytes()
    with pytest.raises(IntegrityError):
        write(tmp_path, extraction, extraction)
    assert [path.name for path in tmp_path.iterdir()] == ["kaigong.db"]
    assert (tmp_path / "kaigong.db").read_bytes() == before
