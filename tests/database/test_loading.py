"""Loading for real: SQLite, PostgreSQL, MariaDB."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text
from typer.testing import CliRunner, Result

from kaigong.cli import app
from kaigong.database.connection import engine_of
from kaigong.database.schema import metadata

KAIGONG = Path(sys.executable).with_name("kaigong")
GROUPS = "岚山县新开工5000万元以上项目26个，总投资310亿元。"
PROJECT = "总投资6.8亿元的露水河矿泉水产业园二期项目已开工建设。"


def kaigong(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def load(database: str, *arguments: str | Path) -> Result:
    return kaigong("load", *arguments, "--database", database)


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in texts.items():
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    return folder


def lines(file: Path, *rows: dict[str, Any]) -> Path:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return file


def query(database: str, sql: str) -> list[tuple[Any, ...]]:
    engine = engine_of(database)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(sql))]
    engine.dispose()
    return rows


def rows_of(database: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows; of PostgreSQL with the transaction that wrote them."""
    engine = engine_of(database)
    hidden = [text("xmin::text")] if engine.dialect.name == "postgresql" else []
    with engine.connect() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table, *hidden).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def many(number: int) -> list[dict[str, Any]]:
    return [{"id": f"k{key}", "text": f"{GROUPS}总投资{key + 1}亿元的第{key}号桥梁项目开工。"} for key in range(number)]


def test_a_second_run_changes_no_row(database: str, tmp_path: Path) -> None:
    file = lines(tmp_path / "in.jsonl", *many(150), {"id": "bad"})
    assert load(database, file).exit_code == 1
    first = rows_of(database)
    assert len(first["articles"]) == 150
    assert len(first["project_groups"]) == 150
    again = load(database, file)
    assert again.exit_code == 1
    assert "150 │   unchanged" in again.stdout
    assert rows_of(database) == first


def test_an_article_that_changed_replaces_its_rows_and_nothing_else(database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=GROUPS, b=PROJECT)
    load(database, folder)
    before = rows_of(database)
    write(folder, a="岚山县新开工项目30个。" + PROJECT)
    assert "1 │   changed" in load(database, folder).stdout
    assert query(database, "SELECT count FROM project_groups") == [(30,)]
    assert query(database, "SELECT COUNT(*) FROM projects") == [(2,)]
    after = rows_of(database)
    for table, rows in before.items():
        kept = [row for row in rows if "b.txt" in row or query_article(before, "b.txt") in row]
        assert set(kept) <= set(after[table])


def query_article(rows: dict[str, list[tuple[Any, ...]]], name: str) -> str:
    (key,) = [row[0] for row in rows["articles"] if row[1] == name]
    return str(key)


def test_other_rules_extract_everything_again(database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=GROUPS)
    rule = """
        [[currency]]
        name = "peaches"
        code = "XXX"
        suffixes = ["只桃"]
        examples = ["投资{3亿只桃}。"]
        counterexamples = ["三只鸭梨。"]
    """
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a.toml").write_text(rule, encoding="utf-8")
    load(database, folder)
    assert "1 │   changed" in load(database, folder, "--rules", tmp_path / "mine").stdout


def test_what_is_gone_is_dropped_when_asked(database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=GROUPS, b=PROJECT)
    load(database, folder)
    (folder / "b.txt").unlink()
    load(database, folder)
    assert query(database, "SELECT name FROM articles ORDER BY name") == [("a.txt",), ("b.txt",)]
    assert "1 │   gone, dropped" in load(database, folder, "--drop-gone").stdout
    assert query(database, "SELECT name FROM articles") == [("a.txt",)]
    assert query(database, "SELECT COUNT(*) FROM projects") == [(0,)]


def test_a_dry_run_says_what_it_would_do_and_does_nothing(database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=GROUPS, b=PROJECT, c=GROUPS)
    assert f"new: {folder}/a.txt" in load(database, folder, "--dry-run").stdout
    assert not (tmp_path / "kaigong.db").exists()
    load(database, folder)
    before = rows_of(database)
    (folder / "c.txt").unlink()
    hidden = load(database, folder, tmp_path / "missing", "--dry-run", "--drop-gone").stdout
    assert "gone, kept, since not all input could be read: c.txt" in hidden
    write(folder, b=GROUPS, d=PROJECT)
    told = load(database, folder, "--dry-run", "--drop-gone").stdout
    assert [line for line in told.splitlines() if ": " in line] == [
        f"changed: {folder}/b.txt",
        f"new: {folder}/d.txt",
        "gone, dropped: c.txt",
    ]
    assert rows_of(database) == before


@pytest.mark.parametrize("hostile", ["'); DROP TABLE articles; --", "a\\' OR 1=1 -- %s %(x)s :y", "😀𠮷\x1b[31m"])
def test_text_is_no_sql(database: str, tmp_path: Path, hostile: str) -> None:
    row = {"id": hostile, "title": hostile, "text": GROUPS + hostile, "source": hostile}
    assert load(database, lines(tmp_path / "in.jsonl", row)).exit_code == 0
    assert query(database, "SELECT name, title, source, text FROM articles") == [
        (hostile, hostile, hostile, GROUPS + hostile)
    ]


def test_a_nul_moves_no_offset(database: str, tmp_path: Path) -> None:
    load(database, lines(tmp_path / "in.jsonl", {"id": "k", "text": f"\x00{GROUPS}"}))
    ((article, place),) = query(
        database, "SELECT a.text, g.fragments FROM articles a JOIN project_groups g ON g.article_id = a.id"
    )
    start, end = map(int, place.split())
    assert article[start:end] == "26个"


def test_money_is_exact(database: str, tmp_path: Path) -> None:
    sums = "总投资0.07亿元。单价3.5元。总投资90071992.54740993亿元。"
    load(database, lines(tmp_path / "in.jsonl", {"id": "k", "text": sums}))
    ((unit,),) = query(database, "SELECT low FROM amounts WHERE text = '3.5元'")
    assert unit == (3.5 if "sqlite" in database else Decimal("3.5"))
    ((total,),) = query(database, "SELECT SUM(low) FROM amounts WHERE text <> '3.5元'")
    assert Decimal(total) == 7_000_000 + 9_007_199_254_740_993


def test_what_a_database_refuses_is_set_aside_and_the_rest_is_loaded(database: str, tmp_path: Path) -> None:
    texts = {"a": GROUPS, "b": f"总投资{'9' * 32}亿元。", "c": PROJECT}
    file = lines(tmp_path / "in.jsonl", *({"id": key, "text": content} for key, content in texts.items()))
    done = load(database, file)
    names = [name for (name,) in query(database, "SELECT name FROM articles ORDER BY name")]
    told = query(database, "SELECT path, reason FROM quarantine")
    if "mariadb" in database or "mysql" in database:
        assert (done.exit_code, names) == (1, ["a", "c"])
        assert told[0][0] == "b"
        assert "the database refused it" in told[0][1]
    else:
        assert (done.exit_code, names, told) == (0, ["a", "b", "c"], [])


BROKEN = {
    "empty.txt": (b"", "an empty file"),
    "blank.txt": (b"\n \n", "nothing but blanks"),
    "binary.txt": (b"\0\1\2\3" * 50, "a binary file"),
    "latin.txt": (b"\xe6\x80\xff abc \xff\n", "in no encoding of Chinese"),
    "page.html": (b"<html><body></body></html>", "no article found"),
    "scan.pdf": (b"%PDF-1.4 nothing", "not a PDF"),
    "word.docx": (b"PK\3\4 broken", "not a Word file"),
    "cut.txt.gz": (b"\x1f\x8b\x08\x00abc", "a packed file that is broken"),
    "table.csv": ("甲,乙\n一,二\n".encode(), "no column of texts"),
    "rows.parquet": (b"PAR1 broken", "not Parquet"),
}


def test_every_good_article_is_loaded_and_every_bad_one_in_quarantine(database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **{f"good{key:02}": GROUPS for key in range(9 * len(BROKEN))})
    for name, (content, _) in BROKEN.items():
        (folder / name).write_bytes(content)
    assert load(database, folder, "--workers", "2").exit_code == 1
    assert query(database, "SELECT COUNT(*) FROM articles") == [(9 * len(BROKEN),)]
    told = {Path(path).name: reason for path, reason in query(database, "SELECT path, reason FROM quarantine")}
    assert set(told) == set(BROKEN)
    for name, (_, reason) in BROKEN.items():
        assert reason in told[name]


def test_what_is_mended_leaves_the_quarantine(database: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a="", b="", c=GROUPS)
    load(database, folder)
    assert query(database, "SELECT COUNT(*) FROM quarantine") == [(2,)]
    write(folder, a=GROUPS)
    assert load(database, folder).exit_code == 1
    assert query(database, "SELECT path FROM quarantine") == [(f"{folder}/b.txt",)]


def test_the_views_answer(database: str, tmp_path: Path) -> None:
    def row(key: str, day: str, content: str) -> dict[str, Any]:
        return {"id": key, "published": day, "text": f"抚松县动态\n{content}抚松县落实“一主六双”战略。\n"}

    file = lines(
        tmp_path / "in.jsonl",
        row("a", "2024-01-05", "抚松县总投资6.8亿元的露水河矿泉水产业园二期项目开工建设。"),
        row("b", "2024-09-05", "抚松县总投资7亿元的露水河矿泉水产业园二期项目竣工投产。"),
        row("c", "2024-09-06", "抚松县新开工项目12个，总投资30亿元。"),
    )
    assert load(database, file).exit_code == 0
    latest = query(database, "SELECT name, region, status, article FROM projects_latest_status")
    assert latest == [("露水河矿泉水产业园二期项目", "吉林省白山市抚松县", "completed", "b")]
    assert query(
        database,
        "SELECT region, year, currency, projects, projects_total_investment_high, project_groups,"
        " largest_group_total_investment FROM investment_by_county_and_year",
    ) == [("吉林省白山市抚松县", 2024, "CNY", 1, 700_000_000, 1, 3_000_000_000)]
    slogans = "SELECT region, month, canonical, times, articles FROM slogans_by_region_and_month ORDER BY month"
    assert query(database, slogans) == [
        ("吉林省白山市抚松县", "2024-01", "一主六双", 1, 1),
        ("吉林省白山市抚松县", "2024-09", "一主六双", 2, 2),
    ]


def test_tables_have_keys_and_comments_in_chinese(database: str, tmp_path: Path) -> None:
    load(database, write(tmp_path / "in", a=GROUPS))
    engine = engine_of(database)
    there = inspect(engine)
    for table in metadata.sorted_tables:
        assert there.get_pk_constraint(table.name)["constrained_columns"] == list(table.primary_key.columns.keys())
        assert len(there.get_foreign_keys(table.name)) == len(table.foreign_key_constraints)
        if engine.dialect.supports_comments:
            assert there.get_table_comment(table.name)["text"] == table.comment
            assert all(column["comment"] for column in there.get_columns(table.name))
    engine.dispose()


def test_articles_come_from_a_query_too(database: str, tmp_path: Path) -> None:
    load(database, lines(tmp_path / "in.jsonl", {"id": "k", "text": GROUPS, "published": "2024-03-01", "title": "题"}))
    sql = "SELECT 'other' AS id, text AS 正文, title, published FROM articles"
    target = f"sqlite:///{tmp_path}/second.db"
    assert load(target, "--from", database, "--query", sql).exit_code == 0
    assert query(target, "SELECT name, title, published FROM articles") == [("other", "题", "2024-03-01")]
    assert query(target, "SELECT year FROM project_groups") == [(2024,)]


def test_a_query_that_fails_is_told(database: str) -> None:
    done = load("sqlite://", "--from", database, "--query", "SELECT nothing FROM nowhere")
    assert done.exit_code == 2
    assert "the database refused it" in done.stderr


def test_a_load_that_is_killed_goes_on_where_it_stopped(database: str, tmp_path: Path) -> None:
    file = lines(tmp_path / "in.jsonl", *many(400))
    chance = random.Random(8)
    for _ in range(3):
        with subprocess.Popen(
            [KAIGONG, "load", file, "--database", database, "--workers", "2"], stdout=subprocess.DEVNULL
        ) as run:
            try:
                run.wait(chance.uniform(0.8, 3))
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
    assert load(database, file).exit_code == 0
    torn = rows_of(database)
    calm = f"sqlite:///{tmp_path}/calm.db"
    load(calm, file)
    for table, rows in rows_of(calm).items():
        assert len(torn[table]) == len(rows)
        assert {row[0] for row in torn[table]} == {row[0] for row in rows}


def test_a_database_that_is_locked_puts_no_article_into_quarantine(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/kaigong.db"
    folder = write(tmp_path / "in", a=GROUPS)
    load(database, folder)
    write(folder, b=PROJECT)
    with closing(sqlite3.connect(tmp_path / "kaigong.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = load(database, folder)
    assert done.exit_code == 2
    assert "locked" in done.stderr
    assert load(database, folder).exit_code == 0
    assert query(database, "SELECT COUNT(*) FROM quarantine") == [(0,)]


def test_passwords_are_not_told() -> None:
    done = load("postgresql://someone:secret@127.0.0.1:1/nothing", "corpus")
    assert done.exit_code == 2
    assert "secret" not in done.output


def test_a_database_that_is_not_there_is_told(database: str, tmp_path: Path) -> None:
    nowhere = engine_of(database).url.set(database=f"{tmp_path}/none/nothing")
    done = load(nowhere.render_as_string(hide_password=False), write(tmp_path / "in", a=GROUPS))
    assert done.exit_code == 2
    assert "can't be opened" in done.stderr
    assert "CREATE DATABASE" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("url", ["nothing", "oracle://host/name", "postgresql:/x"])
def test_a_url_of_no_known_database_is_refused(url: str, tmp_path: Path) -> None:
    done = load(url, write(tmp_path / "in", a=GROUPS))
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
