"""Sums of money as they are written: a number with its unit, or a range of two. What the words around say is not
looked at here, except where the unit is left out and only they make the number money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from kaigong.find.numerals import DIGITS, NUMERAL, NUMERAL_START, SPACES, Numeral, Precision, read_numeral
from kaigong.rule_kinds import CurrencyRule, PatternRule, WordListRule
from kaigong.rules import Rules


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
class SumGrammar:
    """The patterns that the rules make, and what the words in them mean."""

    sums: regex.Pattern[str]
    parts: regex.Pattern[str]
    units: dict[str, Unit]
    names: dict[str, CurrencyRule]
    name_before: regex.Pattern[str]
    no_money: regex.Pattern[str]
    no_money_lone: regex.Pattern[str]
    no_money_round: regex.Pattern[str]
    money_before: regex.Pattern[str]
    money_in_clause: regex.Pattern[str]
    money_behind: regex.Pattern[str]
    investing: regex.Pattern[str]
    goes_on: regex.Pattern[str]


SEPARATOR = "(?:——|[-－—–~～〜至到])"
INCLUSIVE = "(?:[(（]含(?:本数|税)?[)）])"
_MORE = "[多余餘来]"
_PART = f"(?:{NUMERAL}){_MORE}?+"
_MONEY_BEFORE, _MONEY_BEHIND, _INVESTING = (
    "money_before_bare_number",
    "money_noun_behind_bare_number",
    "investing_verb_behind_bare_number",
)


def find_sums(text: str, rules: Rules) -> Iterator[Sum]:
    """Every sum of money in `text`, in order, none inside another."""
    grammar = sum_grammar(rules)
    for match in grammar.sums.finditer(text):
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
    change = f"(?:{_PART}{any_of(small)}){{0,2}}+"
    words = {rule.use: rule.words for rule in rules.of(WordListRule)}
    patterns = {rule.use: rule.pattern for rule in rules.of(PatternRule)}
    fillers = any_of(words["between_money_and_bare_number"])
    return SumGrammar(
        sums=regex.compile(
            f"(?:(?P<symbol>{prefixes}) ?|{NUMERAL_START})"
            f"(?:(?P<low>{_PART})(?:[{SPACES}]?(?P<low_unit>{unit}))?+{INCLUSIVE}?+{SEPARATOR}(?:{prefixes})?+)?"
            f"(?P<number>{_PART})"
            f"(?:[{SPACES}]?(?P<unit>{unit})(?P<change>{change})(?:(?<=元)(?P<name>{any_of(names)}))?+"
            f"|(?(symbol)|(?<=[万亿萬億]{_MORE}?)))"
        ),
        parts=regex.compile(f"(?P<number>{_PART})(?P<unit>{any_of(small)})"),
        units=units,
        names=names,
        name_before=regex.compile(f"(?r)(?:{any_of(names)})[{SPACES}]?"),
        no_money=regex.compile(patterns["no_money_behind_unit"]),
        no_money_lone=regex.compile(patterns["no_money_behind_lone_digit"]),
        no_money_round=regex.compile(patterns["no_money_behind_round_unit"]),
        money_before=regex.compile(f"(?r){any_of(words[_MONEY_BEFORE])}(?:{fillers}){{0,4}} ?"),
        money_in_clause=regex.compile(f"(?r){any_of(words[_MONEY_BEFORE])}[^，。；、！？\\s{DIGITS}]{{0,10}} ?"),
        money_behind=regex.compile(any_of(words["money_noun_behind_bare_number"])),
        investing=regex.compile(any_of(words[_INVESTING])),
        goes_on=regex.compile(rf"\s|$|{any_of(words['behind_bare_number'])}"),
    )


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(regex.escape(word, special_only=True) for word in longest_first)})"


def _is_small(word: str, unit: Unit) -> bool:
    return unit.worth != 1 or word in unit.rule.casual


def _casual(currencies: Iterable[CurrencyRule]) -> list[str]:
    return [word for rule in currencies for word in rule.casual]


def _ranged(match: regex.Match[str], text: str, grammar: SumGrammar) -> Sum | None:
    """The match as one sum from a low to a high value, if its two numbers make a range."""
    if match["low"] is None or match["change"]:
        return None
    first, second = read_numeral(match["low"]), read_numeral(match["number"])
    if first is None or second is None or second.start:
        return None
    if not _is_money(match, second, text, grammar):
        return None
    low = first.low
    if not match["low_unit"] and match["low"][-1] not in "十百千万亿萬億":
        scaled = low * _scale(match["number"])
        low = scaled if scaled <= second.high else low
    if low >= second.high:
        return None
    unit, names = _unit(match, match.start(), text, grammar)
    start = match.start() if match["symbol"] else match.start("low") + first.start
    return Sum(start, match.end(), low, second.high, unit.rule.code, "exact", True, names)


def _scale(number: str) -> Decimal:
    """What the last scales of a number say of the number before it in a range: 3至5亿元 begins at 3亿."""
    scales = number[len(number.rstrip("十百千万亿萬億多余餘")) :].strip("多余餘")
    one = read_numeral(f"1{scales}")
    return one.low if one else Decimal(1)


def _single(match: regex.Match[str], text: str, grammar: SumGrammar) -> Sum | None:
    """The match as one sum; only its last number, where there are two."""
    number = read_numeral(match["number"])
    if number is None or not _is_money(match, number, text, grammar):
        return None
    unit, names = _unit(match, match.start("number"), text, grammar)
    low, high = number.low * unit.worth, number.high * unit.worth
    if match["change"]:
        change = _change(match["change"], grammar)
        low, high = low + change, high + change
    symbol_inside = match["symbol"] and match["low"] is None and not number.start
    start = match.start() if symbol_inside else match.start("number") + number.start
    return Sum(start, match.end(), low, high, unit.rule.code, number.precision, False, names)


def _change(text: str, grammar: SumGrammar) -> Decimal:
    """What stands behind the unit: 6角5分 is 0.65."""
    total = Decimal(0)
    for part in grammar.parts.finditer(text):
        number = read_numeral(part["number"])
        if number is not None:
            total += number.low * grammar.units[part["unit"]].worth
    return total


def _unit(match: regex.Match[str], start: int, text: str, grammar: SumGrammar) -> tuple[Unit, tuple[str, ...]]:
    """The unit of a sum, and the names of the rules that say so. 元 is that of the currency named beside it."""
    word = match["unit"] or match["symbol"]
    if word is None or word == "元":
        named = match["name"] if match["unit"] else None
        if named is None and (before := grammar.name_before.match(text, max(0, start - 5), start)):
            named = before[0].strip()
        if named is not None:
            rule = grammar.names[named]
            return Unit(rule), (rule.name,)
    if word is None:
        return grammar.units["元"], (grammar.units["元"].rule.name, _money_rule(match, text, grammar))
    unit = grammar.units[word]
    return unit, (unit.rule.name,)


def _is_money(match: regex.Match[str], number: Numeral, text: str, grammar: SumGrammar) -> bool:
    end = match.end()
    if match["unit"] is None:
        return bool(match["symbol"]) or bool(_money_rule(match, text, grammar))
    if match["unit"] != "元" or match["change"]:
        return True
    written = match["number"]
    if len(written) == 1 and written not in DIGITS and grammar.no_money_lone.match(text, end):
        return False
    if (number.precision == "bare" or number.high <= 10) and grammar.no_money_round.match(text, end):
        return False
    return not grammar.no_money.match(text, end)


def _money_rule(match: regex.Match[str], text: str, grammar: SumGrammar) -> str:
    """The name of the rule by which a number without a unit is money; empty if it is none."""
    start, end = match.start(), match.end()
    if grammar.name_before.match(text, max(0, start - 5), start):
        return _MONEY_BEFORE
    if grammar.money_behind.match(text, end):
        return _MONEY_BEHIND
    if grammar.investing.match(text, end):
        return _INVESTING
    if grammar.goes_on.match(text, end):
        before = grammar.money_before if match["number"][-1] in "万萬" else grammar.money_in_clause
        if before.match(text, max(0, start - 24), start):
            return _MONEY_BEFORE
    return ""
