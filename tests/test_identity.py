"""What makes an article the same one in another run: nothing is lost when folders are read night after night."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from kaigong.cli import app
from kaigong.database.connection import engine_of
from kaigong.writing.state import STATE_FILE

NEWS = "岚山县新开工项目{}个。"


def kaigong(*arguments: str | Path) -> str:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def night(root: Path, day: str, number: int, name: str = "a.txt") -> Path:
    """A folder of a day with an article that tells of so many projects."""
    folder = root / day
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(NEWS.format(number), encoding="utf-8")
    return folder


def counts(database: str) -> dict[str, int]:
    """How many projects each article tells of, by its name."""
    engine = engine_of(database)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT a.name, g.count FROM articles a JOIN project_groups g ON g.article_id = a.id")
        )
        found = {name: int(count) for name, count in rows}
    engine.dispose()
    return found


def long(path: Path) -> str:
    return str(path).lstrip("/")


def test_the_same_name_in_the_folder_of_another_night_is_another_article(database: str, tmp_path: Path) -> None:
    first, second = (night(tmp_path, day, number) for day, number in (("03-01", 3), ("03-02", 4)))
    kaigong("load", first, "--database", database)
    assert "1 │   new" in kaigong("load", second, "--database", database)
    both = {"a.txt": 3, long(second / "a.txt"): 4}
    assert counts(database) == both
    for folder in (first, second):
        assert "1 │   unchanged" in kaigong("load", folder, "--database", database)
    assert counts(database) == both


def test_what_changes_then_replaces_its_own_rows(database: str, tmp_path: Path) -> None:
    first, second = (night(tmp_path, day, number) for day, number in (("03-01", 3), ("03-02", 4)))
    for folder in (first, second):
        kaigong("load", folder, "--database", database)
    night(tmp_path, "03-01", 5)
    night(tmp_path, "03-02", 6)
    for folder in (first, second):
        assert "1 │   changed" in kaigong("load", folder, "--database", database)
    assert counts(database) == {"a.txt": 5, long(second / "a.txt"): 6}


def test_an_article_that_only_moved_is_the_same(database: str, tmp_path: Path) -> None:
    kaigong("load", night(tmp_path, "03-01", 3), "--database", database)
    assert "1 │   unchanged" in kaigong("load", night(tmp_path, "moved", 3), "--database", database)
    assert counts(database) == {"a.txt": 3}


def test_what_is_gone_is_dropped_and_what_has_the_long_name_stays(database: str, tmp_path: Path) -> None:
    first, second = (night(tmp_path, day, number) for day, number in (("03-01", 3), ("03-02", 4)))
    for folder in (first, second):
        kaigong("load", folder, "--database", database)
    for _ in range(2):
        kaigong("load", second, "--database", database, "--drop-gone")
        assert counts(database) == {long(second / "a.txt"): 4}


def test_rows_without_an_id_are_told_apart_and_those_with_one_are_not(database: str, tmp_path: Path) -> None:
    for day, number in (("03-01", 3), ("03-02", 4)):
        (tmp_path / day).mkdir()
        rows = ({"text": NEWS.format(number)}, {"id": "k", "text": NEWS.format(10 * number)})
        (tmp_path / day / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        kaigong("load", tmp_path / day, "--database", database)
    assert counts(database) == {"in.jsonl#1": 3, long(tmp_path / "03-02" / "in.jsonl#1"): 4, "k": 40}


def test_rows_of_another_query_are_others(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/kaigong.db"
    for number in (3, 4):
        sql = f"SELECT '{NEWS.format(number)}' AS text"
        for standing in ("new", "unchanged"):
            told = kaigong("load", "--from", "sqlite://", "--query", sql, "--database", database)
            assert f"1 │   {standing}" in told
    assert sorted(counts(database).values()) == [3, 4]


def test_a_name_tells_the_same_when_it_grew_longer(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/kaigong.db"
    for day, number in (("03-01", 3), ("03-02", 4)):
        folder = night(tmp_path, day, number, "2024-05-17_江城日报.txt")
        kaigong("load", folder, "--database", database, "--name-pattern", "{published}_{source}")
    with closing(sqlite3.connect(tmp_path / "kaigong.db")) as connection:
        rows = connection.execute("SELECT published, source FROM articles").fetchall()
    assert rows == [("2024-05-17", "江城日报")] * 2


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_folder_that_is_written_to_keeps_them_apart_too(tmp_path: Path, workers: str) -> None:
    out = tmp_path / "out"
    for day, number in (("03-01", 3), ("03-02", 4), ("03-02", 4)):
        kaigong("extract", night(tmp_path, day, number), "--out", out, "--workers", workers)
    lines = [json.loads(line) for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["article"]: line["count"] for line in lines if line["record"] == "project_group"} == {
        "a.txt": "3",
        long(tmp_path / "03-02" / "a.txt"): "4",
    }


def test_a_folder_that_an_earlier_program_wrote_to_is_gone_on_with(tmp_path: Path) -> None:
    folder, out = night(tmp_path, "03-01", 3), tmp_path / "out"
    kaigong("extract", folder, "--out", out)
    with closing(sqlite3.connect(out / STATE_FILE)) as connection:
        connection.executescript("ALTER TABLE articles DROP COLUMN place")
    assert "1 │   unchanged" in kaigong("extract", folder, "--out", out)
