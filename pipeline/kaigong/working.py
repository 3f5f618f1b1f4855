"""Extraction by one or several processes; what comes out is in the order of what goes in."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import zlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import resource_tracker
from pathlib import Path

from kaigong.extract import Extraction, extract_article
from kaigong.planning import Planned, Task, name_of, place_of
from kaigong.reading.files import read_file
from kaigong.reading.metadata import Metadata
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import Source
from kaigong.rules import rules_with
from kaigong.text import Article
from kaigong.writing.formats import FORMATS

LOOK_AHEAD = 16
"""Tasks for each process that may be done before the one that is next in order: a long article holds up no short ones,
and no more than these wait in memory.
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the work depends on, small enough to go to another process with every task."""

    rule_folders: tuple[Path, ...]
    metadata: Metadata
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """An article that was extracted: where it stands if it is known by nothing else, how many of each thing were found,
    and what each format made of it (packed by `pack`).
    """

    article_id: str
    name: str
    sha256: str
    place: str | None
    found: Mapping[str, int]
    rendered: Mapping[str, bytes]


Outcome = Done | SetAside


def count(extraction: Extraction) -> Counter[str]:
    """How many of each thing were found."""
    records = extraction.records
    return Counter(
        {
            "sections": len(records.sections),
            "projects": len(records.projects),
            "project groups": len(records.project_groups),
            "slogans": len(records.slogans),
            "amounts": len(extraction.amounts),
        }
    )


def pack(rendered: bytes) -> bytes:
    """Small enough to be kept; made where there are processors to spare."""
    return zlib.compress(rendered, 1)


def unpack(packed: bytes) -> bytes:
    """What `pack` packed."""
    return zlib.decompress(packed)


def work(task: Task, setting: Setting) -> tuple[Outcome, ...]:
    """What becomes of the inputs of a task that are to be done, in their order."""
    return tuple(_outcome(planned, setting) for planned in task if planned.to_do)


def in_order(tasks: Iterable[Task], setting: Setting, workers: int) -> Iterator[tuple[Task, tuple[Outcome, ...]]]:
    """Each task with what became of it, in the order of `tasks`, by `workers` processes (1: this one).

    A process that is ended from outside (for want of memory, say) costs no more than the article that it had in hand.
    """
    if workers == 1:
        for task in tasks:
            yield task, work(task, setting)
        return
    crew = _Crew(workers, setting)
    waiting: deque[tuple[Task, Future[tuple[Outcome, ...]]]] = deque()
    try:
        for task in tasks:
            waiting.append((task, crew.submit(task)))
            while len(waiting) > LOOK_AHEAD * workers or (waiting and waiting[0][1].done()):
                yield waiting[0][0], crew.result(waiting)
        while waiting:
            yield waiting[0][0], crew.result(waiting)
    finally:
        crew.dismiss()


class _Crew:
    """The processes, replaced by new ones when one of them is ended from outside."""

    def __init__(self, workers: int, setting: Setting) -> None:
        self._workers = workers
        self._setting = setting
        self._pool = self._hire(workers)

    def submit(self, task: Task) -> Future[tuple[Outcome, ...]]:
        if not any(planned.to_do for planned in task):
            nothing: Future[tuple[Outcome, ...]] = Future()
            nothing.set_result(())
            return nothing
        try:
            return self._hand(self._pool, task)
        except BrokenProcessPool as error:
            broken: Future[tuple[Outcome, ...]] = Future()
            broken.set_exception(error)
            return broken

    def result(self, waiting: deque[tuple[Task, Future[tuple[Outcome, ...]]]]) -> tuple[Outcome, ...]:
        """The outcome of the first task that is waiting, which is taken off."""
        task, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self.dismiss()
            self._pool = self._hire(self._workers)
            for number, (later, its_future) in enumerate(waiting):
                if its_future.done() and its_future.exception():
                    waiting[number] = (later, self.submit(later))
            return tuple(self._one_by_one([planned for planned in task if planned.to_do]))

    def dismiss(self) -> None:
        if self._pool._broken:
            # A broken pool waits for its processes to heed SIGTERM, and forgets to send it to one that started while
            # it broke: it would wait for ever. None of them has anything to say any more.
            for process in list((self._pool._processes or {}).values()):
                process.kill()
        # What a process has in hand it ends: one that is left while it starts would complain.
        self._pool.shutdown(cancel_futures=True)

    def _one_by_one(self, to_do: list[Planned]) -> Iterator[Outcome]:
        """By a process that has nothing else in hand, so that it is known whose end an article was."""
        pool = self._hire(1)
        for planned in to_do:
            try:
                (outcome,) = self._hand(pool, (planned,)).result()
            except BrokenProcessPool:
                outcome = SetAside(name_of(planned.input), None, "its process was ended (out of memory?): try it alone")
                pool = self._hire(1)
            yield outcome
        pool.shutdown()

    def _hand(self, pool: ProcessPoolExecutor, task: Task) -> Future[tuple[Outcome, ...]]:
        # A pool starts its processes when it is handed work.
        with _no_ctrl_c_for_children():
            try:
                return pool.submit(work, task, self._setting)
            except OSError as error:
                if error.errno is not None:
                    raise
                # "handle is closed": a process was ended while this one started another beside it.
                raise BrokenProcessPool(str(error)) from error

    @staticmethod
    def _hire(workers: int) -> ProcessPoolExecutor:
        # Not fork: a process would hold open the pipes by which the others learn that this one is gone.
        return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start_work)


@contextmanager
def _no_ctrl_c_for_children() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal, also one that has only just started and would tell of it at length.

    A process that is started in here does not hear it; this one hears it afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started in between, multiprocessing's own helper would let the signal through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_work() -> None:
    """Ctrl-C is for the process that started this one, which then ends this one, as it does when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _outcome(planned: Planned, setting: Setting) -> Outcome:
    found = planned.input
    try:
        article = read_file(found, setting.metadata) if isinstance(found, Source) else found
        if isinstance(article, SetAside):
            return article
        # Only now: what the name tells is told by the short one.
        article = replace(article, name=planned.name or article.name)
        return _done(article, place_of(found), setting)
    except Exception as error:
        # One article must not end the night's run, whatever is wrong with it, or with us.
        reason = f"can't be extracted ({type(error).__name__}: {error}): please report it with the article"
        return SetAside(name_of(found), None, reason)


def _done(article: Article, place: str | None, setting: Setting) -> Done:
    extraction = extract_article(article, rules_with(setting.rule_folders))
    rendered = {name: pack(FORMATS[name].render(extraction)) for name in setting.formats}
    return Done(article.id, article.name, article.sha256 or "", place, count(extraction), rendered)
