"""The four ways of SemEval-2013 task 9, and pairs that depend on places alone."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.evaluation.gold import Label, Labels, Place
from kaigong.evaluation.scores import score
from kaigong.evaluation.ways import WAYS, credits_of, pairs

PLACES = st.lists(
    st.builds(
        lambda name, start, length: (name, start, start + length),
        st.sampled_from(["Amount", "Count", "Project", "Slogan", "Caption", "Heading"]),
        st.integers(0, 30),
        st.integers(1, 8),
    ),
    max_size=12,
)


def credit(gold: list[Place], predicted: list[Place]) -> tuple[float, ...]:
    """What gold is credited with in the four ways, over all labels."""
    counts = credits_of(gold, predicted)
    return tuple(sum(value for name, value in counts.items() if name.endswith(f"{way}.gold")) for way in WAYS)


@pytest.mark.parametrize(
    ("predicted", "strict", "exact", "partial", "type_"),
    [
        (("Project", 10, 16), 1, 1, 1, 1),
        (("Slogan", 10, 16), 0, 1, 1, 0),
        (("Project", 11, 16), 0, 0, 0.5, 1),
        (("Slogan", 11, 18), 0, 0, 0.5, 0),
        (("Project", 16, 18), 0, 0, 0, 0),
    ],
)
def test_the_scenarios_of_the_task(predicted: Place, strict: float, exact: float, partial: float, type_: float) -> None:
    assert credit([("Project", 10, 16)], [predicted]) == (strict, exact, partial, type_)


def test_a_label_is_paired_once_with_the_best() -> None:
    gold = [("Project", 0, 4), ("Project", 5, 9)]
    assert pairs(gold, [("Project", 0, 9)]) == [(("Project", 0, 4), ("Project", 0, 9))]
    assert pairs([("Project", 0, 9)], [("Project", 6, 9), ("Project", 0, 5)]) == [
        (("Project", 0, 9), ("Project", 0, 5))
    ]


def test_same_borders_go_before_the_same_label() -> None:
    gold = [("Project", 0, 6)]
    found = [("Project", 0, 5), ("Slogan", 0, 6)]
    assert pairs(gold, found) == [(("Project", 0, 6), ("Slogan", 0, 6))]


def test_what_stands_in_a_caption_is_no_error_of_the_caption() -> None:
    assert credit([("Caption", 0, 20)], [("Project", 3, 9)]) == (0, 0, 0, 0)


def test_credit_goes_to_gold_under_its_label_and_to_the_prediction_under_its_own() -> None:
    counts = credits_of([("Project", 0, 6)], [("Slogan", 0, 6)])
    assert counts["Project.exact.gold"] == counts["Slogan.exact.found"] == 1
    assert "Slogan.exact.gold" not in counts


@given(PLACES, PLACES, st.randoms(use_true_random=False))
def test_the_order_of_labels_changes_nothing(gold: list[Place], predicted: list[Place], random: Random) -> None:
    shuffled = random.sample(gold, len(gold)), random.sample(predicted, len(predicted))
    assert pairs(*shuffled) == pairs(gold, predicted)


@given(PLACES, PLACES)
def test_pairs_are_one_to_one_and_overlap(gold: list[Place], predicted: list[Place]) -> None:
    found = pairs(gold, predicted)
    assert len({one for one, _ in found}) == len({other for _, other in found}) == len(found)
    assert all(one[1] < other[2] and other[1] < one[2] for one, other in found)


@given(PLACES, PLACES)
def test_the_strict_way_is_the_strict_score_and_no_way_is_harder_than_it(
    gold: list[Place], predicted: list[Place]
) -> None:
    def labels(places: list[Place]) -> Labels:
        return Labels(tuple(Label(name, ((start, end),), "x" * (end - start)) for name, start, end in places))

    scores = score(labels(gold), labels(predicted))
    for name in {place[0] for place in gold}:
        assert scores.way(name, "strict") == scores.tally(name).strict
    strict, exact, partial, type_ = credit(gold, predicted)
    assert strict <= min(exact, type_)
    assert exact <= partial
