"""Blocks of a text: what each of its lines is, and which lines make one block."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kaigong.layout.captions import captions_of
from kaigong.layout.credits import byline_rule, closing_byline, has_role, opening_byline
from kaigong.layout.grammar import patterns_for
from kaigong.layout.headings import LONGEST_HEADING, Headings, headings_of
from kaigong.layout.joining import LONGEST_LONE, Paragraph, Setting, paragraphs_of
from kaigong.layout.lines import PAUSES, Line, is_ended, lines_of, wrapping_of
from kaigong.rules import Rules
from kaigong.text import Span

BlockKind = Literal["heading", "byline", "caption", "body", "stray"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one kind (guideline, "Page layout").

    `fragments` are offsets in the article's text, in reading order, none across a line break; `text` is what a
    reader reads. `rule` names the rule that made the block, "" where no rule by name did.
    """

    kind: BlockKind
    text: str
    fragments: tuple[Span, ...]
    region: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The blocks of a text in reading order. `lines` are its lines and `headings` those that head a section.

    `changed` tells that a reader reads something else than the lines as they stand.
    """

    lines: list[Line]
    headings: Headings
    blocks: list[Block]
    changed: bool


def arrange(text: str, rules: Rules) -> Arrangement:
    """Tell the lines of `text` apart, join those that were cut, and set bylines apart."""
    lines = lines_of(text)
    captions = captions_of(lines, rules)
    furniture = _furniture_of(lines, rules)
    bylines = _bylines_of(lines, captions, rules)
    headings = headings_of(lines, captions.keys() | furniture.keys(), bylines, rules)
    is_page = bool(headings.rules)
    strays = furniture if is_page else {}
    walls = frozenset(headings.rules) | bylines.keys()
    body = [
        number
        for number in range(len(lines))
        if number not in walls and number not in captions and number not in strays
    ]
    setting = Setting(rules, is_page, wrapping_of(lines))
    paragraphs = paragraphs_of(lines, body, walls, setting)
    stray = _stray_paragraph(lines, paragraphs, rules) if is_page else None

    found: list[tuple[int, Block]] = []
    found.extend((number, _of_lines("heading", lines, (number,), rule)) for number, rule in headings.rules.items())
    found.extend((number, _of_lines("byline", lines, (number,), rule)) for number, rule in bylines.items())
    found.extend((number, _of_lines("stray", lines, (number,), rule)) for number, rule in strays.items())
    found.extend(
        (run.first, _of_lines("caption", lines, range(run.first, run.last + 1), run.rule))
        for number, run in captions.items()
        if number == run.first
    )
    for paragraph in paragraphs:
        first = paragraph.lines[0]
        if stray and paragraph is stray[0]:
            found.append((first, _of_lines("stray", lines, paragraph.lines, stray[1])))
        else:
            found.extend((first, block) for block in _with_bylines(lines, paragraph, rules))
    found.sort(key=lambda pair: pair[0])
    return Arrangement(lines, headings, [block for _, block in found], _is_changed(found))


def _is_changed(found: list[tuple[int, Block]]) -> bool:
    """Whether any block is made of several lines, or any line holds several blocks."""
    return any(len(block.fragments) > 1 for _, block in found) or len({number for number, _ in found}) < len(found)


def _of_lines(kind: BlockKind, lines: list[Line], numbers: Iterable[int], rule: str) -> Block:
    chosen = [lines[number] for number in numbers]
    return Block(kind, "".join(line.text for line in chosen), tuple(line.span for line in chosen), None, rule)


def _with_bylines(lines: list[Line], paragraph: Paragraph, rules: Rules) -> Iterator[Block]:
    """The paragraph as a body block, with the bylines at its start and end as blocks of their own."""
    whole = _of_lines("body", lines, paragraph.lines, paragraph.rule)
    text = whole.text
    opening = opening_byline(text, rules)
    closing = closing_byline(text, rules)
    if opening is None and closing is None:
        yield whole
        return
    start, end = 0, len(text)
    if opening:
        start = opening[1]
        yield _cut("byline", whole, 0, start, opening[0])
    if closing and end - closing[1] >= start:
        end -= closing[1]
    if text[start:end].strip():
        yield _cut("body", whole, start, end, paragraph.rule)
    if closing and end < len(text):
        yield _cut("byline", whole, end, len(text), closing[0])


def _cut(kind: BlockKind, block: Block, start: int, end: int, rule: str) -> Block:
    """The characters `start` to `end` of a block's text, without blank space around them, as a block."""
    piece = block.text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    end = start + len(piece)
    fragments: list[Span] = []
    at = 0
    for left, right in block.fragments:
        length = right - left
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            fragments.append((left + first, left + last))
        at += length
    return Block(kind, piece, tuple(fragments), None, rule)


def _furniture_of(lines: list[Line], rules: Rules) -> dict[int, str]:
    """Lines that belong to the sheet and to no article: date and number of the page, its editors."""
    patterns = patterns_for(rules, "furniture")
    return {
        number: name
        for number, line in enumerate(lines)
        if len(line.text) <= LONGEST_LONE and not is_ended(line.text) and (name := patterns.name(line.text))
    }


def _bylines_of(lines: list[Line], captions: Container[int], rules: Rules) -> dict[int, str]:
    """Lines that are bylines as a whole; bare names only where a byline may stand."""
    return {
        number: name
        for number, line in enumerate(lines)
        if number not in captions
        and (name := byline_rule(line, rules))
        and (has_role(line.text, rules) or _may_sign(lines, number))
    }


def _may_sign(lines: list[Line], number: int) -> bool:
    """Whether names without a role may be a byline here: under a title, or as the last line of all."""
    if number == 0:
        return False
    above = lines[number - 1].text
    if number == len(lines) - 1:
        return is_ended(above)
    return len(above) <= LONGEST_HEADING and not is_ended(above) and above[-1] not in PAUSES


def _stray_paragraph(
    lines: list[Line], paragraphs: list[Paragraph], rules: Rules
) -> tuple[Paragraph, str] | None:
    """The last paragraph of a page if it is a piece of a neighbouring article, and the rule that shows it.

    Such a piece begins in the middle of a sentence or stops in one, behind a paragraph that came to its end.
    """
    if len(paragraphs) < 2:
        return None
    before, last = paragraphs[-2:]
    if last.lines[-1] != len(lines) - 1 or not is_ended(lines[before.lines[-1]].text):
        return None
    text = "".join(lines[number].text for number in last.lines)
    name = patterns_for(rules, "stray-beginning").name(text)
    if name is None:
        name = patterns_for(rules, "stray-end").name(text[-STRAY_WINDOW:])
    return None if name is None else (last, name)


STRAY_WINDOW = 40
