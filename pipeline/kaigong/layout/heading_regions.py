"""The divisions of China that headings name (rules/regions.csv)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kaigong.layout.grammar import patterns_for
from kaigong.rules import Rules

LONGEST_NAME = 12


class Place(NamedTuple):
    """A place name in a text: where it stands and the GB/T 2260 codes of the divisions that bear it."""

    start: int
    end: int
    codes: tuple[str, ...]
    full: bool


def places_in(text: str, rules: Rules) -> list[Place]:
    """The place names in `text`, the longest at each position."""
    names = _names(rules)
    found: list[Place] = []
    at = 0
    while at < len(text) - 1:
        place = next(
            (
                Place(at, end, *names[text[at:end]])
                for end in range(min(at + LONGEST_NAME, len(text)), at + 1, -1)
                if text[at:end] in names
            ),
            None,
        )
        if place:
            found.append(place)
        at = place.end if place else at + 1
    return found


def opening_place(heading: str, rules: Rules) -> tuple[str, Place] | None:
    """The place that a county's heading opens with (抚松：…, 习水县 …), and the rule that says how far it goes."""
    found = patterns_for(rules, "county-heading").match(heading)
    if found is None:
        return None
    name, match = found
    known = _names(rules).get(match[1])
    return (name, Place(match.start(1), match.end(1), *known)) if known else None


def region_of(text: str, near: str | None, rules: Rules, *, loose: bool = False) -> str | None:
    """The code of the lowest division that `text` names first, or None.

    A short name (白山) counts at the start only, unless `loose`; a full one (白山市) anywhere. `near` is a code: of
    several divisions of a name, one of the same prefecture or province is meant.
    """
    places = places_in(text.lstrip("—―- "), rules)
    first = next((place for place in places if place.full or place.start == 0 or loose), None)
    if first is None:
        return None
    code = nearest(first.codes, near)
    end = first.end
    for place in places:
        if place.start == end and (within := [code_ for code_ in place.codes if code and _is_within(code_, code)]):
            code, end = within[0], place.end
    return code


def nearest(codes: Iterable[str], near: str | None) -> str | None:
    """The one of `codes` that is meant close to `near`; None if that leaves several."""
    options = list(dict.fromkeys(codes))
    for digits in (4, 2) if near else ():
        close = [code for code in options if near and code[:digits] == near[:digits]]
        if len(close) == 1:
            return close[0]
        options = close or options
    return options[0] if len(options) == 1 else None


def common_prefecture(places: Iterable[Place]) -> str | None:
    """The code of the prefecture that most of `places` can lie in; None if no two agree."""
    votes = Counter(prefecture for place in places for prefecture in {code[:4] for code in place.codes})
    if not votes:
        return None
    (prefecture, count), *others = votes.most_common(2)
    tied = any(other_count == count for _, other_count in others)
    return None if tied else prefecture + "00"


def _is_within(code: str, outer: str) -> bool:
    return code != outer and code.startswith(outer.rstrip("0").ljust(2, "0"))


@lru_cache(maxsize=16)
def _names(rules: Rules) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Names and aliases to the codes that bear them, and whether the name is a full one."""
    found: dict[str, tuple[tuple[str, ...], bool]] = {}
    for folder in rules.folders:
        file = folder / "regions.csv"
        if not file.exists():
            continue
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                    codes, full = found.get(name, ((), False))
                    if row["code"] not in codes:
                        found[name] = ((*codes, row["code"]), full or name == row["name"])
    return found
