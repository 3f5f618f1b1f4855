"""A run that loads into a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from kaigong.account import Account
from kaigong.database.alone import alone
from kaigong.database.connection import for_looking, opened
from kaigong.database.loading import Loader, Seen
from kaigong.database.migrating import migrate
from kaigong.planning import Task
from kaigong.reading.set_aside import SetAside
from kaigong.working import Done, Setting, in_order


@contextmanager
def connected(engine: Engine, *, only_look: bool) -> Iterator[Connection]:
    """The connection of a run: alone, to tables that are up to date, or one that only looks at what is there.

    Raises BadDatabase where another loader is at work or the tables are not ours.
    """
    if only_look:
        with opened(for_looking(engine)) as connection:
            yield connection
        return
    with alone(engine) as connection:
        migrate(engine)
        yield connection


def load_tasks(
    tasks: Iterable[Task],
    loader: Loader,
    seen: Seen,
    setting: Setting,
    workers: int,
    on_done: Callable[[Task, list[SetAside]], None],
) -> Account:
    """Do the tasks and load what comes of them, a transaction a task. `on_done` is told of each and what was set aside.

    The ids of all articles go into `seen`.
    """
    account = Account()
    for task, outcomes in in_order(_seen(tasks, seen), setting, workers):
        done = [one for one in outcomes if isinstance(one, Done)]
        refused = loader.load(done)
        aside = [*(one for one in outcomes if isinstance(one, SetAside)), *refused]
        standings = [planned.standing for planned in task]
        account.standings.update(standings)
        account.found["articles"] += standings.count("unchanged") + len(done) - len(refused)
        for one in done:
            account.found.update(one.found)
        account.set_aside.extend(aside)
        on_done(task, aside)
    return account


def _seen(tasks: Iterable[Task], seen: Seen) -> Iterator[Task]:
    for task in tasks:
        seen.add(key for planned in task if (key := planned.article_id))
        yield task
