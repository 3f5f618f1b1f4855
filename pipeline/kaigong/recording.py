"""Mentions and their links to records."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from kaigong.gazetteer import Gazetteer
from kaigong.layout.blocks import Block
from kaigong.layout.people import Person
from kaigong.layout.sections import Section, section_at
from kaigong.mentions import Amount, Count, Mention, MoneyLink, Project, Slogan
from kaigong.records import (
    ProjectGroupRecord,
    ProjectRecord,
    RecordAmount,
    Records,
    SectionRecord,
    SloganRecord,
)
from kaigong.relate.coreference import core_name, same_projects
from kaigong.relate.periods import Period, Periods
from kaigong.sentences import Sentences, sentence_at
from kaigong.text import Article, Reading, Span, stable_id

Sums = dict[Span, list[Amount]]
"""The sums that belong to a project or a count, by its span in the reading text."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that the stages before have found in one article."""

    article: Article
    article_id: str
    reading: Reading
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: Sentences
    counts: tuple[Count, ...]
    projects: tuple[Project, ...]
    slogans: tuple[Slogan, ...]
    sums: Sums
    periods: Periods


def sums_by_owner(links: Iterable[MoneyLink]) -> Sums:
    """The sums of each project and count that has some."""
    sums: Sums = {}
    for link in links:
        sums.setdefault(link.owner.span, []).append(link.amount)
    return sums


def records_of(found: Found, gazetteer: Gazetteer) -> Records:
    """The records of one article. Ids depend on the article's name and on places alone, so loading twice is safe."""
    return Records(
        projects=tuple(_project(found, group, gazetteer) for group in same_projects(found.projects)),
        project_groups=tuple(_group(found, count, gazetteer) for count in found.counts),
        slogans=tuple(_slogan(found, slogan, gazetteer) for slogan in found.slogans),
        sections=tuple(_section(found, number, people, gazetteer) for number, people in enumerate(_people(found))),
    )


def _project(found: Found, group: tuple[Project, ...], gazetteer: Gazetteer) -> ProjectRecord:
    first = group[0] if len(group) == 1 else max(group, key=_length_of_core)
    code = next((project.region for project in group if project.region), None)
    status = next((project.status for project in reversed(group) if project.status), None)
    period = next((said for project in (first, *group) if (said := _period(found, project))), None)
    return ProjectRecord(
        **_provenance(found, "project", first, period),
        name=first.text,
        core_name=core_name(first.text),
        region_code=code,
        region=_region_name(code, gazetteer),
        status=status,
        period=period.said if period else None,
        confidence=max(project.confidence for project in group),
        amounts=_amounts(found, group),
        mentions=tuple(project.fragments for project in group),
    )


def _length_of_core(project: Project) -> tuple[int, int]:
    """Orders mentions of one project by how much of its name they say, of equal ones the earlier last."""
    return len(core_name(project.text)), -project.span[0]


def _group(found: Found, count: Count, gazetteer: Gazetteer) -> ProjectGroupRecord:
    amounts = _amounts(found, (count,))
    period = _period(found, count)
    return ProjectGroupRecord(
        **_provenance(found, "project_group", count, period),
        count=count.value,
        region_code=count.region,
        region=_region_name(count.region, gazetteer),
        status=count.status,
        period=period.said if period else None,
        threshold=next((amount for amount in amounts if amount.role == "threshold"), None),
        amounts=tuple(amount for amount in amounts if amount.role != "threshold"),
    )


def _slogan(found: Found, slogan: Slogan, gazetteer: Gazetteer) -> SloganRecord:
    return SloganRecord(
        **_provenance(found, "slogan", slogan),
        canonical=slogan.canonical,
        kind=slogan.kind,
        found_by=slogan.found_by,
        type=slogan.type,
        speaker=slogan.speaker,
        region_code=slogan.region,
        region=_region_name(slogan.region, gazetteer),
    )


def _people(found: Found) -> list[tuple[Person, ...]]:
    """The people of each section."""
    starts = [section.extent[0] for section in found.sections]
    people: list[list[Person]] = [[] for _ in starts]
    for block in found.blocks:
        if block.people:
            people[bisect_right(starts, block.fragments[0][0]) - 1].extend(block.people)
    return [tuple(named) for named in people]


def _section(found: Found, number: int, people: tuple[Person, ...], gazetteer: Gazetteer) -> SectionRecord:
    section = found.sections[number]
    start, end = section.extent
    text = section.heading or found.reading.text[section.reading[0] : section.reading[1]].strip().split("\n", 1)[0]
    return SectionRecord(
        id=stable_id("section", found.article_id, str(start)),
        article_id=found.article_id,
        article=found.article.name,
        section=number,
        text=text,
        fragments=((start, end),),
        evidence=text,
        rules=(),
        heading=section.heading,
        outline=section.outline,
        byline=section.byline,
        people=people,
        region_code=section.region,
        region=_region_name(section.region, gazetteer),
        start=start,
        end=end,
    )


class _Provenance(TypedDict):
    id: str
    article_id: str
    article: str
    section: int
    text: str
    fragments: tuple[Span, ...]
    evidence: str
    rules: tuple[str, ...]


def _provenance(found: Found, record: str, mention: Mention, period: Period | None = None) -> _Provenance:
    return {
        "id": stable_id(record, found.article_id, str(mention.start), str(mention.end)),
        "article_id": found.article_id,
        "article": found.article.name,
        "section": section_at(found.sections, mention.span[0]),
        "text": mention.text,
        "fragments": mention.fragments,
        "evidence": sentence_at(found.reading.text, found.sentences, mention.span[0]),
        "rules": (*mention.rules, period.rule) if period else mention.rules,
    }


def _period(found: Found, mention: Mention) -> Period | None:
    return found.periods.last_before(mention.span[0], found.sentences.whole.around(mention.span[0])[0])


def _amounts(found: Found, owners: Sequence[Project | Count]) -> tuple[RecordAmount, ...]:
    return tuple(_record_amount(found, amount) for owner in owners for amount in found.sums.get(owner.span, ()))


def _record_amount(found: Found, amount: Amount) -> RecordAmount:
    return RecordAmount(
        role=amount.role,
        low=amount.low,
        high=amount.high,
        currency=amount.currency,
        bound=amount.bound,
        text=amount.text,
        fragments=amount.fragments,
        evidence=sentence_at(found.reading.text, found.sentences, amount.span[0]),
    )


def _region_name(code: str | None, gazetteer: Gazetteer) -> str | None:
    return gazetteer.full_name(code) if code else None
