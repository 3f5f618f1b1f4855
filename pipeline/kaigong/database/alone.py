"""One loader at a time: two would delete and insert the rows of the same articles beside each other."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from kaigong.database.connection import opened, shown
from kaigong.database.url import BadDatabase
from kaigong.text import stable_id

PATIENCE = 10.0
"""Seconds: a server may take a moment to see that a loader was killed."""

_BETWEEN_TRIES = 0.1

_TAKE = {
    # Of one database; any number that nobody else is likely to take.
    "postgresql": "SELECT pg_try_advisory_lock(:number)",
    # Of the whole server, so the name says which database.
    "mysql": "SELECT GET_LOCK(:name, 0)",
}


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A connection for a run that loads; nobody else gets one before it is given back, or its process has ended.

    The lock belongs to the connection: whoever loses the one loses the other. Readers are let be. Raises BadDatabase
    without a connection, and where another loader is still at work after PATIENCE.
    """
    with opened(engine) as connection:
        if engine.dialect.name == "sqlite":
            with _beside_file(connection):
                yield connection
        else:
            # Given back to the pool it would keep the lock; so it is closed at the end.
            connection.detach()
            _take_on_server(connection)
            yield connection


def _take_on_server(connection: Connection) -> None:
    name = stable_id("kaigong load", connection.engine.url.database or "")
    statement = text(_TAKE[connection.dialect.name])
    values = {"name": f"kaigong {name}", "number": int(name, 16) >> 1}
    wanted = {key: values[key] for key in statement.compile().params}
    deadline = time.monotonic() + PATIENCE
    while not connection.scalar(statement, wanted):
        if time.monotonic() > deadline:
            raise _taken(connection)
        time.sleep(_BETWEEN_TRIES)
    # The lock stays behind the transaction, which is not to be open while articles are read.
    connection.commit()


@contextmanager
def _beside_file(connection: Connection) -> Iterator[None]:
    """SQLite's own lock, on an empty file beside: one on the database would keep its readers out."""
    (_, _, database), *_ = connection.exec_driver_sql("PRAGMA database_list")
    connection.commit()
    if not database:  # In memory, where nobody else can come.
        yield
        return
    file = Path(database)
    with closing(sqlite3.connect(file.with_name(f".{file.name}.lock"), PATIENCE, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise _taken(connection) if "locked" in str(error) else BadDatabase(f"{database}: {error}") from error
        yield


def _taken(connection: Connection) -> BadDatabase:
    url = shown(connection.engine.url)
    return BadDatabase(f"{url}: another kaigong is loading there: run it again when that one has ended")
