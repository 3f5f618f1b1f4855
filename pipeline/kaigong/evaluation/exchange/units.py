"""Offsets of tools that count UTF-16 units, as browsers do, and back to code points.

A character beyond the basic plane (a rare character of a village's name) is one code point and two units.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from kaigong.text import Span

_LAST_OF_ONE_UNIT = 0xFFFF


class Units:
    """Both ways to count in one text."""

    def __init__(self, text: str) -> None:
        widths = (1 + (ord(character) > _LAST_OF_ONE_UNIT) for character in text)
        self._before = list(accumulate(widths, initial=0))

    def of(self, span: Span) -> Span:
        """The units of a span of code points that lies within the text."""
        return self._before[span[0]], self._before[span[1]]

    def code_points(self, span: Span) -> Span:
        """The code points of a span of units. Half a character counts as the whole; what is past the end stays so."""
        return self._code_point(span[0]), self._code_point(span[1])

    def _code_point(self, unit: int) -> int:
        return unit if unit < 0 else bisect_left(self._before, unit) + max(0, unit - self._before[-1] - 1)
