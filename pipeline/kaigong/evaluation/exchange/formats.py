"""Which format a path is in: a folder is brat, .json Label Studio, .jsonl doccano, .spacy a DocBin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kaigong.evaluation.exchange.brat import read_brat, write_brat
from kaigong.evaluation.exchange.docbin import read_docbin, write_docbin
from kaigong.evaluation.exchange.doccano import read_doccano, write_doccano
from kaigong.evaluation.exchange.label_studio import read_label_studio, write_label_studio
from kaigong.evaluation.exchange.labelled import Labelled
from kaigong.evaluation.gold import Problem

Read = tuple[list[Labelled], list[Problem]]

READERS: Mapping[str, Callable[[Path], Read]] = {
    ".json": read_label_studio,
    ".jsonl": read_doccano,
    ".spacy": read_docbin,
}
WRITERS: Mapping[str, Callable[[Iterable[Labelled], Path], None]] = {
    ".json": write_label_studio,
    ".jsonl": write_doccano,
    ".spacy": write_docbin,
}


class FormatError(ValueError):
    """A path whose name says no format. The message names path and known formats."""


def read_any(path: Path, articles: Path | None = None) -> Read:
    """The labelled articles of a folder or file, and what is wrong in those set aside; `articles` is a folder where
    the texts of brat files may stand. A file that can't be opened or decoded is a problem too.

    Raises FormatError for an unknown suffix, ImportError for a DocBin without spaCy.
    """
    if path.is_dir() or not path.suffix:
        return read_brat(path, articles)
    reader = READERS[_suffix(path)]
    try:
        return reader(path)
    except UnicodeDecodeError as error:
        return [], [Problem(str(path), error.object.count(b"\n", 0, error.start) + 1, "not UTF-8")]
    except OSError as error:
        return [], [Problem(str(path), 0, error.strerror or str(error))]


def write_any(articles: Iterable[Labelled], path: Path, *, proposed: bool = False) -> None:
    """Write articles in the format that `path` names; `proposed` labels, which Label Studio keeps apart, are to be
    corrected.

    Raises FormatError for an unknown suffix, OSError, ImportError for a DocBin without spaCy.
    """
    if path.is_dir() or not path.suffix:
        write_brat(articles, path)
        return
    writer = WRITERS[_suffix(path)]
    path.parent.mkdir(parents=True, exist_ok=True)
    if proposed and writer is write_label_studio:
        write_label_studio(articles, path, "predictions")
    else:
        writer(articles, path)


def _suffix(path: Path) -> str:
    if path.suffix not in READERS:
        known = "a folder (brat), .json (Label Studio), .jsonl (doccano), .spacy (DocBin)"
        raise FormatError(f"{path}: no format is named so; known: {known}")
    return path.suffix
