"""Sentences and clauses of a reading text, found once and looked up by place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kaigong.text import Span

ENDS = re.compile(r"[。！？!?\n；;，,：:]++[”’」』）)]*+")
GROUPED_DIGITS = re.compile("(?<=[0-9],)[0-9]{3}(?![0-9])")
"""Behind a comma that stands within a number: 1,200万元."""
WHOLE_ENDS = frozenset("。！？!?\n")
PART_ENDS = WHOLE_ENDS | frozenset("；;")
FARTHEST_IN_SENTENCE = 500
"""How many characters of a sentence before and behind a place are shown, so that no list of a whole page repeats."""


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


@dataclass(frozen=True, slots=True)
class Sentences:
    """Three ways to cut a text: `whole` sentences, `parts` (a semicolon ends one), `clauses` (a comma ends one)."""

    whole: Cuts
    parts: Cuts
    clauses: Cuts


def sentences_of(text: str) -> Sentences:
    """Cut `text` in the three ways, each behind its ends and the closing quotation marks and brackets that follow."""
    whole, parts, clauses = [0], [0], [0]
    for match in ENDS.finditer(text):
        end = match.end()
        if end == len(text):
            break
        if match[0] == "," and GROUPED_DIGITS.match(text, end):
            continue
        clauses.append(end)
        signs = set(match[0])
        if signs & PART_ENDS:
            parts.append(end)
            if signs & WHOLE_ENDS:
                whole.append(end)
    return Sentences(*(Cuts(tuple(starts), len(text)) for starts in (whole, parts, clauses)))


def sentence_at(text: str, sentences: Sentences, place: int) -> str:
    """The whole sentence of `text` in which the character at `place` stands; of one without end, what is near."""
    start, end = sentences.whole.around(place)
    return text[max(start, place - FARTHEST_IN_SENTENCE) : min(end, place + FARTHEST_IN_SENTENCE)].strip()
