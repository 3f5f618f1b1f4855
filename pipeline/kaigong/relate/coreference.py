"""Mentions of one project in an article: the full name, the short one, with and without 项目."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaigong.mentions import Project

ENDING = re.compile("(?:建设)?(?:项目|工程)$")
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
    ("度假小镇" behind "雪域温泉度假小镇"; of several the one mentioned last), or the earlier, from a headline, the
    end of the later.
    """
    groups: list[list[Project]] = []
    cores: list[str] = []
    by_core: dict[str, int] = {}
    by_ending: dict[str, int] = {}
    for project in projects:
        core = core_name(project.text)
        at = _group_of(core, by_core, by_ending)
        if at is None:
            at = len(groups)
            groups.append([])
            cores.append(core)
        groups[at].append(project)
        if len(core) > len(cores[at]):
            by_core.pop(cores[at], None)
            cores[at] = core
        by_core[cores[at]] = at
        by_ending.update(dict.fromkeys(_endings(cores[at]), at))
    return tuple(tuple(group) for group in groups)


def _group_of(core: str, by_core: dict[str, int], by_ending: dict[str, int]) -> int | None:
    if core in by_core:
        return by_core[core]
    if core in by_ending:
        return by_ending[core]
    return next((by_core[ending] for ending in _endings(core) if ending in by_core), None)


def _endings(core: str) -> list[str]:
    """How `core` may be written short, the longest first."""
    return [core[at:] for at in range(len(core) - SHORTEST_SHORT_FORM + 1)]
