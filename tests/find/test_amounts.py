"""Amounts: where they stand, what they are worth, in which currency, and how they are meant."""

from __future__ import annotations

from decimal import Decimal

import cn2an
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
        ("付款1，250，000元", "1，250，000元", "1250000", "1250000", "CNY", "exact"),
        ("付款82，225.50元", "82，225.50元", "82225.50", "82225.50", "CNY", "exact"),
        ("付款1 250.50万元", "1 250.50万元", "12505000", "12505000", "CNY", "exact"),
        ("概算61 230 000元", "61 230 000元", "61230000", "61230000", "CNY", "exact"),
        ("付款１，２５０元", "１，２５０元", "1250", "1250", "CNY", "exact"),
        ("合计壹佰贰拾万叁仟圆整", "壹佰贰拾万叁仟圆", "1203000", "1203000", "CNY", "exact"),
        ("工程造價三億二千萬圓", "三億二千萬圓", "320000000", "320000000", "CNY", "exact"),
        ("补助廿万元", "廿万元", "200000", "200000", "CNY", "exact"),
        ("投资一亿半元", "一亿半元", "150000000", "150000000", "CNY", "exact"),
        ("总投资一亿半。", "一亿半", "150000000", "150000000", "CNY", "exact"),
        ("前后花了两个半亿。", "两个半亿", "250000000", "250000000", "CNY", "exact"),
        ("补助三五百万元", "三五百万元", "3000000", "5000000", "CNY", "approx"),
        ("投资十七八亿元", "十七八亿元", "1700000000", "1800000000", "CNY", "approx"),
        ("要花百把万元", "百把万元", "1000000", "1000000", "CNY", "approx"),
        ("付了万把块钱", "万把块钱", "10000", "10000", "CNY", "approx"),
        ("一斤三块五。", "三块五", "3.5", "3.5", "CNY", "exact"),
        ("电价六角五分", "六角五分", "0.65", "0.65", "CNY", "exact"),
        ("卖3块5毛8一斤", "3块5毛8", "3.58", "3.58", "CNY", "exact"),
        ("一碗面要花十二块。", "十二块", "12", "12", "CNY", "exact"),
        ("每斤涨八毛，", "八毛", "0.8", "0.8", "CNY", "exact"),
        ("盈利为１３·３亿美元", "１３·３亿美元", "1330000000", "1330000000", "USD", "exact"),
        ("收入达到一百点○五亿元", "一百点○五亿元", "10005000000", "10005000000", "CNY", "exact"),
        ("一斤三块半。", "三块半", "3.5", "3.5", "CNY", "exact"),
        ("只花了七块多，", "七块多", "7", "7", "CNY", "min"),
        ("七分钱三分货", "七分钱", "0.07", "0.07", "CNY", "exact"),
        ("两美元又三美分", "两美元又三美分", "2.03", "2.03", "USD", "exact"),
        ("标价20€。", "20€", "20", "20", "EUR", "exact"),
        ("报价100 USD，", "100 USD", "100", "100", "USD", "exact"),
        ("3.5亿CNY", "3.5亿CNY", "350000000", "350000000", "CNY", "exact"),
        ("出资港元8500万", "8500万", "85000000", "85000000", "HKD", "exact"),
        ("在斯里兰卡修港花了60亿卢比", "60亿卢比", "6000000000", "6000000000", "LKR", "exact"),
        ("印度公司订货60亿卢比", "60亿卢比", "6000000000", "6000000000", "INR", "exact"),
        ("丹麦的风机卖3亿克朗", "3亿克朗", "300000000", "300000000", "DKK", "exact"),
        ("投资3 - 5 亿元", "3 - 5 亿元", "300000000", "500000000", "CNY", "range"),
        ("奖励3亿元 — 5亿元", "3亿元 — 5亿元", "300000000", "500000000", "CNY", "range"),
        ("奖励1万元（含）至5万元（不含）", "1万元（含）至5万元", "10000", "50000", "CNY", "range"),
        ("补助三百到五百万元", "三百到五百万元", "3000000", "5000000", "CNY", "range"),
        ("工资从三百到五万元", "三百到五万元", "300", "50000", "CNY", "range"),
        ("赔了八九到十亿元", "八九到十亿元", "800000000", "1000000000", "CNY", "range"),
        ("补助$10-$20", "$10-$20", "10", "20", "USD", "range"),
        ("八十万元不到", "八十万元", "800000", "800000", "CNY", "max"),
        ("八十万元不到位", "八十万元", "800000", "800000", "CNY", "exact"),
        ("五万以上泰铢", "五万以上泰铢", "50000", "50000", "THB", "min"),
        ("净利润5,578,439千元", "5,578,439千元", "5578439000", "5578439000", "CNY", "exact"),
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
        ("滨江区50亿大项目集中落户\n昨天", "50亿"),
        ("企业拿到5个亿的订单。", "5个亿"),
        ("铜价每吨跌破5.6万，创新低", "5.6万"),
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
        "14个亿的人口，几个亿的用户。",
        "网民突破10亿\n14亿人的饭碗\n播放量破3亿\n",
        "人才缺口数十万，消费者超过3亿。",
        "镇上的10元店，零元购骗局",
        "铺了三百块地砖，立着三块牌子，得了九十八分",
        "每股净资产、元旦促销、八角茴香",
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
        ("由10亿元到5亿元", ["10亿元", "5亿元"]),
        ("每股3美元500万股", ["3美元"]),
        ("得分90分1200万元", ["1200万元"]),
        ("100￥200", ["￥200"]),
        ("水厂 3 500万元", ["500万元"]),
    ],
)
def test_a_number_is_taken_whole_and_alone(sentence: str, found: list[str]) -> None:
    assert texts(sentence) == found


def test_a_list_has_its_currency_at_its_end() -> None:
    found = amounts("分别获得外资3亿、2.5亿和8亿美元，投入2亿")
    assert [(amount.text, amount.currency) for amount in found] == [
        ("3亿", "USD"),
        ("2.5亿", "USD"),
        ("8亿美元", "USD"),
        ("2亿", "CNY"),
    ]


def test_a_limit_that_belongs_to_its_side_bounds_both_sums() -> None:
    assert [amount.bound for amount in amounts("5000万元（含5000万元）以上的项目")] == ["min", "min"]


@given(st.integers(1, 10**18 - 1))
def test_every_sum_that_cn2an_writes_reads_back(hundredths: int) -> None:
    value = Decimal(hundredths).scaleb(-2)
    (found,) = amounts(f"合计{cn2an.an2cn(f'{value:f}', 'rmb')}。" if value >= 1 else f"合计{value}元。")
    assert found.low == found.high == value


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
    "run",
    [
        "1",
        "一",
        "亿",
        "1万(含)-",
        "1,",
        "1，",
        "1.",
        "约",
        "1亿、",
        "1元",
        "万元至",
        "￥",
        "几",
        "投资",
        "1块",
        "1角",
        "（万元）1",
        "(含",
        "完成",
        " 1",
        "\t1",
        "单位：万元 1 ",
        "投资者1元",
        "完成投资1元",
    ],
)
def test_hostile_runs_end(run: str) -> None:
    amounts(run * (100_000 // len(run)))


@pytest.mark.parametrize(
    "text",
    [
        "总投资（亿元）增长两成。",
        "表1 重点项目（单位：亿元）",
        "投资额(万元) 完成投资(万元)",
        "单位：万元",
        "以亿元为单位计算。",
    ],
)
def test_the_unit_of_a_table_is_no_sum(text: str) -> None:
    assert texts(text) == []
