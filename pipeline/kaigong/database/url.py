"""What is known of databases without SQLAlchemy, which takes a while to import."""

from __future__ import annotations

DEFAULT_URL = "sqlite:///kaigong.db"
"""kaigong.db in the working folder."""


class BadDatabase(ValueError):
    """A database that can't be used. The message says what is wrong and what to do; it never holds the password."""
