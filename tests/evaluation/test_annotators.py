"""Agreement of two annotators."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.evaluation.agreement import agreement, kappa
from kaigong.evaluation.exchange.labelled import Labelled
from kaigong.evaluation.gold import Label, Labels

TEXT = "新建水库工程3亿元，新建大桥工程5亿元。"


def labelled(*mentions: Label, name: str = "a", text: str = TEXT) -> Labelled:
    return Labelled(name, text, Labels(mentions), f"{name}.ann", tuple(range(1, len(mentions) + 1)))


def label(name: str, start: int, end: int, **notes: str) -> Label:
    return Label(name, ((start, end),), TEXT[start:end], notes)


def test_kappa_of_the_textbook() -> None:
    # Two raters of 50 proposals: both yes 20, both no 15, only the first yes 5, only the second yes 10.
    pairs = {("yes", "yes"): 20, ("no", "no"): 15, ("yes", "no"): 5, ("no", "yes"): 10}
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_is_none_where_there_is_no_chance_to_correct_for() -> None:
    assert kappa({("", ""): 30}) is None
    assert kappa({("a", "b"): 30}) == 0


@given(st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), st.integers(1, 9), min_size=1))
def test_kappa_is_the_same_both_ways_and_one_only_for_full_agreement(pairs: dict[tuple[str, str], int]) -> None:
    found = kappa(pairs)
    assert found == kappa({(other, one): times for (one, other), times in pairs.items()})
    if found is not None:
        assert (found == 1) == all(one == other for one, other in pairs)
        assert found <= 1


def test_f1_kappa_and_disagreements() -> None:
    first = labelled(label("Project", 2, 6, status="new"), label("Amount", 6, 9, role="tax"), label("Slogan", 0, 2))
    second = labelled(
        label("Project", 2, 6, status="new"), label("Amount", 6, 9, role="other"), label("Project", 12, 16)
    )
    found, problems = agreement([first], [second])
    assert problems == []
    assert found.scores.tally("Project").strict.f1 == pytest.approx(2 / 3)
    # Code points of 20: both say Project of 4, one alone of 4 more, neither of 12.
    size = len(TEXT)
    by_chance = Fraction(4 * 8 + (size - 4) * (size - 8), size * size)
    assert found.kappas["Project"] == pytest.approx(float((Fraction(size - 4, size) - by_chance) / (1 - by_chance)))
    assert found.kappas["role"] == 0
    assert found.kappas["status"] is None
    assert found.kappas["Byline"] is None
    assert [(one.kind, one.label, one.start) for _, one in found.disagreements] == [
        ("missed", "Slogan", 0),
        ("wrong", "Amount", 6),
        ("false", "Project", 12),
    ]


def test_articles_that_one_side_lacks_or_has_otherwise_are_told() -> None:
    first = [labelled(name="a"), labelled(name="b"), labelled(name="c")]
    second = [labelled(name="a"), labelled(name="b", text="又一篇"), labelled(name="d")]
    found, problems = agreement(first, second)
    assert found.articles == 1
    assert [str(problem) for problem in problems] == [
        "c.ann: the other annotator has no c",
        "d.ann: the other annotator has no d",
        "b.ann: b has another text than b.ann",
    ]
