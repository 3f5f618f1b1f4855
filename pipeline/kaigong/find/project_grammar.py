"""The compiled rules of project names: word lists and anchors, once per set of rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from kaigong.rule_kinds import PatternRule, ProjectRule, WordListRule
from kaigong.rules import RuleError, Rules


@dataclass(frozen=True, slots=True)
class Anchor:
    """A project rule with its patterns compiled."""

    rule: ProjectRule
    pattern: regex.Pattern[str]
    until: regex.Pattern[str] | None
    within: regex.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the finder of project names needs of the rules.

    `verbs` finds words behind which a name may begin; `lead` matches, at the start, what does not belong to a name;
    `between`, matched backwards, what stands between a name and its predicate. `heads` and `no_name_ends` are how
    names end and do not end; `kinds` are words that alone make no name; `cuts` are words of one character behind
    which a name may begin; `connects` tells whether the tokens of a name are worth a look.
    """

    anchors: tuple[Anchor, ...]
    verbs: AhoCorasick
    lead: regex.Pattern[str]
    between: regex.Pattern[str]
    heads: tuple[str, ...]
    no_name_ends: tuple[str, ...]
    no_name: regex.Pattern[str]
    kinds: regex.Pattern[str]
    cuts: frozenset[str]
    connects: regex.Pattern[str]


@lru_cache(maxsize=4)
def grammar(rules: Rules) -> Grammar:
    """Compile the project rules. Raises RuleError where an anchor names a word list that is not there."""
    lists: dict[str, list[str]] = {}
    for words in rules.of(WordListRule):
        lists.setdefault(words.use, []).extend(words.words)
    patterns: dict[str, list[str]] = {}
    for rule in rules.of(PatternRule):
        patterns.setdefault(rule.use, []).append(rule.pattern)
    choices = {use: _choice(words) for use, words in lists.items()}
    kind = choices["kind"]
    return Grammar(
        anchors=tuple(_anchor(rule, choices) for rule in rules.of(ProjectRule)),
        verbs=AhoCorasick(sorted(set(lists["verb"])), matchkind=MatchKind.LeftmostLongest),
        lead=regex.compile("(?:" + "|".join(patterns["lead"]) + ")"),
        between=regex.compile("(?r)(?:" + "|".join(patterns["between"]) + ")+"),
        heads=(*lists["head"], "项目", "工程", "建设"),
        no_name_ends=tuple(lists["no_name_end"]),
        no_name=regex.compile("|".join(_with_words(pattern, choices) for pattern in patterns["no_name"])),
        kinds=regex.compile(f"(?:{kind})++"),
        cuts=frozenset(lists["cut"]),
        connects=regex.compile(choices["cut"] + "|的|" + choices["connective"]),
    )


def _anchor(rule: ProjectRule, choices: dict[str, str]) -> Anchor:
    return Anchor(
        rule,
        regex.compile(_with_words(rule.anchor, choices)),
        regex.compile(_with_words(rule.until, choices)) if rule.until else None,
        regex.compile(rule.within) if rule.within else None,
    )


def _with_words(pattern: str, choices: dict[str, str]) -> str:
    """`pattern` with every <use> replaced by the words of that use."""

    def words(match: regex.Match[str]) -> str:
        use = match[1]
        if use not in choices:
            raise RuleError(f"pattern {pattern!r}: no word list has the use '{use}'")
        return f"(?:{choices[use]})"

    return regex.sub(r"(?<!\?P?)<([a-z_]+)>", words, pattern)


def _choice(words: list[str]) -> str:
    """An alternation in which a longer word goes before its own beginning."""
    return "|".join(regex.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
