"""Sums whose unit is said once for many: 单位：万元 above a table or before a list, 总投资（亿元） over a column.

A table is lines of cells between tabs, bars or spaces. The unit of a column's own heading, or of a row's own label,
goes before the unit that is said for the whole table; a heading with another unit (万吨, 个) makes no money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from kaigong.find.cells import NUMBER, RULER, TOTALS, Cell, cells_of, lines_of
from kaigong.find.numerals import DIGITS, SCALES, read_numeral
from kaigong.find.role_words import role_words
from kaigong.find.sums import Sum
from kaigong.find.units import Unit, any_of, sum_grammar
from kaigong.rules import Rules
from kaigong.text import Span

UNIT_OF_TABLE = "amounts.unit_of_table"
"""Named in the chain of a sum whose unit stands elsewhere: a step of the program, not a rule in a file."""

ITEM = re.compile(
    rf"(?P<label>[^，,、；;。\n{DIGITS}]{{1,30}}?)[：: ]?(?P<number>[{DIGITS}][{DIGITS}.．]*+)(?=[，,、；;。\n]|$)"
)
NO_MONEY = "\0"
"""Stands for the heading of a column that is none of money, beside others that are."""

SIGN = re.compile(r"单位[：:为]|[（(] ?(?:人民币)?[十百千万亿萬億]*[^()（）\s]{0,4}[元圆币镑] ?[)）]")
"""What a table of sums, or a column, has somewhere: looked for before anything else is made ready."""

PROSE = re.compile("[。！？]")
YEARS = range(1949, 2060)
LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Money:
    """What the numbers of a table count: `scale` (万, or nothing) of the currency of `unit`."""

    unit: Unit
    scale: str


@dataclass(frozen=True, slots=True)
class TableGrammar:
    """How units are told for many numbers, and which headings stand over numbers that are no money."""

    declared: re.Pattern[str]
    bracketed: re.Pattern[str]
    labelled: re.Pattern[str]
    bracket: re.Pattern[str]
    money: regex.Pattern[str]
    other: regex.Pattern[str]
    units: dict[str, Unit]


def find_table_sums(text: str, rules: Rules) -> Iterator[Sum]:
    """Every sum of `text` whose unit is said for a table, a list or a column, in the order of the text."""
    if not SIGN.search(text):
        return
    grammar = table_grammar(rules)
    if not grammar.declared.search(text) and not grammar.bracketed.search(text):
        return
    said: Money | None = None
    title = ""
    columns: Sequence[str] = ()
    for start, end in lines_of(text):
        if declared := grammar.declared.search(text, start, end):
            said, columns = _money(declared, grammar), ()
            title = text[max(start, declared.start() - LONGEST_LABEL) : end]
            yield from _items(text, (declared.end(), end), said, title)
            continue
        yield from _behind_brackets(text, (start, end), grammar)
        if PROSE.search(text, start, end):
            said, columns = None, ()
        elif RULER.fullmatch(text, start, end):
            continue
        elif len(cells := cells_of(text, start, end)) > 1 and not any(cell.is_number for cell in cells):
            columns = _headings(cells, grammar)
        else:
            yield from _row(cells, _of_cells(columns, cells), said, title, grammar)


@lru_cache(maxsize=8)
def table_grammar(rules: Rules) -> TableGrammar:
    """What `rules` say of tables, compiled."""
    sums = sum_grammar(rules)
    units = {
        word: meanings[0]
        for word, meanings in sums.units.items()
        if meanings[0].worth == 1 and word in meanings[0].rule.suffixes
    }
    money = f"(?P<scale>[十百千万亿萬億]*)(?P<unit>{any_of(units)})"
    return TableGrammar(
        declared=re.compile(rf"单位[：:为]? ?(?:人民币)?{money}(?=[)）\]】，。；;：:\s]|$)"),
        bracketed=re.compile(rf"[（(] ?(?:人民币)?{money} ?[)）]"),
        labelled=re.compile(
            rf"[（(] ?(?:人民币)?{money} ?[)）][：: 为]{{0,2}}(?P<number>{NUMBER.pattern})(?![{SCALES}%％])"
        ),
        bracket=re.compile(r"[（(][^()（）\n]{1,8}[)）]$"),
        money=regex.compile(any_of([*rules.words("table_money"), *role_words(rules).before])),
        other=regex.compile(any_of(rules.words("table_other"))),
        units=units,
    )


def _money(match: re.Match[str], grammar: TableGrammar) -> Money:
    return Money(grammar.units[match["unit"]], match["scale"])


def _headings(cells: Sequence[Cell], grammar: TableGrammar) -> list[str]:
    """The headings of columns; where some tell of money, those of the others are marked as something else."""
    shown = [grammar.money.search(cell.text) or grammar.bracketed.search(cell.text) for cell in cells]
    return [cell.text if money or not any(shown) else NO_MONEY for cell, money in zip(cells, shown, strict=True)]


def _of_cells(columns: Sequence[str], cells: Sequence[Cell]) -> Sequence[str]:
    """The headings of a row's cells; a row of totals may leave out what is no money. None where they do not fit."""
    if len(columns) == len(cells):
        return columns
    money = [heading for heading in columns if heading != NO_MONEY]
    numbers = [cell.is_number for cell in cells]
    if not columns or sum(numbers) != len(money) or cells[0].text not in TOTALS:
        return ()
    left = iter(money)
    return [next(left) if is_number else NO_MONEY for is_number in numbers]


def _row(
    cells: Sequence[Cell], columns: Sequence[str], said: Money | None, title: str, grammar: TableGrammar
) -> Iterator[Sum]:
    label = ""
    for place, cell in enumerate(cells):
        if not cell.is_number:
            label = cell.text
            continue
        heading = columns[place] if columns else label
        if not columns and (_numbers_row(cells, place) or _is_year(cell.text)):
            continue
        money = _money_of(heading, said, grammar)
        if money and (found := _sum(cell.start, cell.text, money, (heading, label, title))):
            yield found


def _numbers_row(cells: Sequence[Cell], place: int) -> bool:
    """Whether the number there only numbers the row: it stands first, and a name follows."""
    return place == 0 and len(cells) > 1 and not cells[1].is_number


def _is_year(number: str) -> bool:
    return number.isdecimal() and int(number) in YEARS


def _money_of(heading: str, said: Money | None, grammar: TableGrammar) -> Money | None:
    """The unit under a heading: its own in brackets, none if it tells of something else, or the one said for all."""
    if own := grammar.bracketed.search(heading):
        return _money(own, grammar)
    if heading == NO_MONEY or grammar.bracket.search(heading) or grammar.other.search(heading):
        return None
    return said


def _behind_brackets(text: str, span: Span, grammar: TableGrammar) -> Iterator[Sum]:
    """Numbers right behind a unit in brackets: 总投资（亿元）2.5, 总投资（万元）：2500."""
    for match in grammar.labelled.finditer(text, *span):
        label = text[max(span[0], match.start() - LONGEST_LABEL) : match.start()]
        if found := _sum(match.start("number"), match["number"], _money(match, grammar), (label,)):
            yield found


def _items(text: str, span: Span, money: Money, title: str) -> Iterator[Sum]:
    """The items of a list behind the unit, in the same line: 单位：万元：道路120，饮水85.5."""
    for match in ITEM.finditer(text, *span):
        found = _sum(match.start("number"), match["number"], money, (match["label"], title))
        if found and not _is_year(match["number"]):
            yield found


def _sum(start: int, number: str, money: Money, headings: tuple[str, ...]) -> Sum | None:
    value = read_numeral(number + money.scale)
    if value is None or value.start:
        return None
    currency = money.unit.rule
    end = start + len(number)
    return Sum(
        start,
        end,
        value.low,
        value.low,
        currency.code,
        "exact",
        False,
        (currency.name, UNIT_OF_TABLE),
        headings=headings,
    )
