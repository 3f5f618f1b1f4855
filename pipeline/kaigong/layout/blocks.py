"""Blocks of a text: what each of its lines is, and which lines make one block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kaigong.layout.captions import LineRun, captions_of
from kaigong.layout.credits import (
    LONGEST_CREDIT,
    ORNAMENTS,
    byline_behind_title,
    closing_byline,
    credit_rule,
    has_role,
    opening_byline,
)
from kaigong.layout.grammar import patterns_for
from kaigong.layout.headings import LONGEST_HEADING, Headings, headings_of
from kaigong.layout.joining import Paragraph, Setting, is_cut, paragraphs_of, titles_among
from kaigong.layout.lines import PAUSES, Line, lines_of, wrapping_of
from kaigong.layout.people import Named, Person, photographers_in, writers_in
from kaigong.rules import Rules
from kaigong.text import Span

BlockKind = Literal["heading", "byline", "caption", "body", "stray"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one kind (guideline, "Page layout").

    `fragments` are offsets in the article's text, in reading order, none across a line break; `text` is what a
    reader reads. `rule` names the rule that made the block, "" where no rule by name did. `people` are those that a
    byline, a caption's credit or the sheet's editors name.
    """

    kind: BlockKind
    text: str
    fragments: tuple[Span, ...]
    region: str | None = None
    rule: str = ""
    people: tuple[Person, ...] = ()


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
    short = [
        number
        for number, line in enumerate(lines)
        if len(line.text) <= LONGEST_CREDIT and number not in captions and (not line.ended or line.text[-1] in "！？!?")
    ]
    furniture = _furniture_of(lines, short, rules)
    credits = _bylines_of(lines, short, rules)
    of_articles = {number: rule for number, rule in credits.items() if number not in furniture}
    headings = headings_of(lines, short, captions.keys() | furniture.keys(), of_articles, rules)
    is_page = bool(headings.rules)
    strays, bylines = (furniture, of_articles) if is_page else ({}, credits)
    walls = frozenset(headings.rules) | bylines.keys()
    apart = walls | captions.keys() | strays.keys()
    body = [number for number in range(len(lines)) if number not in apart]
    setting = Setting(rules, is_page, wrapping_of(lines), titles_among(lines, body), is_cut(lines, body, rules))
    paragraphs = paragraphs_of(lines, body, walls, setting)
    stray = _stray_paragraph(lines, paragraphs, rules) if is_page else None

    blocks = [_of_lines("heading", lines, (number,), rule) for number, rule in headings.rules.items()]
    blocks += [_byline(lines, number, rule, rules) for number, rule in bylines.items()]
    blocks += [_with_editors(_of_lines("stray", lines, (number,), rule), rules) for number, rule in strays.items()]
    blocks += [_caption(lines, run, rules) for number, run in captions.items() if number == run.first]
    for paragraph in paragraphs:
        if stray and paragraph is stray[0]:
            blocks.append(_of_lines("stray", lines, paragraph.lines, stray[1]))
        else:
            whole = _of_lines("body", lines, paragraph.lines, paragraph.rule)
            blocks += _with_bylines(
                whole, rules, opens=paragraph is paragraphs[0], closes=paragraph is paragraphs[-1] and not is_page
            )
    blocks.sort(key=_start)
    return Arrangement(lines, headings, blocks, _is_changed(lines, blocks))


def _start(block: Block) -> int:
    return block.fragments[0][0]


def _is_changed(lines: list[Line], blocks: list[Block]) -> bool:
    """Whether any block is made of several lines, or any line holds several blocks."""
    return len(blocks) != len(lines) or any(len(block.fragments) > 1 for block in blocks)


def _of_lines(kind: BlockKind, lines: list[Line], numbers: Sequence[int], rule: str) -> Block:
    if len(numbers) == 1:
        line = lines[numbers[0]]
        return Block(kind, line.text, ((line.start, line.start + len(line.text)),), None, rule)
    chosen = [lines[number] for number in numbers]
    return Block(kind, "".join(line.text for line in chosen), tuple(line.span for line in chosen), None, rule)


def _byline(lines: list[Line], number: int, rule: str, rules: Rules) -> Block:
    """Who wrote it, without the ornament that a newspaper puts in front (□ 本报记者 …)."""
    block = _of_lines("byline", lines, (number,), rule)
    ornaments = len(block.text) - len(block.text.lstrip(ORNAMENTS))
    return _with_writers(_cut("byline", block, ornaments, len(block.text), rule), rules)


def _caption(lines: list[Line], run: LineRun, rules: Rules) -> Block:
    block = _of_lines("caption", lines, range(run.first, run.last + 1), run.rule)
    if run.credit is None:
        return block
    credit = len(block.text) - len(lines[run.last].text) + run.credit
    return _with_people(block, photographers_in(block.text, credit, rules))


def _with_bylines(whole: Block, rules: Rules, *, opens: bool, closes: bool) -> tuple[Block, ...]:
    """A body block, with the bylines at its start and end as blocks of their own.

    In a block that `opens` the text, the title may stand on the line too, before the byline; in one that `closes` it,
    names alone are a byline.
    """
    text = whole.text
    opening = opening_byline(text, rules) or (byline_behind_title(text, rules) if opens else None)
    closing = closing_byline(text, rules, last=closes)
    if opening is None and closing is None:
        return (whole,)
    rule, first, start = opening or ("", 0, 0)
    end = len(text) - closing[1] if closing else len(text)
    parts: list[Block] = []
    if first:
        parts.append(_cut("body", whole, 0, first, whole.rule))
    if opening:
        parts.append(_with_writers(_cut("byline", whole, first, start, rule), rules))
    if text[start:end].strip():
        parts.append(_cut("body", whole, start, end, whole.rule))
    if closing and end >= start:
        parts.append(_with_writers(_cut("byline", whole, end, len(text), closing[0]), rules))
    return tuple(parts)


def _cut(kind: BlockKind, block: Block, start: int, end: int, rule: str) -> Block:
    """The characters `start` to `end` of a block's text, without blank space around them, as a block."""
    piece = block.text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return Block(kind, piece, _fragments_of(block, start, start + len(piece)), None, rule)


def _fragments_of(block: Block, start: int, end: int) -> tuple[Span, ...]:
    """Where the characters `start` to `end` of a block's text stand in the article."""
    fragments: list[Span] = []
    at = 0
    for left, right in block.fragments:
        length = right - left
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            fragments.append((left + first, left + last))
        at += length
    return tuple(fragments)


def _with_writers(byline: Block, rules: Rules) -> Block:
    return _with_people(byline, writers_in(byline.text, rules, sure=True))


def _with_editors(sheet: Block, rules: Rules) -> Block:
    return _with_people(sheet, [one for one in writers_in(sheet.text, rules, sure=False) if one.part == "editor"])


def _with_people(block: Block, named: Sequence[Named]) -> Block:
    """The block with the people that its credit names."""
    people = tuple(Person(one.name, one.part, _fragments_of(block, *one.span)) for one in named)
    return replace(block, people=people) if people else block


def _furniture_of(lines: list[Line], short: list[int], rules: Rules) -> dict[int, str]:
    """Lines that belong to the sheet and to no article: date and number of the page, its editors."""
    patterns = patterns_for(rules, "furniture")
    return {number: name for number in short if (name := patterns.name(lines[number].text))}


def _bylines_of(lines: list[Line], short: list[int], rules: Rules) -> dict[int, str]:
    """Lines that are bylines as a whole (guideline, "Byline"); bare names only where a byline may stand."""
    return {
        number: name
        for number in short
        if (name := credit_rule(lines[number].text, rules))
        and (has_role(lines[number].text, rules) or _may_sign(lines, number))
    }


def _may_sign(lines: list[Line], number: int) -> bool:
    """Whether names without a role may be a byline here: under a title, or as the last line of all."""
    if number == 0:
        return False
    above = lines[number - 1]
    if number == len(lines) - 1:
        return above.ended
    return len(above.text) <= LONGEST_HEADING and not above.ended and above.text[-1] not in PAUSES


def _stray_paragraph(lines: list[Line], paragraphs: list[Paragraph], rules: Rules) -> tuple[Paragraph, str] | None:
    """The last paragraph of a page if it is a piece of a neighbouring article, and the rule that shows it.

    Such a piece begins in the middle of a sentence or stops in one, behind a paragraph that came to its end.
    """
    if len(paragraphs) < 2:
        return None
    before, last = paragraphs[-2:]
    if last.lines[-1] != len(lines) - 1 or not lines[before.lines[-1]].ended:
        return None
    text = "".join(lines[number].text for number in last.lines)
    name = patterns_for(rules, "stray-beginning").name(text)
    if name is None:
        name = patterns_for(rules, "stray-end").name(text[-STRAY_WINDOW:])
    return None if name is None else (last, name)


STRAY_WINDOW = 40
