"""Places: the lowest division that the text gives to a project or a count (guideline, note `region`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from kaigong.gazetteer import Gazetteer, gazetteer
from kaigong.layout.sections import Section
from kaigong.mentions import Region
from kaigong.rule_kinds import PatternRule, WordListRule
from kaigong.rules import Rules
from kaigong.text import Reading, Span

SENTENCE_REACH = 400
PARAGRAPH_REACH = 1200
WORD_REACH = 6
VENUE_REACH = 40

OVERSEAS_OWNERS = frozenset({"710000", "810000", "820000"})
"""台湾, 香港 and 澳门 in a project's name mostly tell whose money it is."""


class Place(NamedTuple):
    """A GB/T 2260 code, or None where the text gives no division, and the name of the rule that decided."""

    code: str | None
    rule: str


class Spot(NamedTuple):
    """One place as the text writes it, 四川成都 taken as one. Start and end count in the reading text."""

    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Home:
    """Where a section plays. `given`: heading or dateline say so; `national`: it reports on the whole country."""

    code: str | None
    given: bool
    national: bool


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What `place_project` and `place_count` look at, put in order once for an article.

    `spots` are all places; `free` those outside the names of projects that something can be in: only they speak
    for their neighbours.
    """

    text: str
    spots: tuple[Spot, ...]
    free: tuple[Spot, ...]
    sections: tuple[int, ...]
    homes: tuple[Home, ...]
    words: Words
    known: Gazetteer


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists that places go by (rules/regions.toml)."""

    scope: regex.Pattern[str]
    scope_rules: dict[str, str]
    locative: tuple[str, ...]
    partner: tuple[str, ...]
    national: regex.Pattern[str]
    line: regex.Pattern[str]
    venue: regex.Pattern[str]


@lru_cache(maxsize=8)
def _words(rules: Rules) -> Words:
    lists = {rule.use: rule for rule in rules.of(WordListRule) if rule.use.startswith("place.")}
    patterns = {rule.use: rule.pattern for rule in rules.of(PatternRule) if rule.use.startswith("place.")}
    scopes = {kind: lists[f"place.{kind}"] for kind in ("level", "here", "nation")}
    return Words(
        scope=regex.compile("|".join(f"(?P<{kind}>{'|'.join(rule.words)})" for kind, rule in scopes.items())),
        scope_rules={kind: rule.name for kind, rule in scopes.items()},
        locative=lists["place.locative"].words,
        partner=lists["place.partner"].words,
        national=regex.compile("|".join((*scopes["nation"].words, *lists["place.national_source"].words))),
        line=regex.compile(patterns["place.line"]),
        venue=regex.compile(patterns["place.venue"]),
    )


def surroundings(
    reading: Reading, regions: Sequence[Region], sections: Sequence[Section], names: Iterable[Span], rules: Rules
) -> Surroundings:
    """Put an article's regions in order. `names` are the spans of its projects in the reading text."""
    text, words, known = reading.text, _words(rules), gazetteer(rules)
    spots = tuple(_spots(regions, known))
    placing = tuple(_placing(text, spots, words))
    free = tuple(_outside(placing, sorted(names)))
    return Surroundings(
        text=text,
        spots=spots,
        free=free,
        sections=tuple(section.reading[0] for section in sections),
        homes=tuple(_homes(text, placing, free, sections, words, known)),
        words=words,
        known=known,
    )


def _spots(regions: Sequence[Region], known: Gazetteer) -> list[Spot]:
    spots: list[Spot] = []
    for region in regions:
        if region.code is None:
            continue
        start, end = region.span
        if spots and spots[-1].end == start and known.contains(spots[-1].code, region.code):
            spots[-1] = Spot(spots[-1].start, end, region.code)
        else:
            spots.append(Spot(start, end, region.code))
    return spots


def _placing(text: str, spots: Iterable[Spot], words: Words) -> Iterable[Spot]:
    """The spots that something can be in: no venue, no partner, nor what follows a partner in a list."""
    partner_end = -1
    for spot in spots:
        listed = partner_end >= 0 and text[partner_end : spot.start] in LIST_SIGNS
        if listed or _stands_behind(text, spot, words.partner):
            partner_end = spot.end
        elif not words.venue.match(text, spot.end):
            yield spot


LIST_SIGNS = frozenset({"、", "和", "与", "及", "以及"})


def _outside(spots: Iterable[Spot], names: Sequence[Span]) -> Iterable[Spot]:
    starts = [start for start, _ in names]
    for spot in spots:
        at = bisect_left(starts, spot.end) - 1
        if at < 0 or names[at][1] <= spot.start:
            yield spot


def _homes(
    text: str,
    placing: Sequence[Spot],
    free: Sequence[Spot],
    sections: Sequence[Section],
    words: Words,
    known: Gazetteer,
) -> Iterable[Home]:
    """The home of each section: what the layout found, else its first place, narrowed by those named in that."""
    first: str | None = None
    for section in sections:
        start, end = section.reading
        spots = _between(placing, start, end)
        own = section.region or (_narrowed(spots[0].code, spots, known) if spots else None)
        first = first or own
        national = section.region is None and words.national.search(text, start, spots[0].start if spots else end)
        yield Home(own or first, given=section.region is not None, national=bool(national))


def _narrowed(code: str, spots: Sequence[Spot], known: Gazetteer) -> str:
    """The lowest division that holds all places in `code`, if they are named as often as `code` itself.

    A city's report that keeps to one county of it is that county's.
    """
    inside = [spot.code for spot in spots if spot.code != code and known.contains(code, spot.code)]
    if len(inside) < sum(spot.code == code for spot in spots):
        return code
    return _together((code, *inside), known) or code


def _stands_behind(text: str, spot: Spot, words: tuple[str, ...]) -> bool:
    return text.endswith(words, max(0, spot.start - WORD_REACH), spot.start)


def place_project(span: Span, around: Surroundings) -> Place:
    """The division of the project named at `span` of the reading text."""
    context = _context(span, around, is_count=False)
    inside = _inside(span, around)
    if inside is None:
        return context
    if inside.code in OVERSEAS_OWNERS or _narrows(context, inside, around.known):
        return context
    return inside


def _narrows(context: Place, inside: Place, known: Gazetteer) -> bool:
    """Whether the words around a name place it lower than the name itself does."""
    if context.code is None or inside.code is None or not known.contains(inside.code, context.code):
        return False
    return context.rule in NEAR or (context.rule == "place.section" and inside.rule == "place.inside")


NEAR = frozenset({"place.behind", "place.sentence", "place.paragraph"})


def place_count(span: Span, around: Surroundings) -> Place:
    """The division of the projects counted at `span` of the reading text; None where the whole country is meant."""
    return _context(span, around, is_count=True)


def _inside(span: Span, around: Surroundings) -> Place | None:
    """The division that the name itself tells: the ends of a line together, else the last."""
    start, end = span
    spots = [spot for spot in _between(around.spots, start, end) if spot.end <= end]
    if not spots:
        return None
    last = spots[-1]
    other = _other_end(span, last, around) if len(spots) == 1 else ()
    joined = (around.words.line.fullmatch(around.text, one.end, following.start) for one, following in pairwise(spots))
    if other or any(joined):
        return Place(_together((*(spot.code for spot in spots), *other), around.known), "place.line")
    exact = around.text[last.end - 1] in KINDS or around.text.startswith(("段", "境内"), last.end)
    return Place(last.code, "place.inside_in_full" if exact else "place.inside")


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


def _between(spots: Sequence[Spot], start: int, end: int) -> Sequence[Spot]:
    """The spots that begin before `end` and end behind `start`."""
    first = bisect_left(spots, (start,))
    if first and spots[first - 1].end > start:
        first -= 1
    return spots[first : bisect_left(spots, (end,))]


def _together(codes: Iterable[str], known: Gazetteer) -> str | None:
    """One division for several: the lowest of nested ones, else what holds them all."""
    left = set(codes)
    above = {one for code in left for one in known.lineage(code)[:-1]}
    return known.lowest_common(left - above)


def _context(span: Span, around: Surroundings, *, is_count: bool) -> Place:
    home = around.homes[max(0, bisect_right(around.sections, span[0]) - 1)] if around.homes else NOWHERE
    sentence = _sentence_start(around.text, span[0])
    return (
        _of_sentence(span, sentence, home, around, is_count)
        or _of_paragraph(sentence, home, around, is_count)
        or _of_home(home, is_count)
    )


NOWHERE = Home(None, given=False, national=False)


def _sentence_start(text: str, at: int) -> int:
    low = max(0, at - SENTENCE_REACH)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in "。！？\n"))


def _of_sentence(span: Span, sentence: int, home: Home, around: Surroundings, is_count: bool) -> Place | None:
    """What the mention's own sentence says: a word of scope or a place before it, or the place right behind it."""
    behind = _behind(span[1], around)
    before = _before(span[0], sentence, home, around)
    scope = _scope(span[0], max(sentence, before.end if before else 0), around)
    if scope and not (scope.lastgroup == "nation" and not is_count):
        return _scoped(scope, home, around)
    if behind and not (before and before.code and around.known.contains(behind.code, before.code)):
        return Place(behind.code, "place.behind")
    if before:
        return Place(before.code, "place.sentence")
    return None


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
    code = _together((spot.code for spot in spots), around.known)
    if code is None:
        return Joint(spots[-1].end, _member(home, spots, around.known))
    code = _believed(code, spots[0], home, around)
    return Joint(spots[-1].end, code) if code else None


def _list_start(at: int, sentence: int, around: Surroundings) -> int:
    """The first spot of the list (江苏、浙江和安徽) of which spot `at` is the last."""
    while at > 0 and around.free[at - 1].start >= sentence:
        between = around.text[around.free[at - 1].end : around.free[at].start]
        if between not in LIST_SIGNS:
            break
        at -= 1
    return at


def _member(home: Home, spots: Iterable[Spot], known: Gazetteer) -> str | None:
    """The section's own division where it is one of those listed."""
    return home.code if home.code and any(known.contains(spot.code, home.code) for spot in spots) else None


def _believed(code: str, spot: Spot, home: Home, around: Surroundings) -> str | None:
    """`code`, unless the section's heading or dateline knows better: something lower, or another place."""
    if not home.given or home.code is None or around.known.contains(home.code, code):
        return code
    if around.known.contains(code, home.code):
        return home.code
    return code if _stands_behind(around.text, spot, around.words.locative) else None


def _behind(end: int, around: Surroundings) -> Spot | None:
    """The place right behind the mention, or behind a word for being there in the same clause."""
    at = bisect_left(around.free, (end,))
    if at == len(around.free):
        return None
    spot = around.free[at]
    between = around.text[end : min(spot.start, end + VENUE_REACH)]
    if spot.start == end:
        return spot
    near = spot.start - end <= VENUE_REACH and not CLAUSE_END.search(between)
    return spot if near and _stands_behind(around.text, spot, around.words.locative) else None


CLAUSE_END = regex.compile("[，。；：、！？\n]")


def _scope(start: int, low: int, around: Surroundings) -> regex.Match[str] | None:
    """The last word of scope (全省, 当地, 我国) between `low` and the mention."""
    found = list(around.words.scope.finditer(around.text, low, start))
    return found[-1] if found else None


def _scoped(scope: regex.Match[str], home: Home, around: Surroundings) -> Place:
    rule = around.words.scope_rules[scope.lastgroup or ""]
    if scope.lastgroup == "nation":
        return Place(None, rule)
    at = bisect_left(around.free, (scope.start(),)) - 1
    near = around.free[at] if at >= 0 else None
    code = _believed(near.code, near, home, around) if near and _in_section(near, scope.start(), around) else None
    code = code or home.code
    if scope.lastgroup == "level" and code:
        return Place(_at_level(code, scope[0][-1], around.known), rule)
    return Place(code, rule)


def _in_section(spot: Spot, at: int, around: Surroundings) -> bool:
    return bisect_right(around.sections, spot.start) == bisect_right(around.sections, at)


def _at_level(code: str, ending: str, known: Gazetteer) -> str:
    """The division around `code` of the kind that 全省, 我市, 该区 names; `code` where none is of that kind."""
    for one in reversed(known.lineage(code)):
        division = known.division(one)
        if division and division.name.endswith(ending):
            return one
    return code


def _of_paragraph(sentence: int, home: Home, around: Surroundings, is_count: bool) -> Place | None:
    """The nearest place in the sentences before, in the same paragraph."""
    if is_count and home.national:
        return None
    low = max(0, sentence - PARAGRAPH_REACH)
    low = max(low, around.text.rfind("\n", low, max(low, sentence - 1)) + 1)
    if sentence and around.text[sentence - 1] == "\n":
        return None
    before = _before(sentence, low, home, around)
    if before is None or before.code is None or (home.code and around.known.contains(before.code, home.code)):
        return None
    return Place(before.code, "place.paragraph")


def _of_home(home: Home, is_count: bool) -> Place:
    if is_count and home.national:
        return Place(None, "place.national")
    return Place(home.code, "place.section" if home.given else "place.article")
