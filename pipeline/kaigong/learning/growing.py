"""Growing the trees that decide on candidates, with scikit-learn; only whoever trains needs it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.tree import DecisionTreeRegressor

from kaigong.find.name_trees import Forest, Tree

RATE = 0.08
PARAMETERS = {
    "n_estimators": 200,
    "learning_rate": RATE,
    "max_depth": 4,
    "min_samples_leaf": 30,
    "subsample": 0.5,
    "max_features": 0.3,
    "random_state": 1,
}


def grown(features: Sequence[Sequence[float]], right: Sequence[bool]) -> Forest:
    """Trees that tell the right candidates from the others by their features."""
    learner = GradientBoostingClassifier(**PARAMETERS)
    learner.fit(np.array(features, dtype=np.float32), np.array(right))
    share = sum(right) / len(right)
    return Forest(math.log(share / (1 - share)), tuple(_tree(one) for one in learner.estimators_[:, 0]))


def _tree(learnt: DecisionTreeRegressor) -> Tree:
    grown = learnt.tree_

    def from_node(node: int) -> Tree:
        left, right = int(grown.children_left[node]), int(grown.children_right[node])
        if left < 0:
            return RATE * float(grown.value[node][0][0])
        return int(grown.feature[node]), float(grown.threshold[node]), from_node(left), from_node(right)

    return from_node(0)
