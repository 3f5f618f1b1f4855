"""Where a name begins and ends among the tokens of a stretch: behind what governs or modifies it, before adverbs."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

import regex

from kaigong.find.project_grammar import Grammar
from kaigong.text import Span
from kaigong.tokens import tokenizer

PAIRED = re.compile("[（(“‘「）)”’」]")
KNOWN = 4096
"""How many texts are kept with what was found out about them: several rules ask about each stretch."""
OPENING = "（(“‘「"
CLOSING_OF = {"（": "）)", "(": "）)", "“": "”", "‘": "’", "「": "」"}

SHOWN = regex.compile(
    "[0-9０-９A-Za-z“‘「]|[（(].|公司|集团|股份|[一二三四五六]期|\\p{Han}[县镇乡村]|[^至到]{2,}[至到][^至到]{2,}"
    "|^(?:城|老城|新城|市|县|河|江|湖)[东西南北]|(?<=\\p{Han}{2})(?:市|区|湖|河|江|山|岭|岛|湾)(?=\\p{Han})"
    "|^\\p{Han}{2,4}(?:大道|大桥|特大桥|隧道|隧洞|高速公路|高速|高铁|铁路|客专|城际|路|水电站|电站|水库|枢纽|运河|灌区|电厂|机场|水厂|航道|船闸|风电场)"
    "|^[一二三四五六七八内外中]环(?:线|路)?[东西南北]段|^[十百千]?万吨|^[百千]吨|引\\p{Han}[调济入补]\\p{Han}|\\p{Han}水\\p{Han}[调引]"
)
PROPER_TAGS = frozenset({"ns", "nr", "nz", "nt", "nrt", "nrfg", "j", "eng"})
PARTICULAR_TAGS = frozenset({"ns", "nt", "nz"})
"""Of a place or a firm, which may stand with 的 in a name whose own words are general (浙江温岭的炼化一体化项目)."""
OBJECT_TAGS = frozenset({"ns", "nr", "nt", "nz", "nrt", "m", "r", "eng"})
"""Of what begins the object of a verb: a place, a firm, a number, a pronoun."""
PARTICLE_TAGS = frozenset({"ul", "uz", "ug", "ud", "uv", "y"})
ADVERB_TAGS = frozenset({"d", "ad", "vd"})
GOVERNED_TAGS = frozenset({"v", "vd", "vq", "vi", "p", "d"})
"""Of words that an adverb may stand before."""
PREPOSITIONS = frozenset("以从在由为向按")
TRAILING_TAGS = frozenset({"d", "t", "p", "r", "ul", "y", "c"})


@lru_cache(maxsize=KNOWN)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of `text` with their part of speech."""
    return tuple(tokenizer().tag(text))


@lru_cache(maxsize=KNOWN)
def word_ends(text: str) -> frozenset[int]:
    """Where the words of `text` end, as the tokenizer cuts it."""
    return frozenset(accumulate(len(word) for word, _ in tagged(text)))


@lru_cache(maxsize=KNOWN)
def is_proper(text: str, grammar: Grammar) -> bool:
    """Whether `text` shows something particular: a place, a firm, digits, quotation marks, a proper noun."""
    return (
        SHOWN.search(text) is not None
        or any(tag in PROPER_TAGS and len(word) > 1 for word, tag in tagged(text))
        or bool(grammar.places.search(text))
    )


def is_paired(text: str) -> bool:
    """Whether every bracket and quotation mark in `text` has its other half there, in order, of either width."""
    closing: list[str] = []
    for sign in PAIRED.findall(text):
        if sign in OPENING:
            closing.append(CLOSING_OF[sign])
        elif not closing or sign not in closing.pop():
            return False
    return not closing


def nesting(text: str, start: int, place: int) -> int:
    """How many brackets and quotations that open in `text` behind `start` are open at `place`."""
    depth = 0
    for sign in PAIRED.findall(text, start, place):
        depth += 1 if sign in OPENING else -1
    return depth


@lru_cache(maxsize=KNOWN)
def core(text: str, grammar: Grammar, *, is_headed: bool) -> Span:
    """Where the name stands in `text` when the tokens are asked.

    It begins behind the last verb, particle, preposition, pronoun or 的 that is outside brackets and quotations, unless
    the word is of a sort that names hold. With `is_headed`, `text` ends as names do and keeps its end.
    """
    words = tagged(text)
    start = _beginning(text, words, grammar)
    return start, len(text) if is_headed else _end(text, words, start)


def _beginning(text: str, words: tuple[tuple[str, str], ...], grammar: Grammar) -> int:
    nested = PAIRED.search(text) is not None
    start = first = at = depth = 0
    for number, (word, _) in enumerate(words[:-1]):
        if nested:
            depth += nesting(word, 0, len(word))
        at += len(word)
        builds = word in grammar.builds and number > first and words[number + 1][1] == "ns"
        if depth or (word in grammar.inner and not builds) or (word == "从" and grammar.linking.match(text, at - 1)):
            continue
        if word == "的":
            ends = not _modifies(text[start:at], words[first:number], text[at:], grammar)
        else:
            ends = builds or _ends_before_name(words, number, grammar, is_first=number == first)
        if ends:
            start, first = at, number + 1
    return start


def _ends_before_name(words: tuple[tuple[str, str], ...], number: int, grammar: Grammar, *, is_first: bool) -> bool:
    """Whether a name can begin only behind the word: it governs the name, or belongs to another phrase."""
    word, tag = words[number]
    next_word, next_tag = words[number + 1]
    if word in grammar.cuts or word in grammar.predicates or tag in PARTICLE_TAGS:
        return True
    if word.endswith(("期", "至", "及", "和")) or word in grammar.places.by_text:
        return False
    if tag in ADVERB_TAGS:
        return next_tag in GOVERNED_TAGS and next_word not in grammar.inner
    if len(word) == 1:
        return tag == "p" and word in PREPOSITIONS
    if tag in ("p", "r", "c"):
        return True
    if is_first and (word in grammar.openers or tag == "t"):
        return True
    return (
        tag.startswith("v")
        and tag != "vn"
        and number + 2 < len(words)
        and (next_tag == "ns" or (not is_first and next_tag in OBJECT_TAGS))
        and grammar.work_verb.search(word) is None
    )


def _modifies(modifier: str, words: tuple[tuple[str, str], ...], rest: str, grammar: Grammar) -> bool:
    """Whether what stands before 的 belongs to the name, which without it could be any."""
    if grammar.linking.match(modifier):
        return True
    return (
        any(tag in PARTICULAR_TAGS for _, tag in words)
        and all(tag in PROPER_TAGS or tag in ("n", "c", "f", "s") for _, tag in words)
        and not is_proper(rest, grammar)
    )


def _end(text: str, words: tuple[tuple[str, str], ...], start: int) -> int:
    end = len(text)
    for word, tag in reversed(words[1:]):
        if tag not in TRAILING_TAGS or end - len(word) <= start or word.endswith("期"):
            break
        end -= len(word)
    return end
