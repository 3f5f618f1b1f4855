"""What the verbs share: exit statuses, messages, progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kaigong.rules import RuleError, Rules, rules_with
from kaigong.terminal import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from kaigong.account import Account
    from kaigong.planning import Task
    from kaigong.reading.set_aside import SetAside

SOME_SET_ASIDE, NOTHING_STARTED, INTERRUPTED = 1, 2, 130

PROBE = "今年，新开工亿元以上项目2个，总投资3亿元。"

RuleFolders = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A folder of your own rules; may be repeated, later ones win."),
]


def loaded(folders: list[Path] | None) -> Rules:
    """The shipped rules and those of `folders`; ends the command where they can't be used."""
    from kaigong.extract import extract

    try:
        rules = rules_with(tuple(folders or ()))
        # Some mistakes show only when the rules are put together, which the first article does.
        extract(PROBE, rules=rules)
    except RuleError as error:
        refuse(str(error))
    return rules


def refuse(message: str) -> NoReturn:
    """End the command: nothing could start."""
    print(one_line(message), file=sys.stderr)
    raise typer.Exit(NOTHING_STARTED)


def stopped() -> NoReturn:
    """End the command after Ctrl-C."""
    print("stopped: what was done is kept, and the same command goes on from there", file=sys.stderr)
    raise typer.Exit(INTERRUPTED)


class Complaints:
    """Tells on stderr what was set aside, and counts it."""

    def __init__(self) -> None:
        from rich.console import Console

        # The progress bar must know what is printed above it, so both use this console.
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self.number = 0

    def add(self, what: SetAside) -> None:
        self.number += 1
        self.console.print(one_line(str(what)), markup=False, emoji=False)

    def status(self, articles: int) -> int:
        """The exit status of a run in which `articles` articles were extracted."""
        if not articles:
            return NOTHING_STARTED
        return SOME_SET_ASIDE if self.number else 0


class Meter:
    """How far a run is: `read` is told the bytes that were read of the input, `done` the articles."""

    def read(self, number: int) -> None:
        """Bytes of the input."""

    def done(self, number: int) -> None:
        """Articles."""


@contextmanager
def metered(total: Callable[[], int | None], console: Console) -> Iterator[Meter]:
    """A meter that shows on a terminal how much of `total()` bytes is read, articles a second, and the time left."""
    if not sys.stderr.isatty():
        yield Meter()
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:,.0f} a second")
    columns = (
        SpinnerColumn(),
        BarColumn(),
        TaskProgressColumn(),
        rate,
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        bar.add_task("", total=total(), articles=0, rate=0.0)
        (task,) = bar.tasks

        class OnTerminal(Meter):
            def read(self, number: int) -> None:
                bar.advance(task.id, number)

            def done(self, number: int) -> None:
                articles = task.fields["articles"] + number
                bar.update(task.id, articles=articles, rate=articles / (task.elapsed or 1))

        yield OnTerminal()


def print_table(rows: Iterable[tuple[str, str]]) -> None:
    """Numbers and what they count, or formats and where they are."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False)
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for left, right in rows:
        table.add_row(left, Text(right))
    Console(highlight=False).print(table)


def telling(complaints: Complaints, meter: Meter) -> Callable[[Task, list[SetAside]], None]:
    """What a run is to call for each task that is done, with what was set aside in it."""

    def on_done(task: Task, aside: list[SetAside]) -> None:
        meter.done(len(task))
        for one in aside:
            complaints.add(one)

    return on_done


def may_drop(standings: Mapping[str, int], *, drop_gone: bool) -> bool:
    """Whether what is gone is to be dropped: asked for, and nothing hides what is there (a path that is missing, a
    table with a line that can't be read).
    """
    return drop_gone and not standings.get("set aside")


def fate_of_gone(standings: Mapping[str, int], *, drop_gone: bool) -> str:
    """What becomes of the articles that are gone, in words."""
    if may_drop(standings, drop_gone=drop_gone):
        return "gone, dropped"
    return "gone, kept, since not all input could be read" if drop_gone else "gone, kept"


def account_rows(account: Account, *, drop_gone: bool) -> Iterator[tuple[str, str]]:
    """Numbers and what they count: how the articles stood to earlier runs, and what was found in them."""
    yield f"{account.articles:,}", "articles"
    for standing in ("new", "changed", "unchanged"):
        if account.standings[standing]:
            yield f"{account.standings[standing]:,}", f"  {standing}"
    if account.gone:
        yield f"{account.gone:,}", f"  {fate_of_gone(account.standings, drop_gone=drop_gone)}"
    for what in ("sections", "projects", "project groups", "slogans", "amounts"):
        yield f"{account.found[what]:,}", what
    yield f"{len(account.set_aside):,}", "set aside"
