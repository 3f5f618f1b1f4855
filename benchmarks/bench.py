"""Speed and memory of the whole pipeline, side by side with jieba.cut over the same text in the same run.

    python benchmarks/bench.py [--mb 5] [--stages]

Speed counts the processor's seconds of one process, so that a busy machine tells the same story as an idle one.
Cold starts are times on the clock; they and the times of single articles are the best of three.
"""

from __future__ import annotations

import importlib
import resource
import subprocess
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FunctionType, ModuleType
from typing import Annotated

import typer

from articles import article, articles
from kaigong.extract import extract_article
from kaigong.rules import Rules, default_rules
from kaigong.text import Article

MEGABYTE = 1_000_000
AIM = 10
RUNS = 3
LENGTHS = tuple(12_500 * 2**power for power in range(6))
SENTENCE = "今年，全县谋划项目34个，计划总投资209亿元。"
COLD_STARTS = {
    "kaigong to its first result": f"import kaigong; kaigong.extract({SENTENCE!r})",
    "jieba.initialize()": "import logging, jieba; jieba.setLogLevel(logging.ERROR); jieba.initialize()",
}


def main(
    mb: Annotated[float, typer.Option(help="Megabytes of text.")] = 5.0,
    stages: Annotated[bool, typer.Option("--stages", help="Also the share of each stage.")] = False,
) -> None:
    """Measure and print."""
    texts = articles(round(mb * MEGABYTE))
    rules = default_rules()
    extract_all(texts[:1], rules)
    report_speed(texts, rules)
    report_cold_starts()
    report_growth(rules)
    if stages:
        report_stages(texts, rules)


def extract_all(texts: list[str], rules: Rules) -> None:
    """Each text by itself, as a run over a folder does, keeping nothing."""
    for number, text in enumerate(texts):
        extract_article(Article(text, name=str(number)), rules)


def report_speed(texts: list[str], rules: Rules) -> None:
    """Characters a second of the pipeline and of jieba.cut, and the memory of the process at its peak."""
    characters = sum(map(len, texts))
    print(f"{characters:,} characters, {len(texts):,} articles")
    tenth = max(1, len(texts) // 10)
    extract_all(texts[:tenth], rules)
    memory_of_tenth = peak_memory()
    ours = characters / seconds(partial(extract_all, texts, rules))
    memory = peak_memory()
    theirs = characters / seconds(jieba_cut(texts))
    print(f"  kaigong    {ours:>12,.0f} characters a second, peak memory {memory:.0f} MB")
    print(f"  jieba.cut  {theirs:>12,.0f} characters a second, with it {peak_memory():.0f} MB")
    print(f"  ratio      {ours / theirs:>12.1f} (aim: {AIM})")
    print(f"  peak memory after a tenth of the articles {memory_of_tenth:.0f} MB, after all {memory:.0f} MB")


def jieba_cut(texts: list[str]) -> Callable[[], None]:
    """What cuts all `texts`, ready to start: jieba's dictionary is loaded."""
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()

    def cut() -> None:
        for text in texts:
            deque(jieba.cut(text), maxlen=0)

    return cut


def report_cold_starts() -> None:
    """From the start of the interpreter."""
    print("Cold start")
    for name, code in COLD_STARTS.items():
        start = partial(subprocess.run, [sys.executable, "-c", code], check=True)
        best = min(clock(start) for _ in range(RUNS))
        print(f"  {name:<28} {best:.2f} s")


def report_growth(rules: Rules) -> None:
    """Seconds for one article of doubling length: twice as long should take twice as long."""
    print("One article of n characters")
    before = None
    for length in LENGTHS:
        text = article(length)
        taken = min(seconds(partial(extract_all, [text], rules)) for _ in range(RUNS))
        times = f"{taken / before:.2f} times the one before" if before else ""
        print(f"  {length:>8,} {taken * 1000:>9.1f} ms {taken / length * 1e6:>6.2f} µs a character  {times}")
        before = taken


def report_stages(texts: list[str], rules: Rules) -> None:
    """The share of each function that extract.py calls; the timers themselves are in it."""
    with timed_stages() as spent:
        whole = seconds(partial(extract_all, texts, rules))
    print(f"Stages ({whole:.2f} s)")
    spent["(between them)"] = whole - sum(spent.values())
    for name, taken in sorted(spent.items(), key=lambda stage: -stage[1]):
        print(f"  {name:<20} {taken:>7.2f} s {taken / whole:>6.1%}")


@contextmanager
def timed_stages() -> Iterator[dict[str, float]]:
    """Seconds by stage, while the context lasts: a stage is a function of the package that extract.py imports."""
    module = importlib.import_module("kaigong.extract")
    stages = stages_of(module)
    spent: dict[str, float] = defaultdict(float)
    for name, stage in stages.items():
        setattr(module, name, timed(name, stage, spent))
    yield spent
    for name, stage in stages.items():
        setattr(module, name, stage)


def stages_of(module: ModuleType) -> dict[str, FunctionType]:
    """The functions of other modules of the package that `module` calls by name."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, FunctionType)
        and value.__module__.startswith("kaigong.")
        and value.__module__ != module.__name__
    }


def timed(name: str, stage: Callable[..., object], spent: dict[str, float]) -> Callable[..., object]:
    """`stage`, adding the seconds of each call to `spent`."""

    def call(*arguments: object, **options: object) -> object:
        start = time.perf_counter()
        result = stage(*arguments, **options)
        spent[name] += time.perf_counter() - start
        return result

    return call


def seconds(work: Callable[[], object]) -> float:
    """The processor's seconds that `work` takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def clock(work: Callable[[], object]) -> float:
    """The seconds on the clock that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_memory() -> float:
    """The most memory that this process has held, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE


if __name__ == "__main__":
    typer.run(main)
