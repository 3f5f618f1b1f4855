"""A run that writes to a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from kaigong.account import Account
from kaigong.planning import Task
from kaigong.reading.set_aside import SetAside
from kaigong.working import Done, Setting, in_order
from kaigong.writing.formats import FORMATS
from kaigong.writing.state import State
from kaigong.writing.whole import whole_file

QUARANTINE_FILE = "quarantine.jsonl"


def extract_to_state(
    tasks: Iterable[Task], state: State, setting: Setting, workers: int, on_done: Callable[[Task, list[SetAside]], None]
) -> Account:
    """Do the tasks and keep in `state` what comes of them. `on_done` is told of each task and what was set aside."""
    account = Account()
    for task, outcomes in in_order(_passing_by(tasks, state), setting, workers):
        state.keep([one for one in outcomes if isinstance(one, Done)])
        aside = [one for one in outcomes if isinstance(one, SetAside)]
        account.standings.update(planned.standing for planned in task)
        account.set_aside.extend(aside)
        on_done(task, aside)
    account.found = state.found()
    return account


def write_files(state: State, folder: Path, formats: Iterable[str], set_aside: Iterable[SetAside]) -> None:
    """Put the files of each format together, and `quarantine.jsonl`.

    They appear when all is done: after an error, or an interruption, none is there that was not there before. Raises
    OSError where the folder can't be written to.
    """
    with ExitStack() as open_formats:
        for name in dict.fromkeys(formats):
            write = open_formats.enter_context(FORMATS[name].writer(folder))
            for rendered in state.rendered(name):
                write(rendered)
        _write_quarantine(folder / QUARANTINE_FILE, list(set_aside))


def _write_quarantine(target: Path, set_aside: list[SetAside]) -> None:
    """A line for each input that was set aside; no file where there is none."""
    if not set_aside:
        target.unlink(missing_ok=True)
        return
    with whole_file(target) as temporary:
        lines = (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in set_aside)
        # The name of a file may hold bytes that are no text.
        temporary.write_bytes("".join(lines).encode("utf-8", "replace"))


def _passing_by(tasks: Iterable[Task], state: State) -> Iterator[Task]:
    for task in tasks:
        state.pass_by([key for planned in task if (key := planned.article_id)])
        yield task
