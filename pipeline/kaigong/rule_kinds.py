"""The kinds of rules and what a rule of each kind may say. Unknown keys are refused when a file is read."""

from __future__ import annotations

import msgspec

from kaigong.mentions import Bound, Role, SloganKind, Status


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every rule has.

    `examples`: sentences with the mention that the rule takes part in between braces ("总投资{467.8亿元}").
    `values`: a value, then all the ways to write it ({"46780000000 CNY" = ["467.8亿元"]}).
    `counterexamples`: sentences in which the rule must take part in no mention.
    """

    name: str
    note: str = ""
    examples: tuple[str, ...] = ()
    values: dict[str, tuple[str, ...]] = {}
    counterexamples: tuple[str, ...] = ()

    def patterns(self) -> tuple[str, ...]:
        """The regular expressions among the rule's own keys, checked when the file is read."""
        return ()


class CurrencyRule(Rule, frozen=True):
    """A currency: `code` is ISO 4217; `suffixes` stand behind the number, `prefixes` before it."""

    code: str
    suffixes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


class BoundRule(Rule, frozen=True):
    """Words that make a sum a minimum, a maximum or an estimate."""

    bound: Bound
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


class RoleRule(Rule, frozen=True):
    """Words that give a sum its role: nouns and verbs that stand `before` it, or right `behind` it."""

    role: Role
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


class StatusRule(Rule, frozen=True):
    """Verbs that put a project or a count at a stage."""

    status: Status
    words: tuple[str, ...] = ()


class WordListRule(Rule, frozen=True):
    """Words that one mechanism looks up under `use` (rules/README.md lists the uses)."""

    use: str
    words: tuple[str, ...]


class PatternRule(Rule, frozen=True):
    """A regular expression that one mechanism looks up under `use` (rules/README.md lists the uses)."""

    use: str
    pattern: str

    def patterns(self) -> tuple[str, ...]:
        return (self.pattern,)


class SloganEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A slogan of the lexicon: its canonical form and the other ways to write it."""

    canonical: str
    kind: SloganKind = "formula"
    variants: tuple[str, ...] = ()
    origin: str = ""


class SloganLexiconRule(Rule, frozen=True):
    """Slogans known by name."""

    entries: tuple[SloganEntry, ...]


class SloganShapeRule(Rule, frozen=True):
    """A shape that slogans have; `pattern` must match the whole candidate."""

    kind: SloganKind
    pattern: str

    def patterns(self) -> tuple[str, ...]:
        return (self.pattern,)


KINDS: dict[str, type[Rule]] = {
    "currency": CurrencyRule,
    "bound": BoundRule,
    "role": RoleRule,
    "status": StatusRule,
    "words": WordListRule,
    "pattern": PatternRule,
    "slogan_lexicon": SloganLexiconRule,
    "slogan_shape": SloganShapeRule,
}
"""By the name that a rule file writes between double brackets."""
