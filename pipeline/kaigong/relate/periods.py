"""The period that a sentence speaks of: 2024年, 前三季度, and 今年 as the year of publication."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kaigong.rule_kinds import PatternRule
from kaigong.rules import Rules

YEARS_FROM_NOW = {"今年": 0, "今年以来": 0, "年初以来": 0, "全年": 0, "去年": -1, "明年": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """A period as the text says it, or the year that it means, and the rule that found it."""

    said: str
    rule: str


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of a text, in its order, with their starts."""

    starts: tuple[int, ...]
    found: tuple[Period, ...]

    def last_before(self, place: int, floor: int) -> Period | None:
        """The last period that begins at `floor` or behind it and before `place`."""
        at = bisect_left(self.starts, place) - 1
        return self.found[at] if at >= 0 and self.starts[at] >= floor else None


@lru_cache(maxsize=4)
def _grammar(rules: Rules) -> tuple[re.Pattern[str], tuple[str, ...]]:
    of_periods = [rule for rule in rules.of(PatternRule) if rule.use == "period"]
    pattern = "|".join(f"({rule.pattern})" for rule in of_periods)
    return re.compile(pattern), tuple(rule.name for rule in of_periods)


def periods_in(text: str, published: date | None, rules: Rules) -> Periods:
    """Every period that `text` names.

    今年, 去年 and the like become a year ("2024年") where the date of publication is known. A rule's pattern has no
    groups of its own that capture.
    """
    pattern, names = _grammar(rules)
    matches = tuple(pattern.finditer(text))
    return Periods(
        tuple(match.start() for match in matches),
        tuple(Period(_year(match[0], published), names[(match.lastindex or 1) - 1]) for match in matches),
    )


def _year(said: str, published: date | None) -> str:
    if published is None or said not in YEARS_FROM_NOW:
        return said
    return f"{published.year + YEARS_FROM_NOW[said]}年"
