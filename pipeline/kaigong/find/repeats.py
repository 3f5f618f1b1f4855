"""Mentions of a name that was found elsewhere in the article: every repeated mention counts (guideline, "Project")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import regex
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from kaigong.find.name_borders import word_ends
from kaigong.find.project_grammar import Grammar
from kaigong.find.project_names import could_be_name, has_head, is_mere_kind
from kaigong.text import Span

SHORTEST_REPEATED = 5
"""A shorter name may be the beginning of another one (南江大桥 of 南江大桥局)."""
SHORTEST_SHORT_FORM = 4
TAIL = re.compile("(?:建设)?(?:项目|工程)")
ENDING = re.compile("(?:建设)?(?:项目|工程)$")
FREE = regex.compile("(?r)(?:^|[^\\p{Han}§¤†]|[在对为的从由将把和与及是到了过等据指随着今昨天日前])")
"""What may stand right before a repeated name, so that it is not the end of a longer one."""


def repeated(masked: str, spans: Sequence[Span], taken: Sequence[Span], grammar: Grammar) -> tuple[Span, ...]:
    """Where the names at `spans` stand again outside `taken`, in full or, with 项目, in a short form.

    `taken`, of which `spans` are some, is sorted, none across another.
    A short form is the end of a name told before: 雪域温泉度假小镇, then 度假小镇项目.
    """
    names: dict[str, int] = {}
    for start, end in spans:
        name = ENDING.sub("", masked[start:end])
        names[name] = -1
        for at in word_ends(name):
            if len(name) - at >= SHORTEST_SHORT_FORM:
                names.setdefault(name[at:], start)
    if not names:
        return ()
    automaton = AhoCorasick(
        list(names), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.NoncontiguousNFA
    )
    starts = [start for start, _ in taken]
    found = []
    for _, start, end in automaton.find_matches_as_indexes(masked):
        told_from = names[masked[start:end]]
        tail = TAIL.match(masked, end)
        whole = start, tail.end() if tail else end
        is_full = told_from < 0 and end - start >= SHORTEST_REPEATED
        if not is_full and (tail is None or start < told_from):
            continue
        at = bisect_left(starts, whole[1])
        if at and taken[at - 1][1] > start:
            continue
        if _stands_free(masked, whole, grammar):
            found.append(whole)
    return tuple(found)


def _stands_free(masked: str, span: Span, grammar: Grammar) -> bool:
    start, end = span
    text = masked[start:end]
    return (
        FREE.match(masked, max(0, start - 1), start) is not None
        and grammar.continues.match(masked, end) is None
        and has_head(text, grammar)
        and could_be_name(text, grammar)
        and not is_mere_kind(text, grammar)
    )
