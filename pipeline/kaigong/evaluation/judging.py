"""The pipeline's answer to each article of gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kaigong.evaluation.gold import GoldError, Labels, Place, Problem, read_labels
from kaigong.evaluation.scores import Scores, score
from kaigong.evaluation.sets import Part, Sets
from kaigong.evaluation.sources import GoldArticle
from kaigong.extract import extract_article
from kaigong.rules import Rules
from kaigong.text import Article
from kaigong.writing.brat import standoff


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the pipeline labels in an article. `written` is the brat text; `confidence` is that of each project."""

    labels: Labels
    written: str
    confidence: Mapping[Place, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold article beside what the pipeline found in it."""

    gold: GoldArticle
    part: Part
    prediction: Prediction
    scores: Scores

    @property
    def key(self) -> tuple[str, str]:
        """Source and name, which tell articles of a run apart."""
        return self.gold.source, self.gold.article.name


def predict(article: Article, rules: Rules) -> Prediction:
    """What the pipeline labels in an article: read back from the brat text that it writes, so that what is scored
    is what a user gets.

    Raises GoldError where that text breaks the guideline, which is an error of the pipeline.
    """
    extraction = extract_article(article, rules)
    written = standoff(extraction)
    labels = read_labels(written, article.text, f"{article.name}.ann (predicted)")
    confidence = {("Project", project.start, project.end): project.confidence for project in extraction.projects}
    return Prediction(labels, written, confidence)


def judge(articles: Iterable[GoldArticle], rules: Rules, sets: Sets) -> tuple[list[Judged], list[Problem]]:
    """Every article judged, and the problems of those that could not be."""
    judged: list[Judged] = []
    problems: list[Problem] = []
    for gold in articles:
        try:
            prediction = predict(gold.article, rules)
        except GoldError as error:
            problems.extend(error.problems)
            continue
        part = sets.part(gold.source, gold.article.name)
        judged.append(Judged(gold, part, prediction, score(gold.labels, prediction.labels)))
    return judged, problems


def by_part(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The articles of each source or set, in the order of first appearance."""
    parts: dict[str, list[Judged]] = {}
    for one in judged:
        parts.setdefault(one.part.source, []).append(one)
    return parts
