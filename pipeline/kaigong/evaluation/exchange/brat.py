"""brat standoff: a folder of NAME.ann beside NAME.txt (annotation guideline, "Files")."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kaigong.evaluation.exchange.labelled import Labelled
from kaigong.evaluation.exchange.standoff import standoff_of
from kaigong.evaluation.gold import Problem
from kaigong.evaluation.sources import read_folder


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
