"""Batches for real: twice the same, killed at random moments, by one process and by two, small and large.

    python benchmarks/batches.py twice --articles 20000 --database postgresql://root@127.0.0.1/test
    python benchmarks/batches.py kills --articles 3000 --kills 30 [--database URL]
    python benchmarks/batches.py memory [--small 10 --large 200] [--database URL]
    python benchmarks/batches.py workers [--mb 20]

Everything is done by `kaigong` as its users start it. The tables of the database are dropped before each measurement.
"""

from __future__ import annotations

import hashlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import psutil
import typer
from sqlalchemy import MetaData, Table, select, text

from articles import articles
from kaigong.database.connection import engine_of
from kaigong.database.schema import metadata

KAIGONG = Path(sys.executable).with_name("kaigong")
MEGABYTE = 1_000_000
VIEWS = ("projects_latest_status", "investment_by_county_and_year", "slogans_by_region_and_month")

app = typer.Typer(add_completion=False, rich_markup_mode=None)
Database = Annotated[str, typer.Option(metavar="URL", help="Its tables of ours are dropped. Without one: a folder.")]


@app.command()
def twice(number: Annotated[int, typer.Option("--articles")] = 20_000, database: Database = "") -> None:
    """Load the same articles twice: the second run changes no row."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "in.jsonl", number=number)
        url = database or f"sqlite:///{folder}/kaigong.db"
        drop_tables(url)
        for run in ("first", "second"):
            start = time.perf_counter()
            kaigong("load", folder / "in.jsonl", "--database", url, "--workers", "2")
            digest, rows = digest_of_rows(url)
            print(f"{run} run: {time.perf_counter() - start:.0f} s, {rows:,} rows, digest of all rows {digest}")


@app.command()
def kills(
    number: Annotated[int, typer.Option("--articles")] = 3000,
    kills: Annotated[int, typer.Option(help="How often.")] = 30,
    database: Database = "",
    seed: int = 1,
) -> None:
    """Kill a run (SIGKILL) at random moments, then let it end: the result is that of an undisturbed run."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "in.jsonl", number=number)

        def command(out: str) -> list[str]:
            target = ["--database", database] if database else ["--out", out, *formats("jsonl", "csv", "sqlite")]
            return ["load" if database else "extract", "in.jsonl", *target, "--workers", "2"]

        def result(out: str) -> object:
            return digest_of_rows(database) if database else digest_of_files(folder / out)

        start = time.perf_counter()
        if database:
            drop_tables(database)
        kaigong(*command("calm"), cwd=folder)
        lasts = time.perf_counter() - start
        calm = result("calm")
        if database:
            drop_tables(database)
        killed = 0
        while killed < kills:
            # Most of what is left gets done between two kills, so each waits only for its share of the whole.
            wait = chance.uniform(0.3, 0.3 + 1.6 * lasts / kills + 1.5)
            with subprocess.Popen([KAIGONG, *command("torn")], cwd=folder, stdout=subprocess.DEVNULL) as run:
                try:
                    run.wait(wait)
                except subprocess.TimeoutExpired:
                    run.send_signal(signal.SIGKILL)
                    killed += 1
                    continue
            # It ended before: begin again, so that the next kill meets a run at work.
            if database:
                drop_tables(database)
            else:
                subprocess.run(["rm", "-r", folder / "torn"], check=True)
        kaigong(*command("torn"), cwd=folder)
        print(f"{kills} kills, an undisturbed run takes {lasts:.0f} s; the same result: {result('torn') == calm}")
        leftovers = [path.name for path in (folder / "torn").glob(".*")] if not database else []
        print(f"left beside the files: {leftovers}; processes left: {orphans()}")


@app.command()
def memory(small: int = 10, large: int = 200, database: Database = "", workers: int = 1) -> None:
    """The most memory that a run and its processes hold, for little text and for much."""
    peaks = []
    for size in (small, large):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_articles(folder / "in.jsonl", size=size * MEGABYTE)
            if database:
                drop_tables(database)
            target = ("--database", database) if database else ("--out", "out", *formats("jsonl", "csv"))
            command = ("load" if database else "extract", "in.jsonl", *target, "--workers", str(workers))
            start = time.perf_counter()
            peaks.append(peak_of(command, folder))
            print(f"{size:>4} MB of text: {peaks[-1]:.0f} MB, {time.perf_counter() - start:.0f} s")
    print(f"ratio {peaks[1] / peaks[0]:.2f} (at most 1.2)")


@app.command()
def workers(mb: float = 20.0, runs: int = 3) -> None:
    """Seconds on the clock by one process and by two, the best of several, and their output compared."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "in.jsonl", size=round(mb * MEGABYTE))
        best = {1: float("inf"), 2: float("inf")}
        digests = set()
        for _ in range(runs):
            for number in best:
                subprocess.run(["rm", "-rf", folder / "out"], check=True)
                start = time.perf_counter()
                kaigong("extract", "in.jsonl", "--out", "out", "--workers", str(number), cwd=folder)
                best[number] = min(best[number], time.perf_counter() - start)
                digests.add(digest_of_files(folder / "out"))
        print(f"one {best[1]:.1f} s, two {best[2]:.1f} s, ratio {best[1] / best[2]:.2f} (at least 1.8)")
        print(f"the same bytes: {len(digests) == 1}")


def write_articles(target: Path, *, number: int = 0, size: int = 0) -> None:
    """A .jsonl of `number` articles of about 500 bytes, or of about `size` bytes of articles as they come."""
    with target.open("w", encoding="utf-8") as file:
        for key, article in enumerate(paragraphs(number) if number else articles(size)):
            day = f"2024-{1 + key % 12:02}-{1 + key % 28:02}"
            file.write(json.dumps({"id": f"k{key}", "text": article, "published": day}, ensure_ascii=False) + "\n")


def paragraphs(number: int) -> Iterator[str]:
    """So many paragraphs of articles."""
    size = number * 500
    while True:
        found = [line for article in articles(size) for line in article.splitlines() if len(line) > 40]
        if len(found) >= number:
            yield from found[:number]
            return
        size *= 2


def formats(*names: str) -> list[str]:
    """The options that ask for them."""
    return [part for name in names for part in ("--format", name)]


def kaigong(*arguments: str | Path, cwd: Path | None = None) -> None:
    """Run it to its end."""
    subprocess.run([KAIGONG, *arguments], cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def peak_of(command: tuple[str, ...], folder: Path) -> float:
    """The most megabytes that a command and the processes it starts hold together."""
    with subprocess.Popen([KAIGONG, *command], cwd=folder, stdout=subprocess.DEVNULL) as run:
        process = psutil.Process(run.pid)
        peak = 0
        while run.poll() is None:
            peak = max(peak, sum(map(held, [process, *children(process)])))
            time.sleep(0.05)
    return peak / MEGABYTE


def children(process: psutil.Process) -> list[psutil.Process]:
    """Those that it has now."""
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def held(process: psutil.Process) -> int:
    """Bytes, 0 of a process that has ended."""
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def orphans() -> int:
    """Processes of a run whose parent is gone, a moment after it was killed."""
    time.sleep(1)
    mine = psutil.Process().children(recursive=True)
    return sum(
        "spawn_main" in " ".join(one.info["cmdline"] or ()) and one not in mine and one.ppid() == 1
        for one in psutil.process_iter(["cmdline"])
    )


def digest_of_files(folder: Path) -> str:
    """Of names and bytes of all files that are not hidden."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.iterdir() if not path.name.startswith(".")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def digest_of_rows(url: str) -> tuple[str, int]:
    """Of all rows of all tables, and how many they are."""
    digest, rows = hashlib.sha256(), 0
    engine = engine_of(url)
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table).order_by(*table.primary_key)):
                digest.update(repr(tuple(row)).encode())
                rows += 1
    engine.dispose()
    return digest.hexdigest()[:16], rows


def drop_tables(url: str) -> None:
    """Views and tables, and the note of their version."""
    engine = engine_of(url)
    with engine.begin() as connection:
        for view in VIEWS:
            connection.execute(text(f"DROP VIEW IF EXISTS {view}"))
        metadata.drop_all(connection)
        Table("alembic_version", MetaData()).drop(connection, checkfirst=True)
    engine.dispose()


if __name__ == "__main__":
    app()
