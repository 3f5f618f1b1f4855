"""Files as the tools themselves export them, and what is wrong in them."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from kaigong.evaluation.exchange.formats import read_any
from kaigong.evaluation.gold import NOTE_SHAPES, NOTES

CHECKOUT = Path(__file__).parents[3]
TEXT = "𡎚头村水库总投资3亿元。"


def task(*results: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": 7, "data": {"text": TEXT}, "annotations": [{"result": list(results)}], **more}


def label(key: str, start: int, end: int, name: str, text: str | None = None) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [name]} | ({"text": text} if text else {})
    return {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def written(folder: Path, name: str, content: str) -> Path:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return file


def test_label_studio_as_exported(tmp_path: Path) -> None:
    results = [
        label("x1", 0, 5, "Project", "𡎚头村水库"),
        {"id": "x1", "from_name": "status", "to_name": "text", "type": "choices", "value": {"choices": ["new"]}},
        {"id": "x1", "from_name": "region", "to_name": "text", "type": "textarea", "value": {"text": ["360400 "]}},
        label("x2", 8, 11, "Amount", "3亿元"),
        {"from_id": "x1", "to_id": "x2", "type": "relation", "direction": "right", "labels": ["Money"]},
    ]
    cancelled = {"result": [label("y", 0, 1, "Slogan")], "was_cancelled": True}
    one = task(*results)
    one["annotations"].insert(0, cancelled)
    found, problems = read_any(written(tmp_path, "e.json", json.dumps([one])))
    assert problems == []
    assert found[0].name == "7"
    project, amount = found[0].labels.mentions
    assert (project.text, project.notes) == ("𡎚头村水库", {"status": "new", "region": "360400"})
    assert amount.fragments == ((8, 11),)
    assert [(link.owner.text, link.amount.text) for link in found[0].labels.links] == [("𡎚头村水库", "3亿元")]


def test_offsets_of_old_label_studio_are_known_by_their_text(tmp_path: Path) -> None:
    file = written(tmp_path, "e.json", json.dumps([task(label("x", 9, 12, "Amount", "3亿元"))]))
    assert read_any(file)[0][0].labels.mentions[0].fragments == ((8, 11),)


def test_what_is_wrong_in_label_studio_is_told_with_the_line_of_the_task(tmp_path: Path) -> None:
    tasks = [
        task(label("x", 0, 5, "Project")),
        task(label("x", 0, 99, "Project")),
        task(label("x", 0, 5, "Firm")),
        task(label("x", 0, 5, "Project"), label("x", 8, 11, "Amount")),
        task(label("x", 0, 5, "Project", "水库")),
        task(label("x", 0, 5, "Project"), {"type": "relation", "from_id": "x", "to_id": "z", "labels": ["Money"]}),
        task(label("x", 0, 5, "Project"), {"type": "relation", "from_id": "x", "to_id": "x", "labels": ["Likes"]}),
        {"data": {}},
    ]
    file = written(tmp_path, "e.json", "[\n" + ",\n".join(json.dumps(one) for one in tasks) + "\n]")
    found, problems = read_any(file)
    assert len(found) == 1
    told = [(problem.line, problem.message) for problem in problems]
    assert [line for line, _ in told] == [3, 4, 5, 6, 7, 8, 9]
    for (_, message), said in zip(
        told,
        [
            "past the end",
            "no label is called Firm",
            "x is the id of two labels",
            "says '水库'",
            "no label z",
            "no relation is called Likes",
            "no task of Label Studio",
        ],
        strict=True,
    ):
        assert said in message


@pytest.mark.parametrize("content", ["", "{}", "[{]", '[{"data": {}} 5]', "[1"])
def test_a_file_that_is_no_list_of_tasks_is_told(tmp_path: Path, content: str) -> None:
    found, problems = read_any(written(tmp_path, "e.json", content))
    assert found == []
    assert "not JSON" in problems[-1].message


def test_doccano_as_exported_counts_utf16_units(tmp_path: Path) -> None:
    example = {
        "id": 31,
        "text": TEXT,
        "Comments": [],
        "entities": [
            {"id": 90, "label": "Project", "start_offset": 0, "end_offset": 6},
            {"id": 91, "label": "Amount", "start_offset": 9, "end_offset": 12},
        ],
        "relations": [{"id": 1, "from_id": 90, "to_id": 91, "type": "Money"}],
    }
    older = {"text": TEXT, "label": [[0, 6, "Project"]]}
    file = written(tmp_path, "e.jsonl", json.dumps(example) + "\n\n" + json.dumps(older) + "\n")
    found, problems = read_any(file)
    assert problems == []
    assert [(one.name, [label.text for label in one.labels.mentions]) for one in found] == [
        ("31", ["𡎚头村水库", "3亿元"]),
        ("e-3", ["𡎚头村水库"]),
    ]
    assert found[0].labels.links[0].amount.text == "3亿元"


def test_a_label_moved_in_doccano_loses_its_notes_and_the_others_keep_theirs(tmp_path: Path) -> None:
    notes = {"Project 0 6": {"status": "new"}, "Count 1 2": {"value": "5"}}
    example = {"text": TEXT, "label": [[0, 6, "Project"], [0, 2, "Count"]], "notes": json.dumps(notes)}
    found, _ = read_any(written(tmp_path, "e.jsonl", json.dumps(example)))
    assert [label.notes for label in found[0].labels.mentions] == [{"status": "new"}, {}]


def test_what_is_wrong_in_doccano_is_told_with_its_line(tmp_path: Path) -> None:
    lines = [
        "{",
        json.dumps({"text": TEXT, "label": [[0, 99, "Project"]]}),
        json.dumps({"text": TEXT, "label": [[0, 6, "Project"]]}),
        json.dumps({"label": []}),
    ]
    found, problems = read_any(written(tmp_path, "e.jsonl", "\n".join(lines)))
    assert len(found) == 1
    assert [problem.line for problem in problems] == [1, 2, 4]
    assert "past the end" in problems[1].message


def test_bytes_that_are_no_text_and_files_that_are_missing_are_told(tmp_path: Path) -> None:
    for name in ("e.json", "e.jsonl"):
        (tmp_path / name).write_bytes(b"[\n\xff")
        assert str(read_any(tmp_path / name)[1][0]) == f"{tmp_path / name}:2: not UTF-8"
        assert "No such file" in read_any(tmp_path / f"none-{name}")[1][0].message


def test_documents_of_others_are_read_by_their_own_tokens(tmp_path: Path) -> None:
    from spacy.tokens import Doc, DocBin, Span
    from spacy.vocab import Vocab

    vocab = Vocab()
    doc = Doc(vocab, words=["新建", "水库", "工程", "12", "个"], spaces=[False] * 5)
    doc.ents = [Span(doc, 1, 3, label="Project"), Span(doc, 3, 5, label="Count")]
    DocBin(docs=[doc, Doc(vocab, words=["某"], spaces=[False])]).to_disk(tmp_path / "e.spacy")
    found, problems = read_any(tmp_path / "e.spacy")
    assert problems == []
    assert [(one.name, [label.text for label in one.labels.mentions]) for one in found] == [
        ("e-1", ["水库工程", "12个"]),
        ("e-2", []),
    ]


def test_what_is_no_docbin_is_told(tmp_path: Path) -> None:
    (tmp_path / "e.spacy").write_bytes(b"no documents")
    found, problems = read_any(tmp_path / "e.spacy")
    assert found == []
    assert "no DocBin" in problems[0].message


def test_spacy_is_imported_only_where_it_is_used() -> None:
    code = "import sys, kaigong.evaluation.exchange.formats; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_setup_of_label_studio_knows_every_label_and_note() -> None:
    root = ElementTree.parse(CHECKOUT / "gold" / "label-studio.xml").getroot()
    labels = {one.get("value") for one in root.iterfind("./Labels/Label")}
    assert labels == set(NOTES)
    relations = {one.get("value") for one in root.iterfind("./Relations/Relation")}
    assert relations == {"Money", "Fragment"}
    asked = {(one.get("whenLabelValue"), one.get("name")) for one in root if one.get("perRegion") == "true"}
    for name, notes in NOTES.items():
        for note in notes:
            assert any(note == field and name in (labels or "").split(",") for labels, field in asked), (name, note)
    for choices in root.iterfind("./Choices"):
        values = {choice.get("value") for choice in choices}
        assert values == set(NOTE_SHAPES[choices.get("name") or ""].split("|"))
