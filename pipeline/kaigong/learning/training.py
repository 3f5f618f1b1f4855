"""Training of the model of project names, the same from the same lessons, and its measure on lessons left out."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from kaigong.find.candidate_features import described
from kaigong.find.name_candidates import candidates
from kaigong.find.name_model import sight_of
from kaigong.find.name_trees import Forest
from kaigong.find.project_grammar import grammar
from kaigong.find.project_names import may_be_name
from kaigong.find.second_opinion import likeliest
from kaigong.learning.growing import grown
from kaigong.learning.lessons import Lesson, as_on_new_text, sentences
from kaigong.rules import default_rules
from kaigong.text import Span

PARAMETERS = {"c1": 0.3, "c2": 3.0, "max_iterations": 100, "feature.minfreq": 2}
"""c1 makes the file small, c2 the probabilities honest."""
SEED = 1
FOLDS = 4


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A candidate of a lesson: where it is, its features, whether it is a name, and whether the rules let it be one."""

    span: Span
    features: tuple[float, ...]
    right: bool
    allowed: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came out on lessons left out: for each name found, its probability and whether gold has it; how many names
    gold has, and how many of the rules' alone are in it and are not."""

    found: tuple[tuple[float, bool], ...]
    gold: int
    by_rules: tuple[bool, ...]


def train(tuned: Sequence[Lesson], new: Sequence[Lesson], file: Path) -> tuple[Forest, Judgement]:
    """Write the random field to `file`; give the trees, and how good both are on `new` lessons left out.

    On the `tuned` lessons the rules were written, on the `new` ones not. The trees learn from what a field says of
    lessons that it has not seen.
    """
    folds = [new[fold::FOLDS] for fold in range(FOLDS)]
    rest = [[one for at, one in enumerate(new) if at % FOLDS != fold] for fold in range(FOLDS)]
    with ProcessPoolExecutor() as pool:
        whole = pool.submit(train_field, tuned, new, file)
        unseen = list(pool.map(partial(_unseen, tuned), rest, folds))
        judged = list(pool.map(_judged, [_all_but(unseen, fold) for fold in range(FOLDS)], unseen))
        forest = pool.submit(grown_on, _all_but(unseen, FOLDS)).result()
        whole.result()
    found = [one for fold in judged for one in fold]
    by_rules = [hint.span in set(lesson.gold) for lesson in new for hint in lesson.found]
    return forest, Judgement(tuple(found), sum(len(lesson.gold) for lesson in new), tuple(by_rules))


def train_field(tuned: Iterable[Lesson], new: Iterable[Lesson], file: Path) -> None:
    """Write the random field to `file`."""
    chance = random.Random(SEED)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for lesson in (*(as_on_new_text(one, chance) for one in tuned), *new):
        for seen, said in sentences(lesson, default_rules()):
            trainer.append(seen, said)
    trainer.train(str(file))


def grown_on(lessons: Iterable[Sequence[Candidacy]]) -> Forest:
    """Trees grown on the candidates of these lessons."""
    taught = [one for lesson in lessons for one in lesson if one.allowed]
    return grown([one.features for one in taught], [one.right for one in taught])


def candidacies(lesson: Lesson, tagger: pycrfsuite.Tagger) -> list[Candidacy]:
    """The candidates of one lesson as `tagger` sees them."""
    compiled = grammar(default_rules())
    sight = sight_of(lesson.masked, lesson.found, compiled, tagger)
    found = candidates(lesson.masked, sight, lesson.found)
    gold = set(lesson.gold)
    return [
        Candidacy(one.span, tuple(seen), one.span in gold, may_be_name(lesson.masked, one.span, compiled))
        for one, seen in zip(found, described(lesson.masked, sight, found, compiled), strict=True)
    ]


def _unseen(tuned: Sequence[Lesson], taught: Sequence[Lesson], asked: Sequence[Lesson]) -> list[list[Candidacy]]:
    """What a field that learnt from `tuned` and `taught` sees in `asked`."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "names.crf"
        train_field(tuned, taught, file)
        tagger = pycrfsuite.Tagger()
        tagger.open(str(file))
        return [candidacies(lesson, tagger) for lesson in asked]


def _judged(taught: Sequence[Sequence[Candidacy]], asked: Sequence[Sequence[Candidacy]]) -> list[tuple[float, bool]]:
    forest = grown_on(taught)
    judged = []
    for lesson in asked:
        right = {one.span: one.right for one in lesson}
        likely = likeliest((one.span, forest.probability(one.features)) for one in lesson if one.allowed)
        judged += [(probability, right[span]) for span, probability in likely]
    return judged


def _all_but(folds: Sequence[Sequence[Sequence[Candidacy]]], left_out: int) -> list[Sequence[Candidacy]]:
    return [lesson for at, fold in enumerate(folds) if at != left_out for lesson in fold]
