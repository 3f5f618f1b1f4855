"""Mentions of one project in an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.mentions import Project
from kaigong.relate.coreference import core_name, same_projects


def mentions(*names: str) -> list[Project]:
    places = range(0, 100 * len(names), 100)
    return [
        Project(
            text=name,
            fragments=((at, at + len(name)),),
            span=(at, at + len(name)),
            rules=("by hand",),
            confidence=1.0,
        )
        for at, name in zip(places, names, strict=True)
    ]


def grouped(*names: str) -> list[list[str]]:
    return [[project.text for project in group] for group in same_projects(mentions(*names))]


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("柳湾大桥项目", "柳湾大桥"),
        ("柳湾大桥工程", "柳湾大桥"),
        ("柳湾大桥建设项目", "柳湾大桥"),
        ("柳湾大桥建设工程", "柳湾大桥"),
        ("柳湾大桥", "柳湾大桥"),
        ("“白石河之心”文旅小镇", "白石河之心文旅小镇"),
        ("柳湾大桥（二期）", "柳湾大桥(二期)"),
        ("柳湾项目一期", "柳湾项目一期"),
        ("建设项目", "建设项目"),
    ],
)
def test_core_name(name: str, core: str) -> None:
    assert core_name(name) == core


def test_a_name_with_and_without_its_last_word_is_one_project() -> None:
    assert grouped("柳湾大桥", "柳湾大桥项目", "柳湾大桥建设工程") == [["柳湾大桥", "柳湾大桥项目", "柳湾大桥建设工程"]]


def test_ways_to_write_brackets_and_quotation_marks_make_no_difference() -> None:
    assert len(grouped("“柳湾之心”小镇（一期）", "柳湾之心小镇(一期)")) == 1


def test_the_end_of_a_name_is_its_short_form_before_and_behind_the_full_one() -> None:
    names = ["雪域温泉度假小镇", "度假小镇", "度假小镇项目"]
    assert grouped(*names) == [names]
    assert grouped(*reversed(names)) == [names[::-1]]


def test_a_short_form_goes_to_the_name_mentioned_last() -> None:
    names = ["柳湾温泉度假小镇", "白石河温泉度假小镇", "柳湾温泉度假小镇", "度假小镇"]
    assert grouped(*names) == [[names[0], names[2], names[3]], [names[1]]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("柳湾大桥", "白石河大桥"),
        ("柳湾污水处理厂一期", "柳湾污水处理厂二期"),
        ("柳湾大桥引道", "柳湾大桥"),
        ("柳湾水库", "水库"),
        ("青石至柳湾高速公路", "白石河至柳湾高速公路"),
    ],
)
def test_two_projects(one: str, other: str) -> None:
    assert grouped(one, other) == [[one], [other]]


@given(st.lists(st.text(alphabet="柳湾石桥一二期项目", min_size=2, max_size=8), max_size=12))
def test_every_mention_stands_in_one_group_in_the_order_of_the_text(names: list[str]) -> None:
    projects = mentions(*names)
    groups = same_projects(projects)
    assert sorted((project for group in groups for project in group), key=lambda one: one.span) == projects
    assert all(list(group) == sorted(group, key=lambda one: one.span) for group in groups)
    assert [group[0].span for group in groups] == sorted(group[0].span for group in groups)
    for core in {core_name(name) for name in names}:
        assert sum(any(core_name(one.text) == core for one in group) for group in groups) == 1


def test_many_projects_cost_little() -> None:
    projects = mentions(*(f"柳湾{number:05}号安置小区建设项目" for number in range(10_000)))
    assert len(same_projects(projects)) == 10_000
