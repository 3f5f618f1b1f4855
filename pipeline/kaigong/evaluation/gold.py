"""Hand labels in brat standoff (annotation guideline, "Files"), checked line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from kaigong.mentions import Bound, Role, SloganKind, Status
from kaigong.text import Span

Place = tuple[str, int, int]
"""A label's name, its first start and its last end: what two annotators must agree on."""

NOTES: dict[str, tuple[str, ...]] = {
    "Amount": ("low", "high", "currency", "bound", "role"),
    "Count": ("value", "region", "status"),
    "Project": ("region", "status"),
    "Slogan": ("kind",),
    "Heading": ("region",),
    "Byline": (),
    "Caption": (),
    "Stray": (),
}
"""The labels of the guideline, and what one may note on each (attributes included, in lower case)."""

NUMBERS = frozenset({"low", "high", "value"})
"""Notes that are compared as numbers, not as strings."""

NOTE_SHAPES = {
    "low": r"[0-9]+(?:\.[0-9]+)?",
    "high": r"[0-9]+(?:\.[0-9]+)?",
    "value": r"[0-9]+(?:\.[0-9]+)?",
    "currency": "[A-Z]{3}",
    "region": "[0-9]{6}",
    "bound": "|".join(get_args(Bound)),
    "role": "|".join(get_args(Role)),
    "status": "|".join(get_args(Status)),
    "kind": "|".join(get_args(SloganKind)),
}
"""By note the regular expression that its values match as a whole."""

_LABEL_LINE = re.compile(r"(T[0-9]+)\t([A-Za-z]+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)\t(.*)")
_ATTRIBUTE_LINE = re.compile(r"[AM][0-9]+\t([A-Za-z]+) (T[0-9]+) (\S+)")
_NOTE_LINE = re.compile(r"#[0-9]+\tAnnotatorNotes (T[0-9]+)\t(.*)")
_MONEY_LINE = re.compile(r"R[0-9]+\tMoney Arg1:(T[0-9]+) Arg2:(T[0-9]+)\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled stretch. Fragments are offsets of the article's text, in code points, end exclusive."""

    name: str
    fragments: tuple[Span, ...]
    text: str
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        return self.name, self.fragments[0][0], self.fragments[-1][1]


@dataclass(frozen=True, slots=True)
class Link:
    """The guideline's Money relation."""

    owner: Label
    amount: Label


@dataclass(frozen=True, slots=True)
class Labels:
    """All that is labelled in one article, in the order of the file."""

    mentions: tuple[Label, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Why a file can't be scored. `line` counts from 1; 0 stands for the whole file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class GoldError(ValueError):
    """A file of labels that can't be used, with all that is wrong in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def read_labels(standoff: str, article: str, file: str) -> Labels:
    """The labels that `standoff` (the content of a .ann file) puts on the text `article`.

    A note without "=" is a remark of the annotator and left out. Raises GoldError, with `file` and the number of
    each wrong line, for: an unknown label, note, value or kind of line; an id given twice or not at all; offsets
    past the end or out of order; a text that is not the slice; a fragment that holds a line break; one place or
    one note labelled in two contradicting ways. Where labels are wrong, only those are told.
    """
    lines = [(number, line.rstrip("\r")) for number, line in enumerate(standoff.split("\n"), 1) if line.strip()]
    mentions: dict[str, Label] = {}
    links: list[Link] = []

    def read_label(line: str) -> None:
        identifier, label = _label(line, article)
        if identifier in mentions:
            raise ValueError(f"{identifier} is the id of two labels")
        mentions[identifier] = label

    def read_notes(line: str) -> None:
        identifier, notes = _notes(line)
        mentions[identifier] = _noted(_known(mentions, identifier), notes)

    def read_link(line: str) -> None:
        links.append(_link(line, mentions))

    labelling = [line for line in lines if line[1][0] == "T"]
    noting = [line for line in lines if line[1][0] not in "TR"]
    linking = [line for line in lines if line[1][0] == "R"]
    # A label that was refused would make every line that refers to it look wrong.
    problems = _attempt(read_label, labelling, file) or [
        *_attempt(read_notes, noting, file),
        *_attempt(read_link, linking, file),
    ]
    if not problems:
        problems = [Problem(file, 0, message) for message in _contradictions(mentions)]
    if problems:
        raise GoldError(sorted(problems))
    return Labels(tuple(mentions.values()), tuple(links))


def _attempt(read: Callable[[str], None], lines: Sequence[tuple[int, str]], file: str) -> list[Problem]:
    problems = []
    for number, line in lines:
        try:
            read(line)
        except ValueError as error:
            problems.append(Problem(file, number, str(error)))
    return problems


def _label(line: str, article: str) -> tuple[str, Label]:
    match = _LABEL_LINE.fullmatch(line)
    if not match:
        raise ValueError("a label is written T1<tab>Amount 0 5<tab>text")
    identifier, name, spans, text = match.groups()
    if name not in NOTES:
        raise ValueError(f"no label is called {name}; known: {', '.join(NOTES)}")
    fragments = tuple(_fragment(span) for span in spans.split(";"))
    borders = [border for fragment in fragments for border in fragment]
    if borders[-1] > len(article):
        raise ValueError(f"offset {borders[-1]} is past the end of the article ({len(article)} code points)")
    if borders != sorted(borders) or any(start == end for start, end in fragments):
        raise ValueError(f"{spans}: fragments must be in order, apart from each other and not empty")
    pieces = [article[start:end] for start, end in fragments]
    if any("\n" in piece for piece in pieces):
        raise ValueError(f"{spans} holds a line break; write one fragment for each line")
    if " ".join(pieces) != text:
        raise ValueError(f"the line says {text!r}, the article has {' '.join(pieces)!r} at {spans}")
    return identifier, Label(name, fragments, text)


def _fragment(span: str) -> Span:
    start, end = span.split(" ")
    return int(start), int(end)


def _notes(line: str) -> tuple[str, list[tuple[str, str]]]:
    if match := _ATTRIBUTE_LINE.fullmatch(line):
        name, identifier, value = match.groups()
        return identifier, [(name.lower(), value)]
    if match := _NOTE_LINE.fullmatch(line):
        identifier, text = match.groups()
        pairs = (part.strip().partition("=") for part in text.split(";") if "=" in part)
        return identifier, [(key, value) for key, _, value in pairs]
    raise ValueError("neither a label (T), an attribute (A), a note (#) nor a Money relation (R)")


def _noted(label: Label, notes: Sequence[tuple[str, str]]) -> Label:
    for key, value in notes:
        if key not in NOTES[label.name]:
            raise ValueError(f"{label.name} takes no note '{key}'")
        if not re.fullmatch(NOTE_SHAPES[key], value):
            raise ValueError(f"{key} can't be {value!r}")
        if label.notes.get(key, value) != value:
            raise ValueError(f"{key} is given twice: {label.notes[key]} and {value}")
        label = replace(label, notes={**label.notes, key: value})
    return label


def _link(line: str, mentions: Mapping[str, Label]) -> Link:
    match = _MONEY_LINE.fullmatch(line)
    if not match:
        raise ValueError("a relation is written R1<tab>Money Arg1:T1 Arg2:T2")
    owner, amount = (_known(mentions, identifier) for identifier in match.groups())
    if owner.name not in ("Project", "Count") or amount.name != "Amount":
        raise ValueError(f"Money leads from a Project or Count to an Amount, not from {owner.name} to {amount.name}")
    return Link(owner, amount)


def _known(mentions: Mapping[str, Label], identifier: str) -> Label:
    if identifier not in mentions:
        raise ValueError(f"there is no label {identifier}")
    return mentions[identifier]


def _contradictions(mentions: Mapping[str, Label]) -> list[str]:
    """Labels at one place with different notes: which of them counted would depend on their order."""
    first: dict[Place, str] = {}
    messages = []
    for identifier, label in mentions.items():
        earlier = first.setdefault(label.place, identifier)
        if mentions[earlier].notes != label.notes:
            messages.append(f"{earlier} and {identifier} label the same {label.name} with different notes")
    return messages
