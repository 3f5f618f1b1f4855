"""Amounts: where they stand, what they are worth, in which currency, and how they are meant."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.find.amounts import find_amounts
from kaigong.mentions import Amount
from kaigong.rules import default_rules
from kaigong.text import Reading, reading_of

RULES = default_rules()


def amounts(text: str) -> tuple[Amount, ...]:
    return find_amounts(Reading(text), RULES)


def texts(text: str) -> list[str]:
    return [amount.text for amount in amounts(text)]


@pytest.mark.parametrize(
    ("sentence", "text", "low", "high", "currency", "bound"),
    [
        ("总投资3.5亿元。", "3.5亿元", "350000000", "350000000", "CNY", "exact"),
        ("总投资３２.４亿元。", "３２.４亿元", "3240000000", "3240000000", "CNY", "exact"),
        ("付款1,250,000元。", "1,250,000元", "1250000", "1250000", "CNY", "exact"),
        ("造价三百二十万零五百元。", "三百二十万零五百元", "3200500", "3200500", "CNY", "exact"),
        ("融资1.2亿元人民币到账", "1.2亿元人民币", "120000000", "120000000", "CNY", "exact"),
        ("投资人民币6亿元", "6亿元", "600000000", "600000000", "CNY", "exact"),
        ("出资HK$5000万", "HK$5000万", "50000000", "50000000", "HKD", "exact"),
        ("索价$1,200,000", "$1,200,000", "1200000", "1200000", "USD", "exact"),
        ("新台币300元", "300元", "300", "300", "TWD", "exact"),
        ("月薪2.8万新台币", "2.8万新台币", "28000", "28000", "TWD", "exact"),
        ("每度0.52元", "0.52元", "0.52", "0.52", "CNY", "exact"),
        ("票价五块五毛", "五块五毛", "5.5", "5.5", "CNY", "exact"),
        ("找零20元2角5分", "20元2角5分", "20.25", "20.25", "CNY", "exact"),
        ("产值超千亿元", "千亿元", "100000000000", "100000000000", "CNY", "min"),
        ("瞄准百亿元市场", "百亿元", "10000000000", "10000000000", "CNY", "approx"),
        ("产值破亿元", "亿元", "100000000", "100000000", "CNY", "min"),
        ("损失上亿元", "亿元", "100000000", "100000000", "CNY", "min"),
        ("投入数十亿元", "数十亿元", "1000000000", "10000000000", "CNY", "approx"),
        ("完成5630多亿元", "5630多亿元", "563000000000", "563000000000", "CNY", "min"),
        ("收入12亿多元", "12亿多元", "1200000000", "1200000000", "CNY", "min"),
        ("补助八九亿元", "八九亿元", "800000000", "900000000", "CNY", "approx"),
        ("引资3至5亿元", "3至5亿元", "300000000", "500000000", "CNY", "range"),
        ("引资5000万元至1亿元", "5000万元至1亿元", "50000000", "100000000", "CNY", "range"),
        ("税收3亿～5亿元", "3亿～5亿元", "300000000", "500000000", "CNY", "range"),
        ("奖励1万(含)-5万元", "1万(含)-5万元", "10000", "50000", "CNY", "range"),
        ("售价8000-1.2万元", "8000-1.2万元", "8000", "12000", "CNY", "range"),
        ("5000万元以上项目", "5000万元", "50000000", "50000000", "CNY", "min"),
        ("1000万元(含)以上", "1000万元", "10000000", "10000000", "CNY", "min"),
        ("总投资约7亿元", "7亿元", "700000000", "700000000", "CNY", "approx"),
        ("引资签约7亿元", "7亿元", "700000000", "700000000", "CNY", "exact"),
        ("每年节约700万元", "700万元", "7000000", "7000000", "CNY", "exact"),
        ("补助不超过80万元", "80万元", "800000", "800000", "CNY", "max"),
        ("预计3000万元左右", "3000万元", "30000000", "30000000", "CNY", "approx"),
        ("产值迈上万亿元台阶", "万亿元", "1000000000000", "1000000000000", "CNY", "min"),
        ("广电GDP达10.5万亿元", "10.5万亿元", "10500000000000", "10500000000000", "CNY", "exact"),
    ],
)
def test_one_amount(sentence: str, text: str, low: str, high: str, currency: str, bound: str) -> None:
    (found,) = amounts(sentence)
    assert (found.text, found.low, found.high) == (text, Decimal(low), Decimal(high))
    assert (found.currency, found.bound) == (currency, bound)
    assert sentence[found.start : found.end] == text


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("开发区今年总投资达48亿\n", "48亿"),
        ("港商拟投6亿建酒店", "6亿"),
        ("一季度技改完成投资逾7.3亿", "7.3亿"),
        ("增发5000亿国债", "5000亿"),
        ("某部门超标采购320多万", "320多万"),
        ("城投公司15亿打造滨江新区", "15亿"),
    ],
)
def test_the_unit_may_be_left_out_where_the_context_is_money(headline: str, text: str) -> None:
    assert texts(headline) == [text]


@pytest.mark.parametrize(
    "sentence",
    [
        "年产量200万吨，发电3.5亿千瓦时，调水5亿立方米",
        "投资者达3万人次，占地1.2万亩，建筑面积3.6万平方米",
        "投资带动3.6万户，规模60万机架，销售12亿只、30亿件",
        "总投入15亿千瓦时",
        "打造百亿级、千亿级产业",
        "当年的万元户开了百元店，十元店也有",
        "到2023元旦，元月里万象更新，多元化经营，一元复始",
        "三元区、五角大楼、美元指数、二元一次方程",
        "电话13901234567，第三元素",
        "占比12.5%，排名第一",
        "两块土地，三块展板",
        "1.2.3亿元",
    ],
)
def test_no_amount(sentence: str) -> None:
    assert texts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("订单100000万美元。", ["100000万美元"]),
        ("完成3541.07万元2.3小节", ["3541.07万元"]),
        ("引资5亿元-3期", ["5亿元"]),
        ("统一5000元", ["5000元"]),
        ("$20，300美圆", ["$20", "300美圆"]),
        ("清理3亿元三角债", ["3亿元"]),
        ("4人民币5美元", ["4人民币", "5美元"]),
        ("100-200-300亿元", ["200-300亿元"]),
        ("投资200 万元", ["200 万元"]),
        ("新开工12个亿元以上项目", ["亿元"]),
    ],
)
def test_a_number_is_taken_whole_and_alone(sentence: str, found: list[str]) -> None:
    assert texts(sentence) == found


def test_a_bound_is_shared_by_a_list_with_respectively() -> None:
    assert [amount.bound for amount in amounts("两项分别超过3亿元、5亿元，另一项6亿元")] == ["min", "min", "exact"]


def test_an_amount_across_a_line_break_has_two_fragments() -> None:
    page = "总投资88.9\n亿元，次年完工"
    reading = reading_of(page, [(0, 7), (8, len(page))])
    (found,) = find_amounts(reading, RULES)
    assert found.text == "88.9亿元"
    assert [page[start:end] for start, end in found.fragments] == ["88.9", "亿元"]


def test_the_chain_names_currency_bound_and_role() -> None:
    (found,) = amounts("总投资约7亿元")
    assert found.rules == ("yuan", "estimate", "total_investment")


def test_a_huge_number_stays_exact() -> None:
    (found,) = amounts("涉及202107211321363588510367美元")
    assert found.low == Decimal("202107211321363588510367")


PIECES = st.sampled_from(
    [
        *"0123456789",
        *"一二两十百千万亿几数多余半元角分-至～、，。.,个 \n（）含约超",
        "美元",
        "投资",
        "以上",
        "￥",
        "项目",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_amounts_are_in_order_apart_and_where_they_say(text: str) -> None:
    end = 0
    for found in amounts(text):
        assert found.start >= end
        assert text[found.start : found.end] == found.text
        assert 0 <= found.low <= found.high
        end = found.end


@pytest.mark.parametrize(
    "run", ["1", "一", "亿", "1万(含)-", "1,", "1.", "约", "1亿、", "1元", "万元至", "￥", "几", " 1", "投资"]
)
def test_hostile_runs_end(run: str) -> None:
    amounts(run * (100_000 // len(run)))


@pytest.mark.parametrize(
    "text",
    [
        "总投资（亿元）2.5。",
        "表1 重点项目（单位：亿元）",
        "投资额(万元) 完成投资(万元)",
        "单位：万元",
        "以亿元为单位计算。",
    ],
)
def test_the_unit_of_a_table_is_no_sum(text: str) -> None:
    assert texts(text) == []
