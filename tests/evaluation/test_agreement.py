"""The same figures as the independent scorer that stands beside the checkout.

Where it is missing, figures that it once gave for the labels of agreement/ take its place; with CI=true it must be
there.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kaigong.evaluation.gold import NOTES, Labels, read_labels
from kaigong.evaluation.judging import predict
from kaigong.evaluation.report import label_figures
from kaigong.evaluation.scores import LABELS, MONEY, Scores, score, total
from kaigong.evaluation.sources import read_folder
from kaigong.extract import extract_article
from kaigong.rules import default_rules
from kaigong.writing.brat import standoff

CHECKOUT = Path(__file__).parents[2]
SHARED = CHECKOUT.parent / "shared"
SCORER = SHARED / "tools" / "score.py"
FIXED = Path(__file__).parent / "agreement"

VALUES = {
    "low": ["100", "100.0", "300000000", "5.50"],
    "high": ["100", "200", "5.5"],
    "value": ["7", "7.0", "70"],
    "currency": ["CNY", "USD"],
    "region": ["220600", "220621"],
    "bound": ["exact", "min", "range"],
    "role": ["total_investment", "tax", "other"],
    "status": ["new", "planned"],
    "kind": ["formula", "motto"],
}

Mentions = list[tuple[str, str, dict[str, str]]]
"""Label, offsets and notes."""


def case(folder: Path, make: Any) -> tuple[Path, Path, dict[str, Any]]:
    """Gold, predictions and what the scorer says of them: those that `make` writes, or the fixed ones."""
    if SCORER.is_file():
        gold, predicted = make(folder)
        return gold, predicted, scored_outside(gold, predicted)
    assert os.environ.get("CI") != "true", f"{SCORER} is missing"
    return FIXED / "gold", FIXED / "predicted", json.loads((FIXED / "figures.json").read_text(encoding="utf-8"))


def scored_outside(gold: Path, predicted: Path) -> dict[str, Any]:
    command = [sys.executable, str(SCORER), str(gold), str(predicted), "--json", "--fast"]
    figures: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return figures


def scored_here(gold: Path, predicted: Path) -> Scores:
    articles, problems = read_folder(gold)
    assert problems == []

    def labels(name: str, text: str) -> Labels:
        file = predicted / f"{name}.ann"
        return read_labels(file.read_text(encoding="utf-8"), text, str(file)) if file.exists() else Labels()

    return total(score(one.labels, labels(one.article.name, one.article.text)) for one in articles)


def in_the_scorers_words(scores: Scores) -> dict[str, Any]:
    """Our figures under the names that the scorer prints."""
    out: dict[str, Any] = {"documents": scores.documents}
    for label in LABELS:
        tally, figures = scores.tally(label), label_figures(scores, label)
        if tally.gold or tally.predicted:
            out[label] = {
                "gold": tally.gold,
                "pred": tally.predicted,
                "P": figures["precision"],
                "R": figures["recall"],
                "F1": figures["f1"],
                "ci95": None,
                "overlapF1": None if label == MONEY else figures["overlap_f1"],
            }
        for note in NOTES.get(label, ()):
            if judged := scores.accuracy(label, note).judged:
                out[f"{label}.{note}"] = {"n": judged, "acc": figures[note]}
    return out


def write_random_folders(folder: Path, seed: int, documents: int = 30) -> tuple[Path, Path]:
    """Articles with random labels: repeated, broken into fragments, some notes and files missing, all shuffled."""
    random = Random(seed)
    gold, predicted = folder / "gold", folder / "predicted"
    for one in (gold, predicted):
        one.mkdir(parents=True)
    for number in range(documents):
        text = "".join(random.choice("甲乙丙丁戊己庚辛壬癸") for _ in range(80))
        golden = random_mentions(random, len(text), 14)
        found = [altered(random, one) for one in golden if random.random() < 0.7]
        found = first_at_each_place([*found, *random_mentions(random, len(text), 4)])
        (gold / f"{number:02}.txt").write_text(text, encoding="utf-8")
        (gold / f"{number:02}.ann").write_text(written(random, golden, text), encoding="utf-8")
        if random.random() < 0.9:
            (predicted / f"{number:02}.ann").write_text(written(random, found, text), encoding="utf-8")
    return gold, predicted


def random_mentions(random: Random, size: int, most: int) -> Mentions:
    mentions: Mentions = []
    for _ in range(random.randrange(most + 1)):
        name = random.choice([*NOTES, "Amount", "Count", "Project"])
        start = random.randrange(size - 12)
        middle = start + random.randrange(1, 5)
        offsets = f"{start} {middle}"
        if random.random() < 0.2:
            offsets += f";{middle + 2} {middle + 2 + random.randrange(1, 5)}"
        notes = {key: random.choice(VALUES[key]) for key in NOTES[name] if random.random() < 0.7}
        mentions.append((name, offsets, notes))
    return first_at_each_place(mentions)


def altered(random: Random, mention: tuple[str, str, dict[str, str]]) -> tuple[str, str, dict[str, str]]:
    name, offsets, notes = mention
    if random.random() < 0.3:
        start, rest = offsets.split(" ", 1)
        offsets = f"{max(0, int(start) - 1)} {rest}"
    return name, offsets, {key: value if random.random() < 0.7 else VALUES[key][0] for key, value in notes.items()}


def first_at_each_place(mentions: Mentions) -> Mentions:
    places: dict[tuple[str, str, str], tuple[str, str, dict[str, str]]] = {}
    for mention in mentions:
        offsets = mention[1].replace(";", " ").split(" ")
        places.setdefault((mention[0], offsets[0], offsets[-1]), mention)
    return list(places.values())


def written(random: Random, mentions: Mentions, text: str) -> str:
    """brat standoff of the mentions, some of them twice."""
    mentions = [*mentions, *random.sample(mentions, min(2, len(mentions)))]
    ids = random.sample(range(1, 100), len(mentions))
    lines, owners, sums = [], [], []
    for number, (name, offsets, notes) in zip(ids, mentions, strict=True):
        spans = [tuple(map(int, span.split(" "))) for span in offsets.split(";")]
        lines.append(f"T{number}\t{name} {offsets}\t{' '.join(text[start:end] for start, end in spans)}")
        for key in ("role", "kind"):
            if key in notes:
                lines.append(f"A{number}\t{key.title()} T{number} {notes[key]}")
        rest = [f"{key}={value}" for key, value in notes.items() if key not in ("role", "kind")]
        if rest:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{'; '.join(rest)}")
        if name in ("Project", "Count"):
            owners.append(number)
        if name == "Amount":
            sums.append(number)
    if owners and sums:
        for number in range(4):
            lines.append(f"R{number}\tMoney Arg1:T{random.choice(owners[:2])} Arg2:T{random.choice(sums[:2])}")
    return "\n".join(random.sample(lines, len(lines))) + "\n"


def write_own_output(gold: Path, folder: Path) -> tuple[Path, Path]:
    """What the pipeline finds in the articles of `gold`, as the brat writer writes it."""
    for one in read_folder(gold)[0]:
        file = folder / f"{one.article.name}.ann"
        file.write_text(standoff(extract_article(one.article, default_rules())), encoding="utf-8")
    return gold, folder


def test_fixed_labels_have_the_figures_that_the_scorer_gave() -> None:
    figures = json.loads((FIXED / "figures.json").read_text(encoding="utf-8"))
    assert in_the_scorers_words(scored_here(FIXED / "gold", FIXED / "predicted")) == figures


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_labels_have_the_figures_of_the_scorer(tmp_path: Path, seed: int) -> None:
    gold, predicted, expected = case(tmp_path, lambda folder: write_random_folders(folder, seed))
    assert in_the_scorers_words(scored_here(gold, predicted)) == expected


@pytest.mark.parametrize("gold", [CHECKOUT / "gold", *(SHARED / "gold" / name for name in ("page", "news", "local"))])
def test_our_own_output_has_the_figures_of_the_scorer(tmp_path: Path, gold: Path) -> None:
    folder, predicted, expected = case(tmp_path, lambda folder: write_own_output(gold, folder))
    if predicted == tmp_path:
        articles = read_folder(folder)[0]
        assert articles
        here = total(score(one.labels, predict(one.article, default_rules()).labels) for one in articles)
    else:
        here = scored_here(folder, predicted)
    assert in_the_scorers_words(here) == expected
