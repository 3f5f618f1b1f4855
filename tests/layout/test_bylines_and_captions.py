"""Who wrote, who took the photo."""

from __future__ import annotations

import pytest

from kaigong.layout.sections import lay_out
from kaigong.rules import default_rules


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in lay_out(text, default_rules()).blocks]


@pytest.mark.parametrize(
    "byline",
    [
        "本报讯(钱文 记者周晓峰)",
        "本报讯 （记者 周晓峰 通讯员 吴 敏）",
        "本报抚松讯（周晓峰）",
        "本报5月6日讯（记者周晓峰、吴敏）",
        "新华社长春5月6日电（记者周晓峰、吴敏）",
        "（记者　周晓峰　通讯员　吴敏）",
        "（中国水利网、《水讯》杂志特约通讯员 周晓峰 吴敏）",
        "本报讯 记者周晓峰报道：",
    ],
)
def test_byline_before_a_paragraph(byline: str) -> None:
    assert blocks(f"水厂开工\n{byline}昨天，水厂开工。\n工程投资2亿元。") == [
        ("body", "水厂开工"),
        ("byline", byline),
        ("body", "昨天，水厂开工。"),
        ("body", "工程投资2亿元。"),
    ]


@pytest.mark.parametrize(
    "byline", ["周晓峰", "周晓峰 吴敏", "本报记者 周晓峰", "□本报记者 周晓峰 通讯员 欧阳文", "文/图 本报记者 周 晓"]
)
def test_byline_on_a_line_of_its_own_stands_without_its_ornament(byline: str) -> None:
    assert ("byline", byline.lstrip("□")) in blocks(f"水厂开工\n{byline}\n昨天，水厂开工，全城欢喜。")


def test_byline_behind_the_last_sentence() -> None:
    assert blocks("水厂开工\n昨天，水厂开工。（记者 周晓峰）")[1:] == [
        ("body", "昨天，水厂开工。"),
        ("byline", "（记者 周晓峰）"),
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "（晚间新闻）：昨天，水厂开工。",
        "新华社报道，记者６日从市水务局获悉，水厂开工。",
        "记者昨天从市水务局获悉，水厂开工。",
        "水厂（一期）昨天开工。",
    ],
)
def test_no_byline(opening: str) -> None:
    assert blocks(f"水厂开工\n{opening}") == [("body", "水厂开工"), ("body", opening)]


def test_a_byline_broken_by_a_column() -> None:
    layout = lay_out("本报讯(钱文、\n\n记者周晓峰)昨天，水厂开工。", default_rules())
    assert [(block.kind, len(block.fragments)) for block in layout.blocks] == [("byline", 2), ("body", 1)]
    assert layout.reading.text == "本报讯(钱文、记者周晓峰)\n昨天，水厂开工。"


@pytest.mark.parametrize(
    "caption",
    [
        "水厂施工现场。 本报记者 周晓峰 摄",
        "水厂施工现场。周晓峰 吴敏 摄",
        "图为水厂施工现场。",
        "↑水厂施工现场。周晓峰 摄",
        "（图为水厂施工现场。 周 晓 摄）",
        "水厂施工现场 周晓峰/摄",
    ],
)
def test_caption_between_two_halves(caption: str) -> None:
    text = f"工人们趁着晴天抢铺管，赶在汛期之\n\n{caption}\n\n前完工。"
    assert blocks(text) == [("body", "工人们趁着晴天抢铺管，赶在汛期之前完工。"), ("caption", caption)]


def test_caption_of_several_lines() -> None:
    text = "工人们在抢铺管道。\n\n图为水厂取水口的施工\n现场。周晓峰 摄\n\n管道全长三公里。"
    assert ("caption", "图为水厂取水口的施工现场。周晓峰 摄") in blocks(text)


def test_credit_on_a_line_of_its_own() -> None:
    text = "工人们在抢铺管道。\n水厂施工现场。\n本报记者 周晓峰 摄\n管道全长三公里。"
    assert ("caption", "水厂施工现场。本报记者 周晓峰 摄") in blocks(text)


def test_a_sentence_that_ends_with_the_verb_is_no_caption() -> None:
    assert blocks("水厂的照片由他拍摄") == [("body", "水厂的照片由他拍摄")]
