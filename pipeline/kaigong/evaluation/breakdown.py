"""The same scores cut in other ways: by province, confusion of what was noted, confidence against truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kaigong.evaluation.gold import Labels
from kaigong.evaluation.judging import Judged
from kaigong.evaluation.scores import Scores, total

NOWHERE = "无"
"""Stands for the province of an article whose gold names no region, and for a note that is not there."""

BINS = 5
_PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Bin:
    """The projects found with a confidence of `low` to `high`: how many, how sure on average, how many right."""

    low: float
    high: float
    found: int
    confidence: float
    right: float


def province_of(labels: Labels) -> str | None:
    """The GB/T 2260 code of the province that most regions of an article lie in; of equals the first named."""
    codes = [label.notes["region"][:_PROVINCE_DIGITS] for label in labels.mentions if "region" in label.notes]
    return Counter(codes).most_common(1)[0][0] + "0000" if codes else None


def scores_by_province(judged: Sequence[Judged]) -> dict[str | None, Scores]:
    """By code of the province, in the order of codes, None last."""
    members: dict[str | None, list[Scores]] = {}
    for one in judged:
        members.setdefault(province_of(one.gold.labels), []).append(one.scores)
    order = sorted(members, key=lambda code: (code is None, code or ""))
    return {code: total(members[code]) for code in order}


def confusion(judged: Sequence[Judged], note: str) -> Mapping[tuple[str, str], int]:
    """How often a value of `note` in gold met which predicted value, on strictly matched labels where either side
    has one; `NOWHERE` stands for none.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for one in judged:
        found = {label.place: label for label in one.prediction.labels.mentions}
        for label in {label.place: label for label in one.gold.labels.mentions}.values():
            other = found.get(label.place)
            if other and (note in label.notes or note in other.notes):
                pairs[label.notes.get(note, NOWHERE), other.notes.get(note, NOWHERE)] += 1
    return pairs


def calibration(judged: Sequence[Judged]) -> list[Bin]:
    """Projects by confidence, in `BINS` bins of equal width; right is what gold has at the same place. Empty bins are
    left out.
    """
    filled: dict[int, list[tuple[float, bool]]] = {}
    for one in judged:
        golden = {label.place for label in one.gold.labels.mentions}
        for place, confidence in one.prediction.confidence.items():
            filled.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, place in golden))
    return [_bin(number, filled[number]) for number in sorted(filled)]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """The expected calibration error: the mean distance of confidence and truth, each bin as heavy as it is full.

    Source: Guo, Pleiss, Sun, Weinberger 2017, "On Calibration of Modern Neural Networks", section 2.
    """
    found = sum(one.found for one in bins)
    return sum(one.found * abs(one.confidence - one.right) for one in bins) / found if found else None


def _bin(number: int, members: Sequence[tuple[float, bool]]) -> Bin:
    confidence = sum(one for one, _ in members) / len(members)
    right = sum(is_right for _, is_right in members) / len(members)
    return Bin(number / BINS, (number + 1) / BINS, len(members), confidence, right)
