"""Scores as tables for a terminal and as JSON. Figures are rounded to the third digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from kaigong.evaluation.agreement import NOTES as AGREED_NOTES
from kaigong.evaluation.agreement import Agreement
from kaigong.evaluation.comparison import Comparison
from kaigong.evaluation.figures import MACRO, figures_of_one
from kaigong.evaluation.gold import NOTES
from kaigong.evaluation.resampling import Interval
from kaigong.evaluation.scores import COMBINED, LABELS, MONEY, Accuracy, Rates, Scores
from kaigong.evaluation.ways import WAYS

ALL = "all"
"""Stands for a label where notes of all labels are taken together."""

WHOLE_FIGURES = {
    "micro": "micro.strict",
    "macro": MACRO,
    "record": "record",
    "document": "document",
    "empty": "document.empty",
}
"""Figures of a whole source that have a threshold, by the name they have there."""

_NOTE_COLUMNS = ("low", "high", "currency", "value", "bound", "role", "region", "status", "kind")
_DIGITS = 3
_WHOLE = {
    "record": "records right",
    "record.name": "name",
    "record.region": "region",
    "record.total_investment": "total",
    "document": "documents right",
    "document.empty": "left empty",
}


def label_figures(scores: Scores, label: str) -> dict[str, float | None]:
    """Every figure of one label: strict, overlapping, exact, partial and type rates, and the accuracy of its notes.

    None stands where nothing was judged; Money has the strict rates only.
    """
    tally = scores.tally(label)
    rates: dict[str, float | None] = dict(_rates("", tally.strict))
    if label != MONEY:
        rates |= _rates("overlap_", tally.overlapping)
        for way in WAYS[1:]:
            rates |= _rates(f"{way}_", scores.way(label, way))
    return rates | {note: _rounded(scores.accuracy(label, note)) for note in NOTES.get(label, ())}


def note_figures(scores: Scores) -> dict[str, float | None]:
    """The accuracy of value, bound, role, region, status and kind over all labels."""
    return {name: _rounded(scores.combined(name)) for name in COMBINED}


def whole_figures(scores: Scores) -> dict[str, float | None]:
    """Micro and macro average of strict F1, records right (F1), documents right, empty documents left empty."""
    figures = figures_of_one(scores)
    return {
        name: round(figures[figure], _DIGITS) if figure in figures else None for name, figure in WHOLE_FIGURES.items()
    }


def source_json(scores: Scores, intervals: Mapping[str, Interval]) -> dict[str, Any]:
    """All figures of a source under stable keys; `figures` has the headline ones, each with its interval."""
    figures = {
        name: {"value": round(value, _DIGITS), "interval": _rounded_interval(intervals.get(name))}
        for name, value in figures_of_one(scores).items()
    }
    return {
        "documents": scores.documents,
        "figures": figures,
        "labels": {label: _label_json(scores, label) for label in LABELS},
        "notes": {name: _accuracy_json(scores.combined(name)) for name in COMBINED},
    }


def spans_table(scores: Mapping[str, Scores], intervals: Mapping[str, Mapping[str, Interval]]) -> Table:
    """Labels found: strict rates with the 95 % interval of F1, then F1 in the other ways and overlapping (~); a row
    for each label that a source's gold or predictions have, then micro and macro average.
    """
    columns = ("gold", "found", "P", "R", "F1", "95 %", "exact", "partial", "type", "F1~")
    table = _table("Labels: strict P, R, F1; F1 exact, partial, type (SemEval-2013), overlapping (~)", columns)
    for source, one in scores.items():
        rows = []
        for label in _present(one):
            tally, figures = one.tally(label), label_figures(one, label)
            rows.append(
                (
                    label,
                    str(tally.gold),
                    str(tally.predicted),
                    *(_shown(figures[rate]) for rate in ("precision", "recall", "f1")),
                    _shown_interval(intervals[source].get(f"{label}.strict")),
                    *(_shown(figures.get(name)) for name in ("exact_f1", "partial_f1", "type_f1", "overlap_f1")),
                )
            )
        _add_source(table, source, one, [*rows, *_averages(one, intervals[source])])
    return table


def whole_table(scores: Mapping[str, Scores], intervals: Mapping[str, Mapping[str, Interval]]) -> Table:
    """Records and documents: a row for each source, each share with its 95 % interval."""
    title = "Records (F1; accuracy where the name matches), documents without any error, empty ones left empty"
    table = Table("source", title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading in _WHOLE.values():
        table.add_column(heading, justify="right")
    for source, one in scores.items():
        figures = figures_of_one(one)
        cells = (f"{_shown(figures.get(name))} {_shown_interval(intervals[source].get(name))}" for name in _WHOLE)
        table.add_row(f"{source} ({one.documents})", *cells)
    return table


def comparison_table(comparison: Comparison) -> Table:
    """The figures that changed since the saved run; p is the chance of so large a difference."""
    table = Table("source", "figure", title="Changed since the saved run", title_justify="left", box=SIMPLE_HEAD)
    for column in ("before", "after", "change", "p"):
        table.add_column(column, justify="right")
    for one in comparison.figures:
        change = f"{one.after - one.before:+.{_DIGITS}f}"
        table.add_row(one.source, one.figure, _shown(one.before), _shown(one.after), change, _shown(one.chance))
    return table


def agreement_table(found: Agreement) -> Table:
    """F1 and kappa of two annotators, by label and note."""
    title = f"Agreement over {found.articles} articles"
    table = _table(title, ("first", "second", "F1", "F1~", "kappa"), ("label",))
    for label in _present(found.scores):
        tally, figures = found.scores.tally(label), label_figures(found.scores, label)
        rates = (_shown(figures["f1"]), _shown(figures.get("overlap_f1")))
        table.add_row(label, str(tally.gold), str(tally.predicted), *rates, _shown(found.kappas.get(label)))
    for name in ("mentions", "layout", *AGREED_NOTES):
        if name in found.kappas:
            share = note_figures(found.scores).get(name)
            table.add_row(name, "", "", _shown(share), "", _shown(found.kappas[name]))
    return table


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison under stable keys, without the text of articles."""
    return {
        "compared": comparison.compared,
        "new": comparison.new,
        "figures": [
            {
                "source": one.source,
                "figure": one.figure,
                "before": round(one.before, _DIGITS),
                "after": round(one.after, _DIGITS),
                "p": round(one.chance, 4),
            }
            for one in comparison.figures
        ],
        "right": sum(change.became == "right" for change in comparison.mentions),
        "wrong": sum(change.became == "wrong" for change in comparison.mentions),
        "hidden": {source: {"right": right, "wrong": wrong} for source, (right, wrong) in comparison.hidden.items()},
    }


def notes_table(scores: Mapping[str, Scores]) -> Table:
    """Accuracy of notes on strictly matched labels: a row for each label, one for all together."""
    table = _table("Notes: accuracy where the label matches", _NOTE_COLUMNS)
    for source, one in scores.items():
        rows = {label: label_figures(one, label) for label in _present(one)} | {ALL: note_figures(one)}
        shown = [(label, *(_shown(row.get(note)) for note in _NOTE_COLUMNS)) for label, row in rows.items()]
        _add_source(table, source, one, [row for row in shown if any(row[1:])])
    return table


def _table(title: str, columns: Sequence[str], left: Sequence[str] = ("source", "label")) -> Table:
    table = Table(*left, title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _add_source(table: Table, source: str, scores: Scores, rows: Sequence[tuple[str, ...]]) -> None:
    for number, row in enumerate(rows):
        table.add_row("" if number else f"{source} ({scores.documents})", *row)
    table.add_section()


def _averages(scores: Scores, intervals: Mapping[str, Interval]) -> list[tuple[str, ...]]:
    figures = figures_of_one(scores)
    if "micro.strict" not in figures:
        return []
    rates = [_shown(figures[f"micro.{way}"]) for way in WAYS]
    return [
        ("micro", "", "", "", "", rates[0], _shown_interval(intervals.get("micro.strict")), *rates[1:], ""),
        ("macro", "", "", "", "", _shown(figures[MACRO]), _shown_interval(intervals.get(MACRO)), "", "", "", ""),
    ]


def _label_json(scores: Scores, label: str) -> dict[str, Any]:
    tally = scores.tally(label)
    return {
        "gold": tally.gold,
        "predicted": tally.predicted,
        "strict": _rates("", tally.strict),
        "overlapping": _rates("", tally.overlapping) if label != MONEY else None,
        "ways": {way: _rates("", scores.way(label, way)) for way in WAYS} if label != MONEY else None,
        "notes": {note: _accuracy_json(scores.accuracy(label, note)) for note in NOTES.get(label, ())},
    }


def _accuracy_json(accuracy: Accuracy) -> dict[str, Any]:
    return {"judged": accuracy.judged, "accuracy": _rounded(accuracy)}


def _rates(prefix: str, rates: Rates) -> dict[str, float]:
    figures = {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}
    return {prefix + name: round(figure, _DIGITS) for name, figure in figures.items()}


def _rounded(accuracy: Accuracy) -> float | None:
    return None if accuracy.share is None else round(accuracy.share, _DIGITS)


def _rounded_interval(interval: Interval | None) -> list[float] | None:
    return [round(border, _DIGITS) for border in interval] if interval else None


def _shown_interval(interval: Interval | None) -> str:
    return f"{interval[0]:.2f}-{interval[1]:.2f}" if interval else ""


def _shown(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.{_DIGITS}f}"


def _present(scores: Scores) -> list[str]:
    return [label for label in LABELS if scores.tally(label).gold or scores.tally(label).predicted]
