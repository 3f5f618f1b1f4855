"""Slogans followed through many articles: how often, where, since when and until when each is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kaigong.extract import Extraction
from kaigong.mentions import SloganKind, SloganSource
from kaigong.records import SloganRecord

CONTEXTS = 3
"""How many sentences of a slogan are kept, one an article, so that memory does not grow with the articles."""


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence in which a slogan stands, and the article's name."""

    article: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FollowedSlogan:
    """One slogan over many articles.

    `regions` are full names and `types` nouns behind it, the most frequent first; `surfaces` are the ways in which it
    is written. `first` and `last` are the earliest and latest date of publication, None where no article has one.
    """

    canonical: str
    kind: SloganKind
    found_by: SloganSource
    mentions: int
    articles: int
    regions: tuple[str, ...]
    types: tuple[str, ...]
    speakers: tuple[str, ...]
    first: date | None
    last: date | None
    surfaces: tuple[str, ...]
    contexts: tuple[Context, ...]


@dataclass(slots=True)
class Survey:
    """Takes the extractions of a run one at a time."""

    articles: int = 0
    _tallies: dict[str, _Tally] = field(default_factory=dict)

    def add(self, extraction: Extraction) -> None:
        """Count the slogans of one article."""
        self.articles += 1
        for slogan in extraction.records.slogans:
            tally = self._tallies.setdefault(slogan.canonical, _Tally(slogan.kind, slogan.found_by))
            tally.add(slogan, extraction.article.published)

    def followed(self) -> list[FollowedSlogan]:
        """The slogans, the most frequent first, those of the same number by their canonical form."""
        found = [tally.followed(canonical) for canonical, tally in self._tallies.items()]
        return sorted(found, key=lambda one: (-one.mentions, one.canonical))


def survey_of(extractions: Iterable[Extraction], since: date | None = None) -> Survey:
    """Follow the slogans of all `extractions`; with `since`, of the articles published on that day or later.

    An article without a date of publication is passed over where `since` is given.
    """
    survey = Survey()
    for extraction in extractions:
        published = extraction.article.published
        if since is None or (published is not None and published >= since):
            survey.add(extraction)
    return survey


@dataclass(slots=True)
class _Tally:
    kind: SloganKind
    found_by: SloganSource
    mentions: int = 0
    articles: int = 0
    last_article: str | None = None
    regions: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    surfaces: Counter[str] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    contexts: list[Context] = field(default_factory=list)

    def add(self, slogan: SloganRecord, published: date | None) -> None:
        self.mentions += 1
        self.surfaces[slogan.text] += 1
        for counter, value in (
            (self.regions, slogan.region),
            (self.types, slogan.type),
            (self.speakers, slogan.speaker),
        ):
            if value:
                counter[value] += 1
        if published is not None:
            self.first = min(self.first or published, published)
            self.last = max(self.last or published, published)
        # The articles come one behind the other, so that the last one tells whether this one is new.
        if slogan.article_id != self.last_article:
            self.last_article = slogan.article_id
            self.articles += 1
            if len(self.contexts) < CONTEXTS:
                self.contexts.append(Context(slogan.article, slogan.evidence))

    def followed(self, canonical: str) -> FollowedSlogan:
        return FollowedSlogan(
            canonical=canonical,
            kind=self.kind,
            found_by=self.found_by,
            mentions=self.mentions,
            articles=self.articles,
            regions=_by_frequency(self.regions),
            types=_by_frequency(self.types),
            speakers=_by_frequency(self.speakers),
            first=self.first,
            last=self.last,
            surfaces=_by_frequency(self.surfaces),
            contexts=tuple(self.contexts),
        )


def _by_frequency(counter: Counter[str]) -> tuple[str, ...]:
    return tuple(value for value, _ in sorted(counter.items(), key=lambda item: (-item[1], item[0])))
