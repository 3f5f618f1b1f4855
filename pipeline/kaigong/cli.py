"""The verbs of `kaigong`.

Exit status: 0 all done; 1 done, but some input was set aside (or an example of a rule does not hold); 2 nothing
could start: no readable input, no way to write, bad rules, a wrong command line; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import kaigong
from kaigong.commands import gold
from kaigong.commands.console import INTERRUPTED, Complaints, RuleFolders, loaded, refuse
from kaigong.commands.extract import extract
from kaigong.commands.load import load
from kaigong.terminal import one_line

WIDTH_OF_FILES = 240
"""Characters a line of `show` where no terminal says how many it has."""


class _Verbs(TyperGroup):
    """The verbs; Ctrl-C ends each of them with the same status, and without a word where nothing is half done."""

    def invoke(self, ctx: Any) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    cls=_Verbs,
    help="开工: investment projects, sums, counts, regions and slogans from Chinese local news.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(help="The rules that mentions are found by.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")
app.add_typer(gold.app, name="gold")


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


app.command()(extract)
app.command()(load)


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

    rules = loaded(rule_folders)
    complaints = Complaints()
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
        refuse(f"{error.name} is missing: pip install 'kaigong[eval]'")

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

    rules = loaded(rule_folders)
    complaints = Complaints()
    console = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH_OF_FILES)
    extractions = extract_sources(find_sources(paths), rules, complaints.add)
    try:
        articles = follow_slogans(
            extractions, console, since=since.date() if since else None, csv_file=csv_file, accept=accept
        )
    except OSError as error:
        refuse(f"{error.filename}: can't write there ({error.strerror or error}): choose another file")
    if since and not articles:
        refuse(f"no article is dated {since:%Y-%m-%d} or later: give an earlier --since, or articles with a date")
    raise typer.Exit(complaints.status(articles))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a line of records.jsonl."""
    from kaigong.records import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@rules_app.command()
def check(rule_folders: RuleFolders = None) -> None:
    """Run every rule's examples, values and counterexamples, without the model of project names."""
    from kaigong.rule_check import check_rules

    rules = loaded(rule_folders)
    failures = 0
    for failure in check_rules(rules):
        failures += 1
        print(one_line(f"{failure.file}: rule '{failure.rule}': {failure.example}: {failure.reason}"))
    print(f"{len(rules.all)} rules, {failures} examples that do not hold")
    raise typer.Exit(1 if failures else 0)
