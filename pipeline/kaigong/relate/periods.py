"""The period that a sentence speaks of: 2024年, 前三季度, and 今年 as the year of publication."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kaigong.patterns import Pattern, fast_pattern
from kaigong.rule_kinds import PatternRule
from kaigong.rules import Rules

YEARS_FROM_NOW = {"今年以来": 0, "今年": 0, "年初以来": 0, "全年": 0, "去年": -1, "明年": 1}


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
def _grammar(rules: Rules) -> tuple[Pattern, dict[str, str]]:
    of_periods = [rule for rule in rules.of(PatternRule) if rule.use == "period"]
    pattern = "|".join(f"(?P<rule{number}>{rule.pattern})" for number, rule in enumerate(of_periods))
    return fast_pattern(pattern), {f"rule{number}": rule.name for number, rule in enumerate(of_periods)}


def periods_in(text: str, published: date | None, rules: Rules) -> Periods:
    """Every period that `text` names.

    今年, 去年 and the like become a year ("2024年", "2024年一季度") where the date of publication is known.
    """
    pattern, names = _grammar(rules)
    starts: list[int] = []
    found: list[Period] = []
    for match in pattern.finditer(text):
        starts.append(match.start())
        found.append(Period(_year(match[0], published), names[match.lastgroup or ""]))
    return Periods(tuple(starts), tuple(found))


def _year(said: str, published: date | None) -> str:
    word = next((word for word in YEARS_FROM_NOW if said.startswith(word)), None)
    if published is None or word is None:
        return said
    part = said.removeprefix(word).removeprefix("全年")
    return f"{published.year + YEARS_FROM_NOW[word]}年{part}"
