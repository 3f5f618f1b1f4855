"""How likely project names begin, end and go on at each character: a random field that sees what the rules found.

`names.crf` beside this file is made by `make model` (see `kaigong.learning`) and read with python-crfsuite.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from kaigong.find.name_features import OUTSIDE, Hint, columns, features
from kaigong.find.project_grammar import Grammar
from kaigong.mentions import Project
from kaigong.text import Span

MODEL = Path(__file__).with_name("names.crf")

SENTENCE = re.compile("[^。！？\n]+[。！？]?")
TELLING = re.compile("[一-龥]{4}")
"""What a sentence must hold to be looked at."""
LONGEST = 600
"""Longer sentences are looked at in pieces, so that a text without a full stop costs no more."""
AGREED = 0.9
"""A name of the rules with this confidence has been found by several of them."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the model sees of each character of a masked text; all columns are as long as the text.

    `begins`, `ends` and `inside` are how likely a name begins with the character, ends with it, or holds it. `tags`
    and `borders` are the word's part of speech and where in the word the character stands (B, M, E or S), both OUTSIDE
    in sentences that were not looked at; there no name is likely.
    """

    begins: array[float]
    ends: array[float]
    inside: array[float]
    tags: tuple[str, ...]
    borders: str


def telling_sentences(masked: str) -> Iterator[Span]:
    """The sentences of the masked text that may hold a name."""
    for match in SENTENCE.finditer(masked):
        for start in range(match.start(), match.end(), LONGEST):
            end = min(start + LONGEST, match.end())
            if TELLING.search(masked, start, end):
                yield start, end


def sight_of(masked: str, hints: Sequence[Hint], grammar: Grammar, tagger: pycrfsuite.Tagger | None = None) -> Sight:
    """What the model sees in the masked text; `hints` are those of the rules, sorted.

    Without a `tagger`, that of `names.crf` is asked.
    """
    length = len(masked)
    begins, ends, inside = (array("d", bytes(8 * length)) for _ in range(3))
    tags, borders = [OUTSIDE] * length, [OUTSIDE] * length
    starts = [hint.span[0] for hint in hints]
    asked = tagger or _shipped()
    for start, end in telling_sentences(masked):
        found = hints_within(hints[bisect_left(starts, start) : bisect_left(starts, end)], start, end)
        if not (found or _may_tell(masked, start, end, grammar)):
            continue
        seen = columns(masked[start:end], found, grammar)
        tags[start:end], borders[start:end] = seen.tags, seen.borders
        asked.set(features(seen))
        for at in range(end - start):
            inside[start + at] = 1 - asked.marginal(OUTSIDE, at)
            begins[start + at] = asked.marginal("B", at)
            ends[start + at] = asked.marginal("E", at)
    return Sight(begins, ends, inside, tuple(tags), "".join(borders))


def _may_tell(masked: str, start: int, end: int, grammar: Grammar) -> bool:
    """Whether a sentence has a word that is said of works or a noun for what is built: 99 in 100 names stand in one."""
    return (grammar.stage_words.search(masked, start, end) or grammar.head_words.search(masked, start, end)) is not None


def hints_within(hints: Sequence[Hint], start: int, end: int) -> list[Hint]:
    """Those of `hints` that stand in `start` to `end`, counted from `start`."""
    return [
        Hint((hint.span[0] - start, hint.span[1] - start), hint.sure)
        for hint in hints
        if start <= hint.span[0] and hint.span[1] <= end
    ]


def hints_of(projects: Iterable[Project]) -> tuple[Hint, ...]:
    """What the rules found, as the model sees it."""
    return tuple(Hint(project.span, project.confidence >= AGREED) for project in projects)


@cache
def _shipped() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger
