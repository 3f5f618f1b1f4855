"""What is doubtful in labels that can be read: mentions across each other, values left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kaigong.evaluation.differences import sentence
from kaigong.evaluation.exchange.labelled import Labelled
from kaigong.evaluation.gold import Label, Problem
from kaigong.evaluation.ways import FAMILIES

NEEDED: Mapping[str, tuple[str, ...]] = {
    "Amount": ("role", "low", "high", "currency", "bound"),
    "Count": ("value",),
    "Slogan": ("kind",),
}
"""The notes that the guideline asks for on every label of a name; others may be left out."""


def check(article: Labelled) -> list[Problem]:
    """The doubts about one article, each with the line of its label and the sentence."""
    return sorted([*_missing(article), *_overlapping(article)])


def _missing(article: Labelled) -> Iterator[Problem]:
    for line, label in _numbered(article):
        missing = [key for key in NEEDED.get(label.name, ()) if key not in label.notes]
        if missing:
            yield _problem(article, line, label, f"{label.name} without {', '.join(missing)}")


def _overlapping(article: Labelled) -> Iterator[Problem]:
    """Mentions that share a code point with the one before them that reaches farthest. One within a caption or a
    heading is none.
    """
    for family in FAMILIES:
        members = [(line, label) for line, label in _numbered(article) if label.name in family]
        members.sort(key=lambda member: (member[1].fragments[0][0], -member[1].fragments[-1][1]))
        farthest: Label | None = None
        for line, label in members:
            if farthest and _share(farthest, label):
                message = f"{label.name} {label.text} overlaps {farthest.name} {farthest.text}"
                yield _problem(article, line, label, message)
            if farthest is None or label.fragments[-1][1] > farthest.fragments[-1][1]:
                farthest = label


def _share(one: Label, other: Label) -> bool:
    return any(start < stop and begin < end for start, end in one.fragments for begin, stop in other.fragments)


def _numbered(article: Labelled) -> Iterator[tuple[int, Label]]:
    yield from zip(article.lines, article.labels.mentions, strict=True)


def _problem(article: Labelled, line: int, label: Label, message: str) -> Problem:
    _, start, end = label.place
    return Problem(article.file, line, f"{message} | {sentence(article.text, start, end)}")
