"""Rules against their own examples."""

from pathlib import Path

import pytest

from kaigong.extract import extract
from kaigong.rule_check import Failure, check_rules, value_of
from kaigong.rules import default_rules, load_rules


def failures(folder: Path, rule: str) -> list[str]:
    """What does not hold of a rule called `mine`."""
    (folder / "mine.toml").write_text(rule, encoding="utf-8")
    mine = [one for one in check_rules(load_rules([folder])) if one.rule == "mine"]
    assert all(one.file == folder / "mine.toml" for one in mine)
    return [one.reason for one in mine]


def currency(examples: str = '["{3亿枚贝}。"]', values: str = "{}", counterexamples: str = '["海边有贝壳。"]') -> str:
    return f"""
        [[currency]]
        name = "mine"
        code = "XXX"
        suffixes = ["枚贝"]
        examples = {examples}
        counterexamples = {counterexamples}
        values = {values}
    """


def test_a_rule_that_holds(tmp_path: Path) -> None:
    values = '{"300000000 XXX" = ["3亿枚贝", "总投资{三亿枚贝}"], "200000000-300000000 XXX" = ["2至3亿枚贝"]}'
    examples = '["岭上水库总投资{3亿枚贝}，年内投资{2亿枚贝}。"]'
    assert failures(tmp_path, currency(examples, values, '["3亿元"]')) == []


def test_a_file_with_a_byte_order_mark_is_checked(tmp_path: Path) -> None:
    assert failures(tmp_path, "\ufeff" + currency()) == []


@pytest.mark.parametrize(
    ("example", "reason"),
    [
        ("总投资3亿枚贝", "no mention in {braces}"),
        ("{总投资3亿枚贝}", "'总投资3亿枚贝' is not found"),
        ("总投资{3亿元}", "'3亿元' is found without the rule, by "),
        ("总投资{3亿枚贝}，年内{3亿枚}贝", "'3亿枚' is not found"),
    ],
)
def test_an_example_that_does_not_hold(tmp_path: Path, example: str, reason: str) -> None:
    (told,) = failures(tmp_path, currency(f'["{example}"]'))
    assert told.startswith(reason)


def test_a_value_that_differs(tmp_path: Path) -> None:
    (told,) = failures(tmp_path, currency(values='{"3 XXX" = ["3亿枚贝"]}'))
    assert told == "'3亿枚贝' is 300000000 XXX, not 3 XXX"


def test_a_counterexample_in_which_the_rule_takes_part(tmp_path: Path) -> None:
    (told,) = failures(tmp_path, currency(counterexamples='["总投资3亿枚贝。"]'))
    assert told == "the rule takes part in '3亿枚贝'"


def test_keys_of_values() -> None:
    found = extract("岚山县新开工项目26个，总投资3至5亿元，落实“一主六双”战略，资金1.50亿美元。")
    assert [value_of(one) for one in found.amounts] == ["300000000-500000000 CNY", "150000000 USD"]
    assert [value_of(one) for one in found.counts] == ["26"]
    assert [value_of(one) for one in found.slogans] == ["一主六双"]


def test_every_shipped_rule_holds() -> None:
    assert [f"{one.file.name} {one.rule}: {one.example}: {one.reason}" for one in shipped_failures()] == []


def shipped_failures() -> list[Failure]:
    return list(check_rules(default_rules()))
