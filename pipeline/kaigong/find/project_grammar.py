"""The compiled rules of project names: word lists and anchors, once per set of rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from kaigong.gazetteer import Gazetteer, gazetteer
from kaigong.patterns import Pattern, alternatives, fast_pattern
from kaigong.rule_kinds import PatternRule, ProjectRule, Rule, WordListRule
from kaigong.rules import RuleError, Rules

USE = regex.compile(r"(?<!\?P?)<([a-z_]+)>")
"""A word list in a pattern, by its use: <verb>."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A project rule with its patterns compiled. `uses` are the names of the word lists in its anchor."""

    rule: ProjectRule
    uses: tuple[str, ...]
    pattern: Pattern
    until: Pattern | None
    within: Pattern | None


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What the finder of project names needs of the rules.

    Left border: `verbs` finds words behind which a name may begin; `lead` matches, at the start, what does not belong
    to a name; of the words that the tokenizer sees, `cuts`, `predicates` and `openers` stand before a name, `inner`
    in it, `builds` and `work_verb` tell verbs apart, `linking` keeps what stands with 的. Right border: `between`,
    matched backwards, stands between a name and its predicate; `part` and `measure_behind` follow a name; `heads` and
    `no_name_ends` are how names end and do not end; `built` is looked for where a name has no head, unless `no_part`
    follows; `continuation` goes on with the item of a list before it. What is no name: `no_name`, `no_name_start` and,
    for names that end with 项目 or 工程, `no_name_work` and quoted ones without `quoted_work`; `not_before` stands
    behind it and `description` before it; made of `kinds` alone, or `general` where something proper is asked for
    (but for `own_of_county`); a place with one of `networks`. `capacity` shows a plant, `continues` makes another noun
    of a work's. The last four tell which rule decided a border.
    """

    anchors: tuple[Anchor, ...]
    verbs: AhoCorasick
    lead: regex.Pattern[str]
    between: regex.Pattern[str]
    heads: tuple[str, ...]
    no_name_ends: tuple[str, ...]
    no_name: regex.Pattern[str]
    no_name_start: regex.Pattern[str]
    no_name_work: regex.Pattern[str]
    not_before: regex.Pattern[str]
    measure_behind: regex.Pattern[str]
    continuation: regex.Pattern[str]
    description: regex.Pattern[str]
    kinds: Pattern
    general: Pattern
    networks: regex.Pattern[str]
    cuts: frozenset[str]
    inner: frozenset[str]
    builds: frozenset[str]
    work_verb: regex.Pattern[str]
    part: regex.Pattern[str]
    capacity: regex.Pattern[str]
    quoted_work: regex.Pattern[str]
    own_of_county: regex.Pattern[str]
    predicates: frozenset[str]
    openers: frozenset[str]
    places: Gazetteer
    built: regex.Pattern[str]
    no_part: Pattern
    continues: Pattern
    linking: regex.Pattern[str]
    rule_of_verb: dict[str, str]
    leads: tuple[tuple[str, regex.Pattern[str]], ...]
    head_rules: tuple[str, ...]
    between_rules: tuple[str, ...]
    head_words: Pattern
    stage_words: Pattern


@lru_cache(maxsize=4)
def grammar(rules: Rules) -> Grammar:
    """Compile the project rules. Raises RuleError where an anchor names a word list that is not there."""
    lists: dict[str, list[WordListRule]] = {}
    for words in rules.of(WordListRule):
        lists.setdefault(words.use, []).append(words)
    patterns: dict[str, list[PatternRule]] = {}
    for rule in rules.of(PatternRule):
        patterns.setdefault(rule.use, []).append(rule)
    choices = {use: _choice(_words(of_use)) for use, of_use in lists.items()}
    leads = patterns["lead"]
    # The long lists of words go to `re`, which compiles them in a third of the time and looks them up as fast.
    return Grammar(
        anchors=tuple(_anchor(rule, lists, choices) for rule in rules.of(ProjectRule)),
        verbs=AhoCorasick(sorted(set(_words(lists["verb"]))), matchkind=MatchKind.LeftmostLongest),
        lead=_any(leads, choices),
        between=_behind(patterns["between"], "+"),
        heads=(*_words(lists["head"]), *_words(lists["built"]), "项目", "工程", "建设"),
        no_name_ends=tuple(_words(lists["no_name_end"])),
        no_name=_any(patterns["no_name"], choices),
        no_name_start=_any(patterns["no_name_start"], choices),
        no_name_work=_any(patterns["no_name_work"], choices),
        not_before=regex.compile("|".join(rule.pattern for rule in patterns["not_before"])),
        measure_behind=_behind(patterns["measure_behind"]),
        continuation=_any(patterns["continuation"], choices),
        description=_behind(patterns["description"]),
        kinds=fast_pattern(f"(?:{choices['kind']})++"),
        general=fast_pattern(
            f"(?:{_choice(_words((*lists['kind'], *lists['head'], *lists['built'], *lists['inner'])))})++"
        ),
        networks=regex.compile(f"{choices['network']}$"),
        cuts=frozenset(_words(lists["cut"])),
        inner=frozenset(_words(lists["inner"])),
        builds=frozenset(_words(lists["builds"])),
        work_verb=_any(patterns["work_verb"], choices),
        part=_any(patterns["part"], choices),
        capacity=_any(patterns["capacity"], choices),
        quoted_work=_any(patterns["quoted_work"], choices),
        own_of_county=_any(patterns["own_of_county"], choices),
        predicates=frozenset(_words(lists["predicate"])),
        places=gazetteer(rules),
        built=regex.compile(f"(?r){choices['built']}(?:[一二三四五六]期(?:工程|项目)?)?"),
        no_part=fast_pattern(f"{choices['not_behind']}|的|和|与|及"),
        openers=frozenset(_words(lists["opener"])),
        continues=fast_pattern(f"(?!的|和|与|及|等|在){choices['continues']}|{choices['not_behind']}"),
        linking=_any(patterns["linking"], choices),
        rule_of_verb={word: rule.name for rule in lists["verb"] for word in rule.words},
        leads=tuple((rule.name, regex.compile(_with_words(rule, rule.pattern, choices))) for rule in leads),
        head_rules=tuple(rule.name for rule in lists["head"]),
        between_rules=tuple(rule.name for rule in patterns["between"]),
        head_words=fast_pattern(choices["head"] + "|项目|工程"),
        stage_words=fast_pattern(choices["stage_sign"]),
    )


def _words(rules: Iterable[WordListRule]) -> list[str]:
    return [word for rule in rules for word in rule.words]


def _anchor(rule: ProjectRule, lists: dict[str, list[WordListRule]], choices: dict[str, str]) -> Anchor:
    return Anchor(
        rule,
        tuple(words.name for use in USE.findall(rule.anchor) for words in lists.get(use, ()) if not words.guard),
        _anchor_pattern(rule, choices),
        fast_pattern(_with_words(rule, rule.until, choices)) if rule.until else None,
        fast_pattern(_with_words(rule, rule.within, choices)) if rule.within else None,
    )


def _anchor_pattern(rule: ProjectRule, choices: dict[str, str]) -> Pattern:
    """A pattern that opens with a word list goes to `re`, which runs over a long text in a seventh of the time."""
    pattern = _with_words(rule, rule.anchor, choices)
    opening = rule.anchor.removeprefix("(?P<tail>").removeprefix("(?:")
    return fast_pattern(pattern) if USE.match(opening) else regex.compile(pattern)


def _behind(rules: list[PatternRule], repeated: str = "") -> regex.Pattern[str]:
    """Any of `rules`, matched backwards from the end of a stretch."""
    return regex.compile("(?r)(?:" + "|".join(rule.pattern for rule in rules) + ")" + repeated)


def _any(rules: list[PatternRule], choices: dict[str, str]) -> regex.Pattern[str]:
    return regex.compile("|".join(_with_words(rule, rule.pattern, choices) for rule in rules))


def _with_words(rule: Rule, pattern: str, choices: dict[str, str]) -> str:
    """`pattern` with every <use> replaced by the words of that use."""

    def words(match: regex.Match[str]) -> str:
        use = match[1]
        if use not in choices:
            raise RuleError(f"rule '{rule.name}': pattern {pattern!r}: no word list has the use '{use}'")
        return f"(?:{choices[use]})"

    return USE.sub(words, pattern)


def _choice(words: list[str]) -> str:
    """Any of `words`; the set of first characters lets the matcher pass over a place without trying each."""
    firsts = "".join(sorted({regex.escape(word[0]) for word in words}))
    return f"(?=[{firsts}])(?:{alternatives(words)})"
