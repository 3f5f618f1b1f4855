"""Amounts: the sums of money of a text with their value, bound and role (guideline, "Amount")."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from kaigong.find.bounds import bound_of, bound_words
from kaigong.find.role_words import role_words
from kaigong.find.roles import roles_of
from kaigong.find.sums import Sum, find_sums, with_shared_currency
from kaigong.find.tables import find_table_sums
from kaigong.mentions import Amount, located
from kaigong.rules import Rules
from kaigong.text import Reading


def find_amounts(reading: Reading, rules: Rules) -> tuple[Amount, ...]:
    """Every amount of `reading`, in the order of the text, none overlapping another."""
    text = reading.text
    sums = with_shared_currency(text, _apart(find_sums(text, rules), find_table_sums(text, rules)))
    words = bound_words(rules)
    bounds = [bound_of(text, one, sums[index - 1] if index else None, words) for index, one in enumerate(sums)]
    roles = roles_of(text, sums, [bound for bound, _ in bounds], role_words(rules))
    amounts = []
    for one, (bound, bound_rule), (role, role_rule) in zip(sums, bounds, roles, strict=True):
        surface, fragments, span = located(reading, one.start, one.end)
        amounts.append(
            Amount(
                text=surface,
                fragments=fragments,
                span=span,
                rules=(*one.rules, *filter(None, (bound_rule, role_rule))),
                low=one.low,
                high=one.high,
                currency=one.currency,
                bound=bound,
                role=role,
            )
        )
    return tuple(amounts)


def _apart(in_sentences: Iterable[Sum], in_tables: Iterable[Sum]) -> list[Sum]:
    """Both in the order of the text, without those of tables that overlap a sum with a unit of its own."""
    found: list[Sum] = []
    for one in sorted([*in_sentences, *in_tables], key=attrgetter("start")):
        if found and one.start < found[-1].end:
            if one.headings:
                continue
            found.pop()
        found.append(one)
    return found
