"""Many articles: read, extracted and written one at a time, and an account of it."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
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
    """Extract the articles of files and folders (.txt, .html, .jsonl), one at a time, in sorted order.

    `Extraction.article.name` is the file's place below the folder that was named, or an article's id in a .jsonl
    file. What can't be read goes to `on_set_aside` with file, line and reason, by default as a SetAsideWarning; the
    others are extracted. Memory does not grow with the number of files.
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


@dataclass(slots=True)
class Tally:
    """How many articles were extracted and how many of each thing were found in them."""

    articles: int = 0
    found: Counter[str] = field(default_factory=Counter)

    def add(self, extraction: Extraction) -> None:
        records = extraction.records
        self.articles += 1
        self.found["sections"] += len(records.sections)
        self.found["projects"] += len(records.projects)
        self.found["project groups"] += len(records.project_groups)
        self.found["slogans"] += len(records.slogans)
        self.found["amounts"] += len(extraction.amounts)


def write_all(extractions: Iterable[Extraction], folder: Path, formats: Sequence[str]) -> Tally:
    """Write extractions to `folder` in each of `formats` (names of `kaigong.writing.formats.FORMATS`).

    The folder is made if need be. Without a single extraction nothing is written. Files appear when all is done:
    after an error, or an interruption, none is there that was not there before. Raises OSError where the folder
    can't be written to.
    """
    # Whoever only extracts does without the writers' libraries.
    from kaigong.writing.formats import FORMATS

    tally = Tally()
    extractions = iter(extractions)
    first = next(extractions, None)
    if first is None:
        return tally
    with ExitStack() as open_formats:
        folder.mkdir(parents=True, exist_ok=True)
        writers = [open_formats.enter_context(FORMATS[name].writer(folder)) for name in dict.fromkeys(formats)]
        for extraction in chain([first], extractions):
            for write in writers:
                write(extraction)
            tally.add(extraction)
    return tally
