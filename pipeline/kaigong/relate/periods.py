"""The period that a sentence speaks of: 2024年, 前三季度, and 今年 as the year of publication."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import regex

from kaigong.rule_kinds import PatternRule
from kaigong.rules import Rules
from kaigong.text import Span

YEARS_FROM_NOW = {"今年": 0, "今年以来": 0, "年初以来": 0, "全年": 0, "去年": -1, "明年": 1}


@lru_cache(maxsize=4)
def _pattern(rules: Rules) -> regex.Pattern[str]:
    return regex.compile("|".join(rule.pattern for rule in rules.of(PatternRule) if rule.use == "period"))


def period_of(text: str, sentence: Span, place: int, published: date | None, rules: Rules) -> str | None:
    """The last period named in `sentence` before `place`, as the text says it.

    今年, 去年 and the like become a year ("2024年") where the date of publication is known.
    """
    said = None
    for match in _pattern(rules).finditer(text, sentence[0], place):
        said = match[0]
    if said is None or published is None or said not in YEARS_FROM_NOW:
        return said
    return f"{published.year + YEARS_FROM_NOW[said]}年"
