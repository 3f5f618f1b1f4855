"""Region mentions: which names are one, and which division they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.find.regions import find_regions
from kaigong.gazetteer import gazetteer
from kaigong.layout.sections import Section
from kaigong.mentions import Region
from kaigong.rules import default_rules
from kaigong.text import Reading, reading_of

RULES = default_rules()


def section(start: int, end: int, region: str | None = None) -> Section:
    return Section(heading=None, byline=None, region=region, extent=(start, end), reading=(start, end))


def regions_in(text: str, *sections: Section) -> tuple[Region, ...]:
    return find_regions(Reading(text), sections or (section(0, len(text)),), RULES)


def codes_in(text: str) -> list[tuple[str, str | None]]:
    return [(region.text, region.code) for region in regions_in(text)]


def test_a_chain_is_one_mention_for_each_division() -> None:
    first, second = regions_in("贵州省铜仁市今年新开工水库三座。")
    assert (first.text, first.span, first.code, first.name) == ("贵州省", (0, 3), "520000", "贵州省")
    assert (second.text, second.span, second.code, second.name) == ("铜仁市", (3, 6), "520600", "贵州省铜仁市")


@pytest.mark.parametrize(
    "text",
    [
        "北京路两侧的商铺正在改造。",
        "南京东路的灯光秀亮了。",
        "他毕业于吉林大学。",
        "四川大学和本地企业合作。",
        "上海远航重工集团派人来考察。",
        "重庆小面开到了海外。",
        "泸州老窖的股价走高。",
        "长白山的雪化了。",
        "新疆棉价格回升。",
        "记者王吉林 通讯员李朝阳摄",
        "村民张安阳说，路好走了。",
        "第六届中国（四川）国际农业博览会开幕。",
        "汽车零部件是朝阳产业。",
        "县城固定资产投资增长8%。",
        "黄河南岸的堤防已经加固。",
        "主城区的管网今年改造。",
        "产品卖到了东方市场。",
        "方案提出打通西南通道。",
        "江西理工大学的实验楼竣工。",
        "湖北交投投建的大桥合龙。",
        "中国地质大学（武汉）的新校区开工。",
        "长白机场扩建。",
        "三河汇流处建起了泵站。",
    ],
)
def test_a_name_inside_another_name_is_no_mention(text: str) -> None:
    assert codes_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上海市场需求旺盛。", [("上海", "310000")]),
        ("阳泉市城区改造老旧管网。", [("阳泉市", "140300"), ("城区", "140302")]),
        ("记者在吉林采访。", [("吉林", "220000")]),
        ("吉林市新建两座大桥。", [("吉林市", "220200")]),
        ("齐鲁大地掀起项目建设热潮。", [("齐鲁大地", "370000")]),
        ("河北三河的水厂扩建。", [("河北", "130000"), ("三河", "131082")]),
        ("舒兰、磐石两市新建粮库。", [("舒兰", "220283"), ("磐石", "220284")]),
        ("在河南县，牧道硬化完成。", [("河南县", "632324")]),
        ("江源县如今叫江源区。", [("江源县", "220605"), ("江源区", "220605")]),
        ("四川成都的工厂投产。", [("四川", "510000"), ("成都", "510100")]),
    ],
)
def test_names_and_their_borders(text: str, expected: list[tuple[str, str]]) -> None:
    assert codes_in(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("南京市鼓楼区开工。", "鼓楼区", "320106"),
        ("福州今年投资大增。其中鼓楼区增速最快。", "鼓楼区", "350102"),
        ("鼓楼区增速最快。", "鼓楼区", None),
        ("辽宁朝阳的项目开工。", "朝阳", "211300"),
        ("北京和长春都有朝阳区。", "朝阳区", None),
        ("江苏南通的通州区新建码头。", "通州区", "320612"),
        ("杭州市西湖区有一座大桥。", "西湖区", "330106"),
        ("甘肃省兰州市城关区开工。", "城关区", "620102"),
        ("朝阳北票的矿山复绿。", "朝阳", "211300"),
    ],
)
def test_which_division_of_a_name_is_meant(text: str, name: str, code: str | None) -> None:
    assert dict(codes_in(text))[name] == code


def test_the_section_speaks_before_the_rest_of_the_article() -> None:
    text = "南京市：鼓楼区开工项目12个。\n福州市：鼓楼区开工项目15个。\n"
    half = text.index("\n") + 1
    found = regions_in(text, section(0, half), section(half, len(text)))
    assert [region.code for region in found if region.text == "鼓楼区"] == ["320106", "350102"]


def test_a_sections_own_region_decides() -> None:
    text = "鼓楼区开工项目12个。"
    (found,) = regions_in(text, section(0, len(text), "410200"))
    assert found.code == "410204"


def test_the_short_name_of_a_county_needs_something_that_speaks_for_it() -> None:
    assert codes_in("慈溪今年新建七条道路。") == [("慈溪", "330282")]
    assert codes_in("宁波市和慈溪都有新项目。")[1] == ("慈溪", "330282")
    assert [name for name, _ in codes_in("贵阳的轻轨从金阳出发。")] == ["贵阳"]


def test_offsets_go_back_to_the_article_across_a_line_break() -> None:
    reading = reading_of("抚松\n县今年开工。", [(0, 2), (3, 9)])
    (found,) = find_regions(reading, (section(0, 8),), RULES)
    assert (found.text, found.fragments, found.code) == ("抚松县", ((0, 2), (3, 4)), "220621")


def test_every_guard_is_named_in_the_chain() -> None:
    (found,) = regions_in("南京市今年新建两座大桥。")
    assert {"region.gazetteer", "region.other_name", "region.behind", "region.person"} <= set(found.rules)


@given(st.text(alphabet="吉林省市白山朝阳鼓楼区王记者说县路公司（）、，南京东1\n", max_size=80))
def test_mentions_are_slices_in_order_with_known_codes(text: str) -> None:
    known = gazetteer(RULES)
    end_before = 0
    for found in regions_in(text):
        start, end = found.span
        assert end_before <= start
        assert text[start:end] == found.text
        assert found.code is None or found.name == known.full_name(found.code)
        end_before = end


@pytest.mark.parametrize("unit", ["吉林", "朝阳", "1", "、", "（", "\n", "北京路", "王吉林", "一", "“"])
def test_long_runs_do_not_hang(unit: str) -> None:
    regions_in(unit * (100_000 // len(unit)))
