"""Paths to sources: which files of a run hold articles, and by what name each is known."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from kaigong.reading.packing import kind_of
from kaigong.reading.set_aside import SetAside

SUFFIXES = (".txt", ".html", ".htm", ".pdf", ".docx", ".jsonl", ".csv", ".parquet")
"""What a file that holds articles is called at its end, in lower case; .gz or .zst may follow."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds articles. `name` is unique within a run: its place below the folder that was named, with
    slashes, or a longer path where two folders hold the same.
    """

    path: Path
    name: str

    @property
    def place(self) -> str:
        """The whole path, wherever the run was started."""
        return _as_text(PurePath(os.path.abspath(self.path)))


def find_sources(paths: Iterable[Path], *, leave_out: Path | None = None) -> Iterator[Source | SetAside]:
    """The files of `paths` that hold articles: files as named, folders walked in sorted order.

    In folders, hidden files and other suffixes are passed over, and so is the folder `leave_out` (where a run
    writes). A file that is named twice, or both by itself and by its folder, comes once. A path that is missing, a
    file with a suffix of no reader and a folder without articles come as SetAside.
    """
    named = list(dict.fromkeys(paths))
    folders = [path for path in named if os.path.isdir(path)]
    roots = {folder.resolve() for folder in folders}
    alone = [path for path in named if not _stands_within(path, roots)]
    naming = _Naming(folders, Counter(path.name for path in set(alone).difference(folders)), _common_folder(named))
    for path in alone:
        if os.path.isdir(path):
            yield from _of_folder(path, naming, leave_out.resolve() if leave_out else None)
        elif not os.path.exists(path):
            yield SetAside(str(path), None, "no such file or folder: check the path")
        elif not _holds_articles(path):
            yield SetAside(str(path), None, f"not a kind of file that is read: give {', '.join(SUFFIXES)} or a folder")
        else:
            yield Source(path, naming.unique(path, PurePath(path.name)))


def _holds_articles(path: Path) -> bool:
    return kind_of(path) in SUFFIXES


def _stands_within(path: Path, roots: set[Path]) -> bool:
    """Whether the walk of another named folder comes upon this path: it passes hidden and other files over."""
    if not os.path.isdir(path) and not (os.path.exists(path) and _holds_articles(path)):
        return False
    whole = path.resolve()
    return any(
        parent in roots and not _is_hidden(whole.parts[-depth:]) for depth, parent in enumerate(whole.parents, 1)
    )


def _common_folder(paths: list[Path]) -> Path:
    return Path(os.path.commonpath([os.path.dirname(os.path.abspath(path)) for path in paths])) if paths else Path()


def _of_folder(folder: Path, naming: _Naming, leave_out: Path | None) -> Iterator[Source | SetAside]:
    found = False
    unreadable: list[OSError] = []
    for where, below, files in os.walk(folder, onerror=unreadable.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        if leave_out:
            below[:] = [name for name in below if (Path(where) / name).resolve() != leave_out]
        for name in sorted(files):
            path = Path(where) / name
            if not name.startswith(".") and _holds_articles(path):
                found = True
                yield Source(path, naming.unique(path, path.relative_to(folder)))
    for error in unreadable:
        yield SetAside(str(error.filename), None, f"can't be opened ({error.strerror}): check who may read it")
    if not found and not unreadable:
        yield SetAside(str(folder), None, f"no articles in this folder: put {', '.join(SUFFIXES)} files there")


@dataclass(frozen=True, slots=True)
class _Naming:
    """What is needed to see, without a list of every name, whether two sources of a run would share one."""

    folders: list[Path]
    files: Counter[str]
    common: Path

    def unique(self, path: Path, short: PurePath) -> str:
        """`short`, else the path below what all inputs have in common, else the whole path."""
        if self._claims(short) == 1:
            return _as_text(short)
        whole = Path(os.path.abspath(path))
        longer = whole.relative_to(self.common)
        # Whoever claims the short name gets a longer one, so it is free for the source that has no longer one.
        if longer == short or not self._claims(longer):
            return _as_text(longer)
        return _as_text(whole.relative_to(whole.anchor))

    def _claims(self, name: PurePath) -> int:
        in_folders = 0 if _is_hidden(name.parts) else sum((folder / name).is_file() for folder in self.folders)
        return self.files[str(name)] + in_folders


def _is_hidden(parts: Sequence[str]) -> bool:
    return any(part.startswith(".") for part in parts)


def _as_text(name: PurePath) -> str:
    """A name as it can be written anywhere: bytes that are no text in the file system's encoding become U+FFFD."""
    return os.fsencode(name.as_posix()).decode("utf-8", "replace")
