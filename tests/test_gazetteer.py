"""The gazetteer: names, codes, and which division lies in which."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.gazetteer import Division, gazetteer
from kaigong.rules import RuleError, default_rules, load_rules

KNOWN = gazetteer(default_rules())
CODES = st.sampled_from(sorted(KNOWN.by_code))
HEADER = "code,name,level,aliases\n"


def extra_rules(folder: Path, *rows: str) -> Path:
    (folder / "regions.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_names_are_found_leftmost_and_longest() -> None:
    hits = KNOWN.search("吉林省白山市抚松县与吉林市")
    assert [(start, end, name.text) for start, end, name in hits] == [
        (0, 3, "吉林省"),
        (3, 6, "白山市"),
        (6, 9, "抚松县"),
        (10, 13, "吉林市"),
    ]
    assert [name.code for _, _, name in hits] == ["220000", "220600", "220621", "220200"]


def test_a_name_that_several_divisions_bear_has_all_of_them_and_no_code() -> None:
    (_, _, name), *_ = KNOWN.search("鼓楼区")
    assert {division.code for division in name.divisions} == {"320106", "320302", "350102", "410204"}
    assert name.code is None


def test_the_short_name_of_a_county_has_no_code_by_itself() -> None:
    assert KNOWN.by_text["抚松"].code is None
    assert KNOWN.by_text["抚松县"].code == "220621"
    assert KNOWN.by_text["白山"].code == "220600"


def test_a_former_name_gives_way_to_one_in_use() -> None:
    assert KNOWN.by_text["双桥区"].code == "130802"
    assert KNOWN.by_text["襄樊市"].code == "420600"


def test_zones_carry_the_code_that_they_lie_in() -> None:
    assert {division.code for division in KNOWN.by_text["雄安新区"].divisions} == {"130600"}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("220621", "吉林省白山市抚松县"),
        ("310115", "上海市浦东新区"),
        ("429004", "湖北省仙桃市"),
        ("530000", "云南省"),
    ],
)
def test_full_names(code: str, name: str) -> None:
    assert KNOWN.full_name(code) == name


def test_an_unknown_code() -> None:
    assert KNOWN.division("990000") is None
    with pytest.raises(KeyError):
        KNOWN.full_name("990000")


def test_division_by_code() -> None:
    assert KNOWN.division("220621") == Division("220621", "抚松县", "county")


@pytest.mark.parametrize(
    ("codes", "common"),
    [
        (["530428", "532531"], "530000"),
        (["220621", "220602"], "220600"),
        (["220621", "220600"], "220600"),
        (["220621"], "220621"),
        (["220621", "530428"], None),
        ([], None),
    ],
)
def test_lowest_common(codes: list[str], common: str | None) -> None:
    assert KNOWN.lowest_common(codes) == common


@given(CODES, CODES)
def test_what_is_common_contains_both(one: str, other: str) -> None:
    common = KNOWN.lowest_common([one, other])
    assert common == KNOWN.lowest_common([other, one])
    if common is None:
        assert one[:2] != other[:2]
    else:
        assert KNOWN.contains(common, one)
        assert KNOWN.contains(common, other)


@given(CODES)
def test_a_lineage_goes_down_from_the_province(code: str) -> None:
    lineage = KNOWN.lineage(code)
    assert lineage[0] == code[:2] + "0000"
    assert lineage[-1] == code
    assert all(KNOWN.contains(outer, code) for outer in lineage)


@given(st.text(alphabet="吉林省市白山抚松县区长南京东路北河、 1\n", max_size=60))
def test_hits_are_slices_in_order(text: str) -> None:
    end_before = 0
    for start, end, name in KNOWN.search(text):
        assert end_before <= start < end
        assert text[start:end] == name.text
        end_before = end


def test_a_users_row_adds_a_name_and_replaces_one(tmp_path: Path) -> None:
    folder = extra_rules(tmp_path, "220621,松江河新城,zone,松江河高铁新城", "220621,抚松县,county,参乡抚松")
    own = gazetteer(load_rules([folder]))
    assert own.by_text["松江河高铁新城"].divisions[0].code == "220621"
    assert "参乡抚松" in own.by_text
    assert "抚松" not in own.by_text
    assert own.division("220622") == KNOWN.division("220622")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("22062,抚松县,county,", "line 2: code '22062' is not a GB/T 2260 code of six digits"),
        ("２２０６２１,抚松县,county,", "line 2: code '２２０６２１' is not a GB/T 2260 code of six digits"),
        ("220621,,county,", "line 2: no name"),
        ("220621,抚松县,town,", "line 2: no level is called 'town'"),
        ("220621,抚松县,county", "line 2: 3 columns instead of 4"),
        ("229999,松江新区,zone,", "line 2: no division has the code 229999"),
        ("220621,新抚松县,county,", "line 2: the code 220621 is taken by 抚松县"),
        ("990101,某县,county,", "line 2: no province has the code 990000"),
    ],
)
def test_a_bad_row_is_refused_with_file_line_and_reason(tmp_path: Path, row: str, reason: str) -> None:
    rules = load_rules([extra_rules(tmp_path, row)])
    with pytest.raises(RuleError, match=r"regions\.csv: line 2") as refused:
        gazetteer(rules)
    assert reason in str(refused.value)


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_text("name,code\n抚松县,220621\n", encoding="utf-8")
    with pytest.raises(RuleError, match="line 1: the first line must be code,name,level,aliases"):
        gazetteer(load_rules([tmp_path]))


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "regions.csv").write_bytes(HEADER.encode() + "220621,抚松县,county,\n".encode("gb18030"))
    with pytest.raises(RuleError, match="not UTF-8"):
        gazetteer(load_rules([tmp_path]))
