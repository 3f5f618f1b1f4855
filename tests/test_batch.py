"""Many articles."""

import json
import tracemalloc
from collections import deque
from pathlib import Path

import pytest

import kaigong
from kaigong.batch import SetAsideWarning
from kaigong.reading.set_aside import SetAside

NEWS = "岚山县新开工5000万元以上项目26个，总投资310亿元。\n"


def test_files_stream_as_extractions(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": NEWS, "id": "k"}), encoding="utf-8")
    found = kaigong.extract_files([tmp_path])
    assert iter(found) is found
    extractions = list(found)
    assert [one.article.name for one in extractions] == ["a.txt", "k"]
    assert [one.amounts[0].text for one in extractions] == ["5000万元", "5000万元"]


@pytest.mark.parametrize("make", [str, Path])
def test_one_path_may_be_given_alone(tmp_path: Path, make: type) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    assert len(list(kaigong.extract_files(make(tmp_path)))) == 1


def test_what_is_set_aside_warns(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.warns(SetAsideWarning, match="an empty file"):
        assert list(kaigong.extract_files([tmp_path])) == []


def test_what_is_set_aside_can_be_collected(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{{\n{json.dumps({'text': NEWS})}\n", encoding="utf-8")
    aside: list[SetAside] = []
    assert len(list(kaigong.extract_files([tmp_path], on_set_aside=aside.append))) == 1
    assert [(one.path, one.line) for one in aside] == [(str(tmp_path / "a.jsonl"), 1)]


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    def peak(articles: int) -> int:
        line = json.dumps({"text": NEWS * 20}) + "\n"
        (tmp_path / "a.jsonl").write_text(line * articles, encoding="utf-8")
        tracemalloc.start()
        deque(kaigong.extract_files([tmp_path / "a.jsonl"]), maxlen=0)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(2)
    # What 320 articles more would take, were they kept, is ten times that.
    assert peak(400) < peak(80) + 1_000_000
