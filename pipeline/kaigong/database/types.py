"""Types of columns that mean the same in SQLite, PostgreSQL and MariaDB."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Dialect, Numeric, Text
from sqlalchemy.dialects.mysql import LONGTEXT
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType


class _AffinityNumeric(UserDefinedType[Any]):
    """NUMERIC of SQLite, which keeps plain digits as 64-bit integers where they are whole, so that SUM is exact.

    Only a sum with a fraction of a unit (3.5元) becomes REAL, whose 15 digits are more than any newspaper prints; TEXT
    would be exact in every case, but SUM and < would take it for a float or a string.
    """

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "NUMERIC"


class Exact(TypeDecorator[Any]):
    """A number given as plain digits: NUMERIC, in MariaDB with six places behind the point."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_AffinityNumeric())
        return dialect.type_descriptor(Numeric(38, 6) if dialect.name == "mysql" else Numeric())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "sqlite" else Decimal(value)


class Day(TypeDecorator[Any]):
    """A day given as 2024-03-01: DATE, in SQLite the text itself."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "sqlite" else date.fromisoformat(value)


class LongText(TypeDecorator[str]):
    """Text of any length. PostgreSQL takes no NUL, which becomes U+FFFD there, so that offsets hold."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(LONGTEXT() if dialect.name == "mysql" else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value.replace("\0", "\ufffd") if value and dialect.name == "postgresql" else value
