"""Records as a SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kaigong.writing.packed import unpack_rows
from kaigong.writing.whole import Write, whole_file

DATABASE_FILE = "kaigong.db"


@contextmanager
def sqlite_writer(folder: Path) -> Iterator[Write]:
    """FOLDER/kaigong.db with the tables of `kaigong.database.schema`. Raises OSError where it can't be written."""
    # SQLAlchemy takes a third of a second to import.
    from sqlalchemy import URL, event
    from sqlalchemy.exc import OperationalError

    from kaigong.database.connection import engine_of
    from kaigong.database.migrating import migrate
    from kaigong.database.schema import OF_ARTICLES

    with whole_file(folder / DATABASE_FILE) as temporary:
        temporary.unlink(missing_ok=True)
        # The file takes its place only when it is whole, so nothing needs to survive a crash half-way.
        engine = engine_of(URL.create("sqlite", database=str(temporary)))
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA journal_mode = OFF"))
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
        try:
            migrate(engine)
            with engine.connect() as connection:
                inserts = {table.name: table.insert() for table in OF_ARTICLES}

                def write(packed: bytes) -> None:
                    for table, rows in unpack_rows(packed).items():
                        if rows:
                            connection.execute(inserts[table], rows)

                yield write
                connection.commit()
        except OperationalError as error:
            raise OSError(None, str(error.orig), str(folder / DATABASE_FILE)) from error
        finally:
            engine.dispose()
