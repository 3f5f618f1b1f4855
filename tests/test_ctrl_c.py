"""Ctrl-C, which a terminal sends to every process of a run, at many moments of it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

KAIGONG = Path(sys.executable).with_name("kaigong")
TOLD = "stopped: what was done is kept, and the same command goes on from there\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A table of some seconds' work."""
    texts = (
        f"岚山县新开工项目{number + 2}个。总投资{number + 1}亿元的第{number}号桥梁项目开工。" for number in range(3000)
    )
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps({"id": f"k{key}", "text": text}) + "\n" for key, text in enumerate(texts)))
    return file


def hears_signals(run: subprocess.Popen[str]) -> bool:
    """Whether it has come as far as its own beginning, where it takes care of being ended."""
    status = Path(f"/proc/{run.pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1)


def stopped_after(seconds: float, *arguments: str | Path) -> tuple[int, str]:
    """The exit status and stderr of a run that all processes of are sent SIGINT, so long after its beginning."""
    with subprocess.Popen(
        [KAIGONG, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        while not hears_signals(run):
            time.sleep(0.005)
        time.sleep(seconds)
        os.killpg(run.pid, signal.SIGINT)
        _, told = run.communicate(timeout=60)
    return run.returncode, told


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells which signals a process hears")
@pytest.mark.parametrize("part", range(4))
def test_it_ends_an_extraction_in_one_sentence_or_none(file: Path, part: int) -> None:
    chance = random.Random(part)
    for number in range(5):
        moment = 0.3 * (part + chance.random())
        out = file.parent / f"out{number}"
        status, told = stopped_after(moment, "extract", file, "--out", out, "--workers", "2")
        assert (status, told) in [(130, TOLD), (130, "")], moment


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells which signals a process hears")
def test_it_ends_a_load_in_one_sentence_or_none(database: str, file: Path) -> None:
    chance = random.Random(8)
    for _ in range(8):
        moment = chance.uniform(0, 1.5)
        status, told = stopped_after(moment, "load", file, "--database", database, "--workers", "2")
        assert (status, told) in [(130, TOLD), (130, "")], moment
