"""What a run has to do: its inputs in tasks of even size, without what earlier runs have done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from kaigong.reading.files import Input, digest_of, size_of
from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import Source
from kaigong.text import Article

BYTES_OF_A_TASK = 128_000
INPUTS_OF_A_TASK = 64

Standing = Literal["new", "changed", "unchanged", "set aside"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What an earlier run left of an article: the SHA-256 that its bytes had then, and whether rules, program and
    formats are those of today, and the whole path that it had, if that is all that it is known by.
    """

    sha256: str
    is_current: bool
    place: str | None


LookUp = Callable[[Sequence[str]], Mapping[str, Stored]]
"""What is stored of the articles with these ids, by id."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An input, how it stands to what is stored, and what its article is called if not as the input says."""

    input: Input
    standing: Standing
    name: str | None = None

    @property
    def article_id(self) -> str | None:
        """The id of its article, if it holds one."""
        return _id_of_name(self.name) if self.name else _id_of(self.input)

    @property
    def to_do(self) -> bool:
        return self.standing != "unchanged"


Task = tuple[Planned, ...]


def tasks_of(inputs: Iterable[Input], look_up: LookUp) -> Iterator[Task]:
    """The inputs, in their order, in tasks of about BYTES_OF_A_TASK."""
    for batch in _batches(inputs):
        either = (_id_of(one) for one in batch), (_id_of_name(_long_name(one)) for one in batch)
        stored = look_up([article_id for article_id in chain(*either) if article_id])
        yield tuple(_planned(one, stored) for one in batch)


def place_of(found: Input) -> str | None:
    """The whole path of what is known by nothing else: a file, or a row without an id."""
    return None if isinstance(found, SetAside) else found.place


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


def _planned(found: Input, stored: Mapping[str, Stored]) -> Planned:
    """An input as what is stored makes it out.

    A file that has the name of a stored article, but stands elsewhere and says something else, is another article
    (night after night a.txt in a folder of its own). It takes nobody's place, but goes by its whole path.
    """
    if isinstance(found, SetAside):
        return Planned(found, "set aside")
    long_name = _long_name(found)
    if there := stored.get(_id_of_name(long_name) or ""):
        return Planned(found, _standing(there, _sha256(found)), long_name)
    there = stored.get(_id_of(found) or "")
    if there is None:
        return Planned(found, "new")
    sha256 = _sha256(found)
    if there.place and long_name and there.place != found.place and there.sha256 != sha256:
        return Planned(found, "new", long_name)
    return Planned(found, _standing(there, sha256))


def _standing(stored: Stored, sha256: str | None) -> Standing:
    return "unchanged" if stored.is_current and stored.sha256 == sha256 else "changed"


def _id_of(found: Input) -> str | None:
    if isinstance(found, SetAside):
        return None
    return found.id if isinstance(found, Article) else _id_of_name(found.name)


def _id_of_name(name: str | None) -> str | None:
    return Article("", name=name).id if name else None


def _long_name(found: Input) -> str | None:
    place = place_of(found)
    return place.lstrip("/") if place else None


def _sha256(found: Source | Article) -> str | None:
    if isinstance(found, Article):
        return found.sha256
    try:
        return digest_of(found)
    except OSError:
        return None  # Whoever does the work will tell why.
