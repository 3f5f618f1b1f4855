"""Places: the lowest division that the text gives to a project or a count (guideline, note `region`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from kaigong.gazetteer import Gazetteer, of_today
from kaigong.relate.surroundings import (
    NOWHERE,
    Home,
    Spot,
    Surroundings,
    are_listed,
    between,
    rule_behind,
    surroundings,
    together,
)
from kaigong.text import Span

__all__ = ["Place", "Surroundings", "place_count", "place_project", "surroundings"]

SENTENCE_REACH = 400
PARAGRAPH_REACH = 1200
CLAUSE_REACH = 40

LONGEST_SHORT_NAME = 6

OVERSEAS_OWNERS = frozenset({"710000", "810000", "820000"})
"""台湾, 香港 and 澳门 in a project's name mostly tell whose money it is."""


class Place(NamedTuple):
    """A GB/T 2260 code, or None where the text gives no division, and the names of the rules that decided."""

    code: str | None
    rules: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The rule that decided most."""
        return self.rules[0]


def place_project(span: Span, around: Surroundings) -> Place:
    """The division of the project named at `span` of the reading text."""
    home = _home(span, around)._replace(firm=True, national=None)
    context = _context(span, home, around, is_count=False)
    inside = _inside(span, around)
    if inside is None:
        return context if context.code else _leading(span, around) or context
    if context.code is None or inside.code is None:
        return inside
    if inside.code in OVERSEAS_OWNERS or _narrows(context.code, context.rule, inside, around.known):
        return context
    brought = _brought(span[0], around) if inside.code[:2] != context.code[:2] else None
    return Place(context.code, (*context.rules, brought)) if brought else inside


def _leading(span: Span, around: Surroundings) -> Place | None:
    """The county whose short name the project's name begins with, where the text tells no other place."""
    start, end = span
    hits = around.known.search(around.text[start : min(end, start + LONGEST_SHORT_NAME)])
    if not hits or hits[0][0] > 0 or hits[0][1] >= end - start:
        return None
    divisions = of_today(hits[0][2].divisions)
    return Place(divisions[0].code, ("place.leading",)) if len(divisions) == 1 else None


def _brought(start: int, around: Surroundings) -> str | None:
    """The rule by which the sentence says that a project was brought from elsewhere: its name tells whose it is."""
    match = around.words.brought.pattern.search(around.text, _sentence_start(around.text, start), start)
    return around.words.brought.rule_of(match) if match else None


def _narrows(code: str, rule: str, inside: Place, known: Gazetteer) -> bool:
    """Whether `code`, which `rule` read from the words around a name, is lower than what the name itself says."""
    if inside.code is None or not known.contains(inside.code, code) or rule == "place.paragraph":
        return False
    # A county's page also shows what the city or a line through it builds: it says so by the name in full.
    return inside.rule == "place.inside" or (inside.rule == "place.inside_in_full" and rule != "place.section")


def place_count(span: Span, around: Surroundings) -> Place:
    """The division of the projects counted at `span` of the reading text; None where the whole country is meant."""
    return _context(span, _home(span, around), around, is_count=True)


def _inside(span: Span, around: Surroundings) -> Place | None:
    """The division that the name itself tells: the ends of a line together, else the last."""
    start, end = span
    spots = [spot for spot in between(around.spots, start, end) if spot.end <= end]
    if not spots:
        return None
    last = spots[-1]
    other = _other_end(span, last, around) if len(spots) == 1 else ()
    line = around.words.line
    joined = (line.pattern.fullmatch(around.text, one.end, following.start) for one, following in pairwise(spots))
    rule = next((line.rule_of(match) for match in joined if match), "place.line_end" if other else None)
    if rule:
        return Place(together((*(spot.code for spot in spots), *other), around.known), (rule,))
    exact = around.text[last.end - 1] in KINDS_IN_FULL or around.text.startswith(("段", "境内"), last.end)
    return Place(last.code, ("place.inside_in_full" if exact else "place.inside",))


def _other_end(span: Span, spot: Spot, around: Surroundings) -> tuple[str, ...]:
    """The code of a line's other end where it is no name by itself: 元江 in 元江至绿春高速公路."""
    text, (start, end) = around.text, span
    if start + 2 < spot.start and text[spot.start - 1] in LINE_SIGNS:
        short = text[max(start, spot.start - 4) : spot.start - 1]
        tails = [short[at:] for at in range(len(short) - 1)]
    elif spot.end < end and text[spot.end] in LINE_SIGNS:
        short = text[spot.end + 1 : min(end, spot.end + 4)]
        tails = [short[:at] for at in range(len(short), 1, -1)]
    else:
        return ()
    names = (around.known.by_text.get(tail + kind) for tail in tails for kind in KINDS)
    codes = [each.code for name in names if name for each in name.divisions if each.code[:2] == spot.code[:2]]
    return tuple(codes[:1])


LINE_SIGNS = frozenset("至到—-")
KINDS = "县市区州旗盟省"
KINDS_IN_FULL = "县市区旗盟省"
"""Without 州, in which short names end, too: 苏州."""


def _home(span: Span, around: Surroundings) -> Home:
    return around.homes[max(0, bisect_right(around.sections, span[0]) - 1)] if around.homes else NOWHERE


def _context(span: Span, home: Home, around: Surroundings, *, is_count: bool) -> Place:
    sentence = _sentence_start(around.text, span[0])
    return (
        _of_sentence(span, sentence, home, around, is_count=is_count)
        or _of_paragraph(sentence, home, around)
        or _of_home(home, _passed(sentence, span[0], around))
    )


def _sentence_start(text: str, at: int) -> int:
    low = max(0, at - SENTENCE_REACH)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in "。！？\n"))


def _of_sentence(span: Span, sentence: int, home: Home, around: Surroundings, *, is_count: bool) -> Place | None:
    """What the mention's own sentence says: a word of scope or a place before it, or the place right behind it."""
    behind, how = _behind(span[1], around)
    before = _before(span[0], sentence, home, around)
    said = max(sentence, before.end if before else 0)
    scope = _scope(span[0], said, home, around)
    if scope and (is_count or scope.kind in NEARBY):
        return _scoped(scope, home, around)
    if behind and not (before and before.code and around.known.contains(behind.code, before.code)):
        return Place(_believed(behind.code, behind, home, around) or behind.code, ("place.behind", *how))
    if before:
        return Place(before.code, ("place.sentence", *_passed(said, span[0], around)))
    return None


NEARBY = ("level", "here")
"""Kinds of scope that mean a place named before, for a project as for a count."""


def _passed(low: int, start: int, around: Surroundings) -> tuple[str, ...]:
    """The rules by which places between `low` and `start` were passed over."""
    first = bisect_left(around.passed, (low,))
    return tuple(dict.fromkeys(rule for _, rule in around.passed[first : bisect_left(around.passed, (start,))]))


class Joint(NamedTuple):
    """Where a place, or a list of places, ends, and the division of all of them."""

    end: int
    code: str | None


def _before(start: int, sentence: int, home: Home, around: Surroundings) -> Joint | None:
    """The nearest place before `start` in the sentence that the mention can be in."""
    at = bisect_left(around.free, (start,)) - 1
    if at >= 0 and around.free[at].end > start:
        at -= 1
    if at < 0 or around.free[at].start < sentence:
        return None
    spots = around.free[_list_start(at, sentence, around) : at + 1]
    code = together((spot.code for spot in spots), around.known)
    if code is None:
        return Joint(spots[-1].end, _member(home, spots, around.known))
    code = _believed(code, spots[0], home, around)
    return Joint(spots[-1].end, code) if code else None


def _list_start(at: int, sentence: int, around: Surroundings) -> int:
    """The first spot of the list (江苏、浙江和安徽) of which spot `at` is the last."""
    free = around.free
    while at > 0 and free[at - 1].start >= sentence and are_listed(around.text, free[at - 1], free[at]):
        at -= 1
    return at


def _member(home: Home, spots: Iterable[Spot], known: Gazetteer) -> str | None:
    """The section's own division where it is one of those listed."""
    return home.code if home.code and any(known.contains(spot.code, home.code) for spot in spots) else None


def _believed(code: str, spot: Spot, home: Home, around: Surroundings) -> str | None:
    """`code`, unless the section's heading or dateline knows better: something lower, or another place."""
    if home.code is None or around.known.contains(home.code, code):
        return code
    if around.known.contains(code, home.code) and home.firm:
        return home.code
    if not home.given:
        return code
    return code if rule_behind(around.text, spot, around.words.locative) else None


def _behind(end: int, around: Surroundings) -> tuple[Spot | None, tuple[str, ...]]:
    """The place right behind the mention, or behind a word for being there in the same clause, and that word's rule."""
    at = bisect_left(around.free, (end,))
    if at == len(around.free) or around.free[at].start > end + CLAUSE_REACH:
        return None, ()
    spot = around.free[at]
    if spot.start == end:
        return spot, ()
    rule = rule_behind(around.text, spot, around.words.locative)
    if rule is None or CLAUSE_END.search(around.text, end, spot.start):
        return None, ()
    return spot, (rule,)


CLAUSE_END = re.compile("[，。；：、！？\n]")


class Scope(NamedTuple):
    """A word of scope (全省, 当地, 我国), where it stands, and its rule."""

    start: int
    word: str
    kind: str
    rule: str


def _scope(start: int, low: int, home: Home, around: Surroundings) -> Scope | None:
    """The last word of scope between `low` and the mention."""
    scopes = around.words.scope
    last: Scope | None = None
    for match in scopes.pattern.finditer(around.text, low, start):
        rule = scopes.rule_of(match)
        kind = around.words.kinds[rule]
        if kind != "open" or not home.given:
            last = Scope(match.start(), match[0], kind, rule)
    return last


def _scoped(scope: Scope, home: Home, around: Surroundings) -> Place:
    if scope.kind not in NEARBY:
        return Place(None, (scope.rule,))
    at = bisect_left(around.free, (scope.start,)) - 1
    near = around.free[at] if at >= 0 and _in_section(around.free[at], scope.start, around) else None
    code = near.code if near and not _is_outside(near.code, home, around.known) else home.code
    if scope.kind == "level" and code:
        code = _at_level(code, scope.word[-1], around.known)
    return Place(code, (scope.rule,))


def _in_section(spot: Spot, at: int, around: Surroundings) -> bool:
    return bisect_right(around.sections, spot.start) == bisect_right(around.sections, at)


def _at_level(code: str, ending: str, known: Gazetteer) -> str:
    """The division around `code` of the kind that 全省, 我市, 该区 names; `code` where none is of that kind."""
    for one in reversed(known.lineage(code)):
        division = known.division(one)
        if division and division.name.endswith(ending):
            return one
    return code


def _of_paragraph(sentence: int, home: Home, around: Surroundings) -> Place | None:
    """The nearest place in the sentences before, in the same paragraph."""
    if home.national:
        return None
    low = max(0, sentence - PARAGRAPH_REACH)
    low = max(low, around.text.rfind("\n", low, max(low, sentence - 1)) + 1)
    if sentence and around.text[sentence - 1] == "\n":
        return None
    before = _before(sentence, low, home, around)
    if before is None or before.code is None:
        return None
    if home.code and (around.known.contains(before.code, home.code) or _is_outside(before.code, home, around.known)):
        return None
    return Place(before.code, ("place.paragraph",))


def _is_outside(code: str, home: Home, known: Gazetteer) -> bool:
    return home.given and home.code is not None and not known.contains(home.code, code)


def _of_home(home: Home, passed: tuple[str, ...]) -> Place:
    if home.national:
        return Place(None, (home.national,))
    return Place(home.code, ("place.section" if home.given else "place.article", *passed))
