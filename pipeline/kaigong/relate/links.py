"""Which project or count a sum belongs to (guideline, "Money: what the sum belongs to")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from kaigong.mentions import Amount, Count, MoneyLink, Project
from kaigong.rule_kinds import WordListRule
from kaigong.rules import Rules
from kaigong.sentences import Sentences
from kaigong.text import Span

Owner = Project | Count

OF_NAME = regex.compile("(?:人民币|左右|以上|余)?(?:[、，][^、，。；\n]{2,18})?的$|(?:人民币)?[^，。；、\n]{0,6}?(?:建设|新建|兴建|修建|打造|开发|改造|建|开建)的?$")
"""What stands between a sum and the name that it opens: 投资20亿元的X, 投资10亿元建设X."""

ALWAYS_LINKED = frozenset({"total_investment", "annual_investment", "completed_investment", "contract"})
"""Roles that belong to the project or count of their own sentence; others need a word that stands for it."""

SHARED = regex.compile("、|和|与|及|，")
TOGETHER = regex.compile("合计|共|两批|两类|均|总计|累计")


@dataclass(frozen=True, slots=True)
class _Grammar:
    stands_for: regex.Pattern[str]
    rule: str


@lru_cache(maxsize=4)
def _grammar(rules: Rules) -> _Grammar:
    rule = next(rule for rule in rules.of(WordListRule) if rule.use == "stands_for")
    words = sorted(rule.words, key=lambda word: (-len(word), word))
    return _Grammar(regex.compile("(?:" + "|".join(map(regex.escape, words)) + ")"), rule.name)


def money_links(
    text: str,
    amounts: Sequence[Amount],
    counts: Sequence[Count],
    projects: Sequence[Project],
    sentences: Sentences,
    rules: Rules,
) -> tuple[MoneyLink, ...]:
    """The link of every sum that belongs to a project or a count, in the order of the sums."""
    owners: list[Owner] = sorted((*counts, *projects), key=lambda owner: owner.span)
    starts = [owner.span[0] for owner in owners]
    compiled = _grammar(rules)
    found: list[MoneyLink] = []
    for amount in amounts:
        if amount.role == "threshold":
            found += _threshold(text, amount, counts, sentences)
        else:
            found += _sum(text, amount, owners, starts, sentences, compiled)
    return tuple(found)


def _threshold(text: str, amount: Amount, counts: Sequence[Count], sentences: Sentences) -> list[MoneyLink]:
    """The count that the threshold restricts: the next one in its clause, else one right before it (100个投资…以上)."""
    start, end = sentences.clauses.around(amount.span[0])
    inside = [count for count in counts if start <= count.span[0] < end]
    behind = [count for count in inside if count.span[0] >= amount.span[1]]
    before = [count for count in inside if count.span[1] <= amount.span[0] and amount.span[0] - count.span[1] <= 8]
    chosen = before[-1:] if before and "、" not in text[before[-1].span[1] : amount.span[0]] else behind[:1]
    return [MoneyLink(count, amount, "links.threshold") for count in chosen]


def _sum(
    text: str,
    amount: Amount,
    owners: Sequence[Owner],
    starts: Sequence[int],
    sentences: Sentences,
    compiled: _Grammar,
) -> list[MoneyLink]:
    named = _named_behind(text, amount, owners, starts)
    if named is not None:
        return [MoneyLink(named, amount, "links.sum_before_name")]
    part = sentences.whole.around(amount.span[0])
    at = bisect_left(starts, amount.span[0])
    before = [owner for owner in owners[:at] if owner.span[0] >= part[0]]
    if amount.role not in ALWAYS_LINKED and not _speaks_of_project(text, part, amount, before, compiled):
        return []
    if before:
        group = _group(text, before, amount)
        return [MoneyLink(owner, amount, "links.sum_behind") for owner in group]
    opening = text[part[0] : min(amount.span[0], part[0] + 40)]
    if at > 0 and compiled.stands_for.search(opening) and "\n\n" not in text[owners[at - 1].span[1] : part[0]]:
        return [MoneyLink(owners[at - 1], amount, compiled.rule)]
    return []


def _named_behind(text: str, amount: Amount, owners: Sequence[Owner], starts: Sequence[int]) -> Project | None:
    """The project whose name the sum opens: 投资20亿元的X."""
    at = bisect_left(starts, amount.span[1])
    if at == len(owners):
        return None
    owner = owners[at]
    if not isinstance(owner, Project) or owner.span[0] - amount.span[1] > 24:
        return None
    between = text[amount.span[1] : owner.span[0]].rstrip("“‘")
    return owner if OF_NAME.fullmatch(between) else None


def _speaks_of_project(
    text: str, part: Span, amount: Amount, before: Sequence[Owner], compiled: _Grammar
) -> bool:
    """Whether a sum of output, tax or funding is said of a project: its own sentence names or stands for one."""
    if any(isinstance(owner, Project) for owner in before):
        return True
    return compiled.stands_for.search(text, part[0], amount.span[0]) is not None


def _group(text: str, before: Sequence[Owner], amount: Amount) -> Sequence[Owner]:
    """The owner next before the sum, with those that share the sum; none for a list of projects that share it.

    The guideline links a sum that several counts share to each of them.
    """
    last = before[-1]
    between = text[last.span[1] : amount.span[0]]
    if isinstance(last, Project):
        alike = [owner for owner in before[:-1] if isinstance(owner, Project)]
        near = alike and SHARED.fullmatch(text[alike[-1].span[1] : last.span[0]].strip("“”（）() "))
        return [] if near and "其中" not in between else [last]
    if not TOGETHER.search(between):
        return [last]
    group: list[Owner] = [last]
    for owner in reversed(before[:-1]):
        if not isinstance(owner, Count) or "。" in text[owner.span[1] : group[-1].span[0]]:
            break
        group.append(owner)
    return list(reversed(group))
