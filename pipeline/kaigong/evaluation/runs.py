"""Runs on disk: what the pipeline found, so that a later run can be compared with it, even if gold has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from kaigong.evaluation.figures import figures_of_one
from kaigong.evaluation.gold import GoldError, Labels, read_labels
from kaigong.evaluation.judging import Judged
from kaigong.evaluation.sources import GoldArticle

Key = tuple[str, str]


class RunError(ValueError):
    """A file that holds no run. The message names the reason."""


def as_run(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """One object for each article: its figures, and its predictions with the hash of the text that they count in."""
    return [
        {
            "source": one.gold.source,
            "name": one.gold.article.name,
            "sha256": _hash(one.gold),
            "predicted": one.prediction.written,
            "figures": {name: round(value, 3) for name, value in figures_of_one(one.scores).items()},
        }
        for one in judged
    ]


def read_run(file: Path, articles: Sequence[GoldArticle]) -> Mapping[Key, Labels]:
    """The predictions of a saved run for those of `articles` that it has with the very same text.

    Raises RunError for a file that is missing or was not written by `kaigong eval --json`.
    """
    try:
        saved = json.loads(file.read_text(encoding="utf-8"))
        runs = {(one["source"], one["name"]): one for one in saved["articles"]}
    except OSError as error:
        raise RunError(f"can't be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise RunError("no run that kaigong eval --json wrote") from error
    found: dict[Key, Labels] = {}
    for gold in articles:
        key = (gold.source, gold.article.name)
        if key in runs and runs[key].get("sha256") == _hash(gold):
            found[key] = _predicted(runs[key], gold, file)
    return found


def _predicted(run: Mapping[str, Any], gold: GoldArticle, file: Path) -> Labels:
    try:
        return read_labels(str(run.get("predicted")), gold.article.text, str(file))
    except GoldError as error:
        raise RunError(f"the labels of {gold.source}/{gold.article.name} can't be read: {error}") from error


def _hash(gold: GoldArticle) -> str:
    return sha256(gold.article.text.encode("utf-8", "surrogatepass")).hexdigest()
