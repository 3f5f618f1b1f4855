"""Training of the model of project names, the same from the same lessons, and its measure on lessons left out."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from kaigong.find.project_grammar import grammar
from kaigong.find.second_opinion import decided
from kaigong.learning.lessons import Lesson, as_on_new_text, sentences
from kaigong.rules import Rules
from kaigong.text import Span

COPIES = 3
"""How often each lesson is taken, the tuned ones with other errors of the rules each time."""
PARAMETERS = {"c1": 0.3 * COPIES, "c2": 3.0 * COPIES, "max_iterations": 120, "feature.minfreq": 2 * COPIES}
"""c1 makes the file small, c2 the probabilities honest."""
SEED = 1
FOLDS = 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came out on lessons left out: for each name found, its probability and whether gold has it; how many names
    gold has, and how many of the rules' alone are in it and are not."""

    found: tuple[tuple[float, bool], ...]
    gold: int
    by_rules: tuple[bool, ...]


def train(tuned: Iterable[Lesson], new: Iterable[Lesson], rules: Rules, file: Path) -> None:
    """Write the model to `file`. On the `tuned` lessons the rules were written, on the `new` ones not."""
    chance = random.Random(SEED)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for lesson in tuned:
        for _ in range(COPIES):
            for seen, said in sentences(as_on_new_text(lesson, chance), rules):
                trainer.append(seen, said)
    for lesson in new:
        taught = list(sentences(lesson, rules))
        for seen, said in COPIES * taught:
            trainer.append(seen, said)
    trainer.train(str(file))


def cross_validate(tuned: Sequence[Lesson], new: Sequence[Lesson], rules: Rules) -> Judgement:
    """Judge every `new` lesson by a model that has not seen it, in `FOLDS` parts of whole articles."""
    found: list[tuple[float, bool]] = []
    by_rules: list[bool] = []
    with TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            file = Path(folder) / f"{fold}.crf"
            train(tuned, [one for at, one in enumerate(new) if at % FOLDS != fold], rules, file)
            tagger = pycrfsuite.Tagger()
            tagger.open(str(file))
            for lesson in new[fold::FOLDS]:
                gold: set[Span] = set(lesson.gold)
                for span, probability in decided(lesson.masked, lesson.found, grammar(rules), tagger):
                    found.append((probability, span in gold))
                by_rules += [hint.span in gold for hint in lesson.found]
    return Judgement(tuple(found), sum(len(lesson.gold) for lesson in new), tuple(by_rules))
