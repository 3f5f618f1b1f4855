"""The version of a database's tables: looked at, and brought up to date by Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect

from kaigong.database.connection import shown
from kaigong.database.schema import VERSION, metadata
from kaigong.database.url import BadDatabase

Standing = Literal["ours", "newer", "foreign", "empty"]


def standing_of(connection: Connection) -> Standing:
    """Whose tables stands there: ours of this version or an older one, a newer program's, other ones, or none."""
    version = MigrationContext.configure(connection).get_current_revision()
    if version is None:
        taken = set(inspect(connection).get_table_names()) & set(metadata.tables)
        return "foreign" if taken else "empty"
    return "ours" if version.isdecimal() and int(version) <= int(VERSION) else "newer"


def migrate(engine: Engine) -> None:
    """Bring the tables to this version, from none at all or from an older one. Nothing happens to current ones.

    Raises BadDatabase where other tables have our names, or where a newer program made them.
    """
    with engine.begin() as connection:
        standing = standing_of(connection)
        if standing == "foreign":
            raise BadDatabase(f"{shown(engine.url)}: other tables have our names: give an empty database")
        if standing == "newer":
            raise BadDatabase(f"{shown(engine.url)}: made by a newer kaigong: pip install --upgrade kaigong")
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, VERSION)
