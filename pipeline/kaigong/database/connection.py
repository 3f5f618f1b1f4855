"""URLs to databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from kaigong.database.url import BadDatabase

_DRIVERS = {"sqlite": "pysqlite", "postgresql": "psycopg", "mysql": "pymysql"}
_EXTRAS = {"postgresql": "postgres", "mysql": "mysql"}


def engine_of(text: str | URL) -> Engine:
    """The engine of a SQLAlchemy URL: sqlite, postgresql (by psycopg), mysql or mariadb (by PyMySQL, utf8mb4).

    Nothing is connected yet. Raises BadDatabase for any other URL and where the driver is not installed.
    """
    url = _url_of(text)
    try:
        engine = create_engine(url)
    except ImportError as error:
        extra = _EXTRAS.get(url.get_backend_name(), "postgres")
        raise BadDatabase(f'{shown(url)}: the driver is not installed: pip install "kaigong[{extra}]"') from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def opened(engine: Engine) -> Connection:
    """A connection. Raises BadDatabase where there is none to be had."""
    try:
        return engine.connect()
    except DBAPIError as error:
        reason = str(error.orig).strip().split("\n", 1)[0].rstrip(".")
        advice = "check the URL, and that the database is there (CREATE DATABASE)"
        raise BadDatabase(f"{shown(engine.url)}: can't be opened ({reason}): {advice}") from error


def for_looking(engine: Engine) -> Engine:
    """The engine, or one of an empty database where connecting would make a file."""
    file = engine.url.database
    is_missing = engine.dialect.name == "sqlite" and file and not Path(file).exists()
    return engine_of("sqlite://") if is_missing else engine


def shown(url: URL) -> str:
    """The URL as it may stand in a message: without its password."""
    return url.render_as_string(hide_password=True)


def _url_of(text: str | URL) -> URL:
    try:
        url = make_url(text)
        backend = url.get_backend_name().replace("mariadb", "mysql")
    except ArgumentError as error:
        raise BadDatabase("no database URL: write it like postgresql://user@host/name or sqlite:///file.db") from error
    if backend not in _DRIVERS:
        raise BadDatabase(f"{shown(url)}: no database that is known: sqlite, postgresql, mysql or mariadb")
    if "+" not in url.drivername or url.drivername.startswith("mariadb"):
        url = url.set(drivername=f"{backend}+{_DRIVERS[backend]}")
    # A server's default may hold no more than three bytes a character, too few for rare ones.
    return url.update_query_dict({"charset": "utf8mb4"}) if backend == "mysql" else url


def _prepare_sqlite(connection: Any, _: object) -> None:
    # Left alone, Python's driver begins transactions late and leaves statements that make tables outside of them.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
