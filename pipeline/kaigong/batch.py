"""Many articles, read and extracted one at a time, for programs that go through them themselves."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kaigong.extract import Extraction, extract_article
from kaigong.reading.files import read_articles
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import Source, find_sources
from kaigong.rules import Rules, default_rules

AnyPath = str | os.PathLike[str]
Report = Callable[[SetAside], None]


class SetAsideWarning(UserWarning):
    """An input was not extracted."""


def warn(what: SetAside) -> None:
    """Report an input as a Python warning."""
    warnings.warn(str(what), SetAsideWarning, stacklevel=2)


def extract_files(
    paths: AnyPath | Iterable[AnyPath], *, rules: Rules | None = None, on_set_aside: Report = warn
) -> Iterator[Extraction]:
    """Extract the articles of files and folders, one at a time, in sorted order.

    `Extraction.article.name` is the file's place below the folder that was named, or an article's id in a table
    (.jsonl, .csv, .parquet). What can't be read goes to `on_set_aside` with file, line and reason, by default as a
    SetAsideWarning; the others are extracted. Memory does not grow with the number of files.
    """
    named = [Path(paths)] if isinstance(paths, str | os.PathLike) else [Path(path) for path in paths]
    return extract_sources(find_sources(named), rules or default_rules(), on_set_aside)


def extract_sources(sources: Iterable[Source | SetAside], rules: Rules, on_set_aside: Report) -> Iterator[Extraction]:
    """Extract the articles of `sources`, one at a time; what can't be read goes to `on_set_aside`."""
    for article in read_articles(sources):
        if isinstance(article, SetAside):
            on_set_aside(article)
        else:
            yield extract_article(article, rules)
