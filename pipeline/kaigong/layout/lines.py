"""The lines of an article and what their ends and lengths say about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from kaigong.text import Span

BLANK = " \t\u3000\u00a0"
SENTENCE_ENDS = frozenset("。！？!?…")
CLOSERS = frozenset('”’"」』）)】》〉')
PAUSES = frozenset("，,、；;：:")


class Line(NamedTuple):
    """A line that is not blank, without the blank space around it.

    `gap` counts the blank lines before it, `indented` tells an indentation of two columns or more, and `ended`
    that a sentence ends where the line ends.
    """

    text: str
    start: int
    gap: int
    indented: bool
    ended: bool

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
            ended = stripped[-1] in SENTENCE_ENDS or is_ended(stripped)
            if raw[0] == stripped[0]:
                found.append(Line(stripped, at, gap, False, ended))
            else:
                indent = len(raw) - len(raw.lstrip())
                found.append(Line(stripped, at + indent, gap, raw[:indent] in _DEEP or indent > 2, ended))
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
        inner = text[-6:].rstrip('”’"」』）)】》〉')
        return inner[-1:] in SENTENCE_ENDS or (last in "）)" and _is_remark(text))
    return last == "." and not text[-2:-1].isdigit()


def _is_remark(text: str) -> bool:
    """Whether a bracket behind a full stop ends `text`: …。（记者 周晓峰）"""
    start = max(text.rfind("（", -LONGEST_REMARK), text.rfind("(", -LONGEST_REMARK))
    return start > 0 and text[start - 1] in SENTENCE_ENDS


LONGEST_REMARK = 80


def is_pure(text: str) -> bool:
    """Whether no punctuation of sentences stands inside `text`, as in titles."""
    return PAUSES.isdisjoint(text) and SENTENCE_ENDS.isdisjoint(text)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text is broken at a fixed width, which `measure` counts; 0 where lines are whole paragraphs."""

    width: int
    measure: Callable[[Line], float]

    def fills(self, line: Line) -> bool:
        """Whether the line reaches the width at which the text is broken."""
        return self.width > 0 and abs(self.measure(line) - self.width) <= 1


def characters_of(line: Line) -> float:
    """The width of a line in characters, its indentation included."""
    return len(line.text) + 2 * line.indented


def columns_of(line: Line) -> float:
    """The width of a line in full-width columns, its indentation included: Latin characters take half of one."""
    narrow = len(line.text[:LONGEST_WRAPPED].encode("ascii", "ignore"))
    return len(line.text) - narrow / 2 + 2 * line.indented


SHORTEST_WRAPPED = 12
LONGEST_WRAPPED = 120
FEWEST_WRAPPED = 3
UNWRAPPED = Wrapping(0, characters_of)


def wrapping_of(lines: list[Line]) -> Wrapping:
    """Find the width at which the lines of a text are broken, if there is one.

    Most lines without a full stop, and three at least, must have that width, and hardly any line a greater one:
    else they are titles of equal length between long paragraphs.
    """
    cut = [line for line in lines if not line.ended and len(line.text) <= LONGEST_WRAPPED]
    if len(cut) < FEWEST_WRAPPED:
        return UNWRAPPED
    for measure in (characters_of, columns_of):
        sizes = Counter(round(measure(line)) for line in cut)
        width = max(sizes, key=lambda size: (sizes[size], size))
        near = sizes[width - 1] + sizes[width] + sizes[width + 1]
        if width < SHORTEST_WRAPPED or near < max(FEWEST_WRAPPED, 0.6 * len(cut)):
            continue
        longer = sum(measure(line) > width + 1 for line in lines)
        if longer <= 0.1 * len(lines):
            return Wrapping(width, measure)
    return UNWRAPPED
