"""Names of projects: the positions in which they stand, their borders, and what is no name (guideline, "Project")."""

from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from kaigong.find.amounts import find_amounts
from kaigong.find.counts import find_counts
from kaigong.find.projects import find_projects
from kaigong.mentions import Project
from kaigong.rules import default_rules
from kaigong.text import Reading

RULES = default_rules()


def projects_of(text: str) -> tuple[Project, ...]:
    reading = Reading(text)
    return find_projects(reading, find_amounts(reading, RULES), find_counts(reading, RULES), RULES)


def marked(text: str) -> str:
    """`text` with braces around every name that was found in it."""
    for project in reversed(projects_of(text)):
        start, end = project.span
        text = f"{text[:start]}{{{text[start:end]}}}{text[end:]}"
    return text


def check(expected: str) -> None:
    assert marked(regex.sub("[{}]", "", expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全县加快推进{白石河污水处理厂扩建}、{柳湾大桥}、{东坪镇客运站迁建}等重点项目建设。",
        "推动{柳湾大桥}、{白石河水库}等项目开工建设。",
        "实施{柳湾国家湿地公园}等一批项目。",
        "包括{柳湾大桥}、{白石河水库}、{东坪泵站}等12个重点项目陆续开工。",
        "全年计划实施重点项目12个，包括{白石河水库扩建}、{柳湾大桥改造}。",
        "新签约的不少，如{柳湾机场}、{白石河矿泉水加工厂}等。",
    ],
)
def test_items_of_a_list_are_one_project_each_and_its_tail_is_none(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "投资3.2亿元的{柳湾大桥}正式通车。",
        "总投资约3.2亿元的{柳湾大桥}正式通车。",
        "投资20亿元的{柳湾温泉度假小镇}开园。",
        "总投资3亿元、占地200亩的{白石河物流园}正式开工。",
        "南岭集团投资12亿元建设{柳湾温泉度假小镇}。",
    ],
)
def test_a_name_behind_its_money(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "{柳湾大桥}总投资3.2亿元。",
        "{白石河污水处理厂二期}总投资1.8亿元，计划年底投用。",
        "{柳湾大桥}计划总投资3.2亿元，工期两年。",
        "{柳湾大桥}（总投资3.2亿元）已完成桩基。",
    ],
)
def test_a_name_before_its_money(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "{柳湾抽水蓄能电站}正式开工。",
        "昨天，{柳湾大桥}正式通车。",
        "{白石河污水处理厂}已正式投产。",
        "{柳湾大桥}将于年底通车。",
        "确保{白石河水库}、{柳湾大桥}年内竣工。",
        "建成{柳湾大桥}和{白石河水库}。",
    ],
)
def test_a_name_as_the_subject_or_object_of_a_verb_of_building(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text", ["图为{柳湾大桥}施工现场。", "俯瞰建设中的{柳湾大桥}施工现场。", "{柳湾大桥}建设现场。"]
)
def test_a_name_in_a_caption(text: str) -> None:
    check(text)


def test_names_that_open_the_items_of_a_numbered_list() -> None:
    check("拟实施项目：\n1.{柳湾镇客运站迁建}。投资600万元。\n2.{白石河大桥加固工程}。投资1200万元。")


@pytest.mark.parametrize(
    "text",
    [
        "新开工的{柳湾污水处理厂}、{白石河标准化厂房}已完成基础。",
        "位于城东新区的{柳湾砂石骨料加工厂}投产。",
        "由南岭建材公司投资建设的{柳湾砂石骨料加工厂}投产。",
        "全省最大的{柳湾抽水蓄能电站}开工建设。",
        "国际首套清洁无污染的{柳湾氢冶金示范项目}投产。",
    ],
)
def test_attributes_in_front_of_a_name_stay_outside(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "投资20亿元的{柳湾矿泉水二期项目}落户青石县。",
        "{塔河湿地公园改造及配套基础设施(一期工程)}总投资4500万元。",
        "{塔河公园景区升级（一期）}总投资4500万元。",
        "推动{“白石河之心”文旅综合体}、{柳湾智慧（冷链）物流园}等重点项目建设。",
        "{连接柳湾镇和东坪乡的三级公路}开工建设。",
        "全力推进{柳湾抽水蓄能电站}建设。",
        "8月，{柳湾大桥}正式通车。",
    ],
)
def test_borders_of_a_name(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "一批重大项目落地。",
        "全县实施重点项目264个。",
        "14个新能源项目集中开工。",
        "全县推进水利项目、民生工程等重点项目建设。",
        "重大项目、新能源项目、一批农业项目陆续开工。",
        "推动供水、供电等基础设施项目建设。",
        "该项目总投资3亿元。",
        "一期项目正式投产。",
        "工程总投资3亿元。",
        "一个冷库项目开工。",
        "不少企业正式投产。",
        "实施8个专项债券项目。",
    ],
)
def test_kinds_batches_and_words_that_stand_for_a_name_are_none(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ["“东数西算”工程全面启动。", "“三北”工程建设全面推进。", "西电东送工程全面启动。"])
def test_programmes_made_of_many_works_are_no_names(text: str) -> None:
    check(text)


def test_a_single_work_of_the_nation_is_a_name() -> None:
    check("{南水北调工程}正式通水。")


@pytest.mark.parametrize(
    "text", ["“希望”工程启动。", "推动“米袋子”工程建设。", "“面子”工程要不得。", "全县“开门红”项目开工。"]
)
def test_scare_quotes_make_no_name(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "该工程师获得了奖励。",
        "县项目中心昨天挂牌。",
        "三峡工程建设委员会召开会议。",
        "柳湾大桥项目部昨天挂牌。",
        "柳湾水库工程指挥部召开会议。",
        "县里出台项目管理办法。",
        "白石河矿业集团正式投产。",
        "学习《柳湾水库建设工程管理条例》。",
        "全县项目经理参加培训。",
    ],
)
def test_people_organisations_firms_and_titles_are_no_names(text: str) -> None:
    check(text)


def test_the_chain_begins_with_the_rule_that_found_the_name() -> None:
    [project] = projects_of("投资3.2亿元的柳湾大桥正式通车。")
    assert project.rules[0] == "project.sum_before"
    assert 0 < project.confidence <= 1
    assert (project.region, project.status) == (None, None)


SENTENCES = [
    "推动柳湾大桥、白石河水库等项目开工建设。",
    "投资3.2亿元的柳湾大桥正式通车。",
    "“白石河之心”文旅综合体（二期）总投资3亿元，",
    "图为𠮷山电站施工现场",
    "12个重点项目、",
    "\n",
    "（总投资3亿元）",
    "《柳湾条例》",
    "“",
    "）",
    "等项目",
    "的",
]


@given(st.lists(st.sampled_from(SENTENCES), max_size=10).map("".join))
def test_names_stand_in_order_none_across_another_or_a_line_break(text: str) -> None:
    projects = projects_of(text)
    assert all(before.span[1] <= behind.span[0] for before, behind in pairwise(projects))
    for project in projects:
        assert text[slice(*project.span)] == project.text
        assert not regex.search("[\n。；《》]", project.text)
        assert project.text.count("“") == project.text.count("”")
        assert project.text.count("（") == project.text.count("）")
        assert 2 <= len(project.text) <= 60


HOSTILE = [
    "、",
    "“",
    "”",
    "（",
    "(",
    "《",
    "项目",
    "工程",
    "项目、",
    "等项目",
    "推进",
    "在",
    "将",
    "开工建设",
    "和",
    "的",
    "1.",
    "投资3亿元的",
    "柳湾大桥、",
    "柳湾大桥和",
    "柳湾大桥开工，",
    "（一期）",
    "——",
    "\n",
]


@pytest.mark.parametrize("run", HOSTILE)
def test_a_long_run_of_one_thing_does_not_hang(run: str) -> None:
    text = run * (100_000 // len(run.encode()))
    projects_of(text)


@pytest.mark.parametrize(
    "predicate",
    ["占地20公顷", "位于城东", "计划今年10月投产", "率先开工", "主要建设厂房", "建设规模为5万吨", "是今年的重点项目"],
)
def test_a_name_behind_its_sum_ends_at_its_own_end_whatever_is_said_of_it(predicate: str) -> None:
    check(f"总投资15亿元的{{青龙县医药健康产业园三期项目}}{predicate}。")


def test_rules_that_find_one_name_by_different_signs_confirm_each_other() -> None:
    [sure] = projects_of("总投资3亿元的柳湾镇光伏产业园项目正式开工。")
    [unsure] = projects_of("柳湾镇光伏产业园赶在年前搭好了钢棚，预计年底完工。")
    assert unsure.confidence < 0.8 < sure.confidence <= 1
