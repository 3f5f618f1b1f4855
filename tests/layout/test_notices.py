"""Numbered parts of a web notice."""

from __future__ import annotations

from kaigong.extract import extract
from kaigong.layout.sections import Layout, lay_out
from kaigong.rules import default_rules

NOTICE = """白山市发展和改革委员会关于第一批重点项目的通知

各县（市、区）：

现将第一批重点项目印发给你们。

一、总体安排

第一批重点项目共12项，总投资30亿元。

二、县区项目

（一）抚松县

1.参王水厂一期工程。总投资2亿元。

2.松江河滑雪场扩建工程。总投资3亿元。

（二）临江市

1.江边码头扩建工程。总投资1亿元。

三、有关要求

（一）压实责任。各县要按月报送进度。

【联系方式】

请与市项目中心联系。
"""


def notice(text: str = NOTICE) -> Layout:
    return lay_out(text, default_rules())


def test_parts_are_sections_with_their_titles() -> None:
    assert [(section.heading, section.outline) for section in notice().sections] == [
        ("白山市发展和改革委员会关于第一批重点项目的通知", ()),
        ("一、总体安排", ("一、总体安排",)),
        ("二、县区项目", ("二、县区项目",)),
        ("（一）抚松县", ("二、县区项目", "（一）抚松县")),
        ("（二）临江市", ("二、县区项目", "（二）临江市")),
        ("三、有关要求", ("三、有关要求",)),
        ("【联系方式】", ("【联系方式】",)),
    ]


def test_a_part_is_about_the_place_in_its_title_else_about_that_of_the_notice() -> None:
    assert [section.region for section in notice().sections] == [
        *("220600", "220600", "220600", "220621", "220681", "220600", "220600")
    ]


def test_projects_lie_where_the_title_of_their_part_says() -> None:
    found = extract(NOTICE)
    assert {record.name: record.region_code for record in found.records.projects} == {
        "参王水厂一期工程": "220621",
        "松江河滑雪场扩建工程": "220621",
        "江边码头扩建工程": "220681",
    }
    assert [record.section for record in found.records.projects] == [3, 3, 4]
    assert [record.region_code for record in found.records.project_groups] == ["220600"]


def test_titles_of_parts_are_headings_but_the_notice_is_no_page() -> None:
    layout = notice()
    assert not layout.is_page
    assert [(block.text, block.region) for block in layout.blocks if block.kind == "heading"][2:4] == [
        ("（一）抚松县", "220621"),
        ("（二）临江市", "220681"),
    ]


def test_a_place_outside_the_notices_own_is_not_where_a_part_plays() -> None:
    layout = notice(NOTICE.replace("（二）临江市", "（二）上海市"))
    assert [section.region for section in layout.sections][4] == "220600"


def test_a_list_of_names_has_no_parts() -> None:
    text = "白山市重点项目\n现公布如下。\n1.参王水厂\n2.松江河滑雪场\n3.江边码头\n以上项目年内开工。"
    assert len(notice(text).sections) == 1


def test_numbered_sentences_are_no_parts() -> None:
    text = "白山市重点项目\n一、参王水厂一期工程开工，年底通水。\n二、江边码头扩建工程开工，年底通航。\n特此公告。"
    assert len(notice(text).sections) == 1


def test_a_notice_that_begins_with_a_part_has_no_empty_section() -> None:
    text = "一、总体安排\n第一批共12项。\n二、有关要求\n各县要按月报送进度。\n三、联系方式\n请与市项目中心联系。"
    layout = notice(text)
    assert [section.outline for section in layout.sections] == [(), ("二、有关要求",), ("三、联系方式",)]
    assert all(start < end for start, end in (section.extent for section in layout.sections))
