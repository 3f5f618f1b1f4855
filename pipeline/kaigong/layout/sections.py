"""Sections of a page: where one article or one county begins and ends, and what region it is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kaigong.gazetteer import gazetteer
from kaigong.layout.blocks import Arrangement, Block, arrange
from kaigong.layout.grammar import patterns_for
from kaigong.layout.heading_regions import (
    Place,
    common_prefecture,
    nearest,
    region_inside,
    region_of,
)
from kaigong.layout.headings import LONGEST_HEADING
from kaigong.layout.lines import is_ended
from kaigong.layout.notices import LEVELS, Part, parts_of
from kaigong.rules import Rules
from kaigong.text import Reading, Span, reading_of

LONGEST_OPENING = 120
CAPITAL = "110000"


@dataclass(frozen=True, slots=True)
class Section:
    """One article or one county's part of a page.

    `extent` is its place in the article's text (sections tile the text without gaps), `reading` its place in the
    reading text. `region` is the GB/T 2260 code that heading, dateline or opening give it; `given` tells that a page's
    heading or dateline, or the title of a notice's part, says so. `outline` has the titles of the numbered parts
    around it in a notice, its own last.
    """

    heading: str | None
    byline: str | None
    region: str | None
    extent: Span
    reading: Span
    given: bool = False
    outline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What the layout stage hands on. `is_page` tells a newspaper page from a single article."""

    reading: Reading
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    is_page: bool


def section_at(sections: Sequence[Section], place: int) -> int:
    """The number, from 0, of the section in which `place` of the reading text stands."""
    return max(0, bisect_right(sections, place, key=_reading_start) - 1)


def _reading_start(section: Section) -> int:
    return section.reading[0]


def lay_out(text: str, rules: Rules) -> Layout:
    """Cut an article's text into blocks and sections, and give the text as a reader reads it.

    Offsets of blocks and extents count code points of `text`, whose lines end with LF. Each block is a line of the
    reading text, in the order of the article; a caption that interrupts a paragraph follows it. A text that
    needs no change is its own reading. Any text is accepted; one with nothing in it has one empty section.
    """
    arrangement = arrange(text, rules)
    is_page = bool(arrangement.headings.rules)
    places = {arrangement.lines[number].start: place for number, place in arrangement.headings.places.items()}
    blocks = _with_regions(arrangement.blocks, places, rules) if is_page else arrangement.blocks
    reading, at = _read(text, blocks) if arrangement.changed else (Reading(text), None)
    parts = [] if is_page else [part for part in parts_of(blocks, rules) if part.block]
    starts = _section_starts(arrangement) + [blocks[part.block].fragments[0][0] for part in parts]
    near = next((block.region for block in blocks if block.region), None)
    sections: list[Section] = []
    by_outline: dict[tuple[str, ...], Section] = {}
    first = 0
    for start, end in pairwise([*starts, len(text)]):
        last = first
        while last < len(blocks) and (blocks[last].fragments[0][0] < end or end == len(text)):
            last += 1
        reading_start = 0 if not sections else start if at is None else at[first]
        own = blocks[first:last]
        if sections and parts:
            part = parts[len(sections) - 1]
            around = by_outline.get(part.titles[:-1], sections[0])
            sections.append(_part_section(part, sections[0], around, own, (start, end), reading_start, rules))
        else:
            sections.append(_section(own, (start, end), reading_start, is_page, near, rules))
        by_outline[sections[-1].outline] = sections[-1]
        first = last
    if parts:
        blocks = _with_part_titles(blocks, parts, sections, rules)
    return Layout(reading, tuple(blocks), _tiled(sections, len(reading.text)), is_page)


def _read(text: str, blocks: Sequence[Block]) -> tuple[Reading, list[int]]:
    """The blocks, a line each, and where each begins in that text."""
    pieces: list[Span | None] = []
    at: list[int] = []
    length = 0
    for block in blocks:
        if pieces:
            pieces.append(None)
            length += 1
        at.append(length)
        pieces.extend(block.fragments)
        length += len(block.text)
    return reading_of(text, pieces), at


def _section_starts(arrangement: Arrangement) -> list[int]:
    """Where sections begin: the first at 0, whatever stands there, the others at their headings."""
    lines, headings = arrangement.lines, arrangement.headings
    starts = [lines[number].start for number in headings.openers]
    before = [block for block in arrangement.blocks if starts and block.fragments[0][0] < starts[0]]
    if any(block.kind == "body" for block in before):
        return [0, *starts]
    return [0, *starts[1:]]


def _section(
    blocks: Sequence[Block], extent: Span, reading_start: int, is_page: bool, near: str | None, rules: Rules
) -> Section:
    byline = next((block.text for block in blocks if block.kind == "byline"), None)
    heading = next((block.text for block in blocks if block.kind == "heading"), None)
    body = [block for block in blocks if block.kind == "body"]
    if not is_page and len(body) > 1 and _is_title(body[0].text):
        heading, body = body[0].text, body[1:]
    region = next((block.region for block in blocks if block.region), None)
    if region is None and heading and not is_page:
        region = _region_of_heading(heading, near, rules)
    region = region or _region_of_dateline(byline, near, rules)
    if region is None and body:
        region = region_of(body[0].text[:LONGEST_OPENING].split("。")[0], near, rules)
    return Section(
        heading, byline, region, extent, (reading_start, reading_start), given=is_page and region is not None
    )


def _part_section(
    part: Part,
    notice: Section,
    around: Section,
    blocks: Sequence[Block],
    extent: Span,
    reading_start: int,
    rules: Rules,
) -> Section:
    """A part of a notice. It is about the place that its title names, else about that of the part `around` it."""
    region = region_of(part.subject, notice.region, rules)
    known = gazetteer(rules)
    named = region is not None and (notice.region is None or known.contains(notice.region, region))
    return Section(
        heading=part.titles[-1],
        byline=next((block.text for block in blocks if block.kind == "byline"), None),
        region=region if named else around.region,
        extent=extent,
        reading=(reading_start, reading_start),
        given=named or around.given,
        outline=part.titles,
    )


def _with_part_titles(
    blocks: Sequence[Block], parts: Sequence[Part], sections: Sequence[Section], rules: Rules
) -> list[Block]:
    """The blocks of a notice, with the titles of its parts as headings."""
    titled = list(blocks)
    for part, section in zip(parts, sections[1:], strict=True):
        block = titled[part.block]
        rule = next((rule for use in LEVELS if (rule := patterns_for(rules, use).name(block.text))), block.rule)
        titled[part.block] = replace(block, kind="heading", region=section.region if section.given else None, rule=rule)
    return titled


def _tiled(sections: list[Section], length: int) -> tuple[Section, ...]:
    """Let each section's reading end where the next one's begins."""
    ends = [*(section.reading[0] for section in sections[1:]), length]
    return tuple(
        replace(section, reading=(section.reading[0], end)) for section, end in zip(sections, ends, strict=True)
    )


def _is_title(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and "。" not in text and (not is_ended(text) or text[-1] in "！？!?")


def _with_regions(blocks: Sequence[Block], places: dict[int, Place], rules: Rules) -> list[Block]:
    """Give headings the regions that they name; those of one page lie in one prefecture, as a rule."""
    prefecture = common_prefecture(places.values())
    near = prefecture
    located: list[Block] = []
    for block in blocks:
        if block.kind == "heading":
            place = places.get(block.fragments[0][0])
            region = nearest(place.codes, near) if place else _region_of_heading(block.text, near, rules)
            if region is None and prefecture:
                region = region_inside(block.text, prefecture, rules)
            near = prefecture or near or region
            located.append(replace(block, region=region))
        else:
            located.append(block)
    return located


def _region_of_heading(heading: str, near: str | None, rules: Rules) -> str | None:
    """The region that a heading names: in what stands before a colon (磷都瓮安：…), else anywhere in it."""
    front, colon, _ = heading.replace(":", "：").partition("：")
    region = region_of(front, near, rules, loose=True) if colon else None
    return region or region_of(heading, near, rules)


def _region_of_dateline(byline: str | None, near: str | None, rules: Rules) -> str | None:
    """The place that a report was sent from (本报瓮安讯). The capital, where agencies sit, says nothing."""
    if byline is None or not byline.startswith(("本报", "新华社", "中新")):
        return None
    sent_from = byline[2:].removeprefix("社").replace("(", "（").partition("（")[0]
    region = region_of(sent_from, near, rules, loose=True)
    return None if region == CAPITAL else region
