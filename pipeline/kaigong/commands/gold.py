"""`kaigong gold`: labels made by hand, checked, compared, and taken to an annotator's tool and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kaigong.terminal import one_line

if TYPE_CHECKING:
    from kaigong.evaluation.agreement import Agreement
    from kaigong.evaluation.exchange.labelled import Labelled
    from kaigong.evaluation.gold import Problem

DOUBTFUL, WRONG_INPUT = 1, 2
"""Exit statuses: something was found that should be looked at; some input can't be used."""

WIDTH_OF_FILES = 110

app = typer.Typer(
    help="Hand labels: check, compare and convert them. A folder is brat standoff, .json Label Studio, .jsonl doccano, "
    ".spacy a DocBin.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Articles = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where NAME.txt stands if not beside NAME.ann or in ../corpus.")
]


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Folders and files of labels.")],
    articles: Articles = None,
) -> None:
    """Find broken offsets, unknown labels, overlapping mentions and missing values, with file and line."""
    from kaigong.evaluation.checking import check as doubts_about

    labelled, problems = _read(paths, articles)
    doubts = [doubt for one in labelled for doubt in doubts_about(one)]
    for problem in sorted([*problems, *doubts]):
        print(one_line(str(problem)))
    number = sum(len(one.labels.mentions) for one in labelled)
    print(f"{len(labelled)} articles, {number} labels, {len(problems) + len(doubts)} problems")
    raise typer.Exit(WRONG_INPUT if problems else DOUBTFUL if doubts else 0)


@app.command()
def agree(
    first: Annotated[Path, typer.Argument(metavar="A", help="The labels of one annotator.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="Those of the other, on the same articles.")],
    articles: Articles = None,
) -> None:
    """Show how far two annotators agree (F1, Cohen's kappa), and where they do not."""
    from kaigong.evaluation.agreement import agreement

    one, wrong = _read([first], articles)
    # The second annotator may hand in labels without texts.
    other, wrong_too = _read([second], articles or (first if first.is_dir() else None))
    found, apart = agreement(one, other)
    _print_agreement(found)
    for problem in (problems := [*wrong, *wrong_too, *apart]):
        print(one_line(str(problem)), file=sys.stderr)
    raise typer.Exit(WRONG_INPUT if problems else 0)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="FROM", help="A folder or file of labels.")],
    target: Annotated[Path, typer.Argument(metavar="TO", help="The folder or file to write.")],
    articles: Articles = None,
) -> None:
    """Write labels in another format."""
    labelled, problems = _read([source], articles)
    _write(labelled, target, proposed=False)
    for problem in problems:
        print(one_line(str(problem)), file=sys.stderr)
    raise typer.Exit(WRONG_INPUT if problems else 0)


@app.command()
def prelabel(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Articles (.txt, .html, .jsonl) and folders.")],
    target: Annotated[Path, typer.Argument(metavar="TO", help="The folder or file to write.")],
) -> None:
    """Label articles with kaigong, to be corrected in an annotator's tool."""
    from kaigong.batch import extract_sources
    from kaigong.evaluation.exchange.labelled import Labelled
    from kaigong.evaluation.gold import read_labels
    from kaigong.reading.set_aside import SetAside
    from kaigong.reading.sources import find_sources
    from kaigong.rules import default_rules
    from kaigong.writing.brat import standoff

    set_aside: list[SetAside] = []
    labelled = []
    for extraction in extract_sources(find_sources(paths), default_rules(), set_aside.append):
        article = extraction.article
        name = article.name.removesuffix(".txt")
        labelled.append(Labelled(name, article.text, read_labels(standoff(extraction), article.text, article.name)))
    _write(labelled, target, proposed=True)
    for one in set_aside:
        print(one_line(str(one)), file=sys.stderr)
    raise typer.Exit(WRONG_INPUT if set_aside else 0)


def _read(paths: list[Path], articles: Path | None) -> tuple[list[Labelled], list[Problem]]:
    from kaigong.evaluation.exchange.formats import FormatError, read_any

    labelled: list[Labelled] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found, wrong = read_any(path, articles)
        except (FormatError, ImportError) as error:
            _refuse(error)
        labelled += found
        problems += wrong
    return labelled, problems


def _write(labelled: list[Labelled], target: Path, *, proposed: bool) -> None:
    from kaigong.evaluation.exchange.formats import FormatError, write_any

    try:
        write_any(labelled, target, proposed=proposed)
    except (FormatError, ImportError) as error:
        _refuse(error)
    except OSError as error:
        _refuse(ValueError(f"{error.filename or target}: can't write there ({error.strerror or error})"))
    print(f"{len(labelled)} articles written to {target}")


def _refuse(error: Exception) -> NoReturn:
    said = "this format needs spaCy: pip install 'kaigong[spacy]'" if isinstance(error, ImportError) else str(error)
    print(one_line(said), file=sys.stderr)
    raise typer.Exit(WRONG_INPUT)


def _print_agreement(found: Agreement) -> None:
    from rich.console import Console

    from kaigong.evaluation.differences import sentence
    from kaigong.evaluation.report import agreement_table

    console = Console(width=None if sys.stdout.isatty() else WIDTH_OF_FILES, highlight=False)
    console.print(agreement_table(found))
    for article, one in found.disagreements:
        detail = f": {one.detail}" if one.detail else ""
        said = sentence(article.text, one.start, one.end)
        # The first annotator stands where gold stands in an evaluation.
        kind = {"missed": "only the first", "false": "only the second", "wrong": "differently noted"}[one.kind]
        line = f"{article.name} {one.start}-{one.end} {kind}: {one.label}{detail} | {said}"
        console.print(one_line(line), markup=False, emoji=False, soft_wrap=True)
