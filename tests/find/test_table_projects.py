"""Names of projects in tables, and the sums of their rows."""

from __future__ import annotations

import pytest

from kaigong.extract import extract


def names(text: str) -> list[str]:
    return [project.text for project in extract(text).projects]


def links(text: str) -> list[tuple[str, str]]:
    return [(link.owner.text, link.amount.text) for link in extract(text).links]


PLAN = """（单位：万元）
序号\t项目名称\t总投资\t年度投资
1\t石门村供水\t860\t300
2\t县医院传染病区改造\t9200\t3500
合计\t\t10060\t3800
"""


def test_the_cells_below_the_heading_are_names() -> None:
    found = extract(PLAN).projects
    assert [project.text for project in found] == ["石门村供水", "县医院传染病区改造"]
    assert all(PLAN[project.start : project.end] == project.text for project in found)
    assert found[0].rules[0] == "project.column"


def test_the_sums_of_a_row_belong_to_its_project_and_totals_to_none() -> None:
    assert links(PLAN) == [
        ("石门村供水", "860"),
        ("石门村供水", "300"),
        ("县医院传染病区改造", "9200"),
        ("县医院传染病区改造", "3500"),
    ]


def test_a_number_before_a_name_in_its_cell_is_no_part_of_it() -> None:
    assert names("| 项目 | 投资(万元) |\n|---|---|\n| 1.石门村供水 | 120 |\n") == ["石门村供水"]


def test_columns_between_spaces() -> None:
    assert names("序号 项目名称 建设地点\n1 石门村供水 石门镇\n2 淤地坝加固 城南乡\n") == ["石门村供水", "淤地坝加固"]


def test_the_column_ends_with_the_table() -> None:
    text = "项目名称\t总投资\n石门村供水\t86\n以上项目已经开工。\n联系单位\t县水利局办公室\n"
    assert names(text) == ["石门村供水"]


@pytest.mark.parametrize(
    "text",
    [
        "重点 项目 建设\n记者 王小明 报道\n",
        "序号\t单位名称\n1\t石门镇水利站\n",
        "项目名称\t合计\n120\t3\n",
    ],
)
def test_no_name(text: str) -> None:
    assert names(text) == []
