"""Scores as tables for a terminal and as JSON. Figures are rounded to the third digit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from kaigong.evaluation.gold import NOTES
from kaigong.evaluation.scores import COMBINED, LABELS, MONEY, Accuracy, Rates, Scores

ALL = "all"
"""Stands for a label where notes of all labels are taken together."""

_NOTE_COLUMNS = ("low", "high", "currency", "value", "bound", "role", "region", "status", "kind")
_DIGITS = 3


def label_figures(scores: Scores, label: str) -> dict[str, float | None]:
    """Every figure of one label: strict and overlapping rates, and the accuracy of its notes.

    None stands where nothing was judged; Money has no overlapping rates.
    """
    tally = scores.tally(label)
    rates: dict[str, float | None] = dict(_rates("", tally.strict))
    if label != MONEY:
        rates |= _rates("overlap_", tally.overlapping)
    return rates | {note: _rounded(scores.accuracy(label, note)) for note in NOTES.get(label, ())}


def note_figures(scores: Scores) -> dict[str, float | None]:
    """The accuracy of value, bound, role, region, status and kind over all labels."""
    return {name: _rounded(scores.combined(name)) for name in COMBINED}


def as_json(scores: Mapping[str, Scores], problems: Sequence[str], fell: Sequence[str]) -> str:
    """All figures of every source under stable keys, and what was set aside or fell below a threshold."""
    sources = {source: _source_json(one) for source, one in scores.items()}
    content = {"sources": sources, "problems": list(problems), "fell": list(fell)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def spans_table(scores: Mapping[str, Scores]) -> Table:
    """Labels found, strictly and overlapping (~): a row for each label that a source's gold or predictions have."""
    rates = ("precision", "recall", "f1")
    table = _table("Labels: strict, overlapping (~)", ("gold", "found", "P", "R", "F1", "P~", "R~", "F1~"))
    for source, one in scores.items():
        rows = []
        for label in _present(one):
            tally, figures = one.tally(label), label_figures(one, label)
            shown = [_shown(figures.get(name)) for name in (*rates, *(f"overlap_{rate}" for rate in rates))]
            rows.append((label, str(tally.gold), str(tally.predicted), *shown))
        _add_source(table, source, one, rows)
    return table


def notes_table(scores: Mapping[str, Scores]) -> Table:
    """Accuracy of notes on strictly matched labels: a row for each label, one for all together."""
    table = _table("Notes: accuracy where the label matches", _NOTE_COLUMNS)
    for source, one in scores.items():
        rows = {label: label_figures(one, label) for label in _present(one)} | {ALL: note_figures(one)}
        shown = [(label, *(_shown(row.get(note)) for note in _NOTE_COLUMNS)) for label, row in rows.items()]
        _add_source(table, source, one, [row for row in shown if any(row[1:])])
    return table


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table("source", "label", title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _add_source(table: Table, source: str, scores: Scores, rows: Sequence[tuple[str, ...]]) -> None:
    for number, row in enumerate(rows):
        table.add_row("" if number else f"{source} ({scores.documents})", *row)
    table.add_section()


def _source_json(scores: Scores) -> dict[str, Any]:
    return {
        "documents": scores.documents,
        "labels": {label: _label_json(scores, label) for label in LABELS},
        "notes": {name: _accuracy_json(scores.combined(name)) for name in COMBINED},
    }


def _label_json(scores: Scores, label: str) -> dict[str, Any]:
    tally = scores.tally(label)
    return {
        "gold": tally.gold,
        "predicted": tally.predicted,
        "strict": _rates("", tally.strict),
        "overlapping": _rates("", tally.overlapping) if label != MONEY else None,
        "notes": {note: _accuracy_json(scores.accuracy(label, note)) for note in NOTES.get(label, ())},
    }


def _accuracy_json(accuracy: Accuracy) -> dict[str, Any]:
    return {"judged": accuracy.judged, "accuracy": _rounded(accuracy)}


def _rates(prefix: str, rates: Rates) -> dict[str, float]:
    figures = {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}
    return {prefix + name: round(figure, _DIGITS) for name, figure in figures.items()}


def _rounded(accuracy: Accuracy) -> float | None:
    return None if accuracy.share is None else round(accuracy.share, _DIGITS)


def _shown(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.{_DIGITS}f}"


def _present(scores: Scores) -> list[str]:
    return [label for label in LABELS if scores.tally(label).gold or scores.tally(label).predicted]
