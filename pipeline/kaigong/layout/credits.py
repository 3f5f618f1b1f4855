"""Credits: who wrote an article or took a photo. A credit is made of names, roles and media, and nothing else."""

from __future__ import annotations

from functools import lru_cache

import regex

from kaigong.layout.grammar import Words, patterns_for, words_for
from kaigong.layout.lines import SENTENCE_ENDS, is_ended
from kaigong.rules import Rules

LONGEST_CREDIT = 80
LONGEST_DATELINE = 30
ORNAMENTS = "□■◎●○◆◇★☆▲△*· \t\u3000"
BRACKETS = "（()）【】[]〔〕"
_SEPARATORS = regex.compile(r"[\s、，,;；/／|｜:：&和]++")


def credit_rule(text: str, rules: Rules, *, sure: bool = False) -> str | None:
    """The rule by which `text` is nothing but a credit with a person's name in it, or None.

    With `sure` the words around have already said that a credit stands here, and any short word passes as a name.
    """
    if not text or len(text) > LONGEST_CREDIT:
        return None
    roles = words_for(rules, "credit-role")
    role = roles.pattern.search(text)
    parts = _SEPARATORS.split(roles.pattern.sub(" ", text).strip(ORNAMENTS + BRACKETS))
    names = _names(rules)
    tokens = _rejoined([part for part in parts if part], names)
    medium = words_for(rules, "credit-medium")
    named = False
    by_medium: str | None = None
    for token in tokens:
        if names.fullmatch(token) or (sure and _ANY_NAME.fullmatch(token)):
            named = True
        elif found := _ending(token, medium):
            by_medium = found
        else:
            return None
    if not named:
        return None
    if by_medium:
        return by_medium
    return roles.rule_of[role.group()] if role else names_rule(rules)


def has_role(text: str, rules: Rules) -> bool:
    """Whether a word for a writer or photographer stands in `text`."""
    return words_for(rules, "credit-role").pattern.search(text) is not None


def names_rule(rules: Rules) -> str | None:
    """The rule that lists surnames."""
    return next(iter(words_for(rules, "surname").rule_of.values()), None)


def opening_byline(text: str, rules: Rules) -> tuple[str, int] | None:
    """Rule and length of the byline that opens the paragraph `text` (本报讯(记者…)), or None."""
    head = text[:LONGEST_DATELINE]
    if "(" not in head and "（" not in head and "本报" not in head:
        return None
    found = patterns_for(rules, "byline-opening").match(text)
    if found:
        name, match = found
        return name, match.end()
    bracket = patterns_for(rules, "byline-bracket").match(text)
    if bracket and has_role(bracket[1].group(), rules) and credit_rule(bracket[1].group(), rules, sure=True):
        return bracket[0], bracket[1].end()
    return None


def closing_byline(text: str, rules: Rules) -> tuple[str, int] | None:
    """Rule and length of the byline in brackets behind the last sentence of the paragraph `text`, or None."""
    if text[-1] not in "）)":
        return None
    start = max(text.rfind("（", -LONGEST_CREDIT), text.rfind("(", -LONGEST_CREDIT))
    if start < 1 or not is_ended(text[:start].rstrip()):
        return None
    bracket = text[start:]
    name = patterns_for(rules, "byline-bracket").name(bracket)
    if name and has_role(bracket, rules) and credit_rule(bracket, rules):
        return name, len(bracket)
    return None


def photo_credit(text: str, rules: Rules) -> tuple[str, int] | None:
    """Rule and start of the photographer's credit at the end of `text` (…。本报记者 某某 摄), or None."""
    window = max(0, len(text) - LONGEST_CREDIT)
    bare = text.rstrip("）)")
    verb = next((word for word in _photo_verbs(rules) if bare.endswith(word)), None)
    if verb is None:
        return None
    before = bare[: -len(verb)].rstrip(ORNAMENTS + "/／")
    sentence = max(before.rfind(mark, window) for mark in (*SENTENCE_ENDS, "”", "（", "(")) + 1
    start = _first_credit(text, before, max(sentence, window), rules)
    return None if start is None else (words_for(rules, "photo-credit").rule_of[verb], start)


def _first_credit(text: str, before: str, start: int, rules: Rules) -> int | None:
    """The first word from `start` on from which all of `before` is a credit."""
    starts = [start, *(match.end() for match in _SPACE.finditer(before, start))]
    for at in starts[-6:]:
        if credit_rule(before[at:].strip(), rules):
            return at + len(text[at:]) - len(text[at:].lstrip())
    return None


_SPACE = regex.compile(r"\s++")
_ANY_NAME = regex.compile(r"[\p{Han}·]{2,4}")


@lru_cache(maxsize=16)
def _names(rules: Rules) -> regex.Pattern[str]:
    surname = words_for(rules, "surname").pattern.pattern
    return regex.compile(rf"(?:(?:{surname})\p{{Han}}{{1,2}}|\p{{Han}}{{2,6}}·\p{{Han}}{{2,6}})")


@lru_cache(maxsize=16)
def _photo_verbs(rules: Rules) -> tuple[str, ...]:
    return tuple(sorted(words_for(rules, "photo-credit").rule_of, key=len, reverse=True))


def _ending(token: str, words: Words) -> str | None:
    """The rule of the longest listed word that `token` ends with."""
    if len(token) > 24:
        return None
    for start in range(len(token)):
        rule = words.rule_of.get(token[start:])
        if rule:
            return rule
    return None


def _rejoined(tokens: list[str], names: regex.Pattern[str]) -> list[str]:
    """Put names of two characters together that were spread to the width of three (柏 杨)."""
    joined: list[str] = []
    for token in tokens:
        if joined and len(token) == len(joined[-1]) == 1 and names.fullmatch(joined[-1] + token):
            joined[-1] += token
        else:
            joined.append(token)
    return joined
