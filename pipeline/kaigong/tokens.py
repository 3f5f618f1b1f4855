"""Tokenizers behind one protocol. Tokens are a hint about borders, never the unit (design, "Tokenizing")."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Protocol


class Tokenizer(Protocol):
    """Cuts a text into words that, joined, are the text again."""

    def cut(self, text: str) -> list[str]:
        """The words of `text`, in order, nothing left out."""
        ...

    def tag(self, text: str) -> list[tuple[str, str]]:
        """The words of `text` with their part of speech (ICTCLAS tags, as jieba gives them)."""
        ...


class RjiebaTokenizer:
    """jieba-rs: the same dictionary and model as jieba, many times as fast. The default."""

    def __init__(self) -> None:
        # The package makes one for itself when it is imported. A second would take as long again, 0.08 s of a start and
        # 30 MB; the price is that words which a program adds to rjieba's own dictionary count here too.
        import rjieba

        self._jieba = rjieba

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._jieba.cut(text)
        return words

    def tag(self, text: str) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = self._jieba.tag(text)
        return pairs


class JiebaTokenizer:
    """The jieba package itself (`pip install "kaigong[jieba]"`)."""

    def __init__(self) -> None:
        import jieba
        from jieba import posseg

        self._cut = jieba.lcut
        self._tag = posseg.lcut

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._cut(text)
        return words

    def tag(self, text: str) -> list[tuple[str, str]]:
        return [(pair.word, pair.flag) for pair in self._tag(text)]


TOKENIZERS: dict[str, Callable[[], Tokenizer]] = {"rjieba": RjiebaTokenizer, "jieba": JiebaTokenizer}
"""By the name that a user gives."""


@cache
def tokenizer(name: str = "rjieba") -> Tokenizer:
    """The tokenizer called `name`, made once.

    Raises ValueError for an unknown name and ImportError, with the command that mends it, for a missing package.
    """
    if name not in TOKENIZERS:
        raise ValueError(f"no tokenizer is called '{name}'; known: {', '.join(TOKENIZERS)}")
    try:
        return TOKENIZERS[name]()
    except ImportError as error:
        raise ImportError(f"tokenizer '{name}' is not installed: pip install {name}") from error
