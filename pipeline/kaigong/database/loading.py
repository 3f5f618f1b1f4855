"""Extractions into a database: each article whole or not at all, and once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Insert, Table, delete, inspect, select
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError

from kaigong.database.schema import OF_ARTICLES, articles, loaded, quarantine
from kaigong.planning import Stored
from kaigong.reading.set_aside import SetAside
from kaigong.text import stable_id
from kaigong.working import Done, unpack
from kaigong.writing.packed import unpack_rows
from kaigong.writing.rows import Cell

FORMAT = "sqlite"
"""The format that makes the rows of tables."""

_KEYS_AT_ONCE = 500


class Seen:
    """The ids that a run has come by, on disk, since they may be millions."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("")
        self._connection.execute("CREATE TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def add(self, ids: Iterable[str]) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO seen VALUES (?)", [(key,) for key in ids])

    def __contains__(self, key: str) -> bool:
        return self._connection.execute("SELECT 1 FROM seen WHERE id = ?", (key,)).fetchone() is not None


class Loader:
    """A database whose tables are those of `kaigong.database.schema`, or that is only looked at. All goes through one
    connection, that of `kaigong.database.alone` for whoever writes.
    """

    def __init__(self, connection: Connection, fingerprint: str) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name
        self._fingerprint = fingerprint
        self._upserts = [_upsert(table, self._dialect) for table in (*OF_ARTICLES, loaded)]
        with connection.begin():
            self._is_empty = not inspect(connection).has_table(loaded.name)

    def look_up(self, ids: Sequence[str]) -> dict[str, Stored]:
        """As `kaigong.planning.LookUp` has it."""
        if self._is_empty or not ids:
            return {}
        with self._connection.begin():
            rows = self._connection.execute(select(loaded).where(loaded.c.article_id.in_(ids))).all()
        return {row.article_id: Stored(row.sha256, row.fingerprint == self._fingerprint, row.place) for row in rows}

    def load(self, done: Sequence[Done]) -> list[SetAside]:
        """Load articles in one transaction. What the database refuses is loaded one by one, and told.

        Raises DBAPIError where the database itself fails.
        """
        if not done:
            return []
        try:
            with self._connection.begin():
                self._replace(done)
        except DBAPIError as error:
            if self._is_down(error):
                raise
            if len(done) == 1:
                return [SetAside(done[0].name, None, f"the database refused it ({error.orig}): see what is in it")]
            return [refused for one in done for refused in self.load([one])]
        return []

    def gone(self, seen: Seen) -> list[tuple[str, str]]:
        """Ids and names of the articles in the database that `seen` has not, by name."""
        if self._is_empty:
            return []
        every = select(articles.c.id, articles.c.name).order_by(articles.c.name, articles.c.id)
        with self._connection.begin():
            rows = self._connection.execute(every, execution_options={"stream_results": True})
            return [(key, name) for key, name in rows if key not in seen]

    def drop(self, ids: Sequence[str]) -> None:
        """Drop articles with all that was found in them, in one transaction."""
        with self._connection.begin():
            self._delete(ids)

    def quarantined(self) -> set[str]:
        """The paths in the quarantine."""
        if self._is_empty:
            return set()
        with self._connection.begin():
            return set(self._connection.scalars(select(quarantine.c.path)))

    def set_aside(self, what: Sequence[SetAside], tried: Iterable[str]) -> None:
        """Put `what` into the quarantine, and take from it the rest of the paths that this run has tried."""
        rows = {(key := stable_id("set aside", one.path, str(one.line))): _row(key, one) for one in what}
        with self._connection.begin():
            there = {row.id: row._asdict() for row in self._connection.execute(select(quarantine))}
            paths = set(tried)
            healed = [key for key, row in there.items() if row["path"] in paths and key not in rows]
            news = [row for key, row in rows.items() if there.get(key) != row]
            if healed:
                self._connection.execute(delete(quarantine).where(quarantine.c.id.in_(healed)))
            if news:
                self._connection.execute(_upsert(quarantine, self._dialect), news)

    def _is_down(self, error: DBAPIError) -> bool:
        """Whether it is the database that fails (locked, full, shut down, without its tables), not an article."""
        # MariaDB calls a packet that is too large an error of operation.
        of_article = (DataError, IntegrityError, *((OperationalError,) if self._dialect == "mysql" else ()))
        return error.connection_invalidated or not isinstance(error, of_article)

    def _replace(self, done: Sequence[Done]) -> None:
        ids = [one.article_id for one in done]
        rows: dict[str, list[dict[str, Cell]]] = {table.name: [] for table in OF_ARTICLES}
        for one in done:
            for table, more in unpack_rows(unpack(one.rendered[FORMAT])).items():
                rows[table].extend(more)
        rows[loaded.name] = [
            {
                "article_id": one.article_id,
                "sha256": one.sha256,
                "fingerprint": self._fingerprint,
                "place": one.place,
            }
            for one in done
        ]
        self._delete(ids)
        for statement in self._upserts:
            if of_table := rows[statement.table.name]:
                names = statement.table.columns.keys()
                self._connection.execute(statement, [{name: row[name] for name in names} for row in of_table])

    def _delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _KEYS_AT_ONCE):
            # What was found in an article goes with it, by the foreign keys.
            some = ids[start : start + _KEYS_AT_ONCE]
            self._connection.execute(delete(articles).where(articles.c.id.in_(some)))


def _row(key: str, one: SetAside) -> dict[str, Any]:
    # The name of a file may hold bytes that are no text.
    path, reason = (text.encode("utf-8", "replace").decode() for text in (one.path, one.reason))
    return {"id": key, "path": path, "line": one.line, "reason": reason}


def _upsert(table: Table, dialect: str) -> Insert:
    """The statement that inserts a row, or makes the row with the same key what the new one is."""
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if column.name not in keys]
    if dialect == "mysql":
        statement = mysql.insert(table)
        return statement.on_duplicate_key_update({name: statement.inserted[name] for name in others})
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    upsert = insert(table)
    return upsert.on_conflict_do_update(index_elements=keys, set_={name: upsert.excluded[name] for name in others})
