"""Quoted strings, the runs that they stand in, and what a slogan is while it is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from kaigong.find.slogan_contexts import Noun
from kaigong.mentions import SloganKind, SloganSource
from kaigong.text import Span

OPENING = frozenset('“‘「『"')
CLOSING = frozenset('”’」』"')

LONGEST = 36
"""No watchword is longer, in code points; what is, is speech."""

_QUOTED = {
    "“": regex.compile(rf"“([^“”\n]{{2,{LONGEST}}}+)”"),
    "‘": regex.compile(rf"‘([^‘’\n]{{2,{LONGEST}}}+)’"),
    "「": regex.compile(rf"「([^「」\n]{{2,{LONGEST}}}+)」"),
    "『": regex.compile(rf"『([^『』\n]{{2,{LONGEST}}}+)』"),
    # Pairs of any length: else the mark that closes a long one would open the next.
    '"': regex.compile(r'"([^"\n]*+)"'),
}
_JOINERS = frozenset(("", "、", "和", "与", "及", "以及"))


class FoundSlogan(NamedTuple):
    """A slogan in the reading text, before it becomes a mention."""

    start: int
    end: int
    kind: SloganKind
    found_by: SloganSource
    canonical: str
    noun: Noun | None
    rules: tuple[str, ...]


def quoted_strings(text: str) -> list[list[Span]]:
    """What stands between quotation marks, for each kind of mark, in text order. Marks are not part of the spans."""
    return [[match.span(1) for match in pattern.finditer(text)] for mark, pattern in _QUOTED.items() if mark in text]


def run_around(text: str, spans: Sequence[Span], index: int) -> Span:
    """The quoted strings that stand in one row with `spans[index]` (“A”“B”和“C”), marks included.

    What stands around the row stands around each of them.
    """
    first = last = index
    while first and text[spans[first - 1][1] + 1 : spans[first][0] - 1] in _JOINERS:
        first -= 1
    while last + 1 < len(spans) and text[spans[last][1] + 1 : spans[last + 1][0] - 1] in _JOINERS:
        last += 1
    return spans[first][0] - 1, spans[last][1] + 1
