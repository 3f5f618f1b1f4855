"""Which line breaks cut a sentence."""

from __future__ import annotations

import textwrap

import pytest

from kaigong.layout.sections import lay_out
from kaigong.rules import default_rules


def body(text: str) -> list[str]:
    return [block.text for block in lay_out(text, default_rules()).blocks if block.kind == "body"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("昨天上午，县里的水厂、", "电厂同时开工。"),
        ("县里提出“开工就是冲刺", "投产就是胜利”的口号。"),
        ("两个项目一共用工200人，建成后年产值达3", "4.5亿元，用工二百人。"),
        ("他们在河边（老码头对面", "的空地）建起了新厂房。"),
        ("今年，县里又谋划了一批大项", "目，总投资20亿元。"),
        ("这是大家盼了多年", "的好事。"),
        ("他说：“项目开工了", "。”大家都笑了。"),
        ("两年来，县里把全部的家底都投进了水利，新修水厂", "三座，惠及八个乡镇。"),
        ("水厂已经建成；电厂还在打桩；", "码头年底动工。"),
    ],
)
def test_is_joined(first: str, second: str) -> None:
    assert body(f"开头的一句话。\n{first}\n{second}\n结尾的一句话。")[1:-1] == [first + second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("水厂开工 全城欢喜", "昨天，水厂开工。"),
        ("一、总体安排", "全年开工项目二十个。"),
        ("（二）重点项目", "第一个是水厂。"),
        ("1.水厂一期", "2.水厂二期"),
        ("发布时间：2024-05-06", "浏览次数：26"),
        ("现公告如下：", "水厂项目总投资2亿元。"),
        ("截至目前，水厂项目已经完成投资1.2亿元", "\u3000\u3000据介绍，水厂明年建成。"),
        ("到去年底，全县共有水厂12座，日供水30万吨", "据了解，今年还要新建两座。"),
        ("春天来了。", "水厂开工了。"),
    ],
)
def test_is_left_alone(first: str, second: str) -> None:
    text = f"开头的一句话。\n{first}\n{second}\n结尾的一句话。"
    assert body(text)[1:-1] == [first, second.strip()]
    assert lay_out(text, default_rules()).reading.text is text


SENTENCES = (
    "水厂一期工程昨天正式开工，总投资2.35亿元，日供水能力10万吨，建成后可以满足全县三十万人的用水需要。"
    "与此同时，配套的管网改造也在加紧进行，计划今年10月底以前全部完工，届时老城区的水压将明显提高。"
)


@pytest.mark.parametrize("width", [14, 20, 30])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_hard_breaks_at_a_width(width: int, indent: str) -> None:
    paragraphs = [SENTENCES, "记者在现场看到，" + SENTENCES]
    broken = "\n\n".join("\n".join(textwrap.wrap(indent + paragraph, width)) for paragraph in paragraphs)
    assert body(f"水厂开工\n\n{broken}\n") == ["水厂开工", *paragraphs]


def test_titles_of_one_length_between_long_paragraphs_are_no_hard_breaks() -> None:
    titles = ["以项目之进促发展之稳中有进", "以服务之优促企业之快中有好", "以作风之变促效率之高中有新"]
    text = "\n".join(part for title in titles for part in (title, SENTENCES))
    assert body(text) == [part for title in titles for part in (title, SENTENCES)]


def test_a_short_half_of_a_sentence_before_a_caption() -> None:
    halves = ("规模最大的是老码头对面的", "县城第二水厂，日供水十万吨。")
    text = f"水厂开工\n昨天，水厂开工。\n{halves[0]}\n\n\n图为水厂的新机房。\n\n{halves[1]}\n全城欢喜。"
    assert body(text) == [
        "水厂开工",
        "昨天，水厂开工。",
        "规模最大的是老码头对面的县城第二水厂，日供水十万吨。",
        "全城欢喜。",
    ]


def test_a_short_line_is_half_of_a_sentence_only_where_columns_cut_the_text() -> None:
    half = ("规模最大的是城北", "第二水厂，日供水十万吨。")
    cut = ("工人们说，等水厂建成，全村都能喝", "上好水。")
    assert body("\n".join(("昨天，水厂开工。", *half, "全城欢喜。")))[1:3] == list(half)
    assert body("\n".join(("昨天，水厂开工。", *half, *cut, "全城欢喜。")))[1:3] == ["".join(half), "".join(cut)]


def test_titles_between_paragraphs_stay_apart_in_a_text_that_columns_cut() -> None:
    text = (
        "昨天，水厂开工。\n水从山里来\n工人们说，等水厂建成，全村都能喝\n上好水。\n路往山外去\n公路也通了。\n全城欢喜。"
    )
    assert body(text) == [
        *(
            "昨天，水厂开工。",
            "水从山里来",
            "工人们说，等水厂建成，全村都能喝上好水。",
            "路往山外去",
            "公路也通了。",
            "全城欢喜。",
        )
    ]


def test_a_remark_in_brackets_behind_a_full_stop_ends_its_paragraph() -> None:
    assert body("昨天，水厂开工，全城欢喜。（图片另发）\n工程投资2亿元。") == [
        "昨天，水厂开工，全城欢喜。（图片另发）",
        "工程投资2亿元。",
    ]


def test_a_paragraph_cut_twice() -> None:
    assert body("县里提出，\n今年要建、\n明年要成。") == ["县里提出，今年要建、明年要成。"]
