"""From gold to a model: what it learns from, that it learns, and that the same lessons give the same file."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pycrfsuite

from kaigong.evaluation.sources import read_folder
from kaigong.find.name_features import Hint
from kaigong.find.project_grammar import grammar
from kaigong.find.second_opinion import decided
from kaigong.learning.lessons import Lesson, as_on_new_text, lesson_of, sentences
from kaigong.learning.training import FOLDS, cross_validate, train
from kaigong.rules import default_rules

RULES = default_rules()
ROOT = Path(__file__).parents[2]
PLACES = ("柳湾", "梅岭", "松坪", "石桥", "白沙", "青石", "双河", "东岭", "南屏", "北川")
WORKS = tuple(place + work for place in PLACES for work in ("大桥", "电厂", "水库", "隧道"))


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


def test_it_learns_and_the_same_lessons_give_the_same_file(tmp_path: Path) -> None:
    for name in ("one.crf", "two.crf"):
        train([], lessons(), RULES, tmp_path / name)
    assert (tmp_path / "one.crf").read_bytes() == (tmp_path / "two.crf").read_bytes()
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "one.crf"))
    assert [span for span, _ in decided("昨天，龙泉大桥已开工。", (), grammar(RULES), tagger)] == [(3, 7)]
    assert decided("昨天，龙泉大桥下了雨。", (), grammar(RULES), tagger) == []


def test_every_lesson_is_judged_once_by_a_model_that_has_not_seen_it() -> None:
    judged = cross_validate([], lessons(), RULES)
    assert judged.gold == len(WORKS)
    assert len(judged.found) <= len(WORKS) + FOLDS
    assert sum(right for _, right in judged.found) >= len(WORKS) / 2
    assert judged.by_rules == ()


def test_the_command_writes_a_model_and_leaves_hidden_articles_out(tmp_path: Path) -> None:
    for name, built in (("a", "柳湾大桥"), ("hidden", "梅岭电厂")):
        (tmp_path / f"{name}.txt").write_text(f"昨天，{built}已开工。\n", encoding="utf-8")
        (tmp_path / f"{name}.ann").write_text(f"T1\tProject 3 7\t{built}\n", encoding="utf-8")
    sets = tmp_path / "sets.toml"
    sets.write_text(f'[{tmp_path.name}.test]\nhidden = true\narticles = ["hidden"]\n', encoding="utf-8")
    command = [sys.executable, "-m", "kaigong.learning", str(tmp_path), "--new", str(tmp_path), "--sets", str(sets)]
    done = subprocess.run(
        [*command, "--write", str(tmp_path / "out.crf"), "--no-measure"], capture_output=True, text=True, check=True
    )
    assert "2 articles, 2 names" in done.stdout
    assert (tmp_path / "out.crf").stat().st_size > 0


def test_no_passage_that_the_model_learns_from_is_without_its_labels() -> None:
    texts = {file.stem for file in (ROOT / "gold" / "names").glob("*.txt")}
    assert texts == {file.stem for file in (ROOT / "gold" / "names").glob("*.ann")}
    assert len(texts) > 300
