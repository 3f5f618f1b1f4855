"""A trained second opinion on project names: a conditional random field that sees what the rules found.

`names.crf` beside this file is made by `make model` (see `kaigong.learning`) and read with python-crfsuite.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from kaigong.find.name_features import OUTSIDE, Hint, columns, features
from kaigong.find.project_grammar import Grammar
from kaigong.find.project_names import LONGEST_NAME
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
LEAST = 0.2
"""A span is looked at from this probability on."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A span that the model takes for a name, and how sure it is of it, between `LEAST` and 1."""

    span: Span
    probability: float


def telling_sentences(masked: str) -> Iterator[Span]:
    """The sentences of the masked text that may hold a name."""
    for match in SENTENCE.finditer(masked):
        for start in range(match.start(), match.end(), LONGEST):
            end = min(start + LONGEST, match.end())
            if TELLING.search(masked, start, end):
                yield start, end


def opinions(
    masked: str, hints: Sequence[Hint], grammar: Grammar, tagger: pycrfsuite.Tagger | None = None
) -> list[Opinion]:
    """What the model takes for names in the masked text, in its order; `hints` are those of the rules, sorted.

    Without a `tagger`, that of `names.crf` is asked.
    """
    found: list[Opinion] = []
    starts = [hint.span[0] for hint in hints]
    for start, end in telling_sentences(masked):
        inside = hints_within(hints[bisect_left(starts, start) : bisect_left(starts, end)], start, end)
        if not (inside or _may_tell(masked, start, end, grammar)):
            continue
        seen = features(columns(masked[start:end], inside, grammar))
        for one in _decoded(tagger or _shipped(), seen):
            found.append(Opinion((start + one.span[0], start + one.span[1]), one.probability))
    return found


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


def _decoded(tagger: pycrfsuite.Tagger, seen: list[list[str]]) -> list[Opinion]:
    """The likeliest spans, none across another.

    A span is as likely as the least of three: that it begins there, that it ends there, that nothing in it is outside.
    """
    tagger.set(seen)
    outside = [tagger.marginal(OUTSIDE, place) for place in range(len(seen))]
    likely = sorted(_spans(tagger, outside), key=lambda one: (-one.probability, one.span[0] - one.span[1]))
    kept: list[Opinion] = []
    for one in likely:
        if all(one.span[1] <= other.span[0] or other.span[1] <= one.span[0] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.span)


def _spans(tagger: pycrfsuite.Tagger, outside: Sequence[float]) -> Iterator[Opinion]:
    for start, out in enumerate(outside):
        if out > 1 - LEAST:
            continue
        begins = tagger.marginal("B", start)
        if begins < LEAST:
            continue
        inside = 1 - out
        for last in range(start + 1, min(start + LONGEST_NAME, len(outside))):
            inside = min(inside, 1 - outside[last])
            if inside < LEAST:
                break
            ends = tagger.marginal("E", last)
            if ends >= LEAST:
                yield Opinion((start, last + 1), min(begins, ends, inside))


@cache
def _shipped() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    return tagger
