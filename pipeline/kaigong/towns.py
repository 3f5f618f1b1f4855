"""The towns of China (rules/towns.csv): 镇, 乡 and 街道, and the counties that they lie in."""

from __future__ import annotations

import re
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
    """

    tables: tuple[list[str], ...]

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
    return Towns(tuple(_rows(file) for file in files if file.exists()))


def _rows(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(f"{file}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    header, _, table = text.partition("\n")
    if header != HEADER:
        raise RuleError(f"{file}: line 1: the first line must be {HEADER}")
    good = ROWS.match(table)
    rows = table.splitlines()
    if good is None or good.end() < len(table):
        number = table.count("\n", 0, good.end() if good else 0)
        raise RuleError(f"{file}: line {number + 2}: '{rows[number]}' is not a town, a comma and its county's code")
    rows.sort()
    return rows


ROWS = re.compile(r"(?:[^,\n]++,[0-9]{6}(?:\|[0-9]{6})*+(?:\n|\Z))*+")
