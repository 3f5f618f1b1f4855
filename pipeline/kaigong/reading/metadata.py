"""What is known of an article beside its text: from columns of tables, and from the names of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import PurePath

import regex

from kaigong.reading.packing import is_packed
from kaigong.text import Article

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "正文", "内容", "content"),
    "id": ("id", "name", "编号"),
    "title": ("title", "标题"),
    "source": ("source", "来源", "媒体"),
    "url": ("url", "网址", "链接"),
    "published": ("published", "发布日期", "发布时间", "日期", "date"),
}
"""What a row tells of an article, and what tables call it: the first of these columns that has something counts."""

IN_NAMES = ("title", "source", "url", "published")
"""What a pattern of file names can tell; `_` stands for what is passed over."""

DATE = regex.compile(r"\s*+([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})(?![0-9])")
"""A day as tables of articles write it, whatever time stands behind it."""

_PLACEHOLDER = regex.compile(r"\{([^{}]*+)\}")


class BadMetadata(ValueError):
    """A column, a pattern or a value that can't be used. The message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class NamePattern:
    """`{published}_{source}_{title}`: what stands before, between and behind the fields of a file's name."""

    literals: tuple[str, ...]
    fields: tuple[str, ...]

    def values(self, name: str) -> Mapping[str, str]:
        """What the file called `name` (a place below a folder, with slashes) tells; nothing where it does not fit.

        Its suffixes are no part of it, and only as many folders as the pattern has slashes are. A field ends where
        the literal behind it first comes.
        """
        path = PurePath(name)
        path = path.with_suffix("") if is_packed(path) else path
        depth = "".join(self.literals).count("/") + 1
        rest = "/".join(path.with_suffix("").parts[-depth:])
        if not rest.startswith(self.literals[0]):
            return {}
        rest = rest[len(self.literals[0]) :]
        found: dict[str, str] = {}
        for field, literal in zip(self.fields, self.literals[1:-1], strict=False):
            found[field], met, rest = rest.partition(literal)
            if not met:
                return {}
        if not rest.endswith(self.literals[-1]):
            return {}
        found[self.fields[-1]] = rest.removesuffix(self.literals[-1])
        return {field: value.strip() for field, value in found.items() if field != "_" and value.strip()}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the user says of the input: which column holds what, and how files are called."""

    columns: tuple[tuple[str, str], ...] = ()
    name_pattern: NamePattern | None = None

    def told_by_name(self, article: Article) -> Article:
        """The article with what its file's name tells. Raises BadMetadata for a date that is none."""
        told = self.name_pattern.values(article.name) if self.name_pattern else {}
        if not told:
            return article
        return replace(
            article,
            title=told.get("title", article.title),
            source=told.get("source", article.source),
            url=told.get("url", article.url),
            published=day_of(told["published"]) if "published" in told else article.published,
        )


@cache
def columns_of(field: str, metadata: Metadata) -> tuple[str, ...]:
    """The columns that may hold `field`, best first."""
    return (*(column for known, column in metadata.columns if known == field), *FIELDS[field])


def metadata_of(columns: Iterable[str], name_pattern: str | None) -> Metadata:
    """What `--column FIELD=COLUMN` and `--name-pattern` say. Raises BadMetadata for what is no such thing."""
    pairs: list[tuple[str, str]] = []
    for said in columns:
        field, equals, column = said.partition("=")
        if field not in FIELDS or not equals or not column:
            raise BadMetadata(f"{said}: no column: write FIELD=COLUMN, where FIELD is one of {', '.join(FIELDS)}")
        pairs.append((field, column))
    return Metadata(tuple(pairs), _pattern_of(name_pattern) if name_pattern else None)


def day_of(text: str | None) -> date | None:
    """The day that `text` begins with, in one of the ways of DATE. Raises BadMetadata where there is none."""
    if not text or not text.strip():
        return None
    if written := DATE.match(text):
        try:
            return date(int(written[1]), int(written[2]), int(written[3]))
        except ValueError as error:
            raise BadMetadata(f'"published" is {text!r}: {error}') from error
    raise BadMetadata(f'"published" is {text!r}, not a date: write it as 2023-05-17')


def _pattern_of(text: str) -> NamePattern:
    pieces = _PLACEHOLDER.split(text)
    literals, fields = tuple(pieces[::2]), tuple(pieces[1::2])
    known = ", ".join(f"{{{field}}}" for field in (*IN_NAMES, "_"))
    if not fields or any(field not in (*IN_NAMES, "_") for field in fields):
        raise BadMetadata(f"{text}: no pattern of names: write it with {known}")
    if "" in literals[1:-1]:
        raise BadMetadata(f"{text}: no pattern of names: put something between two fields")
    return NamePattern(literals, fields)
