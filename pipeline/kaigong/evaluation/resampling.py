"""How sure a figure is, and whether a difference of two runs is more than chance. Both resample whole articles:
labels of one article stand and fall together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kaigong.evaluation.figures import figures_of, table_of
from kaigong.evaluation.scores import Scores

ROUNDS = 1000
SWAPS = 5000
FEWEST_ARTICLES = 2
Interval = tuple[float, float]

_ROUNDING = 1e-9
_SEED = 0
"""The same articles give the same figures in every run."""


def intervals(scores: Sequence[Scores]) -> dict[str, Interval]:
    """The 95 % percentile bootstrap interval of every figure, `scores` being one for each article; empty for a
    single article, which says nothing about others.

    Source: Efron, Tibshirani 1993, "An Introduction to the Bootstrap", section 13.3.
    """
    if len(scores) < FEWEST_ARTICLES:
        return {}
    draws = np.random.default_rng(_SEED).multinomial(len(scores), [1 / len(scores)] * len(scores), size=ROUNDS)
    figures = figures_of(draws.astype(np.float64) @ table_of(scores))
    return {name: _interval(np.nanpercentile(values, [2.5, 97.5])) for name, values in figures.items()}


def chances(before: Sequence[Scores], after: Sequence[Scores]) -> dict[str, float]:
    """By figure that differs between two runs over the same articles, in the same order: how likely a difference at
    least as large would be if the runs were equally good (two-sided p of the approximate randomisation test).

    Source: Noreen 1989, "Computer-Intensive Methods for Testing Hypotheses"; Yeh 2000, "More accurate tests for the
    statistical significance of result differences", COLING.
    """
    one, other = table_of(before), table_of(after)
    changed = np.flatnonzero((one != other).any(axis=1))
    if not changed.size:
        return {}
    swaps = np.random.default_rng(_SEED).integers(0, 2, size=(SWAPS, changed.size)).astype(np.float64)
    moved = swaps @ (other - one)[changed]
    old, new = figures_of(one.sum(axis=0) + moved), figures_of(other.sum(axis=0) - moved)
    was, now = figures_of(one.sum(axis=0)[None]), figures_of(other.sum(axis=0)[None])
    found = {}
    for name in was.keys() & now.keys() & old.keys() & new.keys():
        difference = abs(float(now[name][0] - was[name][0]))
        if difference > _ROUNDING:
            # A figure that a swap leaves with nothing to measure counts as 0.
            apart = np.abs(np.nan_to_num(new[name]) - np.nan_to_num(old[name]))
            as_large = np.count_nonzero(apart >= difference - _ROUNDING)
            found[name] = (int(as_large) + 1) / (SWAPS + 1)
    return found


def _interval(borders: np.ndarray) -> Interval:
    return float(borders[0]), float(borders[1])
