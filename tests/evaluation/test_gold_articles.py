"""What the project's own gold promises (gold/README.md)."""

import tomllib
from pathlib import Path

from kaigong.evaluation.agreement import agreement
from kaigong.evaluation.checking import check
from kaigong.evaluation.exchange.brat import read_brat
from kaigong.evaluation.exchange.labelled import Labelled

CHECKOUT = Path(__file__).parents[2]
GOLD, CORPUS = CHECKOUT / "gold", CHECKOUT / "corpus"
KINDS = {"page", "news", "notice", "broadcast", "report"}


def own_gold() -> list[Labelled]:
    articles, problems = read_brat(GOLD)
    assert problems == []
    return articles


def test_every_article_has_gold_and_no_label_is_doubtful() -> None:
    articles = own_gold()
    assert {one.name for one in articles} == {file.stem for file in CORPUS.glob("*.txt")}
    assert [doubt for one in articles for doubt in check(one)] == []


def test_there_are_enough_articles_of_enough_kinds_and_provinces() -> None:
    articles = own_gold()
    assert len(articles) >= 60
    assert sum(len(one.text) for one in articles) >= 20_000
    assert len({one.name.split("-")[0] for one in articles}) >= 10
    assert {one.name.split("-")[1] for one in articles} >= KINDS
    assert sum(not one.labels.mentions for one in articles) >= len(articles) / 4


def test_a_third_is_held_out_and_has_a_share_of_everything() -> None:
    articles = {one.name: one for one in own_gold()}
    sets = tomllib.loads((GOLD / "sets.toml").read_text(encoding="utf-8"))["corpus"]
    assert sets["test"]["hidden"] is True
    held_out = [articles[name] for name in sets["test"]["articles"]]
    assert len(held_out) >= len(articles) / 3
    assert {one.name.split("-")[1] for one in held_out} >= KINDS
    assert sum(not one.labels.mentions for one in held_out) >= len(held_out) / 4


def test_the_readme_has_the_figures_of_agreement() -> None:
    first, second = (read_brat(GOLD / "annotators" / name, CORPUS)[0] for name in ("first", "second"))
    found, problems = agreement(first, second)
    assert problems == []
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    for label in ("Amount", "Project", "Count", "Slogan"):
        assert f"| {label} | {found.scores.tally(label).strict.f1:.3f} | {found.kappas[label]:.3f} |" in readme
    assert f"| Money | {found.scores.tally('Money').strict.f1:.3f} | |" in readme
    for note in ("role", "status", "region", "bound"):
        assert f"| {note} | {found.scores.combined(note).share:.3f} | {found.kappas[note]:.3f} |" in readme
