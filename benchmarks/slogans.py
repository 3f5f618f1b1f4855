"""Slogans beside what a user would take instead, on the same gold; and what a lexicon of ten thousand costs.

    python benchmarks/slogans.py [--mb 2]

The baselines: every quoted string of 2 to 12 characters; the lexicon alone; the shapes alone. Scores are strict, for
each source of gold, the articles held out (odd numbers) apart. Speed counts the processor's seconds of one process,
the best of five, with the shipped lexicon and with one filled up to ten thousand entries in turn.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated

import typer

from articles import ROOT, articles
from kaigong.evaluation.sources import GoldArticle, read_folders
from kaigong.extract import extract_article
from kaigong.find.slogan_quotes import quoted_strings
from kaigong.rule_kinds import SloganEntry, SloganLexiconRule, SloganShapeRule
from kaigong.rules import Rules, default_rules
from kaigong.text import Article, Span

GOLD = (ROOT / "gold", *(ROOT.parent / "shared" / "gold" / name for name in ("page", "news", "local")))
HOLDOUT = re.compile("-[0-9]*[13579]$")
MEGABYTE = 1_000_000
ENTRIES = 10_000
RUNS = 5
NUMERALS, THINGS = "一二三四五六七八九两双", "主带区园城廊圈轴极核翼心点线片链群湾港谷湖岭田乡村镇河江山海桥路网"
SEED = 6

Find = Callable[[str], Iterable[Span]]
"""Takes an article's text, gives the places of its slogans."""


@dataclass(slots=True)
class Score:
    """Counts of one tool on one source."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.right else 0.0
        counts = f"{self.right} right of {self.found} found, {self.gold} in gold"
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({counts})"


def main(mb: Annotated[float, typer.Option(help="Megabytes of text for the speed.")] = 2.0) -> None:
    """Measure and print."""
    rules = default_rules()
    report_scores(rules)
    report_speed(articles(round(mb * MEGABYTE)), rules)


def report_scores(rules: Rules) -> None:
    """Each tool on each source."""
    tools: dict[str, Find] = {
        "kaigong": with_rules(rules),
        "quoted strings of 2 to 12": short_quoted_strings,
        "lexicon alone": with_rules(without(rules, SloganShapeRule)),
        "shapes alone": with_rules(without(rules, SloganLexiconRule)),
    }
    gold, _ = read_folders([folder for folder in GOLD if folder.is_dir()])
    by_source: dict[str, list[GoldArticle]] = {}
    for one in gold:
        held_out = "-holdout" if HOLDOUT.search(one.article.name) else ""
        by_source.setdefault(one.source + held_out, []).append(one)
    for source, of_source in by_source.items():
        print(source)
        for name, find in tools.items():
            print(f"  {name:<26} {scored(of_source, find)}")


def scored(gold: Iterable[GoldArticle], find: Find) -> Score:
    """What `find` finds in the articles, against their labels."""
    score = Score()
    for one in gold:
        wanted = {label.place[1:] for label in one.labels.mentions if label.name == "Slogan"}
        found = set(find(one.article.text))
        score.gold += len(wanted)
        score.found += len(found)
        score.right += len(wanted & found)
    return score


def with_rules(rules: Rules) -> Find:
    """The pipeline with these rules."""
    return lambda text: [(one.start, one.end) for one in extract_article(Article(text), rules).slogans]


def without(rules: Rules, kind: type[SloganShapeRule | SloganLexiconRule]) -> Rules:
    """`rules` but those of one kind."""
    return Rules(rules.folders, tuple(rule for rule in rules.all if type(rule) is not kind))


def short_quoted_strings(text: str) -> Iterable[Span]:
    """What stands in quotation marks of any kind and is 2 to 12 characters long."""
    return [span for spans in quoted_strings(text) for span in spans if 2 <= span[1] - span[0] <= 12]


def report_speed(texts: list[str], rules: Rules) -> None:
    """Seconds with the shipped lexicon and with the long one, in turn, so that both meet the same machine."""
    known = sum(len(rule.entries) for rule in rules.of(SloganLexiconRule))
    long = Rules(rules.folders, (*rules.all, made_up(ENTRIES - known)))
    best = dict.fromkeys((rules, long), float("inf"))
    for of_run in best:
        extract_all(texts[:3], of_run)
    for _ in range(RUNS):
        for of_run in best:
            best[of_run] = min(best[of_run], seconds(texts, of_run))
    print(f"{sum(map(len, texts)):,} characters, whole pipeline")
    print(f"  {known:>6,} entries {best[rules]:.2f} s")
    print(f"  {ENTRIES:>6,} entries {best[long]:.2f} s, {best[long] / best[rules] - 1:+.1%} (aim: at most +10%)")


def made_up(number: int) -> SloganLexiconRule:
    """A lexicon of `number` formulas that nobody has coined."""
    chance = random.Random(SEED)
    names: set[str] = set()
    while len(names) < number:
        names.add("、".join(chance.choice(NUMERALS) + chance.choice(THINGS) for _ in range(chance.choice((2, 3, 4)))))
    return SloganLexiconRule(name="made-up", entries=tuple(SloganEntry(canonical=name) for name in sorted(names)))


def seconds(texts: list[str], rules: Rules) -> float:
    """The processor's seconds that all `texts` take."""
    start = time.process_time()
    extract_all(texts, rules)
    return time.process_time() - start


def extract_all(texts: list[str], rules: Rules) -> None:
    """Each text by itself, keeping nothing."""
    for text in texts:
        extract_article(Article(text), rules)


if __name__ == "__main__":
    typer.run(main)
