"""Kinds of blocks and how a line shows what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kaigong.text import Span

BlockKind = Literal["heading", "byline", "caption", "body", "stray"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one kind (guideline, "Page layout"). `fragments` are offsets in the article's text."""

    kind: BlockKind
    text: str
    fragments: tuple[Span, ...]
    region: str | None = None
