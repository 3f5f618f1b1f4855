"""What every format carries: an article's name, its text and its labels, taken apart into marks and relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kaigong.evaluation.gold import GoldError, Labels, Problem, read_labels
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
    known = {mark.key for mark in marks}
    for one in relations:
        if one.kind not in (MONEY, FRAGMENT):
            problems.append(f"no relation is called {one.kind}; known: {MONEY}, {FRAGMENT}")
        problems += [f"there is no label {key}" for key in (one.from_key, one.to_key) if key not in known]
    if problems:
        raise GoldError([Problem(file, line, problem) for problem in problems])
    pieces = _pieces(marks, [one for one in relations if one.kind == FRAGMENT])
    try:
        return read_labels(_standoff(pieces, [one for one in relations if one.kind == MONEY], text), text, file)
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


def _standoff(pieces: Iterable[list[Mark]], links: Iterable[Relation], text: str) -> str:
    lines: list[str] = []
    ids: dict[str, str] = {}
    for number, group in enumerate(pieces, 1):
        ids |= {mark.key: f"T{number}" for mark in group}
        spans = ";".join(f"{start} {end}" for start, end in (mark.span for mark in group))
        said = " ".join(text[start:end].replace("\n", " ") for start, end in (mark.span for mark in group))
        lines.append(f"T{number}\t{group[0].label} {spans}\t{said}")
        notes = "; ".join(f"{key}={_plain(value)}" for mark in group for key, value in mark.notes.items())
        if notes:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{notes}")
    for number, link in enumerate(links, 1):
        lines.append(f"R{number}\tMoney Arg1:{ids[link.from_key]} Arg2:{ids[link.to_key]}")
    return "\n".join(lines)


def _plain(value: str) -> str:
    """`value` without what would end a note; such a value is refused, as it is, for its shape."""
    return " ".join(value.replace(";", ",").split())


def _twice(keys: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [key for key in keys if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
