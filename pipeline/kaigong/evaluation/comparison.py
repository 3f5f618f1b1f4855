"""What changed between a saved run and this one: figures with the chance of so large a difference, and mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kaigong.evaluation.differences import Difference, differences
from kaigong.evaluation.figures import HEADLINES, figures_of_one
from kaigong.evaluation.gold import Labels
from kaigong.evaluation.judging import Judged, by_part
from kaigong.evaluation.resampling import chances
from kaigong.evaluation.runs import Key
from kaigong.evaluation.scores import score, total

EVERYTHING = "everything"
"""Stands for all sources taken together."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of one source before and after; `chance` is the p of `kaigong.evaluation.resampling.chances`."""

    source: str
    figure: str
    before: float
    after: float
    chance: float


@dataclass(frozen=True, slots=True)
class MentionChange:
    """A mention, note or link that became right or wrong."""

    became: Literal["right", "wrong"]
    judged: Judged
    difference: Difference


@dataclass(frozen=True, slots=True)
class Comparison:
    """`mentions` are those of articles that may be looked at; of the others `hidden` has how many became right and
    wrong, by source. `compared` articles are in both runs, `new` ones (or changed texts) in this one only.
    """

    compared: int
    new: int
    figures: tuple[FigureChange, ...]
    mentions: tuple[MentionChange, ...]
    hidden: Mapping[str, tuple[int, int]]


def compare(saved: Mapping[Key, Labels], judged: Sequence[Judged]) -> Comparison:
    """Compare the saved predictions with those in `judged`, both against the gold of today."""
    both = [one for one in judged if one.key in saved]
    figures = []
    for source, members in ({EVERYTHING: both} | by_part(both)).items():
        figures.extend(_figure_changes(source, members, saved))
    mentions = [change for one in both for change in _mention_changes(one, saved[one.key])]
    hidden: dict[str, tuple[int, int]] = {}
    for change in mentions:
        if change.judged.part.hidden:
            right, wrong = hidden.get(change.judged.part.source, (0, 0))
            became_right = change.became == "right"
            hidden[change.judged.part.source] = (right + became_right, wrong + (not became_right))
    shown = tuple(change for change in mentions if not change.judged.part.hidden)
    return Comparison(len(both), len(judged) - len(both), tuple(figures), shown, hidden)


def _figure_changes(source: str, judged: Sequence[Judged], saved: Mapping[Key, Labels]) -> list[FigureChange]:
    before = [score(one.gold.labels, saved[one.key]) for one in judged]
    after = [one.scores for one in judged]
    chance = chances(before, after)
    if not chance:
        return []
    was, now = figures_of_one(total(before)), figures_of_one(total(after))
    return [
        FigureChange(source, name, was[name], now[name], chance[name])
        for name in now
        if name in chance and name in HEADLINES
    ]


def _mention_changes(judged: Judged, saved: Labels) -> list[MentionChange]:
    before = {one.identity: one for one in differences(judged.gold.labels, saved)}
    after = {one.identity: one for one in differences(judged.gold.labels, judged.prediction.labels)}
    changes = [MentionChange("right", judged, before[key]) for key in before.keys() - after.keys()]
    changes += [MentionChange("wrong", judged, after[key]) for key in after.keys() - before.keys()]
    return sorted(changes, key=lambda change: (change.difference.identity, change.became))
