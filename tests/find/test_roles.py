"""Roles: what the words around an amount make of it."""

from __future__ import annotations

import pytest

from kaigong.find.amounts import find_amounts
from kaigong.rules import default_rules
from kaigong.text import Reading


def roles(text: str) -> list[str]:
    return [amount.role for amount in find_amounts(Reading(text), default_rules())]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("水厂总投资3.3亿元", ["total_investment"]),
        ("积极推动投资7亿元的云杉小镇开工", ["total_investment"]),
        ("由城投公司投资7亿元建设", ["total_investment"]),
        ("12亿元投资落地本县", ["total_investment"]),
        ("签约项目51个，总投资额699亿元", ["total_investment"]),
        ("总投资30亿元，年度计划投资6亿元", ["total_investment", "annual_investment"]),
        ("36个项目总投资32亿元，计划投资8亿元", ["total_investment", "annual_investment"]),
        ("企业计划投资8亿元建厂", ["total_investment"]),
        ("2031年新区重大工程计划投资51亿元", ["annual_investment"]),
        ("今年公司计划投资总额9.4亿元", ["annual_investment"]),
        ("完成水利建设投资61亿元", ["completed_investment"]),
        ("一期累计投入2.2亿元", ["completed_investment"]),
        ("已完成8亿元投资", ["completed_investment"]),
        ("完成年度投资2亿元", ["completed_investment"]),
        ("现场签约金额88亿元", ["contract"]),
        ("拿到7亿元的采购合同", ["contract"]),
        ("下达衔接资金1.4亿元", ["funding"]),
        ("已向企业发放各类贷款38亿元", ["funding"]),
        ("设立400亿元科技创新再贷款", ["funding"]),
        ("引导基金首期规模5亿元", ["funding"]),
        ("瞄准百亿元市场", ["output"]),
        ("可新增20亿元下游产业的销售收入", ["output"]),
        ("年产值9亿元，年缴税金2300万元", ["output", "tax"]),
        ("注册资本6000万元", ["other"]),
        ("菌菇售价12元/斤", ["other"]),
        ("每亩补贴500元", ["other"]),
        ("花了5亿元", ["other"]),
        ("力争全年完成投资200亿元", ["annual_investment"]),
        ("今年计划完成交通投资180亿元", ["annual_investment"]),
        ("全年完成投资120亿元", ["completed_investment"]),
        ("总投资20亿元，今年完成8亿元", ["total_investment", "completed_investment"]),
        ("地区生产总值完成286亿元", ["output"]),
        ("实际使用外资金额11亿元", ["completed_investment"]),
        ("实际到位省外资金3亿元", ["completed_investment"]),
        ("合同投资额12亿元", ["contract"]),
        ("签订了价值2亿元的供货合同", ["contract"]),
        ("一台设备价值3000万元", ["other"]),
        ("节省投资3000万元", ["other"]),
        ("外汇储备规模为3万亿美元", ["other"]),
        ("投资公司有3亿元", ["other"]),
        ("价值3000多元的3部相机", ["other"]),
    ],
)
def test_the_nearest_word_decides(sentence: str, expected: list[str]) -> None:
    assert roles(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "新开工4000万元以上项目40个",
        "亿元及以上项目投资明显加快",
        "100个投资3000万元以上项目",
        "千万美元以上项目20多个",
        "投资超10亿元的项目有12个",
        "单体投资超10亿元的有7个",
        "5个总投资超过10亿元的产业项目",
        "凡投资不足3000万元的项目不再供地",
        "投资5000万元至1亿元的技改项目17个",
    ],
)
def test_a_size_that_projects_must_reach_is_a_threshold(sentence: str) -> None:
    assert roles(sentence) == ["threshold"]


def test_an_income_of_companies_is_no_threshold() -> None:
    assert roles("年营业收入2000万元以上企业40家") == ["output"]


def test_no_role_leaks_over_a_semicolon() -> None:
    assert roles("总投资20亿元；另有3亿元") == ["total_investment", "other"]
    assert roles("产业项目总投资20亿元；民生项目3亿元；税收2亿元") == ["total_investment", "other", "tax"]


def test_a_part_opened_by_its_own_word_goes_its_own_way() -> None:
    assert roles("总投资20亿元，其中中央财政补助3亿元、地方配套1亿元") == ["total_investment", "funding", "funding"]
    assert roles("总投资20亿元，其中一期5亿元") == ["total_investment", "total_investment"]


def test_no_role_crosses_the_end_of_a_sentence() -> None:
    for end in "。；！？\n":
        assert roles(f"总投资不变{end}另有3亿元") == ["other"]


def test_respectively_gives_roles_in_parallel() -> None:
    text = "总投资、年度计划投资分别为88亿元、26亿元，产值分别为3亿元、4亿元和5亿元"
    assert roles(text) == ["total_investment", "annual_investment", "output", "output", "output"]


def test_a_sum_without_a_word_goes_with_the_one_before() -> None:
    assert roles("产值由3亿元增加到5亿元") == ["output", "output"]
    assert roles("三个项目总投资为3.1亿元、4.2亿元、5亿元") == ["total_investment"] * 3
