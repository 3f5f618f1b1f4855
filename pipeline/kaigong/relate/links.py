"""Which project or count a sum belongs to (guideline, "Money: what the sum belongs to")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from kaigong.find.tables import UNIT_OF_TABLE
from kaigong.mentions import Amount, Count, MoneyLink, Project
from kaigong.patterns import alternatives
from kaigong.rules import Rules
from kaigong.sentences import Sentences
from kaigong.text import Span

Owner = Project | Count

OPENS_NAME = re.compile(
    "(?:人民币|左右|以上|余)?的(?:[^，。；、\n]{2,12}、){0,2}[“‘]?"
    "|(?:人民币|左右|以上|余|多)?[、，](?:年产|年处理|日处理|总?建筑面积|总?占地|总?用地|[全总]?长|位于|坐落|历时|总?工期|总?装机"
    "|(?:总|设计)?库容|(?:输水)?线路|正线|里程|比|由|设计|规划)[^。；\n]{1,30}的[“‘]?"
    "|[ 　][^，。；、\n]{0,8}"
    "|(?:人民币)?，?[^，。；、\n]{0,6}?(?:建设|新建|兴建|修建|打造|开发|改造|实施|启动|开建|建)[了的]?[“‘]?"
)
"""What stands between a sum and the name that it opens: 投资20亿元的X, 投资10亿元建设X."""

OPENS_COUNT = re.compile("(?:人民币|左右|以上|余)?的")

FARTHEST_NAME = 40
FARTHEST_BEFORE_THRESHOLD = 8
REACH = 300
"""How far before a sum its sentence is looked at, so that a text without a full stop costs no more."""

OWN_SUMS = frozenset({"total_investment", "annual_investment", "completed_investment", "contract"})
"""Roles that belong to the project or count before them in their sentence."""

PROJECT_SUMS = frozenset({"output", "tax", "funding"})
"""Roles that belong to a project before them in their part of the sentence; of these a count has funding alone."""

ELSEWHERE = re.compile(
    "去年(?:完成|实现|全年)|上年|入驻|聚集|全[国省市县区]|我[国省市县]|产业|行业|[同去]年全|当地|集团|公司"
)
OTHER_MONEY = re.compile(
    "(?:来自|来源于|增发的?|发行的?|安置资金|补偿款?|投放|发放|利用外资)[^，。；]{0,12}$"
    "|(?:水利|交通|资产|设施|房地产|开发|民间|工业|服务业|制造业|技改)(?:建设)?投资$"
)
"""What stands right before a sum that no project or batch named before it has: money of another source or field."""
LIST_MARK = re.compile("[”’」]?(?:[（(][^（）()]*[)）])?(?:、|和|与|及|，)[“‘「]?")
ITEM = re.compile("[^，。；：、\n]{0,16}、[^，。；：、\n]{0,10}")
SHARED = re.compile(
    "[^，。；：、\n]{0,16}[，、](?:计划|估算|概算)?总投资[^，。；]{0,4}|[^。；\n]{0,40}，(?:当年|年度)?计划(?:完成)?投资[^，。；]{0,4}"
)
ONE_EACH = re.compile("分别|依次")
SHORTEST_CHAIN = 3
"""A sum told behind a list of at least so many counts is of all of them."""
TOGETHER = re.compile("合计|共|[两二三四五][批类]|总计")
HOW_MANY = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
PAYS_FOR = re.compile("[，,](?:用于|支持|惠及|安排|涉及)[^，。；\n]{0,4}")
GOES_ON = re.compile(
    "(?:^|[，；：])(?:计划|概算|估算|预计|规划)?(?:总?投资|全长|占地|总建筑面积|申请|建设(?:单位|地点|内容|周期))"
)
OPENS_WITH_TOTAL = re.compile("(?:据悉，|据介绍，|据了解，)?(?:计划|概算|估算|预计|规划)?总投资")
STANDS_BEHIND = re.compile(
    "(?:人民币|左右)?的(?:这|该|此|上述)(?![批些几两二三四五六七八九十])[^，。；、\n]{0,4}"
    "(?:项目|工程|生产线|基地|电站|水库|大桥|隧道|公路|铁路|园区)"
)
"""Behind a sum, what stands for the project named before: 投资12亿元的这一项目."""
STANDS_BEFORE = re.compile("(?:这|该|此)[座个条家项处所]?(?:计划|概算|预计)?(?:总?投资|耗资|造价)[^，。；、\n]{0,4}$")
"""Before a sum that 的 follows, what stands for the project named before: 这座总投资12亿元的大楼."""
IN_BRACKETS = re.compile("[（(](?:总?投资)?(?:约|近|超)?")
"""Between a name and the sum that follows it in brackets."""
BARE = re.compile("[”’」]?(?:[（(][^（）()\n]{1,20}[）)])?[，：: 　]?(?:约|近|超|逾)?")
"""Between a name and the sum that follows it with no word for what it is: X，1.2亿元；Y，8000万元."""
SHORT_FORMS = range(2, 9)
"""How long the end of a name is that stands for it."""
BEHIND_HEAD = re.compile("(?:[（(][^（）()]{0,40}[）)]|(?:建设)?(?:项目|工程)|[”’」])+$")
DEFINITE = re.compile("^[“‘「]?(?:据悉，|据介绍，|据了解，)?(?:该|整个|全部|这[座个条家项处所]|新)?")
LATTER, FORMER = "后者", "前者"
LEAD_IN = "(?:^|[，；：“])(?:但|而|据悉，|据介绍，|目前，?|届时，?|预计|全部)?"


@dataclass(frozen=True, slots=True)
class _Grammar:
    project: regex.Pattern[str]
    batch: regex.Pattern[str]
    rule_of: dict[str, str]


@lru_cache(maxsize=4)
def _grammar(rules: Rules) -> _Grammar:
    project, batch = rules.words("stands_for"), rules.words("stands_for_batch")
    return _Grammar(_at_clause_start(project), _at_clause_start(batch), project | batch)


def _at_clause_start(words: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(f"{LEAD_IN}({alternatives(words)})(?!经理|负责|部|建设资金|施工)")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its owners in order; `starts` are theirs, `counts` those of them that are counts."""

    text: str
    sentences: Sentences
    owners: tuple[Owner, ...]
    starts: tuple[int, ...]
    counts: tuple[Count, ...]


def money_links(
    text: str,
    amounts: Sequence[Amount],
    counts: Sequence[Count],
    projects: Sequence[Project],
    sentences: Sentences,
    rules: Rules,
) -> tuple[MoneyLink, ...]:
    """The links of the sums that belong to a project or a count, in the order of the sums."""
    both: list[Owner] = [*counts, *projects]
    owners = tuple(sorted(both, key=_place))
    if not owners:
        return ()
    known = _Text(text, sentences, owners, tuple(owner.span[0] for owner in owners), tuple(counts))
    compiled = _grammar(rules)
    parallel = _parallel(known, amounts)
    found: list[MoneyLink] = []
    for at, amount in enumerate(amounts):
        if UNIT_OF_TABLE in amount.rules:
            found += _in_row(known, amount)
        elif at in parallel:
            found.append(MoneyLink(parallel[at], amount, "links.parallel"))
        elif amount.role == "threshold":
            found += _threshold(known, amount)
        else:
            found += _sum(known, amount, compiled)
    return tuple(found)


def _place(owner: Owner) -> Span:
    return owner.span


def _in_row(known: _Text, amount: Amount) -> list[MoneyLink]:
    """A sum in a table belongs to the project of its row."""
    near = max(0, amount.span[0] - REACH)
    start = max(near, known.text.rfind("\n", near, amount.span[0]) + 1)
    at = bisect_left(known.starts, amount.span[0]) - 1
    owner = known.owners[at] if at >= 0 and known.starts[at] >= start else None
    return [MoneyLink(owner, amount, "links.row")] if isinstance(owner, Project) else []


def _threshold(known: _Text, amount: Amount) -> list[MoneyLink]:
    """The count that the threshold restricts: the one right before it (100个投资…以上项目), else the next one."""
    start, end = known.sentences.clauses.around(amount.span[0])
    at = bisect_left(known.counts, amount.span, key=_place)
    before = known.counts[at - 1] if at and known.counts[at - 1].span[0] >= start else None
    behind = known.counts[at] if at < len(known.counts) and known.counts[at].span[0] < end else None
    between = known.text[before.span[1] : amount.span[0]] if before else "、"
    owner = before if len(between) <= FARTHEST_BEFORE_THRESHOLD and "、" not in between else behind
    return [MoneyLink(owner, amount, "links.threshold")] if owner else []


def _sum(known: _Text, amount: Amount, compiled: _Grammar) -> list[MoneyLink]:
    behind = _owner_behind(known, amount)
    if behind is not None:
        return [behind]
    at = bisect_left(known.starts, amount.span[0])
    if (last := _project_before(known, at)) and _is_bracketed(known.text, last, amount):
        return [MoneyLink(last, amount, "links.bracketed")]
    opens = known.text.startswith("的", amount.span[1])
    if last and not opens and BARE.fullmatch(known.text, last.span[1], amount.span[0]):
        return [MoneyLink(last, amount, "links.bare")]
    if amount.role not in OWN_SUMS and amount.role not in PROJECT_SUMS:
        return []
    if last and _stands_for(known.text, amount):
        return [MoneyLink(last, amount, "links.stands_behind")]
    if opens:
        return []  # It opens a name that was not found: nothing before it may have it.
    if OTHER_MONEY.search(_near(known.text, max(0, amount.span[0] - 24), amount)):
        return []
    start = (known.sentences.whole if amount.role in OWN_SUMS else known.sentences.parts).around(amount.span[0])[0]
    before = [owner for owner in known.owners[max(0, at - 12) : at] if owner.span[0] >= start]
    if amount.role in PROJECT_SUMS:
        between = _near(known.text, before[-1].span[1] if before else start, amount)
        if ELSEWHERE.search(between) or (before and isinstance(before[-1], Count) and amount.role != "funding"):
            return []
    if before:
        return [MoneyLink(owner, amount, "links.sum_behind") for owner in _sharing(known.text, before, amount)]
    return _named_earlier(known, amount, start, at, compiled)


def _project_before(known: _Text, at: int) -> Project | None:
    last = known.owners[at - 1] if at else None
    return last if isinstance(last, Project) else None


def _stands_for(text: str, amount: Amount) -> bool:
    """Whether words around the sum stand for a project named before: 投资12亿元的该项目, 这座投资12亿元的大楼."""
    if STANDS_BEHIND.match(text, amount.span[1]):
        return True
    return text.startswith("的", amount.span[1]) and STANDS_BEFORE.search(_near(text, 0, amount)) is not None


def _is_bracketed(text: str, project: Project, amount: Amount) -> bool:
    """Whether the sum stands in brackets right behind the name: X（12亿元）."""
    end = project.span[1]
    return (
        amount.span[0] - end <= FARTHEST_BEFORE_THRESHOLD
        and IN_BRACKETS.fullmatch(text, end, amount.span[0]) is not None
    )


def _owner_behind(known: _Text, amount: Amount) -> MoneyLink | None:
    """The project whose name the sum opens (投资20亿元的X), or the count that it pays for (专项债8亿元，支持19个)."""
    at = bisect_left(known.starts, amount.span[1])
    if at == len(known.owners) or known.starts[at] - amount.span[1] > FARTHEST_NAME:
        return None
    owner = known.owners[at]
    between = known.text[amount.span[1] : owner.span[0]]
    if isinstance(owner, Project) and amount.role != "other" and OPENS_NAME.fullmatch(between):
        return MoneyLink(owner, amount, "links.sum_before_name")
    if isinstance(owner, Count) and amount.role in OWN_SUMS and OPENS_COUNT.fullmatch(between):
        return MoneyLink(owner, amount, "links.sum_before_name")
    if isinstance(owner, Count) and amount.role == "funding" and PAYS_FOR.fullmatch(between):
        return MoneyLink(owner, amount, "links.pays_for")
    return None


def _named_earlier(known: _Text, amount: Amount, start: int, at: int, compiled: _Grammar) -> list[MoneyLink]:
    """The project or batch of an earlier sentence for which words of this one stand, or of which its line goes on."""
    if amount.span[0] - start > REACH:
        start = known.sentences.clauses.around(amount.span[0] - REACH)[1]
    opening = known.text[start : amount.span[0]].lstrip()
    if batch := compiled.batch.search(opening):
        counted = bisect_left(known.counts, amount.span, key=_place)
        return [MoneyLink(known.counts[counted - 1], amount, compiled.rule_of[batch[1]])] if counted else []
    if at == 0:
        return []
    last = known.owners[at - 1]
    if word := compiled.project.search(opening):
        return [MoneyLink(last, amount, compiled.rule_of[word[1]])]
    if isinstance(last, Project) and _opens_with_short_form(opening, last.text):
        return [MoneyLink(last, amount, "links.short_form")]
    if not isinstance(last, Project) or not GOES_ON.search(opening) or start - last.span[1] > REACH:
        return []
    if OPENS_WITH_TOTAL.match(opening) or known.text.find("\n", last.span[1], start) < 0:
        return [MoneyLink(last, amount, "links.same_line")]
    return []


def _opens_with_short_form(opening: str, name: str) -> bool:
    """Whether a sentence goes on about a project by the end of its name: 康巴艺术中心揭幕。艺术中心投资1.97亿元."""
    short = BEHIND_HEAD.sub("", name)
    opening = DEFINITE.sub("", opening)
    return any(opening.startswith(short[-length:]) for length in SHORT_FORMS if length < len(short))


def _near(text: str, start: int, amount: Amount) -> str:
    """The text from `start`, but no farther than REACH, to the sum."""
    return text[max(start, amount.span[0] - REACH) : amount.span[0]]


def _sharing(text: str, before: Sequence[Owner], amount: Amount) -> Sequence[Owner]:
    """The owner next before the sum, with the counts that share it; none for a list of projects that share it."""
    last = before[-1]
    if isinstance(last, Project):
        if text.startswith(("（", "("), last.span[1]):
            return [last]
        between = _near(text, last.span[1], amount)
        if LATTER in between:
            return [last]
        if FORMER in between and len(before) > 1 and isinstance(before[-2], Project):
            return [before[-2]]
        listed = len(before) > 1 and LIST_MARK.fullmatch(text, before[-2].span[1], last.span[0])
        return [] if listed and isinstance(before[-2], Project) else [last]
    between = _near(text, last.span[1], amount)
    counts = [owner for owner in before if isinstance(owner, Count)]
    if together := TOGETHER.search(between):
        return counts[-HOW_MANY.get(together[0][0], len(counts)) :]
    chain = _listed(text, counts)
    return chain if len(chain) >= SHORTEST_CHAIN and SHARED.fullmatch(between) else [last]


def _listed(text: str, counts: Sequence[Count]) -> Sequence[Count]:
    """The counts at the end of `counts` that are items of one list (100个产业项目、100个民生项目)."""
    first = len(counts) - 1
    while first > 0 and ITEM.fullmatch(text, counts[first - 1].span[1], counts[first].span[0]):
        first -= 1
    return counts[first:]


def _parallel(known: _Text, amounts: Sequence[Amount]) -> dict[int, Project]:
    """Sums of a list that stands beside a list of as many projects: A、B、C分别投资1亿元、2亿元、3亿元."""
    found: dict[int, Project] = {}
    for at, amount in enumerate(amounts):
        if at in found or not ONE_EACH.search(known.text, max(0, amount.span[0] - 12), amount.span[0]):
            continue
        run = [at]
        while run[-1] + 1 < len(amounts) and LIST_MARK.fullmatch(
            known.text[amounts[run[-1]].span[1] : amounts[run[-1] + 1].span[0]]
        ):
            run.append(run[-1] + 1)
        start = known.sentences.whole.around(amount.span[0])[0]
        first = bisect_left(known.starts, start)
        behind = bisect_left(known.starts, amount.span[0])
        named = known.owners[max(first, behind - 2 * len(run)) : behind]
        owners = [owner for owner in named if isinstance(owner, Project)]
        if len(run) > 1 and len(owners) >= len(run):
            found.update(zip(run, owners[-len(run) :], strict=True))
    return found
