"""Numerals as Chinese news writes them, read as exact decimals.

`NUMERAL` is a pattern for the characters that a numeral may be made of; `read_numeral` says what they mean, or that
they mean nothing. The two are apart because the meaning of a scale depends on all that stands around it: 一万五千亿 is
one number, 统一5000 is a word and a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, localcontext
from functools import lru_cache
from itertools import product
from typing import Literal

import regex

DIGITS = "0-9０-９"
HAN_DIGITS = "〇○零一二三四五六七八九两壹贰叁肆伍陆柒捌玖兩貳參陸廿卅卌半几数幾數"
SCALES = "十百千万亿兆拾佰仟萬億"
SPACES = " \xa0\u2009\u202f\u3000"
POINTS = ".．·・"
CHARACTERS = DIGITS + HAN_DIGITS + SCALES

WIDE_COMMA = "(?<=[0-9])，(?=[0-9]{3}(?![0-9])(?!，[0-9]{3}[百千万亿]))"

_GROUP = f"[^0-9,.。，、第\\s{SPACES}]"
SPACE_BETWEEN_GROUPS = (
    f"(?:(?<={_GROUP}[0-9])|(?<={_GROUP}[0-9]{{2}})|(?<={_GROUP}[0-9]{{3}})|(?<=[{SPACES}][0-9]{{3}}))[{SPACES}]"
    r"(?=[0-9]{3}(?:[ \xa0\u2009\u202f][0-9]{3})*(?:\.[0-9]+)?[百千万亿]{0,2}[元美港欧日英])"
)
"""A blank that sets off three digits (1 286.47万元), in a number that follows a word at once: a number behind a blank
may be one of a list."""


def _numeral(separator: str) -> str:
    return (
        f"[{CHARACTERS}](?<![{CHARACTERS}第].)(?<![{DIGITS}][{POINTS}].)(?<![{DIGITS}][{SPACES}\n][{SCALES}])"
        f"(?:[{CHARACTERS}]++"
        f"|(?<=[{DIGITS}])(?:[{POINTS}](?=[{DIGITS}])|,(?=[0-9]{{3}}(?![{DIGITS}]))|[{SPACES}](?=[万亿千百萬億]))"
        f"|(?<=[０-９])[,，](?=[０-９]{{3}}(?![０-９]))|{SPACE_BETWEEN_GROUPS}|{separator}"
        f"|(?:[多余餘来]|(?<=[百千万亿])把)(?=[{SCALES}])"
        f"|(?<=[{HAN_DIGITS}十百千])[点點](?=[{HAN_DIGITS}])|个(?=半?[亿億](?![元美港欧日英])))*+"
    )


NUMERAL = _numeral(WIDE_COMMA)
"""A pattern for all characters of one numeral, which is no ordinal and no tail of a longer numeral.

It begins with a set of characters so that `re`, whose sets are bitmaps, rules most of a text out by one look-up for
each character; the `regex` package takes five times as long for that and is left out where patterns scan whole texts.
"""

NUMERAL_BEHIND_SYMBOL = _numeral("(?!)")
"""The same where a full-width comma cannot be a separator: in $20，300美元 it stands between two sums."""

LONGEST = 40
"""Digits of the longest number that is still an amount of something."""

Precision = Literal["exact", "more", "some", "bare"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a numeral says: from `low` to `high`, equal unless the text leaves it open.

    `precision`: `more` for 多, 余 (三十多亿, at least that much); `some` for 几, 数, 来 and two digits side by side
    (数十亿, 八九亿); `bare` for a scale without a number (千亿); else `exact`. `start` is where the number begins in
    the text that was read: 1 for 一5000, in which 一 belongs to a word before.
    """

    low: Decimal
    high: Decimal
    precision: Precision = "exact"
    start: int = 0


_COMMON = str.maketrans(
    "０１２３４５６７８９．·・，〇○壹贰叁肆伍陆柒捌玖兩貳參陸拾佰仟萬億幾數餘點",
    "0123456789...,零零一二三四五六七八九两二三六十百千万亿几数余点",
    SPACES,
)
_ARABIC = re.compile(r"(?:0|[1-9][0-9]*|([1-9][0-9]{0,2}(?:,[0-9]{3})+))(?:\.([0-9]+))?([十百千万亿兆]*)")
_EXPONENTS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_TAILS = {
    small + large: _EXPONENTS[small] + sum(_EXPONENTS[scale] for scale in large)
    for small, large in product(("", "十", "百", "千"), ("", "万", "亿", "万亿", "兆"))
}
_HAN = {character: Decimal(value) for value, character in enumerate("零一二三四五六七八九")} | {"两": Decimal(2)}
_DECADES = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十"})
_BARE = re.compile("[百千万亿兆][十百千万亿兆]*+")
_ARABIC_PART = re.compile(r"(?:0(?![0-9])|[1-9][0-9]*+)(?:\.[0-9]++)?+")
_GROUPED = regex.compile(r"(?<![0-9,.])[1-9][0-9]{0,2}(?:,[0-9]{3})++(?![0-9,])")
_PLACE = rf"[一二三四五六七八九两]{{1,2}}|[几数]|{_ARABIC_PART.pattern}"
_SMALL = regex.compile(
    rf"(?:(?P<thousands>{_PLACE})?(?P<k>千))?(?P<zero>零)?(?:(?P<hundreds>{_PLACE})?(?P<h>百))?(?P<zero>零)?"
    rf"(?:(?P<tens>{_PLACE})?(?P<t>十))?(?P<zero>零)?(?P<ones>{_PLACE})?"
)
_POSITIONAL = regex.compile("[零一二三四五六七八九]{3,}")
_JOINT = regex.compile("(?<=[零一二三四五六七八九两几数半,])(?=[0-9])")
EXACT = Context(prec=4 * LONGEST, traps=[Inexact])
"""Arithmetic that rounds nothing: a result with more digits raises Inexact."""

Interval = tuple[Decimal, Decimal]


@lru_cache(maxsize=1 << 14)
def read_numeral(text: str) -> Numeral | None:
    """The number that `text` writes, exactly; None if it writes none.

    Reads Arabic digits of either width with separators and decimals, Chinese numerals (common, formal, traditional)
    and mixtures of both. 几 and 数 stand for 1 to 10, behind 十 for 0 to 10 (十几亿 is 10 to 20 亿).
    """
    if len(text) > 2 * LONGEST:
        return None
    common = text if text.isascii() and " " not in text else text.translate(_COMMON)
    if (arabic := _read_arabic(common)) is not None:
        return Numeral(arabic, arabic)
    found = _read_open(common, "bare" if _BARE.fullmatch(common) else "exact")
    if found is not None or len(common) != len(text):
        return found
    joints = [joint.start() for joint in _JOINT.finditer(common)]
    rest = read_numeral(text[joints[-1] :]) if joints else None
    return rest and Numeral(rest.low, rest.high, rest.precision, joints[-1] + rest.start)


def _read_arabic(common: str) -> Decimal | None:
    match = _ARABIC.fullmatch(common)
    if match is None or match[3] not in _TAILS:
        return None
    decimals = match[2] or ""
    whole = common[: match.end() - len(match[3]) - (len(decimals) + 1 if decimals else 0)].replace(",", "")
    if len(whole) + len(decimals) > LONGEST:
        return None
    shift = _TAILS[match[3]] - len(decimals)
    if shift >= 0:
        return Decimal(int(whole + decimals) * 10**shift)
    return Decimal(f"{whole}{decimals}E{shift}")


def _read_open(common: str, precision: Precision) -> Numeral | None:
    plain = common.replace("多", "").replace("余", "")
    if plain != common:
        precision = "more"
    if "来" in plain or "把" in plain:
        plain, precision = plain.replace("来", "").replace("把", ""), "some"
    with localcontext(EXACT):
        interval = _large(_GROUPED.sub(_without_commas, plain).replace("个", "").translate(_DECADES))
    if interval is None:
        return None
    low, high = (_plain(value) for value in interval)
    return Numeral(low, high, "some" if low != high else precision)


def _without_commas(match: regex.Match[str]) -> str:
    return match[0].replace(",", "")


def _plain(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _large(text: str) -> Interval | None:
    """A number with 兆, 亿 or 万: what stands before the largest of them counts so many of it."""
    for scale in "兆亿万":
        before, mark, behind = text.rpartition(scale)
        if mark:
            unit = Decimal(10 ** _EXPONENTS[scale])
            count = (Decimal(1), Decimal(1)) if not before else _coefficient(before, scale)
            rest = _rest(behind, unit)
            if count is None or rest is None:
                return None
            return count[0] * unit + rest[0], count[1] * unit + rest[1]
    return _small(text)


def _coefficient(text: str, scale: str) -> Interval | None:
    if text == "半":
        return Decimal("0.5"), Decimal("0.5")
    half = Decimal("0.5") if text.endswith("半") else Decimal(0)
    count = _small(text.removesuffix("半")) if scale == "万" else _large(text.removesuffix("半"))
    if count is None or scale in text:
        return None
    return count[0] + half, count[1] + half


def _rest(text: str, unit: Decimal) -> Interval | None:
    """What stands behind a scale: nothing, a half of it (半), a tenth of it for a lone digit (一万五), or less."""
    if not text:
        return Decimal(0), Decimal(0)
    if text == "半":
        return unit / 2, unit / 2
    rest = _large(text.lstrip("零"))
    if rest is None or rest[1] >= unit:
        return None
    if len(text) == 1 and text not in "几数":
        return rest[0] * unit / 10, rest[1] * unit / 10
    return rest


def _small(text: str) -> Interval | None:
    """A number below 10000, or an Arabic one."""
    if _ARABIC_PART.fullmatch(text):
        return Decimal(text), Decimal(text)
    whole, point, decimals = text.partition("点")
    if point:
        return _with_decimals(whole, decimals)
    if _POSITIONAL.fullmatch(text):
        value = Decimal("".join(str(_HAN[character]) for character in text))
        return value, value
    if text.startswith("零"):
        return (Decimal(0), Decimal(0)) if text == "零" else None
    match = _SMALL.fullmatch(text)
    if match is None:
        return None
    low = high = Decimal(0)
    last = Decimal(1)
    for place, mark, unit in (("thousands", "k", 1000), ("hundreds", "h", 100), ("tens", "t", 10), ("ones", "", 1)):
        if (mark and not match[mark]) or (not mark and not match[place]):
            continue
        size = Decimal(unit)
        if place == "ones" and last >= 100 and not match["zero"]:
            size = last / 10
        step = _place(match[place] or "一", alone=low == 0)
        if step is None:
            return None
        low, high, last = low + step[0] * size, high + step[1] * size, size
    return low, high


def _with_decimals(whole: str, decimals: str) -> Interval | None:
    before = _small(whole)
    if before is None or not decimals or any(digit not in _HAN for digit in decimals):
        return None
    value = before[0] + Decimal("0." + "".join(str(_HAN[digit]) for digit in decimals))
    return value, value


def _place(text: str, *, alone: bool) -> Interval | None:
    if text in "几数":
        return (Decimal(1) if alone else Decimal(0)), Decimal(10)
    if len(text) == 2 and text[0] in _HAN:
        low, high = sorted((_HAN[text[0]], _HAN[text[1]]))
        return (low, high) if high - low == 1 or text == "三五" else None
    if text in _HAN:
        return _HAN[text], _HAN[text]
    return Decimal(text), Decimal(text)
