"""From gold articles to what the model learns from."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kaigong.evaluation.sources import GoldArticle
from kaigong.find.amounts import find_amounts
from kaigong.find.counts import find_counts
from kaigong.find.masking import mask
from kaigong.find.name_features import OUTSIDE, Hint, columns, features
from kaigong.find.name_model import hints_of, hints_within, telling_sentences
from kaigong.find.project_grammar import grammar
from kaigong.find.projects import find_projects
from kaigong.layout.sections import lay_out
from kaigong.rules import Rules
from kaigong.text import Reading, Span

MISSED = 0.5
"""How often a name that the rules found is hidden from the model while it learns on texts they were written on."""
SHIFTED = 0.2
"""How often a border of it is moved. On new texts the rules miss and err about as often."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One article: its masked reading text, the names that gold has in it and what the rules found."""

    masked: str
    gold: tuple[Span, ...]
    found: tuple[Hint, ...]


def lesson_of(gold: GoldArticle, rules: Rules) -> Lesson:
    """What one gold article teaches. A label that the reading text doesn't hold is left out."""
    reading = lay_out(gold.article.text, rules).reading
    amounts, counts = find_amounts(reading, rules), find_counts(reading, rules)
    found = hints_of(find_projects(reading, amounts, counts, rules))
    golden = _in_reading(reading, [label.place[1:] for label in gold.labels.mentions if label.name == "Project"])
    return Lesson(mask(reading.text, amounts, counts), tuple(golden), found)


def sentences(lesson: Lesson, rules: Rules) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Of each sentence, the features of its characters and what the model is to say of them."""
    for start, end in telling_sentences(lesson.masked):
        found = hints_within(lesson.found, start, end)
        seen = features(columns(lesson.masked[start:end], found, grammar(rules)))
        yield seen, _labels(lesson.gold, start, end)


def as_on_new_text(lesson: Lesson, chance: random.Random) -> Lesson:
    """The lesson as if the rules had not been written on it: some names not found, some borders wrong."""
    found: list[Hint] = []
    for hint in lesson.found:
        luck = chance.random()
        if luck >= MISSED + SHIFTED:
            found.append(hint)
        elif luck >= MISSED:
            found.append(Hint(_shifted(*hint.span, len(lesson.masked), chance), hint.sure))
    return replace(lesson, found=tuple(found))


def _labels(gold: Sequence[Span], start: int, end: int) -> list[str]:
    """B, M and E are the first, middle and last character of a name that stands in `start` to `end`."""
    said = [OUTSIDE] * (end - start)
    for left, right in gold:
        if start <= left and right <= end:
            said[left - start : right - start] = "B" + "M" * (right - left - 2) + "E"
    return said


def _shifted(start: int, end: int, length: int, chance: random.Random) -> Span:
    by = chance.choice((-4, -3, -2, -1, 1, 2, 3, 4))
    if chance.random() < 0.7:
        return min(max(0, start + by), end - 2), end
    return start, max(min(length, end + by), start + 2)


def _in_reading(reading: Reading, places: Sequence[Span]) -> list[Span]:
    """Spans of the article as spans of the reading text; what is not in it is left out."""
    where: dict[int, int] = {}
    for place in range(len(reading.text)):
        for start, _ in reading.fragments(place, place + 1):
            where.setdefault(start, place)
    pairs = [(where.get(start), where.get(end - 1)) for start, end in places]
    return [(left, right + 1) for left, right in pairs if left is not None and right is not None and left < right]
