"""Names of projects in tables: the cells of a column under 项目名称."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from kaigong.find.cells import BARS, BLANKS, RULER, TOTALS, Cell, cells_of, lines_of
from kaigong.find.numerals import DIGITS
from kaigong.find.units import any_of
from kaigong.mentions import Project, located
from kaigong.rules import Rules
from kaigong.text import Reading, overlaps_any

USE = "project_column"
TRUST = 0.9
"""The heading says that a name stands there; now and then it is a kind of works, or goes on in the next row."""

LONGEST_WORD = 2
NAME = regex.compile(r"(?=.*\p{Han}{3})[^。；：\n]{3,60}")
NUMBERED = regex.compile(rf"[{DIGITS}]{{1,3}}[.．、]\s*+")


def find_table_projects(reading: Reading, rules: Rules) -> Iterator[Project]:
    """Every name in a table's column of names, in the order of the text; region and status are open.

    The column ends with the table: at a line that has another number of cells and does not sum up.
    """
    text = reading.text
    heading_cell, rule_of = _headings(rules)
    if not heading_cell.search(text):
        return
    column: tuple[int, int, str] | None = None
    for start, end in lines_of(text):
        if RULER.fullmatch(text, start, end):
            continue
        cells = cells_of(text, start, end)
        has_bars = BARS.search(text, start, end) is not None
        heading = next((at for at, cell in enumerate(cells) if cell.text in rule_of and _tells(cell, has_bars)), None)
        if heading is not None and len(cells) > 1:
            column = heading, len(cells), rule_of[cells[heading].text]
        elif column is not None and len(cells) == column[1]:
            cell = cells[column[0]]
            number = NUMBERED.match(cell.text)
            left = cell.start + (number.end() if number else 0)
            if cells[0].text not in TOTALS and NAME.fullmatch(text, left, cell.end):
                surface, fragments, span = located(reading, left, cell.end)
                yield Project(text=surface, fragments=fragments, span=span, rules=(column[2],), confidence=TRUST)
        elif column is not None and cells and cells[0].text not in TOTALS:
            column = None


@lru_cache(maxsize=8)
def _headings(rules: Rules) -> tuple[re.Pattern[str], dict[str, str]]:
    """A heading that fills a cell, and the rule that lists each heading.

    Nearly every article has 项目 somewhere, hardly one has it alone between bars, spaces or the ends of a line: to look
    for that first spares cutting all lines into cells, 5 % of the whole pipeline.
    """
    rule_of = rules.words(USE)
    border = rf"\n\t|｜│{BLANKS}"
    return re.compile(rf"(?<![^{border}]){any_of(rule_of)}(?![^{border}])"), rule_of


def _tells(heading: Cell, has_bars: bool) -> bool:
    """Whether a cell is surely a heading: 项目 alone, between spaces, may be a word of a title."""
    return has_bars or len(heading.text) > LONGEST_WORD


def with_table_projects(found: Sequence[Project], in_tables: Sequence[Project]) -> tuple[Project, ...]:
    """Both in the order of the text; where they overlap, the one in the table stays."""
    if not in_tables:
        return tuple(found)
    taken = [one.span for one in in_tables]
    kept = [one for one in found if not overlaps_any(one.span, taken)]
    return tuple(sorted([*kept, *in_tables], key=_start))


def _start(project: Project) -> int:
    return project.span[0]
