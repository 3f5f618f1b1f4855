"""What makes a run do an article again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaigong import fingerprint as module
from kaigong.fingerprint import fingerprint
from kaigong.reading.metadata import Metadata
from kaigong.rules import default_rules


@pytest.mark.parametrize("file", ["extract.py", "find/names.crf", "find/names.trees.json"])
def test_it_changes_with_the_code_and_with_the_model(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "find").mkdir()
    for name in ("extract.py", "find/names.crf", "find/names.trees.json"):
        (tmp_path / name).write_bytes(b"one")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "fingerprint.py"))
    before = fingerprint(default_rules(), Metadata())
    assert fingerprint(default_rules(), Metadata()) == before
    (tmp_path / file).write_bytes(b"two")
    assert fingerprint(default_rules(), Metadata()) != before


def test_the_model_stands_where_the_program_is() -> None:
    found = {file.name for file in (Path(module.__file__).parent / "find").glob("names.*")}
    assert {"names.crf", "names.trees.json"} <= found
