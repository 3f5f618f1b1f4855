"""Mentions and their kinds: what the finders hand on (definitions: annotation guideline, by label)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kaigong.text import Reading, Span

Bound = Literal["exact", "min", "max", "approx", "range"]
Role = Literal[
    "total_investment",
    "annual_investment",
    "completed_investment",
    "threshold",
    "contract",
    "funding",
    "output",
    "tax",
    "other",
]
Status = Literal["planned", "signed", "new", "ongoing", "completed"]
SloganKind = Literal["formula", "motto"]
SloganSource = Literal["lexicon", "discovered"]
"""Known by name, or found by its shape and the words around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of the article that says one thing.

    `fragments` are offsets in the article's text, in code points, end exclusive, in reading order; none holds a
    line break. `text` is what a reader reads: the fragments without what stands between them. `span` is the place
    in the reading text, by which the stages compare mentions. `rules` is the chain of rule names: found by, then
    whatever decided a value (role from, bound from, status from).
    """

    text: str
    fragments: tuple[Span, ...]
    span: Span
    rules: tuple[str, ...]

    @property
    def start(self) -> int:
        """First code point in the article's text."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Behind the last code point in the article's text."""
        return self.fragments[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Mention):
    """A sum of money (guideline, "Amount"): `low` and `high` in units of `currency`, an ISO 4217 code."""

    low: Decimal
    high: Decimal
    currency: str
    bound: Bound
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Mention):
    """How many projects (guideline, "Count"). `region` is a GB/T 2260 code."""

    value: Decimal
    region: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Mention):
    """One particular, named undertaking (guideline, "Project"). `region` is a GB/T 2260 code.

    `confidence` is between 0 and 1.
    """

    confidence: float
    region: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Mention):
    """A division of China by name. `code` is its GB/T 2260 code, None where the text leaves it open."""

    code: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slogan(Mention):
    """A fixed political or working formula (guideline, "Slogan").

    `canonical` joins the ways to write it; `type` is the noun behind it (战略, 理念), if any. `region` is a GB/T 2260
    code; `speaker` is who says it, where it is quoted speech or is put in somebody's mouth.
    """

    canonical: str
    kind: SloganKind
    found_by: SloganSource
    type: str | None = None
    region: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class MoneyLink:
    """The guideline's Money relation: the sum `amount` belongs to `owner`; `rule` found the link."""

    owner: Project | Count
    amount: Amount
    rule: str


def located(reading: Reading, start: int, end: int) -> tuple[str, tuple[Span, ...], Span]:
    """Text, fragments and span of a mention that stands at `start` to `end` of the reading text."""
    return reading.text[start:end], reading.fragments(start, end), (start, end)
