"""Spans that may be project names: where the model sees borders, where rules do, and likely names told again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from kaigong.find.name_features import Hint
from kaigong.find.name_model import Sight
from kaigong.find.project_names import LONGEST_NAME
from kaigong.find.repeats import ENDING, TAIL
from kaigong.text import Span

LEAST = 0.05
"""How likely each border of a span, and each character of it to stand in a name, must be for it to be looked at."""
STRONG = 0.5
"""A span this likely is looked for again in the article."""
SHORTEST_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the masked text that may be a name.

    `begins`, `ends` and `inside` are the model's probabilities, from 0 to 1, that a name begins there, ends there, and
    that nothing of the span is outside of one; `ruled` is 0 where no rule found it, 1 where one did and 2 where several
    did.
    """

    span: Span
    begins: float
    ends: float
    inside: float
    ruled: int

    @property
    def likely(self) -> float:
        """The least of the three: a span is as likely as its weakest border."""
        return min(self.begins, self.ends, self.inside)


def candidates(masked: str, sight: Sight, hints: Sequence[Hint]) -> list[Candidate]:
    """All spans that may be names, sorted; many are across others."""
    ruled = {hint.span: 2 if hint.sure else 1 for hint in hints}
    spans = {*ruled, *_by_borders(sight)}
    found = {span: _candidate(span, sight, ruled) for span in spans}
    strong = [one for one in found.values() if one.likely >= STRONG]
    for span in _told_again(masked, strong):
        if span not in found:
            found[span] = _candidate(span, sight, ruled)
    return [found[span] for span in sorted(found)]


def stem(name: str) -> str:
    """`name` without the 项目 or 工程 that is often left out when it is told again."""
    return ENDING.sub("", name)


def _by_borders(sight: Sight) -> Iterator[Span]:
    for start, begins in enumerate(sight.begins):
        if begins < LEAST:
            continue
        for last in range(start + 1, min(start + LONGEST_NAME, len(sight.ends))):
            if sight.inside[last] < LEAST:
                break
            if sight.ends[last] >= LEAST:
                yield start, last + 1


def _candidate(span: Span, sight: Sight, ruled: dict[Span, int]) -> Candidate:
    start, end = span
    return Candidate(span, sight.begins[start], sight.ends[end - 1], min(sight.inside[start:end]), ruled.get(span, 0))


def _told_again(masked: str, strong: Sequence[Candidate]) -> Iterator[Span]:
    """Where the strong ones stand again, with 项目 or 工程 behind them or not."""
    names = {stem(masked[slice(*one.span)]) for one in strong}
    names = {name for name in names if len(name) >= SHORTEST_AGAIN}
    if not names:
        return
    automaton = AhoCorasick(
        sorted(names), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.NoncontiguousNFA
    )
    for _, start, end in automaton.find_matches_as_indexes(masked):
        yield start, end
        if (tail := TAIL.match(masked, end)) and tail.end() - start <= LONGEST_NAME:
            yield start, tail.end()
