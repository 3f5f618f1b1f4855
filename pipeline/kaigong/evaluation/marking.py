"""An error in its sentence, cut into pieces that say what gold and what the prediction holds there.

The cutting is done here and not in the page: a browser counts UTF-16 units, gold counts code points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kaigong.evaluation.differences import Difference, sentence_around
from kaigong.evaluation.gold import Labels, Place
from kaigong.evaluation.scores import MONEY, overlap
from kaigong.terminal import harmless
from kaigong.text import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence that lies inside or outside of marks as a whole."""

    text: str
    gold: bool
    predicted: bool


def marked(article: str, difference: Difference, gold: Labels, predicted: Labels) -> list[Piece]:
    """The sentence of `difference`, with the labels that it is about; of a link both ends, where in sight."""
    left, right = sentence_around(article, difference.start, difference.end)
    golden, found = _spans(difference, gold), _spans(difference, predicted)
    # A border that is off must be seen as a whole.
    left = min([left, *(start for start, _ in golden + found if start >= left - (right - left))])
    right = max([right, *(end for start, end in golden + found if start < right)])
    borders = {border for span in (*golden, *found) for border in span if left < border < right}
    cuts = [left, *sorted(borders), right]
    return [
        Piece(_shown(article[start:end]), _inside(start, golden), _inside(start, found))
        for start, end in pairwise(cuts)
    ]


def _spans(difference: Difference, labels: Labels) -> list[Span]:
    place: Place = (difference.label, difference.start, difference.end)
    if difference.label != MONEY:
        return [label.place[1:] for label in labels.mentions if overlap(place, label.place)]
    linked = [link for link in labels.links if link.amount.place[1:] == place[1:]]
    return _unique([*(link.owner.place[1:] for link in linked), *(link.amount.place[1:] for link in linked)])


def _unique(spans: Iterable[Span]) -> list[Span]:
    return list(dict.fromkeys(spans))


def _inside(at: int, spans: list[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _shown(text: str) -> str:
    return harmless(text).replace("\n", "⏎")
