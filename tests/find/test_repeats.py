"""A name that was found is found again wherever it stands free."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kaigong.extract import extract, extract_article
from kaigong.rules import default_rules
from kaigong.text import Article


def mentions(text: str) -> list[tuple[int, str]]:
    found = extract_article(Article(text), default_rules(), by_rules_alone=True).projects
    return [(project.start, project.text) for project in found]


def test_a_full_name_is_found_again_where_nothing_introduces_it() -> None:
    text = "柳湾抽水蓄能电站正式开工建设。村民们说，柳湾抽水蓄能电站来了，日子有盼头。"
    assert mentions(text) == [(0, "柳湾抽水蓄能电站"), (20, "柳湾抽水蓄能电站")]


def test_a_short_form_with_the_word_for_a_project_is_found_behind_the_full_name_only() -> None:
    assert [text for _, text in mentions("柳湾温泉度假小镇项目正式开工。度假小镇项目总投资3亿元。")] == [
        "柳湾温泉度假小镇项目",
        "度假小镇项目",
    ]
    assert [text for _, text in mentions("度假小镇项目很多。柳湾温泉度假小镇项目正式开工。")] == [
        "柳湾温泉度假小镇项目"
    ]


def test_the_beginning_of_another_name_is_no_repeated_mention() -> None:
    text = "柳湾抽水蓄能电站正式开工建设。柳湾抽水蓄能电站管理处昨天挂牌。"
    assert mentions(text) == [(0, "柳湾抽水蓄能电站")]


def test_the_chain_says_that_the_name_was_found_elsewhere() -> None:
    text = "柳湾抽水蓄能电站正式开工建设。村民们说，柳湾抽水蓄能电站来了，日子有盼头。"
    assert extract(text).projects[1].rules[0] == "project.repeated"


@given(st.lists(st.sampled_from(["柳湾大桥工程", "开工", "，", "。", "管理处", "在", "二期", "项目"]), max_size=30))
def test_offsets_hold_and_no_mention_lies_across_another(pieces: list[str]) -> None:
    text = "".join(pieces)
    at = 0
    for project in extract(text).projects:
        assert project.start >= at
        assert text[project.start : project.end] == project.text
        at = project.end
