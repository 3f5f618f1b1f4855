"""Photo captions among the lines of a text (guideline, "Caption")."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from kaigong.layout.credits import photo_credit
from kaigong.layout.grammar import patterns_for, words_for
from kaigong.layout.lines import Line
from kaigong.rules import Rules

LONGEST_CAPTION = 200
LONGEST_WITHOUT_CREDIT = 90
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class LineRun:
    """Lines `first` to `last`, both included, that make one block; `rule` found them.

    `credit` tells where in the last line the photographer's credit begins, None without one.
    """

    first: int
    last: int
    rule: str
    credit: int | None


def captions_of(lines: list[Line], rules: Rules) -> dict[int, LineRun]:
    """The captions, each by every one of its lines."""
    endings = _credit_ends(rules)
    leads_in = patterns_for(rules, "caption-lead-in").together.match
    usual = usual_gap(lines)
    found: dict[int, LineRun] = {}
    for number, line in enumerate(lines):
        if not (line.text[-1] in endings or leads_in(line.text)) or number in found:
            continue
        run = _led_in(lines, number, rules) or _credited(lines, number, usual, rules)
        if run and not any(taken in found for taken in range(run.first, run.last + 1)):
            found |= dict.fromkeys(range(run.first, run.last + 1), run)
    return found


def usual_gap(lines: list[Line]) -> int:
    """The number of blank lines that stands most often between two lines."""
    gaps = Counter(line.gap for line in lines[1:])
    return gaps.most_common(1)[0][0] if gaps else 0


def _led_in(lines: list[Line], first: int, rules: Rules) -> LineRun | None:
    """A caption whose first line says so (图为…, ←…), to the line with its credit if that is near."""
    rule = patterns_for(rules, "caption-lead-in").name(lines[first].text[:LONGEST_CAPTION])
    if rule is None:
        return None
    length = 0
    for number in range(first, min(first + MOST_LINES, len(lines))):
        line = lines[number]
        length += len(line.text)
        if length > LONGEST_CAPTION:
            break
        credit = photo_credit(line.text, rules)
        if credit and (number == first or not lines[number - 1].ended or credit[1] == 0):
            return LineRun(first, number, rule, credit[1])
        if number > first and line.ended:
            break
    short = len(lines[first].text) <= LONGEST_WITHOUT_CREDIT
    return LineRun(first, first, rule, None) if short else None


def _credited(lines: list[Line], last: int, usual: int, rules: Rules) -> LineRun | None:
    """A caption that ends with a photographer's credit."""
    line = lines[last]
    if len(line.text) > LONGEST_CAPTION:
        return None
    credit = photo_credit(line.text, rules)
    if credit is None:
        return None
    rule, start = credit
    first = last
    if start == 0 and last and line.gap <= usual and len(lines[last - 1].text) <= LONGEST_WITHOUT_CREDIT:
        first = last - 1
    while _goes_up(lines, first, last, usual):
        first -= 1
    return LineRun(first, last, rule, start)


def _goes_up(lines: list[Line], first: int, last: int, usual: int) -> bool:
    """Whether the line before `first` belongs to the caption: a photo's gap stands a little higher up."""
    if first == 0 or last - first >= MOST_LINES - 1 or lines[first].gap > usual or lines[first - 1].ended:
        return False
    above = range(first - 1, max(-1, first - MOST_LINES), -1)
    return any(
        lines[number].gap > usual
        for number in above
        if all(not lines[between].ended for between in range(number, first))
    )


@lru_cache(maxsize=16)
def _credit_ends(rules: Rules) -> frozenset[str]:
    return frozenset(word[-1] for word in words_for(rules, "photo-credit").rule_of) | {"）", ")"}
