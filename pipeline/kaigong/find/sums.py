"""Sums of money as they are written: a number with its unit, or a range of two. What the words around say is not
looked at here, except where the unit is left out and only they make the number money."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from kaigong.find.numerals import CHARACTERS, DIGITS, NUMERAL, SPACES, Precision, read_numeral
from kaigong.rule_kinds import BareMoneyRule, CurrencyRule
from kaigong.rules import Rules

UNIT_BEFORE = re.compile("单位[：:为]? ?$")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum at `start` to `end` of a text: `low` to `high` in units of `currency`, of its ISO 4217 code."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str
    precision: Precision
    is_range: bool
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit is worth, in units of its currency, and the rule that knows it."""

    rule: CurrencyRule
    worth: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class BareMoney:
    """A rule for money without a unit: what stands behind the number, and before one in 万 or one in 亿."""

    name: str
    behind: regex.Pattern[str]
    before_ten_thousands: regex.Pattern[str] | None
    before_hundred_millions: regex.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class SumGrammar:
    """The patterns that the rules make, and what the words in them mean."""

    sums: re.Pattern[str]
    sums_with_symbols: re.Pattern[str]
    symbol: re.Pattern[str]
    parts: re.Pattern[str]
    units: dict[str, Unit]
    names: dict[str, CurrencyRule]
    name_before: regex.Pattern[str]
    name_ends: frozenset[str]
    no_money: regex.Pattern[str]
    bare: tuple[BareMoney, ...]


SEPARATOR = "(?:——|[-－—–~～〜至到])"
INCLUSIVE = "(?:[(（]含(?:本数|税)?[)）])"
_MORE = "[多余餘来]"
_NO_WORD = "(?![债形洲钟之公会院店厂部期])"
"""Behind 角 or 分: no word begins with it there (三角债, 五分钟, 一分公司)."""

_PART = f"(?:{NUMERAL}){_MORE}?+"


def find_sums(text: str, rules: Rules) -> Iterator[Sum]:
    """Every sum of money in `text`, in order, none inside another."""
    grammar = sum_grammar(rules)
    pattern = grammar.sums_with_symbols if grammar.symbol.search(text) else grammar.sums
    for match in pattern.finditer(text):
        found = _ranged(match, text, grammar) or _single(match, text, grammar)
        if found is not None:
            yield found


@lru_cache(maxsize=8)
def sum_grammar(rules: Rules) -> SumGrammar:
    """What `rules` say of sums, compiled."""
    currencies = rules.of(CurrencyRule)
    units = {word: Unit(rule) for rule in currencies for word in (*rule.suffixes, *rule.prefixes, *rule.casual)}
    units |= {word: Unit(rule, Decimal(worth)) for rule in currencies for word, worth in rule.subunits.items()}
    units |= {f"{word}钱": unit for word, unit in units.items() if len(word) == 1 and _is_small(word, unit)}
    names = {name: rule for rule in currencies for name in rule.names}
    small = [word for word, unit in units.items() if unit.worth != 1]
    alone = [word for word in units if not _is_small(word, units[word]) or len(word) > 1]
    prefixes = any_of(prefix for rule in currencies for prefix in rule.prefixes)
    unit = f"(?:{any_of(alone)}|{any_of(_casual(currencies))}(?={_PART}{any_of(small)}))"
    unit = f"(?=[{_first_characters(units)}]){unit}"
    change = f"(?:{_PART}{any_of(small)}{_NO_WORD}){{0,2}}+"
    bare = f"(?:(?<=[万亿萬億])|(?<=[万亿萬億]{_MORE}))"
    sums = (
        f"(?P<first>{_PART})"
        f"(?:(?:[{SPACES}]?(?P<first_unit>{unit}))?+{INCLUSIVE}?+{SEPARATOR}(?:{prefixes})?+(?P<second>{_PART}))?"
        f"(?:[{SPACES}]?(?P<unit>{unit})(?P<change>{change})(?:(?<=元)(?P<name>{any_of(names)}))?+|"
    )
    last = {re.escape(prefix[-1]) for rule in currencies for prefix in rule.prefixes}
    return SumGrammar(
        sums=re.compile(f"{sums}{bare}(?P<symbol>(?!))?)"),
        sums_with_symbols=re.compile(f"(?:(?P<symbol>{prefixes}) ?)?{sums}(?(symbol)|{bare}))"),
        symbol=re.compile(f"[{''.join(sorted(last))}] ?[{CHARACTERS}]"),
        parts=re.compile(f"(?P<number>{_PART})(?P<unit>{any_of(small)})"),
        units=units,
        names=names,
        name_before=regex.compile(f"(?r)(?:{any_of(names)})[{SPACES}]?"),
        name_ends=frozenset(SPACES).union(name[-1] for name in names),
        no_money=regex.compile("|".join(pattern for rule in currencies for pattern in rule.but_not) or "(?!)"),
        bare=tuple(_bare_money(rule) for rule in rules.of(BareMoneyRule)),
    )


def _bare_money(rule: BareMoneyRule) -> BareMoney:
    behind = any_of(rule.behind)
    if not rule.before:
        return BareMoney(rule.name, regex.compile(behind), None, None)
    before = any_of(rule.before)
    return BareMoney(
        rule.name,
        regex.compile(rf"\s|$|{behind}"),
        regex.compile(f"(?r){before}{any_of(rule.between)}{{0,4}} ?"),
        regex.compile(rf"(?r){before}[^，。；、！？\s{DIGITS}]{{0,10}} ?"),
    )


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(regex.escape(word, special_only=True) for word in longest_first)})"


def _first_characters(words: Iterable[str]) -> str:
    return "".join(sorted({re.escape(word[0]) for word in words}))


def _is_small(word: str, unit: Unit) -> bool:
    return unit.worth != 1 or word in unit.rule.casual


def _casual(currencies: Iterable[CurrencyRule]) -> list[str]:
    return [word for rule in currencies for word in rule.casual]


def _ranged(match: re.Match[str], text: str, grammar: SumGrammar) -> Sum | None:
    """The match as one sum from a low to a high value, if its two numbers make a range."""
    if match["second"] is None or match["change"]:
        return None
    first, second = read_numeral(match["first"]), read_numeral(match["second"])
    if first is None or second is None or second.start:
        return None
    money_rule = _money_rule(match, match["second"], text, grammar)
    if money_rule is None:
        return None
    low = first.low
    if not match["first_unit"] and match["first"][-1] not in "十百千万亿萬億":
        scaled = low * _scale(match["second"])
        low = scaled if scaled <= second.high else low
    if low >= second.high:
        return None
    unit = _unit(match, match.start(), text, grammar)
    start = match.start() if match["symbol"] else match.start("first") + first.start
    rules = (unit.rule.name, money_rule) if money_rule else (unit.rule.name,)
    return Sum(start, match.end(), low, second.high, unit.rule.code, "exact", True, rules)


def _scale(number: str) -> Decimal:
    """What the last scales of a number say of the number before it in a range: 3至5亿元 begins at 3亿."""
    scales = number[len(number.rstrip("十百千万亿萬億多余餘")) :].strip("多余餘")
    one = read_numeral(f"1{scales}")
    return one.low if one else Decimal(1)


def _single(match: re.Match[str], text: str, grammar: SumGrammar) -> Sum | None:
    """The match as one sum; only its last number, where there are two."""
    which = "first" if match["second"] is None else "second"
    written = match[which]
    number = read_numeral(written)
    if number is None:
        return None
    money_rule = _money_rule(match, written, text, grammar)
    if money_rule is None:
        return None
    start = match.start(which)
    if number.precision == "bare" and _names_unit(text, start, match.end()):
        return None
    unit = _unit(match, start, text, grammar)
    low, high = number.low, number.high
    if unit.worth != 1:
        low, high = low * unit.worth, high * unit.worth
    if match["change"]:
        change = _change(match["change"], grammar)
        low, high = low + change, high + change
    start = match.start() if match["symbol"] and which == "first" and not number.start else start + number.start
    rules = (unit.rule.name, money_rule) if money_rule else (unit.rule.name,)
    return Sum(start, match.end(), low, high, unit.rule.code, number.precision, False, rules)


def _names_unit(text: str, start: int, end: int) -> bool:
    """Whether 亿元 or 万元 is no sum but the unit of a table or a form: 投资（亿元）, 单位：万元, 以亿元为单位."""
    in_brackets = text[start - 1 : start] in ("（", "(") and text[end : end + 1] in ("）", ")")
    return (
        in_brackets or UNIT_BEFORE.search(text, max(0, start - 6), start) is not None or text.startswith("为单位", end)
    )


def _change(text: str, grammar: SumGrammar) -> Decimal:
    """What stands behind the unit: 6角5分 is 0.65."""
    total = Decimal(0)
    for part in grammar.parts.finditer(text):
        number = read_numeral(part["number"])
        if number is not None:
            total += number.low * grammar.units[part["unit"]].worth
    return total


def _unit(match: re.Match[str], start: int, text: str, grammar: SumGrammar) -> Unit:
    """The unit of a sum. 元, or none, is that of the currency named beside it, or else of the yuan."""
    word = match["unit"] or match["symbol"]
    if word is not None and word != "元":
        return grammar.units[word]
    named = match["name"]
    if named is None and start and text[start - 1] in grammar.name_ends:
        before = grammar.name_before.match(text, 0, start)
        named = before and before[0].strip(SPACES)
    return Unit(grammar.names[named]) if named else grammar.units["元"]


def _money_rule(match: re.Match[str], written: str, text: str, grammar: SumGrammar) -> str | None:
    """None if the match is no money. Else the rule that makes a number without a unit money, "" if it has one."""
    if match["unit"] is None:
        return "" if match["symbol"] else _bare_money_rule(match.start(), match.end(), written, text, grammar)
    return None if match["unit"][-1] == "元" and grammar.no_money.match(text, match.start()) else ""


def _bare_money_rule(start: int, end: int, written: str, text: str, grammar: SumGrammar) -> str | None:
    if start and text[start - 1] in grammar.name_ends and (name := grammar.name_before.match(text, 0, start)):
        return grammar.names[name[0].strip(SPACES)].name
    for rule in grammar.bare:
        if rule.behind.match(text, end):
            before = rule.before_ten_thousands if written[-1] in "万萬" else rule.before_hundred_millions
            if before is None or before.match(text, 0, start):
                return rule.name
    return None
