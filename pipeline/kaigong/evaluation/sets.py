"""Which articles are reported apart from the rest of their source, and which of them nobody is to look at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kaigong.evaluation.tables import TableError, read_tables

HOLDOUT = "holdout"


@dataclass(frozen=True, slots=True)
class Part:
    """Where an article is reported: `source` is its own, or its own and the name of a set (corpus-test).

    Of a `hidden` article totals are told and nothing else: who has seen its errors writes rules for them.
    """

    source: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Sets:
    """`members` is the set of an article, by source and name; `hidden` are the sets held out; articles whose name
    `holdout` finds are a hidden set of their own.
    """

    members: Mapping[tuple[str, str], str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    holdout: re.Pattern[str] | None = None

    def part(self, source: str, name: str) -> Part:
        if self.holdout and self.holdout.search(name):
            return Part(f"{source}-{HOLDOUT}", True)
        member = self.members.get((source, name))
        return Part(f"{source}-{member}", member in self.hidden) if member else Part(source, False)


def read_sets(file: Path | None, holdout: re.Pattern[str] | None = None) -> Sets:
    """The sets of a TOML file: [corpus.test] hidden = true, articles = ["a", "b"].

    Raises TableError for a file that is missing or no TOML, an unknown key, an article in two sets.
    """
    if file is None:
        return Sets(holdout=holdout)
    members: dict[tuple[str, str], str] = {}
    hidden = set()
    for source, sets in read_tables(file).items():
        for name, content in sets.items() if isinstance(sets, dict) else [("", None)]:
            where = f"{file}: [{source}.{name}]"
            if not isinstance(content, dict) or not set(content) <= {"hidden", "articles"}:
                raise TableError(f"{where}: must be a table with articles = [...] and, if need be, hidden = true")
            if content.get("hidden", False):
                hidden.add(name)
            for article in content.get("articles", []):
                if members.setdefault((source, article), name) != name:
                    raise TableError(f"{where}: {article} is in the set '{members[source, article]}' too")
    return Sets(members, frozenset(hidden), holdout)
