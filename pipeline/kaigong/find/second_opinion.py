"""Project names as rules and model see them together: what the rules found is one reason of many.

rules -> hints -> what a random field sees of each character -> candidates -> what trees say of each -> the likeliest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

import pycrfsuite

from kaigong.find.candidate_features import described
from kaigong.find.masking import mask
from kaigong.find.name_candidates import candidates
from kaigong.find.name_features import Hint
from kaigong.find.name_model import hints_of, sight_of
from kaigong.find.name_trees import Forest, shipped_forest
from kaigong.find.project_grammar import Grammar, grammar
from kaigong.find.project_names import may_be_name
from kaigong.mentions import Amount, Count, Project, located
from kaigong.rule_kinds import ProjectRule
from kaigong.rules import Rules, default_rules
from kaigong.text import Reading, Span, overlaps_any

BY_MODEL = "project.model"
"""Says in the chain of a mention that no rule found it."""

ENOUGH = 0.5
"""From this probability on, a candidate is a name. In cross-validation F1 is flat from 0.3 to 0.5; real text is poorer
in projects than what the model learns from, so the highest of these."""


def reviewed(
    reading: Reading, amounts: Sequence[Amount], counts: Sequence[Count], found: Sequence[Project], rules: Rules
) -> tuple[Project, ...]:
    """The names that rules and model together take for such, in the order of the reading text, none across another.

    `found` are those of the rules, in its order. A name that a rule of the user's own found is kept as it is.
    """
    compiled = grammar(rules)
    masked = mask(reading.text, amounts, counts)
    by_span = {project.span: project for project in found}
    own = _own_rules(rules)
    kept = [project for project in found if project.rules[0] in own]
    kept_spans = [project.span for project in kept]
    names = [
        _project(reading, span, by_span[span].rules if span in by_span else (BY_MODEL,), probability)
        for span, probability in decided(masked, hints_of(found), compiled)
        if not overlaps_any(span, kept_spans)
    ]
    return tuple(sorted([*kept, *names], key=_span))


def decided(
    masked: str,
    hints: Sequence[Hint],
    grammar: Grammar,
    tagger: pycrfsuite.Tagger | None = None,
    forest: Forest | None = None,
) -> list[tuple[Span, float]]:
    """Which spans of the masked text are names, with the probability of each, none across another, sorted.

    `hints` are what the rules found, sorted. Without a `tagger` and a `forest`, those of the package decide.
    """
    sight = sight_of(masked, hints, grammar, tagger)
    found = candidates(masked, sight, hints)
    judge = forest or shipped_forest()
    judged = [
        (one.span, judge.probability(seen))
        for one, seen in zip(found, described(masked, sight, found, grammar), strict=True)
        if may_be_name(masked, one.span, grammar)
    ]
    return likeliest(judged)


def likeliest(judged: Iterable[tuple[Span, float]]) -> list[tuple[Span, float]]:
    """Of spans with their probabilities, those that are likely enough and not across a likelier one, sorted."""
    kept: list[tuple[Span, float]] = []
    for span, probability in sorted(judged, key=lambda one: (-one[1], one[0])):
        if probability < ENOUGH:
            break
        at = bisect_left(kept, (span, 0.0))
        clear_before = at == 0 or kept[at - 1][0][1] <= span[0]
        clear_behind = at == len(kept) or span[1] <= kept[at][0][0]
        if clear_before and clear_behind:
            kept.insert(at, (span, probability))
    return kept


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
