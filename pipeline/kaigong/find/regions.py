"""Regions: every mention of a division of China, with its code where the text tells which one it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from kaigong.gazetteer import Division, Gazetteer, Hit, Name, gazetteer
from kaigong.layout.sections import Section
from kaigong.mentions import Region, located
from kaigong.rule_kinds import PatternRule, WordListRule
from kaigong.rules import Rules
from kaigong.text import Reading

NAME_SIGN = "◯"
"""Stands for the region's name in the pattern of use `region.person`."""

ORGANIZATION_REACH = 24
PERSON_REACH = 5


def find_regions(reading: Reading, sections: Sequence[Section], rules: Rules) -> tuple[Region, ...]:
    """Every mention of a division in the reading text, in its order; 贵州省铜仁市 is two.

    A name inside the name of something else (a road, a company, a person) is no mention. `code` is None where
    several divisions bear the name, or an everyday word reads like one, and the text does not decide.
    """
    known = gazetteer(rules)
    guards = _guards(rules)
    hits = list(_standing(reading.text, known, guards))
    full_names: dict[str | None, str | None] = {None: None}
    found: list[Region] = []
    for (start, end, name), code in zip(hits, _codes(reading.text, hits, sections, known), strict=True):
        if code is None and not _is_open(name):
            continue
        if code not in full_names:
            full_names[code] = known.full_name(code) if code else None
        text, fragments, span = located(reading, start, end)
        found.append(
            Region(text=text, fragments=fragments, span=span, rules=guards.chain, code=code, name=full_names[code])
        )
    return tuple(found)


def _is_open(name: Name) -> bool:
    """Whether a name without a code is still a division's: one of several, not a chance string that reads like one."""
    return name.full or len(_of_today(name.divisions)) > 1


@dataclass(frozen=True, slots=True)
class Guards:
    """What shows that a name is part of another one. `chain`: the names of the rules that a mention has passed."""

    behind: dict[str, tuple[str, ...]]
    before: tuple[str, ...]
    false_ends: frozenset[str]
    dependent: frozenset[str]
    surnames: frozenset[str]
    person: regex.Pattern[str]
    organization: regex.Pattern[str]
    chain: tuple[str, ...]


@lru_cache(maxsize=8)
def _guards(rules: Rules) -> Guards:
    lists = [rule for rule in rules.of(WordListRule) if rule.use.startswith("region.")]
    patterns = [rule for rule in rules.of(PatternRule) if rule.use.startswith("region.")]

    def words(use: str) -> tuple[str, ...]:
        return tuple(word for rule in lists if rule.use == use for word in rule.words)

    def pattern(use: str) -> regex.Pattern[str]:
        return regex.compile("|".join(rule.pattern for rule in patterns if rule.use == use) or "(?!)")

    behind: dict[str, tuple[str, ...]] = {}
    for word in words("region.behind"):
        behind[word[0]] = (*behind.get(word[0], ()), word)
    return Guards(
        behind=behind,
        before=words("region.before"),
        false_ends=frozenset(words("region.false_end")),
        dependent=frozenset(words("region.dependent")),
        surnames=frozenset(words("region.surname")),
        person=pattern("region.person"),
        organization=pattern("region.organization"),
        chain=("region.gazetteer", *(rule.name for rule in (*lists, *patterns))),
    )


def _standing(text: str, known: Gazetteer, guards: Guards) -> Iterator[Hit]:
    """The names that stand for a division, not for a part of another name."""
    previous_end = -1
    for start, end, name in known.search(text):
        if text[end - 1 : end + 1] in guards.false_ends:
            shorter = known.by_text.get(text[start : end - 1])
            if shorter is None:
                continue
            end, name = end - 1, shorter
        if name.text in guards.dependent and start != previous_end:
            continue
        if name.full or not _is_part(text, start, end, guards):
            previous_end = end
            yield start, end, name


def _is_part(text: str, start: int, end: int, guards: Guards) -> bool:
    """Whether the short name at `start` to `end` is part of a longer name of something else."""
    words = guards.behind.get(text[end : end + 1])
    return bool(
        (words and text.startswith(words, end))
        or text.endswith(guards.before, max(0, start - 4), start)
        or guards.organization.match(text, end, end + ORGANIZATION_REACH)
        or (text[start - 1 : start] in guards.surnames and _is_person(text, start, end, guards))
    )


def _is_person(text: str, start: int, end: int, guards: Guards) -> bool:
    window = text[max(0, start - PERSON_REACH) : start] + NAME_SIGN + text[end : end + PERSON_REACH]
    return guards.person.search(window) is not None


def _codes(text: str, hits: Sequence[Hit], sections: Sequence[Section], known: Gazetteer) -> list[str | None]:
    """The code of each name: told by the name itself, or by the name that it is joined to, or by those around it."""
    codes = [_own_code(hits, at, known) for at in range(len(hits))]
    for at in range(1, len(hits)):
        above = codes[at - 1]
        if above and hits[at - 1][1] == hits[at][0]:
            inside = _one_code(each for each in hits[at][2].divisions if above in known.lineage(each.code)[:-1])
            codes[at] = inside or codes[at]
    if None in codes:
        around = _surroundings(hits, codes, sections)
        for at, section in enumerate(_section_numbers(hits, sections)):
            if codes[at] is None:
                codes[at] = _code_by_context(text, hits[at], (*around.get(section, ()), *around[ARTICLE]))
    return codes


def _own_code(hits: Sequence[Hit], at: int, known: Gazetteer) -> str | None:
    """The code that a name has by itself, or by the name joined to its end: 吉林 in 吉林延边."""
    _, end, name = hits[at]
    divisions = name.divisions
    if at + 1 < len(hits) and hits[at + 1][0] == end:
        below = {code for each in hits[at + 1][2].divisions for code in known.lineage(each.code)[:-1]}
        joined = _one_code(each for each in divisions if each.code in below)
        if joined:
            return joined
    sure = name.full or all(each.level in ("province", "prefecture") for each in divisions)
    return _one_code(_of_today(divisions)) if sure else None


def _of_today(divisions: Sequence[Division]) -> Sequence[Division]:
    return [each for each in divisions if each.level != "former"] or divisions


def _one_code(divisions: Sequence[Division] | Iterator[Division]) -> str | None:
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
        number: (frozenset(code[:4] for code in named), frozenset(code[:2] for code in named))
        for number, named in sure.items()
    }


def _code_by_context(text: str, hit: Hit, evidence: Sequence[frozenset[str]]) -> str | None:
    """The one division of that name which the names around it speak for, the nearest of them first."""
    start, _, name = hit
    left = _of_today(name.divisions)
    agreed = False
    for named in evidence:
        agreeing = [each for each in left if each.code[:4] in named or each.code[:2] in named]
        if agreeing:
            left, agreed = agreeing, True
            code = _one_code(agreeing)
            if code:
                return code
    alone = not agreed and not any(evidence) and (start == 0 or text[start - 1] in BORDERS)
    return _one_code(left) if alone else None


BORDERS = frozenset("\n \u3000，。、；：？！（）()“”《》在从到自由于赴离距至—→←")
"""Behind these a name surely begins: nothing else in the text need speak for it."""
