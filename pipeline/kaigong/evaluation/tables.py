"""TOML files of tables that tell the evaluation what to do."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


class TableError(ValueError):
    """A file of tables that can't be used. The message names file, table and reason."""


def read_tables(file: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises TableError for one that is missing or no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise TableError(f"{file}: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TableError(f"{file}: not TOML: {error}") from error
