"""Headings of a newspaper page, and whether a text is such a page (guideline, "Page layout")."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass

import regex

from kaigong.layout.credits import has_role
from kaigong.layout.grammar import patterns_for
from kaigong.layout.heading_regions import Place, opening_place
from kaigong.layout.lines import BLANK, PAUSES, Line
from kaigong.rules import Rules

LONGEST_HEADING = 40
LONGEST_COUNTY_HEADING = 24
MOST_IN_A_ROW = 4
FEWEST_OF_A_PAGE = 2


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a page: the rule for each by the number of its line, and the lines that open a section.

    `places` are the counties that headings open with. All empty for a single article.
    """

    rules: Mapping[int, str]
    openers: tuple[int, ...]
    places: Mapping[int, Place]


NO_HEADINGS = Headings({}, (), {})


def headings_of(
    lines: list[Line], short: Sequence[int], taken: Set[int], bylines: Mapping[int, str], rules: Rules
) -> Headings:
    """Find the headings of a page; a text with fewer than two sections has none.

    `short` are the lines that may be looked at, `taken` those that are captions or the page's furniture, `bylines`
    those that are bylines as a whole, with the rule for each.
    """
    shapes = {
        number: rule
        for number in short
        if number not in taken and number not in bylines and (rule := _heading_rule(lines[number], rules))
    }
    signed = {number: rule for number in shapes if (rule := _signature(lines, number, bylines, rules))}
    places = {
        number: opening
        for number in shapes
        if (opening := opening_place(lines[number].text[:LONGEST_COUNTY_HEADING], rules))
        and _opens_county(lines, number, opening[1], shapes, signed, rules)
    }
    if len(signed.keys() | places.keys()) < FEWEST_OF_A_PAGE:
        return NO_HEADINGS
    found = {number: rule for number, (rule, _) in places.items()}
    for number, rule in signed.items():
        found |= dict.fromkeys(_rows_up(lines, number, shapes), rule)
    found = _with_titles(lines, found, shapes, taken | bylines.keys(), rules)
    return Headings(found, _openers(found, places), {number: place for number, (_, place) in places.items()})


def _heading_rule(line: Line, rules: Rules) -> str | None:
    """The rule by which the line has the shape of a title, or None."""
    text = line.text
    if len(text) > LONGEST_HEADING or (line.ended and text[-1] not in "！？!?"):
        return None
    if patterns_for(rules, "list-item").together.match(text) or patterns_for(rules, "stands-alone").name(text):
        return None
    return patterns_for(rules, "heading").name(text)


def _signature(lines: list[Line], number: int, bylines: Mapping[int, str], rules: Rules) -> str | None:
    """The rule of the byline that follows a title: on a line of its own or at the start of the first paragraph."""
    following = number + 1
    if following == len(lines):
        return None
    return bylines.get(following) or patterns_for(rules, "byline-start").name(lines[following].text)


def _rows_up(lines: list[Line], last: int, shapes: Mapping[int, str]) -> list[int]:
    """The lines of a title that ends on line `last`: title over subtitle, or kicker over title."""
    rows = [last]
    while len(rows) < MOST_IN_A_ROW and rows[-1] - 1 in shapes and not lines[rows[-1] - 1].ended:
        rows.append(rows[-1] - 1)
    return rows


def _opens_county(
    lines: list[Line],
    number: int,
    place: Place,
    shapes: Container[int],
    signed: Container[int],
    rules: Rules,
) -> bool:
    """Whether a line that begins with a place is a county's heading and not a row of a table or list."""
    text = lines[number].text
    slogan = text[place.end :].strip("：: \u3000")
    if not slogan or len(text) > LONGEST_COUNTY_HEADING or not PAUSES.isdisjoint(slogan.replace("、", "")):
        return False
    if number in signed:
        return True
    following = number + 1
    is_row = following == len(lines) or (following in shapes and following not in signed)
    if is_row or _DIGITS.search(slogan) or has_role(slogan, rules):
        return False
    # Without a colon it takes a whole paragraph below it to tell a heading from names and roles (抚松县 县长).
    return text[place.end] in "：:" or (text[place.end] in BLANK and len(lines[following].text) > LONGEST_HEADING)


_DIGITS = regex.compile("[0-9０-９]")


def _with_titles(
    lines: list[Line], found: Mapping[int, str], shapes: Mapping[int, str], taken: Container[int], rules: Rules
) -> dict[int, str]:
    """Add the title at the head of the page and subtitles beside headings."""
    titled = dict(found)
    for number in range(len(lines)):
        if number in shapes:
            titled.setdefault(number, shapes[number])
        elif number not in taken:
            break
    subtitle = patterns_for(rules, "subtitle")
    for number in shapes:
        name = subtitle.name(lines[number].text)
        if name and not {number - 1, number, number + 1}.isdisjoint(titled):
            titled[number] = name
    return dict(sorted(titled.items()))


def _openers(found: Mapping[int, str], places: Container[int]) -> tuple[int, ...]:
    """The first line of each title; a county's heading opens a section even under another heading."""
    return tuple(
        number for number in sorted(found) if number - 1 not in found or (number in places and number - 1 in places)
    )
