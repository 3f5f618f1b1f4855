"""The towns of China (rules/towns.csv): 镇, 乡 and 街道, and the counties that they lie in."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kaigong.rules import RuleError, Rules

TOWNS_FILE = "towns.csv"
HEADER = "name,codes"


@dataclass(frozen=True, slots=True)
class Towns:
    """The rows of towns.csv of each folder, the last folder first, in the order of their characters.

    There are thirty thousand: they stay lines, which are found by halves, so that a run that meets no town pays little.
    `endings` are the words for a town with the character before them (水镇, 北街道).
    """

    tables: tuple[list[str], ...]
    endings: frozenset[str]

    def may_end(self, text: str, end: int) -> bool:
        """Whether a town's name can end at `end` of `text`."""
        return text[max(0, end - 2) : end] in self.endings or text[max(0, end - 3) : end] in self.endings

    def counties(self, name: str) -> tuple[str, ...]:
        """The GB/T 2260 codes of the divisions with a town of that name; none where there is no such town."""
        begin = name + ","
        for rows in self.tables:
            at = bisect_left(rows, begin)
            if at < len(rows) and rows[at].startswith(begin):
                return tuple(rows[at][len(begin) :].split("|"))
        return ()


@lru_cache(maxsize=8)
def towns(rules: Rules) -> Towns:
    """The towns of every folder of `rules`; a later folder's row replaces that of its name.

    Raises RuleError for a row that can't be used; the message names file, line and reason.
    """
    files = (folder / TOWNS_FILE for folder in reversed(rules.folders))
    tables = tuple(_rows(file) for file in files if file.exists())
    names = (row[: row.index(",")] for rows in tables for row in rows)
    return Towns(tables, frozenset(name[-2:] if name[-1] in "镇乡" else name[-3:] for name in names))


def _rows(file: Path) -> list[str]:
    try:
        header, *rows = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise RuleError(f"{file}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    if header != HEADER:
        raise RuleError(f"{file}: line 1: the first line must be {HEADER}")
    wrong = next((number for number, row in enumerate(rows) if "," not in row[2:-6] or not row[-6:].isdigit()), None)
    if wrong is not None:
        raise RuleError(f"{file}: line {wrong + 2}: '{rows[wrong]}' is not a town, a comma and its county's code")
    rows.sort()
    return rows
