"""From mentions to records: what an article says of one project, of one batch."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kaigong.extract import Extraction, extract


def amounts_of(extraction: Extraction, name: str) -> list[tuple[str, str]]:
    [project] = [project for project in extraction.records.projects if project.name == name]
    return [(amount.role, amount.text) for amount in project.amounts]


def test_all_that_is_said_of_a_project_stands_in_one_record() -> None:
    text = (
        "柳湾大桥开工\n柳湾县昨天迎来喜讯，今年柳湾大桥项目总投资3.2亿元。\n"
        "记者看到，柳湾大桥已完成投资8000万元，主塔正在施工。"
    )
    extraction = extract(text)
    [record] = extraction.records.projects
    assert record.core_name == "柳湾大桥"
    assert record.period == "今年"
    assert len(record.mentions) == len(extraction.projects) == 3
    assert [(amount.role, amount.low) for amount in record.amounts] == [
        ("total_investment", Decimal(320000000)),
        ("completed_investment", Decimal(80000000)),
    ]
    assert record.status == "ongoing"


def test_a_record_is_told_by_its_longest_name_and_the_sentence_around_it() -> None:
    text = "柳湾温泉度假小镇项目正式开工。度假小镇项目总投资3亿元。"
    [record] = extract(text).records.projects
    assert record.name == record.text == "柳湾温泉度假小镇项目"
    assert record.evidence == "柳湾温泉度假小镇项目正式开工。"
    assert record.fragments == ((0, 10),)
    assert record.mentions == (((0, 10),), ((15, 21),))


def test_every_sum_says_where_it_stands_and_in_which_sentence() -> None:
    text = "柳湾大桥正式开工。该项目总投资3亿元，工期两年。"
    [amount] = extract(text).records.projects[0].amounts
    assert [text[start:end] for start, end in amount.fragments] == [amount.text] == ["3亿元"]
    assert amount.evidence == "该项目总投资3亿元，工期两年。"


def test_the_record_of_a_batch() -> None:
    text = "今年，全县计划实施5000万元以上项目317个，总投资1460亿元。"
    [group] = extract(text, published=date(2024, 3, 1)).records.project_groups
    assert group.count == 317
    assert group.status == "planned"
    assert group.period == "2024年"
    assert group.threshold is not None
    assert (group.threshold.low, group.threshold.bound) == (Decimal(50000000), "min")
    assert [(amount.role, amount.low) for amount in group.amounts] == [("total_investment", Decimal(146000000000))]
    assert group.evidence == text


def test_a_sum_that_two_batches_share_stands_in_both_records() -> None:
    groups = extract("工业类项目3个、农业类项目5个，共投资8亿元。").records.project_groups
    assert [[amount.text for amount in group.amounts] for group in groups] == [["8亿元"], ["8亿元"]]


def test_a_sum_that_belongs_to_nothing_stands_in_no_record() -> None:
    extraction = extract("柳湾大桥开工建设。去年全县生产总值120亿元。")
    assert len(extraction.amounts) == 1
    assert amounts_of(extraction, "柳湾大桥") == []


def test_the_sums_of_two_projects_stay_apart() -> None:
    extraction = extract("柳湾大桥总投资3亿元。白石河水库总投资2亿元，已完成投资5000万元。")
    assert amounts_of(extraction, "柳湾大桥") == [("total_investment", "3亿元")]
    assert amounts_of(extraction, "白石河水库") == [("total_investment", "2亿元"), ("completed_investment", "5000万元")]


def test_the_region_of_a_record_is_given_by_code_and_full_name() -> None:
    [record] = extract("吉林省抚松县的柳湾大桥开工建设。").records.projects
    assert record.region_code == "220621"
    assert record.region is not None
    assert record.region.startswith("吉林省")
    assert record.region.endswith("抚松县")


@pytest.mark.parametrize("text", ["", "\n \n", "柳湾县昨天下了一场雨。"])
def test_an_article_without_projects_has_a_section_and_no_more(text: str) -> None:
    records = extract(text).records
    assert (records.projects, records.project_groups, records.slogans) == ((), (), ())
    [section] = records.sections
    assert (section.start, section.end) == (0, len(text))


def test_a_record_names_the_rules_of_its_mention_and_of_its_period() -> None:
    [group] = extract("今年，全县计划实施项目264个。").records.project_groups
    assert {"status.planned", "period.said"} <= set(group.rules)
