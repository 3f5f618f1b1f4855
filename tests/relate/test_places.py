"""Places: the lowest division that the text gives to a project or a count."""

from dataclasses import replace

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from kaigong.find.regions import find_regions
from kaigong.layout.sections import Section
from kaigong.relate.places import Place, Surroundings, place_count, place_project, surroundings
from kaigong.rules import default_rules
from kaigong.text import Reading, Span

RULES = default_rules()


def section(start: int, end: int, region: str | None = None) -> Section:
    return Section(heading=None, byline=None, region=region, extent=(start, end), reading=(start, end))


def laid_out(text: str, names: list[Span], *sections: Section) -> Surroundings:
    reading = Reading(text)
    parts = tuple(replace(one, given=one.region is not None) for one in sections) or (section(0, len(text)),)
    return surroundings(reading, find_regions(reading, parts, RULES), parts, names, RULES)


def unmarked(marked: str) -> tuple[str, list[Span], list[Span]]:
    """The text without marks, the spans of {projects}, and those of [counts]."""
    projects: list[Span] = []
    counts: list[Span] = []
    text = ""
    for piece in regex.findall(r"\{[^}]*\}|\[[^\]]*\]|[^{\[]+", marked):
        bare = piece.strip("{}[]")
        if piece[0] in "{[":
            (projects if piece[0] == "{" else counts).append((len(text), len(text) + len(bare)))
        text += bare
    return text, projects, counts


def project_places(marked: str) -> list[Place]:
    text, projects, _ = unmarked(marked)
    around = laid_out(text, projects)
    return [place_project(span, around) for span in projects]


def count_places(marked: str) -> list[Place]:
    text, projects, counts = unmarked(marked)
    around = laid_out(text, projects)
    return [place_count(span, around) for span in counts]


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("{铜仁市响水滩水库}开工。", "520600"),
        ("{贵州省铜仁市响水滩水库}开工。", "520600"),
        ("在四川成都，{一架飞机的全寿命服务项目}有序推进。", "510100"),
        ("{航电枢纽二期}在荥阳开工建设。", "410182"),
        ("在河南，{郑州机械产业园}在荥阳开工建设。", "410182"),
        ("{生物有机肥项目}落户镇平县。", "411324"),
        ("当地在江西赣州引进{线路板项目}。", "360700"),
        ("{昆明至大理高速公路}开工。", "530000"),
        ("陇西县今年修路。{陇西至漳县二级公路}开工。", "621100"),
        ("云南砚山今年修路。{元江至绿春高速公路}开工。", "530000"),
        ("{昆明至贵阳高速公路}开工。", None),
        ("全国各地都在开工。{一座水库}开工。", None),
    ],
)
def test_place_of_a_project(marked: str, code: str | None) -> None:
    assert project_places(marked)[0].code == code


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("江苏、浙江和安徽签约项目[88个]。", None),
        ("江苏无锡和苏州签约项目[88个]。", "320000"),
        ("江苏今年签约项目[88个]。", "320000"),
        ("砚山县开工项目12个。今年，云南全省开工项目[37件]。", "530000"),
        ("砚山县的水库开工。今年全省开工项目[37件]。", "530000"),
        ("砚山县的水库开工。今年全州开工项目[37件]。", "532600"),
        ("砚山县的水库开工。今年全县开工项目[37件]。", "532622"),
        ("记者在砚山县看到，当地开工项目[37件]。", "532622"),
        ("在浙江，水厂投产。全国实施水利项目[2.35万个]。", None),
        ("记者从水利部了解到，今年开工工程[13项]。江西的水库已经开工。", None),
        ("第六届中国（四川）国际农业大会开幕，会上签约项目[150个]。", None),
        ("四川成都的企业多。会上签约项目[150个]。", "510100"),
    ],
)
def test_place_of_a_count(marked: str, code: str | None) -> None:
    assert count_places(marked)[0].code == code


def test_the_name_of_one_project_does_not_place_the_next() -> None:
    marked = "锦州今年工业开局好。推进{锦州钛业新线}；推进{义县磺酸盐项目}，争取{石化公司烷基化装置}开工。"
    assert [place.code for place in project_places(marked)] == ["210700", "210727", "210700"]


def test_a_partner_is_no_place_and_the_chain_says_so() -> None:
    (place,) = project_places("民权县与江苏、浙江企业签下{冷链装备产业园项目}。")
    assert place == Place("411421", ("place.sentence", "place.partner"))


def test_a_venue_is_no_place_and_the_chain_says_so() -> None:
    (place,) = project_places("记者走进瓮安县。在上海举行的推介会上，{正极材料项目}签约。")
    assert place.code == "522725"
    assert "place.venue" in place.rules


def test_money_from_overseas_in_the_name_is_no_place() -> None:
    (place,) = project_places("临沂开工一批项目，包括{香港某某大酒店项目}。")
    assert place.code == "371300"


def test_a_project_brought_from_elsewhere_stands_where_it_came_to() -> None:
    (place,) = project_places("瓮安县今年引进了{苏州远帆隔膜项目}。")
    assert place == Place("522725", ("place.sentence", "place.brought"))


def test_on_a_countys_page_open_places_are_its_own() -> None:
    text, _, counts = unmarked("遵义：开局好\n各地忙招商，前三个月新签约[86个]。\n")
    around = laid_out(text, [], section(0, len(text), "520300"), section(len(text), len(text), "520322"))
    assert place_count(counts[0], around).code == "520300"


def test_an_article_that_keeps_to_one_county_is_that_countys() -> None:
    (place,) = project_places("郑州新添产业园\n记者从新郑市了解到，产业园动工。\n新郑市城东，{冷链物流园}开工。")
    assert place.code == "410184"


def test_a_region_named_late_is_not_the_articles() -> None:
    marked = "道路畅通\n工期紧。\n人手足。\n{二号隧道}贯通。\n下一站是郑州市。\n"
    assert project_places(marked)[0].code is None


PAGE = "抚松：开局好\n参观吉林省的展馆后，{漫江度假区}开工。在通化市，{人参厂}投产。与通化市协作，{木材厂}投产。\n"


def test_a_countys_section_places_what_its_sentences_leave_open() -> None:
    text, projects, _ = unmarked(PAGE)
    around = laid_out(text, projects, section(0, len(text), "220621"), section(len(text), len(text), "220622"))
    assert [place_project(span, around).code for span in projects] == ["220621", "220500", "220621"]


def test_a_citys_work_shown_on_a_countys_page_stays_the_citys() -> None:
    text, projects, _ = unmarked("长白：蓄力前行\n{白山市医药产业园}建设现场。{吉林鲁能度假区}开工。\n")
    around = laid_out(text, projects, section(0, len(text), "220623"), section(len(text), len(text), "220622"))
    assert [place_project(span, around).code for span in projects] == ["220600", "220623"]


def test_without_sections_or_regions_there_is_no_place() -> None:
    around = surroundings(Reading("水库开工"), (), (), [(0, 2)], RULES)
    assert place_project((0, 2), around).code is None
    assert place_count((0, 2), around).code is None


@given(
    st.text(alphabet="吉林省白山市抚松县全在，。、至落户与\n项目", max_size=60), st.integers(0, 60), st.integers(1, 10)
)
def test_any_span_gets_a_place_with_a_reason(text: str, start: int, length: int) -> None:
    span = (min(start, len(text)), min(start + length, len(text)))
    around = laid_out(text, [span])
    assert place_project(span, around).rules
    assert place_count(span, around).rules


@pytest.mark.parametrize("unit", ["吉林、", "在吉林", "全国", "1", "至", "，"])
def test_time_grows_with_the_text_only(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    around = laid_out(text, [])
    for start in range(0, len(text) - 10, 100):
        place_project((start, start + 4), around)


def test_a_partner_far_ahead_costs_the_places_behind_it_nothing() -> None:
    text = "企业与江苏企业签约。" + "今天我们在成都市看到，" * 40_000
    laid_out(text, [])
