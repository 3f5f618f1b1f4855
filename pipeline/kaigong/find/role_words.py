"""The words that give sums their roles, as the rules list them, ready to be found in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs
import regex

from kaigong.find.units import any_of
from kaigong.rule_kinds import BoundRule, RoleRule, WordListRule
from kaigong.rules import Rules

YEARS = range(1990, 2060)
"""The years that YYYY in a rule's word stands for."""


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The role words of a rule set, in one automaton, and what each does where."""

    automaton: ahocorasick_rs.AhoCorasick
    before: dict[str, RoleRule]
    pairs: dict[str, dict[str, RoleRule]]
    behind: dict[str, RoleRule]
    heads: dict[str, RoleRule]
    not_in: frozenset[str]
    beside_total: WordListRule
    weak: WordListRule
    annual: RoleRule
    threshold: regex.Pattern[str]
    threshold_of_some: regex.Pattern[str]
    threshold_of_any: regex.Pattern[str]
    threshold_behind_some: regex.Pattern[str]
    some: regex.Pattern[str]
    threshold_rule: str


@lru_cache(maxsize=8)
def role_words(rules: Rules) -> RoleWords:
    """The role words of `rules`, ready to look up."""
    roles = rules.of(RoleRule)
    lists = {rule.use: rule for rule in rules.of(WordListRule)}
    before: dict[str, RoleRule] = {}
    pairs: dict[str, dict[str, RoleRule]] = {}
    for rule in roles:
        for word in (year for entry in rule.before for year in _years(entry)):
            ahead, star, noun = word.rpartition("*")
            if star:
                pairs.setdefault(noun, {})[ahead] = rule
            else:
                before[word] = rule
    behind = {word: rule for rule in roles for word in rule.behind}
    heads = {word: rule for rule in roles for word in rule.heads}
    verbs = {word for entries in pairs.values() for word in entries}
    not_in = frozenset(word for rule in roles for word in rule.not_in)
    counted = any_of(lists["threshold_nouns"].words)
    limits = any_of(word for rule in rules.of(BoundRule) if rule.bound in ("min", "max") for word in rule.behind)
    modifier = r"[^，。；、！？\s的]"
    some = "[0-9０-９]++[多余]?[个项]"
    return RoleWords(
        automaton=ahocorasick_rs.AhoCorasick(
            sorted({*before, *pairs, *verbs, *behind, *heads, *not_in}),
            store_patterns=True,
        ),
        before=before,
        pairs=pairs,
        behind=behind,
        heads=heads,
        not_in=not_in,
        beside_total=lists["planned_beside_total"],
        weak=lists["weak_role_nouns"],
        annual=next(rule for rule in roles if rule.role == "annual_investment"),
        threshold=regex.compile(rf"{limits}的?{modifier}{{0,8}}?{counted}|{limits}的[共有约就]*+{some}"),
        threshold_of_some=regex.compile(
            rf"[级的]?{modifier}{{0,4}}?{counted}[共有已达近约超总数累计就只还]*+[0-9０-９]|的[共有约就]*+{some}"
        ),
        threshold_of_any=regex.compile(f"的?{modifier}{{0,4}}?{counted}"),
        threshold_behind_some=regex.compile(f"的?{modifier}{{0,10}}?{counted}"),
        some=regex.compile("(?r)[0-9０-９一二三四五六七八九十百千万两几多余][个项][^，。；、]{0,10}"),
        threshold_rule=lists["threshold_nouns"].name,
    )


def _years(word: str) -> list[str]:
    return [word.replace("YYYY", str(year)) for year in YEARS] if "YYYY" in word else [word]
