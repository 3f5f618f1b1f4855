"""Intervals and significance, against what can be counted out by hand."""

from itertools import product

import pytest

from kaigong.evaluation.figures import figures_of_one
from kaigong.evaluation.gold import Label, Labels
from kaigong.evaluation.resampling import SWAPS, chances, intervals
from kaigong.evaluation.scores import Scores, score, total


def article(right: int, missed: int = 0, false: int = 0) -> Scores:
    """An article with so many counts found, missed and found without being there."""

    def label(at: int) -> Label:
        return Label("Count", ((3 * at, 3 * at + 2),), "xx", {"value": "5"})

    golden = [label(at) for at in range(right + missed)]
    found = [label(at) for at in range(right)] + [label(1000 + at) for at in range(false)]
    return score(Labels(tuple(golden)), Labels(tuple(found)))


def test_the_interval_holds_the_figure_and_is_wider_where_articles_differ() -> None:
    even = [article(8, 2)] * 20
    uneven = [article(10)] * 16 + [article(0, 10)] * 4
    for articles in (even, uneven):
        low, high = intervals(articles)["Count.strict"]
        assert low <= figures_of_one(total(articles))["Count.strict"] <= high
    assert intervals(even)["Count.strict"] == pytest.approx((8 / 9, 8 / 9))
    low, high = intervals(uneven)["Count.strict"]
    # F1 is 2r / (1 + r) for recall r, of which 95 % of draws of 20 articles lie between 0.60 and 0.95.
    assert low == pytest.approx(0.75, abs=0.04)
    assert high == pytest.approx(0.97, abs=0.02)


def test_the_same_articles_have_the_same_interval_and_one_article_has_none() -> None:
    articles = [article(3, 1), article(5), article(2, 2)]
    assert intervals(articles) == intervals(articles)
    assert intervals([article(3, 1)]) == {}


def test_a_label_that_is_in_few_articles_is_judged_by_those_resamples_that_hold_it() -> None:
    articles = [article(0)] * 9 + [article(4)]
    assert intervals(articles)["Count.strict"] == (1.0, 1.0)
    assert intervals(articles)["macro.strict"] == (1.0, 1.0)


def test_equal_runs_differ_by_nothing() -> None:
    articles = [article(3, 1), article(5)]
    assert chances(articles, articles) == {}


def test_the_chance_is_the_share_of_swaps_that_differ_as_much() -> None:
    before = [article(2, 3), article(4, 1), article(1, 4), article(5), article(3, 2, 1)]
    after = [article(4, 1), article(3, 2), article(4, 1), article(5), article(5)]

    def difference(swapped: tuple[bool, ...]) -> float:
        one = total(b if swap else a for a, b, swap in zip(before, after, swapped, strict=True))
        other = total(a if swap else b for a, b, swap in zip(before, after, swapped, strict=True))
        return abs(figures_of_one(other)["Count.strict"] - figures_of_one(one)["Count.strict"])

    observed = difference((False,) * 5)
    exact = sum(difference(swaps) >= observed - 1e-9 for swaps in product([False, True], repeat=5)) / 32
    assert chances(before, after)["Count.strict"] == pytest.approx(exact, abs=4 * (0.25 / SWAPS) ** 0.5)


def test_a_gain_in_every_article_is_no_chance_and_one_in_a_single_article_may_be() -> None:
    before = [article(3, 2)] * 20
    assert chances(before, [article(5)] * 20)["Count.strict"] < 0.001
    assert chances(before, [article(5), *before[1:]])["Count.strict"] == 1.0
