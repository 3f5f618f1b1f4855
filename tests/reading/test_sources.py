"""Paths to sources and their names."""

from pathlib import Path

import pytest

from kaigong.reading.set_aside import SetAside
from kaigong.reading.sources import Source, find_sources

READ = ".txt, .html, .htm, .pdf, .docx, .jsonl, .csv, .parquet"


def put(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("文", encoding="utf-8")


def names(*paths: Path, leave_out: Path | None = None) -> list[str]:
    return [found.name for found in find_sources(paths, leave_out=leave_out) if isinstance(found, Source)]


def complaints(*paths: Path) -> list[str]:
    return [str(found) for found in find_sources(paths) if isinstance(found, SetAside)]


def test_folders_are_walked_in_order_past_hidden_and_other_files(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a.HTML", "c.jsonl", "d.doc", ".e.txt", "z/2.txt", "z/1.htm", "y/1.txt", ".git/x.txt")
    assert names(tmp_path) == ["a.HTML", "b.txt", "c.jsonl", "y/1.txt", "z/1.htm", "z/2.txt"]
    assert complaints(tmp_path) == []


def test_a_named_file_is_called_by_its_name(tmp_path: Path) -> None:
    put(tmp_path, "deep/down/page.txt")
    assert names(tmp_path / "deep/down/page.txt") == ["page.txt"]


def test_same_names_in_two_folders_get_longer_ones_and_others_keep_theirs(tmp_path: Path) -> None:
    put(tmp_path, "may/news/1.txt", "june/news/1.txt", "june/news/2.txt")
    assert names(tmp_path / "may/news", tmp_path / "june/news") == ["may/news/1.txt", "june/news/1.txt", "2.txt"]


def test_same_names_of_two_files_get_longer_ones(tmp_path: Path) -> None:
    put(tmp_path, "may/1.txt", "june/1.txt")
    assert names(tmp_path / "may/1.txt", tmp_path / "june/1.txt") == ["may/1.txt", "june/1.txt"]


def test_a_longer_name_that_is_taken_too_gives_way_to_the_whole_path(tmp_path: Path) -> None:
    put(tmp_path, "a/x/1.txt", "b/x/1.txt", "c/a/x/1.txt")
    found = names(tmp_path / "a/x", tmp_path / "b/x", tmp_path / "c")
    assert len(set(found)) == 3
    assert not any(name.startswith("/") or ".." in name for name in found)


def test_what_is_named_twice_comes_once(tmp_path: Path) -> None:
    put(tmp_path, "a/1.txt", "a/b/2.txt")
    assert names(tmp_path / "a", tmp_path / "a/b", tmp_path / "a/1.txt", tmp_path / "a") == ["1.txt", "b/2.txt"]


def test_a_hidden_file_that_is_named_is_read_beside_its_folder(tmp_path: Path) -> None:
    put(tmp_path, "1.txt", ".2.txt")
    assert names(tmp_path, tmp_path / ".2.txt") == ["1.txt", ".2.txt"]


def test_the_folder_of_the_output_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "1.txt", "out/records.jsonl", "out/sub/1.txt")
    assert names(tmp_path, leave_out=tmp_path / "out") == ["1.txt"]


def test_each_path_that_gives_nothing_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a.doc", "only/b.doc")
    assert complaints(tmp_path / "a.doc", tmp_path / "only", tmp_path / "none.txt") == [
        f"{tmp_path}/a.doc: not a kind of file that is read: give {READ} or a folder",
        f"{tmp_path}/only: no articles in this folder: put {READ} files there",
        f"{tmp_path}/none.txt: no such file or folder: check the path",
    ]


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs a file system that takes any bytes for a name")
def test_a_name_that_is_no_text_becomes_text(tmp_path: Path) -> None:
    (tmp_path / "龙\udcff.txt").write_text("文", encoding="utf-8")
    assert names(tmp_path) == ["龙\ufffd.txt"]
