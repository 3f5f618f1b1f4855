"""brat standoff: a folder of NAME.ann beside NAME.txt (annotation guideline, "Files")."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kaigong.evaluation.exchange.labelled import Labelled
from kaigong.evaluation.gold import Labels, Problem
from kaigong.evaluation.sources import read_folder

ATTRIBUTES = frozenset({"role", "kind"})
"""Notes that the guideline writes as attributes."""


def read_brat(folder: Path, articles: Path | None = None) -> tuple[list[Labelled], list[Problem]]:
    """The articles of FOLDER/NAME.ann with their labels, and what is wrong in the files set aside.

    The text is NAME.txt beside the labels, in `articles`, or in the folder corpus/ beside `folder`.
    """
    found, problems = read_folder(folder, articles)
    labelled = []
    for gold in found:
        file = folder / f"{gold.article.name}.ann"
        numbered = enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        lines = tuple(number for number, line in numbered if line.startswith("T"))
        labelled.append(Labelled(gold.article.name, gold.article.text, gold.labels, str(file), lines))
    return labelled, problems


def write_brat(articles: Iterable[Labelled], folder: Path) -> None:
    """NAME.ann and NAME.txt of each article; other files of the folder stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in articles:
        target = folder / f"{one.name}.ann"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(standoff_of(one.labels), encoding="utf-8", newline="")
        target.with_name(f"{target.stem}.txt").write_text(one.text, encoding="utf-8", newline="")


def standoff_of(labels: Labels) -> str:
    """The text of NAME.ann: labels in their order, each followed by its attribute and note, then links."""
    lines: list[str] = []
    attributes = notes = 0
    for number, label in enumerate(labels.mentions, 1):
        spans = ";".join(f"{start} {end}" for start, end in label.fragments)
        lines.append(f"T{number}\t{label.name} {spans}\t{label.text}")
        for key in sorted(label.notes.keys() & ATTRIBUTES):
            attributes += 1
            lines.append(f"A{attributes}\t{key.capitalize()} T{number} {label.notes[key]}")
        note = "; ".join(f"{key}={value}" for key, value in label.notes.items() if key not in ATTRIBUTES)
        if note:
            notes += 1
            lines.append(f"#{notes}\tAnnotatorNotes T{number}\t{note}")
    for number, link in enumerate(labels.links, 1):
        owner, amount = (labels.mentions.index(end) + 1 for end in (link.owner, link.amount))
        lines.append(f"R{number}\tMoney Arg1:T{owner} Arg2:T{amount}")
    return "".join(line + "\n" for line in lines)
