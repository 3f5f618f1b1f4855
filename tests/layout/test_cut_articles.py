"""Articles cut into columns at random places give the records of the clean text (benchmarks/cuts.py lists more)."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from cutting import Key, clean_articles, compare, cut_and_compare, cut_up

from kaigong.extract import extract
from kaigong.layout.sections import lay_out
from kaigong.rules import default_rules

CORPUS = Path(__file__).parents[2] / "corpus"
RULES = default_rules()
CUTS = 150
FEWEST_UNCHANGED = 0.95

Articles = dict[str, tuple[str, Counter[Key]]]


@pytest.fixture(scope="module")
def articles() -> Articles:
    return clean_articles(CORPUS, RULES)


def test_nearly_all_records_survive_the_cutting(articles: Articles) -> None:
    chance = random.Random(20240401)
    same = whole = 0
    others: Counter[str] = Counter()
    for number in range(CUTS):
        text, clean = articles[list(articles)[number % len(articles)]]
        _, comparison = cut_and_compare(text, clean, chance, RULES)
        same += comparison.same
        whole += comparison.whole
        others.update(comparison.others)
    assert same / whole >= FEWEST_UNCHANGED, others.most_common()


def test_a_lost_and_a_changed_record_are_told(articles: Articles) -> None:
    _, clean = articles["yunnan-news-yanshan"]
    comparison = compare(clean, extract("砚山县今年计划实施重点项目46个。", rules=RULES))
    assert comparison.same < comparison.whole
    assert "project: missing" in comparison.others


@pytest.mark.parametrize("seed", range(40))
def test_every_character_of_a_cut_article_belongs_to_one_block(articles: Articles, seed: int) -> None:
    chance = random.Random(seed)
    cut = cut_up(articles[chance.choice(list(articles))][0], chance)
    owners = [0] * len(cut.text)
    for block in lay_out(cut.text, RULES).blocks:
        for start, end in block.fragments:
            assert "\n" not in cut.text[start:end]
            for at in range(start, end):
                owners[at] += 1
    assert all(count == 1 for count, sign in zip(owners, cut.text, strict=True) if not sign.isspace())
    assert max(owners) == 1


@pytest.mark.parametrize("seed", range(20))
def test_mentions_of_a_cut_article_are_made_of_its_lines(articles: Articles, seed: int) -> None:
    chance = random.Random(seed)
    text = cut_up(articles[chance.choice(list(articles))][0], chance).text
    found = extract(text, rules=RULES)
    for mention in (*found.amounts, *found.counts, *found.projects, *found.regions, *found.slogans):
        pieces = [text[start:end] for start, end in mention.fragments]
        assert "".join(pieces) == mention.text
        assert all("\n" not in piece for piece in pieces)
        assert list(mention.fragments) == sorted(mention.fragments)
