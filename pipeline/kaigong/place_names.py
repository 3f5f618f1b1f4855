"""Which names of divisions in a text stand for the division, and which are part of another name (北京路, 吉林大学)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from kaigong.gazetteer import Gazetteer, Hit
from kaigong.rule_kinds import PatternRule, WordListRule
from kaigong.rules import Rules

LIST_SIGNS = frozenset("、和与及")
NAME_SIGN = "◯"
"""Stands for the region's name in the pattern of use `region.person`."""

ORGANIZATION_REACH = 24
PERSON_REACH = 5
WORD_REACH = 4


@dataclass(frozen=True, slots=True)
class Guards:
    """What shows that a name is part of another one. `chain`: the names of the rules that a mention has passed."""

    behind: dict[str, tuple[str, ...]]
    before: tuple[str, ...]
    false_ends: frozenset[str]
    dependent: frozenset[str]
    surnames: frozenset[str]
    person: regex.Pattern[str]
    organization: regex.Pattern[str]
    chain: tuple[str, ...]


@lru_cache(maxsize=8)
def guards_of(rules: Rules) -> Guards:
    """The guards that the rules hold (uses `region.…`), compiled once."""
    lists = [rule for rule in rules.of(WordListRule) if rule.use.startswith("region.")]
    patterns = [rule for rule in rules.of(PatternRule) if rule.use.startswith("region.")]

    def words(use: str) -> tuple[str, ...]:
        return tuple(word for rule in lists if rule.use == use for word in rule.words)

    def pattern(use: str) -> regex.Pattern[str]:
        return regex.compile("|".join(rule.pattern for rule in patterns if rule.use == use) or "(?!)")

    behind: dict[str, tuple[str, ...]] = {}
    for word in words("region.behind"):
        behind[word[0]] = (*behind.get(word[0], ()), word)
    return Guards(
        behind=behind,
        before=words("region.before"),
        false_ends=frozenset(words("region.false_end")),
        dependent=frozenset(words("region.dependent")),
        surnames=frozenset(words("region.surname")),
        person=pattern("region.person"),
        organization=pattern("region.organization"),
        chain=("region.gazetteer", *(rule.name for rule in (*lists, *patterns))),
    )


def standing(text: str, known: Gazetteer, guards: Guards) -> Iterator[Hit]:
    """The names that stand for a division, not for a part of another name."""
    previous_end = -1
    for start, end, name in known.search(text):
        if text[end - 1 : end + 1] in guards.false_ends:
            shorter = known.by_text.get(text[start : end - 1])
            if shorter is None:
                continue
            end, name = end - 1, shorter
        listed = start - 1 == previous_end and text[previous_end] in LIST_SIGNS
        if name.text in guards.dependent and start != previous_end and not listed:
            continue
        if name.full or not _is_part(text, start, end, guards):
            previous_end = end
            yield start, end, name


def _is_part(text: str, start: int, end: int, guards: Guards) -> bool:
    """Whether the short name at `start` to `end` is part of a longer name of something else."""
    words = guards.behind.get(text[end : end + 1])
    return (
        (words is not None and text.startswith(words, end))
        or text.endswith(guards.before, max(0, start - WORD_REACH), start)
        or (text[start - 1 : start] in guards.surnames and _is_person(text, start, end, guards))
        or guards.organization.match(text, end, end + ORGANIZATION_REACH) is not None
    )


def _is_person(text: str, start: int, end: int, guards: Guards) -> bool:
    window = text[max(0, start - PERSON_REACH) : start] + NAME_SIGN + text[end : end + PERSON_REACH]
    return guards.person.search(window) is not None
