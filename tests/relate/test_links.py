"""What a sum belongs to (guideline, "Money")."""

from __future__ import annotations

import pytest

from kaigong.extract import extract


def links_of(text: str) -> list[tuple[str, str]]:
    """Owner and sum of each link, in the order of the sums."""
    return [(link.owner.text, link.amount.text) for link in extract(text).links]


@pytest.mark.parametrize(
    "text",
    [
        "柳湾大桥总投资3亿元。",
        "柳湾大桥正式开工，总投资3亿元。",
        "柳湾大桥正式开工，工期两年，总投资约3亿元。",
        "投资3亿元的柳湾大桥正式开工。",
        "总投资3亿元的柳湾大桥正式开工。",
        "柳湾大桥（总投资3亿元）正式开工。",
        "总投资3亿元、全长8公里的柳湾大桥正式开工。",
        "总投资3亿元，位于青山县柳湾镇的柳湾大桥正式开工。",
        "总投资3亿元、历时四年建设的柳湾大桥正式通车。",
        "新开工的有柳湾大桥（3亿元）。",
        "柳湾大桥昨日奠基。由青山集团投资3亿元的这一项目工期两年。",
        "柳湾大桥昨日奠基。这座总投资3亿元的大桥工期两年。",
        "新开工的有柳湾大桥，3亿元。",
        "新开工的有柳湾大桥：约3亿元。",
    ],
)
def test_a_sum_belongs_to_the_project_named_beside_it(text: str) -> None:
    assert links_of(text) == [("柳湾大桥", "3亿元")]


@pytest.mark.parametrize(
    "text",
    [
        "柳湾大桥正式开工。该项目总投资3亿元。",
        "柳湾大桥正式开工。据悉，该工程总投资3亿元。",
        "柳湾大桥正式开工。项目总投资3亿元。",
        "柳湾大桥正式开工。\n该项目总投资3亿元。",
        "1.柳湾大桥。总投资3亿元。",
        "柳湾大桥正式开工。大桥总投资3亿元。",
        "柳湾大桥正式开工。据悉，该桥全长2公里。整个大桥总投资3亿元。",
    ],
)
def test_a_word_that_stands_for_a_project_brings_it_the_sum(text: str) -> None:
    assert links_of(text) == [("柳湾大桥", "3亿元")]


def test_the_end_of_a_name_stands_for_it() -> None:
    assert links_of("青山康养文化中心项目开工。中心总投资3亿元。") == [("青山康养文化中心项目", "3亿元")]


def test_a_sum_before_another_name_is_no_bare_one() -> None:
    assert links_of("柳湾大桥，3亿元的梅岭水库项目开工。")[:1] != [("柳湾大桥", "3亿元")]


@pytest.mark.parametrize("other", ["该公司新厂房昨日剪彩", "此次旅游节昨日开幕", "这批企业开业"])
def test_a_sum_of_something_else_stands_for_no_project(other: str) -> None:
    assert ("柳湾大桥", "12亿元") not in links_of(f"柳湾大桥正式开工。总投资12亿元的{other}。")


def test_sums_told_one_after_the_other_belong_to_the_projects_in_their_order() -> None:
    text = "柳湾大桥、梅岭水库项目开工，投资额依次为3亿元、5亿元。"
    assert links_of(text) == [("柳湾大桥", "3亿元"), ("梅岭水库项目", "5亿元")]


def test_a_word_that_stands_for_a_batch_brings_it_the_sum() -> None:
    assert links_of("全县12个项目集中开工。这批项目总投资3亿元。") == [("12个", "3亿元")]


def test_a_batch_has_its_threshold_and_its_sum() -> None:
    text = "全年计划实施5000万元以上项目317个，总投资1460亿元。"
    assert links_of(text) == [("317个", "5000万元"), ("317个", "1460亿元")]


def test_each_threshold_belongs_to_the_count_that_it_restricts() -> None:
    text = "全县新开工5000万元以上项目64个、亿元以上项目28个。"
    assert links_of(text) == [("64个", "5000万元"), ("28个", "亿元")]


def test_a_sum_that_several_counts_share_is_linked_to_each() -> None:
    assert links_of("工业类项目3个、农业类项目5个，共投资8亿元。") == [("3个", "8亿元"), ("5个", "8亿元")]


def test_each_count_keeps_a_sum_of_its_own() -> None:
    text = "签约工业项目3个，总投资5亿元；签约农业项目5个，总投资2亿元。"
    assert links_of(text) == [("3个", "5亿元"), ("5个", "2亿元")]


def test_a_project_keeps_its_sums_of_several_roles() -> None:
    text = "柳湾大桥总投资3亿元，年度计划投资1亿元，已完成投资8000万元。"
    assert links_of(text) == [("柳湾大桥", "3亿元"), ("柳湾大桥", "1亿元"), ("柳湾大桥", "8000万元")]


def test_sums_that_stand_side_by_side_with_projects_go_to_one_each() -> None:
    text = "加快柳湾大桥、白石河水库、东坪泵站建设，分别投资1亿元、2亿元、3亿元。"
    assert links_of(text) == [("柳湾大桥", "1亿元"), ("白石河水库", "2亿元"), ("东坪泵站", "3亿元")]


@pytest.mark.parametrize(
    "text",
    [
        "柳湾大桥正式开工。去年，全县生产总值达到120亿元。",
        "柳湾大桥正式开工，全县地区生产总值增至120亿元。",
        "县里设立产业基金，规模5亿元。",
        "每斤卖到3元，村民乐开了花。",
        "全县总投资128亿元。",
    ],
)
def test_a_sum_that_belongs_to_neither_has_no_link(text: str) -> None:
    assert links_of(text) == []


def test_a_sum_belongs_to_its_own_sentence_first() -> None:
    text = "柳湾大桥总投资3亿元。白石河水库正式开工，总投资2亿元。"
    assert links_of(text) == [("柳湾大桥", "3亿元"), ("白石河水库", "2亿元")]


def test_every_link_names_its_rule_and_joins_mentions_of_the_article() -> None:
    found = extract("投资3亿元的柳湾大桥正式开工。全年计划实施亿元以上项目64个，总投资98亿元。")
    assert [link.rule for link in found.links] == ["links.sum_before_name", "links.threshold", "links.sum_behind"]
    for link in found.links:
        assert link.amount in found.amounts
        assert link.owner in (*found.projects, *found.counts)


@pytest.mark.parametrize(
    "text",
    [
        "柳湾大桥开工。" + "总投资3亿元，" * 4_700,
        "12个项目开工，" + "总投资3亿元，" * 4_700,
        "5000万元以上项目12个。" * 2_500,
        "柳湾大桥分别投资1亿元、" * 2_700,
        "该项目总投资3亿元，" * 3_300,
    ],
    ids=lambda text: text[:16],
)
def test_a_text_without_a_full_stop_costs_no_more_than_its_length(text: str) -> None:
    extract(text)


@pytest.mark.parametrize(("word", "owner"), [("后者", "柳湾水库"), ("前者", "青石大桥")])
def test_the_latter_and_the_former_are_one_each(word: str, owner: str) -> None:
    assert links_of(f"青石大桥、柳湾水库同时开工，{word}总投资3亿元。") == [(owner, "3亿元")]


def test_a_threshold_with_a_comma_in_its_number_belongs_to_the_count_behind_it() -> None:
    assert links_of("柳湾县新开工1,200万元以上项目18个。") == [("18个", "1,200万元")]


def test_a_list_of_three_batches_shares_the_total_behind_it() -> None:
    text = "今年推进100个产业项目、90个基础设施项目、80个民生项目，总投资300亿元。"
    found = extract(text)
    assert sorted(link.owner.text for link in found.links) == ["100个", "80个", "90个"]


def test_the_sum_in_front_of_a_title_belongs_to_the_name_behind_the_space() -> None:
    [link] = extract("总投资60亿元 南江集团柳湾动力电池基地签约\n").links
    assert link.owner.text == "南江集团柳湾动力电池基地"


def test_money_of_another_field_belongs_to_no_batch() -> None:
    assert extract("全省实施水利项目120个，落实水利建设投资78亿元。").links == ()


def test_a_sum_that_comes_from_a_bond_belongs_to_no_project_before_it() -> None:
    text = "柳湾大桥已经开工建设，资金来自增发的10亿元国债。"
    assert extract(text).links == ()
