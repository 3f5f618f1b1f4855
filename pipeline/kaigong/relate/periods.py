"""The period that a sentence speaks of: 2024年, 前三季度, and 今年 as the year of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import regex

from kaigong.rule_kinds import PatternRule
from kaigong.rules import Rules
from kaigong.text import Span

YEARS_FROM_NOW = {"今年": 0, "今年以来": 0, "年初以来": 0, "全年": 0, "去年": -1, "明年": 1}


@lru_cache(maxsize=4)
def _patterns(rules: Rules) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    of_periods = [rule for rule in rules.of(PatternRule) if rule.use == "period"]
    return tuple((rule.name, regex.compile(rule.pattern)) for rule in of_periods)


@dataclass(frozen=True, slots=True)
class Period:
    """A period as records have it, and the rule that found it."""

    said: str
    rule: str


def period_of(text: str, sentence: Span, place: int, published: date | None, rules: Rules) -> Period | None:
    """The last period named in `sentence` before `place`, as the text says it.

    今年, 去年 and the like become a year ("2024年") where the date of publication is known.
    """
    last: Period | None = None
    for rule, pattern in _patterns(rules):
        for match in pattern.finditer(text, sentence[0], place):
            last = Period(match[0], rule)
    if last is None or published is None or last.said not in YEARS_FROM_NOW:
        return last
    return Period(f"{published.year + YEARS_FROM_NOW[last.said]}年", last.rule)
