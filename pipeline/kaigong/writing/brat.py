"""Extractions as brat standoff, exactly as the annotation guideline ("Files") has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EEXIST
from hashlib import sha256
from pathlib import Path

import msgspec
import regex

from kaigong.extract import Extraction
from kaigong.layout.blocks import Block
from kaigong.mentions import Amount, Count, Mention, Project, Slogan
from kaigong.text import stable_id
from kaigong.writing.rows import offsets, plain_digits
from kaigong.writing.whole import Write, whole_folder

Label = Mention | Block

PAGE_ONLY = frozenset({"heading", "caption", "stray"})
"""Kinds of blocks that are labelled in whole newspaper pages only."""

_UNSAFE = regex.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


def standoff(extraction: Extraction) -> str:
    """The text of NAME.ann: mentions and blocks by position, each followed by its attribute and note, then links."""
    labels: list[Label] = [
        *extraction.amounts,
        *extraction.counts,
        *extraction.projects,
        *extraction.slogans,
        *_shown_blocks(extraction),
    ]
    labels.sort(key=lambda label: (label.fragments[0][0], -label.fragments[-1][1], _name(label)))
    ids = {id(label): f"T{number}" for number, label in enumerate(labels, 1)}
    lines: list[str] = []
    attributes = notes = 0
    for label in labels:
        key = ids[id(label)]
        lines.append(f"{key}\t{_name(label)} {offsets(label.fragments)}\t{_surface(extraction.article.text, label)}")
        if attribute := _attribute(label):
            attributes += 1
            lines.append(f"A{attributes}\t{attribute[0]} {key} {attribute[1]}")
        if note := _note(label):
            notes += 1
            lines.append(f"#{notes}\tAnnotatorNotes {key}\t{note}")
    places = {(type(label), label.fragments): ids[id(label)] for label in labels}
    for number, link in enumerate(extraction.links, 1):
        owner = places[type(link.owner), link.owner.fragments]
        amount = places[type(link.amount), link.amount.fragments]
        lines.append(f"R{number}\tMoney Arg1:{owner} Arg2:{amount}")
    return "".join(line + "\n" for line in lines)


def _shown_blocks(extraction: Extraction) -> Iterable[Block]:
    for block in extraction.blocks:
        if block.kind != "body" and (extraction.is_page or block.kind not in PAGE_ONLY):
            yield block


def _name(label: Label) -> str:
    return label.kind.capitalize() if isinstance(label, Block) else type(label).__name__


def _surface(text: str, label: Label) -> str:
    return " ".join(text[start:end] for start, end in label.fragments)


def _attribute(label: Label) -> tuple[str, str] | None:
    if isinstance(label, Amount):
        return "Role", label.role
    if isinstance(label, Slogan):
        return "Kind", label.kind
    return None


def _note(label: Label) -> str:
    fields: list[tuple[str, str | None]] = []
    if isinstance(label, Amount):
        fields = [
            ("low", plain_digits(label.low)),
            ("high", plain_digits(label.high)),
            ("currency", label.currency),
            ("bound", label.bound),
        ]
    elif isinstance(label, Count):
        fields = [("value", plain_digits(label.value)), ("region", label.region), ("status", label.status)]
    elif isinstance(label, Project):
        fields = [("region", label.region), ("status", label.status)]
    elif isinstance(label, Block):
        fields = [("region", label.region)]
    return "; ".join(f"{key}={value}" for key, value in fields if value is not None)


@dataclass(frozen=True, slots=True)
class _Standoff:
    """The text of NAME.ann, and what decides its NAME and whether NAME.txt stands beside it."""

    article: str
    article_id: str
    sha256: str | None
    labels: str
    text: str | None


def render_brat(extraction: Extraction) -> bytes:
    """The standoff of an article as msgpack, with its text unless it came from a file with the very same bytes."""
    article = extraction.article
    as_it_lies = sha256(article.text.encode()).hexdigest() == article.sha256
    text = None if as_it_lies else article.text
    return msgspec.msgpack.encode(_Standoff(article.name, article.id, article.sha256, standoff(extraction), text))


@contextmanager
def brat_writer(folder: Path) -> Iterator[Write]:
    """FOLDER/NAME.ann for the article NAME.txt; for any other name (page.html, a key of a .jsonl file) NAME.ann with
    the whole of it. The text goes beside it as NAME.txt unless the article came from a file with the very same
    bytes: offsets count in the decoded text.

    Raises FileExistsError where that NAME.txt would take the place of the file that the article was read from.
    """
    with whole_folder(folder) as temporary:

        def write(rendered: bytes) -> None:
            one = msgspec.msgpack.decode(rendered, type=_Standoff)
            name = _free_name(temporary, one)
            target = temporary / f"{name}.ann"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(one.labels, encoding="utf-8", newline="")
            if one.text is not None:
                _keep_apart(folder / f"{name}.txt", one)
                (temporary / f"{name}.txt").write_bytes(one.text.encode())

        yield write


def _free_name(folder: Path, one: _Standoff) -> str:
    """The article's name as a path below `folder` that no other article of the run has: it must not lead outside,
    nor hold what a file system refuses.
    """
    name = one.article[:-4] if one.article.lower().endswith(".txt") else one.article
    parts = [_part(part) for part in name.split("/")]
    path = "/".join(part for part in parts if part) or one.article_id
    return f"{path}~{one.article_id}" if (folder / f"{path}.ann").exists() else path


def _part(part: str) -> str:
    safe = _UNSAFE.sub("_", part)
    safe = "_" * len(safe) if safe in (".", "..") else safe
    # A file's name may have 255 bytes; what is added to it here, and a temporary name, takes some of them.
    if len(safe.encode()) <= 200:
        return safe
    return f"{safe.encode()[:160].decode('utf-8', 'ignore')}~{stable_id(part)}"


def _keep_apart(target: Path, one: _Standoff) -> None:
    if target.is_file() and sha256(target.read_bytes()).hexdigest() == one.sha256:
        raise FileExistsError(EEXIST, "the input itself stands there", str(target))
