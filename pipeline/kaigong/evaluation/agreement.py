"""How far two annotators agree on the same articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kaigong.evaluation.differences import Difference, differences
from kaigong.evaluation.exchange.labelled import Labelled
from kaigong.evaluation.gold import Label, Labels, Problem
from kaigong.evaluation.scores import LABELS, Scores, judged_notes, score, total
from kaigong.evaluation.ways import FAMILIES

NOTES = ("bound", "role", "region", "status", "kind")
"""Notes of which kappa is told: those with few values."""
NOTHING = ""

Pair = tuple[str, str]
"""What the first and the second annotator said of the same thing."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """`scores` take the first annotator for gold; F1 is the same both ways. Kappas are by label, of which code points
    bear it; by family ("mentions", "layout"), of which label each code point bears; by note, of the values on labels
    at the same place. None where both said the same of everything, so that there is no chance to correct for.
    """

    articles: int
    scores: Scores
    kappas: Mapping[str, float | None]
    disagreements: tuple[tuple[Labelled, Difference], ...]


def agreement(first: Sequence[Labelled], second: Sequence[Labelled]) -> tuple[Agreement, list[Problem]]:
    """Compare the articles that both have, by name. An article that one side lacks, or whose text differs, is a
    problem.
    """
    by_name = {one.name: one for one in second}
    problems = [
        Problem(one.file, 0, f"the other annotator has no {one.name}") for one in first if one.name not in by_name
    ]
    known = {one.name for one in first}
    problems += [
        Problem(one.file, 0, f"the other annotator has no {one.name}") for one in second if one.name not in known
    ]
    pairs = []
    for one in first:
        other = by_name.get(one.name)
        if other is not None and other.text == one.text:
            pairs.append((one, other))
        elif other is not None:
            problems.append(Problem(other.file, 0, f"{other.name} has another text than {one.file}"))
    found = Agreement(
        len(pairs),
        total(score(one.labels, other.labels) for one, other in pairs),
        _kappas(pairs),
        tuple((one, each) for one, other in pairs for each in differences(one.labels, other.labels)),
    )
    return found, problems


def kappa(pairs: Mapping[Pair, int]) -> float | None:
    """Cohen's kappa of two annotators, by how often which pair of opinions was given; None where chance alone would
    make them agree fully.

    Source: Cohen 1960, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20.
    """
    number = sum(pairs.values())
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), times in pairs.items():
        first[one] += times
        second[other] += times
    by_chance = sum(first[opinion] * second[opinion] for opinion in first)
    if by_chance == number * number:
        return None
    agreed = sum(times for (one, other), times in pairs.items() if one == other)
    return (agreed * number - by_chance) / (number * number - by_chance)


def _kappas(pairs: Sequence[tuple[Labelled, Labelled]]) -> dict[str, float | None]:
    families = {name: _opinions(pairs, family) for name, family in zip(("mentions", "layout"), FAMILIES, strict=True)}
    labels = {label: _opinions(pairs, frozenset({label})) for label in LABELS if label != "Money"}
    notes = {note: _note_opinions(pairs, note) for note in NOTES}
    return {name: kappa(opinions) for name, opinions in {**families, **labels, **notes}.items() if opinions}


def _opinions(pairs: Iterable[tuple[Labelled, Labelled]], names: frozenset[str]) -> Counter[Pair]:
    counts: Counter[Pair] = Counter()
    for one, other in pairs:
        counts.update(zip(_borne(one, names), _borne(other, names), strict=True))
    return counts


def _borne(article: Labelled, names: frozenset[str]) -> list[str]:
    """By code point the name of its label; of several the shortest label."""
    borne = [NOTHING] * len(article.text)
    chosen = [label for label in article.labels.mentions if label.name in names]
    for label in sorted(chosen, key=lambda label: label.place[1] - label.place[2]):
        for start, end in label.fragments:
            borne[start:end] = [label.name] * (end - start)
    return borne


def _note_opinions(pairs: Iterable[tuple[Labelled, Labelled]], note: str) -> Counter[Pair]:
    counts: Counter[Pair] = Counter()
    for one, other in pairs:
        found = _by_place(other.labels)
        for place, label in _by_place(one.labels).items():
            if place in found and note in judged_notes(label, found[place]):
                counts[label.notes.get(note, NOTHING), found[place].notes.get(note, NOTHING)] += 1
    return counts


def _by_place(labels: Labels) -> dict[tuple[str, int, int], Label]:
    return {label.place: label for label in labels.mentions}
