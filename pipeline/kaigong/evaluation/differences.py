"""Where prediction and gold differ, with the sentence: for those who write rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kaigong.evaluation.gold import Label, Labels, Link
from kaigong.evaluation.scores import MONEY, judged_notes, overlap

_SENTENCE_END = re.compile("[。！？!?]|\n[ \u3000]*\n")
_REACH = 80
"""Code points of context at most, to each side."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One label or link that was missed, found without being there, or noted otherwise than in gold.

    `start` and `end` are its place in the article; `detail` says what was found instead.
    """

    kind: Literal["missed", "false", "wrong"]
    label: str
    start: int
    end: int
    detail: str


def differences(gold: Labels, predicted: Labels) -> list[Difference]:
    """All differences, in the order of the text. A border that is off is one difference, with both texts."""
    found = [*_label_differences(gold, predicted), *_link_differences(gold, predicted)]
    return sorted(found, key=lambda difference: (difference.start, difference.end, difference.label))


def sentence(article: str, start: int, end: int) -> str:
    """The sentence around a label, the label in {braces}, line breaks shown as ⏎."""
    before = article[max(0, start - _REACH) : start]
    opening = max((mark.end() for mark in _SENTENCE_END.finditer(before)), default=0)
    behind = article[end : end + _REACH]
    stop = _SENTENCE_END.search(behind)
    right = behind[: stop.end()] if stop else behind
    return f"{before[opening:]}{{{article[start:end]}}}{right}".strip().replace("\n", "⏎")


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
            detail = f"{key} is {gold.notes.get(key, 'none')}, found {predicted.notes.get(key, 'none')}"
            yield Difference("wrong", *gold.place, detail)


def _link_differences(gold: Labels, predicted: Labels) -> Iterator[Difference]:
    golden = {(link.owner.place, link.amount.place): link for link in gold.links}
    found = {(link.owner.place, link.amount.place): link for link in predicted.links}
    for key in golden.keys() - found.keys():
        yield _link_difference("missed", golden[key])
    for key in found.keys() - golden.keys():
        yield _link_difference("false", found[key])


def _link_difference(kind: Literal["missed", "false"], link: Link) -> Difference:
    _, start, end = link.amount.place
    return Difference(kind, MONEY, start, end, f"belongs to {link.owner.text} at {link.owner.place[1]}")
