"""Slogans: fixed political and working formulas (guideline, "Slogan")."""

from __future__ import annotations

from collections.abc import Iterable

from kaigong.find.slogan_lexicon import known_slogans, lexicon_of
from kaigong.find.slogan_quotes import FoundSlogan
from kaigong.find.slogan_shapes import quoted_slogans, running_slogans, shapes_of
from kaigong.mentions import Slogan, located
from kaigong.rules import Rules
from kaigong.text import Reading

_LONGEST_TITLE = 80


def find_slogans(reading: Reading, rules: Rules) -> tuple[Slogan, ...]:
    """The slogans of `reading` in text order, none overlapping another (guideline, "Slogan").

    Known by name (the lexicon) or by shape and context, which the chain of rules tells. Spans leave out quotation
    marks and the noun behind, which is the `type`. Nothing in a 《title》 is a slogan. Raises RuleError for slogan
    rules that don't fit together.
    """
    text, shapes = reading.text, shapes_of(rules)
    found = list(known_slogans(text, lexicon_of(rules)))
    found += quoted_slogans(text, shapes, {(one.start, one.end) for one in found})
    found += running_slogans(text, shapes)
    return tuple(_mention(reading, one) for one in _apart(found) if not _in_title(text, one.start))


def _apart(found: Iterable[FoundSlogan]) -> list[FoundSlogan]:
    """Of slogans that overlap, the one that begins first, then the longest, then the one known by name."""
    kept: list[FoundSlogan] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept


def _in_title(text: str, at: int) -> bool:
    opened = text.rfind("《", max(0, at - _LONGEST_TITLE), at)
    return opened >= 0 and text.find("》", opened, at) < 0


def _mention(reading: Reading, found: FoundSlogan) -> Slogan:
    text, fragments, span = located(reading, found.start, found.end)
    return Slogan(
        text=text,
        fragments=fragments,
        span=span,
        rules=_chain(found),
        canonical=found.canonical,
        kind=found.kind,
        found_by=found.found_by,
        type=found.noun.word if found.noun else None,
    )


def _chain(found: FoundSlogan) -> tuple[str, ...]:
    chain = list(found.rules)
    if found.noun is not None:
        chain += found.noun.contexts[:1]
        if found.noun.gap_rule is not None:
            chain.append(found.noun.gap_rule)
    return tuple(dict.fromkeys(chain))
