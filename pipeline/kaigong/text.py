"""Article text, and the text as a reader reads it.

Offsets count Unicode code points of the article's text, end exclusive (design, "Text and offsets").
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import regex

Span = tuple[int, int]
"""Start and end, in code points, end exclusive."""

_LONE_SURROGATE = regex.compile("[\ud800-\udfff]")


def overlaps_any(span: Span, spans: Sequence[Span]) -> bool:
    """Whether `span` overlaps any of `spans`, which are sorted and apart."""
    last = bisect_left(spans, (span[1], 0)) - 1
    return last >= 0 and spans[last][1] > span[0]


def normalize_newlines(text: str) -> str:
    """The article's text as the design defines it: no byte order mark, CRLF and CR turned into LF."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def without_lone_surrogates(text: str) -> str:
    """`text` with U+FFFD for every lone surrogate: half a character, which JSON can spell and no file can hold."""
    return _LONE_SURROGATE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Article:
    """One article as received.

    `text` never changes after decoding: every offset of an extraction counts in it. `name` tells articles of one
    run apart (a path, a URL, a key); `source` is the paper or site that it comes from; `sha256` is that of the raw
    bytes where there were any; `place` is the whole path and line of a row that has no id to be known by.
    """

    text: str
    name: str = ""
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: date | None = None
    encoding: str | None = None
    newline: str | None = None
    sha256: str | None = None
    place: str | None = None

    @property
    def id(self) -> str:
        """Stable over runs: made of the name, or of the text of an article without one."""
        return stable_id("article", self.name or self.text)


def stable_id(*parts: str) -> str:
    """Sixteen hexadecimal digits that depend on nothing but `parts`."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


INSERTED = -1
"""Origin of a piece that stands in the reading text only (a break between two blocks)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text made of pieces of the article, in the order in which a reader reads them.

    Lines that a column cut are joined in it and captions stand apart from the sentence that they interrupt, so
    that a finder sees whole sentences. `starts[i]` is where piece i begins here and `origins[i]` where it begins
    in the article, or `INSERTED`. The first start is 0; starts grow strictly.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)
    _whole: bool = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_whole", self.starts == (0,) and self.origins == (0,))

    def fragments(self, start: int, end: int) -> tuple[Span, ...]:
        """Where the characters `start` to `end` of this text stand in the article, none across a join."""
        if self._whole:
            return ((start, end),)
        first = bisect_right(self.starts, start) - 1
        found: list[Span] = []
        for piece in range(first, len(self.starts)):
            left = max(start, self.starts[piece])
            if left >= end:
                break
            right = min(end, self.starts[piece + 1]) if piece + 1 < len(self.starts) else end
            origin = self.origins[piece]
            if origin == INSERTED:
                continue
            at = origin + left - self.starts[piece]
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + right - left)
            else:
                found.append((at, at + right - left))
        return tuple(found)


def reading_of(text: str, pieces: list[Span | None]) -> Reading:
    """Join `pieces` (spans of `text`, or None for a line break that only the reader sees) into one reading."""
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    at = 0
    for piece in pieces:
        part = "\n" if piece is None else text[piece[0] : piece[1]]
        if not part:
            continue
        starts.append(at)
        origins.append(INSERTED if piece is None else piece[0])
        parts.append(part)
        at += len(part)
    return Reading("".join(parts), tuple(starts) or (0,), tuple(origins) or (0,))
