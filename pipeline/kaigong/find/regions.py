"""Regions: every mention of a division of China, with its code where the text tells which one it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kaigong.find.towns import TOWN_END, Neighbours, candidates_in, county_of
from kaigong.gazetteer import BORDERS, Division, Gazetteer, Hit, Name, gazetteer, of_today
from kaigong.layout.sections import Section, section_at
from kaigong.mentions import Region, located
from kaigong.place_names import guards_of, standing
from kaigong.rules import Rules
from kaigong.text import Reading
from kaigong.towns import towns


def find_regions(reading: Reading, sections: Sequence[Section], rules: Rules) -> tuple[Region, ...]:
    """Every mention of a division in the reading text, in its order; 贵州省铜仁市 is two.

    A name inside the name of something else (a road, a company, a person) is no mention. `code` is None where
    several divisions bear the name and the text does not decide.
    """
    known = gazetteer(rules)
    guards = guards_of(rules)
    hits = list(standing(reading.text, known, guards))
    codes = _codes(reading.text, hits, sections, known)
    found = [
        (start, end, code, guards.chain)
        for (start, end, name), code in zip(hits, codes, strict=True)
        if code or _is_open(name)
    ]
    if TOWN_END.search(reading.text):
        located_towns = _towns(reading.text, hits, codes, sections, rules)
        found = _merged(found, [(start, end, code, TOWN_CHAIN) for start, end, code in located_towns])
    full_names = {code: known.full_name(code) for _, _, code, _ in found if code}
    return tuple(_region(reading, *one, full_names) for one in found)


Find = tuple[int, int, str | None, tuple[str, ...]]
"""Start, end, code and rules of a region in the reading text."""

TOWN_CHAIN = ("region.town",)


def _region(
    reading: Reading,
    start: int,
    end: int,
    code: str | None,
    chain: tuple[str, ...],
    full_names: Mapping[str, str],
) -> Region:
    text, fragments, span = located(reading, start, end)
    name = full_names[code] if code else None
    return Region(text=text, fragments=fragments, span=span, rules=chain, code=code, name=name)


def _towns(
    text: str, hits: Sequence[Hit], codes: Sequence[str | None], sections: Sequence[Section], rules: Rules
) -> Iterator[tuple[int, int, str]]:
    """The towns whose county the regions around them tell."""
    known = gazetteer(rules)
    named = _sure_codes(hits, codes, sections)
    for town in candidates_in(text, hits, towns(rules), guards_of(rules).dependent):
        number = section_at(sections, town.start)
        home = sections[number].region if sections else None
        around = Neighbours(named.get(number, frozenset()), named[ARTICLE], home)
        joined = codes[town.behind] if town.behind is not None else None
        code = county_of(town, text, joined, around, known)
        if code:
            yield town.start, town.end, code


def _merged(regions: Sequence[Find], located_towns: Sequence[Find]) -> list[Find]:
    """Both in the order of the text; a region's short name inside a town's is a part of it."""
    found: list[Find] = []
    for one in sorted([*regions, *located_towns], key=lambda one: (one[0], -one[1])):
        if found and one[0] < found[-1][1]:
            if one[3] is not TOWN_CHAIN:
                continue
            found.pop()
        found.append(one)
    return found


def _is_open(name: Name) -> bool:
    """Whether a name without a code is still a division's: one of several, not a chance string that reads like one."""
    return name.full or len(of_today(name.divisions)) > 1


def _codes(text: str, hits: Sequence[Hit], sections: Sequence[Section], known: Gazetteer) -> list[str | None]:
    """The code of each name: told by the name itself, or by the name that it is joined to, or by those around it."""
    codes = [name.code for _, _, name in hits]
    for at in range(1, len(hits)):
        if hits[at - 1][1] == hits[at][0]:
            codes[at - 1], codes[at] = _joined(hits[at - 1][2], codes[at - 1], hits[at][2], codes[at], known)
    if None in codes:
        around = _surroundings(hits, codes, sections)
        for at, section in enumerate(_section_numbers(hits, sections)):
            if codes[at] is None:
                codes[at] = _code_by_context(text, hits[at], (*around.get(section, ()), *around[ARTICLE]))
    return codes


def _joined(
    outer: Name, outer_code: str | None, inner: Name, inner_code: str | None, known: Gazetteer
) -> tuple[str | None, str | None]:
    """The codes of two names that stand together, if one can lie in the other: 辽宁朝阳, 朝阳北票."""
    pairs = [
        (above, below)
        for above in ([outer_code] if outer_code else [each.code for each in outer.divisions])
        for below in (each.code for each in inner.divisions)
        if above != below and known.contains(above, below)
    ]
    if len({below for _, below in pairs}) == 1:
        return pairs[0]
    return outer_code, inner_code


def _one_code(divisions: Iterable[Division]) -> str | None:
    codes = {each.code for each in divisions}
    return codes.pop() if len(codes) == 1 else None


ARTICLE = -1
"""Stands for the whole article where sections are told by number."""

Evidence = tuple[frozenset[str], frozenset[str]]
"""The prefectures (first four digits) and the provinces (first two) that are named."""


def _section_numbers(hits: Sequence[Hit], sections: Sequence[Section]) -> Iterator[int]:
    number = 0
    for start, _, _ in hits:
        while number + 1 < len(sections) and sections[number + 1].reading[0] <= start:
            number += 1
        yield number


def _surroundings(hits: Sequence[Hit], codes: Sequence[str | None], sections: Sequence[Section]) -> dict[int, Evidence]:
    """What the sure names speak for, by section and in the whole article."""
    return {
        number: (frozenset(_prefecture(code) for code in named), frozenset(code[:2] for code in named))
        for number, named in _sure_codes(hits, codes, sections).items()
    }


def _sure_codes(hits: Sequence[Hit], codes: Sequence[str | None], sections: Sequence[Section]) -> dict[int, set[str]]:
    """The codes that are told, by section and in the whole article; what a section is about is one of them."""
    sure: dict[int, set[str]] = {ARTICLE: set()}
    for number, section in enumerate(sections):
        if section.region:
            sure.setdefault(number, set()).add(section.region)
            sure[ARTICLE].add(section.region)
    for number, code in zip(_section_numbers(hits, sections), codes, strict=True):
        if code:
            sure.setdefault(number, set()).add(code)
            sure[ARTICLE].add(code)
    return sure


def _prefecture(code: str) -> str:
    return code[:2] + "00" if code[:2] in MUNICIPALITIES else code[:4]


MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""北京, 天津, 上海 and 重庆: no prefecture stands between them and their districts."""


def _code_by_context(text: str, hit: Hit, evidence: Sequence[frozenset[str]]) -> str | None:
    """The one division of that name which the names around it speak for, the nearest of them first."""
    start, _, name = hit
    left = of_today(name.divisions)
    agreed = False
    for named in evidence:
        agreeing = [each for each in left if _prefecture(each.code) in named or each.code[:2] in named]
        if agreeing:
            left, agreed = agreeing, True
            code = _one_code(agreeing)
            if code:
                return code
    alone = not agreed and not any(evidence) and (start == 0 or text[start - 1] in BORDERS)
    return _one_code(left) if alone else None
