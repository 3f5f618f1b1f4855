"""The four ways of SemEval-2013 task 9 to count a predicted label as right, over pairs matched one to one.

Source: Segura-Bedmar, Martínez, Herrero-Zazo 2013, "SemEval-2013 Task 9: Extraction of Drug-Drug Interactions from
Biomedical Texts", section on evaluation. strict: same borders and same label; exact: same borders, whatever the
label; partial: as exact, and half of it for borders that only overlap; type: some overlap and the same label.

Labels of the layout (a caption) hold mentions (a project), and neither is an error for the other: pairs are formed
among mentions and among blocks of the layout, never across.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kaigong.evaluation.gold import Place

WAYS = ("strict", "exact", "partial", "type")
FAMILIES = (frozenset({"Amount", "Count", "Project", "Slogan"}), frozenset({"Heading", "Byline", "Caption", "Stray"}))

Pair = tuple[Place, Place]
"""A label of gold and the predicted one that stands for it."""


def pairs(gold: Iterable[Place], predicted: Iterable[Place]) -> list[Pair]:
    """One-to-one pairs, the best first: same borders and label, same borders, same label, most in common; ties by
    position. Which labels come first in a file changes nothing.
    """
    golden, found = sorted(set(gold), key=_position), sorted(set(predicted), key=_position)
    free_gold, free_found = set(golden), set(found)
    matched: list[Pair] = []
    for pair in sorted(_candidates(golden, found), key=_rank):
        if pair[0] in free_gold and pair[1] in free_found:
            free_gold.remove(pair[0])
            free_found.remove(pair[1])
            matched.append(pair)
    return matched


def credits_of(gold: Iterable[Place], predicted: Iterable[Place]) -> dict[str, float]:
    """By "LABEL.WAY.gold" and "LABEL.WAY.found": what the pairs are worth, on the side of gold (for recall, under
    the label that gold has) and on the side of the predictions (for precision, under the label predicted).
    """
    counts: defaultdict[str, float] = defaultdict(float)
    for pair in pairs(gold, predicted):
        for way, worth in zip(WAYS, _worth(pair), strict=True):
            counts[f"{pair[0][0]}.{way}.gold"] += worth
            counts[f"{pair[1][0]}.{way}.found"] += worth
    return counts


def _worth(pair: Pair) -> tuple[float, float, float, float]:
    """In the order of `WAYS`."""
    gold, predicted = pair
    same_label, same_borders = gold[0] == predicted[0], gold[1:] == predicted[1:]
    return float(same_label and same_borders), float(same_borders), 1.0 if same_borders else 0.5, float(same_label)


def _candidates(golden: list[Place], found: list[Place]) -> Iterator[Pair]:
    """Every pair of one family that shares a code point."""
    for family in FAMILIES:
        members = [place for place in found if place[0] in family]
        starts = [place[1] for place in members]
        longest = max((end - start for _, start, end in members), default=0)
        for place in golden:
            if place[0] not in family:
                continue
            first = bisect_left(starts, place[1] - longest)
            for other in members[first : bisect_left(starts, place[2])]:
                if other[2] > place[1]:
                    yield place, other


def _rank(pair: Pair) -> tuple[bool, bool, int, int, Place, Place]:
    gold, predicted = pair
    in_common = min(gold[2], predicted[2]) - max(gold[1], predicted[1])
    apart = (gold[2] - gold[1]) + (predicted[2] - predicted[1]) - 2 * in_common
    return gold[1:] != predicted[1:], gold[0] != predicted[0], -in_common, apart, gold, predicted


def _position(place: Place) -> tuple[int, int, str]:
    return place[1], place[2], place[0]
