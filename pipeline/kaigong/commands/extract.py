"""`kaigong extract`: articles to files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kaigong.commands.console import (
    Complaints,
    RuleFolders,
    account_rows,
    loaded,
    may_drop,
    metered,
    print_table,
    refuse,
    stopped,
    telling,
)
from kaigong.commands.inputs import (
    Columns,
    DropGone,
    DryRun,
    FromDatabase,
    NamePattern,
    Paths,
    Query,
    Workers,
    given,
)
from kaigong.terminal import one_line

if TYPE_CHECKING:
    from kaigong.account import Account

Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to; made if need be.")]


FORMAT_NAMES = ("jsonl", "csv", "sqlite", "parquet", "brat")
"""Those of `kaigong.writing.formats.FORMATS`, which is heavy to import."""

_URL = re.compile(r"[a-z][a-z0-9+]*:/")  # A path loses the second slash.

_HOW_TO_LOAD = "files are written here; into a database go: kaigong load PATH... --database URL"


def _known_formats(names: list[str] | None) -> list[str] | None:
    for name in names or ():
        if name not in FORMAT_NAMES:
            raise typer.BadParameter(f"formats are {', '.join(FORMAT_NAMES)}; {_HOW_TO_LOAD}")
    return names


Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar=f"[{'|'.join(FORMAT_NAMES)}]",
        callback=_known_formats,
        help="May be repeated.  [default: jsonl]",
    ),
]


def extract(
    out: Out,
    paths: Paths = None,
    formats: Formats = None,
    workers: Workers = 1,
    drop_gone: DropGone = False,
    dry_run: DryRun = False,
    columns: Columns = None,
    name_pattern: NamePattern = None,
    url: FromDatabase = None,
    query: Query = None,
    rule_folders: RuleFolders = None,
) -> None:
    """Extract articles and write what was found to files (into a database: load).

    What an earlier run into DIR has done is not done again.
    """
    from kaigong.commands.dry_run import say_plan
    from kaigong.database.url import BadDatabase
    from kaigong.fingerprint import fingerprint
    from kaigong.planning import tasks_of
    from kaigong.working import Setting
    from kaigong.writing.folder import extract_to_state, write_files
    from kaigong.writing.state import state_of

    if _URL.match(str(out)):
        refuse(f"--out names a folder, not a database: {_HOW_TO_LOAD}")
    rules = loaded(rule_folders)
    names = tuple(dict.fromkeys(formats or ["jsonl"]))
    if any(path.is_dir() and path.resolve() == out.resolve() for path in paths or ()):
        refuse(f"{out}: this folder is the input too, and the next run would read what is written: choose another")
    what = given(paths, columns, name_pattern, url, query, leave_out=out)
    setting = Setting(tuple(rule_folders or ()), what.metadata, names)
    complaints = Complaints()
    try:
        with (
            state_of(out, fingerprint(rules, what.metadata), names, only_look=dry_run) as state,
            metered(what.size, complaints.console) as meter,
        ):
            tasks = tasks_of(what.inputs(meter.read), state.look_up)
            if dry_run:
                raise typer.Exit(say_plan(tasks, state.pass_by, state.gone, drop_gone=drop_gone))
            account = extract_to_state(tasks, state, setting, workers, telling(complaints, meter))
            if account.articles:
                account.gone = len(state.gone())
                if may_drop(account.standings, drop_gone=drop_gone):
                    state.drop_gone()
                write_files(state, out, names, account.set_aside)
    except OSError as error:
        refuse(f"{error.filename or out}: can't write there ({error.strerror or error}): choose another --out")
    except BadDatabase as error:
        refuse(str(error))
    except KeyboardInterrupt:
        stopped()
    if account.articles:
        print_table([*account_rows(account, drop_gone=drop_gone), *_file_rows(account, out, names)])
    raise typer.Exit(complaints.status(account.articles))


def _file_rows(account: Account, out: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Formats and their files."""
    from kaigong.writing.folder import QUARANTINE_FILE
    from kaigong.writing.formats import FORMATS

    for name in names:
        yield name, "\n".join(one_line(str(out / file)) for file in FORMATS[name].files)
    if account.set_aside:
        yield "quarantine", one_line(str(out / QUARANTINE_FILE))
