"""The headline figures, each a formula over counts, so that one definition serves a sum, a resample and a swap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kaigong.evaluation.scores import COMBINED, LABELS, MONEY, Scores
from kaigong.evaluation.ways import WAYS

Numbers = NDArray[np.float64]
Ratio = tuple[str, str]
"""The names of two counts: part and whole."""

MENTIONS = tuple(label for label in LABELS if label != MONEY)
MACRO = "macro.strict"


@dataclass(frozen=True, slots=True)
class Figure:
    """A share, or the harmonic mean of two (F1 of precision and recall)."""

    name: str
    ratios: tuple[Ratio, ...]

    def of(self, counts: Mapping[str, Numbers]) -> Numbers:
        """Its value for each number that every one of `counts` holds (one for each resample), NaN where there is
        nothing to measure.
        """
        shares = [_divided(counts[part], counts[whole]) for part, whole in self.ratios]
        value = shares[0] if len(shares) == 1 else _divided(2 * shares[0] * shares[1], shares[0] + shares[1])
        there = np.any([counts[whole] > 0 for _, whole in self.ratios], axis=0)
        return np.where(there, value, np.nan)


def _way(label: str, way: str) -> Figure:
    return Figure(
        f"{label}.{way}", ((f"{label}.{way}.found", f"{label}.found"), (f"{label}.{way}.gold", f"{label}.gold"))
    )


ALL_MENTIONS = "micro"
"""Stands for all labels taken together."""

FIGURES: tuple[Figure, ...] = (
    *(_way(label, way) for label in (ALL_MENTIONS, *MENTIONS) for way in WAYS),
    _way(MONEY, "strict"),
    *(Figure(name, ((f"{name}.right", f"{name}.judged"),)) for name in COMBINED),
    Figure("record", (("record.right", "record.found"), ("record.right", "record.gold"))),
    Figure("record.name", (("record.name", "record.found"), ("record.name", "record.gold"))),
    Figure("record.region", (("record.region", "record.name"),)),
    Figure("record.total_investment", (("record.total", "record.name"),)),
    Figure("document", (("document.right", "documents"),)),
    Figure("document.empty", (("document.left_empty", "document.empty"),)),
    *(Figure(f"document.{label}", ((f"document.{label}.right", f"document.{label}.judged"),)) for label in MENTIONS),
)
"""F1 of each label in the four ways, micro-averaged too; accuracy of notes; records; documents."""

COUNTS: tuple[str, ...] = tuple(
    dict.fromkeys(count for figure in FIGURES for ratio in figure.ratios for count in ratio)
)


HEADLINES = frozenset(
    figure.name
    for figure in FIGURES
    if figure.name.startswith((f"{ALL_MENTIONS}.", "record"))
    or figure.name.endswith(".strict")
    or figure.name in (*COMBINED, "document", "document.empty")
) | {MACRO}
"""Those by which a change is told; the other ways of a single label rarely move apart from its strict one."""


def counts_of(scores: Scores) -> dict[str, float]:
    """Every one of `COUNTS`."""
    counts: dict[str, float] = dict.fromkeys(COUNTS, 0.0) | dict(scores.counts)
    counts["documents"] = scores.documents
    for label in LABELS:
        tally = scores.tally(label)
        counts[f"{label}.gold"], counts[f"{label}.found"] = tally.gold, tally.predicted
    counts[f"{MONEY}.strict.gold"] = counts[f"{MONEY}.strict.found"] = scores.tally(MONEY).matched
    for side in ("gold", "found", *(f"{way}.{side}" for way in WAYS for side in ("gold", "found"))):
        counts[f"{ALL_MENTIONS}.{side}"] = sum(counts[f"{label}.{side}"] for label in MENTIONS)
    for name in COMBINED:
        accuracy = scores.combined(name)
        counts[f"{name}.judged"], counts[f"{name}.right"] = accuracy.judged, accuracy.right
    return {name: counts[name] for name in COUNTS}


def table_of(scores: Sequence[Scores]) -> Numbers:
    """Documents by `COUNTS`."""
    return np.array([list(counts_of(one).values()) for one in scores], dtype=np.float64).reshape(-1, len(COUNTS))


def figures_of(sums: Numbers) -> dict[str, Numbers]:
    """Every figure that has something to measure somewhere, of sums of documents (any number by `COUNTS`), and the
    macro average: the mean of the strict F1 of the labels that are there.
    """
    counts = dict(zip(COUNTS, sums.T, strict=True))
    figures = {
        figure.name: figure.of(counts) for figure in FIGURES if any(counts[whole].any() for _, whole in figure.ratios)
    }
    there = [figures[f"{label}.strict"] for label in MENTIONS if f"{label}.strict" in figures]
    if not there:
        return figures
    # A resample in which no label is left has no average.
    labels = np.count_nonzero(~np.isnan(there), axis=0)
    return figures | {MACRO: np.where(labels > 0, np.nansum(there, axis=0) / np.maximum(labels, 1), np.nan)}


def figures_of_one(scores: Scores) -> dict[str, float]:
    """The figures of one sum of documents."""
    return {name: float(values[0]) for name, values in figures_of(table_of([scores])).items()}


def _divided(part: Numbers, whole: Numbers) -> Numbers:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
