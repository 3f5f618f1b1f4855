"""doccano: one JSON object a line, with entities and relations, as sequence labelling imports and exports them.

doccano keeps no attributes of an entity. Notes go along as a string of JSON under "notes", which doccano takes for
metadata of the example and gives back; they find their entity by label and place, for doccano gives ids of its own.
Offsets are UTF-16 units (doccano issue 2290).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kaigong.evaluation.exchange.labelled import Labelled, Mark, Relation, put_together, taken_apart
from kaigong.evaluation.exchange.units import Units
from kaigong.evaluation.gold import GoldError, Problem
from kaigong.text import normalize_newlines


def write_doccano(articles: Iterable[Labelled], file: Path) -> None:
    """Write one line for each article."""
    lines = (json.dumps(_example(number, one), ensure_ascii=False) + "\n" for number, one in enumerate(articles, 1))
    file.write_text("".join(lines), encoding="utf-8", newline="")


def read_doccano(file: Path) -> tuple[list[Labelled], list[Problem]]:
    """The labels of each line, and what is wrong in the lines set aside. The older form without relations ("label":
    [[0, 5, "Amount"]]) is read too.
    """
    articles: list[Labelled] = []
    problems: list[Problem] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            articles.append(_article(json.loads(line), file, number))
        except GoldError as error:
            problems.extend(error.problems)
        except json.JSONDecodeError as error:
            problems.append(Problem(str(file), number, f"not JSON: {error.msg}"))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(Problem(str(file), number, f"no example of doccano: {error!r}"))
    return articles, problems


def _example(number: int, article: Labelled) -> dict[str, Any]:
    marks, relations = taken_apart(article.labels)
    units = Units(article.text)
    ids = {mark.key: at for at, mark in enumerate(marks, 1)}
    entities = []
    notes = {}
    places: Counter[str] = Counter()
    for mark in marks:
        start, end = units.of(mark.span)
        place = _place(mark.label, start, end, places)
        entities.append({"id": ids[mark.key], "label": mark.label, "start_offset": start, "end_offset": end})
        if mark.notes:
            notes[place] = dict(mark.notes)
    return {
        "id": number,
        "text": article.text,
        "name": article.name,
        "notes": json.dumps(notes, ensure_ascii=False),
        "entities": entities,
        "relations": [
            {"id": at, "from_id": ids[one.from_key], "to_id": ids[one.to_key], "type": one.kind}
            for at, one in enumerate(relations, 1)
        ],
    }


def _article(example: Any, file: Path, line: int) -> Labelled:
    text = normalize_newlines(example["text"])
    notes = json.loads(example.get("notes") or "{}")
    units = Units(text)
    marks = []
    places: Counter[str] = Counter()
    for key, label, start, end in _entities(example):
        of_this = notes.get(_place(label, start, end, places), {})
        marks.append(Mark(key, label, units.code_points((start, end)), of_this))
    relations = [
        Relation(one["type"], str(one["from_id"]), str(one["to_id"])) for one in example.get("relations") or ()
    ]
    labels = put_together(marks, relations, text, str(file), line)
    name = str(example.get("name") or example.get("id") or f"{file.stem}-{line}")
    return Labelled(name, text, labels, str(file), (line,) * len(labels.mentions))


def _entities(example: Any) -> list[tuple[str, str, int, int]]:
    if "entities" in example:
        return [(str(one["id"]), one["label"], one["start_offset"], one["end_offset"]) for one in example["entities"]]
    return [(f"{number}", name, start, end) for number, (start, end, name) in enumerate(example.get("label") or (), 1)]


def _place(label: str, start: int, end: int, places: Counter[str]) -> str:
    """What notes find their entity by; of several with the same label and place, by which of them it is, too."""
    place = f"{label} {start} {end}"
    places[place] += 1
    return place if places[place] == 1 else f"{place} #{places[place]}"
