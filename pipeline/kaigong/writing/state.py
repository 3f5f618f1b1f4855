"""What earlier runs have written to a folder: the one place where it is kept.

A run commits here, task by task, what each format makes of each article; the files themselves are put together from
it at the end. So a run that was killed goes on where it stopped, and files hold the same bytes whoever made them, in
however many runs.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from kaigong.planning import Stored
from kaigong.working import Done, unpack

STATE_FILE = ".kaigong.db"

_TABLES = """
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL, found TEXT NOT NULL,
    place TEXT
);
CREATE TABLE IF NOT EXISTS rendered (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, format TEXT NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (article_id, format)
);
CREATE TEMP TABLE run (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
"""


class State:
    """The state of an output folder. One run at a time has it; another is told so by an OSError."""

    def __init__(self, connection: sqlite3.Connection, fingerprint: str, formats: Sequence[str]) -> None:
        self._connection = connection
        self._fingerprint = fingerprint
        self._formats = frozenset(formats)

    def look_up(self, ids: Sequence[str]) -> dict[str, Stored]:
        """As `kaigong.planning.LookUp` has it."""
        marks = ", ".join("?" * len(ids))
        rows = self._connection.execute(
            f"""SELECT id, sha256, fingerprint, place, group_concat(format, ' ') FROM articles
            LEFT JOIN rendered ON article_id = id WHERE id IN ({marks}) GROUP BY id""",
            ids,
        )
        return {
            key: Stored(sha256, mark == self._fingerprint and self._formats <= set((formats or "").split()), place)
            for key, sha256, mark, place, formats in rows
        }

    def pass_by(self, ids: Iterable[str]) -> None:
        """Note the articles of this run, in their order."""
        self._connection.executemany("INSERT OR IGNORE INTO run (id) VALUES (?)", [(key,) for key in ids])

    def keep(self, done: Sequence[Done]) -> None:
        """Keep what became of articles, all or none of them. What other formats made of the same bytes stays."""
        many = self._connection.executemany
        many(
            "DELETE FROM articles WHERE id = ? AND (sha256 <> ? OR fingerprint <> ?)",
            [(one.article_id, one.sha256, self._fingerprint) for one in done],
        )
        many(
            "INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, ?, ?)",
            [
                (one.article_id, one.name, one.sha256, self._fingerprint, json.dumps(one.found), one.place)
                for one in done
            ],
        )
        many(
            "INSERT OR REPLACE INTO rendered VALUES (?, ?, ?)",
            [(one.article_id, name, content) for one in done for name, content in one.rendered.items()],
        )
        self._connection.commit()

    def gone(self) -> list[str]:
        """The names of the articles that earlier runs had and this one has not."""
        return [name for (name,) in self._connection.execute(f"SELECT name FROM articles WHERE {_GONE} ORDER BY name")]

    def drop_gone(self) -> None:
        """Forget them."""
        self._connection.execute(f"DELETE FROM articles WHERE {_GONE}")
        self._connection.commit()

    def found(self) -> Counter[str]:
        """How many of each thing stand in the articles of this run, `articles` among them."""
        total: Counter[str] = Counter()
        for (found,) in self._connection.execute("SELECT found FROM articles JOIN run USING (id)"):
            total.update(json.loads(found), articles=1)
        return total

    def rendered(self, format_name: str) -> Iterator[bytes]:
        """What a format made of each article: those of this run in their order, then those that are gone by name."""
        query = """
            SELECT content FROM run JOIN rendered ON article_id = run.id AND format = :format ORDER BY position
        """
        for (content,) in self._connection.execute(query, {"format": format_name}):
            yield unpack(content)
        query = f"""
            SELECT content FROM articles JOIN rendered ON article_id = id AND format = :format
            WHERE {_GONE} ORDER BY name, id
        """
        for (content,) in self._connection.execute(query, {"format": format_name}):
            yield unpack(content)


_GONE = "id NOT IN (SELECT id FROM run)"


@contextmanager
def state_of(folder: Path, fingerprint: str, formats: Sequence[str], *, only_look: bool = False) -> Iterator[State]:
    """The state of `folder`, which is made if need be, or of nothing where it is only looked at and is not there.

    Raises OSError where it can't be written, or another run is at work there.
    """
    file = folder / STATE_FILE
    if not only_look:
        folder.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(":memory:" if only_look and not file.exists() else file, timeout=1)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; BEGIN EXCLUSIVE; COMMIT;")
            connection.executescript(_TABLES)
            _add_what_is_missing(connection)
            yield State(connection, fingerprint, formats)
        finally:
            is_empty = _is_empty(connection)
            connection.close()
            if is_empty and not only_look:
                _leave_nothing(file)
    except sqlite3.OperationalError as error:
        reason = "another run is at work there" if "locked" in str(error) else str(error)
        raise OSError(None, reason, str(folder)) from error


def _add_what_is_missing(connection: sqlite3.Connection) -> None:
    """What a folder has not that an earlier program wrote to."""
    if "place" not in {column for _, column, *_ in connection.execute("PRAGMA table_info(articles)")}:
        connection.execute("ALTER TABLE articles ADD COLUMN place TEXT")


def _is_empty(connection: sqlite3.Connection) -> bool:
    """Whether nothing is kept; not so where another run has it, or the tables were not even made."""
    try:
        return not connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        return False


def _leave_nothing(file: Path) -> None:
    for trace in (file, *file.parent.glob(f"{file.name}-*")):
        trace.unlink(missing_ok=True)
    with suppress(OSError):
        file.parent.rmdir()
