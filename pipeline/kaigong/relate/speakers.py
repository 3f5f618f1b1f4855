"""Who says what is said: direct speech in quotation marks, and reported speech behind a verb of speaking."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from kaigong.patterns import alternatives
from kaigong.rule_kinds import PatternRule
from kaigong.rules import Rules
from kaigong.text import Span

_LONGEST_NAME = 24
"""The longest way to say who speaks, with office and place, in code points."""
_LONGEST_SPEECH = 600
"""What somebody says at a stretch, in code points, so that a mark that is never closed costs nothing."""
_QUOTED = regex.compile(rf"[“「『][^“”「」『』\n]{{2,{_LONGEST_SPEECH}}}+[”」』]")
_SIGNS = "，：:,"
"""What may stand between the verb and what is said."""
_ENDS = regex.compile(r"[。！？\n]")
_NAME = rf"(?P<who>[^，。！？；：、“”‘’「」『』《》（）()\s,:;]{{2,{_LONGEST_NAME}}}?)"


@dataclass(frozen=True, slots=True)
class Speech:
    """The stretch from `start` to `end` of the reading text that `who` says, as `rules` tell."""

    start: int
    end: int
    who: str
    rules: tuple[str, ...]


Speeches = tuple[Speech, ...]


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The compiled rules: the speaker before a quotation, behind it, and before what is reported."""

    verbs: dict[str, str]
    last_words: tuple[str, ...]
    manners: tuple[str, ...]
    openings: tuple[str, ...]
    before: regex.Pattern[str]
    behind: regex.Pattern[str]
    reporting: re.Pattern[str]
    opening: regex.Pattern[str]
    nobody: regex.Pattern[str]


def speeches_in(text: str, rules: Rules) -> Speeches:
    """What somebody says in `text`, direct and reported, in the order in which it begins."""
    grammar = _grammar_of(rules)
    found = [*_direct(text, grammar), *_reported(text, grammar)]
    return tuple(sorted(found, key=lambda speech: (speech.start, -speech.end)))


def speaker_of(span: Span, speeches: Speeches) -> Speech | None:
    """The innermost of `speeches` that `span` stands in."""
    first = bisect_left(speeches, span[0] - _LONGEST_SPEECH - 2, key=_start)
    last = bisect_right(speeches, span[0], key=_start)
    around = [speech for speech in speeches[first:last] if span[1] <= speech.end]
    return min(around, key=lambda speech: speech.end - speech.start, default=None)


def _start(speech: Speech) -> int:
    return speech.start


def _direct(text: str, grammar: _Grammar) -> Iterator[Speech]:
    for quoted in _QUOTED.finditer(text):
        start, end = quoted.span()
        said = _said_before(text, start, grammar)
        # Whoever is named behind says it only where the speech ends its sentence: else it's the name of something.
        if said is None and text[end - 2] in "。！？，,":
            said = grammar.behind.match(text, end, end + 2 * _LONGEST_NAME)
        if said is not None and (speech := _speech(start, end, said, grammar)):
            yield speech


def _said_before(text: str, end: int, grammar: _Grammar) -> regex.Match[str] | None:
    """Who speaks before `end`. The verb is looked for first, in a twentieth of the time: most quotations have none."""
    if not text.endswith(grammar.last_words, max(0, end - 2 * _LONGEST_NAME), end):
        return None
    return grammar.before.search(text, max(0, end - 2 * _LONGEST_NAME), end)


def _reported(text: str, grammar: _Grammar) -> Iterator[Speech]:
    # The verb first, then who stands before it: names begin everywhere, verbs don't.
    for verb in grammar.reporting.finditer(text):
        said = grammar.before.search(text, max(0, verb.start() - 2 * _LONGEST_NAME), verb.end())
        if said is None:
            continue
        farthest = min(len(text), verb.end() + _LONGEST_SPEECH)
        end = _ENDS.search(text, verb.end(), farthest)
        speech = _speech(verb.end(), end.start() if end else farthest, said, grammar)
        if speech:
            yield speech


def _speech(start: int, end: int, said: regex.Match[str], grammar: _Grammar) -> Speech | None:
    """The speech at that place, unless nobody is named who says it."""
    opening = grammar.opening.match(said["who"])
    name = said["who"][opening.end() :] if opening else said["who"]
    if len(name) < 2 or grammar.nobody.fullmatch(name):
        return None
    manners = grammar.manners if said["manner"] else ()
    return Speech(start, end, name, (grammar.verbs[said["verb"]], *manners, *(grammar.openings if opening else ())))


@lru_cache(maxsize=8)
def _grammar_of(rules: Rules) -> _Grammar:
    verbs = rules.words("speech_verb")
    verb = alternatives(verbs) or "(?!)"
    said = f"(?P<manner>{_pattern(rules, 'speech_manner')})?(?P<verb>{verb})"
    return _Grammar(
        verbs,
        last_words=tuple(verb + sign for verb in verbs for sign in ("", *_SIGNS)),
        manners=_names(rules, "speech_manner"),
        openings=_names(rules, "speech_opening"),
        before=regex.compile(rf"(?<![^，。！？；：、“”\s]){_NAME}{said}[{_SIGNS}]?\Z"),
        behind=regex.compile(rf"[，,]?{_NAME}{said}(?=[。！？，；,])"),
        reporting=re.compile(rf"(?:{verb})[，：,:](?![“「])"),
        opening=regex.compile(_pattern(rules, "speech_opening")),
        nobody=regex.compile(_pattern(rules, "speech_nobody")),
    )


def _pattern(rules: Rules, use: str) -> str:
    """The patterns of one use, of which any may match; one that never does where there are none."""
    patterns = [f"(?:{rule.pattern})" for rule in rules.of(PatternRule) if rule.use == use]
    return "|".join(patterns) or "(?!)"


def _names(rules: Rules, use: str) -> tuple[str, ...]:
    return tuple(rule.name for rule in rules.of(PatternRule) if rule.use == use)
