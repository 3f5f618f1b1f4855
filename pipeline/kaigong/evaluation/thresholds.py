"""Scores that must not fall (gold/thresholds.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kaigong.evaluation.gold import NOTES
from kaigong.evaluation.report import ALL, WHOLE_FIGURES, label_figures, note_figures, whole_figures
from kaigong.evaluation.scores import COMBINED, LABELS, MONEY, Scores
from kaigong.evaluation.tables import TableError, read_tables
from kaigong.evaluation.ways import WAYS

Thresholds = Mapping[str, Mapping[str, Mapping[str, float]]]
"""By source, label (or "all") and figure: the least that it may be."""

_STRICT = ("precision", "recall", "f1")
_RATES = (*_STRICT, *(f"{way}_{rate}" for way in ("overlap", *WAYS[1:]) for rate in _STRICT))
_KNOWN: dict[str, tuple[str, ...]] = {
    **{label: (*_RATES, *NOTES[label]) for label in LABELS if label != MONEY},
    MONEY: _STRICT,
    ALL: (*COMBINED, *WHOLE_FIGURES),
}


def read_thresholds(file: Path) -> Thresholds:
    """The thresholds of a TOML file: [news.Amount] f1 = 0.9, role = 0.85; [news.all] region = 0.9.

    Raises TableError for a file that is missing or no TOML, an unknown label or figure, a value that is no
    number between 0 and 1.
    """
    tables = read_tables(file)
    for source, labels in tables.items():
        if not isinstance(labels, dict):
            raise TableError(f"{file}: '{source}' must be a table such as [{source}.Amount]")
        for label, figures in labels.items():
            _check(f"{file}: [{source}.{label}]", label, figures)
    return tables


def fallen(thresholds: Thresholds, scores: Mapping[str, Scores]) -> list[str]:
    """One sentence for each figure below its threshold. Sources that were not scored are not judged.

    Compared as reported, to the third digit. A figure with nothing to measure has fallen.
    """
    messages = []
    for source in thresholds.keys() & scores.keys():
        for label, figures in thresholds[source].items():
            reached = _all_figures(scores[source]) if label == ALL else label_figures(scores[source], label)
            for name, least in figures.items():
                figure = reached[name]
                if figure is None or figure < least:
                    shown = "nothing to measure" if figure is None else f"{figure:.3f}"
                    messages.append(f"{source} {label} {name}: {shown}, must be at least {least:.3f}")
    return sorted(messages)


def _all_figures(scores: Scores) -> dict[str, float | None]:
    return note_figures(scores) | whole_figures(scores)


def _check(where: str, label: str, figures: object) -> None:
    if label not in _KNOWN:
        raise TableError(f"{where}: no label is called '{label}'; known: {', '.join(_KNOWN)}")
    if not isinstance(figures, dict):
        raise TableError(f"{where}: must be a table of figures such as f1 = 0.9")
    for name, least in figures.items():
        if name not in _KNOWN[label]:
            raise TableError(f"{where}: no figure is called '{name}'; known: {', '.join(_KNOWN[label])}")
        if not isinstance(least, int | float) or not 0 <= least <= 1:
            raise TableError(f"{where}: {name} must be a number between 0 and 1")
