"""Towns in a text: which names are one, and in which county they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

import regex

from kaigong.gazetteer import BORDERS, Gazetteer, Hit
from kaigong.towns import Towns

LONGEST_STEM = 9
SHORTEST_TOWN = 3
SHORTEST_SURE = 4
"""Characters of a name that needs nothing before it to show where it begins: 露水河镇."""

TOWN_END = regex.compile("镇|乡(?![镇村亲情愁土])|街道|苏木")
NO_NAME = frozenset("，。、；：？！（）()“”《》—… \n\u30000123456789的")


class Candidate(NamedTuple):
    """A town's name, the codes that it may mean, and the number of the region's name that it follows at once."""

    start: int
    end: int
    codes: tuple[str, ...]
    behind: int | None


def candidates_in(text: str, hits: Sequence[Hit], known: Towns, dependent: frozenset[str]) -> Iterator[Candidate]:
    """The names of towns in `text`, longest first, none across another nor across a division's name in full.

    Names of two characters (乌镇), and those that are everyday words, count only right behind a region's name.
    """
    at = floor = 0
    last: int | None = None
    for match in TOWN_END.finditer(text):
        end = match.end()
        while at < len(hits) and hits[at][1] <= end - 1:
            if hits[at][2].full or hits[at][1] <= match.start() - 1:
                floor = max(floor, hits[at][1])
                last = at
            at += 1
        for start in range(_name_start(text, match.start(), floor), end - 1):
            behind = last if last is not None and hits[last][1] == start else None
            name = text[start:end]
            if behind is None and (end - start < SHORTEST_TOWN or name in dependent):
                continue
            codes = known.counties(name)
            if codes:
                yield Candidate(start, end, codes, behind)
                floor = end
                break


def _name_start(text: str, end: int, floor: int) -> int:
    """Where a name may begin at the earliest that goes on to `end`."""
    start, low = end, max(floor, end - LONGEST_STEM)
    while start > low and text[start - 1] not in NO_NAME:
        start -= 1
    return start


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What speaks for a town: the codes named in its section, in the article, and the section's own region."""

    section: Set[str]
    article: Set[str]
    home: str | None


def county_of(town: Candidate, text: str, joined: str | None, around: Neighbours, known: Gazetteer) -> str | None:
    """The county in which a town lies: told by the region `joined` to its front, else by those around it.

    None where they leave several, or speak for none: a town of that name may be missing from the list.
    """
    if joined:
        return _only(code for code in town.codes if known.contains(joined, code))
    if not around.article:
        sure = town.end - town.start >= SHORTEST_SURE or town.start == 0 or text[town.start - 1] in BORDERS
        return _only(town.codes) if sure else None
    codes = town.codes
    for named in (around.section, around.article):
        agreeing = _agreeing(codes, named, around.home, known)
        if len(agreeing) == 1:
            return agreeing[0]
        codes = tuple(agreeing) or codes
    return None


def _agreeing(codes: Sequence[str], named: Set[str], home: str | None, known: Gazetteer) -> list[str]:
    """Those of `codes` whose county is named; else, if at home, whose prefecture is; else whose province alone is."""
    counties = [code for code in codes if code in named]
    if counties:
        return counties
    inside = [code for code in codes if home is None or known.contains(home, code)]
    prefectures = [code for code in inside if not named.isdisjoint(known.lineage(code)[1:])]
    if prefectures:
        return prefectures
    provinces = {code[:2] for code in named}
    return [code for code in inside if {code[:2]} == provinces]


def _only(codes: Iterable[str]) -> str | None:
    one, *more = [*dict.fromkeys(codes), None]
    return one if more == [None] else None
