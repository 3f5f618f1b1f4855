"""Output that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Write = Callable[[bytes], None]
"""Takes what a format has made of the extractions of a run, one at a time."""


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `target` when the block ends well and vanishes when it fails."""
    temporary = _beside(target)
    try:
        yield temporary
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """An empty folder to write to, whose files move into `target`, one by one, when the block ends well."""
    temporary = _beside(target / "files")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    try:
        yield temporary
        for where, _, names in os.walk(temporary):
            home = target / Path(where).relative_to(temporary)
            home.mkdir(parents=True, exist_ok=True)
            for name in names:
                os.replace(Path(where) / name, home / name)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _beside(target: Path) -> Path:
    # In the same folder: only within one file system can a file be renamed in one step. By the same name every time:
    # what a killed run left is written over.
    return target.with_name(f".{target.name}.tmp")
