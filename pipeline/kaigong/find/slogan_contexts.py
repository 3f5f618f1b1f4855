"""What stands around a slogan: the noun behind it and the verb before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kaigong.rule_kinds import PatternRule, SloganContextRule
from kaigong.rules import RuleError, Rules

NOUN_GAP = "slogan_noun_gap"
"""The use of the pattern that says what may stand between a slogan and its noun."""

PARTICLES = "着了好以"
"""What may stand between the verb and the slogan: 坚持以“…”."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words looked up at one place of a text; most places are ruled out by one character."""

    words: tuple[str, ...]
    firsts: frozenset[str]
    lasts: frozenset[str]

    def begin_at(self, text: str, at: int) -> bool:
        """Whether one of the words begins at `at`."""
        return text[at : at + 1] in self.firsts and text.startswith(self.words, at)

    def end_at(self, text: str, at: int) -> bool:
        """Whether one of the words ends right before `at`."""
        return text[max(0, at - 1) : at] in self.lasts and text.endswith(self.words, 0, at)


def words_of(words: tuple[str, ...]) -> Words:
    """Make `words` ready for looking up."""
    return Words(words, frozenset(word[0] for word in words), frozenset(word[-1] for word in words))


@dataclass(frozen=True, slots=True)
class Noun:
    """The noun behind a slogan, or several in a row: 工作机制 from `start` to `end`, of which `word` is the last.

    `contexts` are the names of the contexts that list one of them; `gap_rule` is set where other words come first.
    """

    word: str
    start: int
    end: int
    contexts: tuple[str, ...]
    gap_rule: str | None


@dataclass(frozen=True, slots=True)
class Contexts:
    """The compiled `slogan_context` rules."""

    phrase: re.Pattern[str]
    noun: re.Pattern[str]
    last_noun: re.Pattern[str]
    gap_rule: str
    contexts_of_noun: dict[str, tuple[str, ...]]
    needs_noun: dict[str, bool]
    verbs: dict[str, Words]

    def noun_behind(self, text: str, at: int) -> Noun | None:
        """The first noun of a context in the phrase that begins at `at`."""
        found = self.phrase.match(text, at)
        if found is None:
            return None
        start, end = found.span("row")
        row = found["row"]
        words = (row,) if row in self.contexts_of_noun else self.noun.findall(row)
        contexts = tuple(context for word in reversed(words) for context in self.contexts_of_noun[word])
        return Noun(words[-1], start, end, contexts, self.gap_rule if start > at else None)

    def noun_at_end(self, text: str, start: int, end: int) -> Noun | None:
        """The noun that the stretch from `start` to `end` ends in."""
        found = self.last_noun.search(text, start, end)
        if found is None:
            return None
        return Noun(found[0], found.start(), end, self.contexts_of_noun[found[0]], None)

    def holding(self, names: Iterable[str], noun: Noun | None, text: str, start: int) -> str | None:
        """The first of the contexts `names` that holds for a slogan whose quotation mark stands at `start`."""
        for name in names:
            if self.needs_noun[name] and (noun is None or name not in noun.contexts):
                continue
            verbs = self.verbs[name]
            if verbs.words and not _verb_before(verbs, text, start):
                continue
            return name
        return None


@lru_cache(maxsize=8)
def contexts_of(rules: Rules) -> Contexts:
    """Compile the contexts. Raises RuleError where the pattern for the gap is missing."""
    gaps = [rule for rule in rules.of(PatternRule) if rule.use == NOUN_GAP]
    if not gaps:
        raise RuleError(f"no [[pattern]] rule with use = '{NOUN_GAP}'")
    gap = gaps[-1]
    contexts = rules.of(SloganContextRule)
    owners: dict[str, tuple[str, ...]] = {}
    for rule in contexts:
        for noun in rule.behind:
            owners[noun] = (*owners.get(noun, ()), rule.name)
    longest_first = sorted(owners, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    # The look-ahead spares trying every noun at every place of the gap.
    firsts = "".join({re.escape(noun[0]) for noun in longest_first})
    return Contexts(
        phrase=_compiled(gap, f"{gap.pattern}(?=[{firsts}])(?P<row>(?:{words})+)"),
        noun=re.compile(words),
        last_noun=re.compile(rf"(?:{words})\Z"),
        gap_rule=gap.name,
        contexts_of_noun=owners,
        needs_noun={rule.name: bool(rule.behind) for rule in contexts},
        verbs={rule.name: words_of(rule.before) for rule in contexts},
    )


def _compiled(gap: PatternRule, pattern: str) -> re.Pattern[str]:
    # On these few characters `re` is four times as fast as `regex`.
    try:
        return re.compile(pattern)
    except re.error as error:
        raise RuleError(f"rule '{gap.name}': the pattern is no expression of Python's re: {error}") from error


def _verb_before(verbs: Words, text: str, at: int) -> bool:
    if verbs.end_at(text, at):
        return True
    return at > 0 and text[at - 1] in PARTICLES and verbs.end_at(text, at - 1)
