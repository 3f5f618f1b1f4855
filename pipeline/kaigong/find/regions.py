"""Regions: every mention of a division of China, with its code where the text tells which one it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kaigong.gazetteer import Division, Gazetteer, Hit, Name, gazetteer, of_today
from kaigong.layout.sections import Section
from kaigong.mentions import Region, located
from kaigong.place_names import guards_of, standing
from kaigong.rules import Rules
from kaigong.text import Reading


def find_regions(reading: Reading, sections: Sequence[Section], rules: Rules) -> tuple[Region, ...]:
    """Every mention of a division in the reading text, in its order; 贵州省铜仁市 is two.

    A name inside the name of something else (a road, a company, a person) is no mention. `code` is None where
    several divisions bear the name and the text does not decide.
    """
    known = gazetteer(rules)
    guards = guards_of(rules)
    hits = list(standing(reading.text, known, guards))
    codes = _codes(reading.text, hits, sections, known)
    full_names: dict[str | None, str | None] = {code: known.full_name(code) for code in set(codes) if code}
    return tuple(
        _region(reading, hit, code, full_names.get(code), guards.chain)
        for hit, code in zip(hits, codes, strict=True)
        if code or _is_open(hit[2])
    )


def _region(reading: Reading, hit: Hit, code: str | None, name: str | None, chain: tuple[str, ...]) -> Region:
    text, fragments, span = located(reading, hit[0], hit[1])
    return Region(text=text, fragments=fragments, span=span, rules=chain, code=code, name=name)


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
    sure: dict[int, set[str]] = {ARTICLE: set()}
    for number, section in enumerate(sections):
        if section.region:
            sure.setdefault(number, set()).add(section.region)
            sure[ARTICLE].add(section.region)
    for number, code in zip(_section_numbers(hits, sections), codes, strict=True):
        if code:
            sure.setdefault(number, set()).add(code)
            sure[ARTICLE].add(code)
    return {
        number: (frozenset(_prefecture(code) for code in named), frozenset(code[:2] for code in named))
        for number, named in sure.items()
    }


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


BORDERS = frozenset("\n \u3000，。、；：？！（）()“”《》在从到自由于赴离距至户驻—→←")
"""Behind these a name surely begins: nothing else in the text need speak for it."""
