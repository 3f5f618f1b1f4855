"""`kaigong eval`: the pipeline against gold, told on a terminal, as JSON, as a page and by exit status."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from kaigong.evaluation.breakdown import NOWHERE, scores_by_province
from kaigong.evaluation.comparison import Comparison, compare
from kaigong.evaluation.differences import Difference, differences, sentence
from kaigong.evaluation.gold import Problem
from kaigong.evaluation.judging import Judged, by_part, judge
from kaigong.evaluation.outcome import Evaluation
from kaigong.evaluation.page import page
from kaigong.evaluation.report import (
    ALL,
    comparison_json,
    comparison_table,
    notes_table,
    source_json,
    spans_table,
    whole_table,
)
from kaigong.evaluation.resampling import intervals
from kaigong.evaluation.runs import RunError, as_run, read_run
from kaigong.evaluation.scores import LABELS, total
from kaigong.evaluation.sets import Sets, read_sets
from kaigong.evaluation.sources import GoldArticle, read_folders
from kaigong.evaluation.thresholds import fallen, read_thresholds
from kaigong.gazetteer import gazetteer
from kaigong.rules import Rules, load_rules
from kaigong.terminal import one_line

OK, FELL, WRONG_INPUT = 0, 1, 2
"""Exit statuses. Wrong input outranks a score that fell."""

_WIDTH_OF_FILES = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What `kaigong eval` is told.

    `sets` is a TOML file of articles to report apart; `holdout` and `only` are regular expressions searched in the
    names of articles: what `holdout` finds is reported as a source of its own (news-holdout beside news), what
    `only` does not find is left out. Of articles held out, by `sets` or `holdout`, only totals are ever shown.
    `errors` lists the differences of one label, or of "all". `against` is a file that an earlier run wrote as
    `json_file`; both may be the same. Thresholds are not checked with `only`: they hold for whole sources.
    """

    json_file: Path | None = None
    html_file: Path | None = None
    against: Path | None = None
    thresholds: Path | None = None
    sets: Path | None = None
    rule_folders: Sequence[Path] = ()
    holdout: str | None = None
    only: str | None = None
    errors: str | None = None


def evaluate(folders: Sequence[Path], options: Options) -> int:
    """Score the pipeline on folders of gold and return the exit status.

    Status 0: scored, nothing below its threshold; 1: some score fell; 2: some input is wrong. Each problem is one
    line on stderr, with file and line, and what is right is scored all the same.
    """
    try:
        minima = read_thresholds(options.thresholds) if options.thresholds and not options.only else {}
        rules = load_rules(options.rule_folders)
        sets = read_sets(options.sets, _pattern("--holdout", options.holdout))
        chosen = _pattern("--only", options.only)
        _check_label(options.errors)
    except ValueError as error:
        return _refused(str(error))
    articles, problems = read_folders(folders)
    articles = [gold for gold in articles if not chosen or chosen.search(gold.article.name)]
    judged, refused = judge(articles, rules, sets)
    problems += refused
    if options.sets and not chosen and not problems:
        problems += _unknown_members(options.sets, sets, articles)
    comparison = None
    if options.against:
        try:
            comparison = compare(read_run(options.against, articles), judged)
        except RunError as error:
            problems.append(Problem(str(options.against), 0, str(error)))
    scores = {source: total(one.scores for one in members) for source, members in by_part(judged).items()}
    evaluation = Evaluation(
        judged,
        scores,
        {source: intervals([one.scores for one in members]) for source, members in by_part(judged).items()},
        problems,
        fallen(minima, scores),
        comparison,
    )
    _print_report(evaluation, options.errors)
    try:
        _write_files(evaluation, options, rules)
    except OSError as error:
        return _refused(f"{error.filename}: {error.strerror}")
    return WRONG_INPUT if problems else FELL if evaluation.fell else OK


def difference_lines(judged: Judged, label: str) -> list[str]:
    """One line for each difference of a label (or of "all"): where, what, and the sentence."""
    found = differences(judged.gold.labels, judged.prediction.labels)
    return [_line(judged, one) for one in found if label in (ALL, one.label)]


def _pattern(option: str, text: str | None) -> re.Pattern[str] | None:
    try:
        return re.compile(text) if text else None
    except re.error as error:
        raise ValueError(f"{option}: {text!r} is no regular expression: {error}") from error


def _check_label(label: str | None) -> None:
    known = (ALL, *LABELS)
    if label and label not in known:
        raise ValueError(f"--errors: no label is called '{label}'; known: {', '.join(known)}")


def _unknown_members(file: Path, sets: Sets, articles: Sequence[GoldArticle]) -> list[Problem]:
    """Articles of a set whose source was read without them: a slip of the pen would let a held-out article be seen."""
    sources = {gold.source for gold in articles}
    there = {(gold.source, gold.article.name) for gold in articles}
    return [
        Problem(str(file), 0, f"there is no gold for {source}/{name} of the set '{member}'")
        for (source, name), member in sets.members.items()
        if source in sources and (source, name) not in there
    ]


def _refused(message: str) -> int:
    print(one_line(message), file=sys.stderr)
    return WRONG_INPUT


def _print_report(evaluation: Evaluation, errors: str | None) -> None:
    console = Console(width=None if sys.stdout.isatty() else _WIDTH_OF_FILES, highlight=False)
    for line in _listed(evaluation, errors):
        console.print(one_line(line), markup=False, emoji=False, soft_wrap=True)
    if evaluation.scores:
        console.print(spans_table(evaluation.scores, evaluation.intervals))
        console.print(notes_table(evaluation.scores))
        console.print(whole_table(evaluation.scores, evaluation.intervals))
    if evaluation.comparison:
        _print_comparison(evaluation.comparison, console)
    for message in (*evaluation.problems, *evaluation.fell):
        print(one_line(str(message)), file=sys.stderr)


def _listed(evaluation: Evaluation, errors: str | None) -> Iterator[str]:
    for one in evaluation.judged if errors else ():
        if not one.part.hidden:
            yield from difference_lines(one, errors or ALL)


def _print_comparison(comparison: Comparison, console: Console) -> None:
    if comparison.figures:
        console.print(comparison_table(comparison))
    for change in comparison.mentions:
        line = f"became {change.became}: {_line(change.judged, change.difference)}"
        console.print(one_line(line), markup=False, emoji=False, soft_wrap=True)
    for source, (right, wrong) in comparison.hidden.items():
        console.print(f"{source}: {right} became right, {wrong} became wrong (held out, not shown)")
    said = "nothing changed" if not (comparison.mentions or comparison.hidden) else "changes are listed above"
    new = f"; {comparison.new} articles are new" if comparison.new else ""
    console.print(f"Compared with the saved run over {comparison.compared} articles: {said}{new}.")


def _line(judged: Judged, one: Difference) -> str:
    article = judged.gold.article
    detail = f": {one.detail}" if one.detail else ""
    said = sentence(article.text, one.start, one.end)
    return f"{judged.gold.source}/{article.name} {one.start}-{one.end} {one.kind} {one.label}{detail} | {said}"


def _write_files(evaluation: Evaluation, options: Options, rules: Rules) -> None:
    if options.json_file:
        _write(options.json_file, json.dumps(_content(evaluation), ensure_ascii=False, indent=2) + "\n")
    if options.html_file:
        _write(options.html_file, page(evaluation, gazetteer(rules)))


def _content(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "sources": {
            source: source_json(scores, evaluation.intervals[source]) for source, scores in evaluation.scores.items()
        },
        "provinces": {
            code or NOWHERE: source_json(scores, {}) for code, scores in scores_by_province(evaluation.judged).items()
        },
        "problems": [str(problem) for problem in evaluation.problems],
        "fell": list(evaluation.fell),
        "comparison": comparison_json(evaluation.comparison) if evaluation.comparison else None,
        "articles": as_run(evaluation.judged),
    }


def _write(file: Path, content: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
