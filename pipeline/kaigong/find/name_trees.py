"""Trees that decide which candidates are names, learnt from what the features of right and wrong ones were.

`names.trees.json` beside this file is made by `make model` (see `kaigong.learning`): gradient boosted decision trees.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kaigong.find.candidate_features import FEATURES

TREES = Path(__file__).with_name("names.trees.json")


Tree = float | tuple[int, float, "Tree", "Tree"]
"""A leaf is its value in log-odds; a node is a feature, a threshold, and the trees for candidates whose feature is at
most the threshold and for the others."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees whose values, added to `start`, are the log-odds of a candidate being a name."""

    start: float
    trees: tuple[Tree, ...]

    def probability(self, features: Sequence[float]) -> float:
        """How likely a candidate with these values of FEATURES is a name, 0 to 1."""
        odds = self.start
        for tree in self.trees:
            while isinstance(tree, tuple):
                tree = tree[2] if features[tree[0]] <= tree[1] else tree[3]
            odds += tree
        return 1 / (1 + math.exp(-odds))


def to_json(forest: Forest) -> str:
    """The forest as a file keeps it, a tree a line, with the names of the features that it was grown on."""
    trees = ",\n".join(json.dumps(_rounded(tree), separators=(",", ":")) for tree in forest.trees)
    return f'{{"features":{json.dumps(FEATURES)},\n"start":{round(forest.start, 5)},\n"trees":[\n{trees}\n]}}\n'


def from_json(text: str) -> Forest:
    """Read what `to_json` wrote. Raises ValueError where it was grown on other features than those of this version."""
    read = json.loads(text)
    if tuple(read["features"]) != FEATURES:
        raise ValueError("the trees of project names were grown on other features: run `make model`")
    return Forest(read["start"], tuple(_tree(tree) for tree in read["trees"]))


def _rounded(tree: Tree) -> Tree:
    if isinstance(tree, tuple):
        feature, threshold, left, right = tree
        return feature, round(threshold, 5), _rounded(left), _rounded(right)
    return round(tree, 5)


def _tree(read: Any) -> Tree:
    if isinstance(read, list):
        feature, threshold, left, right = read
        return feature, threshold, _tree(left), _tree(right)
    return float(read)


@cache
def shipped_forest() -> Forest:
    """The trees that the package brings along."""
    return from_json(TREES.read_text(encoding="utf-8"))
