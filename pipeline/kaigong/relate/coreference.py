"""Mentions of one project in an article: the full name, the short one, with and without 项目."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from kaigong.mentions import Project

ENDING = regex.compile("(?:建设)?(?:项目|工程)$")
QUOTES = str.maketrans("", "", "“”‘’「」\"' 　")
BRACKETS = str.maketrans("（）", "()")
SHORTEST_SHORT_FORM = 4


def core_name(name: str) -> str:
    """`name` without 项目, 工程, 建设项目 at its end, without quotation marks, with half-width brackets."""
    plain = name.translate(QUOTES).translate(BRACKETS)
    core = ENDING.sub("", plain)
    return core if len(core) >= 2 else plain


def same_projects(projects: Sequence[Project]) -> tuple[tuple[Project, ...], ...]:
    """Group the mentions that name one project, each group in the order of the text.

    Two mentions name one project where their core names are equal, or where the later is the end of an earlier one
    ("度假小镇" behind "雪域温泉度假小镇"), or the earlier, from a headline, the end of the later.
    """
    groups: list[list[Project]] = []
    cores: list[str] = []
    for project in projects:
        core = core_name(project.text)
        at = next((at for at in range(len(cores) - 1, -1, -1) if _same(core, cores[at])), None)
        if at is None:
            groups.append([project])
            cores.append(core)
        else:
            groups[at].append(project)
            cores[at] = max(cores[at], core, key=len)
    return tuple(tuple(group) for group in groups)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_SHORT_FORM and long.endswith(short)
