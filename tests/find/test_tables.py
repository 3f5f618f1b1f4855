"""Sums whose unit is said once: over a table, before a list, in the heading of a column."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.find.amounts import find_amounts
from kaigong.mentions import Amount
from kaigong.rules import default_rules
from kaigong.text import Reading

RULES = default_rules()

PLAN = """附表：重点项目投资计划（单位：万元）

序号\t项目名称\t总投资\t年度计划投资\t建设年限
1\t石门河水库\t12000\t5000\t2026
2\t城北水厂\t５６０００\t8000.5\t2027
合计\t\t68,000\t13000.5\t
"""


def amounts(text: str) -> tuple[Amount, ...]:
    return find_amounts(Reading(text), RULES)


def values(text: str) -> list[tuple[str, Decimal]]:
    return [(found.text, found.low) for found in amounts(text)]


def test_the_numbers_of_a_table_are_worth_what_its_unit_says() -> None:
    assert values(PLAN) == [
        ("12000", Decimal(120_000_000)),
        ("5000", Decimal(50_000_000)),
        ("５６０００", Decimal(560_000_000)),
        ("8000.5", Decimal(80_005_000)),
        ("68,000", Decimal(680_000_000)),
        ("13000.5", Decimal(130_005_000)),
    ]
    assert all(PLAN[found.start : found.end] == found.text for found in amounts(PLAN))


def test_the_role_of_a_number_is_that_of_its_column() -> None:
    assert [found.role for found in amounts(PLAN)] == ["total_investment", "annual_investment"] * 3


def test_a_column_has_a_unit_of_its_own() -> None:
    table = "项目名称  总投资（亿元）  合同外资（万美元）  占地（亩）\n水厂  3.2  450  120\n热电厂  1.2  0  80\n"
    assert [(found.text, found.low, found.currency) for found in amounts(table)] == [
        ("3.2", Decimal(320_000_000), "CNY"),
        ("450", Decimal(4_500_000), "USD"),
        ("1.2", Decimal(120_000_000), "CNY"),
        ("0", Decimal(0), "USD"),
    ]


def test_a_row_of_totals_may_leave_cells_out() -> None:
    table = "序号 项目名称 建设地点 资金规模（万元）\n1 果园灌溉 城关镇 460\n2 淤地坝 城南乡 525\n合计 2个项目 985\n"
    assert values(table)[-1] == ("985", Decimal(9_850_000))
    assert {found.role for found in amounts(table)} == {"funding"}


def test_a_table_in_markdown() -> None:
    table = "| 项目 | 投资(万元) | 个数 |\n|---|---|---|\n| 水厂 | 120 | 3 |\n"
    assert values(table) == [("120", Decimal(1_200_000))]


def test_a_label_with_another_unit_is_no_money() -> None:
    table = "单位：亿元\n地区生产总值 1,234.5\n粮食产量（万吨） 345\n城镇化率 62\n"
    assert values(table)[:1] == [("1,234.5", Decimal(123_450_000_000))]
    assert "345" not in [text for text, _ in values(table)]


def test_a_list_behind_the_unit_in_the_same_line() -> None:
    line = "资金安排如下（单位：万元）：道路硬化120，饮水安全85.5、村部维修30。2026年完成。"
    assert values(line) == [("120", Decimal(1_200_000)), ("85.5", Decimal(855_000)), ("30", Decimal(300_000))]


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("总投资（亿元）2.5。", "2.5", 250_000_000),
        ("总投资(万元)：2500\n建设工期：24个月", "2500", 25_000_000),
        ("工程概算（人民币万元） 860", "860", 8_600_000),
    ],
)
def test_a_number_right_behind_a_unit_in_brackets(text: str, number: str, value: int) -> None:
    assert values(text) == [(number, Decimal(value))]


def test_the_unit_ends_with_the_table() -> None:
    assert values("单位：万元\n水厂 300\n以上资金已经拨付。\n水厂 300\n") == [("300", Decimal(3_000_000))]


@pytest.mark.parametrize(
    "text",
    [
        "工作单位：县水利局\n编号 300\n",
        "单位：个\n水厂 300\n",
        "表1 重点项目（单位：亿元）",
        "投资额(万元) 完成投资(万元)",
        "单位：万元\n1 2026年\n",
        "总投资（亿元）增长25%",
    ],
)
def test_no_sum(text: str) -> None:
    assert values(text) == []


CELLS = st.sampled_from(
    ["单位：万元", "（亿元）", "12", "3.5", "水厂", "\t", "\n", "|", " ", "  ", "。", "，", "2026", "亿元"]
)


@given(st.lists(CELLS, max_size=40).map("".join))
def test_sums_are_in_order_apart_and_where_they_say(text: str) -> None:
    end = 0
    for found in amounts(text):
        assert found.start >= end
        assert text[found.start : found.end] == found.text
        end = found.end
