"""What stands around a project or a count and may tell its place: the places of an article, put in order once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

from kaigong.gazetteer import Gazetteer, gazetteer
from kaigong.layout.sections import Section
from kaigong.mentions import Region
from kaigong.rule_kinds import PatternRule, WordListRule
from kaigong.rules import Rules
from kaigong.text import Reading, Span

WORD_REACH = 6


class Spot(NamedTuple):
    """One place as the text writes it, 四川成都 taken as one. Start and end count in the reading text."""

    start: int
    end: int
    code: str


class Home(NamedTuple):
    """Where a section plays.

    `given`: heading or dateline of a page's section say so. `firm`: a sentence that names a wider place still means
    this one. `national`: the rule by which the section reports on the whole country, if it does.
    """

    code: str | None
    given: bool
    firm: bool
    national: str | None


NOWHERE = Home(None, given=False, firm=False, national=None)


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What `place_project` and `place_count` look at, put in order once for an article.

    `spots` are all places; `free` those outside the names of projects that something can be in: only they speak
    for their neighbours. `passed` are the places that nothing can be in: where they begin, and why not.
    """

    text: str
    spots: tuple[Spot, ...]
    free: tuple[Spot, ...]
    passed: tuple[tuple[int, str], ...]
    sections: tuple[int, ...]
    homes: tuple[Home, ...]
    words: Words
    known: Gazetteer


@dataclass(frozen=True, slots=True)
class Clues:
    """What several rules look for, as one pattern with a named group for each of them."""

    pattern: regex.Pattern[str]
    rules: dict[str, str]

    def rule_of(self, match: regex.Match[str]) -> str:
        """The name of the rule that matched."""
        return self.rules[match.lastgroup or ""]


@dataclass(frozen=True, slots=True)
class Words:
    """What places go by (rules/regions.toml, uses `place.*`). `kinds`: the kind of each rule of scope."""

    scope: Clues
    kinds: dict[str, str]
    national: Clues
    not_there: Clues
    line: Clues
    brought: Clues
    locative: Clues
    partner: Clues


@lru_cache(maxsize=8)
def _words(rules: Rules) -> Words:
    sources: dict[str, list[tuple[str, str]]] = {}
    for words in rules.of(WordListRule):
        sources.setdefault(words.use, []).append((words.name, "|".join(words.words)))
    for pattern in rules.of(PatternRule):
        sources.setdefault(pattern.use, []).append((pattern.name, pattern.pattern))

    def clues(*uses: str, backwards: bool = False) -> Clues:
        named = [source for use in uses for source in sources.get(f"place.{use}", ())]
        either = "|".join(f"(?P<r{number}>{source})" for number, (_, source) in enumerate(named)) or "(?!)"
        return Clues(
            regex.compile(f"(?r:{either})" if backwards else either),
            {f"r{number}": name for number, (name, _) in enumerate(named)},
        )

    return Words(
        scope=clues(*SCOPES),
        kinds={name: kind for kind in SCOPES for name, _ in sources.get(f"place.{kind}", ())},
        national=clues("nation", "national_source"),
        not_there=clues("not_there"),
        line=clues("line"),
        brought=clues("brought"),
        locative=clues("locative", backwards=True),
        partner=clues("partner", backwards=True),
    )


SCOPES = ("level", "here", "open", "nation")


def surroundings(
    reading: Reading, regions: Sequence[Region], sections: Sequence[Section], names: Iterable[Span], rules: Rules
) -> Surroundings:
    """Put an article's regions in order. `names` are the spans of its projects in the reading text."""
    text, words, known = reading.text, _words(rules), gazetteer(rules)
    spots = tuple(_spots(regions, known))
    why_not = _why_not(text, spots, words)
    placing = tuple(spot for spot, rule in zip(spots, why_not, strict=True) if rule is None)
    free = tuple(_outside(placing, sorted(names)))
    return Surroundings(
        text=text,
        spots=spots,
        free=free,
        passed=tuple((spot.start, rule) for spot, rule in zip(spots, why_not, strict=True) if rule),
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


def _why_not(text: str, spots: Iterable[Spot], words: Words) -> list[str | None]:
    """For each spot the rule by which nothing can be in it: a venue, a partner, or one listed behind a partner."""
    found: list[str | None] = []
    partner: tuple[Spot, str] | None = None
    for spot in spots:
        listed = partner[1] if partner and are_listed(text, partner[0], spot) else None
        rule = listed or rule_behind(text, spot, words.partner)
        partner = (spot, rule) if rule else None
        if rule is None:
            match = words.not_there.pattern.match(text, spot.end)
            rule = words.not_there.rule_of(match) if match else None
        found.append(rule)
    return found


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
    """The home of each section.

    On a page it is what the layout found. A single article is about the first place that its lead names, narrowed
    by the places named in that; what the layout made of its headline counts where the lead names none. Parts of a
    notice are at home where the notice is, unless their titles say otherwise.
    """
    first: str | None = None
    notice = NOWHERE
    for section in sections:
        start, end = section.reading
        given = section.given
        if section.outline and not given:
            yield notice
            continue
        if sections[-1].outline and not section.outline:
            end = sections[-1].reading[1]
        spots = between(placing, start, end)
        if given or not spots or spots[0].start >= _lead_end(text, start):
            own = section.region
        else:
            named = together((spot.code for spot in _first_list(text, spots)), known)
            own = _narrowed(named, between(free, start, end), known) if named else section.region
        first = first or own
        reports = None if given else words.national.pattern.search(text, start, spots[0].start if spots else end)
        national = words.national.rule_of(reports) if reports else None
        home = Home(own or first, given, firm=given, national=national)
        notice = notice if section.outline else home
        yield home


def _first_list(text: str, spots: Sequence[Spot]) -> Sequence[Spot]:
    end = 1
    while end < len(spots) and are_listed(text, spots[end - 1], spots[end]):
        end += 1
    return spots[:end]


def _lead_end(text: str, start: int) -> int:
    """Behind the lead of a section: its headline, dateline and first paragraph."""
    return match.end() if (match := LEAD.match(text, start)) else start


LEAD = regex.compile(r"(?:\s*+[^\n]++){1,3}+")


def _narrowed(code: str, spots: Sequence[Spot], known: Gazetteer) -> str:
    """The lowest division that holds all places in `code`: a city's report may keep to one county of it."""
    inside = (spot.code for spot in spots if known.contains(code, spot.code))
    return together((code, *inside), known) or code


def rule_behind(text: str, spot: Spot, clues: Clues) -> str | None:
    """The rule one of whose words ends where `spot` begins."""
    match = clues.pattern.match(text, max(0, spot.start - WORD_REACH), spot.start)
    return clues.rule_of(match) if match else None


def are_listed(text: str, one: Spot, other: Spot) -> bool:
    """Whether two places stand side by side in a list: 江苏、浙江."""
    return text[one.end : other.start] in LIST_SIGNS


def between(spots: Sequence[Spot], start: int, end: int) -> Sequence[Spot]:
    """The spots that begin before `end` and end behind `start`."""
    first = bisect_left(spots, (start,))
    if first and spots[first - 1].end > start:
        first -= 1
    return spots[first : bisect_left(spots, (end,))]


def together(codes: Iterable[str], known: Gazetteer) -> str | None:
    """One division for several: the lowest of nested ones, else what holds them all."""
    left = set(codes)
    above = {one for code in left for one in known.lineage(code)[:-1]}
    return known.lowest_common(left - above)
