"""Headline figures: micro and macro average, and that they are the scores' own."""

import pytest

from kaigong.evaluation.figures import figures_of_one
from kaigong.evaluation.gold import Label, Labels, Link
from kaigong.evaluation.report import label_figures
from kaigong.evaluation.scores import score


def label(name: str, start: int, end: int, **notes: str) -> Label:
    return Label(name, ((start, end),), "x" * (end - start), notes)


GOLD_OWNER, GOLD_SUM = label("Project", 0, 6, region="360400", status="new"), label("Amount", 8, 11, role="tax")
GOLD = Labels(
    (GOLD_OWNER, GOLD_SUM, label("Amount", 20, 23, role="other"), label("Amount", 30, 33), label("Slogan", 40, 44)),
    (Link(GOLD_OWNER, GOLD_SUM),),
)
FOUND = Labels((label("Project", 1, 6), label("Amount", 8, 11, role="other"), label("Amount", 20, 23, role="other")))


def test_micro_counts_labels_and_macro_counts_kinds_of_labels() -> None:
    figures = figures_of_one(score(GOLD, FOUND))
    # Amount 2 of 3 with nothing false: F1 0.8; Project and Slogan 0; together 2 right, 3 found, 5 in gold.
    assert figures["Amount.strict"] == pytest.approx(0.8)
    assert figures["micro.strict"] == pytest.approx(2 * 2 / (3 + 5))
    assert figures["macro.strict"] == pytest.approx((0.8 + 0 + 0) / 3)
    assert figures["micro.partial"] == pytest.approx(2 * 2.5 / 8)
    assert figures["micro.type"] == pytest.approx(2 * 3 / 8)
    assert figures["role"] == pytest.approx(0.5)


def test_figures_are_those_of_the_label_table() -> None:
    scores = score(GOLD, FOUND)
    figures = figures_of_one(scores)
    for name in ("Project", "Amount", "Slogan", "Money"):
        assert round(figures[f"{name}.strict"], 3) == label_figures(scores, name)["f1"]
    for way in ("exact", "partial", "type"):
        assert round(figures[f"Project.{way}"], 3) == label_figures(scores, "Project")[f"{way}_f1"]


def test_what_has_nothing_to_measure_is_left_out() -> None:
    figures = figures_of_one(score(GOLD, FOUND))
    assert "Heading.strict" not in figures
    assert "kind" not in figures
    assert "document.empty" not in figures
    assert figures_of_one(score(Labels(), Labels())) == {"document": 1.0, "document.empty": 1.0}
