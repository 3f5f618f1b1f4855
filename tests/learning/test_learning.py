"""From gold to a model: what it learns from, that it learns, and that the same lessons give the same file."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pycrfsuite
import pytest
from sklearn.ensemble import GradientBoostingClassifier

from kaigong.evaluation.sources import read_folder
from kaigong.find.candidate_features import FEATURES
from kaigong.find.name_features import Hint
from kaigong.find.name_trees import from_json
from kaigong.find.project_grammar import grammar
from kaigong.find.second_opinion import decided
from kaigong.learning.growing import PARAMETERS, grown
from kaigong.learning.lessons import Lesson, as_on_new_text, lesson_of, sentences
from kaigong.learning.training import train
from kaigong.rules import default_rules

RULES = default_rules()
ROOT = Path(__file__).parents[2]
PLACES = ("柳湾", "梅岭", "松坪", "石桥", "白沙", "青石", "双河", "东岭", "南屏", "北川", "黄岭", "清溪")
WORKS_OF_EACH = ("大桥", "电厂", "水库", "隧道", "码头", "医院", "公园", "水厂", "机场", "泵站")
WORKS = tuple(place + work for place in PLACES for work in WORKS_OF_EACH)


def lessons() -> list[Lesson]:
    """Names that stand before 已开工, and the same words where nothing is built."""
    built = [Lesson(f"昨天，{name}已开工。", ((3, 3 + len(name)),), ()) for name in WORKS]
    return [*built, *(Lesson(f"昨天，{name}下了雨。", (), ()) for name in WORKS)]


def test_a_lesson_holds_what_gold_and_rules_say_in_the_reading_text(tmp_path: Path) -> None:
    text = "本报讯 总投资3亿元的柳\n湾大桥开工。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tProject 11 12;13 16\t柳 湾大桥\n", encoding="utf-8")
    [gold], problems = read_folder(tmp_path)
    lesson = lesson_of(gold, RULES)
    assert problems == []
    assert [lesson.masked[start:end].replace("\n", "") for start, end in lesson.gold] == ["柳湾大桥"]
    assert "¤¤¤" in lesson.masked


def test_each_character_is_first_middle_or_last_of_a_name_or_outside() -> None:
    [(seen, said)] = list(sentences(lessons()[0], RULES))
    assert said == ["-", "-", "-", "B", "M", "M", "E", "-", "-", "-", "-"]
    assert len(seen) == len(said)


def test_on_tuned_texts_some_names_of_the_rules_are_hidden_or_moved_the_same_each_time() -> None:
    found = tuple(Hint((at, at + 5), sure=True) for at in range(0, 4000, 10))
    lesson = Lesson("柳" * 4000, (), found)
    worse = as_on_new_text(lesson, random.Random(3))
    assert worse == as_on_new_text(lesson, random.Random(3))
    kept = [hint for hint in worse.found if hint in found]
    assert 0.2 * len(found) < len(kept) < 0.4 * len(found)
    assert len(worse.found) - len(kept) > 0.1 * len(found)
    assert all(0 <= hint.span[0] < hint.span[1] <= 4000 for hint in worse.found)


def test_it_learns_and_the_same_lessons_give_the_same_model(tmp_path: Path) -> None:
    forests = [train([], lessons(), tmp_path / name)[0] for name in ("one.crf", "two.crf")]
    assert forests[0] == forests[1]
    assert (tmp_path / "one.crf").read_bytes() == (tmp_path / "two.crf").read_bytes()
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "one.crf"))
    found = decided("昨天，龙泉大桥已开工。", (), grammar(RULES), tagger, forests[0])
    assert [span for span, _ in found] == [(3, 7)]
    assert decided("昨天，龙泉大桥下了雨。", (), grammar(RULES), tagger, forests[0]) == []


def test_every_lesson_is_judged_by_a_model_that_has_not_seen_it(tmp_path: Path) -> None:
    _, judged = train([], lessons(), tmp_path / "names.crf")
    assert judged.gold == len(WORKS)
    assert sum(right for _, right in judged.found) >= len(WORKS) / 2
    assert judged.by_rules == ()


def test_the_trees_say_what_those_of_scikit_learn_say() -> None:
    chance = np.random.default_rng(1)
    features = chance.integers(-3, 9, (600, len(FEATURES))).astype(np.float32)
    right = (features[:, 3] + features[:, 9] * features[:, 20] > chance.integers(0, 9, 600)).tolist()
    forest = grown(features.tolist(), right)
    theirs = GradientBoostingClassifier(**PARAMETERS).fit(features, right).predict_proba(features)[:, 1]
    assert [forest.probability(one) for one in features.tolist()] == pytest.approx(theirs.tolist(), abs=1e-5)


def test_the_command_writes_a_model_and_leaves_hidden_articles_out(tmp_path: Path) -> None:
    gold, hidden = tmp_path / "gold", "柳湾隧道"
    gold.mkdir()
    for name in WORKS:
        (gold / f"{name}.txt").write_text(f"昨天，{name}已开工。\n昨天，{name}下了雨。\n", encoding="utf-8")
        (gold / f"{name}.ann").write_text(f"T1\tProject 3 {3 + len(name)}\t{name}\n", encoding="utf-8")
    sets = tmp_path / "sets.toml"
    sets.write_text(f'[gold.test]\nhidden = true\narticles = ["{hidden}"]\n', encoding="utf-8")
    command = [sys.executable, "-m", "kaigong.learning", str(gold), "--new", str(gold), "--sets", str(sets)]
    done = subprocess.run([*command, "--write", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert f"{2 * len(WORKS) - 2} articles, {2 * len(WORKS) - 2} names" in done.stdout
    assert "with the model" in done.stdout
    assert from_json((tmp_path / "names.trees.json").read_text(encoding="utf-8")).trees
    assert (tmp_path / "names.crf").stat().st_size > 0


def test_no_passage_that_the_model_learns_from_is_without_its_labels() -> None:
    texts = {file.stem for file in (ROOT / "gold" / "names").glob("*.txt")}
    assert texts == {file.stem for file in (ROOT / "gold" / "names").glob("*.ann")}
    assert len(texts) > 300
