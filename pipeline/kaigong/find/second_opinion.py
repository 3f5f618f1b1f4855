"""Project names as rules and model see them together: the model decides, the rules' guards and a user's rules stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import pycrfsuite

from kaigong.find.masking import mask
from kaigong.find.name_features import Hint
from kaigong.find.name_model import hints_of, opinions
from kaigong.find.project_grammar import Grammar, grammar
from kaigong.find.project_names import could_be_name
from kaigong.find.projects import REPEATED, TRUST_IN_REPEATED
from kaigong.find.repeats import repeated
from kaigong.mentions import Amount, Count, Project, located
from kaigong.rule_kinds import ProjectRule
from kaigong.rules import Rules, default_rules
from kaigong.text import Reading, Span, overlaps_any

BY_MODEL = "project.model"
"""Says in the chain of a mention that the model alone found it."""

TRUTH = ((0.2, 0.3), (0.4, 0.42), (0.6, 0.56), (0.75, 0.7), (0.85, 0.76), (0.92, 0.8), (0.95, 0.88), (1.0, 0.96))
"""What the model's probabilities are worth: of names with the first, the second were right in cross-validation on
articles that no rule was written on (`make model` prints them), rounded down below 0.8. Between two, in proportion."""
ALONE = 0.5
"""From this probability on, what no rule found is a name."""
UNSEEN = 0.4
"""The probability of a name that several rules agree on and the model doesn't see."""
SURE = 0.45
"""A name this likely is looked for again in the article."""


def reviewed(
    reading: Reading, amounts: Sequence[Amount], counts: Sequence[Count], found: Sequence[Project], rules: Rules
) -> tuple[Project, ...]:
    """The names that rules and model agree on, or one of them is sure of, in the order of the reading text.

    `found` are those of the rules, in its order. A name that a rule of the user's own found is kept as it is. None
    is across another.
    """
    compiled = grammar(rules)
    masked = mask(reading.text, amounts, counts)
    by_span = {project.span: project for project in found}
    own = _own_rules(rules)
    kept = [project for project in found if project.rules[0] in own]
    kept_spans = [project.span for project in kept]
    names = [
        _project(reading, span, by_span[span].rules if span in by_span else (BY_MODEL,), confidence_of(probability))
        for span, probability in decided(masked, hints_of(found), compiled)
        if not overlaps_any(span, kept_spans)
    ]
    names = sorted([*kept, *names], key=_span)
    sure = [project.span for project in names if project.confidence >= SURE]
    again = repeated(masked, sure, [project.span for project in names], compiled)
    names += [_project(reading, span, (REPEATED,), TRUST_IN_REPEATED) for span in again]
    return tuple(sorted(names, key=_span))


def decided(
    masked: str, hints: Sequence[Hint], grammar: Grammar, tagger: pycrfsuite.Tagger | None = None
) -> list[tuple[Span, float]]:
    """Which spans of the masked text are names, with the probability of each, none across another.

    Where a rule says the same as the model, the model need not be sure; where several rules agree and the model sees
    nothing, the rules hold.
    """
    by_rules = {hint.span for hint in hints}
    judged = [
        (one.span, one.probability)
        for one in opinions(masked, hints, grammar, tagger)
        if (one.span in by_rules or one.probability >= ALONE) and could_be_name(masked[slice(*one.span)], grammar)
    ]
    spans = [span for span, _ in judged]
    unseen = [(hint.span, UNSEEN) for hint in hints if hint.sure and not overlaps_any(hint.span, spans)]
    return sorted([*judged, *unseen])


def confidence_of(probability: float) -> float:
    """How many of the names with this probability of the model's are right, 0 to 1."""
    for (low, low_truth), (high, high_truth) in pairwise(TRUTH):
        if probability <= high:
            return low_truth + (probability - low) / (high - low) * (high_truth - low_truth)
    return TRUTH[-1][1]


def _project(reading: Reading, span: Span, chain: tuple[str, ...], confidence: float) -> Project:
    text, fragments, place = located(reading, *span)
    return Project(text=text, fragments=fragments, span=place, rules=chain, confidence=round(confidence, 3))


@lru_cache(maxsize=4)
def _own_rules(rules: Rules) -> frozenset[str]:
    """The names of the project rules that the user added or changed."""
    shipped = {rule.name: rule for rule in default_rules().of(ProjectRule)}
    return frozenset(rule.name for rule in rules.of(ProjectRule) if shipped.get(rule.name) != rule)


def _span(project: Project) -> Span:
    return project.span
