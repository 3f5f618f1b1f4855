"""Who is named in bylines, captions and lines of editors, and with which part."""

from __future__ import annotations

import pytest

from kaigong.extract import extract
from kaigong.layout.sections import lay_out
from kaigong.rules import default_rules

BODY = "昨天，水厂开工，全城欢喜。\n工程投资2亿元。"


def people(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.part) for block in lay_out(text, default_rules()).blocks for one in block.people]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("本报讯（记者 周晓峰 通讯员 吴 敏）", [("周晓峰", "reporter"), ("吴敏", "correspondent")]),
        ("本报讯(钱文 记者周晓峰)", [("钱文", "writer"), ("周晓峰", "reporter")]),
        ("新华社长春5月6日电（记者周晓峰、吴敏）", [("周晓峰", "reporter"), ("吴敏", "reporter")]),
        ("新城融媒讯（记者 周晓峰）", [("周晓峰", "reporter")]),
    ],
)
def test_at_the_start_of_a_paragraph(byline: str, expected: list[tuple[str, str]]) -> None:
    assert people(f"水厂开工\n{byline}{BODY}") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("□本报记者 周晓峰 通讯员 欧阳文", [("周晓峰", "reporter"), ("欧阳文", "correspondent")]),
        ("周晓峰 吴敏", [("周晓峰", "writer"), ("吴敏", "writer")]),
        ("来源：县水务局　作者：周晓峰　编辑：吴敏", [("周晓峰", "writer"), ("吴敏", "editor")]),
        ("文/图 本报记者 周晓峰", [("周晓峰", "photographer"), ("周晓峰", "reporter")]),
        ("文丨记者 周晓峰 图丨吴敏", [("周晓峰", "reporter"), ("吴敏", "photographer")]),
        ("新城日报特约通讯员 周晓峰", [("周晓峰", "correspondent")]),
    ],
)
def test_on_a_line_below_the_title(line: str, expected: list[tuple[str, str]]) -> None:
    assert people(f"水厂开工\n{line}\n{BODY}") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("责编：吴敏　校对：周晓峰", [("吴敏", "editor"), ("周晓峰", "editor")]),
        ("（责任编辑：吴敏）", [("吴敏", "editor")]),
        ("本报记者 周晓峰", [("周晓峰", "reporter")]),
        ("来源：新城日报", []),
    ],
)
def test_on_the_last_line(line: str, expected: list[tuple[str, str]]) -> None:
    text = f"水厂开工\n{BODY}\n{line}"
    assert people(text) == expected
    assert lay_out(text, default_rules()).blocks[-1].kind == "byline"


def test_names_alone_sign_the_last_paragraph_and_no_other() -> None:
    text = "水厂开工\n昨天，水厂开工。（周晓峰 吴敏）\n工程投资2亿元。（钱文 郑平）"
    assert people(text) == [("钱文", "writer"), ("郑平", "writer")]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("水厂的新机房。 本报记者 周晓峰 摄", ["周晓峰"]),
        ("↑水厂的新机房。（通讯员 廖 凯 吴敏 摄）", ["廖凯", "吴敏"]),
        ("图为水厂的新机房。县融媒体中心供图", []),
        ("水厂的新机房\n周晓峰/摄", ["周晓峰"]),
    ],
)
def test_a_photos_credit_names_photographers(caption: str, expected: list[str]) -> None:
    assert people(f"水厂开工\n昨天，水厂开工。\n{caption}\n工程投资2亿元。") == [
        (name, "photographer") for name in expected
    ]


def test_the_editors_of_a_sheet_stand_in_its_first_line() -> None:
    page = (
        "2024年5月6日 星期一　责任编辑 吴 敏　02版 要闻\n\n抚松：早\n\n本报讯(钱文)江水绿了。\n\n"
        "临江：晚\n\n本报讯(记者 周晓峰)雪化了。"
    )
    assert people(page) == [("吴敏", "editor"), ("钱文", "writer"), ("周晓峰", "reporter")]


def test_title_and_byline_on_the_line_of_the_first_sentence() -> None:
    text = "水厂开工 全城欢喜 本报讯（记者 周晓峰）昨天，水厂开工。工程投资2亿元。"
    layout = lay_out(text, default_rules())
    assert [(block.kind, block.text) for block in layout.blocks] == [
        ("body", "水厂开工 全城欢喜"),
        ("byline", "本报讯（记者 周晓峰）"),
        ("body", "昨天，水厂开工。工程投资2亿元。"),
    ]
    assert layout.sections[0].heading == "水厂开工 全城欢喜"


def test_a_name_leads_back_to_its_place_even_with_a_blank_in_it() -> None:
    text = f"水厂开工\n本报记者 周 敏\n{BODY}"
    (person,) = extract(text).records.sections[0].people
    assert person.name == "周敏"
    assert [text[start:end] for start, end in person.fragments] == ["周 敏"]


def test_people_go_with_their_section() -> None:
    page = "抚松：早\n\n本报讯(钱文)江水绿了。\n\n江边的码头。周晓峰 摄\n\n临江：晚\n\n本报讯(记者 吴敏)雪化了。"
    sections = extract(page).records.sections
    assert [[(one.name, one.part) for one in section.people] for section in sections] == [
        [("钱文", "writer"), ("周晓峰", "photographer")],
        [("吴敏", "reporter")],
    ]
