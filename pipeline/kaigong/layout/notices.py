"""Numbered parts of a web notice: 一、总体安排; （一）霍山县; 【联系方式】."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kaigong.layout.blocks import Block
from kaigong.layout.grammar import patterns_for
from kaigong.layout.lines import is_ended, is_pure
from kaigong.rules import Rules

LONGEST_PART_TITLE = 30
FEWEST_OF_A_LEVEL = 2
LEVELS = ("part-first", "part-second", "part-third")
"""Uses of the patterns that open the title of a part, from the outermost level inwards."""


class Part(NamedTuple):
    """A part of a notice: the number of the block that is its title, and the titles around it, its own last.

    `subject` is its title without number or brackets.
    """

    block: int
    titles: tuple[str, ...]
    subject: str


class _Title(NamedTuple):
    block: int
    level: int
    text: str
    subject: str


def parts_of(blocks: Sequence[Block], rules: Rules) -> list[Part]:
    """The parts of a notice, in the order of the text; none where it is not cut into any.

    A level counts if it has two titles, and a title if something else than its equal follows it: lines in a row
    with numbers before them are a list.
    """
    titles = [title for number, block in enumerate(blocks) if (title := _title(number, block, rules))]
    at = {title.block: title for title in titles}
    filled = [title for title in titles if _is_filled(title, at.get(title.block + 1), len(blocks))]
    of_level = Counter(title.level for title in filled)
    around: list[_Title] = []
    parts: list[Part] = []
    for title in filled:
        if of_level[title.level] < FEWEST_OF_A_LEVEL:
            continue
        around = [*(outer for outer in around if outer.level < title.level), title]
        parts.append(Part(title.block, tuple(outer.text for outer in around), title.subject))
    return parts


def _title(number: int, block: Block, rules: Rules) -> _Title | None:
    text = block.text
    if block.kind != "body" or len(text) > LONGEST_PART_TITLE or is_ended(text):
        return None
    for level, use in enumerate(LEVELS):
        found = patterns_for(rules, use).match(text)
        if found:
            subject = text[found[1].end() :].strip("】 \u3000")
            return _Title(number, level, text, subject) if subject and is_pure(subject) else None
    return None


def _is_filled(title: _Title, following: _Title | None, blocks: int) -> bool:
    return title.block + 1 < blocks and (following is None or following.level > title.level)
