"""The divisions of China that headings and datelines name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from kaigong.gazetteer import Name, gazetteer
from kaigong.layout.grammar import patterns_for
from kaigong.place_names import guards_of, standing
from kaigong.rules import Rules

KINDS = ("市", "县", "区", "旗", "州")
LIST_MARKS = frozenset("、和与及至到—-－")


class Place(NamedTuple):
    """A place name in a heading: where it stands and the GB/T 2260 codes of the divisions that bear it."""

    start: int
    end: int
    codes: tuple[str, ...]
    full: bool


def places_in(text: str, rules: Rules) -> list[Place]:
    """The place names in `text` that are no part of another name, none across another."""
    return [_place(start, end, name) for start, end, name in standing(text, gazetteer(rules), guards_of(rules))]


def opening_place(heading: str, rules: Rules) -> tuple[str, Place] | None:
    """The place that a county's heading opens with (抚松：…, 习水县 …), and the rule that says how far it goes."""
    found = patterns_for(rules, "county-heading").match(heading)
    if found is None:
        return None
    rule, match = found
    names = gazetteer(rules).by_text
    # A name too common to stand for its county elsewhere (和平) does so here.
    spellings = (match[1], *(match[1] + kind for kind in KINDS))
    name = next((names[spelling] for spelling in spellings if spelling in names), None)
    return (rule, _place(match.start(1), match.end(1), name)) if name else None


def region_of(text: str, near: str | None, rules: Rules, *, loose: bool = False) -> str | None:
    """The code of the lowest division that `text` names first, or None; of a list, that of the one that holds all.

    A short name (白山) counts at the start only, unless `loose`; a full one (白山市) anywhere. `near` is a code: of
    several divisions of a name, one of the same prefecture or province is meant.
    """
    text = text.lstrip("—―- ")
    known = gazetteer(rules)
    places = places_in(text, rules)
    first = next((place for place in places if place.full or place.start == 0 or loose), None)
    if first is None:
        return None
    code = nearest(first.codes, near)
    end = first.end
    for place in places:
        if code is None or place.start < end:
            continue
        if place.start == end:
            inside = (inner for inner in place.codes if inner != code and known.contains(code, inner))
            code = next(inside, code)
        elif place.start == end + 1 and text[end] in LIST_MARKS:
            code = known.lowest_common((code, nearest(place.codes, code) or code))
        else:
            break
        end = place.end
    return code


def region_inside(text: str, prefecture: str, rules: Rules) -> str | None:
    """The code of the division of `prefecture` that `text` names anywhere (乌江岸边看余庆), or None."""
    known = gazetteer(rules)
    codes = (code for place in places_in(text, rules) for code in place.codes)
    named = next((code for code in codes if code != prefecture and known.contains(prefecture, code)), None)
    return named or next((each.code for each in known.counties(prefecture) if _begins_or_ends(text, each.name)), None)


def _begins_or_ends(heading: str, name: str) -> bool:
    """Whether a heading of a city's page begins or ends with a county's short name, one too common elsewhere (朝天)."""
    return len(name) > SHORTEST_COMMON and (heading.startswith(name[:-1]) or heading.endswith(name[:-1]))


SHORTEST_COMMON = 2


def nearest(codes: Iterable[str], near: str | None) -> str | None:
    """The one of `codes` that is meant close to `near`; None if that leaves several."""
    options = list(dict.fromkeys(codes))
    for digits in (4, 2) if near else ():
        close = [code for code in options if near and code[:digits] == near[:digits]]
        options = close or options
    return options[0] if len(options) == 1 else None


def common_prefecture(places: Iterable[Place]) -> str | None:
    """The code of the prefecture that most of `places` can lie in; None if two have as many."""
    votes = Counter(prefecture for place in places for prefecture in {code[:4] for code in place.codes})
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0] + "00"


def _place(start: int, end: int, name: Name) -> Place:
    return Place(start, end, tuple(division.code for division in name.divisions), name.full)
