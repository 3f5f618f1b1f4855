"""What a run has to do: its inputs in tasks of even size, without what earlier runs have done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kaigong.reading.files import Input, digest_of, size_of
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import Source
from kaigong.text import Article, stable_id

BYTES_OF_A_TASK = 128_000
INPUTS_OF_A_TASK = 64

Standing = Literal["new", "changed", "unchanged", "set aside"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What an earlier run left of an article: the SHA-256 that its bytes had then, and whether rules, program and
    formats are those of today.
    """

    sha256: str
    is_current: bool


LookUp = Callable[[Sequence[str]], Mapping[str, Stored]]
"""What is stored of the articles with these ids, by id."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An input and how it stands to what is stored."""

    input: Input
    standing: Standing

    @property
    def to_do(self) -> bool:
        return self.standing != "unchanged"


Task = tuple[Planned, ...]


def tasks_of(inputs: Iterable[Input], look_up: LookUp) -> Iterator[Task]:
    """The inputs, in their order, in tasks of about BYTES_OF_A_TASK."""
    for batch in _batches(inputs):
        stored = look_up([article_id for one in batch if (article_id := id_of(one))])
        yield tuple(Planned(one, _standing(one, stored.get(id_of(one) or ""))) for one in batch)


def id_of(found: Input) -> str | None:
    """The id of the article that an input holds, if it does."""
    if isinstance(found, SetAside):
        return None
    return found.id if isinstance(found, Article) else stable_id("article", found.name)


def name_of(found: Input) -> str:
    """What an input is called in a message."""
    return found.name if isinstance(found, Article) else str(found.path)


def _batches(inputs: Iterable[Input]) -> Iterator[list[Input]]:
    batch: list[Input] = []
    size = 0
    for one in inputs:
        batch.append(one)
        size += 3 * len(one.text) if isinstance(one, Article) else size_of(one)
        if size >= BYTES_OF_A_TASK or len(batch) == INPUTS_OF_A_TASK:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _standing(found: Input, stored: Stored | None) -> Standing:
    if isinstance(found, SetAside):
        return "set aside"
    if stored is None:
        return "new"
    return "unchanged" if stored.is_current and stored.sha256 == _sha256(found) else "changed"


def _sha256(found: Source | Article) -> str | None:
    if isinstance(found, Article):
        return found.sha256
    try:
        return digest_of(found)
    except OSError:
        return None  # Whoever does the work will tell why.
