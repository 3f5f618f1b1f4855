"""The public test specification of Microsoft Recognizers-Text for Chinese currency, all of it.

Where our guideline decides otherwise, the case stands in OTHERWISE with the reason and with what we say instead.
"""

from __future__ import annotations

import json
import os
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kaigong.find.amounts import find_amounts
from kaigong.rules import default_rules
from kaigong.text import Reading

SPECIFICATION = Path(__file__).parents[3] / "shared" / "conformance" / "recognizers_text_zh_currency.jsonl"

Sum = tuple[str, Decimal, str]
"""Text in half-width characters, value, ISO 4217 code."""

NAME_IN_FRONT = "人民币 in front of the number stays outside (guideline, Amount, Span)"
NO_NUMBER = "a currency without a number is no sum"
OTHERWISE: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "江苏彩民15元中大乐透1600万 奖池36.57亿": (
        "money with the unit left out counts when the context makes it money",
        [("15元", "15", "CNY"), ("1600万", "16000000", "CNY"), ("36.57亿", "3657000000", "CNY")],
    ),
    "人民币 美元": (NO_NUMBER, []),
    "人民币美元": (NO_NUMBER, []),
    "人民币  50元": (NAME_IN_FRONT, [("50元", "50", "CNY")]),
    "人民币 8千元": (NAME_IN_FRONT, [("8千元", "8000", "CNY")]),
    "在下面的价格中选一个，$20，300美圆, ￥300, ok?": (
        "every Amount has an ISO 4217 currency; $ without more is the US dollar",
        [("$20", "20", "USD"), ("300美圆", "300", "USD"), ("¥300", "300", "CNY")],
    ),
    "我有20个比特币": ("ISO 4217 has no code for it", []),
}


def cases() -> list[dict[str, Any]]:
    if not SPECIFICATION.is_file():
        assert os.environ.get("CI") != "true", f"{SPECIFICATION} is missing"
        return []
    return [json.loads(line) for line in SPECIFICATION.read_text(encoding="utf-8").splitlines()]


def found(text: str) -> list[Sum]:
    sums = find_amounts(Reading(text), default_rules())
    return [(unicodedata.normalize("NFKC", one.text), one.low, one.currency) for one in sums]


@pytest.mark.skipif(not SPECIFICATION.is_file() and os.environ.get("CI") != "true", reason=f"put {SPECIFICATION} there")
def test_all_35_inputs_are_there() -> None:
    assert len(cases()) == 35
    assert {case["input"] for case in cases()} >= OTHERWISE.keys()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["input"][:20])
def test_text_value_and_currency_are_those_of_the_specification(case: dict[str, Any]) -> None:
    if case["input"] in OTHERWISE:
        _, sums = OTHERWISE[case["input"]]
        assert found(case["input"]) == [(text, Decimal(value), currency) for text, value, currency in sums]
        return
    ours = found(case["input"])
    assert len(ours) == len(case["expected"])
    for (text, value, currency), expected in zip(ours, case["expected"], strict=True):
        assert text == unicodedata.normalize("NFKC", expected["text"])
        # The specification keeps fifteen digits of a value.
        assert abs(value - Decimal(expected["value"])) <= value * Decimal("1e-14")
        assert currency == expected["currency"]
