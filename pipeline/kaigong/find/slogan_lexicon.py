"""Slogans known by name, found in one pass however long the lexicon is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from kaigong.find.slogan_contexts import Contexts, Noun, contexts_of
from kaigong.find.slogan_quotes import CLOSING, OPENING, FoundSlogan
from kaigong.rule_kinds import SloganEntry, SloganLexiconRule
from kaigong.rules import Rules

_NUMERALS = frozenset("第零〇一二两三四五六七八九十百千万亿0123456789０１２３４５６７８９.．+＋")
_DIGITS = frozenset("0123456789０１２３４５６７８９+＋")
_LARGEST_TABLE = 3000
"""Spellings up to which the automaton is a table (a few tens of megabytes at most)."""
_SEPARATORS = ("、", "，", ",", "；", " ", "")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The automaton over all spellings; `entries[i]` and `names[i]` (of the rule) belong to its pattern i."""

    automaton: AhoCorasick
    entries: tuple[SloganEntry, ...]
    names: tuple[str, ...]
    contexts: Contexts


def known_slogans(text: str, lexicon: Lexicon) -> Iterator[FoundSlogan]:
    """The slogans of the lexicon in `text`, in order, quoted or where their entry allows it without quotes."""
    for index, start, end in lexicon.automaton.find_matches_as_indexes(text):
        if _within_a_number(text, start, end):
            continue
        entry = lexicon.entries[index]
        behind = end + 1 if text[end : end + 1] in CLOSING else end
        noun = lexicon.contexts.noun_behind(text, behind)
        if _is_quoted(text, start, end, noun):
            counts = entry.quoted == "anywhere" or noun is not None
        else:
            counts = _counts_unquoted(entry, end, noun)
        if counts:
            yield FoundSlogan(start, end, entry.kind, "lexicon", entry.canonical, noun, (lexicon.names[index],))


@lru_cache(maxsize=8)
def lexicon_of(rules: Rules) -> Lexicon:
    """Compile the lexicon. Of two entries with the same spelling the later rule's wins."""
    by_spelling: dict[str, tuple[SloganEntry, str]] = {}
    for rule in rules.of(SloganLexiconRule):
        for entry in rule.entries:
            for form in (entry.canonical, *entry.variants):
                for spelling in _spellings(form):
                    by_spelling[spelling] = (entry, rule.name)
    return Lexicon(
        _automaton(list(by_spelling)),
        tuple(entry for entry, _ in by_spelling.values()),
        tuple(name for _, name in by_spelling.values()),
        contexts_of(rules),
    )


def _automaton(spellings: list[str]) -> AhoCorasick:
    # The table is twice as fast to run, but grows to hundreds of megabytes with a lexicon of ten thousand.
    kind = Implementation.DFA if len(spellings) <= _LARGEST_TABLE else Implementation.ContiguousNFA
    return AhoCorasick(spellings, matchkind=MatchKind.LeftmostLongest, implementation=kind)


def _spellings(form: str) -> set[str]:
    widths = {form, form.replace("+", "＋")}
    return {width.replace("、", separator) for width in widths for separator in _SEPARATORS}


def _is_quoted(text: str, start: int, end: int, noun: Noun | None) -> bool:
    if text[start - 1 : start] not in OPENING:
        return False
    noun_end = noun.end if noun is not None and noun.start == end else end
    return text[end : end + 1] in CLOSING or text[noun_end : noun_end + 1] in CLOSING


def _counts_unquoted(entry: SloganEntry, end: int, noun: Noun | None) -> bool:
    where = entry.unquoted or ("anywhere" if entry.kind == "formula" else "never")
    return where == "anywhere" or (where == "before_noun" and noun is not None and noun.start == end)


def _within_a_number(text: str, start: int, end: int) -> bool:
    return (text[start] in _NUMERALS and text[start - 1 : start] in _NUMERALS) or (
        text[end - 1] in _DIGITS and text[end : end + 1] in _DIGITS
    )
