"""The lines of an article and what their ends and lengths say about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from kaigong.text import Span

BLANK = " \t\u3000\u00a0"
SENTENCE_ENDS = frozenset("。！？!?…")
CLOSERS = frozenset("”’\"」』）)】》〉")
PAUSES = frozenset("，,、；;：:")


class Line(NamedTuple):
    """A line that is not blank, without the blank space around it.

    `gap` counts the blank lines before it and `indented` tells an indentation of two columns or more.
    """

    text: str
    start: int
    gap: int
    indented: bool

    @property
    def span(self) -> Span:
        """Its place in the article's text."""
        return self.start, self.start + len(self.text)


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that hold more than blank space, in order."""
    found: list[Line] = []
    at = gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = 0 if raw[0] == stripped[0] else len(raw) - len(raw.lstrip())
            found.append(Line(stripped, at + indent, gap, raw[:indent] in _DEEP or indent > 2))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    return found


_DEEP = frozenset({"\u3000\u3000", "\u3000 ", " \u3000", "\u3000", "\t"})


def is_ended(text: str) -> bool:
    """Whether a sentence ends where the line `text` ends."""
    last = text[-1]
    if last in SENTENCE_ENDS:
        return True
    if last in CLOSERS:
        inner = text[-6:].rstrip("”’\"」』）)】》〉")
        return inner[-1:] in SENTENCE_ENDS
    return last == "." and not text[-2:-1].isdigit()


def is_pure(text: str) -> bool:
    """Whether no punctuation of sentences stands inside `text`, as in titles."""
    return PAUSES.isdisjoint(text) and SENTENCE_ENDS.isdisjoint(text)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text is broken at a fixed width: `width` in characters, `columns` with Latin ones counted as halves.

    Both are 0 where lines are as long as their paragraphs. `marked` tells that paragraphs show by blank lines or
    indentation, so that a full line goes on even behind a full stop.
    """

    width: int = 0
    columns: float = 0
    marked: bool = False

    def fills(self, line: Line) -> bool:
        """Whether the line reaches the width at which the text is broken."""
        if not self.width:
            return False
        return abs(len(line.text) - self.width) <= 1 or abs(columns_of(line) - self.columns) <= 1


def columns_of(line: Line) -> float:
    """The width of a line in full-width columns, its indentation included."""
    half = sum(character < "\u2000" for character in line.text[:LONGEST_WRAPPED])
    return len(line.text) - half / 2 + 2 * line.indented


LONGEST_WRAPPED = 120
FEWEST_WRAPPED = 3


def wrapping_of(lines: list[Line]) -> Wrapping:
    """Find the width at which all lines of a text are broken, if there is one.

    Three lines without a full stop, and most of such lines, must have the same width.
    """
    cut = [line for line in lines if not is_ended(line.text)]
    if len(cut) < FEWEST_WRAPPED:
        return Wrapping()
    lengths = Counter(len(line.text) for line in cut)
    width, same = lengths.most_common(1)[0]
    columns = max((columns_of(line) for line in cut if len(line.text) <= LONGEST_WRAPPED), default=0.0)
    near = sum(abs(columns_of(line) - columns) <= 1 for line in cut if len(line.text) <= LONGEST_WRAPPED)
    enough = max(FEWEST_WRAPPED, 0.6 * len(cut))
    if max(same, near) < enough or not SHORTEST_WRAPPED <= width <= LONGEST_WRAPPED:
        return Wrapping()
    if same < enough:
        width = int(columns)
    elif near < enough:
        columns = float(width)
    marked = any(line.gap or line.indented for line in lines[1:])
    return Wrapping(width, columns, marked)


SHORTEST_WRAPPED = 12
