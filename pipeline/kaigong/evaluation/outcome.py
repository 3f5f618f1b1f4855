"""A run with all that is told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kaigong.evaluation.comparison import Comparison
from kaigong.evaluation.gold import Problem
from kaigong.evaluation.judging import Judged
from kaigong.evaluation.resampling import Interval
from kaigong.evaluation.scores import Scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was judged, the scores and 95 % intervals of each source, what is wrong and what changed."""

    judged: Sequence[Judged]
    scores: Mapping[str, Scores]
    intervals: Mapping[str, Mapping[str, Interval]]
    problems: Sequence[Problem] = ()
    fell: Sequence[str] = ()
    comparison: Comparison | None = None
