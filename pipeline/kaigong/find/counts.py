"""Counts: how many projects, works or deals (guideline, "Count")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from kaigong.find.numerals import CHARACTERS, NUMERAL, SPACES, Numeral, read_numeral
from kaigong.find.units import any_of
from kaigong.mentions import Count, located
from kaigong.rule_kinds import CountRule, WordListRule
from kaigong.rules import Rules
from kaigong.text import Reading, Span

SENTENCE_END = "。！？!?\n"
PHRASE = 24
"""Characters that a noun phrase may have between the measure word and its head."""

REACH = 200
"""Characters on either side of a number in which its sentence is looked for."""

TOTAL = re.compile(f"(?:总共|共计|合计|总计|共)(?:有|实施|安排)?[{CHARACTERS}]{{1,12}}[个個项項]")
"""The total of a list, up to what it counts."""

NEXT = re.compile(f"[、，和及与][^，。；、\\s{CHARACTERS}]{{0,6}}[{CHARACTERS}]{{1,12}}[个個项項]")
"""The next item of a list, up to what it counts: 批复67项、累计开工62项."""

GOES_ON = "其中"
LIST_MARKS = ("、", "和", "与", "及")
SINGULAR = frozenset("一壹几幾数數半")


@dataclass(frozen=True, slots=True)
class Counted:
    """One count rule, compiled: its noun right behind a measure word, and right before a number."""

    name: str
    measures: frozenset[str]
    others: regex.Pattern[str]
    behind: regex.Pattern[str]
    before: regex.Pattern[str]
    noun: regex.Pattern[str]
    needs: regex.Pattern[str] | None
    unless: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class CountGrammar:
    """All that the rules say of counts, compiled."""

    numbers: re.Pattern[str]
    rules: tuple[Counted, ...]
    between_rule: str
    again: regex.Pattern[str]
    again_rule: str
    alone: regex.Pattern[str]
    alone_rule: str
    money_behind: regex.Pattern[str]
    money_rule: str
    ends: regex.Pattern[str]
    ends_rule: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a measure word: the number begins at `start`, the measure ends at `end`."""

    start: int
    end: int
    measure: str
    value: Numeral


def find_counts(reading: Reading, rules: Rules) -> tuple[Count, ...]:
    """Every count of `reading`, in the order of the text, none overlapping another; region and status are open."""
    text = reading.text
    grammar = count_grammar(rules)
    counts: list[Count] = []
    previous: tuple[Number, Counted] | None = None
    for number in _numbers(text, grammar):
        found = _counted(text, number, previous, grammar)
        if found is None:
            continue
        counted, names = found
        previous = number, counted
        surface, fragments, span = located(reading, number.start, number.end)
        counts.append(Count(text=surface, fragments=fragments, span=span, rules=names, value=number.value.low))
    return tuple(counts)


@lru_cache(maxsize=8)
def count_grammar(rules: Rules) -> CountGrammar:
    """What `rules` say of counts, compiled."""
    lists = {rule.use: rule for rule in rules.of(WordListRule)}
    counted = rules.of(CountRule)
    measures = any_of(measure for rule in counted for measure in rule.measures)
    between = any_of(lists["between_noun_and_count"].words)
    return CountGrammar(
        numbers=re.compile(
            f"(?P<number>{NUMERAL}[多余餘来]?+)[{SPACES}]?(?P<measure>{measures})(?!目|半?[亿億](?![元美港欧日英]))"
        ),
        rules=tuple(_compiled(rule, between, measures) for rule in counted),
        between_rule=lists["between_noun_and_count"].name,
        again=regex.compile(f"(?r){any_of(lists['counted_again'].words)}(?:{between}){{0,2}}[{SPACES}]?"),
        again_rule=lists["counted_again"].name,
        alone=regex.compile(f"(?r){any_of(lists['counted_alone'].words)}(?:{between}){{0,2}}[{SPACES}]?"),
        alone_rule=lists["counted_alone"].name,
        ends=regex.compile(
            rf"$|[，。；、！？：,;!?:）)”》…—~\s]|(?P<words>{any_of(lists['goes_on_behind_count'].words)})"
        ),
        ends_rule=lists["goes_on_behind_count"].name,
        money_rule=lists["total_behind_count"].name,
        money_behind=regex.compile(any_of(lists["total_behind_count"].words)),
    )


def _compiled(rule: CountRule, between: str, measures: str) -> Counted:
    modifiers = f"(?<!{any_of(rule.modifiers)})" if rule.modifiers else ""
    continuations = f"(?!{any_of(rule.continuations)})" if rule.continuations else ""
    nouns = any_of(rule.nouns)
    noun = f"{modifiers}{nouns}{continuations}"
    another = f"(?![{CHARACTERS}多余][{SPACES}]?(?:{measures}(?!目)|[家名座户批])|一批|{any_of(rule.barriers)})"
    listed = (
        f"(?:“[^“”，。\\s]{{1,{PHRASE}}}”|[（(][^()（），。\\s]{{1,{PHRASE}}}[)）]|{another}[^()（），。；！？：“”\\s])"
    )
    return Counted(
        name=rule.name,
        measures=frozenset(rule.measures),
        others=regex.compile(rule.other_things or "(?!)"),
        behind=regex.compile(f"[{SPACES}]?{listed}{{0,{PHRASE}}}?{noun}"),
        before=regex.compile(f"(?r){modifiers}{nouns}(?P<between>(?:{between}){{0,4}})[（(]?[{SPACES}]?"),
        noun=regex.compile(noun),
        needs=regex.compile(any_of(rule.needs)) if rule.needs else None,
        unless=regex.compile(any_of(rule.unless)),
    )


def _numbers(text: str, grammar: CountGrammar) -> Iterator[Number]:
    for match in grammar.numbers.finditer(text):
        written = match["number"]
        if written in SINGULAR:
            continue
        value = read_numeral(written)
        if value is not None and value.low >= 1 and value.low == int(value.low):
            yield Number(match.start() + value.start, match.end(), match["measure"], value)


def _counted(
    text: str, number: Number, previous: tuple[Number, Counted] | None, grammar: CountGrammar
) -> tuple[Counted, tuple[str, ...]] | None:
    sentence = _sentence(text, number)
    rules = [
        rule
        for rule in grammar.rules
        if number.measure in rule.measures
        and not rule.others.match(text, number.end)
        and (rule.needs is None or rule.needs.search(text, *sentence))
        and not rule.unless.search(text, *sentence)
    ]
    for rule in rules:
        behind = rule.behind.match(text, number.end)
        before = None if behind else rule.before.match(text, 0, number.start)
        if behind or before:
            return rule, (rule.name, grammar.between_rule) if before and before["between"] else (rule.name,)
    goes_on = grammar.ends.match(text, number.end)
    if goes_on is None:
        return None
    found = _counted_without_noun(text, number, sentence, rules, previous, grammar)
    if found is None or not goes_on["words"]:
        return found
    return found[0], (*found[1], grammar.ends_rule)


def _counted_without_noun(
    text: str,
    number: Number,
    sentence: Span,
    rules: list[Counted],
    previous: tuple[Number, Counted] | None,
    grammar: CountGrammar,
) -> tuple[Counted, tuple[str, ...]] | None:
    """A bare number that counts what its sentence counts or names elsewhere, or what a total investment builds."""
    start, end = sentence
    again = grammar.again.match(text, start, number.start)
    if previous is not None and previous[0].start >= start and previous[0].measure == number.measure:
        before, counted = previous
        if again or text[before.end : number.start] in LIST_MARKS:
            return counted, (counted.name, grammar.again_rule)
    if again and (named := _first_named(text, start, number.start, rules) or _named_last(text, number, end, rules)):
        return named, (named.name, grammar.again_rule)
    if rules and grammar.alone.match(text, start, number.start):
        if named := _first_named(text, start, end, rules):
            return named, (named.name, grammar.alone_rule)
        if grammar.money_behind.match(text, number.end):
            return rules[0], (rules[0].name, grammar.alone_rule, grammar.money_rule)
    return None


def _named_last(text: str, number: Number, end: int, rules: list[Counted]) -> Counted | None:
    """The rule for what a list counts that names it last: 产业类35个、民生类18个，共53个项目."""
    last = TOTAL.search(text, number.end, end) or NEXT.match(text, number.end, end)
    return last and next((rule for rule in rules if rule.behind.match(text, last.end())), None)


def _first_named(text: str, start: int, end: int, rules: list[Counted]) -> Counted | None:
    return next((rule for rule in rules if rule.noun.search(text, start, end)), None)


def _sentence(text: str, number: Number) -> Span:
    """The sentence of a number, with the one before where it begins with 其中 and so goes on with what that counts."""
    first, last = max(0, number.start - REACH), min(len(text), number.end + REACH)
    start = _sentence_start(text, first, number.start)
    if text.startswith(GOES_ON, start) and start > first:
        start = _sentence_start(text, first, start - 1)
    ends = (text.find(mark, number.end, last) for mark in SENTENCE_END)
    return start, min((end for end in ends if end >= 0), default=last)


def _sentence_start(text: str, first: int, place: int) -> int:
    return max(first, *(text.rfind(mark, first, place) + 1 for mark in SENTENCE_END))
