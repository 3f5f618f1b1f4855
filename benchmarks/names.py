"""Project names on gold: beside a naive pattern, and every error with its sentence.

    python benchmarks/names.py GOLD... [--only REGEX] [--page FILE.md]

The page holds sentences of the gold it is made of: write it outside the repository, or into out/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kaigong.evaluation.command import predict
from kaigong.evaluation.gold import Label, Labels
from kaigong.evaluation.name_errors import error_page, name_errors
from kaigong.evaluation.scores import Tally, score, total
from kaigong.evaluation.sources import GoldArticle, read_folders
from kaigong.rules import default_rules

NAIVE = re.compile("[^，。、\n]{2,30}(?:项目|工程)")
"""What one writes first: up to thirty characters of a clause, and 项目 or 工程."""


def main(
    folders: Annotated[list[Path], typer.Argument(metavar="GOLD")],
    only: Annotated[str, typer.Option(help="Only articles so named.")] = "",
    page: Annotated[Path | None, typer.Option(help="Write every error there.")] = None,
) -> None:
    """Measure, print, and write the page."""
    articles, problems = read_folders(folders)
    for problem in problems:
        print(problem)
    rules = default_rules()
    chosen = [gold for gold in articles if re.search(only, gold.article.name)]
    found = {id(gold): predict(gold.article, rules) for gold in chosen}
    print("                strict P      R     F1   overlap P      R     F1")
    print(row("naive pattern", tally(chosen, lambda gold: naive(gold.article.text))))
    print(row("kaigong", tally(chosen, lambda gold: found[id(gold)])))
    if page:
        errors = [
            error
            for gold in chosen
            for error in name_errors(
                f"{gold.source}/{gold.article.name}", gold.article.text, gold.labels, found[id(gold)]
            )
        ]
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(error_page(errors), encoding="utf-8")


def naive(text: str) -> Labels:
    """What the naive pattern takes for names of projects."""
    return Labels(tuple(Label("Project", (match.span(),), match[0]) for match in NAIVE.finditer(text)))


def tally(articles: Sequence[GoldArticle], labelled: Callable[[GoldArticle], Labels]) -> Tally:
    """How far what is `labelled` in the articles agrees with their gold, project names only."""
    return total(score(gold.labels, labelled(gold)) for gold in articles).tally("Project")


def row(name: str, counted: Tally) -> str:
    """A line of the table."""
    strict, loose = counted.strict, counted.overlapping
    return (
        f"{name:15s}    {strict.precision:.3f}  {strict.recall:.3f}  {strict.f1:.3f}"
        f"       {loose.precision:.3f}  {loose.recall:.3f}  {loose.f1:.3f}"
    )


if __name__ == "__main__":
    typer.run(main)
