"""`kaigong load`: articles to a database."""

from __future__ import annotations

from functools import partial
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
from kaigong.database.url import DEFAULT_URL, BadDatabase
from kaigong.terminal import one_line

if TYPE_CHECKING:
    from kaigong.database.loading import Loader, Seen

Database = Annotated[
    str,
    typer.Option(
        "--database", metavar="URL", envvar="KAIGONG_DATABASE", help="SQLite, PostgreSQL, MySQL or MariaDB, by its URL."
    ),
]


def load(
    paths: Paths = None,
    database: Database = DEFAULT_URL,
    workers: Workers = 1,
    drop_gone: DropGone = False,
    dry_run: DryRun = False,
    columns: Columns = None,
    name_pattern: NamePattern = None,
    url: FromDatabase = None,
    query: Query = None,
    rule_folders: RuleFolders = None,
) -> None:
    """Load articles into a database, each once: what stands there unchanged is left alone."""
    from sqlalchemy.exc import SQLAlchemyError

    from kaigong.commands.dry_run import say_plan
    from kaigong.database.connection import engine_of, shown
    from kaigong.database.loading import FORMAT, Loader, Seen
    from kaigong.database.run import connected, load_tasks
    from kaigong.fingerprint import fingerprint
    from kaigong.planning import tasks_of
    from kaigong.reading.tables import one_sentence
    from kaigong.working import Setting

    rules = loaded(rule_folders)
    what = given(paths, columns, name_pattern, url, query)
    setting = Setting(tuple(rule_folders or ()), what.metadata, (FORMAT,))
    complaints = Complaints()
    seen = Seen()
    try:
        engine = engine_of(database)
        with connected(engine, only_look=dry_run) as connection, metered(what.size, complaints.console) as meter:
            loader = Loader(connection, fingerprint(rules, what.metadata))
            quarantined, tried = loader.quarantined(), set[str]()
            inputs = what.inputs(meter.read, lambda path: tried.add(path) if path in quarantined else None)
            tasks = tasks_of(inputs, loader.look_up)
            if dry_run:
                names_of_gone = partial(_names_of_gone, loader, seen)
                raise typer.Exit(say_plan(tasks, seen.add, names_of_gone, drop_gone=drop_gone))
            account = load_tasks(tasks, loader, seen, setting, workers, telling(complaints, meter))
            if account.articles and drop_gone:
                gone = [key for key, _ in loader.gone(seen)]
                account.gone = len(gone)
                if may_drop(account.standings, drop_gone=drop_gone):
                    loader.drop(gone)
            loader.set_aside(account.set_aside, tried)
    except BadDatabase as error:
        refuse(str(error))
    except SQLAlchemyError as error:
        refuse(f"{shown(engine.url)}: {one_sentence(error)}: the same command goes on from where it stopped")
    except KeyboardInterrupt:
        stopped()
    if account.articles:
        print_table([*account_rows(account, drop_gone=drop_gone), ("database", one_line(shown(engine.url)))])
    raise typer.Exit(complaints.status(account.articles))


def _names_of_gone(loader: Loader, seen: Seen) -> list[str]:
    return [name for _, name in loader.gone(seen)]
