"""Rules and model together."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.extract import extract, extract_article
from kaigong.find.name_borders import is_paired
from kaigong.find.name_features import Hint
from kaigong.find.project_grammar import grammar
from kaigong.find.second_opinion import ENOUGH, decided, likeliest
from kaigong.rules import default_rules, load_rules
from kaigong.text import Article

GRAMMAR = grammar(default_rules())
PLAIN = "昨天下了一场大雨，市民纷纷打伞，柳湾甲乙丙出门。"


def test_what_both_find_keeps_the_chain_of_its_rules() -> None:
    [project] = extract("总投资3亿元的柳湾镇光伏产业园项目正式开工。").projects
    assert project.rules[0] == "project.sum_before"
    assert project.confidence >= 0.8


def test_what_the_model_alone_finds_says_so() -> None:
    text = "柳湾煤业年产1000吨的硅料厂早已投产，二期也在路上。"
    [project] = extract(text).projects
    assert project.text == "柳湾煤业年产1000吨的硅料厂"
    assert (project.rules[0], project.status) == ("project.model", "completed")
    assert extract_article(Article(text), default_rules(), by_rules_alone=True).projects == ()


def test_a_rule_is_a_reason_and_no_more() -> None:
    place = PLAIN.index("柳湾")
    assert decided(PLAIN, [Hint((place, place + 5), sure=True)], GRAMMAR) == []


def test_what_the_rules_know_to_be_no_name_stays_out() -> None:
    text = "全县加快推进水利项目建设，总投资3亿元的4+3项目开工。"
    assert all(project.text != "水利项目" for project in extract(text).projects)


def test_a_name_of_the_users_own_rule_stands(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        """
[[project]]
name = "own.shipyard"
anchor = '出门'
side = "before"
needs = "proper"
confidence = 0.3
examples = ["{柳湾甲乙丙}出门。"]
counterexamples = ["下雨。"]
""",
        encoding="utf-8",
    )
    assert extract(PLAIN).projects == ()
    [project] = extract(PLAIN, rules=load_rules([tmp_path])).projects
    assert (project.rules[0], project.confidence) == ("own.shipyard", 0.3)


def test_of_spans_across_each_other_the_likelier_is_kept() -> None:
    judged = [((0, 4), 0.6), ((2, 6), 0.9), ((6, 9), ENOUGH), ((9, 12), ENOUGH - 0.01)]
    assert likeliest(judged) == [((2, 6), 0.9), ((6, 9), ENOUGH)]


def test_half_a_pair_of_quotation_marks_is_in_no_name() -> None:
    for text in ("“引江济淮”工程正式开工。", "总投资3亿元的柳湾大桥（一期）、“柳湾”水库工程开工。"):
        for project in extract(text).projects:
            assert is_paired(project.text), project.text


def test_a_name_within_that_of_an_organisation_is_none() -> None:
    found = extract("柳湾抽水蓄能电站开工。昨天，柳湾抽水蓄能电站管理处挂牌。").projects
    assert [project.start for project in found] == [0]


@pytest.mark.parametrize("piece", ["工程建设", "项目", "建设管理", "柳湾大桥", "柳湾大桥、", "“柳湾大桥"])
def test_time_grows_with_the_text_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        text = "柳湾大桥正式开工。柳湾大桥" + piece * (length // len(piece)) + "。"
        start = time.process_time()
        extract(text)
        return time.process_time() - start

    seconds(1000)
    assert min(seconds(16_000) for _ in range(2)) < 9 * max(min(seconds(4000) for _ in range(2)), 0.05)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.floats(0, 1)), max_size=40))
def test_what_is_left_out_is_across_a_likelier_one_or_not_likely_enough(drawn: list[tuple[int, int, float]]) -> None:
    judged = {(start, start + length): probability for start, length, probability in drawn}
    kept = likeliest(judged.items())
    assert kept == sorted(kept)
    assert all(left[1] <= right[0] for (left, _), (right, _) in pairwise(kept))
    for span, probability in judged.items():
        across = [likelihood for other, likelihood in kept if other[0] < span[1] and span[0] < other[1]]
        assert probability < ENOUGH or max(across) >= probability


def test_names_come_in_order_none_across_another_each_likely_enough() -> None:
    text = "双鱼集团在柳湾布局的梅岭二期三月破土，松坪电石一期投料试产，柳湾大桥、梅岭电厂等项目开工。"
    found = decided(text, [], GRAMMAR)
    assert len(found) >= 3
    assert all(left[1] <= right[0] for (left, _), (right, _) in pairwise(found))
    assert all(ENOUGH <= probability <= 1 for _, probability in found)


@pytest.mark.parametrize("text", ["", "\n\n", "。", "柳湾" * 2000])
def test_any_text_is_accepted(text: str) -> None:
    assert isinstance(extract(text).projects, tuple)
