"""What a run would do, said and not done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from kaigong.commands.console import NOTHING_STARTED, fate_of_gone, print_table
from kaigong.planning import Task, name_of
from kaigong.reading.set_aside import SetAside
from kaigong.terminal import one_line


def say_plan(
    tasks: Iterable[Task],
    pass_by: Callable[[Sequence[str]], None],
    gone: Callable[[], Sequence[str]],
    *,
    drop_gone: bool,
) -> int:
    """A line for each article that is new, changed or gone and each input that can't be read, and their numbers.

    Files of one article are not opened, so what is wrong with them shows only when they are extracted. Returns the
    exit status.
    """
    standings: Counter[str] = Counter(new=0, changed=0, unchanged=0)
    for task in tasks:
        pass_by([key for planned in task if (key := planned.article_id)])
        for planned in task:
            standings[planned.standing] += 1
            if planned.to_do:
                what = planned.input
                print(one_line(f"{planned.standing}: {what if isinstance(what, SetAside) else name_of(what)}"))
    articles = sum(standings.values()) - standings["set aside"]
    fate = fate_of_gone(standings, drop_gone=drop_gone)
    # Without an article a run does nothing more.
    for name in gone() if articles else ():
        standings[fate] += 1
        print(one_line(f"{fate}: {name}"))
    print_table((f"{number:,}", standing) for standing, number in standings.items())
    return 0 if articles else NOTHING_STARTED
