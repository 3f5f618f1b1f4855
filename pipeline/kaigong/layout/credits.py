"""Credits: who wrote an article or took a photo. A credit is made of names, roles and media, and nothing else."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import regex

from kaigong.layout.grammar import Words, patterns_for, words_for
from kaigong.layout.lines import SENTENCE_ENDS, is_ended
from kaigong.rules import Rules

LONGEST_CREDIT = 80
LONGEST_DATELINE = 30
LONGEST_TITLE = 48
DATELINE_SIGNS = ("(", "（", "本报", "日电", "日讯")
ORNAMENTS = "□■◎●○◆◇★☆▲△*· \t\u3000"
BRACKETS = "（()）【】[]〔〕"
SEPARATORS = regex.compile(r"[\s、，,;；/／|｜:：&和]++")

Part = Literal["reporter", "correspondent", "photographer", "editor", "writer"]

PARTS: dict[str, Part] = {
    "credit-reporter": "reporter",
    "credit-correspondent": "correspondent",
    "credit-photographer": "photographer",
    "credit-editor": "editor",
    "credit-writer": "writer",
}
"""The part that the words of each use give. Somebody whose part the text leaves open is a writer."""


def role_words(rules: Rules) -> Words:
    """The words for writers, photographers and editors, whatever their part."""
    return words_for(rules, *PARTS)


def credit_rule(text: str, rules: Rules, *, sure: bool = False) -> str | None:
    """The rule by which `text` is nothing but a credit with a person's name in it, or None.

    With `sure` the words around have already said that a credit stands here, and any short word passes as a name.
    """
    if not text or len(text) > LONGEST_CREDIT:
        return None
    bare = without_sources(text, rules)
    sourced = bare != text
    text = bare
    roles = role_words(rules)
    role = roles.pattern.search(text)
    parts = SEPARATORS.split(roles.pattern.sub(" ", text).strip(ORNAMENTS + BRACKETS))
    tokens = _rejoined([part for part in parts if part], rules)
    medium = words_for(rules, "credit-medium")
    named = False
    by_medium: str | None = None
    for token in tokens:
        if is_name(token, rules) or (sure and ANY_NAME.fullmatch(token)):
            named = True
        elif found := _ending(token, medium):
            by_medium = found
        elif not (sourced and _DATE.fullmatch(token)):
            return None
    if sourced:
        return patterns_for(rules, "credit-source").names[0]
    if not named:
        return None
    if by_medium:
        return by_medium
    return roles.rule_of[role.group()] if role else names_rule(rules)


def has_role(text: str, rules: Rules) -> bool:
    """Whether a word for a writer, a photographer or a source stands in `text`."""
    return role_words(rules).pattern.search(text) is not None or without_sources(text, rules) != text


def without_sources(text: str, rules: Rules) -> str:
    """`text` with blanks for what it says of its source (来源：…), as long as before."""
    if "：" not in text and ":" not in text:
        return text
    return patterns_for(rules, "credit-source").together.sub(lambda match: " " * len(match[0]), text)


def names_rule(rules: Rules) -> str | None:
    """The rule that lists surnames."""
    return next(iter(words_for(rules, "surname").rule_of.values()), None)


def opening_byline(text: str, rules: Rules) -> tuple[str, int, int] | None:
    """Rule, start and end of the byline that opens the paragraph `text` (本报讯(记者…)), or None."""
    head = text[:LONGEST_DATELINE]
    if not any(sign in head for sign in DATELINE_SIGNS):
        return None
    found = patterns_for(rules, "byline-opening").match(text)
    if found:
        name, match = found
        return name, 0, match.end()
    bracket = patterns_for(rules, "byline-bracket").match(text)
    if bracket and has_role(bracket[1].group(), rules) and credit_rule(bracket[1].group(), rules, sure=True):
        return bracket[0], 0, bracket[1].end()
    return None


def byline_behind_title(text: str, rules: Rules) -> tuple[str, int, int] | None:
    """Rule, start and end of the byline with which an article begins whose title stands on the same line, or None."""
    for sign in ("本报", "新华社"):
        start = text.find(sign, 2, LONGEST_TITLE)
        if start > 0 and SENTENCE_ENDS.isdisjoint(text[: start - 1]):
            found = patterns_for(rules, "byline-opening").match(text[start:])
            if found:
                return found[0], start, start + found[1].end()
    return None


def closing_byline(text: str, rules: Rules, *, last: bool) -> tuple[str, int] | None:
    """Rule and length of the byline in brackets behind the last sentence of the paragraph `text`, or None.

    Names alone will do at the end of the `last` paragraph of all.
    """
    if text[-1] not in "）)":
        return None
    start = max(text.rfind("（", -LONGEST_CREDIT), text.rfind("(", -LONGEST_CREDIT))
    if start < 1 or not is_ended(text[:start].rstrip()):
        return None
    bracket = text[start:]
    name = patterns_for(rules, "byline-bracket").name(bracket)
    if name and (last or has_role(bracket, rules)) and credit_rule(bracket, rules):
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
_DATE = regex.compile("[0-9０-９年月日.．-]++")
ANY_NAME = regex.compile(r"[\p{Han}·]{2,4}")


def is_name(word: str, rules: Rules) -> bool:
    """Whether a word looks like a person's name: a listed surname with one or two characters, or parts with a dot."""
    if not _NAME_SHAPE.fullmatch(word):
        return False
    surnames = words_for(rules, "surname").rule_of
    return "·" in word or (len(word) < 4 and word[0] in surnames) or (len(word) > 2 and word[:2] in surnames)


_NAME_SHAPE = regex.compile(r"\p{Han}{2,4}|\p{Han}{2,6}·\p{Han}{2,6}")


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


def _rejoined(tokens: list[str], rules: Rules) -> list[str]:
    """Put names of two characters together that were spread to the width of three (柏 杨)."""
    joined: list[str] = []
    for token in tokens:
        if joined and len(token) == len(joined[-1]) == 1 and is_name(joined[-1] + token, rules):
            joined[-1] += token
        else:
            joined.append(token)
    return joined
