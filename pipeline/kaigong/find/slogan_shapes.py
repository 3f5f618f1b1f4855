"""Slogans nobody has listed, found by the shape of a quoted string and by the words around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

import regex

from kaigong.find.slogan_contexts import Contexts, Noun, Words, contexts_of, words_of
from kaigong.find.slogan_quotes import FoundSlogan, quoted_strings, run_around
from kaigong.rule_kinds import SloganFilterRule, SloganShapeRule
from kaigong.rules import RuleError, Rules
from kaigong.text import Span

IDIOMS = "slogan_idiom"
"""The use of the words that say what is an everyday idiom."""

_PARTS = regex.compile("[、，,；; 　·]")
_CANONICAL = str.maketrans(",;·", "、、、", " ")
_MEASURES = ("大", "个", "项", "类")
"""What can't end a formula: in 八大行动 the noun is what is counted."""
_PUNCTUATION_BEFORE = "：:，,"


@dataclass(frozen=True, slots=True)
class Shape:
    """A compiled `slogan_shape` rule."""

    rule: SloganShapeRule
    pattern: regex.Pattern[str]
    but_not: frozenset[str]

    def fits(self, candidate: str) -> bool:
        """Whether the candidate has the shape and is no ordinary word of that shape."""
        if self.pattern.fullmatch(candidate) is None or self.is_ordinary(candidate):
            return False
        return not self.rule.equal_parts or len({len(part) for part in _PARTS.split(candidate)}) == 1

    def is_ordinary(self, candidate: str) -> bool:
        """Whether the candidate, with whatever commas, is an ordinary word of that shape."""
        return canonical_form(candidate) in self.but_not


@dataclass(frozen=True, slots=True)
class Barrier:
    """All `slogan_filter` rules compiled into one, as each of them must let a slogan pass."""

    names: tuple[str, ...]
    before: Words
    behind: Words
    content: regex.Pattern[str] | None

    def is_no_watchword(self, candidate: str) -> bool:
        """Whether the quoted string itself shows that it is no slogan."""
        return self.content is not None and self.content.search(candidate) is not None

    def is_introduced_otherwise(self, text: str, at: int) -> bool:
        """Whether a word before `at`, where the quotation marks open, introduces something else."""
        before = at - 1 if at and text[at - 1] in _PUNCTUATION_BEFORE else at
        return self.before.end_at(text, before)

    def names_a_thing(self, text: str, at: int, noun: Noun | None) -> bool:
        """Whether a word behind `at`, where the quotation marks close, makes the string a thing's name."""
        if noun is not None and noun.start > at:
            # In “2+6”项目包保机制 the head of the phrase decides, not the 项目.
            return noun.word in self.behind.words
        return self.behind.begin_at(text, at)


@dataclass(frozen=True, slots=True)
class Shapes:
    """The compiled shapes, those for quoted strings apart from those for running text, and the barrier to all.

    `any_quoted` matches what has one of the `quoted` shapes; its last group `at3` tells that the first is number 3.
    """

    quoted: tuple[Shape, ...]
    any_quoted: regex.Pattern[str]
    running: tuple[Shape, ...]
    barrier: Barrier
    contexts: Contexts


def quoted_slogans(text: str, shapes: Shapes, known: Collection[Span]) -> Iterator[FoundSlogan]:
    """The quoted strings of `text` that are slogans by shape, in order for each kind of quotation mark.

    Those at the spans `known` are left out, as nothing is to be found out about them.
    """
    for spans in quoted_strings(text):
        for index, span in enumerate(spans):
            if span in known:
                continue
            found = _slogan_at(text, spans, index, shapes)
            if found is not None:
                yield found


def running_slogans(text: str, shapes: Shapes) -> Iterator[FoundSlogan]:
    """The slogans by shape that stand in `text` without quotation marks."""
    for shape in shapes.running:
        for match in shape.pattern.finditer(text):
            start, end = match.span()
            if shape.is_ordinary(match[0]):
                continue
            noun = shapes.contexts.noun_behind(text, end)
            found = _found(text, (start, end), (start, end), shape, noun, shapes)
            if found is not None:
                yield found


@lru_cache(maxsize=8)
def shapes_of(rules: Rules) -> Shapes:
    """Compile the shapes. Raises RuleError for a context that no rule has."""
    contexts = contexts_of(rules)
    for rule in rules.of(SloganShapeRule):
        for name in rule.contexts:
            if name not in contexts.needs_noun:
                raise RuleError(f"rule '{rule.name}': no [[slogan_context]] is called '{name}'")
    idioms = frozenset(canonical_form(word) for word in rules.words(IDIOMS))
    shapes = [_shape(rule, idioms) for rule in rules.of(SloganShapeRule)]
    quoted = tuple(shape for shape in shapes if shape.rule.quoted)
    return Shapes(
        quoted,
        regex.compile("|".join(rf"(?:{shape.rule.pattern})\Z(?P<at{at}>)" for at, shape in enumerate(quoted))),
        tuple(shape for shape in shapes if not shape.rule.quoted),
        _barrier(rules.of(SloganFilterRule)),
        contexts,
    )


def _shape(rule: SloganShapeRule, idioms: frozenset[str]) -> Shape:
    but_not = frozenset(map(canonical_form, rule.but_not))
    return Shape(rule, regex.compile(rule.pattern), but_not if rule.idioms else but_not | idioms)


def _barrier(filters: Sequence[SloganFilterRule]) -> Barrier:
    patterns = [f"(?:{rule.pattern})" for rule in filters if rule.pattern]
    return Barrier(
        tuple(rule.name for rule in filters),
        words_of(tuple(word for rule in filters for word in rule.before)),
        words_of(tuple(word for rule in filters for word in rule.behind)),
        regex.compile("|".join(patterns)) if patterns else None,
    )


def canonical_form(surface: str) -> str:
    """The surface with digits and plus signs in half width, any comma written 、 and no spaces."""
    return normalize("NFKC", surface).translate(_CANONICAL)


def _slogan_at(text: str, spans: Sequence[Span], index: int, shapes: Shapes) -> FoundSlogan | None:
    span = spans[index]
    candidate = text[span[0] : span[1]]
    first = shapes.any_quoted.match(candidate)
    if first is None or first.lastgroup is None or shapes.barrier.is_no_watchword(candidate):
        return None
    run = run_around(text, spans, index)
    if shapes.barrier.is_introduced_otherwise(text, run[0]):
        return None
    noun = shapes.contexts.noun_behind(text, run[1])
    for shape in shapes.quoted[int(first.lastgroup.removeprefix("at")) :]:
        if shape.fits(candidate):
            found = _found(text, span, run, shape, noun, shapes)
            if found is not None:
                return _without_noun(text, found, shape, shapes.contexts)
    return None


def _without_noun(text: str, found: FoundSlogan, shape: Shape, contexts: Contexts) -> FoundSlogan:
    """A formula leaves out the noun that stands within its quotation marks (“三抓三促行动”), if it is whole without."""
    noun = contexts.noun_at_end(text, found.start, found.end) if found.kind == "formula" else None
    if noun is None:
        return found
    rest = text[found.start : noun.start]
    if rest.endswith(_MEASURES) or not shape.fits(rest):
        return found
    return found._replace(end=noun.start, canonical=canonical_form(rest), noun=noun)


def _found(text: str, span: Span, run: Span, shape: Shape, noun: Noun | None, shapes: Shapes) -> FoundSlogan | None:
    context = shapes.contexts.holding(shape.rule.contexts, noun, text, run[0])
    if context is None and shape.rule.contexts:
        return None
    # The noun that the shape asks for can't speak against it: “3456”工程.
    asked_for = noun is not None and context in noun.contexts
    if not asked_for and shapes.barrier.names_a_thing(text, run[1], noun):
        return None
    found_by = (shape.rule.name,) if context is None else (shape.rule.name, context)
    surface = text[span[0] : span[1]]
    return FoundSlogan(
        *span, shape.rule.kind, "discovered", canonical_form(surface), noun, (*found_by, *shapes.barrier.names)
    )
