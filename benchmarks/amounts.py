"""Amounts beside jionlp's `extract_money`: spans, values and speed on the same gold, and growth on hostile runs.

    python benchmarks/amounts.py

Spans of jionlp are first cut to the guideline's convention ("Amount"): it takes 约, 超, 人民币 in front and 以上, 左右
behind along, which the guideline leaves outside, so those words of our own rules are cut off at both ends. A value
counts as right where the span is, and the currency and both ends of the value are those of the gold; for jionlp, which
makes a range of 三十多万, the low end is enough there. Speed counts the processor's seconds of one process over the
articles of bench.py, each tool doing money and nothing else.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import regex

from articles import ROOT, articles
from kaigong.evaluation.gold import Label
from kaigong.evaluation.sources import GoldArticle, read_folders
from kaigong.find.amounts import find_amounts
from kaigong.find.units import any_of
from kaigong.rule_kinds import BoundRule, CurrencyRule
from kaigong.rules import Rules, default_rules
from kaigong.text import Reading

GOLD = (ROOT / "gold", *(ROOT.parent / "shared" / "gold" / name for name in ("page", "news", "local")))
CURRENCIES = {"元": "CNY", "美元": "USD", "港元": "HKD", "欧元": "EUR", "日元": "JPY", "新台币": "TWD", "英镑": "GBP"}
"""What jionlp calls a currency, and its ISO 4217 code."""

MEGABYTE = 1_000_000
RUNS = ("1", "一", ",", "，", "亿", "1万(含)-", "1,", "1亿、", "1元", "￥1", "1块", "单位：万元 1 ", "投资者1元")
LENGTHS = (12_500, 25_000, 50_000, 100_000)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as a tool gives it: start and end in code points, low and high in units of `currency`."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over all articles: of the gold, of what was found, of the right spans and of the right values."""

    gold: int
    found: int
    right: int
    values: int

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        f1 = 2 * self.right / max(1, self.found + self.gold)
        accuracy = self.values / max(1, self.right)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  value {accuracy:.3f}  (of {self.gold})"


Tool = Callable[[str], Iterable[Money]]


def main() -> None:
    """Measure and print."""
    rules = default_rules()
    theirs = jionlp_money(rules)
    report_scores({"kaigong": partial(our_money, rules=rules), "jionlp": theirs})
    report_speed({"kaigong": lambda text: find_amounts(Reading(text), rules), "jionlp": jionlp_extract()})
    report_growth(rules)


def our_money(text: str, rules: Rules) -> list[Money]:
    """The sums that kaigong finds in `text`."""
    return [
        Money(found.start, found.end, found.low, found.high, found.currency)
        for found in find_amounts(Reading(text), rules)
    ]


def jionlp_extract() -> Callable[[str], list[dict[str, object]]]:
    """jionlp's extractor with its values, loaded; its greeting is not printed."""
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp
    return partial(jionlp.ner.extract_money, with_parsing=True)


def jionlp_money(rules: Rules) -> Tool:
    """jionlp as a tool whose spans follow the guideline."""
    extract = jionlp_extract()
    bounds, currencies = rules.of(BoundRule), rules.of(CurrencyRule)
    before = [*(word for rule in bounds for word in (*rule.before, *rule.before_bare)), "人民币"]
    behind = [word for rule in bounds for word in rule.behind]
    names = [name for rule in currencies for name in rule.names]
    front = regex.compile(f"(?:{any_of([*before, *names])}|[\\s共为达])*")
    back = regex.compile(f"(?r){any_of(behind)}*")

    def find(text: str) -> Iterable[Money]:
        for found in extract(text):
            (start, end), surface = found["offset"], found["text"]
            start += front.match(surface).end()
            end -= len(surface) - back.match(surface).start()
            values = found["detail"]["num"]
            low, high = values if isinstance(values, list) else (values, values)
            open_end = any(word in surface for word in "多余")
            yield Money(
                start,
                end,
                Decimal(low),
                Decimal(low if open_end else high),
                CURRENCIES.get(found["detail"]["case"], found["detail"]["case"]),
            )

    return find


def report_scores(tools: dict[str, Tool]) -> None:
    """Spans and values on each source of gold; odd-numbered passages of the shared gold by themselves."""
    found, problems = read_folders([folder for folder in GOLD if folder.is_dir()])
    for problem in problems:
        print(problem)
    print("Spans in the guideline's convention, and values where the span is right")
    for source in sorted({held_out(gold) for gold in found if any(map(is_sum, gold.labels.mentions))}):
        for name, tool in tools.items():
            print(f"  {source:<14} {name:<8} {score([gold for gold in found if held_out(gold) == source], tool)}")


def held_out(gold: GoldArticle) -> str:
    """The source of an article, told apart by whether its passages were looked at while rules were written."""
    odd = regex.search("-[0-9]*[13579]$", gold.article.name)
    return f"{gold.source} odd" if odd else gold.source


def score(articles: Iterable[GoldArticle], tool: Tool) -> Score:
    """What `tool` gets right in `articles`."""
    gold = found = right = values = 0
    for one in articles:
        wanted = {
            (label.fragments[0][0], label.fragments[-1][1]): label for label in one.labels.mentions if is_sum(label)
        }
        given = list(tool(one.article.text))
        gold, found = gold + len(wanted), found + len(given)
        for money in given:
            if label := wanted.get((money.start, money.end)):
                right += 1
                values += same_value(money, label)
    return Score(gold, found, right, values)


def is_sum(label: Label) -> bool:
    """Whether a label is an Amount."""
    return label.name == "Amount"


def same_value(money: Money, label: Label) -> bool:
    """Whether `money` is worth what the gold says."""
    low, high = Decimal(label.notes["low"]), Decimal(label.notes["high"])
    return (money.low, money.high, money.currency) == (low, high, label.notes["currency"])


def report_speed(tools: dict[str, Callable[[str], object]]) -> None:
    """Characters a second over the same articles, and the ratio."""
    texts = articles(MEGABYTE)
    characters = sum(map(len, texts))
    print(f"Speed over {characters:,} characters")
    speeds = {}
    for name, tool in tools.items():
        tool(texts[0])
        speeds[name] = characters / seconds(partial(run, tool, texts))
        print(f"  {name:<8} {speeds[name]:>12,.0f} characters a second")
    print(f"  ratio    {speeds['kaigong'] / speeds['jionlp']:>12.1f}")


def run(tool: Callable[[str], object], texts: list[str]) -> None:
    """`tool` on each text."""
    for text in texts:
        tool(text)


def report_growth(rules: Rules) -> None:
    """Milliseconds on hostile runs of doubling length: twice as long should take twice as long."""
    print("Hostile runs: ms at " + ", ".join(f"{length:,}" for length in LENGTHS) + " characters")
    for piece in RUNS:
        taken = []
        for length in LENGTHS:
            reading = Reading(piece * (length // len(piece)))
            taken.append(min(seconds(partial(find_amounts, reading, rules)) for _ in range(3)))
        print(f"  {piece!r:<16}", "  ".join(f"{1000 * one:>8.1f}" for one in taken))


def seconds(work: Callable[[], object]) -> float:
    """The processor's seconds that `work` takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
