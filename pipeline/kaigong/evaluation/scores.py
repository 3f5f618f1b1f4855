"""Precision, recall and accuracy of predicted labels against gold.

Strict: same label, same first start and last end. Overlapping: at least one code point between first start and
last end in common with some label of the same name on the other side. Money has the strict figures only: both ends
strictly matched. Notes (values, role, bound, region, status, kind) are judged on strictly matched labels, where
either side has the note. Labels at one place count once. No figure depends on the order of labels.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kaigong.evaluation.gold import NOTES, NUMBERS, Label, Labels, Place
from kaigong.evaluation.ways import credits_of
from kaigong.evaluation.whole import document_counts, record_counts

MONEY = "Money"
LABELS = ("Amount", "Count", "Project", "Slogan", MONEY, "Heading", "Byline", "Caption", "Stray")
"""What is scored, in the order of reports."""

COMBINED = {
    "value": ("low", "high", "currency", "value"),
    "bound": ("bound",),
    "role": ("role",),
    "region": ("region",),
    "status": ("status",),
    "kind": ("kind",),
}
"""What is judged over all labels together, and the notes that go into it."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, 0 where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many labels of one name are in gold and predicted, how many of them match strictly and overlap."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    gold_overlapped: int = 0
    predicted_overlapped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.matched + other.matched,
            self.gold_overlapped + other.gold_overlapped,
            self.predicted_overlapped + other.predicted_overlapped,
        )

    @property
    def strict(self) -> Rates:
        return Rates(_share(self.matched, self.predicted), _share(self.matched, self.gold))

    @property
    def overlapping(self) -> Rates:
        return Rates(_share(self.predicted_overlapped, self.predicted), _share(self.gold_overlapped, self.gold))


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many notes were judged and how many of them were right."""

    judged: int
    right: int

    @property
    def share(self) -> float | None:
        """None where nothing was judged."""
        return self.right / self.judged if self.judged else None


NoteKey = tuple[str, str]
"""A label's name and a note's."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What was counted over one or many documents."""

    documents: int = 0
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    judged: Mapping[NoteKey, int] = field(default_factory=dict)
    right: Mapping[NoteKey, int] = field(default_factory=dict)
    counts: Mapping[str, float] = field(default_factory=dict)
    """The credits of `ways` and the counts of `whole`, under their names there."""

    def tally(self, label: str) -> Tally:
        return self.tallies.get(label, Tally())

    def accuracy(self, label: str, note: str) -> Accuracy:
        key = (label, note)
        return Accuracy(self.judged.get(key, 0), self.right.get(key, 0))

    def way(self, label: str, way: str) -> Rates:
        """The rates of a label in one of the four ways (`kaigong.evaluation.ways`)."""
        tally = self.tally(label)
        found, gold = (self.counts.get(f"{label}.{way}.{side}", 0) for side in ("found", "gold"))
        return Rates(_share(found, tally.predicted), _share(gold, tally.gold))

    def combined(self, name: str) -> Accuracy:
        """The accuracy of `COMBINED[name]`, over all labels."""
        keys = [key for key in self.judged if key[1] in COMBINED[name]]
        return Accuracy(sum(self.judged[key] for key in keys), sum(self.right.get(key, 0) for key in keys))


def score(gold: Labels, predicted: Labels) -> Scores:
    """The scores of one document."""
    golden, found = _by_place(gold), _by_place(predicted)
    tallies = {name: _tally(_named(golden, name), _named(found, name)) for name in NOTES}
    golden_links, found_links = _link_places(gold), _link_places(predicted)
    tallies[MONEY] = Tally(len(golden_links), len(found_links), len(golden_links & found_links))
    judged: Counter[NoteKey] = Counter()
    right: Counter[NoteKey] = Counter()
    for place in golden.keys() & found.keys():
        for key, is_right in judged_notes(golden[place], found[place]).items():
            judged[place[0], key] += 1
            right[place[0], key] += is_right
    counts = credits_of(golden, found) | record_counts(gold, predicted) | document_counts(gold, predicted)
    return Scores(1, tallies, judged, right, counts)


def total(scores: Iterable[Scores]) -> Scores:
    """The scores over all documents together (micro-averaged: every label counts the same)."""
    documents = 0
    tallies = dict.fromkeys(LABELS, Tally())
    judged: Counter[NoteKey] = Counter()
    right: Counter[NoteKey] = Counter()
    counts: defaultdict[str, float] = defaultdict(float)
    for one in scores:
        documents += one.documents
        tallies = {name: tallies[name] + one.tally(name) for name in LABELS}
        judged.update(one.judged)
        right.update(one.right)
        for name, number in one.counts.items():
            counts[name] += number
    return Scores(documents, tallies, judged, right, dict(counts))


def judged_notes(gold: Label, predicted: Label) -> dict[str, bool]:
    """By note that either label has: whether both have the same. Numbers are compared by value (5.0 is 5)."""
    keys = (key for key in NOTES[gold.name] if key in gold.notes or key in predicted.notes)
    return {key: _same(key, gold.notes.get(key), predicted.notes.get(key)) for key in keys}


def overlap(one: Place, other: Place) -> bool:
    """Whether two labels of one name share a code point, gaps between fragments counted in."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _same(key: str, gold: str | None, predicted: str | None) -> bool:
    if gold is None or predicted is None:
        return False
    return Decimal(gold) == Decimal(predicted) if key in NUMBERS else gold == predicted


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


def _by_place(labels: Labels) -> dict[Place, Label]:
    return {label.place: label for label in labels.mentions}


def _named(labels: Mapping[Place, Label], name: str) -> frozenset[Place]:
    return frozenset(place for place in labels if place[0] == name)


def _link_places(labels: Labels) -> frozenset[tuple[Place, Place]]:
    return frozenset((link.owner.place, link.amount.place) for link in labels.links)


def _tally(gold: Collection[Place], predicted: Collection[Place]) -> Tally:
    return Tally(
        len(gold),
        len(predicted),
        len(set(gold) & set(predicted)),
        sum(any(overlap(place, other) for other in predicted) for place in gold),
        sum(any(overlap(place, other) for other in gold) for place in predicted),
    )
