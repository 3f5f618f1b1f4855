"""What the user gives a run to read, as options of several verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from kaigong.commands.console import refuse
from kaigong.reading.files import Input, inputs_of, size_of
from kaigong.reading.metadata import BadMetadata, Metadata, metadata_of
from kaigong.reading.packing import OnRead
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import Source, find_sources

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Files and folders (.txt, .html, .pdf, .docx, .jsonl, .csv, .parquet; .gz and .zst of them).",
        show_default=False,
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=COLUMN",
        help="Which column is the text, id, title, source, url, published.",
    ),
]
NamePattern = Annotated[
    str | None,
    typer.Option(metavar="PATTERN", help="What files' names tell: {published}_{source}_{title}; {_} is passed over."),
]
FromDatabase = Annotated[
    str | None, typer.Option("--from", metavar="URL", help="A database that --query asks for articles.")
]
Query = Annotated[str | None, typer.Option(metavar="SQL", help="A row for each article, its columns as in a table.")]
Workers = Annotated[int, typer.Option(min=1, help="Processes; the result is the same with any number.")]
DropGone = Annotated[bool, typer.Option("--drop-gone", help="Drop articles of earlier runs that are not in the input.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be read; `leave_out` is a folder below the named ones that is not."""

    paths: tuple[Path, ...]
    query: tuple[str, str] | None
    metadata: Metadata
    leave_out: Path | None = None

    def sources(self) -> Iterator[Source | SetAside]:
        """The files."""
        return find_sources(self.paths, leave_out=self.leave_out)

    def size(self) -> int | None:
        """Bytes of the files, None where a database is asked, too."""
        return None if self.query else sum(map(size_of, self.sources()))

    def inputs(self, on_read: OnRead, on_path: Callable[[str], None] = lambda _: None) -> Iterator[Input]:
        """The inputs of a run; `on_path` is told of every file before it is read."""

        def told() -> Iterator[Source | SetAside]:
            for source in self.sources():
                on_path(str(source.path))
                yield source

        return chain(inputs_of(told(), self.metadata, on_read), self._rows(on_path))

    def _rows(self, on_path: Callable[[str], None]) -> Iterator[Input]:
        if self.query:
            from kaigong.reading.query import QUERY, read_query

            on_path(QUERY)
            yield from read_query(*self.query, self.metadata)


def given(
    paths: list[Path] | None,
    columns: list[str] | None,
    name_pattern: str | None,
    url: str | None,
    query: str | None,
    leave_out: Path | None = None,
) -> Given:
    """What the options say; ends the command where they say nothing, or what can't be."""
    if bool(url) != bool(query):
        refuse("--from and --query go together: give the database's URL and the query")
    if not paths and not query:
        refuse("no input: give files and folders, or --from and --query")
    try:
        metadata = metadata_of(columns or (), name_pattern)
    except BadMetadata as error:
        refuse(str(error))
    return Given(tuple(paths or ()), (url, query) if url and query else None, metadata, leave_out)
