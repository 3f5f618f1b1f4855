"""What speaks for and against a candidate for a project name: numbers that the trees of `name_trees` decide on.

A truth is 1 or 0, a probability from 0 to 1, and a length in characters; NONE where there is nothing to measure.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from kaigong.find.masking import AMOUNT_MASK, COUNT_MASK
from kaigong.find.name_candidates import STRONG, Candidate, stem
from kaigong.find.name_model import Sight
from kaigong.find.project_grammar import Grammar
from kaigong.find.project_names import LONGEST_NAME, could_be_name, has_head
from kaigong.text import Span

NONE = -1.0
TAGS = ("v", "n", "ns", "nz", "nt", "p", "uj", "c", "m", "x", "d", "t", "f", "q", "eng", "vn", "r", "a")
"""Parts of speech (ICTCLAS) that tell something of a border."""
ROW_OF_TAG = {tag: tuple(float(tag == other) for other in TAGS) for tag in TAGS}
NO_TAG = (0.0,) * len(TAGS)
FEATURES = (
    *("likely", "begins", "ends", "inside", "by_rule", "by_rules", "across_rule"),
    *("rival_around", "rival_within", "rival", "lead_on_rival"),
    *("same_elsewhere", "told", "part_of_longer", "holds_shorter"),
    *("left_in_list", "right_in_list"),
    *("sign_before", "sign_behind", "de_before", "list_before", "list_behind", "deng_behind", "sum_behind"),
    *("first_of_line", "bracket_before", "bracket_behind", "quote_before", "quote_behind", "number_behind"),
    *("verb_before", "stage_behind", "work_behind", "ends_sentence"),
    *("length", "head", "name_form", "work_end", "list_within", "and_within", "number_within", "number_first"),
    *("clause_sign_within", "bracket_within", "place_within", "place_first", "length_without_places"),
    *("from_clause", "to_clause", "whole_clause", "sum_before_in_clause", "sum_behind_in_clause"),
    *("count_behind_in_clause", "stage_before_in_clause", "stage_behind_in_clause"),
    *("sum_in_sentence", "stage_in_sentence", "strong_in_sentence", "best_in_sentence", "list_signs_in_sentence"),
    *("headline", "word_starts", "word_ends"),
    *(f"{where}_{tag}" for where in ("before", "behind", "first", "last") for tag in TAGS),
)
"""What `described` says of a candidate, in its order."""

SIGNS = frozenset("，。、；：！？,;:!?\n“”（）()‘’《》—- 　" + AMOUNT_MASK + COUNT_MASK)
CLAUSE = re.compile("[，。；：！？\n]")
SENTENCE_END = re.compile("[。！？\n]")
JOINED = re.compile("(?:[、和及与]|以及)")
AND = re.compile("[和及与]")
NUMBER = re.compile("[0-9]")
CLAUSE_SIGN_WITHIN = re.compile("[，；：]")
WORK = ("建设", "项目", "工程")
FARTHEST = 200
"""How far a clause or a sentence is followed from the candidate."""
NEAREST_IN_LIST = 2
"""How many characters may stand between two items of a list."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the features of all candidates of one text look things up in; spans are sorted."""

    masked: str
    sight: Sight
    grammar: Grammar
    all: Sequence[Candidate]
    starts: list[int]
    by_end: dict[int, list[Candidate]]
    by_start: dict[int, list[Candidate]]
    by_stem: dict[str, list[Candidate]]
    parts: dict[str, list[Candidate]]
    stages: list[Span]
    places: list[Span]
    verb_ends: frozenset[int]
    headline_end: int


def described(masked: str, sight: Sight, found: Sequence[Candidate], grammar: Grammar) -> list[list[float]]:
    """For each candidate of `found`, which are sorted, the values of `FEATURES`."""
    around = _surroundings(masked, sight, found, grammar)
    return [
        [
            *_of_model(one),
            *_of_rivals(one, around),
            *_of_repeats(one, around),
            *_of_list(one, around),
            *_of_borders(one, around),
            *_of_form(one, around),
            *_of_clause(one, around),
            *_of_sentence(one, around),
            *_of_words(one, around),
        ]
        for one in found
    ]


def _surroundings(masked: str, sight: Sight, found: Sequence[Candidate], grammar: Grammar) -> Surroundings:
    by_end: dict[int, list[Candidate]] = {}
    by_start: dict[int, list[Candidate]] = {}
    by_stem: dict[str, list[Candidate]] = {}
    parts: dict[str, list[Candidate]] = {}
    for one in found:
        start, end = one.span
        by_start.setdefault(start, []).append(one)
        by_end.setdefault(end, []).append(one)
        name = stem(masked[start:end])
        by_stem.setdefault(name, []).append(one)
        if one.likely >= STRONG:
            for cut in range(2, len(name)):
                parts.setdefault(name[:cut], []).append(one)
                parts.setdefault(name[-cut:], []).append(one)
    for alike in (*by_stem.values(), *parts.values()):
        alike.sort(key=lambda one: -one.likely)
    first_line = masked.find("\n", len(masked) - len(masked.lstrip()))
    return Surroundings(
        masked=masked,
        sight=sight,
        grammar=grammar,
        all=found,
        starts=[one.span[0] for one in found],
        by_end=by_end,
        by_start=by_start,
        by_stem=by_stem,
        parts=parts,
        stages=[match.span() for match in grammar.stage_words.finditer(masked)],
        places=[(start, end) for start, end, _ in grammar.places.search(masked)],
        verb_ends=frozenset(end for _, _, end in grammar.verbs.find_matches_as_indexes(masked)),
        headline_end=first_line,
    )


def _of_model(one: Candidate) -> tuple[float, ...]:
    return _log_odds(one.likely), _log_odds(one.begins), _log_odds(one.ends), _log_odds(one.inside)


def _of_rivals(one: Candidate, around: Surroundings) -> tuple[float, ...]:
    start, end = one.span
    first = bisect_left(around.starts, start - LONGEST_NAME)
    last = bisect_left(around.starts, end)
    rivals = [other for other in around.all[first:last] if other.span[1] > start and other is not one]
    outer = max((other.likely for other in rivals if other.span[0] <= start and end <= other.span[1]), default=0)
    inner = max((other.likely for other in rivals if start <= other.span[0] and other.span[1] <= end), default=0)
    best = max((other.likely for other in rivals), default=0)
    across_rule = not one.ruled and any(other.ruled for other in rivals)
    return one.ruled >= 1, one.ruled == 2, across_rule, outer, inner, best, one.likely - best


def _of_repeats(one: Candidate, around: Surroundings) -> tuple[float, ...]:
    name = stem(around.masked[slice(*one.span)])
    alike = around.by_stem[name]
    shorter = max(
        (
            _best_elsewhere(one, around.by_stem.get(part, ()))
            for cut in range(2, len(name))
            for part in (name[:cut], name[-cut:])
        ),
        default=0,
    )
    return (
        _best_elsewhere(one, alike),
        min(len({other.span[0] for other in alike[:10]}), 5),
        _best_elsewhere(one, around.parts.get(name, ())),
        shorter if shorter >= STRONG else 0,
    )


def _best_elsewhere(one: Candidate, others: Sequence[Candidate]) -> float:
    """How likely the likeliest of `others`, which come in that order, is that doesn't overlap `one`."""
    start, end = one.span
    return next((other.likely for other in others if other.span[1] <= start or end <= other.span[0]), 0)


def _of_list(one: Candidate, around: Surroundings) -> tuple[float, float]:
    """How likely the items before and behind are, with nothing but 、 or 和 between."""
    start, end = one.span
    masked = around.masked
    left = [
        other.likely
        for gap in range(1, NEAREST_IN_LIST + 1)
        if JOINED.fullmatch(masked, max(0, start - gap), start)
        for other in around.by_end.get(start - gap, ())
    ]
    right = [
        other.likely
        for gap in range(1, NEAREST_IN_LIST + 1)
        if JOINED.fullmatch(masked, end, end + gap)
        for other in around.by_start.get(end + gap, ())
    ]
    return max(left, default=NONE), max(right, default=NONE)


def _of_borders(one: Candidate, around: Surroundings) -> tuple[float, ...]:
    start, end = one.span
    masked = around.masked
    before = masked[start - 1] if start else "\n"
    behind = masked[end] if end < len(masked) else "\n"
    at = bisect_left(around.stages, (end, end))
    return (
        before in SIGNS,
        behind in SIGNS,
        before == "的",
        before == "、",
        behind == "、",
        behind == "等",
        behind == AMOUNT_MASK,
        before == "\n",
        before in "（(",
        behind in "（(",
        before in "“‘",
        behind in "”’",
        behind.isdigit(),
        start in around.verb_ends,
        at < len(around.stages) and around.stages[at][0] == end,
        masked.startswith(WORK, end),
        behind in "。\n",
    )


def _of_form(one: Candidate, around: Surroundings) -> tuple[float, ...]:
    start, end = one.span
    text = around.masked[start:end]
    first = bisect_left(around.places, (start, start))
    places = [place for place in around.places[first : first + LONGEST_NAME] if place[1] <= end]
    return (
        end - start,
        has_head(text, around.grammar),
        could_be_name(text, around.grammar),
        text.endswith(("项目", "工程")),
        "、" in text,
        AND.search(text) is not None,
        NUMBER.search(text) is not None,
        text[0].isdigit(),
        CLAUSE_SIGN_WITHIN.search(text) is not None,
        "（" in text or "(" in text,
        bool(places),
        bool(places) and places[0][0] == start,
        end - start - sum(right - left for left, right in places),
    )


def _of_clause(one: Candidate, around: Surroundings) -> tuple[float, ...]:
    start, end = one.span
    masked = around.masked
    left, right = _bounds(masked, start, end, CLAUSE)
    return (
        start - left,
        right - end,
        left == start and right == end,
        masked.find(AMOUNT_MASK, left, start) >= 0,
        masked.find(AMOUNT_MASK, end, right) >= 0,
        masked.find(COUNT_MASK, end, right) >= 0,
        _any_within(around.stages, left, start),
        _any_within(around.stages, end, right),
    )


def _of_sentence(one: Candidate, around: Surroundings) -> tuple[float, ...]:
    start, end = one.span
    masked = around.masked
    left, right = _bounds(masked, start, end, SENTENCE_END)
    inside = around.all[bisect_left(around.starts, left) : bisect_left(around.starts, right)]
    others = [other.likely for other in inside if other.span[1] <= start or end <= other.span[0]]
    return (
        masked.find(AMOUNT_MASK, left, right) >= 0,
        _any_within(around.stages, left, right),
        sum(other.likely > STRONG for other in inside),
        max(others, default=NONE),
        masked.count("、", left, right),
        end <= around.headline_end,
    )


def _of_words(one: Candidate, around: Surroundings) -> tuple[float, ...]:
    start, end = one.span
    tags, borders = around.sight.tags, around.sight.borders
    starts, ends = borders[start] in "BS", borders[end - 1] in "ES"
    before = tags[start - 1] if start and starts else ""
    behind = tags[end] if end < len(tags) and ends else ""
    first, last = (tags[start] if starts else ""), (tags[end - 1] if ends else "")
    rows = (ROW_OF_TAG.get(tag, NO_TAG) for tag in (before, behind, first, last))
    return starts, ends, *chain.from_iterable(rows)


def _bounds(masked: str, start: int, end: int, sign: re.Pattern[str]) -> Span:
    """From where to where the clause or sentence around a span goes, not farther than FARTHEST."""
    left = max(0, start - FARTHEST)
    for match in sign.finditer(masked, left, start):
        left = match.end()
    found = sign.search(masked, end, end + FARTHEST)
    return left, found.start() if found else min(len(masked), end + FARTHEST)


def _any_within(spans: Sequence[Span], start: int, end: int) -> bool:
    at = bisect_left(spans, (start, start))
    return at < len(spans) and spans[at][1] <= end


def _log_odds(probability: float) -> float:
    return math.log(max(probability, 1e-4) / max(1 - probability, 1e-4))
