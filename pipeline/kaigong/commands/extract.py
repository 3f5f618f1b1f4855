"""`kaigong extract`: articles to files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
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


class FormatName(StrEnum):
    """Names of `kaigong.writing.formats.FORMATS`, which is heavy to import."""

    jsonl = "jsonl"
    csv = "csv"
    sqlite = "sqlite"
    parquet = "parquet"
    brat = "brat"


Formats = Annotated[list[FormatName] | None, typer.Option("--format", help="May be repeated.  [default: jsonl]")]


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
    """Extract articles and write what was found. What an earlier run into DIR has done is not done again."""
    from kaigong.commands.dry_run import say_plan
    from kaigong.database.url import BadDatabase
    from kaigong.fingerprint import fingerprint
    from kaigong.planning import tasks_of
    from kaigong.working import Setting
    from kaigong.writing.folder import extract_to_state, write_files
    from kaigong.writing.state import state_of

    rules = loaded(rule_folders)
    names = tuple(dict.fromkeys(name.value for name in formats or [FormatName.jsonl]))
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
