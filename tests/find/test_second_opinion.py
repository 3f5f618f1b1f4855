"""Rules and model together."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kaigong.extract import extract, extract_article
from kaigong.find.name_features import Hint
from kaigong.find.project_grammar import grammar
from kaigong.find.second_opinion import ALONE, UNSEEN, confidence_of, decided
from kaigong.rules import default_rules, load_rules
from kaigong.text import Article

GRAMMAR = grammar(default_rules())
PLAIN = "昨天下了一场大雨，市民纷纷打伞，柳湾甲乙丙出门。"


def test_what_both_find_keeps_the_chain_of_its_rules() -> None:
    [project] = extract("总投资3亿元的柳湾镇光伏产业园项目正式开工。").projects
    assert project.rules[0] == "project.sum_before"
    assert project.confidence >= 0.8


def test_what_the_model_alone_finds_says_so() -> None:
    [project] = extract("柳湾煤业的1000吨硅料厂早在去年1月便已投产。").projects
    assert (project.text, project.rules[0], project.status) == ("1000吨硅料厂", "project.model", "completed")
    assert (
        extract_article(
            Article("柳湾煤业的1000吨硅料厂早在去年1月便已投产。"), default_rules(), by_rules_alone=True
        ).projects
        == ()
    )


def test_several_rules_hold_against_a_model_that_sees_nothing_and_one_does_not() -> None:
    place = PLAIN.index("柳湾")
    span = place, place + 5
    assert decided(PLAIN, [Hint(span, sure=True)], GRAMMAR) == [(span, UNSEEN)]
    assert decided(PLAIN, [Hint(span, sure=False)], GRAMMAR) == []


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


def test_confidence_grows_with_the_models_probability() -> None:
    steps = [confidence_of(0.2 + step / 100) for step in range(81)]
    assert all(left <= right for left, right in pairwise(steps))
    assert 0 < steps[0] < steps[-1] < 1


def test_a_name_that_the_model_alone_finds_must_be_likelier() -> None:
    assert UNSEEN < ALONE
    text = "双鱼集团在柳湾布局的梅岭二期三月破土，松坪电石一期投料试产。"
    assert all(probability >= ALONE for _, probability in decided(text, [], GRAMMAR))


@pytest.mark.parametrize("text", ["", "\n\n", "。", "柳湾" * 2000])
def test_any_text_is_accepted(text: str) -> None:
    assert isinstance(extract(text).projects, tuple)
