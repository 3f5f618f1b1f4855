"""Two loaders at once on one database."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from typer.testing import CliRunner, Result

from kaigong.cli import app
from kaigong.database import alone
from kaigong.database.connection import engine_of
from kaigong.database.url import BadDatabase

KAIGONG = Path(sys.executable).with_name("kaigong")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A table of a second's work."""
    file = tmp_path / "in.jsonl"
    rows = ({"id": f"k{key}", "text": f"总投资{key + 1}亿元的第{key}号桥梁项目开工。"} for key in range(500))
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "PATIENCE", 0.3)


def load(database: str, *arguments: str | Path) -> Result:
    options = ["load", *map(str, arguments), "--database", database]
    return CliRunner().invoke(app, options, catch_exceptions=False)


def number_of_articles(engine: Engine) -> object:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT COUNT(*) FROM articles"))


@pytest.mark.usefixtures("impatient")
def test_a_second_loader_is_refused_and_a_reader_is_not(database: str, file: Path) -> None:
    assert load(database, file).exit_code == 0
    engine = engine_of(database)
    with alone.alone(engine):
        refused = load(database, file)
        assert refused.exit_code == 2
        assert "another kaigong is loading there: run it again when that one has ended" in refused.stderr
        assert refused.stderr.count("\n") == 1
        assert load(database, file, "--dry-run").exit_code == 0
        assert number_of_articles(engine) == 500
    assert load(database, file).exit_code == 0
    engine.dispose()


@pytest.mark.usefixtures("impatient")
def test_the_database_is_free_again_after_an_error(database: str) -> None:
    engine = engine_of(database)
    with pytest.raises(ValueError, match="of the run"), alone.alone(engine):
        raise ValueError("of the run")
    with alone.alone(engine):
        pass
    engine.dispose()


@pytest.mark.usefixtures("impatient")
def test_a_file_of_another_name_is_another_database(tmp_path: Path) -> None:
    one, other = (engine_of(f"sqlite:///{tmp_path}/{name}.db") for name in ("one", "other"))
    (tmp_path / "link.db").symlink_to(tmp_path / "one.db")
    with alone.alone(one), alone.alone(other), pytest.raises(BadDatabase), alone.alone(engine_of(_link(tmp_path))):
        pass


def _link(folder: Path) -> str:
    return f"sqlite:///{folder}/link.db"


def test_several_that_start_together_come_one_after_the_other(database: str, file: Path) -> None:
    command = [KAIGONG, "load", file, "--database", database]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [run.communicate(timeout=100) for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], told
    assert sorted("500 │   unchanged" in out for out, _ in told) == [False, True, True]


def test_a_loader_that_is_killed_keeps_nobody_out(database: str, file: Path) -> None:
    engine = engine_of(database)
    with subprocess.Popen([KAIGONG, "load", file, "--database", database], stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            try:
                if number_of_articles(engine):
                    break
            except SQLAlchemyError:  # The tables are not made yet.
                time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
    assert load(database, file).exit_code == 0
    assert number_of_articles(engine) == 500
    engine.dispose()
