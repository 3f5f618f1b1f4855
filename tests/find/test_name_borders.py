"""Where names begin and end: what governs, modifies or follows them stays outside."""

from __future__ import annotations

import pytest

from kaigong.extract import extract_article
from kaigong.find.name_borders import core, is_proper, nesting, word_ends
from kaigong.find.project_grammar import grammar
from kaigong.rules import default_rules
from kaigong.text import Article

RULES = grammar(default_rules())


def names(text: str) -> list[str]:
    found = extract_article(Article(text), default_rules(), by_rules_alone=True)
    return [project.text for project in found.projects]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("宏伟的柳湾水利枢纽工程", "柳湾水利枢纽工程"),
        ("严格遵循柳湾供水工程", "柳湾供水工程"),
        ("负责柳湾供水工程", "柳湾供水工程"),
        ("看准了柳湾镇生产线", "柳湾镇生产线"),
        ("公司柳湾镇10万吨甲醇项目", "柳湾镇10万吨甲醇项目"),
        ("柳湾镇提标改造工程", "柳湾镇提标改造工程"),
        ("柳湾镇高新产业园二期", "柳湾镇高新产业园二期"),
        ("浙江温岭的炼化一体化项目", "浙江温岭的炼化一体化项目"),
        ("连接柳湾镇和白石乡的三级公路", "连接柳湾镇和白石乡的三级公路"),
    ],
)
def test_a_name_begins_behind_what_governs_or_modifies_it(text: str, name: str) -> None:
    start, end = core(text, RULES, is_headed=True)
    assert text[start:end] == name


def test_a_name_without_a_head_ends_before_adverbs_and_times() -> None:
    text = "柳湾铜箔去年"
    start, end = core(text, RULES, is_headed=False)
    assert text[start:end] == "柳湾铜箔"


def test_what_stands_in_brackets_ends_nothing() -> None:
    text = "柳湾大桥（已开工的引桥）工程"
    assert core(text, RULES, is_headed=True) == (0, len(text))


@pytest.mark.parametrize(
    "text", ["兰溪县改造", "柳湾三期", "“白石”工程", "引青济白工程", "柳塘水电站", "万吨铜箔厂", "城北水厂"]
)
def test_what_shows_a_particular_undertaking(text: str) -> None:
    assert is_proper(text, RULES)


@pytest.mark.parametrize("text", ["大型仓库", "车间改造", "供水管网"])
def test_what_could_be_any(text: str) -> None:
    assert not is_proper(text, RULES)


def test_brackets_and_quotations_nest() -> None:
    text = "甲（乙“丙”丁）戊"
    assert [nesting(text, 0, at) for at in range(len(text))] == [0, 0, 1, 1, 2, 2, 1, 1, 0]


def test_words_end_where_the_tokenizer_cuts() -> None:
    assert max(word_ends("柳湾大桥开工")) == 6


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("京能集团京北新型显示屏生产线投产。", "京能集团京北新型显示屏生产线"),
        ("白石电厂二期首台66万千瓦机组投产。", "白石电厂二期"),
        ("白石河大桥北主塔封顶。", "白石河大桥"),
        ("兰州——白石高速公路总投资30亿元。", "兰州——白石高速公路"),
        ("全线控制性工程白石山隧道顺利贯通。", "白石山隧道"),
        ("全国首座白石河光热电站并网发电。", "白石河光热电站"),
        ("投资3亿元的南江国际物流园一期建成投用。", "南江国际物流园一期"),
    ],
)
def test_borders_in_a_sentence(text: str, name: str) -> None:
    assert names(text) == [name]


def test_lengths_in_a_list_of_roads_are_no_part_of_their_names() -> None:
    assert names("今年续建滨河北路5.2公里、迎宾大道3.6公里。") == ["滨河北路", "迎宾大道"]


def test_what_goes_on_with_the_item_before_it_belongs_to_its_name() -> None:
    assert names("滨河北路道路、排水工程总投资3200万元。") == ["滨河北路道路、排水工程"]
