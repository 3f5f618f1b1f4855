"""Tables as text has them: a row a line, its cells between tabs, bars or spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kaigong.find.numerals import DIGITS
from kaigong.text import Span

BARS = re.compile(r"[\t|｜│]")
RULER = re.compile(r"[-:：—─┼|+\s]*+")
"""A line that only draws the table."""

SPACED = re.compile(r"(?:[^ \u3000]| (?![ \u3000]))+")
WORD = re.compile(r"[^ \u3000]+")
NUMBER = re.compile(rf"[{DIGITS}][{DIGITS},，.．]*+")

BLANKS = " \u3000"
TOTALS = frozenset(["合计", "总计", "小计", "共计"])
"""What stands before the totals of a table."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a line, at `start` to `end` of the text."""

    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        return NUMBER.fullmatch(self.text) is not None


def lines_of(text: str) -> Iterator[Span]:
    """Start and end of every line of `text`."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def cells_of(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a line: between tabs or bars, empty ones too, else between wide gaps, else between spaces."""
    if bars := [bar.start() for bar in BARS.finditer(text, start, end)]:
        return [_stripped(text, left + 1, right) for left, right in pairwise((start - 1, *bars, end))]
    wide = [_stripped(text, *match.span()) for match in SPACED.finditer(text, start, end)]
    return wide if len(wide) > 1 else [_stripped(text, *match.span()) for match in WORD.finditer(text, start, end)]


def _stripped(text: str, start: int, end: int) -> Cell:
    whole = text[start:end]
    start += len(whole) - len(whole.lstrip(BLANKS))
    return Cell(start, start + len(whole.strip(BLANKS)), whole.strip(BLANKS))
