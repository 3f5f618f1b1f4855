"""Rules against their own examples (`kaigong rules check`).

The whole extraction, but for the model of project names, runs on each text. An example has one or more mentions in
braces: each must be found, exactly there, by or with the help of the rule. A counterexample must have no mention that
the rule takes part in. A guard takes part in none: its examples must be found all the same, and what its
counterexamples have in braces must not.
Under `values` a text is the mention and nothing else, or has it in braces, and its value must be the key:

- a sum: `46780000000 CNY`, `300000000-500000000 CNY` for low and high that differ;
- a count: `264`;
- a region: its GB/T 2260 code, `220621`;
- a slogan: its canonical form, `一主六双`.

A rule takes part in a mention that has the rule's name in its chain, or is linked by it, or whose record has it; a
block of the layout (heading, byline, caption, stray) counts as a mention that its one rule made.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import regex

from kaigong.extract import Extraction, extract_article
from kaigong.mentions import Amount, Count, Mention, Region, Slogan
from kaigong.rule_kinds import Rule
from kaigong.rules import Rules
from kaigong.text import Article, Span
from kaigong.writing.rows import plain_digits

_BRACED = regex.compile(r"\{([^{}]++)\}")


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: in which file, of which rule, and why."""

    file: Path
    rule: str
    example: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention or block as the check sees it: where it is, what it is worth, and the rules that took part in it."""

    start: int
    end: int
    value: str | None
    rules: frozenset[str]


def check_rules(rules: Rules) -> Iterator[Failure]:
    """The examples, values and counterexamples of all rules that do not hold, rule by rule."""
    homes = _homes(rules)
    for rule in rules.all:
        for example, reason in _failures(rule, rules):
            yield Failure(homes[rule.name], rule.name, example, reason)


def value_of(mention: Mention) -> str | None:
    """A mention's value as a key of `values` has it; None for a kind of mention without a value."""
    match mention:
        case Amount():
            low, high = plain_digits(mention.low), plain_digits(mention.high)
            return f"{low} {mention.currency}" if low == high else f"{low}-{high} {mention.currency}"
        case Count():
            return plain_digits(mention.value)
        case Region():
            return mention.code
        case Slogan():
            return mention.canonical
        case _:
            return None


def _failures(rule: Rule, rules: Rules) -> Iterator[tuple[str, str]]:
    for example in rule.examples:
        text, spans = _marked(example)
        if not spans:
            yield example, "no mention in {braces}"
        seen = _seen(text, rules)
        for span in spans:
            if reason := _missing(span, text, rule, seen):
                yield example, reason
    for value, ways in rule.values.items():
        for way in ways:
            text, spans = _marked(way)
            seen = _seen(text, rules)
            for span in spans or [(0, len(text))]:
                if reason := _missing(span, text, rule, seen, value):
                    yield way, reason
    for counterexample in rule.counterexamples:
        if rule.guard:
            yield from _let_through(counterexample, rules)
            continue
        for found in _seen(counterexample, rules):
            if rule.name in found.rules:
                yield counterexample, f"the rule takes part in {counterexample[found.start : found.end]!r}"


def _let_through(counterexample: str, rules: Rules) -> Iterator[tuple[str, str]]:
    """What a guard should have kept out and is found all the same."""
    text, spans = _marked(counterexample)
    if not spans:
        yield counterexample, "no {braces}: a guard's counterexample shows what must not be a mention"
    found = {(one.start, one.end) for one in _seen(text, rules)}
    for span in spans:
        if span in found:
            yield counterexample, f"{text[span[0] : span[1]]!r} is found"


def _marked(example: str) -> tuple[str, list[Span]]:
    """The text without braces, and where they stood in it."""
    text = ""
    spans: list[Span] = []
    at = 0
    for braced in _BRACED.finditer(example):
        text += example[at : braced.start()]
        spans.append((len(text), len(text) + len(braced[1])))
        text += braced[1]
        at = braced.end()
    return text + example[at:], spans


def _missing(span: Span, text: str, rule: Rule, seen: list[_Seen], value: str | None = None) -> str | None:
    """Why the mention that is wanted at `span` is not there, or None."""
    wanted = text[span[0] : span[1]]
    there = [one for one in seen if (one.start, one.end) == span]
    if not there:
        return f"{wanted!r} is not found"
    helped = there if rule.guard else [one for one in there if rule.name in one.rules]
    if not helped:
        others = sorted(set().union(*(one.rules for one in there)))
        return f"{wanted!r} is found without the rule, by {', '.join(others)}"
    if value is not None and all(one.value != value for one in helped):
        return f"{wanted!r} is {' or '.join(str(one.value) for one in helped)}, not {value}"
    return None


def _seen(text: str, rules: Rules) -> list[_Seen]:
    found = extract_article(Article(text), rules, by_rules_alone=True)
    mentions: tuple[Mention, ...] = (*found.amounts, *found.counts, *found.projects, *found.regions, *found.slogans)
    links = _link_rules(found)
    return [
        _Seen(one.start, one.end, value_of(one), frozenset(one.rules) | links.get(one.fragments, frozenset()))
        for one in mentions
    ] + [
        _Seen(block.fragments[0][0], block.fragments[-1][1], None, frozenset([block.rule]))
        for block in found.blocks
        if block.rule
    ]


def _link_rules(found: Extraction) -> dict[tuple[Span, ...], frozenset[str]]:
    by_place: dict[tuple[Span, ...], frozenset[str]] = {}
    for link in found.links:
        for end in (link.owner.fragments, link.amount.fragments):
            by_place[end] = by_place.get(end, frozenset()) | {link.rule}
    for record in (*found.records.projects, *found.records.project_groups):
        by_place[record.fragments] = by_place.get(record.fragments, frozenset()) | frozenset(record.rules)
    return by_place


def _homes(rules: Rules) -> dict[str, Path]:
    """The file of each rule; a later folder overrides an earlier one."""
    homes: dict[str, Path] = {}
    for folder in rules.folders:
        for file in sorted(folder.glob("*.toml")):
            for rows in tomllib.loads(file.read_text(encoding="utf-8-sig")).values():
                homes |= {row["name"]: file for row in rows}
    return homes
