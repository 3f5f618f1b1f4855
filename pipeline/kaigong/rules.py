"""Rule files: what a linguist changes and a programmer needn't (rules/README.md tells how to write them).

A rule file is TOML; the name of each array of tables is a kind of rule (`kaigong.rule_kinds`). A folder of the
user's own extends the shipped one and overrides it by rule name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
import regex

from kaigong.rule_kinds import KINDS, Rule, WordListRule

AnyRule = TypeVar("AnyRule", bound=Rule)


class RuleError(ValueError):
    """A rule file that can't be used. The message names file, rule and reason."""


@dataclass(frozen=True, eq=False)
class Rules:
    """All rules of a run, immutable. Compared by identity, so that what is compiled from them can be cached."""

    folders: tuple[Path, ...]
    all: tuple[Rule, ...]

    def of(self, kind: type[AnyRule]) -> tuple[AnyRule, ...]:
        """The rules of one kind, in the order of the files' names and of the rules within them."""
        return tuple(rule for rule in self.all if type(rule) is kind)

    def words(self, use: str) -> dict[str, str]:
        """The words of every list for one use, each with the name of its rule."""
        return {word: rule.name for rule in self.of(WordListRule) if rule.use == use for word in rule.words}


@cache
def shipped_folder() -> Path:
    """The rules that belong to this version: inside the installed package, or beside a checkout's pipeline/."""
    package = Path(__file__).resolve().parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parents[1] / "rules"


def default_rules() -> Rules:
    """The shipped rules, read once."""
    return rules_with(())


@cache
def rules_with(extra: tuple[Path, ...]) -> Rules:
    """As `load_rules`, read once a process."""
    return load_rules(extra)


def load_rules(extra: Sequence[Path] = ()) -> Rules:
    """The shipped rules and those of the folders `extra`, later ones overriding earlier ones by name.

    Raises RuleError for a folder without rule files, a file that is no TOML, an unknown kind or key, a value of
    the wrong type, an empty word, a name used twice in one folder, a rule without examples or without counterexamples.
    """
    folders = (shipped_folder(), *extra)
    by_name: dict[str, Rule] = {}
    for folder in folders:
        by_name |= _rules_of_folder(folder)
    return Rules(folders, tuple(by_name.values()))


TABLES = ("regions.csv", "towns.csv")
"""What a folder of rules may hold beside its rules."""


def _rules_of_folder(folder: Path) -> dict[str, Rule]:
    if not folder.is_dir():
        raise RuleError(f"{folder}: no such folder of rules")
    files = sorted(folder.glob("*.toml"))
    if not files and not any((folder / table).exists() for table in TABLES):
        raise RuleError(f"{folder}: no rule files in it (*.toml, {' or '.join(TABLES)})")
    found: dict[str, Rule] = {}
    homes: dict[str, Path] = {}
    for file in files:
        for rule in _rules_of_file(file):
            if rule.name in found:
                raise RuleError(f"{file}: rule '{rule.name}': the name is taken in {homes[rule.name]}")
            found[rule.name] = rule
            homes[rule.name] = file
    return found


def _rules_of_file(file: Path) -> Iterable[Rule]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RuleError(f"{file}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file}: not TOML: {error}") from error
    for table, rows in tables.items():
        if table not in KINDS:
            raise RuleError(f"{file}: no kind of rule is called '{table}'; known: {', '.join(sorted(KINDS))}")
        if not isinstance(rows, list):
            raise RuleError(f"{file}: write [[{table}]], with two brackets: a file holds many rules of a kind")
        for number, row in enumerate(rows, 1):
            yield _rule(file, table, number, row)


def _rule(file: Path, table: str, number: int, row: object) -> Rule:
    name = row.get("name") if isinstance(row, dict) else None
    where = f"{file}: rule '{name}'" if name else f"{file}: [[{table}]] number {number}"
    try:
        rule = msgspec.convert(row, KINDS[table])
    except msgspec.ValidationError as error:
        raise RuleError(f"{where}: {error}") from error
    if not rule.examples and not rule.values:
        raise RuleError(f"{where}: no examples; give texts that it must match")
    if not rule.counterexamples:
        raise RuleError(f"{where}: no counterexamples; give texts that it must leave alone")
    for key in rule.__struct_fields__:
        words = getattr(rule, key)
        if isinstance(words, tuple) and "" in words:
            raise RuleError(f"{where}: an empty text in '{key}' would match everywhere; take it out")
    # Each costs time at every start; the shipped ones compile, as all of their examples run in the tests.
    for pattern in rule.patterns() if file.parent != shipped_folder() else ():
        try:
            regex.compile(pattern)
        except regex.error as error:
            raise RuleError(f"{where}: pattern {pattern!r}: {error}") from error
    return rule
