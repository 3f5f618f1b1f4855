"""`kaigong eval`: the pipeline against gold, told on a terminal, as JSON and by exit status."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from kaigong.evaluation.differences import differences, sentence
from kaigong.evaluation.gold import GoldError, Labels, read_labels
from kaigong.evaluation.report import ALL, as_json, notes_table, spans_table
from kaigong.evaluation.scores import LABELS, Scores, score, total
from kaigong.evaluation.sources import GoldArticle, read_folders
from kaigong.evaluation.thresholds import fallen, read_thresholds
from kaigong.extract import extract_article
from kaigong.rules import Rules, load_rules
from kaigong.terminal import one_line
from kaigong.text import Article
from kaigong.writing.brat import standoff

OK, FELL, WRONG_INPUT = 0, 1, 2
"""Exit statuses. Wrong input outranks a score that fell."""

_WIDTH_OF_FILES = 110


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold article beside what the pipeline found in it."""

    gold: GoldArticle
    predicted: Labels


def evaluate(
    folders: Sequence[Path],
    *,
    json_file: Path | None = None,
    thresholds: Path | None = None,
    rule_folders: Sequence[Path] = (),
    holdout: str | None = None,
    only: str | None = None,
    errors: str | None = None,
) -> int:
    """Score the pipeline on folders of gold and return the exit status.

    `holdout` and `only` are regular expressions searched in the names of articles: what `holdout` finds is reported
    as a source of its own (news-holdout beside news), what `only` does not find is left out. `errors` lists the
    differences of one label, or of "all". Thresholds are not checked with `only`: they hold for whole sources.

    Status 0: scored, nothing below its threshold; 1: some score fell; 2: some input is wrong. Each problem is one
    line on stderr, with file and line, and what is right is scored all the same.
    """
    try:
        minima = read_thresholds(thresholds) if thresholds and not only else {}
        rules = load_rules(rule_folders)
        held_out, chosen = _pattern("--holdout", holdout), _pattern("--only", only)
        _check_label(errors)
    except ValueError as error:
        return _refused(str(error))
    articles, problems = read_folders(folders)
    judged: list[Judged] = []
    for gold in articles:
        if chosen and not chosen.search(gold.article.name):
            continue
        try:
            judged.append(Judged(gold, predict(gold.article, rules)))
        except GoldError as error:
            problems.extend(error.problems)
    scores = scores_by_source(judged, held_out)
    fell = fallen(minima, scores)
    _print_report(scores, judged if errors else (), errors)
    for message in (*problems, *fell):
        print(one_line(str(message)), file=sys.stderr)
    if json_file:
        try:
            _write(json_file, as_json(scores, [str(problem) for problem in problems], fell))
        except OSError as error:
            return _refused(f"{json_file}: {error.strerror}")
    return WRONG_INPUT if problems else FELL if fell else OK


def predict(article: Article, rules: Rules) -> Labels:
    """What the pipeline labels in an article: read back from the brat text that it writes, so that what is scored
    is what a user gets.

    Raises GoldError where that text breaks the guideline, which is an error of the pipeline.
    """
    return read_labels(standoff(extract_article(article, rules)), article.text, f"{article.name}.ann (predicted)")


def scores_by_source(judged: Sequence[Judged], holdout: re.Pattern[str] | None) -> dict[str, Scores]:
    """The total of each source, in the order of first appearance; articles held out form a source of their own."""
    by_source: dict[str, list[Scores]] = {}
    for one in judged:
        source = one.gold.source
        if holdout and holdout.search(one.gold.article.name):
            source += "-holdout"
        by_source.setdefault(source, []).append(score(one.gold.labels, one.predicted))
    return {source: total(scores) for source, scores in by_source.items()}


def _pattern(option: str, text: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(text) if text else None
    except re.error as error:
        raise ValueError(f"{option}: {text!r} is no regular expression: {error}") from error


def _check_label(label: str | None) -> None:
    known = (ALL, *LABELS)
    if label and label not in known:
        raise ValueError(f"--errors: no label is called '{label}'; known: {', '.join(known)}")


def _refused(message: str) -> int:
    print(one_line(message), file=sys.stderr)
    return WRONG_INPUT


def _print_report(scores: dict[str, Scores], judged: Sequence[Judged], errors: str | None) -> None:
    console = Console(width=None if sys.stdout.isatty() else _WIDTH_OF_FILES, highlight=False)
    for one in judged:
        for line in difference_lines(one, errors or ALL):
            console.print(line, markup=False, soft_wrap=True)
    if scores:
        console.print(spans_table(scores))
        console.print(notes_table(scores))


def difference_lines(judged: Judged, label: str) -> list[str]:
    """One line for each difference of a label (or of "all"): where, what, and the sentence."""
    article = judged.gold.article
    return [
        f"{judged.gold.source}/{article.name} {one.start}-{one.end} {one.kind} {one.label}"
        f"{': ' + one.detail if one.detail else ''} | {sentence(article.text, one.start, one.end)}"
        for one in differences(judged.gold.labels, judged.predicted)
        if label in (ALL, one.label)
    ]


def _write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
