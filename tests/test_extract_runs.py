"""Runs of `kaigong extract` into the same folder: again, by several processes, killed."""

from __future__ import annotations

import json
import os
import pty
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from typer.testing import CliRunner, Result

from kaigong.cli import app
from kaigong.writing.state import STATE_FILE

KAIGONG = Path(sys.executable).with_name("kaigong")
NEWS = "岚山县新开工5000万元以上项目26个，总投资310亿元。"
FORMATS = ("--format", "jsonl", "--format", "csv", "--format", "sqlite", "--format", "parquet")


def extract(folder: Path, *arguments: str | Path, out: str = "out") -> Result:
    options = [str(argument) for argument in arguments] or [str(folder / "in")]
    return CliRunner().invoke(app, ["extract", *options, "--out", str(folder / out)], catch_exceptions=False)


def written(folder: Path, out: str = "out") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / out).iterdir() if not path.name.startswith(".")}


def records(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()]


def articles(folder: Path) -> list[str]:
    return list(dict.fromkeys(record["article"] for record in records(folder)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with b.txt, a long article, and short ones in a.jsonl, in in/."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_text((NEWS + "\n") * 400, encoding="utf-8")
    lines = (json.dumps({"id": f"k{key}", "text": f"{NEWS}总投资{key + 1}亿元。"}) for key in range(300))
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_any_number_of_processes_writes_the_same_bytes(folder: Path) -> None:
    (folder / "in" / "bad.txt").touch()
    assert extract(folder, folder / "in", *FORMATS, out="one").exit_code == 1
    for workers in ("2", "3"):
        assert extract(folder, folder / "in", *FORMATS, "--workers", workers, out=workers).exit_code == 1
        assert written(folder, workers) == written(folder, "one")


def test_what_is_unchanged_is_not_done_again(folder: Path) -> None:
    assert "301 │   new" in extract(folder).stdout
    first = written(folder)
    (folder / "in" / "b.txt").touch()
    again = extract(folder).stdout
    assert "301 │   unchanged" in again
    assert "new" not in again
    assert written(folder) == first


def test_what_changed_is_extracted_again_in_its_place(folder: Path) -> None:
    (folder / "in" / "c.txt").write_text(NEWS, encoding="utf-8")
    extract(folder)
    (folder / "in" / "b.txt").write_text("白石县新开工项目7个。", encoding="utf-8")
    told = extract(folder).stdout
    assert "1 │   changed" in told
    assert articles(folder)[-2:] == ["b.txt", "c.txt"]
    extract(folder, folder / "in", out="fresh")
    assert written(folder) == written(folder, "fresh")


def test_another_format_is_made_of_everything(folder: Path) -> None:
    extract(folder)
    extract(folder, folder / "in", "--format", "csv")
    extract(folder, folder / "in", "--format", "csv", out="fresh")
    assert written(folder)["amounts.csv"] == written(folder, "fresh")["amounts.csv"]
    assert "301 │   unchanged" in extract(folder, folder / "in", "--format", "csv", "--format", "jsonl").stdout


def test_what_is_gone_is_kept_until_it_is_to_be_dropped(folder: Path) -> None:
    extract(folder)
    (folder / "in" / "a.jsonl").unlink()
    assert "300 │   gone, kept" in extract(folder).stdout
    assert len(articles(folder)) == 301
    assert "300 │   gone, dropped" in extract(folder, folder / "in", "--drop-gone").stdout
    assert articles(folder) == ["b.txt"]


def test_nothing_is_dropped_where_something_hides_what_is_there(folder: Path) -> None:
    extract(folder)
    with (folder / "in" / "a.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n{")
    (folder / "in" / "b.txt").unlink()
    done = extract(folder, folder / "in", "--drop-gone")
    assert done.exit_code == 1
    assert "1 │   gone, kept" in done.stdout
    assert "b.txt" in articles(folder)


def test_a_dry_run_says_what_it_would_do_and_does_nothing(folder: Path) -> None:
    assert "301 │ new" in extract(folder, folder / "in", "--dry-run").stdout
    assert not (folder / "out").exists()
    extract(folder)
    before = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}
    (folder / "in" / "b.txt").write_text(NEWS, encoding="utf-8")
    told = extract(folder, folder / "in", "--dry-run").stdout
    assert f"changed: {folder}/in/b.txt\n" in told
    assert "300 │ unchanged" in told
    assert {path.name: path.read_bytes() for path in (folder / "out").iterdir()} == before


def test_what_is_set_aside_is_in_the_quarantine_until_it_is_mended(folder: Path) -> None:
    bad = folder / "in" / "bad.txt"
    bad.touch()
    assert extract(folder).exit_code == 1
    (line,) = (folder / "out" / "quarantine.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert (told["path"], told["line"]) == (str(bad), None)
    assert told["reason"].startswith("an empty file")
    bad.write_text(NEWS, encoding="utf-8")
    assert extract(folder).exit_code == 0
    assert "quarantine.jsonl" not in written(folder)


def test_a_run_that_is_killed_goes_on_where_it_stopped(folder: Path) -> None:
    arguments = [KAIGONG, "extract", folder / "in", "--out", folder / "out", *FORMATS, "--workers", "2"]
    chance = random.Random(3)
    for _ in range(4):
        with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as run:
            workers = wait_for_workers(run)
            time.sleep(chance.uniform(0, 1.5))
            run.send_signal(signal.SIGKILL)
        assert psutil.wait_procs(workers, timeout=20)[1] == []
    extract(folder, folder / "in", *FORMATS)
    extract(folder, folder / "in", *FORMATS, out="calm")
    assert written(folder) == written(folder, "calm")
    assert [path.name for path in (folder / "out").glob(".*")] == [STATE_FILE]


def test_a_process_that_is_killed_costs_nothing(folder: Path) -> None:
    arguments = [KAIGONG, "extract", folder / "in", "--out", folder / "out", "--workers", "2"]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as run:
        wait_for_workers(run)[-1].kill()
        assert run.wait(120) == 0
    extract(folder, out="calm")
    assert written(folder) == written(folder, "calm")


def test_a_process_that_does_not_end_when_told_holds_up_nothing(folder: Path) -> None:
    arguments = [KAIGONG, "extract", folder / "in", "--out", folder / "out", "--workers", "2"]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as run:
        while len(workers := wait_for_workers(run)) < 2:
            pass
        # Like one that SIGTERM did not reach, because it was only just starting.
        workers[0].suspend()
        workers[1].kill()
        try:
            assert run.wait(120) == 0
        finally:
            run.kill()
    assert psutil.wait_procs(workers, timeout=20)[1] == []
    extract(folder, out="calm")
    assert written(folder) == written(folder, "calm")


def test_ctrl_c_stops_it_and_keeps_what_was_done(folder: Path) -> None:
    arguments = [KAIGONG, "extract", folder / "in", "--out", folder / "out", "--workers", "2"]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        workers = wait_for_workers(run)
        while not (folder / "out" / STATE_FILE).exists() or len(workers) < 2:
            workers = wait_for_workers(run)
        time.sleep(0.3)
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=60)
    assert run.returncode == 130
    assert told == "stopped: what was done is kept, and the same command goes on from there\n"
    assert psutil.wait_procs(workers, timeout=20)[1] == []
    assert not (folder / "out" / "records.jsonl").exists()


def test_two_runs_do_not_write_to_one_folder(folder: Path) -> None:
    arguments = [KAIGONG, "extract", folder / "in", "--out", folder / "out", "--workers", "2"]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as run:
        wait_for_workers(run)
        # However slow the second one is to start, the first has not ended by then.
        psutil.Process(run.pid).suspend()
        second = extract(folder)
        psutil.Process(run.pid).resume()
        assert run.wait(120) == 0
    assert second.exit_code == 2
    assert "another run is at work there" in second.stderr


def test_a_terminal_shows_how_far_it_is(folder: Path) -> None:
    terminal, end = pty.openpty()
    done = subprocess.Popen(
        [KAIGONG, "extract", folder / "in", "--out", folder / "out"], stdout=subprocess.DEVNULL, stderr=end
    )
    os.close(end)
    shown = b""
    # Linux tells of the end of a terminal by an error.
    with suppress(OSError):
        while more := os.read(terminal, 1 << 16):
            shown += more
    os.close(terminal)
    assert done.wait(60) == 0
    assert "100%" in shown.decode()
    assert "301 articles" in shown.decode()


def wait_for_workers(run: subprocess.Popen[bytes] | subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that a run has started, as soon as one is there that works."""
    while run.poll() is None:
        found = [one for one in psutil.Process(run.pid).children() if "spawn_main" in " ".join(one.cmdline())]
        if found:
            return found
        time.sleep(0.01)
    pytest.fail("the run ended before it could be disturbed")
