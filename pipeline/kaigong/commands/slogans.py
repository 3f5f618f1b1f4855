"""`kaigong slogans`: the slogans of many articles as a table, as CSV, and as rules to accept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kaigong.extract import Extraction
from kaigong.survey import FollowedSlogan, survey_of
from kaigong.terminal import one_line
from kaigong.writing.slogan_survey import write_csv, write_rules

_LONGEST_LIST = 3
"""How many regions of a slogan the table shows; the CSV has all."""


def follow_slogans(
    extractions: Iterable[Extraction],
    console: Console,
    *,
    since: date | None = None,
    csv_file: Path | None = None,
    accept: Path | None = None,
) -> int:
    """Print the table, write what is asked for, and return how many articles were looked at. Raises OSError."""
    survey = survey_of(extractions, since)
    slogans = survey.followed()
    if not survey.articles:
        return 0
    # First the files: whoever reads only the beginning of the table closes the pipe.
    if csv_file:
        write_csv(slogans, csv_file)
    if accept:
        write_rules(slogans, accept)
    console.print(_table(slogans))
    for slogan in slogans:
        if slogan.found_by == "discovered":
            console.print(_contexts(slogan))
    return survey.articles


def _table(slogans: Sequence[FollowedSlogan]) -> Table:
    table = Table(title="Slogans", title_justify="left", title_style="bold")
    for column in ("canonical", "kind", "mentions", "articles", "regions", "first", "last", "found by"):
        table.add_column(column, overflow="fold", justify="right" if column in {"mentions", "articles"} else "left")
    for slogan in slogans:
        cells = (
            slogan.canonical,
            slogan.kind,
            str(slogan.mentions),
            str(slogan.articles),
            _shortened(slogan.regions),
            slogan.first.isoformat() if slogan.first else "",
            slogan.last.isoformat() if slogan.last else "",
            slogan.found_by,
        )
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    return table


def _shortened(regions: Sequence[str]) -> str:
    shown = "、".join(regions[:_LONGEST_LIST])
    return f"{shown} +{len(regions) - _LONGEST_LIST}" if len(regions) > _LONGEST_LIST else shown


def _contexts(slogan: FollowedSlogan) -> Text:
    text = Text(one_line(slogan.canonical), style="bold")
    for context in slogan.contexts:
        text.append(f"\n  {one_line(context.article)}: {one_line(context.sentence)}", style="not bold")
    return text
