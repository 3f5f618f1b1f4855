"""The divisions of China (rules/regions.csv): their names, their codes, and which lies in which."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import ahocorasick_rs

from kaigong.rule_kinds import WordListRule
from kaigong.rules import RuleError, Rules

Level = Literal["province", "prefecture", "county", "zone", "former"]

COLUMNS = ["code", "name", "level", "aliases"]
LEVELS: dict[str, Level] = {level: level for level in get_args(Level)}
BORROWED = ("zone", "former")
"""Levels whose rows carry the code of another division: the one they lie in, or have become."""


class Division(NamedTuple):
    """A division, a zone in one, or a former division. `code` is a GB/T 2260 code."""

    code: str
    name: str
    level: Level


class Name(NamedTuple):
    """A way to write a division. `full`: a name in full, ending in 省, 市, 区 and the like, not an alias.

    `code` is what it means by itself: None where several divisions bear it, or an everyday word reads like it.
    """

    text: str
    divisions: tuple[Division, ...]
    full: bool
    code: str | None


Hit = tuple[int, int, Name]
"""Start and end of a name in a text, in code points, end exclusive, and the name."""


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """All divisions of a run, immutable. Made by `gazetteer`."""

    names: tuple[Name, ...]
    by_text: dict[str, Name]
    by_code: dict[str, Division]
    automaton: ahocorasick_rs.AhoCorasick

    def search(self, text: str) -> list[Hit]:
        """Every name in `text`, leftmost and longest first, none across another.

        Names of other things (rules of use `region.other_name`) hide the divisions in them and are left out.
        """
        names, known = self.names, len(self.names)
        matches = self.automaton.find_matches_as_indexes(text)
        return [(start, end, names[index]) for index, start, end in matches if index < known]

    def division(self, code: str) -> Division | None:
        """The division with this code today, or None."""
        return self.by_code.get(code)

    @lru_cache(maxsize=4096)  # noqa: B019 - a run has one gazetteer
    def lineage(self, code: str) -> tuple[str, ...]:
        """The codes of the divisions that hold `code`, province first, `code` itself last."""
        above = (code[:2] + "0000", code[:4] + "00")
        return (*(one for one in above if one != code and one in self.by_code), code)

    @lru_cache(maxsize=4096)  # noqa: B019 - a run has one gazetteer
    def full_name(self, code: str) -> str:
        """The name with those of the divisions around it: 吉林省白山市抚松县. KeyError for an unknown code."""
        return "".join(self.by_code[one].name for one in self.lineage(code))

    def contains(self, outer: str, inner: str) -> bool:
        """Whether `inner` lies in `outer`. A division contains itself."""
        return outer in self.lineage(inner)

    @lru_cache(maxsize=512)  # noqa: B019 - a run has one gazetteer
    def counties(self, prefecture: str) -> tuple[Division, ...]:
        """The counties of a prefecture."""
        return tuple(each for code, each in self.by_code.items() if code[:4] == prefecture[:4] and code != prefecture)

    def lowest_common(self, codes: Iterable[str]) -> str | None:
        """The lowest division that holds all of `codes`; None if only China does, or without codes."""
        common: str | None = None
        for level in zip(*(self.lineage(code) for code in codes), strict=False):
            if len(set(level)) > 1:
                break
            common = level[0]
        return common


@lru_cache(maxsize=8)
def gazetteer(rules: Rules) -> Gazetteer:
    """The divisions in regions.csv of every folder of `rules`; a later folder's row replaces those of its name.

    Raises RuleError for a row that can't be used; the message names file, line and reason.
    """
    rows: dict[str, list[Row]] = {}
    for folder in rules.folders:
        file = folder / "regions.csv"
        if file.exists():
            rows |= _by_name(_rows(file))
    divisions = [row for same_name in rows.values() for row in same_name]
    by_code = {row.division.code: row.division for row in divisions if row.division.level not in BORROWED}
    _check_codes(divisions, by_code)
    by_text = _by_text(divisions)
    hiding = [word for rule in rules.of(WordListRule) if rule.use == "region.other_name" for word in rule.words]
    for word in hiding:
        by_text.pop(word, None)
    names = tuple(by_text.values())
    automaton = ahocorasick_rs.AhoCorasick(
        [*by_text, *hiding],
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        store_patterns=False,
    )
    return Gazetteer(names, by_text, by_code, automaton)


class Row(NamedTuple):
    """A row of a regions.csv and where it stands."""

    division: Division
    aliases: tuple[str, ...]
    place: tuple[Path, int]


def _rows(file: Path) -> Iterator[Row]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise RuleError(f"{file}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    reader = csv.reader(lines)
    if next(reader, None) != COLUMNS:
        raise RuleError(f"{file}: line 1: the first line must be {','.join(COLUMNS)}")
    for fields in reader:
        if fields:
            yield _row(fields, (file, reader.line_num))


def _row(fields: Sequence[str], place: tuple[Path, int]) -> Row:
    if len(fields) != len(COLUMNS):
        raise _refused(place, f"{len(fields)} columns instead of {len(COLUMNS)}")
    code, name, level, aliases = fields
    if not (len(code) == 6 and code.isascii() and code.isdigit()):
        raise _refused(place, f"code '{code}' is not a GB/T 2260 code of six digits")
    if not name:
        raise _refused(place, "no name")
    if level not in LEVELS:
        raise _refused(place, f"no level is called '{level}'; known: {', '.join(LEVELS)}")
    return Row(Division(code, name, LEVELS[level]), tuple(aliases.split("|")) if aliases else (), place)


def _check_codes(rows: Iterable[Row], by_code: dict[str, Division]) -> None:
    owners: dict[str, Row] = {}
    for row in rows:
        code = row.division.code
        if row.division.level in BORROWED:
            if code not in by_code:
                raise _refused(row.place, f"no division has the code {code}")
        elif code in owners:
            raise _refused(row.place, f"the code {code} is taken by {owners[code].division.name}")
        elif code[:2] + "0000" not in by_code:
            raise _refused(row.place, f"no province has the code {code[:2]}0000")
        else:
            owners[code] = row


def _refused(place: tuple[Path, int], reason: str) -> RuleError:
    file, line = place
    return RuleError(f"{file}: line {line}: {reason}")


def _by_name(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.division.name, []).append(row)
    return grouped


def _by_text(rows: Iterable[Row]) -> dict[str, Name]:
    full: dict[str, tuple[Division, ...]] = {}
    alias: dict[str, tuple[Division, ...]] = {}
    for division, aliases, _ in rows:
        full[division.name] = (*full.get(division.name, ()), division)
        for text in aliases:
            alias[text] = (*alias.get(text, ()), division)
    # Two characters are too few to tell a name in full from an everyday word, whatever its last one is: 和县.
    names = {text: _name(text, divisions, len(text) > 2) for text, divisions in full.items()}
    for text, divisions in alias.items():
        if text in full:
            names[text] = _name(text, full[text] + divisions, len(text) > 2)
        else:
            names[text] = _name(text, divisions, len(text) > 3)
    return names


def _name(text: str, divisions: tuple[Division, ...], full: bool) -> Name:
    code, _, level = divisions[0]
    if len(divisions) > 1:
        today = of_today(divisions)
        code, _, level = today[0]
        if any(each.code != code for each in today[1:]):
            return Name(text, divisions, full, None)
    return Name(text, divisions, full, code if full or level in LARGE else None)


LARGE = ("province", "prefecture")
"""Divisions that are known by their short names everywhere."""


def of_today(divisions: Sequence[Division]) -> Sequence[Division]:
    """Those of `divisions` that still exist, or all if none does."""
    if len(divisions) == 1:
        return divisions
    return [each for each in divisions if each.level != "former"] or divisions


BORDERS = frozenset("\n \u3000，。、；：？！（）()“”《》在从到自由于赴离距至户驻—→←")
"""Behind these a name surely begins: nothing else in the text need speak for it."""
