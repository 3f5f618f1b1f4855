"""Towns resolve to their county where the text tells which, and to nothing else."""

import csv
from pathlib import Path

import pytest

from kaigong.extract import extract
from kaigong.gazetteer import gazetteer
from kaigong.rules import RuleError, default_rules, load_rules
from kaigong.towns import towns

RULES = default_rules()
SHIPPED = RULES.folders[0] / "towns.csv"


def code_of(town: str, text: str) -> str | None:
    return next((region.code for region in extract(text).regions if region.text == town), None)


@pytest.mark.parametrize(
    ("town", "text", "code"),
    [
        ("露水河镇", "抚松县露水河镇的水厂扩建。", "220621"),
        ("露水河镇", "总投资2亿元的水厂在露水河镇开工。", "220621"),
        ("城关镇", "十堰市竹溪县城关镇的水厂扩建。", "420324"),
        ("城关镇", "竹溪县今年新建水厂三座。其中，城关镇的最大。", "420324"),
        ("城关街道", "山阳县城关街道办事处新建水厂。", "611024"),
        ("茅台镇", "贵州的茅台镇新建右岸公路。", "520382"),
        ("长安镇", "东莞市长安镇的工厂扩建。", "441900"),
        ("长白镇", "长白县新建口岸路，长白镇先开工。", "220623"),
        ("乌镇", "桐乡市乌镇新建会展中心。", "330483"),
    ],
)
def test_a_town_lies_in_the_county_that_the_text_tells(town: str, text: str, code: str) -> None:
    assert code_of(town, text) == code


@pytest.mark.parametrize(
    ("town", "text"),
    [
        ("城关镇", "城关镇的水厂扩建。"),
        ("城关镇", "湖北的城关镇有十几个，水厂都在扩建。"),
        ("城关镇", "竹溪县和竹山县都在建水厂，城关镇的最大。"),
        ("露水河镇", "山东省威海市的水厂比露水河镇的大。"),
        ("新城镇", "这里正在建设新城镇，抚松县去年也建了一个。"),
        ("小镇", "抚松县的小镇建好了。"),
    ],
)
def test_no_county_rather_than_a_wrong_one(town: str, text: str) -> None:
    assert code_of(town, text) is None


def test_the_towns_county_is_a_projects_place() -> None:
    (project,) = extract("白山市的投资增长8%。露水河镇矿泉水产业园二期项目开工建设。").projects
    assert project.region == "220621"


def test_a_towns_name_in_full_hides_the_county_in_it() -> None:
    regions = extract("抚松县今年新建水厂，抚松镇的最大。").regions
    assert [(region.text, region.code) for region in regions] == [("抚松县", "220621"), ("抚松镇", "220621")]


def test_every_shipped_row_is_a_town_with_known_counties_in_order() -> None:
    known = gazetteer(RULES)
    with SHIPPED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 30_000
    names = [row["name"] for row in rows]
    assert names == sorted(set(names))
    assert all(name.endswith(("镇", "乡", "街道", "苏木")) for name in names)
    assert all(known.division(code) for row in rows for code in row["codes"].split("|"))


def own(folder: Path, *rows: str) -> Path:
    (folder / "towns.csv").write_text("\n".join(["name,codes", *rows]) + "\n", encoding="utf-8")
    return folder


def test_a_folder_of_ones_own_adds_towns_and_replaces_rows(tmp_path: Path) -> None:
    rules = load_rules([own(tmp_path, "参王镇,220621", "城关镇,220621")])
    text = "总投资2亿元的水厂在参王镇开工，城关镇也有一座。"
    assert [(region.text, region.code) for region in extract(text, rules=rules).regions] == [
        ("参王镇", "220621"),
        ("城关镇", "220621"),
    ]


@pytest.mark.parametrize("row", ["参王镇", "参王镇;220621", "参王镇,22062", ",220621"])
def test_a_row_that_cannot_be_used_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    with pytest.raises(RuleError, match=r"towns\.csv: line 3: "):
        towns(load_rules([own(tmp_path, "长白镇,220623", row)]))


def test_another_first_line_and_another_encoding_are_refused(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text("code,name\n", encoding="utf-8")
    with pytest.raises(RuleError, match="line 1"):
        towns(load_rules([tmp_path]))
    (tmp_path / "towns.csv").write_bytes("name,codes\n参王镇,220621\n".encode("gb18030"))
    with pytest.raises(RuleError, match="UTF-8"):
        towns(load_rules([tmp_path]))


@pytest.mark.parametrize("unit", ["镇", "乡", "街道", "城关镇", "抚松县城关镇", "一镇"])
def test_long_runs_do_not_hang(unit: str) -> None:
    extract(unit * (30_000 // len(unit)))
