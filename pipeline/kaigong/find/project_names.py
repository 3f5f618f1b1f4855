"""From a stretch of a clause to the names in it: where each begins, where a list is cut, and what is no name."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from kaigong.find.masking import AMOUNT_MASK, COUNT_MASK, TITLE_MASK
from kaigong.find.name_borders import KNOWN, OPENING, core, is_paired, is_proper, nesting, word_ends
from kaigong.find.project_grammar import Grammar
from kaigong.text import Span

LONGEST_NAME = 60
KIND_IN_LIST = 6
"""A mere kind of at least so many characters may be an item of a list of names."""
SHORTEST_WITH_HEAD = 4
SHORTEST_DETAILED = 7
SHORTEST_DETAIL = 3
"""How many characters beside words for kinds make a name of SHORTEST_DETAILED characters a particular one."""
LAST_BRACKET = re.compile("[（(][^（）()]*+[）)]$")
MOST_LEADS = 4
"""How often a name is looked at again behind what was cut off in front of it."""
LONGEST_SHORTENED = 5
FARTHEST_DESCRIBED = 16
NETWORKED = frozenset({"province", "prefecture"})
"""Divisions that are large enough for networks and for many works of one kind."""
LONGEST_PART = 12
"""How long the name of a part may be that stands between the name of its work and what is said of it."""
PHASE = regex.compile(
    "(?r)(?:[一二三四五六]期|[0-9一二三四五六七八九十]号线|(?:[东西南北中上下首]|[路区速线铁专道渠]\\p{Han}{0,4}|[至到—-]\\p{Han}{2,8})段)$"
)
ITEM_SIGNS = re.compile("[、（(“‘「）)”’」]")
CONJUNCTION = re.compile("以及|和|与|及")


@dataclass(frozen=True, slots=True)
class Frame:
    """A masked text with its outer verbs: where each begins and ends, in order, none across another.

    `known` keeps the names of each stretch that was looked at, `known_chosen` those of them that a need lets through:
    several rules ask about the same ones.
    """

    masked: str
    verb_starts: tuple[int, ...]
    verb_ends: tuple[int, ...]
    known: dict[tuple[int, int, bool], list[Span]] = field(default_factory=dict)
    known_chosen: dict[tuple[tuple[Span, ...], str], list[Span]] = field(default_factory=dict)


def frame_of(masked: str, grammar: Grammar) -> Frame:
    """Look the verbs of the rules up in `masked`, once for all names."""
    found = grammar.verbs.find_matches_as_indexes(masked)
    return Frame(masked, tuple(start for _, start, _ in found), tuple(end for _, _, end in found))


def names_in(frame: Frame, start: int, end: int, grammar: Grammar, *, single: bool) -> list[Span]:
    """The names that stand in `frame.masked[start:end]`, one clause or less; of a list only the last if `single`.

    Spans are of the same text. Borders are decided, what is no name is not yet sorted out.
    """
    key = start, end, single and frame.masked.find("、", start, end) >= 0
    if key not in frame.known:
        frame.known[key] = _names_in(frame, start, end, grammar, single=single)
    return frame.known[key]


def _names_in(frame: Frame, start: int, end: int, grammar: Grammar, *, single: bool) -> list[Span]:
    masked = frame.masked
    items = _items(masked, max(start, end - 6 * LONGEST_NAME), end, grammar)
    if single:
        items = items[-1:]
    names = []
    for item in items:
        for part in _split_at_conjunction(masked, item, grammar, in_list=len(items) > 1):
            name = _trimmed(frame, part, grammar, alone=len(items) == 1)
            if name is not None:
                names.append(name)
    return names


def chosen(frame: Frame, names: list[Span], needs: str, grammar: Grammar) -> list[Span]:
    """Those of `names`, all of one stretch, that pick out one undertaking.

    In a list one name that shows what the rule asks for speaks for its neighbours, of which no more is asked than to
    end as names do, unless they are shortened (nor even that where the rule asks for less), and not to be a mere kind,
    or else to be a long one (园区基础设施建设 beside a spring's name).
    """
    key = tuple(names), needs
    if key not in frame.known_chosen:
        frame.known_chosen[key] = _chosen(frame.masked, names, needs, grammar)
    return frame.known_chosen[key]


def _chosen(masked: str, names: list[Span], needs: str, grammar: Grammar) -> list[Span]:
    texts = [masked[start:end] for start, end in names]
    able = [_may_stand(masked, name, grammar) for name in names]
    shown = [
        ok and not is_mere_kind(text, grammar) and _shows(text, needs, grammar)
        for ok, text in zip(able, texts, strict=True)
    ]
    if not any(shown) or (needs.startswith("head_and") and 3 * sum(shown) < len(names)):
        return []
    headless = needs in ("proper", "head_or_proper", "head")
    return [
        name
        for name, text, ok, is_shown in zip(names, texts, able, shown, strict=True)
        if is_shown
        or (
            ok
            and (headless or has_head(text, grammar) or _is_shortened(text))
            and (len(text) >= KIND_IN_LIST or not is_mere_kind(text, grammar))
        )
    ]


def _is_shortened(text: str) -> bool:
    """Whether `text` may be a name without the head that it shares with the last of its list (A、B抽水蓄能电站)."""
    return len(text) <= LONGEST_SHORTENED


def _may_stand(masked: str, name: Span, grammar: Grammar) -> bool:
    """Whether neither the form of the name nor what stands beside it speaks against it."""
    start, end = name
    text = masked[start:end]
    if not could_be_name(text, grammar) or grammar.not_before.match(masked, end) or text in grammar.places.by_text:
        return False
    if (
        text.endswith("工程")
        and masked[start - 1 : start] == "“"
        and masked[end : end + 1] == "”"
        and not grammar.quoted_work.search(text)
    ):
        return False
    before = start - 1 if masked[start - 1 : start] == "“" else start
    return not grammar.description.match(masked, max(0, before - FARTHEST_DESCRIBED), before) or bool(
        grammar.places.search(text)
    )


@lru_cache(maxsize=KNOWN)
def could_be_name(text: str, grammar: Grammar) -> bool:
    """Whether nothing in the form of `text` speaks against a name."""
    if not 2 <= len(text) <= LONGEST_NAME or any(mask in text for mask in (AMOUNT_MASK, COUNT_MASK, TITLE_MASK)):
        return False
    return not (
        text.endswith(grammar.no_name_ends)
        or grammar.no_name_start.match(text)
        or grammar.no_name.search(text)
        or (text.endswith(("项目", "工程")) and grammar.no_name_work.search(text))
    )


def may_be_name(masked: str, span: Span, grammar: Grammar) -> bool:
    """Whether nothing in the form of what stands at `span`, and nothing right behind it, speaks against a name.

    Unlike what the rules find, it may be any span: half a pair of brackets or quotation marks speaks against it too.
    """
    start, end = span
    text = masked[start:end]
    return could_be_name(text, grammar) and is_paired(text) and grammar.not_before.match(masked, end) is None


def _shows(text: str, needs: str, grammar: Grammar) -> bool:
    headed = has_head(text, grammar)
    if needs == "head":
        return (headed or grammar.capacity.search(text) is not None) and len(text) >= SHORTEST_WITH_HEAD
    if needs == "head_or_proper":
        return headed or is_proper(text, grammar)
    if is_general(text, grammar):
        return False
    if needs == "head_and_detail":
        return headed and (is_proper(text, grammar) or is_detailed(text, grammar))
    return (headed or needs == "proper") and is_proper(text, grammar)


@lru_cache(maxsize=KNOWN)
def has_head(text: str, grammar: Grammar) -> bool:
    """Whether `text` ends with a noun for what is built, with a phase or brackets behind it or not."""
    while text.endswith(("）", ")")) and (bracket := LAST_BRACKET.search(text)):
        text = text[: bracket.start()]
    return text.endswith(grammar.heads) or (text.endswith(("期", "线", "段")) and PHASE.search(text) is not None)


@lru_cache(maxsize=KNOWN)
def is_mere_kind(text: str, grammar: Grammar) -> bool:
    """Whether `text` is made of words for kinds of projects alone (重点水利工程)."""
    return grammar.kinds.fullmatch(text) is not None


@lru_cache(maxsize=KNOWN)
def is_general(text: str, grammar: Grammar) -> bool:
    """Whether `text` is made of words that many works share (智能化车间改造) or is what a place has (重庆高速公路)."""
    if grammar.general.fullmatch(text):
        return not grammar.own_of_county.fullmatch(text)
    network = grammar.networks.search(text)
    place = grammar.places.by_text.get(text[: network.start()]) if network else None
    return place is not None and any(division.level in NETWORKED for division in place.divisions)


def is_detailed(text: str, grammar: Grammar) -> bool:
    """Whether so much of `text` is no word for a kind that it can mean but one undertaking (脐橙精深加工产业园)."""
    return len(text) >= SHORTEST_DETAILED and len(grammar.kinds.sub("", text)) >= SHORTEST_DETAIL


def first_item(masked: str, start: int, end: int, grammar: Grammar) -> Span:
    """The first name of a list between `start` and `end`."""
    return _items(masked, start, end, grammar)[0]


def _items(masked: str, start: int, end: int, grammar: Grammar) -> list[Span]:
    """Cut at the list marks that stand in no bracket or quotation, and behind which a name can begin."""
    if masked.find("、", start, end) < 0:
        return [(start, end)]
    found: list[Span] = []
    at = start
    depth = 0
    for match in ITEM_SIGNS.finditer(masked, start, end):
        if match[0] != "、":
            depth += 1 if match[0] in OPENING else -1
        elif depth == 0 and not grammar.continuation.match(masked, match.end(), end):
            found.append((at, match.start()))
            at = match.end()
    found.append((at, end))
    return found


def _split_at_conjunction(masked: str, item: Span, grammar: Grammar, *, in_list: bool) -> list[Span]:
    """Cut A和B where both sides are names by their own end; 和, 及 within a name stay."""
    start, end = item
    for match in reversed(list(CONJUNCTION.finditer(masked, start + 2, end - 2))):
        left, right = masked[start : match.start()], masked[match.end() : end]
        if left.count("“") != left.count("”") or _open_brackets(left) or grammar.linking.match(left):
            continue
        if any(start + at < match.start() < start + to for at, to, _ in grammar.places.search(masked[start:end])):
            continue
        joins_names = has_head(left, grammar) and has_head(right, grammar)
        closed = left.endswith(("项目", "工程"))
        both_proper = (
            match[0] == "和"
            and len(left) >= 4 <= len(right)
            and (in_list or (grammar.capacity.search(left) and grammar.capacity.search(right)))
            and is_proper(left, grammar)
            and is_proper(right, grammar)
        )
        if (joins_names and (match[0] in ("和", "以及") or closed)) or both_proper:
            return [(start, match.start()), (match.end(), end)]
    return [item]


def _open_brackets(text: str) -> bool:
    return text.count("（") + text.count("(") != text.count("）") + text.count(")")


def _trimmed(frame: Frame, item: Span, grammar: Grammar, *, alone: bool) -> Span | None:
    """The name within one item of a list: behind the last verb and what else leads it, without brackets left over."""
    masked = frame.masked
    start, end = max(item[0], item[1] - 2 * LONGEST_NAME), item[1]
    while start < end and masked[start] in " 　\t":
        start += 1
    start = _behind_leads(masked, _behind_last_verb(frame, start, end), end, grammar)
    if part := grammar.part.search(masked, start + 2, end):
        end = part.start() if has_head(masked[start : part.start()], grammar) else end
    if size := grammar.measure_behind.match(masked, start, end):
        end = size.start()
    if masked[end - 1 : end] in ("）", ")"):
        opening = max(masked.rfind("（", start, end), masked.rfind("(", start, end))
        if opening >= 0 and AMOUNT_MASK in masked[opening:end]:
            end = opening
    if alone:
        end = _end_of_work(masked, start, end, grammar)
    for _ in range(MOST_LEADS):
        if end - start >= 2 and masked[start] in "“‘「" and masked[end - 1] in "”’」":
            start, end = start + 1, end - 1
        if end - start < 2 or _unbalanced(masked[start:end]):
            return None
        text = masked[start:end]
        first, last = core(text, grammar, is_headed=has_head(text, grammar))
        if first == 0:
            end = start + last
            break
        start, end = _behind_leads(masked, start + first, start + last, grammar), start + last
    return (start, end) if end - start >= 2 else None


def _end_of_work(masked: str, start: int, end: int, grammar: Grammar) -> int:
    """Where the work ends of which a part is told that is no work (X大桥|北主塔); `end` where the name has a head."""
    if has_head(masked[start:end], grammar):
        return end
    built = grammar.built.search(masked, start + 2, end)
    if built is None or end - built.end() > LONGEST_PART or grammar.no_part.match(masked, built.end(), end):
        return end
    return built.end()


def _behind_leads(masked: str, start: int, end: int, grammar: Grammar) -> int:
    return start + _leading(masked[start:end], grammar)


@lru_cache(maxsize=KNOWN)
def _leading(text: str, grammar: Grammar) -> int:
    """How many characters at the start of `text` lead a name and belong to none."""
    at = 0
    while (lead := grammar.lead.match(text, at)) and lead.end() > at:
        at = lead.end()
    return at


def _behind_last_verb(frame: Frame, start: int, end: int) -> int:
    """The end of the last verb in the stretch that stands in no bracket of it; `start` where there is none.

    A verb that ends within a word is none (显示 in 显示屏).
    """
    borders: frozenset[int] | None = None
    for at in range(bisect_left(frame.verb_starts, end) - 1, -1, -1):
        if frame.verb_starts[at] < start:
            break
        place = frame.verb_ends[at]
        if place >= end or nesting(frame.masked, start, frame.verb_starts[at]) > 0:
            continue
        if borders is None:
            borders = word_ends(frame.masked[start:end])
        if place - start in borders:
            return place
    return start


def _unbalanced(text: str) -> bool:
    return text.count("“") != text.count("”") or _open_brackets(text)
