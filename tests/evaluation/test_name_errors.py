"""Errors of project names by kind, and the page that shows them."""

from __future__ import annotations

import pytest

from kaigong.evaluation.gold import Label, Labels
from kaigong.evaluation.name_errors import MEANINGS, error_page, name_errors

TEXT = "甲大桥、乙隧道开工。"


def labels(*spans: tuple[int, int]) -> Labels:
    return Labels(tuple(Label("Project", (span,), TEXT[span[0] : span[1]]) for span in spans))


@pytest.mark.parametrize(
    ("gold", "predicted", "kinds"),
    [
        ([(0, 3)], [(0, 3)], []),
        ([(0, 3)], [], ["missed"]),
        ([], [(0, 3)], ["false"]),
        ([(0, 3)], [(1, 3)], ["left"]),
        ([(0, 3)], [(0, 2)], ["right"]),
        ([(1, 3)], [(0, 4)], ["both"]),
        ([(0, 3), (4, 7)], [(0, 7)], ["joined"]),
        ([(0, 7)], [(0, 3), (4, 7)], ["split"]),
        ([(0, 3), (4, 7)], [(4, 7), (7, 9)], ["missed", "false"]),
    ],
)
def test_each_error_has_a_kind_and_is_told_once(
    gold: list[tuple[int, int]], predicted: list[tuple[int, int]], kinds: list[str]
) -> None:
    assert [error.kind for error in name_errors("a", TEXT, labels(*gold), labels(*predicted))] == kinds


def test_labels_of_other_names_do_not_count() -> None:
    other = Labels((Label("Count", ((0, 3),), "甲大桥"),))
    assert name_errors("a", TEXT, other, Labels()) == []


def test_the_page_counts_every_kind_and_shows_the_sentence_and_what_was_found() -> None:
    page = error_page(name_errors("corpus/a", TEXT, labels((0, 3)), labels((1, 3))))
    assert "| left | it begins too early or too late | 1 |" in page
    assert "- corpus/a: {甲大桥}、乙隧道开工。 (found: 大桥)" in page
    assert all(f"| {kind} |" in page for kind in MEANINGS)
