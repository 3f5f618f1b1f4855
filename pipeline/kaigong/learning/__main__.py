"""python -m kaigong.learning GOLD... --new GOLD... --sets FILE: train the model of project names, and measure it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from kaigong.evaluation.sets import read_sets
from kaigong.evaluation.sources import read_folders
from kaigong.find.name_model import MODEL
from kaigong.find.name_trees import TREES, to_json
from kaigong.learning.lessons import Lesson, lesson_of
from kaigong.learning.training import Judgement, train
from kaigong.rules import default_rules
from kaigong.writing.whole import whole_file

STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
TRUSTED = 0.8
"""What users are told to rely on."""


def main(
    tuned: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Gold on which rules were written.")],
    new: Annotated[list[Path], typer.Option(help="Gold on which none were.")],
    sets: Annotated[Path, typer.Option(help="Articles that are hidden there are left out.")],
    write: Annotated[Path, typer.Option(help="The folder that the two files of the model go to.")] = MODEL.parent,
) -> None:
    """Train on all of it, cross-validate on the new gold, and write the model."""
    taught, fresh = _lessons(tuned, sets), _lessons(new, sets)
    print(f"{len(taught) + len(fresh)} articles, {sum(len(one.gold) for one in (*taught, *fresh))} names")
    with whole_file(write / MODEL.name) as field, whole_file(write / TREES.name) as trees:
        forest, judged = train(taught, fresh, field)
        trees.write_text(to_json(forest), encoding="utf-8")
    report(judged)
    for name in (MODEL.name, TREES.name):
        print(f"{name}: {(write / name).stat().st_size:,} bytes")


def report(judged: Judgement) -> None:
    """Print the scores with and without the model, and what its probabilities are worth."""
    print("cross-validated        P      R     F1")
    print(f"rules alone        {_row(sum(judged.by_rules), len(judged.by_rules), judged.gold)}")
    print(f"with the model     {_row(sum(right for _, right in judged.found), len(judged.found), judged.gold)}")
    for low, high in pairwise(STEPS):
        right = [is_right for probability, is_right in judged.found if low <= probability < high]
        if right:
            share = sum(right) / len(right)
            print(f"probability {low:.2f} to {high:.2f}: {sum(right)} of {len(right)} right, {share:.2f}")
    trusted = [is_right for probability, is_right in judged.found if probability >= TRUSTED]
    print(f"confidence of {TRUSTED} or more: {sum(trusted)} of {len(trusted)} right")


def _row(right: int, found: int, gold: int) -> str:
    precision, recall = right / max(1, found), right / max(1, gold)
    return f"{precision:.3f}  {recall:.3f}  {2 * right / max(1, found + gold):.3f}   ({right} of {gold}, {found} found)"


def _lessons(folders: Sequence[Path], sets: Path) -> list[Lesson]:
    articles, problems = read_folders(folders)
    for problem in problems:
        print(problem)
    held_out = read_sets(sets, re.compile("^$"))
    return [
        lesson_of(gold, default_rules())
        for gold in articles
        if not held_out.part(gold.source, gold.article.name).hidden
    ]


if __name__ == "__main__":
    typer.run(main)
