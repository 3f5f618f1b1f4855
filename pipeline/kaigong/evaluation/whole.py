"""Whole project records and whole documents: what a user who takes them as they come gets right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kaigong.evaluation.gold import Label, Labels
from kaigong.relate.coreference import core_name

Sum = tuple[Decimal, Decimal, str]
"""Low, high and currency."""


@dataclass(frozen=True, slots=True)
class LabelledRecord:
    """What the labels of one article say of one project: its mentions are those with one core name."""

    region: str | None
    total_investment: frozenset[Sum]


def labelled_records(labels: Labels) -> dict[str, LabelledRecord]:
    """By core name, without blanks. The region is that of the first mention that has one; the total investment is
    every sum of that role that some mention is linked to.

    Made of labels alone, the same way for gold and predictions, so that gold needs no records of its own and no
    step of the pipeline decides what is right.
    """
    mentions: defaultdict[str, list[Label]] = defaultdict(list)
    for label in sorted(labels.mentions, key=lambda label: label.place[1:]):
        if label.name == "Project":
            mentions[_key(label)].append(label)
    sums: defaultdict[str, set[Sum]] = defaultdict(set)
    for link in labels.links:
        if link.owner.name == "Project" and link.amount.notes.get("role") == "total_investment":
            sums[_key(link.owner)].add(_sum(link.amount.notes))
    return {
        key: LabelledRecord(
            next((label.notes["region"] for label in group if "region" in label.notes), None), frozenset(sums[key])
        )
        for key, group in mentions.items()
    }


def record_counts(gold: Labels, predicted: Labels) -> dict[str, float]:
    """`record.gold` and `record.found`: how many; `record.name`: found under the right name, and of these
    `record.region` and `record.total` with the right region and total investment, `record.right` with both.
    """
    golden, found = labelled_records(gold), labelled_records(predicted)
    both = [(golden[key], found[key]) for key in golden.keys() & found.keys()]
    return {
        "record.gold": len(golden),
        "record.found": len(found),
        "record.name": len(both),
        "record.region": sum(one.region == other.region for one, other in both),
        "record.total": sum(one.total_investment == other.total_investment for one, other in both),
        "record.right": sum(one == other for one, other in both),
    }


def document_counts(gold: Labels, predicted: Labels) -> dict[str, float]:
    """`document.right`: 1 where every label, note and link is as in gold; `document.empty`: 1 where gold has no
    label, and `document.left_empty` where the prediction has none either; `document.LABEL.judged`: 1 where either has
    labels of that name, and `document.LABEL.right` where both have them at the same places.
    """
    counts: dict[str, float] = {
        "document.right": _content(gold) == _content(predicted),
        "document.empty": not gold.mentions,
        "document.left_empty": not gold.mentions and not predicted.mentions,
    }
    golden, found = _places(gold), _places(predicted)
    for name in golden.keys() | found.keys():
        counts[f"document.{name}.judged"] = 1
        counts[f"document.{name}.right"] = golden.get(name) == found.get(name)
    return counts


def _key(label: Label) -> str:
    return core_name("".join(label.text.split()))


def _sum(notes: Mapping[str, str]) -> Sum:
    low, high = (Decimal(notes.get(key, "0")) for key in ("low", "high"))
    return low, high, notes.get("currency", "")


def _content(labels: Labels) -> tuple[object, ...]:
    notes = {label.place: frozenset(_comparable(label.notes).items()) for label in labels.mentions}
    return notes, {(link.owner.place, link.amount.place) for link in labels.links}


def _comparable(notes: Mapping[str, str]) -> dict[str, object]:
    return {key: Decimal(value) if key in ("low", "high", "value") else value for key, value in notes.items()}


def _places(labels: Labels) -> dict[str, set[tuple[int, int]]]:
    places: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for name, start, end in {label.place for label in labels.mentions}:
        places[name].add((start, end))
    return dict(places)
