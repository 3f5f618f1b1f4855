"""A page as a whole: its blocks, sections and reading text."""

from __future__ import annotations

import pytest

from kaigong.layout.sections import Layout, lay_out
from kaigong.rules import default_rules

PAGE = """

春潮涌动大江边

——白山市春季项目见闻

孙立新 本报记者 周晓峰

江水刚刚开化，两岸的工地就热闹起来。全市列出重点项目八十个，件件有人盯，天

天有人问。

人勤春早。各县（市、区）比着干、赛着跑。



工人在安装水轮机。 本报记者 周晓峰 摄

抚松：山里来了施工队

本报讯(钱文 记者周晓峰)一大早，参王水厂的工地上就响起了号子。工人们说，等新机“开



抚松县参王水厂一期项目现场。吴敏 摄

工”，全村都能喝上好水。今年，县里要建成总投资3亿元的松

江路供水管网。

临江：码头又闻汽笛声

本报讯(赵明亮)江边码头扩建项目3月复工，总投资1

.5亿元，年底前可靠千吨船。

户居民领到了新钥匙。搬家那天，鞭炮声从早响到
"""


@pytest.fixture(scope="module")
def page() -> Layout:
    return lay_out(PAGE, default_rules())


def texts(layout: Layout, kind: str) -> list[str]:
    return [block.text for block in layout.blocks if block.kind == kind]


def test_headings_with_their_regions(page: Layout) -> None:
    assert page.is_page
    assert [(block.text, block.region) for block in page.blocks if block.kind == "heading"] == [
        ("春潮涌动大江边", None),
        ("——白山市春季项目见闻", "220600"),
        ("抚松：山里来了施工队", "220621"),
        ("临江：码头又闻汽笛声", "220681"),
    ]


def test_bylines(page: Layout) -> None:
    assert texts(page, "byline") == ["孙立新 本报记者 周晓峰", "本报讯(钱文 记者周晓峰)", "本报讯(赵明亮)"]


def test_captions_follow_the_paragraph_that_they_interrupt(page: Layout) -> None:
    lines = page.reading.text.split("\n")
    caption = lines.index("抚松县参王水厂一期项目现场。吴敏 摄")
    assert lines[caption - 1].startswith("一大早")
    assert lines[caption - 1].endswith("松江路供水管网。")


def test_stray_piece_of_a_neighbour(page: Layout) -> None:
    assert texts(page, "stray") == ["户居民领到了新钥匙。搬家那天，鞭炮声从早响到"]


def test_cut_lines_are_joined_in_words_and_numbers(page: Layout) -> None:
    for whole in ("天天有人问", "“开工”", "松江路供水管网", "总投资1.5亿元"):
        assert whole in page.reading.text


def test_fragments_of_a_joined_word_lead_back_to_both_halves(page: Layout) -> None:
    start = page.reading.text.index("松江路")
    fragments = page.reading.fragments(start, start + 3)
    assert [PAGE[left:right] for left, right in fragments] == ["松", "江路"]


def test_sections(page: Layout) -> None:
    assert [(section.heading, section.region) for section in page.sections] == [
        ("春潮涌动大江边", "220600"),
        ("抚松：山里来了施工队", "220621"),
        ("临江：码头又闻汽笛声", "220681"),
    ]
    assert page.sections[1].byline == "本报讯(钱文 记者周晓峰)"
    left, right = page.sections[1].extent
    assert PAGE[left:right].startswith("抚松：")
    left, right = page.sections[1].reading
    assert page.reading.text[left:right].endswith("吴敏 摄\n")


def test_a_clean_article_is_its_own_reading() -> None:
    article = "临江码头三期工程开工\n\u3000\u3000昨天，临江码头三期工程开工。\n\u3000\u3000工程总投资2亿元。\n"
    layout = lay_out(article, default_rules())
    assert layout.reading.text is article
    assert not layout.is_page
    assert [block.kind for block in layout.blocks] == ["body"] * 3
    assert [(section.heading, section.region) for section in layout.sections] == [("临江码头三期工程开工", "220681")]


@pytest.mark.parametrize("text", ["", "\n", " \u3000\n\n\t"])
def test_a_blank_text_has_one_empty_section(text: str) -> None:
    layout = lay_out(text, default_rules())
    assert layout.blocks == ()
    assert [section.extent for section in layout.sections] == [(0, len(text))]


def test_a_heading_right_before_another_and_one_without_text_are_kept() -> None:
    page = (
        "抚松：早\n\n本报讯(钱文)江水绿了。\n\n临江：晚\n\n长白：午\n\n本报讯(吴敏)雪化了。\n\n靖宇：夜\n\n本报讯(吴敏)"
    )
    layout = lay_out(page, default_rules())
    assert texts(layout, "heading") == ["抚松：早", "临江：晚", "长白：午", "靖宇：夜"]
    assert [section.region for section in layout.sections] == ["220621", "220681", "220623", "220622"]


def test_headings_without_a_colon() -> None:
    paragraph = "一早起来，山里的公路上就响起了号子声，工人们忙着铺管架线，谁也顾不上说话，只盼着早一天通水。"
    page = f"抚松 山水作答\n\n{paragraph}\n\n临江\u3000江畔新歌\n\n{paragraph}\n"
    assert [(section.heading, section.region) for section in lay_out(page, default_rules()).sections] == [
        ("抚松 山水作答", "220621"),
        ("临江\u3000江畔新歌", "220681"),
    ]
    rows = f"项目名单\n抚松县 参王水厂\n临江市 码头扩建\n{paragraph}"
    assert not lay_out(rows, default_rules()).is_page


def test_a_countys_name_that_is_also_a_word_counts_in_its_citys_page() -> None:
    page = "剑阁：早\n\n本报讯(钱文)江水绿了。\n\n曾家山上看朝天\n\n本报讯(吴敏)雪化了。"
    regions = [block.region for block in lay_out(page, default_rules()).blocks if block.kind == "heading"]
    assert regions == ["510823", "510812"]


def test_a_heading_whose_place_stands_last() -> None:
    page = "抚松：早\n\n本报讯(钱文)江水绿了。\n\n鸭绿江畔看长白\n\n本报讯(吴敏)雪化了。"
    regions = [block.region for block in lay_out(page, default_rules()).blocks if block.kind == "heading"]
    assert regions == ["220621", "220623"]
