"""People in credits: who wrote an article, took a photo or edited a page, and which part each of them had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from kaigong.layout.credits import ANY_NAME, PARTS, Part, is_name, role_words, without_sources
from kaigong.layout.grammar import words_for
from kaigong.rules import Rules
from kaigong.text import Span


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a credit. `fragments` are offsets of the name in the article's text."""

    name: str
    part: Part
    fragments: tuple[Span, ...]


class Named(NamedTuple):
    """A name without the blanks inside it, its part, and its place in the credit that it stands in."""

    name: str
    part: Part
    span: Span


def writers_in(credit: str, rules: Rules, *, sure: bool) -> list[Named]:
    """The people of a credit with their parts (本报记者 周晓峰 通讯员 吴敏; 周晓峰 吴敏 摄影报道).

    The word for a part stands before its names, or behind them where no other name follows it. Somebody with two
    parts (文/图) is named twice. With `sure` all of `credit` is one, and any short word behind a role is a name.
    """
    bare = without_sources(credit, rules)
    roles = list(role_words(rules).pattern.finditer(bare))
    borders = [0, *(at for role in roles for at in role.span()), len(bare)]
    stretches = [
        list(_names_between(bare, borders[2 * number], borders[2 * number + 1], rules, sure=sure and number > 0))
        for number in range(len(roles) + 1)
    ]
    found: list[Named] = []
    said: tuple[Part, ...] = ()
    for number, names in enumerate(stretches):
        behind = _parts(roles[number][0], rules) if number < len(roles) else ()
        if not names:
            said = (*said, *behind)
            continue
        if behind and not stretches[number + 1]:
            said = (*said, *behind)
        parts: list[Part] = [part for part in dict.fromkeys(said) if part != "writer"]
        found += [Named(name, part, span) for name, span in names for part in parts or WRITER]
        said = behind
    return found


def photographers_in(caption: str, start: int, rules: Rules) -> list[Named]:
    """The people of the photo's credit that begins at `start` of a caption: photographers, whatever they are else."""
    credit = caption[start:].rstrip("）) ").removesuffix("摄")
    spans = {one.span: one.name for one in writers_in(credit, rules, sure=False)}
    return [Named(name, "photographer", (left + start, right + start)) for (left, right), name in spans.items()]


def _parts(role: str, rules: Rules) -> tuple[Part, ...]:
    return tuple(part for use, part in PARTS.items() if role in words_for(rules, use).rule_of)


def _names_between(text: str, start: int, end: int, rules: Rules, *, sure: bool) -> Iterator[tuple[str, Span]]:
    """The names among the words of a stretch; two words of one character may be one name (柏 杨)."""
    half: regex.Match[str] | None = None
    for word in WORD.finditer(text, start, end):
        if half and len(word[0]) == 1 and is_name(half[0] + word[0], rules):
            yield half[0] + word[0], (half.start(), word.end())
            half = None
            continue
        half = word if len(word[0]) == 1 else None
        if is_name(word[0], rules) or (sure and ANY_NAME.fullmatch(word[0])):
            yield word[0], word.span()


WRITER: list[Part] = ["writer"]
WORD = regex.compile(r"[^\s、，,;；/／|｜:：&和（()）【】\[\]〔〕□■◎●○◆◇★☆▲△*]++")
