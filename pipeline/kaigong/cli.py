"""The verbs of `kaigong`.

Exit status: 0 all done; 1 done, but some input was set aside (or an example of a rule does not hold); 2 nothing
could start: no readable input, no way to write, bad rules, a wrong command line.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

import kaigong
from kaigong.commands import gold
from kaigong.rules import RuleError, Rules, load_rules
from kaigong.terminal import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from kaigong.batch import Tally
    from kaigong.reading.set_aside import SetAside
    from kaigong.reading.sources import Source

SOME_SET_ASIDE, NOTHING_STARTED = 1, 2

PROBE = "今年，新开工亿元以上项目2个，总投资3亿元。"
WIDTH_OF_FILES = 240
"""Characters a line of `show` where no terminal says how many it has."""

app = typer.Typer(
    help="开工: investment projects, sums, counts, regions and slogans from Chinese local news.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(help="The rules that mentions are found by.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")
app.add_typer(gold.app, name="gold")


class FormatName(StrEnum):
    """Names of `kaigong.writing.formats.FORMATS`, which is heavy to import."""

    jsonl = "jsonl"
    csv = "csv"
    sqlite = "sqlite"
    brat = "brat"


RuleFolders = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A folder of your own rules; may be repeated, later ones win."),
]


def main() -> None:
    """The console script."""
    # A terminal that can't show a character must not end the run.
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    # Stopped by a scheduler, a run cleans up behind itself as it does for Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"kaigong {kaigong.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files (.txt, .html, .jsonl) and folders.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to; made if need be.")],
    formats: Annotated[
        list[FormatName] | None, typer.Option("--format", help="May be repeated.  [default: jsonl]")
    ] = None,
    rule_folders: RuleFolders = None,
) -> None:
    """Extract articles and write what was found."""
    from kaigong.batch import extract_sources, write_all
    from kaigong.reading.sources import find_sources

    rules = _loaded(rule_folders)
    names = [name.value for name in formats or [FormatName.jsonl]]
    if any(path.is_dir() and path.resolve() == out.resolve() for path in paths):
        _refuse(f"{out}: this folder is the input too, and the next run would read what is written: choose another")
    complaints = _Complaints()
    with _progress(lambda: find_sources(paths, leave_out=out), complaints.console) as sources:
        try:
            tally = write_all(extract_sources(sources, rules, complaints.add), out, names)
        except OSError as error:
            _refuse(f"{error.filename or out}: can't write there ({error.strerror or error}): choose another --out")
    if tally.articles:
        _print_summary(tally, complaints.number, out, names)
    raise typer.Exit(complaints.status(tally.articles))


@app.command()
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article (.txt, .html, .jsonl) or a folder.")],
    explain: Annotated[bool, typer.Option("--explain", help="Show which rules made every mention.")] = False,
    rule_folders: RuleFolders = None,
) -> None:
    """Show an article with its mentions coloured, and its records."""
    from rich.console import Console

    from kaigong.batch import extract_sources
    from kaigong.reading.sources import find_sources
    from kaigong.show import show as show_extraction

    rules = _loaded(rule_folders)
    complaints = _Complaints()
    # Into a pipe or a file nothing is to be broken in the middle of a word.
    console = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH_OF_FILES)
    shown = 0
    for extraction in extract_sources(find_sources([file]), rules, complaints.add):
        show_extraction(extraction, console, explain=rules if explain else None)
        shown += 1
    raise typer.Exit(complaints.status(shown))


@app.command("eval")
def evaluate(
    folders: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Folders of NAME.ann.")],
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Save the run there: figures and predictions.")
    ] = None,
    html_file: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the report there.")] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Compare with a run saved by --json; may be the same file.")
    ] = None,
    thresholds: Annotated[
        Path | None, typer.Option("--thresholds", metavar="FILE", help="Scores that must be reached, as TOML.")
    ] = None,
    sets: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Articles to report apart and to hold out, as TOML.")
    ] = None,
    holdout: Annotated[
        str | None, typer.Option(metavar="REGEX", help="Articles so named are a source of their own.")
    ] = None,
    only: Annotated[str | None, typer.Option(metavar="REGEX", help="Score only articles so named.")] = None,
    errors: Annotated[
        str | None, typer.Option(metavar="LABEL", help='List the differences of a label or "all".')
    ] = None,
    rule_folders: RuleFolders = None,
) -> None:
    """Score the pipeline on hand-labelled articles."""
    try:
        from kaigong.evaluation.command import Options
        from kaigong.evaluation.command import evaluate as evaluate_folders
    except ModuleNotFoundError as error:
        _refuse(f"{error.name} is missing: pip install 'kaigong[eval]'")

    status = evaluate_folders(
        folders,
        Options(
            json_file=json_file,
            html_file=html_file,
            against=against,
            thresholds=thresholds,
            sets=sets,
            rule_folders=rule_folders or (),
            holdout=holdout,
            only=only,
            errors=errors,
        ),
    )
    raise typer.Exit(status)


@app.command()
def slogans(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files (.txt, .html, .jsonl) and folders.")],
    since: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Only articles published then or later."),
    ] = None,
    csv_file: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write the table there too.")] = None,
    accept: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the discovered ones there as rules (.toml) to choose from."),
    ] = None,
    rule_folders: RuleFolders = None,
) -> None:
    """Follow slogans through many articles: how often, where, since when."""
    from rich.console import Console

    from kaigong.batch import extract_sources
    from kaigong.commands.slogans import follow_slogans
    from kaigong.reading.sources import find_sources

    rules = _loaded(rule_folders)
    complaints = _Complaints()
    console = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH_OF_FILES)
    with _progress(lambda: find_sources(paths), complaints.console) as sources:
        extractions = extract_sources(sources, rules, complaints.add)
        try:
            articles = follow_slogans(
                extractions, console, since=since.date() if since else None, csv_file=csv_file, accept=accept
            )
        except OSError as error:
            _refuse(f"{error.filename}: can't write there ({error.strerror or error}): choose another file")
    if since and not articles:
        _refuse(f"no article is dated {since:%Y-%m-%d} or later: give an earlier --since, or articles with a date")
    raise typer.Exit(complaints.status(articles))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a line of records.jsonl."""
    from kaigong.records import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@rules_app.command()
def check(rule_folders: RuleFolders = None) -> None:
    """Run every rule's examples, values and counterexamples."""
    from kaigong.rule_check import check_rules

    rules = _loaded(rule_folders)
    failures = 0
    for failure in check_rules(rules):
        failures += 1
        print(one_line(f"{failure.file}: rule '{failure.rule}': {failure.example}: {failure.reason}"))
    print(f"{len(rules.all)} rules, {failures} examples that do not hold")
    raise typer.Exit(1 if failures else 0)


def _loaded(folders: list[Path] | None) -> Rules:
    from kaigong.extract import extract

    try:
        rules = load_rules(folders or ())
        # Some mistakes show only when the rules are put together, which the first article does.
        extract(PROBE, rules=rules)
    except RuleError as error:
        _refuse(str(error))
    return rules


def _refuse(message: str) -> NoReturn:
    print(one_line(message), file=sys.stderr)
    raise typer.Exit(NOTHING_STARTED)


class _Complaints:
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


@contextmanager
def _progress(
    find: Callable[[], Iterator[Source | SetAside]], console: Console
) -> Iterator[Iterable[Source | SetAside]]:
    """What `find` finds, with a bar on a terminal that grows as it is taken."""
    if not sys.stderr.isatty():
        yield find()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), "files", TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield bar.track(find(), total=sum(1 for _ in find()))


def _print_summary(tally: Tally, set_aside: int, out: Path, formats: list[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kaigong.writing.formats import FORMATS

    table = Table(show_header=False)
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for what, number in [("articles", tally.articles), *tally.found.items(), ("set aside", set_aside)]:
        table.add_row(f"{number:,}", what)
    for name in dict.fromkeys(formats):
        table.add_row(name, Text("\n".join(one_line(str(out / file)) for file in FORMATS[name].files)))
    Console(highlight=False).print(table)
