"""How far the confidence of project names can be trusted: of the mentions in each band, how many are right on gold.

    python benchmarks/confidence.py GOLD... [--only REGEX] [--plot FILE.png]

A mention is right where gold has a Project with the same start and end. Prints figures only, never text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from kaigong.evaluation.sources import GoldArticle, read_folders
from kaigong.extract import extract_article
from kaigong.rules import Rules, default_rules

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
TRUSTED = 0.8
"""From here on nine of ten mentions are to be right."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention's confidence and whether gold has it."""

    confidence: float
    is_right: bool


def main(
    folders: Annotated[list[Path], typer.Argument(metavar="GOLD")],
    only: Annotated[str, typer.Option(help="Only articles so named.")] = "",
    plot: Annotated[Path | None, typer.Option(help="Draw the bands there.")] = None,
) -> None:
    """Measure, print and draw."""
    articles, problems = read_folders(folders)
    for problem in problems:
        print(problem)
    rules = default_rules()
    judged = [
        mention for gold in articles if re.search(only, gold.article.name) for mention in judged_mentions(gold, rules)
    ]
    bands = [in_band(judged, low, high) for low, high in zip(BANDS, (*BANDS[1:], 1.01), strict=True)]
    print("confidence     mentions  right  share")
    for low, high, band in zip(BANDS, (*BANDS[1:], 1.0), bands, strict=True):
        print(f"{low:.2f} to {high:.2f}   {row(band)}")
    print(f"{TRUSTED:.2f} and more   {row(in_band(judged, TRUSTED, 1.01))}")
    print(f"all            {row(judged)}")
    if plot:
        draw(bands, plot)


def judged_mentions(gold: GoldArticle, rules: Rules) -> list[Judged]:
    """The project mentions that are found in an article, each judged by its place."""
    places = {label.place[1:] for label in gold.labels.mentions if label.place[0] == "Project"}
    found = extract_article(gold.article, rules).projects
    return [Judged(one.confidence, (one.fragments[0][0], one.fragments[-1][1]) in places) for one in found]


def in_band(judged: Sequence[Judged], low: float, high: float) -> list[Judged]:
    """Those with a confidence of at least `low` and below `high`."""
    return [one for one in judged if low <= one.confidence < high]


def row(band: Sequence[Judged]) -> str:
    """How many mentions, how many of them right, and their share."""
    right = sum(one.is_right for one in band)
    return f"{len(band):8d}  {right:5d}  {right / len(band):.3f}" if band else f"{0:8d}      0  -"


def draw(bands: Sequence[Sequence[Judged]], file: Path) -> None:
    """The share of right mentions over their mean confidence; on the diagonal it is what it says."""
    from matplotlib.figure import Figure

    filled = [band for band in bands if band]
    means = [sum(one.confidence for one in band) / len(band) for band in filled]
    shares = [sum(one.is_right for one in band) / len(band) for band in filled]
    figure = Figure(figsize=(4.5, 4.5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], linestyle="--", color="grey", label="as sure as right")
    axes.plot(means, shares, marker="o", label="project names")
    for mean, share, band in zip(means, shares, filled, strict=True):
        axes.annotate(str(len(band)), (mean, share), textcoords="offset points", xytext=(4, -10), fontsize=8)
    axes.set(xlabel="confidence", ylabel="share that is right", xlim=(0.3, 1.02), ylim=(0, 1.05))
    axes.legend(loc="lower right")
    figure.savefig(file, dpi=120)


if __name__ == "__main__":
    typer.run(main)
