"""The period that a sentence speaks of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kaigong.relate.periods import periods_in
from kaigong.rules import default_rules, load_rules

RULES = default_rules()


def last_said(text: str, published: date | None = None) -> str | None:
    period = periods_in(text, published, RULES).last_before(len(text), 0)
    return period.said if period else None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024年，全县开工项目", "2024年"),
        ("２０２４年，全县开工项目", "２０２４年"),
        ("2024年上半年全县开工项目", "2024年上半年"),
        ("2023年12月，柳湾大桥", "2023年12月"),
        ("今年前三季度，全县", "今年前三季度"),
        ("前三季度，全县", "前三季度"),
        ("一季度全县开工项目", "一季度"),
        ("今年以来，全县", "今年以来"),
        ("去年开工、今年竣工的项目", "今年"),
        ("全县开工项目", None),
        ("编号12024年", None),
    ],
)
def test_the_last_period_as_the_text_says_it(text: str, said: str | None) -> None:
    assert last_said(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("今年，全县", "2024年"),
        ("今年以来，全县", "2024年"),
        ("年初以来，全县", "2024年"),
        ("全年，全县", "2024年"),
        ("去年，全县", "2023年"),
        ("去年全年，全县", "2023年"),
        ("明年，全县", "2025年"),
        ("去年前三季度，全县", "2023年前三季度"),
        ("今年一季度，全县", "2024年一季度"),
        ("明年上半年，全县", "2025年上半年"),
        ("2019年，全县", "2019年"),
        ("前三季度，全县", "前三季度"),
    ],
)
def test_this_year_is_the_year_of_publication(text: str, said: str) -> None:
    assert last_said(text, date(2024, 10, 8)) == said


def test_only_what_stands_before_the_place_and_in_its_sentence_counts() -> None:
    text = "去年开工。今年，全县计划实施项目12个，明年竣工。"
    periods = periods_in(text, None, RULES)
    sentence = text.index("今年")
    found = periods.last_before(text.index("12个"), sentence)
    assert found is not None
    assert (found.said, found.rule) == ("今年", "period.said")
    assert periods.last_before(sentence, sentence) is None


def test_an_own_pattern_with_groups_is_told_by_its_name(tmp_path: Path) -> None:
    rule = """[[pattern]]\nname = "own.period"\nuse = "period"\npattern = '(十[三四]五)(期间|时期)'
examples = ["十四五期间开工{12个}项目。"]\ncounterexamples = ["开工项目。"]\n"""
    (tmp_path / "own.toml").write_text(rule, encoding="utf-8")
    rules = load_rules([tmp_path])
    text = "十四五期间，去年"
    assert [(one.said, one.rule) for one in periods_in(text, None, rules).found] == [
        ("十四五期间", "own.period"),
        ("去年", "period.said"),
    ]
