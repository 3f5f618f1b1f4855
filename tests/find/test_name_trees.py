"""Trees that decide on candidates: reading, writing, asking them."""

from __future__ import annotations

import math

import pytest

from kaigong.find.candidate_features import FEATURES
from kaigong.find.name_trees import Forest, from_json, shipped_forest, to_json

LENGTH = FEATURES.index("length")
STUMP = (LENGTH, 4.5, -2.0, 1.0)
FOREST = Forest(0.5, (STUMP, STUMP))


def features(length: float) -> list[float]:
    values = [0.0] * len(FEATURES)
    values[LENGTH] = length
    return values


def test_the_values_of_the_leaves_add_up_to_log_odds() -> None:
    assert FOREST.probability(features(4)) == pytest.approx(1 / (1 + math.exp(3.5)))
    assert FOREST.probability(features(5)) == pytest.approx(1 / (1 + math.exp(-2.5)))


def test_what_is_written_is_read_again() -> None:
    assert from_json(to_json(FOREST)) == FOREST


def test_trees_of_other_features_are_refused_with_the_command_that_mends_it() -> None:
    with pytest.raises(ValueError, match="make model"):
        from_json(to_json(FOREST).replace('"length"', '"breadth"'))


def test_the_shipped_trees_fit_the_features() -> None:
    assert 0 < shipped_forest().probability([0.0] * len(FEATURES)) < 1
