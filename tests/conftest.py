"""Databases to load into: SQLite, and the real PostgreSQL and MariaDB that the environment names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from kaigong.database.connection import engine_of

SERVERS = {
    "postgresql": ("KAIGONG_TEST_POSTGRES", "postgresql://root@127.0.0.1:5432/test"),
    "mariadb": ("KAIGONG_TEST_MARIADB", "mariadb://root@127.0.0.1:3306/test"),
}
"""By server, the variable that holds the URL of a database on it, and what it is on a developer's machine."""


@pytest.fixture(params=["sqlite", *SERVERS])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, made for one test; without the server it is skipped, in CI it fails."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/kaigong.db"
        return
    with server_database(request.param) as url:
        yield url


class server_database:
    """A database on a server, made and dropped again; two test runs on one machine must not meet in it."""

    def __init__(self, server: str) -> None:
        self._variable, default = SERVERS[server]
        self._home = engine_of(os.environ.get(self._variable, default)).url
        self._name = f"kaigong_{os.getpid()}"

    def __enter__(self) -> str:
        try:
            self._run(f"DROP DATABASE IF EXISTS {self._name}", f"CREATE DATABASE {self._name}")
        except OperationalError as error:
            message = f"no server answers: set {self._variable} to a database's URL, like {self._home} ({error.orig})"
            pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
        return self._home.set(database=self._name).render_as_string(hide_password=False)

    def __exit__(self, *_: object) -> None:
        force = " WITH (FORCE)" if self._home.get_backend_name() == "postgresql" else ""
        self._run(f"DROP DATABASE {self._name}{force}")

    def _run(self, *statements: str) -> None:
        engine = create_engine(make_url(self._home), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()
