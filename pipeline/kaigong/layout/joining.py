"""Lines to paragraphs: whether a line break ends a sentence or cuts one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kaigong.layout.grammar import patterns_for
from kaigong.layout.lines import Line, Wrapping, is_pure
from kaigong.rules import Rules
from kaigong.tokens import tokenizer

LONGEST_TITLE = 24
WINDOW = 8
NEVER_FIRST = frozenset("，、。；：！？”’」』）》】〉…%％")
OPEN_ENDS = frozenset("，,、（(《“‘「『〈【—－")
PARTNERS = str.maketrans("”’」』）)】》〉", "“‘「『（(【《〈")
NUMERALS = frozenset("0123456789０１２３４５６７８９.．")


class Paragraph(NamedTuple):
    """Numbers of the lines that make one paragraph. `rule` joined the first of them, or kept it alone."""

    lines: tuple[int, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the joining of two lines depends on besides them.

    `titles` are lines that may be titles between paragraphs; one alone, in a text of which `is_cut` tells that columns
    cut it, is half of a sentence.
    """

    rules: Rules
    is_page: bool
    wrapping: Wrapping
    titles: frozenset[int]
    is_cut: bool


def paragraphs_of(lines: list[Line], body: Iterable[int], walls: frozenset[int], setting: Setting) -> list[Paragraph]:
    """The paragraphs that the lines numbered `body` make.

    Lines of `walls` (headings, bylines) end what stands before them; other lines left out of `body` (captions)
    stand between two halves and do not.
    """
    found: list[Paragraph] = []
    current: list[int] = []
    rule = ""
    for number in body:
        line = lines[number]
        joined = joining_rule(lines, current, number, walls, setting) if current else None
        if joined is not None:
            rule = rule or joined
            current.append(number)
            continue
        if current:
            found.append(Paragraph(tuple(current), rule))
        rule = "" if line.ended else _lone_rule(line, setting)
        current = [number]
    if current:
        found.append(Paragraph(tuple(current), rule))
    return found


def joining_rule(
    lines: list[Line], current: list[int], number: int, walls: frozenset[int], setting: Setting
) -> str | None:
    """The rule by which line `number` goes on with the paragraph `current`, "" for none by name; None if it doesn't."""
    last, line = lines[current[-1]], lines[number]
    interrupted = number - current[-1] > 1
    if interrupted and not walls.isdisjoint(range(current[-1] + 1, number)):
        return None
    if line.text[0] in NEVER_FIRST:
        return ""
    if last.ended:
        return "" if _fills_paragraph(last, line, setting) else None
    if _lone_rule(last, setting) or _lone_rule(line, setting):
        return None
    if patterns_for(setting.rules, "list-item").together.match(line.text):
        return None
    if last.text[-1] in OPEN_ENDS:
        return ""
    if line.indented:
        return None
    if setting.wrapping.fills(last):
        return ""
    running = len(current) > 1 or (current[0] > 0 and not is_pure(last.text))
    if last.text[-1] in "：:；;":
        return "" if setting.is_page or (running and last.text[-1] in "；;") else None
    like_title = len(current) == 1 and len(last.text) <= LONGEST_TITLE and is_pure(last.text)
    rule = _crossing_rule(last.text, line.text, like_title, setting.rules)
    if rule is not None:
        return rule
    if _is_left_open(last.text, line.text):
        return ""
    if setting.is_page or interrupted:
        goes_on = not like_title or (interrupted and current[0] in setting.titles)
    elif running or (like_title and setting.is_cut and setting.titles == {current[0]}):
        goes_on = patterns_for(setting.rules, "sentence-first").name(line.text) is None
    elif like_title:
        return None
    else:
        goes_on = False
    return "" if goes_on or _share_a_word(last.text, line.text) else None


def is_cut(lines: list[Line], body: Sequence[int], rules: Rules) -> bool:
    """Whether a line of running text breaks off before its end."""
    items = patterns_for(rules, "list-item").together
    return any(
        not lines[number].ended
        and "，" in lines[number].text
        and lines[number].text[-1] not in "：:；;"
        and not items.match(lines[number].text)
        for number in body[1:-1]
    )


def titles_among(lines: list[Line], body: Iterable[int]) -> frozenset[int]:
    """The lines among the paragraphs of an article that look like titles, behind the first that is none."""
    found: list[int] = []
    seen_text = before_ended = False
    for number in body:
        line = lines[number]
        if seen_text and before_ended and not line.ended and len(line.text) <= LONGEST_TITLE and is_pure(line.text):
            found.append(number)
        before_ended = line.ended
        seen_text = seen_text or line.ended
    return frozenset(found)


def _lone_rule(line: Line, setting: Setting) -> str:
    """The rule by which the line is joined to no other (一、总体情况; 发布时间：…), or ""."""
    if len(line.text) > LONGEST_LONE or line.ended or setting.wrapping.fills(line):
        return ""
    name = patterns_for(setting.rules, "stands-alone").name(line.text)
    if name:
        return name
    return (patterns_for(setting.rules, "list-item").name(line.text) or "") if is_pure_item(line.text) else ""


LONGEST_LONE = 60


def is_pure_item(text: str) -> bool:
    """Whether a list item is a short title without sentences in it (一、总体情况)."""
    return len(text) <= LONGEST_TITLE and is_pure(text[4:] or text)


def _fills_paragraph(last: Line, line: Line, setting: Setting) -> bool:
    """Whether, in wrapped text, a full line goes on behind its full stop: paragraphs mostly end in shorter ones."""
    return setting.wrapping.fills(last) and not line.gap and not line.indented


def _crossing_rule(last: str, text: str, like_title: bool, rules: Rules) -> str | None:
    """The rule by which `text` can't begin a sentence or `last` end one, "" inside a number, or None."""
    name = patterns_for(rules, "never-first").name(text)
    if name or like_title:
        return name
    if last[-1] in NUMERALS:
        return "" if text[0] in NUMERALS else patterns_for(rules, "unit-first").name(text)
    return patterns_for(rules, "never-last").name(last[-2:])


def _is_left_open(last: str, text: str) -> bool:
    """Whether a bracket or quotation mark opened in `last` is closed in `text`."""
    tail, head = last[-400:], text[:400]
    for closer in "”’」』）)】》":
        opener = closer.translate(PARTNERS)
        opened = tail.rfind(opener)
        closed = head.find(closer)
        if opened > tail.rfind(closer) and closed >= 0 and not 0 <= head.find(opener) < closed:
            return True
    return False


def _share_a_word(last: str, text: str) -> bool:
    """Whether the tokenizer sees a word across the break."""
    tail = last[-WINDOW:]
    at = 0
    for word in tokenizer().cut(tail + text[:WINDOW]):
        if at < len(tail) < at + len(word):
            return True
        at += len(word)
    return False
