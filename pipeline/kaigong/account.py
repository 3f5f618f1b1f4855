"""An account of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from kaigong.reading.set_aside import SetAside


@dataclass(slots=True)
class Account:
    """What a run did: how its inputs stood to earlier runs, how much was found in them, what was set aside, how many
    articles of earlier runs were not among them.
    """

    standings: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    set_aside: list[SetAside] = field(default_factory=list)
    gone: int = 0

    @property
    def articles(self) -> int:
        """Of this run, whether it was extracted now or earlier."""
        return self.found["articles"]
