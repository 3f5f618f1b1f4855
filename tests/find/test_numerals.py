"""Numerals: every way to write a number says exactly that number."""

from __future__ import annotations

import re
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaigong.find.numerals import NUMERAL, read_numeral

COMMON = ("零一二三四五六七八九", ("", "十", "百", "千"))
FORMAL = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
TRADITIONAL = str.maketrans("万亿两", "萬億兩")


def chinese(value: int, script: tuple[str, tuple[str, ...]] = COMMON) -> str:
    """`value`, from 1 to 10^16, as grammar books write it: groups by 万 and 亿, one 零 for what is left out."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if value >= size:
            head, rest = divmod(value, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return chinese(head, script) + unit + gap + (chinese(rest, script) if rest else "")
    digits, units = script
    places = [(value // 10**place % 10, units[place]) for place in (3, 2, 1, 0)]
    text = "".join(digits[digit] + unit if digit else "零" for digit, unit in places)
    return re.sub("零+", "零", text).strip("零")


@given(st.integers(1, 10**16 - 1), st.sampled_from([COMMON, FORMAL]), st.booleans())
def test_chinese_numerals_read_back(value: int, script: tuple[str, tuple[str, ...]], traditional: bool) -> None:
    text = chinese(value, script)
    numeral = read_numeral(text.translate(TRADITIONAL) if traditional else text)
    assert numeral is not None
    assert numeral.low == numeral.high == Decimal(value)


@given(st.integers(1, 10**18 - 1), st.sampled_from(["low", "up"]))
def test_what_cn2an_writes_reads_back(hundredths: int, mode: str) -> None:
    value = Decimal(hundredths).scaleb(-2)
    numeral = read_numeral(cn2an.an2cn(f"{value:f}", mode))
    assert numeral is not None
    assert numeral.low == numeral.high == value


@given(st.integers(1, 10**8 - 1), st.integers(0, 9999), st.integers(0, 9999), st.tuples(*[st.booleans()] * 3))
def test_mixed_numerals_read_back(
    hundred_millions: int, ten_thousands: int, ones: int, in_digits: tuple[bool, bool, bool]
) -> None:
    text = mixed([hundred_millions, ten_thousands, ones], in_digits)
    numeral = read_numeral(text)
    assert numeral is not None
    assert numeral.low == numeral.high == hundred_millions * 10**8 + ten_thousands * 10**4 + ones


def mixed(parts: list[int], in_digits: tuple[bool, bool, bool]) -> str:
    """亿, 万 and ones, each in digits or in Chinese: 3亿五千万, 三亿零8; 零 before what has fewer than four places."""
    text = ""
    for part, unit, is_arabic in zip(parts, ("亿", "万", ""), in_digits, strict=True):
        if part:
            gap = "零" if text and part < 1000 else ""
            text += gap + (str(part) if is_arabic else chinese(part)) + unit
    return text


@given(
    st.integers(1, 10**18),
    st.sampled_from(["", "万", "亿", "万亿", "千万", "百亿"]),
    st.sampled_from(["plain", "grouped", "wide"]),
)
def test_arabic_numerals_read_back_exactly(hundredths: int, scale: str, style: str) -> None:
    value = Decimal(hundredths).scaleb(-2)
    text = f"{value:,.2f}" if style == "grouped" else f"{value:.2f}"
    text = text.translate(FULL_WIDTH) if style == "wide" else text
    exponent = {"": 0, "万": 4, "亿": 8, "万亿": 12, "千万": 7, "百亿": 10}[scale]
    numeral = read_numeral(text + scale)
    assert numeral is not None
    assert numeral.low == Decimal(f"{value}E{exponent}")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一亿五千万", "150000000"),
        ("两亿五千万", "250000000"),
        ("三百二十万零五百", "3200500"),
        ("一万五千亿", "1500000000000"),
        ("一万亿五千万", "1000050000000"),
        ("3千万", "30000000"),
        ("1.2万亿", "1200000000000"),
        ("1亿5000万", "150000000"),
        ("3万5千", "35000"),
        ("一万五", "15000"),
        ("三千二", "3200"),
        ("廿五", "25"),
        ("卅", "30"),
        ("一亿半", "150000000"),
        ("两个半亿", "250000000"),
        ("半个亿", "50000000"),
        ("两个亿", "200000000"),
        ("三点五亿", "350000000"),
        ("二〇三一", "2031"),
        ("３２.４亿", "3240000000"),
        ("四兆二千億", "4200000000000"),
        ("0.07亿", "7000000"),
    ],
)
def test_a_number_has_one_value(text: str, value: str) -> None:
    numeral = read_numeral(text)
    assert numeral is not None
    assert (numeral.low, numeral.high, numeral.precision) == (Decimal(value), Decimal(value), "exact")


@pytest.mark.parametrize(
    ("text", "low", "high", "precision"),
    [
        ("数十亿", "1000000000", "10000000000", "some"),
        ("十几亿", "1000000000", "2000000000", "some"),
        ("三十几万", "300000", "400000", "some"),
        ("几百万", "1000000", "10000000", "some"),
        ("八九亿", "800000000", "900000000", "some"),
        ("三五百万", "3000000", "5000000", "some"),
        ("十五六亿", "1500000000", "1600000000", "some"),
        ("五千六百三十多亿", "563000000000", "563000000000", "more"),
        ("420多万", "4200000", "4200000", "more"),
        ("千亿", "100000000000", "100000000000", "bare"),
        ("亿", "100000000", "100000000", "bare"),
        ("十亿", "1000000000", "1000000000", "exact"),
    ],
)
def test_open_numbers_say_how_open_they_are(text: str, low: str, high: str, precision: str) -> None:
    numeral = read_numeral(text)
    assert numeral is not None
    assert (numeral.low, numeral.high, numeral.precision) == (Decimal(low), Decimal(high), precision)


@pytest.mark.parametrize("text", ["统一", "1.2.3亿", "0000万", "亿亿", "九三", "9" * 500, "一" * 500])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(("text", "start", "value"), [("一5000", 1, 5000), ("2010,300亿", 5, 300 * 10**8)])
def test_a_number_behind_another_word_is_read_by_itself(text: str, start: int, value: int) -> None:
    numeral = read_numeral(text)
    assert numeral is not None
    assert numeral.start == start
    assert numeral.low == Decimal(value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第十三届", []),
        ("增长12.5%", ["12.5"]),
        ("1.2.3版", ["1.2.3"]),
        ("1,200.5", ["1,200.5"]),
        ("300 万", ["300 万"]),
        ("两个亿", ["两个亿"]),
        ("12个亿元项目", ["12", "亿"]),
        ("五千六百三十多亿", ["五千六百三十多亿"]),
    ],
)
def test_the_pattern_takes_a_numeral_whole(text: str, found: list[str]) -> None:
    assert re.findall(NUMERAL, text) == found
