"""Extractions as rows of tables: the one source of what CSV files and databases hold.

In every row money (`low`, `high`) and `count` are strings of plain digits. `fragments` are offsets in the article's
text, as "10 15;20 25"; `mentions` has those of every mention, with " | " between; `rules` is the chain of rules,
with ", " between. `outline` has " / " between the titles of parts, `people` "; " between a section's people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

import regex

from kaigong.extract import Extraction
from kaigong.layout.people import Person
from kaigong.layout.sections import section_at
from kaigong.mentions import Amount, Project, Role
from kaigong.records import (
    ProjectGroupRecord,
    ProjectRecord,
    Provenance,
    RecordAmount,
    SectionRecord,
    SloganRecord,
)
from kaigong.text import Article, Span, stable_id

Cell = str | int | float | None
Row = Mapping[str, Cell]
Table = Literal["articles", "sections", "projects", "project_groups", "slogans", "amounts", "amount_owners"]

ROLES: tuple[Role, ...] = ("total_investment", "annual_investment", "completed_investment", "contract", "funding")
"""Roles that have columns of their own in `projects` and `project_groups`; `amounts` has every sum."""

MONEY = ("low", "high", "currency", "bound")
"""What each of those roles has a column for: total_investment_low, total_investment_high and so on."""

_YEAR = regex.compile("((?:19|20)[0-9]{2})年")


def rows_of(extraction: Extraction) -> dict[Table, list[Row]]:
    """The rows that an extraction adds to each table, each before the tables that refer to it.

    An amount that several owners share is one row of `amounts` with several rows of `amount_owners`. In `projects`
    and `project_groups` the first sum of a role counts.
    """
    records = extraction.records
    published = extraction.article.published
    amounts, owners = _amount_rows(extraction)
    return {
        "articles": [_article_row(extraction.article)],
        "sections": [_section_row(section) for section in records.sections],
        "projects": [_project_row(project, published) for project in records.projects],
        "project_groups": [_group_row(group, published) for group in records.project_groups],
        "slogans": [_slogan_row(slogan) for slogan in records.slogans],
        "amounts": amounts,
        "amount_owners": owners,
    }


def plain_digits(value: Decimal) -> str:
    """`value` without exponent and without zeros behind the point: 46780000000, 1.0753."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def offsets(fragments: Iterable[Span]) -> str:
    """Fragments as brat writes them: `10 15;20 25`."""
    return ";".join(f"{start} {end}" for start, end in fragments)


def people_and_parts(people: Iterable[Person]) -> str:
    """People with their parts, each once: 周晓峰 (reporter); 吴敏 (photographer)."""
    return "; ".join(dict.fromkeys(f"{person.name} ({person.part})" for person in people))


def _article_row(article: Article) -> Row:
    return {
        "id": article.id,
        "name": article.name,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "encoding": article.encoding,
        "newline": article.newline,
        "sha256": article.sha256,
        "text": article.text,
    }


def _provenance(record: Provenance) -> dict[str, Cell]:
    return {
        "id": record.id,
        "article_id": record.article_id,
        "article": record.article,
        "section": record.section,
        "text": record.text,
        "fragments": offsets(record.fragments),
        "evidence": record.evidence,
        "rules": ", ".join(record.rules),
    }


def _section_row(section: SectionRecord) -> Row:
    return _provenance(section) | {
        "heading": section.heading,
        "outline": " / ".join(section.outline) or None,
        "byline": section.byline,
        "people": people_and_parts(section.people) or None,
        "region_code": section.region_code,
        "region": section.region,
        "start": section.start,
        "end": section.end,
    }


def _project_row(project: ProjectRecord, published: date | None) -> Row:
    return (
        _provenance(project)
        | {
            "name": project.name,
            "core_name": project.core_name,
            "region_code": project.region_code,
            "region": project.region,
            "status": project.status,
            "period": project.period,
            "year": _year(project.period, published),
            "confidence": project.confidence,
            "mentions": " | ".join(offsets(fragments) for fragments in project.mentions),
        }
        | _money_by_role(project.amounts)
    )


def _group_row(group: ProjectGroupRecord, published: date | None) -> Row:
    return (
        _provenance(group)
        | {
            "count": plain_digits(group.count),
            "region_code": group.region_code,
            "region": group.region,
            "status": group.status,
            "period": group.period,
            "year": _year(group.period, published),
        }
        | _money("threshold", group.threshold)
        | _money_by_role(group.amounts)
    )


def _slogan_row(slogan: SloganRecord) -> Row:
    return _provenance(slogan) | {
        "canonical": slogan.canonical,
        "kind": slogan.kind,
        "found_by": slogan.found_by,
        "type": slogan.type,
        "speaker": slogan.speaker,
        "region_code": slogan.region_code,
        "region": slogan.region,
    }


def _year(period: str | None, published: date | None) -> int | None:
    """The year of what a record tells: the one that the text gives, else that of the publication."""
    if period and (said := _YEAR.match(period)):
        return int(said[1])
    return published.year if published else None


def _money_by_role(amounts: Iterable[RecordAmount]) -> dict[str, Cell]:
    first: dict[Role, RecordAmount] = {}
    for amount in amounts:
        first.setdefault(amount.role, amount)
    cells: dict[str, Cell] = {}
    for role in ROLES:
        cells |= _money(role, first.get(role))
    return cells


def _money(role: Role, amount: RecordAmount | None) -> dict[str, Cell]:
    if amount is None:
        return {f"{role}_{column}": None for column in MONEY}
    values = (plain_digits(amount.low), plain_digits(amount.high), amount.currency, amount.bound)
    return {f"{role}_{column}": value for column, value in zip(MONEY, values, strict=True)}


def _amount_rows(extraction: Extraction) -> tuple[list[Row], list[Row]]:
    article_id = extraction.article.id
    owners = _owner_rows(extraction, article_id)
    ids: dict[Cell, list[str]] = {}
    for owner in owners:
        ids.setdefault(owner["amount_id"], []).append(str(owner["project_id"] or owner["project_group_id"]))
    return [_amount_row(amount, extraction, article_id, ids) for amount in extraction.amounts], owners


def _owner_rows(extraction: Extraction, article_id: str) -> list[Row]:
    """One row for each amount and record that it belongs to, however many mentions of the record it is linked to."""
    projects = {place: project.id for project in extraction.records.projects for place in project.mentions}
    groups = {group.fragments: group.id for group in extraction.records.project_groups}
    rows: dict[tuple[str, str | None, str | None], Row] = {}
    for link in extraction.links:
        place = link.owner.fragments
        project, group = (projects[place], None) if isinstance(link.owner, Project) else (None, groups[place])
        key = (_amount_id(link.amount, article_id), project, group)
        row_id = stable_id("owner", key[0], project or group or "")
        owner = {"project_id": project, "project_group_id": group}
        rows.setdefault(key, {"id": row_id, "amount_id": key[0], **owner, "rule": link.rule})
    return list(rows.values())


def _amount_row(amount: Amount, extraction: Extraction, article_id: str, owners: Mapping[Cell, list[str]]) -> Row:
    key = _amount_id(amount, article_id)
    return {
        "id": key,
        "article_id": article_id,
        "article": extraction.article.name,
        "section": section_at(extraction.sections, amount.span[0]),
        "owner_ids": " ".join(owners.get(key, ())),
        "role": amount.role,
        "low": plain_digits(amount.low),
        "high": plain_digits(amount.high),
        "currency": amount.currency,
        "bound": amount.bound,
        "text": amount.text,
        "fragments": offsets(amount.fragments),
        "evidence": extraction.sentence(amount),
        "rules": ", ".join(amount.rules),
    }


def _amount_id(amount: Amount, article_id: str) -> str:
    return stable_id("amount", article_id, str(amount.start), str(amount.end))
