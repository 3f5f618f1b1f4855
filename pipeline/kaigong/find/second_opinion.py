"""Project names as rules and model see them together: the model decides, the rules' guards and a user's rules stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from kaigong.find.masking import mask
from kaigong.find.name_model import hints_of, opinions
from kaigong.find.project_grammar import grammar
from kaigong.find.project_names import could_be_name
from kaigong.find.projects import REPEATED, TRUST_IN_REPEATED
from kaigong.find.repeats import repeated
from kaigong.mentions import Amount, Count, Project, located
from kaigong.rule_kinds import ProjectRule
from kaigong.rules import Rules, default_rules
from kaigong.text import Reading, Span

BY_MODEL = "project.model"
"""Says in the chain of a mention that the model found it, or agreed with the rules before it."""

TRUTH = ((0.4, 0.36), (0.5, 0.45), (0.6, 0.62), (0.7, 0.72), (0.8, 0.80), (0.9, 0.85), (1.0, 0.95))
"""What the model's probabilities are worth: of names with the first, the second were right in cross-validation
(`make model` prints them). Between two of them, in proportion."""
SURE = 0.45
"""A name this likely is looked for again in the article."""


def reviewed(
    reading: Reading, amounts: Sequence[Amount], counts: Sequence[Count], found: Sequence[Project], rules: Rules
) -> tuple[Project, ...]:
    """The names that the model takes for one, in the order of the reading text, none across another.

    `found` are those of the rules, in its order: the model sees them, and what it agrees with keeps its chain of rules.
    A name that a rule of the user's own found is kept as it is.
    """
    compiled = grammar(rules)
    masked = mask(reading.text, amounts, counts)
    by_span = {project.span: project for project in found}
    own = _own_rules(rules)
    kept = [project for project in found if project.rules[0] in own]
    starts = [project.span[0] for project in kept]
    judged = [
        _project(reading, opinion.span, _chain(by_span.get(opinion.span)), confidence_of(opinion.probability))
        for opinion in opinions(masked, hints_of(found), compiled)
        if could_be_name(masked[slice(*opinion.span)], compiled) and not _across(opinion.span, kept, starts)
    ]
    names = sorted([*kept, *judged], key=_span)
    sure = [project.span for project in names if project.confidence >= SURE]
    again = repeated(masked, sure, [project.span for project in names], compiled)
    names += [_project(reading, span, (REPEATED,), TRUST_IN_REPEATED) for span in again]
    return tuple(sorted(names, key=_span))


def confidence_of(probability: float) -> float:
    """How many of the names with this probability of the model's are right, 0 to 1."""
    for (low, low_truth), (high, high_truth) in zip(TRUTH, TRUTH[1:], strict=False):
        if probability <= high:
            return low_truth + (probability - low) / (high - low) * (high_truth - low_truth)
    return TRUTH[-1][1]


def _project(reading: Reading, span: Span, chain: tuple[str, ...], confidence: float) -> Project:
    text, fragments, place = located(reading, *span)
    return Project(text=text, fragments=fragments, span=place, rules=chain, confidence=round(confidence, 3))


def _chain(by_rules: Project | None) -> tuple[str, ...]:
    return (*by_rules.rules, BY_MODEL) if by_rules else (BY_MODEL,)


@lru_cache(maxsize=4)
def _own_rules(rules: Rules) -> frozenset[str]:
    """The names of the project rules that the user added or changed."""
    shipped = {rule.name: rule for rule in default_rules().of(ProjectRule)}
    return frozenset(rule.name for rule in rules.of(ProjectRule) if shipped.get(rule.name) != rule)


def _across(span: Span, kept: Sequence[Project], starts: Sequence[int]) -> bool:
    """Whether `span` overlaps any of `kept`, which are apart and begin at `starts`."""
    last = bisect_left(starts, span[1]) - 1
    return last >= 0 and kept[last].span[1] > span[0]


def _span(project: Project) -> Span:
    return project.span
