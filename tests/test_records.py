"""Records: their schema, and ids that depend on nothing but the article and the place."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from kaigong.extract import extract, extract_article
from kaigong.records import RECORD_TYPES, json_schema
from kaigong.rules import default_rules
from kaigong.text import Article
from kaigong.writing.files import json_records

TEXT = """柳湾县：开春第一锤

本报讯（记者周晓峰）今年，全县计划实施5000万元以上项目64个，总投资128.5亿元。柳湾大桥总投资3.2亿元，4月开工；白石河污水处理厂二期正式投产。

坚持“起步就是冲刺、开局就是决战”，该县推动柳湾大桥、东坪镇客运站迁建等重点项目建设。
"""


def lines_of(article: Article) -> list[dict[str, Any]]:
    """The records of an article as a reader of the JSONL file gets them."""
    records = extract_article(article, default_rules()).records
    return [json.loads(msgspec.json.encode(record)) for record in json_records(records)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    json.dumps(json_schema())


def test_every_record_of_an_article_obeys_the_schema() -> None:
    lines = lines_of(Article(TEXT, name="a.txt"))
    validator = Draft202012Validator(json_schema())
    assert [error.message for line in lines for error in validator.iter_errors(line)] == []
    assert {line["record"] for line in lines} == set(RECORD_TYPES)


@pytest.mark.parametrize(
    "change",
    [
        {"record": "projects"},
        {"colour": "red"},
        {"status": "begun"},
        {"confidence": "high"},
        {"fragments": [[1, "2"]]},
    ],
)
def test_what_is_no_record_does_not_obey_the_schema(change: dict[str, Any]) -> None:
    project = next(line for line in lines_of(Article(TEXT)) if line["record"] == "project")
    validator = Draft202012Validator(json_schema())
    assert validator.is_valid(project)
    assert not validator.is_valid(project | change)
    without_name = {key: value for key, value in project.items() if key != "name"}
    assert not validator.is_valid(without_name)


def test_ids_are_the_same_in_every_run_and_differ_within_one() -> None:
    first, second = lines_of(Article(TEXT, name="a.txt")), lines_of(Article(TEXT, name="a.txt"))
    assert first == second
    assert len({line["id"] for line in first}) == len(first)


def test_ids_differ_between_articles_even_of_the_same_text() -> None:
    here = {line["id"] for line in lines_of(Article(TEXT, name="a.txt"))}
    there = {line["id"] for line in lines_of(Article(TEXT, name="b.txt"))}
    assert here.isdisjoint(there)


def test_two_projects_of_one_name_pattern_have_ids_of_their_own() -> None:
    projects = extract("柳湾大桥开工。白石河大桥开工。").records.projects
    assert len({project.id for project in projects}) == 2
