"""Records as JSONL and CSV."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kaigong.extract import Extraction, extract
from kaigong.records import Records, json_schema
from kaigong.writing.files import CSV_COLUMNS, csv_writer, jsonl_writer, render_csv, render_jsonl

NEWS = (
    "岚山县抓项目\n一季度，岚山县新开工5000万元以上项目26个，总投资310.07亿元，年度计划投资0.07亿元。"
    "投资20至30亿美元的青塘抽水蓄能电站正在加快建设。该县落实“一主六双”战略。\n"
)


def jsonl(folder: Path, *extractions: Extraction) -> list[dict[str, Any]]:
    with jsonl_writer(folder) as write:
        for extraction in extractions:
            write(render_jsonl(extraction))
    return [json.loads(line) for line in (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_records_by_type_with_money_in_plain_digits(extraction: Extraction, tmp_path: Path) -> None:
    section, project, group, slogan = jsonl(tmp_path, extraction)
    assert [one["record"] for one in (section, project, group, slogan)] == [
        "section",
        "project",
        "project_group",
        "slogan",
    ]
    assert project["amounts"][0]["low"] == "300000000.07"
    assert (group["count"], group["threshold"]["low"]) == ("7", "100000000")
    assert (group["amounts"][0]["low"], group["amounts"][0]["high"]) == ("350000000", "400000000")
    assert project["fragments"] == [[37, 39], [40, 42]]
    assert section["outline"] == ["二、项目", "（一）水县"]
    assert section["people"][0] == {"name": "吴敏", "part": "reporter", "fragments": [[0, 2]]}


@pytest.mark.parametrize("text", [NEWS, "没有项目的一段话。"])
def test_every_line_follows_the_schema(extraction: Extraction, tmp_path: Path, text: str) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    records = jsonl(tmp_path, extraction, extract(text))
    assert len(records) > 4
    for record in records:
        validator.validate(record)


def test_the_schema_refuses_what_is_not_written(extraction: Extraction, tmp_path: Path) -> None:
    record = jsonl(tmp_path, extraction)[1]
    validator = jsonschema.Draft202012Validator(json_schema())
    for change in ({"record": "slogan"}, {"amounts": [{"low": 3.5}]}, {"more": 1}):
        assert not validator.is_valid(record | change)


def test_csv_for_a_spreadsheet(extraction: Extraction, tmp_path: Path) -> None:
    with csv_writer(tmp_path) as write:
        write(render_csv(extraction))
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.csv" for name in CSV_COLUMNS}
    assert (tmp_path / "projects.csv").read_bytes().startswith(b"\xef\xbb\xbfid,article_id,")
    (project,) = table(tmp_path, "projects")
    assert project["total_investment_low"] == "300000000.07"
    assert (project["fragments"], project["mentions"]) == ("37 39;40 42", "37 39;40 42")
    assert project["annual_investment_low"] == ""
    (group,) = table(tmp_path, "project_groups")
    assert (group["threshold_low"], group["threshold_bound"]) == ("100000000", "min")
    assert (group["total_investment_low"], group["total_investment_high"]) == ("350000000", "400000000")
    owners = {row["text"]: (row["owner_ids"], row["role"]) for row in table(tmp_path, "amounts")}
    assert owners == {
        "1亿元": ("g1", "threshold"),
        "3.5亿至4亿元": ("g1", "total_investment"),
        "3亿元": ("p1", "total_investment"),
    }
    (section,) = table(tmp_path, "sections")
    assert section["heading"] == "水县：快字当头"
    assert section["outline"] == "二、项目 / （一）水县"
    assert section["people"] == "吴敏 (reporter); 周晓峰 (photographer)"
    slogan = table(tmp_path, "slogans")[0]
    assert (slogan["canonical"], slogan["found_by"], slogan["speaker"]) == ("三线两片", "discovered", "县长何川")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ('3"，\n4', '3"，\n4'),
        ("a\x00\x1bb", "a\ufffd\ufffdb"),
    ],
)
def test_no_cell_is_a_formula_or_holds_control_characters(
    extraction: Extraction, tmp_path: Path, cell: str, written: str
) -> None:
    slogan = replace(extraction.records.slogans[0], evidence=cell)
    with csv_writer(tmp_path) as write:
        write(render_csv(replace(extraction, records=Records(slogans=(slogan,)), links=())))
    assert table(tmp_path, "slogans")[0]["evidence"] == written


def test_an_amount_of_several_owners_names_each_once(extraction: Extraction, tmp_path: Path) -> None:
    shared = extraction.links[2].amount
    links = (*extraction.links, replace(extraction.links[0], amount=shared), extraction.links[2])
    with csv_writer(tmp_path) as write:
        write(render_csv(replace(extraction, links=links)))
    assert table(tmp_path, "amounts")[2]["owner_ids"] == "p1 g1"


def test_the_first_sum_of_a_role_has_the_columns(extraction: Extraction, tmp_path: Path) -> None:
    project = extraction.records.projects[0]
    second = replace(project.amounts[0], low=Decimal(5), high=Decimal(5))
    records = replace(extraction.records, projects=(replace(project, amounts=(*project.amounts, second)),))
    with csv_writer(tmp_path) as write:
        write(render_csv(replace(extraction, records=records)))
    assert table(tmp_path, "projects")[0]["total_investment_low"] == "300000000.07"


@pytest.mark.parametrize(("render", "writer"), [(render_jsonl, jsonl_writer), (render_csv, csv_writer)])
def test_a_failure_leaves_what_was_there(extraction: Extraction, tmp_path: Path, render: Any, writer: Any) -> None:
    with writer(tmp_path) as write:
        write(render(extraction))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(KeyboardInterrupt), writer(tmp_path) as write:  # noqa: PT012
        write(render(extraction))
        write(render(extraction))
        raise KeyboardInterrupt
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
