"""The stage of a project or a count: the verb that governs it (guideline, "status")."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from kaigong.mentions import Count, Status
from kaigong.patterns import alternatives
from kaigong.rule_kinds import PatternRule, StatusRule
from kaigong.rules import Rules
from kaigong.sentences import Sentences
from kaigong.text import Span

CONTENTS = re.compile("建设内容|主要建设|建设规模|主要内容")
"""Behind these stands what is built, not what is done."""
NOT_BEFORE = ("程", "前的", "前，", "以来", "后，", "后将", "后可", "后预计", "后年", "后主要", "后每年")
"""What makes another word of a verb (修复工程) or a time to come of it (建成后，可…)."""
BATCH_OPENING = re.compile("包括|其中|涵盖|分别|例如|[，。：]如")
BATCH_SENTENCE = regex.compile(
    "[^，。；]{0,4}(?:其中|主要包括|主要有|分别是|包括|涵盖)|(?:这|该|此|上述)[批些]?(?:\\p{Han}{0,4})(?:项目|工程)(?:中|里|包括|涵盖|主要|总投资)"
)
"""How a sentence begins that goes on about a batch counted in the one before it."""
ATTRIBUTE = re.compile("的(?:[^，。；：！？\n]*、)?")
"""What stands between a verb and a name, or the last of a list, of which it is the attribute (新开工的A、B)."""
AGREED = re.compile("协议|合同|意向")
STAGES = ("planned", "signed", "new", "ongoing", "completed")
"""From first to last: of verbs that follow each other at once the later stage holds (落地动工, 建成投产)."""
JOINED = ("", "并", "、", "和")
LIST_NUMBER = re.compile("[ 　]*(?:[0-9０-９]{1,2}[.．、]|[（(][0-9０-９一二三四五六七八九十]{1,2}[）)])[ 　]*")
FARTHEST_AHEAD = 6
"""How many characters may stand between 将, 计划 and the verb that they put in the future."""
FARTHEST_BATCH = 400
"""How far ahead of a mention 其中, 包括 is looked for, so that a text without a full stop costs no more."""


MOST_PARTS = 20
"""How many counts of a paragraph are looked at for the batch of a list."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A status and the rules that gave it."""

    status: Status
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A verb of stage in the text."""

    span: Span
    stage: Stage


@dataclass(frozen=True, slots=True)
class _Grammar:
    words: AhoCorasick
    stages: dict[str, Stage]
    before_start: regex.Pattern[str]
    before_end: regex.Pattern[str]
    rule_of_word: dict[str, str]
    soon: tuple[tuple[str, regex.Pattern[str]], ...]


@lru_cache(maxsize=4)
def _grammar(rules: Rules) -> _Grammar:
    stages = {word: Stage(rule.status, (rule.name,)) for rule in rules.of(StatusRule) for word in rule.words}
    ahead = rules.words("ahead")
    hoped = rules.words("hoped")
    return _Grammar(
        words=AhoCorasick(sorted(stages), matchkind=MatchKind.LeftmostLongest),
        stages=stages,
        before_start=regex.compile(f"({alternatives(ahead)})[^，。；、的]{{0,{FARTHEST_AHEAD}}}$"),
        before_end=regex.compile(f"({alternatives((*ahead, *hoped))})[^，。；、的]{{0,{2 * FARTHEST_AHEAD}}}$"),
        rule_of_word=ahead | hoped,
        soon=tuple(
            (rule.name, regex.compile(f"(?:{rule.pattern})[^，。；、的]{{0,{FARTHEST_AHEAD}}}$"))
            for rule in rules.of(PatternRule)
            if rule.use == "hoped"
        ),
    )


def status_words(text: str, names: Sequence[Span], rules: Rules) -> tuple[StatusWord, ...]:
    """Every verb of stage in `text` outside `names`, the sorted spans of project names."""
    compiled = _grammar(rules)
    found = []
    for _, start, end in compiled.words.find_matches_as_indexes(text):
        at = bisect_right(names, start, key=_start) - 1
        name = names[at] if at >= 0 else (0, 0)
        if name[1] <= start and not text.startswith(NOT_BEFORE, end):
            found.append(StatusWord((start, end), _in_time(text, (start, end), name, compiled)))
    return tuple(found)


def _in_time(text: str, verb: Span, name: Span, compiled: _Grammar) -> Stage:
    """The stage that the verb means where it stands: 将…开工 is planned, 将…通车 and 预计…通车 still ongoing.

    `name` is the last one before the verb; a 将 in it (将军大桥) says nothing.
    """
    start, end = verb
    stage = compiled.stages[text[start:end]]
    if stage.status not in ("new", "signed", "completed"):
        return stage
    if text.startswith("在即", end):
        return Stage("planned" if stage.status == "new" else "ongoing", stage.rules)
    is_end = stage.status == "completed"
    future = compiled.before_end if is_end else compiled.before_start
    ahead = future.search(text, max(0, start - 2 * FARTHEST_AHEAD - 4), start)
    if ahead and name[0] <= ahead.start() < name[1]:
        ahead = future.search(text, name[1], start)
    if ahead is None:
        floor = max(name[1], start - 2 * FARTHEST_AHEAD)
        soon = next((rule for rule, pattern in compiled.soon if pattern.search(text, floor, start)), None)
        return Stage("ongoing", (*stage.rules, soon)) if is_end and soon else stage
    return Stage("ongoing" if is_end else "planned", (*stage.rules, compiled.rule_of_word[ahead[1]]))


def stage_of(
    span: Span, text: str, words: Sequence[StatusWord], names: Sequence[Span], sentences: Sentences, *, verb_first: bool
) -> Stage | None:
    """The stage of the mention at `span`, or None where nothing says it.

    Within its clause the verb behind a project goes before the verb in front of it ("推动A等项目开工"); with
    `verb_first`, for counts, the other way round ("新开工287个、竣工164个"). A list that a batch opens (其中, 包括)
    takes the batch's stage from earlier in the sentence; what is told of a project further on in its sentence, before
    another one is named, tells its stage too ("X，桩基已完成").
    """
    clause = sentences.clauses.around(span[0])[0], sentences.clauses.around(max(span[0], span[1] - 1))[1]
    before = _last_before(words, span[0], clause[0])
    behind = _first_behind(words, span[1], clause[1])
    if (
        not verb_first
        and before
        and before.stage.status == "new"
        and ATTRIBUTE.fullmatch(text, before.span[1], span[0])
    ):
        behind = None
    chosen = (before or behind) if verb_first else (_last_joined(words, behind, text) or before)
    if chosen is None:
        part = sentences.parts.around(span[0])
        if verb_first or BATCH_OPENING.search(text, max(part[0], span[0] - FARTHEST_BATCH), span[0]):
            chosen = _last_before(words, span[0], part[0])
        if chosen is None and not verb_first:
            following = bisect_right(names, span[0], key=_start)
            ceiling = min(part[1], names[following][0]) if following < len(names) else part[1]
            contents = CONTENTS.search(text, span[1], ceiling)
            ceiling = contents.start() if contents else ceiling
            chosen = _first_behind(words, span[1], ceiling) or _agreed(words, span[0], part[0], text)
    return chosen.stage if chosen else None


def _start(span: Span) -> int:
    return span[0]


def _word_start(word: StatusWord) -> int:
    return word.span[0]


def _last_before(words: Sequence[StatusWord], place: int, floor: int) -> StatusWord | None:
    at = bisect_left(words, place, key=_word_start) - 1
    return words[at] if at >= 0 and words[at].span[0] >= floor else None


def _first_behind(words: Sequence[StatusWord], place: int, ceiling: int) -> StatusWord | None:
    at = bisect_left(words, place, key=_word_start)
    return words[at] if at < len(words) and words[at].span[0] < ceiling else None


def _last_joined(words: Sequence[StatusWord], word: StatusWord | None, text: str) -> StatusWord | None:
    """The verb of the latest stage among those that follow `word` at once."""
    if word is None:
        return None
    latest = word
    for following in words[bisect_right(words, word.span[0], key=_word_start) :]:
        if text[word.span[1] : following.span[0]] not in JOINED:
            break
        word = following
        if STAGES.index(word.stage.status) > STAGES.index(latest.stage.status):
            latest = word
    return latest


def _agreed(words: Sequence[StatusWord], place: int, floor: int, text: str) -> StatusWord | None:
    """The signing of an agreement told before `place` (签署协议，投资15亿元建设X)."""
    word = _last_before(words, place, floor)
    return word if word and word.stage.status == "signed" and AGREED.search(text, word.span[1], place) else None


def stage_of_batch(
    span: Span, text: str, counts: Sequence[Count], words: Sequence[StatusWord], sentences: Sentences
) -> Stage | None:
    """The stage of a project that its own sentence does not tell.

    An item of a numbered list has the stage that its line tells, else that of the batch counted above the list or of
    the title over it; a project that a sentence names out of a batch (其中, 这些项目中) has that of the batch.
    """
    line = text.rfind("\n", 0, span[0]) + 1
    if LIST_NUMBER.fullmatch(text, line, span[0]):
        end = text.find("\n", span[1])
        told = _told_behind(words, span[1], end if end >= 0 else len(text), text)
        return told or _stage_above(counts, line, text) or _titled(words, text, line)
    start = sentences.whole.around(span[0])[0]
    if BATCH_SENTENCE.match(text, _first_character(text, start), span[0]) is None:
        return None
    last = bisect_left(counts, start, key=_count_start) - 1
    if last < 0 or start - counts[last].span[1] > FARTHEST_BATCH:
        return None
    status = counts[last].status
    return Stage(status, ("status.batch",)) if status else None


def _first_character(text: str, start: int) -> int:
    while text[start : start + 1].isspace():
        start += 1
    return start


def _told_behind(words: Sequence[StatusWord], start: int, end: int, text: str) -> Stage | None:
    """The stage told last in text[start:end], before what is only to be built is listed."""
    contents = CONTENTS.search(text, start, end)
    last = _last_before(words, contents.start() if contents else end, start)
    return last.stage if last else None


def _stage_above(counts: Sequence[Count], line: int, text: str) -> Stage | None:
    """The stage of the batch counted last above a list; the largest count of a paragraph is it, others its parts."""
    last = bisect_left(counts, line, key=_count_start)
    told = next((at for at in range(last - 1, -1, -1) if counts[at].status), None)
    if told is None:
        return None
    paragraph = text.rfind("\n", 0, counts[told].span[0])
    first = bisect_left(counts, paragraph, key=_count_start)
    batch = max(counts[max(first, told - MOST_PARTS) : told + 1], key=lambda count: count.value)
    return Stage(batch.status, ("status.batch",)) if batch.status else None


def _titled(words: Sequence[StatusWord], text: str, line: int) -> Stage | None:
    """What the first line of the text says of all that it lists (拟开工项目公示)."""
    end = text.find("\n", 0, line)
    word = _last_before(words, end, 0) if end >= 0 else None
    return word.stage if word and text.startswith(("项目", "工程"), word.span[1]) else None


def _count_start(count: Count) -> int:
    return count.span[0]
