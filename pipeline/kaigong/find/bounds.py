"""The bound of a sum: is it meant as it stands, or as a least, a most, an estimate (guideline, "Amount")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import regex

from kaigong.find.numerals import SPACES
from kaigong.find.sums import Sum
from kaigong.find.units import any_of
from kaigong.mentions import Bound
from kaigong.rule_kinds import BoundRule, CurrencyRule
from kaigong.rules import Rules

INCLUDED = regex.compile(r"[(（]不?含[^()（）\n]{0,12}+[)）]")
"""What stands between a sum and its bound where the limit itself is spoken of: 1万元（含1万元）以上."""

INCLUDED_END = regex.compile(r"(?<=[(（]不?含[^()（）\n]{0,12})[)）]")
INCLUDED_FIRST = frozenset("(（)）")


@dataclass(frozen=True, slots=True)
class BoundWords:
    """Bound words by where they stand. None stands for a longer word in which the bound word means nothing."""

    before: Mapping[str, BoundRule | None]
    before_bare: Mapping[str, BoundRule | None]
    behind: Mapping[str, BoundRule | None]
    longest: int
    last: frozenset[str]
    first: frozenset[str]
    skipped: regex.Pattern[str]
    skippable: frozenset[str]


@lru_cache(maxsize=8)
def bound_words(rules: Rules) -> BoundWords:
    """The bound words of `rules`, ready to look up."""
    bounds = rules.of(BoundRule)
    nothing: dict[str, BoundRule | None] = {word: None for rule in bounds for word in rule.not_in}
    before = nothing | {word: rule for rule in bounds for word in rule.before}
    before_bare = before | {word: rule for rule in bounds for word in rule.before_bare}
    behind = nothing | {word: rule for rule in bounds for word in rule.behind}
    names = [name for rule in rules.of(CurrencyRule) for name in rule.names]
    return BoundWords(
        before=before,
        before_bare=before_bare,
        behind=behind,
        longest=max(len(word) for word in (*before_bare, *behind)),
        last=frozenset(word[-1] for word in before_bare),
        first=frozenset(word[0] for word in behind) | INCLUDED_FIRST,
        skipped=regex.compile(f"(?r)(?:{any_of(names)})?[{SPACES}]?"),
        skippable=frozenset(SPACES).union(name[-1] for name in names),
    )


def bound_of(text: str, found: Sum, previous: Sum | None, words: BoundWords) -> tuple[Bound, str | None]:
    """The bound of a sum of `text`, and the name of the rule that decided it, if a rule did.

    A word at the sum decides before the sum's own 多 or 几 does. `previous` is the sum before it: 分别超过3亿元、
    5亿元 says 超过 of both.
    """
    if found.is_range:
        return "range", None
    rule = (
        words.behind.get(found.limit or "") or _rule_behind(text, found.end, words) or _rule_before(text, found, words)
    )
    if rule is None and previous is not None and _shares_bound(text, previous, found):
        rule = _rule_before(text, previous, words)
    if rule is not None:
        return rule.bound, rule.name
    own: dict[str, Bound] = {"more": "min", "some": "approx", "bare": "approx"}
    return own.get(found.precision, "exact"), None


def _rule_before(text: str, found: Sum, words: BoundWords) -> BoundRule | None:
    table = words.before_bare if found.precision == "bare" else words.before
    end = found.start
    if text[end - 1 : end] in words.skippable and (skipped := words.skipped.match(text, max(0, end - 6), end)):
        end = skipped.start()
    if text[end - 1 : end] not in words.last:
        return None
    for length in range(min(words.longest, end), 0, -1):
        word = text[end - length : end]
        if word in table:
            return table[word]
    return None


def _rule_behind(text: str, end: int, words: BoundWords) -> BoundRule | None:
    if text[end : end + 1] not in words.first:
        return None
    if text[end] in INCLUDED_FIRST and (included := INCLUDED.match(text, end) or INCLUDED_END.match(text, end)):
        end = included.end()
    for length in range(words.longest, 0, -1):
        word = text[end : end + length]
        if word in words.behind:
            return words.behind[word]
    return None


def _shares_bound(text: str, previous: Sum, found: Sum) -> bool:
    if text[previous.end : found.start] not in ("、", "和", "及", "与"):
        return False
    return "分别" in text[max(0, previous.start - 8) : previous.start]
