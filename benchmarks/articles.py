"""Articles to measure on: those at hand, over and over, with other numbers each time."""

from __future__ import annotations

import random
import re
from itertools import cycle
from pathlib import Path

from kaigong.reading.decoding import decode

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "corpus", *(ROOT.parent / "shared" / "gold" / name for name in ("page", "news", "local")))

_SEED = 20240401
_DIGITS = re.compile("[0-9]+")


def originals() -> list[str]:
    """The texts of corpus/ and, where it is there, of ../shared/gold, in the order of their names."""
    files = [file for folder in FOLDERS for file in sorted(folder.glob("*.txt"))]
    return [decode(file.read_bytes()).text for file in files]


def articles(size: int) -> list[str]:
    """About `size` bytes (in UTF-8) of articles, the same in every run.

    The numbers differ from copy to copy, so that nothing that is found once can be looked up the next time.
    """
    chance = random.Random(_SEED)
    found: list[str] = []
    written = 0
    for text in cycle(originals()):
        if written >= size:
            break
        found.append(_with_other_numbers(text, chance))
        written += len(found[-1].encode())
    return found


def article(length: int) -> str:
    """One article of `length` characters."""
    size = length
    while len(text := "\n".join(articles(size))) < length:
        size *= 2
    return text[:length]


def _with_other_numbers(text: str, chance: random.Random) -> str:
    def other(number: re.Match[str]) -> str:
        digits = number[0]
        rest = "".join(chance.choices("0123456789", k=len(digits) - 1))
        return (digits[0] if digits[0] == "0" else chance.choice("123456789")) + rest

    return _DIGITS.sub(other, text)
