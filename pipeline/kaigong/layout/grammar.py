"""The rules of layout, compiled: patterns and word lists by the use that a mechanism looks them up under."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from kaigong.rule_kinds import PatternRule, WordListRule
from kaigong.rules import Rules


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of one use, tried at the start of a line, first come first served."""

    names: tuple[str, ...]
    each: tuple[regex.Pattern[str], ...]
    together: regex.Pattern[str]

    def match(self, text: str) -> tuple[str, regex.Match[str]] | None:
        """The name of the first rule that matches at the start of `text`, and its match."""
        if not self.together.match(text):
            return None
        for name, pattern in zip(self.names, self.each, strict=True):
            match = pattern.match(text)
            if match:
                return name, match
        return None

    def name(self, text: str) -> str | None:
        """The name of the first rule that matches at the start of `text`."""
        found = self.match(text)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one use; `rule_of` names the rule that lists each."""

    rule_of: dict[str, str]
    pattern: regex.Pattern[str]


NEVER = "(?!)"


@lru_cache(maxsize=256)
def patterns_for(rules: Rules, use: str) -> Patterns:
    """The patterns that rule files give for `use`; none match nothing."""
    found = [rule for rule in rules.of(PatternRule) if rule.use == use]
    return Patterns(
        tuple(rule.name for rule in found),
        tuple(regex.compile(rule.pattern) for rule in found),
        regex.compile("|".join(f"(?:{rule.pattern})" for rule in found) or NEVER),
    )


@lru_cache(maxsize=256)
def words_for(rules: Rules, *uses: str) -> Words:
    """The words that rule files give for any of `uses`; their pattern prefers the longest."""
    rule_of = {word: rule.name for rule in rules.of(WordListRule) if rule.use in uses for word in rule.words}
    longest_first = sorted(rule_of, key=len, reverse=True)
    return Words(rule_of, regex.compile("|".join(map(regex.escape, longest_first)) or NEVER))
