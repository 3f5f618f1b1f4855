"""The role of a sum, from the words around it (guideline, "Amount", the table of roles)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
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

OVERLAPS = 12
"""Words on either side of one among which those are looked for that it may overlap."""

REACH = 300
"""Characters before the first sum of a sentence in which its words are looked for."""

DIRECT = regex.compile(r"[^，、：；,的（(\s]{0,8}+[\s：:]?+")
UNBROKEN = regex.compile(r"[^，、：；,。（(\s]*+")
JOINER = re.compile(r"[、和及与或](?:[约近超逾达]|超过|突破|分别)?")
LIST_MARK = re.compile("[、和及与]")
NOTHING: Decision = ("other", None)


class Word(NamedTuple):
    """A role word at `start` to `end` of the text."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that begins at `start` of `text`, with its sums and their bounds, in order, and its role words.

    The words overlap: 完成投资 holds 完成 and 投资. `by_end` has them in the order of their ends, the longest last
    of those with one end; `by_start` in the order of their starts, the longest first.
    """

    text: str
    start: int
    sums: Sequence[Sum]
    bounds: Sequence[Bound]
    by_end: Sequence[Word]
    ends: Sequence[int]
    by_start: Sequence[Word]
    starts: Sequence[int]


def roles_of(text: str, sums: Sequence[Sum], bounds: Sequence[Bound], words: RoleWords) -> list[Decision]:
    """The role of each of the `sums` of `text`, and the name of the rule that gave it."""
    decided: list[Decision] = []
    for start, first, last in _sentences(text, sums):
        begin, end = max(start, sums[first].start - REACH), sums[last - 1].end + 2 * PHRASE
        by_end = sorted(_words(text, begin, end, words), key=lambda word: (word.end, -word.start))
        by_start = sorted(by_end, key=lambda word: (word.start, -word.end))
        sentence = Sentence(
            text=text,
            start=start,
            sums=sums[first:last],
            bounds=bounds[first:last],
            by_end=by_end,
            ends=[word.end for word in by_end],
            by_start=by_start,
            starts=[word.start for word in by_start],
        )
        decided += _roles(sentence, words)
    return decided


def _words(text: str, begin: int, end: int, words: RoleWords) -> list[Word]:
    """The role words between `begin` and `end`, in the order of their starts.

    Left out are those within a longer word that means something else (投资 in 投资者), and those that only a wrong
    cut makes, running from the middle of a longer word beyond its end (资金 in 使用外资金额).
    """
    part = text[begin:end]
    found = sorted(
        Word(begin + left, begin + right, part[left:right])
        for _, left, right in words.automaton.find_matches_as_indexes(part, overlapping=True)
    )
    # Few sentences hold a word that hides another.
    if any(word.word in words.not_in for word in found):
        found = [
            word
            for place, word in enumerate(found)
            if not any(
                other.word in words.not_in and _hides(other, word)
                for other in found[max(0, place - OVERLAPS) : place + OVERLAPS]
            )
        ]
    return _without_wrong_cuts(found)


def _without_wrong_cuts(found: Sequence[Word]) -> list[Word]:
    """Those of `found`, in the order of their starts, that do not run out of a longer word before them.

    Most begin where all words before them have ended, and need no look at each of those.
    """
    kept: list[Word] = []
    farthest = 0
    for place, word in enumerate(found):
        if word.start >= farthest or not any(_cuts(other, word) for other in found[max(0, place - OVERLAPS) : place]):
            kept.append(word)
        farthest = max(farthest, word.end)
    return kept


def _hides(other: Word, word: Word) -> bool:
    return other.start <= word.start and word.end <= other.end and other.word != word.word


def _cuts(earlier: Word, word: Word) -> bool:
    crossing = earlier.start < word.start < earlier.end < word.end
    return crossing and earlier.end - earlier.start > word.end - word.start


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
    if one.headings:
        return _under_headings(one.headings, words)
    if _is_threshold(sentence, index, words):
        return "threshold", words.threshold_rule
    noun = _noun_before(sentence, index, words)
    if noun is not None:
        (start, end), rule = noun
        planned = sentence.text[start:end] in words.beside_total.words
        if planned and any(role == "total_investment" for role, _ in earlier[-NEIGHBOURS:]):
            return words.annual.role, words.beside_total.name
        if sentence.text[start:end] in words.weak.words and (head := _noun_behind(sentence, index, words)):
            return head.role, words.weak.name
        if DIRECT.fullmatch(sentence.text, end, one.start):
            return rule.role, rule.name
    governing = _noun_behind(sentence, index, words) or (noun and noun[1])
    if governing:
        return governing.role, governing.name
    return earlier[-1] if earlier else NOTHING


def _under_headings(headings: Iterable[str], words: RoleWords) -> Decision:
    """What the last role word of the nearest heading that has one says: 年度计划投资（万元）."""
    for heading in headings:
        nouns = _outermost(word for word in _words(heading, 0, len(heading), words) if word.word in words.before)
        telling = [noun for noun in nouns if noun.word not in words.weak.words] or nouns
        if telling:
            rule = words.before[telling[-1].word]
            return rule.role, rule.name
    return NOTHING


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
    """The nearest role word before a sum, not beyond the sum before it; a word ahead may change its role.

    Of a word that does not say what the sum is of (总额, 完成), that is the nearest other one before it in its clause.
    """
    floor = _floor(sentence, index)
    weak: tuple[Span, RoleRule] | None = None
    for place in range(bisect_right(sentence.ends, sentence.sums[index].start) - 1, -1, -1):
        noun = sentence.by_end[place]
        if noun.end <= floor or (weak and not _reaches(sentence.text, noun.end, weak[0][0])):
            break
        rule = _with_word_ahead(sentence, noun, floor, words) or words.before.get(noun.word)
        if noun.start < floor or rule is None or (weak and noun.end > weak[0][0]):
            continue
        if noun.word not in words.weak.words:
            return ((noun.start, noun.end) if not weak else (noun.start, weak[0][1])), rule
        weak = weak or ((noun.start, noun.end), rule)
    return weak


def _with_word_ahead(sentence: Sentence, noun: Word, floor: int, words: RoleWords) -> RoleRule | None:
    """The rule for `noun` with one of the words before it ahead of it in its clause: 完成水利投资."""
    pairs = words.pairs.get(noun.word)
    if pairs:
        for place in range(bisect_right(sentence.ends, noun.start) - 1, -1, -1):
            ahead = sentence.by_end[place]
            if ahead.end <= floor or not _reaches(sentence.text, ahead.end, noun.start):
                break
            if ahead.word in pairs and ahead.start >= floor:
                return pairs[ahead.word]
    return None


def _reaches(text: str, left: int, right: int) -> bool:
    return right - left <= PHRASE and UNBROKEN.fullmatch(text, left, right) is not None


def _noun_behind(sentence: Sentence, index: int, words: RoleWords) -> RoleRule | None:
    """The head of the noun phrase that the sum begins, or else the word right behind it."""
    end = sentence.sums[index].end
    ceiling = sentence.sums[index + 1].start if index + 1 < len(sentence.sums) else len(sentence.text)
    right_behind = None
    for place in range(bisect_left(sentence.starts, end), len(sentence.by_start)):
        word = sentence.by_start[place]
        if word.start >= ceiling or not _reaches(sentence.text, end, word.start):
            break
        if word.word in words.heads:
            return _with_word_ahead(sentence, word, _floor(sentence, index), words) or words.heads[word.word]
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
    between = slice(*(bisect_left(sentence.starts, position) for position in (floor, respectively)))
    nouns = _outermost(noun for noun in sentence.by_start[between] if noun.word in words.before)
    nouns = nouns[first - last :]
    gaps = [text[left.end : right.start] for left, right in pairwise(nouns)]
    if len(nouns) != last - first or not all(LIST_MARK.search(gap) for gap in gaps):
        return None
    return [(words.before[noun.word].role, words.before[noun.word].name) for noun in nouns]


def _outermost(words: Iterable[Word]) -> list[Word]:
    """Those of `words`, in the order of their starts, that lie in no other."""
    found: list[Word] = []
    for word in words:
        if not found or word.end > found[-1].end:
            found.append(word)
    return found
