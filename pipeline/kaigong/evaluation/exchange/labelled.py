"""What every format carries: an article's name, its text and its labels, taken apart into marks and relations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kaigong.evaluation.exchange.standoff import standoff_of
from kaigong.evaluation.gold import NOTES, GoldError, Label, Labels, Link, Problem, read_labels
from kaigong.text import Span

FRAGMENT = "Fragment"
"""Joins the pieces of a label where a tool's labels have one piece each: from a piece to the next."""
MONEY = "Money"


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article as an annotator's tool hands it on. Offsets of labels are code points of `text`.

    `file` is where it stands, and `lines` in which line each of the labels (0: not known).
    """

    name: str
    text: str
    labels: Labels
    file: str = ""
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch that a tool labels; `key` is its id there."""

    key: str
    label: str
    span: Span
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """From one mark to another; `kind` is `MONEY` or `FRAGMENT`."""

    kind: str
    from_key: str
    to_key: str


def taken_apart(labels: Labels) -> tuple[list[Mark], list[Relation]]:
    """T3 is the first piece of the third label and T3.2 its second; notes and links are at the first."""
    marks: list[Mark] = []
    relations: list[Relation] = []
    for number, label in enumerate(labels.mentions, 1):
        keys = [f"T{number}", *(f"T{number}.{piece}" for piece in range(2, len(label.fragments) + 1))]
        for key, span in zip(keys, label.fragments, strict=True):
            marks.append(Mark(key, label.name, span, label.notes if key == keys[0] else {}))
        relations += [Relation(FRAGMENT, key, behind) for key, behind in pairwise(keys)]
    for link in labels.links:
        owner, amount = (labels.mentions.index(end) + 1 for end in (link.owner, link.amount))
        relations.append(Relation(MONEY, f"T{owner}", f"T{amount}"))
    return marks, relations


def put_together(marks: Sequence[Mark], relations: Sequence[Relation], text: str, file: str, line: int) -> Labels:
    """The labels that marks and relations make, checked as a file of brat standoff is.

    Raises GoldError with `file` and `line` for whatever `read_labels` refuses, an id given twice, a relation of
    another kind or to a mark that is not there.
    """
    problems = [f"{key} is the id of two labels" for key in _twice(mark.key for mark in marks)]
    unknown = {mark.label for mark in marks} - NOTES.keys()
    problems += [f"no label is called {name}; known: {', '.join(NOTES)}" for name in sorted(unknown)]
    known = {mark.key for mark in marks}
    for one in relations:
        if one.kind not in (MONEY, FRAGMENT):
            problems.append(f"no relation is called {one.kind}; known: {MONEY}, {FRAGMENT}")
        problems += [f"there is no label {key}" for key in (one.from_key, one.to_key) if key not in known]
    if problems:
        raise GoldError([Problem(file, line, problem) for problem in problems])
    groups = _pieces(marks, [one for one in relations if one.kind == FRAGMENT])
    labels = {mark.key: label for group in groups for label in [_label(group, text)] for mark in group}
    links = [Link(labels[one.from_key], labels[one.to_key]) for one in relations if one.kind == MONEY]
    whole = Labels(tuple(labels[group[0].key] for group in groups), tuple(links))
    try:
        return read_labels(standoff_of(whole), text, file)
    except GoldError as error:
        raise GoldError([Problem(file, line, problem.message) for problem in error.problems]) from error


def _pieces(marks: Sequence[Mark], joints: Sequence[Relation]) -> list[list[Mark]]:
    """The marks of each label, in the order of the first of them, pieces in the order of the text."""
    groups = {mark.key: [mark] for mark in marks}
    for joint in joints:
        one, other = groups[joint.from_key], groups[joint.to_key]
        if one is not other:
            one.extend(other)
            groups.update({mark.key: one for mark in other})
    unique = {id(group): group for group in groups.values()}
    return [sorted(group, key=lambda mark: mark.span) for group in unique.values()]


def _label(pieces: Sequence[Mark], text: str) -> Label:
    """The label of some pieces, right or not: what it is made of is checked when it is read back."""
    said = " ".join(text[start:end].replace("\n", " ") for start, end in (mark.span for mark in pieces))
    notes = {key: _plain(value) for mark in pieces for key, value in mark.notes.items()}
    return Label(pieces[0].label, tuple(mark.span for mark in pieces), said, notes)


def _plain(value: str) -> str:
    """`value` without what would end a note; it is refused for its shape all the same, and shown."""
    return re.sub(r"[\s;]", "·", value)


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]
