"""What the rules say of units of money, compiled: the pattern of a sum, and what its words mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from kaigong.find.numerals import CHARACTERS, DIGITS, NUMERAL, NUMERAL_BEHIND_SYMBOL, SPACES
from kaigong.rule_kinds import BareMoneyRule, BoundRule, CurrencyRule
from kaigong.rules import Rules

SEPARATOR = "(?:——|[-－—–~～〜至到])"
INCLUSIVE = r"(?:[(（]不?含[^()（）\n]{0,12}+[)）])"
"""A limit said to belong to its side, or not: 1万元（含）, 5000万元（不含5000万元）."""

MORE = "(?:[多余餘来]|(?<=[百千万亿])把(?=[元块美港欧日英]))?+"
PART = f"(?:{NUMERAL}){MORE}"
PART_BEHIND_SYMBOL = f"(?:{NUMERAL_BEHIND_SYMBOL}){MORE}"
NO_WORD = "(?![债形洲钟之公会院店厂部期星度楼落色逐球架铁阀钢膜货布类数])"
"""Behind 角 or 分: no word begins with it there (三角债, 五分钟, 一分公司)."""

TENTH = (
    r"(?:[1-9１-９一二三四五六七八九半](?=$|[，。；、！？：,;!?:）)”」』\s/／的左上]"
    "|[一每][公千]?[斤克升吨]|[一每][两个只张份碗条瓶盒袋度天人亩米]))"
)
"""A lone digit that ends a spoken price: 五块五, 3毛8一斤."""

HEADLINE = 45
"""Characters of the longest line that may be a headline."""

BARE = "(?:(?<=[万亿萬億])|(?<=[万亿萬億][多余餘来半]))"
"""Where a number ends that may be money without a unit."""

LINES = {
    "any": regex.compile(""),
    "headline": regex.compile(rf"[^。\n]{{4,{HEADLINE}}}(?<![，；、：,;:])(?:\n|$)"),
    "own": regex.compile(f"[{SPACES}]*+[{CHARACTERS}多余餘来]++.{{0,2}}[{SPACES}]*+(?:\n|$)"),
}
"""The lines in which a rule for money without a unit may hold, by their name in the rules."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit is worth, in units of its currency, and the rule that knows it."""

    rule: CurrencyRule
    worth: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class BareMoney:
    """A rule for money that its unit alone does not show: no unit at all, or one of `units` (块).

    `number` must be found in the number itself and `line` match its line; `behind` is what stands behind it,
    `but_not` what must not, `unless` what is nowhere before it in its line. The `before_…` are what stands before it,
    where something must.
    """

    name: str
    units: frozenset[str]
    number: regex.Pattern[str]
    line: regex.Pattern[str]
    behind: regex.Pattern[str]
    but_not: regex.Pattern[str]
    unless: regex.Pattern[str]
    before_ten_thousands: regex.Pattern[str] | None
    before_others: regex.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class SumGrammar:
    """The patterns that the rules make, and what the words in them mean.

    A unit that several currencies share has more than one meaning: the first, unless one of the `countries` of
    another stands before it. `loose` units are everyday words too (块, 角).
    """

    symbol: re.Pattern[str]
    parts: re.Pattern[str]
    units: Mapping[str, tuple[Unit, ...]]
    loose: frozenset[str]
    countries: regex.Pattern[str]
    names: Mapping[str, CurrencyRule]
    name_before: regex.Pattern[str]
    name_ends: frozenset[str]
    no_money: regex.Pattern[str]
    bare: tuple[BareMoney, ...]


@lru_cache(maxsize=8)
def sum_grammar(rules: Rules) -> SumGrammar:
    """What `rules` say of sums, compiled."""
    currencies = rules.of(CurrencyRule)
    units = _units(currencies)
    names = {word: rule for rule in currencies for word in rule.suffixes if len(word) > 1}
    names |= {name: rule for rule in currencies for name in rule.names}
    loose = _loose(currencies)
    small = any_of(word for word, meanings in units.items() if meanings[0].worth != 1)
    last_signs = {re.escape(prefix[-1]) for rule in currencies for prefix in rule.prefixes}
    return SumGrammar(
        symbol=re.compile(f"[{''.join(sorted(last_signs))}] ?[{CHARACTERS}]"),
        parts=re.compile(f"又?(?P<number>{PART})(?P<unit>{small})"),
        units=units,
        loose=loose,
        countries=regex.compile(f"(?r){any_of(country for rule in currencies for country in rule.countries)}"),
        names=names,
        name_before=regex.compile(f"(?r){any_of(names)}[{SPACES}]?"),
        name_ends=frozenset(SPACES).union(name[-1] for name in names),
        no_money=regex.compile("|".join(pattern for rule in currencies for pattern in rule.but_not) or "(?!)"),
        bare=tuple(_bare_money(rule) for rule in rules.of(BareMoneyRule)),
    )


@lru_cache(maxsize=16)
def sum_pattern(rules: Rules, *, with_symbols: bool) -> re.Pattern[str]:
    """The pattern of a sum; `with_symbols` also of one with a symbol before it (￥300), which takes longer."""
    currencies = rules.of(CurrencyRule)
    tail = _sum_pattern(currencies, _units(currencies), _loose(currencies), rules.of(BoundRule))
    if not with_symbols:
        return re.compile(f"(?P<first>{PART}){tail}{BARE}(?P<symbol>(?!))?)")
    prefixes = any_of(prefix for rule in currencies for prefix in rule.prefixes)
    return re.compile(
        f"(?:(?P<symbol>{prefixes}) ?)?(?P<first>(?(symbol){PART_BEHIND_SYMBOL}|{PART})){tail}(?(symbol)|{BARE}))"
    )


def _loose(currencies: Iterable[CurrencyRule]) -> frozenset[str]:
    return frozenset(word for rule in currencies for word in rule.casual)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first; with none of them, one that matches nowhere."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(regex.escape(word, special_only=True) for word in longest_first) or '(?!)'})"


def _units(currencies: Iterable[CurrencyRule]) -> dict[str, tuple[Unit, ...]]:
    """Every unit, with the currencies that have it in the order of their rules; 角钱 and the like among them."""
    units: defaultdict[str, tuple[Unit, ...]] = defaultdict(tuple)
    for rule in currencies:
        worths = {word: Decimal(1) for word in (*rule.suffixes, *rule.prefixes, *rule.casual)}
        worths |= {word: Decimal(worth) for word, worth in rule.subunits.items()}
        worths |= {
            f"{word}钱": worth for word, worth in worths.items() if word in rule.casual or _is_change(word, rule)
        }
        for word, worth in worths.items():
            units[word] = (*units[word], Unit(rule, worth))
    return dict(units)


def _is_change(word: str, rule: CurrencyRule) -> bool:
    """Whether `word` is so short that it is a unit only behind a larger one: 分 is also a score and a minute."""
    return word in rule.subunits and len(word) == 1 and word not in rule.casual


def _sum_pattern(
    currencies: Iterable[CurrencyRule],
    units: Mapping[str, tuple[Unit, ...]],
    loose: frozenset[str],
    bounds: Iterable[BoundRule],
) -> str:
    """What follows the first number of a sum, up to an alternative without unit, which is left open."""
    prefixes = {prefix for rule in currencies for prefix in rule.prefixes}
    change_only = {word for rule in currencies for word in rule.subunits if _is_change(word, rule)}
    full = any_of(units.keys() - prefixes - loose - change_only)
    codes = any_of(prefix for prefix in prefixes if prefix[-1].isalpha())
    signs = any_of(prefix for prefix in prefixes if not prefix[-1].isalpha())
    limit = any_of(word for rule in bounds for word in rule.behind)
    small = any_of(word for word, meanings in units.items() if meanings[0].worth != 1)
    unit = (
        f"(?=[{_first_characters(units)}])"
        f"(?:{full}|{any_of(loose)}{NO_WORD}|{codes}(?![A-Za-z0-9])|{signs}(?! ?[{CHARACTERS}]))"
    )
    change = f"(?:又?{PART}{small}{NO_WORD}){{0,2}}+(?:(?<=[{''.join(sorted(loose))}]){TENTH})?+"
    names = any_of(name for rule in currencies for name in rule.names)
    return (
        f"(?:(?:[{SPACES}]?(?P<first_unit>{unit}))?+{INCLUSIVE}?+[{SPACES}]?{SEPARATOR}[{SPACES}]?"
        f"(?:{any_of(prefixes)})?+(?P<second>{PART}))?"
        f"(?:(?:[{SPACES}]|(?P<limit>{limit})(?=[^元圆块]))?(?P<unit>{unit})(?P<change>{change})"
        f"(?:(?<=元)(?P<name>{names})|(?P<more>[多余](?=$|[，。；、！？：,;!?:）)”\\s])))?+|"
    )


def _bare_money(rule: BareMoneyRule) -> BareMoney:
    before = any_of(rule.before)
    return BareMoney(
        name=rule.name,
        units=frozenset(rule.units),
        number=regex.compile(rule.number),
        line=LINES[rule.line],
        behind=regex.compile(_behind(rule)),
        but_not=regex.compile(any_of(rule.but_not)),
        unless=regex.compile(any_of(rule.unless)),
        before_ten_thousands=regex.compile(f"(?r){before}{any_of(rule.between)}{{0,4}} ?") if rule.before else None,
        before_others=regex.compile(rf"(?r){before}[^，。；、！？\s{DIGITS}]{{0,10}} ?") if rule.before else None,
    )


def _behind(rule: BareMoneyRule) -> str:
    """What must follow: one of the rule's words, or the end of a line where the rule asks for more; else anything."""
    if not rule.behind:
        return ""
    return rf"\s|$|{any_of(rule.behind)}" if rule.before or rule.number else any_of(rule.behind)


def _first_characters(words: Iterable[str]) -> str:
    return "".join(sorted({re.escape(word[0]) for word in words}))
