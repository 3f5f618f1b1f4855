"""Records: the rows that a database wants, and their schema. Field names are stable: others build tables on them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kaigong.layout.people import Person
from kaigong.mentions import Bound, Role, SloganKind, SloganSource, Status
from kaigong.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAmount:
    """A sum of a record: value in units of `currency` (ISO 4217), the words that said it, their place and sentence."""

    role: Role
    low: Decimal
    high: Decimal
    currency: str
    bound: Bound
    text: str
    fragments: tuple[Span, ...]
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a record comes from. `section` counts the article's sections from 0; `evidence` is the sentence."""

    id: str
    article_id: str
    article: str
    section: int
    text: str
    fragments: tuple[Span, ...]
    evidence: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRecord(Provenance):
    """A project: all that the article says of it. `core_name` leaves 项目, 工程, 建设项目 at its end off.

    `mentions` are the places of every mention, the first included.
    """

    name: str
    core_name: str
    region_code: str | None
    region: str | None
    status: Status | None
    period: str | None
    confidence: float
    amounts: tuple[RecordAmount, ...]
    mentions: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectGroupRecord(Provenance):
    """A counted batch: "3000万元以上项目18个，总投资52亿元"."""

    count: Decimal
    region_code: str | None
    region: str | None
    status: Status | None
    period: str | None
    threshold: RecordAmount | None
    amounts: tuple[RecordAmount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SloganRecord(Provenance):
    """A slogan where it stands: `type` is the noun behind it, `speaker` who says it where it is quoted speech."""

    canonical: str
    kind: SloganKind
    found_by: SloganSource
    type: str | None
    speaker: str | None
    region_code: str | None
    region: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRecord(Provenance):
    """A section of the article; `start` and `end` are its extent in the article's text.

    `outline` has the titles of the numbered parts of a notice around it, its own last; `people` all whom its bylines
    and captions name.
    """

    heading: str | None
    outline: tuple[str, ...]
    byline: str | None
    people: tuple[Person, ...]
    region_code: str | None
    region: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one article, in the order of the text."""

    projects: tuple[ProjectRecord, ...] = ()
    project_groups: tuple[ProjectGroupRecord, ...] = ()
    slogans: tuple[SloganRecord, ...] = ()
    sections: tuple[SectionRecord, ...] = ()


RECORD_TYPES: dict[str, type[Provenance]] = {
    "project": ProjectRecord,
    "project_group": ProjectGroupRecord,
    "slogan": SloganRecord,
    "section": SectionRecord,
}
"""By the name that files and tables give them."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line of JSONL output: a record with its type under `record`."""
    import msgspec

    _, components = msgspec.json.schema_components(tuple(RECORD_TYPES.values()), ref_template="#/$defs/{name}")
    for name, type_ in RECORD_TYPES.items():
        shape = components[type_.__name__]
        shape["properties"] = {"record": {"const": name}} | shape["properties"]
        shape["required"] = ["record", *shape["required"]]
        shape["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kaigong record",
        "oneOf": [{"$ref": f"#/$defs/{type_.__name__}"} for type_ in RECORD_TYPES.values()],
        "$defs": components,
    }
