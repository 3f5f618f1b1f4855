"""Where prediction and gold differ, with the sentence: for those who write rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kaigong.evaluation.gold import Label, Labels, Link
from kaigong.evaluation.scores import MONEY, judged_notes, overlap
from kaigong.text import Span

_SENTENCE_END = re.compile("[。！？!?]|\n[ \u3000]*\n")
NO_NOTE = "none"
_REACH = 80
"""Code points of context at most, to each side."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One label or link that was missed, found without being there, or noted otherwise than in gold.

    `start` and `end` are its place in the article; `detail` says what was found instead. Of a note that is wrong,
    `note` is its name, `expected` and `found` its values, `NO_NOTE` where there is none; of a link they are its owner.
    """

    kind: Literal["missed", "false", "wrong"]
    label: str
    start: int
    end: int
    detail: str
    note: str = ""
    expected: str = ""
    found: str = ""

    @property
    def identity(self) -> tuple[int, int, str, str, str]:
        """What makes it the same error in two runs, whatever was found instead."""
        about = self.detail if self.label == MONEY else self.note
        return self.start, self.end, self.label, self.kind, about


def differences(gold: Labels, predicted: Labels) -> list[Difference]:
    """All differences, in the order of the text. A border that is off is one difference, with both texts."""
    found = [*_label_differences(gold, predicted), *_link_differences(gold, predicted)]
    return sorted(found, key=lambda difference: (difference.start, difference.end, difference.label))


def sentence(article: str, start: int, end: int) -> str:
    """The sentence around a label, the label in {braces}, line breaks shown as ⏎."""
    left, right = sentence_around(article, start, end)
    return f"{article[left:start]}{{{article[start:end]}}}{article[end:right]}".strip().replace("\n", "⏎")


def sentence_around(article: str, start: int, end: int) -> Span:
    """Where the sentence around a label begins and ends; of a long one, what is near."""
    before = article[max(0, start - _REACH) : start]
    opening = max((mark.end() for mark in _SENTENCE_END.finditer(before)), default=0)
    opening += len(before[opening:]) - len(before[opening:].lstrip())
    stop = _SENTENCE_END.search(article[end : end + _REACH])
    return start - len(before) + opening, end + stop.end() if stop else min(len(article), end + _REACH)


def _label_differences(gold: Labels, predicted: Labels) -> Iterator[Difference]:
    golden = {label.place: label for label in gold.mentions}
    found = {label.place: label for label in predicted.mentions}
    too_much = [label for place, label in found.items() if place not in golden]
    told: set[tuple[str, int, int]] = set()
    for place, label in golden.items():
        if place in found:
            yield from _note_differences(label, found[place])
            continue
        instead = [other for other in too_much if overlap(place, other.place)]
        told.update(other.place for other in instead)
        detail = f"found {' and '.join(other.text for other in instead)}" if instead else ""
        yield Difference("missed", *place, detail)
    for label in too_much:
        if label.place not in told:
            yield Difference("false", *label.place, "")


def _note_differences(gold: Label, predicted: Label) -> Iterator[Difference]:
    for key, is_right in judged_notes(gold, predicted).items():
        if not is_right:
            expected, found = gold.notes.get(key, NO_NOTE), predicted.notes.get(key, NO_NOTE)
            yield Difference("wrong", *gold.place, f"{key} is {expected}, found {found}", key, expected, found)


def _link_differences(gold: Labels, predicted: Labels) -> Iterator[Difference]:
    golden = {(link.owner.place, link.amount.place): link for link in gold.links}
    found = {(link.owner.place, link.amount.place): link for link in predicted.links}
    for key in golden.keys() - found.keys():
        yield _link_difference("missed", golden[key])
    for key in found.keys() - golden.keys():
        yield _link_difference("false", found[key])


def _link_difference(kind: Literal["missed", "false"], link: Link) -> Difference:
    _, start, end = link.amount.place
    owner = link.owner.text
    expected, found = (owner, "") if kind == "missed" else ("", owner)
    return Difference(kind, MONEY, start, end, f"belongs to {owner} at {link.owner.place[1]}", "", expected, found)
