"""The kinds of rules and what a rule of each kind may say. Unknown keys are refused when a file is read."""

from __future__ import annotations

from typing import Literal

import msgspec

from kaigong.mentions import Bound, Role, SloganKind, Status


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every rule has.

    `examples`: sentences with the mention that the rule takes part in between braces ("总投资{467.8亿元}").
    `values`: a value, then all the ways to write it ({"46780000000 CNY" = ["467.8亿元"]}).
    `counterexamples`: sentences in which the rule must take part in no mention.
    `guard`: the rule makes no mention but keeps a wrong one out. Its examples are mentions that it lets through, its
    counterexamples have in braces what must not be one.
    """

    name: str
    note: str = ""
    examples: tuple[str, ...] = ()
    values: dict[str, tuple[str, ...]] = {}
    counterexamples: tuple[str, ...] = ()
    guard: bool = False

    def patterns(self) -> tuple[str, ...]:
        """The regular expressions among the rule's own keys, checked when the file is read."""
        return ()


class CurrencyRule(Rule, frozen=True):
    """A currency: `code` is ISO 4217.

    `suffixes` are units behind the number; `prefixes` are symbols and codes that stand on either side of it; both
    belong to the sum. `names` stay outside before the number (人民币3亿元) and belong to it behind the unit
    (3亿元人民币); they decide what 元 is, and so do suffixes before the number. `subunits` say what part of the unit
    they are ({"角" = "0.1"}); one of a single character counts only behind a larger one or with 钱. A word of `casual`
    is an everyday word too: it is a unit with 钱, with a subunit or a last digit behind it (三块钱, 五块五毛, 五块五),
    or where a bare_money rule for it holds. `but_not` are regular expressions for what begins like a sum and is none,
    number included (二元一次, 百元店). Of currencies that share a suffix (卢比), the one of whose `countries` stands
    nearest before the sum is meant, or else the first.
    """

    code: str
    suffixes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    subunits: dict[str, str] = {}
    casual: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()

    def patterns(self) -> tuple[str, ...]:
        return self.but_not


class BareMoneyRule(Rule, frozen=True):
    """Where a number in 万 or 亿 is money without 元: right before one of the words in `behind`.

    With words in `before` one of them must stand before the number, and the end of a line will do behind it, or
    anything if `behind` is empty. Between the two there may be words of `between`, and before 亿 others as well.
    `number` is a regular expression for what the number itself must have (个亿); words of `but_not` behind it, or of
    `unless` before it in its line, make it something else. With `units`, the rule is for numbers with one of these
    casual units (块), and for no others. `line` says in which lines it holds: `any`, a `headline` (short, without a
    full stop), or one that is the number and nothing else (`own`).
    """

    before: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    number: str = ""
    units: tuple[str, ...] = ()
    line: Literal["any", "headline", "own"] = "any"

    def patterns(self) -> tuple[str, ...]:
        return (self.number,)


class BoundRule(Rule, frozen=True):
    """Words that make a sum a minimum, a maximum or an estimate.

    They stand right `before` or right `behind` it; those of `before_bare` only before a sum without a number of its
    own (上亿元). `not_in` are longer words that end in one of them and say nothing about the sum (节约, 签约).
    """

    bound: Bound
    before: tuple[str, ...] = ()
    before_bare: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


class RoleRule(Rule, frozen=True):
    """Words that give a sum its role: nouns and verbs that stand `before` it, or right `behind` it.

    The nearest word decides. `完成*投资` in `before` is a noun with a word further ahead in the clause; `YYYY` in a
    word is any year in digits. `heads` may stand a little further behind, at the end of the noun phrase that the sum
    begins (400亿元科技创新再贷款). `not_in` are longer words in which one of them means something else (投资者).
    """

    role: Role
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


class CountRule(Rule, frozen=True):
    """What is counted: a number with one of `measures`, and one of `nouns` before or behind it.

    `modifiers` are words that, right before the noun, make it something else (体育项目); `continuations` do so
    right behind it (项目部). `other_things` is a regular expression for what stands behind the measure word where
    something else is counted (个县, 个月), and `barriers` are nouns behind it that are counted themselves, so that a
    noun beyond them is not (12项措施推进项目). With `needs` one of these words must stand in the same sentence, of
    `unless` none may.
    """

    measures: tuple[str, ...]
    nouns: tuple[str, ...]
    modifiers: tuple[str, ...] = ()
    continuations: tuple[str, ...] = ()
    other_things: str = ""
    barriers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def patterns(self) -> tuple[str, ...]:
        return (self.other_things,)


class StatusRule(Rule, frozen=True):
    """Verbs that put a project or a count at a stage."""

    status: Status
    words: tuple[str, ...] = ()


class WordListRule(Rule, frozen=True):
    """Words that one mechanism looks up under `use` (rules/README.md lists the uses; in those of places patterns)."""

    use: str
    words: tuple[str, ...]

    def patterns(self) -> tuple[str, ...]:
        return self.words if self.use.startswith("place.") else ()


class PatternRule(Rule, frozen=True):
    """A regular expression that one mechanism looks up under `use` (rules/README.md lists the uses)."""

    use: str
    pattern: str

    def patterns(self) -> tuple[str, ...]:
        return (self.pattern,)


class ProjectRule(Rule, frozen=True):
    """A place in which news puts the names of projects.

    `anchor` is a regular expression over the masked text (rules/README.md: ¤ a sum, § a count, † a 《title》, and
    the word lists in angle brackets, such as <verb>); the names stand `before` or `behind` it. Where they stand
    behind it they reach to `until`, which must follow in the clause (`$` is its end). `within` must be found in
    the sentence of the anchor. `single` anchors take only the last item of a list. `needs` says what a name must
    show: a `head` noun at its end, something `proper` (a place, a company, digits, quotation marks), both, a head
    and `detail` (something proper, or more than words for kinds), or one of the two. A mere kind (水利项目) is no
    name anywhere.
    """

    anchor: str
    side: Literal["before", "behind"]
    needs: Literal["head", "proper", "head_and_proper", "head_and_detail", "head_or_proper"]
    confidence: float
    until: str = ""
    within: str = ""
    single: bool = False

    def patterns(self) -> tuple[str, ...]:
        return (self.anchor, self.until, self.within)


class SloganEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A slogan of the lexicon: its canonical form and the other ways to write it.

    Quoted, it counts everywhere, or with `quoted` = `before_noun` only where a noun of a `slogan_context` comes behind
    (“四强”行动, not “四强” of a cup); `unquoted` says where it counts without quotation marks: `anywhere`, only right
    before a noun of a `slogan_context` (`before_noun`: 两山理念), or `never`. Left out, a formula counts anywhere and
    a motto never: the guideline calls a motto a quoted watchword.
    """

    canonical: str
    kind: SloganKind = "formula"
    variants: tuple[str, ...] = ()
    origin: str = ""
    by: str = ""
    since: str = ""
    parts: tuple[str, ...] = ()
    quoted: Literal["anywhere", "before_noun"] = "anywhere"
    unquoted: Literal["anywhere", "before_noun", "never"] | None = None


class SloganLexiconRule(Rule, frozen=True):
    """Slogans known by name."""

    entries: tuple[SloganEntry, ...]


class SloganContextRule(Rule, frozen=True):
    """Words that show a slogan between them: verbs right `before` the quotation marks, nouns `behind` them.

    With both lists given, both must hold. The noun becomes the slogan's type.
    """

    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


class SloganShapeRule(Rule, frozen=True):
    """A shape that slogans have; `pattern` must match the whole candidate.

    `contexts` names `slogan_context` rules of which one must hold (none given: none needed). With `equal_parts`
    the parts between commas must be equally long. `but_not` are ordinary words of that shape. The candidate stands
    in quotation marks, or anywhere if `quoted` is false. With `idioms` it may be an everyday idiom too (a word of use
    `slogan_idiom`), since the contexts show that it is meant as a principle. The patterns are joined into one, so a
    group that a pattern refers back to has a name of its own.
    """

    kind: SloganKind
    pattern: str
    contexts: tuple[str, ...] = ()
    equal_parts: bool = False
    but_not: tuple[str, ...] = ()
    idioms: bool = False
    quoted: bool = True

    def patterns(self) -> tuple[str, ...]:
        return (self.pattern,)


class SloganFilterRule(Rule, frozen=True):
    """What keeps a quoted string from being a slogan, whatever its shape.

    Words right `before` or right `behind` the quotation marks, or a `pattern` found in the string. A slogan that
    the rule lets pass has the rule's name in its chain.
    """

    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    pattern: str = ""

    def patterns(self) -> tuple[str, ...]:
        return (self.pattern,)


KINDS: dict[str, type[Rule]] = {
    "currency": CurrencyRule,
    "bare_money": BareMoneyRule,
    "bound": BoundRule,
    "role": RoleRule,
    "count": CountRule,
    "status": StatusRule,
    "words": WordListRule,
    "pattern": PatternRule,
    "project": ProjectRule,
    "slogan_lexicon": SloganLexiconRule,
    "slogan_shape": SloganShapeRule,
    "slogan_context": SloganContextRule,
    "slogan_filter": SloganFilterRule,
}
"""By the name that a rule file writes between double brackets."""
