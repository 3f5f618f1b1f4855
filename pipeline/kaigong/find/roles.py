"""The role of a sum, from the words around it (guideline, "Amount", the table of roles)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import ahocorasick_rs
import regex

from kaigong.find.sums import Sum, any_of
from kaigong.mentions import Bound, Role
from kaigong.rule_kinds import BoundRule, RoleRule, WordListRule
from kaigong.rules import Rules
from kaigong.text import Span

Decision = tuple[Role, str | None]
"""A role, and the name of the rule that gave it."""

SENTENCE_ENDS = "。；！？;!?\n"
YEARS = range(1990, 2060)
PHRASE = 14
"""Characters that may stand between a sum and the head of its noun phrase, or between two words of one verb phrase."""

DIRECT = regex.compile(r"[^，、：；,的（(\s]{0,8}+[\s：:]?+")
UNBROKEN = regex.compile(r"[^，、：；,。（(\s]*+")
JOINER = regex.compile(r"[、和及与或](?:[约近超逾达]|超过|突破|分别)?")
LIST_MARK = regex.compile("[、和及与]")
NOTHING: Decision = ("other", None)


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The role words of a rule set, in one automaton, and what each does where."""

    automaton: ahocorasick_rs.AhoCorasick
    before: dict[str, RoleRule]
    pairs: dict[str, tuple[tuple[str, RoleRule], ...]]
    behind: dict[str, RoleRule]
    heads: dict[str, RoleRule]
    beside_total: WordListRule
    annual: RoleRule
    threshold: regex.Pattern[str]
    threshold_of_some: regex.Pattern[str]
    threshold_rule: str


@dataclass(frozen=True, slots=True)
class RoleText:
    """A text with its role words found: where they stand, in order, each with its word."""

    text: str
    starts: list[int]
    words: list[tuple[int, int, str]]


@lru_cache(maxsize=8)
def role_words(rules: Rules) -> RoleWords:
    """The role words of `rules`, ready to look up."""
    roles = rules.of(RoleRule)
    lists = {rule.use: rule for rule in rules.of(WordListRule)}
    before: dict[str, RoleRule] = {}
    pairs: dict[str, tuple[tuple[str, RoleRule], ...]] = {}
    for rule in roles:
        for word in (year for entry in rule.before for year in _years(entry)):
            ahead, star, noun = word.rpartition("*")
            if star:
                pairs[noun] = (*pairs.get(noun, ()), (ahead, rule))
            else:
                before[word] = rule
    behind = {word: rule for rule in roles for word in rule.behind}
    heads = {word: rule for rule in roles for word in rule.heads}
    ahead = {word for entries in pairs.values() for word, _ in entries}
    counted = any_of(lists["threshold_nouns"].words)
    least = any_of(word for rule in rules.of(BoundRule) if rule.bound == "min" for word in rule.behind)
    return RoleWords(
        automaton=ahocorasick_rs.AhoCorasick(
            sorted({*before, *pairs, *ahead, *behind, *heads, *lists["no_role_words"].words}),
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            store_patterns=True,
        ),
        before=before,
        pairs=pairs,
        behind=behind,
        heads=heads,
        beside_total=lists["planned_beside_total"],
        annual=next(rule for rule in roles if rule.role == "annual_investment"),
        threshold=regex.compile(rf"{least}的?[^，。；、！？\s的]{{0,8}}?{counted}"),
        threshold_of_some=regex.compile(
            rf"[级的]?[^，。；、！？\s的]{{0,4}}?{counted}[共有已达近约超总数累计]*+[0-9０-９]"
        ),
        threshold_rule=lists["threshold_nouns"].name,
    )


def _years(word: str) -> list[str]:
    return [word.replace("YYYY", str(year)) for year in YEARS] if "YYYY" in word else [word]


def roles_of(text: str, sums: Sequence[Sum], bounds: Sequence[Bound], words: RoleWords) -> list[Decision]:
    """The role of each of the `sums` of `text`, and the name of the rule that gave it."""
    if not sums:
        return []
    spans = words.automaton.find_matches_as_indexes(text)
    found = [(start, end, text[start:end]) for _, start, end in spans]
    role_text = RoleText(text, [start for start, _, _ in found], found)
    decided: list[Decision] = []
    sentence = 0
    for index, (one, bound) in enumerate(zip(sums, bounds, strict=True)):
        previous = _end(sums, index - 1)
        sentence = max(sentence, *(text.rfind(mark, previous, one.start) + 1 for mark in SENTENCE_ENDS))
        floor = max(sentence, previous)
        earlier = decided[_first_from(sums, sentence, index) : index]
        ceiling = sums[index + 1].start if index + 1 < len(sums) else len(text)
        decided.append(_role(role_text, one, bound, floor, ceiling, earlier, words))
        if floor == sentence or not JOINER.fullmatch(text, previous, one.start):
            first = index
        elif parallel := _parallel(role_text, sums[first : index + 1], max(sentence, _end(sums, first - 1)), words):
            decided[first : index + 1] = parallel
    return decided


def _end(sums: Sequence[Sum], index: int) -> int:
    return sums[index].end if index >= 0 else 0


def _first_from(sums: Sequence[Sum], position: int, index: int) -> int:
    while index and sums[index - 1].start >= position:
        index -= 1
    return index


def _role(
    role_text: RoleText, one: Sum, bound: Bound, floor: int, ceiling: int, earlier: list[Decision], words: RoleWords
) -> Decision:
    text = role_text.text
    if _is_threshold(text, one, bound, words):
        return "threshold", words.threshold_rule
    noun = _noun_before(role_text, floor, one.start, words)
    if noun is not None:
        (_, noun_end), rule = noun
        if rule.role == "total_investment" and _beside_total(role_text, noun[0], earlier, words):
            rule = words.annual
        if DIRECT.fullmatch(text, noun_end, one.start):
            return rule.role, rule.name
    behind = _noun_behind(role_text, one.end, ceiling, words)
    if behind is not None:
        return behind.role, behind.name
    if noun is not None:
        return rule.role, rule.name
    return _inherited(text, floor, one.start, earlier)


def _is_threshold(text: str, one: Sum, bound: Bound, words: RoleWords) -> bool:
    """以上 and a word for projects behind the sum, or a count of projects behind a least or a bare sum."""
    if bound == "min" and words.threshold.match(text, one.end):
        return True
    return (bound == "min" or one.precision == "bare") and bool(words.threshold_of_some.match(text, one.end))


def _noun_before(role_text: RoleText, floor: int, end: int, words: RoleWords) -> tuple[Span, RoleRule] | None:
    """The nearest role word between `floor` and `end`; a word ahead of it in its clause may change its role."""
    for index in range(bisect_left(role_text.starts, end) - 1, -1, -1):
        start, stop, word = role_text.words[index]
        if start < floor:
            return None
        for ahead, rule in words.pairs.get(word, ()):
            if _stands_ahead(role_text, index, ahead, floor):
                return (start, stop), rule
        if word in words.before:
            return (start, stop), words.before[word]
    return None


def _stands_ahead(role_text: RoleText, index: int, ahead: str, floor: int) -> bool:
    noun_start = role_text.starts[index]
    for start, stop, word in reversed(role_text.words[max(0, index - 3) : index]):
        if start < floor or noun_start - stop > PHRASE:
            return False
        if word == ahead:
            return UNBROKEN.fullmatch(role_text.text, stop, noun_start) is not None
    return False


def _beside_total(role_text: RoleText, noun: Span, earlier: list[Decision], words: RoleWords) -> bool:
    if role_text.text[noun[0] : noun[1]] not in words.beside_total.words:
        return False
    return any(role == "total_investment" for role, _ in earlier)


def _noun_behind(role_text: RoleText, end: int, ceiling: int, words: RoleWords) -> RoleRule | None:
    """The head of the noun phrase that the sum begins, or else the word right behind it."""
    right_behind = None
    for index in range(bisect_left(role_text.starts, end), len(role_text.words)):
        start, _, word = role_text.words[index]
        if start - end > PHRASE or start >= ceiling or not UNBROKEN.fullmatch(role_text.text, end, start):
            break
        if word in words.heads:
            return words.heads[word]
        if word in words.behind and start - end <= 2:
            right_behind = right_behind or words.behind[word]
    return right_behind


def _inherited(text: str, floor: int, start: int, earlier: list[Decision]) -> Decision:
    if earlier:
        return earlier[-1]
    return NOTHING


def _parallel(role_text: RoleText, listed: Sequence[Sum], floor: int, words: RoleWords) -> list[Decision] | None:
    """The roles of sums in a list whose nouns stand in a list before 分别: 总投资、产值分别为3亿元、5亿元."""
    respectively = role_text.text.rfind("分别", max(floor, listed[0].start - 8), listed[0].start)
    if respectively < 0:
        return None
    first, last = (bisect_left(role_text.starts, position) for position in (floor, respectively))
    nouns = [noun for noun in role_text.words[first:last] if noun[2] in words.before][-len(listed) :]
    between = [role_text.text[left[1] : right[0]] for left, right in pairwise(nouns)]
    if len(nouns) != len(listed) or not all(LIST_MARK.search(gap) for gap in between):
        return None
    return [(words.before[word].role, words.before[word].name) for _, _, word in nouns]
