"""Records as tables of SQLite.

Money is exact: `low`, `high` and `count` are columns of NUMERIC affinity and get strings of plain digits, which
SQLite keeps as 64-bit integers (0.07亿元 is 7000000) and adds up as integers, so SUM is exact too. Only a sum with a
fraction of a unit (3.5元) becomes REAL, whose 15 digits are more than any newspaper prints; TEXT would be exact in
every case, but SUM and < would take it for a float or a string.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kaigong.extract import Extraction
from kaigong.writing.rows import MONEY, ROLES, Table, rows_of
from kaigong.writing.whole import Write, whole_file

DATABASE_FILE = "kaigong.db"

_OF_ARTICLE = """
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    section INTEGER NOT NULL,"""
_IN_SECTION = "FOREIGN KEY (article_id, section) REFERENCES sections (article_id, section)"
_REGION = """
    region_code TEXT,
    region TEXT,"""
_STAGE = f"""{_REGION}
    status TEXT,
    period TEXT,"""
_PLACE = """
    text TEXT NOT NULL,
    fragments TEXT NOT NULL,
    evidence TEXT NOT NULL,
    rules TEXT NOT NULL"""
_NULLABLE_TYPES = dict(zip(MONEY, ("NUMERIC", "NUMERIC", "TEXT", "TEXT"), strict=True))


def _sums(*roles: str) -> str:
    return "".join(f"\n    {role}_{column} {type_}," for role in roles for column, type_ in _NULLABLE_TYPES.items())


TABLES: dict[Table, str] = {
    "articles": """
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    title TEXT,
    url TEXT,
    published TEXT,
    encoding TEXT,
    newline TEXT,
    sha256 TEXT,
    text TEXT NOT NULL""",
    "sections": f"""{_OF_ARTICLE}
    heading TEXT,
    outline TEXT,
    byline TEXT,
    people TEXT,{_REGION}
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,{_PLACE},
    UNIQUE (article_id, section)""",
    "projects": f"""{_OF_ARTICLE}
    name TEXT NOT NULL,
    core_name TEXT NOT NULL,{_STAGE}
    confidence REAL NOT NULL,{_sums(*ROLES)}
    mentions TEXT NOT NULL,{_PLACE},
    {_IN_SECTION}""",
    "project_groups": f"""{_OF_ARTICLE}
    count NUMERIC NOT NULL,{_STAGE}{_sums("threshold", *ROLES)}{_PLACE},
    {_IN_SECTION}""",
    "slogans": f"""{_OF_ARTICLE}
    canonical TEXT NOT NULL,
    kind TEXT NOT NULL,
    found_by TEXT NOT NULL,
    type TEXT,
    speaker TEXT,{_REGION}{_PLACE},
    {_IN_SECTION}""",
    "amounts": f"""{_OF_ARTICLE}
    role TEXT NOT NULL,
    low NUMERIC NOT NULL,
    high NUMERIC NOT NULL,
    currency TEXT NOT NULL,
    bound TEXT NOT NULL,{_PLACE},
    {_IN_SECTION}""",
    "amount_owners": """
    amount_id TEXT NOT NULL REFERENCES amounts (id) ON DELETE CASCADE,
    project_id TEXT REFERENCES projects (id) ON DELETE CASCADE,
    project_group_id TEXT REFERENCES project_groups (id) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    CHECK ((project_id IS NULL) <> (project_group_id IS NULL))""",
}
"""Tables and their columns, each table behind those that it refers to. Offsets count in `articles.text`."""


@contextmanager
def sqlite_writer(folder: Path) -> Iterator[Write]:
    """FOLDER/kaigong.db with the tables of TABLES. Raises OSError where it can't be written."""
    with whole_file(folder / DATABASE_FILE) as temporary:
        try:
            with closing(sqlite3.connect(temporary)) as connection:
                inserts = _set_up(connection)

                def write(extraction: Extraction) -> None:
                    for table, rows in rows_of(extraction).items():
                        connection.executemany(inserts[table], rows)

                yield write
                connection.commit()
        except sqlite3.OperationalError as error:
            raise OSError(None, str(error), str(folder / DATABASE_FILE)) from error


def _set_up(connection: sqlite3.Connection) -> dict[Table, str]:
    """Make the tables; the statement that inserts a row of each."""
    # The file takes its place only when it is whole, so nothing needs to survive a crash half-way.
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;")
    inserts: dict[Table, str] = {}
    for table, columns in TABLES.items():
        connection.execute(f"CREATE TABLE {table} ({columns}\n)")
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        listed, bound = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
        inserts[table] = f"INSERT INTO {table} ({listed}) VALUES ({bound})"
    connection.execute("CREATE INDEX amount_owners_of_amount ON amount_owners (amount_id)")
    connection.execute("CREATE INDEX amount_owners_of_project ON amount_owners (project_id)")
    connection.execute("CREATE INDEX amount_owners_of_group ON amount_owners (project_group_id)")
    return inserts
