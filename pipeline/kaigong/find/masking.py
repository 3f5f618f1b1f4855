"""The masked text: sums, counts and titles blanked out, so that patterns see the frame of a sentence.

A mask keeps every offset: each masked character is one character of the reading text.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from kaigong.mentions import Amount, Count
from kaigong.text import Span

AMOUNT_MASK = "¤"
COUNT_MASK = "§"
TITLE_MASK = "†"

TITLE = regex.compile("《[^《》\n]{1,80}+》")


def mask(text: str, amounts: Iterable[Amount], counts: Iterable[Count]) -> str:
    """`text` with every sum as ¤, every count as § and every 《title》 as †, each as long as what it covers."""
    blanks: list[tuple[Span, str]] = [(amount.span, AMOUNT_MASK) for amount in amounts]
    blanks += [(count.span, COUNT_MASK) for count in counts]
    if "《" in text:
        blanks += [(match.span(), TITLE_MASK) for match in TITLE.finditer(text)]
    blanks.sort()
    parts: list[str] = []
    at = 0
    for (start, end), sign in blanks:
        if start < at:
            continue
        parts.append(text[at:start])
        parts.append(sign * (end - start))
        at = end
    parts.append(text[at:])
    return "".join(parts)
