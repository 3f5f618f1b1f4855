"""The role of a sum, from the words around it (guideline, "Amount", the table of roles)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import regex

from kaigong.find.role_words import RoleWords
from kaigong.find.sums import Sum
from kaigong.mentions import Bound, Role
from kaigong.rule_kinds import RoleRule
from kaigong.text import Span

Decision = tuple[Role, str | None]
"""A role, and the name of the rule that gave it."""

SENTENCE_ENDS = "。；！？;!?\n"
PHRASE = 14
"""Characters that may stand between a sum and the head of its noun phrase, or between two words of one verb phrase."""

NEIGHBOURS = 8
"""Sums before a 计划投资 among which a 总投资 is looked for."""

REACH = 300
"""Characters before the first sum of a sentence in which its words are looked for."""

DIRECT = regex.compile(r"[^，、：；,的（(\s]{0,8}+[\s：:]?+")
UNBROKEN = regex.compile(r"[^，、：；,。（(\s]*+")
JOINER = regex.compile(r"[、和及与或](?:[约近超逾达]|超过|突破|分别)?")
LIST_MARK = regex.compile("[、和及与]")
NOTHING: Decision = ("other", None)


class Word(NamedTuple):
    """A role word at `start` to `end` of the text."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that begins at `start` of `text`, with its sums, their bounds, and its role words, in order.

    `word_starts` are where the words start.
    """

    text: str
    start: int
    sums: Sequence[Sum]
    bounds: Sequence[Bound]
    words: Sequence[Word]
    word_starts: Sequence[int]


def roles_of(text: str, sums: Sequence[Sum], bounds: Sequence[Bound], words: RoleWords) -> list[Decision]:
    """The role of each of the `sums` of `text`, and the name of the rule that gave it."""
    decided: list[Decision] = []
    for start, first, last in _sentences(text, sums):
        begin, end = max(start, sums[first].start - REACH), sums[last - 1].end + 2 * PHRASE
        part = text[begin:end]
        found = [
            Word(begin + left, begin + right, part[left:right])
            for _, left, right in words.automaton.find_matches_as_indexes(part)
        ]
        starts = [word.start for word in found]
        decided += _roles(Sentence(text, start, sums[first:last], bounds[first:last], found, starts), words)
    return decided


def _sentences(text: str, sums: Sequence[Sum]) -> Iterator[tuple[int, int, int]]:
    """Where each sentence with sums begins, and from which to which of the sums stand in it."""
    start = first = previous = 0
    for index, one in enumerate(sums):
        begins = max(map(text[previous : one.start].rfind, SENTENCE_ENDS)) + 1
        if begins:
            if index:
                yield start, first, index
            start, first = previous + begins, index
        previous = one.end
    if sums:
        yield start, first, len(sums)


def _roles(sentence: Sentence, words: RoleWords) -> list[Decision]:
    text, sums = sentence.text, sentence.sums
    decided: list[Decision] = []
    listed = 0
    for index, one in enumerate(sums):
        decided.append(_role(sentence, index, decided, words))
        if not index or not JOINER.fullmatch(text, sums[index - 1].end, one.start):
            listed = index
        elif parallel := _parallel(sentence, listed, index + 1, words):
            decided[listed:] = parallel
    return decided


def _floor(sentence: Sentence, index: int) -> int:
    return sentence.sums[index - 1].end if index else sentence.start


def _role(sentence: Sentence, index: int, earlier: list[Decision], words: RoleWords) -> Decision:
    one = sentence.sums[index]
    if _is_threshold(sentence, index, words):
        return "threshold", words.threshold_rule
    noun = _noun_before(sentence, index, words)
    if noun is not None:
        (start, end), rule = noun
        planned = sentence.text[start:end] in words.beside_total.words
        if planned and any(role == "total_investment" for role, _ in earlier[-NEIGHBOURS:]):
            return words.annual.role, words.beside_total.name
        if DIRECT.fullmatch(sentence.text, end, one.start):
            return rule.role, rule.name
    governing = _noun_behind(sentence, index, words) or (noun and noun[1])
    if governing:
        return governing.role, governing.name
    return earlier[-1] if earlier else NOTHING


def _is_threshold(sentence: Sentence, index: int, words: RoleWords) -> bool:
    """Whether a sum with a limit (or a bare one) says which projects are counted, by the words right behind it."""
    text, one, bound = sentence.text, sentence.sums[index], sentence.bounds[index]
    limited = bound in ("min", "max")
    if limited and words.threshold.match(text, one.end):
        return True
    if (limited or bound == "range" or one.precision == "bare") and words.threshold_of_some.match(text, one.end):
        return True
    if bound == "max" and words.threshold_of_any.match(text, one.end):
        return True
    counted = bound == "min" and words.some.match(text, _floor(sentence, index), one.start)
    return bool(counted and words.threshold_behind_some.match(text, one.end))


def _noun_before(sentence: Sentence, index: int, words: RoleWords) -> tuple[Span, RoleRule] | None:
    """The nearest role word before a sum, not beyond the sum before it; a word ahead may change its role."""
    floor, end = _floor(sentence, index), sentence.sums[index].start
    for place in range(bisect_left(sentence.word_starts, end) - 1, -1, -1):
        noun = sentence.words[place]
        if noun.start < floor:
            break
        if rule := _with_word_ahead(sentence, noun, place, floor, words) or words.before.get(noun.word):
            return (noun.start, noun.end), rule
    return None


def _with_word_ahead(sentence: Sentence, noun: Word, place: int, floor: int, words: RoleWords) -> RoleRule | None:
    """The rule for `noun` with one of the words before `place` ahead of it in its clause: 完成水利投资."""
    pairs = words.pairs.get(noun.word)
    if pairs:
        for ahead in reversed(sentence.words[max(0, place - 3) : place]):
            if ahead.word in pairs and ahead.start >= floor and _reaches(sentence.text, ahead.end, noun.start):
                return pairs[ahead.word]
    return None


def _reaches(text: str, left: int, right: int) -> bool:
    return right - left <= PHRASE and UNBROKEN.fullmatch(text, left, right) is not None


def _noun_behind(sentence: Sentence, index: int, words: RoleWords) -> RoleRule | None:
    """The head of the noun phrase that the sum begins, or else the word right behind it."""
    end = sentence.sums[index].end
    ceiling = sentence.sums[index + 1].start if index + 1 < len(sentence.sums) else len(sentence.text)
    right_behind = None
    for place in range(bisect_left(sentence.word_starts, end), len(sentence.words)):
        word = sentence.words[place]
        if word.start >= ceiling or not _reaches(sentence.text, end, word.start):
            break
        if word.word in words.heads:
            ahead = _with_word_ahead(sentence, word, place, _floor(sentence, index), words)
            return ahead or words.heads[word.word]
        if word.word in words.behind and word.start - end <= 2:
            right_behind = right_behind or words.behind[word.word]
    return right_behind


def _parallel(sentence: Sentence, first: int, last: int, words: RoleWords) -> list[Decision] | None:
    """The roles of sums in a list whose nouns stand in a list before 分别: 总投资、产值分别为3亿元、5亿元."""
    text, begin = sentence.text, sentence.sums[first].start
    floor = _floor(sentence, first)
    respectively = text.rfind("分别", max(floor, begin - 8), begin)
    if respectively < 0:
        return None
    between = slice(*(bisect_left(sentence.word_starts, position) for position in (floor, respectively)))
    nouns = [noun for noun in sentence.words[between] if noun.word in words.before]
    nouns = nouns[first - last :]
    gaps = [text[left.end : right.start] for left, right in pairwise(nouns)]
    if len(nouns) != last - first or not all(LIST_MARK.search(gap) for gap in gaps):
        return None
    return [(words.before[noun.word].role, words.before[noun.word].name) for noun in nouns]
