"""Sections of a page: where one article or one county begins and ends, and what region it is about."""

from __future__ import annotations

from dataclasses import dataclass

from kaigong.layout.blocks import Block
from kaigong.text import Reading, Span


@dataclass(frozen=True, slots=True)
class Section:
    """One article or one county's part of a page.

    `extent` is its place in the article's text (sections tile the text without gaps), `reading` its place in the
    reading text. `region` is the GB/T 2260 code that heading, dateline or opening give it.
    """

    heading: str | None
    byline: str | None
    region: str | None
    extent: Span
    reading: Span


@dataclass(frozen=True, slots=True)
class Layout:
    """What the layout stage hands on. `is_page` tells a newspaper page from a single article."""

    reading: Reading
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    is_page: bool
