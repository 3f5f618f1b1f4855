"""Records of articles that were cut into columns, beside those of the clean text: how many stay, and what happens to
the others.

    python benchmarks/cuts.py [--cuts 1000] [--seed 20240401]
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kaigong.rules import default_rules

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "layout"))

from cutting import clean_articles, cut_and_compare  # noqa: E402


def main(
    cuts: Annotated[int, typer.Option(help="How many articles to cut, each at several places.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed cuts at the same places.")] = 20240401,
) -> None:
    """Cut articles of corpus/ at random and print the share of unchanged records and the kinds of changes."""
    rules = default_rules()
    articles = clean_articles(ROOT / "corpus", rules)
    chance = random.Random(seed)
    same: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for _ in range(cuts):
        name = chance.choice(list(articles))
        cut, comparison = cut_and_compare(*articles[name], chance, rules)
        for group in ("all", cut.way, name):
            same[group] += comparison.same
            whole[group] += comparison.whole
        others.update(comparison.others)
    print(f"{cuts:,} cut articles of {len(articles)}, {whole['all']:,} records")
    for group, number in whole.most_common():
        print(f"  {group:<28} {same[group] / number:.3f} unchanged of {number:,}")
    print("The others")
    for kind, number in others.most_common():
        print(f"  {number:>6} {kind}")


if __name__ == "__main__":
    typer.run(main)
