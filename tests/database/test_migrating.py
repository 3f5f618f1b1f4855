"""Versions of the tables."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from kaigong.database import migrating
from kaigong.database.connection import engine_of
from kaigong.database.migrating import migrate
from kaigong.database.schema import metadata
from kaigong.database.url import BadDatabase


def differences(engine: Engine) -> list[object]:
    """Between the tables there and those of the schema; indexes aside, which InnoDB makes itself."""
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    return [one for one in found if one[0] != "add_index" or engine.dialect.name != "mysql"]


def test_a_new_database_gets_the_tables_of_the_schema(database: str) -> None:
    engine = engine_of(database)
    migrate(engine)
    assert differences(engine) == []
    migrate(engine)
    engine.dispose()


@pytest.mark.parametrize("version", ["0", "1", "2"])
def test_an_older_one_is_brought_up_to_date(database: str, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_of(database)
    with monkeypatch.context() as earlier:
        earlier.setattr(migrating, "VERSION", version)
        migrate(engine)
    assert ("projects_latest_status" in inspect(engine).get_view_names()) == (version == "2")
    if version != "0":
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO articles (id, name, text) VALUES ('a', 'b', 'c')"))
    migrate(engine)
    assert differences(engine) == []
    assert "projects_latest_status" in inspect(engine).get_view_names()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT COUNT(*) FROM articles")) == (version != "0")
    engine.dispose()


def test_a_creation_that_was_killed_half_way_is_ended(database: str) -> None:
    engine = engine_of(database)
    migrate(engine)
    with engine.begin() as connection:
        for view in inspect(engine).get_view_names():
            connection.execute(text(f"DROP VIEW {view}"))
        connection.execute(text("DROP TABLE amount_owners"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0'"))
    migrate(engine)
    assert differences(engine) == []
    engine.dispose()


def test_a_newer_one_is_refused(database: str) -> None:
    engine = engine_of(database)
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '99'"))
    with pytest.raises(BadDatabase, match="made by a newer kaigong: pip install --upgrade kaigong"):
        migrate(engine)
    engine.dispose()


def test_other_tables_of_our_names_are_left_alone(database: str) -> None:
    engine = engine_of(database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE projects (mine INTEGER)"))
    with pytest.raises(BadDatabase, match="other tables have our names"):
        migrate(engine)
    assert inspect(engine).get_table_names() == ["projects"]
    engine.dispose()
