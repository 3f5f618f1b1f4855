"""Sentences and clauses of a reading text, found once and looked up by place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import regex

from kaigong.text import Span

SENTENCE_END = regex.compile(r"[。！？!?\n]++[”’」』）)]*+")
PART_END = regex.compile(r"[。！？!?\n；;]++[”’」』）)]*+")
CLAUSE_END = regex.compile(r"[。！？!?\n；;，,：:]++[”’」』）)]*+")


@dataclass(frozen=True, slots=True)
class Cuts:
    """A text cut into stretches that tile it: stretch i reaches from `starts[i]` to `starts[i + 1]`."""

    starts: tuple[int, ...]
    length: int

    def around(self, place: int) -> Span:
        """The stretch in which the character at `place` stands."""
        at = bisect_right(self.starts, place) - 1
        end = self.starts[at + 1] if at + 1 < len(self.starts) else self.length
        return self.starts[at], end


def cuts(text: str, end: regex.Pattern[str]) -> Cuts:
    """Cut `text` behind every match of `end`."""
    starts = [0]
    starts += [match.end() for match in end.finditer(text) if match.end() < len(text)]
    return Cuts(tuple(starts), len(text))


@dataclass(frozen=True, slots=True)
class Sentences:
    """Three ways to cut a text: `whole` sentences, `parts` (a semicolon ends one), `clauses` (a comma ends one)."""

    whole: Cuts
    parts: Cuts
    clauses: Cuts


def sentences_of(text: str) -> Sentences:
    """Cut `text` in the three ways."""
    return Sentences(cuts(text, SENTENCE_END), cuts(text, PART_END), cuts(text, CLAUSE_END))
