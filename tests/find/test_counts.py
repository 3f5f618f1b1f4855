"""Counts: how many projects, works and deals; and not how many of anything else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.find.counts import find_counts
from kaigong.rules import default_rules
from kaigong.text import Reading

RULES = default_rules()


def counts(text: str) -> dict[str, Decimal]:
    return {count.text: count.value for count in find_counts(Reading(text), RULES)}


@pytest.mark.parametrize(
    ("sentence", "text", "value"),
    [
        ("新开工4000万元以上项目71个", "71个", 71),
        ("各类水利项目2.36万个", "2.36万个", 23600),
        ("数据中心项目近60个", "60个", 60),
        ("市政重点工程共有29个", "29个", 29),
        ("亿元以上项目签约83个", "83个", 83),
        ("120个康养文旅项目当场签约", "120个", 120),
        ("这9个专项债券项目月内开工", "9个", 9),
        ("A水库等11项重大工程", "11项", 11),
        ("城北路北延等４条新建道路", "４条", 4),
        ("５处水毁修复项目已完工", "５处", 5),
        ("达成17项合作协议", "17项", 17),
        ("抓好90个投资3000万元以上项目", "90个", 90),
        ("这10余个车库扩建项目", "10余个", 10),
        ("截至目前项目200多个", "200多个", 200),
        ("首批百个文旅项目签约", "百个", 100),
        ("二十三个项目开工", "二十三个", 23),
        ("新开工12 个 项目", "12 个", 12),
        ("上百个项目同时开工", "百个", 100),
        ("三十余个项目", "三十余个", 30),
        ("137个省市重点项目", "137个", 137),
        ("项目数量增加20个", "20个", 20),
        ("去冬今春实施水利工程126处", "126处", 126),
        ("签下15个大单", "15个", 15),
        ("5个百亿项目", "5个", 5),
        ("明年打算新建8条总长9公里的市政道路", "8条", 8),
        ("酒店、影院项目等40个，总投资9亿元", "40个", 40),
        ("10个“新基建”项目", "10个", 10),
        ("当天开工113个，总投资286亿元", "113个", 113),
    ],
)
def test_projects_works_and_deals_are_counted(sentence: str, text: str, value: int) -> None:
    assert counts(sentence) == {text: value}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("重点项目52个，其中新建31个、续建21个", ["52个", "31个", "21个"]),
        ("6个县的28个项目", ["28个"]),
        ("442处修复项目已修复312处", ["442处", "312处"]),
        ("全县42个项目中，已有17个完工，其余25个正在施工", ["42个", "17个", "25个"]),
        ("前三季度新开工187个、竣工90个；四季度还将开工项目43个", ["187个", "90个", "43个"]),
        ("工业、农业项目分别为12个、15个", ["12个", "15个"]),
        ("重点项目50个。其中，工业项目12个，农业8个", ["50个", "12个", "8个"]),
        ("产业类35个、基础设施类22个、民生类18个，共75个项目", ["35个", "22个", "18个", "75个"]),
        ("5000万元以上项目22个，亿元以上14个", ["22个", "14个"]),
        ("批复67项、累计开工62项重大水利工程", ["67项", "62项"]),
        ("已有12个项目投产，另有8个在建", ["12个", "8个"]),
    ],
)
def test_counts_of_a_sentence_share_its_noun(sentence: str, found: list[str]) -> None:
    assert list(counts(sentence)) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "一个项目也没有，一批项目、一项工程开工",
        "解决难题500余项，完善1075项制度",
        "9个产业集群、8个赋能平台、30家企业项目单位",
        "46个乡镇抓项目，3个月完成项目审批",
        "第46个项目，每个项目",
        "设立46个项目部，29个工程队进场",
        "比赛设46个体育项目",
        "项目涉及13个县，共12个标段",
        "门前有9条公路交会",
        "14条河流，5座灌区，17栋厂房",
        "投资两个亿建厂，项目花了十个亿",
        "“3个100”工程",
        "46项措施推进项目，12项政策支持项目",
        "停车场（城东、城西两处）建设项目",
        "运动会设46个项目",
        "全县现有水利工程126处",
        "受损的48处供水工程已修复40处",
    ],
)
def test_other_things_are_not(sentence: str) -> None:
    assert counts(sentence) == {}


def test_region_and_status_stay_open() -> None:
    (found,) = find_counts(Reading("新开工项目17个"), RULES)
    assert (found.region, found.status, found.rules) == (None, None, ("counted_projects",))


PIECES = st.sampled_from(
    [*"0123456789一二十百万几数多余个项条处、，。（“”新", "项目", "工程", "道路", "开工", "共有", "签约"]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_counts_are_in_order_apart_and_where_they_say(text: str) -> None:
    end = 0
    for found in find_counts(Reading(text), RULES):
        assert found.start >= end
        assert text[found.start : found.end] == found.text
        end = found.end


@pytest.mark.parametrize("run", ["1", "一", "1个", "项目", "、", "“", "（", "共有", "10个项目、", "新建9个、", "个"])
def test_hostile_runs_end(run: str) -> None:
    find_counts(Reading(run * (100_000 // len(run))), RULES)
