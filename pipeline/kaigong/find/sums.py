"""Sums of money as they are written: a number with its unit, or a range of two. What the words around say is not
looked at here, except where the unit is left out and only they make the number money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kaigong.find.numerals import EXACT, SPACES, Numeral, Precision, read_numeral
from kaigong.find.units import SumGrammar, Unit, sum_grammar, sum_pattern
from kaigong.rule_kinds import CurrencyRule
from kaigong.rules import Rules

UNIT_BEFORE = re.compile("(?:单位[：:为]? ?|(?P<bracket>[（(] ?))(?:人民币)?$")
COUNTRY_REACH = 60
"""Characters before a unit that several currencies share in which a country is looked for."""

LONGEST_LINE = 200
"""Characters before a number in which the beginning of its line is looked for."""

LIST_MARKS = frozenset("、和与及")

SCALES = "十百千万亿兆萬億"
LARGE_SCALES = frozenset("万亿兆萬億")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum at `start` to `end` of a text: `low` to `high` in units of `currency`, of its ISO 4217 code.

    `limit` is the bound word that stands within it, if one does: 五万以上泰铢. `headings` are what a sum in a table
    stands under and beside, the nearest first.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str
    precision: Precision
    is_range: bool
    rules: tuple[str, ...]
    limit: str | None = None
    headings: tuple[str, ...] = ()


def find_sums(text: str, rules: Rules) -> Iterator[Sum]:
    """Every sum of money in `text`, in order, none inside another."""
    grammar = sum_grammar(rules)
    pattern = sum_pattern(rules, with_symbols=grammar.symbol.search(text) is not None)
    at = taken = 0
    while match := pattern.search(text, at):
        found = _ranged(match, taken, grammar) or _first_of_two(match, taken, grammar) or _single(match, taken, grammar)
        at = match.end()
        if found is not None:
            at = taken = found.end
            yield found


def with_shared_currency(text: str, sums: list[Sum]) -> list[Sum]:
    """`sums` of `text`, those of a list without a unit in the currency said at its end: 3亿、5亿和8亿美元."""
    shared = list(sums)
    for index in range(len(sums) - 2, -1, -1):
        one, following = shared[index], shared[index + 1]
        if _lacks_unit(text, one) and text[one.end : following.start] in LIST_MARKS:
            shared[index] = replace(one, currency=following.currency)
    return shared


def _lacks_unit(text: str, one: Sum) -> bool:
    return text[one.end - 1] in LARGE_SCALES and not one.headings


def _ranged(match: re.Match[str], taken: int, grammar: SumGrammar) -> Sum | None:
    """The match as one sum from a low to a high value, if its two numbers make a range."""
    if match["second"] is None or match["change"]:
        return None
    first, second = read_numeral(match["first"]), read_numeral(match["second"])
    if first is None or second is None or second.start:
        return None
    money_rule = _money_rule(match, match["second"], taken, grammar)
    if money_rule is None:
        return None
    low = first.low if match["first_unit"] else _in_scale_of(first, match["first"], second, match["second"])
    if low >= second.high:
        return None
    unit = _unit(match, match.start(), taken, grammar)
    start = match.start() if match["symbol"] else match.start("first") + first.start
    return Sum(
        start,
        match.end(),
        EXACT.multiply(low, unit.worth),
        EXACT.multiply(second.high, unit.worth),
        unit.rule.code,
        "exact",
        True,
        _chain(unit.rule, money_rule),
    )


def _in_scale_of(first: Numeral, first_text: str, second: Numeral, second_text: str) -> Decimal:
    """The low end of a range whose scale is said at the high end only: 3至5亿元, 三百到五百万元, but 8500到3万元.

    The scale is left out where the low end would not be the lower one with it.
    """
    if LARGE_SCALES.intersection(first_text):
        return first.low
    scales = second_text.rstrip("多余餘来")
    scales = scales[len(scales.rstrip(SCALES)) :]
    large = scales.lstrip("十百千")
    for candidate in (large,) if first_text[-1] in SCALES else (scales, large):
        one = read_numeral(f"1{candidate}")
        if one and (low := EXACT.multiply(first.low, one.low)) < second.high:
            return low
    return first.low


def _first_of_two(match: re.Match[str], taken: int, grammar: SumGrammar) -> Sum | None:
    """The first of two sums that a range's sign stands between and that make no range: 由5亿元到3亿元."""
    if not match["first_unit"] or match["first_unit"] in grammar.loose:
        return None
    number = read_numeral(match["first"])
    if number is None:
        return None
    unit = _meaning(match["first_unit"], match.start(), taken, match, grammar)
    start = match.start() if match["symbol"] and not number.start else match.start("first") + number.start
    return _sum(start, match.end("first_unit"), number, unit, Decimal(0), "")


def _single(match: re.Match[str], taken: int, grammar: SumGrammar) -> Sum | None:
    """The match as one sum; only its last number, where there are two."""
    which = "first" if match["second"] is None else "second"
    written = match[which]
    number = read_numeral(written)
    if number is None:
        return None
    money_rule = _money_rule(match, written, taken, grammar)
    if money_rule is None:
        return None
    start = match.start(which)
    if number.precision == "bare" and _names_unit(match.string, start, match.end()):
        return None
    unit = _unit(match, start, taken, grammar)
    change, end = _change(match, unit, grammar)
    if match["more"]:
        number = replace(number, precision="more")
    start = match.start() if match["symbol"] and which == "first" and not number.start else start + number.start
    return _sum(start, end, number, unit, change, money_rule, match["limit"])


def _sum(
    start: int, end: int, number: Numeral, unit: Unit, change: Decimal, money_rule: str, limit: str | None = None
) -> Sum:
    low, high = (EXACT.fma(value, unit.worth, change) for value in (number.low, number.high))
    return Sum(start, end, low, high, unit.rule.code, number.precision, False, _chain(unit.rule, money_rule), limit)


def _chain(currency: CurrencyRule, money_rule: str) -> tuple[str, ...]:
    return (currency.name, money_rule) if money_rule else (currency.name,)


def _names_unit(text: str, start: int, end: int) -> bool:
    """Whether 亿元 or 万元 is no sum but the unit of a table or a form: 投资（亿元）, 单位：万元, 以亿元为单位."""
    before = UNIT_BEFORE.search(text, max(0, start - 9), start)
    if before is None:
        return text.startswith("为单位", end)
    return before["bracket"] is None or text[end : end + 1] in (")", "）")


def _change(match: re.Match[str], unit: Unit, grammar: SumGrammar) -> tuple[Decimal, int]:
    """What stands behind the unit in ever smaller ones, and where it ends: 6角5分 is 0.65, the last 5 of 五块五 0.5.

    A last digit is a tenth of the unit before it, 半 its half.
    """
    total, worth, end = Decimal(0), unit.worth, match.end("unit")
    if not match["change"]:
        return total, match.end()
    for part in grammar.parts.finditer(match.string, match.start("change"), match.end("change")):
        number = read_numeral(part["number"].lstrip("零〇○") or "零")
        smaller = _smaller(part["unit"], unit, grammar)
        if number is None or smaller is None or smaller.worth >= worth:
            return total, end
        total, worth, end = total + number.low * smaller.worth, smaller.worth, part.end()
    last = match.string[end : match.end("change")]
    if last == "半":
        return total + worth / 2, match.end()
    if (tenths := read_numeral(last)) is not None:
        return total + tenths.low * worth / 10, match.end()
    return total, match.end() if end == match.end("change") else end


def _smaller(word: str, unit: Unit, grammar: SumGrammar) -> Unit | None:
    return next((part for part in grammar.units[word] if part.rule is unit.rule), None)


def _unit(match: re.Match[str], start: int, taken: int, grammar: SumGrammar) -> Unit:
    """The unit of a sum. 元, or none, is that of the currency named beside it, or else of the yuan."""
    return _meaning(match["unit"] or match["symbol"] or "元", start, taken, match, grammar)


def _meaning(word: str, start: int, taken: int, match: re.Match[str], grammar: SumGrammar) -> Unit:
    if word != "元":
        meanings = grammar.units[word]
        return meanings[0] if len(meanings) == 1 else _of_country(meanings, match.string, start, grammar)
    named = match["name"] or _name_before(match.string, start, taken, grammar)
    return Unit(grammar.names[named]) if named else grammar.units["元"][0]


def _of_country(meanings: tuple[Unit, ...], text: str, start: int, grammar: SumGrammar) -> Unit:
    """The meaning whose country stands nearest before the sum; the first, if none does."""
    for country in grammar.countries.finditer(text, max(0, start - COUNTRY_REACH), start):
        for meaning in meanings:
            if country[0] in meaning.rule.countries:
                return meaning
    return meanings[0]


def _name_before(text: str, start: int, taken: int, grammar: SumGrammar) -> str | None:
    """The currency named right before a number, which is not the unit of the sum that ends at `taken`."""
    if not start or text[start - 1] not in grammar.name_ends:
        return None
    found = grammar.name_before.match(text, taken, start)
    return found[0].strip(SPACES) if found else None


def _money_rule(match: re.Match[str], written: str, taken: int, grammar: SumGrammar) -> str | None:
    """None if the match is no money. Else the rule that makes it money where its unit does not, "" where it does."""
    unit = match["unit"]
    if unit is None and match["symbol"]:
        return ""
    if unit is None or (unit in grammar.loose and not match["change"]):
        return _bare_money_rule(match, written, taken, grammar)
    return None if unit[-1] == "元" and grammar.no_money.match(match.string, match.start()) else ""


def _bare_money_rule(match: re.Match[str], written: str, taken: int, grammar: SumGrammar) -> str | None:
    text, start, unit = match.string, match.start(), match["unit"]
    if unit is None and (name := _name_before(text, start, taken, grammar)):
        return grammar.names[name].name
    near = max(0, start - LONGEST_LINE)
    line = max(near, text.rfind("\n", near, start) + 1)
    goes_on_list = taken > 0 and text[taken:start] in LIST_MARKS
    for rule in grammar.bare:
        before = rule.before_ten_thousands if written[-1] in "万萬" else rule.before_others
        if (
            (unit in rule.units if unit else not rule.units)
            and rule.behind.match(text, match.end())
            and not rule.but_not.match(text, match.end())
            and rule.number.search(written)
            and rule.line.match(text, line)
            and not rule.unless.search(text, line, start)
            and (before is None or goes_on_list or before.match(text, 0, start))
        ):
            return rule.name
    return None
