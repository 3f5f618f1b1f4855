"""Label Studio: a JSON list of tasks, as it imports and exports them.

A label is a result of type "labels"; its notes are results of type "choices" and "textarea" with the same id, as
gold/label-studio.xml sets the tool up; links and the joints of fragments are results of type "relation".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from kaigong.evaluation.exchange.labelled import Labelled, Mark, Relation, put_together, taken_apart
from kaigong.evaluation.exchange.units import Units
from kaigong.evaluation.gold import GoldError, Problem
from kaigong.text import Span, normalize_newlines

CHOICES = frozenset({"role", "bound", "status", "kind"})
"""Notes that one picks from a list; the others are typed in."""

Kind = Literal["annotations", "predictions"]
"""Labels made by hand, or proposed for correcting."""


def write_label_studio(articles: Iterable[Labelled], file: Path, kind: Kind = "annotations") -> None:
    """Write one task for each article. Offsets are code points, as Label Studio has saved them since 1.5."""
    tasks = [{"data": {"text": one.text, "name": one.name}, kind: [{"result": _results(one)}]} for one in articles]
    file.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")


def read_label_studio(file: Path) -> tuple[list[Labelled], list[Problem]]:
    """The labels of each task, and what is wrong in the tasks set aside, with the line in which a task begins.

    Of several annotations of a task the first that was not cancelled counts; a task without any is read from its
    first prediction. Offsets of old versions (UTF-16 units) are known by the text beside them.
    """
    articles: list[Labelled] = []
    problems: list[Problem] = []
    try:
        for line, task in _tasks(file.read_text(encoding="utf-8")):
            try:
                articles.append(_article(task, file, line))
            except GoldError as error:
                problems.extend(error.problems)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                problems.append(Problem(str(file), line, f"no task of Label Studio: {error!r}"))
    except json.JSONDecodeError as error:
        problems.append(Problem(str(file), error.lineno, f"not JSON: {error.msg}"))
    return articles, problems


def _tasks(content: str) -> Iterator[tuple[int, Any]]:
    """Each element of a JSON list, with its line."""
    decoder = json.JSONDecoder()
    at = _behind_blanks(content, 0)
    if content[at : at + 1] != "[":
        raise json.JSONDecodeError("expected a list of tasks", content, at)
    at = _behind_blanks(content, at + 1)
    while content[at : at + 1] != "]":
        task, end = decoder.raw_decode(content, at)
        yield content.count("\n", 0, at) + 1, task
        at = _behind_blanks(content, end)
        if content[at : at + 1] == ",":
            at = _behind_blanks(content, at + 1)
        elif content[at : at + 1] != "]":
            raise json.JSONDecodeError("expected , or ]", content, at)


def _behind_blanks(content: str, at: int) -> int:
    while content[at : at + 1] and content[at] in " \t\r\n":
        at += 1
    return at


def _results(article: Labelled) -> list[dict[str, Any]]:
    marks, relations = taken_apart(article.labels)
    results: list[dict[str, Any]] = []
    for mark in marks:
        start, end = mark.span
        place = {"start": start, "end": end}
        label = {**place, "text": article.text[start:end], "labels": [mark.label]}
        results.append(_result(mark.key, "label", "labels", label))
        for key, value in mark.notes.items():
            if key in CHOICES:
                results.append(_result(mark.key, key, "choices", {**place, "choices": [value]}))
            else:
                results.append(_result(mark.key, key, "textarea", {**place, "text": [value]}))
    for one in relations:
        ends = {"from_id": one.from_key, "to_id": one.to_key}
        results.append({"type": "relation", **ends, "direction": "right", "labels": [one.kind]})
    return results


def _result(key: str, name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": key, "from_name": name, "to_name": "text", "type": kind, "value": value}


def _article(task: Any, file: Path, line: int) -> Labelled:
    text = normalize_newlines(task["data"]["text"])
    name = str(task["data"].get("name") or task.get("id") or f"{file.stem}-{line}")
    done = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
    results: list[dict[str, Any]] = next((one["result"] for one in [*done, *(task.get("predictions") or ())]), [])
    notes: dict[str, dict[str, str]] = {}
    relations: list[Relation] = []
    for result in results:
        if result["type"] == "relation":
            kinds = result.get("labels") or [""]
            relations.append(Relation(kinds[0], result["from_id"], result["to_id"]))
        elif result["type"] in ("choices", "textarea"):
            values = result["value"]["choices" if result["type"] == "choices" else "text"]
            value = values if isinstance(values, str) else values[0]
            notes.setdefault(result["id"], {})[result["from_name"]] = value.strip()
    units = Units(text)
    marks = [
        Mark(
            result["id"],
            _one(result["value"]["labels"]),
            _span(result["value"], text, units),
            notes.get(result["id"], {}),
        )
        for result in results
        if result["type"] == "labels"
    ]
    labels = put_together(marks, relations, text, str(file), line)
    return Labelled(name, text, labels, str(file), (line,) * len(labels.mentions))


def _one(labels: list[str]) -> str:
    if len(labels) != 1:
        raise ValueError(f"one label for each stretch, not {labels}")
    return labels[0]


def _span(value: dict[str, Any], text: str, units: Units) -> Span:
    span = int(value["start"]), int(value["end"])
    said = value.get("text")
    if said is not None and text[span[0] : span[1]] != said:
        other = units.code_points(span)
        if text[other[0] : other[1]] == said:
            return other
        if span[1] <= len(text):
            raise ValueError(f"the task says {said!r}, the text has {text[span[0] : span[1]]!r} at {span[0]} {span[1]}")
    return span
